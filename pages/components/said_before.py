"""For a draft: has this been said before, what became of it, and which of owner, date and measure does it lack?"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import streamlit as st

from analytics.filters import Filters
from analytics.themes.labelled_pairs import PairInput
from pages.components import data, evidence, tables, views, wording

MOST_COMPARED = 60
MOST_SHOWN = 8
LONGEST = 3000
LACKS: dict[str, re.Pattern[str]] = {
    wording.OWNER: re.compile(
        r"\b(police|council|trust|service|partnership|board|agenc\w+|probation|gp|surger\w+|hospital|commission\w+|team|lead|manager|"
        r"school|housing|marac|idva|nhs|icb|home office|panel)\b",
        re.IGNORECASE,
    ),
    wording.DATE: re.compile(
        r"\b(20\d\d|january|february|march|april|may 20|june|july|august|september|october|november|december|"
        r"within \w+ (weeks?|months?|years?)|by (the )?end of|immediately)\b",
        re.IGNORECASE,
    ),
    wording.MEASURE: re.compile(
        r"\b(audit\w*|measur\w+|monitor\w*|evidence\w*|dip.sampl\w+|per ?cent|%|number of|report back|survey|evaluat\w+|assur\w+|"
        r"demonstrat\w+|show that)\b",
        re.IGNORECASE,
    ),
}
"""What a recommendation needs to be followed up → words that speak for it. Rules of thumb, shown as such."""


def offer() -> None:
    """The box for a learning point or recommendation that isn't in a report yet. Nothing typed is stored."""
    box = st.expander(wording.SAID_BOX, key="said_box", on_change="rerun")
    if not box.open:
        return
    with box, st.form("said_form", border=False):
        text = st.text_area(wording.SAID_LABEL, max_chars=LONGEST, help=wording.SAID_HELP, key="said_text")
        asked = st.form_submit_button(wording.SAID_ASK)
    if asked and text.strip():
        with box:
            _answer(" ".join(text.split()))


def lacking(text: str) -> list[str]:
    """Which of owner, date and measure a recommendation's words don't give.

    >>> lacking("Merseyside Police to audit attendance by March 2027."), lacking("Improve awareness.")
    ([], ['an owner', 'a date', 'a measure'])
    """
    return [name for name, words in LACKS.items() if not words.search(text)]


def _answer(text: str) -> None:
    with st.spinner(wording.SAID_LOOKING):
        found = similar(text)
    missing = lacking(text)
    st.markdown(wording.lacks(missing))
    if found.empty:
        st.info(wording.SAID_NOWHERE)
        return
    same = int((found["relation"] == "same").sum())
    st.info(wording.said_before(same, len(found) - same))
    shown = found.head(MOST_SHOWN)
    became = data.frame("fates", tuple(shown["statement_id"]), views.today())
    for row in tables.records(shown.merge(became, on="statement_id", how="left")):
        st.markdown(f"**{wording.finding(row['relation'], confirmed=False)}** ({wording.escape(row['why'])})")
        evidence.passage(row, codes=False)
        if wording.given(row["outcome"]):
            st.caption(wording.escape(f"{wording.SAID_BECAME} {wording.OUTCOMES[row['outcome']].lower()}."))


def similar(text: str) -> pd.DataFrame:
    """Statements of all reviews that say the same or are related: columns of ``statements`` with ``relation, score, why``.

    The nearest by vector are compared one by one; nothing is stored.
    """
    room = data.machine_room()
    statements = data.frame("statements", Filters()).drop_duplicates("statement_id").set_index("statement_id", drop=False)
    ids, vectors = data.statement_vectors()
    nearness = pd.Series(vectors @ room.vectors((text,))[0], index=ids).reindex(statements.index).fillna(-1.0)
    near = statements.loc[nearness.sort_values(ascending=False, kind="stable").index[:MOST_COMPARED]]
    pairs = [PairInput(text, str(row["text"]), None, _agency(row)) for row in tables.records(near)]
    with room.machine() as machine:
        judged = machine.compare(pairs)
    near = near.assign(relation=[j.relation for j in judged], score=[j.score for j in judged], why=[j.why for j in judged])
    kept = near[near["relation"] != "unrelated"].reset_index(drop=True)
    return kept.sort_values(["relation", "score"], ascending=[False, False], kind="stable").reset_index(drop=True)


def _agency(row: dict[str, Any]) -> str | None:
    return str(row["agency"]) if wording.given(row["agency"]) else None
