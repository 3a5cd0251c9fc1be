"""Tables that hold prose: learning by agency, and boxes of finding and learning, spread into headings and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analytics.model import Block
from analytics.reading.cells import even, filled
from analytics.reading.grids import lines_of, unfolded
from analytics.reading.topics import topic_of

_AGENCY = re.compile(r"^(?:name of )?(?:agenc(?:y|ies)|organisations?|services?)$", re.I)
_LEARNT = re.compile(
    r"^(?:(?:key |agency |early )?(?:learning|lessons?)(?: points?| identified|"
    r" learn(?:t|ed))?|what (?:we|was|has been) (?:have )?learn(?:t|ed)|"
    r"(?:good |effective |notable )?practice(?: identified| noted)?)$",
    re.I,
)
_FOUND = re.compile(
    r"^(?:what (?:(?:we|the (?:review|panel)) )?(?:found|saw|happened|"
    r"was found)|findings?|narrative|evidence|context|background|issue|"
    r"summary|what the review found)$",
    re.I,
)
_TAUGHT = re.compile(
    r"^(?:what (?:we|the (?:review|panel)|was|can we|can be) ?(?:have |"
    r"has )?learn(?:t|ed)?|(?:key )?(?:learning|lessons?)(?: points?)?|"
    r"why (?:it|this) matters)$",
    re.I,
)


_LONGEST_TITLE = 70
_SHORTEST_LESSON = 30
_BELOW_ALL = 9
FEWEST_SECTIONS = 3


def with_rows(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with each such table in place of which stand what its rows say. Text stays word for word."""
    made: list[Block] = []
    above = ""
    for block in blocks:
        above = block.text if block.kind == "heading" else above
        rows = even(block.rows) if block.kind == "table" else ()
        spread = list(_by_agency(block, rows) or _boxed(block, rows)) or _asked(block, rows) or _titled(block, rows, above)
        spread = spread or unfolded(block, rows)
        made += spread or [_joined(block)]
    return made


def _joined(block: Block) -> Block:
    """A table whose cells are one text each, whatever lines they were printed in."""
    if block.kind != "table":
        return block
    return replace(block, rows=tuple(tuple(cell.replace("\n", " ") for cell in row) for row in block.rows))


def _asked(block: Block, rows: tuple[tuple[str, ...], ...]) -> list[Block]:
    """A heading and the paragraphs below it for each row of a table that holds a whole briefing: 'What happened?' | text."""
    if len(rows) < FEWEST_SECTIONS or any(len(row) != 2 for row in rows):
        return []
    known = [head for head, _ in rows if len(head) <= _LONGEST_TITLE and topic_of(head)]
    told = [text for _, text in rows if len(text) > _SHORTEST_LESSON]
    if len(known) < 0.6 * len(rows) or len(told) < 0.8 * len(rows):
        return []
    return [made for head, text in rows for made in (Block("heading", head, block.page), *lines_of(text, block.page))]


def _titled(block: Block, rows: tuple[tuple[str, ...], ...], above: str) -> list[Block]:
    """A heading and a paragraph for each row of a table of short titles beside sentences, below a heading on learning."""
    if len(rows) < 2 or topic_of(above) != "learning" or any(len(row) != 2 for row in rows):
        return []
    short = all(3 <= len(title) <= _LONGEST_TITLE and title[-1] not in ".;" for title, _ in rows)
    if not short or not all(len(text) >= _SHORTEST_LESSON and text.endswith((".", "?", "!")) for _, text in rows):
        return []
    return [
        made
        for title, text in rows
        for made in (
            Block("heading", title, block.page, level=_BELOW_ALL),
            Block("paragraph", text.replace("\n", " "), block.page),
        )
    ]


def _by_agency(block: Block, rows: tuple[tuple[str, ...], ...]) -> list[Block]:
    """A heading for each agency and an item for each point, of a table with the columns 'Agency' and 'Learning'."""
    heads = filled(rows[0]) if len(rows) > 1 else []
    if len(heads) != 2 or not _AGENCY.match(heads[0]) or not _LEARNT.match(heads[1]):
        return []
    name, text = rows[0].index(heads[0]), rows[0].index(heads[1])
    found: list[Block] = []
    agency = ""
    for row in rows[1:]:
        if row[name] and row[name] != agency:
            agency = row[name]
            found.append(Block("heading", agency, block.page))
        found += [Block("list_item", point, block.page, level=1) for point in row[text].split("\n") if point]
    return found


def _boxed(block: Block, rows: tuple[tuple[str, ...], ...]) -> Iterator[Block]:
    """The box's title as a heading, what was found as narrative, what was learnt as lesson."""
    heads = [row[0] for row in rows if len(filled(row)) == 2]
    known = [bool(_FOUND.match(head)) or bool(_TAUGHT.match(head)) for head in heads]
    if not heads or not all(known) or not any(map(_TAUGHT.match, heads)) or any(len(row) > 2 and any(row[2:]) for row in rows):
        return
    for row in rows:
        cells = filled(row)
        if len(cells) == 1:
            yield Block("heading", cells[0], block.page)
        elif len(cells) == 2:
            yield Block("heading", "Lesson" if _TAUGHT.match(cells[0]) else "Narrative", block.page)
            yield from (Block("paragraph", text, block.page) for text in cells[1].split("\n") if text)
