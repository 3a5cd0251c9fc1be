"""``backup`` and ``restore``: a copy of the library, and its return."""

from __future__ import annotations

import argparse

from analytics.commands.console import show
from analytics.errors import StoreError
from analytics.settings import Settings
from analytics.store import backup as backups
from analytics.store.connection import Store


def backup(given: argparse.Namespace) -> int:
    """Copy the database to a folder."""
    settings = Settings.from_environment()
    if not settings.database.exists():
        raise StoreError(f"There is no database at {settings.database} to back up. Run 'python -m analytics build' first.")
    with Store(settings.database) as store:
        show({"folder": str(given.folder), **backups.backup(store, given.folder)})
    return 0


def restore(given: argparse.Namespace) -> int:
    """Put a backup in place of the database."""
    settings = Settings.from_environment()
    show({"database": str(settings.database), **backups.restore(given.folder, settings.database)})
    return 0
