"""Statements → suggested themes, each with a calibrated probability and the phrase of the text that speaks for it.

One model serves all themes: it weighs what ``features`` says of a pair of statement and theme (cues, nearness to examples, what
speaks for other themes), never which theme it is; then each theme has an offset (``offsets``). How that compares with the
alternatives: ``notebooks/coding_quality.ipynb``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from analytics.codebook import Codebook, load_codebook
from analytics.model import Suggestion
from analytics.settings import Settings
from analytics.themes.cached import CachedEncoder
from analytics.themes.cues import Lexicon
from analytics.themes.denial import in_earnest
from analytics.themes.encoder import Encoder, load_encoder
from analytics.themes.features import FEATURES, Array, FeatureMaker, Read
from analytics.themes.kept import Numbers, check, kept_or_fitted, key_of
from analytics.themes.kernel import Wordings
from analytics.themes.logistic import Logistic
from analytics.themes.offsets import fit_offsets
from analytics.themes.phrases import reads_as_english
from analytics.themes.pool import FeaturePool
from analytics.themes.training import Decided, LabelledStatement, TrainingRow, load_all_labelled, load_examples, training_rows

THRESHOLD = 0.45
"""A theme is suggested from this probability on. F1 on reviews left out is flat from 0.35 to 0.5; on two sets of other areas that
nothing was learnt from, precision was 0.85 from here on and recall still 0.77."""
STRENGTH = 0.03
"""Inverse regularisation of the model: small, since the labelled statements are few."""
FORGOTTEN = 0.4
"""Share of cues left out of the second look at each training row."""
FORGETFUL_WEIGHT = 0.4
"""How much of a row's weight the second look has."""
FILE = "coder.npz"
"""Where a fitted coder is kept, in ``data/build/``."""
FULL = 1.0
"""Weight from which an example shaped no cue: those tell how common a theme is."""
MOST_WORDS = 60
"""Of a phrase that is shown as evidence."""
MAX_CHARACTERS = 20_000
"""A statement is a paragraph or two; of a longer text only the beginning is coded."""


@dataclass(frozen=True)
class StatementInput:
    """What there is to code: the text and, where known, whose learning it is and of which kind."""

    text: str
    agency: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class ThemeModel:
    """The model of all themes and the offset of each, an array of shape (n_themes,)."""

    shared: Logistic
    offsets: Array

    def probability(self, features: Array) -> Array:
        """Of features of shape (n_texts, n_themes, n_features): array of shape (n_texts, n_themes)."""
        found: Array = expit(_log_odds(self.shared, features) + self.offsets)
        return found

    def numbers(self) -> Numbers:
        """As arrays to be kept."""
        return {**self.shared.numbers("model"), "offsets": self.offsets}

    @classmethod
    def kept(cls, numbers: Numbers, themes: int) -> ThemeModel:
        """The same from kept arrays. Raises ``KeyError`` or ``ValueError`` if they aren't those of a model of so many themes."""
        check(numbers, {"offsets": (themes,)})
        return cls(Logistic.kept(numbers, "model", len(FEATURES)), numbers["offsets"])


class Coder:
    """Suggests themes. Made by ``fit_coder``."""

    def __init__(self, codebook: Codebook, maker: FeatureMaker, model: ThemeModel, threshold: float = THRESHOLD) -> None:
        self.codebook, self.threshold = codebook, threshold
        self._maker, self._model = maker, model

    def probabilities(self, statements: Sequence[StatementInput]) -> Array:
        """Probability of each theme: array of shape (n_statements, n_themes), themes in the codebook's order."""
        return self._judge(statements, _texts(statements))[0]

    def suggest(self, statements: Sequence[StatementInput]) -> list[tuple[Suggestion, ...]]:
        """The themes to suggest for each statement, best first; ``evidence`` is a piece of its text. Empty: none is likely."""
        texts = _texts(statements)
        scores, reads = self._judge(statements, texts)
        chosen = [self._chosen(row) for row in scores]
        evidence = self._evidence(texts, chosen, reads)
        return [
            tuple(Suggestion(theme, score, evidence[row, theme]) for theme, score in themes) for row, themes in enumerate(chosen)
        ]  # fmt: skip

    def _judge(self, statements: Sequence[StatementInput], texts: Sequence[str]) -> tuple[Array, list[Read]]:
        if not texts:
            return np.zeros((0, len(self.codebook.ids))), []
        made, reads = self._maker.of(texts, [s.agency for s in statements], [s.kind for s in statements])
        scores = self._model.probability(made)
        scores[[not _says_something(text, found) for text, found in zip(texts, reads, strict=True)]] = 0.0
        return scores, reads

    def _chosen(self, scores: Array) -> list[tuple[str, float]]:
        """Themes at or over the threshold with their rounded scores, best first, equals in the codebook's order."""
        rounded = [(theme, round(float(score), 4)) for theme, score in zip(self.codebook.ids, scores, strict=True)]
        return sorted((pair for pair in rounded if pair[1] >= self.threshold), key=lambda pair: -pair[1])

    def _evidence(
        self, texts: Sequence[str], chosen: Sequence[Sequence[tuple[str, float]]], reads: Sequence[Read]
    ) -> dict[tuple[int, str], str]:
        """For each chosen theme the most trusted cue, else the sentence or clause most like the theme's examples."""
        evidence, without = {}, []
        for row, themes in enumerate(chosen):
            for theme, _ in themes:
                hits = reads[row].strong.get(theme) or reads[row].weak.get(theme)
                if hits:
                    best = max(hits, key=lambda hit: (self._maker.trust(hit), hit.end - hit.start, -hit.start))
                    evidence[row, theme] = texts[row][best.start : best.end]
                else:
                    without.append((row, theme))
        nearest = self._maker.nearest_parts([(texts[row], theme) for row, theme in without])
        return evidence | dict(zip(without, map(_shortened, nearest), strict=True))


def _texts(statements: Sequence[StatementInput]) -> list[str]:
    """What is coded of each statement."""
    return [in_earnest(statement.text[:MAX_CHARACTERS]) for statement in statements]


def _says_something(text: str, found: Read) -> bool:
    """Not numbers alone, another language or a word without end: their vectors lie near some theme or other all the same."""
    return any(c.isalpha() for c in text) and (bool(found.strong) or reads_as_english(text))


def _shortened(part: str) -> str:
    """A part of a text as far as somebody can take it in: text without full stops is one part."""
    return " ".join(part.split(" ")[:MOST_WORDS])


def fit_coder(
    codebook: Codebook,
    encoder: Encoder,
    labelled: Sequence[LabelledStatement],
    decisions: Iterable[Decided] = (),
    examples: Sequence[TrainingRow] = (),
    folder: Path | None = None,
) -> Coder:
    """Learn to code from the codebook's exemplars, labelled statements, made-up examples and what people decided.

    Each training row's features leave out the examples of its own review, so that the model learns how far cues and nearness
    can be trusted on a review it hasn't seen. The order of ``labelled`` makes no difference.
    In ``folder``, if one is given, what was learnt is kept, and taken from there while none of this has changed.
    """
    rows = training_rows(codebook, sorted(labelled, key=lambda s: (s.review, s.id, s.text)), decisions, examples)
    lexicon, wordings = Lexicon(codebook), Wordings([row.example.text for row in rows])

    def fit() -> Numbers:
        pool = FeaturePool(codebook, lexicon, encoder, [row.example for row in rows], wordings)
        model = _fit_model(*pool.views(FORGOTTEN), pool, [row.weight for row in rows])
        return {**pool.numbers, **model.numbers()}

    def made(numbers: Numbers) -> Coder:
        maker = FeatureMaker(codebook, lexicon, encoder, wordings, numbers)
        return Coder(codebook, maker, ThemeModel.kept(numbers, len(codebook.ids)))

    key = key_of("coder", encoder.hash, codebook, rows)
    return kept_or_fitted(folder / FILE if folder else None, key, made, fit)


def cross_fitted(
    codebook: Codebook,
    encoder: Encoder,
    labelled: Sequence[LabelledStatement],
    examples: Sequence[TrainingRow],
    folds: Sequence[int],
) -> Iterator[tuple[NDArray[np.int64], Array]]:
    """What a coder says of each labelled statement that hasn't learnt from the statements of its fold.

    Features always leave out what a statement's own review says, so they are made once; the model that weighs them is fitted anew
    for each fold. Checked against coders fitted wholly without the fold: see ``tests/unit/themes/test_coding.py``.

    Parameters
    ----------
    folds : sequence of int, length n_labelled
        A review lies in one fold.

    Yields
    ------
    tuple
        Places in ``labelled`` of one fold, and their probabilities: array of shape (n_in_fold, n_themes).
    """
    own = training_rows(codebook, labelled)[-len(labelled) :] if labelled else ()
    rows = [*own, *training_rows(codebook, (), (), examples)]
    pool = FeaturePool(codebook, Lexicon(codebook), encoder, [row.example for row in rows])
    plain, forgetful = pool.views(FORGOTTEN)
    of_rows = np.concatenate([np.asarray(folds, dtype=np.int64), np.full(len(rows) - len(own), -1)])
    for fold in sorted(set(folds)):
        apart = np.flatnonzero(of_rows == fold)
        model = _fit_model(plain, forgetful, pool, [row.weight for row in rows], of_rows != fold)
        yield apart, model.probability(plain[apart])


def _fit_model(
    plain: Array, forgetful: Array, pool: FeaturePool, weights: Sequence[float], kept: NDArray[np.bool_] | None = None
) -> ThemeModel:
    """Each row is seen twice: as it is, and with some of its cues forgotten, since unseen reviews use words that no list has."""
    known = pool.known if kept is None else pool.known & kept[:, None]
    features, carried = np.vstack([plain[known], forgetful[known]]), pool.carried[known]
    of_pairs = np.broadcast_to(np.array(weights)[:, None], known.shape)[known]
    both = np.concatenate([of_pairs * (1 - FORGETFUL_WEIGHT), of_pairs * FORGETFUL_WEIGHT])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=2000))
    shared = Logistic.of(model.fit(features, np.concatenate([carried, carried]), logisticregression__sample_weight=both))
    full = np.array(weights) >= FULL
    counted = (known * np.array(weights)[:, None])[full]
    return ThemeModel(shared, fit_offsets(_log_odds(shared, plain[full]), pool.carried[full], counted))


def _log_odds(model: Logistic, features: Array) -> Array:
    """Of features of shape (n_texts, n_themes, n_features): array of shape (n_texts, n_themes)."""
    found: Array = model.log_odds(features.reshape(-1, features.shape[-1])).reshape(features.shape[:2])
    return found


def load_coder(settings: Settings, decisions: Iterable[Decided] = ()) -> Coder:
    """The coder for the files under ``settings.data``, without any database.

    What it learns and the vectors that takes are kept in ``data/build/``, so that the next start is quick.

    Raises
    ------
    CodebookError, DataFileError, ModelUnavailableError
        If the codebook, the labelled statements, the examples or the embedding model can't be used.
    """
    folder = settings.data / "build"
    encoder = CachedEncoder(load_encoder(settings), folder)
    labelled = load_all_labelled(settings.data / "evaluation")
    examples = load_examples(settings.data / "examples.jsonl")
    coder = fit_coder(load_codebook(settings.data / "codebook.yaml"), encoder, labelled, decisions, examples, folder)
    encoder.save()
    return coder
