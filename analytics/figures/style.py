"""One look for all figures: the Analysis Function's template, sized for a screen, in colours that hold on white and on black."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import afcharts.pio_template  # noqa: F401  # registers the 'afcharts' template
import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio

# Each has a contrast of at least 3 to 1 against white and against the dark theme's background, so that one figure serves both.
ACCENT = "#2073BC"  # the Analysis Function's mid blue
SECOND = "#C4570F"  # darkened from the Analysis Function's orange, for 'look here'
QUIET = "#7F7F7F"
PALE, PALE_ON_DARK = "#CFE1F3", "rgba(32,115,188,0.3)"
"""Of digests: told apart from solid bars by lightness, and by an outline. On a dark page, what is pale is dark."""
LINES_ON_DARK = "#A9CFF2"
"""The hatching of what is pale, and its outline, where the page is dark."""
FONT_SIZE = 14
LINE_PIXELS = 18
MARK_PIXELS = 18
"""How tall a bar is, and the room that other marks take in their row."""
ROW_GAP = 12
NARROWEST = 280
"""Pixels of a chart on the narrowest screen."""
LABEL_WIDTH = 43
"""Characters of a label that find room above its bar on the narrowest screen."""


@lru_cache(maxsize=1)
def template() -> go.layout.Template:
    """The 'afcharts' template with text sizes for the screen, and text colours left to the page's theme."""
    made = go.layout.Template(pio.templates["afcharts"])
    made.layout.font = {"size": FONT_SIZE, "family": "system-ui, Segoe UI, Roboto, Arial, sans-serif"}
    for part in (made.layout.xaxis, made.layout.yaxis):
        part.tickfont.size = FONT_SIZE
        part.ticks = ""
        part.gridcolor = "rgba(127,127,127,0.25)"
        part.linecolor = "rgba(127,127,127,0.6)"
        part.zerolinecolor = "rgba(127,127,127,0.6)"
    made.layout.annotationdefaults.font.size = FONT_SIZE
    made.layout.hovermode = False
    made.layout.margin = {"l": 4, "r": 8, "t": 8, "b": 8}
    return made


def horizontal(labels: list[str], x: Mapping[str, Any] | None = None, traces: Sequence[Mapping[str, Any]] = ()) -> go.Figure:
    """A figure for a horizontal bar a label: first on top, no axis along the bars, as labels say the numbers.

    ``x`` adds to the axis along the bars; ``traces`` as in ``blank``.
    """
    return in_rows(labels, {"visible": False, "rangemode": "tozero", **(x or {})}, traces)


def in_rows(
    labels: list[str],
    x: Mapping[str, Any],
    traces: Sequence[Mapping[str, Any]],
    head: int = 0,
    y: Mapping[str, Any] | None = None,
) -> go.Figure:
    """A figure of one row a label, its label above its marks: so marks have the whole width, on a phone as well.

    Parameters
    ----------
    labels : list of str
        As ``wrapped`` makes them, each once; the first is on top.
    x, y : mapping
        What is added to the axis along the rows, and to the one across them.
    traces : sequence
        As in ``blank``; ``y`` of a mark is its label.
    head : int
        Pixels above the rows for an axis that stands there.
    """
    axis, height, gap = _row_axis(labels, labels, LINE_PIXELS, MARK_PIXELS)
    plot = blank(head + height, x, {**axis, "showgrid": False, "type": "category", "automargin": False, **(y or {})}, traces)
    plot.layout.bargap = gap
    return plot


def _row_axis(labels: Sequence[str], said: Sequence[str], line: int, mark: int) -> tuple[dict[str, Any], int, float]:
    """Where rows stand whose labels are ``said`` above their marks: what to set of the axis, pixels of height, and gap of bars.

    ``line`` and ``mark`` are the pixels of a line of a label and of a mark. All rows are as tall as the label with most lines
    needs; those with fewer begin with empty ones, so that each ends above its marks.
    """
    lines = max((label.count("<br>") + 1 for label in said), default=1)
    row, above, below, last = line * lines + mark + ROW_GAP, line * lines + mark / 2 + 6, mark / 2 + 6, max(len(labels), 1) - 1
    axis = {
        "range": [last + below / row, -above / row], "tickmode": "array", "tickvals": list(labels),
        "ticktext": ["<br>" * (lines - 1 - label.count("<br>")) + label for label in said],
        "ticklabelposition": "inside top", "ticklabelshift": mark // 2 + (line - 3) * (lines - 1), "ticklabeloverflow": "allow",
        "ticklabelstandoff": 4,
    }  # fmt: skip
    return axis, round(16 + above + row * last + below), 1 - mark / row


def blank(
    height: int,
    x: Mapping[str, Any] | None = None,
    y: Mapping[str, Any] | None = None,
    traces: Sequence[Mapping[str, Any]] = (),
) -> go.Figure:
    """A figure in the style of all, ``height`` pixels tall, transparent so that it takes the page's background.

    ``x`` and ``y`` add to the layout of the axes; ``traces`` are plotly's, each with its ``type``. It is one dictionary that
    plotly doesn't check: checking it part by part took longer than all else that a page does.
    """
    clear = "rgba(0,0,0,0)"
    axis = {"tickfont": {"size": FONT_SIZE - 1}, "fixedrange": True, "automargin": True, "title": {"text": ""}}
    layout = {
        "template": template(), "height": height, "paper_bgcolor": clear, "plot_bgcolor": clear, "showlegend": False,
        "barmode": "stack", "font": {"size": FONT_SIZE}, "hovermode": False, "margin": {"l": 4, "r": 28, "t": 8, "b": 8},
        "xaxis": axis | dict(x or {}), "yaxis": axis | dict(y or {}),
    }  # fmt: skip
    return go.Figure(data=[dict(trace) for trace in traces], layout=layout, _validate=False)


def wrapped(label: str, width: int = LABEL_WIDTH) -> str:
    """A label broken into lines of at most ``width`` characters where words allow.

    >>> wrapped("Routine enquiry and recognition of abuse", 26)
    'Routine enquiry and<br>recognition of abuse'
    """
    return "<br>".join(map(plain, textwrap.wrap(label, width, break_long_words=False))) or " "


def plain(text: str) -> str:
    """Text in which plotly finds no markup: labels come from reports, which may hold anything."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("$", "&#36;")


def inked(plot: go.Figure, dark: bool) -> go.Figure:
    """The figure itself with its words in a colour of high contrast on a white or a dark page."""
    ink = "#EDF0F2" if dark else "#161A1D"
    plot.layout.font.color = ink
    plot.layout.xaxis.tickfont.color = ink
    plot.layout.yaxis.tickfont.color = ink
    for trace in plot.data:
        if dark and trace.type == "bar" and trace.marker.color == PALE:
            trace.marker.color = trace.marker.pattern.bgcolor = PALE_ON_DARK
            trace.marker.pattern.fgcolor = trace.marker.line.color = LINES_ON_DARK
    return plot


def clickable(plot: go.Figure) -> go.Figure:
    """The figure itself, its marks open to a click: plotly knows it by what is hovered over, for which nothing is shown."""
    plot.layout.hovermode = "closest"
    for trace in plot.data:
        trace.hoverinfo = "none"
    return plot


def enlarged(plot: go.Figure) -> go.Figure:
    """The same figure for a screen in a room: large words, each label on one line, so that six rows fit below a title.

    On a screen that is narrower than a label, all labels are drawn as small as that one has to be: see ``_said_above``.
    """
    large = go.Figure(plot)
    grid = plot.layout.xaxis.type == "category"
    size = FONT_SIZE + (2 if grid else 4)
    large.update_layout(font={"size": size})
    large.update_xaxes(tickfont={"size": size})
    large.update_yaxes(tickfont={"size": size})
    _as_wide_as_can_be(large)
    if plot.layout.yaxis.type == "category":
        labels = list(plot.layout.yaxis.tickvals)
        head = int(plot.layout.height) - _row_axis(labels, labels, LINE_PIXELS, MARK_PIXELS)[1]
        flat = [label.replace("<br>", " ") for label in labels]
        mark = MARK_PIXELS + (-2 if grid else 2)  # a dot needs less than a bar, and a grid has names above it
        axis, height, gap = _row_axis(labels, flat, size + 3, mark)
        row, tall = mark / (1 - gap), size + (16 if head else 11)  # what stands above the rows takes of their height
        over = tall - size - 8  # what the first label's bar is taller than the room above its row, and one pixel
        axis["range"][1] -= over / row
        large.update_yaxes({**axis, "ticktext": [""] * len(labels)})
        large.update_layout(height=head + height + over, bargap=gap, xaxis2=_ALONGSIDE, uniformtext=_ALL_ALIKE)
        large.add_trace(_said_above(labels, flat, mark / row, tall / row, {"size": size, "color": plot.layout.font.color}))
    return large


def _as_wide_as_can_be(large: go.Figure) -> None:
    """Give a chart whose labels stand in it the width of its margins: room for words at its ends is made along its axis."""
    large.update_xaxes(automargin="height")
    x, margin = large.layout.xaxis, large.layout.margin
    if x.type == "category" or not x.range:
        return
    first, last = (pd.Timestamp(end) for end in x.range) if x.type == "date" else x.range
    before, after = (max(0, 1.3 * part - _EDGE) for part in (margin.l, margin.r))  # the words are larger by as much
    whole = (last - first) / (NARROWEST - before - after)
    ends = [first - whole * before, last + whole * after]
    large.update_xaxes(range=[end.isoformat() for end in ends] if x.type == "date" else ends)
    large.update_layout(margin={"l": min(margin.l, _EDGE), "r": min(margin.r, _EDGE)})


_EDGE = 8
_ALL_ALIKE = {"mode": "show", "minsize": 6}
"""All labels in one size, that of the longest: in a window of 320 pixels (a laptop's at 400 %) some stood at half the size."""
_ALONGSIDE = {"overlaying": "x", "range": [0, 1], "visible": False, "fixedrange": True}
"""An axis from one side of a chart to the other, whatever is drawn along the first."""


def _said_above(labels: list[str], said: list[str], mark: float, tall: float, font: Mapping[str, Any]) -> go.Bar:
    """Labels as the text of bars that nobody sees, each above its mark and as wide as the chart: plotly makes the text of a bar
    smaller where the bar is too short for it, and cuts off a label of an axis.

    ``mark`` and ``tall`` are the heights of a mark and of a label's bar, in rows.
    """
    return go.Bar(
        y=labels, x=[1] * len(labels), xaxis="x2", orientation="h", offset=-(mark / 2 + tall), width=tall, text=said,
        textposition="inside", insidetextanchor="start", constraintext="inside", textangle=0, insidetextfont=font,
        marker={"color": "rgba(0,0,0,0)", "line": {"width": 0}}, cliponaxis=False, hoverinfo="skip",
    )  # fmt: skip
