"""What the pages for work say: Import, Coding and Codebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analytics import words
from pages.components import wording
from pages.components.wording.reliability import share

# Import
DROP = "Reports to import"
LIMITS = (
    "PDF, Word (.docx) or plain text, up to {size} MB and {pages} pages each. Each is read apart from everything else, on this "
    "machine, and stopped after {seconds} seconds. Nothing is stored until you say so."
)
STARTING = "Starting"
SHARES = {"storing": (0.0, 0.05), "encoding": (0.05, 0.4), "coding": (0.4, 0.6), "comparing": (0.6, 1.0)}
"""Stage of storing → where on a file's part of the bar it begins and ends."""
STAGES = {
    "reading": "Reading {name}", "preparing": "Loading the language model (some seconds, once)", "storing": "Storing {name}",
    "encoding": "Taking in the sentences of {name}", "coding": "Finding themes in {name}",
    "comparing": "Comparing {name} with the other reviews",
}  # fmt: skip
STOP = "Stop"
STOPPED = "Stopped. Nothing of it was stored."
OFFERED_TWICE = "This is the same file as another one above, so it is read once."
LEFT_OUT = "Left out. Nothing of it was stored."
UNEXPECTED = "Something went wrong that this page has no words for; the server’s log says more. Nothing of this file was stored."
FILE_STATES = {
    "waiting": "Waiting", "reading": "Being read", "ready": "Ready to check", "storing": "Being stored", "stored": "Stored",
    "unchanged": "Already here", "refused": "Not imported",
}  # fmt: skip
UNCHANGED = "Already here, nothing changed."
SECTION_FILES = "Files"
FILE_COLUMNS = ("File", "How far it is")
SECTION_CHECK = "Check before it is stored"
SECTION_DONE = "In the library"
CHOOSE_FILE = "File to check"
WARNINGS_FIRST = "What the reader was unsure of"
NO_WARNINGS = "The reader was sure of everything it found."
MISSING = "Usual in such a report, but not found here: {what}. Is it in another document of the same review?"
NOTHING_FOUND = "No recommendation, lesson or other learning was found in this file. Storing it adds its text alone."
BELONGS_HEADING = "Which review"
BELONGS = "It belongs to"
NEW_REVIEW = "A new review"
DIGEST_HELD = "{title} (only a digest of it is held; the report takes its place)"
BELONGS_HELP = "Documents of the same death belong to one review: its recommendations are counted once."
JOINS = "This review has other documents already. Put together, each recommendation is counted once, and people’s decisions stay."
PARTICULARS = {
    "title": "What the review is called here", "csp": "Area", "victim_pseudonym": "Pseudonym of the person who died",
    "report_type": "Kind of report", "death": "Death", "report_date": "Date of the report",
    "period_start": "Period reviewed, from",
    "period_end": "Period reviewed, to",
}  # fmt: skip
DATES = ("death", "report_date", "period_start", "period_end")
PARTICULARS_HEADING = "Who, where and when"
PARTICULARS_HELP = "As the report says it. What you change is kept as your decision, and no later document undoes it."
DATE_HELP = "Such as 31 July 2022, July 2022 or 2022. Leave it empty where it isn’t known."
STORED_PARTICULARS = {
    "title": PARTICULARS["title"], "csp": PARTICULARS["csp"], "partnership": "Partnership",
    **{name: label for name, label in PARTICULARS.items() if name not in ("title", "csp")},
}  # fmt: skip
"""What can be corrected of a review that is stored."""
PARTICULAR_COLUMNS = ("What", "As it stands")
NOT_SAID = "not said"
CORRECT = "Correct these particulars"
CORRECT_HELP = (
    "Your corrections are kept with your name, stand above what the document says, and no later import undoes them. Each can be "
    "taken back."
)
CORRECT_SAVE = "Save the corrections"
CORRECT_WHO = "To take a correction back, open ‘Correct these particulars’ and give your name or role."
NOTHING_CHANGED = "Nothing is different from what is stored, so nothing was saved."
CORRECTIONS = "Corrections"
FOUND_HEADING = "What was found"
FOUND_COLUMNS = ("Where", "What it says")
SHOW_STATEMENTS = "Statements, with their places ({number})"
SHOW_ACTIONS = "Actions, with their places ({number})"
SHOW_EVENTS = "Chronology ({number})"
RESTRICTED = "Restricted: this report is not published"
RESTRICTED_HELP = (
    "No page shows a restricted review. Files leave it out too, unless somebody ticks it in on Present: then they are marked "
    "OFFICIAL-SENSITIVE."
)
STORE_ONE = "Store this report"
STORE_ALL = "Store all {number} as they are"
LEAVE_OUT = "Leave it out"
RESULT_RESTRICTED = "It is restricted, so no page shows it."
GO_READ = "Read the review →"
GO_ANSWER = "Has its learning been said before? →"
GO_CODE = "Confirm its suggested themes →"
NEEDS_NAME = "You have corrected particulars, so give your name or role above: it is kept with the correction."

# Who decides
WHO = "Your name or role"
WHO_HELP = "Kept with each decision you take, and asked once. It stays in this browser session and in the decisions themselves."
WHO_FIRST = "Give your name or role to begin: every decision is kept with who took it."


def correction(row: Mapping[str, Any]) -> str:
    """'Death: 31 July 2022. By A. Lead, 23 November 2026. Why: the inquest.'"""
    field, value = str(row["object"]), str(row["verdict"])
    if value == "withdrawn":
        said = "taken back, what the document says holds"
    else:
        said = (wording.month(value) if field in DATES else value) if value else NOT_SAID
    return f"{STORED_PARTICULARS.get(field, field)}: {said}. {by_whom(row)}"


def take_back(field: str) -> str:
    """'Take back: Death'."""
    return f"Take back: {STORED_PARTICULARS.get(field, field)}"


def found(report: Any) -> str:
    """'32 recommendations, 14 lessons and other statements, 43 actions, 133 paragraphs.'"""
    asked = sum(s.kind == "recommendation" for s in report.statements)
    parts = [
        wording.counted(asked, "recommendation"),
        wording.counted(len(report.statements) - asked, "other statement"),
        wording.counted(len(report.actions), "action"),
        wording.counted(len(report.paragraphs), "paragraph"),
        wording.counted(len(report.events), "chronology entry", "chronology entries"),
    ]
    return f"{', '.join(parts[:-1])} and {parts[-1]}."


def said(item: Any) -> str:
    """What was found in a file, or that it was here already; a refused file says why above the list."""
    if item.state == "unchanged":
        return UNCHANGED
    if item.state == "stored" and item.outcome is not None:
        return f"{wording.counted(item.outcome.statements, 'statement')}, {item.outcome.recommendations} of them recommendations."
    if item.state == "ready" and item.preview is not None:
        warnings = len(item.preview.report.warnings)
        return f"{found(item.preview.report)} {wording.counted(warnings, 'warning').capitalize()}."
    return ""


def file_line(item: Any) -> str:
    """'Ready to check: 3 recommendations …'."""
    more = said(item)
    if item.state == "unchanged":
        return more
    return f"{FILE_STATES[item.state]}: {more[:1].lower()}{more[1:]}" if more else f"{FILE_STATES[item.state]}."


def listed(parts: Sequence[str]) -> str:
    """'lessons, a chronology and an action plan': every part, however many."""
    return words.listed(parts, limit=len(parts))


def stored(outcome: Mapping[str, Any]) -> str:
    """'73 statements, 32 of them recommendations. 40 themes suggested, 12 matches with other reviews.'"""
    return (
        f"{wording.counted(outcome['statements'], 'statement')}, {outcome['recommendations']} of them recommendations; "
        f"{wording.counted(outcome['suggestions'], 'theme')} suggested; "
        f"{wording.counted(outcome['matches'], 'match', 'matches')} with other reviews."
    )


def place(page: int | None, *parts: str | None) -> str:
    """'Key issue, 7.1, page 17': where something stands in a file."""
    return ", ".join([*(part for part in parts if part), *([f"page {page}"] if page else [])])


def statement_place(row: Any) -> str:
    """'Key issue, 7.1, page 17'; a reference that names its kind isn't told twice: 'Recommendation 2 (Police), page 20'."""
    kind = wording.KINDS[row.kind]
    agency = row.agency if row.agency and row.agency not in row.ref else None
    return place(row.page, None if row.ref.startswith(kind) else kind, row.ref, agency)


def action(row: Any) -> str:
    """An action with its target and status as the plan has them."""
    target = f" Target: {row.target_text}." if row.target_text else ""
    return f"{(row.action or row.recommendation).rstrip('.')}.{target} Status: {wording.STATUS[row.status].lower()}."


# Coding
QUEUE = "What to judge"
QUEUES = {"codes": "Suggested themes", "matches": "Suggested matches"}
NOUNS = {"codes": "suggested theme", "matches": "suggested match"}
ORDER = "Order"
ORDERS = {"likely": "Most likely first", "unsure": "Least sure first", "reading": "In the reports’ order"}
SHOW = "Show"
SHOWN = {"waiting": "Waiting", "judged": "Judged"}
WHY = "Why (optional)"
WHY_HELP = "Kept with your next decision."
UNDO = "Undo"
TAKEN_BACK = "Taken back"
TAKE_BACK = "Take this decision back"
SKIP = "Skip"
VERDICTS = {
    "accepted": "Accepted", "rejected": "Rejected", "added": "Added", "same": "The same learning",
    "related": "Related, but a different ask", "unrelated": "Not the same learning", "withdrawn": "Taken back",
    "promoted": "To become a theme", "merged": "Part of an existing theme", "dismissed": "Dismissed",
}  # fmt: skip
CODE_VERDICTS = {"accepted": "Accept", "rejected": "Reject"}
MATCH_VERDICTS = {"same": "The same learning", "related": "Related only", "unrelated": "Neither"}
ASKS_MATCH = {
    "same": "Is this the same learning?",
    "related": "Is this related learning?",
    "unrelated": "Is this the same learning?",
}
AROUND = "The passages before and after"
ADD_ANOTHER = "Give this statement another theme"
ADD_THEME = "Theme to add"
ADD = "Add it"
QUEUE_DONE = "Everything in this view has been judged. Change the filters, or look at what was judged."
NOTHING_JUDGED = "Nobody has judged anything in this view yet."


def asks_theme(theme: str) -> str:
    """The question that a person answers."""
    return f"Is this about: {theme}?"


def speaks_for(row: Mapping[str, Any]) -> str:
    """What speaks for a suggested theme, and how sure the machine is."""
    phrase = f"Suggested for “{row['evidence']}”" if wording.given(row.get("evidence")) else "Suggested"
    return (
        f"{phrase}, with a probability of {wording.percent(row['score'])}."
        if wording.given(row.get("score"))
        else "Given by a person."
    )


def has_themes(names: Sequence[str]) -> str:
    """What the statement carries or was suggested already."""
    return f"Suggested or given already: {listed(names)}." if names else "No theme yet."


def judged(done: int, total: int, noun: str) -> str:
    """'12 of 214 suggested themes judged.'"""
    plural = f"{noun}es" if noun.endswith("h") else f"{noun}s"
    return f"{done:,} of {total:,} {plural} judged."


def by_whom(row: Mapping[str, Any]) -> str:
    """Who decided, when and why; and that the words have changed since."""
    why = f" Why: {row['why']}" if wording.given(row.get("why")) else ""
    changed = " The statement’s words have changed since, in a newer document." if row.get("changed") else ""
    return f"By {row['who']}, {wording.month(str(row['decided_at'])[:10])}.{why}{changed}"


# Codebook
NOT_MEASURED = "not measured"
RELIABILITY_COLUMNS = {"recall": "Of those that carry it, found", "precision": "Of its suggestions, right"}
WEAK = "{name} (weak)"
WEAK_MEANS = (
    "(weak): fewer than 3 in 4 of the machine’s suggestions of the theme are right, or fewer than 3 in 4 of the statements that "
    "carry it are found. Read the passages before you quote a count of it."
)
CODE_THEME = "Confirm or reject its suggestions →"
CUES = "Phrases that speak for it ({number})"
CUES_HELP = "Signs that the machine looks for. They suggest, they don’t decide. An asterisk stands for any ending."
EXEMPLARS = "Made-up statements that carry it ({number})"
EXEMPLARS_HELP = "Written for the codebook. None of them is from a review."
SECTION_PROPOSALS = "What the codebook may lack"
PROPOSALS_TEXT = (
    "Groups of statements that say something alike and that no theme covers. The machine proposes; whether one becomes a theme "
    "is yours to say. A promoted proposal is noted here; its theme begins when it is written into the codebook file."
)
NOT_LOOKED = "Nobody has looked yet."
LOOK = "Look for themes that the codebook lacks"
LOOK_AGAIN = "Look again"
LOOKING = {"preparing": "Loading the language model (some seconds, once)", "proposing": "Grouping statements by what they say"}
UNEXPECTED_LOOK = "Something went wrong that this page has no words for; the server’s log says more. Nothing was changed."
NOTHING_PROPOSED = "Looked on {day}: every group of statements that belongs together is covered by a theme."
OTHER_STATEMENTS = "Its other statements ({number})"
MERGE_INTO = "Or it belongs to an existing theme"
MERGE = "It belongs there"
PROPOSAL_VERDICTS = {"promoted": "Make it a theme", "dismissed": "Dismiss"}


def share_cell(figures: Mapping[str, Any] | None, which: str) -> str:
    """'82%', or that it wasn't measured."""
    return share(figures[which]) if figures else NOT_MEASURED


def entry_counts(row: Mapping[str, Any]) -> str:
    """'Suggested in 7 reviews (1 report and 6 public digests), 23 statements; none of them confirmed by a person.'"""
    if not row["reviews"]:
        return "It was not found in any review that is held."
    kinds = f"{wording.counted(row['reports'], 'report')} and {wording.counted(row['digests'], 'public digest')}"
    return (
        f"{wording.found_in(row['confirmed_reviews'], row['reviews'])} ({kinds}), "
        f"{wording.counted(row['statements'], 'statement')}; "
        f"{row['confirmed'] or 'none'} of them confirmed by a person."
    )


def proposed(found: Sequence[Mapping[str, Any]], when: str) -> str:
    """'3 proposals, 1 of them judged. Looked on 22 November 2026.'"""
    done = sum(bool(one["verdict"]) for one in found)
    return f"{wording.counted(len(found), 'proposal')}, {done or 'none'} of them judged. Looked on {wording.month(when[:10])}."


def proposal_name(proposal: Mapping[str, Any]) -> str:
    """The proposal's distinctive phrases."""
    name = str(proposal["name"])
    return name[:1].upper() + name[1:]


def proposal_size(proposal: Mapping[str, Any], reviews: int) -> str:
    """How many statements and reviews, and how steady the group is."""
    return (
        f"{wording.passages_counted(len(proposal['statements']), reviews)}. Steadiness {proposal['stability']:.0%}: how much of "
        "the group comes back when a fifth of all statements is left out."
    )


def proposal_said(proposal: Mapping[str, Any], theme: str) -> str:
    """What a person said of a proposal."""
    into = f" ({theme})" if theme else ""
    return f"{VERDICTS[proposal['verdict']]}{into}. {by_whom(proposal)}"
