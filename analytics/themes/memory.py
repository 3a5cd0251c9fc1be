"""What a model said before, in memory and in a file of hashes and numbers, so that it need not be asked twice.

The file is read without unpickling, so that one put there by somebody else can't run, and tells no word of a review.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import DTypeLike, NDArray

from analytics.themes.kept import read_numbers, write_numbers

Given = TypeVar("Given")
Rows = dict[str, NDArray[Any]]
"""Key of what a model was given → what it said, shape (width,)."""
ROWS, KEYS = "rows", "keys"


class Memory:
    """Rows of numbers under keys: what came with the project, what was kept at an earlier start, and what is new.

    Parameters
    ----------
    file : Path
        Where ``save`` keeps what is new. A file of that name in the folder above came with the project
        (``data/make_vectors.py``): what it holds is neither made nor saved again.
    taken : callable
        Rows of a file, shape (n, width), as they are used; ``ValueError`` if they can't be what they should.
    """

    def __init__(self, file: Path, taken: Callable[[NDArray[Any]], NDArray[Any]]) -> None:
        self._file, self._taken = file, taken
        self._shipped: Rows = {}
        self._known: Rows | None = None  # read when first needed: what was fitted is kept apart, so mostly never
        self._changed = False
        self._lock = threading.Lock()

    @property
    def known(self) -> Rows:
        """All that is remembered."""
        with self._lock:
            if self._known is None:
                self._shipped = read_rows(self._file.parent.parent / self._file.name, self._taken)
                self._known = read_rows(self._file, self._taken) | self._shipped
            return self._known

    def rows(self, given: Mapping[str, Given], make: Callable[[list[Given]], NDArray[Any]]) -> Rows:
        """The row of each key of ``given``; ``make`` is asked for those not remembered, in their order.

        It is asked outside the lock, so that who only needs what is remembered doesn't wait for another's work.
        """
        known = self.known
        missing = {key: thing for key, thing in given.items() if key not in known}
        if missing:
            made = make(list(missing.values()))
            with self._lock:
                known.update(zip(missing, made, strict=True))
                self._changed = True
        return {key: known[key] for key in given}

    def save(self) -> None:
        """Keep what is new for the next start. A folder that can't be written to costs time, nothing else."""
        with self._lock:
            if self._changed and self._known:
                own = {key: row for key, row in self._known.items() if key not in self._shipped}
                self._changed = not write_rows(self._file, own)


def write_rows(file: Path, rows: Rows, precision: DTypeLike = np.float32) -> bool:
    """Keep rows under their keys. False if the file can't be written."""
    return write_numbers(file, {KEYS: np.array(list(rows), dtype="S64"), ROWS: np.array(list(rows.values()), dtype=precision)})


def read_rows(file: Path, taken: Callable[[NDArray[Any]], NDArray[Any]]) -> Rows:
    """What ``write_rows`` kept, as ``taken`` makes it; nothing if the file is absent or damaged."""
    stored = read_numbers(file)
    try:
        keys, rows = stored[KEYS].astype("U64"), stored[ROWS]
        if keys.ndim != 1 or rows.ndim != 2 or rows.dtype.kind != "f" or not np.isfinite(rows).all():
            raise ValueError("no keys with rows of finite numbers")
        return dict(zip(keys.tolist(), taken(rows), strict=True))
    except (KeyError, ValueError):
        return {}
