"""Term of reference 13, worked out by hand from ``tests/situations.py``: what recurs, where, and when against the promise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.filters import Filters
from analytics.model import STATUSES, Status
from analytics.store import queries
from analytics.store.connection import Store
from analytics.themes.timing import place_in_time
from tests import situations
from tests.situations import ANNA, BETH, CARA, DORA

R1_ANNA, R1_BETH = f"{ANNA}/recommendation-1-northby-police", f"{BETH}/recommendation-1-northby-police"


def rows(frame: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    plain = frame[list(columns)].astype(object).where(frame[list(columns)].notna(), None)
    return list(plain.itertuples(index=False, name=None))


def test_each_learning_point_has_its_finding(library: Store) -> None:
    found = queries.recurrence_points(library, ANNA)
    assert rows(found, "ref", "finding", "same", "related") == [
        ("7.1", "related", 0, 1),
        ("Learning 1 (lesson)", "related", 0, 1),
        ("Recommendation 1 (Northby Police)", "same", 1, 1),
        ("Recommendation 2 (Adult Social Care)", "not_found", 0, 0),
    ]


def test_restricted_reviews_are_compared_only_for_those_who_may_see_them(library: Store) -> None:
    assert DORA not in queries.recurrence_matches(library, ANNA)["review_id"].tolist()
    seen = queries.recurrence_points(library, ANNA, Filters(restricted=True))
    assert rows(seen, "same")[2] == (2,)
    assert DORA in queries.recurrence_matches(library, ANNA, Filters(restricted=True))["review_id"].tolist()
    assert queries.reviews_compared(library, ANNA)["review_id"].tolist() == [BETH, CARA]
    assert DORA in queries.reviews_compared(library, ANNA, restricted=True)["review_id"].tolist()


def test_it_happened_again_after_it_was_said_to_be_done(library: Store) -> None:
    """Anna's action was complete in February 2020; Beth died in May 2021."""
    found = queries.recurrences_after_completion(library, Filters())
    same = found[found["relation"] == "same"]
    assert rows(same, "earlier_id", "completed", "later_id", "later_death") == [(R1_ANNA, "2020-02", R1_BETH, "2021-05")]
    assert set(found["earlier_review_id"]) == {ANNA}
    assert f"{ANNA}/learning-1-lesson" in set(found["earlier_id"]), "the lesson leads to the completed recommendation"


def test_timing_is_the_same_from_both_sides(library: Store) -> None:
    here = queries.recurrence_matches(library, ANNA)
    there = queries.recurrence_matches(library, BETH)
    one = rows(
        here[(here["statement_id"] == R1_ANNA) & (here["match_id"] == R1_BETH)], "timing", "earlier", "relation", "confirmed"
    )
    other = rows(there[(there["statement_id"] == R1_BETH) & (there["match_id"] == R1_ANNA)], "timing", "earlier", "relation")
    assert one == [("after_action_complete", "this", "same", None)]
    assert other == [("after_action_complete", "match", "same")]


@pytest.mark.parametrize(
    ("target", "completed", "status", "death", "expected"),
    [
        ("2019-12", "2020-02", "complete", "2021-05", "after_action_complete"),
        ("2019-12", "2021-05", "complete", "2021-05", "unknown"),
        ("2019-12", "2022-01", "complete", "2021-05", "while_action_open"),
        ("2019-12", None, "ongoing", "2021-05", "while_action_open"),
        ("2022-01", None, "ongoing", "2021-05", "before_action_due"),
        ("2021", None, "ongoing", "2021-05", "unknown"),
        ("2021-05", None, "ongoing", "2021-05", "unknown"),
        ("2019-12", None, "complete", "2021-05", "unknown"),
        ("2019-12", None, "unknown", "2021-05", "unknown"),
        (None, None, "ongoing", "2021-05", "while_action_open"),
        (None, None, "ongoing", "2019-01", "before_action_due"),
        ("2022-01", "2021-05", "complete", "2021-05", "unknown"),
        ("2022-01", None, "superseded", "2021-05", "unknown"),
        ("2022-01", None, "superseded", "2019-01", "before_action_due"),
        (None, "2020", "complete", "2021-05", "after_action_complete"),
        ("2019-12", "2020-02", "complete", "2017", "unknown"),
    ],
)
def test_timing_by_periods(
    tmp_path: Path, target: str | None, completed: str | None, status: str, death: str, expected: str
) -> None:  # fmt: skip
    """Anna died in March 2018 and was reported on in June 2019; 'unknown' where periods overlap or something is missing."""
    with situations.library(tmp_path / "l.duckdb") as store:
        store.frame("update action set target = $t, completed = $c, status = $s where action_id = $id",
                    {"t": target, "c": completed, "s": status, "id": f"{ANNA}/action-police-1"})  # fmt: skip
        store.frame("update review set death = $d, death_year = left($d, 4)::integer where review_id = $id",
                    {"d": death, "id": BETH})  # fmt: skip
        store.frame("delete from action where review_id = $id", {"id": BETH})
        found = queries.recurrence_matches(store, ANNA)
    pair = found[(found["statement_id"] == R1_ANNA) & (found["match_id"] == R1_BETH)]
    assert rows(pair, "timing") == [(expected,)]


def test_points_can_be_narrowed(library: Store) -> None:
    assert queries.recurrence_points(library, ANNA, Filters(kinds=("lesson",)))["ref"].tolist() == ["Learning 1 (lesson)"]
    assert queries.recurrence_points(library, ANNA, Filters(agencies=("asc",)))["finding"].tolist() == ["not_found"]
    assert len(queries.recurrence_points(library, ANNA, Filters(themes=("marac_process",)))) == 3


def test_pairs_of_reviews(library: Store) -> None:
    found = queries.match_counts(library, Filters())
    assert rows(found, "a_review_id", "b_review_id", "same", "related")[0] == (BETH, ANNA, 1, 5)


def test_a_review_that_is_not_there(library: Store, nothing: Store) -> None:
    assert queries.recurrence_points(library, "nobody").empty
    assert queries.recurrence_matches(library, "nobody").empty
    assert queries.recurrence_points(nothing, ANNA).empty
    assert queries.recurrences_after_completion(nothing, Filters()).empty
    assert queries.match_counts(nothing, Filters()).empty
    assert queries.reviews_compared(nothing, ANNA).empty


DATES = st.none() | st.sampled_from(
    ["2019", "2019-12", "2020-02", "2020-02-15", "2021", "2021-05", "2021-05-03", "2022-01", "2024"]
)


@settings(max_examples=150, deadline=None)
@given(death=DATES.filter(bool), target=DATES, completed=DATES, reported=DATES, status=st.sampled_from(STATUSES))
def test_timing_agrees_with_an_independent_reckoning(
    own: Store, death: str, target: str | None, completed: str | None, reported: str | None, status: Status
) -> None:  # fmt: skip
    """``themes.timing`` works with calendar dates in Python, the query with periods in SQL."""
    own.frame("update action set target = $t, completed = $c, status = $s where action_id = $id",
              {"t": target, "c": completed, "s": status, "id": f"{ANNA}/action-police-1"})  # fmt: skip
    own.frame("update review set death = $d where review_id = $id", {"d": death, "id": BETH})
    own.frame("update review set report_date = $d where review_id = $id", {"d": reported, "id": ANNA})
    found = queries.recurrence_matches(own, ANNA)
    pair = found[(found["statement_id"] == R1_ANNA) & (found["match_id"] == R1_BETH)]
    assert rows(pair, "timing") == [(place_in_time([death], target, completed, status, reported),)]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A library in which Beth has no actions, to be changed by the test."""
    with situations.library(tmp_path_factory.mktemp("timing") / "l.duckdb") as store:
        store.frame("delete from action where review_id = $id", {"id": BETH})
        yield store
