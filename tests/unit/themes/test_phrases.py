from __future__ import annotations

import pytest

from analytics.themes.phrases import PhraseIndex, sentences, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She rang. Nobody came.", ["She rang.", "Nobody came."]),
        ("Risk, e.g. threats, was missed. No. 7 applies", ["Risk, e.g threats, was missed.", "No 7 applies"]),
        ("one\n\ntwo", ["one", "two"]),
        ("", []),
        (" … –– !", []),
        ("\x00\x07", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_words_drop_case_accents_apostrophes_and_part_at_hyphens() -> None:
    assert words("Clare’s Law; A&E follow-up, Café") == ["clares", "law", "ae", "follow", "up", "cafe"]


def test_find_gives_whole_words_stems_and_phrases_with_their_places() -> None:
    index = PhraseIndex([("flag*", "FLAG"), ("case conference", "CASE"), ("gp", "GP"), ("follow* up", "UP")])
    found = index.find(words("The GP flagged it, following up the case conference"))
    assert found == {"GP": (1, 2), "FLAG": (2, 3), "UP": (4, 6), "CASE": (7, 9)}


def test_a_phrase_is_not_found_inside_words_or_beyond_the_end() -> None:
    index = PhraseIndex([("gp", "GP"), ("case conference", "CASE")])
    assert index.find(words("gpx agp the case")) == {}


def test_the_first_of_several_matches_is_kept() -> None:
    assert PhraseIndex([("a*", "A")]).find(["b", "ab", "ac"]) == {"A": (1, 2)}
