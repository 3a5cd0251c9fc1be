"""Lines of a PDF → paragraphs, headings, list items and footnotes, over page ends too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from analytics.model import Block
from analytics.reading.formats.headings import looks_like_heading
from analytics.reading.formats.numbers import BULLET, depth, split_bullet, split_number
from analytics.reading.formats.pdf_furniture import starts_footnote
from analytics.reading.formats.pdf_join import join_lines
from analytics.reading.formats.pdf_lines import Line

_ENTRY = re.compile(r"(?:\.\s?){4,}\s*\d{0,3}$|…{2,}\s*\d*$|\t\d{1,3}$")
_LABEL = re.compile(
    r"^(?:(?:key\s+)?(?:recommendation|learning(?:\s+point)?|lesson|finding|action)s?)\s*(?:no\.?\s*)?\d{1,3}\b", re.I
)
_END = re.compile(r"[.?!:;][”’\"')\]]*$")
_BARE_NUMBER = re.compile(r"^\(?(?:\d{1,2}(?:\.\d{1,3}){0,4}|[a-z]|[ivx]{1,5})[.)\]]?$")


FEWEST_PAIRS = 4
"""Pairs of lines of a size from which its usual distance is learnt."""


@dataclass
class Paragraph:
    """Lines that belong together."""

    lines: list[Line]
    page: int = 0
    item: bool = False

    @property
    def text(self) -> str:
        """Its text so far, broken words not yet mended."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True)
class Setting:
    """How a document is set: the size of its body text, the usual distance of lines by size, and whether its body is bold."""

    size: float
    pitch: dict[float, float] = field(default_factory=dict)
    vocabulary: frozenset[str] = frozenset()

    def usual(self, size: float) -> float:
        """The usual distance of two lines of a paragraph set in ``size``."""
        return self.pitch.get(round(size * 2) / 2, self.leading * size)

    @property
    def leading(self) -> float:
        """The usual distance of lines in sizes of the type."""
        return self.pitch.get(round(self.size * 2) / 2, 1.22 * self.size) / self.size


def pitches(pages: Iterable[Sequence[Line]]) -> dict[float, float]:
    """Size → the usual distance between the middles of two lines of a paragraph: the lower one goes on in small letters."""
    seen: dict[float, Counter[float]] = {}
    for lines in pages:
        for above, below in pairwise(lines):
            gap = below.middle - above.middle
            near = abs(above.size - below.size) < 0.3 and 0.9 * above.size < gap < 2.4 * above.size
            if near and below.text[:1].islower() and _overlap(above, below):
                seen.setdefault(round(above.size * 2) / 2, Counter())[round(gap * 2) / 2] += 1
    return {size: _typical(counts) for size, counts in seen.items() if sum(counts.values()) >= FEWEST_PAIRS}


def _typical(counts: Counter[float]) -> float:
    """The smallest distance that is common: larger ones are the gaps between paragraphs."""
    most = counts.most_common(1)[0][1]
    return min(gap for gap, count in counts.items() if count >= 0.3 * most)


def _overlap(above: Line, below: Line) -> bool:
    return min(above.x1, below.x1) > max(above.x0, below.x0)


def paragraphs_of(lines: Sequence[Line], setting: Setting) -> list[Paragraph]:
    """The paragraphs of consecutive lines of one column."""
    right = _right_edge(lines)
    found: list[Paragraph] = []
    for line in _with_numbers(lines):
        if found and not _begins(found[-1], line, right, setting):
            found[-1].lines.append(line)
        else:
            found.append(Paragraph([line], line.page, _is_item(line)))
    return found


def _right_edge(lines: Sequence[Line]) -> float:
    ends = sorted(line.x1 for line in lines)
    return ends[int(0.95 * (len(ends) - 1))] if ends else 0.0


def _with_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines, with a number that stands alone to the left of the next line put before it."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if (
            last is not None
            and _BARE_NUMBER.match(last.text)
            and abs(last.middle - line.middle) < 0.5 * line.size
            and line.x0 > last.x1
        ):
            joined[-1] = replace(line, text=f"{last.text}\t{line.text}", x0=last.x0, first_word=last.first_word, bold=line.bold)
        else:
            joined.append(line)
    return joined


def _is_item(line: Line) -> bool:
    return split_number(line.text)[0] is not None or bool(BULLET.match(line.text)) or bool(_LABEL.match(line.text))


def _begins(paragraph: Paragraph, line: Line, right: float, setting: Setting) -> bool:
    """Whether ``line`` begins a paragraph of its own."""
    last = paragraph.lines[-1]
    if _ENTRY.search(last.text) or line.mark:
        return True
    if line.middle - last.middle > 1.3 * setting.usual(last.size) + 0.5 or line.middle < last.middle - 2:
        return True
    if abs(line.size - last.size) > 0.6 or _leaves_list(paragraph, line, right):
        return True
    if _fully(paragraph) != line.bold and _changes_weight(paragraph, line):
        return True
    if _is_item(line) and _stands_as_item(paragraph, line, right):
        return True
    if _looks_headed(paragraph) and line.bold and line.middle - last.middle > 1.12 * setting.usual(last.size) + 0.5:
        return True
    if _looks_headed(paragraph) and line.bold:
        return last.x1 + line.first_word + 8 * line.size < right and not line.text[:1].islower() and len(paragraph.lines) > 1
    fits = last.x1 + line.first_word + 1.4 * line.size < right
    return fits and (bool(_END.search(last.text)) or last.x1 < 0.55 * right) and not line.text[:1].islower()


def _leaves_list(paragraph: Paragraph, line: Line, right: float) -> bool:
    """Whether a line begins anew after a bulleted item: left of the bullet, or at it though it would have fitted above."""
    first, last = paragraph.lines[0], paragraph.lines[-1]
    if not BULLET.match(first.text) or line.text[:1].islower():
        return False
    fits = last.x1 + line.first_word + 1.4 * line.size < right
    return line.x0 < first.x0 - 3 or (fits and line.x0 < first.x0 + 1)


def _fully(paragraph: Paragraph) -> bool:
    return all(line.bold for line in paragraph.lines)


def _changes_weight(paragraph: Paragraph, line: Line) -> bool:
    """From bold to plain (a heading ends), or from plain to bold (one begins); not inside a sentence."""
    last = paragraph.lines[-1]
    if _fully(paragraph):
        return looks_like_heading(_bare(paragraph.text), True) and not line.text[:1].islower()
    return line.bold and bool(_END.search(last.text)) and not line.text[:1].islower()


def _bare(text: str) -> str:
    return split_number(text.replace("\t", " "), heading=True)[1]


def _looks_headed(paragraph: Paragraph) -> bool:
    return _fully(paragraph) and looks_like_heading(_bare(paragraph.text), True)


def _stands_as_item(paragraph: Paragraph, line: Line, right: float) -> bool:
    """A number or bullet at a line's beginning begins an item, unless the sentence before plainly runs into it."""
    last = paragraph.lines[-1]
    if BULLET.match(line.text) and not line.text.startswith(("-", "–", "o ")):
        return True
    hanging = len(paragraph.lines) > 1 and paragraph.item and abs(line.x0 - last.x0) > 4
    if hanging or _END.search(last.text) or (paragraph.item and len(paragraph.lines) == 1 and abs(line.x0 - last.x0) < 2):
        return True
    return last.x1 + line.first_word + 1.4 * line.size < right


def heading_like(paragraph: Paragraph, setting: Setting) -> bool:
    """Whether a paragraph is set as a heading: larger or bolder than the body, or in capitals, and worded as one."""
    text = _bare(paragraph.text.replace("\t", " "))
    if _ENTRY.search(paragraph.lines[-1].text) or BULLET.match(paragraph.text):
        return False
    larger = min(line.size for line in paragraph.lines) >= setting.size + 0.9
    return looks_like_heading(text, _fully(paragraph), larger)


def block_of(paragraph: Paragraph, setting: Setting, ranks: Sequence[float]) -> Block:
    """A paragraph as a block. ``ranks``: the sizes headings are set in, largest first."""
    text = join_lines([line.text.replace("\t", " ") for line in paragraph.lines], setting.vocabulary)
    if _ENTRY.search(paragraph.lines[-1].text):
        return Block("paragraph", join_lines([line.text for line in paragraph.lines]), paragraph.page)
    headed = heading_like(paragraph, setting)
    bullet, text = split_bullet(text)
    number, rest = (None, text) if bullet else split_number(text, headed)
    if headed:
        size = round(max(line.size for line in paragraph.lines) * 2) / 2
        level = depth(number) if number else (ranks.index(size) + 1 if size in ranks else len(ranks) + 1)
        return Block("heading", rest, paragraph.page, number, level)
    if bullet or (number is not None and "." not in number):
        return Block("list_item", rest, paragraph.page, number, 1)
    return Block("paragraph", rest, paragraph.page, number)


def join_pages(paragraphs: Sequence[Paragraph], setting: Setting) -> list[Paragraph]:
    """The paragraphs, with those that a page's end cut put together again."""
    joined: list[Paragraph] = []
    for paragraph in paragraphs:
        last = joined[-1] if joined else None
        if last is not None and last.lines[-1].page < paragraph.lines[0].page and _runs_on(last, paragraph, setting):
            last.lines.extend(paragraph.lines)
        else:
            joined.append(paragraph)
    return joined


def _runs_on(before: Paragraph, after: Paragraph, setting: Setting) -> bool:
    if heading_like(before, setting) or heading_like(after, setting) or abs(before.lines[-1].size - after.lines[0].size) > 0.6:
        return False
    if _END.search(before.text) or _ENTRY.search(before.text):
        return False
    return after.lines[0].text[:1].islower() or not _is_item(after.lines[0])


def footnote_blocks(lines: Sequence[Line], setting: Setting) -> list[Block]:
    """Footnotes: each begins with its number or mark, which is taken off."""
    groups: list[list[Line]] = []
    for line in lines:
        if not groups or starts_footnote(line):
            groups.append([])
        groups[-1].append(line)
    return [Block("footnote", _without_mark(join_lines([ln.text for ln in g], setting.vocabulary)), g[0].page) for g in groups]


def _without_mark(text: str) -> str:
    return re.sub(r"^(?:\[?\d{1,3}\]?|[*†‡])[\s.]+", "", text).replace("\t", " ")
