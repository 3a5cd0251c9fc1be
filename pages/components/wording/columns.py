"""Headings of tables, by what each table is of."""

from __future__ import annotations

REGISTER = ("Review", "Published", "Loaded")
LOADED = ("Review", "Death", "In charts", "Held as", "Statements", "Actions")
COMPARED = ("Review", "In charts", "Held as", "Statements")
HELD = ("Review", "In charts", "Held as")
NAMED = ("In charts", "Review", "Held as")
"""``HELD`` for somebody who has read a name in a chart."""
SOURCES = ("Review", "Held as", "Source")
ASKED = ("Review", "Where", "What was asked", "What became of it")
THEME_AGENCIES = ("Agency", "Reviews", "Statements")
RELATED = ("Theme", "Reviews with both", "Statements with both")
FOUND_WHERE = ("Theme", "Found in", "Confirmed in", "Reviews", "Cannot tell")
CODEBOOK = ("Theme", "Reviews", "Statements", "Confirmed")
AGENCIES = ("Agency", "Reviews", "Recommendations", "Statements")
GAVE = {"imr": "Management review", "chronology": "Chronology", "report": "Report"}
"""What an agency may contribute to a report."""
CONTRIBUTIONS = ("Review", "Named as", *GAVE.values())
CONTRIBUTORS = ("Agency", *GAVE.values())
CHRONOLOGY = ("Paragraph", "When", "What happened")
TERMS = ("No.", "Term")
RUNS = ("Step", "Model", "Codebook version", "Finished")
SUGGESTIONS_GIVEN = ("Probability given", "How often", "Of these, right")
MATCHES_GIVEN = ("Probability given", "How often", "Of these, the same")
QUALITY = ("What was measured", "Figure (1 is best)", "On")
ACROSS_AREAS = {"name": "Theme", "areas": "Areas", "found_in": "Found in", "reviews": "Reviews"}
ACTION = {
    "review": "Review", "plan": "Plan", "number": "No.", "recommendation": "Recommendation", "agency": "Agency",
    "action": "Action", "lead": "Lead", "milestones": "Milestones", "target": "Target", "status": "Status",
    "completed": "Completed", "late": "Months late", "outcome": "Outcome", "closure": "How it was closed", "level": "Level",
    "themes": "Themes",
}  # fmt: skip
"""An action as a row, in the order of a file that is taken away."""
GRID = tuple(ACTION[name] for name in (
    "recommendation", "status", "target", "completed", "late", "agency", "plan", "number", "action", "lead", "milestones",
    "outcome", "closure", "level", "themes", "review",
))  # fmt: skip
"""The order of the grid: what was asked and what became of it first."""
DATES = (ACTION["target"], ACTION["completed"])
GROUPED = {
    "recommendations": "Recommendations", "done": "Reported done", "partly_done": "Partly", "open": "Open", "overdue": "Overdue",
    "no_information": "No information", "dropped": "Superseded, merged or rejected",
}  # fmt: skip
