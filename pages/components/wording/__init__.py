"""Everything the pages say: titles, labels, help and empty states, in plain English. Browser tests read it from here."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.words import sentence as sentence_case
from pages.components.wording.asked import (
    ASKS_COUNTED,
    REPEATED_NOWHERE,
    action_dates,
    action_place,
    agency_summary,
    asks_behind,
    asks_for,
    behind,
    fate,
)
from pages.components.wording.lists import CLOSURE, FINDINGS, KINDS, LEVELS, OUTCOMES, SOURCES, STATES, STATUS, TIMING
from pages.components.wording.saying import (
    again,
    again_counted,
    counted,
    coverage,
    dated,
    day,
    finding,
    found_in,
    includes_former,
    judged,
    kinds_of,
    lacks,
    looked_at,
    margin_note,
    moment,
    month,
    more,
    not_again,
    of,
    of_ten,
    paragraph,
    passages_counted,
    percent,
    place,
    point_heading,
    points_left,
    provenance,
    register_sentence,
    review_line,
    said_before,
    short_name,
    slide_place,
    with_former,
)  # fmt: skip
from pages.components.wording.text import curly, escape, given, plain
from pages.components.wording.when import death, death_apart, review_called, timed

__all__ = [
    "ASKS_COUNTED", "CLOSURE", "FINDINGS", "KINDS", "LEVELS", "OUTCOMES", "REPEATED_NOWHERE", "SOURCES", "STATES", "STATUS",
    "TIMING", "action_dates", "action_place", "again", "again_counted", "agency_summary", "asks_behind", "asks_for", "behind",
    "counted", "coverage", "curly", "dated", "day", "death", "death_apart", "escape", "fate", "finding", "found_in",
    "given", "includes_former", "judged", "kinds_of", "lacks", "looked_at", "margin_note", "moment", "month", "more", "not_again",
    "of", "of_ten", "paragraph", "passages_counted", "percent", "place", "plain", "point_heading", "points_left",
    "provenance", "register_sentence", "review_called", "review_line", "said_before", "sentence_case",
    "short_name", "slide_place", "timed", "with_former",
]  # fmt: skip

SITE = "Learning from domestic homicide reviews"


def tab(menu: str, about: str = "") -> str:
    """What the browser's tab says: 'Information sharing – Themes – Learning from domestic homicide reviews'."""
    return " – ".join(filter(None, (about, menu, SITE)))


@dataclass(frozen=True)
class PageWords:
    """A page's name in the menu, its heading, and one sentence that says what it answers."""

    menu: str
    heading: str
    lead: str = ""


PAGES: dict[str, PageWords] = {
    "overview": PageWords(
        "Overview",
        "What keeps coming up",
        "A web page of reports shows them one by one. Here they are read together: what is said again and again, in which "
        "reviews and of which agency, and whether what was promised was done. A count that is a link opens the passages behind "
        "it, in a new tab.",
    ),
    "themes": PageWords("Themes", "Themes", "What the learning is about, in which reviews, and what was asked for."),
    "term_of_reference_13": PageWords(
        "Term of reference 13",
        "Term of reference 13",
        "Does the learning in this review appear in other reviews? Each point is answered, “not found” included.",
    ),
    "actions": PageWords("Actions", "Actions", "What was promised, by whom, by when, and what is known to have been done."),
    "agencies": PageWords(
        "Agencies", "Agencies", "One agency across all reviews: what it was asked to do, and what became of it."
    ),
    "search": PageWords("Search", "Search", "Find what was said, by its words or by its meaning."),
    "reviews": PageWords("Reviews", "Reviews", "What is held of each review, and its text."),
    "import": PageWords(
        "Import", "Import a report", "Add a published or draft report. It is read on this machine and sent nowhere."
    ),
    "coding": PageWords("Coding", "Coding", "Confirm or reject what the machine suggests. Only confirmed codes are findings."),
    "codebook": PageWords("Codebook", "Codebook", "The themes, what each covers, and how often it was found."),
    "present": PageWords("Present", "Present", "One chart at a time, for a screen in a meeting."),
    "method": PageWords("Method", "How this works, and what it can’t tell"),
}
PAGES_WITHOUT_DATA = ("import", "method", "codebook")
# Shell
FOOTER = (
    "Everything here stays on this machine. Themes marked “suggested” are the machine’s proposals until a person confirms them. "
    "A digest holds only what is publicly known of a review, so it can show that something was found, never that it was absent."
)
EMPTY_LIBRARY = (
    "No review is loaded yet. Import a report to begin, or put reports in the folder data/reviews and start again: "
    "the first start reads everything in it."
)
GO_TO_IMPORT = "Import a report →"
BUILDING_TITLE = "Getting ready"
BUILDING_TEXT = (
    "This is the first start. The reviews that came with the dashboard are being read, coded and compared. It takes about "
    "a minute, happens once, and can be interrupted: the next start finishes it."
)
BUILDING_START = "Starting"
BUILDING_STAGES = {
    "reading": "Reading the reports", "encoding": "Taking in their sentences", "coding": "Finding themes",
    "comparing": "Comparing the reviews", "finishing": "Finishing",
}  # fmt: skip
ERROR = "This can’t be shown."
ERROR_LINK = "This link can’t be followed."
NOTHING_LOST = "Nothing was lost or changed."
CLEAR_FILTERS = "Show everything"
TRY_AGAIN = "Try again"

# Filters
FILTERS = "Narrow what is shown"
FILTER_LABELS = {
    "reviews": "Reviews", "areas": "Areas", "themes": "Themes", "agencies": "Agencies", "kinds": "Kinds of statement",
    "year_from": "Deaths from", "year_to": "Deaths to",
}  # fmt: skip
ANY = "All"
ANY_YEAR = "All"
NO_SUCH_SLIDE = "There is no chart {asked} here, so this is the first. "
UNKNOWN_IN_LINK = "The address asks for {what} ‘{value}’, which isn’t here. It may have been renamed, or be in another library."
NONE_LOOKED_AT = "No review is looked at."
NOT_SAID_WHAT = "No report that is held says what it contributed."
NO_MATCH = "Nothing matches these filters. Take one away, or show everything."

# Evidence
READ_IN_REPORT = "Read it in the report →"
OPEN_ACTION = "See the action with its status →"
NO_PASSAGES = "No passage matches these filters."
READ_PASSAGES = "Read the passages about"
READ_THEM = "Read the passages:"
WHICH_LOADED = "What is loaded of each"
NONE = "Choose one"
OPEN_THEME = "Everything about this theme →"
OPEN_CELL = "Read the passages of one cell"
PICK_CELL = "Choose a mark in the grid to read its passages, or open the list below: it needs no mouse and fits a small screen."
AS_LIST = "The grid as a list: each theme with its reviews, linked to the passages"
CLOSE_CELL = "Close these passages"
CELL_REVIEW = "Review"
CELL_THEME = "Theme"
CELL_STATES = {
    "not_found": "Not found: the {held} of this review is loaded, and nothing in it was coded to this theme.",
    "not_in_scope": "Cannot tell: only a digest of this review is loaded, and it says nothing of this theme.",
}
ONLY_SUMMARY = "An overview report, which may say it, isn’t loaded."
NO_PAGES = "This text has no page numbers: the file that was loaded has none. Its places are cited by paragraph."

# Overview
BEGIN_WITH = {
    "term_of_reference_13": "Has it been learnt before? →",
    "actions": "Was it done? →",
    "search": "Search what was said →",
}
"""Where the three people who use this go on from the first screen: page → label."""
IN_ALL = "Of the whole library:"
SECTION_THEMES = "The themes that recur"
SECTION_MATRIX = "Which theme in which review"
SECTION_AGAIN = "It happened again after we said it was done"
SECTION_OPEN = "Still open"
SECTION_REMEDIES = "What was asked for"
ALL_ACTIONS = "See every action →"

# Themes
CHOOSE_THEME = "Theme"
ALL_THEMES = "All themes"
AXES = {"subject": "What the learning is about", "remedy": "What kind of answer is asked for"}
THEME_LIMITS = {"include": "Takes in:", "exclude": "Leaves out:"}
THEME_NOT_FOUND = "This theme was not found in these reviews."
SECTION_PASSAGES = "What was said"
SECTION_TIME = "When"
SECTION_AGENCIES = "Which agencies"
SECTION_ASKED = "What was asked for, and what became of it"
SECTION_RELATED = "Themes in the same statements"
MORE = "{number} more"
IS_CONFIRMED = " (confirmed)"
"""Behind a review's name, where a theme is confirmed in it and only suggested in others."""
AND_MORE = "and {number} more, whose passages stand below"
SILENT = {
    "cannot_tell": "Of {others} only a digest is loaded, so their silence says nothing.",
    "not_found": "Not found in what is loaded of {others}.",
}
SILENT_REVIEWS = {
    "cannot_tell": "{reviews} of which it can’t be told: only a digest of each is loaded, and it says nothing of this theme.",
    "not_found": "{reviews} in which it was not found: nothing in what is loaded of each was coded to this theme.",
}
SILENT_ALT = "Reviews in which the theme was not found"
CLOSE_REVIEWS = "Close these reviews"
CLOSE_PART = "Show all of its passages"
CLOSE_ASKS = "Close these recommendations"
NO_REFERENCE = "no reference"
NO_AGENCY = "No agency named"
NOTHING_ASKED = "No recommendation was coded to this theme."
NOT_RELATED = "It stands alone: no statement carries another theme as well."
EVERY_ASK = "Every recommendation on this theme, and what became of it ({number})"

# Term of reference 13
CHOOSE_REVIEW = "Review"
COMPARED_WITH = "Which reviews it was compared with"
SECTION_POINTS = "Point by point"
ALL_POINTS = "Show all learning points"
FINDING = "Finding"
ALL_FINDINGS = "All findings"
NO_MATCHES = {
    False: "**Not found** in the other reviews held.",
    True: "**Not found** in what is held of the other reviews. No full report of them is loaded, so this can’t show an absence.",
}
SAID_BOX = "Writing a review? See whether a point has been said before"
SAID_LABEL = "A learning point or recommendation"
SAID_HELP = "It is compared on this machine and not kept."
SAID_ASK = "Has it been said before?"
SAID_LOOKING = "Comparing with every review that is held. The first time takes about half a minute."
SAID_NOWHERE = "Not found in the reviews that are held. Most of them may be digests, which hold only a part of a review."
SAID_BECAME = "What became of it:"
JUDGE_HERE = "Confirm or reject matches here"
SECTION_DRAFT = "A paragraph for the overview report"
DRAFT_TEXT = (
    "Made from counts and from matches that a person has confirmed, nothing else, for the whole review whatever is shown above. "
    "Copy it and make it yours."
)
DRAFT_OPEN = "Show the paragraph"
DRAFT_LABEL = "Draft"

LEARNING_POINT = "learning point"
SOME_CONFIRMED = ", {number} of them confirmed by a person"
TO_DECIDE = "{one} and {other}"

# Actions
SECTION_CLOSURE = "What stands behind “done”"
SECTION_SLIPPAGE = "Later than promised"
SECTION_BY_AGENCY = "By agency, level or theme"
GROUPED_BY = "Group recommendations by"
GROUP_BY = {"agency": "Agency", "level": "Level", "theme": "Theme"}
GROUP_HOW = {
    "level": ("Recommendations with an action plan, by whom they bind. The level is judged by the machine from its words."),
    "theme": (
        "Recommendations with an action plan, by theme. One with several themes counts for each. Themes are suggestions of the "
        "machine unless a person has confirmed them."
    ),
}
NOT_GIVEN = "–"
SECTION_ALL_ACTIONS = "Every action"
ON_DATE = "Overdue as of (for example 1 June 2022)"
ON_DATE_HELP = "An open action counts as overdue when its target lies before this day. 01/06/2022 will do as well."
NOT_A_DAY = "‘{typed}’ is no day. Write it as 1 June 2022 or 01/06/2022."
STILL_SHOWN = "What is shown is still of {day}."
STATUS_LABEL = "Status"
ALL_STATUSES = "All"
CLOSE_ROWS = "Close these actions"
ACTION_JUDGED = (
    "How an action was closed, its level and its themes are judged by the machine from the words of the plan and the report. "
    "“Outcome” is what the plan itself says."
)
CLOSURE_JUDGED = "Judged by the machine from the plan’s words: choose a bar, or a count in its table, to read them."
REMEDY_JUDGED = "What a recommendation asks for is judged by the machine from its words."
MILESTONES = "Milestones"
OUTCOME = "What the plan says of the result"
TO_DO = "What is to be done"
LEAD = "Lead: {lead}."
ACTIONS_IN_FULL = "The same as plain text, every word"
NO_ACTIONS = "No action plan is held for these reviews. Digests have none: import the report to see its actions."
ACTIONS_HOW = (
    "Status is what the action plan itself says, at the date of its report. “No information” means the plan is silent: it stays "
    "in every denominator, because silence is not completion. Overdue is computed from the target on the day set above."
)

# Agencies
CHOOSE_AGENCY = "Agency"
ALL_AGENCIES = "All agencies"
SECTION_ALL_AGENCIES = "Every agency that is named"
SECTION_ITS_ASKS = "What it was asked to do"
SECTION_ITS_ACTIONS = "What its action plans say"
SECTION_ITS_LEARNING = "What else was said about it"
SECTION_ITS_PART = "What it contributed to reviews"
NO_ASKS = "No recommendation is addressed to it."
SAID_BEFORE = "Has it been said before? →"

# Reviews
ALL_REVIEWS = "All reviews"
SECTION_REGISTER = "The partnership’s register"
SECTION_LOADED = "Everything that is held"
NOT_LOADED = "Not loaded"
LISTS = ("reviews", "statements")
"""What an address may ask to have listed."""
CLOSE_LIST = "Close this list"
LOADED = "Loaded: {what}"
PARTLY_LOADED = "Partly loaded: {what}; not loaded: {missing}"
NONE_HELD = "none"
PART = "Show"
GO_TO = "Go to paragraph"
GO_TO_HELP = "The number as printed, such as 7.3, or a reference such as Recommendation 2."
SECTION = "Section"
BEFORE_IT = "The paragraphs before it"
WHOLE_SECTION = "Back to whole sections"
NO_SUCH_PARAGRAPH = "This report has no paragraph {ref}."
DIGEST_SOURCE = "Its source:"
DIGEST_NOTE = (
    "This is a digest: our own short wording of what public pages say about the review. It is partial. It can show that "
    "something was found, never that it was absent."
)
LEFT_OUT = "A table or list followed here in the report. It isn’t shown: the reader keeps paragraphs alone."
NO_CHRONOLOGY = "This report has no chronology that could be read."
CONTRIBUTORS = "Agencies that contributed"
TERMS = "Terms of reference"
WARNINGS = "What the reader of the file was unsure of"
NO_WARNINGS = "Nothing."

RELIABILITY_BY_THEME = "How reliable, theme by theme →"

# Charts and tables
NEW_TAB = "Links here open in a new tab."
SIDEWAYS = "On a narrow screen the table scrolls sideways."
WHICH_IS_WHICH = "Which review is which in this chart"
AS_TABLE = "The same as a table, and download"
DOWNLOAD = "Download as CSV"
COPY = "The numbers to copy"
COPY_HELP = "Ready to paste into a spreadsheet or a table of Word: the button in the corner of the box copies it."
PNG = "Download as a picture (PNG)"
SVG = "Download as a drawing (SVG)"

# The parts of a review in the reader
PARTS = {"text": "The report", "statements": "Its learning", "chronology": "Chronology", "about": "About this review"}
YES_NO = {True: "yes", False: "no"}
NOT_SAID = "not said"

# What an address may name that isn't there
CALLED = {
    "entry": "theme", "part": "part of a review", "show": "kind of suggestion", "with": "theme", "named": "kind of agency",
    "codes": "kind of code", "list": "list",
    "state": "finding", "remedy": "kind of remedy", "behind": "kind of action",
}  # fmt: skip
"""Parameters whose name in the address isn't what people call them."""

# Across areas
ACROSS = "Across areas"
ACROSS_INTRO = (
    "With the counts that {number} sent. Partial digests count where a theme was found; they can’t show that it was absent."
)
ADD_COUNTS = "Counts from other partnerships"
ADD_COUNTS_HELP = (
    "Files that ‘Counts for other partnerships’ made elsewhere. They hold no text. The Overview then shows what recurs where."
)
COUNTS_KEPT = "{name}: kept, {reviews} in {areas}."
OTHER_FILE = "other file"

# What a draft may lack
OWNER, DATE, MEASURE = "an owner", "a date", "a measure"
BUILD_FAILED = "The database could not be built; the log of the server says more. Start again to retry."
