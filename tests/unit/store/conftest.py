"""One library for all tests that only read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from analytics.store.connection import Store
from tests import situations


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with situations.library(tmp_path_factory.mktemp("library") / "library.duckdb") as store:
        yield store


@pytest.fixture(scope="session")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with situations.empty(tmp_path_factory.mktemp("empty") / "empty.duckdb") as store:
        yield store
