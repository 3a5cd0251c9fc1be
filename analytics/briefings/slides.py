"""One function a kind of slide: fills the master's placeholders, gives every object its alt text, and writes the notes."""

from __future__ import annotations

import copy
import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches, Pt

from analytics.briefings import native_chart
from analytics.briefings.charts import Chart
from analytics.briefings.contents import shortened
from analytics.briefings.notes import bounded
from analytics.briefings.slides_master import (
    INK,
    INNER,
    LAYOUTS,
    NAVY,
    OPENING,
    RULE,
    SOURCE,
    SUBTITLE,
    TITLE,
    Holder,
    blank_deck,
)  # fmt: skip
from analytics.briefings.writing import clean

_TABLE_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's 'No Style, No Grid'; the rules are drawn here
_TABLE_INCHES = 4.4
_PLAIN, _WORD, _BOLD = 0.5, 0.53, 0.56
"""Arial's mean width, in parts of its size: of running text, of a word alone, and of bold text."""
_METHOD = "Method"
"""The sheet of the workbook on which a note that is too long goes on, where a slide names no other."""


@dataclass(frozen=True)
class Table:
    """Rows under headings, with a share of the width for each column (any unit) and what a screen reader says of it."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    alt: str
    points: int = 12
    grid: bool = False
    """Many narrow columns: centred, with small margins and smaller headings."""

    @property
    def margin(self) -> float:
        """Inches left and right of a cell's text."""
        return 0.03 if self.grid else 0.08

    def size(self, *, heading: bool) -> int:
        """Points of a cell's text; in a grid no word of a heading is broken."""
        if not (heading and self.grid):
            return self.points
        room = [(INNER * share / sum(self.widths) - 2 * self.margin) * 72 for share in self.widths]
        words = [max(map(len, heading.split()), default=1) for heading in self.headings]
        fits = min(inches / (letters * _WORD) for inches, letters in zip(room, words, strict=True))
        return max(7, min(self.points - 1, math.floor(fits)))


class Deck:
    """A presentation being written, slide by slide."""

    def __init__(self, title: str, author: str, marking: str, footer: str) -> None:
        self._deck = blank_deck(marking)
        self._footer = f"{marking}   {footer}" if marking else footer
        self._layouts = dict(zip(LAYOUTS, self._deck.slide_layouts, strict=True))
        properties = self._deck.core_properties
        properties.title, properties.author, properties.last_modified_by = clean(title), clean(author), clean(author)
        properties.language, properties.subject, properties.keywords = "en-GB", "Learning from domestic homicide reviews", marking

    def opening(self, title: str, subtitle: str, lines: Sequence[str], notes: Sequence[str]) -> None:
        """The title slide."""
        slide = self._slide("Title", title, "", "", notes)
        _write_fitting(slide.placeholders[1], OPENING[1], subtitle)
        _write(slide.placeholders[13], lines)

    def chart(self, chart: Chart, notes: Sequence[str], sheet: str = _METHOD) -> None:
        """A finding as its title, over a native chart."""
        figure = chart.figure
        slide = self._slide("Chart", figure.title, figure.subtitle, figure.source, notes, sheet)
        frame = slide.placeholders[14].insert_chart(native_chart.chart_type(chart), native_chart.chart_data(chart))
        native_chart.dress(frame.chart, chart)
        _describe(frame, f"Chart: {figure.title}", figure.alt)

    def table(
        self, title: str, subtitle: str, source: str, table: Table, notes: Sequence[str], sheet: str = _METHOD
    ) -> None:  # fmt: skip
        """A native table, over as many slides as its rows need; every part repeats the headings."""
        parts = _pages(table)
        for number, rows in enumerate(parts, start=1):
            heading = title if len(parts) == 1 else f"{title} ({number} of {len(parts)})"
            slide = self._slide("Table", heading, subtitle, source, notes, sheet)
            frame = slide.placeholders[14].insert_table(len(rows) + 1, len(table.headings))
            _fill_table(frame.table, table, rows)
            _describe(frame, f"Table: {title}", table.alt)

    def text(
        self, title: str, subtitle: str, source: str, paragraphs: Sequence[str], notes: Sequence[str], sheet: str = _METHOD
    ) -> None:  # fmt: skip
        """Plain paragraphs."""
        slide = self._slide("Text", title, subtitle, source, notes, sheet)
        _write(slide.placeholders[14], paragraphs)

    def facts(self, title: str, subtitle: str, source: str, facts: Sequence[tuple[str, str]], notes: Sequence[str]) -> None:
        """Paragraphs that each begin with what they are about, in bold."""
        slide = self._slide("Text", title, subtitle, source, notes)
        _write_pairs(slide.placeholders[14], facts, bold_first=True)

    def quotations(
        self, title: str, subtitle: str, source: str, quotations: Sequence[tuple[str, str]], facts: Sequence[tuple[str, str]],
        notes: Sequence[str], sheet: str = _METHOD,
    ) -> None:  # fmt: skip
        """Quotations with their places on the left, facts with a heading each on the right."""
        slide = self._slide("Quotations", title, subtitle, source, notes, sheet)
        _write_pairs(slide.placeholders[14], quotations, bold_first=False)
        _write_pairs(slide.placeholders[16], facts, bold_first=True)

    def save(self, target: Any) -> None:
        """Write the presentation to a binary file object."""
        for part in self._deck.part.package.iter_parts():
            _in_british_english(part)
        self._deck.save(target)

    def _slide(self, layout: str, title: str, subtitle: str, source: str, notes: Sequence[str], sheet: str = _METHOD) -> Any:
        """A slide with its words. ``sheet`` of the workbook has what its notes have no room for."""
        slide = self._deck.slides.add_slide(self._layouts[layout])
        _write_fitting(slide.shapes.title, OPENING[0] if layout == "Title" else TITLE, title)
        for holder, text in ((SUBTITLE, subtitle), (SOURCE, source)):
            if text:
                _write_fitting(slide.placeholders[holder.index], holder, text)
        _copy_footer(slide, self._footer)
        slide.notes_slide.notes_text_frame.text = "\n".join(bounded(notes, sheet))
        return slide


def _in_british_english(part: Any) -> None:
    """The library's templates are American: without this, notes and charts are spelt and read aloud that way."""
    root = getattr(part, "_element", None)
    for element in root.iter() if root is not None else ():
        if element.get("lang") == "en-US":
            element.set("lang", "en-GB")


def _copy_footer(slide: Any, footer: str) -> None:
    """Footer and number: python-pptx leaves these two on the layout, where they'd be prompts that are never shown."""
    for shape in slide.slide_layout.placeholders:
        kind = shape._element.nvSpPr.nvPr.find(qn("p:ph")).get("type")
        if kind in {"ftr", "sldNum"}:
            copied = copy.deepcopy(shape._element)
            slide.shapes._spTree.append(copied)
            copied.nvSpPr.cNvPr.set("id", str(100 + len(slide.shapes._spTree)))
            if kind == "ftr":
                slide.shapes[-1].text_frame.text = clean(footer)


def fitted(holder: Holder, text: str) -> tuple[str, int]:
    """The text as it fits a placeholder, and its points: smaller by up to a third, and only then cut, which ``[…]`` says."""
    for points in range(holder.points, holder.points * 2 // 3, -1):
        width = math.floor(holder.width * 72 / (points * (_BOLD if holder.bold else _PLAIN)))
        lines = math.floor((holder.height + 0.02) * 72 / (points * 1.2))
        if _lines(text, width) <= lines:
            return text, points
    return shortened(text, max(1, width * lines - 20 * lines)), points


def _write_fitting(placeholder: Any, holder: Holder, text: str) -> None:
    words, points = fitted(holder, clean(text).replace("\n", " "))
    placeholder.text_frame.text = words
    if points != holder.points:
        for run in placeholder.text_frame.paragraphs[0].runs:
            run.font.size = Pt(points)


def _write(placeholder: Any, paragraphs: Sequence[str]) -> None:
    frame = placeholder.text_frame
    frame.text = clean(paragraphs[0]).replace("\n", " ") if paragraphs else ""
    for text in paragraphs[1:]:
        frame.add_paragraph().text = clean(text).replace("\n", " ")


def _write_pairs(placeholder: Any, pairs: Sequence[tuple[str, str]], *, bold_first: bool) -> None:
    frame = placeholder.text_frame
    for number, (first, second) in enumerate(pairs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(9)
        run = paragraph.add_run()
        run.text, run.font.bold = clean(first).replace("\n", " "), bold_first or None
        paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = clean(second).replace("\n", " ")
        if not bold_first:
            run.font.size, run.font.color.rgb = Pt(12), RGBColor.from_string("3D3D3D")


def _describe(frame: Any, name: str, alt: str) -> None:
    properties = frame._element.xpath("./p:nvGraphicFramePr/p:cNvPr")[0]
    properties.set("name", clean(name)[:250])
    properties.set("descr", clean(alt))


def on_one_slide(table: Table) -> Table:
    """The table's first rows, as many as one slide holds."""
    return replace(table, rows=_pages(table)[0])


def _pages(table: Table) -> list[tuple[tuple[str, ...], ...]]:
    """Rows cut into what fits one slide each, by an estimate of the lines that each row takes."""
    pages: list[list[tuple[str, ...]]] = [[]]
    room = _TABLE_INCHES - _height(table, table.headings, heading=True)
    used = 0.0
    for row in table.rows:
        height = _height(table, row)
        if pages[-1] and used + height > room:
            pages.append([])
            used = 0.0
        pages[-1].append(row)
        used += height
    return [tuple(page) for page in pages]


def _height(table: Table, row: Sequence[str], *, heading: bool = False) -> float:
    """Inches a row takes: the most lines of any cell, at Arial's mean width of half its size."""
    points, lines = table.size(heading=heading), 1
    for text, share in zip(row, table.widths, strict=True):
        inches = INNER * share / sum(table.widths) - 2 * table.margin
        lines = max(lines, _lines(text, max(1, math.floor(inches * 72 / (points * _PLAIN)))))
    return lines * points * 1.2 / 72 + 0.1


def _lines(text: str, width: int) -> int:
    return sum(max(1, len(textwrap.wrap(part, width))) for part in text.split("\n"))


def _fill_table(drawn: Any, table: Table, rows: Sequence[Sequence[str]]) -> None:
    drawn._tbl.tblPr.find(qn("a:tableStyleId")).text = _TABLE_STYLE
    drawn.horz_banding = False
    for column, share in zip(drawn.columns, table.widths, strict=True):
        column.width = Emu(int(Inches(INNER) * share / sum(table.widths)))
    for number, row in enumerate((table.headings, *rows)):
        drawn.rows[number].height = Inches(_height(table, row, heading=number == 0))
        for place, text in enumerate(row):
            _cell(drawn.cell(number, place), text, table, heading=number == 0, centred=table.grid and place > 0)


def _cell(cell: Any, text: str, table: Table, *, heading: bool, centred: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(table.margin)
    cell.margin_top = cell.margin_bottom = Inches(0.04)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if heading else MSO_ANCHOR.TOP
    cell.text_frame.text = clean(text)
    for paragraph in cell.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.CENTER if centred else PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(table.size(heading=heading)), heading and not table.grid
            run.font.color.rgb = RGBColor.from_string(NAVY if heading else INK)
    _rule_below(cell, NAVY if heading else RULE, 19050 if heading else 6350)


def _rule_below(cell: Any, colour: str, width: int) -> None:
    """A line under the cell; python-pptx has no borders, so it is written as the format has it, before any fill."""
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    line = parse_xml(f'<a:lnB {nsdecls("a")} w="{width}">{fill}<a:prstDash val="solid"/></a:lnB>')
    cell._tc.get_or_add_tcPr().insert(0, line)
