"""Does the learning in this review appear in other reviews? One sentence, then each point with its answer."""

from __future__ import annotations

from zlib import crc32

import pandas as pd
import streamlit as st

from analytics.filters import Filters
from pages.components import address, answers, cards, choose, evidence, filters, said_before, shell, views, wording


def one_or_all(points: pd.DataFrame) -> pd.DataFrame:
    """The one point that the address asks for, with a way back to all; else all that are left."""
    mine = points[points["statement_id"] == address.value("point")]
    if mine.empty:
        return points
    st.button(wording.ALL_POINTS, on_click=address.change, kwargs={"point": None}, key="all_points")
    return mine


def sheet(review_id: str, chosen: Filters) -> None:
    """The answer in one sentence, whom it was compared with, and the points."""
    st.header(wording.escape(answers.sentence(review_id)), anchor=False)
    st.markdown(answers.found(review_id))
    st.caption(wording.NEW_TAB)
    st.markdown(wording.escape(answers.compared(review_id)))
    others = st.expander(wording.COMPARED_WITH, key="compared_with", on_change="rerun")
    if others.open:
        with others:
            cards.compared_with(review_id)
    st.header(wording.SECTION_POINTS, anchor=False)
    finding = choose.one(wording.FINDING, answers.findings(review_id), "finding", empty=wording.ALL_FINDINGS)
    points = one_or_all(answers.points(review_id, chosen, finding))
    st.info(wording.counted(len(points), "learning point"))
    judging = cards.judging()
    for point in views.records(evidence.page_of(points, "points")):
        cards.point(point, answers.matches(review_id, point["statement_id"]), judging)
    st.header(wording.SECTION_DRAFT, anchor=False)
    st.markdown(wording.DRAFT_TEXT)
    draft = answers.draft(review_id)
    st.text_area(wording.DRAFT_LABEL, draft, height=220, key=f"draft_{crc32(draft.encode())}")  # another text is another box


shell.begin_page("term_of_reference_13")
reviews = views.review_names()
review_id = choose.one(wording.CHOOSE_REVIEW, reviews, "review", default=views.first_report())
chosen = filters.bar(hide=("reviews", "areas", "years"))
sheet(review_id, chosen)
said_before.offer()
shell.end_page()
