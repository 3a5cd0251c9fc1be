"""How deaths stand to each other in time, and which piece is missing where the timing of a match isn't known."""

from __future__ import annotations

from typing import Any

import pytest

from pages.components import wording
from pages.components.wording import when

THIS = {"title": "Here (Denise)", "death_year": 2020, "actions": 29}
OTHER = {"title": "There (2023)", "death_year": 2012, "actions": 0}
UNKNOWN = {"timing": "unknown", "earlier": "match", "target": None, "completed": None, "later_death": "2020-09"}


@pytest.mark.parametrize(
    ("year", "other", "said"),
    [(2012, 2020, "death 2012, eight years earlier"), (2021, 2020, "death 2021, one year later"), (2004, 2020, "death 2004, 16 years earlier"),
     (2020, 2020, "death 2020, the same year"), (None, 2020, "year of death not known"), (2012, None, "death 2012")],
)  # fmt: skip
def test_the_years_between_two_deaths(year: int | None, other: int | None, said: str) -> None:
    assert when.death_apart(year, other) == said


@pytest.mark.parametrize(
    ("match", "this", "other", "missing"),
    [
        ({}, {}, {}, "no action plan is loaded for There (2023), whose death came first"),
        ({}, {}, {"death_year": None}, "no year of death is held for There (2023)"),
        ({"earlier": None}, {}, {"death_year": 2020}, "both deaths were in 2020, and the dates don’t say which came first"),
        ({}, {}, {"actions": 3}, "the action plan of There (2023), whose death came first, has no date for this"),
        ({"earlier": "this"}, {}, {"death_year": 2021}, "the action plan of Here (Denise), whose death came first, has no date for this"),
        ({"earlier": "this", "target": "2021-05"}, {}, {"death_year": 2021},
         "the plan of Here (Denise) (target May 2021) doesn’t settle whether it was done before the later death"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(match: dict[str, Any], this: dict[str, Any], other: dict[str, Any], missing: str) -> None:
    assert wording.timed(UNKNOWN | match, THIS | this, OTHER | other) == f"Timing not known: {missing}."


def test_timing_that_is_known_has_its_dates() -> None:
    match = UNKNOWN | {"timing": "after_action_complete", "target": "2013", "completed": "2014-02"}
    said = wording.timed(match, THIS, OTHER)
    assert said == (
        "Timing: the later death (September 2020) came after the earlier action was reported complete (target 2013, reported "
        "complete February 2014)."
    )


@pytest.mark.parametrize(
    ("review", "called"),
    [
        ({"source": "digest", "csp": "Bolton", "title": "Bolton (April 2023)", "death_year": 2012, "published": "2023-04"},
         "Bolton, death 2012, published April 2023"),
        ({"source": "digest", "csp": "Hull", "title": "Hull (2014)", "death_year": 2012, "published": None}, "Hull (2014), death 2012"),
        ({"source": "report", "csp": "Sefton", "title": "Sefton DHR9 (Denise)", "death_year": 2020, "published": None},
         "Sefton DHR9 (Denise), death 2020"),
        ({"source": "report", "csp": "Hull", "title": "Hull (Jo, died 2021)", "death_year": 2021, "published": None},
         "Hull (Jo, died 2021)"),
    ],
)  # fmt: skip
def test_a_review_is_called_by_death_and_publication(review: dict[str, Any], called: str) -> None:
    assert wording.review_called(review) == called
