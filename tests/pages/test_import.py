"""Importing by the page: nothing is stored before a person says so, a bad file stops nobody, stopping leaves nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics import pipeline
from analytics.filters import Filters
from analytics.model import Suggestion
from analytics.pipeline import Item
from analytics.settings import Settings
from analytics.store.connection import Store
from pages.components import data, wording
from pages.components.intake import Choice, Intake
from pages.components.machine_room import MachineRoom
from pages.components.wording import work as work
from tests.fixtures import catalogue
from tests.pages.conftest import end_within_a_run, open_page, words
from tests.situations import StandIn

BRIEFING, OVERVIEW = "larkhampton-briefing.txt", "northmere-overview.docx"
DENISE = Path(__file__).resolve().parents[2] / "data" / "reviews" / "sefton-dhr9-denise-executive-summary.txt"


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """No language model: themes by keyword."""
    monkeypatch.setattr(pipeline, "load_machine", lambda settings, store=None: StandIn())


def offer(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Drop files on the page and wait until they have been read."""
    app.file_uploader(key="import_files").set_value([(name, content, "application/octet-stream") for name, content in files])
    return app.run(timeout=90)


def counts() -> dict[str, int]:
    """Rows of the database that the page has open."""
    rows = data.store().rows("""select (select count(*) from review) as review, (select count(*) from document) as document,
        (select count(*) from statement) as statement, (select count(*) from decision) as decision""")
    return {name: int(number) for name, number in rows[0].items()}


def fixture(name: str) -> tuple[str, bytes]:
    return name, catalogue.file_of(name)


def key_of(app: AppTest, start: str) -> str:
    """The key of the one button that begins so."""
    return next(button.key for button in app.button if button.key and button.key.startswith(start))


def test_limits_are_said_before_anything_is_dropped(database: Path) -> None:
    said = words(open_page("import"))
    assert "25 MB" in said
    assert "600 pages" in said


def test_preview_shows_what_was_found_and_stores_nothing(database: Path) -> None:
    app = open_page("import")
    before = counts()
    offer(app, fixture(OVERVIEW))
    assert not app.exception
    said = words(app)
    answer = catalogue.answer_of(OVERVIEW)
    assert "5 recommendations" in said
    assert app.text_input(key=next(t.key for t in app.text_input if t.key.startswith("particular_victim"))).value == "Anya"
    assert app.selectbox(key=next(s.key for s in app.selectbox if s.key.startswith("review_"))).value == ""
    assert work.WARNINGS_FIRST in said
    assert "a chronology" in said, "what such a report usually has and this one doesn't"
    table = next(t.value for t in app.table if "Where" in t.value.columns)
    assert table["Where"].str.startswith("Recommendation").sum() == len(answer.recommendations)
    assert counts() == before


def test_storing_puts_the_review_on_every_page(database: Path) -> None:
    app = offer(open_page("import"), fixture(BRIEFING))
    before = counts()
    app.button(key=key_of(app, "store_")).click().run(timeout=90)
    assert not app.exception
    after = counts()
    assert (after["review"] - before["review"], after["document"] - before["document"]) == (1, 1)
    answer = catalogue.answer_of(BRIEFING)
    assert after["statement"] - before["statement"] >= len(answer.recommendations)
    assert "Larkhampton" in words(app)
    assert "Larkhampton" in words(open_page("overview"))


def test_review_stored_while_the_page_began_is_known_to_it(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = offer(open_page("import"), fixture(BRIEFING))
    data.frame("review_counts", Filters())  # somebody has looked at the pages before
    end_within_a_run(monkeypatch, "intake")
    app.button(key=key_of(app, "store_")).click().run(timeout=90)
    said = words(app)
    assert work.RESULT_RESTRICTED not in said
    assert "Larkhampton" in said


def test_same_bytes_again_are_already_here(database: Path) -> None:
    app = offer(open_page("import"), fixture(BRIEFING))
    app.button(key=key_of(app, "store_")).click().run(timeout=90)
    before = counts()
    again = offer(open_page("import"), ("another name.txt", catalogue.file_of(BRIEFING)))
    assert work.UNCHANGED in words(again)
    assert not [button for button in again.button if button.key and button.key.startswith("store_")]
    assert counts() == before


def test_denise_report_twice(database: Path) -> None:
    content = DENISE.read_bytes()
    app = offer(open_page("import"), (DENISE.name, content))
    assert "Denise" in [t.value for t in app.text_input]
    app.button(key=key_of(app, "store_")).click().run(timeout=90)
    before = counts()
    assert before["review"] == 5
    again = offer(open_page("import"), (DENISE.name, content))
    assert work.UNCHANGED in words(again)
    assert "Sefton DHR9 (Denise)" in words(again)
    assert counts() == before


def test_bad_file_gets_its_sentence_and_the_others_go_on(database: Path) -> None:
    app = open_page("import")
    before = counts()
    offer(
        app, ("torn.pdf", b"%PDF-1.4 nothing"), fixture(BRIEFING), ("empty.txt", b""), ("twin.txt", catalogue.file_of(BRIEFING))
    )
    assert not app.exception
    errors = [error.value.replace("\\", "") for error in app.error]
    assert len(errors) == 3
    for name, error in zip(("torn.pdf", "empty.txt", "twin.txt"), errors, strict=True):
        assert name in error
        assert "Traceback" not in error
        assert "\n" not in error
    assert work.OFFERED_TWICE in errors[2]
    assert len([button for button in app.button if button.key and button.key.startswith("store_")]) == 1
    assert counts() == before


def test_leaving_a_file_out_stores_nothing(database: Path) -> None:
    app = offer(open_page("import"), fixture(BRIEFING))
    before = counts()
    app.button(key=key_of(app, "leave_")).click().run()
    assert work.LEFT_OUT in words(app)
    assert counts() == before


def test_taking_a_file_back_forgets_it(database: Path) -> None:
    app = offer(open_page("import"), fixture(BRIEFING))
    app.file_uploader(key="import_files").set_value(None)
    app.run()
    assert work.SECTION_CHECK not in [header.value for header in app.header]


def field(app: AppTest, name: str) -> Any:
    return next(t for t in app.text_input if t.key and t.key.startswith(f"particular_{name}_"))


def test_corrected_particulars_are_kept_as_a_person_s_decision(database: Path) -> None:
    app = offer(open_page("import"), fixture(BRIEFING))
    field(app, "victim_pseudonym").set_value("Rowan")
    field(app, "death").set_value("31/07/2020")
    app.button(key=key_of(app, "store_")).click().run(timeout=90)
    assert work.NEEDS_NAME in words(app), "a correction needs a name"
    assert counts()["decision"] == 0
    app.text_input(key="who_typed").set_value("Strategic lead")
    app.button(key=key_of(app, "store_")).click().run(timeout=90)
    review = data.store().rows("select * from review where victim_pseudonym = 'Rowan'")[0]
    assert (review["death"], review["death_year"]) == ("2020-07-31", 2020)
    made = data.store().rows("select kind, subject, object, verdict, who from decision order by object")
    assert made == [
        {"kind": "particular", "subject": review["review_id"], "object": field, "verdict": value, "who": "Strategic lead"}
        for field, value in (("death", "2020-07-31"), ("victim_pseudonym", "Rowan"))
    ]


def test_date_that_is_none_is_said_and_nothing_is_stored(database: Path) -> None:
    app = offer(open_page("import"), fixture(BRIEFING))
    before = counts()
    app.text_input(key="who_typed").set_value("Strategic lead")
    field(app, "death").set_value("last summer")
    app.button(key=key_of(app, "store_")).click().run(timeout=90)
    assert "Death: ‘last summer’ is no date." in words(app)
    assert counts() == before


def test_restricted_report_shows_on_no_page(database: Path) -> None:
    app = offer(open_page("import"), fixture(BRIEFING))
    next(box for box in app.checkbox if box.key.startswith("restricted_")).check()
    app.button(key=key_of(app, "store_")).click().run(timeout=90)
    assert work.RESULT_RESTRICTED in words(app)
    assert data.store().rows("select restricted from review where csp = 'Larkhampton'") == [{"restricted": True}]
    for page in ("overview", "reviews", "coding"):
        assert "Larkhampton" not in words(open_page(page))


def test_joining_a_review_that_is_there(database: Path) -> None:
    app = offer(open_page("import"), fixture(BRIEFING))
    before = counts()
    next(box for box in app.selectbox if box.key.startswith("review_")).set_value("northby-2021-beth")
    app.button(key=key_of(app, "store_")).click().run(timeout=90)
    after = counts()
    assert (after["review"], after["document"]) == (before["review"], before["document"] + 1)
    assert data.store().rows("select count(*) as n from document where review_id = 'northby-2021-beth'") == [{"n": 2}]


class Slow(StandIn):
    """A machine that waits in the middle of an import until it is told to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.go_on = threading.Event(), threading.Event()

    def code(self, items: Sequence[Item]) -> list[tuple[Suggestion, ...]]:
        if items:
            self.reached.set()
            assert self.go_on.wait(30)
        return super().code(items)


@pytest.fixture
def open_store(database: Path) -> Iterator[Store]:
    with Store(database) as store:
        yield store


def finish(intake: Intake) -> None:
    if intake._thread is not None:
        intake._thread.join(60)
        assert not intake._thread.is_alive()


def test_stopping_while_storing_leaves_nothing_behind(open_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Slow()
    monkeypatch.setattr(pipeline, "load_machine", lambda settings, store=None: slow)
    everything = "select (select count(*) from document) + (select count(*) from review) + (select count(*) from statement) as n"
    before = open_store.rows(everything)
    intake = Intake(open_store, Settings.from_environment(), MachineRoom(Settings.from_environment(), open_store))
    intake.offer([("1", BRIEFING, catalogue.file_of(BRIEFING)), ("2", OVERVIEW, catalogue.file_of(OVERVIEW))])
    intake.read_waiting()
    finish(intake)
    assert [item.state for item in intake.items.values()] == ["ready", "ready"]
    intake.keep({"1": Choice(), "2": Choice()})
    assert slow.reached.wait(30)
    intake.stop()
    assert not intake.running, "the page goes on at once"
    slow.go_on.set()
    finish(intake)
    assert [item.message for item in intake.items.values()] == [work.STOPPED, work.STOPPED]
    assert open_store.rows(everything) == before


def test_error_while_storing_leaves_nothing_behind_and_the_next_file_goes_on(
    open_store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Failing(StandIn):
        def code(self, items: Sequence[Item]) -> list[tuple[Suggestion, ...]]:
            if any("larkhampton" in item.review_id for item in items):
                raise RuntimeError("words of a report that nobody should read")
            return super().code(items)

    monkeypatch.setattr(pipeline, "load_machine", lambda settings, store=None: Failing())
    intake = Intake(open_store, Settings.from_environment(), MachineRoom(Settings.from_environment(), open_store))
    intake.offer([("1", BRIEFING, catalogue.file_of(BRIEFING)), ("2", OVERVIEW, catalogue.file_of(OVERVIEW))])
    intake.read_waiting()
    finish(intake)
    intake.keep({"1": Choice(), "2": Choice()})
    finish(intake)
    assert [item.state for item in intake.items.values()] == ["refused", "stored"]
    assert intake.items["1"].message == work.UNEXPECTED
    held = {row["csp"] for row in open_store.rows("select csp from review")}
    assert "Northmere" in held
    assert "Larkhampton" not in held


def test_wording_of_states_is_complete() -> None:
    assert set(work.FILE_STATES) == {"waiting", "reading", "ready", "storing", "stored", "unchanged", "refused"}
    assert set(work.SHARES) <= set(work.STAGES)
    assert wording.PAGES["import"].heading
