"""Term of reference 13 for one review, asked of the store. How the answer is worded stands in ``analytics.recurrence``."""

from __future__ import annotations

from dataclasses import replace

from analytics import recurrence
from analytics.filters import Filters
from analytics.recurrence import Answer
from analytics.store import queries
from analytics.store.connection import Store

FINDING_WORDS = {
    "same": "The same learning elsewhere",
    "related": "Related: the same subject, a different ask",
    "not_found": "Not found in the reviews compared",
    "cannot_tell": "Cannot tell: no full report was compared",
}
SUGGESTED_WORDS = {
    "same": "Suggested: the same learning elsewhere",
    "related": "Suggested as related: the same subject, a different ask",
}
"""Of findings that rest on matches, until a person has confirmed them all."""


def finding_words(found: Answer, finding: str) -> str:
    """A finding as a heading; as suggested until a person has confirmed it for every point that is counted under it."""
    if finding in SUGGESTED_WORDS and found.points_confirmed(finding) < found.number(finding):
        return SUGGESTED_WORDS[finding]
    return FINDING_WORDS[finding]


def answer(store: Store, review_id: str, restricted: bool = False) -> Answer:
    """Ask the store about the whole review: every learning point counts, whatever a view is narrowed to.

    ``restricted`` says whether restricted reviews may be seen.

    Raises
    ------
    NotStoredError
        If there is no such review, or it is restricted and these may not be seen.
    """
    review, seen = queries.require_review(store, review_id, restricted), Filters(restricted=restricted)
    points = queries.recurrence_points(store, review_id, seen)
    matches = queries.recurrence_matches(store, review_id, seen)
    compared = queries.reviews_compared(store, review_id, restricted)
    return recurrence.answer(str(review["title"]), str(review["csp"]), points, matches, compared, str(review["source"]))


def narrowed(store: Store, review_id: str, whole: Answer, filters: Filters) -> Answer:
    """The same answer with only those learning points that the filters on theme, agency and kind leave: for lists of them."""
    left = queries.recurrence_points(store, review_id, filters)["statement_id"]
    return replace(whole, points=whole.points[whole.points["statement_id"].isin(left)].reset_index(drop=True))
