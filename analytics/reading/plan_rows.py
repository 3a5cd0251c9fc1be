"""The printed rows of action plans: their cells by what they hold, slipped columns put right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from analytics.reading.columns import Layout, Role, number_in
from analytics.reading.dates import find_dates
from analytics.reading.labels import labelled
from analytics.reading.plans import Plan

_LEADING_NUMBER = re.compile(
    r"^(?:Rec(?:ommendation)?\.?\s*)?(\d{1,2}(?:\.\d{1,2}){1,3}(?=\s+(?-i:[A-Z]))|\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?(?=[.):]))[.):]?\s+(?=\S)",
    re.I,
)
_DASH = re.compile(r"[-–—\s]+")


Cells = dict[Role, str]


@dataclass
class Row:
    """One printed row, its cells by what they hold. ``first``: the first of its table, where a page break may have cut;
    ``line``: its table prints a row for each line of text, so that a row's beginning says nothing.
    """

    cells: Cells
    page: int | None
    first: bool
    line: bool = False

    def get(self, role: Role) -> str:
        """The text of a cell, ``''`` if the plan has no such column."""
        return self.cells.get(role, "")


def rows_of(plan: Plan) -> list[Row]:
    """The printed rows of a plan, table by table."""
    bounds = [*sorted(plan.starts), len(plan.rows)]
    rows: list[Row] = []
    for start, end in pairwise(bounds):
        table = [(_by_role(layout, cells), page) for layout, cells, page in plan.rows[start:end]]
        _ask(table, plan.asked.get(start))
        line = _is_line_by_line([cells for cells, _ in table])
        rows += [Row(cells, page, place == 0, line) for place, (cells, page) in enumerate(table)]
    return rows


def _ask(table: Sequence[tuple[Cells, int | None]], asked: str | None) -> None:
    """Give the numbered rows below a recommendation without a number ('1.1', '1.2') its words."""
    for cells, _ in table:
        if asked and number_in(cells.get("number", "")) and not cells.get("recommendation"):
            cells["recommendation"] = asked


def _is_line_by_line(table: Sequence[Cells]) -> bool:
    """Whether a table prints a row for each line of text: many short rows without a number, often in the middle of a sentence."""
    loose = [text for cells in table[1:] if not number_in(cells.get("number", "")) for text in cells.values() if text]
    short = [text for text in loose if len(text) <= 32]
    return len(loose) >= 6 and len(short) > 0.9 * len(loose) and sum(text[0].islower() for text in loose) >= 0.25 * len(loose)


def _by_role(layout: Layout, cells: Sequence[str]) -> Cells:
    """Cells by what they hold; a column without a heading belongs to the one at its left."""
    held: Cells = {}
    last: Role | None = None
    for role, cell in zip(layout.roles, _realigned(layout, cells), strict=False):
        last = role or last
        if last and last != "other" and cell and not _DASH.fullmatch(cell):
            held[last] = f"{held[last]} {cell}" if held.get(last) else cell
    text = held.get("recommendation", "")
    if "number" not in held and text:
        leading = _LEADING_NUMBER.match(text)
        said = labelled(text)
        if number_in(text):
            held["number"], held["recommendation"] = text, ""
        elif said and said[1]:
            held["number"], held["recommendation"] = said
        elif leading:
            held["number"], held["recommendation"] = leading[1], text[leading.end() :]
    elif text:
        held.update(_numbered_twice(held["number"], text))
    return held


def _numbered_twice(number: str, text: str) -> Cells:
    """The number and words of a recommendation whose cell prints the number again, or prints it where the other column counts
    the actions: '1.2' beside '1. The board should …'.
    """
    leading, said = _LEADING_NUMBER.match(text), labelled(text)
    printed, words = (leading[1], text[leading.end() :]) if leading else said or ("", "")
    own = number_in(number) or ""
    if not words or not (printed == own or is_below(own, printed)):
        return {}
    return {"number": printed, "recommendation": words, "reference": number}


def _realigned(layout: Layout, cells: Sequence[str]) -> Sequence[str]:
    """A row whose cells slipped by one column, put back where number and target date speak for it plainly."""
    shifted = {0: tuple(cells)}
    if cells and not cells[0]:
        shifted[-1] = (*cells[1:], "")
    if cells and not cells[-1]:
        shifted[1] = ("", *cells[:-1])
    best = max(shifted, key=lambda by: (_fit(layout, shifted[by]), -abs(by)))
    return shifted[best] if best and _fit(layout, shifted[best]) >= _fit(layout, cells) + 3 else cells


def _fit(layout: Layout, cells: Sequence[str]) -> int:
    """How well cells suit their columns: 2 for a number and for a date where they belong, 1 for a recommendation's words."""
    held = {role: cell for role, cell in zip(layout.roles, cells, strict=False) if role}
    number = 2 * bool(number_in(held.get("number", "")))
    target = 2 * bool(find_dates(held.get("target", "")[:30]))
    return number + target + (len(held.get("recommendation", "")) > 15)


def is_below(number: str, above: str | None) -> bool:
    """'1.2' and '1b' number actions of recommendation 1."""
    return bool(above) and re.fullmatch(rf"{re.escape(above or '')}(?:\.\d{{1,2}}|[a-z])", number) is not None
