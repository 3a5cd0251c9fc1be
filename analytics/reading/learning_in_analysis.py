"""Learning that stands inside a paragraph of analysis, where its words say that it is that."""

from __future__ import annotations

import re

from analytics.model import Statement, StatementKind
from analytics.reading.outline import Part

_LABEL = re.compile(
    r"(?<=[.!?”’\"])\s+(?P<label>(?:Key |Panel )?(?:(?i:learning(?: point)?|lesson|good practice))(?:\s+\d{1,2})?)\s*"
    r"(?::|\s[–-]\s)\s*(?=[A-Z‘“])"
)
"""'… was not asked. Learning point 3: Ask each time.'"""
_JUDGES = r"(?:panel|review|reviewer|author|chair|report)"
_PRAISED = re.compile(
    rf"\b{_JUDGES}\b[^.]{{0,60}}\bgood practice\b|\bgood practice\b[^.]{{0,40}}\b(?:noted|identified|commended)\b|"
    rf"\b(?:is|are|was|were|to be|should be) (?:to be )?commended\b|\b{_JUDGES}\b[^.]{{0,30}}\bcommended\b",
    re.I,
)
_TAUGHT = re.compile(
    rf"^(?:(?:A|The|One|Another|An important) (?:key |important |clear |first |second |third |further |main )?"
    rf"(?:lesson|learning(?: point)?)\b(?! (?:from|in) (?:other|previous))[^.]{{0,60}}\b(?:is|was) (?:that|the|to)\b|"
    rf"The {_JUDGES}\b[^.]{{0,60}}\b(?:lesson|learning(?: point)?) (?:here |from this |is |was |to be learn\w+ )*"
    rf"(?:is |was )?that\b)",
    re.I,
)
_WHOLE = 45
"""Characters: 'The panel noted good practice.' only announces what follows."""
_NOT = re.compile(r"\b(?:no|not|never)\b[^.]{0,30}\bgood practice\b|\bnot (?:in line with )?good practice\b", re.I)


def in_analysis(part: Part) -> list[Statement]:
    """The sentences of a paragraph of analysis that say of themselves that they are a lesson or good practice."""
    if part.topic != "analysis" or len(part.block.text) < 40:
        return []
    pieces = _LABEL.split(part.block.text)
    found = [_statement(part, "lesson" if "ractice" not in label else "good_practice", text)
             for label, text in zip(pieces[1::2], pieces[2::2], strict=True)]  # fmt: skip
    announced = False
    for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z‘“])", pieces[0]):
        praised = bool(_PRAISED.search(sentence)) and not _NOT.search(sentence)
        if announced or (praised and len(sentence) >= _WHOLE):
            found.append(_statement(part, "good_practice", sentence))
            announced = False
        elif praised:
            announced = True
        elif _TAUGHT.match(sentence):
            found.append(_statement(part, "lesson", sentence))
    return found


def _statement(part: Part, kind: StatementKind, text: str) -> Statement:
    ref = part.ref or f"{part.title} ({'good practice' if kind == 'good_practice' else 'lesson'})"
    return Statement(ref, kind, part.agency, text.strip(), part.block.page)
