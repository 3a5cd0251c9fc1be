"""Looking at a file before it is stored: which review it belongs to, what it lacks, and dates as people type them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from analytics.errors import InputError, UnreadableFileError
from analytics.model import Particulars
from analytics.pipeline import iso_date, load_reference, new_review, preview_report, stored_already, stored_review
from analytics.pipeline.identity import identify
from analytics.pipeline.previewing import Preview, missing
from analytics.settings import Settings
from analytics.store.connection import Store
from tests import situations
from tests.fixtures import catalogue
from tests.situations import ANNA, BETH, CARA, REFERENCE, anna, beth


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with situations.library(tmp_path / "library.duckdb") as store:
        yield store


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ""), ("  ", ""), ("2022", "2022"), ("2022-07", "2022-07"), ("2022-07-31", "2022-07-31"),
        ("31/07/2022", "2022-07-31"),
        ("31st July 2022", "2022-07-31"), ("July 2022", "2022-07"), ("Jul 2022", "2022-07"), (" 1 March 2019 ", "2019-03-01"),
    ],
)  # fmt: skip
def test_dates_as_people_type_them(typed: str, expected: str) -> None:
    assert iso_date(typed) == expected


@pytest.mark.parametrize("typed", ["last summer", "2022-13", "32/01/2022", "2021 or 2022", "July", "22", "31 February 2022"])
def test_what_is_no_date_says_how_to_write_one(typed: str) -> None:
    with pytest.raises(InputError, match="31 July 2022"):
        iso_date(typed)


def test_preview_reads_and_stores_nothing(store: Store) -> None:
    before = store.rows("select count(*) as n from document")
    name = "larkhampton-briefing.txt"
    settings = Settings()
    preview = preview_report(store, catalogue.file_of(name), name, settings, load_reference(settings))
    assert preview.report.review.victim_pseudonym == "Jodie"
    assert (preview.review.csp, preview.joins) == ("Larkhampton", False)
    assert store.rows("select count(*) as n from document") == before
    assert stored_already(store, catalogue.file_of(name)) is None


def test_unreadable_file_is_refused(store: Store) -> None:
    with pytest.raises(UnreadableFileError):
        preview_report(store, b"%PDF-1.4 nothing", "torn.pdf", Settings(), REFERENCE)


def preview_of(store: Store, report: object) -> Preview:
    held = store.rows("select * from review where source = 'report'")
    key = identify(report.document, report.review, REFERENCE.register, held)  # type: ignore[attr-defined]
    return Preview(report, key, True, ())  # type: ignore[arg-type]


def test_new_review_never_takes_the_key_of_one_that_is_stored(store: Store) -> None:
    preview = preview_of(store, beth())
    assert preview.review.review_id == BETH
    assert new_review(store, preview).review_id == f"{BETH}-2"
    other = preview_of(store, replace(beth(), review=replace(beth().review, victim_pseudonym="Edith")))
    assert new_review(store, other) == other.review


def test_review_of_the_register_said_to_be_another_death_gets_a_key_of_its_own(store: Store) -> None:
    preview = preview_of(store, anna("newer.txt"))
    assert preview.review.review_id == ANNA
    assert new_review(store, preview).review_id == "northby-2018-anna"


def test_digest_can_be_chosen_as_the_review(store: Store) -> None:
    key = stored_review(store, CARA)
    assert (key.review_id, key.title, key.csp) == (CARA, "Southby (2020)", "Southby")


def test_what_a_report_usually_has() -> None:
    assert missing(anna()) == ()
    nothing = replace(anna(), review=Particulars(), statements=(), actions=(), events=(), agencies=(), terms_of_reference=())
    assert set(missing(nothing)) == {
        "the pseudonym of the person who died", "the date of the death", "the partnership", "the date of the report",
        "terms of reference", "the agencies that contributed", "a chronology", "lessons", "recommendations", "an action plan",
    }  # fmt: skip


def test_a_plan_alone_is_not_asked_for_lessons() -> None:
    plan = replace(anna(), review=replace(anna().review, report_type="DHR action plan"), statements=(), events=())
    assert missing(plan) == ("recommendations",)


def test_a_plan_without_dates_or_states_is_noticed() -> None:
    bare = tuple(replace(action, target=None, status="unknown") for action in anna().actions)
    assert missing(replace(anna(), actions=bare)) == ("target dates in the action plan", "the state of the actions")
