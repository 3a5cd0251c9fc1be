"""What is in the library: reviews, the register, what filters can choose from, versions and counts."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.errors import FilterError, NotStoredError
from analytics.filters import Filters
from analytics.store.connection import Store
from analytics.store.queries.forms import FORM

COUNTED = ("review", "document", "passage", "statement", "action", "suggestion", "match", "decision", "agency", "theme", "vector")


def reviews(store: Store, filters: Filters) -> pd.DataFrame:
    """Reviews that pass the filters on reviews, areas and years, newest death first, undated last.

    Returns
    -------
    DataFrame
        ``review_id, title, csp, partnership, region, victim_pseudonym, report_type, death, death_year, report_date, period_start,
        period_end, published, source, restricted, recommendations_published, summary, source_title, source_url, documents,
        statements, recommendations, actions`` (the last four are counts), ``form`` (as of ``FORM``).
    """
    sql = f"""with chosen as (select r.* from review r where {filters.review_where()}),
        said as (select review_id, count(*) as statements, count(*) filter (kind = 'recommendation') as recommendations
            from statement where review_id in (select review_id from chosen) group by review_id),
        owed as (select review_id, count(*) as actions from action group by review_id),
        files as (select review_id, count(*) as documents from document where superseded_by is null group by review_id)
        select r.*, coalesce(f.documents, 0)::integer as documents, coalesce(s.statements, 0)::integer as statements,
            coalesce(s.recommendations, 0)::integer as recommendations, coalesce(o.actions, 0)::integer as actions,
            {FORM} as form
        from chosen r left join said s using (review_id) left join owed o using (review_id) left join files f using (review_id)
        order by r.death_year desc nulls last, r.death desc nulls last, r.title, r.review_id"""
    return store.frame(sql, filters.parameters(sql))


def require_review(store: Store, review_id: str, restricted: bool = False) -> dict[str, Any]:
    """The review of that id, as a dictionary of the columns of ``reviews``.

    Raises
    ------
    NotStoredError
        If there is none, or it is restricted and ``restricted`` is false: the two look the same from outside.
    """
    found = store.rows("select * from review where review_id = $id and ($restricted or not restricted)",
                       {"id": review_id, "restricted": restricted})  # fmt: skip
    if not found:
        raise NotStoredError(
            f"There is no review '{review_id}' in the database. 'python -m analytics doctor' lists what is loaded."
        )
    return found[0]


def register(store: Store) -> pd.DataFrame:
    """The published reviews of each partnership that keeps a register, with what of them is loaded.

    Returns
    -------
    DataFrame
        ``csp, number, documents_published`` (text, joined by '; '), ``review_id, title, victim_pseudonym, death, documents``
        (names of loaded files; null if none), ``loaded`` (bool), ``note, source_title, source_url``. Restricted reviews show as
        not
        loaded.
    """
    return store.frame("""
        select g.csp, g.number, array_to_string(g.documents, '; ') as documents_published, r.review_id, r.title,
            r.victim_pseudonym, r.death,
            (select string_agg(d.name, '; ' order by d.imported_at, d.name) from document d
             where d.review_id = r.review_id and d.superseded_by is null) as documents,
            r.review_id is not null as loaded, g.note, g.source_title, g.source_url
        from register g left join review r on r.review_id = g.review_id and r.source = 'report' and not r.restricted
        order by g.csp, g.number""")


def process_notes(store: Store) -> pd.DataFrame:
    """What is publicly known of how partnerships handle reviews: ``csp, date, text, source_title, source_url``."""
    return store.frame("select csp, date, text, source_title, source_url from process_note order by date, seq")


def filter_choices(store: Store, restricted: bool = False) -> dict[str, list[Any]]:
    """What each filter can be set to: only what is there.

    Returns
    -------
    dict
        ``reviews, themes, agencies``: dictionaries with ``id`` and ``name`` in display order; ``areas``: names; ``kinds``:
        kinds of
        statement; ``years``: years of death, rising.
    """
    visible = Filters(restricted=restricted).review_where()
    return {
        "reviews": store.rows(f"select review_id as id, title as name from review r where {visible} order by title, id"),
        "themes": store.rows("select theme_id as id, name from theme order by position, theme_id"),
        "agencies": store.rows(f"""with named as (
            select l.agency_id from statement_agency l join statement s using (statement_id) join review r using (review_id)
                where {visible}
            union select a.agency_id from action a join review r using (review_id) where {visible})
            select g.agency_id as id, g.name from agency g
            where g.agency_id in (select agency_id from named
                union select w.now_id from agency_now w join named using (agency_id))
            order by g.name, id"""),
        "areas": _column(store, f"select distinct csp as it from review r where {visible} order by it"),
        "kinds": _column(store, f"""select distinct kind as it from statement s join review r using (review_id)
            where {visible} order by it"""),
        "years": _column(store, f"select distinct death_year as it from review r where {visible} and death_year is not null "
                         "order by it"),
    }  # fmt: skip


def check_filters(store: Store, filters: Filters) -> None:
    """Refuse filters that name something the library doesn't have.

    Raises
    ------
    FilterError
        Naming the first unknown review, area, theme or agency.
    """
    choices = filter_choices(store, filters.restricted)
    known_agencies = {row["agency_id"] for row in store.rows("select agency_id from agency")}
    known = {"reviews": _ids(choices["reviews"]), "areas": set(choices["areas"]), "themes": _ids(choices["themes"]),
             "agencies": known_agencies}  # fmt: skip
    singular = {"reviews": "review", "areas": "area", "themes": "theme", "agencies": "agency"}
    for name, values in known.items():
        for value in getattr(filters, name):
            if value not in values:
                raise FilterError(f"There is no {singular[name]} '{value}' in the library. Clear the filters and choose again.")


def names(store: Store, restricted: bool = False) -> dict[str, str]:
    """What people call each review, theme and agency, by id: for ``Filters.sentence``."""
    visible = Filters(restricted=restricted).review_where()
    found = store.rows(f"""select review_id as id, title as name from review r where {visible}
        union all select theme_id, name from theme union all select agency_id, name from agency""")
    return {row["id"]: row["name"] for row in found}


def agencies(store: Store) -> pd.DataFrame:
    """Every agency of the list: ``agency_id, name, sector, successor_id, successor`` (its name), by name."""
    return store.frame("""select g.agency_id, g.name, g.sector, g.successor_id, n.name as successor
        from agency g left join agency n on n.agency_id = g.successor_id order by g.name, g.agency_id""")


def themes(store: Store) -> pd.DataFrame:
    """The codebook as stored: ``theme_id, position, name, axis, definition, include, exclude``."""
    return store.frame("select * from theme order by position, theme_id")


def runs(store: Store) -> pd.DataFrame:
    """The newest finished run of each kind: ``run_id, kind, model_name, model_hash, codebook_version, parameters, versions,
    started_at, finished_at``.
    """
    return store.frame("""select * from run where finished_at is not null
        qualify row_number() over (partition by kind order by finished_at desc, run_id) = 1 order by kind""")


def table_counts(store: Store) -> dict[str, int]:
    """Rows of each main table, restricted reviews included: for ``doctor``."""
    parts = [f"select '{table}' as name, count(*) as rows from \"{table}\"" for table in COUNTED]
    found = {row["name"]: int(row["rows"]) for row in store.rows(" union all ".join(parts))}
    return {table: found[table] for table in COUNTED}


def version(store: Store) -> str:
    """A text that changes whenever an answer may have changed: what the pages' caches are keyed by."""
    row = store.rows("""select (select count(*) || ' ' || coalesce(max(imported_at)::varchar, '') from document) as documents,
        (select count(*) || ' ' || coalesce(max(decided_at)::varchar, '') from decision) as decisions,
        (select count(*) || ' ' || coalesce(max(finished_at)::varchar, '') from run) as runs,
        (select count(*) from review) as reviews""")[0]
    return " | ".join(str(value) for value in row.values())


def _column(store: Store, sql: str) -> list[Any]:
    return [row["it"] for row in store.rows(sql)]


def _ids(rows: list[dict[str, Any]]) -> set[str]:
    return {row["id"] for row in rows}
