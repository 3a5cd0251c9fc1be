"""Actions: status on a day, slippage, ages; worked out by hand from ``tests/situations.py``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analytics.errors import FilterError
from analytics.filters import Filters
from analytics.store import queries
from analytics.store.connection import Store
from analytics.store.queries.actions import OUTCOMES
from tests import situations
from tests.situations import ANNA, BETH

ALL = Filters()
DAY = date(2024, 7, 1)


def rows(frame: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    plain = frame[list(columns)].astype(object).where(frame[list(columns)].notna(), None)
    return list(plain.itertuples(index=False, name=None))


def test_actions_with_their_state_on_a_day(library: Store) -> None:
    found = queries.actions(library, ALL, DAY)
    assert rows(found, "review_id", "number", "action", "status", "status_on", "overdue", "past_due_no_information") == [
        (BETH, "1", None, "not_started", "not_started", False, False),
        (ANNA, "1", "Name a lead officer", "complete", "complete", False, False),
        (ANNA, "2", "Write a course", "ongoing", "overdue", True, False),
        (ANNA, "2", "Check attendance", "unknown", "unknown", False, True),
    ]
    assert rows(found, "slippage_months", "open_months") == [(None, 18), (2, None), (None, 61), (None, None)]


@pytest.mark.parametrize(("day", "overdue"), [(date(2020, 6, 30), 0), (date(2020, 7, 1), 1), (date(2031, 1, 1), 2)])
def test_a_target_of_a_month_is_due_when_the_month_is_over(library: Store, day: date, overdue: int) -> None:
    assert int(queries.actions(library, ALL, day)["overdue"].sum()) == overdue


def test_no_information_stays_in_the_denominator(library: Store) -> None:
    found = queries.action_status_counts(library, ALL, DAY)
    assert rows(found, "status", "actions", "recommendations", "reviews") == [
        ("complete", 1, 1, 1), ("not_started", 1, 1, 1), ("overdue", 1, 1, 1), ("unknown", 1, 1, 1)]  # fmt: skip
    assert int(found["actions"].sum()) == 4


def test_slippage_counts_months_from_target_to_completion(library: Store) -> None:
    assert rows(queries.slippage(library, ALL, DAY), "review_id", "label", "target", "completed", "months") == [
        (ANNA, "Northby Police 1", "2019-12", "2020-02", 2)]  # fmt: skip


def test_ages_of_open_actions(library: Store) -> None:
    assert rows(queries.open_ages(library, ALL, DAY), "label", "months", "overdue") == [
        ("Adult Social Care 2, action 1 of 2", 61, True), ("Northby Police 1", 18, False)]  # fmt: skip


def test_one_action_and_those_with_one_thing_behind_them(library: Store) -> None:
    done = queries.actions(library, ALL, DAY).query("status == 'complete'")
    behind = done["closure"].iloc[0] if done["closure"].notna().all() else "stated"
    assert queries.actions(library, ALL, DAY, closure=behind)["action_id"].tolist() == done["action_id"].tolist()
    assert queries.action_size(library, ALL, DAY, closure=behind) == {"actions": 1}
    others = {"stated", "document_produced", "practice_audited", "outcome_changed"} - {behind}
    assert [queries.action_size(library, ALL, DAY, closure=other)["actions"] for other in others] == [0, 0, 0]
    one = done["action_id"].iloc[0]
    assert queries.actions(library, ALL, DAY, action_id=one)["action"].tolist() == ["Name a lead officer"]
    assert queries.action_size(library, ALL, DAY, action_id="' or true --") == {"actions": 0}


def test_a_recommendation_is_done_when_all_its_actions_are(library: Store) -> None:
    found = queries.actions_by_agency(library, ALL, DAY)
    assert rows(found, "agency_id", "recommendations", "done", "open", "overdue", "no_information") == [
        ("police", 2, 1, 1, 0, 0), ("asc", 1, 0, 1, 1, 0)]  # fmt: skip


def test_what_became_of_what_was_asked_under_a_theme(library: Store) -> None:
    found = queries.theme_actions(library, Filters(themes=("marac_process",)), DAY)
    assert rows(found, "review_id", "ref", "actions", "outcome") == [
        (BETH, "Recommendation 1 (Northby Police)", 1, "open"),
        (BETH, "Recommendation 2 (GP)", 0, "no_plan"),
        (ANNA, "Recommendation 1 (Northby Police)", 1, "done"),
    ]
    assert rows(queries.theme_actions(library, Filters(themes=("training",), reviews=(ANNA,)), DAY), "outcome") == [("overdue",)]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(agencies=("asc",)), ["2", "2"]),
        (Filters(themes=("training",)), ["2", "2"]),
        (Filters(reviews=(BETH,)), ["1"]),
        (Filters(kinds=("lesson",), reviews=(BETH,)), ["1"]),
        (Filters(areas=("Southby",)), []),
        (Filters(year_to=2017), []),
    ],
)
def test_filters_narrow_actions(library: Store, filters: Filters, expected: list[str]) -> None:
    assert queries.actions(library, filters, DAY)["number"].tolist() == expected


def test_an_empty_library(nothing: Store) -> None:
    for question in (queries.actions, queries.action_status_counts, queries.slippage, queries.open_ages,
                     queries.actions_by_agency, queries.theme_actions):  # fmt: skip
        assert question(nothing, ALL, DAY).empty
    assert queries.action_changes(nothing, ALL).empty


def test_recommendations_by_level_and_by_theme(library: Store) -> None:
    columns = ("key", "recommendations", "done", "partly_done", "open", "overdue", "no_information", "dropped")
    assert rows(queries.actions_grouped(library, ALL, DAY, "level"), *columns) == [("agency", 3, 1, 0, 1, 1, 0, 0)]
    assert rows(queries.actions_grouped(library, ALL, DAY, "theme"), *columns) == [
        ("marac_process", 2, 1, 0, 1, 0, 0, 0), ("training", 1, 0, 0, 0, 1, 0, 0)]  # fmt: skip
    assert rows(queries.actions_grouped(library, Filters(themes=("training",)), DAY, "theme"), "key") == [("training",)]


@pytest.mark.parametrize("by", ["level", "theme"])
@pytest.mark.parametrize("filters", [ALL, Filters(agencies=("asc",)), Filters(themes=("training",)), Filters(reviews=(BETH,))])
def test_each_count_by_level_or_theme_has_as_many_recommendations(library: Store, by: str, filters: Filters) -> None:
    for group in queries.actions_grouped(library, filters, DAY, by).to_dict("records"):
        assert sum(group[outcome] for outcome in OUTCOMES) == group["recommendations"], "nothing is left uncounted"
        for counted in ("recommendations", *OUTCOMES):
            found = queries.grouped_asks(library, filters, DAY, by, group["key"], counted)["statement_id"].tolist()
            assert len(found) == group[counted]
            assert queries.asks_of(library, filters, found, DAY)["statement_id"].tolist() == found


def test_recommendations_of_a_count_are_told_with_what_became_of_them(library: Store) -> None:
    late = queries.grouped_asks(library, ALL, DAY, "theme", "training", "overdue")["statement_id"].tolist()
    assert rows(queries.asks_of(library, ALL, late, DAY), "review_id", "outcome") == [(ANNA, "overdue")]
    assert queries.asks_of(library, Filters(reviews=(BETH,)), late, DAY).empty, "of another review than the view's"
    assert queries.grouped_asks(library, ALL, DAY, "theme", "' or true --").empty


@pytest.mark.parametrize(("by", "counted"), [("lead", "done"), ("level", "lost"), ("level", "true or done")])
def test_what_is_not_counted_is_refused(library: Store, by: str, counted: str) -> None:
    with pytest.raises(FilterError):
        queries.grouped_asks(library, ALL, DAY, by, "agency", counted)


def test_open_actions_count_also_where_their_age_is_not_known(library: Store) -> None:
    before = queries.action_summary(library, ALL, date(2018, 1, 1))
    assert (before["open"], before["ageless"], before["oldest"]) == (2, 2, 0)
    after = queries.action_summary(library, ALL, DAY)
    assert (after["open"], after["ageless"], after["overdue"]) == (2, 0, 1)


def test_what_it_takes_to_tell_whether_something_came_up_again(library: Store) -> None:
    assert queries.completions(library, ALL, DAY) == {"plans": "2", "first": "2020-02", "later": "1"}
    assert queries.completions(library, Filters(areas=("Southby",)), DAY) == {"plans": "0", "first": "", "later": "0"}
    assert queries.completions(library, Filters(reviews=(ANNA,)), DAY) == {"plans": "1", "first": "2020-02", "later": "0"}


@pytest.mark.parametrize(
    ("target", "completed", "months", "late"),
    [
        ("2021-09", "2021-08-31", -1, False), ("2021-09", "2021-09-30", 0, False), ("2021-08-31", "2021-09", 1, True),
        ("2021-09-10", "2021-09-25", 0, True), ("2021-09-10", "2021-09", 0, False),
    ],
)  # fmt: skip
def test_late_is_only_what_was_surely_done_after_the_last_day_of_its_target(
    tmp_path: Path, target: str, completed: str, months: int, late: bool
) -> None:
    with situations.library(tmp_path / "own.duckdb") as own:
        with own.transaction() as cursor:
            cursor.execute("update action set target = $1, completed = $2 where status = 'complete'", [target, completed])
        assert rows(queries.slippage(own, ALL, DAY), "months", "late") == [(months, late)]
        summary = queries.action_summary(own, ALL, DAY)
    assert (summary["dated"], summary["late"], summary["by"], summary["many"]) == (1, late, months * late, late)


def test_half_of_the_late_by_months_that_one_of_them_has(tmp_path: Path) -> None:
    with situations.library(tmp_path / "own.duckdb") as own:
        with own.transaction() as cursor:
            cursor.execute("""insert into action by name select a.* replace (action_id || m as action_id, '2021-01' as target,
                m as completed, n as seq) from action a, (values ('2022-01', 91), ('2021-11', 92), ('2021-05', 93), ('2021-02', 94)) u(m, n)
                where status = 'complete'""")
            cursor.execute("delete from action where status = 'complete' and target = '2019-12'")
        summary = queries.action_summary(own, ALL, DAY)
        assert (summary["late"], summary["by"], summary["many"]) == (4, 10, 2)
        shown = queries.slippage(own, ALL, DAY)
        assert shown["label"].tolist() == [f"Northby Police 1, action {n} of 4" for n in (1, 2, 3, 4)]


def test_whose_action_plans_are_held(library: Store) -> None:
    assert rows(queries.action_plans(library, ALL), "whose", "made", "actions") == [
        ("Beth", "2023-01", 1),
        ("Anna", "2019-06", 3),
    ]
    of_asc = queries.action_plans(library, Filters(agencies=("asc",)))
    assert rows(of_asc, "whose", "actions") == [("Beth", 0), ("Anna", 2)], "a plan without such an action is held all the same"
    assert queries.action_plans(library, Filters(areas=("Southby",))).empty
