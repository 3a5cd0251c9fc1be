"""What a cross-encoder said of pairs, remembered in memory and in files of numbers and hashes."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from analytics.settings import Settings
from analytics.themes.cross_encoder import LogOdds, PairReader, Texts, load_reader
from analytics.themes.encoder import text_key
from analytics.themes.kept import read_numbers, write_numbers


class CachedReader:
    """A reader that remembers, in memory and, with ``save``, in a file.

    Parameters
    ----------
    reader : PairReader
        Reads what isn't remembered.
    folder : Path
        Where ``save`` keeps it. A file of that name in the folder above came with the project (``data/make_vectors.py``):
        what it holds is neither read nor saved again.
    """

    def __init__(self, reader: PairReader, folder: Path) -> None:
        self._reader = reader
        self.hash = reader.hash
        self._file = folder / readings_file(self.hash)
        self._shipped_file = folder.parent / self._file.name
        self._changed = False
        self._lock = threading.Lock()

    @classmethod
    def of(cls, settings: Settings, encoder_hash: str) -> CachedReader | None:
        """That of ``load_reader``, remembering in ``data/build/``."""
        reader = load_reader(settings, encoder_hash)
        return cls(reader, settings.data / "build") if reader else None

    @cached_property
    def _shipped(self) -> dict[str, LogOdds]:
        return stored_readings(self._shipped_file)

    @cached_property
    def known(self) -> dict[str, LogOdds]:
        """All that is remembered, by the keys of the pairs; read when first needed."""
        return stored_readings(self._file) | self._shipped

    def read(self, pairs: Sequence[Texts]) -> LogOdds:
        """As ``PairReader.read``; only pairs not remembered are read."""
        keys = [pair_key(pair) for pair in pairs]
        with self._lock:
            missing = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in self.known}
            if missing:
                self.known.update(zip(missing, self._reader.read(list(missing.values())), strict=True))
                self._changed = True
            return np.array([self.known[key] for key in keys]).reshape(len(pairs), 2)

    def save(self) -> None:
        """Keep what is remembered for the next start. A folder that can't be written to costs time, nothing else.

        Called after learning only: pairs that people merely try, such as a draft that is checked, leave nothing behind.
        """
        with self._lock:
            if self._changed:
                own = {key: read for key, read in self.known.items() if key not in self._shipped}
                self._changed = not write_readings(self._file, own)


def readings_file(reader_hash: str) -> str:
    """The name of the file that holds what the reader with this hash said of pairs."""
    return f"readings-{reader_hash[:16]}.npz"


def pair_key(pair: Texts) -> str:
    """SHA-256 of two texts, whichever comes first."""
    return text_key("\n".join(sorted(text_key(text) for text in pair)))


def write_readings(file: Path, readings: Mapping[str, LogOdds]) -> bool:
    """Keep log-odds under the keys of their pairs. False if the file can't be written."""
    made = np.array(list(readings.values()), dtype=np.float32).reshape(len(readings), 2)
    return write_numbers(file, {"keys": np.array(list(readings), dtype="S64"), "readings": made})


def stored_readings(file: Path) -> dict[str, LogOdds]:
    """What ``write_readings`` kept; nothing if the file is absent or damaged."""
    stored = read_numbers(file)
    keys, readings = stored.get("keys", np.zeros(0)), stored.get("readings", np.zeros(0))
    if keys.dtype.kind != "S" or keys.ndim != 1 or readings.shape != (len(keys), 2) or readings.dtype.kind != "f":
        return {}
    if not np.isfinite(readings).all():
        return {}
    return dict(zip((key.decode("ascii", "replace") for key in keys), readings.astype(np.float64).round(3), strict=True))
