"""Who, where and when of a stored review: what it says, what a person put right, and the form to do so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics.errors import InputError
from analytics.store import decisions
from pages.components import data, tables, who, wording
from pages.components.wording import work as words

_REFUSED = "particulars_refused"


def show(review: Mapping[str, Any]) -> None:
    """The particulars as they stand, and the form to correct them, made when it is opened."""
    st.subheader(words.PARTICULARS_HEADING, anchor=False)
    rows = [(label, _shown(name, review[name]) or words.NOT_SAID) for name, label in words.STORED_PARTICULARS.items()]
    tables.show(pd.DataFrame(rows, columns=list(words.PARTICULAR_COLUMNS)), alt=words.PARTICULARS_HEADING)
    form = st.expander(words.CORRECT, key="correct_particulars", on_change="rerun")
    if form.open:
        with form:
            _form(review)
    _history(str(review["review_id"]))


def _shown(name: str, value: object) -> str:
    if not wording.given(value):
        return ""
    return wording.month(value) if name in words.DATES else str(value)


def _form(review: Mapping[str, Any]) -> None:
    review_id = str(review["review_id"])
    st.caption(words.CORRECT_HELP)
    who.ask()
    with st.form(f"particulars_{review_id}", border=False):
        for name, label in words.STORED_PARTICULARS.items():
            explanation = words.DATE_HELP if name in words.DATES else None
            key = f"stored_{name}_{review_id}"
            st.text_input(label, _shown(name, review[name]), key=key, max_chars=200, help=explanation, autocomplete="off")
        st.text_input(words.WHY, key=f"stored_why_{review_id}", max_chars=500, autocomplete="off")
        st.form_submit_button(words.CORRECT_SAVE, type="primary", on_click=_save, args=(dict(review),))
    if message := st.session_state.pop(_REFUSED, ""):
        st.error(wording.escape(message))


def changes(review: Mapping[str, Any], typed: Mapping[str, str]) -> dict[str, str]:
    """What of the form differs from what is stored, dates as ISO text.

    Raises
    ------
    InputError
        If a date is none.
    """
    from analytics import pipeline

    found: dict[str, str] = {}
    for name, label in words.STORED_PARTICULARS.items():
        given = " ".join(typed[name].split())
        if given == _shown(name, review[name]):
            continue
        try:
            found[name] = pipeline.iso_date(given) if name in words.DATES else given
        except InputError as err:
            raise InputError(f"{label}: {err}") from err
    return found


def _save(review: Mapping[str, Any]) -> None:
    from analytics import pipeline

    review_id = str(review["review_id"])
    typed = {name: str(st.session_state.get(f"stored_{name}_{review_id}", "")) for name in words.STORED_PARTICULARS}
    why = str(st.session_state.get(f"stored_why_{review_id}", "")).strip()
    try:
        changed = changes(review, typed)
        if changed:
            reference = pipeline.load_reference(data.settings())
            pipeline.correct_particulars(data.store(), review_id, changed, reference, who.name(), why)
        else:
            st.session_state[_REFUSED] = words.NOTHING_CHANGED
    except InputError as err:
        st.session_state[_REFUSED] = str(err)


def _history(review_id: str) -> None:
    """Every correction, newest first; those that hold can be taken back."""
    found = decisions.history(data.store(), "particular", review_id)
    if found.empty:
        return
    st.subheader(words.CORRECTIONS, anchor=False)
    settled: set[str] = set()
    for row in found.to_dict("records"):
        st.markdown(wording.escape(words.correction({str(name): value for name, value in row.items()})))
        field, holds = str(row["object"]), row["object"] not in settled and row["verdict"] != "withdrawn"
        settled.add(field)
        if holds:
            st.button(
                words.take_back(field), key=f"uncorrect_{row['decision_id']}", disabled=not who.name(), on_click=_take_back,
                args=(review_id, field),
            )  # fmt: skip
    if not who.name():
        st.caption(words.CORRECT_WHO)


def _take_back(review_id: str, field: str) -> None:
    from analytics import pipeline

    pipeline.withdraw_correction(data.store(), review_id, field, pipeline.load_reference(data.settings()), who.name())
