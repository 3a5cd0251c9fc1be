"""Settings from the environment, each with a default, a unit and a sentence of help. Documented in README.md; a test compares."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from analytics.errors import InputError

PROJECT_FOLDER = Path(__file__).resolve().parent.parent
DATA_FOLDER = PROJECT_FOLDER / "data"


@dataclass(frozen=True)
class Option:
    """One environment variable: its name, default, unit ('' when it has none) and help."""

    variable: str
    default: Any
    unit: str
    help: str


OPTIONS: dict[str, Option] = {
    "database": Option("LEARNING_DATABASE", DATA_FOLDER / "learning.duckdb", "", "Path of the DuckDB file."),
    "data": Option(
        "LEARNING_DATA", DATA_FOLDER, "", "Folder of the published reviews, digests, codebook, agencies and register."
    ),
    "model": Option("EMBEDDING_MODEL", "packaged", "", "Embedding model: 'packaged' (all-MiniLM-L6-v2), a folder or a hub name."),
    "max_file_mb": Option("LEARNING_MAX_FILE_MB", 25, "MB", "Largest file that is read."),
    "max_pages": Option("LEARNING_MAX_PAGES", 600, "pages", "Longest document that is read."),
    "max_unpacked_mb": Option("LEARNING_MAX_UNPACKED_MB", 200, "MB", "Largest size of a file once unpacked."),
    "read_seconds": Option("LEARNING_READ_SECONDS", 60, "seconds", "Longest time reading one file may take."),
    "scanned_page_seconds": Option(
        "LEARNING_SCANNED_PAGE_SECONDS", 30, "seconds", "Further time for each scanned page, where the OCR extra is installed."
    ),
    "read_memory_mb": Option("LEARNING_READ_MEMORY_MB", 1500, "MB", "Most memory reading one file may take."),
}


@dataclass(frozen=True)
class Settings:
    """Everything that may differ from machine to machine. Immutable; made once by ``from_environment``."""

    database: Path = OPTIONS["database"].default
    data: Path = OPTIONS["data"].default
    model: str = OPTIONS["model"].default
    max_file_mb: int = OPTIONS["max_file_mb"].default
    max_pages: int = OPTIONS["max_pages"].default
    max_unpacked_mb: int = OPTIONS["max_unpacked_mb"].default
    read_seconds: int = OPTIONS["read_seconds"].default
    scanned_page_seconds: int = OPTIONS["scanned_page_seconds"].default
    read_memory_mb: int = OPTIONS["read_memory_mb"].default

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read every option from ``environment``, falling back to its default.

        Raises
        ------
        InputError
            If a number is not a whole number above zero.
        """
        given = {f.name: _read(OPTIONS[f.name], environment) for f in fields(cls)}
        return cls(**given)


def _read(option: Option, environment: Mapping[str, str]) -> Any:
    text = environment.get(option.variable, "").strip()
    if not text:
        return option.default
    if isinstance(option.default, Path):
        return Path(text).expanduser()
    if isinstance(option.default, int):
        return _whole_number(option, text)
    return text


def _whole_number(option: Option, text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise InputError(f"{option.variable} is '{text}': give a whole number of {option.unit} above zero.")
    return int(text)
