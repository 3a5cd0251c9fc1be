"""Briefings set as a grid of boxes: a table each of whose cells opens with a title of its own ('4. What we learned')."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analytics.model import Block
from analytics.reading.formats.numbers import split_bullet, split_number
from analytics.reading.topics import topic_of

FEWEST_BOXES = 3
MOST_COLUMNS = 3
_LONGEST_TITLE = 90
_TITLED, _KNOWN = 0.8, 0.5
"""The shares of a grid's cells that must open with a title, and with the title of a section that reviews have."""


@dataclass(frozen=True)
class Box:
    """A box: the number and words of its title, and the lines below it."""

    number: str | None
    title: str
    lines: tuple[str, ...]


def box_of(cell: str) -> Box | None:
    r"""The box that a cell with several paragraphs is; ``None`` where the first of them is no title.

    >>> box_of("4. What we learned\nAsk each time.")
    Box(number='4', title='What we learned', lines=('Ask each time.',))
    >>> box_of("Ask each time.\nAnd write it down.") is None
    True
    """
    first, *lines = cell.split("\n")
    number, title = split_number(first)
    if not lines or not title or len(title) > _LONGEST_TITLE or title.endswith((".", ";", ",", ":")) or not title[0].isupper():
        return None
    return Box(number, title, tuple(lines))


def unfolded(block: Block, rows: Sequence[Sequence[str]]) -> list[Block]:
    """A heading and paragraphs for each box of a grid, in the order of their numbers, or row by row; nothing for other tables."""
    cells = list(dict.fromkeys(cell for row in rows for cell in row if cell))
    if len(cells) < FEWEST_BOXES or max(map(len, rows), default=0) not in range(2, MOST_COLUMNS + 1):
        return []
    boxes = [box_of(cell) for cell in cells]
    titled = [box for box in boxes if box]
    known = sum(topic_of(box.title) is not None for box in titled)
    if len(titled) < _TITLED * len(cells) or known < max(2, _KNOWN * len(cells)):
        return []
    loose = [made for cell, box in zip(cells, boxes, strict=True) if box is None for made in lines_of(cell, block.page)]
    return [*loose, *(made for box in _in_order(titled) for made in spread_box(box, block.page))]


def _in_order(boxes: Sequence[Box]) -> list[Box]:
    """The boxes by their numbers, where each has one, for a grid may be read down or across; else as they stand."""
    numbers = [box.number for box in boxes]
    if not all(number and number.isdigit() for number in numbers) or len(set(numbers)) < len(numbers):
        return list(boxes)
    return sorted(boxes, key=lambda box: int(box.number or 0))


def spread_box(box: Box, page: int | None) -> Iterator[Block]:
    """A box's title as a heading, and what stands below it."""
    yield Block("heading", box.title, page, box.number, 1)
    for line in box.lines:
        yield from lines_of(line, page)


def lines_of(text: str, page: int | None) -> Iterator[Block]:
    """The lines of a cell as paragraphs, or as items where they are numbered or have bullets."""
    for line in filter(None, text.split("\n")):
        bulleted, rest = split_bullet(line)
        number, words = split_number(rest)
        yield Block("list_item" if bulleted or number else "paragraph", words, page, number)
