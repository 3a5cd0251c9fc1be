"""Cells: split words, broken texts, ticks, rows over several lines."""

from __future__ import annotations

import pytest

from analytics.model import Block
from analytics.reading.cells import Lexicon, even, grouped, ticked
from analytics.reading.columns import find_layout, role_of
from analytics.reading.plans import _pieced
from analytics.reading.tidy import clean, goes_on, tidy

LEXICON = Lexicon.of([Block("paragraph", "The Sefton service is multi-agency. Sefton and its service manager.")])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("leads Liverpool/Sef ton", "leads Liverpool/Sefton"), ("Manager/Ser vice", "Manager/Service"), ("multi- agency work", "multi-agency work"),
        ("non- fatal", "non-fatal"), ("2020- 21", "2020-21"), ("information sharing- by the Court", "information sharing- by the Court"),
        ("pre- and post-natal", "pre- and post-natal"), ("is the", "is the"),
    ],
)  # fmt: skip
def test_mend(text: str, expected: str) -> None:
    assert LEXICON.mend(text) == expected


def test_join() -> None:
    assert LEXICON.join("professionals/disciplin", "es to learn") == "professionals/disciplines to learn"
    assert LEXICON.join("any issues are", "escalated") == "any issues are escalated"
    assert LEXICON.join("", "begins") == "begins"


def test_grouped_joins_a_name_over_lines() -> None:
    rows = (("Community Rehabilitation", "✓"), ("Company (CRC)", ""), ("HMP Fiction", ""))
    assert grouped(rows[:2], LEXICON) == (("Community Rehabilitation Company (CRC)", "✓"),)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("✓", True), ("√", True), ("\\checkmark", True), ("Yes", True), ("", False), ("No", False), ("see report", None)],
)
def test_ticked(cell: str, expected: bool | None) -> None:
    assert ticked(cell) is expected


def test_even_cuts_empty_columns() -> None:
    assert even([["a", "", ""], ["b", "c", ""]]) == (("a", ""), ("b", "c"))


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Scope of recommendation i.e. local or regional", "scope"), ("Action to take", "action"), ("Lead Agency", "lead"), ("Owner", "lead"),
        ("By whom", "lead"), ("Responsible Officer", "lead"), ("By when", "target"), ("Timescale", "target"), ("Target Date Completion", "target"),
        ("Completion Date and Outcome", "completion"), ("Date of completion", "completion"), ("RAG", "status"), ("Progress to date", "outcome"),
        ("Rec no.", "number"), ("R Panel Recommenda Recommendation", "recommendation"), ("t (Aintree Hos Lead", "lead"), ("Apples", None),
    ],
)  # fmt: skip
def test_roles_of_columns(heading: str, role: str | None) -> None:
    assert role_of(heading) == role


def test_headings_over_two_rows() -> None:
    rows = (
        ("No", "Recommendation", "Actions", "Lead", "Key", "Target Date &", "Completion Date"),
        ("", "", "", "Officer", "Milestones", "Expected Outcome", "and Outcome"),
        ("1", "Review it", "A review", "Manager", "Done", "May 2022", "Complete"),
    )
    layout = find_layout(rows)
    assert layout is not None
    assert layout.first == 2
    assert layout.roles == ("number", "recommendation", "action", "lead", "milestones", "target", "completion")


@pytest.mark.parametrize(
    ("cells", "title"),
    [(["Gen", "eral Practice"], "General Practice"), (["Adu", "Adult Social Care"], "Adult Social Care"), (["Mer", "sey Care"], "Mersey Care"),
     (["MAI", "MARAC"], "MARAC"), (["MA", "RAC"], "MARAC"), (["DHI", "DHR Panel Recommendations"], "DHR Panel Recommendations")],
)  # fmt: skip
def test_titles_that_a_column_cut(cells: list[str], title: str) -> None:
    found = _pieced([cells])
    assert found is not None
    assert found[0] == title


def test_clean_keeps_words_and_punctuation() -> None:
    assert clean("the Police , particularly") == "the Police , particularly"
    assert clean("A Section⁹ notice (SWACA) ¹") == "A Section notice (SWACA)"
    assert clean("ﬁve\u00a0times safe\u00adguarding") == "five times safeguarding"


def test_a_paragraph_over_a_footnote_is_joined_and_a_list_is_not() -> None:
    first = Block("paragraph", "Martin was arrested for the assault and was later that day charged with Section 39", number="1.1")
    note = Block("footnote", "⁷ Some Act")
    second = Block("paragraph", "Assault and was remanded in custody until the hearing.")
    assert [b.text for b in tidy([first, note, second])] == [f"{first.text} {second.text}"]
    assert not goes_on(first, Block("paragraph", "Another numbered paragraph.", number="1.2"), True)
    assert not goes_on(Block("paragraph", "It was over."), Block("paragraph", "and so on"), True)


def test_a_table_of_one_cell_is_a_box_of_text() -> None:
    (block,) = tidy([Block("table", rows=(("Learning 1: Ask again.",),))])
    assert (block.kind, block.text) == ("paragraph", "Learning 1: Ask again.")
