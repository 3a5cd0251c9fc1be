"""The one way to the database: locked, closed down, a cursor a query, all or nothing."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from analytics.errors import DatabaseLockedError, QueryError, SchemaVersionError, StoreError
from analytics.store.connection import Store


def test_a_new_file_gets_the_schema_and_keeps_it(tmp_path: Path) -> None:
    with Store(tmp_path / "new.duckdb") as store:
        store.frame("insert into theme values ('a', 1, 'A', 'subject', 'about a', null, null)")
    with Store(tmp_path / "new.duckdb", read_only=True) as store:
        assert store.rows("select theme_id, position from theme") == [{"theme_id": "a", "position": 1}]


def test_another_process_gets_one_clear_sentence(tmp_path: Path) -> None:
    path = tmp_path / "held.duckdb"
    code = (
        "import sys; from pathlib import Path; from analytics.store.connection import Store; from analytics.errors import "
        "DatabaseLockedError\ntry:\n    Store(Path(sys.argv[1]))\nexcept DatabaseLockedError as err:\n    print(err)"
    )
    with Store(path):
        said = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True).stdout
    assert said.strip() == (
        f"{path} is open in another process, such as a running dashboard: use that one, or stop it and try again."
    )


def test_opening_both_ways_at_once_is_refused(tmp_path: Path) -> None:
    with Store(tmp_path / "a.duckdb"), pytest.raises(DatabaseLockedError, match="another way"):
        Store(tmp_path / "a.duckdb", read_only=True)


def test_the_name_of_a_folder_is_no_reason(tmp_path: Path) -> None:
    path = tmp_path / "Matlock" / "a.duckdb"
    path.parent.mkdir()
    path.write_text("not a database" * 1000)
    with pytest.raises(StoreError, match="can't be opened as a database") as raised:
        Store(path)
    assert not isinstance(raised.value, DatabaseLockedError)


def test_a_user_without_the_right_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What DuckDB says to such a user; the tests run as one who may do everything."""

    def refuse(path: str, **others: object) -> None:
        raise duckdb.IOException(f'Cannot open file "{path}": Permission denied')

    monkeypatch.setattr(duckdb, "connect", refuse)
    with pytest.raises(StoreError, match="may not be written by this user"):
        Store(tmp_path / "a.duckdb")


def test_a_file_of_another_kind_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.duckdb"
    path.write_text("not a database " * 50, encoding="utf-8")
    with pytest.raises(StoreError, match="can't be opened as a database"):
        Store(path)
    assert path.read_text(encoding="utf-8").startswith("not a database")


def test_missing_files_and_folders_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Run 'python -m analytics build'"):
        Store(tmp_path / "none.duckdb", read_only=True)
    with pytest.raises(StoreError, match="There is no folder"):
        Store(tmp_path / "no" / "folder.duckdb")


@pytest.mark.parametrize("sql", ["create table other (x integer)", "create table schema_version (version integer); "
                                 "insert into schema_version values (99)"])  # fmt: skip
def test_another_schema_is_refused(tmp_path: Path, sql: str) -> None:
    with duckdb.connect(str(tmp_path / "old.duckdb")) as connection:
        connection.execute(sql)
    with pytest.raises(SchemaVersionError, match="this version needs schema 2"):
        Store(tmp_path / "old.duckdb")


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/passwd')",
        "copy (select 1) to '/tmp/out-of-the-database.csv'",
        "attach '/tmp/other.duckdb'",
        "install fts",
        "set enable_external_access = true",
        "select * from frame_of_the_test",
    ],
)
def test_sql_reaches_nothing_outside(nothing: Store, sql: str) -> None:
    frame_of_the_test = pd.DataFrame({"a": [1]})
    assert len(frame_of_the_test) == 1
    with pytest.raises(QueryError) as caught:
        nothing.frame(sql)
    assert caught.value.sql == sql


def test_eight_threads_get_their_own_answers(library: Store) -> None:
    wrong: list[tuple[int, object]] = []

    def ask(number: int) -> None:
        for _ in range(50):
            found = library.rows("select $n as n, count(*) as statements from statement", {"n": number})
            if found != [{"n": number, "statements": 10}]:
                wrong.append((number, found))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


ADD = "insert into agency values ('a', 'A', 'Police', null)"


def _write_and_fail(store: Store) -> None:
    with store.transaction() as cursor:
        cursor.execute(ADD)
        raise RuntimeError("half-way")


def _write_twice(store: Store) -> None:
    with store.transaction() as cursor:
        cursor.execute(ADD)
        cursor.execute(ADD)


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    with Store(tmp_path / "t.duckdb") as store:
        with pytest.raises(RuntimeError, match="half-way"):
            _write_and_fail(store)
        with pytest.raises(QueryError, match="duplicate key"):
            _write_twice(store)
        assert store.rows("select count(*) as n from agency") == [{"n": 0}]
        with store.transaction() as cursor:
            cursor.execute(ADD)
        assert store.rows("select count(*) as n from agency") == [{"n": 1}]


def test_readers_see_the_old_state_until_the_writer_is_done(tmp_path: Path) -> None:
    with Store(tmp_path / "t.duckdb") as store, store.transaction() as cursor:
        cursor.execute(ADD)
        assert store.rows("select count(*) as n from agency") == [{"n": 0}]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-07", "2022-07-01", "2022-07-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022-07-15", "2022-07-15", "2022-07-15"),
        ("no date", None, None),
        ("2022-13", None, None),
        (None, None, None),
    ],
)
def test_a_date_of_any_precision_is_a_period(nothing: Store, text: str | None, first: str | None, last: str | None) -> None:
    found = nothing.rows("select first_day($t)::varchar as first, final_day($t)::varchar as last", {"t": text})
    assert found == [{"first": first, "last": last}]


def test_types_at_the_edge(library: Store) -> None:
    frame = library.frame("select title, death_year, restricted from review order by review_id")
    assert [str(kind) for kind in frame.dtypes] == ["str", "int32", "bool"]
