"""What was asked of whom: several addressees, bodies that took over from others, pages of a list. Worked out by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analytics.filters import Filters
from analytics.store import queries
from analytics.store.connection import Store
from tests import situations
from tests.situations import ANNA, BETH, CARA

DAY = date(2026, 11, 22)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Northby Police passed its duties to a new body; Beth's surgeries are asked together with adult social care."""
    made = situations.library(tmp_path / "l.duckdb")
    with made.transaction() as cursor:
        cursor.execute("insert into agency values ('new-police', 'Regional Police', 'Police', null)")
        cursor.execute("update agency set successor_id = 'new-police' where agency_id = 'police'")
        cursor.execute("insert into statement_agency select statement_id, 'asc' from statement where text like 'Surgeries%'")
    return made


def test_asks_with_what_became_of_them(store: Store) -> None:
    found = queries.asks(store, Filters(), DAY)
    assert found[["review_id", "outcome", "repeats"]].values.tolist() == [
        [BETH, "open", 1], [BETH, "no_plan", 0], [ANNA, "done", 1], [ANNA, "overdue", 0], [CARA, "no_plan", 0],
    ]  # fmt: skip
    assert queries.asks_summary(store, Filters(), DAY) == {"asks": 5, "reviews": 3, "planned": 3, "done": 1, "repeated": 2}


def test_only_a_done_action_gives_the_day_of_completion(store: Store) -> None:
    """Anna's first recommendation has a second row that was superseded later than the first was done."""
    with store.transaction() as cursor:
        cursor.execute("""insert into action by name select * replace ('again' as action_id, 'superseded' as status,
            '2023-05' as completed, '2023-04' as target) from action where status = 'complete' limit 1""")
    for found in (queries.asks(store, Filters(), DAY), queries.theme_actions(store, Filters(), DAY)):
        done = found[found["outcome"] == "done"].iloc[0]
        assert done[["target", "completed"]].tolist() == ["2019-12", "2020-02"]


def test_a_page_of_asks_is_a_part_of_all_of_them(store: Store) -> None:
    every = queries.asks(store, Filters(), DAY)
    pages = [queries.asks(store, Filters(), DAY, 2, start) for start in (0, 2, 4)]
    assert [key for page in pages for key in page["statement_id"]] == every["statement_id"].tolist()
    assert [len(page) for page in pages] == [2, 2, 1]


def test_choosing_a_body_takes_in_those_it_succeeded(store: Store) -> None:
    new = queries.asks(store, Filters(agencies=("new-police",)), DAY)
    old = queries.asks(store, Filters(agencies=("police",)), DAY)
    assert new["statement_id"].tolist() == old["statement_id"].tolist() != []
    assert queries.actions(store, Filters(agencies=("new-police",)), DAY)["agency_id"].unique().tolist() == ["police"]
    choices = {row["id"] for row in queries.filter_choices(store)["agencies"]}
    assert {"police", "new-police"} <= choices


def test_a_recommendation_to_two_agencies_counts_for_each(store: Store) -> None:
    counts = queries.agency_counts(store, Filters()).set_index("agency_id")
    assert "police" not in counts.index
    assert counts.loc["new-police", ["former", "reviews", "recommendations"]].tolist() == ["Northby Police", 2, 2]
    assert counts.loc["asc", ["former", "reviews", "recommendations"]].tolist() == ["", 2, 2]
    assert counts.loc["gp", "recommendations"] == 1
    asked = queries.statements(store, Filters(agencies=("asc",), kinds=("recommendation",)))["text"].tolist()
    assert "Surgeries should share information with the MARAC." in asked


def test_actions_stand_under_the_body_that_answers_now(store: Store) -> None:
    found = queries.actions_by_agency(store, Filters(), DAY).set_index("name")
    assert found.loc["Regional Police", ["recommendations", "done", "open"]].tolist() == [2, 1, 1]
    assert "Northby Police" not in found.index


def test_a_page_of_actions_of_one_status(store: Store) -> None:
    every = queries.actions(store, Filters(), DAY)
    overdue = every[every["status_on"] == "overdue"]["action_id"].tolist()
    assert queries.actions(store, Filters(), DAY, "overdue")["action_id"].tolist() == overdue
    assert queries.action_size(store, Filters(), DAY, "overdue") == {"actions": len(overdue)}
    both = every.loc[every["status_on"].isin(["overdue", "complete"]), "action_id"].tolist()
    assert queries.actions(store, Filters(), DAY, ("overdue", "complete"))["action_id"].tolist() == both
    assert queries.action_size(store, Filters(), DAY, ("overdue", "complete")) == {"actions": len(both)}
    assert queries.actions(store, Filters(), DAY, "", 2, 1)["action_id"].tolist() == every["action_id"].tolist()[1:3]


def test_sizes_are_the_lengths_of_what_they_count(store: Store) -> None:
    for filters in (Filters(), Filters(themes=("marac_process",)), Filters(agencies=("new-police",), reviews=(BETH,))):
        rows = queries.statements(store, filters)
        assert queries.statement_size(store, filters) == {"statements": len(rows), "reviews": rows["review_id"].nunique()}
        codes = queries.coded_statements(store, filters)
        expected = {"statements": codes["statement_id"].nunique(), "reviews": codes["review_id"].nunique()}
        assert queries.coded_size(store, filters) == expected


@pytest.mark.parametrize(
    ("statuses", "outcome"),
    [
        (("complete", "already_in_place"), "done"),
        (("complete", "superseded"), "done"),
        (("complete", "rejected", "superseded"), "done"),
        (("superseded", "rejected"), "dropped"),
        (("complete", "ongoing"), "partly_done"),
        (("complete", "unknown"), "partly_done"),
        (("complete", "overdue"), "overdue"),
        (("ongoing", "unknown"), "open"),
        (("unknown", "superseded"), "no_information"),
    ],
)
def test_agencies_and_asks_tell_the_same_of_what_is_done(tmp_path: Path, statuses: tuple[str, ...], outcome: str) -> None:
    store = situations.library(tmp_path / "l.duckdb")
    with store.transaction() as cursor:
        for number, status in enumerate(statuses):
            cursor.execute(
                """insert into action by name select * replace ($id as action_id, $status as status, null as target)
                from action where plan = 'Northby Police' and status = 'complete' and action_id not like 'made-%'""",
                {"id": f"made-{number}", "status": status},
            )
        cursor.execute("delete from action where plan = 'Northby Police' and action_id not like 'made-%'")
    told = queries.asks(store, Filters(agencies=("police",), reviews=(ANNA,)), DAY)
    assert told["outcome"].tolist() == [outcome]
    by_agency = queries.actions_by_agency(store, Filters(agencies=("police",)), DAY).iloc[0]
    summary = queries.asks_summary(store, Filters(agencies=("police",), reviews=(ANNA,)), DAY)
    assert by_agency["done"] == summary["done"] == (outcome == "done")
    assert by_agency["recommendations"] == summary["planned"] == 1
