"""The machine that suggests and compares, one for the whole process and used by one at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analytics.settings import Settings
from analytics.store.connection import Store

if TYPE_CHECKING:
    from analytics.pipeline import LearningMachine


class MachineRoom:
    """Loads the machine when it is first needed, and again when people have decided something that it should learn from.

    Everything heavy (scikit-learn, the language model) is imported here, inside functions: pages that only show things never pay.
    """

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self.store = store
        self._lock = threading.Lock()
        self._machine: LearningMachine | None = None
        self._learnt_from = ""

    @contextmanager
    def machine(self) -> Iterator[LearningMachine]:
        """The machine, ready to suggest and compare; others wait until the block ends."""
        with self._lock:
            yield self._ready(self.store)

    def vectors(self, texts: tuple[str, ...]) -> NDArray[np.float32]:
        """Vectors of unit length, one row a text."""
        with self._lock:
            encoder = (self._machine or self._load()).encoder
            found = encoder.encode(texts)
            encoder.take_fresh()
            return found

    @property
    def alike_from(self) -> float:
        """Cosine from which two texts of ``vectors`` are alike."""
        from analytics.themes.encoder import alike_from

        with self._lock:
            return alike_from((self._machine or self._load()).encoder)

    @property
    def model_hash(self) -> str:
        """What identifies the vectors that can be compared with those of ``vectors``."""
        with self._lock:
            return (self._machine or self._load()).encoder.hash

    def _ready(self, store: Store) -> LearningMachine:
        decisions = store.rows("select count(*) as n, coalesce(max(decided_at)::varchar, '') as newest from decision")[0]
        if self._machine is None or self._learnt_from != str(decisions):
            self._machine, self._learnt_from = self._load(), str(decisions)
        return self._machine

    def _load(self) -> LearningMachine:
        from analytics import pipeline

        self._machine = pipeline.load_machine(self._settings, self.store)
        return self._machine
