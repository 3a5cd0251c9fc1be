"""How this is done, how good it is, what it can't tell, where it comes from, and who can use it."""

from __future__ import annotations

import streamlit as st

from pages.components import method_text, method_views, shell, tables, wording

shell.begin_page("method")
for heading, text in method_text.SECTIONS:
    st.header(heading, anchor=False)
    st.markdown(text)
    if heading == method_text.QUALITY:
        if said := method_views.quality_in_words():
            st.markdown(said)
        if not (figures := method_views.quality()).empty:
            tables.show(figures, alt=heading)
        st.page_link("pages/codebook.py", label=wording.RELIABILITY_BY_THEME)
        tables.show(method_views.runs(), alt=heading, escaped=False)
    if heading == method_text.SOURCES:
        tables.show(method_views.sources(), alt=heading, escaped=False)
shell.end_page()
