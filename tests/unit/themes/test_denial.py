"""What a clause sets aside isn't learning; what was left undone is, in nearly the same words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.settings import DATA_FOLDER
from analytics.themes.denial import in_earnest
from analytics.themes.training import HELD_BACK_DENIALS, load_examples, load_labelled

SET_ASIDE = (
    "Alcohol was not a factor.",
    "There was no evidence of substance misuse by either party.",
    "Neither party had any history of mental ill health.",
    "Housing was not an issue in this review.",
    "There were no concerns about information sharing.",
    "The panel found no gaps in training.",
    "Mental illness was ruled out by two experts.",
    "The couple had no children.",
)
LEFT_UNDONE = (
    "There was no evidence of routine enquiry.",
    "No agency asked about alcohol.",
    "The policy makes no mention of domestic abuse.",
    "Her alcohol use was not considered by the surgery.",
    "There was no mental health support for her.",
    "No flag was put on the record.",
    "There was evidence of alcohol misuse.",
    "His past played no part in how he was assessed.",
)


@pytest.mark.parametrize("text", SET_ASIDE)
def test_what_is_set_aside_is_blanked(text: str) -> None:
    assert in_earnest(text).strip(" .") == ""


@pytest.mark.parametrize("text", LEFT_UNDONE)
def test_what_was_left_undone_is_kept(text: str) -> None:
    assert in_earnest(text) == text


def test_only_the_clause_is_blanked() -> None:
    text = "Although there was no record of mental ill health, the GP did not ask about his drinking."
    assert in_earnest(text).split() == "the GP did not ask about his drinking.".split()
    assert in_earnest("Drugs were ruled out; her thoughts of suicide were not followed up.").split()[0] == "her"


@given(st.text(max_size=200))
def test_every_other_character_keeps_its_place(text: str) -> None:
    kept = in_earnest(text)
    assert len(kept) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, kept, strict=True))


def test_nothing_is_learnt_from_the_denials_held_back() -> None:
    back = {s.text for s in load_labelled(DATA_FOLDER / "evaluation" / HELD_BACK_DENIALS)}
    assert len(back) == 120
    assert back.isdisjoint(row.example.text for row in load_examples(DATA_FOLDER / "examples.jsonl"))
