"""Choosing one thing, with the choice kept in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from analytics.errors import FilterError, InputError
from pages.components import address, wording


def one(
    label: str, options: Mapping[str, str], parameter: str, empty: str = "", default: str = "", drops: Sequence[str] = ()
) -> str:
    """A select box for one of ``options`` (value → what people call it), kept in the address under ``parameter``.

    ``empty`` is the entry for no choice; without it the first option, or ``default``, is chosen. ``drops`` are parameters that
    another choice takes out of the address.

    Raises
    ------
    FilterError
        If the address names something that isn't among the options.
    """
    chosen = address.value(parameter)
    if chosen and chosen not in options:
        raise FilterError(
            wording.UNKNOWN_IN_LINK.format(what=wording.CALLED.get(parameter, parameter.replace("_", " ")), value=chosen)
        )
    values = ["", *options] if empty else list(options)
    key = f"choose_{parameter}"
    st.session_state[key] = chosen or (values[0] if default not in options or empty else default)

    def store() -> None:
        address.change(**dict.fromkeys(drops), **{parameter: st.session_state[key]})

    def called(value: str) -> str:
        return options.get(value, empty)

    picked: str = st.selectbox(label, values, format_func=called, key=key, on_change=store)
    return picked


def typed(label: str, parameter: str, default: str = "", explanation: str = "") -> str:
    """A line of text kept in the address under ``parameter``."""
    key = f"type_{parameter}"
    st.session_state[key] = address.value(parameter, default)

    def store() -> None:
        given = str(st.session_state[key]).strip()
        address.change(**{parameter: None if given == default else given})

    written = st.text_input(label, key=key, on_change=store, help=explanation or None, autocomplete="off")
    return (written or "").strip()


def day(label: str, parameter: str, default: date, explanation: str = "") -> date:
    """A day as people write it, kept in the address as ISO under ``parameter``; what is no day is said beside the box.

    Raises
    ------
    FilterError
        If the address holds something else than a day.
    """
    key, wrong = f"type_{parameter}", f"wrong_{parameter}"
    held = address.value(parameter)
    shown = read_day(held) if held else default
    if shown is None:
        raise FilterError(wording.NOT_A_DAY.format(typed=held))
    if key not in st.session_state:  # the page was left: so was what was typed wrong
        st.session_state.pop(wrong, None)
    st.session_state[key] = st.session_state.get(wrong) or wording.day(shown)

    def store() -> None:
        typed = str(st.session_state[key]).strip()
        given = read_day(typed) if typed else default
        st.session_state[wrong] = typed if given is None else ""
        if given is not None:
            address.change(**{parameter: None if given == default else given.isoformat()})

    st.text_input(label, key=key, on_change=store, help=explanation or None, autocomplete="off")
    if typed := st.session_state.get(wrong):
        st.error(wording.escape(f"{wording.NOT_A_DAY.format(typed=typed)} {wording.STILL_SHOWN.format(day=wording.day(shown))}"))
    return shown


def read_day(text: str) -> date | None:
    """A day as people type it: '2022-06-01', '01/06/2022' (day first) or '1 June 2022'; nothing where it is none."""
    try:
        return date.fromisoformat(text if len(text) == 10 else "")
    except ValueError:
        from analytics.pipeline import iso_date  # the reader of reports' dates: only who types a day needs it
    try:
        return date.fromisoformat(iso_date(text))
    except (InputError, ValueError):
        return None
