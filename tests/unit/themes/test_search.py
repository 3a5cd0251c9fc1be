"""Searching by words: what people type, what must be found and in what order, and that nothing typed is an error."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.themes.phrases import words
from analytics.themes.search import Query, WordIndex, by_meaning, parse, stem

TEXTS = (
    "The police did not attend the MARAC meeting.",  # 0
    "A policy on strangulation was written for all officers.",  # 1
    "There was no consent, and no referral to MARAC.",  # 2
    "Consent was not asked for; MARAC meetings were not attended by police.",  # 3
    "Officers share information about non-fatal strangulation with GPs.",  # 4
    "Children’s voices were not heard.",  # 5
)
INDEX = WordIndex(TEXTS)


def found(typed: str) -> list[int]:
    return INDEX.search(parse(typed))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("MARAC police", Query(("marac", "police"))),
        ("the MARAC", Query(("marac",))),
        ("the of and", Query(("the", "of", "and"))),
        ('"No consent" MARAC', Query(("marac",), (("no", "consent"),))),
        ("“no consent”", Query((), (("no", "consent"),))),
        ('MARAC "no consent', Query(("marac", "consent"))),
        ('""', Query()),
        ('"', Query()),
        ("🙂 !!! ()", Query()),
        ("strang*", Query(("strang*",))),
        ("*", Query()),
        ("MARAC marac Marac", Query(("marac",))),
        ("", Query()),
    ],
)
def test_what_is_typed_is_understood(typed: str, expected: Query) -> None:
    assert parse(typed) == expected


def test_all_words_before_some_words() -> None:
    order = found("police MARAC")
    assert set(order[:2]) == {0, 3}
    assert set(order[2:]) == {2}


def test_other_endings_are_found_but_police_is_not_policy() -> None:
    assert set(found("meeting")) == {0, 3}
    assert set(found("attending")) == {0, 3}
    assert found("sharing") == [4]
    assert set(found("policing")) == {0, 3}
    assert found("policies") == [1]


def test_exact_phrase_is_exact_over_punctuation_and_case() -> None:
    assert found('"no consent"') == [2]
    assert found('"NO Consent, and"') == [2]
    assert found('"consent no"') == []
    assert found('"non fatal strangulation"') == [4]
    assert found('"no consent" police') == [2], "a phrase must be there, a word may be missing"


def test_beginning_of_a_word() -> None:
    assert set(found("strang*")) == {1, 4}
    assert found("childr*") == [5]
    assert set(found("polic*")) == {0, 1, 3}
    assert set(found("police*")) == {0, 3}


def test_misspelt_word_finds_the_nearest_and_says_so() -> None:
    query = parse("strangulaton")
    assert set(INDEX.search(query)) == {1, 4}
    assert INDEX.corrected(query) == {"strangulaton": "strangulation"}
    assert INDEX.corrected(parse("strangled")) == {"strangled": "strangulation"}
    assert INDEX.corrected(parse("MARAC")) == {}
    assert found("zzzzzz") == []


def test_why_a_text_was_found() -> None:
    why = INDEX.why(3, parse('meeting police strangulation "not attended"'))
    assert why.found == (("“not attended”", "not attended"), ("meeting", "meetings"), ("police", "police"))
    assert why.missing == ("strangulation",)


def test_words_to_mark_are_those_of_the_texts() -> None:
    assert INDEX.forms(parse("meeting")) == {"meeting", "meetings"}
    assert INDEX.forms(parse('"no consent"')) == {"no", "consent"}
    assert WordIndex(["The police came.", "Policing has changed."]).forms(parse("police*")) == {"police"}, "not what isn't found"


def test_only_what_is_allowed_is_found() -> None:
    mask = np.array([False, False, True, True, True, True])
    assert set(INDEX.search(parse("MARAC"), mask)) == {2, 3}
    assert INDEX.search(parse('"no consent"'), np.zeros(len(TEXTS), dtype=bool)) == []


def test_order_agrees_with_bm25_worked_out_by_its_formula() -> None:
    texts = ["risk", "risk risk assessment", "assessment of risk and danger in all homes", "danger"]
    tokens = [words(text) for text in texts]
    mean = sum(map(len, tokens)) / len(tokens)

    def score(place: int) -> float:
        times, holding = tokens[place].count("risk"), 3
        rarity = math.log1p((len(texts) - holding + 0.5) / (holding + 0.5))
        return rarity * times * 2.5 / (times + 1.5 * (0.25 + 0.75 * len(tokens[place]) / mean))

    expected = sorted(range(3), key=lambda place: -score(place))
    assert WordIndex(texts).search(parse("risk")) == expected


def test_nothing_to_search() -> None:
    assert WordIndex([]).search(parse("risk")) == []
    assert WordIndex(["", "🙂"]).search(parse("risk")) == []
    assert INDEX.search(Query()) == []


@pytest.mark.parametrize("word", ["agencies", "assessing", "strangulation", "GP", "as", "is", "y", "es"])
def test_stem_is_a_beginning_or_ends_in_y(word: str) -> None:
    assert word.startswith(stem(word).removesuffix("y"))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=600))
def test_anything_can_be_typed(typed: str) -> None:
    query = parse(typed)
    for place in INDEX.search(query):
        why = INDEX.why(place, query)
        assert why.found
        assert set(why.missing) <= set(query.words)
    INDEX.corrected(query)
    INDEX.forms(query)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from("police marac consent policies share officers".split()), min_size=1, max_size=4, unique=True))
def test_found_texts_are_those_that_hold_a_form_of_a_word(typed: list[str]) -> None:
    """Against a plain reading of the texts."""
    expected = {n for n, text in enumerate(TEXTS) if {stem(word) for word in words(text)} & {stem(word) for word in typed}}
    assert set(INDEX.search(Query(tuple(typed)))) == expected


def test_ten_thousand_characters_are_quick() -> None:
    start = time.perf_counter()
    INDEX.search(parse("police MARAC " * 1000))
    INDEX.search(parse("x" * 10_000))
    assert time.perf_counter() - start < 0.3


def test_by_meaning_gives_the_nearest_first_and_nothing_below_the_least() -> None:
    vectors = np.array([[1.0, 0.0], [0.6, 0.8], [0.0, 1.0], [-1.0, 0.0]], dtype=np.float32)
    query = np.array([0.8, 0.6], dtype=np.float32)
    assert [place for place, _ in by_meaning(query, vectors, 10, 0.5)] == [1, 0, 2]
    assert [place for place, _ in by_meaning(query, vectors, 1, 0.5)] == [1]
    assert by_meaning(query, vectors[:0], 10, 0.5) == []
    assert by_meaning(query, vectors, 10, 0.5)[0][1] == pytest.approx(0.96)
