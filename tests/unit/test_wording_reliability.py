"""How far a theme's suggestions can be trusted, in words that agree with the rule for weak themes."""

from __future__ import annotations

import pytest

from analytics.themes.reliability import WEAK_BELOW
from pages.components.wording import reliability as trust
from pages.components.wording import work


@pytest.mark.parametrize(
    ("figure", "said"),
    [(0.7487, "74%"), (0.7468, "74%"), (0.7499, "74%"), (0.75, "75%"), (0.7565, "76%"), (0.5814, "58%"), (0.9964, "99%"), (1.0, "all"),
     (0.0, "0%")],
)  # fmt: skip
def test_no_share_is_rounded_up_to_three_in_four_or_to_all(figure: float, said: str) -> None:
    assert trust.share(figure) == said
    assert work.share_cell({"recall": figure}, "recall") == said


def test_every_share_is_printed_on_its_side_of_the_rule() -> None:
    for ten_thousandths in range(10_000):
        figure = ten_thousandths / 10_000
        assert (int(trust.share(figure).rstrip("%")) < 75) == (figure < WEAK_BELOW)


@pytest.mark.parametrize(
    ("precision", "recall", "begins"),
    [
        (0.7565, 0.7487, "The machine is weak at this theme: it misses more than 1 in 4 of the statements that carry it. Read the"),
        (0.7279, 0.8106, "The machine is weak at this theme: more than 1 in 4 of its suggestions are wrong. Read the"),
        (0.7326, 0.6923, "The machine is weak at this theme: it misses more than 1 in 4 of the statements that carry it and more than "
                         "1 in 4 of its suggestions are wrong. Read the"),
    ],
)  # fmt: skip
def test_a_weak_theme_says_first_that_it_is_weak_and_why(precision: float, recall: float, begins: str) -> None:
    figures = {"precision": precision, "recall": recall, "support": 195}
    said = trust.of_theme(figures, weak=True)
    assert said.startswith(begins)
    assert said.endswith(trust.of_theme(figures))


def test_a_theme_that_is_not_weak_or_was_not_measured_does_not_say_weak() -> None:
    said = trust.of_theme({"precision": 0.94, "recall": 1.0, "support": 67})
    assert said.startswith("Of 67 labelled statements that carry it, the machine found all; of its suggestions 94% were right")
    assert "weak" not in trust.of_theme(None, weak=True)
