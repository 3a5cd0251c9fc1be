"""What exports say of a theme of which nobody, one person or everybody has confirmed the codes, counted by hand.

MARAC process: three statements of Anna and two of Beth; information sharing: one of Beth and one of Cara, a digest.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from analytics.briefings import powerpoint, web_page, word_seven, word_theme
from analytics.briefings.contents import gather
from analytics.briefings.order import Order
from analytics.store.connection import Store
from analytics.store.decisions import Decision, record
from tests import situations
from tests.situations import ANNA
from tests.unit.briefings import readers
from tests.unit.briefings.conftest import DAY

TITLE = "MARAC process and information sharing each come up in 2 of 3 reviews"
GRID = "2 of 3 themes come up in two or more reviews"
THEME = Order(today=DAY, theme="marac_process")


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with situations.library(tmp_path_factory.mktemp("sure") / "library.duckdb") as store:
        yield store


def accept(store: Store, only: str = "") -> None:
    """Confirm every theme of every statement, or those of one statement."""
    codes = store.rows("select statement_id, theme_id from code order by statement_id, theme_id")
    for number, code in enumerate(code for code in codes if only in ("", code["statement_id"])):
        statement, theme = code["statement_id"], code["theme_id"]
        record(store, Decision(f"sure-{number}", "code", statement, theme, "accepted", "A tester", datetime(2024, 1, 1)))


def titles(store: Store) -> list[str]:
    deck = readers.deck(powerpoint.build(store, Order(today=DAY)))
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def page(store: Store) -> str:
    return web_page.build(store, Order(today=DAY)).decode()


def test_none_is_confirmed(store: Store) -> None:
    said = titles(store)
    assert {f"Suggested: {TITLE}", f"Suggested: {GRID}", "MARAC process: suggested in 2 of 3 reviews"} <= set(said)
    html = page(store)
    assert "MARAC process: suggested in 2 of 3 reviews (5 statements, none of them confirmed by a person)" in html
    assert "No person has confirmed any of the 7 themes given to statements." in html


def test_one_code_that_is_confirmed_makes_no_finding_of_the_others(store: Store) -> None:
    accept(store, f"{ANNA}/key-issue-7-1")
    said = titles(store)
    assert {f"Suggested: {TITLE}", f"Suggested: {GRID}"} <= set(said)
    assert not {TITLE, GRID} & set(said)
    assert "MARAC process: confirmed in 1 and suggested in 1 more of 3 reviews" in said
    html = page(store)
    assert f"Suggested: {TITLE}" in html
    assert f"Suggested: {GRID}" in html
    assert "MARAC process: confirmed in 1 and suggested in 1 more of 3 reviews (5 statements, 1 of them confirmed" in html
    assert "A person has confirmed 1 of the 7 themes given to statements; the rest are machine suggestions." in html
    mixed = "MARAC process is confirmed in 1 and suggested in 1 more of 3 reviews (2 reports)."
    for kind in (word_theme, word_seven):
        assert mixed in readers.paper_text(kind.build(store, THEME))
    agency = readers.paper_text(word_seven.build(store, Order(today=DAY, agency="police")))
    assert "MARAC process: suggested in 2 reviews, 2 statements" in agency, "what was confirmed names no agency"


def test_one_code_that_is_confirmed_is_told_apart_in_notes_and_tables(store: Store) -> None:
    accept(store, f"{ANNA}/key-issue-7-1")
    deck = readers.deck(powerpoint.build(store, Order(today=DAY)))
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide)
    assert "MARAC process: confirmed in 1 and suggested in 1 more of 3 reviews, 5 statements" in notes
    assert "3 statements, 1 of them confirmed by a person, the rest suggested. " in notes
    themes = gather(store, Order(today=DAY)).themes.set_index("theme_id")
    assert themes["confirmed_reviews"].to_dict() == {
        "marac_process": 1, "information_sharing": 0, "training": 0, "risk_assessment": 0,
    }  # fmt: skip


def test_all_are_confirmed(store: Store) -> None:
    accept(store)
    said = titles(store)
    assert {TITLE, GRID, "MARAC process: found in 2 of 3 reviews"} <= set(said)
    assert not [title for title in said if title.startswith("Suggested")]
    html = page(store)
    assert "MARAC process: found in 2 of 3 reviews (5 statements, 5 of them confirmed by a person)" in html
    assert "A person has confirmed all 7 themes given to statements." in html
    text = readers.paper_text(word_theme.build(store, THEME))
    assert "MARAC process was found in 2 of 3 reviews (2 reports), confirmed by a person." in text
    assert "Suggested: " not in text
