"""Themes that the codebook may lack: looked for on request, in a thread, and then promoted, merged or dismissed by a person."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from typing import Any

import streamlit as st

from analytics.errors import LearningError
from analytics.filters import Filters
from pages.components import data, deciding, evidence, tables, views, who, wording
from pages.components.deciding import Asked
from pages.components.machine_room import MachineRoom
from pages.components.wording import work as words

log = logging.getLogger(__name__)
TICK = 0.25


class Looking:
    """One look for themes, in a thread of its own. ``message`` says why it failed, '' if it didn't.

    ``unseen`` until a page has waited for its end and run anew: a look may end after a page has settled which version of the
    database it shows, and such a page would show what was there before.
    """

    def __init__(self, room: MachineRoom) -> None:
        self._room = room
        self._thread: threading.Thread | None = None
        self.stage, self.message = "preparing", ""
        self.unseen = False

    @property
    def running(self) -> bool:
        """True until the proposals are there or the look has failed."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Begin, unless it is under way. For ``on_click``."""
        if not self.running:
            self.stage, self.message, self.unseen = "preparing", "", True
            self._thread = threading.Thread(target=self._run, name="proposing", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        from analytics import pipeline

        try:
            with self._room.machine() as machine:
                machine.compare([])
                pipeline.propose(self._room.store, machine, self._report)
        except Exception as err:  # handed over to the page that watches
            log.exception("Themes could not be proposed")
            self.message = str(err) if isinstance(err, LearningError) else words.UNEXPECTED_LOOK

    def _report(self, stage: str, done: int, total: int) -> None:
        self.stage = stage


def section() -> None:
    """What was proposed, what people said of it, and the button that looks again."""
    looking: Looking = st.session_state.setdefault("looking", Looking(data.machine_room()))
    if looking.unseen:
        _watch(looking)
    if looking.message:
        st.error(wording.escape(looking.message))
    found = data.proposals()
    if not data.discovered_at():
        st.markdown(words.NOT_LOOKED)
    elif not found:
        st.info(words.NOTHING_PROPOSED.format(day=wording.month(data.discovered_at()[:10])))
    else:
        st.info(words.proposed(found, data.discovered_at()))
    st.button(words.LOOK if not data.discovered_at() else words.LOOK_AGAIN, on_click=looking.start, key="look")
    if found:
        who.ask(words.WHO_FIRST)
        deciding.last()
    for proposal in found:
        _card(proposal)


def _watch(looking: Looking) -> None:
    bar = st.progress(0.1, text=words.LOOKING["preparing"])
    while looking.running:
        bar.progress(0.1 if looking.stage == "preparing" else 0.6, text=words.LOOKING[looking.stage])
        time.sleep(TICK)
    looking.unseen = False
    st.rerun()


def _card(proposal: Mapping[str, Any]) -> None:
    """One proposal: its phrases, how steady it is, its most central statement and others, and what a person says of it."""
    statements = data.frame("statements", Filters())
    rows = statements[statements["statement_id"].isin(proposal["statements"])]
    central = rows[rows["statement_id"] == proposal["quotation"]]
    shown = tables.records(central if len(central) else rows.head(1))
    with st.container(border=True):
        st.subheader(wording.escape(words.proposal_name(proposal)), anchor=False)
        st.markdown(wording.escape(words.proposal_size(proposal, rows["review_id"].nunique())))
        for row in shown:
            evidence.passage(row, codes=False)
        others = rows[~rows["statement_id"].isin([row["statement_id"] for row in shown])]
        if len(others):
            with st.expander(words.OTHER_STATEMENTS.format(number=len(others))):
                for row in tables.records(others):
                    st.text(row["text"])
                    st.caption(wording.escape(f"{row['review']}. {wording.place(row)}"))
        _verdicts(proposal)


def _verdicts(proposal: Mapping[str, Any]) -> None:
    key, name = proposal["id"], words.proposal_name(proposal)
    if proposal["verdict"]:
        theme = views.theme_names().get(proposal["theme_id"], "")
        st.markdown(wording.escape(words.proposal_said(proposal, theme)))
        asked = Asked("proposal", key, proposal["theme_id"], name, proposal["verdict"])
        st.button(
            words.TAKE_BACK, key=f"back_{key}", disabled=not who.name(), on_click=deciding.withdraw,
            args=(asked, deciding.identity(asked)),
        )  # fmt: skip
        return
    with st.container(horizontal=True):
        deciding.buttons(Asked("proposal", key, "", name), words.PROPOSAL_VERDICTS, key)
    names = views.theme_names()
    into = st.selectbox(words.MERGE_INTO, list(names), format_func=lambda value: names[value], index=None, key=f"merge_{key}")
    if into:
        deciding.buttons(Asked("proposal", key, into, name), {"merged": words.MERGE}, f"merge_button_{key}")
