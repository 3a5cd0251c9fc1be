"""The address is the view: read it, change it, and carry it from page to page.

Streamlit can bind a widget to a parameter itself, but then the address holds the label that people read, loses without a word
what it doesn't know, and breaks when a theme is renamed. A board paper cites ids, so this module writes them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from analytics.filters import Filters

FILTER_KEYS = ("review", "area", "theme", "agency", "kind", "year_from", "year_to")
_HELD = "held_filters"
_PAGE = "page_shown"
_DEFAULT = "default_written"


def query() -> dict[str, list[str]]:
    """All parameters of the address, repeats kept."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def value(key: str, default: str = "") -> str:
    """One parameter that isn't a filter, such as the paragraph to show."""
    return st.query_params.get(key, default)


def change(**parameters: str | Sequence[str] | None) -> None:
    """Set parameters, or take them out where the value is empty; the others stay. Called from callbacks."""
    for key, given in parameters.items():
        if given:
            st.query_params[key] = given if isinstance(given, str) else list(given)
        elif key in st.query_params:
            del st.query_params[key]


def write(filters: Filters) -> None:
    """Put the filters into the address, replacing those that were there."""
    wanted = filters.to_query()
    change(**{key: wanted.get(key) for key in FILTER_KEYS})
    st.session_state[_HELD] = wanted


def page() -> str:
    """The key of the page that is open."""
    return str(st.session_state.get(_PAGE, ""))


def write_default(parameter: str, value: str) -> None:
    """Put what a page chose by itself into the address, once for each time the page is opened.

    Each change of the address is a step that the browser's back button takes back. Who goes back from it meets the address
    without the value once more: it isn't written again there, or nobody would ever get past it. Called when the page is out:
    written while the browser still turns to the page, it would end up behind the address of the page before.
    """
    if _DEFAULT not in st.session_state:
        st.session_state[_DEFAULT] = (parameter, value)
        change(**{parameter: value})


def hold(page: str) -> None:
    """Take the filters along when a page is opened from the menu, whose links carry none. An address that has some wins.

    What ``write_default`` put there is nobody's choice and isn't taken along.
    """
    if st.session_state.get(_PAGE) != page:
        st.session_state.pop(_DEFAULT, None)
    nobodys = st.session_state.get(_DEFAULT)
    given = {
        key: values
        for key, values in query().items()
        if key in FILTER_KEYS and values and (key, *values) != nobodys
    }  # fmt: skip
    moved = st.session_state.get(_PAGE) not in (None, page)
    st.session_state[_PAGE] = page
    held: Mapping[str, list[str]] = st.session_state.get(_HELD, {})
    if moved and not given and held:
        change(**held)
    else:
        st.session_state[_HELD] = given
