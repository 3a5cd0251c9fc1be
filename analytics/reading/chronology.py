"""The chronology: its entries with dates, the year taken from the sequence where the entry doesn't print one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analytics.model import Event
from analytics.reading.dates import Found, find_dates, iso, later
from analytics.reading.outline import Part
from analytics.reading.topics import EVENTS

_SOURCE = re.compile(
    r"(?:source|agenc(?:y|ies)|organisations?|services?|recorded by|"
    r"reported by|who|ref(?:erence)?|no\.?|number|#|page)(?: of .*| name)?$",
    re.I,
)
_ANNOUNCED = re.compile(
    r"(?:the following|what follows|below|this (?:section|chronology|is a summary)|"
    r"set out below)\b[^.]{0,80}\b(?:chronology|summary|events|contacts?)\b",
    re.I,
)
_LABEL = re.compile(r"(?P<when>[^:]{4,45}):\s+(?P<text>[A-Z‘“'\"\d].*)", re.S)
_BESIDE_DATE = re.compile(
    r"(?i)\b(?:on|in|and|to|until|from|between|early|mid|late|about|around|the|of|or|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
"""What may stand beside dates in such a label."""
_OPENING = 20
"""Characters within which an entry's date stands: 'In the spring of 2019 …'."""
_ONLY_YEAR = re.compile(r"^\D{0,12}((?:19|20)\d\d)\W*$")
_YEAR_IN_TITLE = re.compile(r"\b((?:19|20)\d\d)\b(?!\s*[–/-]\s*\d)")


@dataclass(frozen=True)
class Entry:
    """An entry before its date is known. ``year``: printed in the heading above it."""

    ref: str | None
    text: str
    year: int | None = None
    printed: str | None = None


def events(parts: Sequence[Part], bound: str | None = None) -> tuple[tuple[Event, ...], list[str]]:
    """The dated entries of the chronology, and warnings about dates that don't fit the sequence.

    Parameters
    ----------
    parts : sequence of Part
        The whole document.
    bound : str or None
        ISO date after which no event of the chronology can lie (death, end of the period): years aren't inferred past it.
    """
    return dated(_entries(parts), bound)


def _entries(parts: Sequence[Part]) -> list[Entry]:
    """Paragraphs under a heading that speaks of events, if there is one inside the chronology; else all paragraphs in it."""
    inside = [p for p in parts if p.topic == "chronology" and not p.is_heading]
    below = [p for p in inside if any(EVENTS.search(title) for title in p.path[1:])]
    chosen = below if len(below) >= 3 or any(part.block.rows for part in below) else inside
    return [entry for part in chosen for entry in _of_part(part)]


def _of_part(part: Part) -> list[Entry]:
    if part.block.kind == "table":
        return _of_table(part)
    if len(part.block.text) < 20 or part.block.text.endswith(":") or _ANNOUNCED.match(part.block.text):
        return []
    when, text = labelled_date(part.block.text)
    if when is None and _is_story(part):
        return []
    return [Entry(part.ref, text, _year_of(part.path), when)]


def _is_story(part: Part) -> bool:
    """Whether a paragraph only tells what happened: it has no number, no heading above it speaks of events, and it neither
    opens with a date nor has just one.
    """
    if part.block.number or part.block.kind == "list_item" or any(EVENTS.search(title) for title in part.path):
        return False
    dates = find_dates(part.block.text, relative=True)
    return not dates or (len(dates) > 1 and dates[0].start > _OPENING and _year_of(part.path) is None)


def labelled_date(text: str) -> tuple[str | None, str]:
    """The date that an entry has as its label, and what happened: '9 March 2020: She saw her GP.' Other dates are its words.

    >>> labelled_date("9 March 2020: She saw her GP."), labelled_date("01.09.17 – He saw his GP.")
    (('9 March 2020', 'She saw her GP.'), (None, '01.09.17 – He saw his GP.'))
    """
    label = _LABEL.match(text)
    dates = find_dates(label["when"]) if label else []
    if label is None or not dates:
        return None, text
    rest = label["when"]
    for date in reversed(dates):
        rest = f"{rest[: date.start]} {rest[date.end :]}"
    return (label["when"], label["text"]) if not _BESIDE_DATE.sub("", rest).strip(" ,.–-/") else (None, text)


def _of_table(part: Part) -> list[Entry]:
    """Rows of a table with a column of dates; a row that holds only a year dates the rows below it. Who recorded an event is
    left out where other columns say what happened.
    """
    rows = part.block.rows
    heads = rows[0] if rows else ()
    dated_column = next((n for n, cell in enumerate(heads) if re.search(r"\bdate|when|month|year\b", cell, re.I)), None)
    if dated_column is None:
        return []
    told = [n for n, cell in enumerate(heads) if n != dated_column and not _SOURCE.match(cell.strip())]
    told = told or [n for n in range(len(heads)) if n != dated_column]
    year = _year_of(part.path)
    found = []
    for row in rows[1:]:
        text = " – ".join(row[n] for n in told if n < len(row) and row[n])
        alone = _ONLY_YEAR.match(" ".join(filter(None, row)))
        if alone:
            year = int(alone[1])
        elif text and row != heads:
            found.append(Entry(part.ref, text, year, row[dated_column]))
    return found


def _year_of(path: Iterable[str]) -> int | None:
    years = [_YEAR_IN_TITLE.findall(title) for title in path]
    return next((int(found[0]) for found in reversed(years) if len(found) == 1), None)


def dated(entries: Sequence[Entry], bound: str | None = None) -> tuple[tuple[Event, ...], list[str]]:
    """Each entry with its date: as printed, or with the year that the sequence of entries gives it; undated stays ``None``."""
    found: list[Event] = []
    warnings: list[str] = []
    latest: str | None = None  # the last date of the entry before, from which 'three days later' counts
    reached: str | None = None  # the date the sequence has come to
    for entry in entries:
        dates = find_dates(entry.text if entry.printed is None else entry.printed, relative=True)
        value, inferred = _first(dates, entry.year, reached, latest, bound)
        if value and reached and inferred and value[:4] > reached[:4] and bound and value > bound:
            warnings.append(
                f"Chronology {entry.ref or '(unnumbered)'}: the year of '{entry.text[:40]}…' is uncertain; {value} is "
                f"past {bound}."
            )
        found.append(Event(entry.ref, value, inferred, entry.text))
        if value:
            reached = value if not reached or value[:7] >= reached[:7] or not inferred else reached
            latest = _last(dates, value) or value
    return tuple(found), warnings


def _first(
    dates: Sequence[Found], year: int | None, reached: str | None, latest: str | None, bound: str | None
) -> tuple[str | None, bool]:
    """The date of an entry: the first that is printed or can be worked out, and whether any of it was inferred."""
    for place, found in enumerate(dates):
        if found.iso:
            return found.iso, False
        shared = _shared_year(dates[place : place + 2])
        if shared:
            return shared, False
        if found.precision == "relative":
            value = later(latest, found) if latest else None
            if value:
                return value, True
        elif found.month:
            value = _with_year(found, year, reached, bound)
            if value:
                return value, True
    return None, False


def _shared_year(dates: Sequence[Found]) -> str | None:
    """'Between March and June 2017': the year printed once stands for both."""
    if (
        len(dates) < 2
        or dates[0].month is None
        or not dates[1].iso
        or dates[1].month is None
        or dates[1].start - dates[0].end > 9
    ):
        return None
    year = int(dates[1].iso[:4])
    return iso(year if dates[0].month <= dates[1].month else year - 1, dates[0].month, dates[0].day)


def _with_year(found: Found, year: int | None, reached: str | None, bound: str | None) -> str | None:
    """A day and month with the year of the heading above or, failing that, the first that doesn't go back in the sequence."""
    if year is not None and (reached is None or year >= int(reached[:4])):
        return iso(year, found.month, found.day)
    if reached is None:
        return None
    started = int(reached[:4])
    same = iso(started, found.month, found.day)
    goes_back = len(reached) >= 7 and (found.month or 12) < int(reached[5:7])
    following = iso(started + 1, found.month, found.day)
    if not goes_back or following is None or (bound and following[: len(bound)] > bound):
        return same
    return following


def _last(dates: Sequence[Found], first: str) -> str | None:
    """The last day an entry tells of that follows from its first: 'On 10 December … Two days later …' ends on the 12th."""
    current: str | None = first
    for found in dates[1:]:
        if found.precision == "relative" and current:
            current = later(current, found) or current
        elif found.precision == "day_and_month" and current:
            value = iso(int(current[:4]), found.month, found.day)
            current = value if value and value >= current else current
    return current
