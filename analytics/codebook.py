"""The codebook: themes with definitions, cues and exemplars, from ``data/codebook.yaml``, checked when loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from analytics.datafile import read_yaml
from analytics.errors import CodebookError
from analytics.model import Axis


@dataclass(frozen=True)
class Theme:
    """One theme. ``cues`` are phrases that speak for it, ``exemplars`` made-up statements that carry it."""

    id: str
    name: str
    axis: Axis
    definition: str
    include: str = ""
    exclude: str = ""
    cues: tuple[str, ...] = ()
    exemplars: tuple[str, ...] = ()


@dataclass(frozen=True)
class Codebook:
    """All themes in their printed order, and the version that every suggestion records.

    ``word_lists`` are the named lists that cues refer to as ``<name>``; ``no_theme`` are made-up statements that carry none.
    """

    version: int
    themes: tuple[Theme, ...]
    word_lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    no_theme: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Theme ids in the codebook's order."""
        return tuple(theme.id for theme in self.themes)

    def theme(self, theme_id: str) -> Theme:
        """The theme of that id.

        Raises
        ------
        CodebookError
            If the codebook has no such theme.
        """
        for theme in self.themes:
            if theme.id == theme_id:
                return theme
        raise CodebookError(f"The codebook has no theme '{theme_id}'. Choose one of its {len(self.themes)} themes.")


def load_codebook(path: Path) -> Codebook:
    """Read and check a codebook.

    Raises
    ------
    CodebookError
        If the file is missing, is not YAML, gives an id twice, or leaves a name, axis or definition out.
    """
    content = read_yaml(path, CodebookError)
    themes = tuple(_theme(entry, path, place) for place, entry in enumerate(content.get("themes") or [], start=1))
    _check_unique((theme.id for theme in themes), path)
    if not themes:
        raise CodebookError(f"{path} lists no theme. Put the project's codebook back, or add themes under 'themes:'.")
    version = content.get("version")
    if not isinstance(version, int):
        raise CodebookError(f"{path} has no whole number under 'version:'. Add one; it is recorded with every suggestion.")
    lists = {str(name): tuple(map(str, words)) for name, words in (content.get("word_lists") or {}).items()}
    return Codebook(version, themes, lists, tuple(map(str, content.get("no_theme") or ())))


def _theme(entry: Any, path: Path, place: int) -> Theme:
    if not isinstance(entry, dict):
        raise CodebookError(f"{path}: theme number {place} is not a mapping. Give it id, name, axis and definition.")
    for key in ("id", "name", "axis", "definition"):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise CodebookError(f"{path}: theme number {place} ({entry.get('id', 'no id')}) lacks '{key}'. Add it.")
    if entry["axis"] not in get_args(Axis):
        raise CodebookError(f"{path}: theme '{entry['id']}' has axis '{entry['axis']}'. Use 'subject' or 'remedy'.")
    return Theme(
        id=entry["id"], name=entry["name"], axis=entry["axis"], definition=entry["definition"],
        include=entry.get("include", ""), exclude=entry.get("exclude", ""),
        cues=tuple(map(str, entry.get("cues", ()))), exemplars=tuple(map(str, entry.get("exemplars", ()))),
    )  # fmt: skip


def _check_unique(ids: Iterable[str], path: Path) -> None:
    twice = sorted(theme_id for theme_id, count in Counter(ids).items() if count > 1)
    if twice:
        raise CodebookError(f"{path} gives the id '{twice[0]}' to more than one theme. Ids are unique; rename one of them.")
