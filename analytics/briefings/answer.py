"""Term of reference 13 for one review, asked of the store. How the answer is worded stands in ``analytics.recurrence``."""

from __future__ import annotations

from analytics import recurrence
from analytics.filters import Filters
from analytics.recurrence import Answer
from analytics.store import queries
from analytics.store.connection import Store

FINDING_WORDS = {
    "same": "The same learning elsewhere",
    "related": "Related: the same subject, a different ask",
    "not_found": "Not found in the reviews compared",
    "cannot_tell": "Cannot tell: only digests were compared",
}


def answer(store: Store, review_id: str, filters: Filters) -> Answer:
    """Ask the store; ``filters`` narrows the points by theme, agency and kind.

    Raises
    ------
    NotStoredError
        If there is no such review, or it is restricted and the filters don't say that these may be seen.
    """
    review = queries.require_review(store, review_id, filters.restricted)
    points = queries.recurrence_points(store, review_id, filters)
    matches = queries.recurrence_matches(store, review_id, filters)
    compared = queries.reviews_compared(store, review_id, filters.restricted)
    return recurrence.answer(str(review["title"]), str(review["csp"]), points, matches, compared)
