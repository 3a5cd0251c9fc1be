"""Batches of one shape, so that what a model makes of a text doesn't hang on the company it is read in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

STEP = 8
"""Texts are padded to a multiple of so many word pieces."""
PIECES = 256
"""Word pieces in a batch: with fewer many texts take longer, with more a single one."""


def padded(length: int) -> int:
    """The length to which a text of so many word pieces is padded, at least one ``STEP``."""
    return max(1, -(-length // STEP)) * STEP


def batches(lengths: Sequence[int], pieces: int = PIECES) -> Iterator[list[int]]:
    """Places in ``lengths``, as many at a time as fill ``pieces``, all of one padded length; each place is in one batch.

    A matrix product picks its way of adding up by the shape of the matrix: with other shapes the last digits of the same row
    differ. So a batch of a padded length always has the same number of rows, and a last one that isn't full is filled with its
    last place again; that place is simply met more than once.

    Parameters
    ----------
    lengths : sequence of int
        Word pieces of each text.
    pieces : int
        Word pieces in a batch, the padding with them. A text that alone has more is a batch of its own.
    """
    order = sorted(range(len(lengths)), key=lambda place: (padded(lengths[place]), place))
    for length, group in groupby(order, key=lambda place: padded(lengths[place])):
        alike, size = list(group), max(1, pieces // length)
        for start in range(0, len(alike), size):
            batch = alike[start : start + size]
            yield batch + batch[-1:] * (size - len(batch))
