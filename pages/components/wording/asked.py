"""What is said of recommendations and actions: where they stand, what became of them, what a count of them counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analytics.words import counted, sentence
from pages.components.wording.lists import CLOSURE
from pages.components.wording.saying import month
from pages.components.wording.text import given

REPEATED_NOWHERE = {
    False: "It was not found in another review that is held.",
    True: "None of them was found in another review that is held.",
}


def fate(row: Mapping[str, Any]) -> str:
    """Dates of a recommendation's actions, and in how many other reviews the same was said."""
    parts = [f"Target {month(row['target'])}" if given(row["target"]) else "No target date is held"]
    if given(row["completed"]):
        part = "some of it " if row["outcome"] == "partly_done" else ""
        parts.append(f"{part}reported complete {month(row['completed'])}")
    if row["repeats"]:
        parts.append(
            f"the same was said in {counted(row['repeats'], 'other review')} (suggested by the machine unless confirmed)"
        )
    return "; ".join(parts) + "."


def behind(called: str, number: int) -> str:
    """'Overdue: 2 actions.'"""
    return f"{called + ': ' if called else ''}{counted(number, 'action')}."


ASKS_COUNTED = {
    "recommendations": "with an action plan", "done": "reported done", "partly_done": "of which a part is reported done",
    "open": "open in the plan", "overdue": "with an action overdue on {day}",
    "no_information": "of which the plan gives no information", "dropped": "superseded, merged or rejected",
}  # fmt: skip
"""A count of recommendations by level or theme → what those have in common."""


def asks_behind(called: str, number: int, counted_as: str, day_set: str) -> str:
    """'Partnership: 3 recommendations reported done.'"""
    return f"{called}: {counted(number, 'recommendation')} {ASKS_COUNTED[counted_as].format(day=day_set)}."


def asks_for(remedy: str, number: int) -> str:
    """'Train staff: 3 recommendations, judged by the machine from their words.'"""
    return f"{remedy}: {counted(number, 'recommendation')}, judged by the machine from {'its' if number == 1 else 'their'} words."


def action_place(row: Mapping[str, Any]) -> str:
    """'MARAC, no. 2': where an action stands in its plans."""
    return f"{row['plan']}, no. {row['number']}" if given(row["number"]) else str(row["plan"])


def action_dates(row: Mapping[str, Any]) -> str:
    """'Target May 2021; reported complete January 2023, 20 months late. What stands behind it, …: practice audited.'"""
    parts = [f"Target {month(row['target'])}" if given(row["target"]) else "No target date is held"]
    if given(row["completed"]):
        late = int(row["slippage_months"]) if given(row["slippage_months"]) else 0
        parts.append(f"reported complete {month(row['completed'])}" + (f", {counted(late, 'month')} late" if late > 0 else ""))
    if given(row["open_months"]):
        parts.append(f"open {counted(int(row['open_months']), 'month')} after its report")
    return f"{'; '.join(parts)}.{_stands_behind(row['closure'])}"


def _stands_behind(closure: object) -> str:
    if not given(closure):
        return ""
    behind = "only stated to be done" if closure == "stated" else CLOSURE[str(closure)].lower()
    return f" What stands behind it, judged by the machine from the plan’s words: {behind}."


def agency_summary(held: Mapping[str, int], made: str) -> str:
    """What an agency was asked in how many reviews, what is done and what repeats.

    ``held`` is of ``queries.asks_summary``; ``made`` says of which month the plans speak, '' where that isn't known.
    """
    text = f"{sentence(counted(held['asks'], 'recommendation'))} in {counted(held['reviews'], 'review')}."
    if held["planned"]:
        verb, known = "is" if held["done"] == 1 else "are", f" (as of {made})" if made else ""
        text += f" Of {held['planned']} with an action plan{known}, {held['done'] or 'none'} {verb} reported done."
    if not held["repeated"]:
        return f"{text} {REPEATED_NOWHERE[held['asks'] > 1]}"
    return f"{text} {held['repeated']} {'repeats' if held['repeated'] == 1 else 'repeat'} what another review has said."
