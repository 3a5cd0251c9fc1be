"""Word tables → rows of cells on one grid: cells merged over rows are repeated, those merged over columns stand in the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from analytics.reading.formats.docx_numbering import whole
from analytics.reading.formats.docx_package import W
from analytics.reading.formats.rag import colour_word, mark_colours

CellText = Callable[[etree._Element], str]
MOST_COLUMNS = 60
_WRAPPERS = frozenset(W + tag for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))


def rows_of(table: etree._Element, text_of: CellText) -> tuple[tuple[str, ...], ...]:
    """The rows of a ``w:tbl``, all of one width. ``text_of`` reads the text of a cell; it is called once a cell, in order."""
    rows: list[list[str]] = []
    fills: list[list[str]] = []
    above: dict[int, str] = {}
    for row in table_rows(table):
        cells, colours, above = _row(row, text_of, above)
        rows.append(cells)
        fills.append(colours)
    width = max((len(row) for row in rows), default=0)
    padded = [row + [""] * (width - len(row)) for row in rows]
    return mark_colours(padded, [row + [""] * (width - len(row)) for row in fills])


def table_rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows that are there: those deleted under tracked changes are not."""
    for row in children(table, f"{W}tr"):
        if row.find(f"{W}trPr/{W}del") is None:
            yield row


def children(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The children with a tag, also those wrapped in content controls or insertions."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, tag)


def _row(row: etree._Element, text_of: CellText, above: dict[int, str]) -> tuple[list[str], list[str], dict[int, str]]:
    skipped = row.find(f"{W}trPr/{W}gridBefore")
    start = min(whole(skipped.get(f"{W}val"), 0), MOST_COLUMNS) if skipped is not None else 0
    cells, colours = [""] * start, [""] * start
    merged: dict[int, str] = {}
    for cell in children(row, f"{W}tc"):
        place = len(cells)
        if place >= MOST_COLUMNS:
            break
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        goes_on = merge is not None and merge.get(f"{W}val") != "restart"
        text = above.get(place, "") if goes_on else text_of(cell)
        if merge is not None:
            merged[place] = text
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        width = max(1, min(whole(span.get(f"{W}val"), 1), MOST_COLUMNS)) if span is not None else 1
        cells.extend([text] + [""] * (width - 1))
        colours.extend([_fill(cell)] * width)
    return cells, colours, merged


def _fill(cell: etree._Element) -> str:
    shade = cell.find(f"{W}tcPr/{W}shd")
    return colour_word(shade.get(f"{W}fill") or "") if shade is not None else ""
