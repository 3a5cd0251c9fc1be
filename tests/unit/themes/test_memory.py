"""What a model said is remembered once, for all who ask at the same time."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from analytics.themes.memory import Memory, read_rows, write_rows

GIVEN = {"a": 1.0, "b": 2.0}


def doubled(numbers: list[float]) -> np.ndarray:
    return np.array([[2 * number] for number in numbers], dtype=np.float32)


def refused(numbers: list[float]) -> np.ndarray:
    raise AssertionError(f"asked again: {numbers}")


def test_what_is_remembered_is_given_while_something_else_is_being_made(tmp_path: Path) -> None:
    memory, found = Memory(tmp_path / "build" / "m.npz", np.asarray), []
    memory.rows(GIVEN, doubled)

    def slow(numbers: list[float]) -> np.ndarray:
        asking = threading.Thread(target=lambda: found.append(memory.rows(GIVEN, refused)), daemon=True)
        asking.start()
        asking.join(timeout=5)
        assert not asking.is_alive(), "who asks for what is remembered waits for another's work"
        return doubled(numbers)

    assert memory.rows({"c": 3.0}, slow)["c"] == [6.0]
    assert found == [{"a": [2.0], "b": [4.0]}]


def test_only_what_is_new_is_made_and_saved(tmp_path: Path) -> None:
    file = tmp_path / "build" / "m.npz"
    write_rows(tmp_path / "m.npz", {"a": np.array([7.0])})
    for make in (doubled, refused):
        memory = Memory(file, np.asarray)
        assert memory.rows(GIVEN, make) == {"a": [7.0], "b": [4.0]}
        memory.save()
    assert set(read_rows(file, np.asarray)) == {"b"}


def test_nothing_new_writes_nothing_and_a_folder_that_is_a_file_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("no folder", encoding="utf-8")
    memory = Memory(tmp_path / "build" / "m.npz", np.asarray)
    memory.save()
    assert memory.rows(GIVEN, doubled)["b"] == [4.0]
    memory.save()
    assert (tmp_path / "build").read_text(encoding="utf-8") == "no folder"


@pytest.mark.parametrize("rows", [{}, {"a": np.array(1.0)}, {"a": np.array([np.inf])}])
def test_rows_that_are_none_are_not_taken(tmp_path: Path, rows: dict[str, np.ndarray]) -> None:
    write_rows(tmp_path / "m.npz", rows)
    assert read_rows(tmp_path / "m.npz", np.asarray) == {}
