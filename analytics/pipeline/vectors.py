"""An encoder that never encodes a text twice: vectors are kept by hash of the model and hash of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from analytics.themes.encoder import Encoder, Vectors, text_key

Vector = NDArray[np.float32]
Lookup = Callable[[str, Sequence[str]], Mapping[str, Vector]]
"""Model hash and hashes of texts → the vectors that are stored already."""


def nothing_stored(model_hash: str, hashes: Sequence[str]) -> Mapping[str, Vector]:
    """The lookup of those who have no database open."""
    return {}


class CachingEncoder:
    """An ``Encoder`` that asks its memory, then the database, then the model. ``fresh`` holds what the model had to make.

    Parameters
    ----------
    encoder : Encoder
        The model; it is loaded only when a text is new.
    lookup : callable
        Finds stored vectors.
    """

    def __init__(self, encoder: Encoder, lookup: Lookup = nothing_stored) -> None:
        self._encoder = encoder
        self._lookup = lookup
        self._known: dict[str, Vector] = {}
        self.fresh: dict[str, Vector] = {}

    @property
    def name(self) -> str:
        """What people call the model."""
        return self._encoder.name

    @property
    def hash(self) -> str:
        """SHA-256 that identifies the weights."""
        return self._encoder.hash

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._encoder.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of unit length in the order of ``texts``: float32 array of shape (n_texts, dimension)."""
        hashes = [text_key(text) for text in texts]
        self._recall([key for key in dict.fromkeys(hashes) if key not in self._known])
        missing = {key: text for key, text in zip(hashes, texts, strict=True) if key not in self._known}
        if missing:
            made = dict(zip(missing, self._encoder.encode(list(missing.values())), strict=True))
            self._known |= made
            self.fresh |= made
        if not hashes:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return np.stack([self._known[key] for key in hashes])

    @contextmanager
    def learning_with(self, encoder: Encoder) -> Iterator[None]:
        """Encode through another encoder alone for a while, and forget what it made.

        What a model learns from belongs to the files of ``data/``, not to a review; much of it comes with the project, in half
        precision.
        Were the two mixed, what is learnt would hang on which texts happened to be encoded before.
        """
        before = (self._encoder, self._lookup, self._known, self.fresh)
        self._encoder, self._lookup, self._known, self.fresh = encoder, nothing_stored, {}, {}
        try:
            yield
        finally:
            self._encoder, self._lookup, self._known, self.fresh = before

    def take_fresh(self) -> dict[str, Vector]:
        """The vectors that the model made since the last call, by hash of the text: to be stored."""
        taken, self.fresh = self.fresh, {}
        return taken

    def _recall(self, hashes: Sequence[str]) -> None:
        if hashes:
            self._known |= self._lookup(self.hash, hashes)
