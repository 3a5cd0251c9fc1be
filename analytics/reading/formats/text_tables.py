"""Tables of a plain text that keep to columns by spaces, with or without a line of headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

FEWEST_LINES = 3
SLACK = 2
"""Columns by which a piece may begin beside its place."""
_RULE = re.compile(r"^\s*[-=_]{3}[-=_\s]*$")
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_WIDE = re.compile(r"(?<=\S) {3,}(?=\S)")
_NUMBERS = re.compile(r"(?:rec(?:ommendation)?\.?\s*)?(?:no|nos|number|num|ref|#|id)\.?$|rec\.?$|item$", re.I)
_NUMBER = re.compile(r"(?:R(?:ec)?\.?\s?)?\d{1,2}(?:\.\d{1,2})*[a-z]?[.):]?$|[A-H]$")
_WHAT = re.compile(r"IMR|Individual Management Review|Chronology|(?:Short |Summary |Information )?Report", re.I)
_WHO_AND_WHAT = re.compile(
    rf"(?P<who>(?:Contributing )?(?:Agency|Organisation|Contributor|Service))(?P<what>(?: (?:{_WHAT.pattern})){{2,4}})$", re.I
)
_LONGEST_HEADING = 45
_LONGEST_ROW = 80
"""Lines between the beginnings of two rows; no endless text is searched from each of its lines to the end."""
Rows = tuple[tuple[str, ...], ...]


def spaced_table(lines: Sequence[str], start: int) -> tuple[Rows, int] | None:
    """The table that begins at a line, and the line after it; ``None`` if none begins there.

    Either a line of headings above a rule of dashes, or one above rows that keep to its columns, or at least three lines of two
    columns with the same second column.
    """
    return _headed(lines, start) or _aligned(lines, start) or _paired(lines, start)


def ticked_table(lines: Sequence[str], start: int) -> tuple[Rows, int] | None:
    """A table of who supplied what whose columns kept no more than a space between them, and the line after it.

    >>> ticked_table(["Agency IMR Chronology", "Exampleshire Police Yes No", "Vale Trust No Yes"], 0)[0][1]
    ('Exampleshire Police', 'Yes', 'No')
    """
    heads = _WHO_AND_WHAT.match(" ".join(lines[start].split()))
    if heads is None:
        return None
    columns = _WHAT.findall(heads["what"])
    row = re.compile(rf"(?P<name>\S.*?)(?P<ticks>(?:\s+(?:Yes|No|Y|N|✓|✔|✗|x|X|–|-)){{{len(columns)}}})$")
    found: list[tuple[str, ...]] = [(heads["who"], *columns)]
    place = start + 1
    while place < len(lines) and (match := row.match(lines[place].strip())):
        found.append((match["name"], *match["ticks"].split()))
        place += 1
    return (tuple(found), place) if len(found) > 2 else None


def _headed(lines: Sequence[str], start: int) -> tuple[Rows, int] | None:
    if start + 2 >= len(lines) or not _RULE.match(lines[start + 1]):
        return None
    head = lines[start]
    places = [len(head) - len(head.lstrip()), *(found.end() for found in _GAP.finditer(head))]
    if len(places) < 3:
        return None
    rows = [_cut(head, places)]
    place, fresh, end = start + 2, True, start + 2
    while place < len(lines):
        line = lines[place]
        if not line.strip():
            fresh = True
        elif _RULE.match(line):
            fresh, end = True, place + 1
        elif not _keeps_to(line, places):
            break
        else:
            cells = _cut(line, places)
            if fresh and (cells[0] or len(rows) == 1):
                rows.append(cells)
            else:
                rows[-1] = tuple(
                    f"{above}\n{below}" if above and below else above or below
                    for above, below in zip(rows[-1], cells, strict=True)
                )
            fresh, end = False, place + 1
        place += 1
    return (tuple(tuple(_joined(cell) for cell in row) for row in rows), end) if len(rows) > 1 else None


def _aligned(lines: Sequence[str], start: int) -> tuple[Rows, int] | None:
    """A table as a printed page keeps it when it is turned into text: headings, and below each the text of its column.

    Where the first column is one of numbers, a number opens a row and the other lines go on with it; else each line is a row.
    """
    head = _pieces(lines[start])
    places = [0, *(place for place, _ in head[1:])]
    if len(places) < 3 or any(len(text) > _LONGEST_HEADING for _, text in head) or start + 2 >= len(lines):
        return None
    numbered = bool(_NUMBERS.match(head[0][1]))
    rows = [_sliced(lines[start], places)]
    end, fresh, opened = start + 1, False, start
    for place in range(start + 1, len(lines)):
        line = lines[place].lstrip("\f")
        cells = _sliced(line, places) if _parts_at(line, places) else None
        again = line.strip() == lines[start].strip()
        if (
            (again and len(rows) == 1)
            or place - opened > _LONGEST_ROW
            or (line.strip() and not again and (cells is None or not _is_row(cells, line, numbered, fresh)))
        ):
            break
        fresh = not line.strip()
        if fresh or again or cells is None:
            continue
        end = place + 1
        if cells[0]:
            rows.append(cells)
            opened = place
        else:
            rows[-1] = tuple("\n".join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=True))
    return (tuple(tuple(_joined(cell) for cell in row) for row in rows), end) if len(rows) >= FEWEST_LINES else None


def _parts_at(line: str, places: Sequence[int]) -> bool:
    """Whether no word of a line runs over from one column into the next."""
    return all(line[place - 1 : place].isspace() for place in places[1:] if place < len(line.rstrip()))


def _is_row(cells: tuple[str, ...], line: str, numbered: bool, fresh: bool) -> bool:
    """Whether a line is a row, or goes on with one. ``fresh``: a blank line stands above it."""
    if numbered:
        return not cells[0] or bool(_NUMBER.match(cells[0]))
    filled = sum(bool(cell) for cell in cells)
    return len(_pieces(line)) == filled and (filled > 1 if cells[0] else not fresh)


def _sliced(line: str, places: Sequence[int]) -> tuple[str, ...]:
    return tuple(line[first:last].strip() for first, last in zip(places, [*places[1:], None], strict=True))


def _pieces(line: str, gap: re.Pattern[str] = _GAP) -> list[tuple[int, str]]:
    """The pieces of a line between gaps, each with the place where it begins."""
    ends = [*(found.start() for found in gap.finditer(line)), len(line.rstrip())]
    starts = [len(line) - len(line.lstrip()), *(found.end() for found in gap.finditer(line))]
    return [(start, line[start:end]) for start, end in zip(starts, ends, strict=True)]


def _cut(line: str, places: Sequence[int]) -> tuple[str, ...]:
    cells = [""] * len(places)
    for start, piece in _pieces(line):
        nearest = min(range(len(places)), key=lambda n: abs(places[n] - start))
        cells[nearest] = f"{cells[nearest]} {piece}".strip()
    return tuple(cells)


def _keeps_to(line: str, places: Sequence[int]) -> bool:
    """Whether each piece begins where a column does, give or take what a letter printed as two shifts it."""
    pieces = _pieces(line)
    widest = max(len(piece) for _, piece in pieces)
    return all(any(abs(start - place) <= SLACK for place in places) for start, _ in pieces) and (len(pieces) > 1 or widest < 50)


def _joined(cell: str) -> str:
    pieces = cell.split("\n")
    text = pieces[0]
    for piece in pieces[1:]:
        if re.search(r"[a-z]-$", text) and piece[:1].islower():
            text = f"{text[:-1]}{piece}"
        else:  # 'Covid-' and '19' on the next line are one word
            text = f"{text}{piece}" if re.search(r"\w-$", text) and piece[:1].isdigit() else f"{text} {piece}"
    return text


def _paired(lines: Sequence[str], start: int) -> tuple[Rows, int] | None:
    rows: list[tuple[str, ...]] = []
    column: int | None = None
    place = start
    while place < len(lines) and len(lines[place]) <= 140:
        pieces = _pieces(lines[place], _WIDE) if lines[place].strip() else []
        if rows and len(pieces) == 1 and column is not None and column >= 8 and abs(pieces[0][0] - column) <= SLACK:
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {pieces[0][1].strip()}")
            place += 1
            continue
        if len(pieces) != 2 or (column is not None and abs(pieces[1][0] - column) > SLACK):
            break
        column = pieces[1][0]
        rows.append((pieces[0][1].strip(), pieces[1][1].strip()))
        place += 1
    return (tuple(rows), place) if len(rows) >= FEWEST_LINES else None
