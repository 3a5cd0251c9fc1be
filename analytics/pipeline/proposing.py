"""Themes that the codebook lacks, proposed for a person to judge, and kept with the run that proposed them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from uuid import uuid4

from analytics.filters import Filters
from analytics.pipeline.machine import library_versions
from analytics.pipeline.model import LearningMachine
from analytics.pipeline.progress import Progress, silent
from analytics.store import queries, writing
from analytics.store.connection import Store
from analytics.themes.discovery import CodedStatement, Proposal

SEED = 0
NOT_PROPOSED_FROM = ("conclusion",)
"""Kinds of statement that sum a review up rather than make one point."""


def propose(store: Store, machine: LearningMachine, progress: Progress = silent) -> tuple[Proposal, ...]:
    """Look for groups of statements that no theme covers, and keep them as a run of kind 'discovery' in place of none.

    Restricted reviews are left out, so that a proposal can be shown to all. Earlier runs stay; the newest one's proposals count.
    The same statements give the same proposals under the same ids, so that what a person decided about one still holds.
    """
    started = datetime.now(UTC).replace(tzinfo=None)
    statements = coded_statements(store)
    progress("proposing", 0, len(statements))
    found = machine.propose(statements, SEED)
    progress("proposing", len(statements), len(statements))
    with store.transaction() as cursor:
        writing.add_run(cursor, {
            "run_id": f"discovery-{uuid4()}", "kind": "discovery", "model_name": machine.encoder.name,
            "model_hash": machine.encoder.hash, "codebook_version": machine.codebook_version,
            "parameters": {"seed": SEED, "stability": found.stability, "proposals": [asdict(one) for one in found.proposals]},
            "versions": library_versions(), "started_at": started, "finished_at": datetime.now(UTC).replace(tzinfo=None),
        })  # fmt: skip
    return found.proposals


def coded_statements(store: Store) -> list[CodedStatement]:
    """Statements of reviews that aren't restricted, each with the themes that count for it."""
    rows = queries.statements(store, Filters())
    codes = queries.coded_statements(store, Filters())
    carried = codes.groupby("statement_id")["theme_id"].agg(frozenset).to_dict()
    return [
        CodedStatement(
            str(row["statement_id"]), str(row["review_id"]), str(row["text"]),
            row["agency"] if isinstance(row["agency"], str) else None, carried.get(row["statement_id"], frozenset()),
        )
        for row in rows.to_dict("records")
        if row["kind"] not in NOT_PROPOSED_FROM
    ]  # fmt: skip
