"""Correcting the particulars of a stored review on its own page."""

from __future__ import annotations

from pathlib import Path

import pytest

from pages.components.wording import work as work
from tests.pages.conftest import open_page, words
from tests.situations import ANNA


@pytest.fixture(autouse=True)
def no_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reference of the fictional library, in place of the files of the data folder."""
    from analytics import pipeline
    from tests.situations import REFERENCE

    monkeypatch.setattr(pipeline, "load_reference", lambda settings: REFERENCE, raising=False)


def test_correct_see_and_take_back(database: Path) -> None:
    app = open_page("reviews", opened=("correct_particulars",), review=ANNA, part="about")
    app.text_input(key="who_typed").input("A. Lead").run()
    app.text_input(key=f"stored_death_{ANNA}").input("31 July 2017")
    app.text_input(key=f"stored_why_{ANNA}").input("The inquest")
    next(button for button in app.button if button.label == work.CORRECT_SAVE).click().run()
    assert not app.exception
    said = words(app)
    assert "death: 31 July 2017" in said
    assert "Death: 31 July 2017. By A. Lead" in said
    assert "Why: The inquest" in said
    next(button for button in app.button if button.label == work.take_back("death")).click().run()
    said = words(app)
    assert "death: March 2018" in said
    assert "Death: taken back, what the document says holds. By A. Lead" in said


@pytest.mark.parametrize(("typed", "expected"), [("yesterday", "is no date"), ("March 2018", work.NOTHING_CHANGED)])
def test_what_is_no_correction_says_so(typed: str, expected: str, database: Path) -> None:
    app = open_page("reviews", opened=("correct_particulars",), review=ANNA, part="about")
    app.text_input(key="who_typed").input("A. Lead").run()
    app.text_input(key=f"stored_death_{ANNA}").input(typed)
    next(button for button in app.button if button.label == work.CORRECT_SAVE).click().run()
    assert expected in app.error[0].value.replace("\\", "")
    assert "death: March 2018" in words(app)


def test_nobody_corrects_without_a_name(database: Path) -> None:
    app = open_page("reviews", opened=("correct_particulars",), review=ANNA, part="about")
    app.text_input(key=f"stored_death_{ANNA}").input("2011")
    next(button for button in app.button if button.label == work.CORRECT_SAVE).click().run()
    assert "needs the name of the person" in app.error[0].value
