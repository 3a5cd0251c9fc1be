"""What Present says: its slides, and the files to hand out."""

from __future__ import annotations

PREVIOUS = "Previous"
NEXT = "Next"
PRESENT_MORE = "Choose what is shown, and files to hand out"
SECTION_DOWNLOADS = "Files to hand out: slides, briefings, tables"
DOWNLOAD_KIND = "What to make"
DOWNLOADS = {
    "powerpoint": "PowerPoint deck",
    "answer-sheet": "Answer to term of reference 13 (Word)",
    "theme-briefing": "Theme briefing (Word)",
    "seven-minute": "Seven-minute briefing (Word)",
    "word": "Word document that fits the filters",
    "workbook": "Excel workbook",
    "csv": "Tables as CSV (zip)",
    "refi-qda": "Project for NVivo, ATLAS.ti, MAXQDA or QualCoder",
    "web-page": "Web page",
    "regional": "Counts for other partnerships (no text)",
}
MARKING = "Handling marking"
RESTRICTED_IN = "Include restricted reviews, which are not published"
RESTRICTED_IN_HELP = "Only for people who may see them. The file says how many of its reviews are unpublished, and which."
RESTRICTED_MARKED = "The file is marked OFFICIAL-SENSITIVE on every page."
MARKING_NONE = "None"
MAKE = "Make the file"
MADE = "The file is ready."
TAKE = "Download {name}"
