"""One agency across all reviews: what it was asked, what became of it, what repeats, and what it contributed."""

from __future__ import annotations

import streamlit as st

from analytics.filters import Filters
from pages.components import (
    address,
    agency_views,
    ahead,
    behind,
    cards,
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


def all_agencies(chosen: Filters) -> None:
    """Agencies by number of recommendations."""
    figure = drawn.agency_bars(chosen, views.today())
    charts.show(
        figure, "actions-by-agency", picked=open_agency, opens=views.narrowing(chosen, "agencies", "agency"), column=drawn.ASKED
    )
    st.header(wording.SECTION_ALL_AGENCIES, anchor=False)
    tables.show(agency_views.listing(chosen), alt=wording.SECTION_ALL_AGENCIES, escaped=False)


def open_agency(agency: list[str]) -> None:
    """Show all about an agency: the customdata of a bar."""
    address.change(agency=agency[0])


def one_agency(chosen: Filters, agency_id: str) -> None:
    """A page to take to that agency."""
    narrowed = agency_views.narrowed(chosen, agency_id)
    st.header(wording.escape(data.names()[agency_id]), anchor=False)
    st.markdown(wording.escape(agency_views.summary(narrowed)))
    number = data.counts("asks_summary", narrowed, views.today())["asks"]
    st.header(wording.SECTION_ITS_ASKS, anchor=False)
    if not number:
        st.markdown(wording.NO_ASKS)
    start = evidence.offset(number, f"asks_{agency_id}")
    for ask in tables.records(data.frame("asks", narrowed, views.today(), evidence.PER_PAGE, start)):
        cards.ask(ask)
    if data.counts("action_size", narrowed, views.today())["actions"]:
        st.header(wording.SECTION_ITS_ACTIONS, anchor=False)
        charts.show(drawn.status_bar(narrowed, views.today()), "agency-status", opens=behind.link(narrowed, "status"))
        link = views.address_of(narrowed)
        st.page_link("pages/actions.py", label=wording.ALL_ACTIONS, query_params=link)
    st.header(wording.SECTION_ITS_LEARNING, anchor=False)
    evidence.statements(agency_views.learning(narrowed), f"learning_{agency_id}")
    st.header(wording.SECTION_ITS_PART, anchor=False)
    gave = agency_views.contributions(narrowed)
    if gave.empty:
        st.markdown(wording.NOT_SAID_WHAT)
    else:
        tables.show(gave, alt=wording.SECTION_ITS_PART, escaped=False)


shell.begin_page("agencies")
chosen = filters.current()
agency_id = choose.one(wording.CHOOSE_AGENCY, data.options()["agencies"], "agency", empty=wording.ALL_AGENCIES)
shell.about(data.names()[agency_id] if agency_id else "")
chosen = filters.bar(hide=("agencies", "kinds"))
if agency_id:
    ahead.agency(chosen, agency_id)
filters.say(chosen, views.size_of(chosen), escaped=False)
if agency_id:
    one_agency(chosen, agency_id)
else:
    all_agencies(chosen)
shell.end_page()
