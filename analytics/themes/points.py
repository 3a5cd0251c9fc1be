"""Learning points, finer than themes: which of them a statement makes, read from ``data/points.yaml``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from analytics.datafile import read_yaml
from analytics.errors import DataFileError
from analytics.themes.phrases import PhraseIndex, sentences, words

Cue = tuple[tuple[frozenset[str], bool], ...]
"""Parts that must all hold in one sentence: the labels of which one has to occur, and whether it must (or must not)."""


@dataclass(frozen=True)
class Point:
    """One learning point. ``name`` reads on after 'both are about'; points that share a subject are related."""

    id: str
    name: str
    subjects: tuple[str, ...]
    cues: tuple[str, ...]
    exemplars: tuple[str, ...]


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
    def _names(self) -> frozenset[str]:
        return frozenset(name for name, _ in self.classes)

    @cached_property
    def _cues(self) -> list[tuple[int, Cue]]:
        return [(number, _parsed(cue, self._names)) for number, point in enumerate(self.points) for cue in point.cues]

    @cached_property
    def _sought(self) -> dict[str, list[tuple[int, Cue]]]:
        """Cues by the labels of their rarest part, of which one has to occur; under '' those that any sentence may hold."""
        found: dict[str, list[tuple[int, Cue]]] = defaultdict(list)
        for number, cue in self._cues:
            wanted = [labels for labels, must in cue if must] or [frozenset([""])]
            for label in min(wanted, key=lambda labels: (len(labels & self._names), len(labels))):
                found[label].append((number, cue))
        return found

    @cached_property
    def _index(self) -> PhraseIndex:
        literal = {label for _, cue in self._cues for labels, _ in cue for label in labels} - self._names
        phrases = [(phrase, name) for name, listed in self.classes for phrase in listed]
        return PhraseIndex([*phrases, *((label, label) for label in sorted(literal))])

    def read(self, text: str, agency: str | None = None) -> Reading:
        """The word classes and points of a statement, sentence by sentence; its agency counts as an actor named in each."""
        owner = self._find(agency) & self.actors if agency else frozenset()
        classes: set[str] = set()
        points: Counter[int] = Counter()
        for sentence in sentences(text):
            found = self._find(sentence) | owner
            classes |= found & self._names
            tried = (entry for label in {*found, ""} for entry in self._sought.get(label, ()))
            points.update({id(cue): number for number, cue in tried if _holds(cue, found)}.values())
        return Reading(frozenset(classes), tuple(sorted(points.items())))

    def _find(self, text: str) -> frozenset[str]:
        return frozenset(self._index.find(words(text)))

    def exemplars(self) -> list[tuple[int, str]]:
        """Every exemplar with the place of its point."""
        return [(number, text) for number, point in enumerate(self.points) for text in point.exemplars]


def _parsed(cue: str, names: frozenset[str]) -> Cue:
    parts = []
    for part in cue.split(" + "):
        forbidden = part.startswith("!")
        parts.append((frozenset(label.strip() for label in part.lstrip("!").split("|")), not forbidden))
    unknown = {label for labels, _ in parts for label in labels if label.isupper() and label not in names}
    if unknown:
        raise DataFileError(f"A cue of the learning points uses the word class '{min(unknown)}', which 'words:' lacks: '{cue}'.")
    return tuple(parts)


def _holds(cue: Cue, found: frozenset[str]) -> bool:
    return all((not labels.isdisjoint(found)) is wanted for labels, wanted in cue)


@lru_cache(maxsize=4)
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
    return PointBook(version, classes, points, subjects, *kinds)


def _point(entry: dict[str, Any]) -> Point:
    subjects = (str(entry["subject"]), *filter(None, [entry.get("also")]))
    return Point(entry["id"], entry["name"], subjects, tuple(map(str, entry["cues"])), tuple(map(str, entry["exemplars"])))


def _check_unique(ids: Sequence[str], path: Path) -> None:
    twice = [point_id for point_id, count in Counter(ids).items() if count > 1]
    if twice or not ids:
        raise DataFileError(f"{path}: the point ids must be unique and at least one ({twice[:1]}). Mend the list.")
