"""What can be searched, and the queue of suggestions, on the fictional library worked out by hand in ``tests.situations``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.filters import Filters
from analytics.store import queries
from analytics.store.connection import Store
from tests import situations
from tests.situations import ANNA, BETH, CARA, DORA


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with situations.library(tmp_path / "library.duckdb") as store:
        yield store


def test_searchable_holds_each_statement_once_and_passages_that_are_none(store: Store) -> None:
    rows = queries.searchable(store, Filters())
    assert rows["id"].is_unique
    assert (rows["part"] == "statement").sum() == 5 + 2 + 2
    assert rows.loc[rows["part"] == "passage", "text"].tolist() == ["In March 2018 Anna died."]
    assert DORA not in set(rows["review_id"])


def test_an_action_is_searched_by_what_is_to_be_done_and_its_recommendation_once(store: Store) -> None:
    rows = queries.searchable(store, Filters())
    actions = rows[rows["part"] == "action"]
    assert actions["text"].tolist() == ["Name a lead officer\n\nA lead was named.", "Write a course", "Check attendance"]
    assert actions["number"].tolist() == ["1", "2", "2"]
    assert set(actions["plan"]) == {"Northby Police", "Adult Social Care"}
    with store.transaction() as cursor:
        cursor.execute(
            "update action set recommendation = 'Rehearse a siege.' where number = '1' and review_id = $id", {"id": ANNA}
        )
    found = queries.searchable(store, Filters())["text"]
    assert "Rehearse a siege.\n\nName a lead officer\n\nA lead was named." in set(found), "no statement has these words"


def test_searchable_narrowed(store: Store) -> None:
    assert set(queries.searchable(store, Filters(reviews=(CARA,)))["review_id"]) == {CARA}
    marac = queries.searchable(store, Filters(themes=("marac_process",)))
    assert marac["part"].value_counts().to_dict() == {"statement": 5, "action": 1}
    assert set(queries.searchable(store, Filters(agencies=("police",)))["part"]) == {"statement", "action"}
    assert set(queries.searchable(store, Filters(kinds=("recommendation",)))["part"]) == {"statement"}, "an action is none"
    assert queries.searchable(store, Filters(areas=("Southby",), kinds=("lesson",))).empty


def test_ids_are_those_of_the_rows(store: Store) -> None:
    for filters in (Filters(), Filters(reviews=(ANNA,)), Filters(themes=("training",)), Filters(year_from=2019)):
        assert sorted(queries.searchable_ids(store, filters)) == sorted(queries.searchable(store, filters)["id"])


def test_stored_vectors_of_statements(store: Store) -> None:
    model = store.rows("select distinct model_hash from vector")[0]["model_hash"]
    ids, vectors = queries.stored_statement_vectors(store, model, Filters())
    assert sorted(ids) == sorted(queries.statements(store, Filters())["statement_id"])
    assert vectors.shape == (9, 16)
    ids, vectors = queries.stored_statement_vectors(store, "another model", Filters())
    assert (ids, len(vectors)) == ([], 0)


def test_review_counts(store: Store) -> None:
    rows = queries.review_counts(store, Filters()).set_index("review_id")
    assert rows.loc[ANNA, ["statements", "recommendations", "suggestions"]].tolist() == [5, 2, 4]
    assert rows.loc[BETH, ["statements", "recommendations", "suggestions"]].tolist() == [2, 2, 3]
    assert DORA not in rows.index


def test_code_queue_has_every_suggestion(store: Store) -> None:
    queue = queries.code_queue(store, Filters())
    assert len(queue) == 9
    assert set(queue["verdict"]) == {""}
    assert not queue["changed"].any()
    assert len(queries.code_queue(store, Filters(themes=("training",)))) == 2


def test_no_proposals_before_anybody_looked(store: Store) -> None:
    assert queries.proposals(store) == []
    assert queries.discovered_at(store) == ""
