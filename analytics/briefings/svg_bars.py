"""Where everything in a bar chart goes, in pixels: the web page's template draws it as SVG, with no script and no library."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from analytics.briefings.charts import Chart
from analytics.briefings.writing import clean

WIDTH, LABELS, ROW, BAR, TOP = 760, 270, 30, 20, 6
_LINE = 15
_LABEL_CHARACTERS = 36


@dataclass(frozen=True)
class Segment:
    """One part of a bar: from ``x``, ``width`` wide. ``lines``: hatching, each from (x, y) to (x, y), y from the bar's top."""

    x: float
    width: float
    light: bool
    lines: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True)
class Bar:
    """One category: its label's lines with the height of each, its segments, and its number with where that stands."""

    lines: tuple[tuple[float, str], ...]
    y: float
    segments: tuple[Segment, ...]
    number: str
    number_x: float
    middle: float


@dataclass(frozen=True)
class Drawing:
    """A whole chart. ``zero`` is where bars begin; ``key`` holds name and look of each series where there are several."""

    width: float
    height: float
    zero: float
    bars: tuple[Bar, ...]
    key: tuple[tuple[str, bool], ...]


def drawing(chart: Chart) -> Drawing:
    """Lay out horizontal bars; bars below zero go to the left of the zero line."""
    low = min(0.0, *chart.totals) if chart.totals else 0.0
    high = max(1.0, *chart.totals) if chart.totals else 1.0
    scale = (WIDTH - LABELS - 60) / (high - low)
    zero = LABELS + 12 - low * scale
    bars, y = [], float(TOP)
    for place, category in enumerate(chart.categories):
        label = textwrap.wrap(clean(category), _LABEL_CHARACTERS) or [""]
        height = max(ROW, _LINE * len(label) + 8)
        bars.append(_bar(chart, place, label, y, height, zero, scale))
        y += height
    key = tuple((series.name, series.light) for series in chart.series) if len(chart.series) > 1 else ()
    return Drawing(WIDTH, y + TOP, zero, tuple(bars), key)


def hatching(x: float, width: float, step: float = 9) -> tuple[tuple[float, float, float, float], ...]:
    """Diagonal lines both ways inside a bar of that place and width, ``BAR`` tall."""
    lines, start = [], x - BAR
    while start < x + width:
        begin, end = max(start, x), min(start + BAR, x + width)
        if begin < end:
            down = begin - start, end - start
            lines += [(begin, down[0], end, down[1]), (begin, BAR - down[0], end, BAR - down[1])]
        start += step
    return tuple((round(a, 1), round(b, 1), round(c, 1), round(d, 1)) for a, b, c, d in lines)


def _bar(chart: Chart, place: int, label: list[str], y: float, height: float, zero: float, scale: float) -> Bar:
    middle = y + height / 2
    first = middle - _LINE * (len(label) - 1) / 2 + 4.5
    total = chart.totals[place]
    segments, x = [], zero
    for series in chart.series:
        length = series.lengths[place] * scale
        left, wide = round(min(x, x + length), 1), round(abs(length), 1)
        crossed = bool(series.hatched) and series.hatched[place]
        segments.append(Segment(left, wide, series.light, hatching(left, wide) if crossed else ()))
        x += length
    lines = tuple((round(first + _LINE * number, 1), text) for number, text in enumerate(label))
    number_x = max(zero, zero + total * scale) + 8
    return Bar(
        lines,
        round(middle - BAR / 2, 1),
        tuple(segments),
        f"{total:g}".replace("-", "−"),
        round(number_x, 1),
        round(middle + 4.5, 1),
    )
