"""What Word's styles say of a paragraph: heading and its level, list, contents line, weight and size."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from analytics.reading.formats.docx_numbering import whole
from analytics.reading.formats.docx_package import W

_HEADING = re.compile(r"^heading\s*([1-9])$", re.I)
_CONTENTS = re.compile(r"^(?:toc\s*\d|toc\s*heading|table of (?:figures|contents).*|contents.*)$", re.I)
_FURNITURE = re.compile(r"^(?:header|footer|page number)$", re.I)
DEEPEST_CHAIN = 20


@dataclass(frozen=True)
class Look:
    """A paragraph's style, resolved through what it is based on. ``size`` in half points; ``None``: not said."""

    heading: int | None = None
    contents: bool = False
    furniture: bool = False
    list_id: str | None = None
    depth: int | None = None
    bold: bool = False
    size: int | None = None
    style: str = ""


def looks_of(root: etree._Element | None) -> dict[str, Look]:
    """Style id → its look; under ``''`` the default paragraph style."""
    if root is None:
        return {"": Look()}
    elements = {e.get(f"{W}styleId") or "": e for e in root.iter(f"{W}style")}
    looks = {key: _resolved(key, elements) for key in elements}
    default = next(
        (k for k, e in elements.items() if e.get(f"{W}type") == "paragraph" and e.get(f"{W}default") in ("1", "true")), ""
    )
    return {**looks, "": looks.get(default, Look())}


def _resolved(key: str, elements: dict[str, etree._Element]) -> Look:
    chain: list[etree._Element] = []
    following: str | None = key
    while following and following in elements and len(chain) < DEEPEST_CHAIN:
        chain.append(elements[following])
        based = elements[following].find(f"{W}basedOn")
        following = None if based is None else based.get(f"{W}val")
    names = [_value(e, f"{W}name") or "" for e in chain]
    heading = next((int(m[1]) for m in map(_HEADING.match, names) if m), None) or _outline(chain)
    num_id, depth = _list(chain)
    return Look(
        heading=heading,
        contents=any(_CONTENTS.match(name) for name in names),
        furniture=any(_FURNITURE.match(name) for name in names[:1]),
        list_id=num_id,
        depth=depth,
        bold=next((is_on(b) for b in (e.find(f"{W}rPr/{W}b") for e in chain) if b is not None), False),
        size=next((whole(s.get(f"{W}val"), 0) for s in (e.find(f"{W}rPr/{W}sz") for e in chain) if s is not None), None),
        style=key,
    )


def _outline(chain: list[etree._Element]) -> int | None:
    for element in chain:
        level = element.find(f"{W}pPr/{W}outlineLvl")
        if level is not None:
            value = whole(level.get(f"{W}val"), 9)
            return value + 1 if value < 9 else None
    return None


def _list(chain: list[etree._Element]) -> tuple[str | None, int | None]:
    for element in chain:
        numbered = element.find(f"{W}pPr/{W}numPr")
        if numbered is not None:
            found, level = numbered.find(f"{W}numId"), numbered.find(f"{W}ilvl")
            return (
                None if found is None else found.get(f"{W}val"),
                None if level is None else whole(level.get(f"{W}val"), 0),
            )
    return None, None


def _value(element: etree._Element, tag: str) -> str | None:
    found = element.find(tag)
    return None if found is None else found.get(f"{W}val")


def is_on(element: etree._Element) -> bool:
    """Whether a switch such as ``<w:b/>`` is on."""
    return (element.get(f"{W}val") or "true").lower() not in ("0", "false", "off", "none")
