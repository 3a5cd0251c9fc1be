"""Files are written whole or not at all; text is safe in every format."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pandas as pd
import pytest

from analytics.briefings.writing import clean, formula_safe, has, write_whole
from analytics.errors import OutputError


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT, ""])
def test_nothing_is_nothing(missing: object) -> None:
    assert not has(missing)
    assert clean(missing) == ""


def test_characters_that_xml_forbids_are_left_out_and_no_others() -> None:
    assert clean("a\x00b\x07c\x0bd\ud800e\ufffef\tg\nh") == "abcdef\tg\nh"
    assert clean("a\u202eb\u2067c\u2069 \u05d0\u05d1") == "abc \u05d0\u05d1"
    assert clean("Zoë’s – “MARAC” 𝔘 e\u0301") == "Zoë’s – “MARAC” 𝔘 e\u0301"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1+1", "\x00=1"])
def test_what_a_spreadsheet_takes_for_a_formula_gets_an_apostrophe(text: str) -> None:
    assert formula_safe(text).startswith("'")


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    target = tmp_path / "file.bin"
    write_whole(target, b"old")
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["file.bin"]


def test_a_full_disk_leaves_what_was_there_and_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "file.bin"
    target.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match=r"file\.bin could not be written: No space left on device\. Choose another place"):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["file.bin"]


def test_a_folder_that_isn_t_there_or_a_folder_as_target_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="could not be written"):
        write_whole(tmp_path / "nowhere" / "file.bin", b"x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match="is a folder or a device, not a file"):
        write_whole(tmp_path / "folder", b"x")
    assert os.listdir(tmp_path) == ["folder"]
