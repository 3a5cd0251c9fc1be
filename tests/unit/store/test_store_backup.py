"""A backup can be checked and comes back; nothing is lost on the way."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from analytics.errors import DatabaseLockedError, InputError, OutputError
from analytics.store import queries
from analytics.store.backup import backup, received_folder, restore
from analytics.store.connection import Store
from analytics.store.decisions import Decision, record
from tests import situations

STATEMENT = f"{situations.ANNA}/conclusion-8-1"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    with situations.library(tmp_path / "l.duckdb") as store:
        record(store, Decision("d1", "code", STATEMENT, "training", "added", "Zoë Coder", datetime(2026, 1, 1), "=1+1 said she"))
        backup(store, tmp_path / "saved")
        assert queries.table_counts(store)["decision"] == 1, "the store is still usable"
    return tmp_path / "saved"


def test_there_and_back(saved: Path, tmp_path: Path) -> None:
    manifest = restore(saved, tmp_path / "elsewhere" / "back.duckdb")
    assert manifest["kept"] is None
    with Store(tmp_path / "elsewhere" / "back.duckdb") as store, Store(tmp_path / "l.duckdb") as before:
        assert queries.table_counts(store) == queries.table_counts(before) == manifest["counts"]


def test_decisions_can_be_read_without_any_database(saved: Path) -> None:
    lines = (saved / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    assert [(json.loads(line)["who"], json.loads(line)["why"]) for line in lines] == [("Zoë Coder", "=1+1 said she")]


def test_the_present_database_is_kept(saved: Path, tmp_path: Path) -> None:
    path = tmp_path / "l.duckdb"
    with Store(path) as store:
        store.frame("delete from statement")
    kept = Path(restore(saved, path)["kept"])
    with Store(kept) as store:
        assert queries.table_counts(store)["statement"] == 0
    with Store(path) as store:
        assert queries.table_counts(store)["statement"] == 10


def test_a_damaged_database_can_be_replaced(saved: Path, tmp_path: Path) -> None:
    path = tmp_path / "damaged.duckdb"
    path.write_bytes(b"\0" * 5000)
    restore(saved, path)
    with Store(path) as store:
        assert queries.table_counts(store)["statement"] == 10


def test_a_changed_backup_is_refused(saved: Path, tmp_path: Path) -> None:
    with (saved / "learning.duckdb").open("r+b") as file:
        file.seek(5000)
        file.write(b"x")
    with pytest.raises(InputError, match="SHA-256 differs"):
        restore(saved, tmp_path / "l.duckdb")
    with Store(tmp_path / "l.duckdb") as store:
        assert queries.table_counts(store)["statement"] == 10
    assert not list(tmp_path.glob("*.restoring"))


@pytest.mark.parametrize("text", ["", "{}", '{"schema_version": 99}', "[]"])
def test_a_folder_that_is_no_backup_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"backup|schema 99"):
        restore(tmp_path / "folder", tmp_path / "l.duckdb")


def test_a_full_folder_is_not_written_over(saved: Path, tmp_path: Path) -> None:
    before = sorted(path.name for path in saved.iterdir())
    with Store(tmp_path / "l.duckdb") as store, pytest.raises(OutputError, match="not an empty folder"):
        backup(store, saved)
    assert sorted(path.name for path in saved.iterdir()) == before


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file", encoding="utf-8")
    with situations.empty(tmp_path / "e.duckdb") as store, pytest.raises(OutputError, match="could not be written"):
        backup(store, tmp_path / "file" / "folder")


def test_an_open_database_is_not_replaced(saved: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from analytics.store.connection import Store\n"
        "store = Store(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    path = tmp_path / "l.duckdb"
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(DatabaseLockedError, match="open in another process"):
            restore(saved, path)
        holder.communicate()
    with Store(path) as store:
        assert queries.table_counts(store)["statement"] == 10


def received(database: Path, **files: str) -> Path:
    """A folder of files from other partnerships beside a database; the content doesn't matter to a backup."""
    folder = received_folder(database)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return folder


def names_and_texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def test_received_files_go_with_the_database_and_come_back(tmp_path: Path) -> None:
    path = tmp_path / "l.duckdb"
    folder = received(path, one="1", two="2")
    (folder / ".one.json.half-written").write_text("x", encoding="utf-8")
    with situations.empty(path) as store:
        manifest = backup(store, tmp_path / "saved")
    assert manifest["received"]["one.json"] == "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b", "of the text 1"
    elsewhere = tmp_path / "elsewhere" / "back.duckdb"
    restore(tmp_path / "saved", elsewhere)
    assert names_and_texts(received_folder(elsewhere)) == {"one.json": "1", "two.json": "2"}


def test_received_files_that_are_there_are_kept_aside(tmp_path: Path) -> None:
    path = tmp_path / "l.duckdb"
    received(path, one="1")
    with situations.empty(path) as store:
        backup(store, tmp_path / "saved")
    received(path, later="3")
    restore(tmp_path / "saved", path)
    assert names_and_texts(received_folder(path)) == {"one.json": "1"}
    aside = next(tmp_path.glob("regional.before-*"))
    assert names_and_texts(aside) == {"later.json": "3", "one.json": "1"}
    restore(tmp_path / "saved", path)
    assert len(list(tmp_path.glob("regional.before-*"))) == 2, "nothing that was kept is written over"
    assert not list(tmp_path.glob("*.restoring"))


def test_a_backup_without_received_files_restores_none(saved: Path, tmp_path: Path) -> None:
    folder = received(tmp_path / "l.duckdb", later="3")
    restore(saved, tmp_path / "l.duckdb")
    assert names_and_texts(folder) == {}
    assert names_and_texts(next(tmp_path.glob("regional.before-*"))) == {"later.json": "3"}


def test_a_backup_from_before_leaves_received_files_alone(saved: Path, tmp_path: Path) -> None:
    manifest = json.loads((saved / "manifest.json").read_text(encoding="utf-8"))
    del manifest["received"]
    (saved / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    folder = received(tmp_path / "l.duckdb", later="3")
    restore(saved, tmp_path / "l.duckdb")
    assert names_and_texts(folder) == {"later.json": "3"}


@pytest.mark.parametrize("damage", ["changed", "missing", "added"])
def test_a_backup_with_other_received_files_is_refused(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "l.duckdb"
    folder = received(path, one="1")
    with situations.library(path) as store:
        backup(store, tmp_path / "saved")
    one = tmp_path / "saved" / "regional" / "one.json"
    match damage:
        case "changed":
            one.write_text("changed", encoding="utf-8")
        case "missing":
            one.unlink()
        case "added":
            one.with_name("two.json").write_text("2", encoding="utf-8")
    with pytest.raises(InputError, match="not those that were saved"):
        restore(tmp_path / "saved", path)
    assert names_and_texts(folder) == {"one.json": "1"}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["l.duckdb", "regional", "saved"]
    with Store(path) as store:
        assert queries.table_counts(store)["statement"] == 10
