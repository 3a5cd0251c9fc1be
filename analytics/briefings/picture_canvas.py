"""Shapes placed from the top left, as charts are thought of; reportlab counts from the bottom."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Rect, String
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

PLAIN, BOLD = "Helvetica", "Helvetica-Bold"
INK = "#1F1F1F"
LINE_HEIGHT = 1.2
_STAND_INS = str.maketrans(
    {"\u2212": "\u2013", "\u25cf": "\u2022"}
)  # minus and disc, for which the fonts have a dash and a bullet


class Canvas:
    """A drawing of the given size in points."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.drawing = Drawing(width, height)

    def text(
        self, x: float, y: float, text: str, *, size: float = 13, font: str = PLAIN, colour: str = INK, align: str = "start"
    ) -> None:
        """One line with its baseline at ``y``; ``align`` is 'start', 'middle' or 'end'."""
        line = String(x, self.height - y, text, fontName=font, fontSize=size, fillColor=HexColor(colour), textAnchor=align)
        self.drawing.add(line)

    def lines(self, x: float, middle: float, lines: Sequence[str], *, align: str, size: float = 13, colour: str = INK) -> None:
        """Several lines centred on ``middle``."""
        first = middle - size * LINE_HEIGHT * (len(lines) - 1) / 2 + size * 0.35
        for number, line in enumerate(lines):
            self.text(x, first + number * size * LINE_HEIGHT, line, size=size, colour=colour, align=align)

    def upright(self, x: float, bottom: float, text: str, size: float = 12) -> None:
        """A line that reads upwards from ``bottom``."""
        group = Group(String(0, -size * 0.35, text, fontName=PLAIN, fontSize=size, fillColor=HexColor(INK)))
        group.translate(x, self.height - bottom)
        group.rotate(90)
        self.drawing.add(group)

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 0.75) -> None:
        """A straight line."""
        self.drawing.add(Line(x1, self.height - y1, x2, self.height - y2, strokeColor=HexColor(colour), strokeWidth=width))

    def box(self, x: float, y: float, width: float, height: float, fill: str | None, edge: str | None) -> None:
        """A rectangle from its top left corner."""
        colours = {"fillColor": _colour(fill), "strokeColor": _colour(edge), "strokeWidth": 1}
        self.drawing.add(Rect(x, self.height - y - height, width, height, **colours))

    def hatching(self, x: float, y: float, width: float, height: float, colour: str, step: float = 7) -> None:
        """Diagonal lines both ways inside a rectangle."""
        start = x - height
        while start < x + width:
            begin, end = max(start, x), min(start + height, x + width)
            if begin < end:
                self.line(begin, y + height - (begin - start), end, y + height - (end - start), colour, 1.1)
                self.line(begin, y + (begin - start), end, y + (end - start), colour, 1.1)
            start += step

    def circle(self, x: float, y: float, radius: float, fill: str | None, edge: str | None) -> None:
        """A circle around a point."""
        colours = {"fillColor": _colour(fill), "strokeColor": _colour(edge), "strokeWidth": 2}
        self.drawing.add(Circle(x, self.height - y, radius, **colours))


def _colour(value: str | None) -> Color | None:
    return HexColor(value) if value else None


def words(text: Any) -> str:
    """A label of plotly's as text of one line: markup undone, and no sign that the built-in fonts lack."""
    return " ".join(label(text))


def label(text: Any) -> list[str]:
    """A label of plotly's as the lines that it is broken into."""
    plain = html.unescape(str(text).replace("<br>", "\n")).translate(_STAND_INS)
    return [line.strip().encode("cp1252", "replace").decode("cp1252") for line in plain.split("\n")]


def width_of(lines: Sequence[str], size: float = 13) -> float:
    """Points that the widest of the lines takes."""
    return max((float(stringWidth(line, PLAIN, size)) for line in lines), default=0.0)
