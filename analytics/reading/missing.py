"""What a report usually has and the reader did not find, said as warnings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from analytics.model import Action, Report
from analytics.reading.outline import Part

FEWEST_UNREAD = 4
"""Paragraphs of a section that is more than a note of where the plan is to be found; a table counts as so many."""


def complete(report: Report) -> Report:
    """The report with a warning for each thing such a report usually has and this one lacks."""
    missing = [
        (not report.review.csp, "the partnership"),
        (not report.review.victim_pseudonym, "the victim's pseudonym"),
        (not report.review.death, "the date of death"),
        (not any(s.kind == "recommendation" for s in report.statements), "recommendations"),
        (not report.actions, "an action plan"),
    ]
    said = [f"Not found in this document: {name}." for lacks, name in missing if lacks]
    return replace(report, warnings=(*report.warnings, *said))


def unread_plans(parts: Sequence[Part], rows: Sequence[Action]) -> list[str]:
    """A warning for each section headed as an action plan that holds more than a sentence or two, if no plan has a row."""
    if rows:
        return []
    held: Counter[str] = Counter()
    for part in parts:
        if part.topic == "action_plan" and not part.is_heading and (part.block.text or part.block.rows):
            held[part.path[0] if part.path else part.title] += 1 if part.block.text else FEWEST_UNREAD
    return [
        f"Action plan '{title}': nothing in it could be read as an action. Check the plan in the document itself."
        for title, count in held.items()
        if count >= FEWEST_UNREAD
    ]
