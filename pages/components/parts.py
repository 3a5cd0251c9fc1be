"""A part of a theme that one count of its page counts; the address says which.

``with=`` another theme: the statements that carry both; ``named=none``: those that name no agency; ``codes=confirmed``: those
of which a person has confirmed the theme; ``state=cannot_tell``: the reviews of which it can't be told.
"""

from __future__ import annotations

import streamlit as st

from analytics.errors import FilterError
from analytics.filters import Filters, Part
from pages.components import address, evidence, tables, theme_views, views, wording

ROWS = 50
PARAMETERS = ("with", "named", "codes", "state", "remedy")
"""What an address may ask of a theme; it doesn't hold for another one."""
_OF_PASSAGES = ("with", "named", "codes")


def asked(theme_id: str) -> Part:
    """Which of the theme's statements the address asks for.

    Raises
    ------
    FilterError
        If there is no such theme, or nothing of that name.
    """
    too, named, codes = (address.value(key) for key in _OF_PASSAGES)
    if too and too not in views.theme_names():
        raise FilterError(wording.UNKNOWN_IN_LINK.format(what=wording.CALLED["with"], value=too))
    for key, given, known in (("named", named, "none"), ("codes", codes, "confirmed")):
        if given not in ("", known):
            raise FilterError(wording.UNKNOWN_IN_LINK.format(what=wording.CALLED[key], value=given))
    return Part(too if too != theme_id else "", bool(named), bool(codes))


def passages(filters: Filters, theme_id: str, part: Part) -> None:
    """The theme's statements, or a part of them with a way back to all."""
    evidence.passages(views.of_theme(filters, theme_id), key(theme_id, part), part)
    if part != Part():
        st.button(wording.CLOSE_PART, on_click=close, key="part_close")


def key(theme_id: str, part: Part) -> str:
    """What the pages of a list of passages are turned by: each list has its own."""
    return "_".join(filter(None, ("theme", theme_id, part.too, "none" * part.no_agency, "confirmed" * part.confirmed)))


def close() -> None:
    """Show all statements of the theme again."""
    address.change(**dict.fromkeys(_OF_PASSAGES))


def reviews(filters: Filters, theme_id: str) -> None:
    """The reviews in which the theme was not found, or of which that can't be told, where the address asks for them.

    Raises
    ------
    FilterError
        If there is no such state.
    """
    state = address.value("state")
    if not state:
        return
    if state not in theme_views.STATES:
        raise FilterError(wording.UNKNOWN_IN_LINK.format(what=wording.CALLED["state"], value=state))
    rows = theme_views.silence(filters, theme_id)[state]
    st.info(wording.SILENT_REVIEWS[state].format(reviews=wording.sentence_case(wording.counted(len(rows), "review"))))
    if len(rows):
        start = evidence.offset(len(rows), f"silent_{theme_id}_{state}", ROWS)
        tables.show(theme_views.held(rows["review_id"].tolist()[start : start + ROWS]), alt=wording.SILENT_ALT, escaped=False)
    st.button(wording.CLOSE_REVIEWS, on_click=address.change, kwargs={"state": None}, key="state_close")
