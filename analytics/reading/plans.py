"""Whose action plan a table is: titles above the headings, cut and repeated at every page, joined to one plan each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from analytics.reading.cells import Rows, even, filled
from analytics.reading.columns import Layout, card, find_layout, number_in, role_of
from analytics.reading.labels import announced, labelled
from analytics.reading.outline import Part
from analytics.reading.topics import agency_in

_SAME = 84
_AGENCY_COLUMN = re.compile(r"(?i)^(?:agenc(?:y|ies)|organisations?|partner(?: agency)?|service)$")
_STATE = re.compile(
    r"^(?:this plan was |last )?(?:updated|revised|reviewed|position|progress|version|status|"
    r"correct|as)\b(?: \w+){0,3}? (?:\d|(?:19|20)\d\d|[A-Z][a-z]+ (?:19|20)\d\d)"
    r"|^(?:progress |rag |colour )?key\b",
    re.I,
)
"""A line that says how old a plan is or what its colours mean, and not whose it is."""
_APPENDIX = re.compile(
    r"^(?:appendix|annexe?|schedule)(?:\s+(?:\d{1,2}|[A-Z]|one|two|three|four|five))?\b\s*[:.–-]*\s*(?=\S)", re.I
)
"""What numbers a plan among the appendices, and is no part of its title."""
_NOTE = re.compile(
    r"\s*\b(?:NB|N\.B\.|Note|Please note)\b\s*:?.*$|\s*\((?:continued|cont\.?)\)\s*$|\s*[–-]?\s*\bcontinued$", re.I | re.S
)


@dataclass
class Plan:
    """An action plan: its title in each form that was printed, its columns, and its rows with their pages.

    ``asked``: by the place of a row, the recommendation without a number that is printed above it and those that follow.
    """

    titles: list[tuple[str, bool]] = field(default_factory=list)
    rows: list[tuple[Layout, tuple[str, ...], int | None]] = field(default_factory=list)
    starts: set[int] = field(default_factory=set)
    asked: dict[int, str] = field(default_factory=dict)
    above: str | None = None

    @property
    def agency(self) -> str | None:
        """The body whose plan it is; ``None`` if it is the panel's or the whole partnership's."""
        return agency_in(self.title) or self.above

    @property
    def title(self) -> str:
        """The title as printed, preferring a form that no column's edge cut."""
        whole = [text for text, clean in self.titles if clean]
        choice = max(whole or [text for text, _ in self.titles] or [""], key=len)
        return choice or "Action plan"


def plans(parts: Sequence[Part]) -> list[Plan]:
    """The document's action plans, each with all its rows from whatever tables it was spread over.

    A table that only lists recommendations, with nothing on what is to be done, is none (see ``recommendation_tables``).
    """
    found: list[Plan] = []
    layout: Layout | None = None
    above: str | None = None
    for part in parts:
        if part.block.kind != "table":
            above = _title_line(part) or (above if part.is_heading or len(part.block.text) < 250 else None)
            continue
        rows = banded(even(part.block.rows))
        carded = card(rows)
        if carded:
            said = labelled(above or "")
            if said and carded[0].roles[0] == "number" and not carded[1][0][0]:
                carded = carded[0], ((said[0], *carded[1][0][1:]),)
            section = next((title for title in reversed(part.path) if not labelled(title)), None)
            title_of_card = above if above and not labelled(above) else section
            _place(found, (title_of_card, True) if title_of_card else None, False, part)
            _add(found[-1], *carded, part.block.page)
            above = None
            continue
        here = find_layout(rows, layout)
        if here is not None and not here.is_plan:
            continue
        if here is None:
            if found and layout and above is None and rows and len(rows[0]) == len(layout.roles):
                _add(found[-1], layout, rows, part.block.page)
            continue
        title = _pieced([row for row in rows[: here.header] if filled(row)])
        said = labelled((title or (above or "", True))[0])
        if said and "recommendation" not in here.roles:
            _place(found, (above, True) if title and above else None, False, part)
            _announce(found[-1], said, part.block.page)
        else:
            _place(found, title or ((above, True) if above else None), bool(title), part)
        above = None
        layout = _fill(found, here, rows, part)
    return found


def banded(rows: Rows) -> Rows:
    """A table whose column 'Agency' stands before the recommendations, with each agency as a row above its own instead.

    Only where another column names the lead, so that the agency is not that.
    """
    heads = next((n for n, row in enumerate(rows[:4]) if sum(role_of(cell) is not None for cell in row) >= 4), None)
    if heads is None:
        return rows
    roles = [role_of(cell) for cell in rows[heads]]
    column = next((n for n, cell in enumerate(rows[heads]) if _AGENCY_COLUMN.match(cell)), None)
    if column is None or roles.count("lead") < 2 or "recommendation" not in roles[column:]:
        return rows
    made: list[tuple[str, ...]] = []
    agency = ""
    for number, row in enumerate(rows):
        rest = (*row[:column], *row[column + 1 :])
        if number > heads and row[column] and row[column] != agency:
            agency = row[column]
            made.append((agency, *("" for _ in rest[1:])))
        made.append(rest)
    return tuple(made)


def _fill(found: list[Plan], layout: Layout, rows: Rows, part: Part) -> Layout:
    """Add a table's rows; a row that names a body alone, or headings in the middle of the table, open the next plan."""
    start = place = layout.first
    while place < len(rows):
        band = _band(rows[place], layout)
        repeated = find_layout(rows[place : place + 3], layout) if _looks_like_header(rows[place], layout) else None
        if band is None and repeated is None:
            place += 1
            continue
        _add(found[-1], layout, rows[start:place], part.block.page)
        if band is not None:
            said, asked = labelled(band), announced(band)
            if said:
                _announce(found[-1], said, part.block.page)
            elif asked:
                found[-1].asked[len(found[-1].rows)] = asked
            else:
                _place(found, (band, True), True, part)
            place += 1
            repeated = find_layout(rows[place : place + 3], layout) if _looks_like_header_at(rows, place, layout) else None
        if repeated is not None:
            layout = repeated
            place += repeated.first
        start = place
    _add(found[-1], layout, rows[start:], part.block.page)
    return layout


def _announce(plan: Plan, said: tuple[str, str], page: int | None) -> None:
    """A recommendation printed over the width of the table, above the rows of its actions."""
    number, text = said
    text = "" if agency_in(text) == text else text  # 'Recommendation 1 – Police' names the body that it is for
    plan.starts.add(len(plan.rows))
    plan.rows.append((Layout(("number", "recommendation"), 0, 0), (number, text), page))


def _looks_like_header_at(rows: Rows, place: int, layout: Layout) -> bool:
    return place < len(rows) and _looks_like_header(rows[place], layout)


def _looks_like_header(row: Sequence[str], layout: Layout) -> bool:
    return sum(role_of(cell) == role for cell, role in zip(row, layout.roles, strict=False) if cell and role) >= 3


def _band(row: Sequence[str], layout: Layout) -> str | None:
    """The body that a row over the whole width of a table names, or ``None``."""
    cells = filled(row)
    if len(cells) != 1 or not row[0] or len(row) < 3:
        return None
    text = row[0]
    if labelled(text) or announced(text):
        return text
    if number_in(text) or text.endswith((".", ";", ",")) or not text[0].isupper() or len(text) > 110:
        return None
    titled = re.search(r"\b(?:recommendations?|actions?)\b", text, re.I) and len(text.split()) <= 8
    return text if layout.roles[0] == "number" or agency_in(text) or titled else None


def recommendation_tables(parts: Sequence[Part]) -> list[tuple[Part, Layout, Rows]]:
    """The tables that list recommendations without actions: number, text and perhaps the body it is for."""
    found: list[tuple[Part, Layout, Rows]] = []
    for part in parts:
        rows = even(part.block.rows) if part.block.kind == "table" else ()
        layout = find_layout(rows)
        if layout and not layout.is_plan:
            listed = rows[layout.first :]
            if found and found[-1][1].roles == layout.roles and _is_cut(listed, layout):
                listed = _mended(found, listed)
            found.append((part, layout, listed))
    return found


def _is_cut(rows: Rows, layout: Layout) -> bool:
    """Whether a table begins with the rest of a row that a page's end cut: no number, and a text in the middle of a sentence."""
    cells = {role: cell for role, cell in zip(layout.roles, rows[0], strict=False) if role} if rows else {}
    return not cells.get("number") and cells.get("recommendation", "")[:1].islower()


def _mended(found: list[tuple[Part, Layout, Rows]], rows: Rows) -> Rows:
    """The rows without the first, whose cells are put to the last row of the table before."""
    part, layout, before = found[-1]
    if before:
        whole = tuple(" ".join(filter(None, pair)) for pair in zip(before[-1], rows[0], strict=False))
        found[-1] = part, layout, (*before[:-1], whole)
    return rows[1:]


def _title_line(part: Part) -> str | None:
    """The words of a heading or short line right above a table that may be the plan's title."""
    text = part.block.text
    if _STATE.match(text):
        return None
    if part.is_heading:
        return text
    return text if len(text) <= 90 and not text.endswith(".") else None


def _add(plan: Plan, layout: Layout, rows: Rows, page: int | None) -> None:
    plan.starts.add(len(plan.rows))
    plan.rows += [(layout, row, page) for row in rows if filled(row)]


def _place(found: list[Plan], title: tuple[str, bool] | None, inside: bool, part: Part) -> None:
    """Open a plan, unless the title is that of the plan before, or there is none."""
    if title is None and found:
        return
    text, clean = title or ("Action plan", True)
    text = _APPENDIX.sub("", _NOTE.sub("", text).strip(" :–-"))
    if found and (not text or (is_same(found[-1], text) if inside else _is_repeated(found[-1], text))):
        found[-1].titles.append((text, clean))
        return
    found.append(Plan([(text, clean)], above=None if inside else part.agency))


def is_same(plan: Plan, title: str) -> bool:
    """Whether a title, perhaps cut, is the plan's."""
    new = _letters(title)
    for known in (_letters(text) for text, _ in plan.titles):
        shorter = min(len(new), len(known))
        if shorter >= 6 and fuzz.partial_ratio(new, known) >= _SAME and shorter >= 0.5 * max(len(new), len(known)):
            return True
        if fuzz.ratio(new, known) >= _SAME - 12 and abs(len(new) - len(known)) <= 2 and new[:2] == known[:2]:
            return True
    return False


def _is_repeated(plan: Plan, title: str) -> bool:
    """Whether a heading above a table, which no column's edge cuts, is the plan's again: 'Action plan (part 2)'."""
    new = _letters(title)
    return any(
        known and (new in known or known in new or fuzz.ratio(new, known) >= _SAME + 8) for known in map(_letters, _texts(plan))
    )


def _texts(plan: Plan) -> list[str]:
    return [text for text, _ in plan.titles]


def _letters(text: str) -> str:
    return "".join(re.findall(r"[a-z0-9]", text.casefold()))


def _pieced(rows: Sequence[Sequence[str]]) -> tuple[str, bool] | None:
    """A title from the cells it was cut into, and whether it was in one piece.

    >>> _pieced([["Gen", "eral Practice", ""]]), _pieced([["Ger", "General Practice", ""]])
    (('General Practice', False), ('General Practice', True))
    """
    pieces = [cell for row in rows for cell in filled(row)]
    if not pieces:
        return None
    if len(pieces) > 1 and _is_cut_copy(pieces[0], pieces[1]):
        pieces = pieces[1:]
    text = pieces[0]
    for piece in pieces[1:]:
        text = _glued(text, piece)
    return text, len(pieces) == 1 and len(text) > 2


def _is_cut_copy(first: str, second: str) -> bool:
    """'Ger' before 'General Practice': the title's first letters, the last of them misread at the column's edge."""
    head = second[: len(first)].casefold()
    if not head or len(first) > 6 or len(second) <= len(first):
        return False
    return sum(a != b for a, b in zip(first.casefold(), head, strict=True)) <= 1 and first[:1].casefold() == head[:1]


def _glued(text: str, piece: str) -> str:
    """The next piece of a title: in the middle of a word if it starts in lower case or the piece before is a fragment."""
    if piece[0].islower() or piece[0] == "/" or (re.fullmatch(r"[A-Z]{1,4}", text) and piece.isupper()):
        overlap = 1 if text[-1].casefold() == piece[0].casefold() and len(text) <= 5 else 0
        return text + piece[overlap:]
    if re.fullmatch(r"[A-Za-z]{1,4}", text) and re.match(r"[A-Z] ", piece):
        return text + piece
    return f"{text} {piece}"
