"""What was measured is said where people meet it: on Method, beside a theme and in the codebook."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics.themes import reliability as rule
from pages.components import data, method_views
from pages.components.wording import columns, measured
from pages.components.wording import work as work
from tests.pages.conftest import ROOT, open_page, words

SHIPPED: dict[str, Any] = json.loads((ROOT / "data/evaluation/quality.json").read_text(encoding="utf-8"))
THEMES = ("marac_process", "information_sharing", "risk_assessment", "training")
"""Those of the fictional library."""


@pytest.fixture
def figures(database: object, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The shipped figures as those of the fictional library, for tests to change; one theme is weak by a hair's breadth."""
    found = copy.deepcopy(SHIPPED)
    sound = {"n": 20, "precision": 0.9, "recall": 0.9, "f1": 0.9}
    found["themes"] = {theme: dict(sound) for theme in THEMES}
    found["themes"]["marac_process"] = {"n": 195, "precision": 0.7565, "recall": 0.7487, "f1": 0.7526}
    monkeypatch.setattr(data, "quality", lambda: found)
    return found


def table(app: AppTest, column: str) -> pd.DataFrame:
    return next(t.value for t in app.table if column in t.value.columns)


def headings(app: AppTest) -> list[str]:
    return [str(one.value) for one in app.subheader]


def test_method_explains_what_was_measured_with_the_figures_of_the_run(figures: dict[str, Any]) -> None:
    figures["coding"]["held_back"]["reliability"][-1]["observed"] = 0.871
    figures["comparison"]["held_back_fresh"]["recall_same"] = 0.1234
    figures["discovery"]["rediscovered"] = ["housing"] * 7
    figures["remedies"]["accuracy"] = 0.5
    app = open_page("method")
    assert not app.exception
    assert headings(app) == [
        measured.WEAK, measured.LEARNING, measured.SUGGESTING, measured.MATCHING, measured.PROPOSING, measured.REMEDIES,
        measured.FIGURES,
    ]  # fmt: skip
    said = words(app)
    assert "1 of the 4 themes is weak at present." in said
    assert "Of suggestions given 90% or more, 87 in 100 were right" in said
    assert "it finds 12 to " in said
    assert "it brought back 7." in said
    assert f"for {figures['remedies']['recommendations'] // 2} of {figures['remedies']['recommendations']} made-up" in said


def test_method_shows_how_probabilities_came_true(figures: dict[str, Any]) -> None:
    app = open_page("method")
    for names, key, bins in (
        (columns.SUGGESTIONS_GIVEN, "n", figures["coding"]["held_back"]["reliability"]),
        (columns.MATCHES_GIVEN, "pairs", figures["comparison"]["reliability"]),
    ):
        shown = table(app, names[2])
        assert list(shown.columns) == list(names)
        assert [int(re.sub(r"\D", "", str(number))) for number in shown[names[1]]] == [int(row[key]) for row in bins]
        assert str(shown[names[0]].iloc[-1]).replace("\\", "") == f"{bins[-1]['from']:.0%} or more"


def test_method_names_the_pairs_that_comparing_was_tried_on(figures: dict[str, Any]) -> None:
    lines = (ROOT / "data/evaluation/pairs.jsonl").read_text(encoding="utf-8").splitlines()
    pairs = [row for row in map(json.loads, lines) if row["a"].split("/")[0] != row["b"].split("/")[0]]
    same = sum(row["relation"] == "same" for row in pairs)
    assert (
        f"the pairs on {len(pairs)} pairs of statements of two of these reviews, of which readers call only {same} the"
        in words(open_page("method"))
    )


def test_how_many_pairs_are_the_same_is_not_said_where_the_figures_lack_it(figures: dict[str, Any]) -> None:
    figures["comparison"]["across_reviews"] |= {"pairs": 99.0}
    del figures["comparison"]["across_reviews"]["same"]
    said = method_views.quality_in_words()
    assert "the pairs on 99 pairs of statements of two of these reviews.\n" in said


def test_method_without_figures_says_nothing_of_them(database: object) -> None:
    app = open_page("method")
    assert not app.exception
    assert method_views.parts() == []
    assert headings(app) == []


def test_the_codebook_marks_weak_themes_in_words(figures: dict[str, Any]) -> None:
    app = open_page("codebook")
    subjects, remedies = app.table[0].value, app.table[1].value
    names = [cell.split("]")[0][1:].replace("\\", "") for cell in subjects["Theme"]]
    assert names == ["MARAC process (weak)", "Information sharing", "Risk assessment"]
    assert subjects[work.RELIABILITY_COLUMNS["recall"]].tolist() == ["74%", "90%", "90%"]
    assert not any("weak" in cell for cell in remedies["Theme"])
    assert words(app).count(work.WEAK_MEANS) == 1, "said once, where there is one"


@pytest.mark.parametrize(("page", "parameter"), [("codebook", "entry"), ("themes", "theme")])
def test_a_weak_theme_says_that_it_is(figures: dict[str, Any], page: str, parameter: str) -> None:
    said = words(open_page(page, **{parameter: "marac_process"}))
    assert "The machine is weak at this theme: it misses more than 1 in 4 of the statements that carry it." in said
    assert "the machine found 74%; of its suggestions 76% were right" in said
    assert "The machine is weak" not in words(open_page(page, **{parameter: "information_sharing"}))


def test_weak_is_what_the_words_say_it_is() -> None:
    assert rule.WEAK_BELOW == 0.75, "the pages say 3 in 4"
    assert "3 in 4" in work.WEAK_MEANS
