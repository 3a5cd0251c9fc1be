"""Answers and figures that all sessions share, kept by what they depend on until there are too many.

Streamlit's own caches read the arguments anew and unpickle or look up the value at every call; a page asks some fifty times, and
that took longer than its queries.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import RLock
from typing import Any

import pandas as pd
from cachetools import LRUCache


def memory(value: Any) -> int:
    """Bytes that a value takes, roughly: those of a frame's columns, or of the object alone."""
    if isinstance(value, pd.DataFrame):
        return int(value.memory_usage(index=False, deep=False).sum())
    return sys.getsizeof(value)


class Kept:
    """Values by key, the least recently used forgotten first.

    Parameters
    ----------
    most : int
        What all values may come to, in the measure of ``size``. A value that is larger than this alone is handed on and not kept.
    size : callable
        The size of one value; bytes of memory unless told.
    """

    def __init__(self, most: int, size: Callable[[Any], int] = memory) -> None:
        self._values: LRUCache[Hashable, Any] = LRUCache(most, getsizeof=size)
        self._under_way: dict[Hashable, Future[Any]] = {}
        self._lock = RLock()

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """The value of ``key``: kept, awaited where it is under way, or made now. Two sessions may both make it; one is kept.

        Errors of ``make`` pass through, and nothing is kept.
        """
        with self._lock:
            if key in self._values:
                return self._values[key]
            under_way = self._under_way.get(key)
        return under_way.result() if under_way else self._keep(key, make())

    def begin(self, key: Hashable, make: Callable[[], Any], pool: ThreadPoolExecutor) -> None:
        """Have a value made in ``pool`` that will be asked for, unless it is there or under way."""
        with self._lock:
            if key not in self._values and key not in self._under_way:
                self._under_way[key] = pool.submit(self._finish, key, make)

    def _finish(self, key: Hashable, make: Callable[[], Any]) -> Any:
        try:
            return self._keep(key, make())
        finally:
            with self._lock:
                self._under_way.pop(key, None)

    def _keep(self, key: Hashable, made: Any) -> Any:
        with self._lock, suppress(ValueError):  # what is too large to be kept
            self._values[key] = made
        return made

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
