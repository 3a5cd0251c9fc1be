"""What was said about it, found by words or by meaning, with why each was found."""

from __future__ import annotations

import streamlit as st

from pages.components import filters, search_box, shell
from pages.components.wording import search as texts

shell.begin_page("search")
line = search_box.typed()
meaning = search_box.wants_meaning()
chosen = filters.bar()
if not line:
    search_box.narrowed(chosen)
    search_box.examples(chosen)
elif not search_box.has_words(line):
    st.info(texts.NO_WORDS)
else:
    st.header(texts.SECTION_WORDS, anchor=False)
    found = search_box.by_words(line, chosen)
    if meaning:
        search_box.by_meaning(line, chosen, found)
shell.end_page()
