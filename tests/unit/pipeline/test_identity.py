"""Which review a document belongs to."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.model import Particulars
from analytics.pipeline.identity import area_of, identify, slug, year_of
from tests.situations import ANNA, REGISTER, document

DOCUMENT = document("file name.pdf")


def key(review: Particulars, stored: list[dict[str, Any]] | None = None) -> tuple[str, str, str]:
    found = identify(DOCUMENT, review, REGISTER, stored or [])
    return found.review_id, found.title, found.csp


@pytest.mark.parametrize("partnership", ["Northby Community Safety Partnership", "SAFER NORTHBY PARTNERSHIP", "northby"])
@pytest.mark.parametrize("pseudonym", ["Anna", "ANNA"])
def test_the_register_knows_its_reviews(partnership: str, pseudonym: str) -> None:
    assert key(Particulars(partnership, pseudonym)) == (ANNA, "Northby DHR1 (Anna)", "Northby")


def test_area_year_and_pseudonym_otherwise() -> None:
    assert key(Particulars("Safer Exampleton Partnership", "Eve & Max", death="2020-09")) == (
        "exampleton-2020-eve-max", "Exampleton (Eve & Max, died 2020)", "Exampleton")  # fmt: skip


def test_a_second_document_finds_the_first_even_without_a_date() -> None:
    stored = [{"review_id": "x-2020-eve", "title": "X (Eve)", "csp": "X", "region": None, "victim_pseudonym": "Eve",
               "death_year": 2020}]  # fmt: skip
    assert key(Particulars("X", "Eve"), stored) == ("x-2020-eve", "X (Eve)", "X")
    assert key(Particulars("X", "Eve", death="2011-02"), stored)[0] == "x-2011-eve"
    assert key(Particulars("Y", "Eve", death="2020"), stored)[0] == "y-2020-eve"


def test_a_document_that_says_nothing_is_known_by_its_content() -> None:
    assert key(Particulars()) == (f"review-{DOCUMENT.sha256[:12]}", "file name", "Area not stated")


@pytest.mark.parametrize(
    ("partnership", "area"),
    [
        ("SEFTON SAFER COMMUNITIES PARTNERSHIP", "Sefton"),
        ("Safer Bath and North East Somerset Partnership", "Bath and North East Somerset"),
        ("Brighton & Hove Community Safety Partnership", "Brighton & Hove"),
        ("London Borough of Camden Community Safety Partnership", "Camden"),
        ("Royal Borough of Kensington and Chelsea", "Kensington and Chelsea"),
        ("Stoke-on-Trent City Council", "Stoke-on-Trent"),
        ("City of London", "London"),
        ("Safe Newcastle", "Newcastle"),
        ("Community Safety Partnership", ""),
        (None, ""),
    ],
)
def test_the_place_in_a_partnerships_name(partnership: str | None, area: str) -> None:
    assert area_of(partnership) == area


@pytest.mark.parametrize(
    ("date", "year"), [("2020-09", 2020), ("1999", 1999), ("2020-09-01", 2020), (None, None), ("20201", None), ("soon", None)]
)
def test_years(date: str | None, year: int | None) -> None:
    assert year_of(date) == year


@settings(deadline=None)
@given(st.text())
def test_ids_are_always_fit_for_the_database_and_an_address(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", slug(text))


@settings(deadline=None)
@given(st.builds(Particulars, *[st.none() | st.text(max_size=30) for _ in range(3)]))
def test_whatever_a_title_page_says_there_is_a_review(review: Particulars) -> None:
    found = identify(DOCUMENT, review, REGISTER, [])
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", found.review_id)
    assert found.title
    assert found.csp
