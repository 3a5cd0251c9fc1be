"""How this is done, how good it is, what it can't tell, where it comes from, and who can use it."""

from __future__ import annotations

import streamlit as st

from pages.components import method_views, shell, tables, wording
from pages.components.wording import method as text_of_method

shell.begin_page("method")
for heading, text in text_of_method.SECTIONS:
    st.header(heading, anchor=False)
    st.markdown(text)
    if heading == text_of_method.QUALITY:
        if said := method_views.quality_in_words():
            st.markdown(said)
        if not (figures := method_views.quality()).empty:
            tables.show(figures, alt=heading)
        st.page_link("pages/codebook.py", label=wording.RELIABILITY_BY_THEME)
        tables.show(method_views.runs(), alt=heading, escaped=False)
    if heading == text_of_method.SOURCES:
        tables.show(method_views.sources(), alt=heading, escaped=False)
shell.end_page()
