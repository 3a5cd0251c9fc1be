"""An import that is killed for real (SIGKILL) at any of ten points leaves the database as before or as after, never between."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from analytics.pipeline.importing import store_report
from analytics.store.connection import Store
from tests import situations

SCRIPT = """
import os, signal, sys
from pathlib import Path
from analytics.pipeline.importing import store_report
from analytics.store import writing
from analytics.store.connection import Store
from tests import situations
path, point = Path(sys.argv[1]), sys.argv[2]
whole, calls = writing.insert, 0
def die():
    os.kill(os.getpid(), signal.SIGKILL)
def insert(*given):
    global calls
    calls += 1
    whole(*given)
    if point == str(calls):
        die()
writing.insert = insert
def progress(stage, done, total):
    if stage == point:
        die()
store = Store(path)
store_report(store, situations.beth(), situations.REFERENCE, situations.StandIn(), progress=progress)
if point == "committed":
    die()
print(calls)
"""
POINTS = ("1", "2", "3", "5", "7", "9", "encoding", "coding", "comparing", "committed")


def contents(path: Path) -> dict[str, list[str]]:
    """Every row of every table as text, but for the time at which it was written."""
    with Store(path) as store:
        tables = store.rows("select table_name from information_schema.tables where table_type = 'BASE TABLE' order by 1")
        return {row["table_name"]: sorted(_timeless(found) for found in _rows(store, row["table_name"])) for row in tables}


def _rows(store: Store, table: str) -> list[dict[str, object]]:
    return store.rows(f'select * from "{table}"')  # noqa: S608 (a table's name from the catalogue)


def _timeless(row: dict[str, object]) -> str:
    return str({key: value for key, value in row.items() if not key.endswith("_at") and key != "run_id"})


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with one report, closed."""
    path = tmp_path_factory.mktemp("library") / "before.duckdb"
    with situations.empty(path) as store:
        situations.refresh_reference(store, situations.REFERENCE)
        store_report(store, situations.anna(), situations.REFERENCE, situations.StandIn())
    return path


@pytest.fixture(scope="module")
def after(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the second report, imported undisturbed."""
    path = tmp_path_factory.mktemp("library") / "after.duckdb"
    shutil.copy(before, path)
    with Store(path) as store:
        store_report(store, situations.beth(), situations.REFERENCE, situations.StandIn())
    return path


def run(path: Path, point: str) -> subprocess.CompletedProcess[str]:
    """The import in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path), point],
        check=False,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize("point", POINTS)
def test_killed_import_leaves_before_or_after(before: Path, after: Path, tmp_path: Path, point: str) -> None:
    path = tmp_path / "learning.duckdb"
    shutil.copy(before, path)
    killed = run(path, point)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert contents(path) == contents(after if point == "committed" else before)
    finished = run(path, "never")
    assert finished.returncode == 0, finished.stderr
    assert contents(path) == contents(after)


def test_the_points_lie_within_an_import(before: Path, tmp_path: Path) -> None:
    path = tmp_path / "learning.duckdb"
    shutil.copy(before, path)
    assert int(run(path, "never").stdout) >= max(int(point) for point in POINTS if point.isdigit())
