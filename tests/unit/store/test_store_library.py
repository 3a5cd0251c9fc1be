"""What is in the library: reviews, register, choices, one review's parts, versions and counts."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analytics.errors import FilterError, NotStoredError
from analytics.filters import Filters
from analytics.store import queries
from analytics.store.connection import Store
from tests import situations
from tests.situations import ANNA, BETH, CARA, DORA


def rows(frame: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    plain = frame[list(columns)].astype(object).where(frame[list(columns)].notna(), None)
    return list(plain.itertuples(index=False, name=None))


def test_reviews_with_their_counts(library: Store) -> None:
    found = queries.reviews(library, Filters())
    assert rows(found, "review_id", "death_year", "source", "documents", "statements", "recommendations", "actions") == [
        (BETH, 2021, "report", 1, 2, 2, 1), (CARA, 2019, "digest", 0, 2, 1, 0), (ANNA, 2018, "report", 1, 5, 2, 3)]  # fmt: skip
    assert queries.reviews(library, Filters(restricted=True))["review_id"].tolist()[0] == DORA


@pytest.mark.parametrize(
    ("kind", "form"),
    [("DHR executive summary", "summary"), ("Executive Summary", "summary"), ("DHR", "report"), (None, "report"),
     ("DHR action plan", "part"), ("SAR learning briefing", "part"), ("Overview Report", "report")],
)  # fmt: skip
def test_as_what_a_review_is_held(tmp_path: Path, kind: str | None, form: str) -> None:
    with situations.library(tmp_path / "l.duckdb") as store:
        store.frame("update review set report_type = $kind where review_id = $id", {"kind": kind, "id": ANNA})
        held = queries.reviews(store, Filters()).set_index("review_id")["form"]
        assert held.to_dict() == {ANNA: form, BETH: "report", CARA: "digest"}
        assert queries.reviews_compared(store, BETH).set_index("review_id")["form"].to_dict() == {ANNA: form, CARA: "digest"}


def test_a_summary_beside_its_overview_report_is_no_part(tmp_path: Path) -> None:
    with situations.library(tmp_path / "l.duckdb") as store:
        store.frame("update document set review_id = $id where review_id = $other", {"id": ANNA, "other": BETH})
        assert queries.reviews(store, Filters(reviews=(ANNA,)))["form"].tolist() == ["report"]


def test_a_review_takes_its_title_from_the_register_and_its_area_from_the_partnership(library: Store) -> None:
    review = queries.require_review(library, ANNA)
    assert (review["title"], review["csp"], review["region"]) == ("Northby DHR1 (Anna)", "Northby", "Nowhere")
    assert review["partnership"] == "Northby Community Safety Partnership"
    assert (review["death"], review["death_year"], review["period_start"]) == ("2018-03", 2018, "2016-01")


@pytest.mark.parametrize("name", ["nobody", DORA])
def test_what_may_not_be_seen_looks_like_what_is_not_there(library: Store, name: str) -> None:
    with pytest.raises(NotStoredError, match=f"no review '{name}'"):
        queries.require_review(library, name)


def test_those_who_may_see_it_do(library: Store) -> None:
    assert queries.require_review(library, DORA, restricted=True)["restricted"] is True


def test_the_register_says_what_is_loaded(library: Store) -> None:
    found = queries.register(library)
    assert rows(found, "number", "documents_published", "review_id", "documents", "loaded", "note") == [
        (1, "Executive Summary", ANNA, "anna.txt", True, None),
        (2, "Overview Report", None, None, False, "Not loaded.")]  # fmt: skip
    assert queries.process_notes(library)["text"].tolist() == ["Chairs are hard to find."]


def test_choices_are_what_is_there(library: Store) -> None:
    found = queries.filter_choices(library)
    assert [choice["id"] for choice in found["reviews"]] == [BETH, ANNA, CARA]
    assert [choice["id"] for choice in found["themes"]] == ["marac_process", "information_sharing", "risk_assessment", "training"]
    assert [choice["id"] for choice in found["agencies"]] == ["asc", "csp", "gp", "police"]
    assert found["areas"] == ["Northby", "Southby"]
    assert found["kinds"] == ["conclusion", "finding", "key_issue", "lesson", "recommendation"]
    assert found["years"] == [2018, 2019, 2021]
    assert queries.filter_choices(library, restricted=True)["years"] == [2018, 2019, 2021, 2022]


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (Filters(reviews=("x",)), "no review 'x'"),
        (Filters(reviews=(DORA,)), "no review"),
        (Filters(areas=("Atlantis",)), "no area 'Atlantis'"),
        (Filters(themes=("x",)), "no theme 'x'"),
        (Filters(agencies=("x",)), "no agency 'x'"),
    ],
)
def test_unknown_names_are_refused(library: Store, filters: Filters, said: str) -> None:
    with pytest.raises(FilterError, match=said):
        queries.check_filters(library, filters)


def test_known_names_pass(library: Store) -> None:
    queries.check_filters(library, Filters((ANNA,), ("Northby",), ("training",), ("crc",), ("lesson",), 2000, 2020))


def test_names_for_sentences(library: Store) -> None:
    names = queries.names(library)
    assert (names[ANNA], names["training"], names["gp"]) == ("Northby DHR1 (Anna)", "Training", "General practice")
    assert DORA not in names


def test_agencies_know_their_successors(library: Store) -> None:
    found = queries.agencies(library)
    assert rows(found[found["agency_id"] == "crc"], "name", "successor_id", "successor") == [
        ("Rehabilitation Company", "probation", "Probation Service")]  # fmt: skip


def test_the_parts_of_a_review_in_reading_order(library: Store) -> None:
    assert rows(queries.documents(library, ANNA), "name", "report_type", "report_date", "superseded_by") == [
        ("anna.txt", "Executive Summary", "2019-06", None)]  # fmt: skip
    assert rows(queries.sections(library, ANNA), "ref", "title") == [("6", "Chronology"), ("7", "Key issues")]
    assert rows(queries.passages(library, ANNA), "document", "ref", "section", "page") == [
        ("anna.txt", "6.1", "6", 4), ("anna.txt", "7.1", "7", 5)]  # fmt: skip
    assert rows(queries.events(library, ANNA), "date", "date_inferred", "text") == [("2018-03", False, "Anna died.")]
    assert rows(queries.contributors(library, ANNA), "name", "agency_id", "imr", "chronology", "report") == [
        ("Northby Police", "police", True, True, False), ("Unheard-of Body", None, None, None, None)]  # fmt: skip
    assert rows(queries.terms(library, ANNA), "ref", "kind") == [("a", "purpose"), ("1", "specific")]
    assert queries.warnings(library, ANNA)["text"].tolist() == ["Page 9: the plan's last row has no status."]


def test_statements_of_a_review_know_what_they_lead_to(library: Store) -> None:
    found = queries.statements_of(library, ANNA)
    assert [row["ref"] for row in found][:2] == ["7.1", "8.1"]
    assert {row["ref"]: row["leads_to"] for row in found}["Learning 1 (lesson)"] == [f"{ANNA}/recommendation-1-northby-police"]


PARTS = (
    queries.documents,
    queries.sections,
    queries.passages,
    queries.events,
    queries.contributors,
    queries.terms,
    queries.warnings,
)


def test_parts_of_restricted_and_missing_reviews_are_empty(library: Store) -> None:
    for part in PARTS:
        assert part(library, DORA).empty
        assert part(library, "nobody").empty
    assert queries.statements_of(library, DORA) == []
    assert len(queries.documents(library, DORA, restricted=True)) == 1


def test_runs_say_what_made_the_suggestions(library: Store) -> None:
    found = queries.runs(library)
    assert rows(found, "kind", "model_name", "codebook_version", "parameters") == [
        ("coding", "hashing-16", 1, '{"machine": "stand-in"}'),
        ("comparison", "hashing-16", 1, '{"machine": "stand-in"}')]  # fmt: skip


def test_counts_of_tables(library: Store) -> None:
    counts = queries.table_counts(library)
    assert {name: counts[name] for name in ("review", "document", "statement", "action", "suggestion", "decision")} == {
        "review": 4, "document": 3, "statement": 10, "action": 4, "suggestion": 10, "decision": 0}  # fmt: skip


def test_an_empty_library(nothing: Store) -> None:
    assert queries.reviews(nothing, Filters()).empty
    assert queries.register(nothing).empty
    assert queries.filter_choices(nothing) == {"reviews": [], "themes": [], "agencies": [], "areas": [], "kinds": [], "years": []}
    assert set(queries.table_counts(nothing).values()) == {0}
    assert queries.names(nothing) == {}


def test_every_question_is_listed_once() -> None:
    assert list(queries.__all__) == sorted(set(queries.__all__))
