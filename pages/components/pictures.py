"""A chart as a picture to paste, drawn on this machine only when somebody asks for it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics.figures import Figure
from pages.components import wording


def offer(figure: Figure, name: str, key: str) -> None:
    """Buttons for the figure with its title, measure and source as PNG and as SVG."""
    png, svg = partial(_drawn, "png", figure), partial(_drawn, "svg", figure)
    st.download_button(wording.PNG, png, file_name=f"{name}.png", mime="image/png", key=f"png_{key}", on_click="ignore")
    st.download_button(wording.SVG, svg, file_name=f"{name}.svg", mime="image/svg+xml", key=f"svg_{key}", on_click="ignore")


def _drawn(kind: str, figure: Figure) -> bytes:
    from analytics.briefings import picture  # the drawing library: no page needs it before somebody asks

    return picture.png(figure) if kind == "png" else picture.svg(figure)
