from __future__ import annotations

import re

import pytest

from analytics.codebook import Codebook, Theme
from analytics.errors import CodebookError
from analytics.themes.cues import Lexicon
from analytics.themes.features import read

TEXTS = [
    "Information was poorly shared.",
    "INFORMATION\nwas poorly shared",
    "Professionals' information-sharing was poor; the victim’s GP knew nothing.",
]


def lexicon(*cues: str, **lists: tuple[str, ...]) -> Lexicon:
    return Lexicon(Codebook(1, (Theme("t", "T", "subject", "Definition.", cues=cues),), lists))


def phrases(text: str, *cues: str, **lists: tuple[str, ...]) -> list[str]:
    return [text[hit.start : hit.end] for hit in lexicon(*cues, **lists).hits(text)]


@pytest.mark.parametrize(
    ("cue", "text", "found"),
    [
        ("housing", "Housing was lost.", ["Housing"]),
        ("housing", "The warehousing firm.", []),  # word boundaries
        ("hous", "Housing was lost.", []),  # no ending without a star
        ("tenan*", "Tenants and tenancies.", ["Tenants", "tenancies"]),
        ("self harm", "Signs of self-harm.", ["self-harm"]),
        ("self-harm*", "They self harmed.", ["self harmed"]),
        ("victim's voice", "The victim’s voice was missing.", ["victim’s voice"]),
        ("asked|told", "She told him.", ["told"]),
        ("told|tell .. gp", "Nobody told her own GP.", ["told her own GP"]),
        ("told .. gp", "told one two three four five gp", ["told one two three four five gp"]),  # five words fit
        ("told .. gp", "told one two three four five six gp", []),
        ("told .. gp", "She was told. Her GP knew.", []),  # a gap ends with the sentence
    ],
)
def test_syntax_of_cues(cue: str, text: str, found: list[str]) -> None:
    assert phrases(text, cue) == found


def test_word_lists_hold_phrases() -> None:
    assert phrases("Too little was passed on.", "<not> .. <share>", **{"not": ("too little",), "share": ("pass*",)}) == [
        "Too little was passed"
    ]


def test_an_unknown_word_list_is_refused() -> None:
    with pytest.raises(CodebookError, match="no word list of that name"):
        lexicon("<nothing>")


def test_a_cue_without_a_word_is_refused() -> None:
    with pytest.raises(CodebookError, match="no word"):
        lexicon("..")


def test_words_inside_a_phrase_against_dont_count() -> None:
    words = lexicon("capacity", "!capacity of the service")
    assert read("The capacity of the service was small.", words).strong == {}
    kept = read("Her capacity, and the capacity of the service, were in doubt.", words)
    assert [hit.start for hit in kept.strong["t"]] == [4]
    assert kept.against == {"t"}


def test_the_lookup_of_words_loses_nothing_that_the_bare_patterns_find() -> None:
    cues = ("information .. <share>", "information sharing", "poor*", "gp", "victim's", "?knew nothing", "!was poor")
    words = lexicon(*cues, share=("shared", "sharing", "pass* on"))
    for text in TEXTS:
        lowered = text.lower().replace("’", "'")
        slow = {(n, m.start(), m.end()) for n, cue in enumerate(words.cues) for m in re.finditer(cue.pattern, lowered)}
        assert {(hit.cue, hit.start, hit.end) for hit in words.hits(text)} == slow
