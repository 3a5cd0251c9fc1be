"""Themes: every answer worked out by hand from the table at the top of ``tests/situations.py``."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.filters import Filters, Part
from analytics.store import queries
from analytics.store.connection import Store
from tests.situations import ANNA, BETH, CARA, DORA

ALL = Filters()


def rows(frame: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    plain = frame[list(columns)].astype(object).where(frame[list(columns)].notna(), None)
    return list(plain.itertuples(index=False, name=None))


def test_counts_are_of_reviews_then_statements(library: Store) -> None:
    assert rows(queries.theme_counts(library, ALL), "theme_id", "reviews", "reports", "digests", "statements", "confirmed") == [
        ("marac_process", 2, 2, 0, 5, 0),
        ("information_sharing", 2, 1, 1, 2, 0),
        ("training", 2, 1, 1, 2, 0),
        ("risk_assessment", 0, 0, 0, 0, 0),
    ]


def test_restricted_reviews_count_only_for_those_who_may_see_them(library: Store) -> None:
    found = queries.theme_counts(library, Filters(restricted=True, themes=("marac_process",)))
    assert rows(found, "theme_id", "reviews", "statements") == [("marac_process", 3, 6)]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(reviews=(ANNA,)), {"marac_process": 3, "training": 1}),
        (Filters(areas=("Southby",)), {"information_sharing": 1, "training": 1}),
        (Filters(agencies=("police",)), {"marac_process": 2}),
        (Filters(kinds=("key_issue", "finding")), {"marac_process": 1, "information_sharing": 1}),
        (Filters(year_from=2019), {"marac_process": 2, "information_sharing": 2, "training": 1}),
        (Filters(year_from=2019, year_to=2019), {"information_sharing": 1, "training": 1}),
        (Filters(reviews=(DORA,)), {}),
    ],
)
def test_each_filter_narrows_the_count(library: Store, filters: Filters, expected: dict[str, int]) -> None:
    found = queries.theme_counts(library, filters)
    assert {theme: n for theme, n in rows(found, "theme_id", "statements") if n} == expected
    assert len(found) == 4


def test_the_matrix_tells_absent_from_unknown(library: Store) -> None:
    found = rows(queries.theme_by_review(library, ALL), "theme_id", "review_id", "statements", "state")
    assert found == [
        ("marac_process", ANNA, 3, "found"), ("marac_process", BETH, 2, "found"), ("marac_process", CARA, 0, "not_in_scope"),
        ("information_sharing", ANNA, 0, "not_found"), ("information_sharing", BETH, 1, "found"),
        ("information_sharing", CARA, 1, "found"),
        ("risk_assessment", ANNA, 0, "not_found"), ("risk_assessment", BETH, 0, "not_found"),
        ("risk_assessment", CARA, 0, "not_in_scope"),
        ("training", ANNA, 1, "found"), ("training", BETH, 0, "not_found"), ("training", CARA, 1, "found"),
    ]  # fmt: skip


def test_evidence_carries_place_and_phrase(library: Store) -> None:
    found = queries.coded_statements(library, Filters(themes=("marac_process",), reviews=(ANNA,)))
    assert rows(found, "ref", "page", "kind", "agency_name", "document", "evidence", "state") == [
        ("7.1", 5, "key_issue", None, "anna.txt", "marac", "suggested"),
        ("Learning 1 (lesson)", 7, "lesson", None, "anna.txt", "marac", "suggested"),
        ("Recommendation 1 (Northby Police)", 8, "recommendation", "Northby Police", "anna.txt", "marac", "suggested"),
    ]


def test_statements_are_listed_once_with_their_themes(library: Store) -> None:
    found = queries.statements(library, Filters(reviews=(BETH,)))
    assert rows(found, "ref", "themes") == [
        ("Recommendation 1 (Northby Police)", "MARAC process"),
        ("Recommendation 2 (GP)", "MARAC process; Information sharing"),
    ]
    assert rows(queries.statements(library, Filters(themes=("information_sharing",))), "review_id") == [(BETH,), (CARA,)]


def test_years_carry_their_denominator(library: Store) -> None:
    found = queries.theme_over_time(library, Filters(themes=("information_sharing",)))
    assert rows(found, "year", "reviews", "found", "statements") == [(2018, 1, 0, 0), (2019, 1, 1, 1), (2021, 1, 1, 1)]


def test_agencies_of_a_theme(library: Store) -> None:
    found = queries.theme_agencies(library, Filters(themes=("marac_process",)))
    assert rows(found, "agency_id", "reviews", "statements") == [("police", 2, 2), (None, 1, 2), ("gp", 1, 1)]


def test_related_themes_stand_in_the_same_statement(library: Store) -> None:
    found = queries.related_themes(library, "marac_process", ALL)
    assert rows(found, "theme_id", "reviews", "statements") == [("information_sharing", 1, 1)]
    assert queries.related_themes(library, "training", ALL).empty


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Part(), {"statements": 5, "reviews": 2}),
        (Part(too="information_sharing"), {"statements": 1, "reviews": 1}),
        (Part(too="training"), {"statements": 0, "reviews": 0}),
        (Part(no_agency=True), {"statements": 2, "reviews": 1}),
        (Part(too="information_sharing", no_agency=True), {"statements": 0, "reviews": 0}),
        (Part(too="' or true --"), {"statements": 0, "reviews": 0}),
        (Part(confirmed=True), {"statements": 0, "reviews": 0}),
    ],
)
def test_a_part_of_a_theme_s_statements(library: Store, part: Part, expected: dict[str, int]) -> None:
    marac = Filters(themes=("marac_process",))
    assert queries.coded_size(library, marac, part) == expected
    assert len(queries.coded_statements(library, marac, part=part)) == expected["statements"]
    assert len(queries.coded_statements(library, marac, 1, 1, part)) == max(0, min(1, expected["statements"] - 1))


def test_remedies_are_counted_over_recommendations(library: Store) -> None:
    found = queries.remedies_by_theme(library, Filters(themes=("training", "marac_process")))
    assert rows(found, "theme_id", "remedy", "recommendations", "reviews") == [
        ("marac_process", None, 3, 2), ("training", "train", 2, 2)]  # fmt: skip


def test_against_pandas(library: Store) -> None:
    evidence = queries.coded_statements(library, ALL)
    counted = evidence.groupby("theme_id")["review_id"].nunique().to_dict()
    assert counted == {theme: n for theme, n in rows(queries.theme_counts(library, ALL), "theme_id", "reviews") if n}


def test_an_empty_library_has_empty_answers(nothing: Store) -> None:
    for question in (queries.theme_counts, queries.theme_by_review, queries.coded_statements, queries.statements,
                     queries.theme_over_time, queries.theme_agencies, queries.remedies_by_theme):  # fmt: skip
        assert question(nothing, ALL).empty
    assert queries.related_themes(nothing, "training", ALL).empty


def test_filters_that_match_nothing_leave_the_zeros(library: Store) -> None:
    found = queries.theme_counts(library, Filters(year_from=2050))
    assert rows(found, "statements") == [(0,)] * 4
    assert queries.coded_statements(library, Filters(year_from=2050)).empty
