"""The actions behind a mark or a count, shown below its chart; the address says which, such as ``behind=closure.stated``.

A click on a mark and the links of the table under a chart lead to the same address, so that nothing needs a mouse.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from analytics import figures
from analytics.errors import FilterError
from analytics.filters import Filters
from pages.components import address, cards, data, evidence, tables, views, wording

PARAMETER = "behind"
WORDS = {
    "status": wording.STATUS, "closure": figures.CLOSURES,
    "became": {key: wording.sentence_case(words) for key, (_, words) in figures.BECAME.items()},
}  # fmt: skip
"""Kind of what is counted → its values and what people call them; of other kinds, the value is the id of one action."""
KINDS = (*WORDS, "late", "open", "one", "asks")


def pick(kind: str) -> Callable[[list[str]], None]:
    """What a click on a mark of that kind does."""

    def show_it(asked: list[str]) -> None:
        address.change(behind=f"{kind}.{asked[0]}")

    return show_it


def link(filters: Filters, kind: str) -> Callable[[str, str], str]:
    """A table's cell that leads to what it counts."""
    here = {**filters.to_query(), "on": address.value("on")}
    return lambda label, value: tables.link(label, "actions", **here, behind=f"{kind}.{value}")


def link_to_asks(filters: Filters, by: str) -> Callable[[str, str, str], str]:
    """A cell of the table by level or theme that leads to the recommendations it counts; one of none leads nowhere."""
    here = {**filters.to_query(), "on": address.value("on"), "by": by}

    def made(number: str, key: str, counted: str) -> str:
        return number if number == "0" else tables.link(number, "actions", **here, behind=f"asks.{by}.{key}.{counted}")

    return made


def close() -> None:
    """Put the rows away."""
    address.change(behind=None)


def show(filters: Filters, on: date, kind: str) -> None:
    """The rows that the address asks for, where they are of this kind: a few at a time.

    Raises
    ------
    FilterError
        If the address asks for what there isn't.
    """
    asked, _, value = address.value(PARAMETER).partition(".")
    if asked and (asked not in KINDS or (asked in WORDS and value not in WORDS[asked])):
        raise FilterError(wording.UNKNOWN_IN_LINK.format(what=wording.CALLED["behind"], value=address.value(PARAMETER)))
    if asked != kind:
        return
    status: str | tuple[str, ...] = figures.BECAME[value][0] if kind == "became" else value * (kind == "status")
    closure, one = value * (kind == "closure"), value * (kind not in WORDS)
    number = data.counts("action_size", filters, on, status, closure, one)["actions"]
    if one and not number:
        raise FilterError(wording.UNKNOWN_IN_LINK.format(what="action", value=one))
    called = WORDS[kind][value] if kind in WORDS else ""
    st.info(wording.behind(called, number))
    start = evidence.offset(number, f"behind_{kind}_{value}")
    for row in tables.records(data.frame("actions", filters, on, status, evidence.PER_PAGE, start, closure, one)):
        cards.action(row)
    st.button(wording.CLOSE_ROWS, on_click=close, key="behind_close")


def show_asks(filters: Filters, on: date) -> None:
    """The recommendations of a count by level or theme, where the address asks for them, such as ``asks.level.agency.done``.

    Raises
    ------
    FilterError
        If the address asks for what there isn't.
    """
    kind, _, value = address.value(PARAMETER).partition(".")
    if kind != "asks":
        return
    by, _, rest = value.partition(".")
    key, _, counted = rest.partition(".")
    called = {"level": wording.LEVELS, "theme": views.theme_names()}.get(by, {}).get(key)
    if called is None or counted not in wording.ASKS_COUNTED:
        raise FilterError(wording.UNKNOWN_IN_LINK.format(what=wording.CALLED["behind"], value=address.value(PARAMETER)))
    found = tuple(data.frame("grouped_asks", filters, on, by, key, counted)["statement_id"])
    st.info(wording.escape(wording.asks_behind(called, len(found), counted, wording.day(on))))
    start = evidence.offset(len(found), f"behind_{value}")
    for row in tables.records(data.frame("asks_of", filters, found[start : start + evidence.PER_PAGE], on)):
        cards.ask(row)
    st.button(wording.CLOSE_ASKS, on_click=close, key="behind_close")
