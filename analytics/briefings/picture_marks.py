"""The marks of a plotly figure drawn on a canvas: bars that stack, points, lines and the text beside them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from analytics.briefings.picture_axes import Axis
from analytics.briefings.picture_canvas import Canvas, label

_BAR = 0.62
"""Share of the room between two categories that a bar takes."""


def bars(canvas: Canvas, plot: Any, down: Axis, across: Axis) -> None:
    """Bars in the order of their traces, each beginning where the one before ended."""
    ends: dict[Any, float] = {}
    for trace in (trace for trace in plot.data if trace.type == "bar"):
        level = trace.orientation == "h"
        lengths, names = (trace.x, trace.y) if level else (trace.y, trace.x)
        for place, (name, length) in enumerate(zip(names, lengths, strict=True)):
            begin = ends.get(name, 0.0)
            ends[name] = begin + float(length)
            box = (
                _level_box(name, begin, ends[name], down, across)
                if level
                else _upright_box(name, begin, ends[name], down, across)
            )
            _bar(canvas, trace, place, box)
            _bar_text(canvas, trace, place, box)


def _level_box(name: Any, begin: float, end: float, down: Axis, across: Axis) -> tuple[float, float, float, float]:
    tall = down.step * _BAR
    left, right = sorted((across.along(begin), across.along(end)))
    return left, down.at(name) - tall / 2, right - left, tall


def _upright_box(name: Any, begin: float, end: float, down: Axis, across: Axis) -> tuple[float, float, float, float]:
    wide = min(across.step * _BAR, 60)
    top, bottom = sorted((down.along(begin), down.along(end)))
    return across.at(name) - wide / 2, top, wide, bottom - top


def _bar(canvas: Canvas, trace: Any, place: int, box: tuple[float, float, float, float]) -> None:
    if not box[2] or not box[3]:
        return
    line = trace.marker.line
    edge = _solid(line.color) if line.color is not None and line.width else None
    canvas.box(*box, fill=_solid(_nth(trace.marker.color, place)), edge=edge)
    if _nth(trace.marker.pattern.shape, place):
        canvas.hatching(*box, colour=str(trace.marker.pattern.fgcolor))


def _bar_text(canvas: Canvas, trace: Any, place: int, box: tuple[float, float, float, float]) -> None:
    if trace.text is None or not (text := label(_nth(trace.text, place))):
        return
    left, top, width, height = box
    if trace.textposition == "outside":
        canvas.lines(left + width + 5, top + height / 2, text, align="start")
    elif height and width:
        canvas.lines(left + width / 2, top + height / 2, text, align="middle", colour="#FFFFFF")


def points(canvas: Canvas, plot: Any, down: Axis, across: Axis) -> None:
    """Lines first, then marks, then text, so that nothing covers a word."""
    traces = [trace for trace in plot.data if trace.type == "scatter" and trace.x is not None]
    for trace in traces:
        if "lines" in (trace.mode or ""):
            _lines(canvas, trace, down, across)
    for trace in traces:
        for place, (x, y) in enumerate(zip(trace.x, trace.y, strict=True)):
            if "markers" in (trace.mode or ""):
                _mark(canvas, trace, place, across.at(x), down.at(y))
            if "text" in (trace.mode or "") and trace.text is not None:
                _text(canvas, trace, place, across.at(x), down.at(y))


def _lines(canvas: Canvas, trace: Any, down: Axis, across: Axis) -> None:
    steps = list(zip(trace.x, trace.y, strict=True))
    for (x1, y1), (x2, y2) in pairwise(steps):
        if x1 is None or x2 is None:
            continue  # a gap ends a line
        colour = _solid(trace.line.color) or "#808080"
        canvas.line(across.at(x1), down.at(y1), across.at(x2), down.at(y2), colour, float(trace.line.width or 1))


def _mark(canvas: Canvas, trace: Any, place: int, x: float, y: float) -> None:
    symbol, radius = str(_nth(trace.marker.symbol, place) or "circle"), float(_nth(trace.marker.size, place) or 8) / 2
    colour = _solid(_nth(trace.marker.color, place)) or "#808080"
    if symbol.startswith("line-ew"):
        canvas.line(x - radius, y, x + radius, y, colour, 2)
    elif symbol.endswith("-open"):
        canvas.circle(x, y, radius - 1, "#FFFFFF", colour)
    else:
        canvas.circle(x, y, radius, colour, None)


def _text(canvas: Canvas, trace: Any, place: int, x: float, y: float) -> None:
    right = "right" in str(_nth(trace.textposition, place) or "")
    colour = _solid(trace.textfont.color) or "#1F1F1F"
    canvas.lines(x + 8 if right else x, y, label(_nth(trace.text, place)), align="start" if right else "middle", colour=colour)


def _nth(value: Any, place: int) -> Any:
    """A property that may be one for all marks or one for each."""
    if isinstance(value, str) or not hasattr(value, "__getitem__"):
        return value
    return value[place]


def _solid(colour: Any) -> str | None:
    """A colour as reportlab takes it; ``None`` for a transparent one."""
    return str(colour) if isinstance(colour, str) and colour.startswith("#") else None
