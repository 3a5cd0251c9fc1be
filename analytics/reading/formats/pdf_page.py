"""A pdfplumber page whose characters carry only what is read here: making the rest takes half the time of reading a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pdfminer.layout import LTChar
from pdfplumber.page import Page

from analytics.reading.formats.pdf_lines import Char

FEWEST_TURNED = 40
"""Characters from which turned text is a page's text and not a stamp."""


class LightPage(Page):
    """A page with light characters; lines, rectangles and pictures are as pdfplumber makes them."""

    @classmethod
    def of(cls, page: Any) -> LightPage:
        """The light form of a page of an open document."""
        return cls(page.pdf, page.page_obj, page.page_number, page.initial_doctop)

    def process_object(self, obj: Any) -> dict[str, Any]:
        """One object of the page as a dict; coordinates from the top left corner, in points."""
        if not isinstance(obj, LTChar):
            made: dict[str, Any] = super().process_object(obj)
            return made
        left, top = self.mediabox[:2]
        colour = obj.graphicstate.ncolor
        return {
            "object_type": "char",
            "text": obj.get_text(),
            "x0": obj.x0 + left,
            "x1": obj.x1 + left,
            "top": self.height - obj.y1 + top,
            "bottom": self.height - obj.y0 + top,
            "size": obj.size,
            "fontname": obj.fontname if isinstance(obj.fontname, str) else "",
            "upright": obj.upright,
            "matrix": obj.matrix,
            "non_stroking_color": colour if isinstance(colour, tuple) else (colour,),
        }


def quarter_turn(chars: Sequence[Char]) -> int:
    """The degrees to turn a page clockwise so that most of its text stands upright: 0, 90 or 270."""
    up = sum(c["matrix"][1] > 0 for c in chars if not c["upright"])
    down = sum(c["matrix"][1] < 0 for c in chars if not c["upright"])
    if max(up, down) < FEWEST_TURNED or max(up, down) < 0.6 * len(chars):
        return 0
    return 90 if up > down else 270
