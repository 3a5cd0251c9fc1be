"""What one session is importing: files being read, previews waiting for a person, reports being stored. Draws nothing.

The work is done in a thread, so that the page can show how far it is and can stop it. Nothing is stored before a person says so,
and storing is one transaction: stopped half-way, it leaves nothing behind.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from analytics.errors import LearningError
from analytics.settings import Settings
from analytics.store.connection import Store
from pages.components.machine_room import MachineRoom
from pages.components.wording import work as words

if TYPE_CHECKING:
    from analytics.pipeline import Imported, Machine, Preview, Reference, ReviewKey

log = logging.getLogger(__name__)

State = Literal["waiting", "reading", "ready", "storing", "stored", "unchanged", "refused"]
UNDER_WAY: tuple[State, ...] = ("waiting", "reading", "storing")


class _Stopped(Exception):
    """A person has stopped what was under way."""


@dataclass
class Item:
    """One file and how far it has come. ``key`` tells it from others of the same name."""

    key: str
    name: str
    data: bytes = field(repr=False)
    state: State = "waiting"
    preview: Preview | None = None
    review_id: str = ""
    message: str = ""
    outcome: Imported | None = None


@dataclass(frozen=True)
class Choice:
    """What a person says about a file before it is stored. ``review_id`` '' makes a new review."""

    review_id: str = ""
    corrections: Mapping[str, str] = field(default_factory=dict)
    restricted: bool = False
    who: str = ""


class Intake:
    """The files of one session. ``share`` (0 to 1), ``stage`` and ``current`` say how far the work is.

    ``unseen`` from the beginning of work until a page has waited for its end and run anew: work may end after a page has settled
    which version of the database it shows, and such a page wouldn't know the review that was just stored.
    """

    def __init__(self, store: Store, settings: Settings, room: MachineRoom) -> None:
        self._store, self._settings, self._room = store, settings, room
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._reference: Reference | None = None
        self.items: dict[str, Item] = {}
        self.share, self.stage, self.current = 0.0, "", ""
        self.unseen = False

    @property
    def running(self) -> bool:
        """True while files are being read or stored."""
        return self._thread is not None and self._thread.is_alive() and not self._stop.is_set()

    def offer(self, files: Sequence[tuple[str, str, bytes]]) -> None:
        """Take (key, name, bytes) of the files that are offered now; those taken back are dropped unless they are stored."""
        kept = {key for key, _, _ in files}
        self.items = {key: item for key, item in self.items.items() if key in kept or item.state in ("stored", "storing")}
        seen = {hashlib.sha256(item.data).digest() for item in self.items.values()}
        for key, name, data in files:
            if key not in self.items:
                twice = hashlib.sha256(data).digest() in seen
                self.items[key] = Item(
                    key, name, data, "refused" if twice else "waiting", message=words.OFFERED_TWICE if twice else ""
                )
                seen.add(hashlib.sha256(data).digest())

    def read_waiting(self) -> None:
        """Begin to read the files that wait, unless work is under way."""
        waiting = [item for item in self.items.values() if item.state == "waiting"]
        if waiting and not self.running:
            self._begin(lambda stop: self._read_all(stop, waiting))

    def keep(self, choices: Mapping[str, Choice]) -> None:
        """Begin to store the previews of these keys."""
        chosen = [(self.items[key], choice) for key, choice in choices.items() if self.items[key].state == "ready"]
        if chosen and not self.running:
            for item, _ in chosen:
                item.state = "storing"
            self._begin(lambda stop: self._keep_all(stop, chosen))

    def leave_out(self, key: str) -> None:
        """Drop one file that was read; nothing of it was stored."""
        item = self.items.get(key)
        if item and item.state == "ready":
            item.state, item.preview, item.message = "refused", None, words.LEFT_OUT

    def stop(self) -> None:
        """Stop what is under way. What was stored before stays; nothing else is left behind."""
        self._stop.set()
        for item in self.items.values():
            if item.state in UNDER_WAY:
                item.state, item.message = "refused", words.STOPPED

    def of(self, *states: State) -> list[Item]:
        """The files in one of these states, in the order in which they were offered."""
        return [item for item in self.items.values() if item.state in states]

    def _begin(self, work: Callable[[threading.Event], object]) -> None:
        """Each work has a stop of its own: one that was stopped may still be ending while the next begins."""
        self._stop = threading.Event()
        self.share, self.stage, self.current = 0.0, "reading", ""
        self.unseen = True

        def run(stop: threading.Event) -> None:
            try:
                work(stop)
            except _Stopped:
                log.info("An import was stopped")

        self._thread = threading.Thread(target=run, args=(self._stop,), name="intake", daemon=True)
        self._thread.start()

    def _known(self) -> Reference:
        from analytics import pipeline

        self._reference = self._reference or pipeline.load_reference(self._settings)
        return self._reference

    def _read_all(self, stop: threading.Event, waiting: Sequence[Item]) -> None:
        for place, item in enumerate(waiting):
            self._read(stop, item, place / len(waiting))

    def _read(self, stop: threading.Event, item: Item, share: float) -> None:
        from analytics import pipeline

        self._report(stop, item, share)
        item.state = "reading"
        try:
            known = pipeline.stored_already(self._store, item.data)
            preview = None if known else self._preview(item, stop)
        except Exception as err:
            self._refuse(item, err, stop)
            return
        if not stop.is_set():
            item.state, item.review_id, item.preview = "unchanged" if known else "ready", known or "", preview

    def _preview(self, item: Item, stop: threading.Event) -> Preview:
        """Stopping kills the process that reads."""
        from analytics import pipeline

        return pipeline.preview_report(self._store, item.data, item.name, self._settings, self._known(), stop.is_set)

    def _keep_all(self, stop: threading.Event, chosen: Sequence[tuple[Item, Choice]]) -> None:
        try:
            self._report(stop, chosen[0][0], 0.0, "preparing")
            with self._room.machine() as machine:
                machine.code([])
                for place, (item, choice) in enumerate(chosen):
                    self._keep(stop, item, choice, machine, (place / len(chosen), 1 / len(chosen)))
        except _Stopped:
            raise
        except Exception as err:
            for item, _ in chosen:
                if item.state == "storing":
                    self._refuse(item, err, stop)

    def _keep(
        self, stop: threading.Event, item: Item, choice: Choice, machine: Machine, bar: tuple[float, float]
    ) -> None:  # fmt: skip
        """Store one file; ``bar``: where on the progress bar it begins, and how much of it is its own."""
        from analytics import pipeline

        preview = item.preview
        assert preview is not None  # noqa: S101  only previews are ever kept

        def progress(stage: str, done: int, of: int) -> None:
            begins, ends = words.SHARES.get(stage, (0.0, 0.0))
            self._report(stop, item, bar[0] + bar[1] * (begins + (ends - begins) * (done / of if of else 1.0)), stage)

        try:
            progress("storing", 0, 1)
            item.outcome = pipeline.store_report(
                self._store, preview.report, self._known(), machine, restricted=choice.restricted,
                review=self._key(preview, choice), corrections=choice.corrections, who=choice.who, progress=progress,
            )  # fmt: skip
            item.state = "stored" if item.outcome.result == "imported" else "unchanged"
            item.review_id, item.message = item.outcome.review, ""
        except _Stopped:
            item.state, item.message = "refused", words.STOPPED
            raise
        except Exception as err:
            self._refuse(item, err, stop)

    def _key(self, preview: Preview, choice: Choice) -> ReviewKey:
        """The review to store under."""
        from analytics import pipeline

        if choice.review_id:
            return pipeline.stored_review(self._store, choice.review_id)
        return pipeline.new_review(self._store, preview)

    def _report(self, stop: threading.Event, item: Item, share: float, stage: str = "reading") -> None:
        if stop.is_set():
            raise _Stopped
        self.share, self.stage, self.current = min(max(share, 0.0), 1.0), stage, item.name

    def _refuse(self, item: Item, err: Exception, stop: threading.Event) -> None:
        if stop.is_set():
            return
        if not isinstance(err, LearningError):
            log.exception("A file could not be imported")
        item.state, item.message = "refused", str(err) if isinstance(err, LearningError) else words.UNEXPECTED
