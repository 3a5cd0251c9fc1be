"""The pages of a PDF: each page's lines outside its tables, and its tables."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber

from analytics.errors import UnreadableFileError
from analytics.reading.formats.pdf_furniture import Sheet
from analytics.reading.formats.pdf_lines import Char, Line, lines_of
from analytics.reading.formats.pdf_opening import BROKEN, MOST_DRAWING, damaged, drawing_bytes, words_of_document, written_anew
from analytics.reading.formats.pdf_page import LightPage, quarter_turn
from analytics.reading.formats.pdf_tables import Table, tables_of
from analytics.reading.formats.pdf_unruled import unruled_tables
from analytics.reading.formats.pdf_zones import lines_in_zones, zones_of
from analytics.reading.limits import Limits, unpacks_too_far

FEWEST_CHARACTERS = 30
"""A page that is a picture and has fewer printed characters has no text worth the name: a page number at most."""
LARGE_PICTURE = 0.4
SMALLEST = 1.0


@dataclass(frozen=True)
class PageParts:
    """What one page holds."""

    sheet: Sheet
    tables: tuple[Table, ...]
    characters: int
    pictured: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether the page holds no text, or a picture with no more text than a page number."""
        return self.characters == 0 or (self.pictured and self.characters < FEWEST_CHARACTERS)


def pages_or_error(data: bytes, name: str, limits: Limits) -> list[PageParts]:
    """The pages; a file with a broken frame is tried once more as PDFium writes it anew."""
    try:
        return read_pages(data, name, limits)
    except UnreadableFileError:
        raise
    except BROKEN:
        pass
    try:
        return read_pages(written_anew(data), name, limits)
    except UnreadableFileError:
        raise
    except BROKEN as err:
        raise damaged(name, "its pages can't be taken apart") from err


def read_pages(data: bytes, name: str, limits: Limits) -> list[PageParts]:
    """The lines and tables of each page, read with its upright text; stamps across the page are left out.

    Raises
    ------
    FileLimitError
        If a page's drawing commands inflate to more than any report's do.
    """
    parts: list[PageParts] = []
    turned: dict[int, int] = {}
    with pdfplumber.open(io.BytesIO(data)) as document:
        for number, page in enumerate(document.pages, 1):
            if drawing_bytes(page) > MOST_DRAWING:
                raise unpacks_too_far(name, f"page {number}", limits)
        vocabulary = words_of_document(data)
        for number, page in enumerate(document.pages, 1):
            light = LightPage.of(page)
            degrees = quarter_turn(light.chars)
            if degrees:
                turned[number] = degrees
            parts.append(_page(light, number, vocabulary))
            page.close()
    return _with_turned(parts, data, turned, vocabulary) if turned else parts


def _with_turned(parts: Sequence[PageParts], data: bytes, turned: dict[int, int], vocabulary: frozenset[str]) -> list[PageParts]:
    """The pages, those whose text runs up or down read again after a quarter turn."""
    with pdfplumber.open(io.BytesIO(written_anew(data, turned))) as document:
        return [
            _page(LightPage.of(document.pages[place]), place + 1, vocabulary) if place + 1 in turned else part
            for place, part in enumerate(parts)
        ]


def _pictured(page: Any) -> bool:
    area = float(page.width) * float(page.height) or 1.0
    return any((i["x1"] - i["x0"]) * (i["bottom"] - i["top"]) > LARGE_PICTURE * area for i in page.images)


def _page(page: Any, number: int, vocabulary: frozenset[str]) -> PageParts:
    chars = upright(page.chars)
    tables = tables_of(page, chars, number, vocabulary)
    outside = [c for c in chars if not any(_inside(c, table) for table in tables)]
    lines = tuple(lines_of(outside, number))
    unruled = unruled_tables(lines, outside, vocabulary)
    if unruled:
        lines = tuple(lines_of([c for c in outside if not any(_inside(c, table) for table in unruled)], number))
        tables = [*tables, *unruled]
    zones = zones_of([c for c in outside if not any(_inside(c, table) for table in unruled)], float(page.width))
    if zones:
        lines = lines_in_zones([c for c in outside if not any(_inside(c, table) for table in unruled)], number, zones)
    spans = tuple((table.box[1], table.box[3]) for table in tables)
    sheet = Sheet(number, float(page.width), float(page.height), lines, spans, _separator(page, lines), zones)
    return PageParts(sheet, tuple(tables), sum(not c["text"].isspace() for c in chars), _pictured(page))


def _separator(page: Any, lines: Sequence[Line]) -> float | None:
    """Height of the short rule that parts footnotes from the text: at the left margin, in the lower part, with text below it."""
    left = min((line.x0 for line in lines), default=0.0)
    rules = [
        (e["top"], e["x1"] - e["x0"])
        for e in page.edges
        if e["orientation"] == "h" and abs(e["x0"] - left) < 12 and e["top"] > 0.3 * float(page.height)
    ]
    fitting = [top for top, width in rules if 0.08 * float(page.width) < width < 0.4 * float(page.width)]
    return max(fitting) if fitting and len({round(top) for top, _ in rules}) <= 2 else None


def upright(chars: Sequence[Char]) -> list[Char]:
    """The characters that stand upright and can be seen. Text at an angle is a stamp, and so is very large pale text."""
    return [c for c in chars if c["upright"] and c["size"] >= SMALLEST and not _is_slanted(c) and not _is_pale_stamp(c)]


def _is_slanted(char: Char) -> bool:
    matrix = char.get("matrix")
    return matrix is not None and abs(matrix[1]) > 0.15 * (abs(matrix[0]) + 1e-9)


def _is_pale_stamp(char: Char) -> bool:
    if char["size"] < 40:
        return False
    colour = char.get("non_stroking_color") or ()
    try:
        return len(colour) in (1, 3) and min(float(part) for part in colour) > 0.6
    except (TypeError, ValueError):
        return False


def _inside(char: Char, table: Table) -> bool:
    x0, top, x1, bottom = table.box
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(x0 <= across <= x1 and top <= down <= bottom)
