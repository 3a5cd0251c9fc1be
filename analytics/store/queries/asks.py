"""What was asked for, and what became of it: recommendations with the fate of their actions, by theme and by agency."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from analytics.filters import Filters
from analytics.store.connection import Store
from analytics.store.queries.actions import OUTCOME
from analytics.store.queries.paging import page

_FATE = f"""fate as (
    select a.recommendation_id, count(*)::integer as actions,
        coalesce(max(a.target) filter (a.status not in ('superseded', 'rejected')), max(a.target)) as target,
        max(a.completed) filter (is_done(a.status)) as completed,
        {OUTCOME} as outcome
    from action a group by a.recommendation_id)"""
_ASKED = """asked as (
    select s.statement_id, s.review_id, r.title as review, r.source, s.seq, s.ref, s.page, s.kind, s.agency_id, s.agency, s.text,
        s.remedy, s.level
    from statement s join review r on r.review_id = s.review_id
    where s.kind = 'recommendation' and {where})"""
_REPEATS = """repeats as (
    select p.statement_id, count(distinct o.review_id)::integer as repeats
    from (select a_id as statement_id, b_id as other from judged_match where relation = 'same' and a_id in (from chosen)
        union all select b_id, a_id from judged_match where relation = 'same' and b_id in (from chosen)) p
        join statement o on o.statement_id = p.other join review l on l.review_id = o.review_id and {visible}
    group by p.statement_id)"""
_ORDER = "source desc, review, seq, statement_id"
_ROWS = f"""with {_FATE}, {{asked}},
    shown as (from asked order by {_ORDER} {{page}}),
    chosen as (select statement_id from shown),
    {{repeats}}
    select s.*, coalesce(f.outcome, 'no_plan') as outcome, f.target, f.completed, coalesce(p.repeats, 0)::integer as repeats
    from shown s left join fate f on f.recommendation_id = s.statement_id left join repeats p using (statement_id)
    order by {_ORDER}"""


def theme_actions(store: Store, filters: Filters, today: date, limit: int | None = None, offset: int = 0) -> pd.DataFrame:
    """What was asked for under the themes, and what became of it: a row for each recommendation and theme.

    Returns
    -------
    DataFrame
        ``theme_id, theme, statement_id, review_id, review, source, ref, page, agency_id, agency, text, remedy, level, actions``
        (count; 0 where no plan is known), ``outcome``: 'done', 'partly_done' (some of its actions are, none is overdue),
        'open', 'overdue', 'no_information', 'dropped' (superseded or rejected) or 'no_plan', and ``target, completed``
        (the latest: of actions still owed, and of those that are done). By theme and review.
    """
    sql = f"""with {_FATE}, {_ASKED.format(where=filters.statement_where())}
        select c.theme_id, t.name as theme, s.statement_id, s.review_id, s.review, s.source, s.ref, s.page, s.agency_id, s.agency,
            s.text, s.remedy, s.level, coalesce(f.actions, 0) as actions, coalesce(f.outcome, 'no_plan') as outcome, f.target,
            f.completed
        from code c join asked s using (statement_id) join theme t on t.theme_id = c.theme_id
            left join fate f on f.recommendation_id = s.statement_id
        where {filters.theme_where()}
        order by t.position, c.theme_id, s.source desc, s.review, s.seq, s.statement_id {page(limit, offset)}"""
    return store.frame(sql, {**filters.parameters(sql), "today": today})


def asks(store: Store, filters: Filters, today: date, limit: int | None = None, offset: int = 0) -> pd.DataFrame:
    """Recommendations that the filters leave, with what became of each and how often it has been said elsewhere.

    Returns
    -------
    DataFrame
        ``statement_id, review_id, review, source, seq, ref, page, kind, agency_id, agency, text, remedy, level, outcome`` (as
        ``theme_actions``), ``target, completed, repeats`` (other reviews that say the same). Full reports first, in reading
        order.
    """
    sql = _ROWS.format(
        asked=_ASKED.format(where=_where(filters)), page=page(limit, offset),
        repeats=_REPEATS.format(visible=Filters(restricted=filters.restricted).review_where("l")),
    )  # fmt: skip
    return store.frame(sql, {**filters.parameters(sql), "today": today})


def asks_of(store: Store, filters: Filters, statement_ids: Sequence[str], today: date) -> pd.DataFrame:
    """These recommendations as ``asks`` has them, as far as they are of a review that the filters leave."""
    where = f"{filters.review_where()} and s.statement_id in (select unnest($ids::varchar[]))"
    sql = _ROWS.format(
        asked=_ASKED.format(where=where), page="",
        repeats=_REPEATS.format(visible=Filters(restricted=filters.restricted).review_where("l")),
    )  # fmt: skip
    return store.frame(sql, {**filters.parameters(sql), "ids": list(statement_ids), "today": today})


def asks_summary(store: Store, filters: Filters, today: date) -> dict[str, int]:
    """How many rows ``asks`` has (``asks``) in how many ``reviews``; of them ``planned`` (with an action plan), ``done`` and
    ``repeated`` (said the same in another review).
    """
    sql = f"""with {_FATE}, {_ASKED.format(where=_where(filters))},
        chosen as (select statement_id from asked),
        {_REPEATS.format(visible=Filters(restricted=filters.restricted).review_where("l"))}
        select count(*) as asks, count(distinct s.review_id) as reviews, count(f.outcome) as planned,
            count(*) filter (f.outcome = 'done') as done, count(p.repeats) as repeated
        from asked s left join fate f on f.recommendation_id = s.statement_id left join repeats p using (statement_id)"""
    found = store.rows(sql, {**filters.parameters(sql), "today": today})[0]
    return {name: int(number) for name, number in found.items()}


def fates(store: Store, statement_ids: Sequence[str], today: date) -> pd.DataFrame:
    """What became of these recommendations: ``statement_id, outcome, target, completed``; those with an action plan alone."""
    sql = f"""with {_FATE} select recommendation_id as statement_id, outcome, target, completed from fate
        where recommendation_id in (select unnest($ids::varchar[])) order by recommendation_id"""
    return store.frame(sql, {"ids": list(statement_ids), "today": today})


def _where(filters: Filters) -> str:
    """The filters on a recommendation; the filter on kinds doesn't apply."""
    opened = filters.without("kinds").statement_where()
    if not filters.themes:
        return opened
    return f"{opened} and s.statement_id in (select c.statement_id from code c where {filters.theme_where()})"
