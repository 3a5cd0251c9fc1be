"""Settings come from the environment alone, each with its default."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from analytics.errors import InputError
from analytics.settings import OPTIONS, PROJECT_FOLDER, Settings


def test_defaults() -> None:
    settings = Settings.from_environment({})
    assert settings == Settings()
    assert settings.database == PROJECT_FOLDER / "data" / "learning.duckdb"
    assert (settings.model, settings.max_file_mb, settings.max_pages) == ("packaged", 25, 600)


def test_every_setting_has_an_option_and_every_option_a_setting() -> None:
    assert [field.name for field in fields(Settings)] == list(OPTIONS)
    assert len({option.variable for option in OPTIONS.values()}) == len(OPTIONS)
    assert all(option.help.endswith(".") for option in OPTIONS.values())


def test_what_the_environment_says() -> None:
    given = {"LEARNING_DATABASE": "~/x.duckdb", "EMBEDDING_MODEL": " a/b ", "LEARNING_MAX_PAGES": "7", "LEARNING_MAX_FILE_MB": ""}
    settings = Settings.from_environment(given)
    assert settings.database == Path.home() / "x.duckdb"
    assert (settings.model, settings.max_pages, settings.max_file_mb) == ("a/b", 7, 25)


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "many", "１２", "1e3"])
def test_a_number_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(InputError, match=r"LEARNING_READ_SECONDS is .*: give a whole number of seconds above zero"):
        Settings.from_environment({"LEARNING_READ_SECONDS": value})
