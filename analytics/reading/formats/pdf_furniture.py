"""What a PDF page prints besides its text: running headers and footers, page numbers, watermarks; and its footnotes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from analytics.reading.formats.pdf_lines import Line
from analytics.reading.formats.pdf_zones import Zone

_PAGE_NUMBER = re.compile(
    r"^(?:page\s*)?[-–|]?\s*(?:\d{1,3}|[ivxl]{1,6})\s*(?:(?:of|/)\s*\d{1,3})?\s*[-–|]?(?:\s*\|?\s*p\s?a\s?g\s?e)?$", re.I
)
_FOOTNOTE_START = re.compile(r"^(?:\[?\d{1,3}\]?|[*†‡])[\s.]")
MARGIN = 0.12
"""Share of a page's height at its top and bottom in which running text stands."""


@dataclass(frozen=True)
class Sheet:
    """A page's lines outside its tables, its size, where its tables stand (top and bottom), and the rule above its footnotes."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[tuple[float, float], ...] = ()
    separator: float | None = None
    zones: tuple[Zone, ...] = ()


def furniture_of(sheets: Sequence[Sheet]) -> dict[int, set[int]]:
    """Page → ids (``id``) of the lines on it that are furniture.

    Furniture is: the same text (figures apart) at the same place of at least three pages and a quarter of them; in the
    margins, the same text on at least two neighbouring pages; a page number in the margins.
    """
    places: dict[tuple[str, int, int], set[int]] = defaultdict(set)
    margins: dict[tuple[str, int], set[int]] = defaultdict(set)
    for sheet in sheets:
        for line in sheet.lines:
            places[(_key(line), round(line.top / 6), round(line.x0 / 12))].add(sheet.number)
            if _in_margin(line, sheet):
                margins[_sized(line)].add(sheet.number)
    return {
        sheet.number: {id(line) for line in sheet.lines if _is_furniture(line, sheet, places, margins, len(sheets))}
        for sheet in sheets
    }


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.split())).casefold()


def _sized(line: Line) -> tuple[str, int]:
    """Text and size: the partnership's name on the title page isn't the running head that repeats it."""
    return _key(line), round(line.size)


def _in_margin(line: Line, sheet: Sheet) -> bool:
    return line.bottom < MARGIN * sheet.height or line.top > (1 - MARGIN) * sheet.height


def _is_furniture(
    line: Line, sheet: Sheet, places: dict[tuple[str, int, int], set[int]], margins: dict[tuple[str, int], set[int]], pages: int
) -> bool:
    if _runs_into_text(line, sheet, margins):
        return False
    key, said = _key(line), " ".join(line.text.split())
    if _in_margin(line, sheet):
        outermost = _is_outermost(line, sheet)
        if outermost and (_PAGE_NUMBER.match(said) or re.search(rf"(?:\||\bpage)\s*{sheet.number}$", said, re.I)):
            return True
        if pages <= 2 and _stands_apart(line, sheet):
            return True
        if len(key) > 2 and (
            len(margins[_sized(line)]) >= max(3, pages * 0.25) or (outermost and pages <= 6 and len(margins[_sized(line)]) >= 2)
        ):
            return True
    near = (-1, 0, 1)
    row, column = round(line.top / 6), round(line.x0 / 12)
    same: set[int] = set().union(*(places.get((key, row + r, column + c), set()) for r in near for c in near))
    return (
        len(key) > 2 and len(same) >= max(3, 0.5 * pages) and not re.match(r"^(?:recommendation|learning|lesson|action)\b", key)
    )


def _runs_into_text(line: Line, sheet: Sheet, margins: dict[tuple[str, int], set[int]]) -> bool:
    """Whether a line is one of a paragraph: another of its size, which other pages don't repeat, stands close to it."""
    if len(line.text) < 40:
        return False
    near = (o for o in sheet.lines if o is not line and abs(o.size - line.size) < 0.6 and min(o.x1, line.x1) > max(o.x0, line.x0))
    return any(0 <= max(o.top - line.bottom, line.top - o.bottom) < 0.6 * line.size and len(margins[_sized(o)]) < 2 for o in near)


def _stands_apart(line: Line, sheet: Sheet) -> bool:
    """A small line in the outer twelfth of a page with a clear gap to the rest: the running text of a short document."""
    near = 0.08 * sheet.height
    if near < line.top and line.bottom < sheet.height - near:
        return False
    above = line.top < sheet.height / 2
    others = [o for o in sheet.lines if abs(o.middle - line.middle) > 2]
    gap = min((o.top - line.bottom if above else line.top - o.bottom for o in others), default=0.0)
    return gap > 1.5 * line.size and line.size <= max((o.size for o in others), default=line.size) and line.text[:1] != "•"


def _is_outermost(line: Line, sheet: Sheet) -> bool:
    """Whether at most three lines of text stand between the line and the page's edge."""
    if line.top > sheet.height / 2:
        return sum(other.top > line.bottom for other in sheet.lines) <= 3
    return sum(other.bottom < line.top for other in sheet.lines) <= 3


def body_size(sheets: Sequence[Sheet]) -> float:
    """The size most of the text is set in, in points."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 11.0


def footnotes_of(sheet: Sheet, furniture: set[int], size: float) -> list[Line]:
    """The lines of footnotes: the smaller lines below all others, from the first that begins with a number or mark on."""
    if sheet.separator is not None:
        below = [line for line in sheet.lines if line.top > sheet.separator - 1 and id(line) not in furniture]
        if below and starts_footnote(below[0]) and all(line.size <= size + 0.3 for line in below):
            return below
    small: list[Line] = []
    lowest_table = max((bottom for _, bottom in sheet.tables), default=0.0)
    for line in sorted((ln for ln in sheet.lines if id(ln) not in furniture), key=lambda ln: -ln.top):
        if line.size > size - 0.6 or line.top < lowest_table or line.top < 0.35 * sheet.height:
            break
        small.append(line)
    small.reverse()
    while small and not starts_footnote(small[0]):
        small.pop(0)
    return small


def starts_footnote(line: Line) -> bool:
    """Whether a line of small type begins a footnote."""
    return bool(line.mark) or bool(_FOOTNOTE_START.match(line.text))
