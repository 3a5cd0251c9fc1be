"""What pages say of themes and matches of which nobody, one person or everybody has confirmed what is counted.

By hand, in ``tests.situations``: MARAC process in three statements of Anna and two of Beth; information sharing in one of Beth and
one of Cara, a digest. Subject themes were given seven times, two more are of a kind of remedy.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from analytics.store.connection import Store
from analytics.store.decisions import Decision, record
from tests.pages.conftest import open_page, words
from tests.pages.test_numbers import said_of, table
from tests.situations import ANNA, BETH, DORA

HEADLINE = "earning about MARAC process and information sharing comes up in 2 of 3 reviews."
GRID = "2 of 3 themes come up in two or more reviews"
POINT, MATCH = f"{ANNA}/recommendation-1-northby-police", f"{BETH}/recommendation-1-northby-police"


def accept(database: Path, only: str = "") -> None:
    """Confirm every theme of every statement that is open to all, or those of one statement."""
    with Store(database) as store:
        codes = store.rows("select statement_id, theme_id from code order by statement_id, theme_id")
        for number, code in enumerate(codes):
            statement, theme = code["statement_id"], code["theme_id"]
            if only in ("", statement) and not statement.startswith(DORA):
                record(store, Decision(f"sure-{number}", "code", statement, theme, "accepted", "A tester", datetime(2024, 1, 1)))


def test_none_is_confirmed(database: Path) -> None:
    app = open_page("overview", opened=("table_themes-by-reviews",))
    said = words(app)
    assert f"Suggested: l{HEADLINE}" in said.splitlines()
    assert "These themes are suggestions of the machine: no person has confirmed any of them yet." in said
    assert f"Suggested: {GRID}" in said
    assert "Source: domestic homicide reviews in this library. No person has confirmed any of the 7 themes given" in said
    bars = table(app, "Theme")
    assert bars["Confirmed reviews"].tolist() == ["0", "0"]
    assert bars["Confirmed statements"].tolist() == ["0", "0"]


def test_one_code_that_is_confirmed_makes_no_finding_of_the_overview(database: Path) -> None:
    accept(database, f"{ANNA}/key-issue-7-1")
    app = open_page("overview", opened=("table_themes-by-reviews", "matrix_list"))
    said = words(app)
    assert f"Suggested: l{HEADLINE}" in said.splitlines()
    assert "A person has confirmed 1 of the 7 times a theme was found; the rest are suggestions of the machine." in said
    assert [line for line in said.splitlines() if line.endswith(GRID)] == [f"Suggested: {GRID}"]
    assert "A person has confirmed 1 of the 7 themes given to statements; the rest are machine suggestions." in said
    bars = table(app, "Confirmed reviews").set_index("Theme")
    assert bars["Confirmed reviews"].tolist() == ["1", "0"]
    listed = table(app, "Confirmed in").set_index("Theme")
    assert (said_of(listed.loc["MARAC process", "Found in"]), listed.loc["MARAC process", "Confirmed in"]) == ("2 of 3", "1")


def test_all_are_confirmed(database: Path) -> None:
    accept(database)
    app = open_page("overview")
    said = words(app)
    assert f"L{HEADLINE}" in said.splitlines()
    assert "A person has confirmed each of the 7 times a theme was found." in said
    assert "A person has confirmed all 7 themes given to statements." in said
    assert GRID in said.splitlines()
    assert "Suggested: " not in said


def test_the_theme_page_says_in_how_many_reviews_a_person_has_confirmed_it(database: Path) -> None:
    accept(database, f"{ANNA}/key-issue-7-1")
    said = words(open_page("themes", theme="marac_process"))
    anna = f"[Anna 2018](themes?theme=marac_process&review={ANNA}) (confirmed); [Beth 2021](themes?theme=marac_process&"
    assert f"Confirmed in 1 and suggested in 1 more of 3 reviews (2 reports): {anna}" in said
    assert "Found in " not in said
    assert "Suggested: MARAC process comes up for deaths from 2018 to 2021, in 2 of the 3 years with a review" in said
    entry = words(open_page("codebook", entry="marac_process"))
    assert "Confirmed in 1 and suggested in 1 more review (2 reports and no public digest), 5 statements; 1 of them" in entry


def test_the_theme_page_says_which_sort_of_review_it_was_found_in(database: Path) -> None:
    said = words(open_page("themes", theme="information_sharing"))
    assert "Suggested in 2 of 3 reviews (1 report and 1 public digest): [Beth 2021](" in said


def test_the_theme_page_once_all_is_confirmed(database: Path) -> None:
    accept(database)
    said = words(open_page("themes", theme="marac_process"))
    assert "Found in 2 of 3 reviews (2 reports): [Anna 2018](" in said
    assert "(confirmed)" not in said, "of all of them it needn't be said"
    assert "MARAC process comes up for deaths from 2018 to 2021" in said
    assert "Suggested: " not in said


@pytest.mark.parametrize(
    ("judged", "said"),
    [
        (0, "- May be related, but a different ask: [2 learning points]({link})"),
        (1, "- May be related, but a different ask: [2 learning points]({link}), 1 of them confirmed by a person"),
        (2, "- Related, but a different ask: [2 learning points]({link})"),
    ],
)
def test_one_match_that_is_confirmed_makes_no_finding_of_the_other_points(database: Path, judged: int, said: str) -> None:
    """Of Anna's points, the key issue and the lesson are related to what Beth's review says."""
    with Store(database) as store:
        for number, point in enumerate(("key-issue-7-1", "learning-1-lesson")[:judged]):
            pair = sorted((f"{ANNA}/{point}", MATCH))
            record(store, Decision(f"match-{number}", "match", *pair, "related", "A tester", datetime(2024, 1, 1)))
    app = open_page("term_of_reference_13", review=ANNA)
    listed = [line for element in app.markdown for line in str(element.value).replace("\\", "").split("\n")]
    assert said.format(link=f"term_of_reference_13?review={ANNA}&finding=related") in listed
