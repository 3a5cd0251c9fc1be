"""When a later review's events lie against an earlier review's action: before it was due, while open, after it was done.

The dashboard asks the database (``store/queries/recurrence.py``); these are the same rules for single dates, by which that is
checked.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date

from analytics.model import Status, Timing

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_CLOSED: frozenset[Status] = frozenset({"complete", "already_in_place"})
_OPEN: frozenset[Status] = frozenset({"ongoing", "overdue", "not_started"})
Span = tuple[date, date]
"""First and last day that a date of some precision can mean."""


def place_in_time(
    happened: Iterable[str | None], target: str | None, completed: str | None, status: Status, agreed: str | None = None
) -> Timing:
    """Where what happened lies against an action; ``'unknown'`` wherever the dates don't settle it.

    Parameters
    ----------
    happened : iterable of str or None
        ISO dates (``'2022'``, ``'2022-07'``, ``'2022-07-31'``) of the later review's death, or of its events. Several stand for
        the whole span from the first to the last. Never the date of publication.
    target, completed : str or None
        When the action was due, and when it was reported complete.
    status : Status
        As last reported.
    agreed : str or None
        The date of the earlier review's report. An action was made by then, or earlier where it was due or complete earlier:
        before that it was not there to be open.

    Returns
    -------
    Timing
        ``after_action_complete``: reported complete before the first thing happened. ``before_action_due``: all happened before
        the action was due (or before it was made) and before it was complete. ``while_action_open``: all happened after it was
        due and it was not complete by then. ``unknown``: anything else, for instance a year that straddles the date.
    """
    span = _joined([found for found in map(_span, happened) if found])
    if span is None:
        return "unknown"
    done = _span(completed) if status in _CLOSED else None
    if done and done[1] < span[0]:
        return "after_action_complete"
    made = _earliest(target, completed, agreed)
    if status in ("rejected", "superseded") or (status in _CLOSED and (done is None or done[0] <= span[1])):
        return _before(span, made) if status not in _CLOSED or done is None else "unknown"
    return _while_pending(span, _span(target), made, status)


def _earliest(*dates: str | None) -> Span | None:
    """By when an action was made at the latest: the first of its dates, as ISO text orders them."""
    found = sorted(text for text in dates if text and _span(text))
    return _span(found[0]) if found else None


def _while_pending(span: Span, due: Span | None, made: Span | None, status: Status) -> Timing:
    """The action wasn't complete by the end of ``span``."""
    if (due and span[1] < due[0]) or (made and span[1] < made[0]):
        return "before_action_due"
    overdue = due is not None and due[1] < span[0]
    made_and_undated = due is None and made is not None and made[1] < span[0]
    known_open = status in _OPEN or status in _CLOSED
    return "while_action_open" if (overdue or made_and_undated) and known_open else "unknown"


def _before(span: Span, made: Span | None) -> Timing:
    return "before_action_due" if made and span[1] < made[0] else "unknown"


def _joined(spans: list[Span]) -> Span | None:
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None


def _span(text: str | None) -> Span | None:
    """First and last day an ISO date can mean; ``None`` for anything that isn't one."""
    found = _ISO.fullmatch((text or "").strip())
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        last_month = month or 12
        last = date(first.year, last_month, day or calendar.monthrange(first.year, last_month)[1])
    except ValueError:
        return None
    return first, last
