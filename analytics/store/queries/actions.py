"""Did we do what we said? Actions, their status on a given day, slippage from target to completion, age of the open ones."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.errors import FilterError
from analytics.filters import COVERED, NAMED, Filters
from analytics.model import STATUSES
from analytics.store.connection import Store
from analytics.store.queries.paging import page

# Text is put together from constants and conditions of ``Filters`` alone: values are bound, never written in.
_WORKED_OUT = {
    "ask_id": "coalesce(a.recommendation_id, a.review_id || '/' || a.plan || '/' || coalesce(a.number, a.recommendation))",
    "status_on": "case when is_open(a.status) and coalesce(final_day(a.target) < $today, false) then 'overdue' else a.status end",
    "overdue": "is_open(a.status) and (a.status = 'overdue' or coalesce(final_day(a.target) < $today, false))",
    "past_due_no_information": "a.status = 'unknown' and coalesce(final_day(a.target) < $today, false)",
    "slippage_months": """case when is_done(a.status) and length(a.target) >= 7 and length(a.completed) >= 7
        then datediff('month', first_day(a.target), first_day(a.completed)) end::integer""",
    "done_late": "is_done(a.status) and coalesce(first_day(a.completed) > final_day(a.target), false)",
    "open_months": """case when is_open(a.status) and first_day(r.report_date) <= $today
        then datesub('month', first_day(r.report_date), $today) end::integer""",
}
"""Columns that aren't stored. A query gets those that it names: DuckDB takes as long to plan all of them as to read the rows."""

_TOLD_APART = """select p.* replace (p.number || coalesce((
        select ', action ' || count(*) filter (o.seq <= p.seq) || ' of ' || count(*) from action o
        where o.review_id = p.review_id and o.plan = p.plan and o.number = p.number having count(*) > 1), '') as number)
    from (from acts where {which}) p"""
"""Rows of ``acts``; the ``number`` of one of several with the same in one plan says which of them it is: '1, action 2 of 2'."""
_OWED = "(is_open({s}) or {s} = 'unknown')"
DONE = f"(bool_or(is_done({{s}})) and not bool_or({_OWED}))"
PARTLY_DONE = f"(bool_or(is_done({{s}})) and bool_or({_OWED}))"
"""What makes a recommendation done by the status ``s`` of its actions: all are, those superseded or rejected aside. One rule for
agencies, asks and themes."""
OUTCOME = f"""case when bool_or(is_open(a.status) and (a.status = 'overdue' or coalesce(final_day(a.target) < $today, false)))
    then 'overdue'
    when {PARTLY_DONE.format(s="a.status")} then 'partly_done' when {DONE.format(s="a.status")} then 'done'
    when bool_or(is_open(a.status)) then 'open' when bool_or(a.status = 'unknown') then 'no_information'
    else 'dropped' end"""
"""What became of a recommendation by its actions ``a``: exactly one thing, so that counts add up."""


def actions(
    store: Store,
    filters: Filters,
    today: date,
    status: str | tuple[str, ...] = "",
    limit: int | None = None,
    offset: int = 0,
    closure: str = "",
    action_id: str = "",
) -> pd.DataFrame:
    """Every row of the action plans that the filters leave; the kind filter doesn't apply.

    Parameters
    ----------
    status : str or tuple of str
        Only those whose status on ``today`` (``status_on``) is this one, or one of these.
    limit, offset : int
        One page of the rows.
    closure : str
        Only those reported done with this behind them, as ``closures`` counts them; 'stated' takes in those of which the plan
        says nothing more.
    action_id : str
        Only this one.

    Returns
    -------
    DataFrame
        ``action_id, review_id, review, csp, death_year, document, plan, number, agency_id, agency, sector, recommendation_id,
        recommendation_ref, recommendation, remedy, level, scope, action, lead, milestones, target, target_text, status`` (as the
        plan says), ``status_on`` (the same, 'overdue' where open and past its target on ``today``), ``overdue,
        past_due_no_information`` (bool), ``completed, outcome, closure, slippage_months`` (completion less target, whole months;
        negative is early; null where either date is missing or only a year), ``open_months`` (since the report's date), ``page,
        themes``. In the documents' order.
    """
    order = "p.review, p.review_id, p.seq, p.action_id"
    return _acts(store, filters, today, f"""
        select p.action_id, p.review_id, p.review, p.csp, p.death_year, d.name as document, p.plan, p.number, p.agency_id,
            p.agency, p.sector, p.recommendation_id, s.ref as recommendation_ref, p.recommendation, s.remedy, s.level, p.scope,
            p.action, p.lead, p.milestones, p.target, p.target_text, p.status, p.status_on, p.overdue, p.past_due_no_information,
            p.completed, p.outcome, p.closure, p.slippage_months, p.open_months, p.page,
            coalesce((select string_agg(t.name, '; ' order by t.position) from code c join theme t using (theme_id)
                where c.statement_id = p.recommendation_id), '') as themes
        from (from acts p where {_of(status, closure, action_id)} order by {order} {page(limit, offset)}) p
            left join statement s on s.statement_id = p.recommendation_id left join document d on d.document_id = p.document_id
        order by {order}""", closure=closure, action=action_id)  # fmt: skip


def action_size(
    store: Store, filters: Filters, today: date, status: str | tuple[str, ...] = "", closure: str = "", action_id: str = ""
) -> dict[str, int]:
    """How many rows ``actions`` has: ``actions``."""
    sql = f"select count(*)::integer as actions from acts where {_of(status, closure, action_id)}"
    found = _acts(store, filters, today, sql, closure=closure, action=action_id)
    return {"actions": int(found["actions"].iloc[0])}


def _of(status: str | tuple[str, ...], closure: str, action_id: str) -> str:
    """The condition on a row of ``acts``; what isn't a word of a closed list is bound."""
    statuses = (status,) * bool(status) if isinstance(status, str) else status
    for unknown in set(statuses) - set(STATUSES):
        raise FilterError(f"'{unknown}' is no status of an action: choose {', '.join(STATUSES)}.")
    of_them = ", ".join(f"'{one}'" for one in statuses)
    parts = [f"status_on in ({of_them})"] if statuses else []
    parts += ["is_done(status) and coalesce(closure, 'stated') = $closure"] if closure else []
    parts += ["action_id = $action"] if action_id else []
    return " and ".join(parts) or "true"


def action_status_counts(store: Store, filters: Filters, today: date) -> pd.DataFrame:
    """Actions by their status on ``today``; 'unknown' (no information) is one of them, so that it stays in the denominator.

    Returns
    -------
    DataFrame
        ``status, actions, recommendations`` (distinct recommendations with such an action), ``reviews``; most first.
    """
    return _acts(store, filters, today, """
        select status_on as status, count(*)::integer as actions, count(distinct ask_id)::integer as recommendations,
            count(distinct review_id)::integer as reviews
        from acts group by status_on order by actions desc, status""")  # fmt: skip


def action_plans(store: Store, filters: Filters) -> pd.DataFrame:
    """The reviews that the filters leave and of which an action plan is held.

    Returns
    -------
    DataFrame
        ``review_id, whose`` (the pseudonym, else the title), ``made`` (the report's date: of that time a plan speaks) and
        ``actions`` (those that the filters leave; may be 0).
    """
    sql = f"""with held as (
            select r.review_id, coalesce(r.victim_pseudonym, r.title) as whose, r.report_date as made,
                ({action_where(filters)}) as mine
            from action a join review r on r.review_id = a.review_id where {filters.review_where()})
        select review_id, whose, made, count(*) filter (mine)::integer as actions from held
        group by review_id, whose, made order by made desc nulls last, review_id"""
    return store.frame(sql, filters.parameters(sql))


def closures(store: Store, filters: Filters, today: date) -> pd.DataFrame:
    """What stands behind the actions reported done: ``status, closure`` (null where the plan says nothing of it), ``actions``."""
    return _acts(store, filters, today, """
        select status, closure, count(*)::integer as actions from acts where is_done(status) group by all
        order by status, closure nulls last""")  # fmt: skip


def slippage(store: Store, filters: Filters, today: date, limit: int | None = None) -> pd.DataFrame:
    """Completed actions with both dates to the month or day: from target to completion; the ``limit`` latest, or all.

    Returns
    -------
    DataFrame
        ``action_id, review_id, review, agency_id, agency, plan, number, label`` (plan and number), ``recommendation, target,
        completed, months`` (completed less target, by the calendar; negative is early) and ``late`` (bool: completed after the
        last day that the target allows, however little of the completion's date is known). Longest first.
    """
    which = f"slippage_months is not null order by slippage_months desc, done_late desc, plan, number, action_id {page(limit)}"
    return _acts(store, filters, today, f"""
        select action_id, review_id, review, agency_id, agency, plan, number, concat_ws(' ', plan, number) as label,
            recommendation, target, completed, slippage_months as months, done_late as late
        from ({_TOLD_APART.format(which=which)})
        order by months desc, late desc, label, action_id""")  # fmt: skip


def open_ages(store: Store, filters: Filters, today: date, limit: int | None = None) -> pd.DataFrame:
    """Actions that are open on ``today``, and how long; the ``limit`` oldest, or all.

    Returns
    -------
    DataFrame
        ``action_id, review_id, review, agency_id, agency, plan, number, label, recommendation, action, status_on, target,
        months`` (whole months
        since the report's date; null where that is missing), ``overdue`` (bool). Oldest first.
    """
    which = f"is_open(status) order by open_months desc nulls last, plan, number, action_id {page(limit)}"
    return _acts(store, filters, today, f"""
        select action_id, review_id, review, agency_id, agency, plan, number, concat_ws(' ', plan, number) as label,
            recommendation, action, status_on, target, open_months as months, overdue
        from ({_TOLD_APART.format(which=which)})
        order by months desc nulls last, label, action_id""")  # fmt: skip


def action_summary(store: Store, filters: Filters, today: date) -> dict[str, float]:
    """What the titles of charts say of all actions.

    Returns
    -------
    dict
        ``actions`` (all); of the rows of ``slippage``: ``dated`` (all), ``late``, the months ``by`` which half of these were late
        at least, and how ``many`` were by as much; of the rows of ``open_ages``: ``open`` (all), ``overdue``, ``ageless`` (those
        without a known age) and the months of the ``oldest``.
    """
    found = _acts(store, filters, today, """,
        late as (select slippage_months as months from acts where slippage_months is not null and done_late)
        select count(*) as actions, count(slippage_months) as dated, (select count(*) from late) as late,
            (select coalesce(-quantile_disc(-months, 0.5), 0) from late) as "by",
            (select count(*) from late where months >= (select -quantile_disc(-months, 0.5) from late)) as many,
            count(*) filter (is_open(status)) as open, count(*) filter (overdue) as overdue,
            count(*) filter (is_open(status) and open_months is null) as ageless,
            coalesce(max(open_months), 0) as oldest
        from acts""")  # fmt: skip
    return {str(name): float(found[name].iloc[0]) for name in found.columns}


def actions_by_agency(store: Store, filters: Filters, today: date) -> pd.DataFrame:
    """Recommendations by the agency that answers for them now; done as ``DONE`` has it.

    A body whose duties went to another counts under that one, and a recommendation to several agencies counts for each.

    Returns
    -------
    DataFrame
        ``agency_id, name`` (canonical, or the plan's heading), ``sector, recommendations``, of them ``done`` and ``open`` (no
        information counts as open; superseded and rejected as neither), ``overdue`` and ``no_information``. Most first.
    """
    return _acts(store, filters, today, f""",
        addressed as (select ask_id, status, overdue, plan, agency_id from acts
            union select a.ask_id, a.status, a.overdue, a.plan, l.agency_id
                from acts a join statement_agency l on l.statement_id = a.recommendation_id),
        asks as (select d.ask_id, n.now_id as agency_id, case when n.now_id is null then d.plan end as plan,
                {DONE.format(s="d.status")} as done, bool_or(is_open(d.status) or d.status = 'unknown') as open,
                bool_or(d.overdue) as overdue, bool_and(d.status = 'unknown') as no_information
            from addressed d left join agency_now n on n.agency_id = d.agency_id
            where {_COVERED_NOW if filters.agencies else "true"} group by all)
        select k.agency_id, coalesce(g.name, k.plan) as name, g.sector, count(*)::integer as recommendations,
            count(*) filter (k.done)::integer as done, count(*) filter (k.open)::integer as open,
            count(*) filter (k.overdue)::integer as overdue, count(*) filter (k.no_information)::integer as no_information
        from asks k left join agency g on g.agency_id = k.agency_id
        group by all order by recommendations desc, name, k.agency_id""")  # fmt: skip


_COVERED_NOW = f"d.agency_id in ({COVERED})"


_GROUPS = {
    "level": "select s.statement_id, s.level as key, s.level as name from statement s where s.level is not null",
    "theme": "select c.statement_id, c.theme_id as key, t.name from code c join theme t using (theme_id) where {themes}",
}
_GROUPED = f""",
    of_group as ({{groups}}),
    asks as (select a.ask_id, g.key, g.name, {OUTCOME} as outcome
        from acts a join of_group g on g.statement_id = a.recommendation_id group by all)"""
"""Recommendations by what they are grouped by, and what became of each: one rule for a count and what it opens."""
OUTCOMES = ("done", "partly_done", "open", "overdue", "no_information", "dropped")
"""What ``OUTCOME`` tells apart."""


def actions_grouped(store: Store, filters: Filters, today: date, by: str) -> pd.DataFrame:
    """Recommendations by 'level' or 'theme' and what became of them; one with several themes counts for each.

    Returns
    -------
    DataFrame
        ``key, name, recommendations`` and of them those of each of ``OUTCOMES``, which add up to all. Most first.
    """
    counts = ", ".join(f"count(*) filter (outcome = '{one}')::integer as {one}" for one in OUTCOMES)
    return _acts(store, filters, today, f"""{_GROUPED.format(groups=_GROUPS[by].format(themes=filters.theme_where()))}
        select key, name, count(*)::integer as recommendations, {counts} from asks
        group by key, name order by recommendations desc, name, key""")  # fmt: skip


def grouped_asks(
    store: Store, filters: Filters, today: date, by: str, key: str, counted: str = "recommendations"
) -> pd.DataFrame:
    """Which recommendations a count of ``actions_grouped`` counts: ``statement_id``; full reports first, in reading order.

    Parameters
    ----------
    by, key : str
        'level' or 'theme', and which of them.
    counted : str
        Which of its counts: 'recommendations' for all, or one of ``OUTCOMES``.
    """
    known = ("recommendations", *OUTCOMES)
    if by not in _GROUPS or counted not in known:
        raise FilterError(f"'{by}' and '{counted}' count no recommendations: choose {', '.join((*_GROUPS, *known))}.")
    which = "true" if counted == "recommendations" else f"k.outcome = '{counted}'"
    return _acts(store, filters, today, f"""{_GROUPED.format(groups=_GROUPS[by].format(themes=filters.theme_where()))}
        select s.statement_id from asks k join statement s on s.statement_id = k.ask_id join review r on r.review_id = s.review_id
        where k.key = $key and {which} order by r.source desc, r.title, s.seq, s.statement_id""", key=key)  # fmt: skip


def completions(store: Store, filters: Filters, today: date) -> dict[str, str]:
    """What it takes to tell whether learning came up again after it was reported done, as far as these reviews have it.

    Returns
    -------
    dict
        ``plans``: reviews with an action plan; ``first``: when an action was first reported complete ('' if none gives a date);
        ``later``: reviews of a death after an action of another review was complete. Numbers as text.
    """
    sql = f"""
        select count(distinct a.review_id)::varchar as plans, coalesce(min(a.completed) filter (is_done(a.status)), '') as first,
            (select count(*) from review l where {filters.review_where("l")} and exists (
                from (select review_id, min(final_day(completed)) as done from acts where is_done(status) group by review_id) d
                where d.review_id <> l.review_id
                    and d.done < first_day(coalesce(l.death, l.death_year::varchar))))::varchar as later
        from acts a"""
    found = _acts(store, filters, today, sql)
    return {str(name): str(found[name].iloc[0]) for name in found.columns}


def action_changes(store: Store, filters: Filters) -> pd.DataFrame:
    """What newer documents changed: ``action_id, review_id, review, plan, number, recommendation, was, was_completed, now,
    completed,
    recorded_at``; newest first.
    """
    where = action_where(filters)
    sql = f"""select h.action_id, a.review_id, r.title as review, a.plan, a.number, a.recommendation, h.status as was,
            h.completed as was_completed, a.status as now, a.completed, h.recorded_at
        from action_history h join action a using (action_id) join review r on r.review_id = a.review_id
        where {where} order by h.recorded_at desc, h.action_id, h.document_id"""
    return store.frame(sql, filters.parameters(sql))


def action_where(filters: Filters) -> str:
    """Conditions on an action ``a`` of a review ``r``: its own agency, and the themes of its recommendation."""
    parts = [filters.review_where()]
    if filters.agencies:
        parts.append(f"(a.agency_id in ({COVERED}) or a.recommendation_id in ({NAMED}))")
    if filters.themes:
        parts.append(f"a.recommendation_id in (select c.statement_id from code c where {filters.theme_where()})")
    return " and ".join(parts)


def _acts(store: Store, filters: Filters, today: date, select: str, **others: str) -> pd.DataFrame:
    """Run ``select`` over the actions that the filters leave, as the table ``acts``: the stored columns, and those it names.

    ``others`` are values of parameters of ``select``; an empty one isn't in it.
    """
    columns = "".join(f", {what} as {name}" for name, what in _WORKED_OUT.items() if name in select)
    sql = f"""with acts as (
        select a.*, r.title as review, r.csp, r.death_year, r.report_date, g.name as agency, g.sector {columns}
        from action a join review r using (review_id) left join agency g on g.agency_id = a.agency_id
        where {action_where(filters)}) {select}"""
    given = {"today": today} if "$today" in sql else {}
    return store.frame(sql, {**filters.parameters(sql), **given, **{name: value for name, value in others.items() if value}})
