"""One chart at a time for a screen in a meeting, and the files to hand out afterwards."""

from __future__ import annotations

import streamlit as st

from analytics.errors import FilterError
from analytics.filters import Filters
from pages.components import charts, downloads, drawn, filters, regional, shell, slides, views, wording
from pages.components.wording import present as texts


def below(chosen: Filters) -> None:
    """What isn't for the room, behind one line: the filters and the files, made when they are opened."""
    more = st.expander(texts.PRESENT_MORE, key="present_more", on_change="rerun")
    if more.open:
        with more:
            _choices_and_files(chosen)


def _choices_and_files(chosen: Filters) -> None:
    filters.say(filters.bar(folded=False), views.size_of(chosen), escaped=False)
    files = st.expander(texts.SECTION_DOWNLOADS, key="files", on_change="rerun")
    if files.open:
        with files:
            downloads.offer(chosen)
    others = st.expander(wording.ADD_COUNTS, key="regional", on_change="rerun")
    if others.open:
        with others:
            regional.offer()


shell.begin_page("present", titled=False)
try:
    chosen = filters.current()
except FilterError:
    shell.head("present")
    raise
made = slides.deck(chosen)
number, said = slides.shown(len(made))
with st.container(horizontal=True, vertical_alignment="center"):
    slides.turn(number, len(made), said)
figure = made[number]()
charts.present(figure, drawn.large(figure.plot), f"slide-{number + 1}")
below(chosen)
shell.end_page()
