"""Pieces of pages that show a few rows with their words: matches side by side, what became of an ask, related themes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from analytics import figures
from analytics.errors import FilterError
from analytics.filters import Filters
from analytics.words import inside
from pages.components import address, data, deciding, evidence, holdings, tables, theme_views, views, who, wording
from pages.components.wording import columns
from pages.components.wording import reliability as trust
from pages.components.wording import work as words

ROWS = 50
MATCHES = 2


def cell(filters: Filters, review_id: str, theme_id: str) -> None:
    """One cell of the matrix: its passages, or why there are none."""
    mine = views.of_theme(filters, theme_id, review_id)
    cells = data.frame("theme_by_review", mine)
    state = str(cells["state"].iloc[0]) if len(cells) else "not_found"
    if state == "found":
        evidence.passages(mine, f"cell_{review_id}_{theme_id}")
    else:
        held = holdings.held_as(review_id)
        more = f" {wording.ONLY_SUMMARY}" if state == "not_found" and held == wording.SOURCES["summary"] else ""
        st.info(wording.CELL_STATES[state].format(held=held) + more)


def limits(theme: Mapping[str, Any]) -> None:
    """What a theme takes in and what it leaves out; other themes are named, not given by their ids."""
    names = views.theme_names()
    for key, begins in wording.THEME_LIMITS.items():
        if wording.given(theme.get(key)):
            text = re.sub(r"\b[a-z]+(?:_[a-z]+)*\b", lambda found: _quoted(found.group(), names), str(theme[key]))
            st.caption(wording.escape(f"{begins} {inside(text)}"))


def _quoted(word: str, names: Mapping[str, str]) -> str:
    return f"“{names[word]}”" if "_" in word and word in names else word


def reliability(theme_id: str) -> None:
    """How far the machine's suggestions of a theme can be trusted, where that was measured; not in small print of a weak one."""
    weak = theme_id in data.weak_themes()
    say = st.markdown if weak else st.caption
    say(wording.escape(trust.of_theme(data.reliability().get(theme_id), weak)))


def again_after_done(filters: Filters) -> None:
    """Learning of a later death that an earlier review's finished action should have settled."""
    first = views.again(filters)
    if first.empty:
        st.markdown(wording.escape(wording.not_again(data.texts("completions", filters, views.today()))))
        return
    st.markdown(wording.again_counted(int(first["of_lessons"].iloc[0])))
    start = evidence.offset(int(first["of_pairs"].iloc[0]), "again", views.AGAIN)
    for row in tables.records(views.again(filters, start) if start else first):
        with st.container(border=True):
            st.caption(wording.escape(wording.again(row)))
            _side_by_side(
                (row["earlier_review"], row["earlier_ref"], row["earlier_text"]),
                (row["later_review"], row["later_ref"], row["later_text"]),
            )
            st.caption(wording.escape(wording.judged(row)))


def _side_by_side(left: tuple[str, Any, str], right: tuple[str, Any, str]) -> None:
    for column, (review, ref, text) in zip(st.columns(2), (left, right), strict=True):
        with column:
            st.markdown(f"**{wording.escape(review)}**{', ' + wording.escape(str(ref)) if wording.given(ref) else ''}")
            st.text(text)


def judging() -> bool:
    """Whether matches are judged in place, by somebody who has given a name; with what was decided last."""
    box = st.expander(wording.JUDGE_HERE, key="judge_here", on_change="rerun")
    if box.open:
        with box:
            who.ask()
            deciding.last()
    return bool(box.open)


def point(row: Mapping[str, Any], matches: pd.DataFrame, of_review: str, judged: bool = False) -> None:
    """One learning point of a review with its finding, and what other reviews say beside it."""
    with st.container(border=True):
        sure = bool((matches["confirmed"].notna() & (matches["relation"] == row["finding"])).any())
        st.subheader(wording.escape(wording.point_heading(row, sure)), anchor=False)
        left, right = st.columns(2)
        left.text(row["text"])
        first = max(1, min(MATCHES, int((matches["relation"] == "same").sum())))  # what is only related waits, but for the best
        with right:
            if matches.empty:
                st.markdown(wording.NO_MATCHES[row["finding"] == "cannot_tell"])
            for match in tables.records(matches.head(first)):
                _match(match, of_review, row["statement_id"] if judged else "")
            if len(matches) > first:
                _other_matches(row["statement_id"], matches.iloc[first:], of_review, judged)


def _other_matches(statement_id: str, matches: pd.DataFrame, of_review: str, judged: bool) -> None:
    """The matches after the first ones, made when they are asked for: ten points have some sixty."""
    others = st.expander(wording.more(len(matches)), key=f"others_{statement_id}", on_change="rerun")
    if others.open:
        with others:
            for match in tables.records(matches):
                _match(match, of_review, statement_id if judged else "")


def _match(match: Mapping[str, Any], of_review: str, judged_for: str = "") -> None:
    """A match with its place, why and when; with buttons to judge it where ``judged_for`` is the point's statement."""
    found = wording.finding(match["relation"], wording.given(match["confirmed"]))
    this, other = holdings.review(of_review), holdings.review(match["review_id"])
    held = f"{holdings.held_as(match['review_id'])}; {wording.death_apart(other['death_year'], this['death_year'])}"
    st.markdown(f"**{found}**: {wording.escape(match['review'])} ({held})\n\n{wording.escape(wording.place(match))}")
    st.text(match["text"])
    st.caption(wording.escape(f"{wording.judged(match)} {wording.timed(match, this, other)}"))
    if judged_for:
        now = str(match["relation"]) if wording.given(match["confirmed"]) else ""
        asked = deciding.Asked("match", judged_for, match["match_id"], f"{match['review']}, {wording.place(match)}", now)
        with st.container(horizontal=True):
            deciding.buttons(asked, words.MATCH_VERDICTS, f"judge_{judged_for}_{match['match_id']}")


def ask(row: Mapping[str, Any]) -> None:
    """One recommendation to an agency: its words, what became of it, and whether it has been said before."""
    with st.container(border=True):
        st.markdown(f"**{wording.escape(wording.OUTCOMES[row['outcome']])}**: {wording.escape(row['review'])}")
        st.text(row["text"])
        st.caption(wording.escape(wording.place(row)))
        st.caption(wording.escape(wording.fate(row)))
        with st.container(horizontal=True):
            if row["source"] == "report" and wording.given(row["ref"]):
                place = {"review": row["review_id"], "ref": row["ref"]}
                st.page_link("pages/reviews.py", label=wording.READ_IN_REPORT, query_params=place)
            asked = {"review": row["review_id"], "point": row["statement_id"]}
            st.page_link("pages/term_of_reference_13.py", label=wording.SAID_BEFORE, query_params=asked)


def action(row: Mapping[str, Any]) -> None:
    """One action in full: what was asked, what is to be done, by whom and by when, and what is known of it."""
    with st.container(border=True):
        review = holdings.choices()[row["review_id"]]
        st.markdown(
            f"**{wording.STATUS[row['status_on']]}**: {wording.escape(review)}, {wording.escape(wording.action_place(row))}"
        )
        st.text(row["recommendation"])
        for label, part in ((wording.TO_DO, "action"), (wording.MILESTONES, "milestones"), (wording.OUTCOME, "outcome")):
            if wording.given(row[part]):
                st.caption(label)
                st.text(row[part])
        lead = f"{wording.LEAD.format(lead=row['lead'])} " if wording.given(row["lead"]) else ""
        st.caption(wording.escape(f"{lead}{wording.action_dates(row)}"))
        if wording.given(row["recommendation_ref"]):
            asked = {"review": row["review_id"], "ref": row["recommendation_ref"]}
            st.page_link("pages/reviews.py", label=wording.READ_IN_REPORT, query_params=asked)


def compared_with(review_id: str) -> None:
    """The other reviews that a review was compared with."""
    others = data.frame("reviews_compared", review_id)
    ids = others["review_id"]
    names, labels = ids.map(holdings.choices()), ids.map(holdings.labels())
    shown = tables.made(columns.COMPARED, names, labels, ids.map(holdings.held_as), others["statements"])
    tables.show(shown, alt=wording.COMPARED_WITH)


def what_became(filters: Filters, theme_id: str, remedy: str = "") -> None:
    """Recommendations under a theme and what the plans say became of them; those of one ``remedy`` first."""
    of_theme = replace(views.of_theme(filters, theme_id), kinds=("recommendation",))
    number = data.counts("coded_size", of_theme)["statements"]
    if not number:
        st.markdown(wording.NOTHING_ASKED)
        return
    if remedy:
        _of_remedy(of_theme, remedy)
    st.caption(wording.REMEDY_JUDGED)
    every = st.expander(wording.EVERY_ASK.format(number=number), key="every_ask", on_change="rerun")
    if every.open:
        with every:
            start = evidence.offset(number, "every_ask", ROWS)
            rows = _asked(data.frame("theme_actions", of_theme, views.today(), ROWS, start))
            tables.show(rows, alt=wording.SECTION_ASKED, escaped=False)


def _of_remedy(of_theme: Filters, remedy: str) -> None:
    """The recommendations of a theme that ask for one kind of thing.

    Raises
    ------
    FilterError
        If there is no such kind.
    """
    if remedy not in figures.LADDER:
        raise FilterError(wording.UNKNOWN_IN_LINK.format(what=wording.CALLED["remedy"], value=remedy))
    asked = data.frame("theme_actions", of_theme, views.today())
    mine = asked[asked["remedy"] == remedy].reset_index(drop=True)
    st.info(wording.escape(wording.asks_for(figures.LADDER[remedy], len(mine))))
    if len(mine):
        start = evidence.offset(len(mine), f"remedy_{remedy}", ROWS)
        tables.show(_asked(mine.iloc[start : start + ROWS]), alt=wording.SECTION_ASKED, escaped=False)
    st.button(wording.CLOSE_ASKS, on_click=address.change, kwargs={"remedy": None}, key="remedy_close")


def _asked(mine: pd.DataFrame) -> pd.DataFrame:
    """Recommendations as rows, each with a link to where it stands; cells are Markdown."""
    names = holdings.choices()
    return tables.made(
        columns.ASKED,
        mine["review_id"].map(names).map(tables.cell),
        [_where(row) for row in tables.records(mine)],
        mine["text"].map(tables.cell),
        mine["outcome"].map(wording.OUTCOMES).map(tables.cell),
    )


def _where(row: Mapping[str, Any]) -> str:
    """A recommendation's reference, a link into its report, or to its review where it has none."""
    ref = str(row["ref"]) if wording.given(row["ref"]) else ""
    return tables.link(
        ref or wording.NO_REFERENCE, "reviews", review=row["review_id"], ref=ref if row["source"] == "report" else ""
    )


def related(filters: Filters, theme_id: str) -> None:
    """Themes that stand in the same statements."""
    found = theme_views.related(filters, theme_id)
    if found.empty:
        st.markdown(wording.NOT_RELATED)
    else:
        tables.show(found, alt=wording.SECTION_RELATED, escaped=False)
