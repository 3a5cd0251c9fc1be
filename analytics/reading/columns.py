"""The columns of an action plan, known by the words of their headings, which councils vary and page breaks cut."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from analytics.reading.cells import Rows, filled
from analytics.reading.labels import labelled

Role = Literal[
    "other",
    "lesson",
    "number",
    "reference",
    "recommendation",
    "scope",
    "action",
    "lead",
    "milestones",
    "target",
    "status",
    "completion",
    "outcome",
]

_HEADINGS: tuple[tuple[Role, str], ...] = (
    ("number", (
        r"^(?:(?:rec(?:ommendation)?s?|action|ref(?:erence)?|item|serial|rec\.)?\s*(?:no|nos|number|num|ref|#|"
        r"id)\.?:?|rec\.?|ref(?:erence)?\.?|#|item|s/?no|r)$")),
    ("scope", r"^scope\b"),
    ("other", r"^(?:achievable|attainable|realistic|relevant|resources?)\b"),
    ("action", r"^specific\b(?! recommend)"),
    ("recommendation", r"^(?:\w+ ){0,3}recommendations?(?: \(.*\)| and .*| from .*)?$"),
    ("recommendation", r"^what (?:we|the (?:review|"
        r"panel)|was) (?:had )?(?:said|"
        r"agreed|"
        r"promised|asked|recommended|wanted)|^you said$"),
    ("action", r"^how\??$"),
    ("status", (
        r"^(?:b?rag|status|current status|progress status|colour|rating|complete\?|complete\s*y/n|"
        r"brag)(?:\s*(?:rating|status|rated|colour))?$|\bb?rag\b|^status (?:at|as at|as of|on|in|update)\b")),
    ("completion", (
        r"^(?:dates? (?:of |and )?complet|"
        r"complet(?:ion|ed|e)\b(?! (?:by|"
        r"due|target))|"
        r"actual|date achieved|date (?:and|&) outcome|"
        r"outcome (?:and|&) (?:date|completion)|date actioned|date closed)")),
    ("target", (
        r"\b(?:target|due|timely|time-?bound|timescales?|time ?frames?|deadline|by when|review date|implementation date)\b|"
        r"^when\b|^date\b|^by(?:\s*\(?date\)?)?$|^due\b|to be completed|^complet\w+ (?:by|due|target)|^(?:end|finish) date")),
    ("milestones", (
        r"milestone|^measurable\b|(?:expected|intended|desired|anticipated|required) (?:outcome|impact|result)|measures?\b|"
        r"success|what difference|how (?:will (?:we|you|this|it)|we(?: will|'ll| would)? know|do we know)|"
        r"evidence (?:required|needed|of compl)|assurance")),
    ("scope", r"\bscope\b|\blevel\b|local or (?:regional|national)|local/"),
    ("lead", r"\blead\b|\bowner|responsib|^(?:named )?(?:officer|person|manager)s?$|"
        r"\bwho\b|by whom|"
        r"accountab|^for(?: whom|"
        r" action by)?$|^(?:directed|"
        r"addressed) (?:to|at)$|^agency$|^organisation$|^agencies$"),
    ("action", r"\bactions?\b|^what (?:we|they|it|"
        r"you) (?:will|are going to|"
        r"plan|intend)\b|"
        r"\btasks?\b|^what$|what (?:will|needs|do|are|is|should|must)\b|^steps|how will the"),
    ("outcome", r"where (?:are we|we are)|what (?:has|have|did|was|we) (?!.*recommend)|^latest|"
        r"outcome|progress|updates?\b|comment|evidence|impact|result|achiev|position|notes?$"),
    ("recommendation", r"recommend"),
    ("lesson", r"\blearn(?:ing|t|ed)?\b|\blessons?\b|^issue|^finding|^theme|^rationale|^context"),
)  # fmt: skip
_COMPILED = tuple((role, re.compile(pattern, re.I)) for role, pattern in _HEADINGS)
_NUMBER = re.compile(
    r"^(?:(?:Recommendation|Rec|No|Action|R(?=[.\s]*\d))\.?\s*)?#?(\d{1,3}(?:\.\d{1,2})*\s?[a-z]?|[A-Z]{1,4}[\s-]?\d{1,2}(?:\.\d+)?|"
    r"(?-i:[A-H]))[.):]?$",
    re.I,
)
_LONGEST = 90
_FRAGMENT = re.compile(
    r"^(?:and )?(?:(?:lead|officer|agency|key|milestones?|expected|outcomes?|date|recommendations?|"
    r"completion|taken|person|regional|national|status|rating|number|required|progress|"
    r"update|target|action)\b[\s&/]*)+$",
    re.I,
)


def role_of(heading: str) -> Role | None:
    """What a column with this heading holds, or ``None``.

    >>> [role_of(h) for h in ("No", "Key milestones achieved in enacting recommendation", "Target Date & Expected Outcome")]
    ['number', 'milestones', 'target']
    """
    text = " ".join(heading.split()).strip(" :*")
    if not text or len(text) > _LONGEST:
        return None
    return next((role for role, pattern in _COMPILED if pattern.search(text)), None)


def number_in(cell: str) -> str | None:
    """The number of a recommendation in a cell, or ``None``.

    >>> number_in("Recommendation 3:"), number_in("R4."), number_in("B"), number_in("see above")
    ('3', '4', 'B', None)
    """
    match = _NUMBER.match(cell.strip())
    return match[1].replace(" ", "") if match else None


@dataclass(frozen=True)
class Layout:
    """What each column of a table holds. ``first`` is the number of the first row below the headings."""

    roles: tuple[Role | None, ...]
    first: int
    header: int

    @property
    def is_plan(self) -> bool:
        """Whether the columns say what is to be done, by when, or what became of it."""
        return bool({"action", "target", "status", "completion", "outcome", "milestones"} & set(self.roles))

    @property
    def known(self) -> int:
        """How many different things the columns hold."""
        return len({role for role in self.roles if role and role != "other"})


def find_layout(rows: Rows, before: Layout | None = None) -> Layout | None:
    """The columns of a table, from the row of headings that stands among its first rows.

    Headings broken over two rows ('Lead' above 'Officer') are put together. Where the headings are cut ('No Recommendation
    Actions Lead …' in one cell) and a table of the same width came before, its columns hold.
    """
    for place in range(min(len(rows), 5)):
        if not _is_header(rows[place]):
            continue
        last = place
        headings = list(rows[place])
        while last + 1 < len(rows) and last < place + 3 and _continues(rows[last + 1], headings):
            last += 1
            headings = [f"{above} {below}".strip() for above, below in zip(headings, rows[last], strict=True)]
        parted = _parted(rows[last + 1], headings) if last + 1 < len(rows) else None
        if parted:
            last, headings = last + 1, parted
        layout = Layout(_numbered(_with_asked(_roles(headings)), rows[last + 1 :]), last + 1, place)
        if before and layout.known < before.known:
            merged = _inherited(layout, before)
            return merged or layout
        return layout
    return None


def _with_asked(roles: tuple[Role | None, ...]) -> tuple[Role | None, ...]:
    """The columns; where none is known to hold what is asked, that is the first before the lead, and the next is the action."""
    if {"recommendation", "action"} & set(roles) or "lead" not in roles:
        return roles
    free = [n for n, role in enumerate(roles[: roles.index("lead")]) if role in (None, "other", "outcome", "milestones")]
    filled_in = dict(zip(free, ("recommendation", "action"), strict=False))
    return tuple(filled_in.get(n, role) for n, role in enumerate(roles))  # type: ignore[misc]


def _parted(row: Sequence[str], headings: Sequence[str]) -> list[str] | None:
    """The headings, where a row parts one that is merged over two columns: 'No.' and 'Text' below 'Recommendation'."""
    groups = _groups(headings)
    below = {n for n, cell in enumerate(row) if cell and cell != headings[n]}
    merged = {n for n, start in enumerate(groups) if groups.count(start) > 1}
    plain = all(len(row[n]) <= 20 and not any(map(str.isdigit, row[n])) for n in below)
    if len(below) < 2 or not below <= merged or not plain:
        return None
    return [f"{headings[groups[n]]} {cell}" if n in below else headings[n] for n, cell in enumerate(row)]


def _groups(headings: Sequence[str]) -> list[int]:
    """For each column the one where its heading stands: an empty or repeated heading is that of the column at its left."""
    starts: list[int] = []
    for n, heading in enumerate(headings):
        goes_on = n > 0 and heading in ("", headings[starts[-1]])
        starts.append(starts[-1] if goes_on else n)
    return starts


def _numbered(roles: tuple[Role | None, ...], rows: Rows) -> tuple[Role | None, ...]:
    """The first of two columns below one heading 'Recommendation' holds the number if most of its cells are one."""
    pairs = (n for n in range(len(roles) - 1) if roles[n] == "recommendation" and roles[n + 1] in (None, "recommendation"))
    place = next(pairs, None)
    cells = filled([row[place] for row in rows]) if place is not None and "number" not in roles else []
    if place is None or not cells or sum(number_in(cell) is not None for cell in cells) < 0.6 * len(cells):
        return roles
    return (*roles[:place], "number", "recommendation", *roles[place + 2 :])


def _inherited(layout: Layout, before: Layout) -> Layout | None:
    """The columns of the table before, if what can be read of the headings doesn't speak against it."""
    width = min(len(layout.roles), len(before.roles))
    agree = sum(layout.roles[n] == before.roles[n] for n in range(width) if layout.roles[n])
    read = sum(role is not None for role in layout.roles)
    if agree >= read - 1 and len(layout.roles) >= len(before.roles):
        return Layout(before.roles + (None,) * (len(layout.roles) - len(before.roles)), layout.first, layout.header)
    return None


def _is_header(row: Sequence[str]) -> bool:
    """At least three cells with different headings, recommendation or action among them; or one cell with all of them."""
    cells = filled(row)
    roles = {role_of(cell) for cell in cells} - {None}
    if len(cells) == 2 and "recommendation" in roles and roles & {"number", "lead"}:
        return True
    if len(roles) >= 3 and roles & {"recommendation", "action"} and len(roles) >= len(cells) * 0.6:
        return max(map(len, cells)) <= _LONGEST
    if len(roles) >= 4 and {"lead", "target"} <= roles and len(roles) >= len(cells) * 0.6:
        return max(map(len, cells)) <= _LONGEST
    squeezed = cells[0] if cells else ""
    return bool(re.match(r"^(?:No\.?\s+)?Recommendations?\s+.*\bActions?\b.*\bLead\b", squeezed)) and len(squeezed) < 160


def _continues(row: Sequence[str], headings: Sequence[str]) -> bool:
    """Whether a row holds the second halves of headings: short, below a heading, and giving nothing new of their own."""
    below = [(headings[n], cell) for n, cell in enumerate(row) if cell]
    if not below or any(len(cell) > 30 for _, cell in below) or re.match(r"^\d", row[0]):
        return False
    if len(below) == 1 and row[0] and role_of(headings[0]) == "number" != role_of(f"{headings[0]} {row[0]}"):
        return False  # a row over the whole width: 'Multi-agency recommendations'
    return all(_is_rest(above, cell) for above, cell in below) or (
        len(below) >= 2 and all(_FRAGMENT.match(cell) for _, cell in below)
    )


def _is_rest(above: str, cell: str) -> bool:
    if not any(char.isalpha() for char in cell):
        return len(cell) <= 2
    if not above:
        return role_of(cell) is not None and len(cell.split()) <= 3
    whole = role_of(f"{above} {cell}")
    known = re.search(
        r"(?i)\b(?:officer|agency|milestones?|outcomes?|date|recommendation|completion|taken|person|regional|"
        r"national|status|rating|number|and|required|progress|update|target|completed|due|actual|planned|achieved)\b",
        cell,
    )
    return whole is not None and known is not None and len(cell.split()) <= 4


def _roles(headings: Sequence[str]) -> tuple[Role | None, ...]:
    """A role each; a second column of actions is what was done. A plan without recommendations carries out its lessons."""
    roles: list[Role | None] = []
    for heading in headings:
        role = role_of(heading) or ("other" if len(heading) > 2 else None)
        if role == "action" and "action" in roles:
            role = "outcome"
        if role == "number" and "number" in roles:
            role = "other" if "reference" in roles else "reference"
        if role == "completion" and "completion" in roles:
            role = "outcome"
        roles.append(role)
    if "recommendation" not in roles and "action" in roles and "lesson" in roles:
        roles[roles.index("lesson")] = "recommendation"
    return tuple(roles)


def card(rows: Rows) -> tuple[Layout, Rows] | None:
    """A table that gives one recommendation as pairs of heading and text, turned into a row below its headings.

    >>> found = card((("Recommendation 2", "Review it."), ("Lead agency", "Police"), ("Target date", "May 2023")))
    >>> found and found[1]
    (('2', 'Review it.', 'Police', 'May 2023'),)
    """
    paired = _pairs(rows)
    if paired is None or len(paired) < 3:
        return None
    rows = paired
    heads = [
        (number_in(row[0]), "recommendation" if re.match(r"(?i)recommendation\b", row[0]) else role_of(row[0])) for row in rows
    ]
    known = {role for _, role in heads if role}
    if len(known) < 3 or not known & {"recommendation", "action"} or len(known) < 0.6 * len(rows):
        return None
    roles: list[Role | None] = ["number"]
    cells = [next((number for number, role in heads if number and role == "recommendation"), "")]
    for (_, role), row in zip(heads, rows, strict=True):
        roles.append(role if role in (None, "number") or role not in roles else "outcome")
        cells.append(row[1])
    own = next((number for number, role in heads if number and role == "action"), None)
    if own:  # 'Action 1.1'
        roles, cells = [*roles, "reference"], [*cells, own]
    if "number" in roles[1:]:
        roles, cells = roles[1:], cells[1:]
    return Layout(tuple(roles), 0, 0), (tuple(cells),)


def _pairs(rows: Rows) -> Rows | None:
    """The headings and texts of a card, one or two of them a row; ``None`` if a row is neither."""
    found: list[tuple[str, ...]] = []
    for row in rows:
        said = labelled(row[0]) if len(filled(row)) == 1 and row[0] else None
        if len(row) < 2:
            return None
        if said and said[1]:
            found.append((f"Recommendation {said[0]}", said[1]))
        elif not any(row[2:]):
            found.append(row[:2])
        elif role_of(row[2]) and not any(row[4:]):
            found += [row[:2], (row[2], "".join(row[3:4]))]
        else:
            return None
    return tuple(found)
