"""Exports read back by other libraries than those that wrote them, or by their raw XML."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from docx import Document
from lxml import etree
from openpyxl import load_workbook
from pptx import Presentation

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
}


def parts(content: bytes) -> dict[str, bytes]:
    """Every file of an Office package or zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def xml(content: bytes, name: str) -> Any:
    return etree.fromstring(parts(content)[name])


def external_targets(content: bytes) -> list[str]:
    """What a package asks its reader to fetch from elsewhere."""
    found = []
    for name, data in parts(content).items():
        if name.endswith(".rels"):
            found += [rel.get("Target") for rel in etree.fromstring(data) if rel.get("TargetMode") == "External"]
    return found


def deck(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def deck_text(content: bytes) -> str:
    """All words on all slides, tables included, and in the notes."""
    return "\n".join(
        _words(data)
        for name, data in parts(content).items()
        if re.match(r"ppt/(slides|notesSlides)/", name) and name.endswith("xml")
    )


def paper(content: bytes) -> Any:
    return Document(io.BytesIO(content))


def paper_text(content: bytes) -> str:
    return "\n".join(
        _words(data) for name, data in parts(content).items() if re.match(r"word/(document|header\d|footer\d)\.xml", name)
    )


def _words(data: bytes) -> str:
    """The text of each paragraph on a line, whatever runs it was cut into."""
    tree = etree.fromstring(data)
    paragraphs = tree.xpath("//a:p | //w:p", namespaces=NAMESPACES)
    return "\n".join("".join(p.xpath(".//a:t/text() | .//w:t/text()", namespaces=NAMESPACES)) for p in paragraphs)


def book(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content))


def sheet_rows(content: bytes, name: str) -> list[dict[str, Any]]:
    """Rows of a sheet under its headings."""
    rows = list(book(content)[name].iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def chart_numbers(chart: Any) -> dict[str, dict[str, float]]:
    """Series → category → number, as python-pptx reads them from the chart."""
    categories = list(chart.plots[0].categories)
    return {series.name: dict(zip(categories, series.values, strict=True)) for series in chart.plots[0].series}


def paper_charts(content: bytes) -> list[dict[str, dict[str, float]]]:
    """The sheets behind a document's charts, read with openpyxl: series → category → number."""
    found = []
    for name, data in sorted(parts(content).items()):
        if re.match(r"word/embeddings/.*\.xlsx$", name):
            heading, *rows = load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
            found.append({series: {row[0]: row[place] for row in rows} for place, series in enumerate(heading) if place})
    return found
