"""What can be searched: statements of all reviews, rows of action plans, and passages that are no statement already."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.filters import Filters
from analytics.store.connection import Store
from analytics.store.queries.actions import action_where

_STATEMENT = """select s.statement_id as id, 'statement' as part, s.review_id, r.title as review, r.source, r.death_year, s.kind,
    s.ref, s.page, s.agency, s.text, s.seq, s.text_hash, null as plan, null as number
    from statement s join review r on r.review_id = s.review_id"""
_PASSAGE = """select p.document_id || ' ' || p.seq as id, 'passage' as part, p.review_id, r.title as review, r.source,
    r.death_year, null as kind, p.ref, p.page, null as agency, p.text, p.seq, null as text_hash,
    null as plan, null as number
    from passage p join review r on r.review_id = p.review_id
        join document d on d.document_id = p.document_id and d.superseded_by is null
    where not exists (select 1 from statement s where s.review_id = p.review_id and s.page is not distinct from p.page
        and contains(p.text, s.text) and length(s.text) >= 0.8 * length(p.text))"""

_ACTION = """select a.action_id as id, 'action' as part, a.review_id, r.title as review, r.source, r.death_year, null as kind,
    s.ref, a.page, g.name as agency, concat_ws(chr(10) || chr(10),
        case when not coalesce(contains(lower(s.text), lower(a.recommendation)), false) then a.recommendation end,
        nullif(a.action, ''), nullif(a.milestones, ''), nullif(a.outcome, '')) as text,
    a.seq, null as text_hash, a.plan, a.number
    from action a join review r on r.review_id = a.review_id left join agency g on g.agency_id = a.agency_id
        left join statement s on s.statement_id = a.recommendation_id"""
"""Of an action its recommendation is left out where a statement has those words: what was asked is found once."""


def searchable(store: Store, filters: Filters) -> pd.DataFrame:
    """All texts that a search looks through.

    Filters on themes and agencies leave statements and actions alone, as passages have none; one on kinds of statement leaves
    statements.

    Returns
    -------
    DataFrame
        ``id`` (unique), ``part`` ('statement', 'passage' or 'action'), ``review_id, review, source, death_year, kind, ref, page,
        agency, text, text_hash, plan, number``. An action's ``ref`` is that of its recommendation, its ``text`` what is to be
        done, the milestones and the outcome, a blank line between them. Statements first, then passages, then actions; full
        reports first, in reading order.
    """
    sql = f"""select * exclude (seq) from ({_selected(filters)})
        order by part desc, source desc, review, review_id, seq, id"""
    return store.frame(sql, filters.parameters(sql))


def searchable_ids(store: Store, filters: Filters) -> list[str]:
    """The ids of ``searchable`` alone, in any order: what a search is narrowed to."""
    sql = f"select id from ({_selected(filters)})"
    return [row["id"] for row in store.rows(sql, filters.parameters(sql))]


def stored_statement_vectors(store: Store, model_hash: str, filters: Filters) -> tuple[list[str], NDArray[np.float32]]:
    """Ids of statements that have a vector of this model, and the vectors: float32 array of shape (n_ids, dimension)."""
    sql = f"""select s.statement_id as id, v.vector from statement s join review r on r.review_id = s.review_id
        join vector v on v.text_hash = s.text_hash and v.model_hash = $model where {filters.statement_where()}
        order by s.statement_id"""
    rows: list[dict[str, Any]] = store.rows(sql, {**filters.parameters(sql), "model": model_hash})
    vectors = np.array([row["vector"] for row in rows], dtype=np.float32) if rows else np.zeros((0, 0), dtype=np.float32)
    return [row["id"] for row in rows], vectors


def texts_version(store: Store) -> str:
    """A text that changes whenever other texts may be searched. People's decisions and the machine's runs change nothing here."""
    row = store.rows("""select (select count(*) || ' ' || coalesce(max(imported_at)::varchar, '') from document) as documents,
        (select count(*) || ' ' || count(*) filter (restricted) from review) as reviews,
        (select count(*) from statement) as statements""")[0]
    return " | ".join(str(value) for value in row.values())


def _selected(filters: Filters) -> str:
    carries = "true"
    if filters.themes:
        carries = f"s.statement_id in (select c.statement_id from code c where {filters.theme_where()})"
    parts = [f"{_STATEMENT} where {filters.statement_where()} and {carries}"]
    if not filters.kinds:
        parts.append(f"select * from ({_ACTION} where {action_where(filters)}) where text <> ''")
    if not (filters.themes or filters.agencies or filters.kinds):
        parts.append(f"{_PASSAGE} and {filters.review_where()}")
    return " union all ".join(parts)
