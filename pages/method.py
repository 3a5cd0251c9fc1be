"""How this is done, how good it is, what it can't tell, where it comes from, and who can use it."""

from __future__ import annotations

import streamlit as st

from pages.components import method_views, shell, tables, wording
from pages.components.wording import measured
from pages.components.wording import method as text_of_method


def how_good() -> None:
    """What was measured: in short, matter by matter, and every figure; then what made the suggestions."""
    if said := method_views.quality_in_words():
        st.markdown(said)
    for part in method_views.parts():
        st.subheader(part.heading, anchor=False)
        st.markdown(part.text)
        if not part.table.empty:
            tables.show(part.table, alt=part.heading)
    if not (figures := method_views.quality()).empty:
        st.subheader(measured.FIGURES, anchor=False)
        tables.show(figures, alt=measured.FIGURES)
    st.page_link("pages/codebook.py", label=wording.RELIABILITY_BY_THEME)
    tables.show(method_views.runs(), alt=text_of_method.QUALITY, escaped=False)


shell.begin_page("method")
for heading, text in text_of_method.SECTIONS:
    st.header(heading, anchor=False)
    st.markdown(text)
    if heading == text_of_method.QUALITY:
        how_good()
    if heading == text_of_method.SOURCES:
        tables.show(method_views.sources(), alt=heading, escaped=False)
shell.end_page()
