"""``recurrence``: the answer to term of reference 13, each learning point with its finding and both texts of every match."""

from __future__ import annotations

import argparse
from typing import Any

import pandas as pd

from analytics import recurrence as wording
from analytics.commands.console import show
from analytics.commands.opening import opened_library
from analytics.settings import Settings
from analytics.store import queries
from analytics.store.connection import Store


def recurrence(given: argparse.Namespace) -> int:
    """Print the answer to term of reference 13 for a review."""
    with opened_library(Settings.from_environment()) as store:
        show(recurrence_answer(store, given.review), indent=1)
    return 0


def recurrence_answer(store: Store, review_id: str) -> dict[str, Any]:
    """The object that ``recurrence`` prints; restricted reviews are left out.

    Raises
    ------
    NotStoredError
        If there is no such review.
    """
    review = queries.require_review(store, review_id)
    points, matches = queries.recurrence_points(store, review_id), queries.recurrence_matches(store, review_id)
    compared = queries.reviews_compared(store, review_id)
    worded = wording.answer(str(review["title"]), str(review["csp"]), points, matches, compared)
    by_point = {key: rows for key, rows in worded.matches.groupby("statement_id", sort=False)}
    return {
        "review": review_id,
        "title": review["title"],
        "reviews_compared": len(compared),
        "compared_with": compared["review_id"].tolist(),
        "compared_as": {form: worded.held().get(form, 0) for form in wording.HELD},
        "absence_can_be_shown": worded.can_show_absence,
        "answer": " ".join([worded.words(), worded.compared_words(), worded.judged_words()]),
        "points": [_point(row, by_point.get(row["statement_id"])) for row in _records(points)],
    }


def _point(row: dict[str, Any], matches: pd.DataFrame | None) -> dict[str, Any]:
    names = ("ref", "kind", "agency", "text", "page", "finding")
    found = [] if matches is None else [_match(match) for match in _records(matches)]
    return {"id": row["statement_id"], **{name: row[name] for name in names}, "matches": found}


def _match(row: dict[str, Any]) -> dict[str, Any]:
    names = ("review", "title", "source", "ref", "kind", "agency", "text", "relation", "score", "why", "timing", "confirmed")
    return {"id": row["match_id"], **{name: row[name] for name in names}}


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as Python values, ``None`` for what is missing."""
    named = frame.rename(columns={"review": "title", "review_id": "review"})
    plain = named.astype(object).where(named.notna(), None)
    return [{str(key): _python(value) for key, value in row.items()} for row in plain.to_dict("records")]


def _python(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
