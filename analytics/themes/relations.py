"""Same, related or unrelated, from numbers: small logistic models, fitted on labelled pairs and asked in two stages.

At first sight a pair is judged by its features. Where these leave it possible that the two are at least related, the two are read
together, and models that were told what the reading says decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from analytics.themes.kept import Numbers
from analytics.themes.logistic import Logistic
from analytics.themes.pair_features import FEATURES

STRENGTH = 0.03
"""Inverse strength of the penalty on the models' weights: small, because labelled pairs are few."""
READ_FROM = 0.25
"""Probability of *same or related* at first sight from which two statements are read together, which takes some milliseconds.
From 0.2 a few more of the pairs that say the same in wholly other words would be read, and an import takes a sixth longer; from
0.35, some are never read."""
READINGS = 2
"""Numbers that reading a pair gives."""

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Probabilities = tuple[Floats, Floats]
"""Of *same*, and of *same or related*: two arrays of shape (n_pairs,)."""


@dataclass(frozen=True)
class Stage:
    """Two models on the same features."""

    related: Logistic
    same: Logistic

    @classmethod
    def fit(cls, features: Floats, truth: NDArray[np.int64]) -> Stage:
        """Fitted on rows of features and relations (places in ``ORDER``)."""
        return cls(_fitted(features, truth >= 1), _fitted(features, truth == 2))

    @classmethod
    def kept(cls, numbers: Numbers, name: str, features: int) -> Stage:
        """The same from kept arrays. Raises as ``Logistic.kept``."""
        return cls(*(Logistic.kept(numbers, f"{name}_{part}", features) for part in ("related", "same")))

    def numbers(self, name: str) -> dict[str, Floats]:
        """As arrays to be kept, under names that begin with ``name``."""
        return {**self.related.numbers(f"{name}_related"), **self.same.numbers(f"{name}_same")}

    def probabilities(self, features: Floats) -> Probabilities:
        """Of rows of features."""
        same = self.same.probability(features)
        return same, np.maximum(self.related.probability(features), same)


@dataclass(frozen=True)
class Relations:
    """Both stages; without ``read`` the first decides alone."""

    sight: Stage
    read: Stage | None = None

    @classmethod
    def fit(cls, views: Sequence[Floats], truth: NDArray[np.int64], readings: Floats | None = None) -> Relations:
        """Fitted on all views together.

        Parameters
        ----------
        views : sequence of array
            Features of the same pairs, seen in several ways; each of shape (n_pairs, n_features).
        truth : array
            Relations as places in ``ORDER``, shape (n_pairs,).
        readings : array, optional
            What reading each pair says, shape (n_pairs, READINGS); not a number where it wasn't read.
        """
        features, repeated = np.vstack(views), np.tile(truth, len(views))
        sight = Stage.fit(features, repeated)
        if readings is None:
            return cls(sight)
        known = np.hstack([features, np.tile(readings, (len(views), 1))])
        read = ~np.isnan(known).any(axis=1)
        return cls(sight, Stage.fit(known[read], repeated[read]))

    @classmethod
    def kept(cls, numbers: Numbers, reads: bool) -> Relations:
        """The same from kept arrays. Raises as ``Logistic.kept``."""
        read = Stage.kept(numbers, "read", len(FEATURES) + READINGS) if reads else None
        return cls(Stage.kept(numbers, "sight", len(FEATURES)), read)

    def numbers(self) -> dict[str, Floats]:
        """As arrays to be kept."""
        return {**self.sight.numbers("sight"), **(self.read.numbers("read") if self.read else {})}

    def worth_reading(self, linked: Floats) -> Flags:
        """Which pairs to read, from their probability of *same or related* at first sight."""
        return (linked >= READ_FROM) & (self.read is not None)

    def having_read(self, first: Probabilities, worth: Flags, features: Floats, readings: Floats) -> Probabilities:
        """Probabilities of all pairs, from those at first sight, the features of all, and the readings of those worth reading."""
        same, linked = (side.copy() for side in first)
        if self.read is not None and worth.any():
            same[worth], linked[worth] = self.read.probabilities(np.hstack([features[worth], readings]))
        return same, linked

    def probabilities(self, features: Floats, readings: Floats | None = None) -> Probabilities:
        """Of rows of features, and what reading each pair says where it is known."""
        first = self.sight.probabilities(features)
        if readings is None:
            return first
        worth = self.worth_reading(first[1]) & ~np.isnan(readings).any(axis=1)
        return self.having_read(first, worth, features, readings[worth])


def _fitted(features: Floats, truth: Flags) -> Logistic:
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=5000))
    return Logistic.of(model.fit(features, truth))
