"""What people decided: rows that are only ever added. The newest of a subject and object holds; undoing is a new row,
'withdrawn'.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import uuid4

import pandas as pd

from analytics.errors import InputError, NotStoredError
from analytics.store.connection import Store
from analytics.store.writing import Cursor, fetch, insert

DecisionKind = Literal["code", "match", "particular", "proposal"]

_VERDICTS: dict[str, tuple[str, ...]] = {
    "code": ("accepted", "rejected", "added", "withdrawn"),
    "match": ("same", "related", "unrelated", "withdrawn"),
    "proposal": ("promoted", "merged", "dismissed", "withdrawn"),
}
PARTICULARS = (
    "csp", "partnership", "victim_pseudonym", "report_type", "death", "report_date", "period_start", "period_end", "title",
)  # fmt: skip
"""What a person may correct about a review."""


@dataclass(frozen=True)
class Decision:
    """One decision.

    ``decision_id`` is made by whoever asks, so that sending it twice changes nothing. ``subject`` and ``object``: statement and
    theme of a code; the two statements of a match, in any order; review and field of a particular; a proposal and the theme it
    became, or ``''``. ``verdict`` of a particular is the value itself.
    """

    decision_id: str
    kind: DecisionKind
    subject: str
    object: str
    verdict: str
    who: str
    decided_at: datetime
    why: str | None = None


def record(store: Store, decision: Decision) -> bool:
    """Add a decision.

    Returns
    -------
    bool
        False where a decision of that id is already there: nothing was changed.

    Raises
    ------
    InputError
        If the verdict doesn't fit the kind, or nobody's name stands with it.
    NotStoredError
        If the statement, theme or review isn't in the database.
    """
    decision = _checked(decision)
    with store.transaction() as cursor:
        if fetch(cursor, "select 1 from decision where decision_id = $id", {"id": decision.decision_id}):
            return False
        text_hash = _subject_hash(cursor, decision)
        insert(cursor, "decision", [{**asdict(decision), "text_hash": text_hash}])
    return True


def history(store: Store, kind: DecisionKind, subject: str, object_: str = "") -> pd.DataFrame:
    """Decisions on a subject (and object, if given), newest first: ``decision_id, object, verdict, who, decided_at, why,
    text_hash``.
    """
    return store.frame(
        """select decision_id, object, verdict, who, decided_at, why, text_hash from decision
        where kind = $kind and subject = $subject and ($object = '' or object = $object)
        order by decided_at desc, decision_id desc""",
        {"kind": kind, "subject": subject, "object": object_},
    )


def all_decisions(store: Store) -> pd.DataFrame:
    """Every decision ever taken, oldest first, all columns."""
    return store.frame("select * from decision order by decided_at, decision_id")


def corrected_particulars(cursor: Cursor, review_id: str) -> dict[str, str]:
    """Field → value, for what people corrected about a review and didn't withdraw."""
    found = fetch(
        cursor,
        "select object, verdict from latest_decision where kind = 'particular' and subject = $id and verdict <> 'withdrawn'",
        {"id": review_id},
    )
    return {row["object"]: row["verdict"] for row in found}


def add_particulars(
    cursor: Cursor, review_id: str, values: Mapping[str, str], who: str, now: datetime, why: str | None = None
) -> None:  # fmt: skip
    """Record what a person corrected about a review that is stored or changed in the same transaction.

    Raises
    ------
    InputError
        If one of the fields can't be corrected, or nobody's name stands with it.
    """
    made = [
        _checked(Decision(str(uuid4()), "particular", review_id, name, values[name], who, now, why)) for name in sorted(values)
    ]
    insert(cursor, "decision", [{**asdict(decision), "text_hash": None} for decision in made])


def _checked(decision: Decision) -> Decision:
    if not decision.who.strip():
        raise InputError("A decision needs the name of the person who takes it. Give it and try again.")
    allowed = _VERDICTS.get(decision.kind)
    if allowed is not None and decision.verdict not in allowed:
        raise InputError(f"'{decision.verdict}' is no verdict on a {decision.kind}: choose {', '.join(allowed)}.")
    if decision.kind == "particular" and decision.object not in PARTICULARS:
        raise InputError(f"'{decision.object}' can't be corrected: choose {', '.join(PARTICULARS)}.")
    if decision.kind == "match" and decision.subject > decision.object:
        return Decision(**{**asdict(decision), "subject": decision.object, "object": decision.subject})
    return decision


def _subject_hash(cursor: Cursor, decision: Decision) -> str | None:
    """The hash of the statement's text, after checking that all that is named is there."""
    if decision.kind == "proposal":
        return None
    if decision.kind == "particular":
        _require(cursor, "review", decision.subject)
        return None
    if decision.kind == "code":
        _require(cursor, "theme", decision.object)
    else:
        _require(cursor, "statement", decision.object)
    _require(cursor, "statement", decision.subject)
    found = fetch(cursor, "select text_hash from statement where statement_id = $id", {"id": decision.subject})
    return str(found[0]["text_hash"])


def _require(cursor: Cursor, table: str, key: str) -> None:
    if not fetch(cursor, f"select 1 from {table} where {table}_id = $id", {"id": key}):
        raise NotStoredError(f"There is no {table} '{key}' in the database. Load the page again.")


def decided_codes(store: Store) -> list[dict[str, Any]]:
    """What people decided about themes of statements that are still there, for the machine to learn from.

    Returns
    -------
    list of dict
        ``text, theme, carries`` (true for accepted and added, false for rejected), ``agency, kind``; oldest first.
    """
    return store.rows(
        """select s.text, d.object as theme, d.verdict <> 'rejected' as carries, s.agency, s.kind
        from latest_decision d join statement s on s.statement_id = d.subject
        where d.kind = 'code' and d.verdict <> 'withdrawn' and d.text_hash = s.text_hash
        order by d.decided_at, d.decision_id"""
    )


def decided_matches(store: Store) -> list[dict[str, Any]]:
    """What people decided about pairs of statements that are still there, for the machine to learn from.

    Returns
    -------
    list of dict
        ``a, b`` (ids), ``a_text, b_text, a_agency, b_agency, relation`` (same, related, unrelated), in the order of the ids.
    """
    return store.rows(
        """select a.statement_id as a, b.statement_id as b, a.text as a_text, b.text as b_text, a.agency as a_agency,
            b.agency as b_agency, d.verdict as relation
        from latest_decision d join statement a on a.statement_id = d.subject join statement b on b.statement_id = d.object
        where d.kind = 'match' and d.verdict in ('same', 'related', 'unrelated')
            and coalesce(d.text_hash, a.text_hash) = a.text_hash
        order by a.statement_id, b.statement_id"""
    )
