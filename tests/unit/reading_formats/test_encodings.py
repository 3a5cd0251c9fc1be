"""Bytes to text."""

from __future__ import annotations

import pytest

from analytics.reading.formats.encodings import decode, encoding_of, looks_like_text, mend

TEXT = "Anya’s family – “the café” at Ærøskøbing £20\nRecommendation 1: ask again."


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings(codec: str) -> None:
    assert decode(TEXT.encode(codec)) == TEXT


def test_windows_1252() -> None:
    text = "Anya’s family – “the café” £20"
    assert encoding_of(text.encode("cp1252")) == "cp1252"
    assert decode(text.encode("cp1252")) == text


def test_line_ends_become_line_feeds() -> None:
    assert decode(b"a\r\nb\rc\nd") == "a\nb\nc\nd"


@pytest.mark.parametrize("text", ["donâ€™t", "It doesnâ€™t take long â€“ seven minutes"])
def test_mojibake_is_mended(text: str) -> None:
    assert mend(text) == text.encode("cp1252").decode("utf-8")


@pytest.mark.parametrize("text", ["naïve café Ærøskøbing", "£20 – “quoted” ‘single’", "Mère Ã", "plain"])
def test_sound_text_stays_word_for_word(text: str) -> None:
    assert mend(text) == text


def test_what_is_text_and_what_is_not() -> None:
    assert looks_like_text(TEXT.encode("utf-16"))
    assert looks_like_text(b"form feed\x0c and tab\t are text")
    assert not looks_like_text(bytes(range(256)) * 20)
    assert not looks_like_text(b"text with zeros\0\0\0\0\0" * 50)
