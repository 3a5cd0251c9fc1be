"""Reading order of a page set in two columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analytics.reading.formats.pdf_lines import Line
from analytics.reading.formats.pdf_zones import Zone

FEWEST_ROWS = 6


def in_reading_order(lines: Sequence[Line], width: float, zones: Sequence[Zone] = ()) -> list[list[Line]]:
    """The lines in groups to be read one after the other: one group, or left and right columns between full-width lines."""
    if zones:
        return _by_zones(lines, zones)
    gutter = _gutter(lines, width)
    if gutter is None:
        return [list(lines)] if lines else []
    groups: list[list[Line]] = []
    left: list[Line] = []
    right: list[Line] = []
    full: list[Line] = []
    for line in lines:
        pieces = _parted(line, gutter)
        if pieces is None:
            groups.extend(g for g in (left, right) if g)
            left, right = [], []
            full.append(line)
            continue
        if full:
            groups.append(full)
            full = []
        for piece, column in zip(pieces, (left, right), strict=True):
            if piece is not None:
                column.append(piece)
    return [*groups, *(g for g in (full, left, right) if g)]


def _by_zones(lines: Sequence[Line], zones: Sequence[Zone]) -> list[list[Line]]:
    """The lines between zones as they come; those of a zone left of its strip before those right of it."""
    groups: list[list[Line]] = []
    current: Zone | None = None
    for line in lines:
        zone = next((zone for zone in zones if zone.holds(line)), None)
        if not groups or zone is not current:
            groups += [[], []] if zone else [[]]
            current = zone
        groups[-1 if zone is None or line.x0 > zone.place else -2].append(line)
    return [group for group in groups if group]


def _gutter(lines: Sequence[Line], width: float) -> float | None:
    """The middle of an empty strip that most lines respect and text stands on both sides of; ``None``: one column."""
    if len(lines) < FEWEST_ROWS:
        return None
    for share in (0.5, 0.48, 0.52, 0.46, 0.54, 0.44, 0.56):
        place = share * width
        parted = [_parted(line, place) for line in lines]
        left = [p[0] for p in parted if p is not None and p[0] is not None]
        right = [p[1] for p in parted if p is not None and p[1] is not None]
        if (
            parted.count(None) <= 0.2 * len(lines)
            and min(len(left), len(right)) >= FEWEST_ROWS
            and _is_prose(left)
            and _is_prose(right)
        ):
            return place
    return None


def _is_prose(pieces: Sequence[Line]) -> bool:
    """Columns of prose have long lines; columns of a table without rules have short ones."""
    return sum(len(piece.text) for piece in pieces) / len(pieces) > 28


def _parted(line: Line, place: float) -> tuple[Line | None, Line | None] | None:
    """The parts of a line left and right of a place; ``None`` if text crosses it."""
    if line.x1 <= place:
        return line, None
    if line.x0 >= place:
        return None, line
    best = _gap_at(line, place)
    if best is None:
        return None
    left, right = best
    return left, right


def _gap_at(line: Line, place: float) -> tuple[Line, Line] | None:
    """Cut a line at the wide gap (a tab in its text) that lies over ``place``, by the share of characters before it."""
    pieces = line.text.split("\t")
    if len(pieces) != 2 or not line.gap or not line.gap[0] <= place <= line.gap[1]:
        return None
    return (
        replace(line, text=pieces[0], x1=line.gap[0], gap=None),
        replace(line, text=pieces[1], x0=line.gap[1], first_word=line.first_word, gap=None),
    )
