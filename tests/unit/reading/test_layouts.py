"""Other authors' layouts, fictional throughout: what the reader makes of blocks that any format may deliver."""

from __future__ import annotations

import pytest

from analytics.model import Block, Document, Report
from analytics.reading.formats.text import blocks
from analytics.reading.report import report_from_blocks

DOCUMENT = Document("fictional.txt", "0" * 64, "text/plain", None, 0)


def read(text: str) -> Report:
    return report_from_blocks(DOCUMENT, blocks(text.encode()))


def plan(*found: Block) -> Report:
    return report_from_blocks(DOCUMENT, [Block("heading", "Action plan", level=1), *found])


def table(*rows: tuple[str, ...], page: int | None = None) -> Block:
    return Block("table", page=page, rows=rows)


def heading(text: str) -> Block:
    return Block("heading", text, level=2)


def paragraph(text: str) -> Block:
    return Block("paragraph", text)


OVERVIEW = """SAFER EXAMPLETON PARTNERSHIP

Domestic Homicide Review

Overview Report

Into the death of Adult A in May 2019

Independent Chair: Fictional Person
Report Author: Jane Madeup-Name, MA

Completed: 12th March 2021

Contents
Preface ........ 2
Introduction ........ 3
Recommendations ........ 44

Preface
The panel offers its sincere condolences to the family of Adult A.

Introduction
This report examines agency responses to Adult A, a resident of Exampleton, prior to her death on 4th May 2019.
The review considers the period from January 2016 to 4th May 2019.

Review Panel
The panel comprised:
• Jane Madeup-Name – Independent Chair
• Det. Supt. Alan Fictional – Exampleshire Police

Contributors to the review
The following agencies submitted Individual Management Reviews:
• Exampleshire Police
• Exampleton Borough Council – Housing

Chronology
2016
In March Adult A registered with a new GP.
On 5 June she reported an assault to Exampleshire Police.
2018
On 2 February Adult B was arrested.
A week later he was released.

Analysis
Exampleshire Police
Officers attended on four occasions. They did not complete a risk assessment.
Learning point 1: Officers should complete a risk assessment at every incident.
PC Fictional attended once. Recommendation 3 addresses this.
Good practice: The housing officer visited Adult A at home and listened to her.

Conclusions
Adult A did not receive a coordinated response.
There were missed opportunities.

Lessons to be Learnt
Lesson 1: Professional curiosity
Professionals did not ask Adult A about her relationship when she was alone.
Lesson 2: Risk
Risk is dynamic and assessments must be repeated.

Recommendations
The review makes the following recommendations.
National
Recommendation 1: The Home Office should review guidance on strangulation.
Local
Recommendation 2: Safer Exampleton Partnership should ensure that:
• all agencies train staff in coercive control;
• the training is evaluated.
Exampleshire Police
Recommendation 3: Exampleshire Police should audit risk assessments every quarter.

Bibliography
Home Office (2016) Multi-agency statutory guidance.
"""


def test_an_overview_report_without_numbers() -> None:
    report = read(OVERVIEW)
    review = report.review
    assert (review.csp, review.victim_pseudonym, review.report_type) == (
        "Safer Exampleton Partnership",
        "Adult A",
        "DHR overview report",
    )
    assert (review.death, review.report_date) == ("2019-05-04", "2021-03-12")
    assert (review.period_start, review.period_end) == ("2016-01", "2019-05-04")
    assert [(a.name, a.imr) for a in report.agencies] == [
        ("Exampleshire Police", True),
        ("Exampleton Borough Council – Housing", True),
    ]
    assert [e.date for e in report.events] == ["2016-03", "2016-06-05", "2018-02-02", "2018-02-09"]
    assert all(e.date_inferred for e in report.events)


def test_statements_of_an_overview_report_without_numbers() -> None:
    found = [(s.ref, s.kind, s.agency, s.text) for s in read(OVERVIEW).statements]
    assert found == [
        ("Learning point 1", "lesson", "Exampleshire Police", "Officers should complete a risk assessment at every incident."),
        (
            "Good practice",
            "good_practice",
            "Exampleshire Police",
            "The housing officer visited Adult A at home and listened to her.",
        ),
        ("Conclusions (1)", "conclusion", None, "Adult A did not receive a coordinated response."),
        ("Conclusions (2)", "conclusion", None, "There were missed opportunities."),
        ("Lesson 1 (lesson)", "lesson", None, "Professionals did not ask Adult A about her relationship when she was alone."),
        ("Lesson 2 (lesson)", "lesson", None, "Risk is dynamic and assessments must be repeated."),
        ("Recommendation 1", "recommendation", None, "The Home Office should review guidance on strangulation."),
        (
            "Recommendation 2",
            "recommendation",
            None,
            "Safer Exampleton Partnership should ensure that: all agencies train staff in coercive control; the training is evaluated.",
        ),
        (
            "Recommendation 3",
            "recommendation",
            "Exampleshire Police",
            "Exampleshire Police should audit risk assessments every quarter.",
        ),
    ]


def test_names_of_an_overview_report_are_masked_and_ranks_stay() -> None:
    texts = " | ".join(p.text for p in read(OVERVIEW).paragraphs)
    assert "Madeup" not in texts
    assert "Alan" not in texts
    assert "Independent Chair: [name] | Report Author: [name], MA" in texts
    assert "PC [name] attended once." in texts


SUMMARY = """Exampleton CSP
Domestic Abuse Related Death Review
‘Sasha’
Executive Summary

1. Introduction
1.1. Sasha died by suicide in November 2022.

10. Lessons to be learned
10.1. Professionals should recognise economic abuse.
10.2. Multi-agency learning
10.2.1. MARAC minutes were not circulated.
10.3. Single agency learning
10.3.1. Exampleshire Police
• Body worn video was not used.
• Officers did not take a statement.
10.3.2. Exampleton NHS Foundation Trust
(a) Routine enquiry was not carried out.

11. Recommendations
11.1. Multi-agency recommendations
1) Exampleton CSP to launch a campaign on economic abuse.
2) MARAC chair to circulate minutes within five days.
11.2. Single agency recommendations
Exampleshire Police
1) Use body worn video in all domestic incidents.
2) Take statements at the scene.
Exampleton NHS Foundation Trust
1) Carry out routine enquiry in all wards.

11.3. Progress
The CSP will monitor the action plan.
"""


def test_learning_and_recommendations_under_agencies_whose_numbers_restart() -> None:
    report = read(SUMMARY)
    assert (report.review.victim_pseudonym, report.review.report_type) == ("Sasha", "DARDR executive summary")
    assert report.review.death == "2022-11"
    learning = [(s.ref, s.kind, s.agency) for s in report.statements if s.kind != "recommendation"]
    assert learning == [
        ("10.1", "lesson", None),
        ("10.2.1", "agency_learning", None),
        ("10.3.1 (1)", "agency_learning", "Exampleshire Police"),
        ("10.3.1 (2)", "agency_learning", "Exampleshire Police"),
        ("10.3.2(a)", "agency_learning", "Exampleton NHS Foundation Trust"),
    ]
    recommendations = [(s.ref, s.agency) for s in report.statements if s.kind == "recommendation"]
    assert recommendations == [
        ("Recommendation 1", None),
        ("Recommendation 2", None),
        ("Recommendation 1 (Exampleshire Police)", "Exampleshire Police"),
        ("Recommendation 2 (Exampleshire Police)", "Exampleshire Police"),
        ("Recommendation 1 (Exampleton NHS Foundation Trust)", "Exampleton NHS Foundation Trust"),
    ]


SAR = """FICTIONSHIRE SAFEGUARDING ADULTS BOARD

SAFEGUARDING ADULT REVIEW – MR X

EXECUTIVE SUMMARY

Author: Dr. Penelope Q. Fictional

Published: June 2023

1\tIntroduction

1.1\tMr X was 67 when he died on 1 February 2022. The Board agreed to a review on 3 March 2022.

2\tKey Findings

2.1\tFinding 1 – Self-neglect was seen as a choice

2.2\tAgencies accepted Mr X's refusals without testing his mental capacity.

3\tGood Practice

3.1\tThe district nurse persisted in visiting.

5\tRecommendations

5.1\tThe following recommendations are made to the Board:

5.2\tRecommendation One: The Board should seek assurance that capacity assessments are recorded.

5.3\tRecommendation Two: Fictionshire Council Adult Social Care must review its threshold for enquiries.

\tRationale: concerns were closed too early.
"""


def test_a_safeguarding_adult_review_with_numbers_as_words() -> None:
    report = read(SAR)
    assert (report.review.csp, report.review.victim_pseudonym) == ("Fictionshire Safeguarding Adults Board", "Mr X")
    assert (report.review.report_type, report.review.report_date) == ("SAR executive summary", "2023-06")
    assert [(s.ref, s.kind, s.agency) for s in report.statements] == [
        ("2.2", "key_issue", None),
        ("3.1", "good_practice", None),
        ("Recommendation 1", "recommendation", None),
        ("Recommendation 2", "recommendation", "Fictionshire Council Adult Social Care"),
    ]
    assert not any("Penelope" in p.text for p in report.paragraphs)


def test_a_plan_of_cards() -> None:
    report = plan(
        heading("Recommendation 1"),
        table(("Recommendation", "The partnership should publish a pathway."), ("Lead agency", "Exampleton Council"), ("Action", "Write it"),
              ("Target date", "31/03/2023"), ("Status", "Amber")),
        heading("Recommendation 2"),
        table(("Recommendation 2", "The trust should train staff."), ("Lead agency", "Exampleton Trust"), ("Action", "Train"),
              ("Timescale", "Ongoing"), ("Progress", "In progress")),
    )  # fmt: skip
    assert [(a.number, a.recommendation, a.action, a.lead, a.target, a.status) for a in report.actions] == [
        ("1", "The partnership should publish a pathway.", "Write it", "Exampleton Council", "2023-03-31", "ongoing"),
        ("2", "The trust should train staff.", "Train", "Exampleton Trust", None, "ongoing"),
    ]


def test_lines_below_a_recommendation_that_is_headed_by_whom_it_is_for() -> None:
    report = plan(
        heading("Recommendation 1 (Exampleshire Police)"),
        paragraph("The force should brief every officer on coercion."),
        paragraph("Action: Briefing"),
        paragraph("Lead: Inspector"),
        paragraph("By: March 2024"),
        paragraph("Status: Overdue"),
        heading("Questions for your team"),
        paragraph("Would you know what to ask?"),
    )
    assert [(a.number, a.recommendation, a.action, a.lead, a.target, a.status) for a in report.actions] == [
        ("1", "The force should brief every officer on coercion.", "Briefing", "Inspector", "2024-03", "overdue"),
    ]
    assert [(s.text, s.agency) for s in report.statements] == [
        ("The force should brief every officer on coercion.", "Exampleshire Police")
    ]


def test_recommendations_over_the_width_of_the_table() -> None:
    report = plan(
        table(
            ("Recommendation 1: The CSP should commission a review of MARAC attendance by all agencies.", "", "", "", ""),
            ("Action", "Lead Officer", "Target Date", "Update", "RAG"),
            ("1.1 Survey of agencies", "Ann Other, CSP Manager", "June 2022", "Survey done and reported", "Green"),
            ("1.2 Report to board", "Board chair", "Sept 22", "Not yet started", "Red"),
            ("Recommendation 2: Police to share data.", "", "", "", ""),
            ("Action", "Lead Officer", "Target Date", "Update", "RAG"),
            ("Data agreement", "DCI Imaginary", "March 2023", "Completed on 3/4/23", "Blue"),
        )
    )
    assert [(a.number, a.action, a.lead, a.target, a.status, a.completed) for a in report.actions] == [
        ("1", "1.1 Survey of agencies", "CSP Manager", "2022-06", "complete", None),
        ("1", "1.2 Report to board", "Board chair", "2022-09", "not_started", None),
        ("2", "Data agreement", "DCI", "2023-03", "complete", "2023-04-03"),
    ]
    assert report.actions[2].recommendation == "Police to share data."


def test_bands_that_name_an_agency_open_its_plan() -> None:
    report = plan(
        table(
            ("No", "Recommendation", "Action", "Lead", "Timescale", "Progress"),
            ("Adult Social Care", "", "", "", "", ""),
            ("1", "Train staff.", "Training", "Principal Social Worker", "May 2022", "Complete"),
            ("Exampleshire Police", "", "", "", "", ""),
            ("1", "Brief officers.", "Briefing", "Inspector", "June 2022", "Ongoing"),
        )
    )
    assert [(a.plan, a.number, a.status) for a in report.actions] == [
        ("Adult Social Care", "1", "complete"),
        ("Exampleshire Police", "1", "ongoing"),
    ]
    assert {s.agency for s in report.statements} == {"Adult Social Care", "Exampleshire Police"}


HEAD = ("No.", "Recommendation", "Action", "Lead Agency", "Target", "Status", "Outcome")


def test_a_row_cut_by_the_page_and_a_table_without_headings_on_the_next() -> None:
    report = plan(
        table(
            HEAD,
            (
                "1",
                "That the council reviews housing policy",
                "Policy review to be under",
                "Housing",
                "01/02/2022",
                "Complete",
                "Policy",
            ),
            page=1,
        ),
        table(
            ("", "and reports to the board.", "taken by the team.", "", "", "", "approved in March 2022."),
            (
                "2",
                "That the police brief officers.",
                "Briefing",
                "Police",
                "Immediately",
                "Complete",
                "Briefing issued 3 May 2022",
            ),
            page=2,
        ),
    )
    first, second = report.actions
    assert first.recommendation == "That the council reviews housing policy and reports to the board."
    assert first.action == "Policy review to be under taken by the team."
    assert (first.outcome, first.completed) == ("Policy approved in March 2022.", "2022-03")
    assert (second.target, second.target_text, second.completed) == (None, "Immediately", "2022-05-03")


def test_actions_with_rows_of_their_own_where_cells_are_merged() -> None:
    report = plan(
        table(
            ("Ref", "Recommendation", "Action", "Lead", "Target Date", "Date of Completion and Outcome"),
            (
                "1",
                "The CSP should review its strategy.",
                "Review strategy",
                "CSP Manager",
                "30th June 2021",
                "Completed 28th June 2021.",
            ),
            ("1", "The CSP should review its strategy.", "Launch strategy", "Comms Lead", "Sept 2021", "Ongoing"),
            ("", "", "Evaluate it", "Analyst", "Sept 2022", ""),
        )
    )
    assert [(a.number, a.action, a.lead, a.target, a.status) for a in report.actions] == [
        ("1", "Review strategy", "CSP Manager", "2021-06-30", "complete"),
        ("1", "Launch strategy", "Comms Lead", "2021-09", "ongoing"),
        ("1", "Evaluate it", "Analyst", "2022-09", "unknown"),
    ]
    assert len(report.statements) == 1


def test_a_table_of_recommendations_is_no_plan() -> None:
    report = report_from_blocks(
        DOCUMENT,
        [
            Block("heading", "Recommendations", level=1),
            table(("No", "Recommendation", "Agency"), ("1", "Train advisers to recognise economic abuse.", "Exampleton Council")),
        ],
    )
    assert report.actions == ()
    assert [(s.ref, s.agency) for s in report.statements] == [("Recommendation 1", "Exampleton Council")]


def test_nothing_readable_is_no_failure_but_a_warning() -> None:
    report = report_from_blocks(DOCUMENT, [Block("paragraph", "A letter.")])
    assert report.statements == ()
    assert "Not found in this document: recommendations." in report.warnings


def test_an_empty_document() -> None:
    assert report_from_blocks(DOCUMENT, []).paragraphs == ()


LISTS = """Recommendations

Exampleton Community Safety Partnership

1. To write a protocol on information sharing.

2. To seek assurance from its partners that:

a) staff are trained;

b) supervision is in place.

Exampleshire Police

3. To review the risk assessment.
"""


def test_a_recommendation_that_leads_a_list_is_one() -> None:
    assert [(s.ref, s.agency, s.text) for s in read(LISTS).statements] == [
        ("Recommendation 1", "Exampleton Community Safety Partnership", "To write a protocol on information sharing."),
        (
            "Recommendation 2",
            "Exampleton Community Safety Partnership",
            "To seek assurance from its partners that: staff are trained; supervision is in place.",
        ),
        ("Recommendation 3", "Exampleshire Police", "To review the risk assessment."),
    ]


LEARNING = """7.0 Learning Identified

7.1 Learning 1 – Stalking

7.1.1 Stalking was not recognised by the police.

7.1.2 This links to Recommendation 2.

8.0 Recommendations

8.1 Recommendation 2

It is recommended that Exampleshire Police review their stalking policy.
"""


def test_a_lesson_leads_to_the_recommendation_that_the_next_sentence_names() -> None:
    lesson, recommendation = read(LEARNING).statements
    assert (lesson.ref, lesson.text, lesson.leads_to) == (
        "Learning 1 (lesson)",
        "Stalking was not recognised by the police.",
        ("Recommendation 2",),
    )
    assert recommendation.ref == "Recommendation 2"


def test_a_body_that_supported_a_person_is_not_taken_for_a_name() -> None:
    text = (
        "Analysis\n\nMartin was supported by Phoenix Futures. Mrs Oldacre told her sister. The report Author met Dr Silverbirch."
    )
    assert [p.text for p in read(text).paragraphs][-1] == (
        "Martin was supported by Phoenix Futures. Mrs Oldacre told her sister. The report Author met [name]."
    )


def test_a_plan_without_numbers() -> None:
    head = ("Recommendation", "Action", "Lead", "Timescale", "Outcome")
    report = plan(
        table(
            head,
            (
                "The CSP to refresh its strategy",
                "Refresh strategy",
                "CSP Manager",
                "Spring 2022",
                "Completed – strategy published",
            ),
            ("", "Consult survivors", "DA Lead", "May 2022", "Completed"),
            ("Health partners to roll out training", "Business case", "ICB", "March 23", "Business case rejected"),
            page=3,
        ),
        table(head, ("Housing to train staff", "Training", "Head of Housing", "June 2023", "Training underway"), page=4),
    )
    assert [(a.recommendation, a.action, a.target, a.status) for a in report.actions] == [
        ("The CSP to refresh its strategy", "Refresh strategy", "2022-05", "complete"),
        ("The CSP to refresh its strategy", "Consult survivors", "2022-05", "complete"),
        ("Health partners to roll out training", "Business case", "2023-03", "rejected"),
        ("Housing to train staff", "Training", "2023-06", "ongoing"),
    ]


def test_colours_mean_what_the_document_says() -> None:
    report = plan(
        table(
            ("No.", "Recommendation", "Action", "Deadline", "RAG"),
            ("1.", "Improve recording.", "Update template", "Sept 2023", "G"),
            ("2.", "Offer interpreters.", "Contract", "Dec 2023", "R"),
        ),
        Block("paragraph", "Key: G – complete; A – in progress; R – not started"),
    )
    assert [a.status for a in report.actions] == ["complete", "not_started"]
    assert not any("colour" in warning for warning in report.warnings)


def test_bullets_under_an_agency_count_beside_labelled_recommendations() -> None:
    report = read(
        "Recommendations\n\nMulti-agency recommendations\n\nRecommendation One: That the board reviews its pathway.\n\n"
        "Exampleshire Police\n\n• That officers complete a checklist at every incident.\n\n"
        "For Exampleton NHS Trust\n\n• Ask about harm at the first appointment.\n"
    )
    assert [(s.ref, s.agency, s.text) for s in report.statements] == [
        ("Recommendation 1", None, "That the board reviews its pathway."),
        (
            "Recommendation 1 (Exampleshire Police)",
            "Exampleshire Police",
            "That officers complete a checklist at every incident.",
        ),
        ("Recommendation 1 (Exampleton NHS Trust)", "Exampleton NHS Trust", "Ask about harm at the first appointment."),
    ]


def test_a_recommendation_that_prints_its_number_beside_that_of_the_action() -> None:
    report = plan(
        table(
            ("Ref", "Recommendation", "Agreed action", "Responsible officer", "Timescale", "RAG"),
            ("1.1", "1. The trust should train staff.", "Write course", "DI Ann Madeup, Exampleshire Police", "31.03.22", "Blue – in place"),
            ("1.2", "1. The trust should train staff.", "Run course", "Chief Nurse, Royal Vale Hospitals NHS Trust", "May 2022", "Closed – not accepted"),
            ("2.1", "2. The board should report.", "Report", "Safeguarding Lead, Vale Schools", "June 2022", "In place"),
        )
    )  # fmt: skip
    assert [(a.number, a.recommendation, a.lead, a.status) for a in report.actions] == [
        ("1.1", "The trust should train staff.", "DI, Exampleshire Police", "already_in_place"),
        ("1.2", "The trust should train staff.", "Chief Nurse, Royal Vale Hospitals NHS Trust", "rejected"),
        ("2.1", "The board should report.", "Safeguarding Lead, Vale Schools", "already_in_place"),
    ]
    assert [a.recommendation_number for a in report.actions] == ["1", "1", "2"]


def test_headings_in_plain_words() -> None:
    report = plan(
        table(
            ("Key actions", "Named officer", "By (date)", "How we will know", "Where are we now?"),
            ("Recommendation 1: The board should map its routes.", "", "", "", ""),
            ("Map routes", "Head of Safety", "June 2020", "Map published", "Complete 19/06/2020"),
        )
    )
    (row,) = report.actions
    assert (row.number, row.recommendation, row.lead, row.milestones) == (
        "1",
        "The board should map its routes.",
        "Head of Safety",
        "Map published",
    )
    assert (row.target, row.status, row.completed) == ("2020-06", "complete", "2020-06-19")


def test_what_was_recommended_is_the_recommendation() -> None:
    report = plan(
        table(
            ("No", "What was recommended?", "What will we do?", "Who is responsible?", "By when?", "What has changed?", "Status"),
            ("1", "Make a guide to economic abuse.", "Draft guide", "Coordinator", "30 Sep 2025", "Guide is used", "On track"),
        )
    )
    (row,) = report.actions
    assert (row.recommendation, row.action, row.lead) == ("Make a guide to economic abuse.", "Draft guide", "Coordinator")
    assert (row.target, row.outcome, row.status) == ("2025-09-30", "Guide is used", "ongoing")


def test_a_table_of_learning_and_the_recommendations_it_links_to() -> None:
    report = report_from_blocks(
        DOCUMENT,
        [
            heading("Learning"),
            table(
                ("No", "Learning", "Linked recommendation"),
                ("L1", "Contact was arranged by text with no one asking whether it was safe.", "1, 2"),
            ),
        ],
    )
    (lesson,) = report.statements
    assert (lesson.kind, lesson.leads_to) == ("lesson", ("Recommendation 1", "Recommendation 2"))
    assert lesson.text == "Contact was arranged by text with no one asking whether it was safe."


def test_contributors_in_sentences() -> None:
    report = read(
        "Process\n\nIMRs were provided by Exampleshire Police, Vale Mental Health NHS Trust and Exampleton Homes. "
        "Exampleton Women’s Aid gave a report.\n"
    )
    assert [(a.name, a.imr, a.report) for a in report.agencies] == [
        ("Exampleshire Police", True, None),
        ("Vale Mental Health NHS Trust", True, None),
        ("Exampleton Homes", True, None),
        ("Exampleton Women’s Aid", None, True),
    ]


def test_people_of_a_panel_in_a_sentence_and_a_list() -> None:
    report = read(
        "Introduction\n\nThe panel members were Det Insp Lorna Bogus (Vale Police), Neville Phoney (Vale Council) and Jo Madeup (Vale Aid).\n\n"
        "The Review Panel was made up of:\n\n• Gareth Inventedson – Vale Homes\n\n• Priya Imaginary – Manager, Vale Aid\n\n"
        "Neville Phoney lived in Vale Homes.\n"
    )
    texts = " ".join(p.text for p in report.paragraphs)
    assert not [name for name in ("Lorna", "Bogus", "Phoney", "Madeup", "Inventedson", "Priya") if name in texts]
    assert "Vale Homes – " not in texts
    assert texts.count("Vale Homes") == 2


def test_a_death_dated_before_its_word_and_a_couple() -> None:
    front = "Exampleton Safeguarding Adults Board\n\nSafeguarding Adults Review\n\nMr and Mrs K\n\n"
    review = read(front + "1. Introduction\n\n1.1 On 2nd August 2017 she was killed by her son.\n").review
    assert (review.victim_pseudonym, review.death) == ("Mr and Mrs K", "2017-08-02")


def test_a_recommendation_that_is_labelled_and_not_numbered() -> None:
    report = read(
        "2. Analysis\n\n2.1 Vale Hospitals NHS Foundation Trust\n\n2.1.1 Her partner visited daily.\n\n"
        "2.1.2 Recommendation: The Trust should make the visitor alert available to all wards.\n"
    )
    (found,) = report.statements
    assert (found.kind, found.agency) == ("recommendation", "Vale Hospitals NHS Foundation Trust")
    assert found.text == "The Trust should make the visitor alert available to all wards."


@pytest.mark.parametrize("parted", [True, False])
def test_a_heading_merged_over_number_and_text(parted: bool) -> None:
    head = ("Recommendation", "", "Action", "Lead", "Target", "Status")
    below = (("No.", "Text", "", "", "", ""),) if parted else ()
    report = plan(
        table(
            head,
            *below,
            ("1", "The council should rewrite its induction.", "Pack rewritten", "Housing Manager", "1/4/19", "COMPLETED"),
            ("1", "The council should rewrite its induction.", "Refresher", "Training Manager", "1/10/19", "COMPLETED 14/9/19"),
            ("2", "The force should change its procedure.", "New procedure", "Superintendent", "tbc", "Not accepted"),
        )
    )
    assert [(a.number, a.recommendation, a.action, a.target, a.status, a.completed) for a in report.actions] == [
        ("1", "The council should rewrite its induction.", "Pack rewritten", "2019-04-01", "complete", None),
        ("1", "The council should rewrite its induction.", "Refresher", "2019-10-01", "complete", "2019-09-14"),
        ("2", "The force should change its procedure.", "New procedure", None, "rejected", None),
    ]


def test_recommendations_numbered_below_a_labelled_heading() -> None:
    report = read(
        "3 RECOMMENDATIONS\n\nRecommendation 1: Families\n\n1.1 The board should hold an event.\n\n1.2 The board should publish what was said.\n\n"
        "Recommendation 2: Calls\n\n2.1 The police should link calls from one number.\n"
    )
    assert [(s.ref, s.text) for s in report.statements] == [
        ("Recommendation 1.1", "The board should hold an event."),
        ("Recommendation 1.2", "The board should publish what was said."),
        ("Recommendation 2.1", "The police should link calls from one number."),
    ]


def test_bodies_in_the_same_type_as_the_section_part_its_recommendations() -> None:
    item = Block("list_item", "The trust should agree how visitors are told of calls.", number="1")
    found = report_from_blocks(
        DOCUMENT, [heading("Introduction"), heading("SECTION 3 – RECOMMENDATIONS"), heading("For Vale Hospitals NHS Trust"), item]
    )
    assert [(s.ref, s.agency) for s in found.statements] == [("Recommendation 1", "Vale Hospitals NHS Trust")]


def test_a_row_of_a_list_of_recommendations_that_a_page_cut() -> None:
    head = ("No.", "Agency", "Recommendation")
    first = table(head, ("1", "All", "Every agency to adopt the standard."), ("2", "All", "The partnership to run a"), page=1)
    second = table(
        head, ("", "", "campaign on the scheme."), ("3", "Police", "Officers to use professional interpreters."), page=2
    )
    found = report_from_blocks(DOCUMENT, [heading("Recommendations"), first, second])
    assert [(s.ref, s.text) for s in found.statements] == [
        ("Recommendation 1", "Every agency to adopt the standard."),
        ("Recommendation 2", "The partnership to run a campaign on the scheme."),
        ("Recommendation 3", "Officers to use professional interpreters."),
    ]


def test_words_that_a_narrow_column_broke() -> None:
    report = plan(
        table(
            ("No.", "Recommendation", "Action", "Lead", "Target", "Status"),
            ("1", "Add a question to the dementi a pathway.", "Dementia pathway", "Nurse , Dementi a Team", "May 2022", "COMPLET ED 14/9/19"),
        )
    )  # fmt: skip
    (row,) = report.actions
    assert (row.recommendation, row.lead) == ("Add a question to the dementia pathway.", "Nurse, Dementia Team")
    assert (row.status, row.completed) == ("complete", "2019-09-14")
