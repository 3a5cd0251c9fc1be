"""Learning points, finer than themes: which of them a statement makes, read from ``data/points.yaml``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from analytics.datafile import read_yaml, while_unchanged
from analytics.errors import DataFileError
from analytics.themes.phrases import Parts, PhraseIndex, holds, parts_of, sentences, words


@dataclass(frozen=True)
class Point:
    """One learning point. ``name`` reads on after 'both are about'; points that share a subject are related."""

    id: str
    name: str
    subjects: tuple[str, ...]
    cues: tuple[str, ...]
    exemplars: tuple[str, ...]

    def labels(self) -> list[str]:
        """Every phrase and word class that its cues name, sorted."""
        return sorted({label for cue in self.cues for labels, _ in parts_of(cue) for label in labels})


@dataclass(frozen=True)
class Reading:
    """What the word lists find in a statement: word classes, and the places of its points with the number of cues for each."""

    classes: frozenset[str]
    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class PointBook:
    """All points with their word classes. ``subjects`` maps ids to names; ``actors``, ``acts`` and ``common`` say what kind of
    word a class holds; ``general`` are subjects that say how to answer rather than what about (training, policy).
    """

    version: int
    classes: tuple[tuple[str, tuple[str, ...]], ...]
    points: tuple[Point, ...]
    subjects: tuple[tuple[str, str], ...] = ()
    actors: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    general: frozenset[str] = frozenset()

    @cached_property
    def names(self) -> frozenset[str]:
        """Of the word classes."""
        return frozenset(name for name, _ in self.classes)

    @cached_property
    def _cues(self) -> list[tuple[int, Parts]]:
        return [(number, parts_of(cue)) for number, point in enumerate(self.points) for cue in point.cues]

    @cached_property
    def _sought(self) -> dict[str, list[tuple[int, Parts]]]:
        """Cues by the labels of their rarest part, of which one has to occur; under '' those that any sentence may hold."""
        found: dict[str, list[tuple[int, Parts]]] = defaultdict(list)
        for number, cue in self._cues:
            wanted = [labels for labels, must in cue if must] or [frozenset([""])]
            for label in min(wanted, key=lambda labels: (len(labels & self.names), len(labels))):
                found[label].append((number, cue))
        return found

    @cached_property
    def _index(self) -> PhraseIndex:
        literal = {label for _, cue in self._cues for labels, _ in cue for label in labels} - self.names
        phrases = [(phrase, name) for name, listed in self.classes for phrase in listed]
        return PhraseIndex([*phrases, *((label, label) for label in sorted(literal))])

    def read(self, text: str, agency: str | None = None) -> Reading:
        """The word classes and points of a statement, sentence by sentence; its agency counts as an actor named in each."""
        owner = self._find(agency) & self.actors if agency else frozenset()
        classes: set[str] = set()
        points: Counter[int] = Counter()
        for sentence in sentences(text):
            found = self._find(sentence) | owner
            classes |= found & self.names
            tried = (entry for label in {*found, ""} for entry in self._sought.get(label, ()))
            points.update({id(cue): number for number, cue in tried if holds(cue, found)}.values())
        return Reading(frozenset(classes), tuple(sorted(points.items())))

    def _find(self, text: str) -> frozenset[str]:
        return frozenset(self._index.find(words(text)))

    def exemplars(self) -> list[tuple[int, str]]:
        """Every exemplar with the place of its point."""
        return [(number, text) for number, point in enumerate(self.points) for text in point.exemplars]


@while_unchanged
def load_points(path: Path) -> PointBook:
    """Read and check the learning points.

    Raises
    ------
    DataFileError
        If the file is missing or not YAML, a point lacks id, name, subject or exemplars, or an id or word class doesn't fit.
    """
    content = read_yaml(path)
    try:
        classes = tuple((str(name), tuple(map(str, listed))) for name, listed in content["words"].items())
        points = tuple(_point(entry) for entry in content["points"])
        version = int(content["version"])
        subjects = tuple((str(subject), str(name)) for subject, name in content["subjects"].items())
        kinds = [frozenset(map(str, content[key])) for key in ("actors", "acts", "common", "general")]
    except (KeyError, TypeError, AttributeError, ValueError) as err:
        raise DataFileError(f"{path} can't be read as learning points ({err}). Put the project's points.yaml there.") from err
    _check_unique([point.id for point in points], path)
    book = PointBook(version, classes, points, subjects, *kinds)
    _check_words_and_subjects(book, path)
    return book


def _check_words_and_subjects(book: PointBook, path: Path) -> None:
    """What points name has to be listed: the first use would fail otherwise, far from the file."""
    known = {subject for subject, _ in book.subjects}
    for point in book.points:
        for subject in point.subjects:
            if subject not in known:
                raise DataFileError(f"{path}: '{point.id}' is of '{subject}', which 'subjects:' lacks. Add or mend it.")
        for label in point.labels():
            if label.isupper() and label not in book.names:
                raise DataFileError(f"{path}: a cue of '{point.id}' names '{label}', which 'words:' lacks. Add or mend it.")


def _point(entry: dict[str, Any]) -> Point:
    subjects = (str(entry["subject"]), *filter(None, [entry.get("also")]))
    return Point(entry["id"], entry["name"], subjects, tuple(map(str, entry["cues"])), tuple(map(str, entry["exemplars"])))


def _check_unique(ids: Sequence[str], path: Path) -> None:
    twice = [point_id for point_id, count in Counter(ids).items() if count > 1]
    if twice or not ids:
        raise DataFileError(f"{path}: the point ids must be unique and at least one ({twice[:1]}). Mend the list.")
