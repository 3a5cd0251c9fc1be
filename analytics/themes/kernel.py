"""How like the known examples of each theme a text is, by meaning and by wording at once: kernel ridge regression on all themes.

The kernel adds the cosine of embedding vectors to the cosines of weighted words, word pairs and letter groups. Meaning carries
over to wordings never seen; shared words settle what a small embedding model blurs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from analytics.themes.encoder import Vectors

Array = NDArray[np.floating[Any]]

MEANING, WORDS, LETTERS = 1.5, 0.5, 0.5
"""Weights of the three cosines in the kernel."""
RIDGE = 0.5


class ThemeKernel:
    """Scores near 1 for texts like those that carry a theme, near 0 for others.

    Parameters
    ----------
    texts : sequence of str
        The examples.
    vectors : array of shape (n_examples, dimension)
        Their embeddings, of unit length.
    carried : array of shape (n_examples, n_themes)
        1 where an example carries a theme, 0 where not, and the theme's mean where that is unknown.
    groups : array of shape (n_examples,)
        Examples of one group don't judge each other in ``held_out``.
    """

    def __init__(self, texts: Sequence[str], vectors: Vectors, carried: Array, groups: NDArray[np.object_]) -> None:
        word = r"[a-z][a-z']+"
        self._words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, max_df=0.3, token_pattern=word).fit(texts)
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2).fit(texts)
        self._vectors = vectors.astype(np.float64)
        self._word_rows, self._letter_rows = self._words.transform(texts), self._letters.transform(texts)
        self._mean = carried.mean(axis=0)
        inverse = np.linalg.inv(self._kernel(texts, vectors) + RIDGE * np.eye(len(texts)))
        self._weights = inverse @ (carried - self._mean)
        self.held_out = self._without_own_group(carried, inverse, groups)

    def score(self, texts: Sequence[str], vectors: Vectors) -> Array:
        """Scores of new texts: array of shape (n_texts, n_themes)."""
        scores: Array = self._kernel(texts, vectors) @ self._weights + self._mean
        return scores

    def _kernel(self, texts: Sequence[str], vectors: Vectors) -> Array:
        words = (self._words.transform(texts) @ self._word_rows.T).toarray()
        letters = (self._letters.transform(texts) @ self._letter_rows.T).toarray()
        kernel: Array = MEANING * (vectors.astype(np.float64) @ self._vectors.T) + WORDS * words + LETTERS * letters
        return kernel

    def _without_own_group(self, carried: Array, inverse: Array, groups: NDArray[np.object_]) -> Array:
        """What each example would score had its group not been there (the closed form of leaving a block out)."""
        centred = carried - self._mean
        scores = np.zeros_like(carried)
        for group in dict.fromkeys(groups.tolist()):
            rows = np.flatnonzero(groups == group)
            scores[rows] = centred[rows] - np.linalg.solve(inverse[np.ix_(rows, rows)], self._weights[rows])
        filled: Array = scores + self._mean
        return filled
