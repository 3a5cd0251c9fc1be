"""Titles, numbers and alternative texts of the figures about themes, against small frames worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.figures import Scope, enlarged, inked, theme_bars, theme_matrix, theme_over_time, with_weak, with_weak_cells

SCOPE = Scope("All reviews", reports=1, digests=10)


def bars(*rows: tuple[str, int, int, int]) -> pd.DataFrame:
    """Themes of which a person has confirmed every statement."""
    frame = pd.DataFrame(rows, columns=["name", "reports", "digests", "statements"])
    return frame.assign(confirmed_reviews=frame["reports"] + frame["digests"], confirmed=frame["statements"])


def test_large_labels_are_texts_of_bars_that_shrink_with_the_screen() -> None:
    figure = theme_bars(bars(("Routine enquiry and recognition of abuse, always", 1, 3, 9), ("A <b> & c", 0, 1, 1)), SCOPE)
    large = enlarged(inked(figure.plot, dark=True))
    assert len(large.data) == len(figure.plot.data) + 1
    said = large.data[-1]
    assert [text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for text in said.text] == [
        "Routine enquiry and recognition of abuse, always", "A <b> & c",
    ]  # fmt: skip
    assert list(said.y) == list(large.data[0].y), "each on the row of its bar"
    assert (said.constraintext, said.textposition, said.insidetextanchor) == ("inside", "inside", "start")
    assert said.insidetextfont.color == large.layout.font.color, "in the ink of the page, as it lies on no bar that is seen"
    assert set(large.layout.yaxis.ticktext) == {""}
    assert (large.layout.xaxis2.visible, list(large.layout.xaxis2.range)) == (False, [0, 1])
    top = large.layout.yaxis.range[1]
    assert said.offset > top, "the first label's bar lies within the chart"
    assert large.layout.uniformtext.mode == "show", "labels of one chart have one size, and none is left out"
    assert figure.plot.layout.yaxis.ticktext[0] != "", "the figure itself is as it was"


def test_bars_stack_reports_and_digests_and_say_the_sum() -> None:
    figure = theme_bars(bars(("MARAC process", 1, 3, 9), ("Housing", 0, 1, 1)), SCOPE)
    reports, digests, labels = figure.plot.data
    assert list(reports.x) == [1, 0]
    assert list(digests.x) == [3, 1]
    assert [text.strip() for text in labels.text] == ["4", "1"]
    assert reports.orientation == digests.orientation == "h"
    assert (reports.marker.color, digests.marker.color) == ("#2073BC", "#CFE1F3"), "solid and pale: told apart by lightness"
    assert set(reports.marker.pattern.shape) == set(digests.marker.pattern.shape) == {""}, "nothing is weak, nothing hatched"
    assert figure.table["Reviews"].tolist() == ["4 of 11", "1 of 11"]
    assert figure.title == "MARAC process comes up in 4 of 11 reviews"
    assert "1 report and 10 public digests" in figure.subtitle
    assert "MARAC process 4; Housing 1" in figure.alt


def test_weak_themes_are_hatched_and_said_to_be_weak() -> None:
    frame = bars(("MARAC process", 1, 3, 9), ("Housing", 0, 1, 1)).assign(weak=[False, True])
    figure = theme_bars(frame, SCOPE)
    assert [list(bar.marker.pattern.shape) for bar in figure.plot.data[:2]] == [["", "/"], ["", "/"]]
    assert list(figure.plot.data[0].y) == ["MARAC process", "Housing (weak)"]
    assert figure.table["Theme"].tolist() == ["MARAC process", "Housing (weak)"]
    assert "MARAC process 4; Housing (weak) 1" in figure.alt
    assert figure.subtitle.endswith("Hatched, weak: fewer than 3 in 4 suggestions are right, or fewer than 3 in 4 are found.")
    assert "Hatched" not in theme_bars(frame.head(1), SCOPE).subtitle, "the note goes where nothing weak is shown"


@pytest.mark.parametrize(
    ("confirmed", "said"),
    [
        (0, "No person has confirmed any of this yet"),
        (4, "A person has confirmed 4 of the 10 times a theme was found; the rest are suggestions of the machine."),
        (10, "A person has confirmed each of the 10 times a theme was found."),
    ],
)
def test_the_subtitle_says_how_far_people_have_confirmed(confirmed: int, said: str) -> None:
    frame = bars(("MARAC process", 1, 3, 9), ("Housing", 0, 1, 1)).assign(confirmed=[max(0, confirmed - 1), min(1, confirmed)])
    assert said in theme_bars(frame, SCOPE).subtitle


@pytest.mark.parametrize(
    ("statements", "confirmed", "said"),
    [
        (205, 0, "No person has confirmed any of the 205 themes given to statements."),
        (205, 1, "A person has confirmed 1 of the 205 themes given to statements; the rest are machine suggestions."),
        (1205, 1205, "A person has confirmed all 1,205 themes given to statements."),
        (1, 0, "No person has confirmed the one theme given to a statement."),
        (1, 1, "A person has confirmed the one theme given to a statement."),
    ],
)
def test_the_source_line_says_how_many_codes_are_confirmed(statements: int, confirmed: int, said: str) -> None:
    frame = bars(("MARAC process", 1, 8, statements)).assign(confirmed=confirmed)
    assert theme_bars(frame, SCOPE).source == f"Source: domestic homicide reviews in this library. {said}"


def test_the_source_line_of_what_does_not_say_stays_general() -> None:
    frame = bars(("MARAC process", 1, 8, 12)).drop(columns=["confirmed", "confirmed_reviews"])
    figure = theme_bars(frame, SCOPE)
    assert figure.source.endswith("Themes are machine suggestions unless a person has confirmed them.")
    assert figure.title.startswith("Suggested: "), "what isn't known to be confirmed is no finding"
    assert list(figure.table.columns) == ["Theme", "Reviews", "Reports", "Public digests", "Statements"]


def test_one_code_that_is_confirmed_makes_no_finding_of_all_that_are_counted() -> None:
    """One of 205 codes was accepted: no title that counts others may lose 'Suggested', and each says how many there are."""
    frame = bars(("MARAC process", 1, 8, 105), ("Housing", 0, 8, 100)).assign(confirmed=[1, 0], confirmed_reviews=[1, 0])
    figure = theme_bars(frame, SCOPE)
    assert figure.title == "Suggested: MARAC process comes up in 9 of 11 reviews"
    assert "A person has confirmed 1 of the 205 times a theme was found" in figure.subtitle
    assert figure.table[["Confirmed reviews", "Confirmed statements"]].to_numpy().tolist() == [[1, 1], [0, 0]]
    most = frame.assign(confirmed_reviews=[8, 0])
    assert theme_bars(most, SCOPE).title.startswith("Suggested: "), "one review of the nine is not confirmed"
    whole = frame.assign(confirmed_reviews=[9, 0], confirmed=[9, 0])
    assert theme_bars(whole, SCOPE).title == "MARAC process comes up in 9 of 11 reviews"


def test_of_one_review_every_statement_that_the_title_counts_has_to_be_confirmed() -> None:
    one, frame = Scope("Denise", reports=1, digests=0), bars(("A theme", 1, 0, 3), ("Another", 1, 0, 1))
    said = "A theme comes up most often, in 3 statements of this one review"
    assert theme_bars(frame.assign(confirmed=[3, 0]), one).title == said
    assert theme_bars(frame.assign(confirmed=[2, 1]), one).title == said.replace("A", "Suggested: a")


def test_a_weak_theme_is_not_marked_where_people_confirmed_all_of_it() -> None:
    counts = pd.DataFrame({"theme_id": ["a", "b", "c"], "statements": [4, 4, 4], "confirmed": [4, 3, 0]})
    assert with_weak(counts, {"a", "b"})["weak"].tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([("A theme", 1, 3, 4), ("MARAC", 0, 4, 4)], "A theme and MARAC each come up in 4 of 11 reviews"),
        ([(name, 0, 2, 2) for name in ("Ab", "Bc", "Cd", "De")], "4 themes each come up in 2 of 11 reviews"),
        ([("A theme", 0, 0, 0)], "No theme was found in 11 reviews"),
        ([], "No theme was found in 11 reviews"),
    ],
    ids=["tie", "tie of many", "none found", "no rows"],
)
def test_bars_title_is_true_in_edge_cases(rows: list[tuple[str, int, int, int]], title: str) -> None:
    assert theme_bars(bars(*rows), SCOPE).title == title


def test_bars_of_one_review_are_its_statements_most_first() -> None:
    one = Scope("Denise", reports=1, digests=0)
    figure = theme_bars(bars(("Another", 1, 0, 1), ("A theme", 1, 0, 3)), one, most=1)
    assert figure.title == "A theme comes up most often, in 3 statements of this one review"
    assert list(figure.plot.data[0].x) == [3]
    assert figure.table["Theme"].tolist() == ["A theme", "Another"]
    assert figure.subtitle.startswith("Statements in which each theme was found. The 1 of 2 found in most statements.")
    assert "Statements: A theme 3; Another 1" in figure.alt
    assert (
        theme_bars(bars(("A theme", 0, 1, 2)), Scope("Cara", 0, 1)).title == "A theme comes up in 2 statements of this one review"
    )
    tie = [(name, 1, 0, 2) for name in ("Ab", "Bc", "Cd", "De")]
    assert theme_bars(bars(*tie), one).title == "4 themes each come up in 2 statements of this one review"


def test_hatching_is_seen_on_a_dark_page() -> None:
    frame = bars(("Housing", 0, 1, 1)).assign(weak=[True])
    reports, digests, _ = inked(theme_bars(frame, SCOPE).plot, dark=True).data
    light = inked(theme_bars(frame, SCOPE).plot, dark=False).data[1]
    assert (light.marker.pattern.fgcolor, reports.marker.pattern.fgcolor) == ("#2073BC", "#FFFFFF")
    assert digests.marker.pattern.fgcolor == digests.marker.line.color == "#A9CFF2"


def test_names_from_a_report_are_no_markup() -> None:
    figure = theme_bars(bars(("<b>Bold</b> & more", 1, 0, 1)), SCOPE)
    assert figure.plot.data[0].y[0] == "&lt;b&gt;Bold&lt;/b&gt; &amp; more"


def cells() -> pd.DataFrame:
    """Cells of which a person has confirmed every statement."""
    rows = [
        ("MARAC", "Denise 2020", "found", 5),
        ("MARAC", "Liverpool 2014", "found", 1),
        ("Housing", "Denise 2020", "not_found", 0),
        ("Housing", "Liverpool 2014", "not_in_scope", 0),
    ]
    frame = pd.DataFrame(rows, columns=["theme", "review", "state", "statements"])
    return frame.assign(confirmed=frame["statements"])


def test_matrix_keeps_three_states_apart_by_symbol() -> None:
    figure = theme_matrix(cells(), Scope("All reviews", 1, 1))
    by_name = {trace.name: trace for trace in figure.plot.data}
    assert list(by_name["found"].x) == ["Denise 2020", "Liverpool 2014"]
    assert by_name["found"].marker.symbol == "circle"
    assert list(by_name["not found"].y) == ["Housing"]
    assert by_name["not found"].marker.symbol == "line-ew"
    assert list(by_name["cannot tell (partial)"].text) == ["?"]
    assert figure.title == "1 of 2 themes comes up in two or more reviews"
    assert figure.table.to_dict("records") == [
        {"Theme": "MARAC", "Denise 2020": "found", "Liverpool 2014": "found"},
        {"Theme": "Housing", "Denise 2020": "not found", "Liverpool 2014": "cannot tell (partial)"},
    ]
    assert "2 found; 1 not found; 1 cannot tell (partial)" in figure.alt


def test_matrix_of_one_review_and_of_none() -> None:
    one = cells().query("review == 'Denise 2020'")
    assert theme_matrix(one, Scope("Denise", 1, 0)).title == "1 of 2 themes comes up in this one review"
    assert theme_matrix(cells().head(0), Scope("All reviews", 0, 0)).title == "No theme was found in these reviews"


def test_what_nobody_confirmed_is_suggested_in_the_title_itself() -> None:
    frame, known = bars(("MARAC process", 1, 3, 9), ("Housing", 0, 1, 1)), cells().assign(confirmed=0)
    none = frame.assign(confirmed=0, confirmed_reviews=0)
    assert theme_bars(none, SCOPE).title == "Suggested: MARAC process comes up in 4 of 11 reviews"
    other = frame.assign(confirmed=[0, 1], confirmed_reviews=[0, 1])
    assert theme_bars(other, SCOPE).title.startswith("Suggested"), "what is confirmed is not in the title"
    two = Scope("All reviews", 1, 1)
    assert theme_matrix(known, two).title == "Suggested: 1 of 2 themes comes up in two or more reviews"
    years = pd.DataFrame({"year": [2014, 2015], "reviews": [1, 1], "found": [0, 1], "confirmed_reviews": [0, 0]})
    assert theme_over_time(years, SCOPE, "Training").title == "Suggested: training comes up for deaths in 2015 only"
    all_sure = years.assign(confirmed_reviews=[0, 1])
    assert theme_over_time(all_sure, SCOPE, "Training").title == "Training comes up for deaths in 2015 only"
    assert theme_over_time(years.assign(found=0), SCOPE, "Training").title.startswith("Training was not found")


def test_a_matrix_says_suggested_until_every_cell_that_its_title_counts_is_confirmed() -> None:
    """MARAC was found in both reviews, so the title counts its two cells."""
    two, title = Scope("All reviews", 1, 1), "1 of 2 themes comes up in two or more reviews"
    one = theme_matrix(cells().assign(confirmed=[2, 0, 0, 0]), two)
    assert one.title == f"Suggested: {title}"
    assert "A person has confirmed 2 of the 6 times a theme was found" in one.subtitle
    assert one.source.endswith("A person has confirmed 2 of the 6 themes given to statements; the rest are machine suggestions.")
    assert theme_matrix(cells().assign(confirmed=[1, 1, 0, 0]), two).title == title
    single = cells().assign(state=["found", "found", "found", "not_in_scope"], statements=[5, 1, 2, 0], confirmed=[1, 1, 0, 0])
    assert theme_matrix(single, two).title == title, "housing, in one review alone, is not counted"
    assert theme_matrix(cells().drop(columns="confirmed"), two).title.startswith("Suggested: ")


def test_over_time_says_suggested_until_each_review_that_is_counted_is_confirmed() -> None:
    years = pd.DataFrame({
        "year": [2014, 2015, 2016], "reviews": [3, 1, 1], "found": [2, 1, 0], "confirmed_reviews": [1, 1, 0],
        "statements": [4, 1, 0], "confirmed": [3, 1, 0],
    })  # fmt: skip
    some, sure = (theme_over_time(frame, SCOPE, "Training") for frame in (years, years.assign(confirmed_reviews=[2, 1, 0])))
    said = "raining comes up for deaths from 2014 to 2015, in 2 of the 3 years with a review"
    assert (some.title, sure.title) == (f"Suggested: t{said}", f"T{said}")
    assert "A person has confirmed 4 of the 5 themes given to statements" in some.source


def test_a_matrix_marks_weak_themes_and_says_what_that_means() -> None:
    frame = with_weak_cells(cells().assign(theme_id=cells()["theme"].str.lower(), confirmed=0), {"marac"})
    figure = theme_matrix(frame, SCOPE)
    assert figure.table["Theme"].tolist() == ["MARAC (weak)", "Housing"]
    assert set(figure.plot.data[0].y) == {"MARAC (weak)"}
    assert "(weak): fewer than 3 in 4 suggestions are right, or found." in figure.subtitle
    assert "(weak)" not in theme_matrix(cells(), SCOPE).subtitle
    all_sure = with_weak_cells(cells().assign(theme_id="marac", confirmed=[5, 1, 0, 0]), {"marac"})
    assert not all_sure["weak"].any(), "a person has confirmed every statement"


def test_one_theme_alone_is_named() -> None:
    one = cells().query("theme == 'MARAC'")
    assert theme_matrix(one, Scope("All reviews", 1, 1)).title == "MARAC comes up in 2 of 2 reviews"
    assert theme_matrix(one.head(1), Scope("Denise", 1, 0)).title == "MARAC comes up in this one review"


def test_over_time_uses_known_years_and_says_what_is_left_out() -> None:
    frame = pd.DataFrame({"year": pd.array([2014, 2020, None], dtype="Int32"), "reviews": [2, 1, 3], "found": [1, 1, 2]})
    frame = frame.assign(confirmed_reviews=frame["found"])
    figure = theme_over_time(frame, SCOPE, "Training")
    found, rest = figure.plot.data
    assert list(found.x) == [2014, 2020]
    assert list(found.y) == [1, 1]
    assert list(rest.y) == [1, 0]
    assert figure.title == "Training comes up for deaths from 2014 to 2020, in 2 of the 2 years with a review"
    assert "3 reviews without a known year left out" in figure.subtitle
    assert figure.table["Reviews with the theme"].tolist() == ["1 of 2", "1 of 1"]


def test_over_time_with_one_year_and_with_none() -> None:
    frame = pd.DataFrame({"year": [2014, 2015], "reviews": [1, 1], "found": [0, 1], "confirmed_reviews": [0, 1]})
    assert theme_over_time(frame, SCOPE, "Training").title == "Training comes up for deaths in 2015 only"
    assert "was not found" in theme_over_time(frame.assign(found=0), SCOPE, "Training").title


def test_a_slide_draws_the_first_themes_and_says_so_while_its_words_hold_for_all() -> None:
    every, some = (theme_matrix(cells(), Scope("All reviews", 1, 1), most) for most in (0, 1))
    first = cells()["theme"].iloc[0]
    assert {mark for trace in some.plot.data for mark in trace.y} == {first}
    assert (some.title, some.alt) == (every.title, every.alt)
    assert some.table.equals(every.table)
    assert "The 1 theme found in most reviews." in some.subtitle


def test_reviews_that_a_matrix_leaves_out_are_said() -> None:
    figure = theme_matrix(cells(), Scope("All reviews", 40, 1))
    assert "Only 2 of them are shown, reports with the latest deaths first." in figure.subtitle


def test_marks_and_bars_carry_what_a_click_asks_for() -> None:
    named = cells().assign(review_id=cells()["review"].str.lower(), theme_id=cells()["theme"].str.lower())
    asked = [tuple(pair) for trace in theme_matrix(named, SCOPE).plot.data for pair in trace.customdata]
    assert sorted(asked) == sorted(zip(named["review_id"], named["theme_id"], strict=True))
    figure = theme_bars(bars(("Housing", 0, 1, 1)).assign(theme_id=["housing"]), SCOPE)
    assert [list(trace.customdata[0]) for trace in figure.plot.data[:2]] == [["housing"], ["housing"]]
