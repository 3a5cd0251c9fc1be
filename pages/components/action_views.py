"""Actions shaped for their page: rows to sort and to take away, and recommendations by agency, level and theme."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analytics.filters import Filters
from pages.components import behind, data, holdings, tables, views, wording
from pages.components.wording import columns


def rows(filters: Filters, on: date, status: str = "", limit: int | None = None, offset: int = 0) -> pd.DataFrame:
    """Actions under headings that people read, dates as stored; ``status`` (on the day) is one of ``wording.STATUS`` or ''."""
    held = data.frame("actions", filters, on, status, limit, offset)
    named = held.assign(
        review=held["review_id"].map(holdings.choices()),
        agency=held["agency_id"].map(views.answers_now()).map(data.names()),
        status=held["status_on"].map(wording.STATUS),
        late=held["slippage_months"],
        closure=held["closure"].map(wording.CLOSURE),
        level=held["level"].map(wording.LEVELS),
    )
    shown = named[list(columns.ACTION)].reset_index(drop=True)
    words = [name for name in columns.ACTION if name != "late"]
    shown[words] = shown[words].fillna("")
    return shown.rename(columns=columns.ACTION)


def said(shown: pd.DataFrame) -> pd.DataFrame:
    """The rows with their dates as people write them."""
    return shown.assign(**{name: shown[name].map(lambda when: wording.month(when) if when else "") for name in columns.DATES})


def grid(shown: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, Any]]:
    """The rows for a grid that sorts, and how its columns look: months by name, where every date has a month."""
    looks: dict[str, Any] = {columns.ACTION["recommendation"]: st.column_config.TextColumn(width="large")}
    made = shown.copy()
    for name in columns.DATES:
        if shown[name].map(len).isin((0, 7, 10)).all():
            made[name] = pd.to_datetime(shown[name].str[:7], format="%Y-%m", errors="coerce")
            looks[name] = st.column_config.DateColumn(format="MMMM YYYY")
    return made, looks


def grouped(filters: Filters, on: date, by: str) -> pd.DataFrame:
    """Recommendations by level or theme and what became of them; cells are Markdown, each count leads to what it counts."""
    held = data.frame("actions_grouped", filters, on, by)
    open_theme = views.narrowing(filters, "actions", "theme")
    names = [
        open_theme(str(row["name"]), str(row["key"])) if by == "theme" else wording.escape(wording.LEVELS[row["key"]])
        for row in tables.records(held)
    ]
    opens = behind.link_to_asks(filters, by)
    counts = {
        label: [opens(str(row[column]), str(row["key"]), column) for row in tables.records(held)]
        for column, label in columns.GROUPED.items()
    }
    return pd.DataFrame({wording.GROUP_BY[by]: names, **counts})


def show_grouped(filters: Filters, on: date, by: str) -> None:
    """The table of ``grouped`` with what it rests on."""
    st.caption(wording.GROUP_HOW[by])
    tables.show(grouped(filters, on, by), alt=wording.GROUP_BY[by], escaped=False)
