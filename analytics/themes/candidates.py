"""Which pairs of statements are worth judging: the nearest of other reviews, by vectors, learning points and words together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.preprocessing import normalize

from analytics.themes.pair_features import Rows
from analytics.themes.profiles import Floats, Profiles

NEAREST = 40
"""Candidates kept for each statement. On the labelled pairs of two reviews this keeps nearly all that are *same*."""
BLOCK = 512


def candidates(
    profiles: Profiles, reviews: Sequence[str], focus: Sequence[int] | None = None, nearest: int = NEAREST
) -> tuple[Rows, Rows]:
    """Pairs of rows to judge: for each statement its nearest ones of *other* reviews.

    Parameters
    ----------
    profiles : Profiles
        Of n statements.
    reviews : sequence of str, length n
        The review each statement belongs to; two of one review are never a candidate.
    focus : sequence of int, optional
        Rows to find candidates for, for instance those of a review just imported; default: all.
    nearest : int
        How many to keep for each: what is judged grows with ``n * nearest``, not with ``n * n``.

    Returns
    -------
    tuple of two int64 arrays
        Left and right rows, left < right, each pair once, in ascending order.
    """
    labels = np.unique(np.asarray(reviews, dtype=object), return_inverse=True)[1]
    rows = np.arange(len(labels)) if focus is None else np.unique(np.asarray(focus, dtype=np.int64))
    dense, words = np.hstack([profiles.vectors, np.sqrt(profiles.points)]), _weighted(profiles.words, profiles.word_weights)
    pairs = {
        pair
        for start in range(0, len(rows), BLOCK)
        for pair in _block(dense, words, labels, rows[start : start + BLOCK], nearest)
    }
    ordered = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    return ordered[:, 0], ordered[:, 1]


def _block(dense: Floats, words: csr_matrix, labels: Rows, rows: Rows, nearest: int) -> list[tuple[int, int]]:
    nearness = dense[rows] @ dense.T + (words[rows] @ words.T).toarray()
    nearness[labels[rows][:, None] == labels[None, :]] = -np.inf
    best = np.argsort(-nearness.round(5), axis=1, kind="stable")[:, :nearest]
    return [
        (min(int(row), int(other)), max(int(row), int(other)))
        for place, row in enumerate(rows)
        for other in best[place]
        if np.isfinite(nearness[place, other])
    ]


def _weighted(words: csr_matrix, weights: Floats) -> csr_matrix:
    if not words.shape[1]:
        return csr_matrix((words.shape[0], 1))
    return csr_matrix(normalize(words @ diags(weights)))
