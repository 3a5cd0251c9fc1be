"""An encoder and a reader of pairs that remember what they said: see ``analytics.themes.memory``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.settings import Settings
from analytics.themes.cross_encoder import PLACES, LogOdds, PairReader, Texts, load_reader
from analytics.themes.encoder import Encoder, Vectors, text_key
from analytics.themes.memory import Memory

_HAIR = 1e-3
"""How far from 1 the length of a vector kept in half precision may be."""


class CachedEncoder:
    """An encoder that remembers what it has encoded, in memory and, with ``save``, in a file named for the model's hash.

    Parameters
    ----------
    encoder : Encoder
        Does the work for texts not seen before.
    folder : Path
        Of that file, see ``Memory``.
    """

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        self._encoder = encoder
        self.name, self.hash, self.dimension = encoder.name, encoder.hash, encoder.dimension
        self._memory = Memory(folder / vectors_file(self.hash), self._taken)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As ``Encoder.encode``; only texts not remembered are encoded."""
        keys = [text_key(text) for text in texts]
        rows = self._memory.rows(dict(zip(keys, texts, strict=True)), self._encoder.encode)
        return np.array([rows[key] for key in keys], dtype=np.float32).reshape(len(texts), self.dimension)

    def save(self) -> None:
        """Keep what is remembered for the next start."""
        self._memory.save()

    def _taken(self, rows: NDArray[Any]) -> Vectors:
        vectors: Vectors = rows.astype(np.float32)
        if vectors.shape[1] != self.dimension or not np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=_HAIR):
            raise ValueError("no vectors of this model")
        return vectors


class CachedReader:
    """A reader that remembers what it has read, in memory and, with ``save``, in a file named for its hash.

    Parameters
    ----------
    reader : PairReader
        Reads what isn't remembered.
    folder : Path
        Of that file, see ``Memory``.
    """

    def __init__(self, reader: PairReader, folder: Path) -> None:
        self._reader = reader
        self.hash = reader.hash
        self._memory = Memory(folder / readings_file(self.hash), taken_readings)

    @classmethod
    def of(cls, settings: Settings, encoder_hash: str) -> CachedReader | None:
        """That of ``load_reader``, remembering in ``data/build/``."""
        reader = load_reader(settings, encoder_hash)
        return cls(reader, settings.data / "build") if reader else None

    @property
    def known(self) -> Mapping[str, LogOdds]:
        """All that is remembered, by the keys of the pairs."""
        return self._memory.known

    def read(self, pairs: Sequence[Texts]) -> LogOdds:
        """As ``PairReader.read``; only pairs not remembered are read."""
        keys = [pair_key(pair) for pair in pairs]
        rows = self._memory.rows(dict(zip(keys, pairs, strict=True)), self._reader.read)
        return np.array([rows[key] for key in keys]).reshape(len(pairs), 2)

    def save(self) -> None:
        """Keep what is remembered for the next start.

        Called after learning or measuring: pairs that people merely try, such as a draft that is checked, leave nothing behind.
        """
        self._memory.save()


def vectors_file(model_hash: str) -> str:
    """The name of the file that holds vectors of the model with this hash."""
    return f"vectors-{model_hash[:16]}.npz"


def readings_file(reader_hash: str) -> str:
    """The name of the file that holds what the reader with this hash said of pairs."""
    return f"readings-{reader_hash[:16]}.npz"


def pair_key(pair: Texts) -> str:
    """SHA-256 of two texts, whichever comes first."""
    return text_key("\n".join(sorted(text_key(text) for text in pair)))


def taken_readings(rows: NDArray[Any]) -> LogOdds:
    """Log-odds, shape (n_pairs, 2), as they were before they were kept in single precision. ``ValueError`` for others."""
    if rows.shape[1] != 2:
        raise ValueError("no readings")
    readings: LogOdds = rows.astype(np.float64).round(PLACES)
    return readings
