"""Proposals for themes the codebook lacks: groups of statements that make one point and share no theme. A person decides."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer
from sklearn.metrics import adjusted_rand_score

from analytics.themes.candidates import candidates
from analytics.themes.comparison import Comparer
from analytics.themes.profiles import Floats

REACH = 0.55
"""Statements are joined while the mean probability that two of a group are the same or related stays at this or above."""
SMALLEST = 3
EXPLAINED = 0.7
"""A group of which this share carries one theme of the codebook is that theme, and no proposal."""
MOST = 8
NEIGHBOURS = 200
RESAMPLES = 20
KEPT = 0.8
WORD = r"(?u)\b[a-zA-Z][a-zA-Z'’-]{2,}\b"
WORDS_OF_THE_FIELD = frozenset(
    "domestic abuse violence agency agencies staff service services professionals review ensure consider victim victims case "
    "cases support partnership practice process relation used using regarding".split()
)


@dataclass(frozen=True)
class CodedStatement:
    """A statement with the ids of the themes that count for it."""

    id: str
    review: str
    text: str
    agency: str | None = None
    themes: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Proposal:
    """A group of statements that no theme covers.

    ``phrases`` are what sets its wording apart, most distinctive first; ``quotation`` is the id of its most central statement;
    ``stability`` in [0, 1] how much of it comes back when a fifth of the statements is left out (mean Jaccard).
    """

    id: str
    name: str
    phrases: tuple[str, ...]
    statements: tuple[str, ...]
    reviews: tuple[str, ...]
    quotation: str
    stability: float


@dataclass(frozen=True)
class Discovery:
    """All proposals, best first. ``groups``: for each statement in order the number of its group, -1 where it stands alone."""

    proposals: tuple[Proposal, ...]
    groups: tuple[int, ...]
    stability: float


def propose_themes(comparer: Comparer, statements: Sequence[CodedStatement], seed: int = 0, most: int = MOST) -> Discovery:
    """Group statements by what they say, leave out groups that are a theme already, and name the rest.

    Parameters
    ----------
    comparer : Comparer
        Says how probably two statements are the same or related.
    statements : sequence of CodedStatement
        Each id once; a few thousand at most: distances take ``8 * n * n`` bytes.
    seed : int
        Of the resampling that measures stability. The groups themselves involve no chance.
    most : int
        Largest number of proposals: what a person can read.
    """
    arranged = arrange(comparer, statements, seed)
    return propose(arranged, {statement.id: statement.themes for statement in statements}, most)


@dataclass(frozen=True)
class Arrangement:
    """Statements grouped by what they say, whatever themes they carry.

    ``ordered`` by id, ``given`` the ids in the order they came; ``distances`` (n, n); ``groups`` (n,), a number for each of
    ``ordered``; ``runs`` groupings of random subsets.
    """

    ordered: tuple[CodedStatement, ...]
    given: tuple[str, ...]
    distances: Floats
    groups: NDArray[np.int64]
    runs: list[tuple[NDArray[np.int64], NDArray[np.int64]]]


def arrange(comparer: Comparer, statements: Sequence[CodedStatement], seed: int = 0) -> Arrangement:
    """Group statements, and subsets of them to see how stable the groups are. Inputs are those of ``propose_themes``."""
    ordered = tuple(sorted(statements, key=lambda statement: statement.id))
    distances = _distances(comparer, ordered)
    given = tuple(statement.id for statement in statements)
    return Arrangement(ordered, given, distances, group(distances), resampled(distances, seed))


def propose(arranged: Arrangement, themes: Mapping[str, frozenset[str]], most: int = MOST) -> Discovery:
    """Proposals where the statements carry ``themes`` (id → ids of themes): groups that one theme explains are left out."""
    ordered, groups, distances, runs = arranged.ordered, arranged.groups, arranged.distances, arranged.runs
    chosen = _chosen([themes[statement.id] for statement in ordered], groups, distances)[:most]
    phrases = _phrases([[ordered[int(row)].text for row in rows] for rows in chosen], [statement.text for statement in ordered])
    proposals = [_proposal(ordered, rows, words, distances, runs) for rows, words in zip(chosen, phrases, strict=True)]
    place = {statement.id: int(number) for statement, number in zip(ordered, groups, strict=True)}
    return Discovery(tuple(proposals), tuple(place[name] for name in arranged.given), round(_agreement(groups, runs), 4))


def group(distances: Floats) -> NDArray[np.int64]:
    """Group numbers by average linkage on distances of shape (n, n); groups under ``SMALLEST`` members become -1."""
    if len(distances) < SMALLEST:
        return np.full(len(distances), -1, dtype=np.int64)
    model = AgglomerativeClustering(n_clusters=None, distance_threshold=1 - REACH, metric="precomputed", linkage="average")
    labels = np.asarray(model.fit_predict(distances), dtype=np.int64)
    small = [number for number, size in Counter(labels.tolist()).items() if size < SMALLEST]
    labels[np.isin(labels, small)] = -1
    return labels


def resampled(distances: Floats, seed: int) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Groupings of random subsets: rows drawn without replacement, and their group numbers."""
    random = np.random.default_rng(seed)
    size = int(KEPT * len(distances))
    draws = [np.sort(random.choice(len(distances), size, replace=False)) for _ in range(RESAMPLES)] if size else []
    return [(rows, group(distances[np.ix_(rows, rows)])) for rows in draws]


def _agreement(groups: NDArray[np.int64], runs: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]]) -> float:
    """Mean adjusted Rand index between the grouping and those of the subsets; 1.0 where there is nothing to group."""
    return float(np.mean([adjusted_rand_score(groups[rows], labels) for rows, labels in runs])) if runs else 1.0


def _distances(comparer: Comparer, ordered: Sequence[CodedStatement]) -> Floats:
    profiles = comparer.profiler.profile([(statement.text, statement.agency) for statement in ordered])
    left, right = candidates(profiles, [str(row) for row in range(len(ordered))], nearest=NEIGHBOURS)
    _, linked = comparer.at_first_sight(profiles, left, right)
    distances = np.ones((len(ordered), len(ordered)))
    distances[left, right] = distances[right, left] = 1 - linked.round(4)
    np.fill_diagonal(distances, 0)
    return distances


def _chosen(themes: Sequence[frozenset[str]], groups: NDArray[np.int64], distances: Floats) -> list[NDArray[np.int64]]:
    """Rows of each group that no theme explains, those with most statements that belong together first."""
    found = [np.flatnonzero(groups == number) for number in sorted(set(groups.tolist()) - {-1})]
    return sorted(
        (rows for rows in found if not _explained([themes[int(row)] for row in rows])),
        key=lambda rows: (-round(len(rows) * _closeness(distances, rows), 6), int(rows[0])),
    )


def _explained(themes: Sequence[frozenset[str]]) -> bool:
    counts = Counter(theme for carried in themes for theme in carried)
    return bool(counts) and counts.most_common(1)[0][1] >= EXPLAINED * len(themes)


def _closeness(distances: Floats, rows: NDArray[np.int64]) -> float:
    return float(1 - distances[np.ix_(rows, rows)].sum() / (len(rows) * (len(rows) - 1)))


def _proposal(
    ordered: Sequence[CodedStatement],
    rows: NDArray[np.int64],
    phrases: tuple[str, ...],
    distances: Floats,
    runs: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]],
) -> Proposal:
    ids = tuple(ordered[int(row)].id for row in rows)
    central = int(rows[np.argmin(distances[np.ix_(rows, rows)].sum(axis=1).round(6))])
    digest = hashlib.sha256("\n".join(ids).encode()).hexdigest()[:12]
    return Proposal(
        f"proposal-{digest}", ", ".join(phrases[:3]) or "no distinctive phrase", phrases, ids,
        tuple(sorted({ordered[int(row)].review for row in rows})), ordered[central].id, round(_returns(rows, runs), 4),
    )  # fmt: skip


def _returns(rows: NDArray[np.int64], runs: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]]) -> float:
    """How well the group is found again in the subsets: mean over them of the best Jaccard with one of their groups."""
    shares = []
    for drawn, labels in runs:
        expected = set(rows.tolist()) & set(drawn.tolist())
        if expected:
            found = (set(drawn[labels == number].tolist()) for number in set(labels.tolist()) - {-1})
            shares.append(max((len(expected & other) / len(expected | other) for other in found), default=0.0))
    return float(np.mean(shares)) if shares else 0.0


def _phrases(groups: Sequence[Sequence[str]], everything: Sequence[str], most: int = 6) -> list[tuple[str, ...]]:
    """Phrases of one to three words that set each group apart (class-based tf-idf: frequent here, rare in all texts)."""
    if not groups:
        return []
    stop = sorted(ENGLISH_STOP_WORDS | WORDS_OF_THE_FIELD)
    counter = CountVectorizer(ngram_range=(1, 3), stop_words=stop, token_pattern=WORD)
    try:
        overall = np.asarray(counter.fit_transform(everything).sum(axis=0)).ravel()
    except ValueError:  # nothing but stop words
        return [() for _ in groups]
    names = counter.get_feature_names_out()
    return [
        _distinctive(np.asarray(counter.transform(texts).sign().sum(axis=0)).ravel(), overall, names, most) for texts in groups
    ]


def _distinctive(counts: NDArray[np.int64], overall: NDArray[np.int64], names: NDArray[np.object_], most: int) -> tuple[str, ...]:
    scores = counts * np.log1p(overall.sum() / len(overall) * 10 / np.maximum(overall, 1))
    best = sorted(np.flatnonzero(counts >= 2), key=lambda n: (-round(float(scores[n]), 6), -len(names[n]), str(names[n])))
    chosen: list[str] = []
    for place in best:
        if not any(str(names[place]) in other or other in str(names[place]) for other in chosen):
            chosen.append(str(names[place]))
    return tuple(chosen[:most])
