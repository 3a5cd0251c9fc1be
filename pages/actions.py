"""What was promised, by when, and what is known to have been done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from analytics.figures import Figure
from analytics.filters import Filters
from analytics.words import sentence
from pages.components import (
    action_views,
    address,
    ahead,
    behind,
    charts,
    choose,
    data,
    drawn,
    evidence,
    filters,
    shell,
    tables,
    views,
    wording,
)
from pages.components.wording import columns

ROWS = 50


def pictures(chosen: Filters, on: date) -> None:
    """Status, closure, slippage, age and agencies; below each what a click or a link asked for."""
    _picture(drawn.status_bar(chosen, on), "action-status", "status", chosen, on)
    st.header(wording.SECTION_CLOSURE, anchor=False)
    st.caption(wording.CLOSURE_JUDGED)
    _picture(drawn.closure_bars(chosen, on), "closure", "closure", chosen, on)
    st.header(wording.SECTION_SLIPPAGE, anchor=False)
    _picture(drawn.slippage(chosen, on), "slippage", "late", chosen, on, column=0)
    st.header(wording.SECTION_OPEN, anchor=False)
    _picture(drawn.open_ages(chosen, on), "open-actions", "open", chosen, on, column=0)
    st.header(wording.SECTION_BY_AGENCY, anchor=False)
    by = choose.one(wording.GROUPED_BY, wording.GROUP_BY, "by", default="agency")
    if by != "agency":
        action_views.show_grouped(chosen, on, by)
        return
    charts.show(
        drawn.agency_bars(chosen, on),
        "actions-by-agency",
        picked=of_agency,
        opens=views.narrowing(chosen, "actions", "agency"),
        column=drawn.ASKED,
    )


def _picture(figure: Figure, key: str, kind: str, chosen: Filters, on: date, column: int = 1) -> None:
    charts.show(figure, key, picked=behind.pick(kind), opens=behind.link(chosen, kind), column=column)
    behind.show(chosen, on, kind)


def of_agency(agency: list[str]) -> None:
    """Narrow the page to the agency of a bar: its customdata."""
    address.write(replace(filters.current(), agencies=(agency[0],)))


def every_action(chosen: Filters, on: date) -> None:
    """The rows themselves, to sort and to take away."""
    st.header(wording.SECTION_ALL_ACTIONS, anchor=False)
    status = choose.one(wording.STATUS_LABEL, wording.STATUS, "status", empty=wording.ALL_STATUSES)
    of_status = data.counts("action_size", chosen, on, status) if status else data.numbers("action_summary", chosen, on)
    number = int(of_status["actions"])
    st.info(sentence(wording.counted(number, "action")))
    if not number:
        st.markdown(wording.NO_MATCH)
        return
    rows = action_views.rows(chosen, on, status, ROWS, evidence.offset(number, "actions", ROWS))
    place = st.container(key="actions_grid")
    shown, looks = action_views.grid(rows)
    review = columns.ACTION["review"]
    order = [name for name in columns.GRID if name != review or rows[review].nunique() > 1]
    shell.at_the_end(
        lambda: place.dataframe(
            shown, hide_index=True, alt=wording.SECTION_ALL_ACTIONS, column_order=order, column_config=looks,
            placeholder=wording.NOT_GIVEN,
        )
    )  # fmt: skip
    st.caption(wording.ACTION_JUDGED)
    tables.download_made(lambda: action_views.rows(chosen, on, status), "actions", "all-actions")
    full = st.expander(wording.ACTIONS_IN_FULL, key="actions_full", on_change="rerun")
    if full.open:
        with full:
            tables.show(action_views.said(rows), alt=wording.SECTION_ALL_ACTIONS)


shell.begin_page("actions")
chosen = filters.bar(hide=("kinds",), first="agencies")
on = choose.day(wording.ON_DATE, "on", views.today(), wording.ON_DATE_HELP)
ahead.actions(chosen, on, ROWS)
number = int(data.numbers("action_summary", chosen, on)["actions"])
filters.say(chosen, wording.counted(number, "action"))
if not number:
    st.markdown(wording.NO_ACTIONS)
else:
    behind.show(chosen, on, "one")
    behind.show(chosen, on, "became")
    behind.show_asks(chosen, on)
    pictures(chosen, on)
    every_action(chosen, on)
st.caption(wording.ACTIONS_HOW)
shell.end_page()
