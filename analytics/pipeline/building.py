"""The database from ``data/``: built beside its place and moved there when whole, so that a killed build leaves nothing half."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analytics.errors import DatabaseLockedError, StoreError, UnreadableFileError
from analytics.pipeline.identity import slug, year_of
from analytics.pipeline.importing import Reference, import_report, load_reference
from analytics.pipeline.machine import OF_PEOPLE, Machine, suggest
from analytics.pipeline.merging import addressees, agency_id
from analytics.pipeline.progress import Progress, silent
from analytics.pipeline.reference import Digest, Register
from analytics.settings import Settings
from analytics.store import decisions, writing
from analytics.store.connection import Store
from analytics.store.writing import Cursor
from analytics.themes.encoder import text_key

LOGGER = logging.getLogger(__name__)
MakeMachine = Callable[[Settings, Store], Machine]


def build_if_missing(settings: Settings, make_machine: MakeMachine, progress: Progress = silent) -> bool:
    """Build the database if there is none.

    Returns
    -------
    bool
        True if it was built now.
    """
    if settings.database.exists():
        return False
    build(settings, make_machine, progress)
    return True


def build(settings: Settings, make_machine: MakeMachine, progress: Progress = silent) -> None:
    """Build the database from the data folder, beside its place, and move it there when it is whole.

    Raises
    ------
    DatabaseLockedError
        If another process is building it.
    StoreError
        If there is a database already, or its folder can't be written to.
    DataFileError
        If a file of the data folder breaks its rules.
    """
    if settings.database.exists():
        raise StoreError(f"There is a database at {settings.database} already. Move it away first, or leave it as it is.")
    reference = load_reference(settings)
    unfinished = _clear(settings.database)
    with Store(unfinished) as store:
        fill(store, settings, reference, make_machine, progress)
    progress("finishing", 0, 1)
    _put_in_place(unfinished, settings.database)
    progress("finishing", 1, 1)


def fill(store: Store, settings: Settings, reference: Reference, make_machine: MakeMachine, progress: Progress = silent) -> None:
    """Put the reference lists, digests and every report of the data folder into an empty store, then code and compare.

    A file that can't be read is passed over and logged: one bad file must not keep the rest from being seen (``unread_files``).
    """
    refresh_reference(store, reference)
    files = report_files(settings)
    for done, path in enumerate(files):
        progress("reading", done, len(files))
        try:
            import_report(store, path, settings, reference, None)
        except UnreadableFileError as err:
            LOGGER.warning("Not loaded: %s", err)
    progress("reading", len(files), len(files))
    recode(store, make_machine(settings, store), progress)


def report_files(settings: Settings) -> list[Path]:
    """The reports that came with the data folder, in order of name."""
    folder = settings.data / "reviews"
    return sorted(path for path in folder.glob("*") if path.is_file() and not path.name.startswith("."))


def unread_files(store: Store, settings: Settings) -> list[str]:
    """Names of reports in the data folder that aren't in the database, for ``doctor``."""
    stored = {row["document_id"] for row in store.rows("select document_id from document")}
    return [path.name for path in report_files(settings) if hashlib.sha256(path.read_bytes()).hexdigest() not in stored]


def refresh_reference(store: Store, reference: Reference) -> None:
    """Put agencies, codebook, register and digests in place of what is stored; reports and decisions aren't touched."""
    now = datetime.now(UTC).replace(tzinfo=None)
    with store.transaction() as cursor:
        writing.replace_reference(cursor, _agency_rows(reference), _theme_rows(reference))
        writing.replace_register(cursor, *_register_rows(reference.register))
        for digest in reference.digests:
            _store_digest(cursor, digest, reference, now)


def recode(store: Store, machine: Machine, progress: Progress = silent) -> None:
    """Suggest and compare anew for every review: after a new codebook, model or set of decisions. Decisions stay as they are."""
    with store.transaction() as cursor:
        reviews = [row["review_id"] for row in writing.fetch(cursor, "select review_id from review order by review_id")]
        suggest(cursor, machine, reviews, progress)


def refresh_if_outdated(store: Store, settings: Settings, machine: Machine, progress: Progress = silent) -> bool:
    """Bring lists, suggestions and matches up to date where codebook, labels or model have changed since they were made.

    New decisions alone don't make them outdated: ``recode`` learns from those when it is asked to. One review that was coded
    lately doesn't make the others current.

    Returns
    -------
    bool
        True if something was done.
    """
    made_with = [(row["model_hash"], _of_machine(json.loads(row["parameters"]))) for row in store.rows(_IN_USE)]
    now = (machine.encoder.hash, _of_machine(machine.parameters))
    if made_with and all(then == now for then in made_with):
        return False
    refresh_reference(store, load_reference(settings))
    recode(store, machine, progress)
    return True


_IN_USE = """
    select distinct model_hash, parameters from run
    where run_id in (select run_id from suggestion union select run_id from match)
       or run_id = (select arg_max(run_id, finished_at) from run where kind = 'coding')
"""
"""What made the suggestions and matches that are shown, and the newest run, which may have found nothing to suggest."""


def _of_machine(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Without the numbers of what people have decided."""
    return {name: value for name, value in parameters.items() if name not in OF_PEOPLE}


def _store_digest(cursor: Cursor, digest: Digest, reference: Reference, now: datetime) -> None:
    """A digest's rows, unless the review's own report is loaded by now."""
    if writing.fetch(cursor, "select 1 from review where review_id = $id and source = 'report'", {"id": digest.id}):
        return
    review = digest_row(digest)
    corrected = {name: value or None for name, value in decisions.corrected_particulars(cursor, digest.id).items()}
    if corrected.get("death"):
        review["death_year"] = year_of(corrected["death"])
    statements = [
        {"statement_id": f"{digest.id}/{seq}", "review_id": digest.id, "document_id": None, "seq": seq, "ref": item.ref,
         "kind": item.kind, "agency_id": agency_id(reference.agencies, item.addressed_to), "agency": item.addressed_to,
         "text": item.text, "text_hash": text_key(item.text)}
        for seq, item in enumerate(digest.statements, start=1)
    ]  # fmt: skip
    parts = {"statement": statements, "statement_agency": addressees(reference.agencies, statements, ())}
    writing.replace_review(cursor, review | corrected, parts, None, now)


def digest_row(digest: Digest) -> dict[str, Any]:
    """A digest's row of ``review``, as its file says it."""
    return {
        "review_id": digest.id, "title": digest.title, "csp": digest.csp, "region": digest.region, "source": "digest",
        "death_year": digest.year_of_death, "published": digest.published, "restricted": False,
        "recommendations_published": digest.recommendations_published, "summary": digest.summary,
        "source_title": digest.source_title, "source_url": digest.source_url,
    }  # fmt: skip


def _agency_rows(reference: Reference) -> list[dict[str, Any]]:
    return [
        {"agency_id": a.id, "name": a.name, "sector": a.sector, "successor_id": a.successor or None}
        for a in reference.agencies.entries
    ]


def _theme_rows(reference: Reference) -> list[dict[str, Any]]:
    return [
        {"theme_id": t.id, "position": position, "name": t.name, "axis": t.axis, "definition": t.definition,
         "include": t.include or None, "exclude": t.exclude or None}
        for position, t in enumerate(reference.codebook.themes, start=1)
    ]  # fmt: skip


def _register_rows(register: Register) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    entries = [
        {"csp": e.csp, "number": e.number, "documents": list(e.documents), "review_id": e.review_id, "note": e.note,
         "source_title": register.source_title, "source_url": register.source_url}
        for e in register.entries
    ]  # fmt: skip
    notes = [
        {"seq": seq, "csp": note["csp"], "date": str(note["date"]) if note.get("date") else None, "text": note["text"],
         "source_title": note.get("source_title"), "source_url": note.get("source_url")}
        for seq, note in enumerate(register.notes, start=1)
    ]  # fmt: skip
    return entries, notes


def _clear(database: Path) -> Path:
    """The place to build in, emptied of what an interrupted build left. Opening it first shows whether one is running."""
    unfinished = database.with_name(f"{database.name}.building")
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        if unfinished.exists():
            _refuse_if_running(unfinished)
            unfinished.unlink()
        unfinished.with_name(f"{unfinished.name}.wal").unlink(missing_ok=True)
    except OSError as err:
        reason = err.strerror or slug(str(err))
        raise StoreError(f"{database.parent} can't be written to ({reason}). Set LEARNING_DATABASE to another path.") from err
    return unfinished


def _refuse_if_running(unfinished: Path) -> None:
    try:
        Store(unfinished).close()
    except DatabaseLockedError as err:
        raise DatabaseLockedError(
            f"Another process is building the database just now ({unfinished}): wait a minute and try again."
        ) from err
    except StoreError:  # half-written: what this function is called to find
        return


def _put_in_place(unfinished: Path, database: Path) -> None:
    """Move, unless someone else was faster: an open database must never be replaced under its readers."""
    try:
        os.link(unfinished, database)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        if not database.exists():
            os.replace(unfinished, database)
    unfinished.unlink(missing_ok=True)
