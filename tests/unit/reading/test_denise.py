"""The published report *Denise* (Sefton DHR9): every figure below was worked out by hand from the printed report."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from analytics.model import Action, Document, Report
from analytics.reading.formats.text import blocks
from analytics.reading.report import report_from_blocks

DATA = Path(__file__).resolve().parents[3] / "data"
FILE = DATA / "reviews" / "sefton-dhr9-denise-executive-summary.txt"
PANEL = "DHR Panel Recommendations"
AINTREE = "Liverpool University NHS Foundation Trust (Aintree Hospital)"
CRC = "Merseyside Community Rehabilitation Company"

CONTRIBUTORS = [  # name, IMR, chronology, report
    ("Community Rehabilitation Company (CRC)", True, True, False),
    ("HMP Liverpool", False, False, True),
    ("Liverpool University Hospital NHS Foundation Trust (Aintree)", True, True, False),
    ("Merseycare", True, True, False),
    ("Merseyside Police", True, True, False),
    ("North West Ambulance Service (NWAS)", True, True, False),
    ("One Vision Housing", False, False, True),
    ("NHS South Sefton Clinical Commissioning Group (CCG) - on behalf of GP services", True, True, False),
    ("Sefton Children's Social Care", False, False, True),
    ("Sefton Adult Social Care", True, True, False),
    ("Sefton IDVA service", True, True, False),
    ("Sefton MARAC", True, True, False),
    ("Sefton Women & Children's Aid (SWACA)", True, True, False),
]

DATES = {  # entry 6.4.x: date, whether any of it had to be inferred
    1: (None, False), 2: ("2010", False), 3: ("2016-08", False), 4: ("2017", False), 5: ("2018", False), 6: ("2018-09", False),
    7: ("2018-11-11", True), 8: ("2018-11-15", True), 9: ("2018-12-09", True), 10: ("2018-12-19", True), 11: ("2019-02-20", True),
    12: ("2019-04-04", True), 13: ("2019-04-24", True), 14: ("2019-06-04", True), 15: ("2019-07-06", True), 16: ("2019-08-20", True),
    17: ("2019-09-07", True), 18: ("2019-09", True), 19: ("2019-10-16", True), 20: ("2019-11-01", True), 21: ("2019-11-28", True),
    22: ("2019-12-03", True), 23: ("2019-12-10", True), 24: ("2019-12-15", True), 25: ("2019-12-16", True), 26: ("2019-12-19", True),
    27: ("2019-12-20", True), 28: ("2020-01", True), 29: ("2020-02", True), 30: ("2020-02", True), 31: ("2020-07", True),
    32: ("2020-07-19", True), 33: ("2020-07-24", True), 34: ("2020-08-05", True), 35: ("2020-08-06", True), 36: (None, False),
}  # fmt: skip

PROFESSIONALS = (  # every surname and first name of the panel's table, the title page and the lead officers' cells
    "Kieley Blackborow Bucknall Ellwood Crispin Evans Frackelton Goodwin Grounds Hewitt Hyland Kavanagh Bryony Kendall Luscombe Maxwell "
    "McCarthy Parr Hendry Torrance Debbie Wallwork Cresham Deborah Carol Sara Julie Trevor Neil Rosie Paul Susan Bev Jennifer Janette "
    "Rachel Laura Natalie"
).split()


@pytest.fixture(scope="module")
def report() -> Report:
    data = FILE.read_bytes()
    return report_from_blocks(Document(FILE.name, "0" * 64, "text/plain", None, len(data)), blocks(data))


def plan(report: Report, title: str, number: str) -> list[Action]:
    return [row for row in report.actions if (row.plan, row.number) == (title, number)]


def test_particulars(report: Report) -> None:
    review = report.review
    assert review.csp == "Sefton Safer Communities Partnership"
    assert review.victim_pseudonym == "Denise"
    assert review.report_type == "DHR executive summary"
    assert (review.death, review.report_date) == ("2020-09", "2024-01")
    assert (review.period_start, review.period_end) == ("2018-09", "2020-09")


def test_contributors(report: Report) -> None:
    assert [(c.name, c.imr, c.chronology, c.report) for c in report.agencies] == CONTRIBUTORS


def test_terms_of_reference(report: Report) -> None:
    purposes = [t for t in report.terms_of_reference if t.kind == "purpose"]
    specific = [t for t in report.terms_of_reference if t.kind == "specific"]
    assert [t.ref for t in purposes] == list("abcdef")
    assert [t.ref for t in specific] == [str(n) for n in range(1, 14)]
    assert purposes[5].text == "Highlight good practice."
    assert specific[5].text.startswith("How many MARACs were convened on this case?")
    assert specific[12].text == (
        "Does the learning in this review appear in other domestic homicide reviews commissioned by Safer Sefton Communities Partnership?"
    )


def test_chronology(report: Report) -> None:
    assert {e.ref: (e.date, e.date_inferred) for e in report.events} == {f"6.4.{n}": dated for n, dated in DATES.items()}
    assert len(report.events) == 36


def test_a_paragraph_broken_by_a_footnote_is_whole(report: Report) -> None:
    text = {e.ref: e.text for e in report.events}
    assert "charged with Section 39 Assault and was remanded in custody" in text["6.4.15"]
    assert "Alcohol Treatment Requirement (ATR) and fifteen days rehabilitation activity (RAR)" in text["6.4.6"]
    assert "A Section notice was sent to Adult Social Care" in text["6.4.31"]
    assert "The referral highlighted Denise's vulnerabilities" in text["6.4.31"]


def test_statements_are_word_for_word_those_of_the_report(report: Report) -> None:
    lines = (DATA / "evaluation" / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    labelled = [entry for entry in map(json.loads, lines) if entry["review"] == "sefton-dhr9"]
    kinds = {"panel_recommendation": "recommendation", "agency_recommendation": "recommendation"}
    expected = Counter((kinds.get(e["kind"], e["kind"]), " ".join(e["text"].split())) for e in labelled)
    assert Counter((s.kind, " ".join(s.text.split())) for s in report.statements) == expected
    assert len(labelled) == 73


def test_statements_by_kind(report: Report) -> None:
    assert Counter(s.kind for s in report.statements) == {
        "key_issue": 4, "conclusion": 6, "lesson_narrative": 5, "lesson": 4, "agency_learning": 27, "recommendation": 27,
    }  # fmt: skip
    assert len({s.agency for s in report.statements if s.kind == "agency_learning"}) == 9
    panel = [s for s in report.statements if s.kind == "recommendation" and s.agency is None]
    assert [s.ref for s in panel] == [f"Recommendation {n}" for n in range(1, 8)]
    assert len({s.ref for s in report.statements}) == 73


def test_lessons_lead_to_recommendations(report: Report) -> None:
    leads = {s.ref: s.leads_to for s in report.statements if s.kind in ("lesson", "lesson_narrative")}
    assert leads["Learning 1 (lesson)"] == ("Recommendation 1", "Recommendation 2")
    assert leads["Learning 2 (narrative)"] == ("Recommendation 3",)
    assert "Learning 2 (lesson)" not in leads
    assert leads["Learning 3 (lesson)"] == ("Recommendation 4", "Recommendation 7")
    assert leads["Learning 4 (lesson)"] == ("Recommendation 5",)
    assert leads["Learning 5 (narrative)"] == ("Recommendation 6",)


def test_agency_learning_has_its_agency(report: Report) -> None:
    found = Counter(s.agency for s in report.statements if s.kind == "agency_learning")
    assert found == {
        "Adult Social Care": 3, "Children's Social care": 1, "General Practice": 2, "IDVA": 3,
        "Liverpool University NHS Foundation Trust (Aintree)": 4, "MARAC": 3, "Merseycare": 2, CRC: 7, "Merseyside Police": 2,
    }  # fmt: skip
    assert next(s.text for s in report.statements if s.ref == "9.2.8 (4)").startswith(
        "Professional curiosity, new staff development"
    )


def test_plans_and_numbers(report: Report) -> None:
    printed = dict.fromkeys((row.plan, row.number) for row in report.actions)
    counts = Counter(title for title, _ in printed)
    assert counts == {PANEL: 7, "Adult Social Care": 1, "General Practice": 2, "IDVA": 2, AINTREE: 3, "MARAC": 3, "Mersey Care": 1, CRC: 6,
                      "Merseyside Police": 2}  # fmt: skip
    assert len(report.actions) == 29  # panel recommendations 1 and 5 give their second action a row with its own target


def test_panel_1_has_two_rows(report: Report) -> None:
    first, second = plan(report, PANEL, "1")
    assert first.recommendation == second.recommendation
    assert first.scope == second.scope == "local"
    assert first.lead == second.lead == "MARAC steering group"
    assert first.action == (
        "MARAC Steering group to review MARAC operating protocol MARAC Steering Group regularly review performance information"
    )
    assert (first.target, first.target_text) == ("2022-04", "April 2022 Ongoing basis")
    assert (first.status, first.completed) == ("complete", "2022-07")
    assert first.outcome is not None
    assert first.outcome.endswith("any issues are escalated via group chair and /or MARAC Chair to the relevant agency")
    assert second.action is not None
    assert second.action.startswith("Review of pathways and links between MARAC and MARAM for DA cases")
    assert second.milestones == "Review of multi-agency pathways completed"
    assert (second.target, second.status, second.completed) == ("2022-04", "superseded", "2024-01")
    assert second.outcome is not None
    assert second.outcome.startswith("Complete January 2024. Complex Lives is a standing item")
    assert second.outcome.endswith("therefore original action no longer needed.")
    assert "Since the completion of this report, Mersey Care have established" in second.outcome
    assert "MARAC data. This will be governed by MARAC and overseen" in second.outcome


def test_panel_2_goes_on_over_a_page(report: Report) -> None:
    (row,) = plan(report, PANEL, "2")
    assert row.recommendation.endswith(
        "including how these flags are reviewed and removed, taking cognisance of the Human Rights."
    )
    assert row.action is not None
    assert row.action.endswith("Questionnaire on flagging and tagging sent to MARAC agencies to be reviewed and followed up")
    assert row.lead == "MARAC Steering Group"
    assert row.milestones == (
        "Updated protocol completed and circulated Review of information collected from agencies completed. "
        "Outcomes shared with MARAC Steering Group"
    )
    assert (row.target, row.target_text, row.status, row.completed) == ("2022-04", "April 2022 April 2024", "complete", "2022-07")
    assert row.outcome == (
        "Completed July 2022 At Jan 2024. Long term issues with capacity within this team has meant this work has been delayed "
        "It is part of the MARAC Steering Group's work programme"
    )


def test_panel_5_whose_number_is_not_printed(report: Report) -> None:
    first, second = plan(report, PANEL, "5")
    assert first.recommendation == (
        "That Sefton Safer Communities Partnership provides a learning document which captures the learning on this case and highlights "
        "the tactics and traits of perpetrators of domestic abuse, in relation to coercion and control, including their engagement with "
        "professionals."
    )
    assert (first.lead, first.milestones) == (
        "Council DA lead/ DA Partnership Board",
        "Presentation at Community Safety Partnership",
    )
    assert (first.target, first.status, first.completed, first.outcome) == (
        "2021-08",
        "complete",
        "2021-08",
        "Completed August 2021",
    )
    assert (second.action, second.target) == ("DHR case study and 7-minute briefing produced", "2024-04")
    assert (second.status, second.completed) == ("superseded", None)
    assert second.outcome is not None
    assert second.outcome.endswith("addressed and appropriate resources are available across the partnership")
    assert any("recommendation 5" in warning and "not printed" in warning for warning in report.warnings)


def test_panel_4_6_and_7(report: Report) -> None:
    (four,), (six,), (seven,) = (plan(report, PANEL, number) for number in "467")
    assert (four.status, four.target, four.lead) == ("superseded", "2024-04", "Revised to be DA Partnership Board")
    assert four.action is not None
    assert four.action.endswith("information is made available to staff Review of the information collected")
    assert (six.status, six.target, six.completed) == ("superseded", "2022-04", None)
    assert (seven.status, seven.target, seven.outcome) == ("unknown", "2022-01", "Updates in Probation/police action plans")
    assert seven.lead == "Probation/ Merseyside Police"


def test_adult_social_care_1_printed_line_by_line(report: Report) -> None:
    (row,) = plan(report, "Adult Social Care", "1")
    assert (
        row.recommendation
        == "Joint process to be agreed between Adult Social Care and Aintree Hospital regarding Safeguarding Alerts"
    )
    assert row.action == "Standard Operating Procedure to be developed. Review in 6 months"
    assert row.lead == "ASC in conjunction with LUFHT"
    assert row.milestones == (
        "Feedback from Manager Sefton Safeguarding Team, Manager Aintree Safeguarding Team, Team Manager Hospital Social work team "
        "Copy of the Process"
    )
    assert (row.target, row.status, row.completed) == ("2021-12", "complete", None)
    assert row.target_text is not None
    assert row.target_text.startswith(
        "December 2021 Processes around safeguarding alerts are consistently applied in relation to concerns"
    )
    assert row.outcome is not None
    assert row.outcome.startswith(
        "Complete Update January 2024 A Standard Operating Procedure has been in place since September 2021."
    )


def test_general_practice_1(report: Report) -> None:
    (row,) = plan(report, "General Practice", "1")
    assert (row.lead, row.target, row.status, row.completed) == (
        "Named GP for Safeguarding adults",
        "2021-08-31",
        "complete",
        "2021-09",
    )
    assert row.milestones == (
        "Policies written and updated by the index surgeries Training materials created: PowerPoint presentation, minutes of planning meetings"
    )
    assert row.action is not None
    assert row.action.endswith("Delivery of training to GPs and staff in collaboration with SWACA")


def test_aintree_3_and_its_last_milestone_on_the_next_page(report: Report) -> None:
    (row,) = plan(report, AINTREE, "3")
    assert row.lead == "Associate Director Nursing – Safeguarding"
    assert (row.target, row.status, row.completed) == ("2021-09", "complete", "2023-12")
    assert row.milestones is not None
    assert row.milestones.endswith(
        "To ensure patient flag/alert relating to MARAC attendance is evidenced on patient hospital record"
    )


def test_marac_2_and_3(report: Report) -> None:
    (two,), (three,) = plan(report, "MARAC", "2"), plan(report, "MARAC", "3")
    assert (two.target, two.status, two.completed, two.lead) == ("2021-09", "ongoing", None, "MARAC Coordinator")
    assert (three.target, three.status, three.completed) == ("2022-03-31", "ongoing", None)
    assert three.lead == "Locality Team Manager/Service Manager"
    assert three.action is not None
    assert three.action.count("cross over with other areas of") == 1  # a line that the page's end repeats
    assert three.outcome is not None
    assert three.outcome.endswith("Review with MARAC partners agencies re: resources still to take place.")


def test_mersey_care_1_broken_in_the_middle_of_a_word(report: Report) -> None:
    (row,) = plan(report, "Mersey Care", "1")
    assert (row.lead, row.target, row.status) == ("Interim Safeguarding Lead for Local Division", "2021-07-01", "unknown")
    assert row.outcome is not None
    assert "professionals/disciplines to learn collectively The Trust launched a single point of access" in row.outcome
    assert "evidence the ongoing professional curiosity from staff." in row.outcome


def test_community_rehabilitation_4_to_6(report: Report) -> None:
    (four,), (five,), (six,) = (plan(report, CRC, number) for number in "456")
    assert four.lead == "Senior Police and Probation leads Liverpool/Sefton"
    assert (four.target, four.completed) == ("2021-12", "2023-12")
    assert (five.target, five.completed) == (None, "2021-07")
    assert five.target_text == "Resettlement officers retain a focus on criminogenic need associated with offence."
    assert (six.lead, six.target_text, six.completed) == ("Senior leads MCRC", "Safeguarding practice improved", "2021-08")
    assert six.outcome is not None
    assert six.outcome.endswith("Continued membership of MARAC and MACE. Awaiting next HMIP inspection")


def test_police_1_over_seven_pages(report: Report) -> None:
    (row,) = plan(report, "Merseyside Police", "1")
    assert row.recommendation.endswith("with the aim of ensuring there are no missed opportunities to detect this offence.")
    assert (row.lead, row.target) == ("Detective Chief Inspector Protecting Vulnerable People", "2021-05")
    assert (row.status, row.completed) == ("complete", "2023-01")
    assert row.outcome is not None
    assert "transform the support we give to victims" in row.outcome
    assert "investigated by a Detective within a PVPU department" in row.outcome
    assert row.outcome.endswith("given to new recruits as part of their initial training.")


@pytest.mark.parametrize(
    ("title", "number", "words"),
    [(PANEL, "1", "ongoing"), (PANEL, "2", "delayed"), (PANEL, "1", "no longer needed"), ("Merseyside Police", "2", "still in"),
     ("MARAC", "3", "still to take place"), (CRC, "4", "no further progress")],
)  # fmt: skip
def test_a_heading_that_the_text_contradicts_is_a_warning(report: Report, title: str, number: str, words: str) -> None:
    assert any(f"'{title}', recommendation {number}:" in warning and f"'{words}" in warning for warning in report.warnings)


def test_no_professional_is_named_anywhere(report: Report) -> None:
    printed = json.dumps(report.to_json(), ensure_ascii=False)
    assert [name for name in PROFESSIONALS if re.search(rf"\b{name}\b", printed)] == []
    assert "Denise" in printed
    assert "Martin" in printed
    assert "The Chair, [name] was supported in the review by [name]." in printed


def test_no_furniture_footnote_or_mark_is_left(report: Report) -> None:
    texts = " ".join(p.text for p in report.paragraphs)
    assert not re.search(r"[⁰¹²³⁴-⁹]|<u>|https?://|FOR PUBLICATION|Vulnerable Person Referral Form used by", texts)


def test_sections(report: Report) -> None:
    numbered = [(s.ref, s.title) for s in report.sections if s.ref and "." not in s.ref]
    assert [ref for ref, _ in numbered] == [str(n) for n in range(1, 11)]
    assert numbered[3] == ("4", "CHAIR AND AUTHOR OF THE OVERVIEW REPORT")
    assert ("6.4", "Key events") in [(s.ref, s.title) for s in report.sections]
