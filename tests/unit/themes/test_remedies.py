from __future__ import annotations

import json
from pathlib import Path

import pytest

from analytics.errors import DataFileError
from analytics.model import Status
from analytics.settings import DATA_FOLDER
from analytics.themes.closure import CLOSURES, closure_strength
from analytics.themes.cue_sets import CueSet, load_cues
from analytics.themes.discovery_quality import closure_quality, remedy_quality
from analytics.themes.remedies import LEVELS, REMEDIES, classify_remedy


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("Staff should be trained to use the checklist.", "train"),
        ("The trust is to revise its policy on missed appointments.", "write"),
        ("Intelligence sharing between police and probation is improved", "share"),
        ("Increased recording of domestic abuse in primary care", "record"),
        ("An audit of risk assessments should take place.", "audit"),
        ("Allocation of cases should include management oversight.", "supervise"),
        ("Core agencies must attend all MARAC meetings.", "convene"),
        ("More refuge places should be funded.", "resource"),
        ("A campaign should tell neighbours where to get help.", "inform"),
        ("The Home Office should change the law on bail.", "change_law"),
        ("Every patient should be asked whether they are safe at home.", None),
        ("", None),
        ("12345", None),
        ("Жертва", None),
    ],
)
def test_remedy_type(text: str, remedy: str | None) -> None:
    assert classify_remedy(text).type == remedy


@pytest.mark.parametrize(
    ("text", "agency", "scope", "level"),
    [
        ("Staff should be trained.", "Hospital Trust", None, "agency"),
        ("Staff should be trained.", None, None, "partnership"),
        ("Staff should be trained.", "Sefton Safer Communities Partnership", None, "partnership"),
        ("Staff should be trained.", "Hospital Trust", "Regional", "regional"),
        ("Staff should be trained.", "Hospital Trust", "National level", "national"),
        ("Staff should be trained.", "Hospital Trust", "local", "agency"),
        ("Staff should be trained.", "Home Office", None, "national"),
        ("A supervision policy is needed.", "National Probation Service", None, "agency"),
        ("Practices across Greater Manchester should adopt it.", "NHS England Greater Manchester", None, "regional"),
    ],
)
def test_level(text: str, agency: str | None, scope: str | None, level: str) -> None:
    assert classify_remedy(text, agency, scope).level == level


@pytest.mark.parametrize(
    ("outcome", "status", "closure"),
    [
        ("Completed July 2022", "complete", "stated"),
        (None, "complete", "stated"),
        ("", "already_in_place", "stated"),
        ("A seven-minute briefing was produced and shared.", "complete", "document_produced"),
        ("Audit completed in October and its outcomes shared.", "complete", "practice_audited"),
        ("An audit will be carried out next year.", "complete", "stated"),
        ("The policy is being reviewed. Referrals have increased by a third.", "complete", "outcome_changed"),
        ("Attendance has risen from 60 to 92 per cent.", "complete", "outcome_changed"),
        ("A new procedure is planned.", "complete", "stated"),
        ("Audit completed.", "ongoing", None),
        ("Audit completed.", "overdue", None),
        ("Audit completed.", "unknown", None),
        ("Audit completed.", "superseded", None),
    ],
)
def test_closure(outcome: str | None, status: Status, closure: str | None) -> None:
    assert closure_strength(outcome, status) == closure


def test_cues_cover_every_remedy_level_and_closure() -> None:
    content = load_cues(DATA_FOLDER / "remedies.yaml")
    assert tuple(content["remedies"]) == REMEDIES
    assert set(content["levels"]) == set(LEVELS) - {"agency"}, "an agency's own is what is left"
    assert set(content["closure"]) == (set(CLOSURES) - {"stated"}) | {"promised", "done"}


def test_scores_worked_out_by_hand() -> None:
    cues = CueSet(
        [("a", 3.0, "audit*"), ("a", 2.0, "check"), ("b", 2.0, "GP + !dog"), ("c", 1.0, "nothing")], {"GP": ["doctor*"]}
    )
    # 'audits' is word 0 of 4: 3; 'check' word 2: 2 * (1 - 0.5 * 2 / 4) = 1.5, a further cue counts a quarter; 'doctors' word 3
    assert cues.scores("Audits then check doctors.") == pytest.approx({"a": 3 + 0.25 * 1.5, "b": 2 * (1 - 0.5 * 3 / 4)})
    assert cues.scores("Dog and doctor. Check.") == pytest.approx({"a": 2.0})
    assert cues.scores("Dog. A doctor.") == pytest.approx({"b": 2 * (1 - 0.5 * 1 / 2)})


def test_quality_of_a_sample_worked_out_by_hand(tmp_path: Path) -> None:
    sample = [
        {"text": "Staff should be trained.", "agency": "Police", "scope": None, "remedy": "train", "level": "agency"},
        {"text": "An audit should take place.", "agency": "Police", "scope": None, "remedy": "audit", "level": "agency"},
        {"text": "Staff should be trained.", "agency": None, "scope": None, "remedy": "inform", "level": "national"},
        {"text": "Ask each patient.", "agency": None, "scope": None, "remedy": None, "level": "partnership"},
    ]
    file = tmp_path / "sample.jsonl"
    file.write_text("\n".join(map(json.dumps, sample)), encoding="utf-8")
    found = remedy_quality(file)
    assert (found["recommendations"], found["accuracy"], found["level_accuracy"]) == (4, 0.75, 0.75)
    assert found["kappa"] == pytest.approx((0.75 - 0.25) / (1 - 0.25), abs=1e-4)  # chance: 1/4*2/4 + 1/4*1/4 + 0 + 1/4*1/4


def test_the_projects_sample_is_read_well() -> None:
    found = remedy_quality(DATA_FOLDER / "evaluation" / "remedies.jsonl")
    assert found["recommendations"] >= 100
    assert found["accuracy"] >= 0.9
    assert found["level_accuracy"] >= 0.9


@pytest.mark.parametrize("content", ["", "remedies: {}", "- a", "remedies: [", "\x00"])
def test_broken_cues_are_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "remedies.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"remedies\.yaml"):
        load_cues(file)


def test_a_broken_sample_is_refused(tmp_path: Path) -> None:
    (tmp_path / "s.jsonl").write_text('{"text": "x"}', encoding="utf-8")
    with pytest.raises(DataFileError, match=r"s\.jsonl"):
        remedy_quality(tmp_path / "s.jsonl")


def test_closures_on_the_labelled_sample() -> None:
    found = closure_quality(DATA_FOLDER / "evaluation" / "closures.jsonl")
    assert found["outcomes"] == 60
    assert found["accuracy"] > 0.9
    assert {"None", "stated", "document_produced", "practice_audited", "outcome_changed"} == set(found["of_reported"])
    with pytest.raises(DataFileError, match="labelled outcomes"):
        closure_quality(DATA_FOLDER / "evaluation" / "remedies.jsonl")


def test_closure_figures_are_counts_of_what_the_lines_say(tmp_path: Path) -> None:
    rows = [("The policy was published.", "document_produced"), ("Done.", "stated"), ("Done.", "outcome_changed"), ("", "stated")]
    lines = [json.dumps({"outcome": text, "status": "complete", "closure": closure}) for text, closure in rows]
    (tmp_path / "closures.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found = closure_quality(tmp_path / "closures.jsonl")
    assert found["accuracy"] == 0.75
    assert found["of_reported"]["outcome_changed"] == {"n": 1, "right": 0}
    assert found["of_reported"]["stated"] == {"n": 2, "right": 2}
