"""What keeps coming up, whose deaths these reviews are about, what came back after it was done, and what is still open."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.filters import Filters
from pages.components import (
    address,
    ahead,
    behind,
    cards,
    charts,
    choose,
    drawn,
    evidence,
    filters,
    holdings,
    overview_views,
    regional,
    shell,
    tables,
    theme_views,
    views,
    wording,
)

SHOWN = 12


def what_keeps_coming_up(chosen: Filters) -> None:
    """Subject themes by number of reviews, and the passages behind each count, of remedies as well."""
    passages = views.narrowing(chosen, "themes", "theme")
    charts.show(
        drawn.theme_bars(chosen, "subject", SHOWN), "themes-by-reviews", picked=open_theme, opens=passages, column=drawn.COUNTS
    )
    found = pd.concat([views.theme_counts(chosen, axis) for axis in wording.AXES])
    theme = choose.one(
        wording.READ_PASSAGES, dict(zip(found["theme_id"], found["name"], strict=True)), "passages", empty=wording.NONE
    )
    if theme:
        evidence.passages(views.of_theme(chosen, theme), f"overview_{theme}")
        st.page_link("pages/themes.py", label=wording.OPEN_THEME, query_params=views.address_of(chosen, theme=theme))


def open_theme(theme: list[str]) -> None:
    """Show the passages of a theme: the customdata of a bar."""
    address.change(passages=theme[0])


def which_reviews(chosen: Filters) -> None:
    """The matrix of themes and reviews; a mark opens its passages, and so do the list and two boxes, which need no mouse."""
    passages = views.narrowing(chosen, "themes", "theme")
    charts.show(drawn.theme_matrix(chosen), "theme-by-review", picked=open_cell, opens=passages, column=0)
    st.caption(wording.PICK_CELL)
    one_cell(chosen)
    as_list = st.expander(wording.AS_LIST, key="matrix_list", on_change="rerun")
    if as_list.open:
        with as_list:
            tables.show(theme_views.found_where(chosen), alt=wording.AS_LIST, escaped=False)


def open_cell(cell: list[str]) -> None:
    """Show the passages of a review and theme: the customdata of a mark."""
    address.change(cell_review=cell[0], cell_theme=cell[1])


def close_cell() -> None:
    """Put the passages of the cell away."""
    address.change(cell_review=None, cell_theme=None)


def one_cell(chosen: Filters) -> None:
    """Two boxes for a review and a theme, and the passages of their cell."""
    asked = bool(address.value("cell_review") and address.value("cell_theme"))
    with st.expander(wording.OPEN_CELL, expanded=asked):
        reviews = {key: name for key, name in holdings.names().items() if not chosen.reviews or key in chosen.reviews}
        review = choose.one(wording.CELL_REVIEW, reviews, "cell_review", empty=wording.NONE)
        theme = choose.one(wording.CELL_THEME, views.subject_names(), "cell_theme", empty=wording.NONE)
        if review and theme:
            st.button(
                wording.CLOSE_CELL, on_click=address.change, kwargs={"cell_review": None, "cell_theme": None}, key="cell_close"
            )
            cards.cell(chosen, review, theme)


def remedies(chosen: Filters) -> None:
    """What was asked for, apart from what it was about."""
    passages = views.narrowing(chosen, "themes", "theme")
    charts.show(drawn.theme_bars(chosen, "remedy"), "remedies-by-reviews", picked=open_theme, opens=passages, column=drawn.COUNTS)


shell.begin_page("overview")
chosen = filters.current()
ahead.overview(chosen)
first, *rest = overview_views.sentences(chosen)
st.markdown(wording.escape(overview_views.people(chosen)))
st.header(overview_views.linked([first], chosen), anchor=False)
for paragraph in overview_views.below(rest, chosen):
    st.markdown(paragraph)
with st.container(horizontal=True):
    for page, label in wording.BEGIN_WITH.items():
        st.page_link(f"pages/{page}.py", label=label, query_params=views.address_of(chosen))
chosen = filters.bar()
filters.say(chosen, views.size_of(chosen), escaped=False)
if views.scope(chosen).reviews == 0:
    st.markdown(wording.NO_MATCH)
else:
    st.header(wording.SECTION_THEMES, anchor=False)
    what_keeps_coming_up(chosen)
    st.header(wording.SECTION_MATRIX, anchor=False)
    which_reviews(chosen)
    st.header(wording.SECTION_AGAIN, anchor=overview_views.AGAIN)
    cards.again_after_done(chosen)
    st.header(wording.SECTION_OPEN, anchor=False)
    charts.show(drawn.open_ages(chosen, views.today()), "open-actions", opens=behind.link(chosen, "open"), column=0)
    st.page_link("pages/actions.py", label=wording.ALL_ACTIONS, query_params=views.address_of(chosen))
    st.header(wording.SECTION_REMEDIES, anchor=False)
    remedies(chosen)
    regional.across_areas()
shell.end_page()
