"""What keeps coming up: themes counted over reviews and statements, and the passages behind every count."""

from __future__ import annotations

import pandas as pd

from analytics.filters import Filters, Part
from analytics.store.connection import Store
from analytics.store.queries.paging import page

# Every text below is put together from constants and from conditions of ``Filters``: values are bound, never written in.
_CODED = """coded as (
    select c.statement_id, c.theme_id, c.score, c.evidence, c.state, s.review_id, s.kind, s.agency_id, s.remedy, r.source,
    r.death_year
    from code c join statement s using (statement_id) join review r on r.review_id = s.review_id
    where {statements} and {themes})"""

_BY_REVIEW = """,
found as (
    select theme_id, review_id, source, count(*) as statements, count(*) filter (state <> 'suggested') as confirmed
    from coded group by all)"""
_WHOLE = Part()
# A statement carries a theme once, so rows are counted where statements are meant: distinct counts take four times as long.


def theme_counts(store: Store, filters: Filters) -> pd.DataFrame:
    """How often each theme comes up: a row for every theme that the filters leave, also where nothing was found.

    Returns
    -------
    DataFrame
        ``theme_id, name, axis, position, definition``; ``reviews`` (distinct), of them ``reports`` and ``digests``, and
        ``confirmed_reviews`` (those with a confirmed statement); ``statements`` (distinct), of them ``confirmed`` (accepted or
        added by a person). Most reviews first, ties by the codebook's order.
    """
    return _coded(store, filters, f"""{_BY_REVIEW}
        select t.theme_id, t.name, t.axis, t.position, t.definition, count(k.review_id)::integer as reviews,
            count(*) filter (k.source = 'report')::integer as reports,
            count(*) filter (k.source = 'digest')::integer as digests,
            count(*) filter (k.confirmed > 0)::integer as confirmed_reviews,
            coalesce(sum(k.statements), 0)::integer as statements, coalesce(sum(k.confirmed), 0)::integer as confirmed
        from theme t left join found k using (theme_id)
        where {filters.theme_where("t")}
        group by all order by reviews desc, t.position, t.theme_id""")  # fmt: skip


def theme_by_review(store: Store, filters: Filters) -> pd.DataFrame:
    """The matrix of themes and reviews, a row a cell.

    Returns
    -------
    DataFrame
        ``theme_id, theme`` (name), ``axis, position, review_id, review`` (title), ``source, death_year, statements, confirmed,
        state``: 'found', 'not_found' (a report that doesn't have it) or 'not_in_scope' (a digest, which can't show an absence).
        By
        position, then by death, undated last.
    """
    return _coded(store, filters, f"""{_BY_REVIEW}
        select t.theme_id, t.name as theme, t.axis, t.position, r.review_id, r.title as review, r.source, r.death_year,
            coalesce(k.statements, 0)::integer as statements, coalesce(k.confirmed, 0)::integer as confirmed,
            case when k.statements > 0 then 'found' when r.source = 'report' then 'not_found' else 'not_in_scope' end as state
        from theme t cross join review r left join found k on k.theme_id = t.theme_id and k.review_id = r.review_id
        where {filters.theme_where("t")} and {filters.review_where()}
        order by t.position, t.theme_id, r.source desc, r.death_year nulls last, r.title, r.review_id""")  # fmt: skip


def coded_statements(
    store: Store, filters: Filters, limit: int | None = None, offset: int = 0, part: Part = _WHOLE
) -> pd.DataFrame:
    """The evidence: a row for each theme of each statement of a ``part``; ``limit`` rows from ``offset``, or all.

    Returns
    -------
    DataFrame
        ``statement_id, review_id, review`` (title), ``source, csp, death_year, document, ref, page, kind, agency_id, agency`` (as
        printed), ``agency_name`` (canonical), ``text, theme_id, theme, axis, score`` (null where a person added the theme),
        ``evidence, state`` ('suggested', 'accepted', 'added'). By review, reading order and theme.
    """
    order = "r.source desc, r.title, s.seq, s.statement_id, t.position, t.theme_id"
    sql = f"""
        select s.statement_id, s.review_id, r.title as review, r.source, r.csp, r.death_year, d.name as document, s.ref, s.page,
            s.kind, s.agency_id, s.agency, g.name as agency_name, s.text, c.theme_id, t.name as theme, t.axis, c.score,
            c.evidence, c.state
        from (select c.* from code c join statement s using (statement_id) join review r on r.review_id = s.review_id
                join theme t on t.theme_id = c.theme_id
            where {filters.statement_where()} and {filters.theme_where()} and {part.where()}
            order by {order} {page(limit, offset)}) c
            join statement s using (statement_id) join review r on r.review_id = s.review_id
            join theme t on t.theme_id = c.theme_id left join agency g on g.agency_id = s.agency_id
            left join document d on d.document_id = s.document_id
        order by {order}"""
    return store.frame(sql, filters.parameters(sql) | part.parameters())


def coded_size(store: Store, filters: Filters, part: Part = _WHOLE) -> dict[str, int]:
    """How much evidence there is: ``statements`` of a ``part`` that carry one of the themes, in how many ``reviews``."""
    narrowed = f"{filters.statement_where()} and {part.where()}"
    sql = f"""with {_CODED.format(statements=narrowed, themes=filters.theme_where())}
        select count(distinct statement_id) as statements, count(distinct review_id) as reviews from coded"""
    values = filters.parameters(sql) | part.parameters()
    return {name: int(number) for name, number in store.rows(sql, values)[0].items()}


def statements(store: Store, filters: Filters, limit: int | None = None, offset: int = 0) -> pd.DataFrame:
    """Statements, coded or not; the theme filter keeps those that carry one of its themes. ``limit`` from ``offset``, or all.

    Returns
    -------
    DataFrame
        ``statement_id, review_id, review, source, csp, death_year, document, seq, ref, page, kind, agency_id, agency,
        agency_name,
        text, remedy, level, themes`` (names, joined by '; '; '' if none). By review and reading order.
    """
    sql = f"""
        select k.*, coalesce((select string_agg(t.name, '; ' order by t.position) from code c join theme t using (theme_id)
            where c.statement_id = k.statement_id), '') as themes
        from (select s.statement_id, s.review_id, r.title as review, r.source, r.csp, r.death_year, d.name as document, s.seq,
                s.ref, s.page, s.kind, s.agency_id, s.agency, g.name as agency_name, s.text, s.remedy, s.level
            from statement s join review r on r.review_id = s.review_id left join agency g on g.agency_id = s.agency_id
                left join document d on d.document_id = s.document_id
            where {filters.statement_where()} and {_carries(filters)}
            order by r.source desc, r.title, s.seq, s.statement_id {page(limit, offset)}) k
        order by k.source desc, k.review, k.seq, k.statement_id"""
    return store.frame(sql, filters.parameters(sql))


def statement_size(store: Store, filters: Filters) -> dict[str, int]:
    """How many rows ``statements`` has (``statements``), of how many ``reviews``."""
    sql = f"""select count(*) as statements, count(distinct s.review_id) as reviews
        from statement s join review r on r.review_id = s.review_id where {filters.statement_where()} and {_carries(filters)}"""
    return {name: int(number) for name, number in store.rows(sql, filters.parameters(sql))[0].items()}


def _carries(filters: Filters) -> str:
    return f"s.statement_id in (select c.statement_id from code c where {filters.theme_where()})" if filters.themes else "true"


def theme_over_time(store: Store, filters: Filters) -> pd.DataFrame:
    """Reviews by year of death, and in how many of them each theme was found.

    Returns
    -------
    DataFrame
        ``theme_id, theme, year`` (null: not known), ``reviews`` (all of that year that the filters leave), ``found`` (of them,
        with the theme), ``confirmed_reviews`` (of these, with a statement that a person has confirmed), ``statements`` with the
        theme, ``confirmed`` (of these). A row for each theme and each year with a review; by position and year.
    """
    return _coded(store, filters, f"""{_BY_REVIEW}
        select t.theme_id, t.name as theme, r.death_year as year, count(*)::integer as reviews,
            count(k.review_id)::integer as found, count(*) filter (k.confirmed > 0)::integer as confirmed_reviews,
            coalesce(sum(k.statements), 0)::integer as statements,
            coalesce(sum(k.confirmed), 0)::integer as confirmed
        from theme t cross join review r left join found k on k.theme_id = t.theme_id and k.review_id = r.review_id
        where {filters.theme_where("t")} and {filters.review_where()}
        group by t.theme_id, t.name, t.position, r.death_year order by t.position, t.theme_id, year nulls last""")  # fmt: skip


def theme_agencies(store: Store, filters: Filters) -> pd.DataFrame:
    """Whom each theme's statements are about or addressed to, by the agency that answers for it now.

    A statement to several agencies counts for each of them.

    Returns
    -------
    DataFrame
        ``theme_id, theme, agency_id, agency`` (canonical; null for statements that name none), ``sector, reviews, statements``.
        Most
        reviews first within a theme.
    """
    return _coded(store, filters, """,
        named as (select distinct l.statement_id, n.now_id from statement_agency l join agency_now n using (agency_id)
            where l.statement_id in (select statement_id from coded)),
        counted as (select k.theme_id, n.now_id as agency_id, k.review_id, count(*) as statements
            from coded k left join named n using (statement_id) group by all)
        select k.theme_id, t.name as theme, k.agency_id, g.name as agency, g.sector,
            count(*)::integer as reviews, sum(k.statements)::integer as statements
        from counted k join theme t using (theme_id) left join agency g on g.agency_id = k.agency_id
        group by k.theme_id, t.name, t.position, k.agency_id, g.name, g.sector
        order by t.position, k.theme_id, reviews desc, statements desc, agency nulls last, k.agency_id""")  # fmt: skip


def agency_counts(store: Store, filters: Filters) -> pd.DataFrame:
    """Agencies that answer for what was said, with how much of it: former bodies count under the one that took over.

    Returns
    -------
    DataFrame
        ``agency_id, agency`` (canonical), ``sector, former`` (names of bodies counted with it, joined by '; '; '' if none),
        ``reviews, recommendations, statements``. Most reviews first.
    """
    sql = f"""with named as (select distinct l.statement_id, l.agency_id, n.now_id
            from statement_agency l join agency_now n using (agency_id)),
        said as (select distinct m.now_id, s.statement_id, s.review_id, s.kind
            from statement s join review r on r.review_id = s.review_id join named m using (statement_id)
            where {filters.statement_where()} and {_carries(filters)}),
        former as (select m.now_id, string_agg(distinct g.name, '; ' order by g.name) as former
            from named m join agency g on g.agency_id = m.agency_id where m.agency_id <> m.now_id group by m.now_id)
        select k.now_id as agency_id, g.name as agency, g.sector, coalesce(f.former, '') as former,
            count(distinct k.review_id)::integer as reviews,
            count(*) filter (k.kind = 'recommendation')::integer as recommendations, count(*)::integer as statements
        from said k join agency g on g.agency_id = k.now_id left join former f on f.now_id = k.now_id
        group by all order by reviews desc, recommendations desc, statements desc, agency, k.now_id"""
    return store.frame(sql, filters.parameters(sql))


def related_themes(store: Store, theme_id: str, filters: Filters) -> pd.DataFrame:
    """Themes that stand in the same statements as the given one.

    Returns
    -------
    DataFrame
        ``theme_id, theme, axis, reviews, statements`` (in which both stand); most statements first. The theme filter is ignored.
    """
    sql = f"""with {_CODED.format(statements=filters.statement_where(), themes="true")}
        select b.theme_id, t.name as theme, t.axis, count(distinct b.review_id)::integer as reviews,
            count(distinct b.statement_id)::integer as statements
        from coded b join theme t on t.theme_id = b.theme_id
        where b.theme_id <> $theme_id and b.statement_id in (select statement_id from code where theme_id = $theme_id)
        group by b.theme_id, t.name, t.axis, t.position order by statements desc, t.position, b.theme_id"""
    return store.frame(sql, {**filters.without("themes").parameters(sql), "theme_id": theme_id})


def remedies_by_theme(store: Store, filters: Filters) -> pd.DataFrame:
    """What kinds of answer were asked for.

    Returns
    -------
    DataFrame
        ``theme_id, theme, remedy`` (null where none was recognised), ``recommendations, reviews``. By position, then most first.
    """
    return _coded(store, filters, """
        select k.theme_id, t.name as theme, k.remedy, count(distinct k.statement_id)::integer as recommendations,
            count(distinct k.review_id)::integer as reviews
        from coded k join theme t using (theme_id) where k.kind = 'recommendation'
        group by k.theme_id, t.name, t.position, k.remedy
        order by t.position, k.theme_id, recommendations desc, k.remedy nulls last""")  # fmt: skip


def _coded(store: Store, filters: Filters, select: str) -> pd.DataFrame:
    """Run ``select`` over the codes that pass the filters, as the table ``coded``."""
    sql = f"with {_CODED.format(statements=filters.statement_where(), themes=filters.theme_where())} {select}"
    return store.frame(sql, filters.parameters(sql))
