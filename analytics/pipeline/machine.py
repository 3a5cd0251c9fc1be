"""What the machine adds to a review: vectors, suggested themes and matches, each run recorded. Decisions are left alone."""

from __future__ import annotations

import importlib.metadata
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import uuid4

from analytics.model import Judgement, Suggestion
from analytics.pipeline.progress import Progress, silent
from analytics.pipeline.vectors import CachingEncoder
from analytics.store import writing
from analytics.store.writing import Cursor

LOGGER = logging.getLogger(__name__)
LIBRARIES = ("duckdb", "numpy", "scikit-learn", "sentence-transformers", "torch")
BATCH = 64
NOT_COMPARED = ("conclusion",)
"""Kinds of statement that sum a review up; its learning points say the same in particular."""


@dataclass(frozen=True)
class Item:
    """A statement as the machine needs it. ``scope``: what the action plan prints of a recommendation ('local', 'regional');
    ``themes``: the codes that count (suggested or a person's).
    """

    id: str
    review_id: str
    kind: str
    text: str
    agency: str | None = None
    agency_id: str | None = None
    text_hash: str = ""
    scope: str | None = None
    themes: frozenset[str] = field(default_factory=frozenset)


OF_PEOPLE = frozenset({"decisions", "judged_pairs"})
"""Parameters that say how much people had decided when the machine learnt."""


class Machine(Protocol):
    """The model behind the suggestions. Same input, same output, in any order."""

    @property
    def encoder(self) -> CachingEncoder:
        """What makes the vectors."""

    @property
    def codebook_version(self) -> int:
        """Version of the codebook whose themes it suggests."""

    @property
    def parameters(self) -> Mapping[str, Any]:
        """What the suggestions depend on besides texts and model; recorded with each run."""

    def code(self, items: Sequence[Item]) -> list[tuple[Suggestion, ...]]:
        """Themes of each statement, best first."""

    def remedies(self, items: Sequence[Item]) -> list[tuple[str | None, str | None]]:
        """Remedy type and level of each recommendation, ``None`` where it shows neither."""

    def matches(
        self, items: Sequence[Item], subjects: frozenset[str], progress: Progress
    ) -> list[tuple[str, str, Judgement]]:  # fmt: skip
        """Pairs of ids of two reviews that are the same or related, each pair once, at least one of the two in ``subjects``."""


def suggest(cursor: Cursor, machine: Machine, review_ids: Sequence[str], progress: Progress = silent) -> None:
    """Encode, code and compare all statements of these reviews, putting the results in place of earlier ones.

    Parameters
    ----------
    cursor
        Of a transaction.
    review_ids
        Reviews whose statements are new. They are compared with those of all reviews.
    """
    items = [item for item in _items(cursor) if item.review_id in set(review_ids)]
    if items:
        _encode(machine, items, progress)
        _code(cursor, machine, items, progress)
        _compare(cursor, machine, frozenset(item.id for item in items), progress)
    _keep_vectors(cursor, machine)


def _items(cursor: Cursor) -> list[Item]:
    rows = writing.fetch(
        cursor,
        """select s.*, (select min(a.scope) from action a where a.recommendation_id = s.statement_id) as scope,
            coalesce((select list(c.theme_id order by c.theme_id) from code c
                where c.statement_id = s.statement_id), []) as themes
        from statement s order by s.statement_id""",
    )
    return [
        Item(row["statement_id"], row["review_id"], row["kind"], row["text"], row["agency"], row["agency_id"],
             row["text_hash"], row["scope"], frozenset(row["themes"]))
        for row in rows
    ]  # fmt: skip


def _encode(machine: Machine, items: Sequence[Item], progress: Progress) -> None:
    """Encode ahead of the rest, a batch at a time, so that progress can be shown: what follows finds the vectors made."""
    for start in range(0, len(items), BATCH):
        progress("encoding", start, len(items))
        machine.encoder.encode([item.text for item in items[start : start + BATCH]])
    progress("encoding", len(items), len(items))


def _keep_vectors(cursor: Cursor, machine: Machine) -> None:
    fresh = machine.encoder.take_fresh()
    known = writing.stored_vectors(cursor, machine.encoder.hash, fresh)
    writing.add_vectors(cursor, machine.encoder.hash, {key: vector for key, vector in fresh.items() if key not in known})


def _code(cursor: Cursor, machine: Machine, items: Sequence[Item], progress: Progress) -> None:
    progress("coding", 0, len(items))
    with _run(cursor, machine, "coding") as run_id:
        suggested = machine.code(items)
        rows = [
            {"statement_id": item.id, "theme_id": s.theme, "score": s.score, "evidence": s.evidence, "run_id": run_id}
            for item, suggestions in zip(items, suggested, strict=True)
            for s in suggestions
        ]
        writing.replace_suggestions(cursor, [item.id for item in items], rows)
        _set_remedies(cursor, machine, items)
    progress("coding", len(items), len(items))


def _set_remedies(cursor: Cursor, machine: Machine, items: Sequence[Item]) -> None:
    recommendations = [item for item in items if item.kind == "recommendation"]
    for item, (remedy, level) in zip(recommendations, machine.remedies(recommendations), strict=True):
        cursor.execute(
            "update statement set remedy = $remedy, level = $level where statement_id = $id",
            {"remedy": remedy, "level": level, "id": item.id},
        )


def _compare(cursor: Cursor, machine: Machine, chosen: frozenset[str], progress: Progress) -> None:
    items = [item for item in _items(cursor) if item.kind not in NOT_COMPARED]  # read again: the codes are new
    with _run(cursor, machine, "comparison") as run_id:
        found = machine.matches(items, chosen, progress)
        rows = [
            {"a_id": min(a, b), "b_id": max(a, b), "relation": judged.relation, "score": judged.score, "why": judged.why,
             "run_id": run_id}
            for a, b, judged in found
            if judged.relation != "unrelated"
        ]  # fmt: skip
        writing.replace_matches(cursor, sorted(chosen), rows)
    LOGGER.info("%d statements compared, %d matches", len(chosen), len(rows))


@contextmanager
def _run(cursor: Cursor, machine: Machine, kind: str) -> Iterator[str]:
    """The id under which rows are written; its row says which model, codebook, parameters and versions made them."""
    started, run_id = _now(), f"{kind}-{uuid4()}"
    yield run_id
    writing.add_run(cursor, {
        "run_id": run_id, "kind": kind, "model_name": machine.encoder.name, "model_hash": machine.encoder.hash,
        "codebook_version": machine.codebook_version, "parameters": dict(machine.parameters), "versions": library_versions(),
        "started_at": started, "finished_at": _now(),
    })  # fmt: skip


def library_versions() -> dict[str, str]:
    """Versions of the libraries that the results depend on, ``'not installed'`` where one is missing."""
    versions = {}
    for name in LIBRARIES:
        try:
            versions[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            versions[name] = "not installed"
    return versions


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
