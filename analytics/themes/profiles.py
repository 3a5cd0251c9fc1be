"""What is known of each statement before pairs are looked at: vectors, learning points, kinds of word."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from analytics.themes.encoder import Encoder
from analytics.themes.kept import Numbers, Shapes, check
from analytics.themes.phrases import LONGEST_TEXT, sentences, words
from analytics.themes.points import PointBook, Reading

Floats = NDArray[np.float64]
Key = TypeVar("Key", str, int)
Text = tuple[str, str | None]
"""A statement's text and its agency."""

CUE_WEIGHT = 0.4
"""How far one cue of a rare point raises that point over what the vectors say (in log odds)."""
SHARPNESS = 1.5
"""Exponent on what the vectors say of each point; settled on the labelled pairs, see notebooks/comparison_quality.ipynb."""
MOST_CUES = 3
BESIDE = 0.25
"""What is left of a cue for a general point (training, policy, lessons) where the statement also makes a specific one."""
_FLOOR = 1e-4
_DULL = frozenset(
    "the a an of to in and or for on at by with from that this be is are was were been being has have had not no it its "
    "as all any their they them he she his him her who which what when where how should would could can may must will do "
    "did does done more other into out about than then there so such if but also between within over under after before "
    "each those these one own both very only nor domestic abuse violence agencies agency staff professionals services "
    "service victims victim review ensure consider case cases partnership people "
    "training train trained awareness aware policy policies learning lessons".split()
)
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ed", "es", "ly", "s", "e")


@dataclass(frozen=True)
class Profiles:
    """Arrays with a row for each statement, and the texts as far as they were read.

    ``vectors`` (n, d) of unit length; ``parts`` those of the whole and its sentences, each
    (n_sentences + 1, d), of the whole alone where it is one sentence;
    ``cues`` (n, n_points) weighted counts of cues; ``likeness`` (n, n_points) what the vectors say, rows sum to 1;
    ``points`` (n, n_points) both together, rows sum to 1; ``words``, ``topics``, ``acts``, ``actors``: sparse 0/1 (n, …) with
    one weight a column; ``empty``: no letter.
    """

    texts: tuple[str, ...]
    vectors: Floats
    parts: tuple[Floats, ...]
    cues: Floats
    likeness: Floats
    points: Floats
    words: csr_matrix
    topics: csr_matrix
    acts: csr_matrix
    actors: csr_matrix
    word_weights: Floats
    class_weights: Floats
    empty: NDArray[np.bool_]

    def with_cues(self, cues: Floats) -> Profiles:
        """The same statements as if the word lists had found other cues."""
        return replace(self, cues=cues, points=_together(cues, self.likeness))


class Profiler:
    """Knows how rare each word and point is and what each point's exemplars look like to the encoder.

    Parameters
    ----------
    book : PointBook
        The learning points.
    encoder : Encoder
        Makes the vectors; everything is fitted to its space.
    corpus : sequence of str
        Statements of the field, from which the rarity of words is taken; the exemplars are added.
    numbers : mapping of str to array, optional
        What ``fit_profiler`` found of the same three. Default: found now.

    Raises
    ------
    KeyError, ValueError
        If the numbers don't fit the learning points and the encoder.
    """

    def __init__(self, book: PointBook, encoder: Encoder, corpus: Sequence[str], numbers: Numbers | None = None) -> None:
        self.book, self.encoder = book, encoder
        numbers = fit_profiler(book, encoder, corpus) if numbers is None else numbers
        check(numbers, _shapes(book, encoder))
        texts = _texts(book, corpus)
        self._texts = len(texts)
        self._words = Counter(stem for text in texts for stem in stems(text))
        self._classes = [name for name, _ in book.classes]
        self._class_weights, self._point_weights = numbers["class_weights"], numbers["point_weights"]
        self._likeness, self._likeness_bias = numbers["likeness"], numbers["likeness_bias"]
        self._general = np.array([point.subjects[0] in book.general for point in book.points], dtype=bool)
        self._usable = np.ones(len(book.points), dtype=bool)

    def without(self, points: Collection[str]) -> Profiler:
        """The same as if the learning points of these ids were unknown: nothing finds them and no text is like them."""
        fewer = copy(self)
        fewer._usable = np.array([point.id not in points for point in self.book.points], dtype=bool)
        return fewer

    def profile(self, statements: Sequence[Text]) -> Profiles:
        """Profiles of the statements, in their order. The same statement gives the same row in any company."""
        readings = [self.book.read(text, agency) for text, agency in statements]
        texts = tuple(text[:LONGEST_TEXT] for text, _ in statements)
        vectors, parts = self._vectors(texts)
        cues = self._cues(readings)
        likeness = np.array([self._likely(vector, part) for vector, part in zip(vectors, parts, strict=True)])
        likeness = likeness.reshape(len(statements), len(self.book.points))
        content = [stems(text) for text, _ in statements]
        vocabulary = sorted(set().union(*content))
        groups = (self._topics, self.book.acts, self.book.actors)
        topics, acts, actors = ([r.classes & group for r in readings] for group in groups)
        return Profiles(
            texts, vectors, parts, cues, likeness, _together(cues, likeness),
            _marks(content, vocabulary),
            _marks(topics, self._classes), _marks(acts, self._classes), _marks(actors, self._classes),
            _rarity(self._words, vocabulary, self._texts), self._class_weights,
            np.array([not any(c.isalpha() for c in text) for text in texts], dtype=bool),
        )  # fmt: skip

    @property
    def _topics(self) -> frozenset[str]:
        return frozenset(self._classes) - self.book.acts - self.book.actors - self.book.common

    def _vectors(self, texts: Sequence[str]) -> tuple[Floats, tuple[Floats, ...]]:
        split = [sentences(text) for text in texts]
        wanted = sorted({*texts, *(part for listed in split if len(listed) > 1 for part in listed)})
        row = {text: number for number, text in enumerate(wanted)}
        encoded = np.asarray(self.encoder.encode(wanted), dtype=np.float64) if wanted else np.zeros((0, self.encoder.dimension))
        whole = encoded[[row[text] for text in texts]]
        parts = tuple(
            encoded[[row[text], *(row[p] for p in listed)] if len(listed) > 1 else [row[text]]]
            for text, listed in zip(texts, split, strict=True)
        )
        return whole, parts

    def _cues(self, readings: Sequence[Reading]) -> Floats:
        cues = np.zeros((len(readings), len(self.book.points)))
        for row, reading in enumerate(readings):
            for point, count in reading.points:
                cues[row, point] = min(count, MOST_CUES) * self._point_weights[point]
        cues[:, ~self._usable] = 0.0
        specific = cues[:, ~self._general].any(axis=1)
        cues[np.ix_(specific, self._general)] *= BESIDE
        return cues

    def _likely(self, vector: Floats, parts: Floats) -> Floats:
        scores = (parts @ self._likeness + self._likeness_bias) * SHARPNESS
        scores[:, ~self._usable] = -np.inf
        mean: Floats = _softmax(scores).mean(axis=0)
        return mean


def stems(text: str) -> frozenset[str]:
    """Content words of a text without their endings."""
    return frozenset(_stem(word) for word in words(text[:LONGEST_TEXT]) if len(word) > 2 and word not in _DULL)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def fit_profiler(book: PointBook, encoder: Encoder, corpus: Sequence[str]) -> Numbers:
    """How rare each word class and point is, and how likely the encoder's vectors make each point; for ``Profiler``.

    Returns
    -------
    mapping of str to array
        ``class_weights`` (n_classes,), ``point_weights`` (n_points,), ``likeness`` (dimension, n_points) and ``likeness_bias``
        (n_points,).
    """
    texts, exemplars = _texts(book, corpus), book.exemplars()
    readings = [book.read(text) for text in texts]
    classes = Counter(name for reading in readings for name in reading.classes)
    points = Counter(number for reading in readings for number, _ in reading.points)
    vectors = np.asarray(encoder.encode([text for _, text in exemplars]), dtype=np.float64)
    likeness = LogisticRegression(C=50, max_iter=2000).fit(vectors, [number for number, _ in exemplars])
    return {
        "class_weights": _rarity(classes, [name for name, _ in book.classes], len(texts)),
        "point_weights": _rarity(points, range(len(book.points)), len(texts)),
        "likeness": np.ascontiguousarray(likeness.coef_.T), "likeness_bias": likeness.intercept_,
    }  # fmt: skip


def _shapes(book: PointBook, encoder: Encoder) -> Shapes:
    points = len(book.points)
    weights: Shapes = {"class_weights": (len(book.classes),), "point_weights": (points,)}
    return {**weights, "likeness": (encoder.dimension, points), "likeness_bias": (points,)}


def _texts(book: PointBook, corpus: Sequence[str]) -> list[str]:
    return sorted({*corpus, *(text for _, text in book.exemplars())})


def _rarity(counts: Mapping[Key, int], keys: Iterable[Key], texts: int) -> Floats:
    return np.array([math.log((texts + 1) / (counts.get(key, 0) + 1)) for key in keys])


def _together(cues: Floats, likeness: Floats) -> Floats:
    return _softmax(CUE_WEIGHT * cues + np.log(likeness + _FLOOR))


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True)) if scores.size else scores
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares


def _marks(found: Sequence[Iterable[str]], names: Sequence[str]) -> csr_matrix:
    column = {name: number for number, name in enumerate(names)}
    places = [(row, column[name]) for row, listed in enumerate(found) for name in listed if name in column]
    rows, columns = zip(*places, strict=True) if places else ((), ())
    return csr_matrix((np.ones(len(places)), (rows, columns)), shape=(len(found), len(names)))
