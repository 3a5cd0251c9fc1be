"""Status, date of completion and contradictions, from the words of a cell."""

from __future__ import annotations

import pytest

from analytics.reading.status import carried, read_status


@pytest.mark.parametrize(
    ("text", "status", "completed"),
    [
        ("Completed July 2021", "complete", "2021-07"), ("Complete", "complete", None), ("COMPLETED: 12/03/2022", "complete", "2022-03-12"),
        ("Action completed September 2021 The practice is pleased.", "complete", "2021-09"), ("Audit completed October 2021", "complete", "2021-10"),
        ("Completed on 3rd May 2022 and signed off", "complete", "2022-05-03"), ("Delivered July 2022", "complete", "2022-07"),
        ("Complete. Guidance launched on 21 March 2023.", "complete", "2023-03-21"),
        ("Complete Audit completed Oct 21, further audit completed Feb 23", "complete", None),
        ("Done 28/03/2022", "complete", "2022-03-28"), ("This action is now complete.", "complete", None),
        ("Ongoing", "ongoing", None), ("Revised timescale of April 2024 Ongoing – review is part of the programme", "ongoing", None),
        ("In progress", "ongoing", None), ("Partially complete", "ongoing", None), ("Training has been delivered to 40 staff; on track", "ongoing", None),
        ("This has been incorporated within the wider partnership work and is being progressed", "superseded", None),
        ("Action no longer needed", "superseded", None), ("Superseded by the countywide protocol", "superseded", None),
        ("Action closed: superseded by another protocol.", "superseded", None),
        ("Already in place before the review.", "already_in_place", None), ("In place since 2020; no further action needed", "already_in_place", None),
        ("Not yet started", "not_started", None), ("Has not begun", "not_started", None), ("Yet to commence", "not_started", None),
        ("Overdue – two agencies have yet to report", "overdue", None), ("Rejected: no funding was found", "rejected", None),
        ("Not accepted by the trust", "rejected", None), ("Updates in probation action plans", "unknown", None), ("", "unknown", None),
        ("Services transferred to another provider in April 2022. Data can now evidence the ongoing curiosity of staff", "unknown", None),
        ("Not complete", "unknown", None), ("To be completed by March 2023", "unknown", None),
    ],
)  # fmt: skip
def test_read_status(text: str, status: str, completed: str | None) -> None:
    reading = read_status(text)
    assert (reading.status, reading.completed) == (status, completed)


@pytest.mark.parametrize(
    ("rating", "text", "status", "colour"),
    [
        ("Complete", "Policy approved in March 2022", "complete", None), ("Green – complete April 2021", "", "complete", None),
        ("Amber – delayed by the new system", "", "ongoing", None), ("Red – overdue; no provider found", "", "overdue", None),
        ("Green", "Pathway published 3 July 2023", "complete", None), ("G", "", "complete", "green"), ("A", "", "ongoing", "amber"),
        ("Red", "", "overdue", "red"), ("Blue", "", "complete", "blue"), ("Green", "Not yet started", "not_started", None),
    ],
)  # fmt: skip
def test_a_column_for_the_status_counts_first_and_words_before_colours(
    rating: str, text: str, status: str, colour: str | None
) -> None:
    reading = read_status(text, rating)
    assert (reading.status, reading.colour) == (status, colour)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Complete December 2023 The force is still in consultation with probation", "still in"),
        ("Completed July 2022 Long term issues meant this work has been delayed", "delayed"),
        ("Complete - ongoing activity", "ongoing"), ("Complete January 2024. The original action is no longer needed.", "no longer needed"),
        ("Completed August 2021. Awaiting next inspection", "Awaiting"),
        ("Initial audit completed October 2021. Ongoing work. Review of resources still to take place.", "still to take place"),
    ],
)  # fmt: skip
def test_contradictions(text: str, words: str) -> None:
    assert read_status(text).contradiction == words


@pytest.mark.parametrize(
    "text", ["Completed July 2021", "Completed. It is reviewed on an ongoing basis.", "Ongoing", "Not yet started"]
)
def test_no_contradiction(text: str) -> None:
    assert read_status(text).contradiction is None


def test_carried_leaves_a_cell_that_begins_anew() -> None:
    assert carried("Complete January 2024.") == ("", "Complete January 2024.")
    assert carried("and shared with all") == ("", "and shared with all")
