"""``doctor``: the state of the installation, and anything wrong."""

from __future__ import annotations

import argparse
import platform
from typing import Any

from analytics import __version__
from analytics.commands.console import show
from analytics.errors import LearningError
from analytics.pipeline import load_reference
from analytics.pipeline.building import unread_files
from analytics.pipeline.machine import library_versions
from analytics.settings import Settings
from analytics.store import queries
from analytics.store.connection import SCHEMA_VERSION, Store
from analytics.themes.encoder import load_encoder


def doctor(given: argparse.Namespace) -> int:
    """Print the state of the installation; what is wrong stands under ``problems``."""
    settings = Settings.from_environment()
    problems: list[str] = []
    show({
        "version": __version__,
        "python": platform.python_version(),
        "libraries": library_versions(),
        "model": _model(settings, problems),
        "data": _data(settings, problems),
        "database": _database(settings, problems),
        "problems": problems,
    }, indent=1)  # fmt: skip
    return 0


def _model(settings: Settings, problems: list[str]) -> dict[str, Any]:
    try:
        encoder = load_encoder(settings)
        return {"setting": settings.model, "name": encoder.name, "sha256": encoder.hash, "dimension": encoder.dimension}
    except LearningError as err:
        problems.append(str(err))
        return {"setting": settings.model, "name": None, "sha256": None, "dimension": None}


def _data(settings: Settings, problems: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {"folder": str(settings.data), "codebook_version": None, "themes": 0, "agencies": 0, "digests": 0}
    try:
        reference = load_reference(settings)
    except LearningError as err:
        problems.append(str(err))
        return found
    return found | {
        "codebook_version": reference.codebook.version, "themes": len(reference.codebook.themes),
        "agencies": len(reference.agencies.entries), "digests": len(reference.digests),
    }  # fmt: skip


def _database(settings: Settings, problems: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {"path": str(settings.database), "exists": settings.database.exists(), "schema": SCHEMA_VERSION,
                             "counts": {}, "reviews": [], "runs": []}  # fmt: skip
    if not found["exists"]:
        problems.append(
            f"There is no database at {settings.database} yet. Run 'python -m analytics build', or start the dashboard."
        )
        return found
    try:
        with Store(settings.database) as store:
            runs = queries.runs(store)
            problems += [f"{name} in {settings.data / 'reviews'} is not in the database: see 'import'."
                         for name in unread_files(store, settings)]  # fmt: skip
            names = ["kind", "model_name", "codebook_version"]
            return found | {
                "counts": queries.table_counts(store),
                "reviews": [row["id"] for row in queries.filter_choices(store)["reviews"]],
                "runs": runs[names].astype(object).to_dict("records"),
            }
    except LearningError as err:
        problems.append(str(err))
        return found
