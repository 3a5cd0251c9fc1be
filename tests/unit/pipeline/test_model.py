"""The machine leaves what it fitted in the data folder, so that the next process only reads it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analytics.pipeline import load_machine, model
from analytics.settings import DATA_FOLDER, Settings
from analytics.themes import coding, comparison
from analytics.themes.coding import StatementInput
from analytics.themes.comparison import PairInput
from analytics.themes.encoder import HashingEncoder

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
    monkeypatch.setattr(comparison, "fit_profiler", refused)
    second = load_machine(settings)
    assert suggested[0]
    assert (second.suggest([TEXT]), second.compare([PAIR])) == (suggested, judged)
