"""The reader under any input: a report or a sentence, never anything else; and text that is never lost or made up."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.agencies import Agencies
from analytics.errors import UnreadableFileError
from analytics.reading.formats.contents_list import mark_contents
from analytics.reading.formats.docx_numbering import formatted
from analytics.reading.formats.encodings import decode, mend
from analytics.reading.formats.numbers import split_bullet, split_number
from analytics.reading.formats.pdf_join import join_lines
from analytics.reading.formats.text import blocks as text_blocks
from analytics.reading.kinds import recognise
from analytics.reading.limits import Limits
from analytics.reading.worker import answer
from analytics.settings import Settings
from tests.fixtures.catalogue import NAMES, file_of
from tests.fixtures.mutation import mutated

LIMITS = Limits.of(Settings())
LETTERS = st.sampled_from("abcdefgh ABC 123.,:;()-–’\t\n|•")
REVIEWISH = st.text(LETTERS, max_size=400).map(
    lambda s: f"Domestic homicide review into domestic abuse\nRecommendations\nRecommendation 1: {s}\nLessons\n{s}\nAction plan\n"
)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def outcome(data: bytes, name: str) -> str:
    """``'report'`` or the kind of refusal; anything else escapes as an exception and fails the test."""
    try:
        kind = recognise(data, name)
    except UnreadableFileError:
        return "refused"
    result = answer(data, name, kind.format, "0" * 64, LIMITS, Agencies(()))
    if "report" in result:
        return "report"
    assert set(result) == {"error", "message"}
    assert str(result["message"]).startswith(name)
    assert "\n" not in str(result["message"])
    return str(result["error"])


@pytest.mark.parametrize("seed", range(240))
def test_damaged_files_give_a_report_or_a_sentence(seed: int) -> None:
    chance = random.Random(seed)
    name = NAMES[seed % len(NAMES)]
    assert outcome(mutated(file_of(name), chance), name) in ("report", "refused", "unreadable", "limit")


@given(st.binary(max_size=600))
@QUICK
def test_any_bytes(data: bytes) -> None:
    assert outcome(data, "a.bin") in ("report", "refused", "unreadable", "limit")


@given(st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"{\\rtf", b"\xff\xfe", b"\xef\xbb\xbf"]), st.binary(max_size=400))
@QUICK
def test_any_bytes_behind_a_known_beginning(start: bytes, rest: bytes) -> None:
    assert outcome(start + rest, "a.bin") in ("report", "refused", "unreadable", "limit")


@given(REVIEWISH)
@QUICK
def test_any_text_in_a_review(text: str) -> None:
    assert outcome(text.encode(), "a.txt") in ("report", "unreadable")


@given(st.text(max_size=300))
@QUICK
def test_utf8_is_read_as_it_was_written(text: str) -> None:
    if mend(text) == text and "\ufeff" not in text and text.count("\0") == 0:
        lines = text.replace("\r\n", "\n").replace("\r", "\n")
        assert decode(b"\xef\xbb\xbf" + text.encode()) == "\n".join(mend(line) for line in lines.split("\n"))


@given(st.text(alphabet=st.sampled_from("abcXYZ 12.)("), max_size=60))
@QUICK
def test_a_number_taken_off_loses_nothing(text: str) -> None:
    number, rest = split_number(text)
    assert text.strip().endswith(rest.strip())
    if number is not None:
        assert number in text


@given(st.text(max_size=60))
@QUICK
def test_a_bullet_taken_off_leaves_the_words(text: str) -> None:
    found, rest = split_bullet(text)
    assert (rest in text) if found else rest == text


@given(st.lists(st.text(alphabet=st.sampled_from("abcdef -"), max_size=20), max_size=8))
@QUICK
def test_joining_lines_keeps_every_letter(lines: list[str]) -> None:
    letters = [char for line in lines for char in line if char.isalpha()]
    assert [char for char in join_lines(lines) if char.isalpha()] == letters


@given(st.text(alphabet=st.sampled_from("abc 1.\n\t|"), max_size=300))
@QUICK
def test_text_blocks_keep_every_letter_in_order(text: str) -> None:
    found = text_blocks(text.encode())
    kept = "".join(b.text + "".join(cell for row in b.rows for cell in row) for b in mark_contents(found))
    assert [c for c in kept if c in "abc"] == [c for c in text if c in "abc"] or any(b.number for b in found)


@given(st.integers(min_value=1, max_value=3999))
@QUICK
def test_roman_numbers_against_their_values(count: int) -> None:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    printed = [values[letter] for letter in formatted(count, "lowerRoman")]
    total = sum(-v if any(w > v for w in printed[i + 1 : i + 2]) else v for i, v in enumerate(printed))
    assert total == count
