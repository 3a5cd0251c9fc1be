"""The files of ``data/`` that are not reports: digests and the register, read and checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analytics.datafile import read_yaml
from analytics.errors import DataFileError
from analytics.model import STATEMENT_KINDS

Entry = Mapping[str, Any]


@dataclass(frozen=True)
class RegisterEntry:
    """One published review: ``review_id``, ``title`` and ``pseudonym`` where its report is, or may be, loaded."""

    csp: str
    number: int
    documents: tuple[str, ...]
    review_id: str | None = None
    title: str | None = None
    pseudonym: str | None = None
    note: str | None = None
    region: str | None = None


@dataclass(frozen=True)
class Register:
    """The reviews a partnership has published, and notes on how it handles them."""

    entries: tuple[RegisterEntry, ...] = ()
    notes: tuple[Entry, ...] = ()
    source_title: str | None = None
    source_url: str | None = None


@dataclass(frozen=True)
class DigestStatement:
    """One statement of a digest, in our own wording."""

    kind: str
    text: str
    ref: str | None = None
    addressed_to: str | None = None


@dataclass(frozen=True)
class Digest:
    """What is publicly known of a review whose report isn't loaded."""

    id: str
    title: str
    csp: str
    statements: tuple[DigestStatement, ...]
    region: str | None = None
    published: str | None = None
    year_of_death: int | None = None
    recommendations_published: int | None = None
    source_title: str | None = None
    source_url: str | None = None
    summary: str | None = None


def load_register(path: Path) -> Register:
    """Read and check the register.

    Raises
    ------
    DataFileError
        If the file is missing, is not YAML, or gives a number or a review's id twice.
    """
    content = read_yaml(path)
    entries = tuple(_register_entry(entry, content, path) for entry in content.get("reviews") or [])
    _check_unique([str(entry.number) for entry in entries], "number", path)
    _check_unique([entry.review_id for entry in entries if entry.review_id], "review", path)
    return Register(entries, tuple(content.get("process_notes") or ()), content.get("source_title"), content.get("source_url"))


def load_digests(folder: Path) -> tuple[Digest, ...]:
    """Read and check every ``*.yaml`` of a folder, by id; a folder that isn't there has none.

    Raises
    ------
    DataFileError
        If a file is not YAML, lacks id, title, area or statements, names an unknown kind, or two give one id.
    """
    digests = [_digest(path) for path in sorted(folder.glob("*.yaml"))]
    _check_unique([digest.id for digest in digests], "id", folder)
    return tuple(sorted(digests, key=lambda digest: digest.id))


def _register_entry(entry: Any, content: Entry, path: Path) -> RegisterEntry:
    if not isinstance(entry, dict) or not isinstance(entry.get("number"), int) or not content.get("csp"):
        raise DataFileError(f"{path}: an entry lacks its number, or the file its 'csp': {entry!r}. Add it.")
    documents = tuple(str(name) for name in entry.get("documents") or ())
    return RegisterEntry(content["csp"], entry["number"], documents, entry.get("review"), entry.get("title"),
                         entry.get("pseudonym"), entry.get("note"), content.get("region"))  # fmt: skip


def _digest(path: Path) -> Digest:
    content = read_yaml(path)
    for key in ("id", "title", "csp", "statements"):
        if not content.get(key):
            raise DataFileError(f"{path} lacks '{key}'. Add it.")
    statements = tuple(_digest_statement(item, path) for item in content["statements"])
    names = ("region", "year_of_death", "recommendations_published", "source_title", "source_url", "summary")
    published = content.get("published")
    return Digest(content["id"], content["title"], content["csp"], statements, **{name: content.get(name) for name in names},
                  published=None if published is None else str(published))  # fmt: skip


def _digest_statement(item: Any, path: Path) -> DigestStatement:
    if not isinstance(item, dict) or item.get("kind") not in STATEMENT_KINDS or not str(item.get("text") or "").strip():
        raise DataFileError(f"{path}: a statement lacks its text or has an unknown kind: {item!r}. Mend it.")
    ref = item.get("ref")
    return DigestStatement(item["kind"], str(item["text"]), None if ref is None else str(ref), item.get("addressed_to"))


def _check_unique(values: Sequence[str], what: str, path: Path) -> None:
    twice = sorted(value for value, count in Counter(values).items() if count > 1)
    if twice:
        raise DataFileError(f"{path} gives the {what} '{twice[0]}' more than once. Keep it in one place.")
