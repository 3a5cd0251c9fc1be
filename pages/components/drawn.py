"""Every chart of the pages, made once for a database's version, its filters and the theme in use, then shared by all sessions.

Making a plotly figure takes longer than asking the database, so the figures are kept. Nobody changes one that was handed out.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date

import plotly.graph_objects as go
import streamlit as st

from analytics import figures
from analytics.figures import Figure
from analytics.filters import Filters
from pages.components import data, views, wording

KINDS = {"subject": "theme", "remedy": wording.CALLED["remedy"]}
COUNTS = (1, 2, 3, 4)
"""Columns of the table of ``theme_bars`` that count: reviews, reports, digests and statements."""
ASKED = (1, 2)
"""Those of ``agency_bars``: recommendations, and how many of them are reported done."""


def theme_bars(filters: Filters, axis: str, most: int = 0) -> Figure:
    """Themes of one axis by number of reviews; the ``most`` frequent, or all."""

    def make() -> Figure:
        return figures.theme_bars(views.theme_counts(filters, axis), views.scope(filters), KINDS[axis], most)

    return _once(make, "theme_bars", filters, axis, most, data.weak_themes())


def theme_matrix(filters: Filters, most: int = 0) -> Figure:
    """Subject themes by review, in three states; the ``most`` frequent, or all."""

    def make() -> Figure:
        cells = figures.with_weak_cells(views.theme_matrix(filters), data.weak_themes())
        return replace(figures.theme_matrix(cells, views.scope(filters), most), reviews=views.reviews_of(cells))

    return _once(make, "theme_matrix", filters, most, data.weak_themes())


def theme_over_time(filters: Filters, theme_id: str, name: str) -> Figure:
    """A theme by year of death."""
    return _once(
        lambda: figures.theme_over_time(views.over_time(filters, theme_id), views.scope(filters), name),
        "over_time", filters, theme_id, name,
    )  # fmt: skip


def remedy_ladder(filters: Filters, theme_id: str) -> Figure:
    """What recommendations of a theme ask for."""
    return _once(
        lambda: figures.remedy_ladder(views.remedies(filters, theme_id), views.scope(filters)), "ladder", filters, theme_id
    )  # fmt: skip


def status_bar(filters: Filters, on: date) -> Figure:
    """Actions by status on a day."""
    return _once(
        lambda: figures.status_bar(data.frame("action_status_counts", filters, on), views.planned(filters), wording.day(on)),
        "status", filters, on,
    )  # fmt: skip


def closure_bars(filters: Filters, on: date) -> Figure:
    """What stands behind 'done'."""
    return _once(
        lambda: figures.closure_bars(data.frame("closures", filters, on), views.planned(filters)), "closure", filters, on
    )


def slippage(filters: Filters, on: date, most: int = 0) -> Figure:
    """From target to completion; the ``most`` late, or all."""

    def make() -> Figure:
        held = data.numbers("action_summary", filters, on)
        rows = views.slippage(filters, on)
        return replace(figures.slippage(rows, views.planned(filters), held, most), reviews=views.named_in(rows))

    return _once(make, "slippage", filters, on, most)


def open_ages(filters: Filters, on: date, most: int = 0) -> Figure:
    """How long actions have been open on a day; the ``most`` old, or all."""

    def make() -> Figure:
        held = data.numbers("action_summary", filters, on)
        rows = views.open_ages(filters, on)
        made = figures.open_ages(rows, views.planned(filters), wording.day(on), held, most)
        return replace(made, reviews=views.named_in(rows))

    return _once(make, "ages", filters, on, most)


def agency_bars(filters: Filters, on: date, most: int = 0) -> Figure:
    """Recommendations by agency; those with ``most``, or all."""

    def make() -> Figure:
        return figures.agency_bars(data.frame("actions_by_agency", filters, on), views.planned(filters), most)

    return _once(make, "agencies", filters, on, most)


def large(plot: go.Figure) -> go.Figure:
    """The plot in sizes for a screen in a room; on a phone, which says that it is one, as it is."""
    return plot if "Mobi" in st.context.headers.get("User-Agent", "") else figures.enlarged(plot)


def _once(make: Callable[[], Figure], *key: Hashable) -> Figure:
    """The figure with its words in the ink of the theme in use; Streamlit's own grey for them is too faint."""
    dark = st.context.theme.type == "dark"

    def made() -> Figure:
        figure = make()
        return replace(figure, plot=figures.inked(figure.plot, dark))

    return data.once(made, ("figure", dark, *key))
