"""People's decisions: added, never changed; the newest holds; nothing the machine does touches them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from analytics.errors import InputError, NotStoredError
from analytics.filters import Filters
from analytics.pipeline import recode, store_report
from analytics.store import decisions, queries
from analytics.store.connection import Store
from analytics.store.decisions import Decision
from tests import situations
from tests.situations import ANNA, BETH

STATEMENT = f"{ANNA}/conclusion-8-1"
R1_ANNA, R1_BETH = f"{ANNA}/recommendation-1-northby-police", f"{BETH}/recommendation-1-northby-police"
START = datetime(2026, 1, 1, 12)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with situations.library(tmp_path / "l.duckdb") as made:
        yield made


def decide(
    store: Store, verdict: str, theme: str = "training", statement: str = STATEMENT, number: int = 1, kind: str = "code"
) -> bool:  # fmt: skip
    moment = START + timedelta(minutes=number)
    return decisions.record(store, Decision(f"d{number}", kind, statement, theme, verdict, "A. Coder", moment))  # type: ignore[arg-type]


def states(store: Store, statement: str = STATEMENT) -> dict[str, str]:
    found = store.rows("select theme_id, state from code where statement_id = $s order by theme_id", {"s": statement})
    return {row["theme_id"]: row["state"] for row in found}


def test_a_person_adds_a_theme_and_takes_it_back(store: Store) -> None:
    assert states(store) == {}
    assert decide(store, "added")
    assert states(store) == {"training": "added"}
    assert decide(store, "withdrawn", number=2)
    assert states(store) == {}
    assert len(decisions.all_decisions(store)) == 2


def test_accepted_rejected_withdrawn(store: Store) -> None:
    assert states(store, R1_ANNA) == {"marac_process": "suggested"}
    for number, (verdict, expected) in enumerate(
        [("accepted", {"marac_process": "accepted"}), ("rejected", {}), ("withdrawn", {"marac_process": "suggested"})], start=1
    ):
        decide(store, verdict, "marac_process", R1_ANNA, number)
        assert states(store, R1_ANNA) == expected
    assert decisions.history(store, "code", R1_ANNA)["verdict"].tolist() == ["withdrawn", "rejected", "accepted"]


def test_sending_twice_changes_nothing(store: Store) -> None:
    assert decide(store, "added")
    assert not decide(store, "rejected")
    assert states(store) == {"training": "added"}


def test_confirmed_codes_are_counted(store: Store) -> None:
    decide(store, "accepted", "marac_process", R1_ANNA)
    found = queries.theme_counts(store, Filters(themes=("marac_process",)))
    assert (int(found["statements"][0]), int(found["confirmed"][0])) == (5, 1)
    assert (int(found["reviews"][0]), int(found["confirmed_reviews"][0])) == (2, 1)
    years = queries.theme_over_time(store, Filters(themes=("marac_process",)))
    assert dict(zip(years["year"], years["confirmed_reviews"], strict=True)) == {2018: 1, 2019: 0, 2021: 0}


def test_decisions_outlive_coding_anew_and_importing_again(store: Store) -> None:
    decide(store, "rejected", "marac_process", R1_ANNA, 1)
    decide(store, "added", "training", R1_ANNA, 2)
    recode(store, situations.StandIn())
    newer = situations.anna("anna-2.txt", "complete")
    store_report(store, newer, situations.REFERENCE, situations.StandIn())
    assert states(store, R1_ANNA) == {"training": "added"}
    assert len(decisions.all_decisions(store)) == 2


def test_a_match_is_judged_in_any_order_of_the_two(store: Store) -> None:
    decide(store, "unrelated", R1_BETH, R1_ANNA, 1, "match")
    found = queries.recurrence_matches(store, ANNA)
    pair = found[(found["statement_id"] == R1_ANNA) & (found["match_id"] == R1_BETH)]
    assert pair[["relation", "confirmed"]].to_numpy().tolist() == [["unrelated", False]]
    assert queries.recurrence_points(store, ANNA)["finding"].tolist()[2] == "related"
    again = queries.recurrences_after_completion(store, Filters())
    assert (R1_ANNA, R1_BETH) not in set(zip(again["earlier_id"], again["later_id"], strict=True))
    decide(store, "same", R1_ANNA, R1_BETH, 2, "match")
    found = queries.recurrence_matches(store, ANNA)
    pair = found[(found["statement_id"] == R1_ANNA) & (found["match_id"] == R1_BETH)]
    assert pair[["relation", "confirmed"]].to_numpy().tolist() == [["same", True]]


def test_a_person_can_add_a_match_that_the_machine_missed(store: Store) -> None:
    other = f"{situations.CARA}/2"
    decide(store, "same", other, f"{ANNA}/recommendation-2-adult-social-care", 1, "match")
    found = queries.recurrence_matches(store, ANNA)
    assert found[found["match_id"] == other][["relation", "confirmed", "why"]].astype(object).to_numpy().tolist()[0][:2] == [
        "same",
        True,
    ]


def test_a_corrected_particular_holds_when_the_review_is_put_together_again(store: Store) -> None:
    decide(store, "2018-04-02", "death", ANNA, 1, "particular")
    store_report(store, situations.anna("anna-2.txt"), situations.REFERENCE, None)
    review = queries.require_review(store, ANNA)
    assert (review["death"], review["death_year"]) == ("2018-04-02", 2018)


def test_pairs_the_machine_learns_from(store: Store) -> None:
    assert decisions.decided_matches(store) == []
    decide(store, "unrelated", R1_BETH, R1_ANNA, 1, "match")
    decide(store, "same", R1_BETH, R1_ANNA, 2, "match")
    decide(store, "related", R1_ANNA, STATEMENT, 3, "match")
    decide(store, "withdrawn", R1_ANNA, STATEMENT, 4, "match")
    found = decisions.decided_matches(store)
    assert [(row["a"], row["b"], row["relation"]) for row in found] == [(*sorted((R1_ANNA, R1_BETH)), "same")]
    texts = {found[0]["a"]: found[0]["a_text"], found[0]["b"]: found[0]["b_text"]}
    assert texts[R1_ANNA] == "Police must attend every MARAC meeting."


def test_what_the_machine_learns_from(store: Store) -> None:
    decide(store, "rejected", "marac_process", R1_ANNA, 1)
    decide(store, "added", "training", STATEMENT, 2)
    decide(store, "added", "risk_assessment", STATEMENT, 3)
    decide(store, "withdrawn", "risk_assessment", STATEMENT, 4)
    assert decisions.decided_codes(store) == [
        {"text": "Police must attend every MARAC meeting.", "theme": "marac_process", "carries": False,
         "agency": "Northby Police", "kind": "recommendation"},
        {"text": "Anna asked for help many times.", "theme": "training", "carries": True, "agency": None, "kind": "conclusion"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "error", "said"),
    [
        ({"who": "  "}, InputError, "name of the person"),
        ({"verdict": "perhaps"}, InputError, "no verdict on a code"),
        ({"subject": "x/1"}, NotStoredError, "no statement 'x/1'"),
        ({"object": "x"}, NotStoredError, "no theme 'x'"),
        ({"kind": "match", "verdict": "accepted"}, InputError, "no verdict on a match"),
        ({"kind": "match", "verdict": "same", "object": "x/1"}, NotStoredError, "no statement"),
        ({"kind": "particular", "subject": ANNA, "object": "shoe_size"}, InputError, "can't be corrected"),
        ({"kind": "particular", "subject": "x", "object": "death"}, NotStoredError, "no review 'x'"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_stored(
    store: Store, change: dict[str, str], error: type[Exception], said: str
) -> None:  # fmt: skip
    given = {
        "decision_id": "d",
        "kind": "code",
        "subject": STATEMENT,
        "object": "training",
        "verdict": "added",
        "who": "A. Coder",
    }
    with pytest.raises(error, match=said):
        decisions.record(store, Decision(**{**given, **change}, decided_at=START))  # type: ignore[arg-type]
    assert decisions.all_decisions(store).empty
