"""The first start's build, in a thread of its own: it goes on when the page that started it is closed."""

from __future__ import annotations

import logging
import threading

from analytics.errors import LearningError
from analytics.settings import Settings
from pages.components import wording

log = logging.getLogger(__name__)

_SHARES = {
    "reading": (0.0, 0.1),
    "encoding": (0.1, 0.3),
    "coding": (0.3, 0.5),
    "comparing": (0.5, 0.97),
    "finishing": (0.97, 1.0),
}
"""Stage of the pipeline → where on the bar it begins and ends, by how long each takes on two cores."""


class Build:
    """One build at a time for the whole process. Pages read ``share`` (0 to 1) and ``step`` while it runs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._error: BaseException | None = None
        self.share = 0.0
        self.step = ""

    @property
    def running(self) -> bool:
        """True until the database is in its place or the build has failed."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, settings: Settings) -> None:
        """Begin, unless it is under way."""
        with self._lock:
            if self.running or settings.database.exists():
                return
            self._error = None
            self._thread = threading.Thread(target=self._run, args=(settings,), name="first-build", daemon=True)
            self._thread.start()

    def raise_if_failed(self) -> None:
        """Hand the build's error to the page.

        Raises
        ------
        LearningError
            What the build ended with.
        """
        if self._error is None:
            return
        if isinstance(self._error, LearningError):
            raise self._error
        raise LearningError(wording.BUILD_FAILED) from self._error

    def _run(self, settings: Settings) -> None:
        from analytics import pipeline  # brings scikit-learn and the encoder: only a first start pays for them

        try:
            pipeline.build_if_missing(settings, pipeline.load_machine, self._report)
        except Exception as err:  # handed over to the page that watches
            log.exception("The first build failed")
            self._error = err

    def _report(self, stage: str, done: int, total: int) -> None:
        """Stages follow each other; each has a share of the bar."""
        start, end = _SHARES.get(stage, (self.share, self.share))
        self.share = start + (end - start) * (done / total if total else 1.0)
        self.step = stage
