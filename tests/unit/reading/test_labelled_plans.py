"""Action plans of labelled lines, and what else a plain report says in lines; fictional throughout."""

from __future__ import annotations

import pytest

from analytics.model import Block, Document, Report
from analytics.reading.cards import with_cards
from analytics.reading.chronology import labelled_date
from analytics.reading.contributor_sentences import bodies
from analytics.reading.formats.text import blocks
from analytics.reading.heading_finding import stands_as_heading
from analytics.reading.report import report_from_blocks
from analytics.reading.topics import agency_in

DOCUMENT = Document("fictional.txt", "0" * 64, "text/plain", None, 0)
PLAN = """RECOMMENDATIONS

Recommendation 1 - Exampleshire Police should revise its policy on custody.

Recommendation 2a - Exampleton Council should train its advisers in economic abuse.

ACTION PLAN

Recommendation 1
Action:\t\tWrite the policy.
Lead officer:\tInsp. Jo Madeup, Exampleshire Police
Target date:\t31 March 2024
Status:\t\tComplete
Progress:\tAgreed 14 March 2024

Recommendation 1
Action:\t\tBrief the sergeants.
Lead officer:\tHead of Custody
Target date:\tMay 2024
Status:\t\tOverdue

Recommendation 2a
Action:\t\tTrain all advisers.
Lead officer:\tHead of Advice
Target date:\tJune 2024
Status:\t\tNot started
"""


def read(text: str) -> Report:
    return report_from_blocks(DOCUMENT, blocks(text.encode()))


def test_a_bare_label_takes_its_words_from_the_list() -> None:
    report = read(PLAN)
    assert [(a.number, a.recommendation, a.action, a.status) for a in report.actions] == [
        ("1", "Exampleshire Police should revise its policy on custody.", "Write the policy.", "complete"),
        ("1", "Exampleshire Police should revise its policy on custody.", "Brief the sergeants.", "overdue"),
        ("2a", "Exampleton Council should train its advisers in economic abuse.", "Train all advisers.", "not_started"),
    ]


def test_labelled_lines_are_neither_recommendations_nor_sections() -> None:
    report = read(PLAN)
    assert [s.ref for s in report.statements] == ["Recommendation 1", "Recommendation 2a"]
    assert [s.title for s in report.sections] == ["RECOMMENDATIONS", "ACTION PLAN"]


def test_two_actions_below_one_label_are_two_rows() -> None:
    lines = (
        "Action: Write it.",
        "Lead: Head",
        "Target date: May 2024",
        "Action: Run it.",
        "Lead: Head",
        "Target date: June 2024",
    )
    made = with_cards([Block("paragraph", text) for text in ("Recommendation 3", *lines)])
    assert [block.rows[1] for block in made] == [("Action", "Write it."), ("Action", "Run it.")]


def test_an_action_keeps_the_reference_of_its_label() -> None:
    plan = PLAN.replace("Action:\t\tBrief", "Action 1.2: Brief").replace("Action:\t\tWrite", "Action 1.1: Write")
    assert [(a.number, a.recommendation_number) for a in read(plan).actions] == [("1.1", "1"), ("1.2", "1"), ("2a", None)]


def test_the_recommendation_may_be_a_line_of_its_card() -> None:
    lines = ("Number: 3", "Recommendation: The board should review it.", "Action: Do it.", "Lead: Head", "Target date: May 2024")
    [card] = with_cards([Block("paragraph", text) for text in lines])
    assert card.rows[:2] == (("Recommendation 3", "The board should review it."), ("Action", "Do it."))


def test_a_label_above_a_sentence_is_no_card() -> None:
    found = [Block("paragraph", "Recommendation 3"), Block("paragraph", "The board should review its policy on this.")]
    assert with_cards(found) == found


def test_a_plan_without_a_row_is_warned_of() -> None:
    told = "\n\n".join(f"The partnership will look into point {n} when it can." for n in ("one", "two", "three", "four"))
    report = read(f"LESSONS\n\nAsk each time, and in private.\n\nACTION PLAN\n\n{told}")
    assert any(warning.startswith("Action plan 'ACTION PLAN': nothing in it") for warning in report.warnings)


def test_a_note_of_where_the_plan_is_needs_no_warning() -> None:
    report = read("LESSONS\n\nAsk each time, and in private.\n\nACTION PLAN\n\nThe plan is published separately.")
    assert not any("nothing in it" in warning for warning in report.warnings)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("9 March 2020: Leanne saw her GP.", ("9 March 2020", "Leanne saw her GP.")),
        ("On 12 May 2022: She was found.", ("On 12 May 2022", "She was found.")),
        ("March to May 2021: Nobody called.", ("March to May 2021", "Nobody called.")),
        ("In March 2020 she said: Leave me alone.", (None, "In March 2020 she said: Leave me alone.")),
        ("22 August 2018. He missed it.", (None, "22 August 2018. He missed it.")),
    ],
)
def test_a_date_is_a_label_only_before_a_colon(text: str, wanted: tuple[str | None, str]) -> None:
    assert labelled_date(text) == wanted


def test_a_title_of_two_lines_is_a_heading_where_sentences_follow() -> None:
    title = Block(
        "paragraph", "Learning 1: Thoughts of suicide are a warning of homicide and of harm, and not only a symptom of illness"
    )
    text = (
        "Professionals treated these thoughts as an illness. They did not treat them as a response to what was being done to her."
    )
    assert stands_as_heading([title, Block("paragraph", text)], 0)
    assert not stands_as_heading([title, Block("paragraph", f"Learning 2: {text}")], 0)


def test_the_period_on_a_title_page_is_no_heading() -> None:
    line = Block("paragraph", "Period under review: 1 March 2020 to 30 August 2022")
    assert not stands_as_heading([line, Block("paragraph", "Independent Chair: Jo Madeup")], 0)


def test_and_from_names_one_more() -> None:
    assert bodies("Exampleshire Police and from Vale and Coast Mental Health NHS Trust.") == [
        "Exampleshire Police",
        "Vale and Coast Mental Health NHS Trust",
    ]


def test_an_advice_charity_is_a_body() -> None:
    assert agency_in("Exampleton Citizens’ Money Advice") == "Exampleton Citizens’ Money Advice"
    assert bodies("Exampleton Citizens’ Money Advice and Harbour Service") == [
        "Exampleton Citizens’ Money Advice",
        "Harbour Service",
    ]
