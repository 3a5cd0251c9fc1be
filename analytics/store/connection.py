"""The database file: the one class that opens DuckDB, a cursor for every query, one lock around writes."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import pandas as pd

from analytics.errors import DatabaseLockedError, QueryError, SchemaVersionError, StoreError
from analytics.store.migrations import STEPS

SCHEMA_VERSION = 2
_CLOSED_DOWN = {
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
}
"""No file, network, extension or Python variable can be reached from SQL, and SQL can't undo that."""

Parameters = Mapping[str, Any] | Sequence[Any] | None


class Store:
    """An open database. Safe to share between threads: each query has its own cursor and reads its answer whole.

    Parameters
    ----------
    path : Path
        The DuckDB file. A file that doesn't exist is made, with the schema, unless ``read_only``.
    read_only : bool
        Open for reading alone. One process can't have a file open both ways.

    Raises
    ------
    DatabaseLockedError
        If another process has the file open.
    SchemaVersionError
        If the file was made by a version with another schema.
    StoreError
        If the file is no database, or is missing while ``read_only``.
    """

    def __init__(self, path: Path, read_only: bool = False) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._connection = _open(path, read_only)
        if read_only and self._version() in STEPS:  # it has to be brought up to date by somebody who may write
            self.close()
            Store(path).close()
            self._connection = _open(path, read_only)
        try:
            self._prepare(read_only)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, err: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Write everything to the file and let it go. Closing twice does nothing."""
        self._connection.close()

    def frame(self, sql: str, parameters: Parameters = None) -> pd.DataFrame:
        """The answer as a frame: text as ``str``, whole numbers that may be missing as ``Int32`` or ``Int64``.

        Raises
        ------
        QueryError
            If DuckDB refuses the query; its SQL is attached.
        """
        with self._cursor(sql) as cursor:
            return cursor.execute(sql, parameters).df()

    def rows(self, sql: str, parameters: Parameters = None) -> list[dict[str, Any]]:
        """The answer as Python values, a dictionary a row; raises ``QueryError`` as ``frame`` does."""
        with self._cursor(sql) as cursor:
            cursor.execute(sql, parameters)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    @contextmanager
    def transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor inside a transaction: all of it is stored, or none. Writers wait for each other.

        Raises
        ------
        QueryError
            If DuckDB refuses a statement. Errors of other kinds pass through; both undo everything.
        """
        with self._lock, self._cursor("") as cursor:
            cursor.execute("begin")
            try:
                yield cursor
                cursor.execute("commit")
            except BaseException:
                _roll_back(cursor)
                raise

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor for functions that take one and only read."""
        with self._cursor("") as cursor:
            yield cursor

    @contextmanager
    def at_rest(self) -> Iterator[Path]:
        """The path of the file with everything in it, and nobody writing until the block ends: for copying it."""
        with self._lock:
            with self._cursor("checkpoint") as cursor:
                cursor.execute("checkpoint")
            yield self.path

    @contextmanager
    def _cursor(self, sql: str) -> Iterator[duckdb.DuckDBPyConnection]:
        try:
            with self._connection.cursor() as cursor:
                yield cursor
        except duckdb.Error as err:
            raise QueryError(f"The database refused a query ({_first_line(err)}).", sql) from err

    def _prepare(self, read_only: bool) -> None:
        version = self._version()
        if version is None and not read_only:
            self._make_schema()
            version = SCHEMA_VERSION
        while version in STEPS and not read_only:
            with self.transaction() as cursor:
                cursor.execute(STEPS[version])
            version = self._version()
        if version != SCHEMA_VERSION:
            found = "no schema of this project" if version is None else f"schema {version}"
            raise SchemaVersionError(
                f"{self.path} holds {found}; this version needs schema {SCHEMA_VERSION}. "
                "Move the file away and run 'python -m analytics build', or use the version that made it."
            )

    def _version(self) -> int | None:
        tables = self.rows("select table_name from information_schema.tables where table_schema = 'main'")
        if not tables:
            return None
        if {"table_name": "schema_version"} not in tables:
            return -1
        return int(self.rows("select max(version) as version from schema_version")[0]["version"])

    def _make_schema(self) -> None:
        schema = resources.files("analytics.store").joinpath("schema.sql").read_text(encoding="utf-8")
        with self.transaction() as cursor:
            cursor.execute(schema)


def _open(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    if read_only and not path.exists():
        raise StoreError(f"No database at {path}. Run 'python -m analytics build' to make it.")
    try:
        return duckdb.connect(str(path), read_only=read_only, config=dict(_CLOSED_DOWN))
    except duckdb.Error as err:
        raise _opening_error(path, err) from err


def _opening_error(path: Path, err: duckdb.Error) -> StoreError:
    """DuckDB has one error for a lock, a folder that isn't there and a file of another kind: tell them apart."""
    text = str(err).replace(str(path), "")  # a folder may be called anything, 'Matlock' too
    if "lock" in text.lower() or "being used by another process" in text.lower():
        return DatabaseLockedError(
            f"{path} is open in another process, such as a running dashboard: use that one, or stop it and try again."
        )
    if "different configuration" in text:
        return DatabaseLockedError(f"{path} is already open in this process in another way: close it first.")
    if "serialization version" in text.lower() or "storage version" in text.lower():
        return SchemaVersionError(f"{path} was made by another version of DuckDB ({_first_line(err)}). Build it again.")
    if "permission denied" in text.lower() or "read-only file system" in text.lower():
        return StoreError(
            f"{path} may not be written by this user. Ask its owner for the right, or set LEARNING_DATABASE to another path."
        )
    if not path.parent.is_dir():
        return StoreError(
            f"There is no folder {path.parent} for the database. Make it, or set LEARNING_DATABASE to another path."
        )
    return StoreError(f"{path} can't be opened as a database ({_first_line(err)}). Move it away, or restore a backup.")


def _roll_back(cursor: duckdb.DuckDBPyConnection) -> None:
    try:
        cursor.execute("rollback")
    except duckdb.Error:  # the statement that failed has ended the transaction itself
        return


def _first_line(err: BaseException) -> str:
    return str(err).strip().split("\n", 1)[0][:300]
