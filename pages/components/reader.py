"""A review's own text, section by section, with the coded passages marked."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.filters import Filters
from pages.components import address, choose, data, evidence, headings, holdings, particulars, tables, wording
from pages.components.wording import columns


def show(review_id: str) -> None:
    """One review: its text, its learning, its chronology, and who contributed. A digest has its statements alone."""
    reviews = data.frame("reviews", Filters())
    review = tables.records(reviews[reviews["review_id"] == review_id])[0]
    st.header(wording.escape(review["title"]), anchor=False)
    st.markdown(wording.escape(wording.review_line(review)))
    if review["source"] == "digest":
        st.info(wording.DIGEST_NOTE)
        if told := holdings.source(review):
            st.markdown(f"{wording.DIGEST_SOURCE} {told}")
        if wording.given(review["summary"]):
            st.text(review["summary"])
        _statements(review_id)
        particulars.show(review)
        return
    part = choose.one(wording.PART, wording.PARTS, "part")
    {"text": _text, "statements": _statements, "chronology": _chronology, "about": _about}[part](review_id)


def _text(review_id: str) -> None:
    passages = data.frame("passages", review_id)
    passages = passages.assign(heading=headings.between(passages, headings.of(review_id)), cut=headings.leaves_out(passages))
    wanted = choose.typed(wording.GO_TO, "ref", explanation=wording.GO_TO_HELP)
    place = _find(passages, review_id, wanted)
    if wanted and place is None:
        st.warning(wording.NO_SUCH_PARAGRAPH.format(ref=wording.escape(wanted)))
    if passages["page"].isna().all():
        st.caption(wording.NO_PAGES)
    if place is None:
        shown = _of_section(passages, headings.of(review_id))
    else:
        shown = passages.iloc[place : place + evidence.PER_PAGE]
        st.button(wording.WHOLE_SECTION, on_click=address.change, kwargs={"ref": None}, key="reader_all")
    codes = data.frame("coded_statements", Filters(reviews=(review_id,)))
    if place:
        _before(passages.iloc[max(0, place - 2) : place], codes)
    page = evidence.page_of(shown, f"reader_{wanted}")
    for position, row in zip(page.index, tables.records(page), strict=True):
        _passage(row, codes, wanted=position == place)


def _of_section(passages: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """The passages of the section that is chosen."""
    section = choose.one(wording.SECTION, names, "section") if names else ""
    return passages[passages["section"].map(lambda ref: _within(ref, section))] if section else passages


def _before(passages: pd.DataFrame, codes: pd.DataFrame) -> None:
    """The paragraphs before the one that was asked for, which itself stands first."""
    before = st.expander(wording.BEFORE_IT, key="reader_before", on_change="rerun")
    if before.open:
        with before:
            for row in tables.records(passages):
                _passage(row, codes, wanted=False)


def _within(ref: Any, section: str) -> bool:
    return wording.given(ref) and (str(ref) == section or str(ref).startswith(f"{section}."))


def _find(passages: pd.DataFrame, review_id: str, wanted: str) -> int | None:
    """Where the paragraph of that reference stands; a statement's reference leads to the paragraph that holds its words."""
    if not wanted:
        return None
    hits = passages.index[passages["ref"] == wanted]
    if len(hits):
        return int(hits[0])
    statements = data.frame("statements", Filters(reviews=(review_id,)))
    texts = statements.loc[statements["ref"] == wanted, "text"]
    for text in texts:
        hits = passages.index[passages["text"].map(lambda passage, text=text: text[:60] in passage)]
        if len(hits):
            return int(hits[0])
    return None


def _passage(row: dict[str, Any], codes: pd.DataFrame, wanted: bool) -> None:
    """One paragraph under the heading that it begins, its codes beside it, and what the report had after it that isn't here."""
    if row["heading"]:
        st.subheader(wording.escape(row["heading"]), anchor=False)
    _paragraph(row, codes, wanted)
    if row["cut"]:
        st.caption(wording.LEFT_OUT)


def _paragraph(row: dict[str, Any], codes: pd.DataFrame, wanted: bool) -> None:
    mine = codes[codes["text"].map(lambda text: text == row["text"] or text in row["text"])]
    with st.container(border=bool(len(mine)) or wanted):
        st.caption(wording.escape(wording.paragraph(row, wanted)))
        if mine.empty:
            st.text(row["text"])
            return
        words, margin = st.columns([3, 1])  # below each other on a phone
        words.text(row["text"])
        for code in tables.records(mine):
            margin.caption(wording.escape(wording.margin_note(code)))


def _statements(review_id: str) -> None:
    evidence.statements(Filters(reviews=(review_id,)), f"statements_{review_id}")


def _chronology(review_id: str) -> None:
    events = data.frame("events", review_id)
    if events.empty:
        st.info(wording.NO_CHRONOLOGY)
        return
    places = [_paragraph_link(review_id, ref) for ref in events["ref"]]
    dates = [wording.escape(wording.dated(event)) for event in tables.records(events)]
    shown = tables.made(columns.CHRONOLOGY, places, dates, events["text"].map(tables.cell))
    tables.show(shown, alt=wording.PARTS["chronology"], escaped=False)


def _agency_link(person: dict[str, Any]) -> str:
    """A contributor as printed, a link to the agency's page where there is one."""
    known = wording.given(person["agency_id"]) and person["agency_id"] in data.options()["agencies"]
    return tables.link(person["name"], "agencies", agency=person["agency_id"]) if known else wording.escape(person["name"])


def _paragraph_link(review_id: str, ref: Any) -> str:
    return tables.link(str(ref), "reviews", review=review_id, ref=str(ref)) if wording.given(ref) else ""


def _about(review_id: str) -> None:
    reviews = data.frame("reviews", Filters())
    particulars.show(tables.records(reviews[reviews["review_id"] == review_id])[0])
    people = data.frame("contributors", review_id)
    names = [_agency_link(person) for person in tables.records(people)]
    shown = tables.made(columns.CONTRIBUTORS, names, *(people[part].map(wording.YES_NO) for part in columns.GAVE))
    st.subheader(wording.CONTRIBUTORS, anchor=False)
    tables.show(shown.fillna(""), alt=wording.CONTRIBUTORS, escaped=False)
    terms = data.frame("terms", review_id)
    if len(terms):
        st.subheader(wording.TERMS, anchor=False)
        tables.show(tables.made(columns.TERMS, terms["ref"], terms["text"]), alt=wording.TERMS)
    warnings = data.frame("warnings", review_id)
    st.subheader(wording.WARNINGS, anchor=False)
    if warnings.empty:
        st.markdown(wording.NO_WARNINGS)
    else:
        tables.show(warnings[["text"]].rename(columns={"text": wording.WARNINGS}), alt=wording.WARNINGS)
