"""Term of reference 13: do two statements make the same learning point? Same, related or unrelated, how probably, and why."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from analytics.errors import DataFileError
from analytics.model import Judgement, Relation
from analytics.settings import DATA_FOLDER, Settings
from analytics.themes.candidates import NEAREST, candidates
from analytics.themes.encoder import CachedEncoder, Encoder, load_encoder
from analytics.themes.kept import Numbers, kept_or_fitted, key_of
from analytics.themes.logistic import Logistic
from analytics.themes.pair_features import FEATURES, Rows, pair_features, subject_matrix
from analytics.themes.points import PointBook, load_points
from analytics.themes.profiles import Floats, Profiler, Profiles, Text, fit_profiler
from analytics.themes.reasons import reason

STRENGTH = 0.03
"""Inverse strength of the penalty on the model's weights: small, because labelled pairs are few."""
FORGOTTEN = 0.4
ROUNDS = 3
"""So often training sees each pair again, with this share of the cues forgotten: unseen reviews use words no list has."""
PAIR_FILES = ("pairs.jsonl", "own_pairs.jsonl", "other_pairs.jsonl", "elsewhere_pairs.jsonl")
"""Labelled pairs of published reviews; invented ones on the many subjects those leave out; invented ones by another hand; and, by
further hands, pairs of what reviews of other areas say."""
TAUGHT_FILE = "taught_pairs.jsonl"
"""Judged pairs that the packaged model was taught with, see ``data/make_adapter.py``. It tells these apart too well for
a model to be fitted on what it says of them, or for any figure to be measured."""
HELD_BACK_FILES = ("held_back_pairs.jsonl", "held_back_retrieved_pairs.jsonl")
"""Pairs that nothing is learnt from, of reviews that no pair learnt from holds: the first chosen by readers as
hard, the second among what a search for matches brought up."""
FILE = "comparer.npz"
"""Where a fitted comparer is kept, in ``data/build/``."""
SAME_FROM = 0.5
LINKED_FROM = 0.45
"""Probabilities from which a pair is called *same*, and at least *related*. Kappa with readers is within 0.02 from 0.4 to 0.5 for
both; a wrong *same* costs a board most, and of what is called so more than half must be."""
ORDER: tuple[Relation, ...] = ("unrelated", "related", "same")


@dataclass(frozen=True)
class PairInput:
    """Two statements to compare."""

    a_text: str
    b_text: str
    a_agency: str | None = None
    b_agency: str | None = None


@dataclass(frozen=True)
class Statement:
    """A statement to look for in other reviews."""

    id: str
    review: str
    text: str
    agency: str | None = None


@dataclass(frozen=True)
class Match:
    """Two statements of different reviews, ``a`` < ``b`` by id, that make the same point or are related."""

    a: str
    b: str
    judgement: Judgement


@dataclass(frozen=True)
class LabelledPair:
    """Two statements and how careful readers say they relate. ``a``, ``b``: ids of the statements."""

    a: str
    b: str
    pair: PairInput
    relation: Relation


@dataclass(frozen=True)
class Comparer:
    """A fitted comparison. The same pair gets the same judgement in any order, batch and company."""

    profiler: Profiler
    subjects: Floats
    related: Logistic
    same: Logistic

    def compare(self, pairs: Sequence[PairInput]) -> list[Judgement]:
        """A judgement for each pair, in their order. A text without a word is unrelated to everything."""
        texts, left, right = _rows(pairs)
        return self.judge(self.profiler.profile(texts), left, right)

    def matches(self, statements: Sequence[Statement], focus: Collection[str] = (), nearest: int = NEAREST) -> list[Match]:
        """All matches found across reviews, *same* or *related*, in the order of their ids.

        Parameters
        ----------
        statements : sequence of Statement
            Each id once.
        focus : collection of str
            Ids to find matches for, for instance of a review just imported; empty: all.
        nearest : int
            Candidates judged for each.
        """
        ordered = sorted(statements, key=lambda statement: statement.id)
        profiles = self.profiler.profile([(statement.text, statement.agency) for statement in ordered])
        rows = [row for row, statement in enumerate(ordered) if statement.id in focus] if focus else None
        left, right = candidates(profiles, [statement.review for statement in ordered], rows, nearest)
        judged = zip(left, right, self.judge(profiles, left, right), strict=True)
        return [Match(ordered[a].id, ordered[b].id, found) for a, b, found in judged if found.relation != "unrelated"]

    def judge(self, profiles: Profiles, left: Rows, right: Rows) -> list[Judgement]:
        """Judgements of pairs of rows of ``profiles``."""
        same, linked = self.probabilities(profiles, left, right)
        relations = [relation_of(s, r) for s, r in zip(same, linked, strict=True)]
        return [
            Judgement(relation, round(float(score), 4), reason(self.profiler.book, profiles, int(a), int(b), relation))
            for relation, score, a, b in zip(relations, same, left, right, strict=True)
        ]

    def probabilities(self, profiles: Profiles, left: Rows, right: Rows) -> tuple[Floats, Floats]:
        """Probability of *same*, and of *same or related*, of pairs of rows; two arrays of shape (n_pairs,)."""
        if not len(left):
            return np.zeros(0), np.zeros(0)
        features = pair_features(profiles, left, right, self.subjects)
        possible = ~(profiles.empty[left] | profiles.empty[right])
        same = self.same.probability(features) * possible
        return same, np.maximum(self.related.probability(features) * possible, same)


def relation_of(same: float, linked: float) -> Relation:
    """The relation, from the probability of *same* and the probability of *same or related*."""
    if same >= SAME_FROM:
        return "same"
    return "related" if linked >= LINKED_FROM else "unrelated"


def fit_comparer(
    encoder: Encoder,
    labelled_pairs: Sequence[LabelledPair],
    book: PointBook | None = None,
    corpus: Sequence[str] | None = None,
    folder: Path | None = None,
) -> Comparer:
    """Fit the two probabilities (same; same or related) on labelled pairs.

    Parameters
    ----------
    encoder : Encoder
        The space everything is fitted to.
    labelled_pairs : sequence of LabelledPair
        With all three relations among them.
    book : PointBook, optional
        Learning points; default: the project's.
    corpus : sequence of str, optional
        Statements from which the rarity of words is taken; default: those of the pairs.
    folder : Path, optional
        Where what was fitted is kept, and taken from while nothing it depends on has changed.

    Raises
    ------
    DataFileError
        If a relation is missing from the pairs.
    """
    missing = set(ORDER) - {pair.relation for pair in labelled_pairs}
    if missing:
        raise DataFileError(f"No labelled pair is '{min(missing)}'. Comparison needs examples of same, related and unrelated.")
    points = book or load_points(DATA_FOLDER / "points.yaml")
    texts, _, _ = _rows([labelled.pair for labelled in labelled_pairs])
    known = sorted({t for t, _ in texts}) if corpus is None else list(corpus)

    def fit() -> Numbers:
        numbers = fit_profiler(points, encoder, known)
        fitted = comparer_of(Profiler(points, encoder, known, numbers), labelled_pairs)
        return {**numbers, **fitted.related.numbers("related"), **fitted.same.numbers("same")}

    def made(numbers: Numbers) -> Comparer:
        models = (Logistic.kept(numbers, name, len(FEATURES)) for name in ("related", "same"))
        return Comparer(Profiler(points, encoder, known, numbers), subject_matrix(points), *models)

    key = key_of("comparer", encoder.hash, points, known, labelled_pairs)
    return kept_or_fitted(folder / FILE if folder else None, key, made, fit)


def comparer_of(profiler: Profiler, labelled_pairs: Sequence[LabelledPair]) -> Comparer:
    """Fit the two probabilities on what ``profiler`` says of the pairs."""
    views, truth = training_views(profiler, labelled_pairs)
    related, same = fit_relations(views, truth)
    return Comparer(profiler, subject_matrix(profiler.book), Logistic.of(related), Logistic.of(same))


def training_views(profiler: Profiler, labelled_pairs: Sequence[LabelledPair]) -> tuple[list[Floats], NDArray[np.int64]]:
    """What the model is fitted on: features as they are, then ``ROUNDS`` times with cues forgotten; and the relations.

    Each view has shape (n_pairs, n_features); relations are places in ``ORDER``.
    """
    texts, left, right = _rows([labelled.pair for labelled in labelled_pairs])
    subjects, profiles = subject_matrix(profiler.book), profiler.profile(texts)
    views = [profiles, *(profiles.with_cues(_forget(profiles.cues, seed)) for seed in range(ROUNDS))]
    truth = np.array([ORDER.index(labelled.relation) for labelled in labelled_pairs], dtype=np.int64)
    return [pair_features(view, left, right, subjects) for view in views], truth


def fit_relations(views: Sequence[Floats], truth: NDArray[np.int64]) -> tuple[Pipeline, Pipeline]:
    """The two models, of *same or related* and of *same*, fitted on all views together."""
    features, repeated = np.vstack(views), np.tile(truth, len(views))
    return _fitted(features, repeated >= 1), _fitted(features, repeated == 2)


def load_comparer(settings: Settings, encoder: Encoder | None = None, decided: Sequence[LabelledPair] = ()) -> Comparer:
    """The comparer for the files under ``settings.data``, without any database; fitted on all labelled and invented pairs.

    Parameters
    ----------
    settings : Settings
        Where the data are, and which model to use.
    encoder : Encoder, optional
        Default: the one ``settings`` names; vectors of what is learnt from then stay in ``data/build/``, as does what is learnt.
    decided : sequence of LabelledPair
        Pairs that people judged, learnt from with the rest. Their order makes no difference.

    Raises
    ------
    DataFileError, ModelUnavailableError
        If the learning points, the labelled pairs or the embedding model can't be used.
    """
    shipped = load_shipped_pairs(settings.data / "evaluation")
    pairs = [*shipped, *sorted(decided, key=lambda pair: (pair.a, pair.b))]
    points = load_points(settings.data / "points.yaml")
    build = settings.data / "build"
    if encoder is not None:
        return fit_comparer(encoder, pairs, points, folder=build)
    kept = CachedEncoder(load_encoder(settings), build)
    comparer = fit_comparer(kept, pairs, points, folder=build)
    kept.save()
    return comparer


def load_shipped_pairs(folder: Path) -> list[LabelledPair]:
    """All labelled pairs that comparing learns from, of the files under ``folder``. Raises as ``load_labelled_pairs``."""
    return [pair for name in PAIR_FILES for pair in load_labelled_pairs(folder / name)]


def load_labelled_pairs(path: Path) -> list[LabelledPair]:
    """Read labelled pairs, one JSON object a line.

    Raises
    ------
    DataFileError
        If the file is missing, or a line is no JSON object with a, b, their texts and a relation.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [labelled_pair(json.loads(line)) for line in lines if line.strip()]
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError) as err:
        raise DataFileError(f"{path} can't be read as labelled pairs ({err!r}). Put the project's pairs.jsonl there.") from err


def labelled_pair(entry: Mapping[str, str]) -> LabelledPair:
    """A pair from its keys ``a, b, a_text, b_text, relation`` and, where known, ``a_agency, b_agency``.

    Raises
    ------
    KeyError, ValueError
        If a key is missing or the relation is none of the three.
    """
    if entry["relation"] not in ORDER:
        raise ValueError(f"relation '{entry['relation']}'")
    pair = PairInput(entry["a_text"], entry["b_text"], entry.get("a_agency"), entry.get("b_agency"))
    return LabelledPair(entry["a"], entry["b"], pair, entry["relation"])


def _rows(pairs: Sequence[PairInput]) -> tuple[list[Text], Rows, Rows]:
    """Distinct statements in a fixed order, and the rows of the two of each pair."""
    sides: list[list[Text]] = [[(p.a_text, p.a_agency) for p in pairs], [(p.b_text, p.b_agency) for p in pairs]]
    texts = sorted({*sides[0], *sides[1]}, key=lambda text: (text[0], text[1] or ""))
    row = {text: number for number, text in enumerate(texts)}
    left, right = (np.array([row[text] for text in side], dtype=np.int64) for side in sides)
    return texts, left, right


def _forget(cues: Floats, seed: int) -> Floats:
    """Cues with some statements' all forgotten, and some single ones of the others."""
    random = np.random.default_rng(seed)
    whole = random.random((len(cues), 1)) >= FORGOTTEN
    single = random.random(cues.shape) >= FORGOTTEN / 2
    return cues * whole * single


def _fitted(features: Floats, truth: NDArray[np.bool_]) -> Pipeline:
    return make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=5000)).fit(features, truth)
