"""Layouts of two further rounds of unseen documents, made up anew here: plans, findings, terms and briefings."""

from __future__ import annotations

import pytest

from analytics.model import Block, Document, Report
from analytics.reading.formats.text import blocks
from analytics.reading.report import report_from_blocks
from analytics.reading.status import read_status

DOCUMENT = Document("fictional.txt", "0" * 64, "text/plain", None, 0)


def read(*found: Block) -> Report:
    return report_from_blocks(DOCUMENT, list(found))


def of_text(said: str) -> Report:
    return read(*blocks(said.encode()))


def heading(text: str, level: int = 1, number: str | None = None) -> Block:
    return Block("heading", text, level=level, number=number)


def say(text: str, number: str | None = None) -> Block:
    return Block("paragraph", text, number=number)


def table(*rows: tuple[str, ...]) -> Block:
    return Block("table", rows=rows)


PLAN = heading("Appendix 1: Action plan")


def test_a_column_for_the_actions_reference() -> None:
    report = read(
        PLAN,
        table(
            ("Rec", "Recommendation", "Ref", "Action", "Owner", "Target date", "Status", "Progress"),
            ("1", "The trust should train staff.", "1.1", "Write the course.", "Matron", "31/03/24", "Complete", "In use."),
            ("", "", "1.2", "Run the course.", "Matron", "May 2024", "Not started", ""),
            ("2", "The board should report.", "2.1", "Publish.", "Chair", "June 2024", "Overdue", ""),
        ),
    )
    assert [(a.plan, a.number, a.recommendation_number, a.action) for a in report.actions] == [
        ("Action plan", "1.1", "1", "Write the course."),
        ("Action plan", "1.2", "1", "Run the course."),
        ("Action plan", "2.1", "2", "Publish."),
    ]
    assert [s.ref for s in report.statements] == ["Recommendation 1", "Recommendation 2"]


def test_a_letter_behind_the_number_and_a_band_below_the_headings() -> None:
    report = read(
        PLAN,
        table(
            ("Ref", "Recommendation", "Action", "Lead", "Timescale", "Update", "BRAG"),
            ("Multi-agency recommendations", "", "", "", "", "", ""),
            ("1a", "1. The board should map support.", "Map it.", "Officer", "31/10/2023", "Mapped.", "Blue"),
            ("1b", "", "Fill the gaps.", "Officer", "30/04/2024", "Tender issued.", "Green"),
        ),
    )
    assert [(a.plan, a.number, a.recommendation) for a in report.actions] == [
        ("Multi-agency recommendations", "1a", "The board should map support."),
        ("Multi-agency recommendations", "1b", "The board should map support."),
    ]


def test_rows_without_a_number_below_those_that_have_one() -> None:
    report = read(
        PLAN,
        table(
            ("No.", "Recommendation", "Lead", "Target", "Progress"),
            ("1", "That the board agrees a standard.", "Board lead", "31.03.24", "Achieved. It was adopted by all members on 12.03.24."),
            ("2", "That the ministry considers checks.", "Chair", "30.04.24", "Letter sent."),
            ("", "Include prompts in the toolkit.", "Exampleshire Police", "31.01.24", "Achieved 19.01.24"),
            ("", "Dip sample incidents every quarter.", "Exampleshire Police", "30.04.24", "Behind schedule."),
        ),
    )  # fmt: skip
    assert [(a.number, a.recommendation, a.completed) for a in report.actions] == [
        ("1", "That the board agrees a standard.", "2024-03-12"),
        ("2", "That the ministry considers checks.", None),
        (None, "Include prompts in the toolkit.", "2024-01-19"),
        (None, "Dip sample incidents every quarter.", None),
    ]


def test_dates_of_completion_in_a_column_of_their_own() -> None:
    report = read(
        PLAN,
        table(
            ("Recommendation", "Scope of recommendation", "Action to take", "Lead agency", "Target date", "Completion date", "Outcome"),
            ("1. Train staff.", "Local", "Write a course.", "Trust", "End of June 2024 (30/6/24)", "12th May 2024", "Ninety trained."),
            ("2. Issue a note.", "Local", "Send it.", "Police", "Immediate", "Feb 2022", "Already in place. It went out early."),
        ),
    )  # fmt: skip
    assert [(a.scope, a.target, a.status, a.completed, a.outcome) for a in report.actions] == [
        ("Local", "2024-06-30", "complete", "2024-05-12", "Ninety trained."),
        ("Local", None, "already_in_place", "2022-02", "Already in place. It went out early."),
    ]


def test_a_card_with_two_headings_in_a_row() -> None:
    card = table(
        ("Recommendation 6: The college should review how disclosures are recorded.", "", ""),
        ("Action", "Review by an adviser.", ""),
        ("Lead", "Safeguarding Lead", ""),
        ("Target date", "December 2024", "Date completed"),
        ("Status", "Not started", "Outcome"),
    )
    (row,) = read(heading("Action plan"), card).actions
    assert (row.number, row.action, row.target, row.status, row.completed) == (
        "6", "Review by an adviser.", "2024-12", "not_started", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("outcome", "status", "completed"),
    [
        ("This was in place before the review concluded; prompt introduced in July 2023.", "already_in_place", None),
        ("Already in place before the review concluded (February 2020)", "already_in_place", "2020-02"),
        ("This had already been done by the time the review ended.", "already_in_place", None),
        ("Script had been changed before the review was completed", "already_in_place", None),
        ("Bid was submitted in September. Decision expected in December.", "ongoing", None),
    ],
)
def test_words_for_a_status(outcome: str, status: str, completed: str | None) -> None:
    reading = read_status(outcome)
    assert (reading.status, reading.completed) == (status, completed)


def test_learning_inside_analysis() -> None:
    analysis = (
        "Calls were graded one by one. The panel considers it good practice that the nurse rang the next day to ask whether she was safe. "
        "A key lesson from this is that separation raises risk. Learning point 2: Ask about the children each time."
    )
    found = {s.text: s.kind for s in read(heading("Analysis"), say(analysis, "4.1")).statements}
    assert found == {
        "Ask about the children each time.": "lesson",
        "The panel considers it good practice that the nurse rang the next day to ask whether she was safe.": "good_practice",
        "A key lesson from this is that separation raises risk.": "lesson",
    }


def test_what_was_not_good_practice_is_none() -> None:
    text = "The panel found that the handover was not in line with good practice and that nobody had asked about the children."
    assert read(heading("Analysis"), say(text, "4.1")).statements == ()


def test_findings_with_their_evidence() -> None:
    report = read(
        heading("Findings", number="4"),
        heading("A hidden disability", 2, "4.1"),
        heading("Finding 1", 5),
        say("Her brain injury was recorded by seven agencies and understood by none."),
        say("Brain injury affects planning and memory, and practitioners said so.", "4.1.1"),
        heading("Actions without owners", 2, "4.2"),
        heading("Finding 2", 5),
        say("Most of the actions that were set were to share information."),
        say("The panel looked at thirty-one actions in all of these meetings.", "4.2.1"),
    )
    assert [(s.kind, s.text[:24]) for s in report.statements] == [
        ("key_issue", "Her brain injury was rec"),
        ("key_issue", "Most of the actions that"),
    ]


def test_titles_of_lessons_where_each_has_one() -> None:
    titled = [say("Learning 1: Carers. Ask each carer how they are."), say("Learning 2: Bruising. Always consider abuse.")]
    mixed = [say("Learning 1: Carers. Ask each carer how they are."), say("Learning 2: Abuse is never explained by strain.")]
    texts = [[s.text for s in read(heading("What we learned"), *lessons).statements] for lessons in (titled, mixed)]
    assert texts == [
        ["Ask each carer how they are.", "Always consider abuse."],
        ["Carers. Ask each carer how they are.", "Abuse is never explained by strain."],
    ]


def test_terms_with_labels_and_below_their_introduction() -> None:
    labelled = [
        say("The key lines of enquiry are:", "7"),
        say("KLE 1: Did agencies see abuse of a parent?"),
        say("KLE 2: How were needs assessed?"),
    ]
    numbered = [
        say("In addition the following areas will be addressed:", "2.3"),
        say("Whether risk of suicide was recognised.", "2.3.1"),
    ]
    questions = [heading("Questions for the review"), say("Q1 How did the injury affect the way she was assessed?")]
    whole = [read(heading("Terms of reference"), *found).terms_of_reference for found in (labelled, numbered, questions)]
    assert [[(t.ref, t.text) for t in terms] for terms in whole] == [
        [("1", "Did agencies see abuse of a parent?"), ("2", "How were needs assessed?")],
        [("2.3.1", "Whether risk of suicide was recognised.")],
        [("1", "How did the injury affect the way she was assessed?")],
    ]


def test_years_as_headings_of_a_chronology() -> None:
    report = read(
        heading("Summary chronology", 3),
        Block("heading", "2019"),
        say("In May a GP recorded that she was anxious and had a new partner."),
        Block("heading", "2020"),
        say("On 3rd February she attended hospital with a scald to her arm."),
    )
    assert [(e.date, e.date_inferred) for e in report.events] == [("2019-05", True), ("2020-02-03", True)]


def test_a_briefing_set_as_one_table() -> None:
    report = read(
        heading("Learning note: Callum"),
        table(
            ("What happened?", "In August 2020 he went to hospital with a bite.\nIn March 2021 he was arrested after a fight."),
            (
                "What worked well?",
                "The nurse asked him whether he felt safe at home.\nThe health visitor spoke to him on his own.",
            ),
            (
                "What did we learn?",
                "1. Men can be victims of domestic abuse.\n2. A first answer should not be the last question.",
            ),
            (
                "What did the review recommend?",
                "1. Exampleshire Police should train officers.\n2. The helpline should change its script.",
            ),
        ),
    )
    assert [e.date for e in report.events] == ["2020-08", "2021-03"]
    assert [s.kind for s in report.statements] == ["good_practice"] * 2 + ["lesson"] * 2 + ["recommendation"] * 2
    assert [s.text for s in report.statements][-2:] == [
        "Exampleshire Police should train officers.",
        "The helpline should change its script.",
    ]


def test_bodies_named_between_lists_of_plain_text() -> None:
    report = of_text(
        "Recommendations\n"
        "Exampleshire Police\n"
        "1. Review how evidence-led prosecution is considered by all of the first response officers.\n"
        "2. Ensure that standard risk cases involving children are reviewed by a supervisor in time.\n"
        "Northvale Hospitals NHS Trust\n"
        "1. Repeat routine enquiry about domestic abuse at every visit that follows a loss and record\n"
        "what was said in the notes so that\nthe next midwife can read\nit before she asks\nagain and\nso on\nuntil\nthe\nend.\n"
    )
    assert [(s.agency, s.text.split()[0]) for s in report.statements] == [
        ("Exampleshire Police", "Review"),
        ("Exampleshire Police", "Ensure"),
        ("Northvale Hospitals NHS Trust", "Repeat"),
    ]


def test_rows_of_a_table_with_a_blank_line_after_each() -> None:
    said = "CONTRIBUTORS TO THE REVIEW\n\nAgency\tIMR\tReport\n\nNorthvale Police\tYes\tNo\n\nThe Corner Surgery\tNo\tYes\n\nNames\tare\n\nTERMS\n"
    found = blocks(said.encode())
    assert [block.rows for block in found if block.rows] == [
        (("Agency", "IMR", "Report"), ("Northvale Police", "Yes", "No"), ("The Corner Surgery", "No", "Yes")),
        (("Names", "are"),),
    ]
    assert [(c.name, c.imr, c.report) for c in of_text(said).agencies] == [
        ("Northvale Police", True, False),
        ("The Corner Surgery", False, True),
    ]


def test_two_tables_with_a_blank_line_between_stay_two() -> None:
    found = blocks(b"Agency\tIMR\tReport\nPolice\tYes\tNo\nHousing\tYes\tNo\n\nName\tRole\tBody\nA\tB\tC\n")
    assert [len(block.rows) for block in found] == [3, 2]


def test_month_of_the_title_page_and_day_of_the_events() -> None:
    report = read(
        heading("Domestic Homicide Review"),
        say("‘Zora’"),
        say("Died January 2021"),
        heading("What agencies knew"),
        say("On 3 June 2020 a neighbour called the police, who left without speaking to her."),
        say("On 30 January 2021 Zora was found dead at home by her sister."),
    )
    assert report.review.death == "2021-01-30"
    assert [event.date for event in report.events] == ["2020-06-03", "2021-01-30"]


@pytest.mark.parametrize(("title", "said"), [
    ("Joint Safeguarding Adults Review and Domestic Homicide Review: Irma and Colin", "Irma and Colin"),
    ("Domestic Homicide Review – Irma", "Irma"),
    ("Domestic Homicide Review: Summary and Recommendations", None),
])  # fmt: skip
def test_names_behind_the_kind_of_review(title: str, said: str | None) -> None:
    assert read(heading(title), say("June 2023"), say("There was a review.")).review.victim_pseudonym == said
