"""Words for the closed lists of the data: kinds, states, findings, statuses and the like."""

from __future__ import annotations

from analytics.words import HELD_AS

KINDS = {
    "key_issue": "Key issue", "conclusion": "Conclusion", "lesson_narrative": "Learning (background)", "lesson": "Lesson",
    "agency_learning": "Agency learning", "recommendation": "Recommendation", "good_practice": "Good practice",
    "finding": "Finding (from a public page’s summary)",
}  # fmt: skip
STATES = {"suggested": "Suggested by the machine", "accepted": "Confirmed by a person", "added": "Added by a person"}
SOURCES = HELD_AS
"""As what a review is held, by its form."""
TIMING = {
    "before_action_due": "before the earlier action was due",
    "while_action_open": "while the earlier action was still open",
    "after_action_complete": "after the earlier action was reported complete",
    "unknown": "timing not known",
}
FINDINGS = {
    "same": "Repeats", "related": "Related, but a different ask", "not_found": "Not found", "cannot_tell": "Cannot tell",
}  # fmt: skip
UNCONFIRMED = {"same": "Probably repeats", "related": "May be related, but a different ask"}
"""What is said of a finding until a person has confirmed it."""

STATUS = {
    "complete": "Complete", "already_in_place": "Already in place", "ongoing": "Ongoing", "overdue": "Overdue",
    "superseded": "Superseded or merged", "not_started": "Not started", "rejected": "Rejected", "unknown": "No information",
}  # fmt: skip
CLOSURE = {
    "stated": "Stated",
    "document_produced": "Document produced",
    "practice_audited": "Practice audited",
    "outcome_changed": "Outcome changed",
}
LEVELS = {"agency": "Agency", "partnership": "Partnership", "regional": "Regional", "national": "National"}
OUTCOMES = {
    "done": "Reported done",
    "partly_done": "Partly reported done",
    "open": "Open",
    "overdue": "Overdue",
    "no_information": "No information",
    "dropped": "Superseded, merged or rejected",
    "no_plan": "No action plan is held",
}
