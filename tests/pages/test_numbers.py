"""The numbers that pages show, against those worked out by hand in ``tests.situations``; filters change them."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics.store import decisions
from analytics.store.connection import Store
from analytics.store.decisions import Decision
from pages.components import data, tables, wording
from pages.components.wording import columns
from pages.components.wording import present as slide_words
from tests.pages.conftest import open_page, words
from tests.situations import ANNA, BETH, CARA


def table(app: AppTest, column: str) -> pd.DataFrame:
    """The first table that has a column of that heading."""
    return next(t.value for t in app.table if column in t.value.columns)


def test_overview_leads_with_people_then_counts_of_reviews(database: Path) -> None:
    app = open_page("overview", opened=("table_themes-by-reviews",))
    said = words(app)
    assert "Anna (Northby, died 2018)" in said
    assert "Beth (Northby, died 2021)" in said
    assert "1 other person for whom no name is published (in Southby)" in said
    assert (
        app.header[0].value.replace("\\", "")
        == "Suggested: learning about MARAC process and information sharing comes up in 2 of 3 reviews."
    )
    assert "[3 reviews](reviews?list=reviews) looked at (2 reports and 1 public digest)" in said
    bars = table(app, "Theme")
    assert bars["Theme"].tolist() == ["MARAC process", "Information sharing"]
    assert bars["Reviews"].tolist() == ["[2 of 3](themes?theme=marac_process)", "[2 of 3](themes?theme=information_sharing)"]
    assert bars["Public digests"].tolist() == ["0", "[1](themes?theme=information_sharing)"]
    assert bars["Statements"].map(said_of).tolist() == ["5", "2"]
    assert wording.NEW_TAB in said


def test_overview_keeps_restricted_reviews_out(database: Path) -> None:
    assert "Dora" not in words(open_page("overview"))


def test_matrix_tells_not_found_from_cannot_tell(database: Path) -> None:
    matrix = table(open_page("overview", opened=("table_theme-by-review",)), "Anna 2018")
    matrix = matrix.assign(Theme=matrix["Theme"].map(said_of)).set_index("Theme")
    assert matrix.loc["MARAC process"].tolist() == ["found", "found", r"cannot tell \(partial\)"]
    assert matrix.loc["Information sharing"].tolist() == ["not found", "found", "found"]
    assert matrix.loc["Risk assessment"].tolist() == ["not found", "not found", r"cannot tell \(partial\)"]


def test_matrix_as_a_list_links_each_count_to_its_passages(database: Path) -> None:
    rows = table(open_page("overview", opened=("matrix_list",)), "Found in").set_index("Theme")
    assert rows.loc["MARAC process", "Found in"] == "[2 of 3](themes?theme=marac_process)"
    assert rows.loc["Risk assessment", "Found in"] == "0 of 3"
    silent = rows.loc["MARAC process", "Cannot tell"]
    assert silent == "[1](themes?theme=marac_process&state=cannot_tell)"
    assert "1 review of which it can’t be told" in words(follow(silent))
    assert f"[Anna 2018](themes?theme=marac_process&review={ANNA})" in rows.loc["MARAC process", "Reviews"]
    said = words(open_page("themes", theme="marac_process", review=ANNA))
    assert "3 statements in 1 review" in said


def test_agency_counts_lead_to_passages_and_the_filter_names_former_bodies(database: Path) -> None:
    with Store(database) as store, store.transaction() as cursor:
        cursor.execute("insert into agency values ('regional', 'Regional Police', 'Police', null)")
        cursor.execute("update agency set successor_id = 'regional' where agency_id = 'police'")
    rows = table(open_page("agencies"), "Recommendations").set_index("Agency")
    named = next(name for name in rows.index if "Regional Police" in name)
    assert "with its former body: Northby Police" in named.replace("\\", "")
    for count in ("Reviews", "Recommendations"):
        assert rows.loc[named, count] == "[2](agencies?agency=regional)"
    assert "2 recommendations in 2 reviews." in words(open_page("agencies", agency="regional"))
    said = words(open_page("actions", agency="regional"))
    assert "Regional Police includes the body it took over from: Northby Police." in said
    assert "2 actions" in said


def test_what_happened_again_after_it_was_done(database: Path) -> None:
    said = words(open_page("overview"))
    assert "1 lesson came up again in a later death" in said
    assert "Reported complete February 2020. Then the same learning in a death of May 2021." in said


def test_filter_changes_the_numbers_and_the_sentence(database: Path) -> None:
    app = open_page("overview", opened=("table_themes-by-reviews",), review=ANNA)
    said = words(app)
    assert "Northby DHR1 (Anna)" in app.info[0].value.replace("\\", "")
    assert f"[1 review](reviews?list=reviews&review={ANNA}) looked at (1 report)" in said
    assert f", [5 statements](reviews?list=statements&review={ANNA})" in said
    assert table(app, "Theme")["Theme"].tolist() == ["MARAC process"]


def test_choosing_in_the_filter_bar_does_the_same_as_the_address(database: Path) -> None:
    app = open_page("overview", opened=("filter_bar",))
    app.multiselect(key="filter_areas").select("Southby").run()
    assert app.query_params["area"] == "Southby"
    assert "[1 review](reviews?list=reviews&area=Southby) looked at (1 public digest), [2 statements](" in words(app)
    app.button(key="filter_clear").click().run()
    assert "area" not in app.query_params
    assert "3 reviews" in words(app)


def test_filters_hold_from_page_to_page(database: Path) -> None:
    app = open_page("overview", opened=("filter_bar",))
    app.multiselect(key="filter_reviews").select(ANNA).run()
    app.query_params.clear()
    app.switch_page("pages/actions.py").run()
    assert app.query_params["review"] == ANNA
    assert "3 actions" in words(app)


def test_passages_behind_a_count(database: Path) -> None:
    app = open_page("overview", passages="marac_process")
    said = words(app)
    assert "5 statements in 2 reviews" in said
    assert "MARAC was not attended by the police." in said
    assert "Key issue, paragraph 7.1, page 5" in said
    assert "suggested by the machine (probability 75%), for “marac”. Not yet confirmed by a person." in said


def test_cell_of_the_matrix_says_cannot_tell(database: Path) -> None:
    app = open_page("overview", cell_review=CARA, cell_theme="marac_process")
    assert wording.CELL_STATES["not_in_scope"] in [info.value for info in app.info]
    app = open_page("overview", cell_review=ANNA, cell_theme="information_sharing")
    held = wording.CELL_STATES["not_found"].format(held="executive summary")
    assert f"{held} {wording.ONLY_SUMMARY}" in [info.value for info in app.info], "a summary is no whole report"


def test_theme_page(database: Path) -> None:
    app = open_page("themes", theme="marac_process")
    said = words(app)
    assert "How the conference works." in said
    assert f"Suggested in 2 of 3 reviews (2 reports): [Anna 2018](themes?theme=marac_process&review={ANNA}); [Beth 2021](" in said
    assert "Of [1 more](themes?theme=marac_process&state=cannot_tell) only a digest is loaded" in said
    assert "5 statements in 2 reviews" in said
    assert "Suggested: MARAC process comes up for deaths from 2018 to 2021, in 2 of the 3 years with a review" in said


def test_a_theme_of_many_reviews_names_some_and_counts_the_rest(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.components.views.MOST_REVIEWS", 1)
    said = words(open_page("themes", theme="marac_process"))
    assert (
        f"Suggested in 2 of 3 reviews (2 reports): [Anna 2018](themes?theme=marac_process&review={ANNA}); and 1 more, whose"
        in said
    )


def test_theme_that_was_not_found_says_so(database: Path) -> None:
    assert wording.THEME_NOT_FOUND in words(open_page("themes", theme="risk_assessment"))


def test_term_of_reference_13_answers_with_both_texts(database: Path) -> None:
    said = words(open_page("term_of_reference_13", review=BETH))
    assert (
        "Probably, but no person has confirmed it yet: 1 of 2 learning points is suggested to appear in 1 of the 2 other" in said
    )
    assert "Compared with 2 other reviews (1 executive summary, 1 public digest)." in said
    assert "Probably repeats: Recommendation 1 (Northby Police)" in said
    assert "Police must attend every MARAC meeting from now on." in said
    assert "Police must attend every MARAC meeting." in said
    assert "after the earlier action was reported complete (target December 2019, reported complete February 2020)" in said


def test_term_of_reference_13_never_claims_an_absence_from_digests(database: Path) -> None:
    said = words(open_page("term_of_reference_13", review=ANNA))
    assert "Compared with 2 other reviews (1 full report, 1 public digest)." in said
    assert "Cannot tell: " not in said, "a full report was compared"
    assert "Not found: " in said


def test_an_executive_summary_s_silence_shows_no_absence(database: Path) -> None:
    with Store(database) as store, store.transaction() as cursor:
        cursor.execute("delete from match")
    said = words(open_page("term_of_reference_13", review=BETH))
    assert "Not known: none of the 2 learning points was found in the 2 other reviews compared." in said
    assert "Cannot tell: Recommendation 1" in said
    assert wording.NO_MATCHES[True] in said
    [line] = [text.value for text in open_page("term_of_reference_13", review=BETH).markdown if text.value.startswith("- ")]
    assert "2 learning points" in words(follow(line.removeprefix("- Cannot tell: ")))


def test_which_points_of_a_finding_are_shown_is_what_was_counted(database: Path) -> None:
    for review in (ANNA, BETH):
        [lines] = [t.value for t in open_page("term_of_reference_13", review=review).markdown if t.value.startswith("- ")]
        for line in lines.splitlines():
            cell = line.partition(": ")[2]
            assert said_of(cell) in " ".join(info.value for info in follow(cell).info).lower()


def test_draft_states_no_recurrence_that_nobody_confirmed(database: Path) -> None:
    app = open_page("term_of_reference_13", opened=("draft_box",), review=BETH)
    assert "No match has been confirmed by a person yet" in app.text_area[0].value


def test_actions_on_a_day_that_the_user_sets(database: Path) -> None:
    app = open_page("actions", opened=("table_action-status",), on="2026-11-22")
    status = table(app, "Status")
    assert dict(zip(status["Status"], status["Actions"].map(said_of), strict=True)) == {
        "Complete": "1 of 4", "Overdue": "1 of 4", "Not started": "1 of 4", "No information": "1 of 4",
    }  # fmt: skip
    before = table(open_page("actions", opened=("table_action-status",), on="2020-01-01"), "Status")
    assert "Overdue" not in before["Status"].tolist()


LINK_IN = re.compile(r"\[([^\]]*)\]\((\w+)\??([^)]*)\)")
LINK = re.compile(r"\[(?P<said>.*)\]\((?P<page>\w+)\?(?P<query>.*)\)")


def said_of(cell: str) -> str:
    """The words of a cell that is a link."""
    found = LINK.fullmatch(cell)
    assert found, f"{cell} leads nowhere"
    return found["said"]


def follow(cell: str) -> AppTest:
    """The view that a cell's link opens."""
    found = LINK.fullmatch(cell)
    assert found, f"{cell} leads nowhere"
    return open_page(found["page"], **parse_qs(found["query"]))


@pytest.mark.parametrize(("chart", "heading"), [("action-status", "Status"), ("closure", "What stands behind it")])
def test_every_count_of_actions_opens_as_many(chart: str, heading: str, database: Path) -> None:
    counts = table(open_page("actions", opened=(f"table_{chart}",), on="2026-11-22"), heading)
    leading = counts[~counts["Actions"].str.startswith("0 of")]
    assert len(leading)
    for name, cell in zip(leading[heading], leading["Actions"], strict=True):
        number = int(said_of(cell).split()[0])
        shown = follow(cell)
        assert any(info.value.endswith(f": {number} action{'s' if number > 1 else ''}.") for info in shown.info), name
        assert shown.button(key="behind_close")


def test_a_late_and_an_open_action_open_in_full(database: Path) -> None:
    app = open_page("actions", opened=("table_slippage", "table_open-actions"), on="2024-07-01")
    late = words(follow(table(app, "Months late")["Action"].iloc[0]))
    assert "1 action." in late
    assert "Name a lead officer" in late
    assert "Target December 2019; reported complete February 2020, 2 months late." in late
    oldest = words(follow(table(app, "Months open")["Action"].iloc[0]))
    assert "Write a course" in oldest
    assert "open 61 months after its report" in oldest


@pytest.mark.parametrize(
    "asked",
    [
        "status.nonsense",
        "closure.",
        "nothing.at.all",
        "late.no-such-action",
        "asks.level.planet.done",
        "asks.level.agency.lost",
        "asks.theme.magic.done",
        "asks.lead.agency.done",
        "asks",
    ],
)
def test_a_link_to_actions_that_are_not_there_is_one_clear_message(asked: str, database: Path) -> None:
    app = open_page("actions", behind=asked)
    assert not app.exception
    assert wording.ERROR_LINK in app.error[0].value


def test_a_year_and_a_remedy_of_a_theme_open_what_they_count(database: Path) -> None:
    app = open_page("themes", opened=("table_marac_process-over-time", "table_marac_process-remedies"), theme="marac_process")
    years = table(app, "Year of death")
    assert "deaths 2018" in words(follow(years.set_index("Year of death")["Reviews with the theme"].loc["2018"]))
    rungs = table(app, "What was asked for").set_index("What was asked for")["Recommendations"]
    for rung, cell in rungs.items():
        if not str(cell).startswith("0 of"):
            number = int(said_of(str(cell)).split()[0])
            assert f"{rung}: {number} recommendation" in words(follow(str(cell)))
    assert wording.ERROR_LINK in open_page("themes", theme="marac_process", remedy="magic").error[0].value


def test_every_count_of_agencies_opens_as_many_passages(database: Path) -> None:
    rows = table(open_page("themes", theme="marac_process"), "Agency")
    assert [said_of(cell) for cell in rows["Statements"]] == ["2", "2", "1"]
    for name, reviews, statements in zip(rows["Agency"], rows["Reviews"], rows["Statements"], strict=True):
        counted = [wording.passages_counted(int(said_of(statements)), int(said_of(reviews)))]
        for cell in (reviews, statements):
            said = [info.value.replace("\\", "") for info in follow(cell).info]
            assert [one for one in said if one.startswith(counted[0])], name
    assert wording.NO_AGENCY in rows["Agency"].tolist()


def test_counts_of_agencies_keep_the_filters_and_lead_nowhere_that_counts_something_else(database: Path) -> None:
    rows = table(open_page("themes", theme="marac_process", year_from="2019"), "Agency")
    assert "2 statements in 1 review" in words(open_page("themes", theme="marac_process", year_from="2019"))
    for cell, named in zip(rows["Statements"], rows["Agency"], strict=True):
        assert f"{said_of(cell)} statement in 1 review" in words(follow(cell)), named
    narrowed = table(open_page("themes", theme="marac_process", agency=["police", "gp"]), "Agency")
    assert not [cell for cell in narrowed["Statements"] if "](" in cell], "what names one of two agencies has no address"


def test_themes_in_the_same_statements_open_what_carries_both(database: Path) -> None:
    rows = table(open_page("themes", theme="marac_process"), columns.RELATED[1])
    for column in columns.RELATED[1:]:
        [cell] = rows[column]
        assert cell == "[1](themes?theme=marac_process&with=information_sharing)"
        app = follow(cell)
        assert "1 statement in 1 review that carry “Information sharing” as well" not in words(app)
        assert "1 statement in 1 review that carries “Information sharing” as well" in words(app)
        assert "Surgeries should share information with the MARAC." in words(app)
        app.button(key="part_close").click().run()
        assert "with" not in app.query_params
        assert "5 statements in 2 reviews" in words(app)


def test_a_part_of_a_theme_that_holds_nothing_says_so_and_can_be_closed(database: Path) -> None:
    app = open_page("themes", theme="marac_process", **{"with": "training"})
    assert wording.NO_PASSAGES in [info.value for info in app.info]
    assert app.button(key="part_close")
    both = words(open_page("themes", theme="marac_process", named="none", **{"with": "information_sharing"}))
    assert wording.NO_PASSAGES in both


@pytest.mark.parametrize("asked", [{"with": "magic"}, {"named": "some"}, {"codes": "all"}, {"state": "found"}])
def test_a_link_to_a_part_that_is_not_there_is_one_clear_message(asked: dict[str, str], database: Path) -> None:
    app = open_page("themes", theme="marac_process", **asked)
    assert not app.exception
    assert wording.ERROR_LINK in app.error[0].value


def test_another_theme_leaves_the_part_behind(database: Path) -> None:
    app = open_page("themes", theme="marac_process", named="none", **{"with": "information_sharing"})
    app.selectbox(key="choose_theme").set_value("training").run()
    assert "with" not in app.query_params
    assert "named" not in app.query_params
    assert "2 statements in 2 reviews" in words(app)


def test_reviews_of_which_a_theme_can_t_be_told_are_named(database: Path) -> None:
    app = open_page("themes", theme="risk_assessment", state="not_found")
    assert "2 reviews in which it was not found" in words(app)
    assert "Beth 2021" in table(app, "Held as")["In charts"].tolist()
    app.button(key="state_close").click().run()
    assert "state" not in app.query_params


def test_every_count_of_the_overview_s_sentences_leads_to_what_it_counts(database: Path) -> None:
    texts = [text.value for text in open_page("overview").markdown]
    passages = next(text for text in texts if wording.READ_THEM in text)
    assert "[MARAC process](themes?theme=marac_process)" in passages
    assert "[Information sharing](themes?theme=information_sharing)" in passages
    became = next(text for text in texts if "promised" in text and "Of [" in text)
    assert "[1 lesson came up again](#again)" in became
    links = LINK_IN.findall(became)
    assert [said for said, _, _ in links] == ["4 actions", "1", "2", "1"]
    assert "behind=became.done) is reported done" in became
    assert "behind=became.open) are open in the plan" in became
    for said, page, query in links:
        number = int(said.split()[0])
        shown = words(open_page(page, **parse_qs(query)))
        assert f"{number} action" in shown if query == "" else f": {number} action{'s' if number > 1 else ''}." in shown


@pytest.mark.parametrize("page", ["overview", "themes", "agencies"])
@pytest.mark.parametrize(
    "view", [{}, {"area": "Northby"}, {"review": [ANNA, BETH]}, {"year_from": "2019"}, {"agency": "police"}, {"kind": "lesson"}]
)
def test_both_sizes_of_a_view_open_what_they_count(page: str, view: dict[str, str | list[str]], database: Path) -> None:
    said = open_page(page, **view).info[0].value.replace("\\", "")
    (reviews, _, of_reviews), (statements, _, of_statements) = LINK_IN.findall(said)
    held = open_page("reviews", **parse_qs(of_reviews))
    assert len(table(held, "Held as")) == int(reviews.split()[0])
    read = open_page("reviews", **parse_qs(of_statements))
    assert f"{statements} in " in read.info[0].value
    for app in (held, read):
        app.button(key="list_close").click().run()
        assert "list" not in app.query_params
        assert app.selectbox(key="choose_review").value == ""


def test_a_list_that_is_none_is_one_clear_message_and_an_empty_one_says_so(database: Path) -> None:
    assert wording.ERROR_LINK in open_page("reviews", list="magic").error[0].value
    assert wording.NO_PASSAGES in words(open_page("reviews", list="statements", year_from="1990", year_to="1991"))
    assert wording.NO_MATCH in words(open_page("reviews", list="reviews", year_from="1990", year_to="1991"))


def test_a_statement_of_a_list_is_read_in_its_report(database: Path) -> None:
    app = open_page("reviews", list="statements", agency="police")
    next(button for button in app.button if button.label == wording.READ_IN_REPORT).click().run()
    assert "list" not in app.query_params
    assert app.selectbox(key="choose_review").value in {ANNA, BETH}
    assert app.query_params["ref"]


def test_confirmed_codes_of_the_codebook_open_as_many_passages(database: Path) -> None:
    with Store(database) as store:
        subject = f"{ANNA}/recommendation-1-northby-police"
        decisions.record(store, Decision("d1", "code", subject, "marac_process", "accepted", "A. Coder", datetime(2026, 1, 1)))
    rows = pd.concat([one.value for one in open_page("codebook").table])
    [cell] = [cell for cell in rows["Confirmed"] if cell != "0"]
    app = follow(cell)
    assert f"{said_of(cell)} statement in 1 review that a person has confirmed" in [info.value for info in app.info]
    app.button(key="part_close").click().run()
    assert "codes" not in app.query_params
    assert "5 statements in 2 reviews" in words(app)


def test_one_review_s_headline_leads_to_all_themes_and_an_empty_view_nowhere(database: Path) -> None:
    said = [text.value for text in open_page("overview", review=ANNA).markdown]
    assert [text for text in said if text.endswith(f"{wording.READ_THEM} [{wording.ALL_THEMES}](themes?review={ANNA})")]
    assert wording.READ_THEM not in words(open_page("overview", year_from="1990", year_to="1991"))


def test_actions_as_rows(database: Path) -> None:
    rows = open_page("actions", status="complete").dataframe[0].value
    assert len(rows) == 1
    assert rows.loc[0, "Months late"] == 2
    assert rows.loc[0, "Recommendation"] == "Police must attend every MARAC meeting."


def test_agency_page_puts_its_asks_together(database: Path) -> None:
    said = words(open_page("agencies", agency="police"))
    assert "2 recommendations in 2 reviews." in said
    assert "2 repeat what another review has said" in said


def test_reader_jumps_to_a_paragraph_and_marks_what_is_coded(database: Path) -> None:
    app = open_page("reviews", review=ANNA, ref="7.1")
    said = words(app)
    assert "the paragraph you asked for" in said
    assert "MARAC was not attended by the police." in said
    assert "MARAC process. Suggested, 75%" in said


def test_reader_shows_headings_and_says_once_that_there_are_no_pages(database: Path) -> None:
    app = open_page("reviews", review=ANNA)
    assert any(heading.value.startswith("6 ") for heading in app.subheader)
    assert wording.NO_PAGES not in words(app), "Anna's report has pages"
    with Store(database) as store, store.transaction() as cursor:
        cursor.execute("update passage set page = null")
        cursor.execute("update statement set page = null")
    data.forget()
    assert words(open_page("reviews", review=ANNA)).count(wording.NO_PAGES) == 1
    assert words(open_page("themes", theme="marac_process")).count(wording.NO_PAGES) == 1


def test_reader_says_when_a_paragraph_isn_t_there(database: Path) -> None:
    app = open_page("reviews", review=ANNA, ref="99.9")
    assert "99.9" in app.warning[0].value.replace("\\", "")


def test_reference_of_a_recommendation_leads_to_the_paragraph_with_its_words(database: Path) -> None:
    app = open_page("reviews", review=BETH, ref="Recommendation 1 (Northby Police)")
    assert not app.warning
    assert "the paragraph you asked for" in words(app)


def test_a_digest_leads_to_the_public_page_that_it_words(database: Path) -> None:
    link = "[A public page](https://example.org/southby)"
    assert f"{wording.DIGEST_SOURCE} {link}" in words(open_page("reviews", review=CARA))
    assert link in table(open_page("method"), "Source")["Source"].tolist()


def test_register_says_what_is_not_loaded(database: Path) -> None:
    app = open_page("reviews")
    assert "A report of 1 of the 2 reviews that Northby has published is loaded" in words(app)
    loaded = table(app, "Loaded")["Loaded"].tolist()
    assert wording.NOT_LOADED in loaded
    assert any(one.startswith("Loaded: [") for one in loaded), "all that was published of Anna's review"


def test_register_says_which_report_of_a_review_is_not_loaded(database: Path) -> None:
    with Store(database) as store, store.transaction() as cursor:
        cursor.execute("update register set documents = ['Executive Summary', 'Overview Report'] where number = 1")
    [partly] = [one for one in table(open_page("reviews"), "Loaded")["Loaded"] if one.startswith("Partly loaded")]
    assert partly.endswith("; not loaded: Overview Report")


def test_every_review_is_listed_with_its_name_in_charts_and_as_what_it_is_held(database: Path) -> None:
    held = table(open_page("reviews"), "In charts").set_index("In charts")["Held as"]
    assert held.to_dict() == {
        "Anna 2018": "executive summary",
        "Beth 2021": held["Beth 2021"],
        "Southby 2019": "public digest, partial",
    }
    assert "Southby, death 2019, published November 2020" in open_page("reviews").selectbox(key="choose_review").options


def test_a_link_inside_the_reader_changes_the_address(database: Path) -> None:
    app = open_page("reviews", review=ANNA, part="statements")
    next(button for button in app.button if button.label == wording.READ_IN_REPORT).click().run()
    assert app.query_params["ref"] in ("7.1", ["7.1"])
    assert "the paragraph you asked for" in words(app)


@pytest.mark.parametrize("slide", ["1", "2", "99", "x", "-1", "٣"])
def test_present_shows_one_chart_whatever_the_address_says(slide: str, database: Path) -> None:
    app = open_page("present", slide=slide)
    assert not app.exception
    assert len(app.get("plotly_chart")) == 1
    said = words(app)
    assert (f"There is no chart ‘{slide}’ here, so this is the first. Chart 1 of" in said) == (slide not in ("1", "2"))


def test_a_chart_for_a_room_is_headed_by_its_finding_and_keeps_few_rows(database: Path) -> None:
    app = open_page("present")
    assert (
        app.title[0].value.replace("\\", "") == "Suggested: MARAC process and information sharing each come up in 2 of 3 reviews"
    )
    assert [title.value for title in open_page("present", theme="nonsense").title] == [wording.PAGES["present"].heading]


def test_present_turns_the_page(database: Path) -> None:
    app = open_page("present")
    assert "Chart 1 of" in words(app)
    app.button(key="slide_on").click().run()
    assert app.query_params["slide"] == "2"
    assert "Chart 2 of" in words(app)


@pytest.mark.parametrize(
    ("relation", "confirmed", "said"),
    [("same", True, "Repeats"), ("same", False, "Probably repeats"), ("related", False, "May be related, but a different ask"),
     ("not_found", False, "Not found"), ("cannot_tell", False, "Cannot tell")],
)  # fmt: skip
def test_a_finding_is_no_surer_than_it_is(relation: str, confirmed: bool, said: str) -> None:
    assert wording.finding(relation, confirmed) == said


def test_quality_is_said_in_tenths() -> None:
    said = wording.of_ten(0.92, 0.84, 0.67)
    assert "of ten themes it suggests, about nine are right; of ten that are there, it finds about eight" in said
    assert said.endswith("of ten pairs it calls the same learning, about seven are.")


def test_an_agency_s_asks_lead_to_the_report_and_none_repeated_is_said(database: Path) -> None:
    said = words(open_page("agencies", agency="asc"))
    assert "1 recommendation in 1 review." in said
    assert wording.REPEATED_NOWHERE[False] in said
    asks = open_page("agencies", agency="police")
    assert wording.READ_IN_REPORT in [link.proto.label for link in asks.get("page_link")][:2]


def test_the_overview_says_how_much_of_the_register_is_behind_its_counts(database: Path) -> None:
    known = "1 of Northby’s 2 published reviews is loaded; the other 2 here are 1 report and 1 public digest from Northby and Southby."
    assert known in words(open_page("overview"))
    assert f"{wording.IN_ALL} {known}" in words(open_page("overview", area="Southby"))


@pytest.mark.parametrize(
    ("areas", "others", "places", "said"),
    [
        ([("Sefton", 1, 11)], {"digest": 10}, ["Bolton", "Liverpool"],
         "1 of Sefton’s 11 published reviews is loaded; the other 10 here are public digests from Bolton and Liverpool."),
        ([("St Helens", 0, 1)], {"digest": 1}, ["Bolton"],
         "None of St Helens’ 1 published review is loaded; the other one here is a public digest from Bolton."),
        ([("Sefton", 2, 11), ("Wirral", 1, 3)], {}, [],
         "2 of Sefton’s 11 published reviews and 1 of Wirral’s 3 published reviews are loaded."),
    ],
)  # fmt: skip
def test_how_much_is_loaded_is_true_of_any_library(
    areas: list[tuple[str, int, int]], others: dict[str, int], places: list[str], said: str
) -> None:
    assert wording.coverage(areas, others, places) == said


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"area": "Southby"}, "Cannot be told yet: no action plan of these reviews is loaded."),
        (
            {"review": ANNA},
            "Cannot be told yet: no other review here is known to be of a death after February 2020, when the first",
        ),
        ({"review": BETH}, "Cannot be told yet: no action of these reviews is reported complete with a date."),
        ({"theme": "training"}, "Cannot be told yet"),
    ],
)
def test_that_nothing_came_up_again_is_only_said_where_it_can_be_told(query: dict[str, str], said: str, database: Path) -> None:
    assert said in words(open_page("overview", **query))


def test_that_nothing_came_up_again_is_said_where_it_was_looked_for(database: Path) -> None:
    with Store(database) as store, store.transaction() as cursor:
        cursor.execute("delete from match")
    assert "Looked for in 1 review of a later death: nothing was found again" in words(open_page("overview"))


@pytest.mark.parametrize("typed", ["01/01/2020", "1 January 2020", "2020-01-01"])
def test_a_day_is_typed_as_people_write_it_and_the_address_keeps_iso(typed: str, database: Path) -> None:
    app = open_page("actions")
    app.text_input(key="type_on").set_value(typed).run()
    assert app.query_params["on"] == "2020-01-01"
    assert app.text_input(key="type_on").value == "1 January 2020"
    assert not app.error


def test_what_is_no_day_is_said_beside_the_box_and_the_page_stands(database: Path) -> None:
    app = open_page("actions", on="2020-01-01")
    app.text_input(key="type_on").set_value("31/02/2022").run()
    [error] = app.error
    assert "31/02/2022" in error.value.replace("\\", "")
    assert "1 January 2020" in error.value
    assert app.query_params["on"] == "2020-01-01"
    assert app.dataframe
    app.text_input(key="type_on").set_value("1/6/2022").run()
    assert not app.error
    assert app.query_params["on"] == "2022-06-01"


def test_open_actions_before_their_report_are_not_said_to_be_none(database: Path) -> None:
    said = words(open_page("actions", on="2018-01-01"))
    assert "nothing newer is held; none is past target; how long can’t be given" in said
    assert "No action was open" not in said


def test_a_card_shows_the_words_a_closure_was_judged_by(database: Path) -> None:
    said = words(open_page("actions", behind="status.complete"))
    assert "A lead was named." in said
    assert "judged by the machine from the plan’s words" in said
    app = open_page("actions", opened=("actions_full",))
    assert "A lead was named\\." in table(app, "Outcome")["Outcome"].tolist()


def test_the_grid_leads_with_what_was_asked_and_names_the_body_that_answers_now(database: Path) -> None:
    with Store(database) as store, store.transaction() as cursor:
        cursor.execute("insert into agency values ('regional', 'Regional Police', 'Police', null)")
        cursor.execute("update agency set successor_id = 'regional' where agency_id = 'police'")
    app = open_page("actions", opened=("table_slippage",))
    assert columns.GRID[:2] == ("Recommendation", "Status")
    assert "Regional Police" in app.dataframe[0].value["Agency"].tolist()
    assert "Regional Police, no. 1" in table(app, "Months late")["Action"].iloc[0].replace("\\", "")


@pytest.mark.parametrize(("by", "heading", "name"), [("level", "Level", "Agency"), ("theme", "Theme", "MARAC process")])
def test_recommendations_by_level_and_theme(by: str, heading: str, name: str, database: Path) -> None:
    app = open_page("actions", by=by)
    grouped = table(app, heading)
    assert any(name in cell for cell in grouped[heading])
    assert "machine" in wording.GROUP_HOW[by]


@pytest.mark.parametrize(("by", "heading"), [("level", "Level"), ("theme", "Theme")])
def test_every_count_by_level_and_theme_opens_as_many_recommendations(by: str, heading: str, database: Path) -> None:
    grouped = table(open_page("actions", by=by, on="2024-07-01"), heading)
    cells = grouped[list(columns.GROUPED.values())].to_numpy().ravel()
    leading = [cell for cell in cells if cell != "0"]
    assert len(leading) > 2
    for cell in leading:
        app, number = follow(cell), int(said_of(cell))
        assert any(f": {number} recommendation" in info.value for info in app.info), cell
        assert len([button for button in app.get("page_link") if button.proto.label == wording.SAID_BEFORE]) == number
        app.button(key="behind_close").click().run()
        assert "behind" not in app.query_params
        assert by in app.query_params["by"]


def test_a_count_by_level_that_has_become_none_says_so(database: Path) -> None:
    app = open_page("actions", behind="asks.level.national.done", on="2024-07-01")
    assert "National: no recommendation reported done." in words(app)
    assert app.button(key="behind_close")


def test_present_keeps_what_is_not_for_the_room_behind_one_line(database: Path) -> None:
    app = open_page("present", slide="2")
    assert [one.label for one in app.expander] == [wording.AS_TABLE, wording.WHICH_IS_WHICH, slide_words.PRESENT_MORE]
    more = open_page("present", opened=("present_more",))
    assert more.multiselect(key="filter_areas")
    assert slide_words.SECTION_DOWNLOADS in [one.label for one in more.expander]


@pytest.mark.parametrize(
    ("page", "key", "query"),
    [
        ("overview", "theme-by-review", {}),
        ("present", "slide-2", {"slide": "2"}),
        ("actions", "open-actions", {"on": "2031-06-30"}),
    ],
)
def test_a_chart_that_names_reviews_in_short_says_which_is_which(
    page: str, key: str, query: dict[str, str], database: Path
) -> None:
    named = table(open_page(page, opened=(f"names_{key}",), **query), "In charts").set_index("In charts")["Review"]
    assert named["Beth 2021"].startswith("[northby-2021-beth") or "Beth" in named["Beth 2021"]
    assert "Northby DHR1" in named["Anna 2018"]


def test_a_chart_of_one_review_s_actions_names_none_in_short(database: Path) -> None:
    app = open_page("actions", review=ANNA)
    assert wording.WHICH_IS_WHICH not in [one.label for one in app.expander]


def test_a_chart_of_nothing_is_one_sentence(database: Path) -> None:
    app = open_page("actions", review=BETH)
    assert "No action is reported done." in [text.value.replace("\\", "") for text in app.markdown]
    assert "No action is reported done" not in [heading.value for heading in app.subheader]
    assert "by the strongest thing their plan says" not in words(app)


def test_sentences_begin_with_a_capital_and_years_with_all(database: Path) -> None:
    said = words(open_page("overview", year_from="1990", year_to="1991"))
    assert "**Deaths 1990 to 1991.** No review is looked at." in said
    assert "**Southby.** No action" in words(open_page("actions", area="Southby"))
    assert open_page("overview", opened=("filter_bar",)).selectbox(key="filter_year_from").proto.placeholder == wording.ANY


def test_apostrophes_have_one_style(database: Path) -> None:
    for page in ("overview", "actions", "themes", "agencies", "term_of_reference_13", "present", "method"):
        app = open_page(page)
        own = [element.value for kind in ("header", "subheader", "caption", "info", "title") for element in app.get(kind)]
        assert [text for text in own if re.search(r"\w\\?'\w", str(text))] == [], page


def test_tables_say_that_links_open_a_new_tab_and_that_wide_ones_scroll() -> None:
    plain = pd.DataFrame({"A": ["a"], "B": [r"\[x\]\(y\)"]})
    assert not tables.has_links(plain)
    assert tables.has_links(plain.assign(B="[x](themes?theme=y)"))
