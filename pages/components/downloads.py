"""Files to take to a meeting: choose a kind and a marking, make it, take it."""

from __future__ import annotations

from typing import cast

import streamlit as st

from analytics.errors import LearningError
from analytics.filters import Filters
from pages.components import data, wording


def offer(filters: Filters) -> None:
    """Make any of the exports for these filters. Nothing is made until it is asked for."""
    from analytics.briefings import registry  # office libraries: only this page needs them
    from analytics.briefings.order import MARKINGS, Marking, Order

    kind = st.selectbox(
        wording.DOWNLOAD_KIND,
        list(registry.KINDS),
        format_func=lambda name: wording.DOWNLOADS.get(name, name),
        key="download_kind",
    )
    st.caption(wording.escape(wording.curly(registry.KINDS[kind].help)))
    marking = st.selectbox(
        wording.MARKING, MARKINGS, format_func=lambda name: wording.MARKING_NONE if name == "none" else name, key="marking"
    )
    if not st.button(wording.MAKE, key="make_file"):
        return
    order = Order(filters=filters, marking=cast(Marking, marking), weak_themes=data.weak_themes())
    try:
        name, content = registry.produce(kind, data.store(), order)
    except LearningError as err:
        st.error(wording.escape(wording.curly(str(err))))
        return
    st.success(wording.MADE)
    st.download_button(
        wording.TAKE.format(name=name),
        content,
        file_name=name,
        mime=registry.KINDS[kind].media_type,
        key="take_file",
        on_click="ignore",
    )
