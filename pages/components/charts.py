"""Shows a figure: title, subtitle, chart with its alternative text, source, the same numbers as a table, and their download."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics import figures
from analytics.figures import Figure
from pages.components import pictures, shell, tables, theme_views, wording
from pages.components.wording import columns

Opens = Callable[[str, str], str]
"""Makes a link of a cell's words and of what it counts."""


def show(
    figure: Figure,
    key: str,
    picked: Callable[[list[str]], None] | None = None,
    opens: Opens | None = None,
    column: int | tuple[int, ...] = 1,
) -> None:
    """One figure with all that belongs to it. ``key`` is unique on the page and names the download.

    ``picked`` is called with a mark's ``customdata`` when somebody clicks it; what it does must be possible without a mouse too:
    ``opens`` makes links of the cells in a ``column`` of the table below, or in several. A figure of nothing is one sentence.
    """
    if not len(figure.table):
        st.markdown(wording.escape(wording.curly(f"{figure.title}.")))
        return
    with st.container(key=f"card_{key}"):
        st.subheader(wording.escape(wording.curly(figure.title)), anchor=False)
        st.caption(wording.escape(wording.curly(figure.subtitle)))
        _draw(figure, key, picked)
        st.caption(wording.escape(wording.curly(figure.source)))
        _numbers(figure, key, opens, column)
        _names(figure, key)


def present(figure: Figure, plot: go.Figure, key: str) -> None:
    """One figure large enough for a screen in a room, its finding as the page's heading; the table is one key press away.

    ``plot`` is what is drawn of it: the figure's own in large words. Files are made of the figure as it is.
    """
    st.title(wording.escape(wording.curly(figure.title)), anchor=False)
    st.markdown(wording.escape(wording.curly(figure.subtitle)))
    _draw(replace(figure, plot=plot), key)
    st.caption(wording.escape(wording.curly(figure.source)))
    _numbers(figure, key)
    _names(figure, key)


def _draw(figure: Figure, key: str, picked: Callable[[list[str]], None] | None = None) -> None:
    """Keep the chart's place and draw it when the page's words are out: plotly keeps a browser busy for a second at first."""
    if len(figure.table):
        place = st.container(key=f"place_{key}")
        shell.at_the_end(partial(_plot, place, figure, key, picked))


def _plot(place: DeltaGenerator, figure: Figure, key: str, picked: Callable[[list[str]], None] | None) -> None:
    name, config = f"chart_{key}", {"displayModeBar": False, "responsive": True}
    if picked is None:
        place.plotly_chart(figure.plot, alt=figure.alt, key=name, config=config)
        return

    def choose() -> None:
        points = st.session_state[name]["selection"]["points"]
        if points and points[0].get("customdata"):
            picked([str(part) for part in points[0]["customdata"]])

    plot = figures.clickable(figure.plot)
    place.plotly_chart(plot, alt=figure.alt, key=name, config=config, on_select=choose, selection_mode="points")


def _numbers(figure: Figure, key: str, opens: Opens | None = None, column: int | tuple[int, ...] = 1) -> None:
    """The same numbers as a table, and files to take. Made when opened: a table of hundreds of cells slows the first look."""
    if not len(figure.table):
        return
    more = st.expander(wording.AS_TABLE, key=f"table_{key}", on_change="rerun")
    if more.open:
        with more:
            name = re.sub(r"[^a-z0-9]+", "-", key.lower())
            if opens is not None and len(figure.ids) == len(figure.table):
                columns = (column,) if isinstance(column, int) else column
                tables.show(tables.linked(figure.table, figure.ids, opens, *columns), alt=figure.title, escaped=False)
            else:
                tables.show(figure.table, alt=figure.title)
            tables.copy(figure.table, key)
            tables.download(figure.table, name, key)
            pictures.offer(figure, name, key)


def _names(figure: Figure, key: str) -> None:
    """Which review is which, where the chart names reviews in short; made when opened."""
    if not figure.reviews or not len(figure.table):
        return
    more = st.expander(wording.WHICH_IS_WHICH, key=f"names_{key}", on_change="rerun")
    if more.open:
        with more:
            tables.show(theme_views.held(figure.reviews)[list(columns.NAMED)], alt=wording.WHICH_IS_WHICH, escaped=False)
