"""Tables without rules on a PDF page: a line of column headings, and text below it that leaves the same strips empty."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from analytics.reading.columns import role_of
from analytics.reading.formats.pdf_cells import Box, cell_text
from analytics.reading.formats.pdf_continued import HEADS, heading_rows
from analytics.reading.formats.pdf_lines import Char, Line
from analytics.reading.formats.pdf_tables import Table

FEWEST_COLUMNS = 2
FARTHEST = 4.0
"""Distance of two lines, in sizes of the type, from which a table has ended."""
GAP = 0.62
"""Gap in a line of headings, in sizes of the type, that parts columns: two spaces and more."""
THINNEST = 0.3
"""Width of a strip, in sizes of the type, that must stay empty down the table."""
Span = tuple[float, float]


@dataclass(frozen=True)
class _Printed:
    """The characters of a page sorted by height, so that those of a line are found at once."""

    chars: tuple[Char, ...]
    heights: tuple[float, ...]

    @classmethod
    def of(cls, chars: Sequence[Char]) -> _Printed:
        ordered = sorted(((c["top"] + c["bottom"]) / 2, n) for n, c in enumerate(chars))
        return cls(tuple(chars[n] for _, n in ordered), tuple(height for height, _ in ordered))

    def between(self, top: float, bottom: float) -> tuple[Char, ...]:
        return self.chars[bisect_left(self.heights, top) : bisect_left(self.heights, bottom)]

    def of_line(self, line: Line) -> list[Char]:
        return [c for c in self.between(line.top - 1, line.bottom + 1) if not c["text"].isspace()]


def unruled_tables(lines: Sequence[Line], chars: Sequence[Char], vocabulary: frozenset[str] = frozenset()) -> list[Table]:
    """The tables among lines that stand outside ruled tables.

    Parameters
    ----------
    lines, chars : sequences
        The lines of a page, from top to bottom, and the upright characters that they are made of.
    """
    found: list[Table] = []
    below = 0.0
    printed = _Printed.of(chars)
    for place, line in enumerate(lines):
        if line.top < below or not _may_head(line.text):
            continue
        strips = _gaps(line, printed)
        if len(strips) + 1 < FEWEST_COLUMNS or not _heads(_cells(line, strips, printed)):
            continue
        table = _table(line, strips, lines[place + 1 :], printed, vocabulary)
        if table is not None:
            found.append(table)
            below = table.box[3]
    return found


def _may_head(text: str) -> bool:
    """Whether a line is worth a closer look: short, without an end, and with two words that head columns."""
    if len(text) > 140 or text.endswith((".", ";", ",")) or not any(char.isspace() for char in text):
        return False
    first = next((name for name in _FIRST if _key(text).startswith(name)), None)
    return first is not None or len(HEADS.findall(text)) >= 2


def _gaps(line: Line, printed: _Printed) -> list[Span]:
    own = sorted(printed.of_line(line), key=lambda c: c["x0"])
    return [(a["x1"], b["x0"]) for a, b in pairwise(own) if b["x0"] - a["x1"] > GAP * line.size]


def _cells(line: Line, strips: Sequence[Span], printed: _Printed) -> tuple[str, ...]:
    edges = [line.x0, *(right for _, right in strips), line.x1 + 1]
    own = printed.of_line(line)
    return tuple(
        "".join(c["text"] for c in sorted(own, key=lambda c: c["x0"]) if left - 1 <= c["x0"] < right - 1)
        for left, right in pairwise(edges)
    )


def _heads(cells: tuple[str, ...]) -> bool:
    """Whether cells (their spaces lost) read as headings: most name a column, and at least two different ones."""
    known = [role_of(cell) or heading_rows([(cell, "Action")]) or None for cell in map(_spaced, cells)]
    named = [role for role in known if role]
    if len(cells) == FEWEST_COLUMNS:
        return _PAIRS.issuperset(map(_key, cells)) or (_key(cells[0]) in _FIRST and _key(cells[1]) in _SECOND)
    return len(named) >= 2 and len(named) >= 0.5 * len(cells) and len({_key(cell) for cell in cells}) == len(cells)


def _key(cell: str) -> str:
    return "".join(filter(str.isalpha, cell)).casefold()


def _spaced(cell: str) -> str:
    """A heading whose spaces are not printed characters: 'Bywhen' reads as 'By when'."""
    return _KNOWN.get(_key(cell), cell)


_KNOWN = {
    _key(heading): heading
    for heading in (
        "By when", "By whom", "Target date", "Lead officer", "Lead agency", "Lead person", "Where are we now?", "Where are we",
        "Due by", "Due date",
        "Action required", "Action to take", "Actions to be taken", "Action taken", "What will we do?", "What we will do",
        "What we did",
        "Who by", "Who", "How", "Date completed", "Completion date", "Date of completion", "Progress to date", "Current status",
        "RAG rating",
        "RAG status", "Key milestones", "Rec no", "Recommendation", "What has changed so far", "The review recommended that",
        "We recommended that", "What we said", "Responsible officer", "Responsible agency", "Time scale", "What happened",
    )
}  # fmt: skip
_FIRST = frozenset(map(_key, ("Agency", "Organisation", "Date", "Name of agency", "Pseudonym", "Name")))
_SECOND = frozenset(
    map(
        _key,
        ("How they took part", "Contribution", "Event", "What happened", "Key event", "Relationship", "Role", "Learning",
         "Information provided",
         "Nature of contribution", "Supplied", "Role and organisation", "Post", "Details"),
    )
)  # fmt: skip
_PAIRS: frozenset[str] = frozenset({"recommendation", "owner"})


def _table(head: Line, strips: list[Span], rest: Sequence[Line], printed: _Printed, vocabulary: frozenset[str]) -> Table | None:
    inside = [head]
    fewest = len(strips)
    for line in rest:
        if line.top - inside[-1].bottom > FARTHEST * head.size:
            break
        kept = _left_empty(strips, printed.of_line(line), THINNEST * head.size)
        headed = line.bold and len(inside) > 1 and not inside[-1].bold
        if headed or len(kept) < fewest or line.x0 < head.x0 - 3 * head.size or _is_prose(line, strips):
            break
        strips = kept
        inside.append(line)
    if len(inside) < 3:
        return None
    edges = [min(line.x0 for line in inside), *(right for _, right in strips), max(line.x1 for line in inside) + 1]
    tops = _row_tops(inside, edges, printed)
    bottoms = [*tops[1:], inside[-1].bottom + 2]
    rows = [_row(top - 1, bottom - 1, edges, printed, head.page, vocabulary) for top, bottom in zip(tops, bottoms, strict=True)]
    if len(rows) < 2 or sum(len([cell for cell in row if cell]) >= 2 for row in rows[1:]) < 0.6 * (len(rows) - 1):
        return None
    box = (edges[0] - 2, head.top - 1, edges[-1], inside[-1].bottom + 1)
    return Table(tuple(rows), head.page, box, tuple(edges[:-1]))


def _is_prose(line: Line, strips: Sequence[Span]) -> bool:
    """A heading below the table that ends before the second column begins, in larger or bold type."""
    return bool(strips) and line.bold and line.x1 < strips[0][0] and len(line.text.split()) > 2


def _left_empty(strips: Sequence[Span], chars: Sequence[Char], least: float) -> list[Span]:
    """The strips without the part that characters stand in; those that become too narrow are gone."""
    kept: list[Span] = []
    for left, right in strips:
        for char in chars:
            if char["x1"] <= left or char["x0"] >= right:
                continue
            if char["x0"] - left >= right - char["x1"]:
                right = char["x0"]
            else:
                left = char["x1"]
        if right - left >= least:
            kept.append((left, right))
    return kept


def _row_tops(lines: Sequence[Line], edges: Sequence[float], printed: _Printed) -> list[float]:
    """Heights at which rows begin: where the narrow first column has text, or else where the lines stand apart; where all stand
    alike, each line that goes beyond the first column is a row.
    """
    first = [line for line in lines if any(c["x0"] < edges[1] - 2 for c in printed.of_line(line))]
    widths = [b - a for a, b in pairwise(edges)]
    if widths[0] <= 0.6 * max(widths):
        return [line.top for line in first]
    least = min(b.top - a.bottom for a, b in pairwise(lines))
    apart = [b.top for a, b in pairwise(lines) if b.top - a.bottom > least + 0.35 * b.size]
    return [lines[0].top, *(apart or [line.top for line in first[1:] if line.x1 > edges[1]])]


def _row(
    top: float, bottom: float, edges: Sequence[float], printed: _Printed, page: int, vocabulary: frozenset[str]
) -> tuple[str, ...]:
    cells: list[str] = []
    inside = printed.between(top, bottom)
    for left, right in pairwise(edges):
        own = [c for c in inside if left - 2 <= c["x0"] < right - 2]
        box: Box = (left - 2, top, right - 2, bottom)
        cells.append(cell_text(own, box, page, vocabulary))
    return tuple(cells)
