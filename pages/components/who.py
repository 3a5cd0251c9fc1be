"""Who takes the decisions: asked once in a session, kept nowhere but in the decisions themselves."""

from __future__ import annotations

import streamlit as st

from pages.components import wording_work as words

_KEPT = "who_decides"


def ask() -> str:
    """A line for a name or role, filled in on every page once it was given; ``''`` until then."""
    st.session_state.setdefault("who_typed", st.session_state.get(_KEPT, ""))
    st.text_input(words.WHO, key="who_typed", help=words.WHO_HELP, max_chars=80, autocomplete="off")
    st.session_state[_KEPT] = name()
    return name()


def name() -> str:
    """The name or role that was given, ``''`` if none was. In a callback it is what has just been typed."""
    return " ".join(str(st.session_state.get("who_typed", st.session_state.get(_KEPT, "")) or "").split())
