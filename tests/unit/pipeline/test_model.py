"""The machine leaves what it fitted in the data folder, so that the next process only reads it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from analytics.pipeline import load_machine, model
from analytics.pipeline.vectors import CachingEncoder
from analytics.settings import DATA_FOLDER, Settings
from analytics.themes import coding, comparison_fitting
from analytics.themes.coding import StatementInput
from analytics.themes.encoder import HashingEncoder, Vectors
from analytics.themes.labelled_pairs import PairInput

TEXT = StatementInput("Agencies did not share information, and nobody took the case to MARAC.")
PAIR = PairInput("The trust was absent from MARAC.", "Every agency must attend MARAC.")


def refused(*_: object) -> None:
    raise AssertionError("fitted although everything was kept")


def test_a_machine_fits_once_for_all_that_come_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA_FOLDER, data, ignore=shutil.ignore_patterns("*.duckdb*", "build", "reviews", "digests"))
    monkeypatch.setattr(model, "load_encoder", lambda settings: HashingEncoder(64))
    settings = Settings(database=tmp_path / "none.duckdb", data=data)
    first = load_machine(settings)
    suggested, judged = first.suggest([TEXT]), first.compare([PAIR])
    assert {"coder.npz", "comparer.npz"} <= {path.name for path in (data / "build").iterdir()}
    monkeypatch.setattr(coding, "FeaturePool", refused)
    monkeypatch.setattr(comparison_fitting, "fit_profiler", refused)
    second = load_machine(settings)
    assert suggested[0]
    assert (second.suggest([TEXT]), second.compare([PAIR])) == (suggested, judged)


def test_what_is_learnt_does_not_hang_on_what_was_encoded_before() -> None:
    """The files keep vectors in half precision; a text that a review holds as well must not bring its own into the fit."""
    files, reviews = _Marked(1.0), _Marked(2.0)
    encoder = CachingEncoder(reviews)
    encoder.encode(["held by a review, and learnt from"])
    with encoder.learning_with(files):
        learnt = encoder.encode(["held by a review, and learnt from", "learnt from alone"])
    assert learnt[:, 0].tolist() == [1.0, 1.0]
    assert encoder.encode(["held by a review, and learnt from", "learnt from alone"])[:, 0].tolist() == [2.0, 2.0]
    assert len(encoder.fresh) == 2


class _Marked(HashingEncoder):
    """Says of each vector whose it is."""

    def __init__(self, mark: float) -> None:
        super().__init__(4)
        self._mark = mark

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.full((len(texts), self.dimension), self._mark, dtype=np.float32)
