"""Rows of action plans → recommendations with their actions: joined over page breaks, each text in its field.

A recommendation has one action, unless the plan gives an action a row of its own: a row without a number whose action is a text
of its own and which has its own target date, status or lead. Several actions in one cell stay together, as printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from analytics.model import Action
from analytics.reading.cells import Lexicon
from analytics.reading.colour_keys import colour_of
from analytics.reading.columns import number_in
from analytics.reading.dates import find_dates
from analytics.reading.plan_rows import Cells, Row, is_below, rows_of
from analytics.reading.plans import Plan
from analytics.reading.status import Reading, carried, read_status

_NO_TARGET = re.compile(r"^(?:ongoing|on-going|immediate(?:ly)?|complete[d]?|tbc|\d+ (?:months?|weeks?))\b", re.I)
_SPAN = re.compile(
    r"^\W*(?:\d{1,2}(?:st|nd|rd|th)? )?[A-Z][a-z]{2,8}(?: 20\d\d)?\s*(?:–|—|-|to|"
    r"until)\s+(?=(?:\d{1,2}(?:st|nd|rd|th)? )?[A-Z][a-z]{2,8} 20\d\d)"
)
_ON_TRACK = "on track"
_DONE = re.compile(r"\b(?:done|completed?|finished|delivered|achieved|published|launched|signed off)\b", re.I)
_LITTLE = 25
"""Characters of a cell that holds little besides a year."""
_MOST_STATUS_WORDS = 4
"""'Not yet due to start' is a status and no more."""


@dataclass
class Record:
    """A recommendation with its actions, while it is being put together."""

    number: str | None
    inferred: bool
    recommendation: str
    page: int | None
    parts: list[Cells] = field(default_factory=list)


def actions(found: Sequence[Plan], lexicon: Lexicon, key: Mapping[str, str] | None = None) -> tuple[list[Action], list[str]]:
    """All rows of all plans in reading order, and warnings with the plan and number they speak of.

    ``key``: what the document says its colours mean (see ``status.key_of_colours``).
    """
    rows: list[Action] = []
    warnings: list[str] = []
    key = _with_blue(found, key or {})
    for plan in found:
        records = _records(rows_of(plan), lexicon)
        if plan.rows and not records:
            warnings.append(
                f"Action plan '{plan.title}': no recommendation could be read from its {len(plan.rows)} rows. Check the plan."
            )
        for record in records:
            for cells in record.parts:
                cells["status"] = _meaning(cells, key)
            made, said = _actions(plan.title, record, lexicon)
            rows += made
            warnings += said
    return rows, warnings


def _meaning(cells: Cells, key: Mapping[str, str]) -> str:
    """What a status cell says by the key of colours; words on what was done count before a colour that means 'on track'."""
    printed = cells.get("status", "") or ("white" if "white" in key else "")
    meant = key.get(colour_of(printed), printed)
    told = f"{cells.get('completion', '')} {cells.get('outcome', '')}"
    return cells.get("status", "") if meant == _ON_TRACK and _DONE.search(told) else meant


def _with_blue(found: Sequence[Plan], key: Mapping[str, str]) -> Mapping[str, str]:
    """The key of colours; where plans use blue and no key speaks, blue is what is complete and green what is on track."""
    cells = {
        cell.strip().casefold()
        for plan in found
        for layout, row, _ in plan.rows
        for role, cell in zip(layout.roles, row, strict=False)
        if role == "status"
    }
    return {"green": _ON_TRACK, "g": _ON_TRACK, **key} if cells & {"blue", "b"} else key


def _records(rows: Sequence[Row], lexicon: Lexicon) -> list[Record]:
    """Recommendations, each from the row that opens it to the last that goes on with it."""
    records: list[Record] = []
    for place, row in enumerate(rows):
        number = number_in(row.get("number"))
        current = records[-1] if records else None
        if current is None or _opens(row, number, current, rows[place + 1 :]):
            if current is None and number is None and not row.get("recommendation") and not row.get("action"):
                continue
            printed = number or _missing(current, rows[place + 1 :]) if number or current else number
            first = _with_reference(row, printed)
            records.append(Record(printed, number is None and printed is not None, row.get("recommendation"), row.page, [first]))
        elif not _repeats(row, current):
            _go_on(row, current, lexicon)
    return records


def _with_reference(row: Row, number: str | None) -> Cells:
    """A row's cells, with the reference that an action has of its own below its recommendation's number ('1.1', '1a')."""
    own = next((own for role in ("reference", "number") if is_below(own := number_in(row.get(role)) or "", number)), "")
    return {**row.cells, "reference": own}


def _opens(row: Row, number: str | None, current: Record, following: Sequence[Row]) -> bool:
    """Whether a row begins another recommendation than ``current``."""
    text = row.get("recommendation")
    if number is not None and not (text and _unlike(text, current.recommendation)) and is_below(number, current.number):
        return False
    if number is not None:
        return number != current.number or (bool(text) and _unlike(text, current.recommendation))
    if not text or (text[0].islower() and not _follows(row, current)):
        return False
    if current.number is None:
        return _unlike(text, current.recommendation) and (_is_finished(current.recommendation) or _stands_alone(row))
    if not _is_finished(current.recommendation):
        return False
    if _missing(current, following) is not None:
        return True
    unnumbered = [other for other in following if other.get("recommendation")]
    numbered_on = any(number_in(other.get("number")) for other in unnumbered)
    return not numbered_on and _unlike(text, current.recommendation) and _is_finished(text) and _stands_alone(row)


def _follows(row: Row, current: Record) -> bool:
    """Whether a row in small letters is the next of a list ('The review recommended that … this; that'), and not a rest."""
    told = row.get("outcome") or row.get("completion") or row.get("target") or row.get("status")
    return current.recommendation[:1].islower() and _is_finished(current.recommendation) and told[:1].isupper()


def _stands_alone(row: Row) -> bool:
    """Whether a row of a plan without numbers is whole: not a line of a cell, and not what a page cut off."""
    action, lead = row.get("action") or row.get("recommendation"), row.get("lead")
    whole = action[:1].isupper() and (lead[:1].isupper() or bool(find_dates(row.get("target")[:40])))
    return not row.line and (whole or not row.first)


def _unlike(text: str, before: str) -> bool:
    return text[:60].casefold() not in before.casefold()


def _is_finished(text: str) -> bool:
    return text.rstrip().endswith((".", "?", "!", ";", ")", "”", "'", '"')) or not text


def _missing(current: Record | None, following: Sequence[Row]) -> str | None:
    """The number that is left out between ``current`` and the next numbered row, if it is exactly one."""
    after = next((number for row in following if (number := number_in(row.get("number")))), None)
    if current is None or after is None or not (current.number or "").isdigit() or not after.isdigit():
        return None
    return str(int(after) - 1) if int(after) - int(current.number or 0) == 2 else None


def _repeats(row: Row, current: Record) -> bool:
    """A row that only prints the last line of several cells once more, as happens where a page ends within a row."""
    words = {role: text for role, text in row.cells.items() if text}
    if row.line or len(words) < 2 or max(map(len, words.values())) <= 5:
        return False
    last = current.parts[-1] | {"recommendation": current.recommendation}
    return all(_squeezed(text) in _squeezed(last.get(role, ""))[-60 - len(text) :] for role, text in words.items())


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _go_on(row: Row, current: Record, lexicon: Lexicon) -> None:
    """Add a row to the recommendation it belongs to: as an action of its own, or to the action above it."""
    last = current.parts[-1]
    if row.get("recommendation") and _unlike(row.get("recommendation"), current.recommendation):
        current.recommendation = lexicon.join(current.recommendation, row.get("recommendation"))
    own = _with_reference(row, current.number)["reference"]
    cells = {role: text for role, text in row.cells.items() if role not in ("recommendation", "number", "reference") and text}
    if not _is_action(row, last):
        for role, text in cells.items():
            last[role] = lexicon.join(last.get(role, ""), text)
        return
    for role in ("completion", "outcome"):
        ended, cells[role] = carried(cells.get(role, ""))
        if ended:
            last[role] = lexicon.join(last.get(role, ""), ended)
    inherited: Cells = {role: last[role] for role in ("scope", "lead") if last.get(role) and not cells.get(role)}
    current.parts.append({**inherited, **cells, "reference": own})


def _is_action(row: Row, last: Cells) -> bool:
    """Whether a row without a number is an action of its own."""
    text = row.get("action")
    if row.line or not text or text[0].islower() or not last.get("action") or text.casefold() == last["action"].casefold():
        return False
    own_target = bool(find_dates(row.get("target")[:40]) or _NO_TARGET.match(row.get("target")))
    own_status = read_status(row.get("completion") or row.get("outcome"), row.get("status")).status != "unknown" and not row.first
    own_lead = bool(row.get("lead")) and row.get("lead")[0].isupper() and not row.first
    return own_target or own_status or own_lead


def _reading(cells: Cells, outcome: str | None) -> Reading:
    """Status and completion; a column for the date of completion that holds a date says that it was completed."""
    dated = _only_date(cells.get("completion", ""))
    if dated is None:
        return read_status(outcome, cells.get("status"))
    reading = read_status(cells.get("outcome"), cells.get("status"))
    status = "complete" if reading.status == "unknown" else reading.status
    return replace(reading, status=status, completed=dated if status in ("complete", "already_in_place") else reading.completed)


def _more_than_status(cell: str | None) -> str | None:
    """The words of a status cell that also says why or what: 'No longer required as the service has closed'."""
    bare = cell or ""
    for date in reversed(find_dates(bare)):
        bare = bare[: date.start] + bare[date.end :]
    return cell if cell and len(bare.split()) > _MOST_STATUS_WORDS else None


def _only_date(cell: str) -> str | None:
    """The date of a cell that holds nothing else."""
    dates = find_dates(cell)
    rest = re.sub(r"\W", "", cell[: dates[0].start] + cell[dates[0].end :]) if len(dates) == 1 else cell
    return dates[0].iso if len(dates) == 1 and len(rest) <= 3 else None


def _targets(text: str) -> list[str]:
    """The dates of a target's cell; a bare year only if the cell holds little else, for expected outcomes name years, too.

    Of a span ('April to June 2022') the end is the target, of a season its last month.

    >>> _targets("Autumn 2021"), _targets("Winter 2021/22"), _targets("Spring/Summer 2023")
    (['2021-11'], ['2022-02'], ['2023-08'])
    """
    span = _SPAN.match(text)
    if span:
        text = text[span.end() :]
    found = [date for date in find_dates(text) if date.last or date.precision != "year" or len(text) <= _LITTLE]
    dates = [iso for date in found if (iso := date.last or date.iso)]
    if len(dates) == 2 and dates[1].startswith(dates[0]):
        return dates[1:]  # 'End of June 2024 (30/6/24)' gives the day, too
    return dates


def _actions(title: str, record: Record, lexicon: Lexicon) -> tuple[list[Action], list[str]]:
    place = f"Action plan '{title}', recommendation {record.number or '(without number)'}"
    warnings = [f"{place}: its number is not printed; {record.number} fits the sequence."] if record.inferred else []
    made = []
    for cells in record.parts:
        action, said = _action(title, record, {role: lexicon.mend(text) for role, text in cells.items()}, place, lexicon)
        made.append(action)
        warnings += said
    return made, warnings


def _action(title: str, record: Record, cells: Cells, place: str, lexicon: Lexicon) -> tuple[Action, list[str]]:
    outcome = " ".join(filter(None, (cells.get("completion"), cells.get("outcome")))) or None
    reading = _reading(cells, outcome)
    if reading.completed and reading.completed == _only_date(cells.get("completion", "")):
        outcome = cells.get("outcome")  # a column of dates says when, and nothing of what came of it
    targets = _targets(cells.get("target", ""))
    warnings = []
    if reading.contradiction:
        warnings.append(
            f"{place}: its status reads {reading.reported}, but its text says '{reading.contradiction}'. Read the "
            f"outcome in full."
        )
    if reading.colour:
        warnings.append(f"{place}: status {reading.status} was read from the colour word '{reading.colour}' alone.")
    if len(set(targets)) > 1:
        warnings.append(f"{place}: more than one target date is printed ('{cells['target']}'); the first is taken.")
    action = Action(
        plan=title,
        number=cells.get("reference") or record.number,
        recommendation=lexicon.mend(record.recommendation),
        scope=cells.get("scope"),
        action=cells.get("action"),
        lead=cells.get("lead"),
        milestones=cells.get("milestones"),
        target=targets[0] if targets else None,
        target_text=cells.get("target"),
        status=reading.status,
        completed=reading.completed,
        outcome=outcome or _more_than_status(cells.get("status")),
        page=record.page,
        recommendation_number=record.number if cells.get("reference") else None,
    )
    return action, warnings
