"""Where values stand along an axis of a plotly figure: categories, numbers and dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from analytics.briefings.picture_canvas import label, width_of

Tick = tuple[Any, list[str]]


class Axis:
    """One axis: its ticks, and after ``place`` the position of each value."""

    def __init__(self, kind: str, low: float, high: float, ticks: list[Tick], categories: list[str]) -> None:
        self.kind, self.low, self.high = kind, low, high
        self.ticks = ticks
        self.grid = self.upright = False
        self.room = self.head = self.foot = 0.0
        self._places = {name: place for place, name in enumerate(categories)}
        self._start = self._length = 0.0

    def place(self, start: float, length: float) -> None:
        """Say where the axis begins and how long it is, in points from the top left."""
        self._start, self._length = start, length

    def number(self, value: Any) -> float:
        """A value as the number that the axis counts in."""
        if self.kind == "category":
            return float(self._places[str(value)])
        return float(_day(value)) if self.kind == "date" else float(value)

    def at(self, value: Any) -> float:
        """A value's position in points from the top left."""
        return self.along(self.number(value))

    def along(self, number: float) -> float:
        """Position of a number of the axis."""
        return self._start + self._length * (number - self.low) / (self.high - self.low)

    @property
    def step(self) -> float:
        """Points between two neighbouring whole numbers."""
        return abs(self._length / (self.high - self.low))


def y_axis(plot: Any) -> Axis:
    """The upright axis; room for its labels on the left."""
    layout = plot.layout.yaxis
    if layout.type == "category":
        axis = _categories(layout, [trace.y for trace in plot.data])
        if not (layout.autorange == "reversed" or (layout.range and layout.range[0] > layout.range[1])):
            axis.low, axis.high = axis.high, axis.low
    else:
        highest = max(_stacked(plot), default=1) or 1
        axis = Axis("linear", highest * 1.1, 0, [(number, [str(number)]) for number in _whole(highest)], [])
    axis.grid = layout.showgrid is not False
    axis.room = min(max((width_of(lines) for _, lines in axis.ticks), default=0), 330) + 14
    return axis


def x_axis(plot: Any) -> Axis:
    """The level axis; room for its labels above or below."""
    layout = plot.layout.xaxis
    values = [value for trace in plot.data for value in (trace.x if trace.x is not None else ()) if value is not None]
    if layout.type == "category":
        axis = _categories(layout, [trace.x for trace in plot.data])
    elif layout.type == "date":
        axis = _dates(values)
    else:
        axis = _numbers(plot, values)
    if layout.visible is False:
        axis.ticks = []
    axis.upright = layout.tickangle == -90
    if axis.ticks:
        tall = max(width_of([" ".join(lines)], 12) for _, lines in axis.ticks) + 12 if axis.upright else 34.0
        axis.head, axis.foot = (tall, 0.0) if layout.side == "top" else (0.0, tall)
    return axis


def _categories(layout: Any, columns: Iterable[Any]) -> Axis:
    given = layout.categoryarray if layout.categoryarray is not None else ()
    found = list(dict.fromkeys([*map(str, given), *_given(columns)]))
    return Axis("category", -0.6, len(found) - 0.4, [(name, label(name)) for name in found], found)


def _given(columns: Iterable[Any]) -> Iterable[str]:
    """The categories that marks name; ``None`` is a gap between two lines of one trace."""
    return (str(value) for column in columns if column is not None for value in column if value is not None)


def _dates(values: list[Any]) -> Axis:
    days = [_day(value) for value in values] or [_day("2000")]
    low, high = min(days), max(days)
    span = max(high - low, 60)
    years = range(date.fromordinal(low).year, date.fromordinal(high).year + 2)
    months = (1,) if span > 900 else (1, 7)
    ticks: list[Tick] = [(f"{year}-{month:02d}", [f"{date(year, month, 1):%b}", str(year)]) for year in years for month in months]
    axis = Axis("date", low - 0.03 * span, high + 0.06 * span, [], [])
    axis.ticks = [tick for tick in ticks if axis.low <= axis.number(tick[0]) <= axis.high]
    return axis


def _numbers(plot: Any, values: list[Any]) -> Axis:
    given = plot.layout.xaxis.range
    numbers = [float(value) for value in values] or [0.0]
    upright_bars = any(trace.type == "bar" and trace.orientation != "h" for trace in plot.data)
    if upright_bars:
        low, high = min(numbers) - 0.6, max(numbers) + 0.6
        return Axis("linear", low, high, [(number, [f"{number:g}"]) for number in sorted(set(numbers))], [])
    low, high = (float(given[0]), float(given[1])) if given else (0.0, max(numbers) * 1.1 or 1.0)
    return Axis("linear", low, high, [], [])


def _stacked(plot: Any) -> list[float]:
    totals: dict[Any, float] = {}
    for trace in plot.data:
        if trace.type == "bar" and trace.orientation != "h":
            for x, y in zip(trace.x, trace.y, strict=True):
                totals[x] = totals.get(x, 0.0) + float(y)
    return list(totals.values())


def _whole(highest: float) -> list[int]:
    """Whole numbers from nought, at most about six of them."""
    step = max(1, round(highest / 5))
    return list(range(0, int(highest) + 1, step))


def _day(value: Any) -> int:
    """An ISO date of any precision, or one of pandas, as a day count; a month or year counts from its first day."""
    parts = [int(part) for part in str(value)[:10].split("-")]
    return date(*[*parts, 1, 1][:3]).toordinal()
