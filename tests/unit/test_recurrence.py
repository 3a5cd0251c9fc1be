"""The answer to term of reference 13 in words, from frames put together by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics import recurrence
from analytics.recurrence import Answer

POINTS = {"a": "7.1", "b": "Learning 1 (lesson)", "c": None}


def made(findings: str, confirmed: str = "", others: str = "rd", areas: tuple[str, ...] = ("Southby", "Westby")) -> Answer:
    """An answer for points 'a', 'b', 'c' with one letter a finding (s, r, n); ``confirmed`` names points a person confirmed."""
    words = {"s": "same", "r": "related", "n": "not_found"}
    points = pd.DataFrame(
        [(key, ref, words[letter]) for (key, ref), letter in zip(POINTS.items(), findings, strict=False)],
        columns=["statement_id", "ref", "finding"],
    )
    rows = [
        (p.statement_id, "x", "Review X", "9.1", p.finding, True if p.statement_id in confirmed else None)
        for p in points.itertuples()
        if p.finding != "not_found"
    ]
    matches = pd.DataFrame(
        [*rows, ("a", "y", "Review Y", None, "unrelated", False), ("other", "y", "Review Y", None, "same", None)],
        columns=["statement_id", "review_id", "review", "ref", "relation", "confirmed"],
    ).astype({"confirmed": "boolean"})
    forms = [{"r": "report", "e": "summary", "p": "part", "d": "digest"}[letter] for letter in others]
    compared = pd.DataFrame({"form": forms, "csp": list(areas)[: len(forms)]}, columns=["form", "csp"])
    return recurrence.answer("Ours", "Northby", points, matches, compared)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (made(""), "This can't be answered yet: no learning point of this review is loaded."),
        (made("sn", others=""), "This can't be answered yet: no other review is loaded."),
        (made("nn"), "No: none of the 2 learning points was found in the 2 other reviews compared."),
        (made("nn", others="dd"), "Not known: none of the 2 learning points was found in the 2 other reviews compared."),
        (made("nn", others="ee"), "Not known: none of the 2 learning points was found in the 2 other reviews compared."),
        (made("nn", others="er"), "No: none of the 2 learning points was found in the 2 other reviews compared."),
        (made("rn"), "In part: none of the 2 learning points was found again in substance in the 2 other reviews compared. "
                     "1 is only related, on the same subject with a different ask; 1 was not found."),
        (made("srn"), "Probably, but no person has confirmed it yet: 1 of 3 learning points is suggested to appear in 1 of the 2 "
                      "other reviews compared. 1 is only related, on the same subject with a different ask; 1 was not found."),
        (made("ss", "a"), "Yes: 1 of 2 learning points was confirmed by a person to appear in 1 of the 2 other reviews compared; "
                          "for 1 more this is suggested."),
        (made("sr", "b"), "Probably, but no person has confirmed it yet: 1 of 2 learning points is suggested to appear in 1 of "
                          "the 2 other reviews compared. 1 is only related, on the same subject with a different ask."),
        (made("sn", "a", "dd"), "Yes: 1 of 2 learning points was confirmed by a person to appear in 1 of the 2 other reviews "
                                "compared. 1 was not found, but public digests alone can't show that learning is absent."),
        (made("rn", others="ed"),
         "In part: none of the 2 learning points was found again in substance in the 2 other reviews compared. 1 is only related, "
         "on the same subject with a different ask; 1 was not found, but executive summaries and public digests alone can't show that "
         "learning is absent."),
    ],
)  # fmt: skip
def test_the_answer(answer: Answer, said: str) -> None:
    assert answer.words() == said


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (made("s", others=""), "Compared with no other review."),
        (made("s", others="r", areas=("Northby",)), "Compared with 1 other review (a full report). It is of Northby."),
        (made("s"), "Compared with 2 other reviews (1 full report, 1 public digest). None of them is a review of Northby: "
                    "the others of this partnership are not loaded. A public digest holds only part of a review, so a point that was not "
                    "found may still be there."),
        (made("s", others="ed"), "Compared with 2 other reviews (1 executive summary, 1 public digest). None of them is a review of Northby: "
                    "the others of this partnership are not loaded. An executive summary and a public digest each hold only part of a "
                    "review, so a point that was not found may still be there."),
        (made("s", others="rr", areas=("Northby", "Northby")), "Compared with 2 other reviews (all full reports). All are of Northby."),
        (made("s", others="rr", areas=("Northby", "Westby")),
         "Compared with 2 other reviews (all full reports). 1 of them is of Northby, the others of other areas."),
    ],
)  # fmt: skip
def test_what_it_was_compared_with_and_whose_reviews_these_are(answer: Answer, said: str) -> None:
    assert answer.compared_words() == said


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (made("nn"), "No match was suggested."),
        (made("sr"), "All 2 matches are suggestions of a model: no person has confirmed any of them yet."),
        (made("sr", "b"), "1 of the 2 matches is a suggestion of a model that no person has confirmed yet."),
        (made("sr", "ab"), "All 2 matches confirmed by a person."),
    ],
)
def test_how_much_of_it_a_person_has_looked_at(answer: Answer, said: str) -> None:
    assert answer.judged_words() == said


def test_a_draft_states_what_a_person_confirmed_and_nothing_else() -> None:
    assert "No match has been confirmed by a person yet, so no recurrence is stated here." in made("ssr").draft()
    draft = made("ssr", "b").draft()
    assert "The 3 learning points of Ours were compared with 2 other reviews (1 full report, 1 public digest)." in draft
    assert "1 of the 3 learning points (Learning 1 (lesson)) was confirmed to appear in other reviews (Review X, 9.1)." in draft
    assert "7.1" not in draft, "a suggestion alone"
    assert "For 1 of these only a public digest was available" in draft
    assert made("ssr", "c").draft().count("no recurrence is stated") == 1, "a related point is no recurrence"


def test_points_without_a_reference_are_named_as_such() -> None:
    assert "(7.1 and without a reference)" in made("srs", "ac").draft()


def test_a_draft_says_how_many_were_held_in_part() -> None:
    assert (
        "For 1 of these only an executive summary and for 1 of these only a public digest was available"
        in made("s", others="ed").draft()
    )
    assert "was available" not in made("s", others="rr").draft()


@pytest.mark.parametrize(("forms", "expected"), [
    (["digest", "digest"], ["same", "cannot_tell"]), (["summary", "digest"], ["same", "cannot_tell"]),
    (["part"], ["same", "cannot_tell"]), (["digest", "report"], ["same", "not_found"]),
])  # fmt: skip
def test_only_a_full_report_can_show_an_absence(forms: list[str], expected: list[str]) -> None:
    points, compared = pd.DataFrame({"finding": ["same", "not_found"]}), pd.DataFrame({"form": forms})
    assert recurrence.findings(points, compared)["finding"].tolist() == expected


def test_points_confirmed_counts_points_and_not_matches() -> None:
    answer = made("ssr", "ac")
    assert [answer.points_confirmed(name) for name in ("same", "related", "not_found")] == [1, 1, 0]


def repeats(*pairs: tuple[str, str, bool | None]) -> pd.DataFrame:
    frame = pd.DataFrame(list(pairs), columns=["earlier_id", "relation", "confirmed"])
    return frame.astype({"confirmed": "boolean"})


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([], "No learning is known to have come up again after the action was reported complete"),
        ([("a", "related", True)], "No learning is known to have come up again after the action was reported complete"),
        ([("a", "same", None), ("a", "same", None)],
         "1 learning point may have come up again after the action was reported complete; no person has confirmed it"),
        ([("a", "same", True), ("b", "same", True)], "2 learning points came up again after the action was reported complete"),
        ([("a", "same", True), ("a", "same", None), ("b", "same", None)],
         "1 learning point came up again after the action was reported complete; for 1 more this is suggested"),
    ],
)  # fmt: skip
def test_what_came_up_again_is_said_as_surely_as_it_is_known(pairs: list[tuple[str, str, bool | None]], said: str) -> None:
    assert recurrence.again_words(repeats(*pairs)) == said
    assert recurrence.again_words(repeats(*pairs), " with this theme").replace(" with this theme", "") == said
