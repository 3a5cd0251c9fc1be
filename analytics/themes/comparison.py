"""Term of reference 13: do two statements make the same learning point? Same, related or unrelated, how probably, and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analytics.errors import DataFileError
from analytics.model import Judgement, Relation
from analytics.settings import DATA_FOLDER, Settings
from analytics.themes.candidates import NEAREST, candidates
from analytics.themes.cross_encoder import PairReader, readable
from analytics.themes.encoder import CachedEncoder, Encoder, load_encoder
from analytics.themes.kept import Numbers, kept_or_fitted, key_of
from analytics.themes.labelled_pairs import ORDER, LabelledPair, PairInput, load_shipped_pairs
from analytics.themes.pair_features import Rows, pair_features, subject_matrix
from analytics.themes.phrases import LONGEST_TEXT
from analytics.themes.points import PointBook, load_points
from analytics.themes.profiles import Floats, Profiler, Profiles, Text, fit_profiler
from analytics.themes.readings import CachedReader
from analytics.themes.reasons import reason
from analytics.themes.relations import READINGS, Probabilities, Relations

FORGOTTEN = 0.4
ROUNDS = 3
"""So often training sees each pair again, with this share of the cues forgotten: unseen reviews use words no list has."""
FILE = "comparer.npz"
"""Where a fitted comparer is kept, in ``data/build/``."""
AT_ONCE = 500
"""Candidates judged between two reports of progress."""
SAME_FROM = 0.5
LINKED_FROM = 0.5
"""Probabilities from which a pair is called *same*, and at least *related*. From 0.35 to 0.5 kappa with readers is within 0.02;
a wrong *same* costs a board most, and of what is called so more than half must be."""


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
class Comparer:
    """A fitted comparison. The same pair gets the same judgement in any order, batch and company.

    ``reader`` reads two statements together where they might be related; without one, first sight decides.
    """

    profiler: Profiler
    subjects: Floats
    relations: Relations
    reader: PairReader | None = None

    def compare(self, pairs: Sequence[PairInput]) -> list[Judgement]:
        """A judgement for each pair, in their order. A text without a word is unrelated to everything."""
        texts, left, right = _rows(pairs)
        return self.judge(self.profiler.profile(texts), left, right)

    def matches(
        self,
        statements: Sequence[Statement],
        focus: Collection[str] = (),
        nearest: int = NEAREST,
        progress: Callable[[int, int], None] = lambda done, of: None,
    ) -> list[Match]:
        """All matches found across reviews, *same* or *related*, in the order of their ids.

        Parameters
        ----------
        statements : sequence of Statement
            Each id once.
        focus : collection of str
            Ids to find matches for, for instance of a review just imported; empty: all.
        nearest : int
            Candidates judged for each.
        progress : callable, optional
            Told how many candidates have been judged, and of how many.
        """
        ordered = sorted(statements, key=lambda statement: statement.id)
        profiles = self.profiler.profile([(statement.text, statement.agency) for statement in ordered])
        rows = [row for row, statement in enumerate(ordered) if statement.id in focus] if focus else None
        left, right = candidates(profiles, [statement.review for statement in ordered], rows, nearest)
        judged: list[Judgement] = []
        for start in range(0, len(left), AT_ONCE):
            progress(start, len(left))
            judged += self.judge(profiles, left[start : start + AT_ONCE], right[start : start + AT_ONCE])
        pairs = zip(left, right, judged, strict=True)
        return [Match(ordered[a].id, ordered[b].id, found) for a, b, found in pairs if found.relation != "unrelated"]

    def judge(self, profiles: Profiles, left: Rows, right: Rows) -> list[Judgement]:
        """Judgements of pairs of rows of ``profiles``."""
        same, linked = self.probabilities(profiles, left, right)
        relations = [relation_of(s, r) for s, r in zip(same, linked, strict=True)]
        return [
            Judgement(relation, round(float(score), 4), reason(self.profiler.book, profiles, int(a), int(b), relation))
            for relation, score, a, b in zip(relations, same, left, right, strict=True)
        ]

    def probabilities(self, profiles: Profiles, left: Rows, right: Rows) -> Probabilities:
        """Probability of *same*, and of *same or related*, of pairs of rows of ``profiles``."""
        features, first = self._sight(profiles, left, right)
        if self.reader is None:
            return first
        short = np.array([readable(text) for text in profiles.texts], dtype=bool)
        worth = self.relations.worth_reading(first[1]) & short[left] & short[right]
        texts = [(profiles.texts[a], profiles.texts[b]) for a, b in zip(left[worth], right[worth], strict=True)]
        return self.relations.having_read(first, worth, features, self.reader.read(texts))

    def at_first_sight(self, profiles: Profiles, left: Rows, right: Rows) -> Probabilities:
        """As ``probabilities``, without reading any two together: for very many pairs."""
        return self._sight(profiles, left, right)[1]

    def _sight(self, profiles: Profiles, left: Rows, right: Rows) -> tuple[Floats, Probabilities]:
        """Features and probabilities at first sight. A text without a word is nothing's like."""
        features = pair_features(profiles, left, right, self.subjects)
        same, linked = self.relations.sight.probabilities(features)
        possible = ~(profiles.empty[left] | profiles.empty[right])
        return features, (same * possible, linked * possible)


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
    reader: PairReader | None = None,
) -> Comparer:
    """Fit the probabilities of *same*, and of *same or related*, on labelled pairs.

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
    reader : PairReader, optional
        Reads two statements together where they might be related. Without one, first sight decides.

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
        profiler = Profiler(points, encoder, known, numbers)
        return {**numbers, **fit_relations(profiler, labelled_pairs, reader).numbers()}

    def made(numbers: Numbers) -> Comparer:
        relations = Relations.kept(numbers, reads=reader is not None)
        return Comparer(Profiler(points, encoder, known, numbers), subject_matrix(points), relations, reader)

    key = key_of("comparer", encoder.hash, reader.hash if reader else None, points, known, labelled_pairs)
    return kept_or_fitted(folder / FILE if folder else None, key, made, fit)


def comparer_of(profiler: Profiler, labelled_pairs: Sequence[LabelledPair], reader: PairReader | None = None) -> Comparer:
    """A comparer fitted on what ``profiler`` and ``reader`` say of the pairs."""
    relations = fit_relations(profiler, labelled_pairs, reader)
    return Comparer(profiler, subject_matrix(profiler.book), relations, reader)


def fit_relations(profiler: Profiler, pairs: Sequence[LabelledPair], reader: PairReader | None = None) -> Relations:
    """The models of both stages, fitted on what ``profiler`` and ``reader`` say of the pairs."""
    views, truth = training_views(profiler, pairs)
    return Relations.fit(views, truth, readings_of(reader, pairs) if reader else None)


def training_views(profiler: Profiler, labelled_pairs: Sequence[LabelledPair]) -> tuple[list[Floats], NDArray[np.int64]]:
    """What the models are fitted on: features as they are, then ``ROUNDS`` times with cues forgotten; and the relations.

    Each view has shape (n_pairs, n_features); relations are places in ``ORDER``.
    """
    texts, left, right = _rows([labelled.pair for labelled in labelled_pairs])
    subjects, profiles = subject_matrix(profiler.book), profiler.profile(texts)
    views = [profiles, *(profiles.with_cues(_forget(profiles.cues, seed)) for seed in range(ROUNDS))]
    truth = np.array([ORDER.index(labelled.relation) for labelled in labelled_pairs], dtype=np.int64)
    return [pair_features(view, left, right, subjects) for view in views], truth


def readings_of(reader: PairReader, pairs: Sequence[LabelledPair]) -> Floats:
    """What reading each pair together says, shape (n_pairs, 2); not a number where a text is too long to be read so."""
    texts = [(p.pair.a_text[:LONGEST_TEXT], p.pair.b_text[:LONGEST_TEXT]) for p in pairs]
    short = np.array([readable(a) and readable(b) for a, b in texts], dtype=bool)
    found = np.full((len(texts), READINGS), np.nan)
    found[short] = reader.read([pair for pair, read in zip(texts, short, strict=True) if read])
    return found


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
    build = settings.data / "build"
    if encoder is None:
        kept = CachedEncoder(load_encoder(settings), build)
        comparer = load_comparer(settings, kept, decided)
        kept.save()
        return comparer
    pairs = [*load_shipped_pairs(settings.data / "evaluation"), *sorted(decided, key=lambda pair: (pair.a, pair.b))]
    reader = CachedReader.of(settings, encoder.hash)
    comparer = fit_comparer(encoder, pairs, load_points(settings.data / "points.yaml"), folder=build, reader=reader)
    if reader:
        reader.save()
    return comparer


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
