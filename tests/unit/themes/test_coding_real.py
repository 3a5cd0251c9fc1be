"""The coder as it ships: what it must not find, and how it shows what it found."""

from __future__ import annotations

import pytest

from analytics.settings import Settings
from analytics.themes.coding import MOST_WORDS, Coder, StatementInput, load_coder

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def coder() -> Coder:
    return load_coder(Settings())


def test_what_is_set_aside_carries_no_theme_and_what_was_left_undone_does(coder: Coder) -> None:
    texts = ["Alcohol was not a factor.", "The couple had no children.", "There were no concerns about information sharing."]
    *aside, undone = coder.suggest([StatementInput(text) for text in (*texts, "There was no evidence of routine enquiry.")])
    assert aside == [()] * len(texts)
    assert [one.theme for one in undone] == ["routine_enquiry"]


def test_no_theme_is_found_in_what_is_not_english_and_evidence_is_never_long(coder: Coder) -> None:
    no_english = [
        "word " * 20_000,
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore. " * 9,
        "Никто не спросил о насилии дома, и никто не сообщил об этом в полицию или в больницу.",
        "La police n'a pas demandé à la victime si elle avait peur de son mari, et rien n'a été dit au médecin.",
    ]
    endless = "and then nobody at the surgery thought of asking her how things were at home " * 40
    *none, found = coder.suggest([StatementInput(text) for text in (*no_english, endless)])
    assert none == [()] * len(no_english)
    assert found
    assert all(s.evidence in endless and len(s.evidence.split()) <= MOST_WORDS for s in found)
