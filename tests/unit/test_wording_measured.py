"""What was measured, in words: each number is worked out by hand from the figures given, and moves with them."""

from __future__ import annotations

from typing import Any

import pytest

from pages.components.wording import measured

CODING: dict[str, Any] = {
    "threshold": 0.4, "statements": 40, "reviews": 7,
    "reliability": [
        {"from": 0.0, "to": 0.1, "n": 900, "probability": 0.01, "observed": 0.002},
        {"from": 0.5, "to": 0.6, "n": 10, "probability": 0.55, "observed": 0.4},
        {"from": 0.6, "to": 0.7, "n": 30, "probability": 0.65, "observed": 0.6},
        {"from": 0.9, "to": 1.0, "n": 200, "probability": 0.96, "observed": 0.97},
    ],
}  # fmt: skip
COMPARISON: dict[str, Any] = {
    "held_back": {"pairs": 205.0, "precision_same": 0.95, "recall_same": 0.4872},
    "held_back_retrieved": {"pairs": 313.0, "precision_same": 0.66, "recall_same": 0.7021},
    "held_back_fresh": {"pairs": 1398.0, "precision_same": 0.8718, "recall_same": 0.2833},
    "reliability": [
        {"from": 0.0, "pairs": 1000.0, "score": 0.04, "same": 0.09},
        {"from": 0.2, "pairs": 80.0, "score": 0.29, "same": 0.49},
        {"from": 0.8, "pairs": 40.0, "score": 0.87, "same": 0.91},
    ],
}


def test_weak_says_the_rule_how_many_and_what_is_hatched() -> None:
    said = measured.weak(10, 25)
    assert (
        "fewer than 3 in 4 of its suggestions are right, or if fewer than 3 in 4 of the statements that carry it are found"
        in said
    )
    assert "10 of the 25 themes are weak at present." in said
    assert "hatched and its name says “(weak)”" in said
    assert "1 of the 25 themes is weak" in measured.weak(1, 25)
    assert "None of the 25 themes are weak" in measured.weak(0, 25)


def test_what_the_probability_of_a_suggestion_is_worth() -> None:
    said = measured.suggesting(CODING)
    assert "under 40% it suggests nothing" in said
    assert "checked on 40 statements of 7 reviews of other areas that nothing was learnt from" in said
    # (10 × 0.4 + 30 × 0.6) / 40 = 22 of 40
    assert (
        "Of suggestions given 90% or more, 97 in 100 were right; of suggestions given 50% to 70%, 55 in 100 were right." in said
    )
    # 240 suggestions were given 5.5 + 19.5 + 192 = 217, and 4 + 18 + 194 = 216 were right
    assert measured.LEANING[""] in said


def test_what_the_probability_of_a_match_is_worth() -> None:
    said = measured.matching(COMPARISON)
    assert "checked on 1,120 pairs of reviews of other areas" in said
    assert "Of pairs given 80% or more, 91 in 100 were the same; of pairs given 20% to 40%, 49 in 100 were the same." in said
    assert measured.LEANING["careful"] in said


@pytest.mark.parametrize(("right", "said"), [(0.9, "careful"), (0.81, ""), (0.7, "sure")])
def test_it_errs_on_the_side_that_the_figures_show(right: float, said: str) -> None:
    bins = [measured.Bin(0.0, 0.2, 5000, 0.1, 0.9), measured.Bin(0.8, 1.0, 50, 0.8, right)]
    assert measured.leaning(bins, 0.2) == measured.LEANING[said]
    assert measured.leaning(bins[:1], 0.2) == "", "nothing was given so much"


def test_a_probability_that_was_never_given_is_not_spoken_of() -> None:
    said = measured.matching({"reliability": COMPARISON["reliability"][:2]})
    assert "80% or more" not in said
    assert "Of pairs given 20% to 40%, 49 in 100 were the same." in said


def test_bins_are_named_by_their_bounds() -> None:
    assert [measured.span(one.low, one.high) for one in measured.of_matches(COMPARISON)] == [
        "under 20%", "20% to 40%", "80% or more",
    ]  # fmt: skip
    assert [one.number for one in measured.of_suggestions(CODING)] == [900, 10, 30, 200]


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "none"), (0.0017, "fewer than 1 in 100"), (0.01, "1 in 100"), (0.845, "85 in 100"), (0.999, "99 in 100"), (1.0, "all")],
)
def test_a_share_of_a_hundred_is_all_or_none_only_where_it_is(share: float, said: str) -> None:
    assert measured.of_100(share) == said


def test_comparing_elsewhere_gives_the_least_and_the_most_of_the_samples_held_back() -> None:
    said = measured.comparing_elsewhere(COMPARISON)
    assert "3 samples of pairs of other areas that nothing was learnt from (205, 313 and 1,398 pairs)" in said
    assert "of what it calls the same, 66 to 95 in 100 are; of what readers call the same, it finds 28 to 70 in 100." in said
    assert said.endswith("“not found” never means “never said”.")
    one = measured.comparing_elsewhere({"held_back": COMPARISON["held_back"]})
    assert "1 sample of pairs" in one
    assert "95 in 100 are" in one
    assert measured.comparing_elsewhere({}) == ""


def test_pairs_are_named_as_pairs_and_few_as_few() -> None:
    few = "115 pairs of statements of two of these reviews, of which readers call only 8 the same: too few to rely on"
    assert measured.of_pairs({"pairs": 115.0, "same": 8.0}) == few
    assert measured.of_pairs({"pairs": 400.0, "same": 90.0}).endswith("of which readers call 90 the same")
    assert measured.of_pairs({"pairs": 115.0}) == "115 pairs of statements of two of these reviews"


def test_what_decisions_bring_is_said_either_way() -> None:
    figures = {"decisions": 50, "f1_before": 0.871, "f1_after": 0.8762}
    said = measured.learning(figures)
    assert "50 decisions" in said
    assert "changed little at the others of them" in said
    assert "0.87, then 0.88" in said
    assert "made it better at" in measured.learning({**figures, "f1_after": 0.9})
    assert "made it worse at" in measured.learning({**figures, "f1_after": 0.8})


def test_proposals_are_measured_by_themes_brought_back_agreement_and_groups() -> None:
    found = {"of": 22, "rediscovered": ["housing"] * 15, "bootstrap_ari": 0.8338, "pair_precision": 0.845, "pair_recall": 0.4006}
    said = measured.proposing(found)
    assert "each of the 22 themes on what the learning is about was hidden in turn: it brought back 15." in said
    assert "agree to 0.83 (1: the same groups; 0: chance)" in said
    assert "85 in 100 share a theme" in said
    assert "puts 40 in 100 in one group" in said


def test_remedies_and_closure_say_how_many_were_right_and_why_to_expect_less() -> None:
    asked = {"recommendations": 114, "accuracy": 0.9912, "level_accuracy": 1.0}
    said = measured.remedies(asked, {"outcomes": 60, "accuracy": 0.9})
    assert "for 113 of 114 made-up recommendations" in said
    assert "(agency, partnership, regional or national) for all 114." in said
    assert "How an action was closed was told rightly for 54 of 60 made-up results." in said
    assert said.endswith("expect less of real reports.")
    assert "How an action was closed" not in measured.remedies(asked, None)
