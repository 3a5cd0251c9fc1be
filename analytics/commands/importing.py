"""``import``: reports into the library."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analytics.commands.console import progress, show
from analytics.commands.opening import opened_library
from analytics.errors import DataFileError, FileLimitError, UnreadableFileError
from analytics.pipeline import Machine, Reference, import_report, load_machine, load_reference
from analytics.settings import Settings
from analytics.store.connection import Store


def import_(given: argparse.Namespace) -> int:
    """Import each file, print a line for each, and go on after a bad one."""
    settings = Settings.from_environment()
    refused = 0
    with opened_library(settings) as store:
        reference, machine = load_reference(settings), load_machine(settings, store)
        for path in _files(given.files):
            outcome = _imported(store, path, settings, reference, machine, given.restricted)
            refused += outcome["result"] == "refused"
            show(outcome)
    return 1 if refused else 0


def _imported(
    store: Store, path: Path, settings: Settings, reference: Reference, machine: Machine, restricted: bool
) -> dict[str, Any]:  # fmt: skip
    try:
        done = import_report(store, path, settings, reference, machine, restricted=restricted, progress=progress())
    except (UnreadableFileError, FileLimitError, DataFileError) as err:
        return {"file": str(path), "review": None, "result": "refused", "statements": 0, "recommendations": 0, "warnings": [],
                "error": str(err)}  # fmt: skip
    return {"file": str(path), "review": done.review, "result": done.result, "statements": done.statements,
            "recommendations": done.recommendations, "warnings": list(done.warnings), "error": None}  # fmt: skip


def _files(given: list[Path]) -> Iterator[Path]:
    """Files as they are; of a folder its own files in order of name, hidden ones left out."""
    for path in given:
        if path.is_dir():
            yield from sorted(inside for inside in path.iterdir() if inside.is_file() and not inside.name.startswith("."))
        else:
            yield path
