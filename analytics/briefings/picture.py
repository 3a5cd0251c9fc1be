"""A figure of the pages as a picture to paste: SVG or PNG with title, measure and source, made here without a browser.

plotly itself makes pictures only with a browser beside it. This draws the few kinds of marks that ``analytics.figures`` uses
(bars, points, lines and text on category, number and date axes) with reportlab, and turns them into pixels with pdfium. Both
bring their fonts.
"""

from __future__ import annotations

import io
from threading import Lock
from typing import Any
from xml.sax.saxutils import escape

import pypdfium2
from reportlab.graphics import renderPDF, renderSVG
from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.colors import white
from reportlab.lib.utils import simpleSplit

from analytics.briefings.picture_axes import Axis, x_axis, y_axis
from analytics.briefings.picture_canvas import BOLD, PLAIN, Canvas, words
from analytics.briefings.picture_marks import bars, points
from analytics.briefings.writing import clean
from analytics.figures.figure import Figure

WIDTH, EDGE = 960.0, 24.0
_PDFIUM = Lock()  # pdfium must not be called from two threads at once


def svg(figure: Figure) -> bytes:
    """The figure as an SVG file that says in words what it shows."""
    text = renderSVG.drawToString(drawing(figure))
    body = text[text.index("<svg") + 4 :]  # without reportlab's reference to a document type on the network
    for empty, said in (("<title>...</title>", figure.title), ("<desc>...</desc>", figure.alt)):
        tag = empty[1 : empty.index(">")]
        body = body.replace(empty, f"<{tag}>{escape(clean(said))}</{tag}>", 1)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<svg role="img"{body}'.encode()


def png(figure: Figure, scale: float = 2.0) -> bytes:
    """The figure as a PNG file; ``scale`` is in pixels a point."""
    page = renderPDF.drawToString(drawing(figure))
    target = io.BytesIO()
    with _PDFIUM:
        document = pypdfium2.PdfDocument(page)
        try:
            document[0].render(scale=scale).to_pil().save(target, format="PNG")
        finally:
            document.close()
    return target.getvalue()


def drawing(figure: Figure) -> Drawing:
    """Title, subtitle, plot and source below each other."""
    inner = WIDTH - 2 * EDGE
    texts = [
        (figure.title, BOLD, 20.0, "#12436D"),
        (figure.subtitle, PLAIN, 13.0, "#3D3D3D"),
        (figure.source, PLAIN, 11.0, "#3D3D3D"),
    ]
    blocks = [(simpleSplit(words(text), font, size, inner), font, size, colour) for text, font, size, colour in texts]
    tall = float(figure.plot.layout.height or 360)
    height = 2 * EDGE + tall + 28 + sum(len(lines) * size * 1.3 for lines, _, size, _ in blocks)
    canvas = Canvas(WIDTH, height)
    top = EDGE
    for lines, font, size, colour in blocks[:2]:
        top = _block(canvas, lines, top, font, size, colour)
    _plot(canvas, figure.plot, top + 14, tall)
    lines, font, size, colour = blocks[2]
    _block(canvas, lines, top + tall + 28, font, size, colour)
    return _on_white(canvas)


def _block(canvas: Canvas, lines: list[str], top: float, font: str, size: float, colour: str) -> float:
    for line in lines:
        canvas.text(EDGE, top + size, line, size=size, font=font, colour=colour)
        top += size * 1.3
    return top


def _plot(canvas: Canvas, plot: Any, top: float, height: float) -> None:
    down, across = y_axis(plot), x_axis(plot)
    left = EDGE + down.room
    head = across.head
    foot = across.foot
    frame = (left, top + head, WIDTH - EDGE - left - 48, height - head - foot)
    for axis, start, length in ((across, frame[0], frame[2]), (down, frame[1], frame[3])):
        axis.place(start, length)
    _scales(canvas, down, across, frame)
    bars(canvas, plot, down, across)
    points(canvas, plot, down, across)


def _scales(canvas: Canvas, down: Axis, across: Axis, frame: tuple[float, float, float, float]) -> None:
    left, top, width, height = frame
    for value, lines in down.ticks:
        if down.grid:
            canvas.line(left, down.at(value), left + width, down.at(value), "#D6D6D6")
        canvas.lines(left - 8, down.at(value), lines, align="end")
    for value, lines in across.ticks:
        if across.upright:
            canvas.upright(across.at(value), top - 6, " ".join(lines))
        else:
            canvas.lines(across.at(value), top - 14 if across.head else top + height + 14, lines, align="middle")


def _on_white(canvas: Canvas) -> Drawing:
    canvas.drawing.contents.insert(0, Rect(0, 0, canvas.width, canvas.height, fillColor=white, strokeColor=None))
    return canvas.drawing
