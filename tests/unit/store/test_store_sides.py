"""Why two statements match is told from the side of the one that is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.filters import Filters
from analytics.store import queries
from analytics.store.connection import Store
from tests import situations
from tests.situations import ANNA, BETH

ABOUT = "The machine reads the subject as close: the first is about {}, the second about {}."
ONLY = "The machine reads both as about MARAC; only the {} has words of training or awareness."


@pytest.mark.parametrize(
    ("stored", "turned"),
    [
        (ABOUT.format("agencies, and courts", "one lead"), ABOUT.format("one lead", "agencies, and courts")),
        (ONLY.format("first"), ONLY.format("second")),
        (ONLY.format("second"), ONLY.format("first")),
        ("Both begin alike.", "Both begin alike."),
        ("The machine finds no learning point that both make.",) * 2,
    ],
)
def test_first_is_the_statement_asked_about(tmp_path: Path, stored: str, turned: str) -> None:
    with situations.library(tmp_path / "l.duckdb") as store:
        with store.transaction() as cursor:
            cursor.execute("update match set why = $why", {"why": stored})
        a_sides = {row["a_id"].split("/")[0] for row in store.rows("select a_id from match")}
        assert sides(store, BETH) == {stored}, f"Beth's statements are stored first: {a_sides}"
        assert sides(store, ANNA) == {turned}
        pairs = queries.matches(store, Filters())
        earlier_is_anna = pairs[(pairs["a_review_id"] == ANNA) & (pairs["b_review_id"] == BETH)]
        assert set(earlier_is_anna["why"]) == {turned}, "side A is the earlier death, Anna's, which is stored second"


def sides(store: Store, review: str) -> set[str]:
    found = queries.recurrence_matches(store, review)
    return set(found.loc[found["review_id"].isin([ANNA, BETH]), "why"])
