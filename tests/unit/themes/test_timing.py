from __future__ import annotations

import pytest

from analytics.model import Status, Timing
from analytics.themes.timing import place_in_time


@pytest.mark.parametrize(
    ("happened", "target", "completed", "status", "expected"),
    [
        # complete: after, on, before the reported completion
        ("2022-08-15", "2022-04", "2022-07", "complete", "after_action_complete"),
        ("2022-07-15", "2022-04", "2022-07", "complete", "unknown"),  # some day of the month of completion
        ("2022-06-30", "2022-04", "2022-07", "complete", "while_action_open"),  # overdue since May, not yet complete
        ("2022-04-10", "2022-04", "2022-07", "complete", "unknown"),  # in the month it was due
        ("2022-03-31", "2022-04", "2022-07", "complete", "before_action_due"),
        ("2023", "2022-04", "2022-07", "complete", "after_action_complete"),
        ("2022", "2022-04", "2022-07", "complete", "unknown"),  # the year straddles both
        ("2022-05-01", "2022-07-31", "2022-04-30", "complete", "after_action_complete"),  # done early, and it happened again
        ("2022-04-30", "2022-07-31", "2022-04-30", "complete", "unknown"),  # on the very day
        ("2023-01", "2022-04", None, "complete", "unknown"),  # complete, nobody says when
        ("2023-01", None, None, "already_in_place", "unknown"),
        # never finished, as far as is known
        ("2023-01", "2022-04", None, "ongoing", "while_action_open"),
        ("2023-01", "2022-04", None, "overdue", "while_action_open"),
        ("2022-01", "2022-04", None, "ongoing", "before_action_due"),
        ("2022-01", "2022-04", None, "unknown", "before_action_due"),
        ("2023-01", "2022-04", None, "unknown", "unknown"),
        ("2023-01", "2022-04", "2022-05", "ongoing", "while_action_open"),  # a completion date of an open action is no completion
        ("2023-01", "2022-04", None, "rejected", "unknown"),
        ("2023-01", "2022-04", None, "superseded", "unknown"),
        ("2023-01", None, None, "ongoing", "unknown"),  # never dated
        # leap day, odd dates
        ("2024-03-01", None, "2024-02", "complete", "after_action_complete"),
        ("2023-02-30", "2022-04", "2022-07", "complete", "unknown"),
        ("0000", "2022-04", "2022-07", "complete", "unknown"),
        ("2023-13", "2022-04", "2022-07", "complete", "unknown"),
        ("July 2023", "2022-04", "2022-07", "complete", "unknown"),
        (None, "2022-04", "2022-07", "complete", "unknown"),
    ],
)
def test_one_date(happened: str | None, target: str | None, completed: str | None, status: Status, expected: Timing) -> None:
    assert place_in_time([happened], target, completed, status) == expected


def test_several_dates_must_all_lie_on_one_side() -> None:
    assert place_in_time(["2022-08", None, "2023-01-05"], "2022-04", "2022-07", "complete") == "after_action_complete"
    assert place_in_time(["2022-03", "2023-01-05"], "2022-04", "2022-07", "complete") == "unknown"
    assert place_in_time([], "2022-04", "2022-07", "complete") == "unknown"


@pytest.mark.parametrize(
    ("happened", "target", "status", "expected"),
    [
        ("2020-05", None, "ongoing", "before_action_due"),  # before the action was made at all
        ("2020-05", None, "rejected", "before_action_due"),
        ("2022-05", None, "ongoing", "while_action_open"),
        ("2021-06-10", None, "ongoing", "unknown"),  # in the month the report was finished
        ("2020-05", "2020-01", "ongoing", "while_action_open"),  # due before the report came out: made by then
        ("2020-05", "2020-07", "ongoing", "before_action_due"),
    ],
)
def test_the_date_the_action_was_made(happened: str, target: str | None, status: Status, expected: Timing) -> None:
    assert place_in_time([happened], target, None, status, agreed="2021-06") == expected


def test_a_late_report_does_not_make_its_actions_late() -> None:
    """A death in 2021, an action due on 1 July 2021, a report of January 2024: some of 2021 lies after the action was due."""
    for status, completed in (("complete", "2021-11"), ("complete", "2022-03"), ("ongoing", None), ("complete", None)):
        assert place_in_time(["2021"], "2021-07-01", completed, status, agreed="2024-01") == "unknown"  # type: ignore[arg-type]
    assert place_in_time(["2021-08"], "2021-07-01", "2022-03", "complete", agreed="2024-01") == "while_action_open"
    assert place_in_time(["2021-08"], None, "2022-03", "complete", agreed="2024-01") == "before_action_due", "made by March 2022"
    assert place_in_time(["2021-06"], "2021-07-01", "2022-03", "complete", agreed="2024-01") == "before_action_due"
