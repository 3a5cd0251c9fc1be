"""What is held of each review, and its text with the coded passages marked."""

from __future__ import annotations

import streamlit as st

from pages.components import choose, reader, shell, tables, views, wording


def holdings() -> None:
    """The partnerships' registers, and everything that is loaded."""
    register = views.register()
    if len(register):
        st.header(wording.SECTION_REGISTER, anchor=False)
        st.markdown(wording.escape(views.register_sentence()))
        tables.show(register, alt=wording.SECTION_REGISTER, escaped=False)
    st.header(wording.SECTION_LOADED, anchor=False)
    tables.show(views.loaded_reviews(), alt=wording.SECTION_LOADED, escaped=False)


shell.begin_page("reviews")
review_id = choose.one(wording.CHOOSE_REVIEW, views.review_choices(), "review", empty=wording.ALL_REVIEWS)
shell.about(views.review_choices().get(review_id, ""))
if review_id:
    reader.show(review_id)
else:
    holdings()
shell.end_page()
