"""The reports of a review's documents → the rows of one review. Pure: nothing is read from or written to the database.

A review is always put together anew from all its documents, in the order of their import, so that importing a document again, or
another of the same review, can't count anything twice. The first document that makes a statement gives its id and its words; the
newest document with an action plan gives the state of the actions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from analytics.agencies import Agencies, key_of
from analytics.model import Action, Particulars, Report, Statement
from analytics.pipeline.identity import slug
from analytics.themes.closure import closure_strength
from analytics.themes.encoder import text_key

SAME_WORDS = 92.0
"""Similarity (0 to 100) from which two statements of one kind in two documents of a review are one statement."""
SAME_RECOMMENDATION = 85.0
"""Similarity from which an action plan's wording of a recommendation is taken for the statement's."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Source:
    """A document of the review, as stored: its report and the day it was imported (ISO, for order alone)."""

    report: Report
    imported_at: str

    @property
    def document_id(self) -> str:
        """SHA-256 of the file."""
        return self.report.document.sha256


@dataclass
class Merged:
    """The rows that the documents make: table → rows."""

    parts: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, rows: Iterable[Row]) -> None:
        """Append to a table's rows."""
        self.parts.setdefault(table, []).extend(rows)


def merge(review_id: str, sources: Sequence[Source], agencies: Agencies) -> dict[str, list[Row]]:
    """Table → rows for all of a review but the review's own row.

    Parameters
    ----------
    sources : sequence of Source
        The newest version of each document, in order of import.
    """
    merged = Merged()
    for source in sources:
        _add_document_parts(merged, review_id, source, agencies)
    statements = _statements(review_id, sources, agencies)
    rows = [row for row, _ in statements]
    actions = _actions(review_id, sources, agencies, rows)
    _fill_owners(rows, actions)
    merged.add("statement", rows)
    merged.add("statement_agency", addressees(agencies, rows, actions))
    merged.add("leads_to", _leads_to(statements))
    merged.add("action", actions)
    return merged.parts


def particulars(sources: Sequence[Source]) -> Particulars:
    """What the documents say together: for each field the first document that says it."""
    names = Particulars.__dataclass_fields__
    said = {name: next((value for s in sources if (value := getattr(s.report.review, name))), None) for name in names}
    return Particulars(**said)


def plain(text: str) -> str:
    """A text reduced to its words, for comparing wordings."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold().replace("’", "").replace("'", "")))


def agency_id(agencies: Agencies, printed: str | None) -> str | None:
    """The canonical id of a printed name; of 'A; B' or 'A / B' that of the first that is known."""
    return next(iter(agency_ids(agencies, printed)), None)


def agency_ids(agencies: Agencies, printed: str | None) -> tuple[str, ...]:
    """The canonical ids of all bodies in a printed name, as in 'A; B', 'A / B' or 'A and B'; unknown ones are left out."""
    if whole := agencies.find(printed):
        return (whole.id,)
    found = (agencies.find(name) for name in re.split(r"\s*[;/,]\s*|\s+(?:&|and|in conjunction with)\s+", printed or ""))
    return tuple(dict.fromkeys(agency.id for agency in found if agency))


def addressees(agencies: Agencies, statements: Sequence[Row], actions: Sequence[Row]) -> list[Row]:
    """Every agency of each statement: those it names, and those that lead its actions by a name in the list of agencies."""
    leads: dict[str, list[str]] = {}
    for row in actions:
        if row["recommendation_id"]:
            leads.setdefault(row["recommendation_id"], []).extend(agency_ids(agencies, row["lead"]))
    return [
        {"statement_id": row["statement_id"], "agency_id": found}
        for row in statements
        for found in dict.fromkeys(
            [*filter(None, [row["agency_id"]]), *agency_ids(agencies, row["agency"]), *leads.get(row["statement_id"], [])]
        )
    ]


def _add_document_parts(merged: Merged, review_id: str, source: Source, agencies: Agencies) -> None:
    report = source.report
    key = {"review_id": review_id, "document_id": source.document_id}
    lists: dict[str, list[Row]] = {
        "section": [{"ref": s.ref, "title": s.title} for s in report.sections],
        "passage": [{"ref": p.ref, "section": p.section, "text": p.text, "page": p.page} for p in report.paragraphs],
        "term": [{"ref": t.ref, "kind": t.kind, "text": t.text} for t in report.terms_of_reference],
        "event": [{"ref": e.ref, "date": e.date, "date_inferred": e.date_inferred, "text": e.text} for e in report.events],
        "contributor": [{"name": c.name, "agency_id": agency_id(agencies, c.name), "imr": c.imr, "chronology": c.chronology,
                         "report": c.report} for c in report.agencies],
        "reading_warning": [{"text": text} for text in report.warnings],
    }  # fmt: skip
    for table, rows in lists.items():
        merged.add(table, ({**key, "seq": seq, **row} for seq, row in enumerate(rows, start=1)))


def _statements(review_id: str, sources: Sequence[Source], agencies: Agencies) -> list[tuple[Row, Statement]]:
    """Each statement once, in reading order, first document first."""
    kept: list[tuple[Row, Statement]] = []
    ids: set[str] = set()
    for source in sources:
        earlier = list(kept)
        for statement in source.report.statements:
            if not _is_known(statement, earlier):
                row = _statement_row(review_id, source, statement, agencies, len(kept) + 1, ids)
                kept.append((row, statement))
    return kept


def _is_known(statement: Statement, earlier: Sequence[tuple[Row, Statement]]) -> bool:
    words = plain(statement.text)
    same_kind = (plain(other.text) for _, other in earlier if other.kind == statement.kind)
    return any(fuzz.ratio(words, other, score_cutoff=SAME_WORDS) > 0 for other in same_kind)


def _statement_row(
    review_id: str, source: Source, statement: Statement, agencies: Agencies, seq: int, ids: set[str]
) -> Row:  # fmt: skip
    says_kind = any(word in statement.ref.casefold() for word in statement.kind.split("_"))
    named = statement.ref if says_kind else f"{statement.kind} {statement.ref}"
    return {
        "statement_id": _unique(f"{review_id}/{slug(named)}", ids), "review_id": review_id, "document_id": source.document_id,
        "seq": seq, "ref": statement.ref, "kind": statement.kind, "agency_id": agency_id(agencies, statement.agency),
        "agency": statement.agency, "text": statement.text, "text_hash": text_key(statement.text), "page": statement.page,
        "remedy": None, "level": None,
    }  # fmt: skip


def _unique(wanted: str, taken: set[str]) -> str:
    name, count = wanted, 1
    while name in taken:
        count += 1
        name = f"{wanted}-{count}"
    taken.add(name)
    return name


def _leads_to(statements: Sequence[tuple[Row, Statement]]) -> list[Row]:
    recommendations = {plain(s.ref): row["statement_id"] for row, s in reversed(statements) if s.kind == "recommendation"}
    pairs = {
        (row["statement_id"], recommendations[plain(ref)])
        for row, statement in statements
        for ref in statement.leads_to
        if plain(ref) in recommendations
    }
    return [{"statement_id": one, "recommendation_id": other} for one, other in sorted(pairs)]


def _actions(review_id: str, sources: Sequence[Source], agencies: Agencies, statements: Sequence[Row]) -> list[Row]:
    """The rows of all plans; where several documents have the same recommendation in a plan, those of the newest."""
    newest: dict[tuple[str, str], tuple[Source, list[Action]]] = {}
    for source in sorted(sources, key=lambda s: (s.report.review.report_date or "", s.imported_at, s.document_id)):
        earlier = dict(newest)
        for key, rows in _grouped(source.report.actions, agencies).items():
            newest[_known_key(key, rows[0], earlier)] = (source, rows)
    ids: set[str] = set()
    recommendations = [row for row in statements if row["kind"] == "recommendation"]
    return [
        _action_row(review_id, source, action, key, seq, agencies, recommendations, ids)
        for seq, (key, source, action) in enumerate(
            ((key, source, action) for key, (source, actions) in newest.items() for action in actions), start=1
        )
    ]


def _grouped(actions: Sequence[Action], agencies: Agencies) -> dict[tuple[str, str], list[Action]]:
    """Rows of one recommendation together: by plan, and by number or else wording."""
    grouped: dict[tuple[str, str], list[Action]] = {}
    for action in actions:
        plan = agency_id(agencies, action.plan) or slug(action.plan)
        number = slug(action.asked_as) if action.asked_as else text_key(plain(action.recommendation))[:8]
        grouped.setdefault((plan, number), []).append(action)
    return grouped


def _known_key(
    key: tuple[str, str], action: Action, earlier: dict[tuple[str, str], tuple[Source, list[Action]]]
) -> tuple[str, str]:  # fmt: skip
    """The key of the same recommendation in an earlier document: same plan, and the same words, or near them and the number."""
    words = plain(action.recommendation)
    near = {other: fuzz.ratio(words, plain(rows[0].recommendation)) for other, (_, rows) in earlier.items() if other[0] == key[0]}
    if near.get(key, 0) >= SAME_RECOMMENDATION:
        return key
    alike = [other for other, ratio in near.items() if ratio >= SAME_WORDS]
    return max(alike, key=lambda other: (near[other], other)) if alike else key


def _action_row(
    review_id: str, source: Source, action: Action, key: tuple[str, str], seq: int, agencies: Agencies,
    recommendations: Sequence[Row], ids: set[str],
) -> Row:  # fmt: skip
    owner = agency_id(agencies, action.plan)
    return {
        "action_id": _unique(f"{review_id}/action-{key[0]}-{key[1]}", ids), "review_id": review_id,
        "document_id": source.document_id, "seq": seq,
        "recommendation_id": _recommendation(action, owner, recommendations),
        "plan": action.plan, "number": action.number, "agency_id": owner, "recommendation": action.recommendation,
        "scope": action.scope, "action": action.action, "lead": action.lead, "milestones": action.milestones,
        "target": action.target, "target_text": action.target_text, "status": action.status, "completed": action.completed,
        "outcome": action.outcome, "closure": closure_strength(action.outcome, action.status), "page": action.page,
    }  # fmt: skip


def _recommendation(action: Action, owner: str | None, recommendations: Sequence[Row]) -> str | None:
    """The statement that an action carries out: the nearest wording, the plan's own agency first where two are as near."""
    words = plain(action.recommendation)
    scored = [(fuzz.ratio(words, plain(row["text"])), _is_own(row, action, owner), row) for row in recommendations]
    near = [item for item in scored if item[0] >= SAME_RECOMMENDATION]
    if near:
        best = max(near, key=lambda item: (item[0], item[1], -item[2]["seq"]))
        return str(best[2]["statement_id"])
    numbered = [
        row for _, own, row in scored if own and action.asked_as and re.search(rf"\b{re.escape(action.asked_as)}\b", row["ref"])
    ]
    return str(numbered[0]["statement_id"]) if len(numbered) == 1 else None


def _fill_owners(statements: Sequence[Row], actions: Sequence[Row]) -> None:
    """A recommendation that names no agency belongs to the plan that carries it out: 'panel' for the panel's own."""
    owners = {row["recommendation_id"]: row["agency_id"] for row in reversed(actions)}
    for row in statements:
        if row["agency"] is None:
            row["agency_id"] = row["agency_id"] or owners.get(row["statement_id"])


def _is_own(row: Row, action: Action, owner: str | None) -> bool:
    if owner and row["agency_id"] == owner:
        return True
    return bool(row["agency"]) and key_of(row["agency"]) == key_of(action.plan)


def superseded(sources: Sequence[Source]) -> dict[str, str]:
    """Documents that are older versions of another one: id → id of the newest version.

    Two documents are versions of one another if they have one report type and share at least half of the shorter one's paragraphs
    (or, where there are none, of its recommendations).
    """
    order = sorted(sources, key=lambda s: (s.report.review.report_date or "", s.imported_at, s.document_id))
    older: dict[str, str] = {}
    for place, source in enumerate(order):
        newer = [later for later in order[place + 1 :] if _are_versions(source.report, later.report)]
        if newer:
            older[source.document_id] = newer[-1].document_id
    return older


def _are_versions(one: Report, other: Report) -> bool:
    if one.review.report_type != other.review.report_type:
        return False
    a, b = Counter(_wordings(one)), Counter(_wordings(other))
    shorter = min(a.total(), b.total())
    return shorter > 0 and (a & b).total() >= 0.5 * shorter


def _wordings(report: Report) -> list[str]:
    passages = [plain(passage.text) for passage in report.paragraphs]
    return passages or [plain(action.recommendation) for action in report.actions]
