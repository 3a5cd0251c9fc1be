"""The examples in the docstrings of the reader hold."""

from __future__ import annotations

import doctest
import importlib

import pytest

MODULES = [
    "action_plan",
    "addressees",
    "chronology",
    "colour_keys",
    "columns",
    "dates",
    "grids",
    "labels",
    "names",
    "plans",
    "recommendations",
    "status",
    "tidy",
    "topics",
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"analytics.reading.{name}"))
    assert result.attempted > 0
    assert result.failed == 0
