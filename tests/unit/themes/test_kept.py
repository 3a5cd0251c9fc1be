"""What was fitted is kept as numbers: used while all it depends on is the same, fitted again in every other case."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from analytics.codebook import load_codebook
from analytics.settings import DATA_FOLDER
from analytics.themes import coding, comparison_fitting, kept
from analytics.themes.cached import CachedEncoder
from analytics.themes.coding import StatementInput, fit_coder
from analytics.themes.comparison_fitting import fit_comparer
from analytics.themes.encoder import HashingEncoder
from analytics.themes.kept import check, kept_or_fitted, key_of, read_numbers, write_numbers
from analytics.themes.labelled_pairs import LabelledPair, PairInput, load_labelled_pairs
from analytics.themes.memory import KEYS, ROWS
from analytics.themes.training import Decided, load_labelled

CODEBOOK = load_codebook(DATA_FOLDER / "codebook.yaml")
LABELS = load_labelled(DATA_FOLDER / "evaluation" / "statements.jsonl")[:60]
PAIRS = load_labelled_pairs(DATA_FOLDER / "evaluation" / "own_pairs.jsonl")
ENCODER = HashingEncoder(64)
STATEMENTS = [StatementInput(s.text, s.agency, s.kind) for s in LABELS[:30]]
ASKED = [labelled.pair for labelled in PAIRS[:30]]


class Fit:
    """A fit that counts how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> dict[str, Any]:
        self.times += 1
        return {"weights": np.array([1.5, 2.5, 3.5]), "places": np.array([[1, 2], [3, 4], [5, 6]])}


def made(numbers: kept.Numbers) -> list[float]:
    check(numbers, {"weights": ("n",), "places": ("n", 2)})
    return [float(weight) for weight in numbers["weights"]]


def refused(*_: object) -> None:
    raise AssertionError("fitted although everything was kept")


def test_a_second_process_finds_what_the_first_fitted(tmp_path: Path) -> None:
    fit, file = Fit(), tmp_path / "new folder" / "model.npz"
    assert kept_or_fitted(file, "key", made, fit) == [1.5, 2.5, 3.5]
    assert kept_or_fitted(file, "key", made, fit) == [1.5, 2.5, 3.5]
    assert fit.times == 1
    assert [path.name for path in file.parent.iterdir()] == ["model.npz"]


def test_without_a_file_everything_is_fitted() -> None:
    fit = Fit()
    assert [kept_or_fitted(None, "key", made, fit) for _ in range(2)] == [[1.5, 2.5, 3.5]] * 2
    assert fit.times == 2


def test_another_key_is_fitted_anew_and_replaces_the_file(tmp_path: Path) -> None:
    fit, file = Fit(), tmp_path / "model.npz"
    write_numbers(file, {"key": np.array("of somebody else"), "weights": np.zeros(3), "places": np.zeros((3, 2))})
    assert kept_or_fitted(file, "key", made, fit) == [1.5, 2.5, 3.5]
    assert str(read_numbers(file)["key"]) == "key"


def flipped(data: bytes) -> bytes:
    """One bit of the first array's numbers is another."""
    place = data.index(np.array([1.5]).tobytes())
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@pytest.mark.parametrize(
    "damage",
    [lambda data: b"", lambda data: data[: len(data) // 2], flipped, lambda data: b"PK\x03\x04 no archive", lambda data: b"\x93NUMPY\x01\x00"],
    ids=["empty", "cut off", "a bit flipped", "garbage", "half a header"],
)  # fmt: skip
def test_a_damaged_file_is_fitted_again_and_mended(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    fit, file = Fit(), tmp_path / "model.npz"
    kept_or_fitted(file, "key", made, fit)
    file.write_bytes(damage(file.read_bytes()))
    assert kept_or_fitted(file, "key", made, fit) == [1.5, 2.5, 3.5]
    assert kept_or_fitted(file, "key", made, fit) == [1.5, 2.5, 3.5]
    assert fit.times == 2


@pytest.mark.parametrize(
    "wrong",
    [{"weights": np.zeros(2)}, {"weights": np.zeros((3, 1))}, {"places": np.zeros((3, 3))}, {"weights": np.array([1.0, np.nan, 2.0])},
     {"weights": np.array(["a", "b", "c"])}, {"weights": None}],
    ids=["too short", "an axis too many", "too wide", "no number", "text", "missing"],
)  # fmt: skip
def test_numbers_that_cannot_be_right_are_fitted_again(tmp_path: Path, wrong: dict[str, Any]) -> None:
    fit, file = Fit(), tmp_path / "model.npz"
    numbers = {"key": np.array("key"), **Fit()(), **wrong}
    write_numbers(file, {name: array for name, array in numbers.items() if array is not None})
    assert kept_or_fitted(file, "key", made, fit) == [1.5, 2.5, 3.5]
    assert fit.times == 1


class Trap:
    """An object that makes a folder when it is unpickled."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.place),)


def test_a_file_cannot_run_code(tmp_path: Path) -> None:
    file, sprung = tmp_path / "model.npz", tmp_path / "sprung"
    np.savez(file, key=np.array("key"), weights=np.array([Trap(sprung)], dtype=object), allow_pickle=True)
    assert kept_or_fitted(file, "key", made, Fit()) == [1.5, 2.5, 3.5]
    assert not sprung.exists()


def test_a_folder_that_cannot_be_written_to_costs_time_only(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("a file where the folder should be", encoding="utf-8")
    assert kept_or_fitted(tmp_path / "build" / "model.npz", "key", made, Fit()) == [1.5, 2.5, 3.5]
    (tmp_path / "model.npz").mkdir()
    assert kept_or_fitted(tmp_path / "model.npz", "key", made, Fit()) == [1.5, 2.5, 3.5]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "model.npz"], "no part is left behind"


def test_the_key_is_of_content_code_and_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    decision = Decided("A text.", "housing", carries=True)
    key = key_of(CODEBOOK, frozenset("abc"), [decision])
    assert key_of(CODEBOOK, frozenset("cba"), [decision]) == key
    others = [
        key_of(CODEBOOK, frozenset("abd"), [decision]),
        key_of(CODEBOOK, frozenset("abc"), [Decided("A text.", "housing", carries=False)]),
        key_of(CODEBOOK, frozenset("abc"), []),
    ]
    monkeypatch.setattr(kept, "version", lambda name: "1.0")
    others.append(key_of(CODEBOOK, frozenset("abc"), [decision]))
    monkeypatch.undo()
    monkeypatch.setattr(kept, "code_hash", lambda: "changed")
    others.append(key_of(CODEBOOK, frozenset("abc"), [decision]))
    assert len({key, *others}) == 6


def test_what_cannot_be_told_apart_is_no_part_of_a_key() -> None:
    with pytest.raises(TypeError, match="object"):
        key_of(object())


def test_a_kept_coder_answers_as_one_just_fitted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = fit_coder(CODEBOOK, ENCODER, LABELS)
    fit_coder(CODEBOOK, ENCODER, LABELS, folder=tmp_path)
    monkeypatch.setattr(coding, "FeaturePool", refused)
    stored = fit_coder(CODEBOOK, ENCODER, LABELS[::-1], folder=tmp_path)
    assert any(alone.suggest(STATEMENTS))
    assert stored.suggest(STATEMENTS) == alone.suggest(STATEMENTS)
    np.testing.assert_allclose(stored.probabilities(STATEMENTS[::-1])[::-1], alone.probabilities(STATEMENTS), rtol=0, atol=1e-9)
    one_by_one = np.vstack([stored.probabilities([statement]) for statement in STATEMENTS])
    np.testing.assert_allclose(one_by_one, alone.probabilities(STATEMENTS), rtol=0, atol=1e-9)


def test_a_decision_is_learnt_from_although_a_coder_is_kept(tmp_path: Path) -> None:
    statement = StatementInput("The caretaker of the block saw the door.")
    place = CODEBOOK.ids.index("housing")

    def housing(*decisions: Decided) -> float:
        coder = fit_coder(CODEBOOK, ENCODER, LABELS, decisions, folder=tmp_path)
        return float(coder.probabilities([statement])[0, place])

    before = housing()
    after = housing(Decided(statement.text, "housing", carries=True))
    assert after > before + 0.01
    assert housing() == pytest.approx(before, abs=1e-9)


def test_another_encoder_has_another_coder(tmp_path: Path) -> None:
    fit_coder(CODEBOOK, ENCODER, LABELS, folder=tmp_path)
    other = HashingEncoder(32)
    assert fit_coder(CODEBOOK, other, LABELS, folder=tmp_path).suggest(STATEMENTS) == fit_coder(CODEBOOK, other, LABELS).suggest(
        STATEMENTS
    )


def test_a_kept_comparer_judges_as_one_just_fitted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = fit_comparer(ENCODER, PAIRS)
    fit_comparer(ENCODER, PAIRS, folder=tmp_path)
    monkeypatch.setattr(comparison_fitting, "fit_profiler", refused)
    stored = fit_comparer(ENCODER, PAIRS, folder=tmp_path)
    assert {judged.relation for judged in alone.compare(ASKED)} >= {"same", "unrelated"}
    assert stored.compare(ASKED[::-1])[::-1] == alone.compare(ASKED)
    texts = [(text, None) for pair in ASKED for text in (pair.a_text, pair.b_text)]
    left, right = np.arange(0, len(texts), 2), np.arange(1, len(texts), 2)
    both = [c.probabilities(c.profiler.profile(texts), left, right) for c in (stored, alone)]
    np.testing.assert_allclose(both[0], both[1], rtol=0, atol=1e-9)


def test_a_judged_pair_is_learnt_from_although_a_comparer_is_kept(tmp_path: Path) -> None:
    pair = PairInput("MARAC cases are flagged on every system.", "Someone attends every MARAC.")
    judged = [LabelledPair(f"a/{n}", f"b/{n}", pair, "same") for n in range(10)]
    before, after, again = (
        fit_comparer(ENCODER, pairs, folder=tmp_path).compare([pair])[0].score for pairs in (PAIRS, [*PAIRS, *judged], PAIRS)
    )
    assert after > before
    assert again == before


def test_vectors_of_a_damaged_file_are_made_again(tmp_path: Path) -> None:
    first = CachedEncoder(ENCODER, tmp_path)
    vectors = first.encode(["one text", "another"])
    first.save()
    (file,) = tmp_path.iterdir()
    np.testing.assert_array_equal(CachedEncoder(ENCODER, tmp_path).encode(["one text", "another"]), vectors)
    for damaged in (
        {KEYS: np.array(["x"]), ROWS: np.zeros((1, 64))},
        {KEYS: np.array("x")},
        {KEYS: np.array(["é"]), ROWS: np.eye(1, 64)},
    ):
        write_numbers(file, damaged)
        np.testing.assert_array_equal(CachedEncoder(ENCODER, tmp_path).encode(["one text", "another"]), vectors)
