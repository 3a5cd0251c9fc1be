"""A native, editable chart in a Word document: python-pptx draws it, python-docx carries it."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from pptx import Presentation
from pptx.util import Inches

from analytics.briefings import native_chart
from analytics.briefings.charts import Chart
from analytics.briefings.writing import clean

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def chart_drawing(document: Any, chart: Chart, number: int, width_cm: float, height_cm: float) -> Any:
    """The ``w:drawing`` element of a chart whose parts have been added to the document's package.

    python-docx can't make charts. The chart part of a slide is the same format, so one is made on a slide that is thrown away,
    and its drawing and its sheet of numbers are put into this package.
    """
    drawn, sheet, sheet_id = _drawn(chart)
    package = document.part.package
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CT.DML_CHART, drawn, package)
    embedded = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), CT.SML_SHEET, sheet, package)
    part.rels.add_relationship(RT.PACKAGE, embedded, sheet_id)
    return parse_xml(_drawing(document.part.relate_to(part, RT.CHART), chart, number, int(Cm(width_cm)), int(Cm(height_cm))))


def _drawn(chart: Chart) -> tuple[bytes, bytes, str]:
    """The chart's XML, its workbook, and the id by which the first names the second."""
    slide = _blank_slide()
    frame = slide.shapes.add_chart(native_chart.chart_type(chart), 0, 0, Inches(6), Inches(3), native_chart.chart_data(chart))
    native_chart.dress(frame.chart, chart, points=9)
    part = frame.chart.part
    sheet_id = frame.chart._chartSpace.find(f"{{{_C}}}externalData").get(f"{{{_R}}}id")
    drawn = bytes(part.blob).replace(b'lang="en-US"', b'lang="en-GB"')
    return drawn, bytes(part.chart_workbook.xlsx_part.blob), str(sheet_id)


def _blank_slide() -> Any:
    deck = Presentation()
    return deck.slides.add_slide(deck.slide_layouts[6])


def _drawing(relation: str, chart: Chart, number: int, width: int, height: int) -> str:
    alt, title = (_attribute(text) for text in (chart.figure.alt, f"Chart: {chart.figure.title}"))
    return f"""<w:drawing {nsdecls("w", "wp", "a", "r")}><wp:inline distT="0" distB="0" distL="0" distR="0">
      <wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>
      <wp:docPr id="{1000 + number}" name="Chart {number}" descr="{alt}" title="{title}"/><wp:cNvGraphicFramePr/>
      <a:graphic><a:graphicData uri="{_C}"><c:chart xmlns:c="{_C}" r:id="{relation}"/></a:graphicData></a:graphic>
      </wp:inline></w:drawing>"""


def _attribute(text: str) -> str:
    return escape(clean(text).replace("\n", " "), {'"': "&quot;"})
