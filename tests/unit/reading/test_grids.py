"""Briefings set as a grid of boxes, fictional throughout."""

from __future__ import annotations

import pytest

from analytics.model import Block, Document, Report
from analytics.reading.grids import box_of, unfolded
from analytics.reading.names import Names
from analytics.reading.report import report_from_blocks
from analytics.reading.tidy import tidy

DOCUMENT = Document("fictional.docx", "0" * 64, "text/plain", None, 0)
ROWS = (
    ("1. Background\nMs Example died in May 2021.", "3. Good practice\nThe nurse asked her in private each time."),
    (
        "2. What we learned\nAsk about abuse each time.\nWrite the answer down each time.",
        "4. Recommendations\nRecommendation 1: Exampleton Council to train its home care staff.",
    ),
)


def read(*blocks: Block) -> Report:
    return report_from_blocks(DOCUMENT, list(blocks))


def test_boxes_stand_in_the_order_of_their_numbers() -> None:
    made = unfolded(Block("table", rows=ROWS), ROWS)
    assert [block.number for block in made if block.kind == "heading"] == ["1", "2", "3", "4"]


def test_a_grid_is_read_like_sections() -> None:
    report = read(Block("table", rows=ROWS))
    assert [(s.kind, s.text) for s in report.statements] == [
        ("lesson", "Ask about abuse each time."),
        ("lesson", "Write the answer down each time."),
        ("good_practice", "The nurse asked her in private each time."),
        ("recommendation", "Exampleton Council to train its home care staff."),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (("Agency", "Learning"), ("Police", "Ask.\nWrite it down."), ("Housing", "Listen.\nAct.")),
        (("No", "Recommendation", "Action"), ("1", "Train staff.\nAll of them.", "Write it.\nRun it."), ("2", "Ask.", "Do.")),
    ],
)
def test_other_tables_are_no_grid(rows: tuple[tuple[str, ...], ...]) -> None:
    assert unfolded(Block("table", rows=rows), rows) == []


def test_a_cell_that_goes_on_is_no_box() -> None:
    assert box_of("Background") is None
    assert box_of("The first sentence ends here.\nAnother follows.") is None


def test_a_single_box_with_a_numbered_title_is_a_section() -> None:
    rows = (("7. What to do next\nWhen did you last ask?",),)
    assert [(b.kind, b.number, b.text) for b in tidy([Block("table", rows=rows)])] == [
        ("heading", "7", "What to do next"),
        ("paragraph", None, "When did you last ask?"),
    ]


def test_seven_minutes_are_no_number_of_a_heading() -> None:
    assert [b.text for b in tidy([Block("heading", "7 Minute Briefing")])] == ["7 Minute Briefing"]


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("Write to jo.madeup@exampleton.example.", "Write to [name]."),
        ("Write to safety@exampleton.example.", "Write to safety@exampleton.example."),
    ],
)
def test_an_address_made_of_a_name_is_masked(printed: str, shown: str) -> None:
    assert Names((("Jo", "Madeup"),), frozenset()).mask(printed) == shown
