"""Particulars put right by a person: they hold over the documents, survive every later import, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from analytics.errors import InputError, NotStoredError
from analytics.filters import Filters
from analytics.pipeline import as_read, correct_particulars, refresh_reference, store_report, withdraw_correction
from analytics.store import decisions, queries
from analytics.store.connection import Store
from tests import situations
from tests.situations import ANNA, BETH, CARA, REFERENCE, StandIn


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with situations.library(tmp_path / "l.duckdb") as made:
        yield made


def review(store: Store, review_id: str = ANNA) -> dict[str, object]:
    return queries.require_review(store, review_id)


def test_a_correction_holds_and_is_kept_with_its_author(store: Store) -> None:
    correct_particulars(store, ANNA, {"death": "2017-11", "victim_pseudonym": "Annie"}, REFERENCE, "A. Lead", "The inquest")
    row = review(store)
    assert (row["death"], row["death_year"], row["victim_pseudonym"]) == ("2017-11", 2017, "Annie")
    found = decisions.history(store, "particular", ANNA)
    assert dict(zip(found["object"], found["verdict"], strict=True)) == {"death": "2017-11", "victim_pseudonym": "Annie"}
    assert set(found["who"]) == {"A. Lead"}
    assert set(found["why"]) == {"The inquest"}
    assert queries.reviews(store, Filters(year_to=2017))["review_id"].tolist() == [ANNA]


def test_no_later_import_undoes_it(store: Store) -> None:
    correct_particulars(store, ANNA, {"victim_pseudonym": "Annie", "title": "Annie’s review"}, REFERENCE, "A. Lead")
    done = store_report(store, situations.anna("anna-2.txt", "complete"), REFERENCE, StandIn())
    assert (done.review, done.result) == (ANNA, "imported"), "a newer version still belongs to the corrected review"
    assert (review(store)["victim_pseudonym"], review(store)["title"]) == ("Annie", "Annie’s review")


def test_a_second_document_finds_a_review_outside_the_register(store: Store) -> None:
    correct_particulars(store, BETH, {"victim_pseudonym": "Elizabeth"}, REFERENCE, "A. Lead")
    later = situations.beth()
    later = replace(later, document=replace(later.document, sha256="f" * 64, name="beth-2.txt"))
    assert store_report(store, later, REFERENCE, StandIn()).review == BETH
    assert review(store, BETH)["victim_pseudonym"] == "Elizabeth"


def test_taking_it_back_gives_what_the_document_says(store: Store) -> None:
    before = review(store)
    correct_particulars(store, ANNA, {"death": "2011", "title": "Other"}, REFERENCE, "A. Lead")
    for field in ("death", "title"):
        withdraw_correction(store, ANNA, field, REFERENCE, "B. Lead")
    assert review(store) == before
    assert len(decisions.history(store, "particular", ANNA)) == 4, "nothing of the history is lost"


def test_a_value_that_is_not_known_can_be_emptied(store: Store) -> None:
    correct_particulars(store, ANNA, {"report_date": ""}, REFERENCE, "A. Lead")
    assert review(store)["report_date"] is None
    assert as_read(store, ANNA, REFERENCE)["report_date"] == "2019-06"


def test_a_digest_can_be_corrected_and_stays_so_when_the_digests_are_read_again(store: Store) -> None:
    before = review(store, CARA)
    correct_particulars(store, CARA, {"death": "2018-05", "csp": "Westby"}, REFERENCE, "A. Lead")
    refresh_reference(store, REFERENCE)
    row = review(store, CARA)
    assert (row["death"], row["death_year"], row["csp"]) == ("2018-05", 2018, "Westby")
    for field in ("death", "csp"):
        withdraw_correction(store, CARA, field, REFERENCE, "A. Lead")
    assert review(store, CARA) == before


@pytest.mark.parametrize(
    ("review_id", "changes", "who", "error"),
    [
        ("nobody", {"death": "2011"}, "A", NotStoredError), (ANNA, {"title": " "}, "A", InputError),
        (ANNA, {"restricted": "no"}, "A", InputError), (ANNA, {"death": "2011"}, " ", InputError),
    ],
)  # fmt: skip
def test_what_cannot_be_corrected_changes_nothing(
    store: Store, review_id: str, changes: dict[str, str], who: str, error: type[Exception]
) -> None:
    before = review(store)
    with pytest.raises(error):
        correct_particulars(store, review_id, changes, REFERENCE, who)
    assert review(store) == before
    assert decisions.all_decisions(store).empty
