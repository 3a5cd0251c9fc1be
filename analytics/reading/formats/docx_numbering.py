"""Word's automatic numbers: which label Word would print before a paragraph."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from analytics.reading.formats.docx_package import W

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"))
_ROMAN_LOW = ((5, "v"), (4, "iv"), (1, "i"))
MOST_LEVELS = 9


@dataclass(frozen=True)
class Level:
    """One level of a list: where it starts, how it counts, and its pattern such as ``'%1.%2'``."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    legal: bool = False
    style: str | None = None


@dataclass
class Numbering:
    """All lists of a document, and how far each has counted."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract_of: dict[str, str] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, list_id: str, depth: int) -> tuple[str, bool] | None:
        """The label of the next paragraph of a list at a depth from 0, and whether it is a bullet; ``None``: no such list."""
        abstract = self.abstract_of.get(list_id)
        if abstract is None or depth not in self.lists.get(abstract, {}):
            return None
        levels, counts = self.lists[abstract], self._counts[abstract]
        self._count(list_id, depth, levels, counts)
        level = levels[depth]
        if level.format == "bullet":
            return "", True
        if level.format == "none" or not level.pattern:
            return None
        return _filled(level, levels, counts), False

    def _count(self, list_id: str, depth: int, levels: dict[int, Level], counts: dict[int, int]) -> None:
        restart = self.restarts.get(list_id, {}).get(depth)
        if restart is not None and (list_id, depth) not in self._begun:
            counts[depth] = restart
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else levels[depth].start
        self._begun.add((list_id, depth))
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        for shallower in range(depth):
            counts.setdefault(shallower, levels.get(shallower, Level()).start)

    def depth_of_style(self, list_id: str, style: str) -> int:
        """The depth that a list gives to a paragraph style; 0 if it names none."""
        levels = self.lists.get(self.abstract_of.get(list_id, ""), {})
        return next((depth for depth, level in levels.items() if level.style == style), 0)


def _filled(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    def number(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        kind = levels.get(place, Level()).format
        return formatted(counts.get(place, 1), "decimal" if level.legal else kind)

    return re.sub(r"%([1-9])", number, level.pattern)


def formatted(count: int, kind: str) -> str:
    """A count in one of Word's number formats.

    >>> [formatted(n, "lowerLetter") for n in (1, 26, 27)], formatted(14, "lowerRoman")
    (['a', 'z', 'aa'], 'xiv')
    """
    count = max(0, min(count, 100_000))
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if count else ""
        return letter[:20] if kind == "lowerLetter" else letter[:20].upper()
    if kind in ("lowerRoman", "upperRoman"):
        return _roman(count) if kind == "lowerRoman" else _roman(count).upper()
    if kind == "decimalZero":
        return f"{count:02d}"
    return str(count)


def _roman(count: int) -> str:
    text = ""
    for value, letters in (*_ROMAN, *_ROMAN_LOW):
        while count >= value and len(text) < 30:
            text += letters
            count -= value
    return text


def numbering_of(root: etree._Element | None) -> Numbering:
    """The lists that ``numbering.xml`` declares; none if the document has no such part."""
    numbering = Numbering()
    if root is None:
        return numbering
    links: dict[str, str] = {}
    names: dict[str, str] = {}
    for abstract in root.iter(f"{W}abstractNum"):
        key = abstract.get(f"{W}abstractNumId") or ""
        numbering.lists[key] = {depth: level for depth, level in (_level(e) for e in abstract.findall(f"{W}lvl"))}
        _note_links(abstract, key, links, names)
    for key, style in links.items():
        if style in names and not numbering.lists[key]:
            numbering.lists[key] = numbering.lists[names[style]]
    for num in root.iter(f"{W}num"):
        _declare(num, numbering)
    return numbering


def _note_links(abstract: etree._Element, key: str, links: dict[str, str], names: dict[str, str]) -> None:
    """A list can be said to be the same as another's, by the name of a list style."""
    uses, gives = abstract.find(f"{W}numStyleLink"), abstract.find(f"{W}styleLink")
    if uses is not None:
        links[key] = uses.get(f"{W}val") or ""
    if gives is not None:
        names[gives.get(f"{W}val") or ""] = key


def _declare(num: etree._Element, numbering: Numbering) -> None:
    list_id = num.get(f"{W}numId") or ""
    target = num.find(f"{W}abstractNumId")
    if target is None:
        return
    abstract = target.get(f"{W}val") or ""
    for override in num.findall(f"{W}lvlOverride"):
        depth = whole(override.get(f"{W}ilvl"), 0)
        start, level = override.find(f"{W}startOverride"), override.find(f"{W}lvl")
        if start is not None:
            numbering.restarts.setdefault(list_id, {})[depth] = whole(start.get(f"{W}val"), 1)
        if level is not None:
            abstract_levels = dict(numbering.lists.get(abstract, {}))
            abstract_levels[depth] = _level(level)[1]
            abstract = f"{abstract}/{list_id}"
            numbering.lists[abstract] = abstract_levels
    numbering.abstract_of[list_id] = abstract


def _level(element: etree._Element) -> tuple[int, Level]:
    def value(tag: str, default: str) -> str:
        found = element.find(f"{W}{tag}")
        return default if found is None else (found.get(f"{W}val") or default)

    style = element.find(f"{W}pStyle")
    return whole(element.get(f"{W}ilvl"), 0) % MOST_LEVELS, Level(
        start=whole(value("start", "1"), 1),
        format=value("numFmt", "decimal"),
        pattern=value("lvlText", ""),
        legal=element.find(f"{W}isLgl") is not None,
        style=None if style is None else style.get(f"{W}val"),
    )


def whole(text: str | None, default: int) -> int:
    """A whole number from an attribute, or the default if it is none."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default
