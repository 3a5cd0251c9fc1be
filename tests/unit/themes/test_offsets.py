"""Offsets of themes: found where they are known, none where there is nothing to put right."""

from __future__ import annotations

import numpy as np
from scipy.special import expit

from analytics.themes.offsets import PULL, fit_offsets


def made(true: np.ndarray, count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    log_odds = random.normal(-1.0, 2.0, (count, len(true)))
    return log_odds, random.random(log_odds.shape) < expit(log_odds + true)


def test_known_offsets_are_found_again() -> None:
    true = np.array([-1.0, 0.0, 0.7])
    log_odds, carried = made(true, 20_000)
    np.testing.assert_allclose(fit_offsets(log_odds, carried, np.ones(log_odds.shape)), true, atol=0.06)


def test_few_statements_move_an_offset_little_and_unknown_ones_not_at_all() -> None:
    log_odds, carried = np.zeros((6, 2)), np.ones((6, 2), dtype=bool)
    weights = np.column_stack([np.ones(6), np.zeros(6)])
    little, none = fit_offsets(log_odds, carried, weights)
    assert 0 < little < 0.3
    assert none == 0.0


def test_probabilities_add_up_to_the_carriers_but_for_the_pull_towards_none() -> None:
    log_odds, carried = made(np.array([-2.0, 1.5]), 5_000, seed=1)
    offsets = fit_offsets(log_odds, carried, np.ones(log_odds.shape))
    expected = expit(log_odds + offsets).sum(axis=0) + 2 * PULL * offsets
    np.testing.assert_allclose(expected, carried.sum(axis=0), rtol=1e-9)
