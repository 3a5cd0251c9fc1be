"""Word files: what python-docx wrote, as blocks."""

from __future__ import annotations

import pytest

from analytics.model import Block
from analytics.reading.formats import docx
from analytics.reading.formats.docx_numbering import formatted
from analytics.reading.limits import Limits
from analytics.settings import Settings
from tests.fixtures import hostile
from tests.fixtures.word import AMBER, GREEN, RED, Paper

LIMITS = Limits.of(Settings())


def blocks(paper: Paper) -> list[Block]:
    return list(docx.content(paper.bytes(), "a.docx", LIMITS).blocks)


def test_automatic_numbers_are_those_word_prints() -> None:
    paper = Paper()
    ids = paper.numbering([("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)")])
    for depth in (0, 1, 1, 2, 2, 0, 1, 2):
        paper.number(paper.say("Some text that goes on."), ids, depth)
    assert [b.number for b in blocks(paper)] == ["1", "1.1", "1.2", "a", "b", "2", "2.1", "a"]


def test_a_restarted_list_counts_from_one_and_another_goes_on() -> None:
    paper = Paper()
    ids = paper.numbering([("decimal", "%1.")])
    for _ in range(2):
        paper.number(paper.say("An item of the list."), ids)
    again = paper.restart(ids)
    paper.number(paper.say("An item of the list."), again)
    assert [b.number for b in blocks(paper)] == ["1", "2", "1"]


def test_a_label_in_words_stays_in_the_text() -> None:
    paper = Paper()
    ids = paper.numbering([("decimal", "Recommendation %1:")])
    paper.number(paper.say("Train the staff."), ids)
    (block,) = blocks(paper)
    assert (block.number, block.text) == (None, "Recommendation 1: Train the staff.")


@pytest.mark.parametrize(
    ("count", "kind", "printed"),
    [
        (4, "lowerRoman", "iv"),
        (49, "upperRoman", "XLIX"),
        (2, "upperLetter", "B"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
    ],
)
def test_number_formats(count: int, kind: str, printed: str) -> None:
    assert formatted(count, kind) == printed


def test_merged_cells_repeat_down_and_stand_once_across() -> None:
    paper = Paper()
    paper.table(
        [
            ["No", "Recommendation", "Action"],
            ["1", "Train", "Write the course"],
            [None, None, "Run the course"],
            ["Police", "<", "<"],
        ]
    )
    (table,) = blocks(paper)
    assert table.rows == (
        ("No", "Recommendation", "Action"),
        ("1", "Train", "Write the course"),
        ("1", "Train", "Run the course"),
        ("Police", "", ""),
    )


def test_colours_become_words_only_under_a_status_heading() -> None:
    paper = Paper()
    paper.table([["Action", "RAG"], ["a", ""], ["b", ""], ["c", ""]], {(1, 1): GREEN, (2, 1): AMBER, (3, 1): RED, (1, 0): RED})
    (table,) = blocks(paper)
    assert [row[1] for row in table.rows] == ["RAG", "Green", "Amber", "Red"]
    assert table.rows[1][0] == "a"


def test_insertions_are_kept_and_deletions_left_out() -> None:
    paper = Paper()
    paper.change("The panel met ", "six", "five", " times.")
    assert [b.text for b in blocks(paper)] == ["The panel met six times."]


def test_footnotes_stand_apart_without_their_marks() -> None:
    paper = Paper(header="Draft", footer="Page 1")
    paper.note(paper.say("A MARAC was held."), "A meeting about people at high risk.")
    found = blocks(paper)
    assert [(b.kind, b.text) for b in found] == [
        ("paragraph", "A MARAC was held."),
        ("footnote", "A meeting about people at high risk."),
    ]


def test_text_boxes_and_frames_are_read_once() -> None:
    paper = Paper()
    paper.text_box("Learning 1", "Ask again.")
    paper.box("Learning 2", "Ask alone.")
    assert [b.text for b in blocks(paper)] == ["Learning 1", "Ask again.", "Learning 2", "Ask alone."]


def test_typed_numbers_and_headings() -> None:
    paper = Paper()
    paper.say("1.\tINTRODUCTION", bold=True)
    paper.say("1.1\tThe panel met in 2019. 12 people came.")
    paper.say("Key learning", bold=True)
    paper.say("This whole sentence is bold because it matters.", bold=True)
    assert [(b.kind, b.number, b.text) for b in blocks(paper)] == [
        ("heading", "1", "INTRODUCTION"),
        ("paragraph", "1.1", "The panel met in 2019. 12 people came."),
        ("heading", None, "Key learning"),
        ("paragraph", None, "This whole sentence is bold because it matters."),
    ]


def test_contents_lists_are_furniture() -> None:
    paper = Paper()
    paper.say("Contents", bold=True)
    for line in ("1. Introduction\t3", "2. Learning from the death of a person with a long\t4", "3. Recommendations\t9"):
        paper.say(line)
    paper.head("Introduction")
    assert [b.kind for b in blocks(paper)] == ["furniture"] * 4 + ["heading"]


def test_a_file_in_the_strict_form_is_read() -> None:
    strict = hostile.part(hostile.DOCUMENT).replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    usual = docx.content(hostile.changed({}), "a.docx", LIMITS)
    assert docx.content(hostile.changed({hostile.DOCUMENT: strict}), "a.docx", LIMITS).characters == usual.characters
