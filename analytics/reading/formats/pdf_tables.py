"""Ruled tables of a PDF page → rows of cells; a cell merged over rows is repeated, as the Word reader does."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analytics.reading.formats.pdf_cells import Box, cell_text
from analytics.reading.formats.pdf_lines import Char
from analytics.reading.formats.rag import colour_word, mark_colours

SETTINGS = {"snap_tolerance": 3, "join_tolerance": 3, "edge_min_length": 6, "intersection_tolerance": 4}
NARROW = 14.0
MOST_EDGES = 6_000
"""A page with more ruling lines than this is a drawing, not a table."""


@dataclass(frozen=True)
class Table:
    """A table: its rows, where it stands, and the left edges of its columns."""

    rows: tuple[tuple[str, ...], ...]
    page: int
    box: Box
    columns: tuple[float, ...]


@dataclass(frozen=True)
class Cell:
    """One cell of the grid: its rows and columns, from and up to (excluded), and its box."""

    rows: tuple[int, int]
    columns: tuple[int, int]
    box: Box


def tables_of(page: Any, chars: Sequence[Char], number: int, vocabulary: frozenset[str] = frozenset()) -> list[Table]:
    """The ruled tables with at least two columns and two rows. Boxes around text aren't tables."""
    if len(page.edges) > MOST_EDGES:
        return []
    settings = {**SETTINGS, "explicit_horizontal_lines": _closing_lines(page.edges)}
    found = [_table(t, page, chars, number, vocabulary) for t in page.find_tables(settings)]
    return [table for table in found if table is not None]


def _closing_lines(edges: Sequence[Any]) -> list[dict[str, Any]]:
    """Lines across the open ends of a table that a page has cut: where three or more uprights end and no line closes them."""
    uprights = [e for e in edges if e["orientation"] == "v"]
    levels = [e for e in edges if e["orientation"] == "h"]
    closing: list[dict[str, Any]] = []
    for end in ("top", "bottom"):
        for height in _edges([e[end] for e in uprights]):
            ending = [e for e in uprights if abs(e[end] - height) <= 3]
            places = _edges([e["x0"] for e in ending])
            if len(places) < 3 or any(_lies_on(e, height, places) for e in levels):
                continue
            closing.append({"object_type": "line", "orientation": "h", "x0": places[0], "x1": max(e["x1"] for e in ending),
                            "top": height, "bottom": height, "width": places[-1] - places[0], "height": 0})  # fmt: skip
    return closing


def _lies_on(edge: Any, height: float, places: Sequence[float]) -> bool:
    return bool(abs(edge["top"] - height) <= 4 and edge["x0"] <= places[1] and edge["x1"] >= places[0])


def _table(table: Any, page: Any, chars: Sequence[Char], number: int, vocabulary: frozenset[str]) -> Table | None:
    boxes: list[Box] = [tuple(cell) for cell in table.cells]
    lefts, tops = _edges([b[0] for b in boxes]), _edges([b[1] for b in boxes])
    if len(lefts) < 2 or len(tops) < 1:
        return None
    cells = [_placed(box, lefts, tops) for box in boxes]
    inside = sorted((c for c in chars if _within(c, table.bbox)), key=_height)
    heights = [_height(c) for c in inside]
    if not any(c["text"].strip() for c in inside):
        return None
    rows = [[""] * len(lefts) for _ in tops]
    fills = [[""] * len(lefts) for _ in tops]
    for cell in cells:
        text = cell_text(_in_box(inside, heights, cell.box), cell.box, number, vocabulary)
        fill = "" if text else _fill(page, cell.box)
        for row in range(*cell.rows):
            rows[row][cell.columns[0]] = text
            fills[row][cell.columns[0]] = fill
    filled = _without_empty_columns(rows, fills, lefts, boxes)
    if filled is None:
        return None
    rows, fills, lefts = filled
    return Table(mark_colours(rows, fills), number, tuple(table.bbox), tuple(lefts))


def _without_empty_columns(
    rows: list[list[str]], fills: list[list[str]], lefts: list[float], boxes: Sequence[Box]
) -> tuple[list[list[str]], list[list[str]], list[float]] | None:
    """The grid without the narrow columns and the rows in which nothing is printed; double rules make such.

    ``None``: text stands in one column only.
    """
    ends = [*lefts[1:], max(box[2] for box in boxes)]
    used = [any(row[c] for row in (*rows, *fills)) for c in range(len(lefts))]
    kept = [c for c in range(len(lefts)) if used[c] or ends[c] - lefts[c] > NARROW]
    if sum(used) < 2:
        return None
    full = [r for r in range(len(rows)) if any(rows[r]) or any(fills[r])]
    pick = [[rows[r][c] for c in kept] for r in full]
    return pick, [[fills[r][c] for c in kept] for r in full], [lefts[c] for c in kept]


def _edges(values: list[float]) -> list[float]:
    """Distinct edges; those closer than three points are one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > 3:
            edges.append(value)
    return edges


def _placed(box: Box, lefts: list[float], tops: list[float]) -> Cell:
    def span(start: float, end: float, edges: list[float]) -> tuple[int, int]:
        first = min(range(len(edges)), key=lambda i: abs(edges[i] - start))
        last = sum(edge < end - 3 for edge in edges)
        return first, max(first + 1, last)

    return Cell(span(box[1], box[3], tops), span(box[0], box[2], lefts), box)


def _height(char: Char) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _in_box(chars: Sequence[Char], heights: Sequence[float], box: Box) -> list[Char]:
    """The characters in a box; ``chars`` are sorted by ``heights``."""
    return [c for c in chars[bisect_left(heights, box[1]) : bisect_right(heights, box[3])] if _within(c, box)]


def _within(char: Char, box: Box) -> bool:
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _fill(page: Any, box: Box) -> str:
    """The colour word of the largest filled rectangle in an empty cell."""
    best, word = 0.0, ""
    for rect in page.rects:
        width = min(rect["x1"], box[2]) - max(rect["x0"], box[0])
        height = min(rect["bottom"], box[3]) - max(rect["top"], box[1])
        if not rect.get("fill") or width <= 2 or height <= 2 or width * height < best:
            continue
        found = colour_word(_hex(rect.get("non_stroking_color")))
        if found:
            best, word = width * height, found
    return word if best >= 0.25 * (box[2] - box[0]) * (box[3] - box[1]) else ""


def _hex(colour: Any) -> str:
    """A PDF colour (grey, RGB or CMYK, parts from 0 to 1) as six hexadecimal digits; ``''`` if it is none of these."""
    try:
        parts = [min(1.0, max(0.0, float(part))) for part in colour]
    except (TypeError, ValueError):
        return ""
    if len(parts) == 4:
        parts = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    if len(parts) != 3:
        return ""
    return "".join(f"{round(part * 255):02X}" for part in parts)
