"""Texts in the shape that matching needs: plain characters at unchanged positions, cut into sentences and clauses."""

from __future__ import annotations

import re

_PLAIN = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u00a0": " ", "\u00ad": " "})
_SENTENCE_END = re.compile(r"(?<=[.!?;:])[\"')\]]*\s+(?=[^\s])|[\r\n]+(?=\s*[^a-z\s])|\s[•●▪◦–—]\s")
_CLAUSE_END = re.compile(r",\s+|\s+(?:and|but|so|because|since|while|which|who|when|where|although|yet|rather than)\s+")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|no|nos|mr|mrs|ms|dr|st|vs|approx|para|ref)\.$", re.IGNORECASE)

Span = tuple[int, int]


def plain(text: str) -> str:
    """Lower case with straight apostrophes; every character keeps its place, so that spans hold for the text itself.

    >>> plain("The Victim\u2019s GP")
    "the victim's gp"
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters, such as a dotted capital I, have no small form of one character
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.translate(_PLAIN)


def sentences(text: str) -> list[Span]:
    """Start and end of each sentence, without the space around it. A line ends one unless small letters follow."""
    return _pieces(text, (0, len(text)), _SENTENCE_END)


def clauses(text: str, sentence: Span) -> list[Span]:
    """Start and end of the clauses of one sentence, cut at commas and at words that join clauses."""
    return _pieces(text, sentence, _CLAUSE_END)


def _pieces(text: str, span: Span, end: re.Pattern[str]) -> list[Span]:
    found, start = [], span[0]
    for match in end.finditer(text, *span):
        if _ABBREVIATION.search(text, max(start, match.start() - 8), match.start()):
            continue
        found.append(_trimmed(text, start, match.start()))
        start = match.end()
    found.append(_trimmed(text, start, span[1]))
    return [(first, last) for first, last in found if last > first]


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or not text[start].isprintable()):
        start += 1
    while end > start and (text[end - 1].isspace() or not text[end - 1].isprintable()):
        end -= 1
    return start, end
