"""Term of reference 13: does the learning of a review appear in others, and when, measured against what was promised before?

Timing takes the review with the earlier death as the earlier one and asks how the later death stands to the earlier review's
actions.
An action was made by its report, or earlier where it was due or complete earlier.
Dates are periods ('2022-07' is all of July): where the periods overlap, the answer is 'unknown'.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.filters import Filters
from analytics.store.connection import Store
from analytics.store.queries.forms import FORM
from analytics.store.queries.paging import page

_TURNED = r"""case when contains(why, 'the first is about ')
        then regexp_replace(why, 'first is about (.*), the second about (.*)\.$', 'first is about \2, the second about \1.')
        when contains(why, 'only the first') then replace(why, 'only the first', 'only the second')
        else replace(why, 'only the second', 'only the first') end as why"""
"""The sentence of a match from its other side: 'the first' is the statement that is asked about, 'the second' its match."""
_EVERY = "select statement_id from statement"
_OF_REVIEW = "select statement_id from statement where review_id = $review"
_KEPT = "select statement_id from promised where done"
"""Statements to find pairs for: narrowing here, before anything is joined, is what keeps large libraries quick."""
LEARNING_KINDS = ("key_issue", "lesson_narrative", "lesson", "agency_learning", "recommendation", "good_practice")
"""What counts as a learning point of a review. Conclusions sum up; findings are a digest's."""

_PAIRS = """dated as (
    select r.review_id, r.title, r.source, r.csp, r.restricted, r.death_year, coalesce(r.death, r.death_year::varchar) as died,
        r.report_date as reported
    from review r),
carried as (select distinct recommendation_id as statement_id, recommendation_id from action where recommendation_id is not null
    union all select l.statement_id, l.recommendation_id from leads_to l where l.statement_id <> l.recommendation_id),
promised as materialized (
    select k.statement_id, count(*) filter (a.owed) as owed, bool_and(is_done(a.status)) filter (a.owed) as done,
        bool_or(is_open(a.status)) filter (a.owed) as open,
        case when bool_and(a.completed is not null) filter (a.owed) then max(a.completed) filter (a.owed) end as completed,
        case when bool_and(a.target is not null) filter (a.owed) then max(a.target) filter (a.owed) end as target,
        least(min(a.target), min(a.completed)) as begun
    from carried k join (select *, status not in ('superseded', 'rejected') as owed from action) a using (recommendation_id)
    group by k.statement_id),
sided as materialized (
    select a_id as statement_id, b_id as match_id, relation, score, why, run_id, confirmed from judged_match
    where a_id in ({focus}) and {kept}
    union all
    select b_id, a_id, relation, score, {turned}, run_id, confirmed from judged_match where b_id in ({focus}) and {kept}),
ordered as (
    select m.*, s.review_id, o.review_id as match_review_id, rs.died as died, ro.died as match_died,
        case when final_day(ro.died) < first_day(rs.died) then m.match_id
            when final_day(rs.died) < first_day(ro.died) then m.statement_id end as earlier_id,
        case when final_day(ro.died) < first_day(rs.died) then rs.died
            when final_day(rs.died) < first_day(ro.died) then ro.died end as later_death,
        case when final_day(ro.died) < first_day(rs.died) then ro.reported else rs.reported end as earlier_reported
    from sided m join statement s on s.statement_id = m.statement_id join statement o on o.statement_id = m.match_id
        join dated rs on rs.review_id = s.review_id join dated ro on ro.review_id = o.review_id
    where s.review_id <> o.review_id),
made as (
    select m.*, p.statement_id is not null as planned, p.owed, p.done, p.open, p.target, p.completed,
        least(p.begun, m.earlier_reported) as made
    from ordered m left join promised p on p.statement_id = m.earlier_id),
pairs as (
    select p.* exclude (planned, owed, done, open, made),
        case when not p.planned then 'unknown'
            when p.done and final_day(p.completed) < first_day(p.later_death) then 'after_action_complete'
            when p.owed > 0 and p.done and first_day(p.completed) <= final_day(p.later_death) then 'unknown'
            when p.owed = 0 or (p.done and p.completed is null) then
                case when final_day(p.later_death) < first_day(p.made) then 'before_action_due' else 'unknown' end
            when final_day(p.later_death) < first_day(p.target) or final_day(p.later_death) < first_day(p.made)
                then 'before_action_due'
            when (final_day(p.target) < first_day(p.later_death)
                or (p.target is null and final_day(p.made) < first_day(p.later_death))) and (p.open or p.done)
                then 'while_action_open'
            else 'unknown' end as timing
    from made p)"""


def pairs(focus: str = _EVERY, kept: str = "true") -> str:
    """The tables that end in ``pairs``: every match of the statements in ``focus`` (a query of ids) from their side, with timing.
    ``kept`` is a condition on the match itself.

    Columns of ``pairs``: ``statement_id, match_id, relation, score, why, run_id, confirmed, review_id, match_review_id, died,
    match_died, earlier_id, later_death, earlier_reported, target, completed, timing``.
    """
    return _PAIRS.format(focus=focus, kept=kept, turned=_TURNED)


def recurrence_points(store: Store, review_id: str, filters: Filters | None = None) -> pd.DataFrame:
    """The learning points of a review, each with whether it was found elsewhere.

    Parameters
    ----------
    filters : Filters, optional
        Narrows the points by theme, agency and kind, and says whether restricted reviews count; its reviews and years are
        ignored.

    Returns
    -------
    DataFrame
        ``statement_id, ref, page, kind, agency_id, agency, agency_name, text, themes`` (names, '; '), ``finding`` ('same',
        'related',
        'not_found'; matches that a person called unrelated don't count), ``same, related`` (distinct other reviews). Reading
        order.
    """
    narrowed = (filters or Filters()).without("reviews", "areas", "year_from", "year_to")
    carries = "true"
    if narrowed.themes:
        carries = f"s.statement_id in (select c.statement_id from code c where {narrowed.theme_where()})"
    sql = f"""with sided as (
            select a_id as statement_id, b_id as match_id, relation from judged_match where a_id in ({_OF_REVIEW})
            union all select b_id, a_id, relation from judged_match where b_id in ({_OF_REVIEW})),
        counted as (
            select p.statement_id,
                count(distinct o.review_id) filter (p.relation = 'same')::integer as same,
                count(distinct o.review_id) filter (p.relation = 'related')::integer as related
            from sided p join statement o on o.statement_id = p.match_id join review r on r.review_id = o.review_id
            where o.review_id <> $review and {narrowed.review_where()} group by p.statement_id)
        select s.statement_id, s.ref, s.page, s.kind, s.agency_id, s.agency, g.name as agency_name, s.text,
            coalesce((select string_agg(t.name, '; ' order by t.position) from code c join theme t using (theme_id)
                where c.statement_id = s.statement_id), '') as themes,
            case when n.same > 0 then 'same' when n.related > 0 then 'related' else 'not_found' end as finding,
            coalesce(n.same, 0) as same, coalesce(n.related, 0) as related
        from statement s join review r on r.review_id = s.review_id left join agency g on g.agency_id = s.agency_id
            left join counted n on n.statement_id = s.statement_id
        where s.review_id = $review and s.kind in (select unnest($learning)) and {narrowed.statement_where()} and {carries}
        order by s.seq, s.statement_id"""
    return store.frame(sql, {**narrowed.parameters(sql), "review": review_id, "learning": list(LEARNING_KINDS)})


def recurrence_matches(store: Store, review_id: str, filters: Filters | None = None) -> pd.DataFrame:
    """The matches of a review's statements in other reviews, best first for each statement.

    Returns
    -------
    DataFrame
        ``statement_id, match_id, review_id, review`` (title), ``source, csp, death_year, ref, page, kind, agency_id, agency,
        text,
        relation`` ('same', 'related'; 'unrelated' where a person said so), ``score, why, confirmed`` (true, false, null while
        nobody
        has judged), ``timing, earlier`` ('this' or 'match' review; null if not known), ``later_death, target, completed`` (of
        the earlier review's actions).
    """
    narrowed = (filters or Filters()).without("reviews", "themes", "agencies", "kinds", "areas", "year_from", "year_to")
    sql = f"""with {pairs(_OF_REVIEW)}
        select p.statement_id, p.match_id, o.review_id, r.title as review, r.source, r.csp, r.death_year, o.ref, o.page, o.kind,
            o.agency_id, o.agency, o.text, p.relation, p.score, p.why, p.confirmed, p.timing,
            case p.earlier_id when p.statement_id then 'this' when p.match_id then 'match' end as earlier,
            p.later_death, p.target, p.completed
        from pairs p join statement s on s.statement_id = p.statement_id join statement o on o.statement_id = p.match_id
            join review r on r.review_id = o.review_id
        where p.review_id = $review and {narrowed.review_where()}
        order by s.seq, p.statement_id, case p.relation when 'same' then 1 when 'related' then 2 else 3 end, p.score desc nulls
        last,
            p.match_id"""
    return store.frame(sql, {**narrowed.parameters(sql), "review": review_id})


def reviews_compared(store: Store, review_id: str, restricted: bool = False) -> pd.DataFrame:
    """The other reviews that a review was compared with.

    Returns
    -------
    DataFrame
        ``review_id, title, source, form`` (as of ``FORM``), ``csp, death_year, published, statements`` (how many).
    """
    where = Filters(restricted=restricted).review_where()
    return store.frame(f"""select r.review_id, r.title, r.source, {FORM} as form, r.csp, r.death_year, r.published,
            (select count(*) from statement s where s.review_id = r.review_id)::integer as statements
        from review r where r.review_id <> $review and {where}
        order by r.source desc, r.death_year desc nulls last, r.title, r.review_id""", {"review": review_id})  # fmt: skip


def recurrences_after_completion(
    store: Store, filters: Filters, relation: str = "", limit: int | None = None, offset: int = 0
) -> pd.DataFrame:
    """Learning that came up again in a later death, after the earlier review's action had been reported complete.

    Parameters
    ----------
    relation : str
        Only pairs judged so, 'same' or 'related'; '' for both.
    limit, offset : int
        One page of the pairs.

    Returns
    -------
    DataFrame
        ``earlier_id, earlier_review_id, earlier_review, earlier_ref, earlier_text, completed, later_id, later_review_id,
        later_review, later_ref, later_text, later_death, relation, score, why, confirmed``. Both reviews pass the filters on
        reviews,
        areas and years; the earlier statement those on agency and kind, and one of the two the themes. Surest first.
        ``of_pairs, of_lessons``: how many pairs and earlier statements there are in all.
    """
    order = "confirmed desc nulls last, relation desc, score desc nulls last, earlier_id, later_id"
    sql = f"""{_again(filters, relation)}
        select *, count(*) over ()::integer as of_pairs, (select count(distinct earlier_id) from hits)::integer as of_lessons
        from hits order by {order} {page(limit, offset)}"""
    hits = store.frame(sql, filters.parameters(sql))
    texts = _texts(store, [*hits["earlier_id"], *hits["later_id"]])
    made = hits.merge(texts.add_prefix("earlier_"), on="earlier_id").merge(texts.add_prefix("later_"), on="later_id")
    return made[list(_AGAIN)]


_AGAIN = (
    "earlier_id", "earlier_review_id", "earlier_review", "earlier_ref", "earlier_text", "completed",
    "later_id", "later_review_id", "later_review", "later_ref", "later_text", "later_death",
    "relation", "score", "why", "confirmed", "of_pairs", "of_lessons",
)  # fmt: skip


def _texts(store: Store, ids: Sequence[str]) -> pd.DataFrame:
    """``id, review_id, review, ref, text`` of a few statements, which the database finds by their ids."""
    return store.frame(
        """select s.statement_id as id, s.review_id, r.title as review, s.ref, s.text
        from statement s join review r using (review_id) where s.statement_id in (select unnest($ids::varchar[]))""",
        {"ids": list(dict.fromkeys(ids))},
    )


def _again(filters: Filters, relation: str) -> str:
    """The pairs of statements, without their texts, as the table ``hits``."""
    carries = "true"
    if filters.themes:
        carries = (
            f"exists (select 1 from code c where c.statement_id in (p.statement_id, p.match_id) and {filters.theme_where()})"
        )
    named = "join statement s on s.statement_id = p.statement_id" if filters.agencies or filters.kinds else ""
    kept = f"relation = '{relation}'" if relation in ("same", "related") else "relation <> 'unrelated'"
    return f"""with {pairs(_KEPT, kept)},
        hits as materialized (
            select p.statement_id as earlier_id, p.completed, p.match_id as later_id, p.later_death, p.relation, p.score, p.why,
                p.confirmed
            from pairs p join review r on r.review_id = p.review_id join review l on l.review_id = p.match_review_id {named}
            where p.timing = 'after_action_complete' and p.earlier_id = p.statement_id
                and {filters.statement_where()} and {filters.review_where("l")} and {carries})"""


def match_counts(store: Store, filters: Filters) -> pd.DataFrame:
    """Pairs of reviews by how much learning they share: ``a_review_id, a_review, b_review_id, b_review, same, related,
    confirmed``
    (counts of pairs of statements); most of the same first.
    """
    sql = f"""select s.review_id as a_review_id, r.title as a_review, o.review_id as b_review_id, l.title as b_review,
            count(*) filter (m.relation = 'same')::integer as same, count(*) filter (m.relation = 'related')::integer as related,
            count(*) filter (m.confirmed)::integer as confirmed
        from judged_match m join statement s on s.statement_id = m.a_id join review r on r.review_id = s.review_id
            join statement o on o.statement_id = m.b_id join review l on l.review_id = o.review_id
        where m.relation <> 'unrelated' and {filters.review_where()} and {filters.review_where("l")}
        group by all order by same desc, related desc, a_review_id, b_review_id"""
    return store.frame(sql, filters.parameters(sql))
