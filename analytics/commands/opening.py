"""The library, opened for a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from analytics import pipeline
from analytics.commands.console import progress
from analytics.settings import Settings
from analytics.store.connection import Store


@contextmanager
def opened_library(settings: Settings) -> Iterator[Store]:
    """The database, built first if there is none: only then are the libraries imported that coding needs."""
    if not settings.database.exists():
        pipeline.build_if_missing(settings, pipeline.load_machine, progress())
    with Store(settings.database) as store:
        yield store
