"""Names in the tables of panels and contributors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from analytics.model import Block
from analytics.reading.name_words import (
    FAMILY_COLUMN,
    NAME_COLUMN,
    ROLE_COLUMN,
    ROLES,
    TITLES,
    WORD_PATTERN,
)


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, those that a line's end parted at their hyphen put together."""
    return tuple(re.sub(r"-\s+", "-", word) for word in WORD_PATTERN.findall(name))


def trimmed_any(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words before the first that belongs to a role or body; none if that is the first."""
    for place, word in enumerate(words):
        if word.casefold() in ROLES:
            return words[:place] if place >= 2 else ()
    return words


def name_tables(blocks: Sequence[Block]) -> Iterable[list[tuple[str, ...]]]:
    """The names in each table with a column of names beside roles or bodies, and in a table that goes on with it."""
    column: int | None = None
    width = 0
    for block in blocks:
        if block.kind != "table" or not block.rows:
            column = None if block.text and len(block.text) > 40 else column
            continue
        header = next((row for row in block.rows[:2] if _is_name_header(row)), None)
        if header is not None:
            column = next(n for n, cell in enumerate(header) if NAME_COLUMN.match(cell))
            width = len(header)
        elif column is not None and (max(map(len, block.rows)) != width or any(map(FAMILY_COLUMN.search, block.rows[0]))):
            column = None
        if column is not None:
            yield _names_in_column([row for row in block.rows if row is not header], column)


def _is_name_header(row: Sequence[str]) -> bool:
    named = any(NAME_COLUMN.match(cell) for cell in row)
    beside = any(ROLE_COLUMN.search(cell) for cell in row if not NAME_COLUMN.match(cell) or ROLE_COLUMN.search(cell))
    return named and beside and not any(FAMILY_COLUMN.search(cell) for cell in row)


def _names_in_column(rows: Sequence[Sequence[str]], column: int) -> list[tuple[str, ...]]:
    """Names, joined where a narrow column broke them ('Natalie Hendry-' above 'Torrance', 'Kieley' above 'Blackborow')."""
    names: list[str] = []
    for row in rows:
        cell = row[column] if column < len(row) else ""
        if not cell:
            continue
        if names and len(cell.split()) == 1 and (names[-1].endswith("-") or len(_without_title(names[-1]).split()) == 1):
            names[-1] = names[-1] + ("" if names[-1].endswith("-") else " ") + cell
        else:
            names.append(cell)
    cleaned = [
        trimmed_any(words_of(re.split(r"\s*[,(–:]|\s-\s", _without_title(name))[0])) or words_of(_without_title(name))[:2]
        for name in names
    ]
    return [words for words in cleaned if words and len(words) <= 4 and not all(word.casefold() in ROLES for word in words)]


def _without_title(name: str) -> str:
    return re.sub(rf"^\s*(?:{TITLES}\.?\s+)+", "", name).strip()
