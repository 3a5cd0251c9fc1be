"""Several documents of one review: everything once, each passage knowing its document, the newest plan holding."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.model import Action, Passage, Report, Statement
from analytics.pipeline.merging import Source, agency_id, merge, particulars, plain, superseded
from tests.situations import AGENCIES, anna, document


def overview() -> Report:
    """A second document on Anna: the same recommendations worded with other quotation marks, and one paragraph of its own."""
    first = anna()
    own = Statement("12.1", "key_issue", None, "Her sister was never asked what she knew.", 40)
    again = replace(first.statements[3], text="Police must attend every MARAC  meeting", page=50)
    same_place = Statement("7.1", "key_issue", None, "Nobody asked about money.", 30)
    return replace(
        first, document=document("overview.docx"), review=replace(first.review, report_type="Overview Report", period_end="2018"),
        statements=(own, same_place, again), actions=(), paragraphs=(Passage("12.1", "12", own.text, 40),),
    )  # fmt: skip


def merged(*reports: Report) -> dict[str, list[dict[str, object]]]:
    return merge("r", [Source(report, f"2026-01-0{n}") for n, report in enumerate(reports, start=1)], AGENCIES)


def test_a_recommendation_counts_once_however_many_documents_repeat_it() -> None:
    rows = merged(anna(), overview())["statement"]
    assert [row["ref"] for row in rows if row["kind"] == "recommendation"] == [
        "Recommendation 1 (Northby Police)", "Recommendation 2 (Adult Social Care)"]  # fmt: skip
    assert [row["text"] for row in rows if row["ref"] == "Recommendation 1 (Northby Police)"] == [
        "Police must attend every MARAC meeting."]  # fmt: skip


def test_each_row_knows_its_document() -> None:
    parts = merged(anna(), overview())
    first, second = document("anna.txt").sha256, document("overview.docx").sha256
    assert {row["ref"]: row["document_id"] for row in parts["passage"]} == {"6.1": first, "7.1": first, "12.1": second}
    assert [row["document_id"] for row in parts["statement"] if row["ref"] == "12.1"] == [second]


def test_two_paragraphs_of_one_number_in_two_documents_stay_two_statements() -> None:
    ids = [row["statement_id"] for row in merged(anna(), overview())["statement"] if row["ref"] == "7.1"]
    assert ids == ["r/key-issue-7-1", "r/key-issue-7-1-2"]


def test_lessons_lead_to_the_recommendations_they_name() -> None:
    assert merged(anna())["leads_to"] == [
        {"statement_id": "r/learning-1-lesson", "recommendation_id": "r/recommendation-1-northby-police"}]  # fmt: skip


def test_actions_find_their_recommendation_and_owner() -> None:
    rows = merged(anna())["action"]
    assert [(row["action_id"], row["recommendation_id"], row["agency_id"]) for row in rows] == [
        ("r/action-police-1", "r/recommendation-1-northby-police", "police"),
        ("r/action-asc-2", "r/recommendation-2-adult-social-care", "asc"),
        ("r/action-asc-2-2", "r/recommendation-2-adult-social-care", "asc"),
    ]


def test_near_wordings_in_one_plan_stay_apart() -> None:
    """'awareness' and 'recording' differ in one word of seven: two recommendations of one agency, not one."""
    texts = ["Increased awareness of domestic abuse in primary care", "Increased recording of domestic abuse in primary care"]
    report = replace(
        anna(),
        statements=tuple(Statement(f"Recommendation {n} (GP)", "recommendation", "GP", t) for n, t in enumerate(texts, 1)),
        actions=tuple(Action("GP", str(n), t) for n, t in enumerate(texts, 1)),
    )
    rows = merged(report)["action"]
    assert [row["recommendation_id"] for row in rows] == ["r/recommendation-1-gp", "r/recommendation-2-gp"]
    assert len(merged(report)["statement"]) == 2


def test_a_newer_plan_replaces_the_state_of_its_actions_and_keeps_the_rest() -> None:
    newer = Report(
        document("plan.pdf"), replace(anna().review, report_type="Action plan", report_date="2020-12"),
        actions=(Action("Adult Social Care", "2", "Adult Social Care should provide training on risk", None, "Write a course",
                        status="complete", completed="2020-11"),),
    )  # fmt: skip
    for order in ((anna(), newer), (newer, anna())):
        found = {row["action_id"]: (row["status"], row["completed"]) for row in merged(*order)["action"]}
        assert found == {"r/action-police-1": ("complete", "2020-02"), "r/action-asc-2": ("complete", "2020-11")}


def test_a_plan_that_counts_anew_is_matched_by_its_words() -> None:
    renumbered = Report(
        document("plan.pdf"), replace(anna().review, report_type="Action plan", report_date="2020-12"),
        actions=(Action("Adult Social Care", "1", "Adult Social Care should provide training on risk.", status="complete"),),
    )  # fmt: skip
    rows = merged(anna(), renumbered)["action"]
    assert [(row["action_id"], row["status"]) for row in rows if row["agency_id"] == "asc"] == [("r/action-asc-2", "complete")]


def test_a_recommendation_without_an_agency_belongs_to_its_plan() -> None:
    text = "That all agencies review how they flag cases."
    report = replace(
        anna(), statements=(Statement("Recommendation 1", "recommendation", None, text),), actions=(Action("Police", "1", text),)
    )
    row = merged(report)["statement"][0]
    assert (row["agency"], row["agency_id"]) == (None, "police")


def test_the_first_document_that_says_it_gives_each_particular() -> None:
    both = particulars([Source(overview(), "1"), Source(anna(), "2")])
    assert (both.report_type, both.period_start, both.period_end) == ("Overview Report", "2016-01", "2018")


def test_a_newer_version_supersedes_and_another_document_does_not() -> None:
    older, newer = Source(anna(), "2026-01-01"), Source(anna("anna-v2.txt"), "2026-01-02")
    assert superseded([older, newer]) == {older.document_id: newer.document_id}
    assert superseded([older, Source(overview(), "2026-01-02")]) == {}
    other = replace(anna("other.txt"), paragraphs=(Passage("1", None, "Quite another text about other things."),))
    assert superseded([older, Source(other, "2026-01-02")]) == {}


def test_the_date_of_the_report_decides_which_version_is_newer() -> None:
    later = replace(anna("later.txt"), review=replace(anna().review, report_date="2021-01"))
    one, other = Source(later, "2026-01-01"), Source(anna(), "2026-01-02")
    assert superseded([one, other]) == {other.document_id: one.document_id}


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Northby Police", "police"), ("the police", "police"), ("GP; Police", "gp"), ("Nobody Ltd / Adult Social Care", "asc"),
        ("Exampleton Adult Social Care", "asc"), ("Nobody Ltd", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_printed_names(printed: str | None, expected: str | None) -> None:
    assert agency_id(AGENCIES, printed) == expected


REPORTS = st.lists(st.sampled_from([anna(), overview(), anna("third.txt", "complete")]), min_size=1, max_size=4)


@settings(deadline=None)
@given(REPORTS)
def test_ids_are_unique_and_every_link_leads_somewhere(reports: list[Report]) -> None:
    parts = merged(*reports)
    ids = [row["statement_id"] for row in parts["statement"]]
    assert len(ids) == len(set(ids))
    assert len({row["action_id"] for row in parts["action"]}) == len(parts["action"])
    assert {row["recommendation_id"] for row in (*parts["action"], *parts["leads_to"])} <= {*ids, None}
    words = [(row["kind"], plain(str(row["text"]))) for row in parts["statement"]]
    assert len(words) == len(set(words))
