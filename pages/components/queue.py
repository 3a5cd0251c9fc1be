"""The queue of suggestions: which are to be judged, in what order, and one of them at a time with its context."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import streamlit as st

from analytics.filters import Filters
from pages.components import choose, data, deciding, evidence, filters, holdings, tables, views, who, wording
from pages.components.deciding import Asked
from pages.components.wording import work as words

_PLACE = "queue_place"
_QUESTIONS = {"codes": "code_queue", "matches": "match_queue"}


def size(kind: str, chosen: Filters) -> dict[str, int]:
    """How many suggestions there are (``total``) and how many of them are ``judged``."""
    return data.counts(f"{_QUESTIONS[kind]}_size", chosen)


def progress(kind: str, chosen: Filters) -> None:
    """How many are judged, of how many."""
    held = size(kind, chosen)
    st.info(f"**{wording.escape(filters.sentence(chosen))}.** {words.judged(held['judged'], held['total'], words.NOUNS[kind])}")
    st.progress(held["judged"] / held["total"] if held["total"] else 1.0)


def work_through(kind: str, chosen: Filters, order: str) -> None:
    """One suggestion that nobody has judged; 'Skip' shows the next. Decided ones leave the queue."""
    held = size(kind, chosen)
    waiting = held["total"] - held["judged"]
    with st.container(key="queue_last"):  # always there, so that what follows keeps its place and the focus stays on a button
        deciding.last()
    if not waiting:
        st.markdown(words.QUEUE_DONE)
        return
    place = st.session_state.get(_PLACE, 0) % waiting
    row = tables.records(data.frame(_QUESTIONS[kind], chosen, order, "waiting", 1, place))[0]
    with st.container(border=True):
        code(row) if kind == "codes" else match(row)


def skip() -> None:
    """Leave this one for later."""
    st.session_state[_PLACE] = st.session_state.get(_PLACE, 0) + 1


def code(row: Mapping[str, Any]) -> None:
    """A suggested theme: what it means, the statement, the words that speak for it, and what stands around it."""
    st.subheader(wording.escape(words.asks_theme(row["theme"])), anchor=False)
    st.caption(wording.escape(row["definition"]))
    _statement(row)
    st.caption(wording.escape(words.speaks_for(row)))
    with st.container():
        _around(row)
    _why()
    with st.container(horizontal=True):
        asked = Asked("code", row["statement_id"], row["theme_id"], f"{row['theme']}, {wording.place(row)}")
        deciding.buttons(asked, words.CODE_VERDICTS, "queue")
        st.button(words.SKIP, key="queue_skip", on_click=skip)
    _another(row)


def match(row: Mapping[str, Any]) -> None:
    """A suggested match: both statements with their places, and why they were put together."""
    st.subheader(words.ASKS_MATCH[row["relation"]], anchor=False)
    for side, column in zip(("a_", "b_"), st.columns(2), strict=True):
        with column:
            _statement({name.removeprefix(side): value for name, value in row.items() if name.startswith(side)})
    st.caption(wording.escape(wording.judged(row)))
    _why()
    with st.container(horizontal=True):
        called = wording.TO_DECIDE.format(one=row["a_review"], other=row["b_review"])
        deciding.buttons(Asked("match", row["a_id"], row["b_id"], called), words.MATCH_VERDICTS, "queue")
        st.button(words.SKIP, key="queue_skip", on_click=skip)


def _why() -> None:
    """A line for the reason, kept with the next decision."""
    st.text_input(words.WHY, key=deciding.WHY, max_chars=500, help=words.WHY_HELP, autocomplete="off")


def _statement(row: Mapping[str, Any]) -> None:
    """A statement with its review and place, as one piece of the page whether or not it has a link."""
    with st.container():
        _statement_parts(row)


def _statement_parts(row: Mapping[str, Any]) -> None:
    st.markdown(f"**{wording.escape(row['review'])}** ({holdings.held_as(row['review_id'])})")
    st.text(row["text"])
    st.caption(wording.escape(wording.place(row)))
    if row["source"] == "report" and wording.given(row.get("ref")):
        review = row.get("review_id")
        st.page_link("pages/reviews.py", label=wording.READ_IN_REPORT, query_params={"review": review, "ref": row["ref"]})


def _around(row: Mapping[str, Any]) -> None:
    """The passages before and after, from the report itself."""
    if row["source"] != "report":
        return
    passages = data.frame("passages", row["review_id"])
    start = row["text"][:60]
    found = [place for place, text in enumerate(passages["text"]) if start in text]
    if not found:
        return
    with st.expander(words.AROUND):
        for place in range(max(0, found[0] - 1), min(len(passages), found[0] + 2)):
            shown = tables.records(passages.iloc[[place]])[0]
            st.caption(wording.escape(wording.paragraph(shown, False)))
            st.text(shown["text"])


def _another(row: Mapping[str, Any]) -> None:
    """Give the statement a theme that the machine hasn't thought of."""
    rows = data.frame("code_queue", Filters(reviews=(row["review_id"],)))
    mine = rows[rows["statement_id"] == row["statement_id"]]
    with st.expander(words.ADD_ANOTHER):
        st.caption(wording.escape(words.has_themes(list(mine["theme"]))))
        names = {key: name for key, name in views.theme_names().items() if key not in set(mine["theme_id"])}
        key = f"add_{row['statement_id']}"
        theme = st.selectbox(words.ADD_THEME, list(names), format_func=lambda value: names[value], index=None, key=key)
        if theme:
            asked = Asked("code", row["statement_id"], theme, f"{names[theme]}, {wording.place(row)}")
            deciding.buttons(asked, {"added": words.ADD}, "queue_add")


def decided(kind: str, chosen: Filters) -> None:
    """What was judged, newest first, each with a way to take it back."""
    number = size(kind, chosen)["judged"]
    if not number:
        st.markdown(words.NOTHING_JUDGED)
        return
    pages = math.ceil(number / evidence.PER_PAGE)
    page = st.pagination(pages, key=f"pager_decided_{kind}") if pages > 1 else 1
    rows = data.frame(_QUESTIONS[kind], chosen, "reading", "judged", evidence.PER_PAGE, (page - 1) * evidence.PER_PAGE)
    for row in tables.records(rows):
        with st.container(border=True):
            _decided_code(row) if kind == "codes" else _decided_match(row)


def _decided_code(row: Mapping[str, Any]) -> None:
    st.markdown(f"**{words.VERDICTS[row['verdict']]}: {wording.escape(row['theme'])}**")
    _statement(row)
    st.caption(wording.escape(words.by_whom(row)))
    asked = Asked("code", row["statement_id"], row["theme_id"], row["theme"], row["verdict"])
    _take_back(asked)


def _decided_match(row: Mapping[str, Any]) -> None:
    st.markdown(f"**{words.VERDICTS[row['verdict']]}**")
    for side, column in zip(("a_", "b_"), st.columns(2), strict=True):
        with column:
            _statement({name.removeprefix(side): value for name, value in row.items() if name.startswith(side)})
    st.caption(wording.escape(words.by_whom({**row, "why": row["said"]})))
    _take_back(Asked("match", row["a_id"], row["b_id"], "", row["verdict"]))


def _take_back(asked: Asked) -> None:
    st.button(
        words.TAKE_BACK, key=f"back_{asked.subject}_{asked.object}", disabled=not who.name(),
        on_click=deciding.withdraw, args=(asked, deciding.identity(asked)),
    )  # fmt: skip


def chosen_view() -> tuple[str, str, str]:
    """What to judge (codes or matches), in which order, and whether what is waiting or what was judged is shown."""
    first, second, third = st.columns(3)
    with first:
        kind = choose.one(words.QUEUE, words.QUEUES, "queue")
    with second:
        order = choose.one(words.ORDER, words.ORDERS, "order")
    with third:
        shown = choose.one(words.SHOW, words.SHOWN, "show")
    return kind, order, shown
