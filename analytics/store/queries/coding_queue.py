"""What people have to judge: suggested codes and matches with their context, how many are judged, and proposals of themes."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from analytics.filters import Filters
from analytics.store.connection import Store


def review_counts(store: Store, filters: Filters) -> pd.DataFrame:
    """What is held of each review that passes the filters, and what the machine made of it.

    Returns
    -------
    DataFrame
        ``review_id, title, source, statements, recommendations, suggestions`` (of themes), ``matches`` (with other reviews).
    """
    sql = f"""
        select r.review_id, r.title, r.source,
            (select count(*) from statement s where s.review_id = r.review_id)::integer as statements,
            (select count(*) from statement s where s.review_id = r.review_id and s.kind = 'recommendation')::integer as
            recommendations,
            (select count(*) from suggestion g join statement s using (statement_id) where s.review_id = r.review_id)::integer as
            suggestions,
            (select count(*) from match m join statement s on s.statement_id in (m.a_id, m.b_id)
             where s.review_id = r.review_id)::integer as matches
        from review r where {filters.review_where()} order by r.review_id"""
    return store.frame(sql, filters.parameters(sql))


ORDERS = ("reading", "likely", "unsure")
STATES = ("all", "waiting", "judged")


def code_queue(
    store: Store, filters: Filters, order: str = "reading", state: str = "all", limit: int | None = None, offset: int = 0
) -> pd.DataFrame:
    """Suggested and given codes with what a person said of them.

    Parameters
    ----------
    order : str
        One of ``ORDERS``: as the reports have them, most likely first, or least sure first. What was judged comes newest first.
    state : str
        One of ``STATES``: all of them, those nobody has judged, or those somebody has.

    Returns
    -------
    DataFrame
        ``statement_id, theme_id, theme, definition, review_id, review, source, ref, page, kind, agency, text, score`` (null where
        a person added the theme), ``evidence, verdict`` ('' while nobody has judged, else 'accepted', 'rejected', 'added'),
        ``who, why, decided_at, changed`` (true where the statement's words are others than when it was judged).
    """
    reading = "r.source desc, r.title, s.seq, s.statement_id, t.position, t.theme_id"
    sql = f"""{_JUDGED_CODES}
        select s.statement_id, t.theme_id, t.name as theme, t.definition, s.review_id, r.title as review, r.source, s.ref, s.page,
            s.kind, s.agency, s.text, g.score, g.evidence, coalesce(d.verdict, '') as verdict, d.who, d.why, d.decided_at,
            coalesce(d.text_hash <> s.text_hash, false) as changed
        {_CODES} where {filters.statement_where()} and {filters.theme_where("t")} and {_STATE[state]}
        order by {_order(order, state, "g.score", reading)} {_page(limit, offset)}"""
    return store.frame(sql, filters.parameters(sql))


def code_queue_size(store: Store, filters: Filters) -> dict[str, int]:
    """How many codes ``code_queue`` has: ``total``, and of them ``judged``."""
    sql = f"""{_JUDGED_CODES} select count(*) as total, count(d.verdict) as judged
        {_CODES} where {filters.statement_where()} and {filters.theme_where("t")}"""
    return {name: int(number) for name, number in store.rows(sql, filters.parameters(sql))[0].items()}


def match_queue(
    store: Store, filters: Filters, order: str = "reading", state: str = "all", limit: int | None = None, offset: int = 0
) -> pd.DataFrame:
    """Matches between two reviews that aren't restricted, with what a person said of them; parameters as ``code_queue``.

    Filters keep a match where one of its two statements passes them.

    Returns
    -------
    DataFrame
        ``a_id, a_review_id, a_review, a_source, a_ref, a_page, a_kind, a_agency, a_text``, the same with ``b_``, ``relation,
        score`` (null where a person added the match), ``why, confirmed`` (null while nobody has judged), ``verdict`` ('' then,
        else 'same', 'related', 'unrelated'), ``who, decided_at``, ``said`` (why a person decided so).
    """
    reading = "r.title, s.seq, s.statement_id, l.title, o.seq, o.statement_id"
    sql = f"""{_JUDGED_MATCHES}
        select s.statement_id as a_id, s.review_id as a_review_id, r.title as a_review, r.source as a_source, s.ref as a_ref,
            s.page as a_page, s.kind as a_kind, s.agency as a_agency, s.text as a_text, o.statement_id as b_id,
            o.review_id as b_review_id, l.title as b_review, l.source as b_source, o.ref as b_ref, o.page as b_page,
            o.kind as b_kind, o.agency as b_agency, o.text as b_text, coalesce(m.relation, d.verdict) as relation, m.score, m.why,
            case when d.verdict is null then null else d.verdict <> 'unrelated' end as confirmed,
            coalesce(d.verdict, '') as verdict, d.who, d.decided_at, d.why as said
        {_MATCHES} where {_either(filters)} and {_STATE[state]}
        order by {_order(order, state, "m.score", reading)} {_page(limit, offset)}"""
    return store.frame(sql, filters.parameters(sql))


def match_queue_size(store: Store, filters: Filters) -> dict[str, int]:
    """How many matches ``match_queue`` has: ``total``, and of them ``judged``."""
    sql = f"""{_JUDGED_MATCHES} select count(*) as total, count(d.verdict) as judged {_MATCHES} where {_either(filters)}"""
    return {name: int(number) for name, number in store.rows(sql, filters.parameters(sql))[0].items()}


_JUDGED_CODES = "with judged as (select * from latest_decision where kind = 'code' and verdict <> 'withdrawn')"
_CODES = """from suggestion g full join judged d on d.subject = g.statement_id and d.object = g.theme_id
    join statement s on s.statement_id = coalesce(g.statement_id, d.subject)
    join theme t on t.theme_id = coalesce(g.theme_id, d.object) join review r on r.review_id = s.review_id"""
_JUDGED_MATCHES = "with judged as (select * from latest_decision where kind = 'match' and verdict <> 'withdrawn')"
_MATCHES = """from match m full join judged d on d.subject = m.a_id and d.object = m.b_id
    join statement s on s.statement_id = coalesce(m.a_id, d.subject) join review r on r.review_id = s.review_id
    join statement o on o.statement_id = coalesce(m.b_id, d.object) join review l on l.review_id = o.review_id"""
_STATE = {"all": "true", "waiting": "d.verdict is null", "judged": "d.verdict is not null"}


def _order(order: str, state: str, score: str, reading: str) -> str:
    first = {"reading": "", "likely": f"{score} desc nulls first, ", "unsure": f"abs({score} - 0.5) nulls last, "}[order]
    return f"d.decided_at desc, {reading}" if state == "judged" else f"{first}{reading}"


def _page(limit: int | None, offset: int) -> str:
    return f"limit {int(limit)} offset {int(offset)}" if limit is not None else ""


def _either(filters: Filters) -> str:
    """Both reviews may be seen, and one of the two statements passes the filters."""
    seen = "true" if filters.restricted else "not r.restricted and not l.restricted"
    sides = [filters.statement_where("s", "r"), filters.statement_where("o", "l")]
    if filters.themes:
        carries = "{side}.statement_id in (select c.statement_id from code c where " + filters.theme_where() + ")"
        sides = [f"{where} and {carries.format(side=side)}" for where, side in zip(sides, "so", strict=True)]
    return f"{seen} and (({sides[0]}) or ({sides[1]}))"


def proposals(store: Store) -> list[dict[str, Any]]:
    """Themes proposed by the newest run of discovery, best first, with what a person said of each.

    Returns
    -------
    list of dict
        ``id, name, phrases`` (list), ``statements`` (ids of those that are still there), ``reviews`` (ids), ``quotation`` (id of
        the most central statement), ``stability`` in [0, 1], ``verdict`` ('' while nobody has judged, else 'promoted', 'merged',
        'dismissed'), ``theme_id`` (what it was merged into), ``who, why, decided_at``. Empty where nothing was proposed yet.
    """
    newest = store.rows("""select parameters from run where kind = 'discovery' and finished_at is not null
        order by finished_at desc, run_id limit 1""")
    if not newest:
        return []
    made: list[dict[str, Any]] = json.loads(newest[0]["parameters"]).get("proposals", [])
    there = {
        row["id"]
        for row in store.rows("""select s.statement_id as id from statement s join review r using (review_id)
        where not r.restricted""")
    }
    said = {row["subject"]: row for row in store.rows("""
        select subject, object as theme_id, verdict, who, why, decided_at from decision where kind = 'proposal'
        qualify row_number() over (partition by subject order by decided_at desc, decision_id desc) = 1""")}  # fmt: skip
    nothing = {"verdict": "", "theme_id": "", "who": None, "why": None, "decided_at": None}
    judged = {key: row for key, row in said.items() if row["verdict"] != "withdrawn"}
    rows = [
        {**one, **nothing, **judged.get(one["id"], {}), "statements": [key for key in one["statements"] if key in there]}
        for one in made
    ]
    return [{key: value for key, value in row.items() if key != "subject"} for row in rows if row["statements"]]


def discovered_at(store: Store) -> str:
    """When themes were last looked for, as ISO text; '' if never."""
    found = store.rows("select max(finished_at)::varchar as at from run where kind = 'discovery'")[0]["at"]
    return str(found or "")
