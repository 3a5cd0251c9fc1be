"""A fitted logistic regression as four arrays: all that is needed to ask it, and nothing that has to be unpickled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.pipeline import Pipeline

from analytics.themes.kept import Numbers, check

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Logistic:
    """The probability of one thing: ``mean``, ``scale`` and ``weights`` have shape (n_features,), ``intercept`` shape (1,)."""

    mean: Floats
    scale: Floats
    weights: Floats
    intercept: Floats

    @classmethod
    def of(cls, fitted: Pipeline) -> Logistic:
        """Of a fitted pipeline of a ``StandardScaler`` and a ``LogisticRegression`` of two classes."""
        scaler, model = fitted[0], fitted[-1]
        return cls(scaler.mean_, scaler.scale_, model.coef_[0], model.intercept_)

    def numbers(self, name: str) -> dict[str, Floats]:
        """As arrays to be kept, under names that begin with ``name``."""
        return {f"{name}_{part}": getattr(self, part) for part in _PARTS}

    @classmethod
    def kept(cls, numbers: Numbers, name: str, features: int) -> Logistic:
        """The same from kept arrays.

        Raises
        ------
        KeyError, ValueError
            If the arrays aren't those of a model of so many features.
        """
        check(numbers, {f"{name}_{part}": (1 if part == "intercept" else features,) for part in _PARTS})
        return cls(*(numbers[f"{name}_{part}"] for part in _PARTS))

    def log_odds(self, features: NDArray[np.floating[Any]]) -> Floats:
        """Of rows of features, shape (n, n_features): array of shape (n,)."""
        found: Floats = (features - self.mean) / self.scale @ self.weights + self.intercept
        return found

    def probability(self, features: NDArray[np.floating[Any]]) -> Floats:
        """Of rows of features, shape (n, n_features): array of shape (n,)."""
        found: Floats = expit(self.log_odds(features))
        return found


_PARTS = ("mean", "scale", "weights", "intercept")
