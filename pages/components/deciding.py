"""Recording what a person decides: one new row each, sent twice no harm done, taken back by another row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

import streamlit as st

from analytics.store import decisions
from analytics.store.decisions import Decision, DecisionKind
from pages.components import data, who, wording
from pages.components.wording import work as words

_LAST = "last_decision"
_IDS = "decision_ids"
WHY = "decision_why"


@dataclass(frozen=True)
class Asked:
    """What is to be decided: ``subject`` and ``object`` as ``store.decisions`` has them, what people call it, and the
    verdict that holds now ('' for none).
    """

    kind: DecisionKind
    subject: str
    object: str
    called: str
    now: str = ""


def identity(asked: Asked) -> str:
    """An id for the decision that is asked for, the same until it is taken: a button pressed twice decides once."""
    ids: dict[tuple[str, str, str, str], str] = st.session_state.setdefault(_IDS, {})
    return ids.setdefault((asked.kind, asked.subject, asked.object, asked.now), str(uuid4()))


def decide(asked: Asked, verdict: str, decision_id: str) -> None:
    """Record a verdict with who gave it and why. For ``on_click``."""
    why = str(st.session_state.get(WHY) or "").strip() or None
    if _record(asked, verdict, decision_id, why):
        st.session_state[_LAST] = (asked, verdict)
    _forget(asked)
    st.session_state[WHY] = ""


def take_back() -> None:
    """Undo the last decision of this session: what held before holds again, as a new row."""
    if last := st.session_state.pop(_LAST, None):
        asked, _ = last
        _record(asked, asked.now or "withdrawn", str(uuid4()), words.TAKEN_BACK)
        _forget(asked)


def withdraw(asked: Asked, decision_id: str) -> None:
    """Take any decision back, so that nothing is decided. For ``on_click``."""
    _record(asked, "withdrawn", decision_id, words.TAKEN_BACK)
    _forget(asked)
    st.session_state.pop(_LAST, None)


def last() -> None:
    """What was decided last, with a button that takes it back."""
    if found := st.session_state.get(_LAST):
        asked, verdict = found
        with st.container(horizontal=True, vertical_alignment="center"):
            st.success(wording.escape(f"{words.VERDICTS[verdict]}: {asked.called}."), width="stretch")
            st.button(words.UNDO, on_click=take_back, key="decision_undo")


def buttons(asked: Asked, verdicts: Mapping[str, str], key: str) -> None:
    """A button for each verdict (verdict → its label), out of reach until somebody's name is given."""
    decision_id = identity(asked)
    for place, (verdict, label) in enumerate(verdicts.items()):
        st.button(
            label, key=f"{key}_{verdict}", type="primary" if place == 0 else "secondary", disabled=not who.name(),
            on_click=decide, args=(asked, verdict, decision_id),
        )  # fmt: skip


def _record(asked: Asked, verdict: str, decision_id: str, why: str | None) -> bool:
    now = datetime.now(UTC).replace(tzinfo=None)
    return decisions.record(
        data.store(), Decision(decision_id, asked.kind, asked.subject, asked.object, verdict, who.name(), now, why)
    )


def _forget(asked: Asked) -> None:
    ids: dict[tuple[str, str, str, str], str] = st.session_state.get(_IDS, {})
    st.session_state[_IDS] = {key: value for key, value in ids.items() if key[:3] != (asked.kind, asked.subject, asked.object)}
