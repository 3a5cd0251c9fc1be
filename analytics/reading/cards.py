"""Actions written as lines below their recommendation ('Lead: …', 'By when: …'), turned into the small tables they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.model import Block
from analytics.reading.columns import role_of
from analytics.reading.labels import labelled

_LINE = re.compile(
    r"^(?P<head>[A-Z][A-Za-z ()&/’']{1,45}?(?: \d{1,2}(?:\.\d{1,2})*[a-z]?)?)\s*(?::|\s[–-])(?:\s+(?P<text>\S.*)|$)", re.S
)
_WORDED = re.compile(r"Recommendation\s*:\s+(?P<text>[A-Z‘“'].{19,})$", re.S)
"""The recommendation as a line of its card, perhaps below 'Number: 3'."""
_NUMBERED = re.compile(
    r"(?:Number|No\.?|Ref(?:erence)?\.?|Recommendation (?:no\.?|number))\s*:\s*(?P<number>\d{1,2}(?:\.\d{1,2})*[a-z]?)$", re.I
)
_ROLES = frozenset({"action", "lead", "target", "status", "completion", "outcome", "milestones", "scope"})
_TELLING = frozenset({"lead", "target", "status", "completion"})
_BODY = re.compile(r"^\([^()]{3,80}\)$")
"""All that stands behind a label, where it only says whom the recommendation below it is for."""
FEWEST, FEWEST_TELLING = 3, 2
MOST_LINES = 40
"""Lines below one recommendation: five actions of eight lines."""


def with_cards(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with each run of such lines below a labelled recommendation made one table of headings and texts.

    A label that only numbers the recommendation ('Recommendation 2a' above 'Action: …') is part of its card.
    """
    made: list[Block] = []
    place = 0
    while place < len(blocks):
        recommendation = _recommendation(made, blocks[place])
        made.append(blocks[place])
        place += 1
        lines = _lines(blocks, place) if recommendation else []
        if recommendation and _is_card(lines):
            number = _taken_in(made, recommendation)
            made += [_table((number, recommendation[1]), action, blocks[place].page) for action in _actions(lines)]
            place += len(lines)
    return made


def _taken_in(made: list[Block], recommendation: tuple[str, str]) -> str:
    """The number of a card's recommendation; blocks that say no more than the card are taken off ``made``.

    Such are a bare label ('Recommendation 3'), a line 'Recommendation: …', and 'Number: 3' above that.
    """
    number, text = recommendation
    if not number or not text:
        made.pop()
    printed = _NUMBERED.match(made[-1].text) if made and not number else None
    if printed:
        made.pop()
    return printed["number"] if printed else number


def _is_card(lines: Sequence[tuple[str, str]]) -> bool:
    """Whether labelled lines are enough, and tell enough of an action, to be a row of a plan."""
    return len(lines) >= FEWEST and len({role_of(head) for head, _ in lines} & _TELLING) >= FEWEST_TELLING


def _actions(lines: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """The lines of each action, where a recommendation has several one below the other."""
    found: list[list[tuple[str, str]]] = []
    for head, text in lines:
        if not found or (role_of(head) == "action" and any(role_of(above) == "action" for above, _ in found[-1])):
            found.append([])
        found[-1].append((head, text))
    return found if all(_is_card(action) for action in found) else [list(lines)]


def _table(recommendation: tuple[str, str], lines: Sequence[tuple[str, str]], page: int | None) -> Block:
    number, text = recommendation
    return Block("table", page=page, rows=((f"Recommendation {number}".strip(), text), *lines))


def _recommendation(before: Sequence[Block], block: Block) -> tuple[str, str] | None:
    """The number and words of a recommendation that ends with ``block``: after its label, or below it; no words where the label
    stands alone.
    """
    if block.kind == "table":
        return None
    worded = _WORDED.match(block.text)
    if worded:
        return "", worded["text"]
    said = labelled(block.text)
    if said:
        return said if _is_words(said[1]) or not said[1] else None
    above = labelled(before[-1].text) if before and before[-1].kind != "table" else None
    return (above[0], block.text) if above and not _is_words(above[1]) and not _line(block) else None


def _is_words(text: str) -> bool:
    """Whether what stands behind a label is the recommendation itself."""
    return len(text) >= 20 and not _BODY.match(text)


def _line(block: Block) -> tuple[str, str] | None:
    """The label and text of a line of a card."""
    found = _LINE.match(block.text) if block.kind in ("paragraph", "list_item") and block.number is None else None
    return (found["head"], found["text"] or "") if found and role_of(found["head"]) in _ROLES else None


def _lines(blocks: Sequence[Block], start: int) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    for block in blocks[start : start + MOST_LINES]:
        line = _line(block)
        if line is None:
            break
        lines.append(line)
    return lines
