"""How good comparison is on labelled data: figures as plain numbers, ready for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, brier_score_loss, cohen_kappa_score, roc_curve

from analytics.themes.comparison import relation_of
from analytics.themes.comparison_fitting import readings_of, training_views
from analytics.themes.cross_encoder import PairReader
from analytics.themes.encoder import Encoder
from analytics.themes.labelled_pairs import ORDER as RELATIONS
from analytics.themes.labelled_pairs import LabelledPair
from analytics.themes.points import PointBook
from analytics.themes.profiles import Floats, Profiler
from analytics.themes.relations import Probabilities, Relations

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
FOLDS = 5
SEEDS = (0, 1, 2)
RECALL = 0.8
BINS = 5


@dataclass(frozen=True)
class Sample:
    """Pairs seen by the model: features as they are and with cues forgotten, relations, and what reading each pair says."""

    views: list[Floats]
    truth: Numbers
    readings: Floats | None = None

    @classmethod
    def of(cls, profiler: Profiler, pairs: Sequence[LabelledPair], reader: PairReader | None = None) -> Sample:
        """What ``profiler`` and ``reader`` say of the pairs."""
        return cls(*training_views(profiler, pairs), readings_of(reader, pairs) if reader else None)

    def part(self, rows: Flags) -> Sample:
        """Some of the pairs."""
        readings = None if self.readings is None else self.readings[rows]
        return Sample([view[rows] for view in self.views], self.truth[rows], readings)

    def view(self, number: int) -> Sample:
        """The pairs seen in one of the ways."""
        return Sample([self.views[number]], self.truth, self.readings)

    def fit(self) -> Relations:
        """Models fitted on the pairs."""
        return Relations.fit(self.views, self.truth, self.readings)

    def asked(self, models: Relations) -> Probabilities:
        """What models say of the pairs: probability of *same* and of *same or related*."""
        return models.probabilities(self.views[0], self.readings)

    def __add__(self, more: Sample) -> Sample:
        views = [np.vstack([view, other]) for view, other in zip(self.views, more.views, strict=True)]
        readings = None if self.readings is None or more.readings is None else np.vstack([self.readings, more.readings])
        return Sample(views, np.concatenate([self.truth, more.truth]), readings)


def comparison_quality(
    encoder: Encoder,
    labelled: Sequence[LabelledPair],
    invented: Sequence[LabelledPair],
    book: PointBook,
    others: Sequence[LabelledPair] = (),
    elsewhere: Sequence[LabelledPair] = (),
    held_back: Mapping[str, Sequence[LabelledPair]] | None = None,
    reader: PairReader | None = None,
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
        By further hands: pairs of what reviews of other areas say, brought up by a search.
    held_back : mapping of str to sequence of LabelledPair, optional
        Samples of pairs that neither the packaged model nor anything else has learnt from, by name.
    reader : PairReader, optional
        Reads two statements together where they might be related.

    Returns
    -------
    dict
        ``by_statement``: cross-validated on ``labelled`` so that no statement is on both sides, all other pairs always in
        training, mean over ``SEEDS``; ``by_statement_alone``: without other pairs; ``across_reviews``: of ``by_statement``
        only pairs of two reviews; ``other_reviews``: fitted on the largest review and the other pairs, tried on pairs of other
        reviews; ``to_invented``, ``from_invented``: fitted on ``labelled`` or on ``invented``, tried on the other;
        ``words_forgotten``: as ``to_invented``, with cues forgotten; ``to_others``: fitted on all but ``others``, tried on these;
        ``elsewhere``: cross-validated on these by statement, all others always in training;
        each name of ``held_back``: fitted on all, tried on that sample; ``cosine``: similarity alone. Each holds
        ``average_precision``, ``specificity_at_recall_0.8``, ``kappa_linear``, ``kappa_quadratic``, ``precision_same``,
        ``recall_same``, ``brier``, ``pairs`` and, of those, ``same``; ``reliability``: of the pairs held back, or else of
        ``labelled``.
    """
    samples = {"labelled": labelled, "invented": invented, "others": others, "elsewhere": elsewhere}
    corpus = sorted({text for pairs in samples.values() for p in pairs for text in (p.pair.a_text, p.pair.b_text)})
    profiler = Profiler(book, encoder, corpus)
    seen = {name: Sample.of(profiler, pairs, reader) for name, pairs in samples.items() if pairs}
    own, made = seen["labelled"], seen["invented"]
    more = _without("labelled", seen)
    with_more = [_cross_validated(labelled, own, seed, more) for seed in SEEDS]
    kept = {name: Sample.of(profiler, pairs, reader) for name, pairs in (held_back or {}).items()}
    tried = _held_back(own + more, kept)
    return {
        **_of_labelled(labelled, own, with_more, more),
        **_of_invented(own, made),
        **({"to_others": _to_others(seen)} if others else {}),
        **({"elsewhere": _of_elsewhere(elsewhere, seen)} if elsewhere else {}),
        **{name: _figures(kept[name].truth, *found) for name, found in tried.items()},
        "from_invented": _figures(own.truth, *_tried(made, own)),
        "cosine": {
            name: _ranking(_truth(pairs), _cosine(encoder, pairs))
            for name, pairs in {**samples, **(held_back or {})}.items() if pairs
        },
        "reliability": _reliability(*_all(kept, tried)) if tried else _reliability(own.truth, with_more[0][0]),
        "encoder": encoder.name,
        "seeds": list(SEEDS),
    }  # fmt: skip


def _of_labelled(
    labelled: Sequence[LabelledPair], own: Sample, with_more: Sequence[tuple[Floats, Floats]], more: Sample
) -> dict[str, dict[str, float]]:
    """The figures on pairs of published reviews: ``with_more`` holds both probabilities for each seed."""
    alone = [_cross_validated(labelled, own, seed, None) for seed in SEEDS]
    reviews = np.array([[_review(p.a), _review(p.b)] for p in labelled])
    apart = reviews[:, 0] != reviews[:, 1]
    inside, outside = ((reviews == _largest(reviews)).all(axis=1), (reviews != _largest(reviews)).all(axis=1))
    return {
        "by_statement": _mean([_figures(own.truth, same, linked) for same, linked in with_more]),
        "by_statement_alone": _mean([_figures(own.truth, same, linked) for same, linked in alone]),
        "across_reviews": _mean([_figures(own.truth[apart], same[apart], linked[apart]) for same, linked in with_more]),
        "other_reviews": _figures(own.truth[outside], *_tried(own.part(inside) + more, own.part(outside))),
    }


def _of_invented(own: Sample, made: Sample) -> dict[str, dict[str, float]]:
    """The figures on invented pairs of models fitted on the labelled ones, as they are and with cues forgotten."""
    models = own.fit()
    first, *forgotten = (_figures(made.truth, *made.view(number).asked(models)) for number in range(len(made.views)))
    return {"to_invented": first, "words_forgotten": _mean(forgotten)}


def _held_back(all_else: Sample, kept: Mapping[str, Sample]) -> dict[str, Probabilities]:
    """What models fitted on all else say of each sample held back."""
    if not kept:
        return {}
    models = all_else.fit()
    return {name: sample.asked(models) for name, sample in kept.items()}


def _without(name: str, seen: Mapping[str, Sample]) -> Sample:
    """All samples but one, together."""
    rest = [sample for other, sample in seen.items() if other != name]
    return sum(rest[1:], rest[0])


def _to_others(seen: Mapping[str, Sample]) -> dict[str, float]:
    return _figures(seen["others"].truth, *_tried(_without("others", seen), seen["others"]))


def _of_elsewhere(pairs: Sequence[LabelledPair], seen: Mapping[str, Sample]) -> dict[str, float]:
    found = _cross_validated(pairs, seen["elsewhere"], SEEDS[0], _without("elsewhere", seen))
    return _figures(seen["elsewhere"].truth, *found)


def _all(kept: Mapping[str, Sample], tried: Mapping[str, tuple[Floats, Floats]]) -> tuple[Numbers, Floats]:
    return np.concatenate([kept[name].truth for name in tried]), np.concatenate([same for same, _ in tried.values()])


def _truth(pairs: Sequence[LabelledPair]) -> Numbers:
    return np.array([RELATIONS.index(pair.relation) for pair in pairs], dtype=np.int64)


def _review(statement_id: str) -> str:
    return statement_id.split("/")[0]


def _largest(reviews: NDArray[np.str_]) -> str:
    names, counts = np.unique(reviews, return_counts=True)
    return str(names[np.argmax(counts)])


def _tried(fitted: Sample, tried: Sample) -> Probabilities:
    """Probability of *same* and of *same or related* of the pairs of one sample, from models fitted on another."""
    return tried.asked(fitted.fit())


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


def _cross_validated(pairs: Sequence[LabelledPair], own: Sample, seed: int, more: Sample | None) -> tuple[Floats, Floats]:
    same, linked = np.zeros(len(pairs)), np.zeros(len(pairs))
    for fitted, tried in statement_folds(pairs, seed):
        part = own.part(fitted)
        same[tried], linked[tried] = _tried(part + more if more else part, own.part(tried))
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
        "same": float((truth == 2).sum()),
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
