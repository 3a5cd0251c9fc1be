"""Particulars of a stored review, put right by a person: a decision that is only ever added, and that can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from analytics.errors import InputError, NotStoredError
from analytics.pipeline.building import digest_row
from analytics.pipeline.identity import identify, year_of
from analytics.pipeline.importing import Reference, read_row, sources_of
from analytics.store import decisions
from analytics.store.connection import Store
from analytics.store.writing import Cursor, fetch, update_review


def correct_particulars(
    store: Store, review_id: str, changes: Mapping[str, str], reference: Reference, who: str, why: str = ""
) -> None:  # fmt: skip
    """Put particulars of a stored review right. No later import undoes it.

    Parameters
    ----------
    changes : mapping
        One of ``decisions.PARTICULARS`` → the value that is right; dates as ISO text; ``''`` for what isn't known.
    who, why : str
        Whose decision it is, and the reason if given.

    Raises
    ------
    NotStoredError
        If there is no such review.
    InputError
        If a field can't be corrected, a review would have no title or area, or nobody's name stands with it.
    """
    for name, label in (("title", "title"), ("csp", "area")):
        if name in changes and not changes[name].strip():
            raise InputError(f"A review needs a {label}. Give it one.")
    _decide(store, review_id, changes, reference, who, why)


def withdraw_correction(store: Store, review_id: str, field: str, reference: Reference, who: str) -> None:
    """Take a correction back: what the document (or the digest) says holds again. Recorded as a decision of its own."""
    _decide(store, review_id, {field: "withdrawn"}, reference, who, "Taken back")


def as_read(store: Store, review_id: str, reference: Reference) -> dict[str, Any]:
    """The particulars as the documents (or the digest) give them, corrections left out."""
    with store.reading() as cursor:
        return _as_read(cursor, review_id, reference)


def _decide(store: Store, review_id: str, changes: Mapping[str, str], reference: Reference, who: str, why: str) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    with store.transaction() as cursor:
        row = _as_read(cursor, review_id, reference)
        decisions.add_particulars(cursor, review_id, changes, who, now, why or None)
        row |= decisions.corrected_particulars(cursor, review_id)
        values = {name: row.get(name) or None for name in decisions.PARTICULARS}
        values["death_year"] = year_of(row.get("death")) or (None if row.get("death") else row.get("death_year"))
        update_review(cursor, review_id, values)


def _as_read(cursor: Cursor, review_id: str, reference: Reference) -> dict[str, Any]:
    stored = fetch(cursor, "select * from review where review_id = $id", {"id": review_id})
    if not stored:
        raise NotStoredError(f"There is no review '{review_id}' in the database. Load the page again.")
    sources = sources_of(cursor, review_id)
    if sources:
        first = sources[0].report
        key = identify(first.document, first.review, reference.register, ())
        return read_row(sources) | {"title": key.title, "csp": key.csp}
    digest = next((digest for digest in reference.digests if digest.id == review_id), None)
    return digest_row(digest) if digest else dict(stored[0])
