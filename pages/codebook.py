"""Every theme with its definition, how often it was found and how far its suggestions can be trusted; and what it may lack."""

from __future__ import annotations

import streamlit as st

from pages.components import choose, codebook_view, proposals, shell, views, wording
from pages.components.wording import work as words

shell.begin_page("codebook")
theme_id = choose.one(wording.CHOOSE_THEME, views.theme_names(), "entry", empty=wording.ALL_THEMES)
shell.about(views.theme_names().get(theme_id, ""))
if theme_id:
    codebook_view.entry(theme_id)
else:
    for axis, heading in wording.AXES.items():
        st.header(heading, anchor=False)
        codebook_view.table(axis)
    codebook_view.reliability_note()
    st.header(words.SECTION_PROPOSALS, anchor=False)
    st.markdown(words.PROPOSALS_TEXT)
    proposals.section()
shell.end_page()
