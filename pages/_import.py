"""Add reports: read, checked by a person before anything is stored, then stored, coded and compared."""

from __future__ import annotations

import time

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.filters import Filters
from pages.components import data, preview, shell, tables, wording
from pages.components.intake import Intake, Item
from pages.components.wording import work as words

TICK = 0.25


def intake() -> Intake:
    """What this session is importing."""
    if "intake" not in st.session_state:
        st.session_state["intake"] = Intake(data.store(), data.settings(), data.machine_room())
    found: Intake = st.session_state["intake"]
    return found


def offer(work: Intake, place: DeltaGenerator) -> None:
    """The box for files; what is put into it is read at once."""
    most = data.settings().max_file_mb
    offered = place.file_uploader(words.DROP, accept_multiple_files=True, key="import_files", max_upload_size=most)
    if not work.running:
        work.offer([(upload.file_id, upload.name, upload.getvalue()) for upload in offered])
        work.read_waiting()


def watch(work: Intake) -> None:
    """How far the work is, with a way to stop it; ends by showing what came of it."""
    bar = st.progress(0.0, text=words.STARTING)
    st.button(words.STOP, on_click=work.stop, key="import_stop")
    while work.running:
        stage = words.STAGES.get(work.stage, words.STARTING).format(name=work.current)
        bar.progress(work.share, text=wording.escape(stage))
        time.sleep(TICK)
    work.unseen = False
    st.rerun()


def files(work: Intake) -> None:
    """What was refused and why, each in one sentence; and where there are several files, how far each has come."""
    for item in work.of("refused"):
        named = "" if item.name in item.message else f"**{wording.escape(item.name)}.** "
        st.error(f"{named}{wording.escape(item.message)}")
    if len(work.items) > 1:
        rows = [(item.name, words.file_line(item)) for item in work.items.values()]
        st.header(words.SECTION_FILES, anchor=False)
        tables.show(pd.DataFrame(rows, columns=list(words.FILE_COLUMNS)), alt=words.SECTION_FILES)


def stored(work: Intake) -> None:
    """What was stored, with the ways on from it."""
    done = work.of("stored", "unchanged")
    if not done:
        return
    st.header(words.SECTION_DONE, anchor=False)
    for item in done:
        with st.container(border=True):
            result(item)


def result(item: Item) -> None:
    """One file's outcome; a restricted review has no page to go to."""
    row = next((r for r in tables.records(data.frame("review_counts", Filters())) if r["review_id"] == item.review_id), None)
    if row is None:
        st.markdown(f"**{wording.escape(item.name)}** {words.RESULT_RESTRICTED}")
        return
    said = words.UNCHANGED if item.state == "unchanged" else words.stored(row)
    st.success(f"**{wording.escape(row['title'])}.** {wording.escape(said)}")
    st.page_link("pages/reviews.py", label=words.GO_READ, query_params={"review": item.review_id})
    st.page_link("pages/term_of_reference_13.py", label=words.GO_ANSWER, query_params={"review": item.review_id})
    st.page_link("pages/coding.py", label=words.GO_CODE, query_params={"review": item.review_id})


def check(work: Intake) -> None:
    """The files that were read and wait for a person."""
    ready = {item.key: item for item in work.of("ready")}
    if not ready:
        return
    st.header(words.SECTION_CHECK, anchor=False)
    if len(ready) > 1:
        if st.session_state.get("import_file") not in ready:
            st.session_state["import_file"] = next(iter(ready))
        st.button(
            words.STORE_ALL.format(number=len(ready)),
            on_click=preview.store_all,
            args=(work, list(ready.values())),
            key="store_all",
        )
        key = st.selectbox(words.CHOOSE_FILE, list(ready), format_func=lambda key: ready[key].name, key="import_file")
    else:
        key = next(iter(ready))
        st.markdown(f"**{wording.escape(ready[key].name)}**")
    preview.show(work, ready[key])


shell.begin_page("import")
work = intake()
limits = data.settings()
st.caption(words.LIMITS.format(size=limits.max_file_mb, pages=limits.max_pages, seconds=limits.read_seconds))
place = st.container()
if shell.is_first_page():  # nothing can have been offered yet, and words that come ahead of the box are there sooner
    shell.at_the_end(lambda: offer(work, place))
else:
    offer(work, place)
if work.unseen:
    watch(work)
if work.items:
    files(work)
stored(work)
check(work)
shell.end_page()
