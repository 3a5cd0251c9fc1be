"""Agencies by their canonical names: aliases as reports write them, sector and successor, from ``data/agencies.yaml``."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from analytics.datafile import read_yaml
from analytics.errors import DataFileError

_LONGEST_PLACE = 6
"""Words before a kind of service that may make up a place name: 'Bath and North East Somerset'."""
_JOINING = {"and", "of", "on", "upon", "the", "in", "with", "by", "le", "under"}


@dataclass(frozen=True)
class Agency:
    """One body. ``successor`` is the id of the body that took its duties over, ``''`` if none.

    ``generic``: a kind of service that reports also name after a place ("Kirklees Adult Social Care").
    """

    id: str
    name: str
    sector: str
    aliases: tuple[str, ...] = ()
    successor: str = ""
    generic: bool = False


@dataclass(frozen=True)
class Agencies:
    """The list, and the one way to look a printed name up in it."""

    entries: tuple[Agency, ...]

    @cached_property
    def _by_key(self) -> dict[str, Agency]:
        return {key_of(name): agency for agency in self.entries for name in (agency.id, agency.name, *agency.aliases)}

    @cached_property
    def _kinds(self) -> dict[str, Agency]:
        """Kinds of service by the words of their names."""
        return {" ".join(_words(name)): kind for kind in self.entries if kind.generic for name in (kind.name, *kind.aliases)}

    def find(self, printed: str | None) -> Agency | None:
        """The agency a printed name stands for, or ``None``: an unknown name is never guessed at."""
        if not printed:
            return None
        bare = re.sub(r"\([^)]*\)", "", printed)
        return self._by_key.get(key_of(printed)) or self._by_key.get(key_of(bare)) or self._kind_after_place(bare)

    def _kind_after_place(self, printed: str) -> Agency | None:
        """The kind of service that a name ends with, where all before it is written like a proper name."""
        words = _words(printed)
        for start in range(1, min(len(words), _LONGEST_PLACE + 1)):
            kind = self._kinds.get(" ".join(words[start:]))
            if kind:
                return kind if _is_proper(printed, start) else None
        return None


def key_of(name: str) -> str:
    """A name reduced to what identifies it: case, accents, punctuation, spaces and a leading 'the' don't count.

    >>> key_of("The King’s  College") == key_of("Kings-college")
    True
    """
    words = _words(name)
    return "".join(words[1:] if words[:1] == ["the"] else words)


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name).casefold().replace("&", " and ")
    return re.findall(r"[a-z0-9]+", plain.replace("'", "").replace("’", ""))


def _is_proper(printed: str, count: int) -> bool:
    """Whether the first ``count`` words are capitalised, small joining words apart: 'Stoke-on-Trent', 'Brighton & Hove'."""
    first = re.findall(r"[^\W_]+", printed.replace("'", "").replace("’", "").replace("&", " and "))[:count]
    return any(word[0].isupper() for word in first) and all(word[0].isupper() or word in _JOINING for word in first)


def load_agencies(path: Path) -> Agencies:
    """Read and check the list of agencies.

    Raises
    ------
    DataFileError
        If the file is missing or not YAML, an entry lacks id, name or sector, or one alias stands for two agencies.
    """
    agencies = Agencies(tuple(_agency(entry, path) for entry in read_yaml(path).get("agencies") or []))
    _check_aliases(agencies, path)
    return agencies


def _agency(entry: Any, path: Path) -> Agency:
    for key in ("id", "name", "sector"):
        if not isinstance(entry, dict) or not entry.get(key):
            raise DataFileError(f"{path}: an agency lacks '{key}': {entry!r}. Add it.")
    return Agency(
        entry["id"],
        entry["name"],
        entry["sector"],
        tuple(entry.get("aliases", ())),
        entry.get("successor", ""),
        entry.get("generic", False) is True,
    )


def _check_aliases(agencies: Agencies, path: Path) -> None:
    owner: dict[str, str] = {}
    for agency in agencies.entries:
        for name in {key_of(n) for n in (agency.id, agency.name, *agency.aliases)}:
            if owner.setdefault(name, agency.id) != agency.id:
                raise DataFileError(f"{path}: '{name}' stands for both {owner[name]} and {agency.id}. Keep it for one of them.")
