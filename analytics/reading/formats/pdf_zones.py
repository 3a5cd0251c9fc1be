"""Parts of a PDF page that are set in two columns of prose, known by the empty strip between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from analytics.reading.formats.pdf_lines import Char, Line, by_height, lines_of

_BULLETS = frozenset("•·▪■●○◦‣⁃∙\uf0b7\uf0a7\uf0d8") | {"(cid:127)"}
"""The last is how a bullet comes from a font without a name for it."""
FEWEST_ROWS = 6
"""Rows with text on both sides of the strip from which it parts columns."""
SHORTEST = 16
"""Characters a row has on each side on average: columns of a list are shorter."""
IN_SENTENCE = 0.25
"""Share of rows, on each side, that begin in small letters: columns of prose do, those of a table seldom."""


@dataclass(frozen=True)
class Zone:
    """From ``top`` to ``bottom``, text left of ``place`` is read before text right of it."""

    top: float
    bottom: float
    place: float
    left: float = 0.0

    def holds(self, line: Line) -> bool:
        """Whether a line stands in the zone."""
        return self.top <= line.middle <= self.bottom


@dataclass(frozen=True)
class _Row:
    top: float
    bottom: float
    spans: tuple[tuple[float, float], ...]
    chars: tuple[Char, ...]

    def sides(self, place: float) -> str:
        """'both', 'left', 'right', or 'cross' where text runs over a place or leaves no clear strip there."""
        left = [end for _, end in self.spans if end <= place]
        right = [start for start, _ in self.spans if start >= place]
        if len(left) + len(right) < len(self.spans):
            return "cross"
        return "both" if left and right else "left" if left else "right"


def zones_of(chars: Sequence[Char], width: float) -> tuple[Zone, ...]:
    """The zones of a page of such a width; none on most pages."""
    rows = [_row(group) for group in by_height([c for c in chars if not c["text"].isspace()])]
    rows = sorted((row for row in rows if row.spans), key=lambda row: row.top)
    return _lists(rows) or _of_prose(rows, width)


def _lists(rows: Sequence[_Row]) -> tuple[Zone, ...]:
    """The zones of lists set in two columns: rows with a bullet on each side, and those that go on with their items."""
    zones: list[Zone] = []
    bottom = 0.0
    for row in rows:
        place, last = _second_bullet(row), zones[-1] if zones else None
        if last is not None and row.top - bottom < 1.2 * (row.bottom - row.top) and _goes_on(row, last, place):
            zones[-1] = replace(last, bottom=row.bottom + 1)
        elif place:
            zones.append(Zone(row.top - 1, row.bottom + 1, place - 2, row.spans[0][0]))
        else:
            continue
        bottom = row.bottom
    return tuple(zones)


def _goes_on(row: _Row, zone: Zone, place: float | None) -> bool:
    """Whether a row is the next of a list in two columns: items on both sides, or the rest of one."""
    side = row.sides(zone.place)
    indented = row.spans[0][0] > zone.left + 3
    return side != "cross" and (place is not None or side == "right" or indented)


def _second_bullet(row: _Row) -> float | None:
    """Where the right of two items of a row begins; ``None`` if the row is no such."""
    starts = [next(c["text"] for c in row.chars if c["x0"] >= start - 0.1) for start, _ in row.spans]
    places = [span[0] for span, text in zip(row.spans, starts, strict=True) if text in _BULLETS]
    return places[1] if len(places) == 2 and places[0] == row.spans[0][0] else None


def _of_prose(rows: Sequence[_Row], width: float) -> tuple[Zone, ...]:
    """The zones of columns of prose."""
    if sum(len(row.spans) > 1 for row in rows) < FEWEST_ROWS:
        return ()
    best: tuple[int, tuple[Zone, ...]] = (0, ())
    for place in range(int(0.28 * width), int(0.72 * width), 3):
        found = [run for run in _runs(rows, place) if _is_prose(run, place)]
        count = sum(row.sides(place) == "both" for run in found for row in run)
        if count > best[0]:
            best = count, tuple(Zone(run[0].top - 1, run[-1].bottom + 1, float(place)) for run in found)
    return best[1]


def lines_in_zones(chars: Sequence[Char], page: int, zones: Sequence[Zone]) -> tuple[Line, ...]:
    """The lines of a page, those of a zone cut at its strip."""
    groups: dict[tuple[int, bool], list[Char]] = {}
    for char in chars:
        middle, across = (char["top"] + char["bottom"]) / 2, (char["x0"] + char["x1"]) / 2
        zone = next((n for n, zone in enumerate(zones) if zone.top <= middle <= zone.bottom), -1)
        groups.setdefault((zone, zone >= 0 and across > zones[zone].place), []).append(char)
    lines = [line for group in groups.values() for line in lines_of(group, page)]
    return tuple(sorted(lines, key=lambda line: (line.top, line.x0)))


def _row(chars: Sequence[Char]) -> _Row:
    """A row with the spans of its text; a gap of more than a wide space parts two spans."""
    own = sorted(chars, key=lambda c: c["x0"])
    size = max((c["size"] for c in own), default=10.0)
    spans: list[tuple[float, float]] = []
    for char in own:
        if spans and char["x0"] - spans[-1][1] < 0.75 * size:
            spans[-1] = (spans[-1][0], max(spans[-1][1], char["x1"]))
        else:
            spans.append((char["x0"], char["x1"]))
    return _Row(min(c["top"] for c in own), max(c["bottom"] for c in own), tuple(spans), tuple(own))


def _runs(rows: Sequence[_Row], place: float) -> list[list[_Row]]:
    """Runs of rows that leave the place empty, from the first with text on both sides to the last that fills a column."""
    runs: list[list[_Row]] = [[]]
    for row in rows:
        if row.sides(place) == "cross":
            runs.append([])
        else:
            runs[-1].append(row)
    return [trimmed for run in runs if (trimmed := _trimmed(run, place))]


def _trimmed(run: Sequence[_Row], place: float) -> list[_Row]:
    sides = [row.sides(place) for row in run]
    both = [n for n, side in enumerate(sides) if side == "both"]
    if len(both) < FEWEST_ROWS:
        return []
    reach = sorted(max(end for _, end in run[n].spans if end <= place) for n in both)[len(both) // 2]
    last = max(
        n for n, side in enumerate(sides) if side != "left" or run[n].spans[-1][1] > reach - 0.25 * (reach - run[n].spans[0][0])
    )
    while last + 1 < len(run) and run[last + 1].top - run[last].bottom < 0.8 * (run[last].bottom - run[last].top):
        last += 1
    return list(run[both[0] : last + 1])


def _is_prose(run: Sequence[_Row], place: float) -> bool:
    both = [row for row in run if row.sides(place) == "both"]
    for left in (True, False):
        texts = ["".join(c["text"] for c in row.chars if (c["x1"] <= place) is left) for row in both]
        if sum(map(len, texts)) < SHORTEST * len(texts) or sum(text[0].islower() for text in texts if text) < IN_SENTENCE * len(
            texts
        ):
            return False
    return True
