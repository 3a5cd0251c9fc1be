"""One theme: what it means, where it appears, in what words, when, for whom, what was asked for and what became of it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analytics.filters import Filters
from pages.components import (
    address,
    ahead,
    cards,
    charts,
    choose,
    data,
    drawn,
    filters,
    parts,
    shell,
    tables,
    theme_views,
    views,
    wording,
)


def all_themes(chosen: Filters) -> None:
    """Every theme by number of reviews, subjects apart from remedies."""
    for axis in wording.AXES:
        st.header(wording.AXES[axis], anchor=False)
        passages = views.narrowing(chosen, "themes", "theme")
        charts.show(drawn.theme_bars(chosen, axis), f"{axis}-themes", picked=open_theme, opens=passages, column=drawn.COUNTS)


def open_theme(theme: list[str]) -> None:
    """Show all about a theme: the customdata of a bar."""
    address.change(theme=theme[0])


def open_year(year: list[str]) -> None:
    """Narrow the page to the deaths of a year: the customdata of a bar."""
    address.write(replace(filters.current(), year_from=int(year[0]), year_to=int(year[0])))


def of_year(chosen: Filters, theme_id: str) -> charts.Opens:
    """Links to the theme's page, narrowed to the deaths of one year."""
    here = {**chosen.to_query(), "theme": theme_id}
    return lambda label, year: tables.link(label, "themes", **{**here, "year_from": year, "year_to": year})


def open_remedy(remedy: list[str]) -> None:
    """Show the recommendations that ask for one thing: the customdata of a bar."""
    address.change(remedy=remedy[0])


def one_theme(chosen: Filters, theme_id: str) -> None:
    """All about one theme, in the order in which a board asks."""
    theme = views.theme(theme_id)
    st.header(wording.escape(theme["name"]), anchor=False)
    st.markdown(wording.escape(theme["definition"]))
    cards.limits(theme)
    if found := theme_views.where_found(chosen, theme_id):
        st.markdown(found)
        st.caption(wording.NEW_TAB)
    parts.reviews(chosen, theme_id)
    cards.reliability(theme_id)
    part = parts.asked(theme_id)
    if not data.counts("coded_size", views.of_theme(chosen, theme_id))["statements"]:
        st.info(wording.THEME_NOT_FOUND)
        return
    st.subheader(wording.SECTION_PASSAGES, anchor=False)
    parts.passages(chosen, theme_id, part)
    st.header(wording.SECTION_TIME, anchor=False)
    over_time = drawn.theme_over_time(chosen, theme_id, theme["name"])
    charts.show(over_time, f"{theme_id}-over-time", picked=open_year, opens=of_year(chosen, theme_id))
    st.header(wording.SECTION_AGENCIES, anchor=False)
    tables.show(theme_views.theme_agencies(chosen, theme_id), alt=wording.SECTION_AGENCIES, escaped=False)
    st.header(wording.SECTION_ASKED, anchor=False)
    ladder, asked = drawn.remedy_ladder(chosen, theme_id), address.value("remedy")
    of_remedy = views.narrowing(views.of_theme(chosen, theme_id), "themes", "remedy")
    charts.show(ladder, f"{theme_id}-remedies", picked=open_remedy, opens=of_remedy)
    cards.what_became(chosen, theme_id, asked)
    st.header(wording.SECTION_RELATED, anchor=False)
    cards.related(chosen, theme_id)


shell.begin_page("themes")
chosen = filters.current()
theme_id = choose.one(wording.CHOOSE_THEME, views.theme_names(), "theme", empty=wording.ALL_THEMES, drops=parts.PARAMETERS)
shell.about(views.theme_names().get(theme_id, ""))
chosen = filters.bar(hide=("themes",))
if theme_id:
    ahead.theme(chosen.without("themes"), theme_id, parts.asked(theme_id))
filters.say(chosen, views.size_of(chosen), escaped=False)
if views.scope(chosen).reviews == 0:
    st.markdown(wording.NO_MATCH)
elif theme_id:
    one_theme(chosen.without("themes"), theme_id)
else:
    all_themes(chosen.without("themes"))
shell.end_page()
