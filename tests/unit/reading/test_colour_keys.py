"""What a document's own key says of its colours; fictional throughout."""

from __future__ import annotations

import pytest

from analytics.model import Block, Document
from analytics.reading.colour_keys import colour_of, key_of_colours, texts_of_keys
from analytics.reading.report import report_from_blocks
from analytics.reading.status import status_of

DOCUMENT = Document("fictional.pdf", "0" * 64, "application/pdf", None, 0)
MEANT = (
    "BLUE – complete and evidenced",
    "GREEN – under way and on track",
    "AMBER – under way but the target date has passed (overdue)",
    "RED – not started",
)
STATUSES = {"blue": "complete", "green": "ongoing", "amber": "overdue", "red": "not_started"}


def meant(*blocks: Block) -> dict[str, str]:
    key = key_of_colours(texts_of_keys(blocks))
    return {name: status_of(key[name]) for name in STATUSES if name in key}


@pytest.mark.parametrize(
    "blocks",
    [
        [Block("table", rows=(MEANT,))],
        [Block("table", rows=tuple((text,) for text in MEANT))],
        [Block("table", rows=tuple(tuple(text.split(" – ")) for text in MEANT))],
        [Block("paragraph", "; ".join(MEANT))],
        [Block("paragraph", "; ".join(text.replace(" –", "") for text in MEANT))],
        [Block("list_item", text) for text in MEANT],
    ],
)
def test_a_key_is_read_in_any_of_its_forms(blocks: list[Block]) -> None:
    assert meant(*blocks) == STATUSES


def test_a_sentence_with_colours_is_no_key() -> None:
    assert meant(Block("paragraph", "Red flags were missed, and green spaces closed; the blue folder was complete.")) == {}


@pytest.mark.parametrize(
    ("printed", "colour"), [("GREEN Green", "green"), ("R", "r"), ("Green: held in May", "Green: held in May")]
)
def test_a_colour_printed_twice_is_one(printed: str, colour: str) -> None:
    assert colour_of(printed) == colour


def rows(*before: Block) -> list[str]:
    head = ("No", "Recommendation", "Action", "Lead", "Target date", "Progress", "RAG")
    plan = (
        ("1", "Officers should ask.", "Hold workshops.", "Trainer", "May 2023", "Three were held.", "Amber"),
        ("2", "Officers should listen.", "Publish it.", "Adviser", "June 2024", "On the forward programme.", "GREEN Green"),
        ("3", "Officers should write.", "Ask them.", "Guardian", "May 2025", "No progress to report.", "Red"),
    )
    heading = Block("heading", "Action plan", level=1)
    return [a.status for a in report_from_blocks(DOCUMENT, [*before, heading, Block("table", rows=(head, *plan))]).actions]


def test_the_documents_key_decides() -> None:
    assert rows(Block("table", rows=(MEANT,))) == ["overdue", "ongoing", "not_started"]


def test_without_a_key_colours_mean_what_they_did() -> None:
    assert rows() == ["ongoing", "complete", "overdue"]


@pytest.mark.parametrize("text", ["Under way but target date has passed", "Past its deadline", "Target dates have now passed"])
def test_a_date_that_has_passed_is_overdue(text: str) -> None:
    assert status_of(text) == "overdue"
