"""One report into the database: read → store → encode → code → compare, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from analytics.agencies import Agencies, load_agencies
from analytics.codebook import Codebook, load_codebook
from analytics.errors import NotStoredError
from analytics.model import Report
from analytics.pipeline.identity import ReviewKey, area_of, identify, year_of
from analytics.pipeline.machine import Machine, suggest
from analytics.pipeline.merging import Source, merge, particulars, superseded
from analytics.pipeline.progress import Progress, silent
from analytics.pipeline.reference import Digest, Register, load_digests, load_register
from analytics.reading.intake import read_report
from analytics.reading.transport import report_from_json
from analytics.settings import Settings
from analytics.store import decisions, writing
from analytics.store.connection import Store
from analytics.store.writing import Cursor

STAYS_VISIBLE = (
    "This file is in the library already, as one of a published review, and stays visible. To restrict it, restore a backup from "
    "before its import, and import it as restricted."
)


@dataclass(frozen=True)
class Reference:
    """The files of ``data/`` that reading and storing need."""

    agencies: Agencies
    codebook: Codebook
    register: Register = field(default_factory=Register)
    digests: tuple[Digest, ...] = ()


@dataclass(frozen=True)
class Imported:
    """What came of one file; ``result`` is 'unchanged' where the same bytes were there already."""

    file: str
    review: str
    result: Literal["imported", "unchanged"]
    statements: int
    recommendations: int
    warnings: tuple[str, ...] = ()


def load_reference(settings: Settings) -> Reference:
    """Read and check the reference files of the data folder.

    Raises
    ------
    DataFileError
        If one of them is missing or breaks its rules.
    """
    return Reference(
        agencies=load_agencies(settings.data / "agencies.yaml"),
        codebook=load_codebook(settings.data / "codebook.yaml"),
        register=load_register(settings.data / "register.yaml"),
        digests=load_digests(settings.data / "digests"),
    )


def import_report(
    store: Store,
    path: Path,
    settings: Settings,
    reference: Reference,
    machine: Machine | None,
    *,
    restricted: bool = False,
    progress: Progress = silent,
) -> Imported:
    """Read a file and store, encode, code and compare what it holds: all of it, or nothing.

    Parameters
    ----------
    machine : Machine, optional
        ``None`` leaves suggestions and matches to a later ``recode``.
    restricted : bool
        The review isn't published: queries leave it out unless told otherwise.

    Raises
    ------
    UnreadableFileError, FileLimitError
        If the file can't be read. Nothing has been changed then.
    """
    progress("reading", 0, 1)
    report = read_report(path, settings, reference.agencies)
    progress("reading", 1, 1)
    return store_report(store, report, reference, machine, restricted=restricted, progress=progress)


def store_report(
    store: Store,
    report: Report,
    reference: Reference,
    machine: Machine | None,
    *,
    restricted: bool = False,
    review: ReviewKey | None = None,
    corrections: Mapping[str, str] | None = None,
    who: str = "",
    progress: Progress = silent,
) -> Imported:
    """Store a report that has been read, as ``import_report`` does.

    Parameters
    ----------
    review : ReviewKey, optional
        The review it belongs to, where a person has said so; otherwise it is worked out (``identify``).
    corrections : mapping, optional
        Particulars that a person has put right before storing: one of ``decisions.PARTICULARS`` → value. They are recorded as
        that person's decisions, so that no later document undoes them.
    who : str
        The person who corrected them.
    """
    now = datetime.now(UTC).replace(tzinfo=None)
    with store.transaction() as cursor:
        known = _stored_document(cursor, report.document.sha256)
        if known:
            return _unchanged(cursor, report, known, restricted)
        key = review or identify(report.document, report.review, reference.register, _stored_reviews(cursor))
        decisions.add_particulars(cursor, key.review_id, corrections or {}, who, now)
        _add_document(cursor, key.review_id, report, now)
        rebuild_review(cursor, key, reference.agencies, restricted=restricted, document_id=report.document.sha256, now=now)
        if machine is not None:
            suggest(cursor, machine, [key.review_id], progress)
        return _outcome(cursor, report, key.review_id, "imported")


def rebuild_review(
    cursor: Cursor, key: ReviewKey, agencies: Agencies, *, restricted: bool, document_id: str | None, now: datetime
) -> None:  # fmt: skip
    """Put a review together from all its documents and store it in place of what was there.

    Raises
    ------
    NotStoredError
        If the review has no document.
    """
    sources = sources_of(cursor, key.review_id)
    if not sources:
        raise NotStoredError(f"There is no document of the review '{key.review_id}' in the database.")
    older = superseded(sources)
    writing.mark_superseded(cursor, older)
    current = [source for source in sources if source.document_id not in older]
    row = _review_row(cursor, key, current, restricted)
    writing.replace_review(cursor, row, merge(key.review_id, current, agencies), document_id, now)


def _stored_document(cursor: Cursor, document_id: str) -> str | None:
    found = writing.fetch(cursor, "select review_id from document where document_id = $id", {"id": document_id})
    return found[0]["review_id"] if found else None


def _stored_reviews(cursor: Cursor) -> list[dict[str, Any]]:
    """Reviews to which a document may belong: as they stand, and as their documents say where a person has corrected that."""
    rows = writing.fetch(cursor, "select * from review where source = 'report' order by review_id")
    corrected = [row for row in rows if decisions.corrected_particulars(cursor, row["review_id"])]
    said = [{**row, **_identifying(sources_of(cursor, row["review_id"]))} for row in corrected]
    return [*rows, *said]


def _identifying(sources: list[Source]) -> dict[str, Any]:
    said = particulars(sources)
    return {"csp": area_of(said.csp), "victim_pseudonym": said.victim_pseudonym, "death_year": year_of(said.death)}


def _add_document(cursor: Cursor, review_id: str, report: Report, now: datetime) -> None:
    document = report.document
    writing.add_document(cursor, {
        "document_id": document.sha256, "review_id": review_id, "name": document.name, "media_type": document.media_type,
        "pages": document.pages, "characters": document.characters, "report_type": report.review.report_type,
        "report_date": report.review.report_date, "report": json.dumps(report.to_json(), ensure_ascii=False), "imported_at": now,
    })  # fmt: skip


def sources_of(cursor: Cursor, review_id: str) -> list[Source]:
    """All documents of a review, in order of import."""
    rows = writing.fetch(
        cursor,
        "select report, imported_at from document where review_id = $id order by imported_at, document_id",
        {"id": review_id},
    )
    return [Source(report_from_json(json.loads(row["report"])), row["imported_at"].isoformat()) for row in rows]


def _review_row(cursor: Cursor, key: ReviewKey, sources: list[Source], restricted: bool) -> dict[str, Any]:
    """The review's own row: what the documents say, then what people corrected. Once restricted, a review stays so."""
    before = writing.fetch(cursor, "select restricted, published from review where review_id = $id and source = 'report'",
                           {"id": key.review_id})  # fmt: skip
    row: dict[str, Any] = {
        "review_id": key.review_id, "title": key.title, "csp": key.csp, "region": key.region, **read_row(sources),
        "published": before[0]["published"] if before else None, "source": "report",
        "restricted": restricted or bool(before and before[0]["restricted"]),
    }  # fmt: skip
    row |= {name: value or None for name, value in decisions.corrected_particulars(cursor, key.review_id).items()}
    return {**row, "death_year": year_of(row["death"])}


def read_row(sources: list[Source]) -> dict[str, Any]:
    """The columns of ``review`` that the documents themselves say."""
    said = particulars(sources)
    return {
        "partnership": said.csp, "victim_pseudonym": said.victim_pseudonym, "report_type": said.report_type, "death": said.death,
        "report_date": said.report_date, "period_start": said.period_start, "period_end": said.period_end,
    }  # fmt: skip


def _unchanged(cursor: Cursor, report: Report, review_id: str, restricted: bool) -> Imported:
    """The same bytes change nothing, not even who may see them; somebody who asks for that has to be told."""
    outcome = _outcome(cursor, report, review_id, "unchanged")
    seen = writing.fetch(cursor, "select 1 from review where review_id = $id and not restricted", {"id": review_id})
    return replace(outcome, warnings=(*outcome.warnings, STAYS_VISIBLE)) if restricted and seen else outcome


def _outcome(cursor: Cursor, report: Report, review_id: str, result: Literal["imported", "unchanged"]) -> Imported:
    counts = writing.fetch(
        cursor,
        """select count(*) as statements, count(*) filter (kind = 'recommendation') as recommendations
        from statement where review_id = $id""",
        {"id": review_id},
    )[0]
    return Imported(report.document.name, review_id, result, counts["statements"], counts["recommendations"], report.warnings)
