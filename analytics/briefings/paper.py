"""A Word document being written: real styles, repeated table headings, alt text, page numbers by field, numbered references."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from analytics.briefings.charts import Chart
from analytics.briefings.paper_chart import chart_drawing
from analytics.briefings.paper_styles import GREY, INNER_CM, NAVY, prepare
from analytics.briefings.writing import clean


class Paper:
    """A4 in Arial, with the handling marking at the top and bottom of every page."""

    def __init__(self, title: str, subtitle: str, author: str, marking: str, footer: str, *, compact: bool = False) -> None:
        self._document = Document()
        self._references: dict[str, int] = {}
        self._charts = 0
        self._tables = 0
        prepare(self._document, compact=compact)
        self._properties(title, author, marking)
        _header(self._document, marking)
        _footer(self._document, marking, footer)
        self._document.add_paragraph(clean(title), style="Title")
        self._document.add_paragraph(clean(subtitle), style="Subtitle")

    def _properties(self, title: str, author: str, marking: str) -> None:
        properties = self._document.core_properties
        properties.title, properties.author, properties.last_modified_by = clean(title), clean(author), clean(author)
        properties.language, properties.keywords, properties.comments = "en-GB", marking, ""
        properties.subject = "Learning from domestic homicide reviews"

    def heading(self, text: str, level: int = 1) -> None:
        """A real heading of level 1 to 3."""
        self._document.add_heading(clean(text), level).paragraph_format.keep_with_next = True

    def paragraph(self, text: str, *, lead: bool = False, small: bool = False, with_next: bool = False) -> None:
        """Running text; ``lead`` for the one sentence that a hurried reader takes away, ``small`` for a note.

        ``with_next`` keeps it on one page with what it introduces.
        """
        paragraph = self._document.add_paragraph(clean(text), style="Lead" if lead else "Note" if small else "Normal")
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.keep_with_next = with_next

    def bullets(self, texts: Sequence[str]) -> None:
        """A list."""
        for text in texts:
            self._document.add_paragraph(clean(text), style="List Bullet")

    def facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Paragraphs that begin with what they are about."""
        for name, text in facts:
            paragraph = self._document.add_paragraph()
            paragraph.add_run(f"{clean(name)}. ").bold = True
            paragraph.add_run(clean(text))

    def aside(self, text: str) -> None:
        """Indented text to copy."""
        self._document.add_paragraph(clean(text), style="Quote")

    def quotation(self, text: str, reference: str, note: str = "", *, with_next: bool = False, style: str = "Quote") -> None:
        """A passage and, after it, the number of its reference; ``note`` says how sure the code or match is."""
        paragraph = self._document.add_paragraph(style=style)
        paragraph.paragraph_format.keep_with_next = with_next
        paragraph.add_run(clean(text))
        small = paragraph.add_run(f" [{self.cite(reference)}]{f' {clean(note)}' if note else ''}")
        small.font.size, small.font.color.rgb = Pt(9.5), RGBColor.from_string(GREY)

    def cite(self, reference: str) -> int:
        """The number of a reference in the list at the end; the same place keeps its number."""
        return self._references.setdefault(clean(reference), len(self._references) + 1)

    def references(self, sources: Sequence[str] = ()) -> None:
        """The list of all references cited so far, under its heading; under another, where the digests are from."""
        self.heading("References")
        for reference, number in self._references.items():
            self._document.add_paragraph(f"[{number}]\t{reference}", style="Reference")
        if sources:
            self.heading("Public sources of the digests", 2)
        for source in sources:
            self._document.add_paragraph(clean(source), style="Note")

    def table(self, caption: str, headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """A captioned table whose headings repeat on every page and whose rows aren't broken; ``widths`` in any unit."""
        self._tables += 1
        self._document.add_paragraph(
            f"Table {self._tables}. {clean(caption)}", style="Caption"
        ).paragraph_format.keep_with_next = True
        table = self._document.add_table(rows=0, cols=len(headings))
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
        _describe_table(table, caption, f"{len(rows)} rows; columns: {', '.join(headings)}.")
        shares = [Cm(INNER_CM * width / sum(widths)) for width in widths]
        for column, share in zip(table.columns, shares, strict=True):
            column.width = share
        for number, row in enumerate((headings, *rows)):
            _add_row(table, row, shares, heading=number == 0)
        self._document.add_paragraph().paragraph_format.space_after = Pt(2)

    def chart(self, chart: Chart, height_cm: float = 0) -> None:
        """A native chart under its finding, with measure and source."""
        self._charts += 1
        figure = chart.figure
        title = self._document.add_paragraph(f"Figure {self._charts}. {clean(figure.title)}", style="Caption")
        note = self._document.add_paragraph(clean(figure.subtitle), style="Note")
        title.paragraph_format.keep_with_next = note.paragraph_format.keep_with_next = True
        holder = self._document.add_paragraph()
        holder.paragraph_format.keep_with_next = True
        height = height_cm or max(4.0, 1.6 + 0.72 * len(chart.categories))
        holder.add_run()._r.append(chart_drawing(self._document, chart, self._charts, INNER_CM, height))
        self._document.add_paragraph(clean(figure.source), style="Note")

    def content(self) -> bytes:
        """The document as the bytes of a .docx file."""
        target = BytesIO()
        self._document.save(target)
        return target.getvalue()


def _header(document: Any, marking: str) -> None:
    paragraph = document.sections[0].header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if marking:
        paragraph.add_run(clean(marking)).bold = True


def _footer(document: Any, marking: str, footer: str) -> None:
    section = document.sections[0]
    paragraph = section.footer.paragraphs[0]
    paragraph.paragraph_format.tab_stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(INNER_CM), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{clean(footer)}\tPage ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _field(paragraph, "NUMPAGES")
    if marking:
        below = section.footer.add_paragraph()
        below.alignment = WD_ALIGN_PARAGRAPH.CENTER
        below.add_run(clean(marking)).bold = True


def _field(paragraph: Any, instruction: str) -> None:
    """A field that Word fills in itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _describe_table(table: Any, title: str, description: str) -> None:
    """Title and description for screen readers; the format wants them last among a table's properties."""
    for tag, text in (("w:tblCaption", title), ("w:tblDescription", description)):
        element = OxmlElement(tag)
        element.set(qn("w:val"), clean(text))
        table._tbl.tblPr.append(element)


def _add_row(table: Any, texts: Sequence[str], widths: Sequence[Any], *, heading: bool) -> None:
    row = table.add_row()
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if heading:
        properties.append(OxmlElement("w:tblHeader"))
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.style = "Table Heading" if heading else "Table Text"
        paragraph.paragraph_format.keep_with_next = heading or None  # a heading alone at the foot of a page says nothing
        paragraph.add_run(clean(text))
        _rule_below(cell, NAVY if heading else "D6D6D6", 12 if heading else 4)


def _rule_below(cell: Any, colour: str, eighths: int) -> None:
    borders, line = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "0"), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)
