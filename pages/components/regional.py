"""What recurs across areas, once other partnerships have sent their counts; and the place to add what they sent."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.errors import LearningError
from analytics.filters import Filters
from pages.components import data, tables, views, wording
from pages.components.wording import columns

SHOWN = 12


def across_areas() -> None:
    """In how many areas each theme recurs; nothing at all where no other partnership has sent its counts."""
    merged, received = _merged()
    if not received:
        return
    from analytics.briefings.exchange import recurs_words

    st.header(wording.ACROSS, anchor=False)
    subjects = merged[(merged["axis"] == "subject") & (merged["areas_found"] > 0)].head(SHOWN)
    if len(subjects):
        st.markdown(wording.escape(recurs_words(next(subjects.itertuples()))))
    st.caption(wording.escape(wording.ACROSS_INTRO.format(number=wording.counted(received, wording.OTHER_FILE))))
    tables.show(_shown(subjects), alt=wording.ACROSS)


def _shown(rows: pd.DataFrame) -> pd.DataFrame:
    shown = rows.assign(
        areas=[wording.of(found, areas) for found, areas in zip(rows["areas_found"], rows["areas"], strict=True)],
        reviews=[wording.of(found, reviews) for found, reviews in zip(rows["reviews_found"], rows["reviews"], strict=True)],
        found_in=rows["found_in"].str.replace("; ", ", "),
    )
    return shown[list(columns.ACROSS_AREAS)].rename(columns=columns.ACROSS_AREAS)


def _merged() -> tuple[pd.DataFrame, int]:
    """Our own counts put together with all that was received, and how many files those are."""
    from analytics.briefings import exchange  # only a partnership that has received something needs it
    from analytics.briefings.order import Order

    received, problems = exchange.load_folder(exchange.received_folder(data.settings().database))
    for problem in problems:
        st.warning(wording.escape(problem))
    if not received:
        return pd.DataFrame(), 0
    every = Filters()
    statements = data.frame("statements", every)
    asked = statements[statements["kind"] == "recommendation"]
    frames = (data.frame("reviews", every), data.frame("theme_counts", every), data.frame("theme_by_review", every), asked)
    own = exchange.of_frames(*frames, codebook_version=1, order=Order(today=views.today()))
    return exchange.merge([own, *received]), len(received)


def offer() -> None:
    """Add what other partnerships sent. Each file is checked whole before it is kept."""
    from analytics.briefings import exchange

    for upload in st.file_uploader(
        wording.ADD_COUNTS,
        type="json",
        accept_multiple_files=True,
        key="regional_files",
        help=wording.ADD_COUNTS_HELP,
        max_upload_size=5,
    ):
        try:
            kept = exchange.receive(upload.getvalue(), upload.name, exchange.received_folder(data.settings().database))
        except LearningError as err:
            st.error(wording.escape(str(err)))
            continue
        areas = wording.counted(len({review.area for review in kept.reviews}), "area")
        said = wording.COUNTS_KEPT.format(name=upload.name, reviews=wording.counted(len(kept.reviews), "review"), areas=areas)
        st.success(wording.escape(said))
