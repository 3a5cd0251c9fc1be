"""The charts of the page Present, in the order in which they are told, and turning from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from analytics.figures import Figure
from analytics.filters import Filters
from pages.components import address, data, drawn, views, wording
from pages.components.wording import present as texts

MOST_BARS = 6
MOST_ROWS = 5
"""Bars, and themes of the grid, that fit a screen of 1366 by 768 pixels below their title, in words that a room can read."""


def deck(filters: Filters) -> list[Callable[[], Figure]]:
    """Every chart that has something to show, each made when it is asked for; the first is always there."""
    on = views.today()
    held = data.numbers("action_summary", filters, on)
    slides: list[tuple[float, Callable[..., Figure], tuple[Any, ...]]] = [
        (True, drawn.theme_bars, ("subject", MOST_BARS)),
        (views.scope(filters).reviews, drawn.theme_matrix, (MOST_ROWS,)),
        (len(views.theme_counts(filters, "remedy")), drawn.theme_bars, ("remedy", MOST_BARS)),
        (held["actions"], drawn.status_bar, (on,)),
        (held["dated"], drawn.slippage, (on, MOST_BARS)),
        (held["open"] - held["ageless"], drawn.open_ages, (on, MOST_BARS)),
        (held["actions"], drawn.agency_bars, (on, MOST_BARS)),
    ]
    return [partial(make, filters, *more) for some, make, more in slides if some]


def shown(number: int) -> tuple[int, str]:
    """The place of the chart that the address asks for, from 0, and '' or that there is no such chart and this is the first."""
    asked = address.value("slide", "1")
    if asked.isascii() and asked.isdigit() and 0 < int(asked) <= number:
        return int(asked) - 1, ""
    return 0, wording.NO_SUCH_SLIDE.format(asked=wording.escape(f"‘{asked[:20]}’"))


def turn(number: int, last: int, said: str = "") -> None:
    """Back and on, by button or arrow key; ``said`` goes before which chart this is."""

    def show(place: int) -> None:
        address.change(slide=str(place + 1))

    st.button(texts.PREVIOUS, on_click=show, args=(number - 1,), disabled=number == 0, shortcut="Left", key="slide_back")
    st.button(texts.NEXT, on_click=show, args=(number + 1,), disabled=number + 1 == last, shortcut="Right", key="slide_on")
    st.caption(f"{said}{wording.slide_place(number + 1, last)}")
