"""What a document says that the colours of its plan mean: a line, a list, or a small table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from analytics.model import Block
from analytics.reading.status import status_of
from analytics.reading.status_words import LATE, LETTERS

_PRINTED = "|".join(
    form for name in "Red Amber Yellow Green Blue Grey Gray White Purple Black".split() for form in (name, name.upper())
)
_KEY = re.compile(
    rf"\b({_PRINTED}|[RAGB])\b\s*(?:[–:=-]|\bis\b|\bmeans\b)\s*([A-Za-z][A-Za-z /(),–-]{{2,80}}?)"
    rf"(?=\s*(?:[;.|]|$|[,–-]?\s*(?:\b(?:and|or)\s+)?\b(?:{_PRINTED}|[RAGB])\b))"
)
_OPENS = re.compile(rf"\W*({_PRINTED})\b[\s:=–-]*(?P<words>[A-Za-z].{{2,100}})$")
"""A piece that is a colour and what it means, with or without a sign between: 'BLUE complete and evidenced'."""
_LONGEST = 400
FEWEST, FEWEST_BARE = 2, 3
_FIRST_ROWS = 8


def key_of_colours(texts: Iterable[str]) -> dict[str, str]:
    """What a document says its colours mean, by the colour's name and its letter.

    >>> key_of_colours(["Key: G – complete; A – in progress; R – not started"])["red"]
    'not started'
    """
    for text in texts:
        found = _named(text) if len(text) < _LONGEST else {}
        named = {LETTERS.get(name, name): _not_late(name, words) for name, words in found.items()}
        if len(named) >= FEWEST and len({status_of(words) for words in named.values()} - {"unknown"}) >= FEWEST:
            return named | {letter: named[name] for letter, name in LETTERS.items() if name in named}
    return {}


def _named(text: str) -> dict[str, str]:
    """The colours of a text with the words beside them; without signs only where at least three open a piece each."""
    opened = [match for piece in re.split(r"\s*[;|]\s*", text) if (match := _OPENS.match(piece))]
    if len(opened) >= FEWEST_BARE:
        return {match[1].casefold(): match["words"].strip(" .,") for match in opened}
    return {name.casefold(): words.strip(" ,") for name, words in _KEY.findall(text)}


def _not_late(name: str, words: str) -> str:
    """Amber says that work goes on, if slower than it should: 'Some slippage'."""
    slips = name in ("amber", "yellow", "a") and status_of(words) == "overdue" and not LATE.search(words)
    return "in progress" if slips else words


def texts_of_keys(blocks: Sequence[Block]) -> Iterator[str]:
    """Texts that may say what colours mean: paragraphs, runs of lines that each open with a colour, small tables row by row."""
    run: list[str] = []
    for block in (*blocks, Block("paragraph")):
        opens = bool(_OPENS.match(block.text))
        if not opens and len(run) >= FEWEST_BARE:
            yield "; ".join(run)
        run = [*run, block.text] if opens else []
        yield block.text or _of_table(block.rows[:_FIRST_ROWS])


def _of_table(rows: Sequence[Sequence[str]]) -> str:
    cells = [cell for row in rows for cell in row if cell]
    if cells and all(_OPENS.match(cell) for cell in cells):
        return "; ".join(cells)
    across = len(rows) == 2 and len(rows[0]) == len(rows[1]) and len(rows[0]) > 2
    pairs = zip(*rows, strict=True) if across else rows
    return "; ".join(" – ".join(filter(None, pair)) for pair in pairs)


def colour_of(printed: str) -> str:
    """A cell's colour by its name in lower case, also where a page's end printed it twice; other cells as they are.

    >>> colour_of("GREEN Green"), colour_of("Amber"), colour_of("Green: done")
    ('green', 'amber', 'Green: done')
    """
    words = set(printed.casefold().split())
    return words.pop() if len(words) == 1 else printed
