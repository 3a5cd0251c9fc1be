"""Rules learnt from layouts by people who had not seen the reader; all names and bodies here are fictional."""

from __future__ import annotations

import time

import pytest

from analytics.model import Block, Document, Report
from analytics.reading.cells import Lexicon
from analytics.reading.colour_keys import key_of_colours
from analytics.reading.columns import role_of
from analytics.reading.contributors import contributors
from analytics.reading.dates import first_date
from analytics.reading.formats.content import IN_BOX
from analytics.reading.formats.text import blocks as text_blocks
from analytics.reading.name_finding import find_names
from analytics.reading.outline import outline
from analytics.reading.particulars import particulars
from analytics.reading.report import report_from_blocks
from analytics.reading.spread import with_rows
from analytics.reading.status import read_status
from analytics.reading.topics import agency_in, topic_of


def head(text: str, level: int = 1) -> Block:
    return Block("heading", text, level=level)


def say(text: str, level: int | None = None) -> Block:
    return Block("paragraph", text, level=level)


def item(text: str, number: str | None = None) -> Block:
    return Block("list_item", text, number=number, level=1)


def table(*rows: tuple[str, ...]) -> Block:
    return Block("table", rows=rows)


def read(*blocks: Block) -> Report:
    return report_from_blocks(Document("fictional.docx", "0" * 64, "text/plain", None, 0), list(blocks))


def kinds(report: Report) -> list[tuple[str, str | None, str]]:
    return [(s.kind, s.agency, s.text) for s in report.statements]


def test_learning_in_a_table_by_agency() -> None:
    rows = table(
        ("Agency", "Learning"), ("Hillside Police", "Officers should ask twice."), ("Hillside Police", "Ask alone each time.")
    )
    assert [(b.kind, b.text) for b in with_rows([rows])] == [
        ("heading", "Hillside Police"), ("list_item", "Officers should ask twice."), ("list_item", "Ask alone each time."),
    ]  # fmt: skip
    report = read(head("Learning identified by agencies"), rows)
    assert kinds(report)[0] == ("agency_learning", "Hillside Police", "Officers should ask twice.")


def test_boxes_of_what_was_found_and_learned() -> None:
    rows = table(
        ("Finding 1: Contact", ""),
        ("What we found", "Nobody rang back in May."),
        ("What we have learned", "Ring back on the day."),
    )
    assert kinds(read(head("Findings and learning"), rows)) == [
        ("lesson_narrative", None, "Nobody rang back in May."), ("lesson", None, "Ring back on the day."),
    ]  # fmt: skip


def test_other_tables_stay_tables() -> None:
    plan = table(("Agency", "Learning", "Recommendation"), ("Police", "Ask twice.", "Train officers."))
    assert with_rows([plan]) == [plan]


def test_narrative_before_a_labelled_lesson() -> None:
    report = read(
        head("Lessons to be learned"), head("Handover", 2), say("The letter went to the old surgery."),
        say("Learning point 1: Letters must follow the patient."),
    )  # fmt: skip
    assert kinds(report) == [
        ("lesson_narrative", None, "The letter went to the old surgery."), ("lesson", None, "Letters must follow the patient."),
    ]  # fmt: skip


def test_what_stands_below_a_box_is_no_lesson_of_it() -> None:
    report = read(
        head("What we learned"), head("Lockdown", 2), head("Key learning 1", 3), say("A telephone call is not a safe contact.", IN_BOX),
        say("Her mother was told that she was asleep."),
    )  # fmt: skip
    assert kinds(report) == [
        ("lesson", None, "A telephone call is not a safe contact."), ("lesson_narrative", None, "Her mother was told that she was asleep."),
    ]  # fmt: skip


def test_a_lesson_that_names_its_agency_first() -> None:
    report = read(head("Lessons"), item("Hillside Police: Officers should ask who is afraid of whom."))
    assert kinds(report) == [("agency_learning", "Hillside Police", "Officers should ask who is afraid of whom.")]


def test_terms_of_reference_in_a_table_and_after_a_question() -> None:
    listed = read(
        head("Terms of reference"),
        table(("Heading", "No.", "Text"), ("Purpose", "1", "To establish what lessons are to be learned."),
              ("Specific questions", "1", "Was the risk to others considered at each contact?")),
    )  # fmt: skip
    assert [(t.kind, t.ref) for t in listed.terms_of_reference] == [("purpose", "1"), ("specific", "1")]
    asked = read(
        head("Why we did this review"), say("We asked two questions:"), item("What was life like for her?"), item("Who knew?")
    )
    assert [(t.kind, t.text) for t in asked.terms_of_reference] == [
        ("specific", "What was life like for her?"),
        ("specific", "Who knew?"),
    ]


def test_events_of_a_table_leave_out_who_recorded_them() -> None:
    report = read(
        head("Combined chronology"),
        table(("Date", "Source", "Event"), ("2021", "", ""), ("11 January", "GP", "She moved to the hostel."),
              ("2–3 April", "Police", "He came to the hostel twice.")),
    )  # fmt: skip
    assert [(e.date, e.text) for e in report.events] == [
        ("2021-01-11", "She moved to the hostel."), ("2021-04-02", "He came to the hostel twice."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("The Partnership should review the protocol each year.", None), ("The Home Office should amend the guidance.", None),
        ("Adult Social Care should audit a sample of closed concerns.", "Hillside City Council Adult Social Care"),
        ("The Trust should change its template.", None), ("Hillside Police should audit its logs.", "Hillside Police"),
        ("Hillside Police and the Carers’ Network should agree a form.", None),
    ],
)  # fmt: skip
def test_whom_a_recommendation_addresses(text: str, agency: str | None) -> None:
    report = read(
        say("Hillside Community Safety Partnership"), head("Contributors"), table(("Agency", "IMR"), ("Hillside Police", "Yes"),
        ("Hillside City Council Adult Social Care", "Yes")), head("Recommendations"), say(f"Recommendation 1: {text}"),
    )  # fmt: skip
    assert [s.agency for s in report.statements] == [agency]


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("PART A: RECOMMENDATIONS FOR THE PARTNERSHIP", None), ("Learning identified by individual agencies", None),
        ("Capacity and the Care Act", None), ("Housing as a source of help", None), ("APPENDIX B – LETTER FROM THE HOME OFFICE", None),
        ("Transfer of information between hospital and surgery", None), ("Learning from SB", None),
        ("Part 2c: Northgate Surgery (report provided by NHS Hillside ICB)", "Northgate Surgery"),
        ("Hillside Council children’s services", "Hillside Council children’s services"),
    ],
)  # fmt: skip
def test_headings_that_name_a_body(title: str, agency: str | None) -> None:
    assert agency_in(title) == agency


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("What we said we would do", "recommendation"),
        ("The review recommended that…", "recommendation"),
        ("How", "action"),
        ("What we will do", "action"),
        ("For", "lead"),
        ("What has changed so far", "outcome"),
        ("Dates Completed", "completion"),
    ],
)
def test_columns_in_plain_words(heading: str, role: str) -> None:
    assert role_of(heading) == role


@pytest.mark.parametrize(
    ("text", "status", "completed"),
    [
        ("Not yet due", "not_started", None), ("No longer being pursued: flags go through the shared record.", "superseded", None),
        ("Late. Supplier has missed two dates.", "overdue", None), ("Letter sent. No reply has been received.", "ongoing", None),
        ("12 of 19 practices have signed up so far.", "ongoing", None), ("In place since 2023. Work continues.", "ongoing", None),
        ("Awaiting update from practice", "unknown", None), ("TBC", "unknown", None), ("A – Delayed. Audit in June.", "ongoing", None),
        ("03/10/2016. Complete. Tool in use.", "complete", "2016-10-03"), ("B Completed 30/09/2022. 17 leads named.", "complete", "2022-09-30"),
        ("Ongoing. Visit put back to May 2022.", "ongoing", None), ("Body maps were already part of the record.", "already_in_place", None),
        ("We have not been able to start this.", "not_started", None), ("Self-assessment begun. Date missed.", "overdue", None),
    ],
)  # fmt: skip
def test_words_for_a_status(text: str, status: str, completed: str | None) -> None:
    reading = read_status(text)
    assert (reading.status, reading.completed) == (status, completed)


@pytest.mark.parametrize(
    ("rating", "text", "status"),
    [
        ("Amber", "Supplier delayed. Pilot to start in October.", "ongoing"), ("Red", "Not yet started", "not_started"),
        ("not started", "Self-assessment started. Date missed.", "overdue"), ("Complete", "Already in place before the review.", "already_in_place"),
    ],
)  # fmt: skip
def test_colour_and_words(rating: str, text: str, status: str) -> None:
    assert read_status(text, rating).status == status


def test_a_key_of_colours_in_a_table() -> None:
    key = key_of_colours(["BLUE – Complete and evidenced; GREEN – On track; AMBER – Some slippage; GREY – Not started"])
    assert (key["b"], key["green"], key["amber"], key["grey"]) == (
        "Complete and evidenced",
        "On track",
        "in progress",
        "Not started",
    )


def test_blue_means_that_green_is_on_track() -> None:
    plan = table(
        ("No", "Recommendation", "Lead", "Target date", "RAG", "Progress"),
        ("1", "The board should publish a guide.", "Manager", "May 2022", "Green", "Draft with the printer"),
        ("2", "The board should hold an event.", "Manager", "May 2022", "Green", "Event held and report published"),
        ("3", "The board should fund a post.", "Manager", "May 2022", "Blue", "In post"),
    )
    assert [a.status for a in read(head("Action plan"), plan).actions] == ["ongoing", "complete", "complete"]


def test_outcome_is_not_the_status_once_more() -> None:
    plan = table(
        ("No", "Recommendation", "Action", "Lead", "Target date", "Status"), ("1", "Publish the guide.", "–", "Manager", "May 2022", "In progress"),
    )  # fmt: skip
    (action,) = read(head("Action plan"), plan).actions
    assert (action.status, action.outcome, action.action) == ("ongoing", None, None)


def _contributors(text: str) -> list[tuple[str, bool | None, bool | None, bool | None]]:
    parts = outline([head("Contributors"), say(text)])
    return [(c.name, c.imr, c.chronology, c.report) for c in contributors(parts, Lexicon.of([]))]


def test_contributors_named_over_several_sentences() -> None:
    said = (
        "IMRs were provided by Hillside Police, Hillside University Health Board and Hillside Council Adult Services. Chronologies were also "
        "provided by the Police and the Health Board. Valley Fire and Rescue Service and Carers’ Voice Hillside each submitted a short report."
    )
    assert _contributors(said) == [
        ("Hillside Police", True, True, None), ("Hillside University Health Board", True, True, None),
        ("Hillside Council Adult Services", True, None, None), ("Valley Fire and Rescue Service", None, None, True),
        ("Carers’ Voice Hillside", None, None, True),
    ]  # fmt: skip
    everybody = "IMRs were received from Hillside Police and Hillside NHS Trust. All of them completed a chronology."
    assert [c[2] for c in _contributors(everybody)] == [True, True]


def test_names_beside_a_post_and_below_a_letter() -> None:
    found = find_names(
        [say("Questions go to Christabel Madeup, Community Safety Officer."), say("Yours sincerely,"), say("Winifred Pretend"),
         say("Stepping Stones, Service Manager")],
        [], ["Det Ch Insp Thornlike", "Safety Board – Tamsin Invented, Commissioning Manager"], [], ["Stepping Stones (advocacy)"],
    )  # fmt: skip
    assert set(found.people) == {("Christabel", "Madeup"), ("Winifred", "Pretend"), ("Thornlike",), ("Tamsin", "Invented")}
    assert found.lead("Det Ch Insp Thornlike") == "Det Ch Insp"
    assert found.lead("Tamsin Invented") is None


@pytest.mark.parametrize(
    "text",
    [
        "Agencies were asked to review their involvement between 1 January 2018, when they met, and 9 March 2021.",
        "The timeframe is 1 January 2018, when she moved, to 9 March 2021.",
        "The period under review is 1st January 2018 (the month of the move) to 9th March 2021.",
        "The circumstances met the criteria. Agencies were asked to consider the period from 1 January 2018 to 9 March 2021.",
    ],
)
def test_the_period_however_it_is_put(text: str) -> None:
    noise = say("The panel met on six occasions between January 2021 and April 2022 to review the reports.")
    found = particulars(outline([head("Introduction"), noise, say(text)]))
    assert (found.period_start, found.period_end) == ("2018-01-01", "2021-03-09")


def test_title_pages() -> None:
    found = particulars(
        outline([
            say("Joint Overview Report for Hillside Community Safety Partnership and Hillside Safeguarding Adults Board"),
            table(("Subjects", "‘Joan’ and ‘Derek’"), ("Version", "Final, September 2023")), head("1 Introduction"),
            say("Joan and Derek died between 3 and 5 May 2022."),
        ])
    )  # fmt: skip
    assert (found.csp, found.victim_pseudonym) == ("Hillside Community Safety Partnership", "Joan and Derek")
    assert (found.death, found.report_date) == ("2022-05", "2023-09")
    listed = particulars(outline([say("Dorothy / 2015"), say("Southmere, Thame and Rochside Community Safety Partnership")]))
    assert (listed.victim_pseudonym, listed.csp) == ("Dorothy", "Southmere, Thame and Rochside Community Safety Partnership")


def test_the_first_of_several_days() -> None:
    assert [first_date(text) for text in ("2–3 April 2021", "between 3 and 5 May 2022")] == ["2021-04-02", "2022-05-03"]


def test_headings_in_plain_words() -> None:
    titles = (
        "What happened",
        "Who contributed",
        "What the review concluded",
        "Improving Systems and Practice",
        "AGENCIES WHICH CONTRIBUTED",
    )
    assert [topic_of(title) for title in titles] == [
        "chronology",
        "contributors",
        "conclusions",
        "recommendations",
        "contributors",
    ]


def test_an_appendix_ends_the_section_before_it() -> None:
    parts = outline(
        [
            Block("heading", "Recommendations", number="17", level=1),
            say("That officers ask."),
            head("APPENDIX B – LETTER", 4),
            say("Dear Sir"),
        ]
    )
    assert parts[-1].topic == "other"


def test_a_plan_that_gives_numbers_alone() -> None:
    report = read(
        head("Recommendations"), head("Hillside Police", 2), Block("paragraph", "That officers ask about safety each time.", number="7.2"),
        head("Action plan"), table(("Ref", "Action", "Person responsible", "Timescale"), ("7.2", "Issue an order.", "Manager", "May 2014")),
    )  # fmt: skip
    assert [(a.number, a.recommendation) for a in report.actions] == [("7.2", "That officers ask about safety each time.")]


def test_a_plan_that_lists_what_is_asked_in_small_letters() -> None:
    plan = table(
        ("The review recommended that…", "What has changed so far", "By"),
        ("no concern is closed without a conversation;", "The script changed.", "May 2022"),
        ("each form asks about safety.", "A new form is being tested.", "June 2022"),
    )
    assert [a.recommendation for a in read(head("Action plan"), plan).actions] == [
        "no concern is closed without a conversation;", "each form asks about safety.",
    ]  # fmt: skip


def test_actions_below_a_recommendation_without_a_number() -> None:
    """The recommendation stands over the width of the plan, with its topic; only its actions are numbered."""
    heads = ("Ref", "Action", "Lead", "Timescale", "Update")
    first = "Hillside Police should screen every report of stalking within a day."
    second = "Fernbank Trust should record why a referral was declined."
    report = read(
        head("Action plan"),
        table(
            heads,
            (f"Recommendation: Stalking. {first}", "", "", "", ""),
            ("1.1", "Buy the tool", "Head of Crime", "May 2024", "Completed 3 May 2024"),
            ("1.2", "Train sergeants", "Head of Crime", "June 2024", "Not started"),
            (f"Recommendation: Referrals. {second}", "", "", "", ""),
            ("2.1", "Change the form", "Director of Nursing", "July 2024", "Ongoing"),
        ),
    )
    assert [(r.number, r.recommendation, r.action) for r in report.actions] == [
        ("1.1", first, "Buy the tool"), ("1.2", first, "Train sergeants"), ("2.1", second, "Change the form"),
    ]  # fmt: skip


def test_plan_that_only_gives_the_letter_of_a_recommendation() -> None:
    asked = "Hillside Police should see the licensing records.", "All agencies should ask about threats to others."
    report = read(
        head("Recommendations"),
        say(f"Recommendation A {asked[0]}"),
        say(f"Recommendation B {asked[1]}"),
        head("Action plan"),
        table(
            ("Rec", "Action", "Owner", "By when", "Progress"),
            ("A", "Give read access", "Superintendent", "30/06/2021", "Completed 11/05/2021"),
            ("B", "Revise the forms", "All agencies", "31/07/2021", "Not started"),
        ),
    )
    assert [(r.number, r.recommendation, r.action, r.status) for r in report.actions] == [
        ("A", asked[0], "Give read access", "complete"), ("B", asked[1], "Revise the forms", "not_started"),
    ]  # fmt: skip


def test_plan_of_a_page_turned_into_text() -> None:
    """Columns kept by spaces, a number opening each row, the page's foot and the headings again in the middle of a cell."""
    heads = "No.  Recommendation                     Action                   Lead              Target date   Outcome"
    lines = [
        "Appendix 1 – Action Plan",
        heads,
        "1    The board should agree a standard  Draft it and launch it   Board Manager     31/01/2021    Complete 29/01/2021.",
        "     for all agencies that visit.       at a conference                                          Reported in Covid-",
        "                                                                                                 19 update.",
        "2    Hillside Police should train all   Courses",
        "",
        heads,
        "     officers this year.                                         Head of Training  30/09/2020    Not started",
        "",
        "Appendix 2 – Glossary",
    ]
    found = [block for block in text_blocks("\n".join(lines).encode()) if block.kind == "table"]
    assert [block.rows[1:] for block in found] == [
        (
            (
                "1", "The board should agree a standard for all agencies that visit.", "Draft it and launch it at a conference",
                "Board Manager", "31/01/2021", "Complete 29/01/2021. Reported in Covid-19 update.",
            ),
            ("2", "Hillside Police should train all officers this year.", "Courses", "Head of Training", "30/09/2020", "Not started"),
        )
    ]  # fmt: skip


def test_ticks_below_headings_kept_by_spaces() -> None:
    lines = [
        "Agency                    IMR      Chronology",
        "Hillside Police           ✓        ✓",
        "Fernbank Housing Trust             ✓",
        "",
        "4. Panel members",
    ]
    found = list(text_blocks("\n".join(lines).encode()))
    assert found[0].rows == (
        ("Agency", "IMR", "Chronology"), ("Hillside Police", "✓", "✓"), ("Fernbank Housing Trust", "", "✓"),
    )  # fmt: skip
    assert "Panel members" in found[1].text


def test_columns_of_a_plan_that_is_specific_measurable_and_timely() -> None:
    heads = ["Specific (what will be done)", "Measurable", "Achievable (resources)", "Relevant (why)", "Timely (by when)"]
    assert [role_of(text) for text in heads] == ["action", "milestones", "other", "other", "target"]


def test_recommendations_counted_anew_for_each_agency_of_a_table() -> None:
    report = read(
        head("Recommendations"),
        table(
            ("Agency", "Recommendation"),
            ("Hillside Police", "1. Remind officers to ask alone. 2. Review calls that are declined."),
            ("Fernbank Surgery", "Add a template to the system and train staff."),
        ),
    )
    assert [(s.ref, s.agency, s.text) for s in report.statements] == [
        ("Recommendation 1 (Hillside Police)", "Hillside Police", "Remind officers to ask alone."),
        ("Recommendation 2 (Hillside Police)", "Hillside Police", "Review calls that are declined."),
        ("Recommendation (Fernbank Surgery)", "Fernbank Surgery", "Add a template to the system and train staff."),
    ]


def test_briefing_with_a_box_of_titled_lessons() -> None:
    report = read(
        head("Learning briefing: Domestic Homicide Review – Carol"),
        say("Fernbank Public Services Board | November 2022 | Fictional"),
        head("What happened?", 2),
        say("In May 2020 the police attended an argument and recorded both as suspects."),
        head("What did we learn?", 2),
        table(
            ("Same-sex relationships", "Assumptions about size can hide who is doing harm to whom."),
            ("Ask and act", "Employers are well placed to ask about abuse at work."),
        ),
        head("Recommendations", 2),
        item("The board to commission specialist support for the region.", "1"),
    )
    assert [s.text for s in report.statements if s.kind == "lesson"] == [
        "Assumptions about size can hide who is doing harm to whom.", "Employers are well placed to ask about abuse at work.",
    ]  # fmt: skip
    assert (report.review.csp, report.review.report_date) == ("Fernbank Public Services Board", "2022-11")


def test_two_victims_of_a_title_page() -> None:
    report = read(
        head("Domestic Homicide Review into the deaths of Lara (aged 34) and Anton (aged 67), July 2019"),
        say("March 2021"),
        head("1 Introduction"),
        say("Lara and her father Anton lived together, and Mr K lived near them."),
    )
    assert (report.review.victim_pseudonym, report.review.death) == ("Lara and Anton", "2019-07")


def test_period_in_the_words_of_the_review_not_of_the_trial() -> None:
    report = read(
        head("Overview report"),
        say(
            "This review examines support given to Rona before her death in November 2021. Her husband was convicted in June 2022."
        ),
        say("The review considered the period from 1 January 2019, when they moved to Hillside, to 14 November 2021."),
    )
    assert (report.review.period_start, report.review.period_end) == ("2019-01-01", "2021-11-14")


def test_good_practice_among_the_lessons() -> None:
    report = read(head("Lessons learned"), say("Good practice: Juno House offered an appointment on the day that she asked."))
    assert [(s.kind, s.text) for s in report.statements] == [
        ("good_practice", "Juno House offered an appointment on the day that she asked.")
    ]


def test_contributors_listed_below_a_sentence() -> None:
    parts = outline(
        [
            head("Introduction"),
            item("Individual Management Reviews were received from:", "4"),
            item("Hillside Police"),
            item("Fernbank Women’s Aid"),
            item("Summary reports were provided by the following organisations:", "5"),
            item("Saltings Housing Trust"),
            item("The panel met six times.", "6"),
        ]
    )
    assert [(c.name, c.imr, c.chronology, c.report) for c in contributors(parts, Lexicon.of([]))] == [
        ("Hillside Police", True, None, None),
        ("Fernbank Women’s Aid", True, None, None),
        ("Saltings Housing Trust", None, None, True),
    ]


def test_events_below_the_question_what_happened() -> None:
    report = read(
        head("Learning briefing: Domestic Homicide Review – Carol"),
        say("Hillside Community Safety Partnership, November 2022"),
        head("What happened?", 2),
        item("In May 2020 the police attended an argument and recorded both as suspects."),
        item("On 12 October 2020 her surgery treated a wrist fracture."),
        head("What did we learn?", 2),
        item("Ask everybody about abuse, whoever the partner is."),
    )
    assert [(e.date, e.text[:12]) for e in report.events] == [("2020-05", "In May 2020 "), ("2020-10-12", "On 12 Octobe")]
    assert report.review.report_date == "2022-11"


def test_columns_without_rows_are_given_up_soon() -> None:
    """Headings printed again and again with nothing below them are no table, and are not searched to the end from each."""
    began = time.process_time()
    assert all(block.kind != "table" for block in text_blocks(b"No.  Action  Lead\n" * 20_000))
    assert time.process_time() - began < 8
