"""Fitting the comparison of two statements: on shipped labelled pairs, and on what people have judged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analytics.errors import DataFileError
from analytics.settings import DATA_FOLDER, Settings
from analytics.themes.cached import CachedEncoder, CachedReader
from analytics.themes.comparison import Comparer, rows_of
from analytics.themes.cross_encoder import PairReader, readable
from analytics.themes.encoder import Encoder, load_encoder, text_key
from analytics.themes.kept import Numbers, kept_or_fitted, key_of
from analytics.themes.labelled_pairs import ORDER, LabelledPair, load_shipped_pairs
from analytics.themes.pair_features import pair_features, subject_matrix
from analytics.themes.phrases import LONGEST_TEXT
from analytics.themes.points import PointBook, load_points
from analytics.themes.profiles import Floats, Profiler, fit_profiler
from analytics.themes.relations import READINGS, Relations

FORGOTTEN = 0.4
ROUNDS = 3
"""So often training sees each pair again, with this share of the cues forgotten: unseen reviews use words no list has."""
FILE = "comparer.npz"
"""Where a fitted comparer is kept, in ``data/build/``."""


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
    texts, _, _ = rows_of([labelled.pair for labelled in labelled_pairs])
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
    texts, left, right = rows_of([labelled.pair for labelled in labelled_pairs])
    subjects, profiles = subject_matrix(profiler.book), profiler.profile(texts)
    views = [profiles, *(profiles.with_cues(_forget(profiles.cues, profiles.texts, number)) for number in range(ROUNDS))]
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


def _forget(cues: Floats, texts: Sequence[str], number: int) -> Floats:
    """Cues with some statements' all forgotten, and some single ones of the others: by text, so that company changes nothing."""
    kept = np.zeros(cues.shape, dtype=bool)
    for row, text in enumerate(texts):
        random = np.random.default_rng(int(text_key(f"{number} {text}")[:16], 16))
        kept[row] = random.random() >= FORGOTTEN and random.random(cues.shape[1]) >= FORGOTTEN / 2
    return cues * kept
