"""Text that pages show as it is, whatever it holds."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

_STRAIGHT = re.compile(r"(?<=\w)'(?=\w)")
_SPACES = re.compile(r"\s+")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def escape(text: str) -> str:
    r"""Text that Markdown shows as it is: no image, link, colour or emphasis comes out of a report's words.

    >>> escape("![x](y)")
    '\\!\\[x\\]\\(y\\)'
    """
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def plain(text: str) -> str:
    """A piece of a sentence as ``escape`` leaves it, the spaces at its ends kept."""
    return _PUNCTUATION.sub(r"\\\1", _SPACES.sub(" ", curly(text)))


def curly(text: str) -> str:
    """Apostrophes as print has them, whoever wrote the words: "can't" → 'can’t'."""
    return _STRAIGHT.sub("’", text)


def given(value: Any) -> bool:
    """True for a value that the data hold: not null, not empty."""
    return not pd.isna(value) and str(value) != ""
