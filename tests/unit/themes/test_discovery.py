from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from analytics.settings import DATA_FOLDER, Settings
from analytics.themes.comparison import Comparer
from analytics.themes.comparison_fitting import load_comparer
from analytics.themes.discovery import CodedStatement, group, propose_themes, resampled
from analytics.themes.discovery_quality import discovery_quality, pair_figures, precision_at_recall
from analytics.themes.points import load_points

SUBJECTS = {"firearms": "firearms", "interpreters": "interpreters", "strangulation": "strangulation", "hidden_men": "fathers"}


@pytest.fixture(scope="module")
def comparer() -> Comparer:
    return load_comparer(Settings())


@pytest.fixture(scope="module")
def statements() -> list[CodedStatement]:
    """Exemplars of four learning points, as if two reviews had made them: the truth is known."""
    points = [point for point in load_points(DATA_FOLDER / "points.yaml").points if point.id in SUBJECTS]
    return [
        CodedStatement(f"{point.id}/{n}", f"review-{n % 2}", text, None, frozenset({SUBJECTS[point.id]}))
        for point in points
        for n, text in enumerate(point.exemplars[:6])
    ]


@pytest.mark.model
def test_known_groups_are_found_whatever_the_order(comparer: Comparer, statements: list[CodedStatement]) -> None:
    bare = [replace(statement, themes=frozenset()) for statement in statements]
    found = propose_themes(comparer, bare)
    truth = [statement.id.split("/")[0] for statement in statements]
    assert adjusted_rand_score(truth, found.groups) > 0.7
    assert 3 <= len(found.proposals) <= 5
    turned = propose_themes(comparer, bare[::-1])
    assert turned.proposals == found.proposals
    assert turned.groups[::-1] == found.groups
    assert turned.stability == found.stability


@pytest.mark.model
def test_groups_that_are_a_theme_already_are_no_proposals(comparer: Comparer, statements: list[CodedStatement]) -> None:
    hidden = [replace(s, themes=s.themes - {"firearms"}) for s in statements]
    found = propose_themes(comparer, hidden).proposals
    assert len(found) == 1
    assert all(member.startswith("firearms/") for member in found[0].statements)
    assert found[0].quotation in found[0].statements
    assert found[0].reviews == ("review-0", "review-1")
    assert 0 <= found[0].stability <= 1
    assert propose_themes(comparer, statements).proposals == ()


@pytest.mark.model
@pytest.mark.parametrize("texts", [[], [""], ["", "", "", ""], ["the of and"] * 4, ["domestic abuse"] * 3])
def test_little_or_odd_input(comparer: Comparer, texts: list[str]) -> None:
    found = propose_themes(comparer, [CodedStatement(str(n), "r", text) for n, text in enumerate(texts)])
    assert len(found.groups) == len(texts)
    assert all(proposal.name for proposal in found.proposals)


@pytest.mark.model
def test_never_more_than_asked_for(comparer: Comparer, statements: list[CodedStatement]) -> None:
    bare = [replace(statement, themes=frozenset()) for statement in statements]
    assert len(propose_themes(comparer, bare, most=2).proposals) == 2


def test_grouping_worked_out_by_hand() -> None:
    near, far = 0.1, 0.9
    distances = np.full((7, 7), far)
    distances[:3, :3] = distances[3:5, 3:5] = near  # three together, two together, two alone
    np.fill_diagonal(distances, 0)
    labels = group(distances)
    assert labels[0] == labels[1] == labels[2] != -1
    assert labels[3:].tolist() == [-1] * 4, "two are no group"


def test_resampling_repeats_with_its_seed() -> None:
    distances = 1 - np.eye(20)
    first, again, other = (resampled(distances, seed) for seed in (1, 1, 2))
    assert all(np.array_equal(a[0], b[0]) for a, b in zip(first, again, strict=True))
    assert not all(np.array_equal(a[0], b[0]) for a, b in zip(first, other, strict=True))
    assert {len(rows) for rows, _ in first} == {16}


def test_pair_figures_worked_out_by_hand() -> None:
    coded = [CodedStatement(str(n), "r", "", None, frozenset(themes)) for n, themes in enumerate(["ab", "a", "b", ""])]
    # pairs sharing a theme: 0-1 and 0-2; in one group: 0-1 and (2, 3); -1 is no group
    assert pair_figures([0, 0, 1, 1], coded) == {"pair_precision": 0.5, "pair_recall": 0.5}
    assert pair_figures([-1, -1, -1, -1], coded) == {"pair_precision": 0.0, "pair_recall": 0.0}


def test_precision_at_recall_worked_out_by_hand() -> None:
    scores = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4])
    shared = np.array([False, True, True, False, True, True])
    assert precision_at_recall(scores, shared, recall=0.5) == pytest.approx(2 / 3, abs=1e-4)
    assert precision_at_recall(scores, shared, recall=1.0) == pytest.approx(4 / 6, abs=1e-4)


@pytest.mark.model
def test_quality_on_known_groups(comparer: Comparer, statements: list[CodedStatement]) -> None:
    found = discovery_quality(comparer, statements, sorted(SUBJECTS.values()))
    assert {"firearms", "strangulation", "interpreters"} <= set(found["rediscovered"])
    assert found["of"] == 4
    assert found["repeat_ari"] == 1.0
    assert found["pair_precision"] > 0.8
