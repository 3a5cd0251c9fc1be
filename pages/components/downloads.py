"""Files to take to a meeting: choose a kind and a marking, make it, take it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import streamlit as st

from analytics.errors import LearningError
from analytics.filters import Filters
from pages.components import data, wording
from pages.components.wording import present as texts


def _restricted() -> bool:
    """Whether unpublished reviews go in: asked only where there are any, and then the marking is no longer a choice."""
    if not data.frame("reviews", Filters(restricted=True))["restricted"].any():
        return False
    wanted = st.checkbox(texts.RESTRICTED_IN, key="include_restricted", help=texts.RESTRICTED_IN_HELP)
    if wanted:
        st.caption(wording.escape(texts.RESTRICTED_MARKED))
    return wanted


def _marking(markings: Sequence[str]) -> str:
    return st.selectbox(
        texts.MARKING, markings, format_func=lambda name: texts.MARKING_NONE if name == "none" else name, key="marking"
    )


def offer(filters: Filters) -> None:
    """Make any of the exports for these filters. Nothing is made until it is asked for."""
    from analytics.briefings import registry  # office libraries: only this page needs them
    from analytics.briefings.order import FORCED, MARKINGS, Marking, Order

    kind = st.selectbox(
        texts.DOWNLOAD_KIND,
        list(registry.KINDS),
        format_func=lambda name: texts.DOWNLOADS.get(name, name),
        key="download_kind",
    )
    st.caption(wording.escape(wording.curly(registry.KINDS[kind].help)))
    restricted = _restricted()
    marking = FORCED if restricted else _marking(MARKINGS)
    if not st.button(texts.MAKE, key="make_file"):
        return
    order = Order(
        filters=filters, marking=cast(Marking, marking), include_restricted=restricted, weak_themes=data.weak_themes()
    )  # fmt: skip
    try:
        name, content = registry.produce(kind, data.store(), order)
    except LearningError as err:
        st.error(wording.escape(wording.curly(str(err))))
        return
    st.success(texts.MADE)
    st.download_button(
        texts.TAKE.format(name=name),
        content,
        file_name=name,
        mime=registry.KINDS[kind].media_type,
        key="take_file",
        on_click="ignore",
    )
