from __future__ import annotations

import json

import numpy as np
import pytest
from sklearn.metrics import brier_score_loss, f1_score, precision_score, recall_score

from analytics.themes.metrics import brier_score, macro_f1, per_theme, precision_recall_f1, reliability_curve


@pytest.fixture
def labels() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    random = np.random.default_rng(7)
    carried = random.random((40, 5)) < 0.3
    probability = np.clip(carried * 0.5 + random.random((40, 5)) * 0.6, 0, 1)
    return probability, carried, random.random((40, 5)) < 0.9


def test_micro_figures_agree_with_scikit_learn(labels: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    probability, carried, known = labels
    suggested = probability >= 0.4
    ours = precision_recall_f1(suggested, carried, known)
    truth, given = carried[known], suggested[known]
    assert ours["precision"] == pytest.approx(precision_score(truth, given), abs=1e-4)
    assert ours["recall"] == pytest.approx(recall_score(truth, given), abs=1e-4)
    assert ours["f1"] == pytest.approx(f1_score(truth, given), abs=1e-4)
    assert brier_score(probability, carried, known) == pytest.approx(brier_score_loss(truth, probability[known]), abs=1e-4)


def test_per_theme_and_macro_by_hand() -> None:
    suggested = np.array([[True, True, False], [True, False, False], [False, False, False]])
    carried = np.array([[True, False, False], [False, True, False], [True, True, False]])
    known = np.ones((3, 3), dtype=bool)
    known[2, 1] = False  # disputed: neither a hit nor a miss
    figures = per_theme(suggested, carried, known, ["a", "b", "c"])
    assert figures["a"] == {"n": 2, "precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert figures["b"] == {"n": 1, "precision": 0.0, "recall": 0.0, "f1": 0.0}
    assert figures["c"] == {"n": 0, "precision": None, "recall": None, "f1": None}
    assert macro_f1(figures) == 0.25  # a theme that neither occurs nor is suggested has no say


def test_reliability_by_hand() -> None:
    probability = np.array([[0.05, 0.95], [0.15, 1.0]])
    carried = np.array([[False, True], [True, False]])
    curve = reliability_curve(probability, carried, np.ones((2, 2), dtype=bool))
    assert [(bin_["n"], bin_["probability"], bin_["observed"]) for bin_ in curve] == [
        (1, 0.05, 0.0), (1, 0.15, 1.0), (2, 0.975, 0.5),
    ]  # fmt: skip
    json.dumps(curve)
