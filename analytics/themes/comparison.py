"""Term of reference 13: do two statements make the same learning point? Same, related or unrelated, how probably, and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from analytics.model import Judgement, Relation
from analytics.themes.candidates import NEAREST, candidates
from analytics.themes.cross_encoder import PairReader, readable
from analytics.themes.labelled_pairs import PairInput
from analytics.themes.pair_features import Rows, pair_features
from analytics.themes.profiles import Floats, Profiler, Profiles, Text
from analytics.themes.reasons import reason
from analytics.themes.relations import Probabilities, Relations

AT_ONCE = 500
"""Candidates judged between two reports of progress."""
SAME_FROM = 0.5
LINKED_FROM = 0.5
"""Probabilities from which a pair is called *same*, and at least *related*. From 0.35 kappa with readers is 0.01 better in the
mean of eight samples; a wrong *same* costs a board most, and from 0.5 a tenth more of what is called so is right."""


@dataclass(frozen=True)
class Statement:
    """A statement to look for in other reviews."""

    id: str
    review: str
    text: str
    agency: str | None = None


@dataclass(frozen=True)
class Match:
    """Two statements of different reviews, ``a`` < ``b`` by id, that make the same point or are related."""

    a: str
    b: str
    judgement: Judgement


@dataclass(frozen=True)
class Comparer:
    """A fitted comparison. The same pair gets the same judgement in any order, batch and company.

    ``reader`` reads two statements together where they might be related; without one, first sight decides.
    """

    profiler: Profiler
    subjects: Floats
    relations: Relations
    reader: PairReader | None = None

    def compare(self, pairs: Sequence[PairInput]) -> list[Judgement]:
        """A judgement for each pair, in their order. A text without a word is unrelated to everything."""
        texts, left, right = rows_of(pairs)
        return self.judge(self.profiler.profile(texts), left, right)

    def matches(
        self,
        statements: Sequence[Statement],
        focus: Collection[str] = (),
        nearest: int = NEAREST,
        progress: Callable[[int, int], None] = lambda done, of: None,
    ) -> list[Match]:
        """All matches found across reviews, *same* or *related*, in the order of their ids.

        Parameters
        ----------
        statements : sequence of Statement
            Each id once.
        focus : collection of str
            Ids to find matches for, for instance of a review just imported; empty: all.
        nearest : int
            Candidates judged for each.
        progress : callable, optional
            Told how many candidates have been judged, and of how many.
        """
        ordered = sorted(statements, key=lambda statement: statement.id)
        profiles = self.profiler.profile([(statement.text, statement.agency) for statement in ordered])
        rows = [row for row, statement in enumerate(ordered) if statement.id in focus] if focus else None
        left, right = candidates(profiles, [statement.review for statement in ordered], rows, nearest)
        judged: list[Judgement] = []
        for start in range(0, len(left), AT_ONCE):
            progress(start, len(left))
            judged += self.judge(profiles, left[start : start + AT_ONCE], right[start : start + AT_ONCE])
        pairs = zip(left, right, judged, strict=True)
        return [Match(ordered[a].id, ordered[b].id, found) for a, b, found in pairs if found.relation != "unrelated"]

    def judge(self, profiles: Profiles, left: Rows, right: Rows) -> list[Judgement]:
        """Judgements of pairs of rows of ``profiles``."""
        same, linked = self.probabilities(profiles, left, right)
        relations = [relation_of(s, r) for s, r in zip(same, linked, strict=True)]
        return [
            Judgement(relation, round(float(score), 4), reason(self.profiler.book, profiles, int(a), int(b), relation))
            for relation, score, a, b in zip(relations, same, left, right, strict=True)
        ]

    def probabilities(self, profiles: Profiles, left: Rows, right: Rows) -> Probabilities:
        """Probability of *same*, and of *same or related*, of pairs of rows of ``profiles``."""
        features, first = self._sight(profiles, left, right)
        if self.reader is None:
            return first
        short = np.array([readable(text) for text in profiles.texts], dtype=bool)
        worth = self.relations.worth_reading(first[1]) & short[left] & short[right]
        texts = [(profiles.texts[a], profiles.texts[b]) for a, b in zip(left[worth], right[worth], strict=True)]
        return self.relations.having_read(first, worth, features, self.reader.read(texts))

    def at_first_sight(self, profiles: Profiles, left: Rows, right: Rows) -> Probabilities:
        """As ``probabilities``, without reading any two together: for very many pairs."""
        return self._sight(profiles, left, right)[1]

    def _sight(self, profiles: Profiles, left: Rows, right: Rows) -> tuple[Floats, Probabilities]:
        """Features and probabilities at first sight. A text without a word is nothing's like."""
        features = pair_features(profiles, left, right, self.subjects)
        same, linked = self.relations.sight.probabilities(features)
        possible = ~(profiles.empty[left] | profiles.empty[right])
        return features, (same * possible, linked * possible)


def relation_of(same: float, linked: float) -> Relation:
    """The relation, from the probability of *same* and the probability of *same or related*."""
    if same >= SAME_FROM:
        return "same"
    return "related" if linked >= LINKED_FROM else "unrelated"


def rows_of(pairs: Sequence[PairInput]) -> tuple[list[Text], Rows, Rows]:
    """Distinct statements in a fixed order, and the rows of the two of each pair."""
    sides: list[list[Text]] = [[(p.a_text, p.a_agency) for p in pairs], [(p.b_text, p.b_agency) for p in pairs]]
    texts = sorted({*sides[0], *sides[1]}, key=lambda text: (text[0], text[1] or ""))
    row = {text: number for number, text in enumerate(texts)}
    left, right = (np.array([row[text] for text in side], dtype=np.int64) for side in sides)
    return texts, left, right
