"""How good suggestions are, counted on labels where some are disputed: a disputed label is counted neither way.

All functions take arrays of shape (n_statements, n_themes): what was suggested or how probable, what is carried, what is known
(false where disputed).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Array = NDArray[np.floating[Any]]


def precision_recall_f1(suggested: Flags, carried: Flags, known: Flags) -> dict[str, float | None]:
    """Over all pairs together ('micro'). Precision is ``None`` where nothing is suggested, recall where nothing is carried.

    >>> flags = np.array([[True, False]]), np.array([[True, True]]), np.array([[True, True]])
    >>> precision_recall_f1(*flags)
    {'precision': 1.0, 'recall': 0.5, 'f1': 0.6667}
    """
    right = int((suggested & carried & known).sum())
    given, wanted = int((suggested & known).sum()), int((carried & known).sum())
    return {
        "precision": _ratio(right, given),
        "recall": _ratio(right, wanted),
        "f1": _ratio(2 * right, given + wanted),
    }  # fmt: skip


def per_theme(suggested: Flags, carried: Flags, known: Flags, ids: Sequence[str]) -> dict[str, dict[str, float | int | None]]:
    """The same for each theme, with ``n``, the number of statements that carry it."""
    figures: dict[str, dict[str, float | int | None]] = {}
    for k, theme in enumerate(ids):
        column = (suggested[:, [k]], carried[:, [k]], known[:, [k]])
        figures[theme] = {"n": int((carried[:, k] & known[:, k]).sum()), **precision_recall_f1(*column)}
    return figures


def macro_f1(figures: dict[str, dict[str, float | int | None]]) -> float | None:
    """Mean F1 over the themes that occur or were suggested at all."""
    values = [float(f["f1"]) for f in figures.values() if f["f1"] is not None]
    return round(float(np.mean(values)), 4) if values else None


def brier_score(probability: Array, carried: Flags, known: Flags) -> float | None:
    """Mean squared distance of probability and truth over all pairs; 0 is perfect."""
    return round(float(((probability - carried) ** 2)[known].mean()), 4) if known.any() else None


def reliability_curve(probability: Array, carried: Flags, known: Flags, bins: int = 10) -> list[dict[str, float | int]]:
    """For each bin of probability that isn't empty: how many pairs, their mean probability, and the share that is right."""
    scores, truth = probability[known], carried[known]
    place = np.minimum((scores * bins).astype(int), bins - 1)
    curve: list[dict[str, float | int]] = []
    for number in range(bins):
        inside = place == number
        if inside.any():
            curve.append(
                {
                    "from": number / bins, "to": (number + 1) / bins, "n": int(inside.sum()),
                    "probability": round(float(scores[inside].mean()), 4), "observed": round(float(truth[inside].mean()), 4),
                }
            )  # fmt: skip
    return curve


def _ratio(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
