"""The errors this project raises on purpose. Each message says what is wrong, where, and what to do.

LearningError
├── ReadingStoppedError                  a person stopped the reading of a file
├── InputError (also ValueError)         something handed in can't be used
│   ├── UnreadableFileError              a file that can't be read as a review
│   │   └── FileLimitError               a file over one of the documented limits
│   ├── DataFileError                    a file of ``data/`` is wrong (codebook, register, agencies, digests)
│   │   └── CodebookError
│   └── FilterError                      an unknown review, theme, agency or year in a link or option
├── StoreError                           the database
│   ├── DatabaseLockedError              another process has it open
│   ├── SchemaVersionError               made by another version of this project
│   ├── QueryError                       a query failed; the SQL is attached
│   └── NotStoredError                   asked for something that isn't in the database
├── ModelUnavailableError                the embedding model can't be loaded
└── OutputError                          an export could not be written
"""

from __future__ import annotations


class LearningError(Exception):
    """Root of every error whose message is meant for the person at the keyboard."""


class ReadingStoppedError(LearningError):
    """A person stopped the reading of a file; nothing of it was stored."""


class InputError(LearningError, ValueError):
    """Something handed in can't be used."""


class UnreadableFileError(InputError):
    """A file can't be read as a review."""


class FileLimitError(UnreadableFileError):
    """A file exceeds one of the documented limits (size, pages, time, memory)."""


class DataFileError(InputError):
    """A file under ``data/`` is missing or breaks its rules."""


class CodebookError(DataFileError):
    """The codebook breaks its rules, for instance by giving one id twice."""


class FilterError(InputError):
    """A filter names something that doesn't exist."""


class StoreError(LearningError):
    """The database can't do what was asked."""


class DatabaseLockedError(StoreError):
    """Another process has the database open."""


class SchemaVersionError(StoreError):
    """The database file was made by a version of this project with another schema."""


class QueryError(StoreError):
    """A query failed. ``sql`` holds its text; it never goes to the screen."""

    def __init__(self, message: str, sql: str = "") -> None:
        super().__init__(message)
        self.sql = sql


class NotStoredError(StoreError):
    """The database holds no such review, statement or document."""


class ModelUnavailableError(LearningError):
    """The embedding model can't be loaded on this machine."""


class OutputError(LearningError):
    """An export could not be written; nothing half-written is left behind."""
