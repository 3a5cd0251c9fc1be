"""How much rarer or commoner each theme is than one model for all themes takes it to be: a number to add to its log odds."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

Floats = NDArray[np.floating[Any]]
Flags = NDArray[np.bool_]

PULL = 5.0
"""How strongly an offset is drawn towards none (ridge). Themes have 45 labelled carriers and more."""
ROUNDS = 30


def fit_offsets(log_odds: Floats, carried: Flags, weights: Floats) -> Floats:
    """The offset of each theme that makes its probabilities add up to its carriers, drawn towards none.

    Parameters
    ----------
    log_odds, carried, weights : arrays of shape (n_statements, n_themes)
        What the model says without having learnt from the statement's review; whether the theme is carried; how much the pair
        counts, 0 where that isn't known.

    Returns
    -------
    array of shape (n_themes,)
        Newton's method on the penalised likelihood, which has one maximum.
    """
    offsets: Floats = np.zeros(log_odds.shape[1])
    for _ in range(ROUNDS):
        found = expit(log_odds + offsets)
        slope = (weights * (found - carried)).sum(axis=0) + 2 * PULL * offsets
        curve = (weights * found * (1 - found)).sum(axis=0) + 2 * PULL
        offsets -= np.clip(slope / curve, -1.0, 1.0)
    return offsets
