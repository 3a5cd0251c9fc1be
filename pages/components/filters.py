"""The filter bar: the address's filters as widgets and as a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from analytics.errors import FilterError
from analytics.filters import Filters
from analytics.words import sentence as capital
from pages.components import address, agency_views, data, wording

_LISTS = ("reviews", "areas", "themes", "agencies", "kinds")
_YEARS = ("year_from", "year_to")


def current() -> Filters:
    """The filters of this address.

    Raises
    ------
    FilterError
        If the address names a review, area, theme or agency that the database doesn't hold, or a year that is none.
    """
    filters = Filters.from_query(address.query())
    options = data.options()
    for name in _LISTS:
        for value in getattr(filters, name):
            if value not in options[name]:
                singular = address.FILTER_KEYS[_LISTS.index(name)]
                raise FilterError(wording.UNKNOWN_IN_LINK.format(what=singular, value=value))
    return filters


def bar(hide: Sequence[str] = (), first: str = "", folded: bool = True, keep: Sequence[str] = ()) -> Filters:
    """Show what the view is narrowed to and let it be changed.

    ``hide`` names filters that make no sense on the page; the one that is asked for most on it stands ``first``, always open.
    Where they aren't ``folded`` they stand in something that is. Those that the page is about are to ``keep`` when everything is
    to be shown.
    """
    filters = current()
    if not folded:
        _choices(filters, hide, keep)
        return filters
    if first:
        _choice(first, filters, data.options()[first])
    opened = st.expander(wording.FILTERS, key="filter_bar", on_change="rerun")
    if opened.open:
        with opened:
            _choices(filters, (*hide, first), keep)
    return filters


def _choices(filters: Filters, hide: Sequence[str], keep: Sequence[str]) -> None:
    """The widgets, made only while the bar is open: the address holds what they say, so nothing is lost without them."""
    options = data.options()
    for name in (name for name in _LISTS if name not in hide):
        _choice(name, filters, options[name])
    if "years" not in hide:
        with st.container(horizontal=True):
            for name in _YEARS:
                _year(name, filters, list(options["years"]))
    clear(filters, keep, "filter_clear")


def clear(filters: Filters, keep: Sequence[str] = (), key: str = "filter_clear_here") -> None:
    """A button that shows everything again but for what the page is about; none where nothing is narrowed."""
    if not filters.without(*keep).is_empty:
        kept: dict[str, Any] = {name: getattr(filters, name) for name in keep}
        st.button(wording.CLEAR_FILTERS, on_click=address.write, args=(replace(Filters(), **kept),), key=key)


def say(filters: Filters, counted: str, escaped: bool = True) -> None:
    """The view as a sentence with its size, in a box that screen readers announce when it changes.

    The size is plain text unless ``escaped`` is False because the caller made links of its counts.
    """
    size = wording.escape(capital(counted)) if escaped else counted
    st.info(f"**{wording.escape(capital(sentence(filters)))}.** {size}")
    for agency in filters.agencies:
        if former := agency_views.predecessors(agency):
            st.caption(wording.escape(wording.includes_former(data.names()[agency], list(former.values()))))


def sentence(filters: Filters) -> str:
    """How the view reads aloud, ids replaced by what people call them."""
    return filters.sentence(data.names())


def _choice(name: str, filters: Filters, options: dict[str, str]) -> None:
    key = f"filter_{name}"
    st.session_state[key] = list(getattr(filters, name))
    st.multiselect(
        wording.FILTER_LABELS[name], list(options), format_func=lambda value: options.get(value, value), key=key,
        placeholder=wording.ANY, on_change=_store, args=(name,),
    )  # fmt: skip


def _year(name: str, filters: Filters, years: list[str]) -> None:
    key = f"filter_{name}"
    st.session_state[key] = getattr(filters, name)
    choices: list[int | None] = [None, *sorted({int(year) for year in years} | ({st.session_state[key]} - {None}))]
    st.selectbox(
        wording.FILTER_LABELS[name], choices, format_func=lambda year: wording.ANY_YEAR if year is None else str(year), key=key,
        placeholder=wording.ANY_YEAR, on_change=_store, args=(name,),
    )  # fmt: skip


def _store(name: str) -> None:
    """Put what was chosen in one widget into the address; the rest of the address stays as it is."""
    chosen = st.session_state[f"filter_{name}"]
    given = tuple(chosen) if name in _LISTS else chosen
    changed: dict[str, Any] = {name: given}
    address.write(replace(Filters.from_query(address.query()), **changed))
