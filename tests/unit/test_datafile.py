"""Files of ``data/``: read once while they stay, and with messages that name the line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from analytics.datafile import read_lines, while_unchanged
from analytics.errors import DataFileError


def test_a_file_is_read_again_only_when_it_has_changed(tmp_path: Path) -> None:
    file, times = tmp_path / "a.txt", []

    @while_unchanged
    def read(path: Path) -> str:
        times.append(path)
        return path.read_text(encoding="utf-8")

    file.write_text("first", encoding="utf-8")
    assert [read(file), read(file)] == ["first", "first"]
    assert len(times) == 1
    file.write_text("second", encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert read(file) == "second"
    file.unlink()
    with pytest.raises(FileNotFoundError):
        read(file)


def test_each_line_is_one_and_empty_ones_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"n": 1}\n\n{"n": 2, "text": "a line\u2028within"}\n', encoding="utf-8")
    assert read_lines(file, "numbers", lambda row: row["n"]) == [1, 2]


@pytest.mark.parametrize(
    ("line", "said"),
    [("{", "can't be read"), ("[]", "can't be read"), ('{"m": 1}', "lacks 'n'"), ('{"n": "x"}', "can't be read")],
)
def test_a_line_that_does_not_fit_is_named(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"n": 1}\n' + line, encoding="utf-8")
    with pytest.raises(DataFileError, match=rf"a\.jsonl, line 2, of numbers.*{said}.*put the project's own file back"):
        read_lines(file, "numbers", lambda row: int(row["n"]))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"none\.jsonl can't be read as numbers"):
        read_lines(tmp_path / "none.jsonl", "numbers", int)
