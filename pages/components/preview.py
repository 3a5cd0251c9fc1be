"""A file that was read, shown for checking: warnings first, which review, particulars, and all that was found with its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from analytics.errors import InputError
from analytics.filters import Filters
from pages.components import data, tables, who, wording
from pages.components.intake import Choice, Intake, Item
from pages.components.wording import work as words

if TYPE_CHECKING:
    from analytics.model import Report
    from analytics.pipeline import Preview

_NEW = ""


def show(intake: Intake, item: Item) -> None:
    """Everything about one file, and the two buttons under it."""
    preview = item.preview
    if preview is None:
        return
    _doubts(preview)
    st.subheader(words.BELONGS_HEADING, anchor=False)
    _review(item.key, preview)
    st.subheader(words.PARTICULARS_HEADING, anchor=False)
    st.caption(words.PARTICULARS_HELP)
    _particulars(item.key, preview)
    who.ask()
    st.subheader(words.FOUND_HEADING, anchor=False)
    _found(preview.report)
    st.checkbox(words.RESTRICTED, key=f"restricted_{item.key}", help=words.RESTRICTED_HELP)
    with st.container():  # always there, so that the buttons under it keep their place
        if message := st.session_state.get(f"refused_{item.key}"):
            st.error(wording.escape(message))
    with st.container(horizontal=True):
        st.button(words.STORE_ONE, type="primary", key=f"store_{item.key}", on_click=_store, args=(intake, item))
        st.button(words.LEAVE_OUT, key=f"leave_{item.key}", on_click=intake.leave_out, args=(item.key,))


def suggested(preview: Preview) -> str:
    """The review that the preview belongs to unless a person says otherwise; ``''`` for a new one."""
    return preview.review.review_id if preview.review.review_id in _held() else _NEW


def _held() -> dict[str, str]:
    """Reviews to which a document can belong, reports first."""
    rows = tables.records(data.frame("reviews", Filters()).sort_values(["source", "title"], ascending=[False, True]))
    return {
        row["review_id"]: row["title"] if row["source"] == "report" else words.DIGEST_HELD.format(title=row["title"])
        for row in rows
    }


def _doubts(preview: Preview) -> None:
    """What to look at before anything else."""
    warnings = preview.report.warnings
    if warnings:
        st.warning(f"**{words.WARNINGS_FIRST}**\n\n" + "\n".join(f"- {wording.escape(text)}" for text in warnings))
    else:
        st.success(words.NO_WARNINGS)
    if preview.missing:
        st.info(words.MISSING.format(what=words.listed(preview.missing)))
    if not preview.report.statements and not preview.report.actions:
        st.warning(words.NOTHING_FOUND)


def _review(key: str, preview: Preview) -> None:
    held = _held()
    options = [_NEW, *held]
    st.session_state.setdefault(f"review_{key}", suggested(preview))
    chosen = st.selectbox(
        words.BELONGS, options, format_func=lambda value: held.get(value, words.NEW_REVIEW), key=f"review_{key}",
        help=words.BELONGS_HELP,
    )  # fmt: skip
    if chosen and chosen == preview.review.review_id and preview.joins:
        st.caption(words.JOINS)


def _as_read(preview: Preview) -> dict[str, str]:
    """Particulars under the names by which they can be corrected, as the reader found them."""
    review = preview.report.review
    said = {name: getattr(review, name) or "" for name in words.PARTICULARS if name not in ("title", "csp")}
    return {"title": preview.review.title, "csp": preview.review.csp, **said}


def _shown(name: str, value: str) -> str:
    return wording.month(value) if name in words.DATES and value else value


def _particulars(key: str, preview: Preview) -> None:
    found = _as_read(preview)
    columns = [
        column for _ in range(0, len(found), 2) for column in st.columns(2)
    ]  # by pairs: one below the other in their order
    for column, (name, label) in zip(columns, words.PARTICULARS.items(), strict=True):
        field = f"particular_{name}_{key}"
        st.session_state.setdefault(field, _shown(name, found[name]))
        explanation = words.DATE_HELP if name in words.DATES else None
        column.text_input(label, key=field, max_chars=200, help=explanation, autocomplete="off")


def corrections(key: str, preview: Preview) -> dict[str, str]:
    """What a person changed, dates as ISO text.

    Raises
    ------
    InputError
        If a date is none.
    """
    from analytics import pipeline

    found, changed = _as_read(preview), {}
    for name, label in words.PARTICULARS.items():
        typed = " ".join(str(st.session_state.get(f"particular_{name}_{key}", _shown(name, found[name]))).split())
        if typed == _shown(name, found[name]):
            continue
        try:
            changed[name] = pipeline.iso_date(typed) if name in words.DATES else typed
        except InputError as err:
            raise InputError(f"{label}: {err}") from err
    return changed


def choice(item: Item) -> Choice:
    """What the person has said about a file; where nothing was said, what was suggested.

    Raises
    ------
    InputError
        If a date is none, or something was corrected and nobody's name was given.
    """
    preview = item.preview
    assert preview is not None  # noqa: S101  only previews are stored
    changed = corrections(item.key, preview)
    if changed and not who.name():
        raise InputError(words.NEEDS_NAME)
    review_id = st.session_state.get(f"review_{item.key}", suggested(preview))
    return Choice(review_id, changed, bool(st.session_state.get(f"restricted_{item.key}")), who.name())


def _store(intake: Intake, item: Item) -> None:
    store_all(intake, [item])


def store_all(intake: Intake, items: list[Item]) -> None:
    """Begin to store files; one whose particulars can't be used says why and stays."""
    choices: dict[str, Choice] = {}
    for item in items:
        st.session_state.pop(f"refused_{item.key}", None)
        try:
            choices[item.key] = choice(item)
        except InputError as err:
            st.session_state[f"refused_{item.key}"] = str(err)
            st.session_state["import_file"] = item.key
    intake.keep(choices)


def _found(report: Report) -> None:
    st.markdown(words.found(report))
    statements = [(words.statement_place(s), s.text) for s in report.statements]
    actions = [(words.place(a.page, a.plan, f"no. {a.number}" if a.number else ""), words.action(a)) for a in report.actions]
    _rows(words.SHOW_STATEMENTS, statements)
    _rows(words.SHOW_ACTIONS, actions)
    _rows(words.SHOW_EVENTS, [(words.place(None, wording.month(e.date), e.ref), e.text) for e in report.events])


def _rows(label: str, rows: Sequence[tuple[str, str]]) -> None:
    """Two columns, so that the table fits the narrowest screen."""
    if rows:
        with st.expander(label.format(number=len(rows))):
            tables.show(pd.DataFrame(rows, columns=list(words.FOUND_COLUMNS)), alt=label.format(number=len(rows)))
