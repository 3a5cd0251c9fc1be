"""The codebook: what is shipped holds together, what is wrong is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.codebook import load_codebook
from analytics.errors import CodebookError
from analytics.settings import DATA_FOLDER

SHIPPED = load_codebook(DATA_FOLDER / "codebook.yaml")
IDS = (
    "professional_curiosity routine_enquiry marac_process complex_needs information_sharing records_and_flags risk_assessment "
    "coercive_control perpetrator_focus substance_use mental_health mental_capacity victim_engagement specialist_support "
    "criminal_justice multi_agency_pathways training policy_procedure management_oversight capacity_resources "
    "children_and_family community_and_informal_networks equality_and_access housing learning_assurance"
).split()


def test_the_ids_never_change() -> None:
    assert SHIPPED.ids == tuple(IDS)
    assert len(SHIPPED.ids) == 25


def test_22_subjects_and_3_remedies() -> None:
    assert [theme.id for theme in SHIPPED.themes if theme.axis == "remedy"] == [
        "training",
        "policy_procedure",
        "learning_assurance",
    ]


@pytest.mark.parametrize("theme", SHIPPED.themes, ids=lambda theme: theme.id)
def test_every_theme_can_be_learnt(theme: object) -> None:
    assert len(theme.exemplars) >= 10  # type: ignore[attr-defined]
    assert theme.cues  # type: ignore[attr-defined]
    assert len(set(theme.exemplars)) == len(theme.exemplars)  # type: ignore[attr-defined]


def test_a_theme_by_its_id() -> None:
    assert SHIPPED.theme("housing").name
    with pytest.raises(CodebookError, match="no theme 'x'"):
        SHIPPED.theme("x")


GOOD = "{id: a, name: A, axis: subject, definition: About a}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"version: 1\nthemes: [{GOOD}, {GOOD}]", "gives the id 'a' to more than one theme"),
        (f"themes: [{GOOD}]", "no whole number under 'version:'"),
        ("version: 1\nthemes: []", "lists no theme"),
        ("version: 1\nthemes: [x]", "theme number 1 is not a mapping"),
        (f"version: 1\nthemes: [{GOOD.replace('subject', 'other')}]", "has axis 'other'"),
        (f"version: 1\nthemes: [{GOOD.replace('name: A, ', '')}]", r"theme number 1 \(a\) lacks 'name'"),
        ("- a\n- b", "is not a mapping of names"),
        ("version: [", "can't be read as YAML"),
    ],
)
def test_a_wrong_codebook_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "codebook.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError, match=said):
        load_codebook(tmp_path / "codebook.yaml")


def test_a_missing_codebook_is_named(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"There is no .*Put the project's codebook.yaml there"):
        load_codebook(tmp_path / "codebook.yaml")
