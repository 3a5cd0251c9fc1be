"""A Report to and from JSON, for the pipe between the reading process and the one that asked."""

from __future__ import annotations

from typing import Any

from analytics.model import Action, Contributor, Document, Event, Particulars, Passage, Report, Section, Statement, Term


def report_from_json(value: dict[str, Any]) -> Report:
    """The report that ``Report.to_json`` gave. Raises ``TypeError`` on a field that a report doesn't have."""
    return Report(
        document=Document(**value["document"]),
        review=Particulars(**value["review"]),
        agencies=tuple(Contributor(**item) for item in value["agencies"]),
        terms_of_reference=tuple(Term(**item) for item in value["terms_of_reference"]),
        sections=tuple(Section(**item) for item in value["sections"]),
        paragraphs=tuple(Passage(**item) for item in value["paragraphs"]),
        events=tuple(Event(**item) for item in value["events"]),
        statements=tuple(Statement(**{**item, "leads_to": tuple(item["leads_to"])}) for item in value["statements"]),
        actions=tuple(Action(**item) for item in value["actions"]),
        warnings=tuple(value["warnings"]),
    )
