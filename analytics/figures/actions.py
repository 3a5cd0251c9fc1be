"""Figures about what became of recommendations: status, slippage and age."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.figures.figure import Figure, Scope, counted, ids
from analytics.figures.style import ACCENT, LABEL_WIDTH, QUIET, SECOND, horizontal, in_rows, wrapped
from analytics.figures.traces import after, asked, labelled
from analytics.words import was

STATUS_WORDS = {
    "complete": "Complete", "already_in_place": "Already in place", "ongoing": "Ongoing", "overdue": "Overdue",
    "superseded": "Superseded or merged", "not_started": "Not started", "rejected": "Rejected", "unknown": "No information",
}  # fmt: skip
DONE = ("complete", "already_in_place")
OPEN = ("ongoing", "overdue", "not_started")
MOST_YEARS = 6
"""Years written along a chart: so many find room on the narrowest screen."""


def status_bar(frame: pd.DataFrame, scope: Scope, on: str = "") -> Figure:
    """What the action plans say became of the actions. 'No information' stays in the denominator.

    Parameters
    ----------
    frame : DataFrame
        Columns ``status`` (one of ``model.STATUSES``) and ``actions`` (count).
    scope : Scope
        What is being looked at.
    on : str
        The day on which 'overdue' was worked out, as people write it; '' for that of the frame, whichever it is.
    """
    counts = frame.groupby("status")["actions"].sum()
    rows = [(status, int(counts.get(status, 0))) for status in STATUS_WORDS if counts.get(status, 0)]
    total = sum(count for _, count in rows)
    names = [wrapped(STATUS_WORDS[status]) for status, _ in rows]
    numbers = [count for _, count in rows]
    colours = [ACCENT if s in DONE else SECOND if s in OPEN else QUIET for s, _ in rows]
    marks = labelled(names, numbers, colours, customdata=[[status] for status, _ in rows])
    plot = horizontal(names, {"range": [0, max(numbers, default=1) * 1.12]}, [marks])
    title = _status_title(dict(rows), total)
    table = pd.DataFrame({"Status": [STATUS_WORDS[s] for s, _ in rows], "Actions": [f"{n} of {total}" for _, n in rows]})
    heard = "; ".join(f"{STATUS_WORDS[s]} {n}" for s, n in rows)
    overdue = f"; overdue worked out on {on or 'the day this was made'}" if counts.get("overdue", 0) else ""
    subtitle = f"Actions by the status their plan gives{overdue}. {scope.plan_words()}."
    alt = f"Bar chart. {title}. Actions: {heard or 'none'}."
    return Figure(plot, title, subtitle, scope.plan_source(), alt, table, tuple(status for status, _ in rows))


def _status_title(counts: dict[str, int], total: int) -> str:
    if not total:
        return "No action plan is held for these reviews"
    done, silent = sum(counts.get(s, 0) for s in DONE), counts.get("unknown", 0)
    first = f"{done if done else 'None'} of {counted(total, 'action')} {'is' if done == 1 or total == 1 else 'are'} reported done"
    return f"{first}; for {silent} the plan gives no information" if silent else first


def slippage(frame: pd.DataFrame, scope: Scope, held: Mapping[str, float] | None = None, most: int = 0) -> Figure:
    """Target against completion, one line an action: how much later than promised it was done.

    Parameters
    ----------
    frame : DataFrame
        Columns ``label`` (what to call the action), ``target`` and ``completed`` (ISO dates) and ``months`` (completed less
        target by the calendar, negative when early); optional ``late`` (bool; else those of a month and more). Only actions with
        both dates; shown latest slippage first.
    scope : Scope
        What is being looked at.
    held : mapping, optional
        Where ``frame`` has only the latest: how many are ``dated`` and ``late``, and how ``many`` were late ``by`` so many months
        or more, half of the late or somewhat more.
    most : int
        Draw only so many, the latest; 0 draws all.
    """
    frame = frame if "late" in frame else frame.assign(late=frame["months"] > 0)
    rows = frame.sort_values(["months", "late", "label"], ascending=[False, False, True])
    overrun = rows[rows["late"].astype(bool)]
    late_ones = overrun if len(overrun) else rows  # who was in time makes rows without a line: the title counts them
    drawn = late_ones.head(most) if most else late_ones
    names = _unique(drawn["label"].tolist(), LABEL_WIDTH - 7)
    ticks = _years(drawn)
    across = {
        "type": "date", "side": "top", "range": [ticks[0], ticks[-1]], "tickvals": ticks, "tickformat": "%Y", "tickangle": 0,
        "minor": {"dtick": "M12", "tick0": "2000-01-01", "showgrid": True},
    }  # fmt: skip
    plot = in_rows(names, across, _dumbbells(names, drawn), head=30)
    plot.layout.margin.update(l=24, r=48)  # half of a year at either end, and months behind the last mark
    counts = held or _counts(rows, overrun["months"])
    title = _slippage_title(counts)
    part = _drawn(len(drawn), int(counts["late"]), int(counts["dated"]))
    key = "Ring: target. Dot: completed. Difference in months of the calendar: +1 is the month after, perhaps by days."
    subtitle = f"{key} {part}{scope.plan_words()}."
    table = pd.DataFrame(
        {"Action": rows["label"], "Target": rows["target"], "Completed": rows["completed"], "Months late": rows["months"]}
    )
    heard = "; ".join(f"{r.label}: {_spoken(r.months, bool(r.late))}" for r in rows.itertuples())
    alt = f"Dumbbell chart. {title}. {heard}."
    return Figure(plot, title, subtitle, scope.plan_source(), alt, table.reset_index(drop=True), ids(rows, "action_id"))


def _drawn(shown: int, late: int, dated: int) -> str:
    """Which of the dated actions have a line: the late ones, or the latest of these."""
    if not late or late == dated:
        return _only(shown, dated, "latest")
    return f"{_only(shown, late, 'latest')}Those not late aren’t drawn. "


def _counts(rows: pd.DataFrame, late: pd.Series[int]) -> dict[str, float]:
    """What ``action_summary`` counts, of ``rows`` and the months of the ``late``: half of these were late by so much or more."""
    by = float(late.sort_values(ascending=False).iloc[(len(late) - 1) // 2]) if len(late) else 0
    return {"dated": len(rows), "late": len(late), "by": by, "many": int((late >= by).sum())}


def _dumbbells(names: list[str], rows: pd.DataFrame) -> list[dict[str, Any]]:
    """A line from each target to its completion, with a mark at both and the months behind the later one.

    A target's ring is wide enough to be seen around a completion in the same month.
    """
    targets, completions = rows["target"].tolist(), rows["completed"].tolist()
    along, at = [], []
    for name, target, completed in zip(names, targets, completions, strict=True):
        along += [target, completed, None]  # the gap ends a line, so that all of them are one trace
        at += [name, name, None]
    line = {"type": "scatter", "mode": "lines", "x": along, "y": at, "line": {"color": QUIET, "width": 2}, "hoverinfo": "skip"}
    open_mark = {"symbol": "circle-open", "size": 17, "color": QUIET, "line": {"width": 2}}
    ends = {"type": "scatter", "mode": "markers", "y": names, "customdata": asked(rows, "action_id")}
    return [
        line,
        {**ends, "x": targets, "marker": open_mark},
        {**ends, "x": completions, "marker": {"size": 9, "color": ACCENT}},
        after(names, map(max, targets, completions), [f"   {_signed(r.months, bool(r.late))}" for r in rows.itertuples()]),
    ]


def _years(rows: pd.DataFrame) -> list[str]:
    """New years from before all dates to after them: each one where that makes ``MOST_YEARS``, which fit the narrowest screen."""
    years = [int(str(date)[:4]) for date in [*rows["target"], *rows["completed"]]] or [2000]
    first, step = min(years), -(-(max(years) + 1 - min(years)) // (MOST_YEARS - 1))
    steps = -(-(max(years) + 1 - first) // step)
    return [f"{first + step * n}-01-01" for n in range(steps + 1)]


def _signed(months: Any, late: bool) -> str:
    if months == 0:
        return "by days" if late else "same month"
    return f"{months:+.0f}".replace("-", "−")


def _spoken(months: Any, late: bool) -> str:
    """A slippage as it is read aloud: 'in the same month', '1 month late', '3 months early'."""
    if months == 0:
        return "some days late" if late else "in the same month"
    return f"{_months(abs(float(months)))} {'late' if months > 0 else 'early'}"


def _unique(labels: list[str], width: int = LABEL_WIDTH) -> list[str]:
    """Labels as categories: a repeated one gets trailing spaces, or its marks would fall on one line."""
    seen: dict[str, int] = {}
    made = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        made.append(wrapped(label, width) + " " * (seen[label] - 1))
    return made


def _slippage_title(counts: Mapping[str, float]) -> str:
    dated, late, many = int(counts["dated"]), int(counts["late"]), int(counts["many"])
    if not dated:
        return "No action gives both a target and a completion date"
    if not late:
        return f"None of {counted(dated, 'dated action')} was finished after its target"
    first = f"{late} of {counted(dated, 'dated action')} {was(late)} finished after target"
    if not counts["by"]:
        return f"{first}, {'by less than a month' if late == 1 else 'half of these by days'}"
    half = "" if late == 1 else "each " if many == late else f"{many} of these "
    return f"{first}, {half}by {_months(counts['by'])}{'' if late == 1 else ' or more'}"


def _only(shown: int, all_of_them: int, which: str) -> str:
    """What a chart leaves out: 'The 20 latest of 300 are shown. '"""
    return f"The {shown} {which} of {all_of_them} are shown. " if shown < all_of_them else ""


def _months(number: float) -> str:
    rounded = f"{number:.1f}".removesuffix(".0")
    return f"{rounded} month{'' if rounded == '1' else 's'}"


def open_ages(frame: pd.DataFrame, scope: Scope, on: str, held: Mapping[str, float] | None = None, most: int = 0) -> Figure:
    """How long actions have been open on a given date, oldest first.

    Parameters
    ----------
    frame : DataFrame
        Columns ``label``, ``months`` (whole months since the review's report; rows
        without it are left out) and ``overdue`` (bool: past its target).
    scope : Scope
        What is being looked at.
    on : str
        The date for which it was computed, as people write it.
    held : mapping, optional
        Where ``frame`` has only the oldest: how many are ``open``, ``overdue`` and ``ageless``, and the months of the ``oldest``.
    most : int
        Draw only so many, the oldest; 0 draws all.
    """
    rows = frame.dropna(subset=["months"]).sort_values(["months", "label"], ascending=[False, True]).astype({"months": int})
    drawn = rows.head(most) if most else rows
    names = _unique([f"{r.label}{', overdue' if r.overdue else ''}" for r in drawn.itertuples()])
    months, clicked = drawn["months"].tolist(), asked(drawn, "action_id")
    colours = [SECOND if overdue else QUIET for overdue in drawn["overdue"]]
    plot = horizontal(names, {"range": [0, max([*months, 1]) * 1.15]}, [labelled(names, months, colours, customdata=clicked)])
    oldest = int(rows["months"].max()) if len(rows) else 0
    ageless = int(frame["months"].isna().sum())
    counts = held or {"open": len(frame), "overdue": int(frame["overdue"].sum()), "oldest": oldest, "ageless": ageless}
    ageless = int(counts.get("ageless", 0))
    title = _ages_title(scope, int(counts["open"]), int(counts["overdue"]), int(counts["oldest"]), ageless)
    past = ["yes" if overdue else "no" for overdue in rows["overdue"]]
    table = pd.DataFrame({"Action": rows["label"], "Months open": rows["months"], "Past its target": past})
    heard = "; ".join(f"{r.label}: {r.months:.0f} months{', overdue' if r.overdue else ''}" for r in rows.itertuples())
    part = _only(len(drawn), int(counts["open"]) - ageless, "oldest")
    if 0 < ageless < counts["open"]:
        part += f"{_ageless(ageless)}, and {'it is' if ageless == 1 else 'they are'} not drawn. "
    subtitle = f"Months from the report’s date to {on} of actions that its plan calls open. {part}{scope.plan_words()}."
    alt = f"Bar chart. {title}. {heard}."
    return Figure(plot, title, subtitle, scope.plan_source(), alt, table.reset_index(drop=True), ids(rows, "action_id"))


def _ageless(number: int) -> str:
    return f"The age of {number} can’t be given, as the day is before the report’s date or that isn’t known"


def _ages_title(scope: Scope, still_open: int, overdue: int, oldest: int, ageless: int = 0) -> str:
    """A plan speaks of the day it was printed: that its actions are open today is known of none."""
    if not still_open:
        return "No action was open in its plan" if scope.plans is None or scope.plans.reviews else "No action plan is held"
    several = scope.plans is not None and scope.plans.reviews > 1
    made = f" ({scope.plans.made})" if scope.plans and scope.plans.made else ""
    plan = f"{'their' if still_open > 1 else 'its'} plan{'s' if several else ''}{made}"
    first = f"{counted(still_open, 'action')} {was(still_open)} open in {plan}; nothing newer is held"
    past = f"{overdue or 'none'} {'is' if overdue < 2 else 'are'} past target"
    if ageless and ageless == still_open:
        return f"{first}; {past}; how long can’t be given: the date is before the report, or the report’s date isn’t known"
    later = f"{'up to ' if several else ''}{_months(oldest)}" if oldest else "less than a month"
    return f"{first}; {later} later, {past}"


CLOSURES = {
    "outcome_changed": "An outcome changed",
    "practice_audited": "Practice was audited",
    "document_produced": "A document was produced",
    "stated": "Only stated to be done",
}
"""What stands behind 'done', strongest first."""


def closure_bars(frame: pd.DataFrame, scope: Scope) -> Figure:
    """What stands behind the actions that are reported done; empty kinds stay, as they are the point.

    Parameters
    ----------
    frame : DataFrame
        Columns ``status`` and ``closure`` (a key of ``CLOSURES``, or null); a row an action, or as many as its column ``actions``
        says. Only what is reported done counts.
    scope : Scope
        What is being looked at.
    """
    done = frame[frame["status"].isin(DONE)]
    each = done["actions"] if "actions" in done else pd.Series(1, index=done.index)
    counts, total = each.groupby(done["closure"].fillna("stated")).sum(), int(each.sum())
    numbers = [int(counts.get(closure, 0)) for closure in CLOSURES]
    names = [wrapped(words) for words in CLOSURES.values()]
    colours = [QUIET if closure == "stated" else ACCENT for closure in CLOSURES]
    plot = horizontal(
        names,
        {"range": [0, max([*numbers, 1]) * 1.12]},
        [labelled(names, numbers, colours, customdata=[[key] for key in CLOSURES])],
    )
    title = _closure_title(total, numbers[-1])
    cells = [f"{n} of {total}" for n in numbers]
    table = pd.DataFrame({"What stands behind it": list(CLOSURES.values()), "Actions": cells})
    heard = "; ".join(f"{words} {n}" for words, n in zip(CLOSURES.values(), numbers, strict=True))
    subtitle = f"Actions reported done, by the strongest thing their plan says of the result. {scope.plan_words()}."
    alt, shown = f"Bar chart. {title}. {heard}.", len(table) if total else 0
    return Figure(plot, title, subtitle, scope.plan_source(), alt, table.head(shown), tuple(CLOSURES)[:shown])


def _closure_title(done: int, stated: int) -> str:
    if not done:
        return "No action is reported done"
    backed = done - stated
    verb = "names" if backed == 1 else "name"
    return f"{backed or 'None'} of {counted(done, 'action')} reported done {verb} a document, an audit or an outcome"
