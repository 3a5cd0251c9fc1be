"""What is held of each review, and its text with the coded passages marked; or what a view's counts count, as a list."""

from __future__ import annotations

import streamlit as st

from analytics.errors import FilterError
from analytics.filters import Filters
from pages.components import address, choose, data, evidence, filters, holdings, reader, shell, tables, wording


def everything() -> None:
    """The partnerships' registers, and everything that is loaded."""
    register = holdings.register()
    if len(register):
        st.header(wording.SECTION_REGISTER, anchor=False)
        st.markdown(wording.escape(holdings.register_sentence()))
        tables.show(register, alt=wording.SECTION_REGISTER, escaped=False)
    st.header(wording.SECTION_LOADED, anchor=False)
    tables.show(holdings.loaded(Filters()), alt=wording.SECTION_LOADED, escaped=False)


def listed(chosen: Filters, which: str) -> None:
    """The reviews or the statements that a view looks at: what the counts beside its sentence open.

    Raises
    ------
    FilterError
        If the address asks for another list.
    """
    if which not in wording.LISTS:
        raise FilterError(wording.UNKNOWN_IN_LINK.format(what=wording.CALLED["list"], value=which))
    if which == "statements":
        held = data.counts("statement_size", chosen)
        filters.say(chosen, wording.passages_counted(held["statements"], held["reviews"]))
        evidence.statements(chosen, "listed", counted=False)
    else:
        reviews = holdings.loaded(chosen)
        filters.say(chosen, wording.counted(len(reviews), "review"))
        if len(reviews):
            tables.show(reviews, alt=wording.SECTION_LOADED, escaped=False)
        else:
            st.markdown(wording.NO_MATCH)
    st.button(wording.CLOSE_LIST, on_click=address.change, kwargs={"list": None, "review": None}, key="list_close")


def one_or_all() -> None:
    """The review that is chosen, or all."""
    review_id = choose.one(wording.CHOOSE_REVIEW, holdings.choices(), "review", empty=wording.ALL_REVIEWS)
    shell.about(holdings.choices().get(review_id, ""))
    if review_id:
        reader.show(review_id)
    else:
        everything()


shell.begin_page("reviews")
if which := address.value("list"):
    listed(filters.current(), which)
else:
    one_or_all()
shell.end_page()
