"""The styles of the Word documents, set in the document's own style sheet so that whoever edits it keeps them."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

NAVY, INK, GREY, FONT = "12436D", "1F1F1F", "4A4A4A", "Arial"
MARGIN_CM = 2.3
INNER_CM = 21.0 - 2 * MARGIN_CM

# name: (points, bold, colour, space before, space after)
_LOOKS: dict[str, tuple[float, bool, str, float, float]] = {
    "Normal": (11, False, INK, 0, 6),
    "Title": (24, True, NAVY, 0, 4),
    "Subtitle": (13, False, GREY, 0, 14),
    "Heading 1": (16, True, NAVY, 18, 6),
    "Heading 2": (13, True, NAVY, 14, 4),
    "Heading 3": (11, True, INK, 12, 3),
    "Caption": (10, True, INK, 8, 3),
    "Quote": (11, False, INK, 2, 8),
    "List Bullet": (11, False, INK, 0, 4),
    "Header": (10, False, INK, 0, 0),
    "Footer": (9, False, GREY, 0, 0),
}
_OWN: dict[str, tuple[float, bool, str, float, float]] = {
    "Lead": (13, False, INK, 0, 10),
    "Note": (9.5, False, GREY, 0, 4),
    "Table Heading": (9.5, True, NAVY, 2, 2),
    "Table Text": (9.5, False, INK, 2, 2),
    "Reference": (9.5, False, INK, 0, 3),
}
_COMPACT: dict[str, tuple[float, bool, str, float, float]] = {
    "Normal": (10, False, INK, 0, 3),
    "Lead": (11, False, INK, 0, 4),
    "Title": (20, True, NAVY, 0, 2),
    "Subtitle": (11, False, GREY, 0, 6),
    "Heading 1": (12.5, True, NAVY, 9, 2),
    "Quote": (10, False, INK, 1, 4),
    "List Bullet": (10, False, INK, 0, 2),
    "Reference": (9, False, INK, 0, 1),
}
"""What differs in a document that is to fit a page."""


def prepare(document: Any, *, compact: bool = False) -> None:
    """Page, language and styles of an empty document; ``compact`` for one that is to fit a page."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(MARGIN_CM)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.2)
    for name, look in _LOOKS.items():
        _dress(document.styles[name], *look)
    for name, look in _OWN.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        _dress(style, *look)
    for name, look in _COMPACT.items() if compact else ():
        _dress(document.styles[name], *look)
    _details(document.styles)
    _language(document)
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RT.THUMBNAIL:  # the default template's picture of itself
            del package.rels[key]


def _dress(style: Any, points: float, bold: bool, colour: str, before: float, after: float) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(points), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # a theme font would win over ours
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.08


def _details(styles: Any) -> None:
    quote = styles["Quote"].paragraph_format
    quote.left_indent = Cm(0.6)
    quote.keep_together = True
    reference = styles["Reference"].paragraph_format
    reference.left_indent, reference.first_line_indent = Cm(1.0), Cm(-1.0)
    reference.tab_stops.add_tab_stop(Cm(1.0))
    border = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if border is not None:  # the default template underlines its titles
        styles["Title"].element.pPr.remove(border)
    for name in ("Title", "Subtitle"):  # and sets their letters apart
        for spacing in styles[name].element.rPr.findall(qn("w:spacing")):
            styles[name].element.rPr.remove(spacing)
    styles["Footer"].paragraph_format.tab_stops.clear_all()
    for level in (1, 2, 3):
        styles[f"Heading {level}"].paragraph_format.keep_with_next = True


def _language(document: Any) -> None:
    """British English, so that the spelling checker and a screen reader's voice agree with the text."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), "en-GB")
    for themed in document.settings.element.findall(qn("w:themeFontLang")):
        themed.set(qn("w:val"), "en-GB")
