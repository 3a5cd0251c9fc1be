"""What the packaged model was taught: a small change to its weights, which belongs to them and to nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import average_precision_score

from analytics.errors import ModelUnavailableError
from analytics.settings import DATA_FOLDER, Settings
from analytics.themes import adapter
from analytics.themes.encoder import PACKAGED_SHA256, SentenceEncoder, load_encoder
from analytics.themes.kept import read_numbers, write_numbers
from analytics.themes.labelled_pairs import (
    CHOSEN_FILE,
    HELD_BACK_FILES,
    PAIR_FILES,
    READ_FILE,
    TAUGHT_FILE,
    load_labelled_pairs,
    load_taught_pairs,
)
from analytics.themes.training import HELD_BACK_STATEMENTS, load_all_labelled, load_labelled

WEIGHTS = "ab" * 32


class _Layer:
    def __init__(self) -> None:
        import torch

        self.weight = torch.eye(3, 2)


class _Transformer:
    def __init__(self) -> None:
        self.layer = _Layer()

    def named_modules(self) -> list[tuple[str, _Layer]]:
        return [("encoder.layer.0.dense", self.layer)]


class _Module:
    def __init__(self) -> None:
        self.auto_model = _Transformer()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / adapter.FILE
    change = np.array([[1.0, 2.0]]), np.array([[1.0], [0.0], [-1.0]])
    adapter.write_adapter(made, WEIGHTS, {"encoder.layer.0.dense": change})
    return made


def test_a_layer_becomes_itself_and_the_product_of_the_two_halves(file: Path) -> None:
    model = [_Module()]
    adapter.adapt(model, WEIGHTS, file)
    np.testing.assert_allclose(model[0].auto_model.layer.weight.numpy(), [[2, 2], [0, 1], [-1, -2]])


def test_the_hash_stands_for_both_and_changes_with_each(file: Path, tmp_path: Path) -> None:
    found = adapter.adapted_hash(WEIGHTS, file)
    assert found not in (WEIGHTS, adapter.adapted_hash("cd" * 32, file))
    assert adapter.adapted_hash(WEIGHTS, tmp_path / "none.npz") == WEIGHTS
    adapter.write_adapter(file, WEIGHTS, {"encoder.layer.0.dense": (np.zeros((1, 2)), np.zeros((3, 1)))})
    assert adapter.adapted_hash(WEIGHTS, file) != found


def test_without_a_file_nothing_is_changed(tmp_path: Path) -> None:
    model = [_Module()]
    adapter.adapt(model, WEIGHTS, tmp_path / "none.npz")
    np.testing.assert_array_equal(model[0].auto_model.layer.weight.numpy(), np.eye(3, 2))


@pytest.mark.parametrize(
    "arrays",
    [
        {
            "weights": np.array("cd" * 32),
            "encoder.layer.0.dense|in": np.ones((1, 2)),
            "encoder.layer.0.dense|out": np.ones((3, 1)),
        },
        {"weights": np.array(WEIGHTS)},
        {"weights": np.array(WEIGHTS), "encoder.layer.0.dense|in": np.ones((1, 2))},
        {"weights": np.array(WEIGHTS), "encoder.layer.0.dense|in": np.ones((1, 5)), "encoder.layer.0.dense|out": np.ones((3, 1))},
        {"weights": np.array(WEIGHTS), "no.such.layer|in": np.ones((1, 2)), "no.such.layer|out": np.ones((3, 1))},
        {},
    ],
    ids=["other weights", "nothing in it", "half a change", "another shape", "another model", "no arrays"],
)
def test_what_does_not_fit_is_refused_in_one_sentence_with_what_to_do(tmp_path: Path, arrays: dict[str, np.ndarray]) -> None:
    file = tmp_path / adapter.FILE
    write_numbers(file, arrays)
    with pytest.raises(ModelUnavailableError, match="Put the project's own file back"):
        adapter.adapt([_Module()], WEIGHTS, file)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / adapter.FILE
    file.write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(ModelUnavailableError, match="can't be applied"):
        adapter.adapt([_Module()], WEIGHTS, file)


def test_the_shipped_change_belongs_to_the_packaged_weights_and_holds_numbers_alone() -> None:
    stored = read_numbers(DATA_FOLDER / adapter.FILE)
    assert str(stored.pop("weights")) == PACKAGED_SHA256
    changes = adapter.changes(stored)
    assert len(changes) == 36  # six blocks of six linear layers
    assert all(np.isfinite(half).all() and half.any() for change in changes.values() for half in change)


@pytest.mark.model
def test_the_taught_model_is_another_one_and_ranks_pairs_it_was_never_taught_better() -> None:
    taught = load_encoder(Settings())
    plain = SentenceEncoder(taught.folder, "plain")  # type: ignore[attr-defined]  # the packaged one has a folder
    assert taught.hash != plain.hash
    for name, gain in zip(HELD_BACK_FILES, (0.15, 0.15, 0.1), strict=True):
        pairs = load_labelled_pairs(DATA_FOLDER / "evaluation" / name)
        same = [pair.relation == "same" for pair in pairs]
        sides = [[pair.pair.a_text for pair in pairs], [pair.pair.b_text for pair in pairs]]
        before, after = (
            average_precision_score(same, (encoder.encode(sides[0]) * encoder.encode(sides[1])).sum(axis=1))
            for encoder in (plain, taught)
        )
        assert after > before + gain


def _texts(*names: str) -> set[str]:
    lines = [line for name in names for line in (DATA_FOLDER / "evaluation" / name).read_text(encoding="utf-8").splitlines()]
    return {row[side] for row in map(json.loads, lines) for side in ("a_text", "b_text")}


def test_nothing_that_figures_are_measured_on_was_taught() -> None:
    pairs = load_taught_pairs(DATA_FOLDER / "evaluation", TAUGHT_FILE, READ_FILE, CHOSEN_FILE)
    taught, held_back = {text for p in pairs for text in (p.pair.a_text, p.pair.b_text)}, _texts(*HELD_BACK_FILES)
    assert not held_back & (taught | _texts(*PAIR_FILES))
    assert not taught & _texts(*PAIR_FILES)  # what is fitted must not be fitted on what the model knows
    labelled = [
        json.loads(line) for line in (DATA_FOLDER / "evaluation" / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert not taught & {row["text"] for row in labelled}
    examples = [json.loads(line)["text"] for line in (DATA_FOLDER / "examples.jsonl").read_text(encoding="utf-8").splitlines()]
    assert not held_back & set(examples)
    labelled_back = {s.text for s in load_labelled(DATA_FOLDER / "evaluation" / HELD_BACK_STATEMENTS)}
    learnt = {s.text for s in load_all_labelled(DATA_FOLDER / "evaluation")}
    assert not labelled_back & (learnt | taught | set(examples) | _texts(*PAIR_FILES))
