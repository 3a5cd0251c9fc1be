from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from analytics.themes.sentences import clauses, plain, sentences


def cut(text: str) -> list[str]:
    return [text[slice(*span)] for span in sentences(text)]


def test_sentences_end_at_stops_and_lines() -> None:
    assert cut("She left. He stayed; nobody asked!\nWhy?") == ["She left.", "He stayed;", "nobody asked!", "Why?"]


def test_a_line_broken_in_mid_sentence_is_not_an_end() -> None:
    assert cut("Nothing was\nshared\nThen he left") == ["Nothing was\nshared", "Then he left"]


def test_abbreviations_dont_end_a_sentence() -> None:
    assert cut("Breaches of orders e.g. DVPOs were missed.") == ["Breaches of orders e.g. DVPOs were missed."]


def test_clauses_are_cut_at_commas_and_joining_words() -> None:
    text = "Staff knew, but nobody acted because each waited"
    assert [text[slice(*c)] for c in clauses(text, (0, len(text)))] == ["Staff knew", "but nobody acted", "each waited"]


@given(st.text(max_size=300))
def test_characters_keep_their_places_and_spans_lie_in_order(text: str) -> None:
    assert len(plain(text)) == len(text)
    spans = sentences(text)
    assert all(0 <= first < last <= len(text) for first, last in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
