"""One review as its reader sees it: sections, passages, chronology, contributors, terms, warnings, and its statements in
place.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.filters import COVERED, Filters
from analytics.store.connection import Store

_OF_REVIEW = "t.review_id = $review and ($restricted or not r.restricted)"


def documents(store: Store, review_id: str, restricted: bool = False) -> pd.DataFrame:
    """Files of a review, newest version of each first.

    Returns
    -------
    DataFrame
        ``document_id, name, media_type, pages, characters, report_type, report_date, superseded_by, imported_at``.
    """
    return _part(store, review_id, restricted, "document", """t.document_id, t.name, t.media_type, t.pages, t.characters,
        t.report_type, t.report_date, t.superseded_by, t.imported_at""",
        "t.superseded_by nulls first, t.imported_at, t.document_id")  # fmt: skip


def sections(store: Store, review_id: str, restricted: bool = False) -> pd.DataFrame:
    """Headings in reading order: ``document_id, document, seq, ref, title``."""
    return _part(store, review_id, restricted, "section", "t.document_id, d.name as document, t.seq, t.ref, t.title")


def passages(store: Store, review_id: str, restricted: bool = False) -> pd.DataFrame:
    """Paragraphs in reading order: ``document_id, document, seq, ref, section, text, page``."""
    return _part(
        store, review_id, restricted, "passage", "t.document_id, d.name as document, t.seq, t.ref, t.section, t.text, t.page"
    )


def events(store: Store, review_id: str, restricted: bool = False) -> pd.DataFrame:
    """The chronology in the document's order: ``document_id, document, seq, ref, date, date_inferred, text``."""
    return _part(
        store, review_id, restricted, "event", "t.document_id, d.name as document, t.seq, t.ref, t.date, t.date_inferred, t.text"
    )


def contributors(store: Store, review_id: str, restricted: bool = False) -> pd.DataFrame:
    """Agencies that contributed: ``document_id, seq, name`` (as printed), ``agency_id, agency`` (canonical name), ``imr,
    chronology, report`` (bool; null where not said).
    """
    return _part(store, review_id, restricted, "contributor", """t.document_id, t.seq, t.name, t.agency_id,
        (select g.name from agency g where g.agency_id = t.agency_id) as agency, t.imr, t.chronology, t.report""")  # fmt: skip


def contributions(store: Store, filters: Filters) -> pd.DataFrame:
    """What the agencies of the filters, and the bodies before them, gave to full reports: ``review_id, review, name`` (as
    printed), ``agency_id, imr, chronology, report``. By review.
    """
    sql = f"""select t.review_id, r.title as review, t.name, t.agency_id, t.imr, t.chronology, t.report
        from contributor t join review r using (review_id)
        where {filters.review_where()} and {f"t.agency_id in ({COVERED})" if filters.agencies else "true"}
        order by r.title, t.review_id, t.document_id, t.seq"""
    return store.frame(sql, filters.parameters(sql))


def terms(store: Store, review_id: str, restricted: bool = False) -> pd.DataFrame:
    """Terms of reference: ``document_id, seq, ref, kind`` ('purpose' or 'specific'), ``text``."""
    return _part(store, review_id, restricted, "term", "t.document_id, t.seq, t.ref, t.kind, t.text")


def warnings(store: Store, review_id: str, restricted: bool = False) -> pd.DataFrame:
    """What the reader was unsure of: ``document_id, document, seq, text``."""
    return _part(store, review_id, restricted, "reading_warning", "t.document_id, d.name as document, t.seq, t.text")


def statements_of(store: Store, review_id: str, restricted: bool = False) -> list[dict[str, Any]]:
    """Statements of a review in reading order, as dictionaries.

    Keys: ``statement_id, review_id, document_id, seq, ref, kind, agency_id, agency, text, page, remedy, level, leads_to`` (list
    of
    statement ids of the recommendations that a lesson names).
    """
    return store.rows(f"""select t.statement_id, t.review_id, t.document_id, t.seq, t.ref, t.kind, t.agency_id, t.agency,
    t.text, t.page,
            t.remedy, t.level, list_sort(coalesce((select list(l.recommendation_id) from leads_to l
                where l.statement_id = t.statement_id), [])) as leads_to
        from statement t join review r using (review_id) where {_OF_REVIEW} order by t.seq, t.statement_id""",
        {"review": review_id, "restricted": restricted})  # fmt: skip


def _part(store: Store, review_id: str, restricted: bool, table: str, columns: str, order: str = "") -> pd.DataFrame:
    """Rows of a table that belongs to documents; superseded documents have none but their own row."""
    joined = "" if table == "document" else "left join document d on d.document_id = t.document_id"
    order = order or "d.imported_at, t.document_id, t.seq"
    sql = f"select {columns} from {table} t join review r using (review_id) {joined} where {_OF_REVIEW} order by {order}"
    return store.frame(sql, {"review": review_id, "restricted": restricted})
