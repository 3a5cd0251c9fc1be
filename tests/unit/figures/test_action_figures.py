"""Titles and numbers of the figures about actions and recommendations, against small frames worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.figures import Plans, Scope, agency_bars, closure_bars, open_ages, remedy_ladder, slippage, status_bar
from analytics.figures.asks import LADDER

SCOPE = Scope("Sefton", reports=1, digests=0)
DENISE = pd.DataFrame({"whose": ["Denise"], "made": ["2024-01"], "actions": [29]})
PLANNED = Scope("All reviews", 1, 10, Plans.of(DENISE))


def test_a_scope_of_actions_is_the_reviews_of_which_a_plan_is_held() -> None:
    assert PLANNED.plan_words() == (
        "All reviews: 29 actions of 1 review with an action plan (Denise, as of January 2024); no plan is held for 10 others"
    )
    assert PLANNED.plan_source() == (
        "Source: the action plan printed in the report on Denise, as of January 2024. Nothing newer is held."
    )
    assert SCOPE.plan_words() == "Sefton: 1 report", "where nobody asked for the plans"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("A", "2024-01", 3), ("B", "2019-06", 2)],
         "All: 5 actions of 2 reviews with an action plan (as of June 2019 to January 2024); no plan is held for 1 other"),
        ([("A", "2024-01", 3), ("B", None, 2)], "All: 5 actions of 2 reviews with an action plan; no plan is held for 1 other"),
        ([("A", "2024-01", 3), ("B", "2019-06", 0)],
         "All: 3 actions of 1 review with an action plan (A, as of January 2024); no plan is held for 1 other"),
        ([("A", "2024-01", 0)], "All: no action; no plan is held for 2 others"),
        ([], "All: no action; no plan is held for 3 others"),
    ],
    ids=["two", "a date unknown", "one without such an action", "none has such an action", "none"],
)  # fmt: skip
def test_the_plans_are_named_truly_however_many(rows: list[tuple[str, str | None, int]], said: str) -> None:
    frame = pd.DataFrame(rows, columns=["whose", "made", "actions"])
    assert Scope("All", 1, 2, Plans.of(frame)).plan_words() == said


@pytest.mark.parametrize("plotted", ["status", "closure", "slippage", "ages", "agencies"])
def test_every_chart_of_actions_says_whose_plan_it_shows(plotted: str) -> None:
    figure = {
        "status": lambda: status_bar(statuses(complete=1), PLANNED),
        "closure": lambda: closure_bars(pd.DataFrame({"status": ["complete"], "closure": ["stated"]}), PLANNED),
        "slippage": lambda: slippage(dated(1), PLANNED),
        "ages": lambda: open_ages(pd.DataFrame({"label": ["A"], "months": [3], "overdue": [False]}), PLANNED, "1 May 2024"),
        "agencies": lambda: agency_bars(pd.DataFrame({"name": ["A"], "done": [1], "recommendations": [1]}), PLANNED),
    }[plotted]()
    assert "29 actions of 1 review with an action plan (Denise, as of January 2024)" in figure.subtitle
    assert "public digest" not in figure.subtitle
    assert figure.source == PLANNED.plan_source()


def statuses(**counts: int) -> pd.DataFrame:
    return pd.DataFrame({"status": list(counts), "actions": list(counts.values())})


def test_status_keeps_no_information_in_the_denominator() -> None:
    figure = status_bar(statuses(complete=14, already_in_place=2, ongoing=4, unknown=7), SCOPE)
    assert figure.title == "16 of 27 actions are reported done; for 7 the plan gives no information"
    assert figure.table["Actions"].tolist() == ["14 of 27", "2 of 27", "4 of 27", "7 of 27"]
    assert list(figure.plot.data[0].x) == [14, 2, 4, 7]


@pytest.mark.parametrize(
    ("frame", "title"),
    [
        (statuses(), "No action plan is held for these reviews"),
        (statuses(complete=1), "1 of 1 action is reported done"),
        (statuses(ongoing=3), "None of 3 actions are reported done"),
    ],
    ids=["none", "one", "none done"],
)
def test_status_title_is_true_in_edge_cases(frame: pd.DataFrame, title: str) -> None:
    assert status_bar(frame, SCOPE).title == title


def test_overdue_says_on_which_day_it_was_worked_out() -> None:
    frame = statuses(complete=1, overdue=2)
    assert "; overdue worked out on 29 November 2026. Sefton: 1 report." in status_bar(frame, SCOPE, "29 November 2026").subtitle
    assert "overdue worked out on the day this was made" in status_bar(frame, SCOPE).subtitle
    assert "worked out" not in status_bar(statuses(complete=1), SCOPE, "29 November 2026").subtitle


def dated(*months: int) -> pd.DataFrame:
    rows = [(f"Action {i}", "2021-06-30", "2021-12-31", month) for i, month in enumerate(months)]
    return pd.DataFrame(rows, columns=["label", "target", "completed", "months"])


def test_slippage_orders_by_lateness_and_signs_it() -> None:
    figure = slippage(dated(0, 12, -2, 3), SCOPE)
    assert [text.strip() for text in figure.plot.data[-1].text] == ["+12", "+3"], "a line for each late one"
    assert "Those not late aren’t drawn." in figure.subtitle
    assert figure.table["Months late"].tolist() == [12, 3, 0, -2]
    assert figure.title == "2 of 4 dated actions were finished after target, 1 of these by 12 months or more"


def test_slippage_without_late_or_dated_actions() -> None:
    early = slippage(dated(0, -1), SCOPE)
    assert early.alt.endswith("Action 0: in the same month; Action 1: 1 month early.")
    assert "Action 1: 12 months late" in slippage(dated(0, 12), SCOPE).alt
    assert early.title == "None of 2 dated actions was finished after its target"
    assert [text.strip() for text in early.plot.data[-1].text] == ["same month", "−1"], "where none is late, all are drawn"
    assert slippage(dated(), SCOPE).title == "No action gives both a target and a completion date"


def test_the_slippage_that_is_named_is_one_that_an_action_has() -> None:
    late = dated(27, 24, 24, 20, 3, 3, 1, 1)
    assert slippage(late, SCOPE).title == "8 of 8 dated actions were finished after target, 4 of these by 20 months or more"
    assert slippage(dated(5), SCOPE).title == "1 of 1 dated action was finished after target, by 5 months"
    assert slippage(dated(5, 5), SCOPE).title.endswith("finished after target, each by 5 months or more")


def test_in_the_month_of_the_target_only_what_is_surely_late_is_called_so() -> None:
    figure = slippage(dated(0, 0).assign(late=[True, False]), SCOPE)
    assert figure.title == "1 of 2 dated actions was finished after target, by less than a month"
    assert [text.strip() for text in figure.plot.data[-1].text] == ["by days"]


def test_a_target_is_seen_around_a_completion_and_each_year_has_its_name() -> None:
    figure = slippage(dated(1).assign(target="2021-08", completed="2024-01"), SCOPE)
    _, ring, dot, _ = figure.plot.data
    assert ring.marker.size - dot.marker.size >= 6
    assert [tick[:4] for tick in figure.plot.layout.xaxis.tickvals] == ["2021", "2022", "2023", "2024", "2025"]
    long = slippage(dated(1).assign(target="2003-08", completed="2024-01"), SCOPE).plot.layout.xaxis
    assert [tick[:4] for tick in long.tickvals] == ["2003", "2008", "2013", "2018", "2023", "2028"]
    assert long.range[1] == long.tickvals[-1]


def test_two_actions_of_one_label_stay_two_lines() -> None:
    figure = slippage(dated(1, 2).assign(label="The same"), SCOPE)
    assert len(set(figure.plot.data[-1].y)) == 2


def test_open_ages_marks_overdue_in_words() -> None:
    frame = pd.DataFrame({"label": ["New", "Old"], "months": [3, 30], "overdue": [False, True]})
    figure = open_ages(frame, SCOPE, on="1 November 2026")
    assert figure.title == "2 actions were open in their plan; nothing newer is held; 30 months later, 1 is past target"
    assert list(figure.plot.data[0].y) == ["Old, overdue", "New"]
    assert [text.strip() for text in figure.plot.data[0].text] == ["30", "3"]
    assert "to 1 November 2026" in figure.subtitle
    assert open_ages(frame.head(0), SCOPE, on="1 November 2026").title == "No action was open in its plan"
    part = open_ages(frame.assign(months=[None, 30]), SCOPE, on="1 November 2026")
    assert part.title == "2 actions were open in their plan; nothing newer is held; 30 months later, 1 is past target"
    assert "The age of 1 can’t be given" in part.subtitle
    none = open_ages(frame.assign(months=None), SCOPE, on="1 November 2026")
    assert none.title.startswith(
        "2 actions were open in their plan; nothing newer is held; 1 is past target; how long can’t be given: the date is before"
    )
    assert none.table.empty


def test_what_was_open_is_said_of_the_day_of_the_plan() -> None:
    frame = pd.DataFrame({"label": ["New", "Old"], "months": [34, 34], "overdue": [True, True]})
    title = open_ages(frame, PLANNED, on="30 November 2026").title
    assert title == "2 actions were open in their plan (January 2024); nothing newer is held; 34 months later, 2 are past target"
    both = Scope("All", 2, 0, Plans.of(pd.DataFrame({"whose": ["A", "B"], "made": ["2019-06", "2024-01"], "actions": [1, 1]})))
    assert open_ages(frame, both, on="30 November 2026").title == (
        "2 actions were open in their plans (June 2019 to January 2024); nothing newer is held; up to 34 months later, "
        "2 are past target"
    )
    none = Scope("Bolton", 0, 1, Plans.of(DENISE.head(0)))
    assert open_ages(frame.head(0), none, on="30 November 2026").title == "No action plan is held"


def test_agency_bars_count_done_of_asked() -> None:
    frame = pd.DataFrame({"name": ["Police", "Probation"], "done": [1, 3], "recommendations": [2, 4]})
    figure = agency_bars(frame, SCOPE)
    assert figure.table["Agency"].tolist() == ["Probation", "Police"]
    assert [text.strip() for text in figure.plot.data[-1].text] == ["3 of 4", "1 of 2"]
    assert figure.title == "Action plans ask most of Probation: 4"
    assert agency_bars(frame.head(1), SCOPE).title == "Action plans hold recommendations to Police: 2"
    tie = agency_bars(pd.concat([frame.assign(recommendations=4), frame.assign(name="Council").head(1)]), SCOPE).title
    assert tie == "Action plans ask most of Police and Probation: 4 each"
    assert "that have an action plan; others aren’t counted" in figure.subtitle
    assert agency_bars(frame.head(0), SCOPE).title == "No recommendation with an action plan names an agency"


def test_ladder_keeps_empty_rungs_strongest_on_top() -> None:
    frame = pd.DataFrame({"remedy": ["train", "write", None], "recommendations": [9, 4, 2]})
    figure = remedy_ladder(frame, SCOPE)
    assert figure.table["What was asked for"].tolist() == list(reversed(LADDER.values()))
    assert dict(figure.table.itertuples(index=False, name=None))["Train staff"] == "9 of 15"
    assert dict(figure.table.itertuples(index=False, name=None))["Change law or national guidance"] == "0 of 15"
    assert figure.title == "Most often asked for: train staff (9 of 15 recommendations); 4 of 15 ask for more than training"


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"share": 3, "write": 2}, "; all ask for more than training"),
        ({"train": 4, "audit": 1}, "; 1 of 5 asks for more than training"),
        ({"train": 4, "inform": 1}, "; none asks for more than training"),
        ({"train": 4, None: 1}, "; none is known to ask for more than training"),
        ({"audit": 1}, "The one recommendation asks to audit or assure, which is more than training"),
        ({"train": 1}, "The one recommendation asks to train staff"),
    ],
    ids=["all", "one", "none", "not recognised", "one alone", "training alone"],
)
def test_the_ladder_says_whether_more_than_training_was_asked_for(counts: dict[str | None, int], said: str) -> None:
    frame = pd.DataFrame({"remedy": list(counts), "recommendations": list(counts.values())})
    assert remedy_ladder(frame, SCOPE).title.endswith(said)


def test_the_ladder_says_whose_words_and_whose_reading_it_shows() -> None:
    frame = pd.DataFrame({"remedy": ["train"], "recommendations": [9]})
    reading = " What each asks for is the machine’s reading of its words."
    for scope, words in (
        (Scope("Bolton", 0, 2), "as digests of public pages word them"), (Scope("Sefton", 1, 0), "printed in the reviews"),
        (Scope("All reviews", 1, 2), "printed in the reviews and as digests of public pages word them"),
    ):  # fmt: skip
        assert remedy_ladder(frame, scope).source == f"Source: recommendations {words}.{reading}"


def test_ladder_with_ties_and_with_nothing() -> None:
    tie = pd.DataFrame({"remedy": ["train", "audit"], "recommendations": [2, 2]})
    said = (
        "Most often asked for: train staff and audit or assure (each 2 of 4 recommendations); 2 of 4 ask for more than training"
    )
    assert remedy_ladder(tie, SCOPE).title == said
    assert remedy_ladder(tie.head(0), SCOPE).title == "No recommendation is held for these reviews"


def test_closure_counts_only_what_is_reported_done_and_keeps_empty_kinds() -> None:
    rows = [("complete", "stated"), ("complete", "practice_audited"), ("complete", None), ("ongoing", "outcome_changed")]
    figure = closure_bars(pd.DataFrame(rows, columns=["status", "closure"]), SCOPE)
    assert figure.table["Actions"].tolist() == ["0 of 3", "1 of 3", "0 of 3", "2 of 3"]
    assert figure.title == "1 of 3 actions reported done names a document, an audit or an outcome"


def test_closure_when_nothing_or_nothing_more_is_said() -> None:
    stated = pd.DataFrame({"status": ["complete"] * 2, "closure": ["stated"] * 2})
    assert closure_bars(stated, SCOPE).title == "None of 2 actions reported done name a document, an audit or an outcome"
    assert closure_bars(stated.head(0), SCOPE).title == "No action is reported done"


def test_charts_of_the_first_rows_say_how_many_there_are() -> None:
    dated = pd.DataFrame(
        {"label": ["A", "B"], "target": ["2020-01", "2020-02"], "completed": ["2021-01", "2020-03"], "months": [12, 1]}
    )
    figure = slippage(dated, SCOPE, {"dated": 300, "late": 200, "by": 7, "many": 110})
    assert figure.title == "200 of 300 dated actions were finished after target, 110 of these by 7 months or more"
    assert "The 2 latest of 200 are shown. Those not late aren’t drawn." in figure.subtitle
    assert "are shown" not in slippage(dated, SCOPE).subtitle
    ages = pd.DataFrame({"label": ["A"], "months": [40], "overdue": [True]})
    figure = open_ages(ages, SCOPE, "1 January 2026", {"open": 90, "overdue": 30, "oldest": 40})
    assert figure.title == "90 actions were open in their plan; nothing newer is held; 40 months later, 30 are past target"
    assert "The 1 oldest of 90 are shown." in figure.subtitle


def test_counted_closures_are_the_same_as_rows_of_actions() -> None:
    rows = pd.DataFrame({"status": ["complete"] * 3 + ["ongoing"], "closure": ["stated", "stated", None, "stated"]})
    counted = pd.DataFrame({"status": ["complete"] * 2, "closure": ["stated", None], "actions": [2, 1]})
    one, other = closure_bars(rows, SCOPE), closure_bars(counted, SCOPE)
    assert one.title == other.title
    assert one.table.equals(other.table)


def test_every_row_of_a_table_says_what_it_counts_and_a_mark_asks_for_the_same() -> None:
    late = dated(12, 3).assign(action_id=["a", "b"])
    ages = pd.DataFrame({"label": ["New", "Old"], "months": [3, 30], "overdue": [False, True], "action_id": ["n", "o"]})
    agencies = pd.DataFrame({"name": ["Police"], "done": [1], "recommendations": [2], "agency_id": ["police"]})
    done = pd.DataFrame({"status": ["complete"], "closure": ["stated"]})
    for figure, expected in (
        (slippage(late, SCOPE), ("a", "b")),
        (open_ages(ages, SCOPE, "1 November 2026"), ("o", "n")),
        (agency_bars(agencies, SCOPE), ("police",)),
        (status_bar(statuses(complete=1, unknown=2), SCOPE), ("complete", "unknown")),
        (closure_bars(done, SCOPE), ("outcome_changed", "practice_audited", "document_produced", "stated")),
        (remedy_ladder(pd.DataFrame({"remedy": ["train"], "recommendations": [1]}), SCOPE), tuple(reversed(LADDER))),
    ):
        assert figure.ids == expected
        assert len(figure.ids) == len(figure.table)
        asked = next(trace.customdata for trace in figure.plot.data if trace.customdata is not None)
        assert tuple(mark[0] for mark in asked) == expected
    assert slippage(dated(1), SCOPE).ids == (), "rows that don't say what they count lead nowhere"
