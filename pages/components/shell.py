"""How a page begins and ends: the guard, access, the first start, errors and the footer."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from analytics.errors import FilterError, LearningError
from pages.components import address, data, wording

log = logging.getLogger(__name__)
_DRAWN = "drawn_before"
AHEAD_OF_CHARTS = 0.1
"""Seconds: ten times the pause after which Streamlit sends what a page has written."""
_run = threading.local()  # a run of a page has its thread to itself; a session may have two runs, one about to stop


def begin_page(key: str, titled: bool = True) -> None:
    """Open a page: pass the router, check access, have a database, and show the title.

    With a ``pages`` folder, a server's first request for a page's own address runs that page without ``app.py``. Such a session
    is sent through it, with its address kept. A page that isn't ``titled`` brings its own heading, unless the library is empty.
    """
    if not st.session_state.get("routed"):
        st.session_state["wanted"] = (key, address.query())
        st.switch_page("app.py")
    _run.later = []
    require_access()
    _have_database()
    data.refresh()
    address.hold(key)
    if titled or data.is_empty():
        head(key)
    if data.is_empty() and key not in wording.PAGES_WITHOUT_DATA:
        _say_what_to_do_first()


def head(key: str) -> None:
    """A page's own heading, and what it answers."""
    st.title(wording.PAGES[key].heading, anchor=False)
    if lead := wording.PAGES[key].lead:
        st.markdown(lead)


def about(name: str) -> None:
    """Name in the browser's tab what the page is about, where that is one thing: several pages are open side by side."""
    if name:
        st.set_page_config(page_title=wording.tab(wording.PAGES[address.page()].menu, name))


def require_access() -> None:
    """Let in whoever reaches the server: it listens on this machine alone. A deployment for more people puts its rule here."""


def end_page() -> None:
    """The line under every page, and then what was left for the end."""
    st.divider()
    st.caption(wording.FOOTER)
    _finish()


def at_the_end(draw: Callable[[], object]) -> None:
    """Leave something for when the page's words and controls are out, such as a chart whose place is kept."""
    _run.later.append(draw)


def is_first_page() -> bool:
    """Whether nothing has been left for the end in this session yet: its browser is new to what draws charts and boxes."""
    return _DRAWN not in st.session_state


def _finish() -> None:
    """Draw what was left. At a session's first page the browser gets its words a moment ahead of charts: what draws charts
    keeps it busy for a second, and words that come in the same breath would wait for that.
    """
    left, _run.later = getattr(_run, "later", []), []
    if left and is_first_page():
        st.session_state[_DRAWN] = True
        time.sleep(AHEAD_OF_CHARTS)
    for draw in left:
        draw()


@contextmanager
def error_boundary() -> Iterator[None]:
    """Show the errors that this project raises on purpose as one clear message; anything else is Streamlit's, redacted."""
    try:
        yield
    except FilterError as err:
        _finish()
        _show_error(wording.ERROR_LINK, str(err))
        if st.button(wording.CLEAR_FILTERS, type="primary", key="error_clear"):
            st.query_params.clear()
            st.rerun()
    except LearningError as err:
        log.warning("A page ended with %s", type(err).__name__)
        _finish()
        _show_error(wording.ERROR, str(err))
        st.button(wording.TRY_AGAIN, key="error_again")


def _show_error(heading: str, message: str) -> None:
    st.error(f"**{heading}** {wording.escape(wording.curly(message))}")
    st.markdown(wording.NOTHING_LOST)


def _say_what_to_do_first() -> None:
    st.info(wording.EMPTY_LIBRARY)
    st.page_link("pages/_import.py", label=wording.GO_TO_IMPORT)
    end_page()
    st.stop()


def _have_database() -> None:
    """Build the database on the first start, with its progress shown; every later start passes at once."""
    if data.database_exists():
        return
    build = data.first_build()
    st.title(wording.BUILDING_TITLE, anchor=False)
    st.markdown(wording.BUILDING_TEXT)
    bar = st.progress(0.0, text=wording.BUILDING_START)
    while build.running:
        bar.progress(min(max(build.share, 0.0), 1.0), text=wording.BUILDING_STAGES.get(build.step, wording.BUILDING_START))
        time.sleep(0.25)
    build.raise_if_failed()
    st.rerun()
