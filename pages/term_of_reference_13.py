"""Does the learning in this review appear in other reviews? One sentence, then each point with its answer."""

from __future__ import annotations

from dataclasses import replace
from zlib import crc32

import pandas as pd
import streamlit as st

from analytics.filters import Filters
from pages.components import address, answers, cards, choose, evidence, filters, holdings, said_before, shell, tables, wording


def one_or_all(points: pd.DataFrame) -> pd.DataFrame:
    """The one point that the address asks for, with a way back to all; else all that are left."""
    mine = points[points["statement_id"] == address.value("point")]
    if mine.empty:
        return points
    st.button(wording.ALL_POINTS, on_click=address.change, kwargs={"point": None}, key="all_points")
    return mine


def sheet(review_id: str, chosen: Filters) -> None:
    """What is asked about, the answer in one sentence, whom it was compared with, and the points."""
    narrowed = chosen.without("reviews", "areas", "year_from", "year_to")
    filters.say(replace(narrowed, reviews=(review_id,)), answers.size(review_id, narrowed))
    if not narrowed.is_empty and answers.points(review_id, narrowed).empty:
        st.markdown(wording.NO_MATCH)
        filters.clear(chosen, keep=("reviews",))
        return
    st.header(wording.escape(answers.sentence(review_id, narrowed)), anchor=False)
    st.markdown(answers.found(review_id, narrowed))
    st.caption(wording.NEW_TAB)
    st.markdown(wording.escape(answers.compared(review_id, narrowed)))
    others = st.expander(wording.COMPARED_WITH, key="compared_with", on_change="rerun")
    if others.open:
        with others:
            cards.compared_with(review_id)
    st.header(wording.SECTION_POINTS, anchor=False)
    each_point(review_id, narrowed)
    st.header(wording.SECTION_DRAFT, anchor=False)
    st.markdown(wording.DRAFT_TEXT)
    box = st.expander(wording.DRAFT_OPEN, key="draft_box", on_change="rerun")
    if box.open:
        draft = answers.draft(review_id)
        box.text_area(wording.DRAFT_LABEL, draft, height=220, key=f"draft_{crc32(draft.encode())}")  # another text is another box


def each_point(review_id: str, narrowed: Filters) -> None:
    """The learning points that are left, each with its finding and its matches."""
    finding = choose.one(wording.FINDING, answers.findings(review_id, narrowed), "finding", empty=wording.ALL_FINDINGS)
    points = one_or_all(answers.points(review_id, narrowed, finding))
    st.info(wording.sentence_case(wording.counted(len(points), wording.LEARNING_POINT)))
    judging = cards.judging()
    for point in tables.records(evidence.page_of(points, "points")):
        cards.point(point, answers.matches(review_id, point["statement_id"]), review_id, judging)


shell.begin_page("term_of_reference_13")
review_id = choose.one(wording.CHOOSE_REVIEW, holdings.choices(), "review", default=holdings.first_report())
shell.about(holdings.choices().get(review_id, ""))
chosen = filters.bar(hide=("reviews", "areas", "years"), keep=("reviews",))
sheet(review_id, chosen)
said_before.offer()
if not address.value("review"):  # a link that is pasted tomorrow shows what it shows today, whatever was imported since
    shell.at_the_end(lambda: address.write_default("review", review_id))
shell.end_page()
