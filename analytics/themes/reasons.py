"""Why two statements were judged as they were: one plain sentence, made of the relation and of what each is about.

It says how the machine reads them, as no person has: a point is what the vectors and the phrases of ``points.yaml`` speak for.
What reading the two side by side found can't be put in words; where it overrules the points, the sentence says so much only.
``store/queries/recurrence.py`` turns what it says of 'the first' and 'the second' for who asks from the other side: a change of
wording here has to be made there.
"""

from __future__ import annotations

import numpy as np

from analytics.model import Relation
from analytics.themes.points import PointBook
from analytics.themes.profiles import Floats, Profiles

_ASKS: dict[str, str] = {
    "TRAIN": "training or awareness", "AUDIT": "checking or assurance", "POLICY": "policy, procedure or guidance",
    "RECORD": "recording or documents", "REFER": "referral", "SUPERVISE": "supervision or oversight",
    "COMMISSION": "commissioning, funding or resources",
}  # fmt: skip
"""Classes of words that stand in the texts, named so that it holds for each of their phrases. Those too loose for a
name, such as that of sharing ('told', 'unaware') or attending ('commitment'), aren't named: the text may not speak of it at all.
"""
CLEAR = 0.25
"""A point is named for a statement only if at least this share of what it says points there."""


def reason(book: PointBook, profiles: Profiles, a: int, b: int, relation: Relation) -> str:
    """One sentence for the pair of rows ``a`` and ``b`` of ``profiles``; 'first' and 'second' are the statements as given."""
    if profiles.empty[a] or profiles.empty[b]:
        return "One of the two texts has no words to compare."
    names = tuple(_point(book, profiles.points[row]) for row in (a, b))
    if relation == "same":
        return _same(book, profiles, a, b)
    return _related(names) if relation == "related" else _unrelated(book, profiles, a, b, names)


def _same(book: PointBook, profiles: Profiles, a: int, b: int) -> str:
    shared = int(np.argmax(np.sqrt(profiles.points[a] * profiles.points[b])))
    start = f"The machine reads both as about {book.points[shared].name}"
    if float(np.sqrt(profiles.points[a, shared] * profiles.points[b, shared])) < CLEAR / 2:
        start = "The machine reads both as making much the same point"
    return f"{start}{_difference(book, profiles, a, b)}."


def _related(names: tuple[str | None, ...]) -> str:
    if names[0] and names[1] and names[0] != names[1]:
        return f"The machine reads the subject as close: the first is about {names[0]}, the second about {names[1]}."
    if names[0] and names[0] == names[1]:
        return f"The machine reads both as about {names[0]}, with another failing or another ask."
    return "The machine reads the subject as close, with another failing or another ask."


def _unrelated(book: PointBook, profiles: Profiles, a: int, b: int, names: tuple[str | None, ...]) -> str:
    asks = sorted(_asks(book, profiles, a) & _asks(book, profiles, b))
    if names[0] and names[1] and names[0] != names[1]:
        lead = f"Both mention {_ASKS[asks[0]]}, but as the machine reads them" if asks else "The machine finds no shared point:"
        return f"{lead} the first is about {names[0]}, the second about {names[1]}."
    if names[0] and names[0] == names[1]:
        return f"The machine reads both as touching on {names[0]}, but as saying different things of it."
    return "The machine finds no learning point that both make."


def _difference(book: PointBook, profiles: Profiles, a: int, b: int) -> str:
    """What sets one apart although the point is the same: a kind of answer that only its words name."""
    first, second = (_asks(book, profiles, row) for row in (a, b))
    for ask in sorted(second - first):
        return f"; only the second has words of {_ASKS[ask]}"
    for ask in sorted(first - second):
        return f"; only the first has words of {_ASKS[ask]}"
    return ""


def _point(book: PointBook, shares: Floats) -> str | None:
    best = int(np.argmax(shares))
    return book.points[best].name if shares[best] >= CLEAR else None


def _asks(book: PointBook, profiles: Profiles, row: int) -> set[str]:
    """Those kinds of answer that a statement has words of."""
    start, end = profiles.acts.indptr[row], profiles.acts.indptr[row + 1]
    return {book.classes[column][0] for column in profiles.acts.indices[start:end]} & set(_ASKS)
