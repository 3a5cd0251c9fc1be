"""Actions written as lines below their recommendation ('Lead: …', 'By when: …'), turned into the small tables they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.model import Block
from analytics.reading.columns import role_of
from analytics.reading.labels import labelled

_LINE = re.compile(r"^(?P<head>[A-Z][A-Za-z ()&/’']{1,45}?)\s*(?::|\s[–-])(?:\s+(?P<text>\S.*)|$)", re.S)
_ROLES = frozenset({"action", "lead", "target", "status", "completion", "outcome", "milestones", "scope"})
_TELLING = frozenset({"lead", "target", "status", "completion"})
_BODY = re.compile(r"^\([^()]{3,80}\)$")
"""All that stands behind a label, where it only says whom the recommendation below it is for."""
FEWEST = 3


def with_cards(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with each run of such lines below a labelled recommendation made one table of headings and texts."""
    made: list[Block] = []
    place = 0
    while place < len(blocks):
        recommendation = _recommendation(made, blocks[place])
        made.append(blocks[place])
        place += 1
        if recommendation is None:
            continue
        lines = _lines(blocks, place)
        roles = {role_of(head) for head, _ in lines}
        if len(lines) >= FEWEST and len(roles & _TELLING) >= 2:
            number, text = recommendation
            rows = ((f"Recommendation {number}", text), *lines)
            made.append(Block("table", page=blocks[place].page, rows=rows))
            place += len(lines)
    return made


def _recommendation(before: Sequence[Block], block: Block) -> tuple[str, str] | None:
    """The number and words of a recommendation that ends with ``block``: after its label, or below it."""
    if block.kind == "table":
        return None
    said = labelled(block.text)
    if said:
        return said if _is_words(said[1]) else None
    above = labelled(before[-1].text) if before and before[-1].kind != "table" else None
    return (above[0], block.text) if above and not _is_words(above[1]) else None


def _is_words(text: str) -> bool:
    """Whether what stands behind a label is the recommendation itself."""
    return len(text) >= 20 and not _BODY.match(text)


def _lines(blocks: Sequence[Block], start: int) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    for block in blocks[start : start + 12]:
        found = _LINE.match(block.text) if block.kind in ("paragraph", "list_item") and block.number is None else None
        if found is None or role_of(found["head"]) not in _ROLES:
            break
        lines.append((found["head"], found["text"] or ""))
    return lines
