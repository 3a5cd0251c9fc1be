"""What became of an action, from the words of its cell: status, date of completion, and whether the text contradicts itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from analytics.model import Status
from analytics.reading.dates import find_dates, first_date
from analytics.reading.status_words import (
    BEFORE_REVIEW,
    BEGUN,
    BY_WORDS,
    COLOUR,
    COLOURS,
    COMPLETE_ANYWHERE,
    COMPLETE_HEAD,
    COMPLETED_ON,
    CONTRADICTS,
    DELIVERED_AT_FIRST,
    DELIVERED_ON,
    GOES_ON,
    GOING_ON,
    HEAD_LENGTH,
    IN_PLACE,
    IN_PLACE_ALONE,
    IN_PLACE_DATED,
    IN_PLACE_SINCE,
    IN_PLACE_THEN,
    IN_TEXT,
    LATE,
    LETTERS,
    NO_LONGER,
    NO_NEWS,
    NOT_COMPLETE,
    ONGOING,
    REJECTED,
    SUPERSEDED,
)


@dataclass(frozen=True)
class Reading:
    """``completed`` is ISO text; ``contradiction``: words that speak against what is ``reported``; ``colour`` if that is all."""

    status: Status
    completed: str | None = None
    contradiction: str | None = None
    colour: str | None = None
    reported: str = ""


def read_status(outcome: str | None, rating: str | None = None) -> Reading:
    """The status that an outcome's cell, and a cell for the status if there is one, speak of.

    >>> read_status("Completed July 2021 Section on curiosity included").completed
    '2021-07'
    >>> read_status("Complete December 2023 They are still in consultation").contradiction
    'still in'
    >>> read_status("Updates in probation action plans").status
    'unknown'
    """
    text, rated = _spelt((outcome or "").strip()), _whole((rating or "").strip())
    dated = _dated_first(text)
    if dated and not rated and status_of(dated[1]) != "unknown":
        reading = read_status(dated[1])
        done = reading.status == "complete"
        return replace(reading, completed=reading.completed or (dated[0] if done else None))
    status, colour = status_of(rated), None
    if status == "not_started" and COLOUR.search(rated) and (status_of(text) == "overdue" or BEGUN.search(text)):
        status = "overdue"  # 'Red: not started, or past its date'
    elif status == "unknown" or (status == "complete" and status_of(text) == "already_in_place"):
        status = status_of(text)
        if status == "overdue" and _colour(rated) in ("amber", "yellow") and not LATE.search(text):
            status = "ongoing"
    if status == "unknown" and not NO_NEWS.match(text):
        colour = _colour(rated) or _colour(text[:20])
        status = next((meaning for name, meaning in COLOURS if name == colour), "unknown")
    completed = _completed(text, rated, status) if status in ("complete", "already_in_place", "superseded") else None
    reported, against = _contradiction(text, rated, status)
    return Reading(status, completed, against, colour, reported)


def _dated_first(text: str) -> tuple[str, str] | None:
    """The date that a text opens with as a sentence of its own, and the rest: '03/10/2016. Complete. Tool in use.'"""
    dates = find_dates(text[:24])
    if not dates or dates[0].start > 1 or not dates[0].iso:
        return None
    rest = re.match(r"\s*[.:–-]\s+(?=\S)", text[dates[0].end :])
    return (dates[0].iso, text[dates[0].end + rest.end() :]) if rest else None


def _colour(text: str) -> str | None:
    """The colour a text names, or its letter if that is all it says."""
    letter = LETTERS.get(text.casefold())
    return letter or next((name for name, _ in COLOURS if re.search(rf"\b{name}\b", text, re.I)), None)


def _spelt(text: str) -> str:
    """A text whose colour stands before it as a letter: 'A – Delayed' is 'Amber – Delayed'."""
    found = re.match(r"([BGAR])\s*(?:[–:-]\s*|\s(?=(?:Completed?|Done|Ongoing|On track|Delayed|Not)\b))", text)
    return f"{LETTERS[found[1].casefold()].capitalize()} – {text[found.end() :]}" if found else text


def _whole(rated: str) -> str:
    """A rating whose words a narrow column broke: 'COMPLET ED 14/9/19'."""
    found = re.match(r"([A-Za-z]+)\s([A-Za-z]{1,4})\b", rated)
    joined = f"{found[1]}{found[2]}{rated[found.end() :]}" if found else rated
    return joined if status_of(rated) == "unknown" and COMPLETE_HEAD.match(joined) else rated


def status_of(text: str) -> Status:
    """The first rule that holds: the opening words count before the rest of the text."""
    if not text or NO_NEWS.match(text):
        return "unknown"
    head = text[:HEAD_LENGTH]
    if NO_LONGER.search(text) and not COMPLETE_HEAD.match(NO_LONGER.split(text)[-1]):
        return "superseded"
    if _is_in_place(text):
        return "ongoing" if GOES_ON.search(text) else "already_in_place"
    opening = COMPLETE_HEAD.match(text)
    if opening and not NOT_COMPLETE.search(head):
        replaced = opening["word"].casefold() == "closed" and SUPERSEDED.search(opening["rest"][:HEAD_LENGTH])
        if opening["word"].casefold() == "closed" and REJECTED.search(opening["rest"][:HEAD_LENGTH]):
            return "rejected"
        weak = opening["word"].casefold() in ("delivered", "implemented", "achieved", "done") and ONGOING.search(text)
        return "superseded" if replaced else "ongoing" if weak else "complete"
    if GOING_ON.match(text) and not LATE.search(head):
        return "ongoing"
    for pattern, status in BY_WORDS:
        if pattern.search(head):
            slips = status == "overdue" and not LATE.search(head) and re.search(r"\b(?:amber|yellow)\b", head, re.I)
            return "ongoing" if slips else status
    if SUPERSEDED.search(text[:160]):
        return "superseded"
    for pattern, status in IN_TEXT:
        if pattern.search(text):
            return status
    if DELIVERED_AT_FIRST.match(text):
        return "complete"
    if COMPLETE_ANYWHERE.search(text) and not NOT_COMPLETE.search(text):
        return "complete"
    return "unknown"


def _is_in_place(text: str) -> bool:
    """Whether a text says that what was asked for was there before the review."""
    head = text[:HEAD_LENGTH]
    opens = IN_PLACE.search(head) or IN_PLACE_THEN.search(head) or IN_PLACE_SINCE.match(head)
    return bool(opens or IN_PLACE_ALONE.match(text) or BEFORE_REVIEW.search(text))


def _completed(text: str, rated: str, status: Status) -> str | None:
    """The date right after the opening 'Completed', or before it; else the only date that any 'completed' in the text has."""
    for part in (rated, text):
        opening = COMPLETE_HEAD.match(part)
        dated = _date_at(part, opening.start("word")) if opening else None
        if dated:
            return dated
        before = re.match(r"^\W*(?P<date>[\w/ .'’-]{4,30}?)[\s:–-]+(?:completed?|achieved|done|closed|implemented)\b", part, re.I)
        dates = find_dates(before["date"]) if before else []
        if len(dates) == 1 and dates[0].start <= 1 and dates[0].iso:
            return dates[0].iso
    if status != "complete":
        since = IN_PLACE_DATED.match(text) if status == "already_in_place" else None
        return first_date(since["date"]) if since else None
    said = " ".join(filter(None, (rated, text)))
    everywhere = {dated for match in COMPLETED_ON.finditer(said) if (dated := _date_at(said, match.start()))}
    everywhere = everywhere or {dated for match in DELIVERED_ON.finditer(said) if (dated := _dated_after(said, match.end()))}
    if not everywhere and rated:  # the status has a column of its own, so that a date beside it is the date of that
        everywhere = {found.iso for found in find_dates(text) if found.iso and found.precision in ("day", "month")}
    return everywhere.pop() if len(everywhere) == 1 else None


def _dated_after(text: str, end: int) -> str | None:
    dates = find_dates(text[end : end + 40])
    return dates[0].iso if dates and dates[0].start == 0 else None


def _date_at(text: str, place: int) -> str | None:
    """The date right after the word for completion that stands at ``place``."""
    match = COMPLETED_ON.match(text, place)
    dates = find_dates(text[match.end() : match.end() + 40]) if match else []
    return dates[0].iso if dates and dates[0].start == 0 else None


def _contradiction(text: str, rated: str, status: Status) -> tuple[str, str | None]:
    """What the opening words report, and the words of the text that speak against it."""
    opens_complete = bool(
        COMPLETE_HEAD.match(rated) or (COMPLETE_HEAD.match(text) and not NOT_COMPLETE.search(text[:HEAD_LENGTH]))
    )
    if status == "superseded" and opens_complete:
        found = NO_LONGER.search(text)
        return "complete", found[0] if found else None
    if status == "complete":
        found = CONTRADICTS.search(text if COMPLETE_HEAD.match(rated) else text[8:])
        return "complete", found[0] if found else None
    if status == "ongoing":
        dated = re.search(r"\bcompleted (?:in |on )?(?:\d{1,2} )?[A-Z][a-z]{2,8} \d{2,4}", text)
        open_ = re.search(r"\bstill to \w+ \w+|\byet to\b", text)
        return "ongoing, partly completed", open_[0] if dated and open_ else None
    return status, None


def carried(text: str) -> tuple[str, str]:
    """Splits a cell that first ends the sentence of the row above and then opens with a status of its own.

    >>> carried("escalated to the relevant agency Complete January 2024. A standing item.")
    ('escalated to the relevant agency', 'Complete January 2024. A standing item.')
    """
    if not text or not text[0].islower():
        return "", text
    found = re.search(r"(?<=[\w.)])\s+(?=(?:Action )?(?:Completed?|Achieved|Ongoing|On-going|In progress|Not started)\b)", text)
    return (text[: found.start()].strip(), text[found.end() :].strip()) if found else ("", text)
