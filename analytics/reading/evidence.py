"""Whether a document is a review at all: decided on positive evidence, so that a menu or a set of minutes is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analytics.errors import UnreadableFileError
from analytics.model import Block, Report
from analytics.reading.topics import topic_of

MOST, LONG = 6, 8_000
"""Kinds of evidence, and characters, from which a document is let through though nothing was recognised in it."""
SECTIONS = 3
"""Different subjects of sections that such a document has besides."""
ENOUGH = 3
"""Kinds of evidence a document needs. A one-page learning note has five."""

EVIDENCE: dict[str, re.Pattern[str]] = {
    "the name of such a review": re.compile(
        r"domestic\s+homicide\s+review|domestic\s+abuse[\s-]+related\s+death\s+review|safeguarding\s+adults?\s+review|\bDHRs?\b|\bDARDRs?\b"
        r"|\bSARs?\b|single\s+unified\s+safeguarding\s+review|\bSUSRs?\b|\badult\s+practice\s+review|\bserious\s+case\s+review|\boffensive\s+weapons?\s+homicide\s+review|multi[\s-]agency\s+(?:learning\s+)?review",
        re.I,
    ),
    "recommendations": re.compile(r"\brecommend(?:ation|ations|s|ed)\b", re.I),
    "learning or lessons": re.compile(r"\blessons?\b|\blearning\b|\bkey\s+(?:findings?|themes?|issues?)\b", re.I),
    "an action plan": re.compile(
        r"\baction\s+plan\b|\blead\s+(?:officer|agency|person|professional)\b|\btarget\s+date\b|\b(?:key\s+)?milestones?\b", re.I
    ),
    "domestic abuse or homicide": re.compile(
        r"\bdomestic\s+(?:abuse|violence|homicide)\b|\bhomicide\b|\bmurder|\bcoercive\b|\bperpetrator\b|\bMARAC\b|\bself[\s-]neglect\b",
        re.I,
    ),
    "terms of reference, panel or chair": re.compile(
        r"\bterms\s+of\s+reference\b|\breview\s+panel\b|\bpanel\s+members?\b|\bindependent\s+(?:chair|author)\b"
        r"|\bIMRs?\b|\bindividual\s+management\s+review",
        re.I,
    ),
    "a partnership": re.compile(
        r"\b(?:community|communities)\s+(?:safety\s+)?partnership\b|\bsafeguarding\s+(?:adults?\s+)?(?:board|partnership)\b|\bCSP\b",
        re.I,
    ),
}
NEEDED = "domestic abuse or homicide"
_ONE_REVIEW = re.compile(
    r"\b(?:(?:domestic\s+homicide|domestic\s+abuse[\s-]+related\s+death|safeguarding\s+adults?|serious\s+case|"
    r"offensive\s+weapons?\s+homicide|single\s+unified\s+safeguarding|adult\s+practice|"
    r"multi[\s-]agency(?:\s+learning)?)\s+review|DHR|DARDR|SAR|SUSR)\b(?!s)",
    re.I,
)
"""One such review, not reviews in general."""
OPENING = 4_000
"""Characters at the beginning in which a report says what it is: title page, contents and introduction."""


def refuse_what_is_no_review(blocks: Iterable[Block], name: str) -> None:
    """Refuse a document that lacks the words of a review.

    Raises
    ------
    UnreadableFileError
        With what was looked for and what was found.
    """
    found = evidence_in(text_of(blocks))
    if not is_enough(found):
        raise _no_review(name, "; ".join(found) if found else "none of it")


def refuse_what_says_nothing(report: Report, blocks: Iterable[Block], name: str) -> None:
    """Refuse a document that has the words but not the structure: not named as such a review in its opening (or its file's
    name), or without any statement, action or term of reference.

    A long document with nearly all the words is let through: the reader may have missed its structure, and says so.

    Raises
    ------
    UnreadableFileError
        With what was looked for and what was found.
    """
    text = text_of(blocks)
    found = evidence_in(text)
    named = _ONE_REVIEW.search(text[:OPENING]) or _ONE_REVIEW.search(_words(report.document.name))
    if (report.statements or report.terms_of_reference) and named:
        return
    if report.actions and (named or NEEDED in found):
        return
    if len(found) < MOST or len(text) < LONG or not _is_built_like_one(report):
        raise _no_review(name, f"{'; '.join(found)}, but only in passing: no list of lessons or recommendations, no action plan")


def _is_built_like_one(report: Report) -> bool:
    """Whether sections such as a review has were found: a novel has chapters."""
    return len({topic_of(section.title) for section in report.sections} - {None, "other"}) >= SECTIONS


def _no_review(name: str, said: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"{name} does not look like a domestic homicide review or its action plan. Looked for: {', '.join(EVIDENCE)}. "
        f"Found: {said}. Give the report, its executive summary, learning note or action plan."
    )


def _words(file_name: str) -> str:
    return re.sub(r"[-_.+]+", " ", file_name)


def evidence_in(text: str) -> list[str]:
    """The kinds of evidence that ``text`` has, by name."""
    return [kind for kind, pattern in EVIDENCE.items() if pattern.search(text)]


def is_enough(found: list[str]) -> bool:
    """Whether the evidence makes a review: something to learn or do, about such a death, in enough other respects."""
    asks = "recommendations" in found or "learning or lessons" in found or "an action plan" in found
    about = NEEDED in found or next(iter(EVIDENCE)) in found
    return asks and about and len(found) >= ENOUGH


def text_of(blocks: Iterable[Block]) -> str:
    """All text of the blocks, cells too, furniture and footnotes left out."""
    parts: list[str] = []
    for block in blocks:
        if block.kind not in ("furniture", "footnote"):
            parts.append(block.text)
            parts.extend(cell for row in block.rows for cell in row)
    return "\n".join(parts)
