"""The text of one cell of a PDF table: its paragraphs, and words that were too wide for it put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from analytics.reading.formats.numbers import split_bullet
from analytics.reading.formats.pdf_join import join_lines
from analytics.reading.formats.pdf_lines import Char, Line, lines_of

Box = tuple[float, float, float, float]
COMMON = frozenset(
    "about after against all also an and any are as at be been before being between both but by can children could do during "
    "each for from had has have her him his how if in into is it its made may more must need needs new no not of off on one or "
    "other our out over own people police risk safety services should so staff such support than that the their them then there "
    "these they this those through to training under until up was were what when where which who will with within would a am "
    "he me my pm us we go id gp ok i".split()
)


_ENDING = re.compile(
    r"[a-z]{0,2}(?:[ts]ions?|ments?|ness|it(?:y|ies)|ings?|[ae]nces?|[eo]rs?|ons?|[ea]nts?|ed|es|als?|ly|ive|ies|ships?|[ai]ble)"
)
_LABEL = re.compile(r"(?:Recommendation|Learning(?: point)?|Lesson|Finding|Action)\s+\d{1,2}[a-z]?\s*[:.–-]\s", re.I)
"""'Recommendation 2: …' begins a paragraph, however close it stands to the one before."""
SHORT_WORDS = frozenset(
    "city sent rent user users used led red bed fed yes goes dies one ones son sons king wing wings tent gent lent over ever per "
    "her his less fly rely only five live give drive lies ties able noble ally pal oral goal goals deal meal real".split()
)
"""Words that look like the end of a longer one."""


def cell_text(chars: Sequence[Char], box: Box, page: int, vocabulary: frozenset[str] = frozenset()) -> str:
    """The text of a cell, a line for each of its paragraphs."""
    lines = whole_words(lines_of(chars, page), box, vocabulary)
    return "\n".join(cell_paragraphs(lines, box[2]))


def whole_words(lines: Sequence[Line], box: Box, vocabulary: frozenset[str] = frozenset()) -> list[Line]:
    """Lines of a cell, with words put together that were too wide for it.

    Word and LibreOffice break such a word without a hyphen (``Commissioni`` / ``ng``) where its next letter would not fit.
    What follows must go on in small letters and not be a word by itself.
    """
    if not lines:
        return []
    left = min(line.x0 for line in lines)
    right = box[2] - max(2.0, left - box[0])
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before is not None and _is_broken(before, line, right, left, vocabulary):
            joined[-1] = replace(line, text=before.text + line.text, top=before.top, first_word=before.first_word)
        else:
            joined.append(line)
    return joined


def _is_broken(before: Line, line: Line, right: float, left: float, vocabulary: frozenset[str]) -> bool:
    if re.fullmatch(r"\d{1,2}[/.]\d{1,2}[/.]\d{1,4}", before.text) and re.match(r"\d{1,3}\b", line.text):
        return right - before.x1 < 0.7 * line.size + 0.5
    if re.fullmatch(r"[A-Z]{1,4}", before.text) and re.fullmatch(r"[A-Z]{1,2}", line.text):
        return right - before.x1 < 0.8 * line.size
    if re.fullmatch(r"[.,;:!?)]{1,2}", line.text):
        return True
    if re.search(r"\b(?:19|20)\d{0,1}$", before.text) and re.match(r"\d{1,2}(?!\d)", line.text):
        return right - before.x1 < 0.7 * line.size + 0.5  # a year: '202' above '3'
    rest = re.match(r"[a-z]+", line.text)
    fragment = re.search(r"(?:^|[\s/-])([A-Za-z]{2,})$", before.text)
    if rest is None or fragment is None or before.x0 > left + 1.5 * line.size:
        return False
    whole = f"{fragment[1]}{rest[0]}".lower()
    if rest[0] in COMMON:
        return False
    if whole in vocabulary:
        return right - before.x1 < 1.5 * line.size
    letter = line.first_word / max(1, len(line.text.split()[0]))
    full = right - before.x1 < 1.1 * letter + 0.5
    alone = " " not in before.text and not before.text.endswith("-")
    return full and alone and (len(rest[0]) <= 2 or (bool(_ENDING.fullmatch(rest[0])) and rest[0] not in SHORT_WORDS))


def cell_paragraphs(lines: Sequence[Line], right: float) -> list[str]:
    """Lines of a cell joined to paragraphs: at bullets, larger gaps, and where the next word would have fitted on the line."""
    paragraphs: list[list[str]] = []
    before: Line | None = None
    edge = max((line.x1 for line in lines), default=right)
    space = min((b.top - a.bottom for a, b in pairwise(lines)), default=0.0)
    for line in lines:
        bullet, text = _without_bullet(line, lines)
        if before is None or bullet or _parts_cell(before, line, edge, space):
            paragraphs.append([])
        paragraphs[-1].append(text)
        before = line
    return [join_lines(paragraph) for paragraph in paragraphs]


def _without_bullet(line: Line, lines: Sequence[Line]) -> tuple[bool, str]:
    """A dash begins an item only if it does so in the cell's first line too: in ``Completed / – June`` it is a dash."""
    text = line.text.replace("\t", " ")
    if text[0] in "-–—" and lines[0].text[0] not in "-–—":
        return False, text
    return split_bullet(text)


def _parts_cell(before: Line, line: Line, edge: float, space: float) -> bool:
    if before.bold and not line.bold and line.text[:1].isupper() and not before.text.endswith(","):
        return True  # a title in bold above what it is about
    if _LABEL.match(line.text) and before.text.endswith((".", "!", "?", ";", ":", "”", "’")):
        return True
    if line.top - before.bottom > space + 0.45 * line.size + 1:
        return True
    fits = before.x1 + line.first_word + 1.2 * line.size < edge
    return fits and before.text.endswith((".", ":", ";")) and not line.text[:1].islower()
