"""Judging suggestions by the page: a decision is a new row, counts follow at once, and everything can be taken back.

The library of ``tests.situations`` has nine suggested themes in the reviews that are open to all: Anna 7.1, L1 and R1 on MARAC
and R2 on training; Beth R1 and R2 on MARAC, R2 also on information sharing; Cara 1 on information sharing and 2 on training.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics.filters import Filters
from pages.components import data, deciding, wording
from pages.components.deciding import Asked
from pages.components.wording import work as work
from tests.pages.conftest import open_page, words
from tests.situations import ANNA, BETH, CARA

MARAC = "marac_process"
ALL = 9
OF_MARAC = 5


def coding(**query: str | list[str]) -> AppTest:
    """The page with somebody's name given."""
    app = open_page("coding", **query)
    app.text_input(key="who_typed").set_value("Strategic lead")
    return app.run()


def decisions() -> list[dict[str, Any]]:
    return data.store().rows("select kind, subject, object, verdict, who, why from decision order by decided_at, decision_id")


def count_of(theme: str) -> dict[str, int]:
    counts = data.frame("theme_counts", Filters())
    row = counts[counts["theme_id"] == theme].iloc[0]
    return {name: int(row[name]) for name in ("statements", "confirmed")}


def test_nobody_can_decide_without_a_name(database: Path) -> None:
    app = open_page("coding")
    assert work.WHO_FIRST in words(app)
    assert app.button(key="queue_accepted").disabled
    assert not coding().button(key="queue_accepted").disabled


def test_progress_counts_what_is_judged(database: Path) -> None:
    app = coding()
    assert f"0 of {ALL} suggested themes judged." in words(app)
    app.button(key="queue_accepted").click().run()
    assert f"1 of {ALL} suggested themes judged." in words(app)
    app.button(key="queue_rejected").click().run()
    assert f"2 of {ALL} suggested themes judged." in words(app)
    assert [row["verdict"] for row in decisions()] == ["accepted", "rejected"]
    assert {row["who"] for row in decisions()} == {"Strategic lead"}


def test_accepting_confirms_on_the_other_pages_at_once(database: Path) -> None:
    before = words(open_page("themes", theme=MARAC))
    assert "Confirmed by a person" not in before
    app = coding(theme=MARAC)
    assert count_of(MARAC) == {"statements": OF_MARAC, "confirmed": 0}
    app.button(key="queue_accepted").click().run()
    assert count_of(MARAC) == {"statements": OF_MARAC, "confirmed": 1}
    assert "confirmed by a person" in words(open_page("themes", theme=MARAC)).casefold()


def test_rejecting_takes_the_statement_out_and_undo_brings_it_back(database: Path) -> None:
    app = coding(theme=MARAC)
    app.button(key="queue_rejected").click().run()
    assert count_of(MARAC) == {"statements": OF_MARAC - 1, "confirmed": 0}
    app.button(key="decision_undo").click().run()
    assert count_of(MARAC) == {"statements": OF_MARAC, "confirmed": 0}
    assert [row["verdict"] for row in decisions()] == ["rejected", "withdrawn"], "undoing adds a row, it takes none away"
    assert f"0 of {OF_MARAC} suggested themes judged." in words(app)


def test_reason_is_kept_with_one_decision_alone(database: Path) -> None:
    app = coding()
    app.text_input(key=deciding.WHY).set_value("Only mentions it")
    app.button(key="queue_rejected").click().run()
    app.button(key="queue_accepted").click().run()
    assert [row["why"] for row in decisions()] == ["Only mentions it", None]


def test_skipping_decides_nothing_and_shows_another(database: Path) -> None:
    app = coding(order="reading")
    first = [text.value for text in app.text]
    app.button(key="queue_skip").click().run()
    assert [text.value for text in app.text] != first
    assert decisions() == []


def test_adding_a_theme_that_the_machine_did_not_think_of(database: Path) -> None:
    app = coding(order="reading", review=ANNA)
    box = next(box for box in app.selectbox if box.key and box.key.startswith("add_"))
    assert "Training" in box.options
    assert "MARAC process" not in box.options, "what it has already isn't offered"
    box.set_value("risk_assessment").run()
    app.button(key="queue_add_added").click().run()
    made = decisions()[0]
    assert (made["kind"], made["object"], made["verdict"]) == ("code", "risk_assessment", "added")
    assert count_of("risk_assessment") == {"statements": 1, "confirmed": 1}


def test_least_sure_comes_first_on_request(database: Path) -> None:
    store = data.store()
    with store.transaction() as cursor:
        cursor.execute("update suggestion set score = 0.51 where theme_id = 'training'")
        cursor.execute("update run set finished_at = finished_at + interval 1 second")
    assert "Is this about: Training?" in words(coding(order="unsure"))
    assert "Is this about: Training?" not in words(coding(order="likely"))


def test_filter_by_review_and_theme(database: Path) -> None:
    app = coding(review=CARA, theme="training")
    assert "0 of 1 suggested theme" in words(app).replace("themes", "theme")
    assert "commission training for all staff" in words(app)


def test_evidence_place_and_the_passages_around(database: Path) -> None:
    app = coding(order="reading", review=ANNA)
    said = words(app)
    assert "MARAC was not attended by the police." in said
    assert "Key issue, paragraph 7.1, page 5" in said
    assert "“marac”" in said
    assert "75%" in said
    assert "In March 2018 Anna died." in said, "the passage before"


def test_matches_are_judged_the_same_way(database: Path) -> None:
    app = coding(queue="matches", review=[ANNA, BETH])
    assert work.ASKS_MATCH["same"] in words(app)
    app.button(key="queue_same").click().run()
    matches = data.frame("recurrence_matches", ANNA)
    assert matches["confirmed"].fillna(False).sum() == 1
    app.button(key="queue_unrelated").click().run()
    assert [row["verdict"] for row in decisions()] == ["same", "unrelated"]
    app.button(key="decision_undo").click().run()
    assert [row["verdict"] for row in decisions()] == ["same", "unrelated", "withdrawn"]


def test_what_was_judged_can_be_seen_and_taken_back(database: Path) -> None:
    app = coding(theme=MARAC)
    app.button(key="queue_accepted").click().run()
    judged = coding(theme=MARAC, show="judged")
    assert "By Strategic lead, " in words(judged)
    next(button for button in judged.button if button.key and button.key.startswith("back_")).click().run()
    assert count_of(MARAC)["confirmed"] == 0
    assert work.NOTHING_JUDGED in words(judged)


def test_everything_judged_says_so(database: Path) -> None:
    app = coding(review=CARA)
    for _ in range(2):
        app.button(key="queue_accepted").click().run()
    assert work.QUEUE_DONE in words(app)


def test_button_pressed_twice_decides_once(database: Path) -> None:
    open_page("coding")
    statement = str(data.frame("code_queue", Filters())["statement_id"].iloc[0])
    asked = Asked("code", statement, MARAC, "")
    now = datetime.now(UTC)
    for _ in range(2):
        deciding.decisions.record(
            data.store(),
            deciding.Decision("one-id", asked.kind, asked.subject, asked.object, "accepted", "Lead", now.replace(tzinfo=None)),
        )
    assert len(decisions()) == 1


def test_queue_agrees_with_the_codes(database: Path) -> None:
    """Independently: what waits and what was accepted or added is just what counts as a code."""
    app = coding(order="reading")
    for verdict in ("accepted", "rejected", "accepted"):
        app.button(key=f"queue_{verdict}").click().run()
    queue = data.frame("code_queue", Filters())
    counted = queue[queue["verdict"] != "rejected"][["statement_id", "theme_id"]]
    codes = data.frame("coded_statements", Filters())[["statement_id", "theme_id"]]
    keys = ["statement_id", "theme_id"]
    pd.testing.assert_frame_equal(
        counted.sort_values(keys).reset_index(drop=True), codes.sort_values(keys).reset_index(drop=True)
    )


@pytest.mark.parametrize("query", [{"queue": "nonsense"}, {"order": "sideways"}])
def test_address_that_names_no_queue_is_one_message(query: dict[str, str], database: Path) -> None:
    app = open_page("coding", **query)
    assert not app.exception
    assert wording.ERROR_LINK in app.error[0].value
