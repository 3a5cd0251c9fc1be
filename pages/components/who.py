"""Who takes the decisions: asked once in a session, kept nowhere but in the decisions themselves."""

from __future__ import annotations

import streamlit as st

from pages.components.wording import work as words

_KEPT = "who_decides"


def ask(note: str = "") -> str:
    """A line for a name or role, filled in on every page once it was given; ``''`` and the ``note`` under it until then.

    Line and note are one piece of the page, so that nothing below moves, is drawn twice or loses the focus when the note goes.
    """
    st.session_state.setdefault("who_typed", st.session_state.get(_KEPT, ""))
    with st.container():
        st.text_input(words.WHO, key="who_typed", help=words.WHO_HELP, max_chars=80, autocomplete="off")
        if note and not name():
            st.markdown(note)
    st.session_state[_KEPT] = name()
    return name()


def name() -> str:
    """The name or role that was given, ``''`` if none was. In a callback it is what has just been typed."""
    return " ".join(str(st.session_state.get("who_typed", st.session_state.get(_KEPT, "")) or "").split())
