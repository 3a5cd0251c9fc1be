"""Which themes are weak, and from which figures, on files made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from analytics.themes.reliability import load_quality, made_with, reliability, weak_themes

FIGURES = {
    "codebook_version": 3,
    "model": {"name": "a model", "sha256": "ab"},
    "themes": {
        "sound": {"n": 8, "precision": 0.75, "recall": 0.75, "f1": 0.75},
        "often_wrong": {"n": 8, "precision": 0.74, "recall": 1.0, "f1": 0.85},
        "often_missing": {"n": 8, "precision": 1.0, "recall": 0.74, "f1": 0.85},
        "never_found": {"n": 2, "precision": None, "recall": 0.0, "f1": 0.0},
        "not_measured": {"n": 0, "precision": None, "recall": None, "f1": None},
    },
}


def test_weak_is_under_three_in_four_right_or_found() -> None:
    assert weak_themes(FIGURES) == {"often_wrong", "often_missing", "never_found"}
    assert reliability(FIGURES)["often_wrong"] == {"precision": 0.74, "recall": 1.0, "support": 8}
    assert "not_measured" not in reliability(FIGURES)


def test_figures_of_another_codebook_or_model_or_none_at_all_make_nothing_weak(tmp_path: Path) -> None:
    assert load_quality(tmp_path, (3, "ab")) == {}
    (tmp_path / "evaluation").mkdir()
    (tmp_path / "evaluation" / "quality.json").write_text(json.dumps(FIGURES), encoding="utf-8")
    assert load_quality(tmp_path, (3, "ab")) == FIGURES
    assert load_quality(tmp_path, (2, "ab")) == load_quality(tmp_path, (3, "cd")) == load_quality(tmp_path, None) == {}
    assert weak_themes({}) == frozenset()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"codebook_version": 3}', "\x00"])
def test_figures_that_are_being_written_are_none_yet(tmp_path: Path, content: str) -> None:
    (tmp_path / "evaluation").mkdir()
    (tmp_path / "evaluation" / "quality.json").write_text(content, encoding="utf-8")
    assert load_quality(tmp_path, (3, "ab")) == {}


def test_what_made_the_newest_suggestions() -> None:
    runs = pd.DataFrame({"kind": ["comparison", "coding"], "codebook_version": [2, 3], "model_hash": ["cd", "ab"]})
    assert made_with(runs) == (3, "ab")
    assert made_with(runs[runs["kind"] == "comparison"]) is None
