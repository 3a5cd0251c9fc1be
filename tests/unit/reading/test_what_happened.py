"""Stories and chronologies, those who died, and paragraphs that a page cut; fictional throughout."""

from __future__ import annotations

import pytest

from analytics.model import Block, Document, Report, Statement
from analytics.reading.addressees import addressed
from analytics.reading.report import report_from_blocks
from analytics.reading.tidy import tidy

DOCUMENT = Document("fictional.docx", "0" * 64, "text/plain", None, 0)


def read(*blocks: Block) -> Report:
    return report_from_blocks(DOCUMENT, list(blocks))


def heading(text: str, level: int = 1) -> Block:
    return Block("heading", text, level=level)


def say(text: str) -> Block:
    return Block("paragraph", text)


STORY = "Carers called twice a day until he cancelled them in October 2021. An ambulance was called in December 2021."
ENTRY = "On 5 October 2021 she told a health visitor that he would not let her sleep until 7 October 2021."


@pytest.mark.parametrize(
    ("title", "text", "count"),
    [
        ("What happened?", STORY, 0),
        ("What happened?", "In the weeks before her death she asked whether a mother could live there with a son.", 0),
        ("What happened?", ENTRY, 1),
        ("What happened?", "Neighbours called the police to a fight in March 2021.", 1),
        ("Chronology", STORY, 1),
    ],
)
def test_a_story_is_no_event(title: str, text: str, count: int) -> None:
    assert len(read(heading(title), say(text)).events) == count


def test_numbered_paragraphs_are_entries() -> None:
    assert len(read(heading("What happened?"), Block("paragraph", STORY, number="5.1")).events) == 1


@pytest.mark.parametrize(
    ("lines", "victims"),
    [
        (["Domestic Homicide Review into the deaths of Amina and her son Joseph, May 2020"], "Amina and Joseph"),
        (["Amina, 41, and Joseph, 19, were killed at home in May 2020 by Amina’s husband."], "Amina and Joseph"),
        (["She was killed in May 2020 by her husband, who is called Yusuf in this summary."], None),
        (["The case of the man who was convicted, known as Yusuf, went to trial.", "The death of Amina was in May."], "Amina"),
        (["The woman is known by the name her sister chose, and is called Amina."], "Amina"),
    ],
)
def test_the_pseudonym_is_of_those_who_died(lines: list[str], victims: str | None) -> None:
    assert read(heading("Executive Summary"), *map(say, lines)).review.victim_pseudonym == victims


@pytest.mark.parametrize(
    ("first", "second", "pieces"),
    [
        ("The take-up of training in primary care remains patchy (38% of practices at", "March 2021).", 1),
        ("The panel is less confident about what was done in primary care at the", "Example Surgery.", 1),
        ("The panel is satisfied that practice has moved on since the review began.", "March 2021).", 2),
        ("Exampleton Community Safety Partnership and its partners of this review", "March 2021", 2),
    ],
)
def test_an_open_sentence_goes_on(first: str, second: str, pieces: int) -> None:
    assert len(tidy([say(first), say(second)])) == pieces


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("The Fenbridge and Saltley Integrated Care Board should fund it.", "Fenbridge and Saltley Integrated Care Board"),
        ("Kestrel Vale Integrated Care Board to issue guidance to GPs.", "Kestrel Vale Integrated Care Board"),
        ("The Exampleton Hospitals NHS Trust should train its staff.", "Exampleton Hospitals NHS Trust"),
        ("Exampleshire Police should revise its policy.", "Exampleshire Police"),
        ("The Community Safety Partnership should commission a study.", None),
        ("Cwm Example Regional Safeguarding Board should satisfy itself of this.", None),
        ("The Home Office should consider this.", None),
        ("Welsh Government to be asked to consider this.", None),
    ],
)
def test_only_a_real_body_that_opens_the_sentence_is_its_agency(text: str, agency: str | None) -> None:
    said = addressed(Statement("Recommendation 1", "recommendation", None, text), "Exampleton Community Safety Partnership")
    assert said.agency == agency


def test_what_was_done_well_is_good_practice() -> None:
    report = read(
        heading("Lessons learned"), say("Ask each time and in private."), heading("What was done well?"), say("A nurse rang her.")
    )
    assert [s.kind for s in report.statements] == ["lesson", "good_practice"]


def test_a_label_without_title_is_no_section() -> None:
    report = read(heading("Learning"), heading("Learning point 1", 2), say("Ask each time and in private."))
    assert [s.title for s in report.sections] == ["Learning"]
    assert [s.ref for s in report.statements] == ["Learning point 1 (lesson)"]


def test_the_partnership_of_a_joint_cover_is_the_community_safety_one() -> None:
    cover = ("Ashmere Safeguarding Adults Board", "and", "Ashmere & Dunholme Community Safety Partnership", "Joint Review")
    assert read(*map(say, cover), heading("Introduction")).review.csp == "Ashmere & Dunholme Community Safety Partnership"


def test_a_safeguarding_board_alone_has_commissioned_the_review() -> None:
    cover = ("Ashmere Safeguarding Adults Board", "Safeguarding Adults Review", "Overview Report")
    assert read(*map(say, cover), heading("Introduction")).review.csp == "Ashmere Safeguarding Adults Board"


def test_a_purpose_told_in_a_sentence_is_a_term() -> None:
    told = (
        "The purpose of this joint review is to learn lessons from the way in which agencies worked, and not to apportion blame."
    )
    asked = Block("paragraph", "The review will address these questions in particular:", number="2.2")
    question = Block("paragraph", "Was domestic abuse recognised, and if not why not?", number="2.2.1")
    blocks = (Block("paragraph", told, number="2.1"), asked, question)
    found = read(heading("Terms of Reference"), *blocks).terms_of_reference
    assert [(term.ref, term.kind) for term in found] == [("2.1", "purpose"), ("2.2.1", "specific")]


def test_a_target_in_a_season_is_its_last_month() -> None:
    head = ("No", "Recommendation", "Action", "Lead", "Target date", "Status")
    row = ("1", "Officers should ask.", "Hold workshops.", "Trainer", "Winter 2021/22", "In progress")
    [action] = read(heading("Action plan"), Block("table", rows=(head, row))).actions
    assert (action.target, action.target_text) == ("2022-02", "Winter 2021/22")
