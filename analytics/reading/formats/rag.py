"""Colours as status: an empty cell filled red, amber or green under a heading such as 'RAG' gets the colour's name."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence

_HEADS = re.compile(r"\b(?:rag|status|rating|progress)\b", re.I)


def colour_word(fill: str) -> str:
    """``'Red'``, ``'Amber'``, ``'Green'`` or ``'Blue'`` for a six-digit RGB fill of clear colour; else ``''``.

    >>> [colour_word(c) for c in ("FF0000", "FFC000", "00B050", "D9D9D9", "auto")]
    ['Red', 'Amber', 'Green', '', '']
    """
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", fill):
        return ""
    red, green, blue = (int(fill[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < 0.35 or value < 0.4:
        return ""
    degrees = hue * 360
    if degrees < 18 or degrees >= 340:
        return "Red"
    if degrees < 70:
        return "Amber"
    if degrees < 170:
        return "Green"
    return "Blue" if 190 <= degrees < 260 else ""


def mark_colours(rows: Sequence[Sequence[str]], fills: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The rows, with the colour's name in empty cells of a status column."""
    columns = _status_columns(rows)
    return tuple(
        tuple(
            fill if not cell.strip() and fill and place in columns and number > columns[place] else cell
            for place, (cell, fill) in enumerate(zip(row, colours, strict=True))
        )
        for number, (row, colours) in enumerate(zip(rows, fills, strict=True))
    )


def _status_columns(rows: Sequence[Sequence[str]]) -> dict[int, int]:
    """Column → the row of its heading, for columns whose short heading speaks of status."""
    found: dict[int, int] = {}
    for number, row in enumerate(rows[:4]):
        for place, cell in enumerate(row):
            if len(cell) <= 40 and _HEADS.search(cell):
                found.setdefault(place, number)
    return found
