"""A copy of the library that can be checked, and its return: a folder with the database, people's decisions as text, the files
received from other partnerships, and a manifest.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from analytics.errors import DatabaseLockedError, InputError, OutputError, StoreError
from analytics.store.connection import SCHEMA_VERSION, Store
from analytics.store.decisions import all_decisions
from analytics.store.migrations import STEPS
from analytics.store.queries import table_counts

DATABASE, DECISIONS, MANIFEST, RECEIVED = "learning.duckdb", "decisions.jsonl", "manifest.json", "regional"


def received_folder(database: Path) -> Path:
    """Where files from other partnerships are kept: beside the database."""
    return database.parent / RECEIVED


def backup(store: Store, folder: Path) -> dict[str, Any]:
    """Copy the database, and the files received from other partnerships, to a new folder: whole, or not at all.

    Returns
    -------
    dict
        The manifest: ``made_at, schema_version, duckdb, sha256`` of the database file, ``counts`` of its tables, and
        ``received``: the SHA-256 of each file from another partnership by its name.

    Raises
    ------
    OutputError
        If the folder exists and isn't empty, or can't be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(f"{folder} is there already and not an empty folder. Give a new folder for the backup.")
    unfinished = folder.with_name(f".{folder.name}.unfinished-{os.getpid()}")
    try:
        unfinished.mkdir(parents=True)
        manifest = _fill(store, unfinished)
        if folder.exists():
            folder.rmdir()
        unfinished.rename(folder)
    except OSError as err:
        raise OutputError(
            f"The backup could not be written to {folder} ({err.strerror or err}). Nothing was left there."
        ) from err
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return manifest


def restore(folder: Path, database: Path) -> dict[str, Any]:
    """Put a backup in place of the database and the received files. What was there is kept beside it, named by the time.

    A backup made before received files were part of one leaves those that are there alone.

    Returns
    -------
    dict
        The manifest, with ``kept``: the path of the earlier database, or ``None``.

    Raises
    ------
    InputError
        If the folder is no backup, or its database isn't the one that was saved.
    DatabaseLockedError
        If the database is open in another process.
    OutputError
        If it can't be written.
    """
    manifest = read_manifest(folder)
    unfinished = database.with_name(f"{database.name}.restoring")
    received = received_folder(database).with_name(f"{RECEIVED}.restoring")
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / DATABASE, unfinished)
        _check(unfinished, manifest, folder)
        _copy_received(folder, received, manifest)
        kept = _put_in_place(unfinished, received, database)
    except OSError as err:
        raise OutputError(f"{database} could not be written ({err.strerror or err}). Nothing was changed.") from err
    finally:
        unfinished.unlink(missing_ok=True)
        shutil.rmtree(received, ignore_errors=True)
    return {**manifest, "kept": str(kept) if kept else None}


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a backup; raises ``InputError`` if the folder holds none that this version can use."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        version = int(manifest["schema_version"])
    except (OSError, ValueError, KeyError, TypeError) as err:
        raise InputError(f"{folder} is no backup: it has no readable {MANIFEST}. Give the folder that 'backup' wrote.") from err
    if version != SCHEMA_VERSION and version not in STEPS:  # an older one is brought up to date when it is opened
        raise InputError(
            f"{folder} was saved with schema {version}; this version needs {SCHEMA_VERSION}. Use the version that made it."
        )
    return dict(manifest)


def _fill(store: Store, folder: Path) -> dict[str, Any]:
    with store.at_rest() as path:
        shutil.copyfile(path, folder / DATABASE)
        all_decisions(store).to_json(folder / DECISIONS, orient="records", lines=True, date_format="iso", force_ascii=False)
        counts = table_counts(store)
        received = _save_received(received_folder(path), folder / RECEIVED)
    manifest = {
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"), "schema_version": SCHEMA_VERSION,
        "duckdb": duckdb.__version__,
        "sha256": _sha256(folder / DATABASE), "counts": counts, "received": received,
    }  # fmt: skip
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2), encoding="utf-8")
    return manifest


def _check(copy: Path, manifest: dict[str, Any], folder: Path) -> None:
    if _sha256(copy) != manifest.get("sha256"):
        raise InputError(f"The database in {folder} is not the one that was saved (its SHA-256 differs). Use another backup.")
    try:
        Store(copy, read_only=True).close()
    except StoreError as err:
        raise InputError(f"The database in {folder} can't be opened ({err}). Use another backup.") from err


def _save_received(present: Path, target: Path) -> dict[str, str]:
    """Copy the files from other partnerships; name → SHA-256 of the copy."""
    files = _files(present)
    if files:
        target.mkdir()
    for path in files:
        shutil.copyfile(path, target / path.name)
    return {path.name: _sha256(target / path.name) for path in files}


def _copy_received(folder: Path, unfinished: Path, manifest: dict[str, Any]) -> None:
    """Copy a backup's received files to where they wait, after making sure that they are those that were saved."""
    if "received" not in manifest:
        return
    shutil.rmtree(unfinished, ignore_errors=True)  # what a restore that was killed has left
    unfinished.mkdir()
    for path in _files(folder / RECEIVED):
        shutil.copyfile(path, unfinished / path.name)
    if {path.name: _sha256(path) for path in _files(unfinished)} != manifest["received"]:
        raise InputError(f"The files in {folder / RECEIVED} are not those that were saved. Use another backup.")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.json") if path.is_file()) if folder.is_dir() else []


def _put_in_place(database_copy: Path, received_copy: Path, database: Path) -> Path | None:
    """Move both to their places; what was there is moved aside first."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    kept = _set_aside(database, stamp)
    os.replace(database_copy, database)
    if received_copy.is_dir():
        present = received_folder(database)
        if present.is_dir() and any(present.iterdir()):
            os.replace(present, present.with_name(f"{RECEIVED}.before-{stamp}"))
        os.replace(received_copy, present)  # takes the place of an empty folder
    return kept


def _set_aside(database: Path, stamp: str) -> Path | None:
    """Move the present database away, after making sure that nobody has it open; one that can't be opened is kept as well."""
    if not database.exists():
        return None
    _refuse_if_open(database)
    kept = database.with_name(f"{database.name}.before-{stamp}")
    os.replace(database, kept)
    wal = database.with_name(f"{database.name}.wal")
    if wal.exists():
        os.replace(wal, kept.with_name(f"{kept.name}.wal"))
    return kept


def _refuse_if_open(database: Path) -> None:
    try:
        Store(database).close()
    except DatabaseLockedError:
        raise
    except StoreError:  # damaged, or of another version: a reason to restore, and it is kept
        return


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
