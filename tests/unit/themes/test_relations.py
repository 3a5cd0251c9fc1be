"""Two stages: first sight decides alone where nothing speaks for a relation; elsewhere what reading the two says counts."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.themes.pair_features import FEATURES
from analytics.themes.relations import READ_FROM, READINGS, Relations

N = len(FEATURES)


@pytest.fixture(scope="module")
def pairs() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features that tell a little, relations, and readings that tell nearly all."""
    random = np.random.default_rng(0)
    truth = random.integers(0, 3, 600)
    features = random.normal(size=(600, N)) + 0.4 * truth[:, None]
    readings = np.column_stack([truth - 1.5, truth - 0.5]) * 3 + random.normal(size=(600, READINGS))
    return features, truth, readings


@pytest.fixture(scope="module")
def fitted(pairs: tuple[np.ndarray, np.ndarray, np.ndarray]) -> Relations:
    features, truth, readings = pairs
    return Relations.fit([features], truth, readings)


def test_reading_tells_more_than_first_sight(fitted: Relations, pairs: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    features, truth, readings = pairs
    seen, read = fitted.probabilities(features)[0], fitted.probabilities(features, readings)[0]
    assert ((read >= 0.5) == (truth == 2)).mean() > ((seen >= 0.5) == (truth == 2)).mean() + 0.02


def test_what_is_not_worth_reading_is_left_as_first_sight_has_it(
    fitted: Relations, pairs: tuple[np.ndarray, np.ndarray, np.ndarray]
) -> None:
    features, _, readings = pairs
    first, both = fitted.probabilities(features), fitted.probabilities(features, readings)
    worth = fitted.worth_reading(first[1])
    assert 0 < worth.sum() < len(worth)
    assert (first[1][~worth] < READ_FROM).all()
    for before, after in zip(first, both, strict=True):
        np.testing.assert_array_equal(before[~worth], after[~worth])
        assert (before[worth] != after[worth]).any()


def test_same_is_never_more_likely_than_same_or_related(
    fitted: Relations, pairs: tuple[np.ndarray, np.ndarray, np.ndarray]
) -> None:
    same, linked = fitted.probabilities(pairs[0], pairs[2])
    assert (same <= linked).all()


def test_without_readings_there_is_nothing_to_read_for(pairs: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    features, truth, readings = pairs
    alone = Relations.fit([features], truth)
    assert alone.read is None
    assert not alone.worth_reading(np.ones(3)).any()
    np.testing.assert_array_equal(alone.probabilities(features)[0], alone.probabilities(features, readings)[0])


def test_kept_as_numbers_it_answers_alike(fitted: Relations, pairs: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    again = Relations.kept(fitted.numbers(), reads=True)
    np.testing.assert_array_equal(again.probabilities(pairs[0], pairs[2]), fitted.probabilities(pairs[0], pairs[2]))
    with pytest.raises(KeyError):
        Relations.kept(Relations.fit([pairs[0]], pairs[1]).numbers(), reads=True)
