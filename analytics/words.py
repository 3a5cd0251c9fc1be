"""Small words around numbers and lists, as they stand in a sentence. Charts, documents, pages and the command line share them."""

from __future__ import annotations

from collections.abc import Sequence

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
HELD_AS = {
    "report": "report", "summary": "executive summary", "part": "briefing or action plan", "digest": "public digest, partial",
}  # fmt: skip
"""As what a review is held (its ``form``) in words; 'summary': of its reports the executive summary alone."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """The number with its noun: ``'1 review'``, ``'4 reviews'``, ``'no review'``.

    >>> counted(1, "review"), counted(3, "agency", "agencies"), counted(0, "review")
    ('1 review', '3 agencies', 'no review')
    """
    if number == 0:
        return f"no {noun}"
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def listed(words: Sequence[str], limit: int = 3) -> str:
    """A list as it is read aloud; beyond ``limit`` the rest is counted.

    >>> listed(["a", "b", "c"]), listed(["a", "b", "c", "d"], limit=2)
    ('a, b and c', 'a, b and 2 others')
    """
    if len(words) > limit:
        rest = len(words) - limit
        return f"{', '.join(words[:limit])} and {rest} other{'s' if rest > 1 else ''}"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def inside(name: str) -> str:
    """A theme's name as it stands inside a sentence: first letter small, unless it is an abbreviation.

    >>> inside("Information sharing"), inside("MARAC process"), inside("")
    ('information sharing', 'MARAC process', '')
    """
    return name if len(name) > 1 and name[1].isupper() else name[:1].lower() + name[1:]


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def was(number: int) -> str:
    """``'was'`` for one, ``'were'`` for others."""
    return "was" if number == 1 else "were"


def when(date: str) -> str:
    """A date of any precision as people write it.

    >>> when("2022-07-31"), when("2022-07"), when("2022")
    ('31 July 2022', 'July 2022', '2022')
    """
    year, *rest = date[:10].split("-")
    parts = [str(int(part)) for part in rest[1:]] + [MONTHS[int(part) - 1] for part in rest[:1]]
    return " ".join([*parts, year])
