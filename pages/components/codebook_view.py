"""The codebook as a table with counts and reliability, and one theme of it in full."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import streamlit as st

from analytics.filters import Filters
from pages.components import cards, data, tables, views, wording
from pages.components.wording import columns
from pages.components.wording import reliability as trust
from pages.components.wording import work as words


def table(axis: str) -> None:
    """Every theme of one axis in the codebook's order, linked to its page; those that the machine is weak at say so."""
    counts = data.frame("theme_counts", Filters())
    rows = counts[counts["axis"] == axis].sort_values("position")
    figures, weak = data.reliability(), data.weak_themes()
    shown = tables.made(
        columns.CODEBOOK,
        [tables.link(_named(r, weak), "codebook", entry=str(r["theme_id"])) for r in tables.records(rows)],
        [_opens(r["reviews"], r) for r in tables.records(rows)],
        [_opens(r["statements"], r) for r in tables.records(rows)],
        [_opens(r["confirmed"], r, codes="confirmed") for r in tables.records(rows)],
    )
    if figures:
        for measure, heading in words.RELIABILITY_COLUMNS.items():
            shown[heading] = [words.share_cell(figures.get(theme), measure) for theme in rows["theme_id"]]
    if rows["theme_id"].isin(list(weak)).any():
        st.caption(words.WEAK_MEANS)
    tables.show(shown, alt=wording.AXES[axis], escaped=False)


def _named(row: Mapping[str, Any], weak: Collection[str]) -> str:
    """A theme's name; 'Routine enquiry (weak)' where its figures are low, whether or not people have confirmed what was found."""
    return words.WEAK.format(name=row["name"]) if row["theme_id"] in weak else str(row["name"])


def _opens(number: int, row: Mapping[str, Any], **part: str) -> str:
    """A count that leads to its passages."""
    return tables.link(str(number), "themes", theme=str(row["theme_id"]), **part) if number else "0"


def reliability_note() -> None:
    """How reliability was measured, or that it wasn't."""
    st.caption(trust.how(data.quality()))


def entry(theme_id: str) -> None:
    """One theme: what it means, what it takes in and leaves out, how often it was found, how far to trust it, and by what."""
    theme = views.theme(theme_id)
    st.header(wording.escape(theme["name"]), anchor=False)
    st.markdown(wording.escape(theme["definition"]))
    cards.limits(theme)
    counts = data.frame("theme_counts", Filters())
    st.markdown(wording.escape(words.entry_counts(tables.records(counts[counts["theme_id"] == theme_id])[0])))
    st.markdown(wording.escape(trust.of_theme(data.reliability().get(theme_id), theme_id in data.weak_themes())))
    st.page_link("pages/themes.py", label=wording.OPEN_THEME, query_params={"theme": theme_id})
    st.page_link("pages/coding.py", label=words.CODE_THEME, query_params={"theme": theme_id})
    _made_of(data.codebook_entry(theme_id))


def _made_of(entry: Mapping[str, Any]) -> None:
    """The phrases and the made-up statements by which the machine knows the theme."""
    for label, explanation, key in (
        (words.CUES, words.CUES_HELP, "cues"),
        (words.EXEMPLARS, words.EXEMPLARS_HELP, "exemplars"),
    ):
        if entry[key]:
            with st.expander(label.format(number=len(entry[key]))):
                st.caption(explanation)
                for text in entry[key]:
                    st.text(text)
