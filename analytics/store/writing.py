"""What the pipeline puts into the database. Every function takes the cursor of a transaction, so that all of a write happens or
none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

Row = Mapping[str, Any]
Cursor = duckdb.DuckDBPyConnection

OF_DOCUMENT = ("section", "passage", "term", "event", "contributor", "reading_warning")
"""Tables whose rows belong to a document; they are replaced whole when a review is put together again."""
_CHUNK = 5_000


def insert(cursor: Cursor, table: str, rows: Sequence[Row]) -> None:
    """Add rows; keys are the table's columns, the same in each row. Columns that no row names get their default.

    Goes column by column (``unnest`` of lists), which is some eighty times faster than a statement a row.
    """
    if not rows:
        return
    types = _types(cursor, table)
    names = list(rows[0])
    values = ", ".join(f"unnest($c{place}::{types[name]}[])" for place, name in enumerate(names))
    sql = f"insert into {table} ({', '.join(names)}) select {values}"
    for start in range(0, len(rows), _CHUNK):
        chunk = rows[start : start + _CHUNK]
        cursor.execute(sql, {f"c{place}": [row[name] for row in chunk] for place, name in enumerate(names)})


def fetch(cursor: Cursor, sql: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """Rows as the transaction sees them, its own writes included."""
    cursor.execute(sql, parameters)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def replace_review(
    cursor: Cursor, review: Row, parts: Mapping[str, Sequence[Row]], document_id: str | None, now: datetime
) -> None:
    """Put a review and all that its reader found in place of what was there; decisions of people aren't touched.

    Parameters
    ----------
    review : mapping
        A row of ``review``.
    parts : mapping
        Table → rows, for the tables of ``OF_DOCUMENT`` and ``statement``, ``statement_agency``, ``leads_to`` and ``action``.
    document_id : str, optional
        The document that brought this about: recorded with each status that it changed.
    now : datetime
        When.

    Notes
    -----
    Suggestions and matches of statements that are gone, or whose text is another, go too: the machine makes new ones.
    """
    review_id = review["review_id"]
    _keep_history(cursor, review_id, parts.get("action", ()), document_id, now)
    _forget_stale(cursor, review_id, parts.get("statement", ()))
    for table in (*OF_DOCUMENT, "action"):
        cursor.execute(f"delete from {table} where review_id = $id", {"id": review_id})
    for table in ("leads_to", "statement_agency"):
        cursor.execute(
            f"delete from {table} where statement_id in (select statement_id from statement where review_id = $id)",
            {"id": review_id},
        )
    cursor.execute("delete from statement where review_id = $id", {"id": review_id})
    cursor.execute("delete from review where review_id = $id", {"id": review_id})
    insert(cursor, "review", [review])
    for table, rows in parts.items():
        insert(cursor, table, rows)


def update_review(cursor: Cursor, review_id: str, values: Row) -> None:
    """Change columns of a review's own row."""
    assignments = ", ".join(f"{name} = ${name}" for name in values)
    cursor.execute(f"update review set {assignments} where review_id = $review_id", {**values, "review_id": review_id})


def add_document(cursor: Cursor, row: Row) -> None:
    """Add a file's row; ``report`` is its report as JSON."""
    insert(cursor, "document", [row])


def mark_superseded(cursor: Cursor, older: Mapping[str, str]) -> None:
    """Note which document (value) is the newer version of which (key)."""
    for document_id, newer in older.items():
        cursor.execute("update document set superseded_by = $newer where document_id = $id", {"newer": newer, "id": document_id})


def replace_reference(cursor: Cursor, agencies: Sequence[Row], themes: Sequence[Row]) -> None:
    """Put the list of agencies and the codebook in place of the stored ones."""
    for table, rows in (("agency", agencies), ("theme", themes)):
        cursor.execute(f"delete from {table}")
        insert(cursor, table, rows)


def replace_register(cursor: Cursor, entries: Sequence[Row], notes: Sequence[Row]) -> None:
    """Put the register and the notes on process in place of the stored ones."""
    for table, rows in (("register", entries), ("process_note", notes)):
        cursor.execute(f"delete from {table}")
        insert(cursor, table, rows)


def add_run(cursor: Cursor, run: Mapping[str, Any]) -> None:
    """Record a run; ``parameters`` and ``versions`` are mappings and are stored as JSON."""
    as_text = {name: json.dumps(run[name], sort_keys=True) for name in ("parameters", "versions")}
    insert(cursor, "run", [{**run, **as_text}])


def replace_suggestions(cursor: Cursor, statement_ids: Sequence[str], rows: Sequence[Row]) -> None:
    """Put new suggestions in place of all earlier ones of these statements."""
    cursor.execute("delete from suggestion where statement_id in (select unnest($ids::varchar[]))", {"ids": list(statement_ids)})
    insert(cursor, "suggestion", rows)


def replace_matches(cursor: Cursor, statement_ids: Sequence[str], rows: Sequence[Row]) -> None:
    """Put new matches in place of all earlier ones that have one of these statements on either side."""
    cursor.execute(
        "delete from match where a_id in (select unnest($ids::varchar[])) or b_id in (select unnest($ids::varchar[]))",
        {"ids": list(statement_ids)},
    )
    insert(cursor, "match", rows)


def stored_vectors(cursor: Cursor, model_hash: str, hashes: Iterable[str]) -> dict[str, NDArray[np.float32]]:
    """Vectors that are already there, by hash of the text: float32 arrays of shape (dimension,)."""
    found = fetch(
        cursor,
        "select text_hash, vector from vector where model_hash = $model and text_hash in (select unnest($hashes::varchar[]))",
        {"model": model_hash, "hashes": sorted(set(hashes))},
    )
    return {row["text_hash"]: np.asarray(row["vector"], dtype=np.float32) for row in found}


def add_vectors(cursor: Cursor, model_hash: str, vectors: Mapping[str, NDArray[np.float32]]) -> None:
    """Add vectors by hash of the text; none of them is there yet."""
    rows = [{"model_hash": model_hash, "text_hash": key, "vector": vector.tolist()} for key, vector in sorted(vectors.items())]
    insert(cursor, "vector", rows)


def _keep_history(cursor: Cursor, review_id: str, actions: Sequence[Row], document_id: str | None, now: datetime) -> None:
    """What an action's status was before a document changed it."""
    before = {
        row["action_id"]: row
        for row in fetch(
            cursor, "select action_id, status, completed, outcome from action where review_id = $id", {"id": review_id}
        )
    }
    changed = [
        {**before[row["action_id"]], "document_id": document_id, "recorded_at": now}
        for row in actions
        if row["action_id"] in before
        and any(row[name] != before[row["action_id"]][name] for name in ("status", "completed", "outcome"))
    ]
    if document_id is not None:
        insert(cursor, "action_history", changed)


def _forget_stale(cursor: Cursor, review_id: str, statements: Sequence[Row]) -> None:
    now = {row["statement_id"]: row["text_hash"] for row in statements}
    before = fetch(cursor, "select statement_id, text_hash from statement where review_id = $id", {"id": review_id})
    stale = [row["statement_id"] for row in before if now.get(row["statement_id"]) != row["text_hash"]]
    replace_suggestions(cursor, stale, ())
    replace_matches(cursor, stale, ())


def _types(cursor: Cursor, table: str) -> dict[str, str]:
    columns = fetch(cursor, "select column_name, data_type from information_schema.columns where table_name = $t", {"t": table})
    return {row["column_name"]: row["data_type"] for row in columns}
