"""How alike two statements are, as numbers. Every feature is symmetric: swapping the two changes nothing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from analytics.themes.points import PointBook
from analytics.themes.profiles import Floats, Profiles

FEATURES = (
    "closest_sentences", "shared_words", "cues", "best_cue", "likeness", "points", "subjects", "topics", "acts", "actors",
    "both_cued", "close_and_like", "close_and_points",
)  # fmt: skip
Rows = NDArray[np.int64]


def subject_matrix(book: PointBook) -> Floats:
    """Which subjects each point belongs to, shape (n_points, n_subjects): 1 for its first, 0.5 for a further one."""
    column = {subject: number for number, (subject, _) in enumerate(book.subjects)}
    matrix = np.zeros((len(book.points), len(column)))
    for row, point in enumerate(book.points):
        for place, subject in enumerate(point.subjects):
            matrix[row, column[subject]] = 1.0 if place == 0 else 0.5
    return matrix


def pair_features(profiles: Profiles, left: Rows, right: Rows, subjects: Floats) -> Floats:
    """Features of pairs of rows of ``profiles``; shape (n_pairs, len(FEATURES)), columns in the order of ``FEATURES``.

    Overlaps weigh what is rare more. A shared act ("train") counts as far as the subject is shared: alone it makes nothing
    alike. ``points`` and ``likeness`` are Bhattacharyya coefficients of the two distributions over learning points, with and
    without the word lists' cues; the last two columns are high only where the wording is close as well.
    """
    a, b = profiles.cues[left], profiles.cues[right]
    by_subject = profiles.points @ subjects
    subject = _affinity(by_subject[left], by_subject[right])
    close = _closest(profiles, left, right)
    like, points = (_affinity(shares[left], shares[right]) for shares in (profiles.likeness, profiles.points))
    columns = [
        close,
        _overlap(profiles.words, profiles.word_weights, left, right, of_smaller=True),
        _cosine(a, b),
        np.minimum(a, b).max(axis=1, initial=0.0) / 10,
        like,
        points,
        subject,
        _overlap(profiles.topics, profiles.class_weights, left, right),
        _overlap(profiles.acts, profiles.class_weights, left, right) * subject,
        _overlap(profiles.actors, profiles.class_weights, left, right),
        (a.any(axis=1) & b.any(axis=1)).astype(float),
        close * like,
        close * points,
    ]
    return np.column_stack(columns).round(6)


def _closest(profiles: Profiles, left: Rows, right: Rows) -> Floats:
    """Highest cosine between a sentence (or the whole) of one and of the other."""
    best: Floats = np.einsum("ij,ij->i", profiles.vectors[left], profiles.vectors[right])
    several = np.array([len(part) > 1 for part in profiles.parts], dtype=bool)
    for pair in np.flatnonzero(several[left] | several[right]) if several.size else ():
        best[pair] = max(best[pair], float((profiles.parts[left[pair]] @ profiles.parts[right[pair]].T).max()))
    return best


def _overlap(marks: csr_matrix, weights: Floats, left: Rows, right: Rows, *, of_smaller: bool = False) -> Floats:
    """Weight shared by two sets, as a share of their union, or of the smaller one; 0 where both are empty."""
    if not marks.shape[1]:
        return np.zeros(len(left))
    mass = np.asarray(marks @ weights)
    shared = np.asarray(marks[left].multiply(marks[right]) @ weights)
    whole = np.minimum(mass[left], mass[right]) if of_smaller else mass[left] + mass[right] - shared
    result: Floats = np.divide(shared, whole, out=np.zeros(len(left)), where=whole > 1e-9)
    return result


def _cosine(a: Floats, b: Floats) -> Floats:
    lengths = np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1)
    result: Floats = np.divide(np.einsum("ij,ij->i", a, b), lengths, out=np.zeros(len(a)), where=lengths > 1e-9)
    return result


def _affinity(a: Floats, b: Floats) -> Floats:
    result: Floats = np.sqrt(a * b).sum(axis=1)
    return result
