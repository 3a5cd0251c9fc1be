"""How like the known examples of each theme a text is, by meaning and by wording at once: kernel ridge regression on all themes.

The kernel adds the cosine of embedding vectors to the cosines of weighted words, word pairs and letter groups. Meaning carries
over to wordings never seen; shared words settle what a small embedding model blurs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from analytics.themes.encoder import Vectors

Array = NDArray[np.floating[Any]]

MEANING, WORDS, LETTERS = 1.5, 0.5, 0.5
"""Weights of the three cosines in the kernel."""
RIDGE = 0.5


class Wordings:
    """Weighted words and word pairs, and letter groups, of the examples; finds the same in other texts.

    Taken from the texts again in each process, since that is quick: what is kept of a fit tells no word of a review.

    Parameters
    ----------
    texts : sequence of str
        The examples. ``words`` and ``letters`` are sparse matrices with a row of unit length for each.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        word = r"[a-z][a-z']+"
        self._words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, max_df=0.3, token_pattern=word)
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2)
        self.words: csr_matrix = self._words.fit_transform(texts)
        self.letters: csr_matrix = self._letters.fit_transform(texts)

    def of(self, texts: Sequence[str]) -> tuple[csr_matrix, csr_matrix]:
        """Words and letters of other texts, in the columns of ``words`` and ``letters``."""
        return self._words.transform(texts), self._letters.transform(texts)


@dataclass(frozen=True)
class KernelFit:
    """``weights`` (n_examples, n_themes) and ``mean`` (n_themes,) give the scores of new texts.

    ``held_out`` (n_examples, n_themes) are those of the examples, each as if its group had not been there.
    """

    weights: Array
    mean: Array
    held_out: Array


def fit_kernel(wordings: Wordings, vectors: Vectors, carried: Array, groups: NDArray[np.object_]) -> KernelFit:
    """Fit the regression.

    Parameters
    ----------
    wordings : Wordings
        Of the examples.
    vectors : array of shape (n_examples, dimension)
        Their embeddings, of unit length.
    carried : array of shape (n_examples, n_themes)
        1 where an example carries a theme, 0 where not, and the theme's mean where that is unknown.
    groups : array of shape (n_examples,)
        Examples of one group don't judge each other in ``held_out``.
    """
    mean = carried.mean(axis=0)
    inverse = np.linalg.inv(kernel_matrix(wordings, vectors) + RIDGE * np.eye(len(vectors)))
    weights = inverse @ (carried - mean)
    return KernelFit(weights, mean, _without_own_group(carried - mean, weights, inverse, groups) + mean)


def kernel_matrix(wordings: Wordings, vectors: Vectors) -> Array:
    """The kernel between all examples: array of shape (n_examples, n_examples)."""
    words, letters, meaning = wordings.words, wordings.letters, vectors.astype(np.float64)
    matrix: Array = (
        MEANING * (meaning @ meaning.T) + WORDS * (words @ words.T).toarray() + LETTERS * (letters @ letters.T).toarray()
    )
    return matrix


class ThemeKernel:
    """Scores near 1 for texts like those that carry a theme, near 0 for others.

    The sum over examples is drawn ahead of the texts, so that a text costs its own words and not a product with every example.
    """

    def __init__(self, wordings: Wordings, vectors: Vectors, weights: Array, mean: Array) -> None:
        self._wordings, self._mean = wordings, mean
        self._by_meaning = MEANING * (vectors.astype(np.float64).T @ weights)
        self._by_words = WORDS * (wordings.words.T @ weights)
        self._by_letters = LETTERS * (wordings.letters.T @ weights)

    def score(self, texts: Sequence[str], vectors: Vectors) -> Array:
        """Scores of new texts: array of shape (n_texts, n_themes)."""
        words, letters = self._wordings.of(texts)
        scores: Array = vectors.astype(np.float64) @ self._by_meaning + words @ self._by_words + letters @ self._by_letters
        return scores + self._mean


def _without_own_group(centred: Array, weights: Array, inverse: Array, groups: NDArray[np.object_]) -> Array:
    """What each example would score had its group not been there (the closed form of leaving a block out)."""
    scores = np.zeros_like(centred)
    for group in dict.fromkeys(groups.tolist()):
        rows = np.flatnonzero(groups == group)
        scores[rows] = centred[rows] - np.linalg.solve(inverse[np.ix_(rows, rows)], weights[rows])
    return scores
