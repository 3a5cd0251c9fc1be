"""What an agency supplied to a review: IMR, chronology, report, as words in a cell, beside a name or in a sentence say it."""

from __future__ import annotations

import re

Material = tuple[bool | None, bool | None, bool | None]
"""IMR, chronology, report; ``None`` where the words don't say."""
NOTHING: Material = (None, None, None)
OBJECT = r"(?:IMRs?|[Mm]anagement [Rr]eviews?|[Cc]hronolog(?:y|ies)|[Rr]eports?)"
_PATTERNS = (r"\bIMRs?\b|management reviews?", r"chronolog(?:y|ies)", r"(?<!IMR )(?<!review )\breports?\b")
_FILLER = frozenset(
    "a an the one two three both and or plus with also only full short brief summary written combined integrated individual "
    "agency internal information single detailed initial scoping narrative author authored letter statement no of its own their "
    "joint separate further supplementary additional factual position response return relevant contact records".split()
)


def material(text: str) -> Material:
    """IMR, chronology and report: ``True`` where the text names it; what it doesn't name is not known, for all it says.

    >>> material("IMR and chronology"), material("short report")
    ((True, True, None), (None, None, True))
    """
    found = tuple(bool(re.search(pattern, text, re.I)) or None for pattern in _PATTERNS)
    return found[0], found[1], found[2]


def is_material(text: str, spare: int = 0) -> bool:
    """Whether a text only says what was supplied, but for ``spare`` words.

    >>> is_material("IMR and combined chronology"), is_material("The report was sent to the Crown Prosecution Service")
    (True, False)
    """
    if not any(material(text)) or len(text) > 120:
        return False
    bare = re.sub("|".join(_PATTERNS), " ", text, flags=re.I)
    return sum(word.casefold() not in _FILLER for word in re.findall(r"[A-Za-z]{2,}", bare)) <= spare


def both(before: Material | None, now: Material) -> Material:
    """What is known from two places together."""
    known = before or NOTHING
    return known[0] or now[0], known[1] or now[1], known[2] or now[2]
