"""The passages behind a count: quotation, review, reference, page, agency, and whether a machine or a person gave the theme."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics.filters import Filters, Part
from pages.components import address, data, holdings, tables, views, wording

PER_PAGE = 6
_WHOLE = Part()


def passages(filters: Filters, key: str, part: Part = _WHOLE) -> None:
    """Statements that carry the one theme of the filters, or a part of them: a few at a time, with place and why."""
    narrowed = (part,) * (part != _WHOLE)
    held = data.counts("coded_size", filters, *narrowed)
    if not held["statements"]:
        st.info(wording.NO_PASSAGES)
        return
    too = views.theme_names().get(part.too, "")
    st.info(wording.escape(wording.passages_counted(held["statements"], held["reviews"], too, part.no_agency, part.confirmed)))
    rows = data.frame("coded_statements", filters, PER_PAGE, offset(held["statements"], key), *narrowed)
    _without_pages(rows)
    for row in tables.records(rows):
        passage(row)


def statements(filters: Filters, key: str, counted: bool = True) -> None:
    """Statements without their themes, a few at a time; ``counted`` unless the page has said how many."""
    held = data.counts("statement_size", filters)
    if not held["statements"]:
        st.markdown(wording.NO_PASSAGES)
        return
    if counted:
        st.markdown(wording.passages_counted(held["statements"], held["reviews"]))
    rows = data.frame("statements", filters, PER_PAGE, offset(held["statements"], key))
    _without_pages(rows)
    for row in tables.records(rows):
        passage(row, codes=False)


def _without_pages(rows: pd.DataFrame) -> None:
    """Say once why no place of a report has a page."""
    pages = rows.loc[rows["source"] == "report", "page"]
    if len(pages) and pages.isna().all():
        st.caption(wording.NO_PAGES)


def offset(total: int, key: str, per_page: int = PER_PAGE) -> int:
    """How many rows come before the page that is open; a pager stands above long lists only."""
    pages = math.ceil(total / per_page)
    return (st.pagination(pages, key=f"pager_{key}") - 1) * per_page if pages > 1 else 0


def opened(key: str, per_page: int = PER_PAGE) -> int:
    """What ``offset`` will most likely say, before it is known how many rows there are."""
    return (int(st.session_state.get(f"pager_{key}") or 1) - 1) * per_page


def page_of(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    """The rows of the page that is open, of a list that is held whole."""
    start = offset(len(frame), key)
    return frame.iloc[start : start + PER_PAGE]


def passage(row: Mapping[str, Any], codes: bool = True) -> None:
    """One statement. Its words are shown as text: whatever a report holds, nothing of it is markup."""
    with st.container(border=True):
        st.markdown(f"**{wording.escape(row['review'])}** ({holdings.held_as(row['review_id'])})")
        st.text(row["text"])
        st.caption(wording.escape(wording.place(row)))
        if codes and row.get("theme"):
            st.caption(wording.escape(wording.provenance(row)))
        if row["source"] == "report" and wording.given(row.get("ref")):
            _read(row)


def _read(row: Mapping[str, Any]) -> None:
    """To the paragraph in its report. In the reader itself by a button: a link to the page that is open leaves the address."""
    if address.page() == "reviews":
        asked = {"review": str(row["review_id"]), "ref": str(row["ref"]), "part": None, "list": None}
        st.button(
            wording.READ_IN_REPORT, on_click=address.change, kwargs=asked, key=f"read_{row['statement_id']}", type="tertiary"
        )
        return
    st.page_link("pages/reviews.py", label=wording.READ_IN_REPORT, query_params={"review": row["review_id"], "ref": row["ref"]})
