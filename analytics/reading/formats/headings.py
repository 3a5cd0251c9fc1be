"""Headings that no style declares: short, in bold or capitals, and not a sentence; and headings broken over two lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analytics.model import Block

LONGEST = 130
MOST_WORDS = 18
_UNFINISHED = re.compile(r"(?:\b(?:and|or|of|the|for|to|in|with|by|from|on|a|an|into|between)|[,–—&/-])$", re.I)
_LEADER = re.compile(r"(?:\.\s?){4,}|…{2,}")


def looks_like_heading(text: str, bold: bool, larger: bool = False) -> bool:
    """Whether a paragraph without a heading style reads as one.

    Parameters
    ----------
    bold : bool
        Whether all its letters are bold.
    larger : bool
        Whether it is set larger than the body; then it may be longer.
    """
    plain = text.strip()
    room = 1.7 if larger else 1.0
    if not plain or len(plain) > room * LONGEST or len(plain.split()) > room * MOST_WORDS or _LEADER.search(plain):
        return False
    if plain.endswith((".", ";", ",")) or not any(char.isalpha() for char in plain):
        return False
    return bold or larger or is_capitals(plain)


def is_capitals(text: str) -> bool:
    """Whether a text of more than one word, or of one long word, is in capitals.

    >>> is_capitals("6. SUMMARY CHRONOLOGY"), is_capitals("MARAC"), is_capitals("IDVA / A&E")
    (True, False, False)
    """
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 8 and all(char.isupper() for char in letters)


def join_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with a heading that plainly goes on in the next heading joined to it."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last is not None and last.kind == block.kind == "heading" and _goes_on(last, block):
            joined[-1] = replace(last, text=f"{last.text} {block.text}")
        else:
            joined.append(block)
    return joined


def _goes_on(first: Block, second: Block) -> bool:
    if second.number is not None or not second.text:
        return False
    return bool(_UNFINISHED.search(first.text)) or (second.text[0].islower() and second.level == first.level)
