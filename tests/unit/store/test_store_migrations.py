"""A database of an older schema opens, keeps everything, and answers what the newer one asks."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from analytics.filters import Filters
from analytics.store import backup, decisions, queries
from analytics.store.connection import SCHEMA_VERSION, Store
from analytics.store.decisions import Decision
from tests import situations

WHEN = datetime(2026, 11, 1)


@pytest.fixture
def first_schema(tmp_path: Path) -> Path:
    """The library as schema 1 had it, with a decision of a person in it."""
    path = tmp_path / "old.duckdb"
    with situations.library(path) as store:
        key = store.rows("select statement_id from suggestion order by 1")[0]["statement_id"]
        theme = store.rows("select theme_id from suggestion where statement_id = $key", {"key": key})[0]["theme_id"]
        decisions.record(store, Decision("one", "code", key, theme, "rejected", "Lead", WHEN))
    with duckdb.connect(str(path)) as connection:
        connection.execute("""drop view agency_now; drop view agency_covers; drop table statement_agency;
            update statement set agency = 'Northby Police; Adult Social Care' where agency = 'Northby Police';
            update schema_version set version = 1""")
    return path


def _agencies(store: Store) -> set[tuple[str, str]]:
    rows = store.rows("select statement_id, agency_id from statement_agency")
    return {(row["statement_id"], row["agency_id"]) for row in rows}


@pytest.mark.parametrize("read_only", [False, True])
def test_an_older_database_opens_with_everything_in_it(first_schema: Path, read_only: bool) -> None:
    with Store(first_schema, read_only=read_only) as store:
        assert store.rows("select version from schema_version") == [{"version": SCHEMA_VERSION}]
        assert queries.table_counts(store)["statement"] == 10
        assert decisions.all_decisions(store)["decision_id"].tolist() == ["one"]
        single = store.rows("select statement_id, agency_id from statement where agency_id is not null")
        assert {(row["statement_id"], row["agency_id"]) for row in single} <= _agencies(store)


def test_names_joined_by_a_semicolon_become_two_agencies(first_schema: Path) -> None:
    with Store(first_schema) as store:
        both = {"police", "asc"}
        police = [key for key, agency in _agencies(store) if agency == "police"]
        assert len(police) >= 2
        assert all({agency for key, agency in _agencies(store) if key == one} == both for one in police)
        asked = queries.statements(store, Filters(agencies=("asc",), kinds=("recommendation",)))
        assert "Police must attend every MARAC meeting." in asked["text"].tolist()


def test_opening_twice_changes_nothing_more(first_schema: Path) -> None:
    with Store(first_schema) as store:
        before = _agencies(store)
    with Store(first_schema) as store:
        assert _agencies(store) == before


def test_a_backup_of_the_older_schema_can_be_restored(first_schema: Path, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    with situations.library(tmp_path / "new.duckdb") as store:
        backup.backup(store, folder)
    (folder / backup.DATABASE).write_bytes(first_schema.read_bytes())
    manifest = (folder / backup.MANIFEST).read_text(encoding="utf-8")
    new = backup._sha256(first_schema)
    old = backup.read_manifest(folder)["sha256"]
    manifest = manifest.replace(old, new).replace(f'"schema_version": {SCHEMA_VERSION}', '"schema_version": 1')
    (folder / backup.MANIFEST).write_text(manifest, encoding="utf-8")
    backup.restore(folder, tmp_path / "restored.duckdb")
    with Store(tmp_path / "restored.duckdb", read_only=True) as store:
        assert decisions.all_decisions(store)["decision_id"].tolist() == ["one"]
