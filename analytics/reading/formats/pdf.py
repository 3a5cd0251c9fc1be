"""PDF → blocks in reading order, each with its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analytics.model import Block
from analytics.reading.formats import ocr
from analytics.reading.formats.columns import in_reading_order
from analytics.reading.formats.content import Content
from analytics.reading.formats.contents_list import mark_contents
from analytics.reading.formats.headings import join_headings
from analytics.reading.formats.pdf_continued import with_headers
from analytics.reading.formats.pdf_furniture import Sheet, body_size, footnotes_of, furniture_of
from analytics.reading.formats.pdf_join import vocabulary_of
from analytics.reading.formats.pdf_lines import Line
from analytics.reading.formats.pdf_opening import check
from analytics.reading.formats.pdf_pages import PageParts, pages_or_error
from analytics.reading.formats.pdf_paragraphs import (
    Paragraph,
    Setting,
    block_of,
    footnote_blocks,
    heading_like,
    join_pages,
    paragraphs_of,
    pitches,
)
from analytics.reading.formats.pdf_tables import Table
from analytics.reading.formats.text import with_bare_numbers
from analytics.reading.limits import Limits


def content(data: bytes, name: str, limits: Limits) -> Content:
    """The blocks of a PDF.

    Raises
    ------
    UnreadableFileError
        If it is encrypted, damaged or cut off, has no pages, or none of its pages has text and OCR isn't installed.
    FileLimitError
        If it has too many pages.
    """
    pages = check(data, name, limits)
    parts = pages_or_error(data, name, limits)
    empty = [part.sheet.number for part in parts if part.is_empty]
    warnings: list[str] = []
    if len(empty) == pages or len(empty) > 0.5 * pages:
        parts = ocr.with_text(data, name, parts, empty, limits)
        warnings.append(
            f"{name}: the text of {len(empty)} of {pages} pages was read from pictures (OCR) and may hold misread words."
        )
    elif empty:
        warnings.extend(_missing(name, empty, parts))
    found = blocks_of(parts)
    return Content(tuple(with_bare_numbers(found) if len(empty) > 0.5 * pages else found), pages, tuple(warnings))


def _missing(name: str, empty: Sequence[int], parts: Sequence[PageParts]) -> list[str]:
    places = ", ".join(str(number) for number in empty[:20])
    if all(part.characters == 0 for part in parts if part.sheet.number in empty) and len(empty) <= 0.1 * len(parts) + 2:
        return [f"{name}: no text on page {places} (empty, or a picture); check whether something is missing."]
    return [f"{name}: hardly any text on page {places}; if these are pictures of text, what they say is missing here."]


def blocks_of(parts: Sequence[PageParts]) -> list[Block]:
    """The blocks of all pages in reading order."""
    sheets = [part.sheet for part in parts]
    furniture = furniture_of(sheets)
    size = body_size(sheets)
    kept = [[line for line in sheet.lines if id(line) not in furniture[sheet.number]] for sheet in sheets]
    setting = Setting(size, pitches(kept), vocabulary_of([line.text for lines in kept for line in lines]))
    tables = with_headers([part.tables for part in parts], setting.vocabulary)
    items: list[Paragraph | Table | Block] = []
    for part, own in zip(parts, tables, strict=True):
        items.extend(_items(part.sheet, own, furniture[part.sheet.number], setting))
    blocks = mark_contents(join_headings(_as_blocks(items, setting)))
    return [block if "\t" not in block.text else replace(block, text=" ".join(block.text.split())) for block in blocks]


def _items(sheet: Sheet, tables: Sequence[Table], furniture: set[int], setting: Setting) -> list[Paragraph | Table | Block]:
    """A page's furniture, then its paragraphs and tables in reading order, then its footnotes."""
    notes = footnotes_of(sheet, furniture, setting.size)
    aside = furniture | {id(line) for line in notes}
    body = [line for line in sheet.lines if id(line) not in aside]
    items: list[Paragraph | Table | Block] = [
        Block("furniture", line.text.replace("\t", " "), sheet.number) for line in sheet.lines if id(line) in furniture
    ]
    top = float("-inf")
    for table in sorted(tables, key=lambda t: (t.box[1], t.box[0])):
        items.extend(_between(body, top, table.box[1], sheet, setting))
        if table.rows:
            items.append(table)
        top = table.box[1]
    items.extend(_between(body, top, float("inf"), sheet, setting))
    items.extend(footnote_blocks(notes, setting))
    return items


def _between(lines: Sequence[Line], top: float, bottom: float, sheet: Sheet, setting: Setting) -> list[Paragraph]:
    own = [line for line in lines if top <= line.middle < bottom]
    return [p for column in in_reading_order(own, sheet.width, sheet.zones) for p in paragraphs_of(column, setting)]


def _as_blocks(items: Sequence[Paragraph | Table | Block], setting: Setting) -> list[Block]:
    ranks = _ranks([item for item in items if isinstance(item, Paragraph)], setting)
    blocks: list[Block] = []
    run: list[Paragraph] = []
    late: list[Block] = []

    def flush() -> None:
        blocks.extend(block_of(p, setting, ranks) for p in join_pages(run, setting))
        blocks.extend(late)
        run.clear()
        late.clear()

    for item in items:
        if isinstance(item, Paragraph):
            run.append(item)
        elif isinstance(item, Block):
            late.append(item)
        else:
            flush()
            blocks.append(Block("table", page=item.page, rows=item.rows))
    flush()
    return blocks


def _ranks(paragraphs: Sequence[Paragraph], setting: Setting) -> list[float]:
    sizes = {round(max(line.size for line in p.lines) * 2) / 2 for p in paragraphs if heading_like(p, setting)}
    return sorted(sizes, reverse=True)
