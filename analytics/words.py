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


def kinds_of(reports: int, digests: int) -> str:
    """Reviews by what is held of them; empty for none.

    >>> kinds_of(1, 3), kinds_of(0, 1), kinds_of(0, 0)
    ('1 report and 3 public digests', '1 public digest', '')
    """
    kinds = [counted(reports, "report")] if reports else []
    return " and ".join(kinds + ([counted(digests, "public digest")] if digests else []))


def found_in(confirmed: int, hits: int, reviews: int = 0) -> str:
    """In how many reviews something was found, no surer than it is: in ``confirmed`` of the ``hits`` a person has confirmed it.

    ``reviews`` is out of how many; 0 leaves that out.

    >>> found_in(0, 4, 11), found_in(4, 4, 11), found_in(0, 1)
    ('Suggested in 4 of 11 reviews', 'Found in 4 of 11 reviews', 'Suggested in 1 review')
    >>> found_in(1, 9, 11), found_in(1, 2)
    ('Confirmed in 1 and suggested in 8 more of 11 reviews', 'Confirmed in 1 and suggested in 1 more review')
    """
    rest = hits - confirmed
    if confirmed and rest > 0:
        of = f"{rest} more of {counted(reviews, 'review')}" if reviews else counted(rest, "more review")
        return f"Confirmed in {confirmed} and suggested in {of}"
    of = f"{hits} of {counted(reviews, 'review')}" if reviews else counted(hits, "review")
    return f"{'Found' if confirmed else 'Suggested'} in {of}"


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
