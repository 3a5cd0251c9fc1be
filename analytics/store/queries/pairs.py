"""Every match between two reviews, a row a pair: what an export lists and a person checks."""

from __future__ import annotations

import pandas as pd

from analytics.filters import Filters
from analytics.store.connection import Store
from analytics.store.queries.recurrence import pairs


def matches(store: Store, filters: Filters) -> pd.DataFrame:
    """Pairs of statements of two reviews that both pass the filters on reviews, areas and years.

    The side ``a`` is the one of the earlier death where both are known. Agency and kind narrow either side, and so do themes. A
    pair that a person called unrelated stays, ``relation`` 'unrelated' and ``confirmed`` false, so that the decision can be seen.

    Returns
    -------
    DataFrame
        ``a_id, a_review_id, a_review, a_source, a_ref, a_page, a_kind, a_agency, a_text``, the same with ``b_``, ``relation,
        score`` (null where a person added the match), ``why, confirmed`` (null while nobody has judged), ``timing, completed,
        target`` (of the earlier review's actions), ``later_death``. Same before related, then by score.
    """
    narrow = filters.without("reviews", "areas", "year_from", "year_to")
    either = f"({_side(narrow, 's', 'r')} or {_side(narrow, 'o', 'l')})"
    sql = f"""with {pairs()}
        select p.statement_id as a_id, r.review_id as a_review_id, r.title as a_review, r.source as a_source, s.ref as a_ref,
            s.page as a_page, s.kind as a_kind, s.agency as a_agency, s.text as a_text,
            p.match_id as b_id, l.review_id as b_review_id, l.title as b_review, l.source as b_source, o.ref as b_ref,
            o.page as b_page, o.kind as b_kind, o.agency as b_agency, o.text as b_text,
            p.relation, p.score, p.why, p.confirmed, p.timing, p.completed, p.target, p.later_death
        from pairs p join statement s on s.statement_id = p.statement_id join review r on r.review_id = s.review_id
            join statement o on o.statement_id = p.match_id join review l on l.review_id = o.review_id
        where p.statement_id = coalesce(p.earlier_id, least(p.statement_id, p.match_id))
            and {filters.review_where("r")} and {filters.review_where("l")} and {either}
        order by case p.relation when 'same' then 1 when 'related' then 2 else 3 end, p.score desc nulls first, a_id, b_id"""
    return store.frame(sql, filters.parameters(sql))


def _side(filters: Filters, statement: str, review: str) -> str:
    carries = f"{statement}.statement_id in (select c.statement_id from code c where {filters.theme_where()})"
    return (
        f"({filters.statement_where(statement, review)} and {carries})"
        if filters.themes
        else f"({filters.statement_where(statement, review)})"
    )
