"""How good discovery and the reading of remedies are on labelled data: figures as plain numbers, ready for JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import adjusted_rand_score, cohen_kappa_score, f1_score

from analytics.datafile import read_lines
from analytics.themes.closure import closure_strength
from analytics.themes.comparison import Comparer
from analytics.themes.discovery import Arrangement, CodedStatement, arrange, propose, propose_themes
from analytics.themes.remedies import REMEDIES, classify_remedy

FOUND_SHARE = 0.5
FOUND_LEAST = 3
"""A hidden theme counts as rediscovered where a proposal has this share of, and at least so many, statements that carry it."""
RECALL = 0.2


def discovery_quality(
    comparer: Comparer, statements: Sequence[CodedStatement], themes: Sequence[str],
    without_points: Mapping[str, Comparer] | None = None, seed: int = 0,
) -> dict[str, Any]:  # fmt: skip
    """Figures of discovery on coded statements.

    Parameters
    ----------
    comparer : Comparer
        Fitted without pairs of these statements.
    statements : sequence of CodedStatement
        With the themes two coders gave; themes not in ``themes`` are disregarded.
    themes : sequence of str
        Themes to hide in turn: the codebook's subjects.
    without_points : mapping of theme to Comparer, optional
        For each theme a comparer whose learning points on that theme are taken away too: discovery as of something wholly new.
    seed : int
        Of the resampling.

    Returns
    -------
    dict
        ``rediscovered`` (ids), ``rediscovered_without_points`` where asked for, ``of``; ``repeat_ari`` (two runs, order turned),
        ``bootstrap_ari``, ``groups``; ``pair_precision`` and ``pair_recall`` of being in one group as a sign of sharing a theme;
        ``pair_precision_at_recall_0.2`` of the probability that two are the same or related.
    """
    known = frozenset(themes)
    coded = [replace(statement, themes=statement.themes & known) for statement in statements]
    arranged = arrange(comparer, coded, seed)
    found = propose(arranged, {statement.id: statement.themes for statement in coded})
    again = propose_themes(comparer, coded[::-1], seed)
    figures: dict[str, Any] = {
        "rediscovered": [theme for theme in themes if _rediscovers(arranged, coded, theme)],
        "of": len(themes),
        "repeat_ari": float(adjusted_rand_score(found.groups, again.groups[::-1])),
        "bootstrap_ari": found.stability,
        "groups": len(set(found.groups) - {-1}),
        **pair_figures(found.groups, coded),
        "pair_precision_at_recall_0.2": _precision_at_recall(comparer, coded),
    }
    if without_points is not None:
        hidden = [theme for theme in themes if _rediscovers(arrange(without_points[theme], coded, seed), coded, theme)]
        figures["rediscovered_without_points"] = hidden
    return figures


def pair_figures(groups: Sequence[int], coded: Sequence[CodedStatement]) -> dict[str, float]:
    """Precision and recall of "in one group" as a sign of "shares a theme", over all pairs of statements."""
    left, right = np.triu_indices(len(coded), 1)
    labels = np.asarray(groups)
    together = (labels[left] == labels[right]) & (labels[left] >= 0)
    shared = _sharing(coded)
    both = float((together & shared).sum())
    return {
        "pair_precision": round(both / max(1.0, float(together.sum())), 4),
        "pair_recall": round(both / max(1.0, float(shared.sum())), 4),
    }


def precision_at_recall(scores: np.ndarray, shared: np.ndarray, recall: float = RECALL) -> float:
    """Precision among the best-scored pairs when ``recall`` of those that share a theme have been found."""
    ordered = shared[np.argsort(-scores, kind="stable")]
    needed = int(np.searchsorted(np.cumsum(ordered), recall * shared.sum())) + 1
    return round(float(ordered[:needed].mean()), 4)


def remedy_quality(path: Path, cues: Path | None = None) -> dict[str, Any]:
    """Accuracy, kappa and F1 of remedy types and levels on a labelled sample, one JSON object a line.

    Raises
    ------
    DataFileError
        If the sample is missing or a line lacks a key.
    """
    judged = read_lines(path, "labelled recommendations", lambda row: (
        str(row["remedy"]), row["level"], classify_remedy(row["text"], row.get("agency"), row.get("scope"), cues)
    ))  # fmt: skip
    types, levels = [str(found.type) for _, _, found in judged], [found.level for _, _, found in judged]
    truth, true_levels = [remedy for remedy, _, _ in judged], [level for _, level, _ in judged]
    return {
        "recommendations": len(judged),
        "accuracy": _share(truth, types),
        "kappa": round(float(cohen_kappa_score(truth, types)), 4),
        "macro_f1": round(float(f1_score(truth, types, average="macro", labels=[*REMEDIES, "None"], zero_division=0)), 4),
        "level_accuracy": _share(true_levels, levels),
        "level_kappa": round(float(cohen_kappa_score(true_levels, levels)), 4),
        "by_remedy": dict(Counter(truth)),
    }


def closure_quality(path: Path, cues: Path | None = None) -> dict[str, Any]:
    """Accuracy and kappa of the strength of closure on labelled outcomes, one JSON object a line: ``outcome, status, closure``.

    ``of_reported`` gives for each true strength how many there are and how many were judged so.

    Raises
    ------
    DataFileError
        If the sample is missing or a line lacks a key.
    """
    judged = read_lines(path, "labelled outcomes", lambda row: (
        str(row["closure"]), str(closure_strength(row["outcome"], row["status"], cues))
    ))  # fmt: skip
    truth, found = [closure for closure, _ in judged], [closure for _, closure in judged]
    right = Counter(a for a, b in zip(truth, found, strict=True) if a == b)
    return {
        "outcomes": len(judged),
        "accuracy": _share(truth, found),
        "kappa": round(float(cohen_kappa_score(truth, found)), 4),
        "of_reported": {strength: {"n": n, "right": right[strength]} for strength, n in sorted(Counter(truth).items())},
    }


def _share(truth: Sequence[str], found: Sequence[str]) -> float:
    return round(sum(a == b for a, b in zip(truth, found, strict=True)) / max(1, len(truth)), 4)


def _rediscovers(arranged: Arrangement, coded: Sequence[CodedStatement], theme: str) -> bool:
    """Whether a proposal stands for ``theme`` when no statement is coded with it."""
    carriers = {statement.id for statement in coded if theme in statement.themes}
    hidden = {statement.id: statement.themes - {theme} for statement in coded}
    return any(_stands_for(proposal.statements, carriers) for proposal in propose(arranged, hidden).proposals)


def _stands_for(members: Sequence[str], carriers: set[str]) -> bool:
    shared = len(carriers.intersection(members))
    return shared >= FOUND_LEAST and shared >= FOUND_SHARE * len(members)


def _sharing(coded: Sequence[CodedStatement]) -> np.ndarray:
    left, right = np.triu_indices(len(coded), 1)
    return np.array([bool(coded[int(a)].themes & coded[int(b)].themes) for a, b in zip(left, right, strict=True)], dtype=bool)


def _precision_at_recall(comparer: Comparer, coded: Sequence[CodedStatement]) -> float:
    left, right = np.triu_indices(len(coded), 1)
    profiles = comparer.profiler.profile([(statement.text, statement.agency) for statement in coded])
    return precision_at_recall(comparer.at_first_sight(profiles, left, right)[1], _sharing(coded))
