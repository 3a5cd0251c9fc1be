"""``build``: the database from ``data/``."""

from __future__ import annotations

import argparse

from analytics.commands.console import progress, show
from analytics.pipeline import build as build_database
from analytics.pipeline import load_machine, refresh_if_outdated
from analytics.settings import Settings
from analytics.store import queries
from analytics.store.connection import Store


def build(given: argparse.Namespace) -> int:
    """Make the database, or bring it up to date if codebook, labels or model have changed; print what it holds."""
    settings = Settings.from_environment()
    built = not settings.database.exists()
    if built:
        build_database(settings, load_machine, progress())
    with Store(settings.database) as store:
        refreshed = not built and refresh_if_outdated(store, settings, load_machine(settings, store), progress())
        show({"database": str(settings.database), "built": built, "refreshed": refreshed, "counts": queries.table_counts(store)})
    return 0
