"""Searching: the line to type in, what was found by its words, what is alike in meaning, and why each was found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analytics.filters import Filters
from analytics.themes import search
from analytics.themes.phrases import sentences, words
from analytics.themes.search import Query
from pages.components import address, data, evidence, holdings, tables, wording
from pages.components import filters as bar
from pages.components.wording import search as texts

_TOKEN = re.compile(r"[\w'’‘&]+")
MOST_ALIKE = 20
LONGEST_HIT, MOST_SENTENCES = 700, 3
"""Characters of a paragraph that is shown whole, and sentences of a longer one: results are there to be looked through."""


def typed() -> str:
    """The line to type in, kept in the address under ``q``; whatever is typed can be searched for."""
    st.session_state["search_q"] = address.value("q")[: search.LONGEST_QUERY]
    written = st.text_input(
        texts.SEARCH_LABEL, key="search_q", on_change=_store, help=texts.SEARCH_HELP, placeholder=texts.SEARCH_PLACEHOLDER,
        type="search", autocomplete="off",
    )  # fmt: skip
    return (written or "").strip()


def _store() -> None:
    address.change(q=str(st.session_state["search_q"]).strip()[: search.LONGEST_QUERY])


def wants_meaning() -> bool:
    """Whether statements of a like meaning are looked for as well, kept in the address."""
    st.session_state["search_meaning"] = address.value("meaning") == "1"
    return st.toggle(texts.BY_MEANING, key="search_meaning", help=texts.BY_MEANING_HELP, on_change=_store_meaning)


def _store_meaning() -> None:
    address.change(meaning="1" if st.session_state["search_meaning"] else None)


def examples(filters: Filters) -> None:
    """Searches that find something here, to begin with.

    Buttons: a link to the page that is open shows the view and leaves the address as it was.
    """
    st.markdown(texts.SEARCH_EMPTY)
    library, allowed = data.search_library(), _allowed(filters)
    with st.container(horizontal=True):
        for place, example in enumerate(texts.EXAMPLES):
            query = search.parse(example)
            if number := library.whole(library.find(query, allowed), query):
                label = texts.example(example, number)
                st.button(label, on_click=address.change, kwargs={"q": example}, key=f"example_{place}")


def narrowed(filters: Filters) -> None:
    """What the search will be narrowed to, before anything is typed; nothing where it looks through everything."""
    if not filters.is_empty:
        bar.say(filters, texts.WILL_SEARCH)
        bar.clear(filters)


def _allowed(filters: Filters) -> frozenset[str] | None:
    return None if filters.is_empty else data.searchable_ids(filters)


def by_words(line: str, filters: Filters) -> set[str]:
    """What was found by its words; returns the ids, so that nothing is shown twice."""
    library, query = data.search_library(), search.parse(line)
    places = library.find(query, _allowed(filters))
    found = library.rows(places)
    bar.say(filters, texts.search_counted(found, line, library.whole(places, query)))
    if said := texts.corrected(library.corrected(query)):
        st.caption(wording.escape(said))
    if found.empty:
        st.markdown(texts.NOTHING_FOUND_BY_WORDS)
        bar.clear(filters)
        return set()
    marked = library.forms(query)
    shown = evidence.page_of(found, f"search_{hash((line, filters))}")
    for place, row in zip(shown.index, tables.records(shown), strict=True):
        _hit(row, marked, texts.why(library.why(int(place), query)))
    return set(found["id"])


def by_meaning(line: str, filters: Filters, shown_already: set[str]) -> None:
    """Statements that say something alike in other words, with their nearest sentence."""
    st.header(texts.SECTION_MEANING, anchor=False)
    with st.spinner(texts.LOADING_MODEL, show_time=False):
        found = _alike(line, filters, shown_already)
    st.info(texts.meaning_counted(len(found)))
    if found.empty:
        st.markdown(texts.NOTHING_ALIKE)
        return
    page = evidence.page_of(found, f"meaning_{hash((line, filters))}")
    nearest = _nearest_sentences(line, page["text"].tolist())
    for row, (sentence, alike) in zip(tables.records(page), nearest, strict=True):
        _hit(row, frozenset(), texts.why_alike(sentence, alike, whole=sentence == row["text"].strip()))


def _alike(line: str, filters: Filters, shown_already: set[str]) -> pd.DataFrame:
    """Statements by similarity to the search, those found by their words left out."""
    library = data.search_library()
    ids, vectors = data.statement_vectors()
    room = data.machine_room()
    vector = room.vectors((line,))[0]
    allowed = _allowed(filters)
    ranked = [
        (library.place(ids[place]), alike)
        for place, alike in search.by_meaning(vector, vectors, len(ids), room.alike_from)
        if ids[place] not in shown_already and (allowed is None or ids[place] in allowed)
    ][:MOST_ALIKE]
    return library.rows([place for place, _ in ranked])


def _nearest_sentences(line: str, found: Sequence[str]) -> list[tuple[str, float]]:
    """The sentence of each text that is most alike, and how much (cosine)."""
    pieces = [sentences(text) or [text] for text in found]
    every = tuple(dict.fromkeys([line, *(sentence for piece in pieces for sentence in piece)]))
    vectors = dict(zip(every, data.machine_room().vectors(every), strict=True))
    scored = [[(sentence, float(vectors[sentence] @ vectors[line])) for sentence in piece] for piece in pieces]
    return [max(piece, key=lambda pair: pair[1]) for piece in scored]


def _hit(row: Mapping[str, Any], marked: frozenset[str], why: str) -> None:
    """One text with the words that were found in bold, its place, and why it is here."""
    with st.container(border=True):
        st.markdown(f"**{wording.escape(row['review'])}** ({holdings.held_as(row['review_id'])})")
        parts = row["text"].split("\n\n")
        shown = [excerpt(part, marked) for part in parts]
        st.markdown("\n\n".join(mark(part, marked) for part in shown))
        if shown != parts:
            _whole(row)
        st.caption(wording.escape(texts.hit_place(row)))
        st.caption(wording.escape(why))
        if row["part"] == "action":
            asked = {"review": row["review_id"], "behind": f"one.{row['id']}"}
            st.page_link("pages/actions.py", label=wording.OPEN_ACTION, query_params=asked)
        elif row["source"] == "report" and wording.given(row.get("ref")):
            st.page_link(
                "pages/reviews.py", label=wording.READ_IN_REPORT, query_params={"review": row["review_id"], "ref": row["ref"]}
            )


def _whole(row: Mapping[str, Any]) -> None:
    """All words of a text of which sentences were left out, made when it is asked for."""
    box = st.expander(texts.WHOLE_TEXT, key=f"whole_{row['id']}", on_change="rerun")
    if box.open:
        box.text(row["text"])


def excerpt(text: str, found: frozenset[str]) -> str:
    """A long paragraph's first sentences with words that were found, a sign where others are left out; a short one as it is.

    Where no word stands out, as with a like meaning, nothing is left out.
    """
    every = sentences(text)
    kept = [n for n, one in enumerate(every) if found & {word for token in _TOKEN.findall(one) for word in words(token)}]
    if len(text) <= LONGEST_HIT or not kept:
        return text
    kept = kept[:MOST_SENTENCES]
    gaps = [before + 1 < n for before, n in zip((-1, *kept), kept, strict=False)]
    said = " ".join(f"{texts.LEFT_OUT} " * gap + every[n] for gap, n in zip(gaps, kept, strict=True))
    return f"{said} {texts.LEFT_OUT}" if kept[-1] + 1 < len(every) else said


def mark(text: str, found: frozenset[str]) -> str:
    """The text as Markdown that shows it as it is, the words that were found in bold."""
    parts, last = [], 0
    for match in _TOKEN.finditer(text):
        if found and any(word in found for word in words(match[0])):
            parts += [_plain(text[last : match.start()]), f"**{wording.escape(match[0])}**"]
            last = match.end()
    return "".join([*parts, _plain(text[last:])]).strip()


def _plain(text: str) -> str:
    """Escaped, with the space at its ends kept as one space."""
    inner = wording.escape(text)
    return f"{' ' * (text[:1].isspace())}{inner}{' ' * (bool(inner) and text[-1:].isspace())}"


def has_words(line: str) -> bool:
    """Whether there is anything to search for: signs alone are nothing."""
    query: Query = search.parse(line)
    return not query.is_empty
