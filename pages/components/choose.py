"""Choosing one thing, with the choice kept in the address."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from analytics.errors import FilterError
from pages.components import address, wording

CALLED = {"entry": "theme", "part": "part of a review", "show": "kind of suggestion"}
"""Parameters whose name in the address isn't what people call them."""


def one(label: str, options: Mapping[str, str], parameter: str, empty: str = "", default: str = "") -> str:
    """A select box for one of ``options`` (value → what people call it), kept in the address under ``parameter``.

    ``empty`` is the entry for no choice; without it the first option, or ``default``, is chosen.

    Raises
    ------
    FilterError
        If the address names something that isn't among the options.
    """
    chosen = address.value(parameter)
    if chosen and chosen not in options:
        raise FilterError(wording.UNKNOWN_IN_LINK.format(what=CALLED.get(parameter, parameter.replace("_", " ")), value=chosen))
    values = ["", *options] if empty else list(options)
    key = f"choose_{parameter}"
    st.session_state[key] = chosen or (values[0] if default not in options or empty else default)

    def store() -> None:
        address.change(**{parameter: st.session_state[key]})

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
