"""Tables that go on over pages: headings carried on, and rows that a page cut put together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analytics.reading.formats.pdf_cells import COMMON
from analytics.reading.formats.pdf_join import join_lines
from analytics.reading.formats.pdf_tables import Table

HEADS = re.compile(
    r"\b(?:no|number|ref|recommendations?|actions?|lead|owner|agency|officer|target|timescales?|dates?|outcomes?|status|rag|progress|scope|"
    r"by|recommended|changed|rec|said|"
    r"milestones?|completed?|completion|evidence|responsible|deadline|who|what|when|how|update|impact|theme|learning|name|role|title|"
    r"organisation|chronology|imr|report)\b",
    re.I,
)
_DATE = re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}$|\b[A-Z][a-z]{2,8} (?:19|20)\d\d\b")
_NUMBERS = re.compile(r"(?i)^(?:rec(?:ommendation)?\.?\s*)?(?:no|number|ref|rec|#)\.?:?$")


def with_headers(pages: Sequence[Sequence[Table]], vocabulary: frozenset[str] = frozenset()) -> list[list[Table]]:
    """The tables of each page; one that goes on from the page before without repeating its headings gets them repeated.

    A row that was cut in mid-sentence is put together on the page where it began.
    """
    result: list[list[Table]] = []
    last: Table | None = None
    for tables in pages:
        own = list(tables)
        if own and last is not None and own[0].page == last.page + 1 and _continues(last, own[0]):
            again = int(len(own[0].rows) > 1 and _same(own[0].rows[0], last.rows[0]))  # the headings, repeated
            rest = own[0].rows[again]
            if _is_cut(last.rows[-1], rest, _number_column(last.rows)):
                last = replace(last, rows=(*last.rows[:-1], _whole_row(last.rows[-1], rest, vocabulary)))
                result[-1][-1] = last
                own[0] = replace(own[0], rows=(*own[0].rows[:again], *own[0].rows[again + 1 :]))
            if _is_card(last.rows, own[0].rows):
                last = replace(last, rows=(*last.rows, *own[0].rows))
                result[-1][-1] = last
                own[0] = replace(own[0], rows=())
            own[0] = _headed(own[0], last)
        result.append(own)
        last = own[-1] if own else None
    return result


def _is_card(rows: Sequence[tuple[str, ...]], rest: Sequence[tuple[str, ...]]) -> bool:
    """Whether ``rest`` is the lower half of a table of headings and texts: two columns, and none of its headings come before."""
    if not rows or not rest or len(rows[0]) != 2 or heading_rows(rows):
        return False
    above = {row[0].casefold() for row in rows}
    return all(HEADS.search(row[0]) and len(row[0]) <= 45 and row[0].casefold() not in above for row in rest)


def _number_column(rows: Sequence[tuple[str, ...]]) -> int:
    """The column of the numbers by its heading; else the first."""
    named = heading_rows(rows)
    heads = rows[named - 1] if named else ()
    return next((place for place, cell in enumerate(heads) if _NUMBERS.match(cell)), 0)


def _is_cut(row: tuple[str, ...], rest: tuple[str, ...], numbers: int = 0) -> bool:
    """Whether ``rest`` is the end of ``row``, and not another action of the same recommendation.

    It has no number of its own, goes on only in cells that had begun, and either in small letters, or inside a date, or in the
    recommendation itself. A second whole date means another action.
    """
    ends = [(above.strip(), below.strip()) for above, below in zip(row, rest, strict=True) if below.strip()]
    if not ends or rest[numbers].strip() or not row[numbers].strip() or any(not above for above, _ in ends):
        return False
    if any(_DATE.search(above) and _DATE.search(below) for above, below in ends):
        return False
    return any(below[0].islower() or _cut_date(above, below) for above, below in ends) or bool(
        "".join(rest[numbers + 1 : numbers + 2]).strip()
    )


def _cut_date(above: str, below: str) -> bool:
    return bool(re.search(r"\d{1,2}[/.]\d{1,2}[/.]\d{0,3}$", above) and re.match(r"\d{1,4}$", below))


def _whole_row(row: tuple[str, ...], rest: tuple[str, ...], vocabulary: frozenset[str]) -> tuple[str, ...]:
    return tuple(
        _whole_cell(above, below, vocabulary) if below.strip() else above for above, below in zip(row, rest, strict=True)
    )


def _whole_cell(above: str, below: str, vocabulary: frozenset[str]) -> str:
    if _cut_date(above, below):
        return above + below
    fragment, end = re.search(r"[A-Za-z]+$", above), re.match(r"[a-z]+", below)
    if fragment and end and end[0] not in COMMON:
        known = f"{fragment[0]}{end[0]}".lower() in vocabulary
        if known or len(end[0]) <= 2:
            return above + below
    return join_lines([above, below], vocabulary)


def _continues(last: Table, table: Table) -> bool:
    """Whether two tables have the same columns."""
    return len(last.columns) == len(table.columns) and all(
        abs(a - b) < 8 for a, b in zip(last.columns, table.columns, strict=True)
    )


def _headed(table: Table, last: Table) -> Table:
    named = heading_rows(last.rows) if table.rows else 0
    if not named or any(_same(row, last.rows[named - 1]) for row in table.rows[:3]):
        return table
    return replace(table, rows=(last.rows[named - 1], *table.rows))


def _same(row: tuple[str, ...], head: tuple[str, ...]) -> bool:
    return [" ".join(c.split()).casefold() for c in row] == [" ".join(c.split()).casefold() for c in head]


def heading_rows(rows: Sequence[tuple[str, ...]]) -> int:
    """How many rows at a table's top are headings: up to the row of short cells that names most of its columns.

    Zero if there is no such row: then the table has none that could be repeated.
    """
    for number, row in enumerate(rows[:3], 1):
        filled = [cell for cell in row if cell.strip()]
        named = sum(bool(HEADS.search(cell)) for cell in filled)
        if named >= 2 and named >= 0.5 * len(filled) and all(len(cell) <= 70 for cell in filled):
            return number
    return 0
