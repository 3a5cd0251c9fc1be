"""What is gathered, by hand from ``tests/situations.py``; what may leave, and what is said where nothing does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analytics.briefings.contents import Contents, gather, quoted, shortened, where
from analytics.briefings.order import Order
from analytics.errors import FilterError, InputError, OutputError
from analytics.filters import Filters
from analytics.store.connection import Store
from tests.situations import ANNA, DORA
from tests.unit.briefings.conftest import DAY


def test_counts_are_those_worked_out_by_hand(contents: Contents) -> None:
    found = {row.theme_id: (row.reviews, row.reports, row.digests, row.statements) for row in contents.themes.itertuples()}
    assert found == {
        "marac_process": (2, 2, 0, 5), "information_sharing": (2, 1, 1, 2), "training": (2, 1, 1, 2),
        "risk_assessment": (0, 0, 0, 0),
    }  # fmt: skip
    assert contents.provenance.reviews_words() == "3 reviews: 2 reports and 1 public digest"
    assert contents.provenance.confirmed_words() == (
        "None of the 9 themes given to statements has been confirmed by a person yet: all are suggestions."
    )


def test_restricted_reviews_are_left_out_unless_asked_for(library: Store, order: Order) -> None:
    assert DORA not in set(gather(library, order).reviews["review_id"])
    asked = gather(library, replace(order, include_restricted=True))
    assert DORA in set(asked.reviews["review_id"])
    assert asked.order.marking == asked.provenance.mark == "OFFICIAL-SENSITIVE"


@pytest.mark.parametrize("marking", ["none", "OFFICIAL", "OFFICIAL-SENSITIVE"])
def test_asking_for_restricted_reviews_forces_the_marking(marking: str) -> None:
    assert Order(marking=marking, include_restricted=True).marking == "OFFICIAL-SENSITIVE"  # type: ignore[arg-type]
    assert Order(marking=marking).marking == marking  # type: ignore[arg-type]


def test_a_made_up_marking_is_refused() -> None:
    with pytest.raises(InputError, match="no handling marking"):
        Order(marking="SECRET")  # type: ignore[arg-type]


def test_without_the_right_a_restricted_review_looks_like_one_that_isn_t_there(library: Store) -> None:
    messages = []
    for review in (DORA, "nobody"):
        with pytest.raises(FilterError) as caught:
            gather(library, Order(filters=Filters(reviews=(review,)), today=DAY))
        messages.append(str(caught.value).replace(review, "X"))
    assert messages[0] == messages[1]


def test_nothing_matches_says_so_with_the_filters_as_a_sentence(library: Store, empty: Store) -> None:
    with pytest.raises(OutputError, match=r"Nothing matches 'Northby, deaths from 2023'"):
        gather(library, Order(filters=Filters(areas=("Northby",), year_from=2023), today=DAY))
    with pytest.raises(OutputError, match="Nothing matches 'All reviews'"):
        gather(empty, Order(today=DAY))


def test_filters_narrow_everything(library: Store) -> None:
    only = gather(library, Order(filters=Filters(reviews=(ANNA,)), today=DAY))
    for frame in (only.reviews, only.statements, only.codes, only.actions):
        assert set(frame["review_id"]) == {ANNA}
    assert only.repeats.empty
    assert only.matches.empty
    assert only.provenance.sentence == "Northby DHR1 (Anna)"


def test_what_came_again_after_completion(contents: Contents) -> None:
    """Anna's R1 was done in February 2020; Beth, who died in May 2021, got the same."""
    pairs = {(row.earlier_text, row.later_text, row.relation) for row in contents.repeats.itertuples()}
    assert ("Police must attend every MARAC meeting.", "Police must attend every MARAC meeting from now on.", "same") in pairs
    assert set(contents.repeats["earlier_review_id"]) == {ANNA}


def test_matches_list_each_pair_once_with_the_earlier_death_first(contents: Contents) -> None:
    keys = [frozenset((row.a_id, row.b_id)) for row in contents.matches.itertuples()]
    assert len(keys) == len(set(keys)) > 0
    northby = contents.matches[contents.matches["b_review"].str.contains("Beth")]
    assert set(northby["a_review_id"]) == {ANNA, "southby-2019"}


def test_places_are_fit_to_cite() -> None:
    assert where("7.1", 17, "report") == ["paragraph 7.1", "page 17"]
    assert where("Recommendation 2 (GP)", float("nan"), "report") == ["Recommendation 2 (GP)"]
    assert where("10.1.3", None, "digest") == ["digest", "reference 10.1.3"]
    assert where(None, None, "report") == ["no reference printed"]


def test_only_a_report_is_put_in_quotation_marks() -> None:
    assert quoted("Its words.", "report") == "“Its words.”"
    assert quoted("Our words.", "digest") == "Our words."


@pytest.mark.parametrize(("text", "longest", "expected"), [
    ("One. Two is longer. Three.", 20, "One. Two is longer. […]"),
    ("alpha beta gamma", 11, "alpha beta […]"),
    ("short", 5, "short"),
    ("unbreakableword", 4, "unbr […]"),
])  # fmt: skip
def test_a_quotation_that_is_cut_says_so(text: str, longest: int, expected: str) -> None:
    assert shortened(text, longest) == expected
