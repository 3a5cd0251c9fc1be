"""A report's headings as they are shown over its text, and where the text leaves a table out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import pandas as pd

from pages.components import data, wording

_WORD = re.compile(r"[^\W\d_]+")
_ANNOUNCES = re.compile(r":\s*$|\btable below\b|\bfollowing table\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\d+(\.\d+)+")
Forms = Mapping[str, Counter[str]]


def of(review_id: str) -> dict[str, str]:
    """Headings with a number, by it: '1' → '1 The review process'. Capitals are put as the report writes the words elsewhere."""
    return data.once(lambda: _headings(review_id), ("headings", review_id))


def _headings(review_id: str) -> dict[str, str]:
    sections = data.frame("sections", review_id).dropna(subset=["ref"])
    forms = written(data.frame("passages", review_id)["text"])
    return {str(r.ref): f"{r.ref} {as_sentence(str(r.title), forms)}" for r in sections.itertuples()}


def written(texts: Iterable[str]) -> Forms:
    """How often each word is written in which way: 'marac' → {'MARAC': 28}."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for word in _WORD.findall(text):
            forms[word.casefold()][word] += 1
    return forms


def as_sentence(title: str, forms: Forms) -> str:
    """A heading in capitals as a sentence is written; any other as it is.

    >>> as_sentence("BACKGROUND TO MARTIN", written(["Martin came.", "the background"]))
    'Background to Martin'
    """
    if title != title.upper():
        return title
    known = _WORD.sub(lambda found: _usual(found[0], forms), title)
    return wording.sentence_case(known)


def _usual(word: str, forms: Forms) -> str:
    seen = forms.get(word.casefold())
    return max(seen, key=lambda form: (seen[form], form)) if seen else word.lower()


def between(passages: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """For each passage the heading that begins with it, '' where the one before still holds."""
    begun, last = [], ""
    for section in passages["section"]:
        mine = str(section) if wording.given(section) else ""
        begun.append(names.get(mine, "") if mine != last else "")
        last = mine
    return begun


def leaves_out(passages: pd.DataFrame) -> list[bool]:
    """For each passage whether it announces a table or list that isn't there: the next paragraph has a number of its own."""
    following = [*passages["ref"].iloc[1:], None]
    return [
        bool(_ANNOUNCES.search(text)) and wording.given(ref) and bool(_NUMBERED.fullmatch(str(ref)))
        for text, ref in zip(passages["text"], following, strict=True)
    ]
