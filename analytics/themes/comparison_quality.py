"""How good comparison, discovery and remedies are on labelled data: figures as plain numbers, ready for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, brier_score_loss, cohen_kappa_score, roc_curve

from analytics.themes.comparison import ORDER as RELATIONS
from analytics.themes.comparison import LabelledPair, fit_relations, relation_of, training_views
from analytics.themes.encoder import Encoder
from analytics.themes.points import PointBook
from analytics.themes.profiles import Floats, Profiler

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
FOLDS = 5
SEEDS = (0, 1, 2)
RECALL = 0.8
BINS = 5


def comparison_quality(
    encoder: Encoder,
    labelled: Sequence[LabelledPair],
    invented: Sequence[LabelledPair],
    book: PointBook,
    others: Sequence[LabelledPair] = (),
    elsewhere: Sequence[LabelledPair] = (),
) -> dict[str, Any]:
    """Figures of comparison on pairs it was not fitted on.

    Parameters
    ----------
    encoder : Encoder
        Of the space to measure.
    labelled : sequence of LabelledPair
        Pairs of published reviews; statement ids read ``review/number``.
    invented : sequence of LabelledPair
        Made-up pairs on other subjects.
    book : PointBook
        The learning points.
    others : sequence of LabelledPair
        Made-up pairs by another hand than the learning points.
    elsewhere : sequence of LabelledPair
        By further hands: pairs of what reviews of other areas say.

    Returns
    -------
    dict
        ``by_statement``: cross-validated on ``labelled`` so that no statement is on both sides, invented pairs always in
        training, mean over ``SEEDS``; ``by_statement_alone``: without the invented ones; ``across_reviews``: of ``by_statement``
        only pairs of two reviews; ``other_reviews``: fitted on the largest review and the invented pairs, tried on pairs of other
        reviews; ``to_invented``, ``from_invented``: fitted on one sample, tried on the other; ``words_forgotten``: as
        ``to_invented``, with cues forgotten; ``to_others``: fitted on ``labelled`` and ``invented``, tried on
        ``others``; ``elsewhere``: cross-validated on those pairs as ``by_statement`` is; ``cosine``:
        similarity alone. Each holds ``average_precision``, ``specificity_at_recall_0.8``,
        ``kappa_linear``, ``kappa_quadratic``, ``precision_same``, ``recall_same``, ``brier`` and
        ``pairs``.
    """
    corpus = sorted({text for p in [*labelled, *invented] for text in (p.pair.a_text, p.pair.b_text)})
    profiler = Profiler(book, encoder, corpus)
    views, truth = training_views(profiler, labelled)
    made, made_truth = training_views(profiler, invented)
    reviews = np.array([[_review(p.a), _review(p.b)] for p in labelled])
    apart = reviews[:, 0] != reviews[:, 1]
    with_made = [_cross_validated(labelled, views, truth, seed, (made, made_truth)) for seed in SEEDS]
    alone = [_cross_validated(labelled, views, truth, seed, None) for seed in SEEDS]
    inside = (reviews == _largest(reviews)).all(axis=1)
    outside = (reviews != _largest(reviews)).all(axis=1)
    to_others = _joined(_part(views, inside), made)
    return {
        "by_statement": _mean([_figures(truth, same, linked) for same, linked in with_made]),
        "by_statement_alone": _mean([_figures(truth, same, linked) for same, linked in alone]),
        "across_reviews": _mean([_figures(truth[apart], same[apart], linked[apart]) for same, linked in with_made]),
        "other_reviews": _figures(truth[outside], *_tried(to_others, _both(truth[inside], made_truth), views[0][outside])),
        "to_invented": _figures(made_truth, *_tried(views, truth, made[0])),
        "words_forgotten": _mean([_figures(made_truth, *_tried(views, truth, view)) for view in made[1:]]),
        **({"to_others": _to_others(profiler, others, _joined(views, made), _both(truth, made_truth))} if others else {}),
        **({"elsewhere": _elsewhere(profiler, elsewhere, _joined(views, made), _both(truth, made_truth))} if elsewhere else {}),
        "from_invented": _figures(truth, *_tried(made, made_truth, views[0])),
        "cosine": {
            "labelled": _ranking(truth, _cosine(encoder, labelled)),
            "invented": _ranking(made_truth, _cosine(encoder, invented)),
            **({"others": _ranking(_truth(others), _cosine(encoder, others))} if others else {}),
            **({"elsewhere": _ranking(_truth(elsewhere), _cosine(encoder, elsewhere))} if elsewhere else {}),
        },
        "reliability": _reliability(truth, with_made[0][0]),
        "encoder": encoder.name,
        "seeds": list(SEEDS),
    }  # fmt: skip


def _to_others(profiler: Profiler, others: Sequence[LabelledPair], views: Sequence[Floats], truth: Numbers) -> dict[str, float]:
    tried, wanted = training_views(profiler, others)
    return _figures(wanted, *_tried(views, truth, tried[0]))


def _elsewhere(
    profiler: Profiler, pairs: Sequence[LabelledPair], views: Sequence[Floats], truth: Numbers
) -> dict[str, float]:  # fmt: skip
    own, wanted = training_views(profiler, pairs)
    tried = [_cross_validated(pairs, own, wanted, seed, (list(views), truth)) for seed in SEEDS]
    return _mean([_figures(wanted, same, linked) for same, linked in tried])


def _truth(pairs: Sequence[LabelledPair]) -> Numbers:
    return np.array([RELATIONS.index(pair.relation) for pair in pairs], dtype=np.int64)


def _review(statement_id: str) -> str:
    return statement_id.split("/")[0]


def _largest(reviews: NDArray[np.str_]) -> str:
    names, counts = np.unique(reviews, return_counts=True)
    return str(names[np.argmax(counts)])


def _part(views: Sequence[Floats], rows: Flags) -> list[Floats]:
    return [view[rows] for view in views]


def _joined(views: Sequence[Floats], more: Sequence[Floats]) -> list[Floats]:
    return [np.vstack([view, other]) for view, other in zip(views, more, strict=True)]


def _both(truth: Numbers, more: Numbers) -> Numbers:
    return np.concatenate([truth, more])


def _tried(views: Sequence[Floats], truth: Numbers, features: Floats) -> tuple[Floats, Floats]:
    """Probability of *same* and of *same or related* of ``features``, from models fitted on ``views``."""
    related, same = fit_relations(views, truth)
    found = same.predict_proba(features)[:, 1]
    return found, np.maximum(related.predict_proba(features)[:, 1], found)


def statement_folds(pairs: Sequence[LabelledPair], seed: int, folds: int = FOLDS) -> Iterator[tuple[Flags, Flags]]:
    """Rows to fit on and rows to try on, so that no statement is on both sides and each pair is tried once."""
    ids = sorted({statement for pair in pairs for statement in (pair.a, pair.b)})
    number = dict(zip(ids, np.random.default_rng(seed).permutation(len(ids)) % folds, strict=True))
    a, b = np.array([number[p.a] for p in pairs]), np.array([number[p.b] for p in pairs])
    for first in range(folds):
        for second in range(first, folds):
            tried = ((a == first) & (b == second)) | ((a == second) & (b == first))
            if tried.any():
                yield ~np.isin(a, (first, second)) & ~np.isin(b, (first, second)), tried


def _cross_validated(
    pairs: Sequence[LabelledPair], views: Sequence[Floats], truth: Numbers, seed: int, more: tuple[list[Floats], Numbers] | None
) -> tuple[Floats, Floats]:
    same, linked = np.zeros(len(pairs)), np.zeros(len(pairs))
    for fitted, tried in statement_folds(pairs, seed):
        part, known = _part(views, fitted), truth[fitted]
        if more:
            part, known = _joined(part, more[0]), _both(known, more[1])
        same[tried], linked[tried] = _tried(part, known, views[0][tried])
    return same, linked


def _figures(truth: Numbers, same: Floats, linked: Floats) -> dict[str, float]:
    judged = np.array([RELATIONS.index(relation_of(float(s), float(r))) for s, r in zip(same, linked, strict=True)])
    hits = int(((judged == 2) & (truth == 2)).sum())
    return _ranking(truth, same) | {
        "kappa_linear": _rounded(cohen_kappa_score(truth, judged, weights="linear")),
        "kappa_quadratic": _rounded(cohen_kappa_score(truth, judged, weights="quadratic")),
        "precision_same": _rounded(hits / max(1, int((judged == 2).sum()))),
        "recall_same": _rounded(hits / max(1, int((truth == 2).sum()))),
        "brier": _rounded(brier_score_loss(truth == 2, same)),
        "pairs": float(len(truth)),
    }


def _ranking(truth: Numbers, scores: Floats) -> dict[str, float]:
    """Average precision for *same*, and the share of other pairs kept out by the threshold that finds ``RECALL`` of them."""
    false_alarms, found, _ = roc_curve(truth == 2, scores)
    return {
        "average_precision": _rounded(average_precision_score(truth == 2, scores)),
        "specificity_at_recall_0.8": _rounded(1 - false_alarms[np.argmax(found >= RECALL)]),
    }


def _cosine(encoder: Encoder, pairs: Sequence[LabelledPair]) -> Floats:
    a, b = (
        np.asarray(encoder.encode(side), dtype=np.float64)
        for side in zip(*((p.pair.a_text, p.pair.b_text) for p in pairs), strict=True)
    )
    cosines: Floats = np.einsum("ij,ij->i", a, b)
    return cosines


def _reliability(truth: Numbers, same: Floats) -> list[dict[str, float]]:
    """In each fifth of the scale: how many pairs, the mean score given, and the share that is *same*."""
    place = np.minimum((same * BINS).astype(int), BINS - 1)
    return [
        {"from": _rounded(k / BINS), "pairs": float((place == k).sum()), "score": _rounded(same[place == k].mean()),
         "same": _rounded((truth[place == k] == 2).mean())}
        for k in range(BINS) if (place == k).any()
    ]  # fmt: skip


def _mean(results: Sequence[dict[str, float]]) -> dict[str, float]:
    return {key: _rounded(np.mean([result[key] for result in results])) for key in results[0]}


def _rounded(value: Any) -> float:
    return round(float(value), 4)
