"""The tables of the workbook and the CSV files: for each sheet its columns, with their headings, widths and what they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from analytics.briefings.contents import CONFIRMED, Contents, each
from analytics.briefings.writing import has
from analytics.store import queries
from analytics.store.queries.library import themes as codebook_themes

WIDE, MIDDLE, NARROW = 70, 28, 12


@dataclass(frozen=True)
class Column:
    """One column: its name in the frame, its heading, its width in characters, whether it holds dates, or names made of words."""

    name: str
    heading: str
    width: int = MIDDLE
    date: bool = False
    worded: bool = False


@dataclass(frozen=True)
class Sheet:
    """One table: what it is called, what it holds, its columns, and how it is got from the contents."""

    name: str
    about: str
    columns: tuple[Column, ...]
    frame: Callable[[Contents], pd.DataFrame]

    def rows(self, contents: Contents) -> pd.DataFrame:
        """The table's rows under the columns' names; ``key_issue`` reads ``key issue``, true and false read yes and no."""
        rows = _with_precision(self.frame(contents), self.columns)[[column.name for column in self.columns]]
        flags = [column.name for column in self.columns if rows[column.name].dtype == bool]
        rows = rows.assign(**{name: rows[name].map({True: "yes", False: "no"}) for name in flags})
        worded = [column.name for column in self.columns if column.worded]
        return rows.assign(**{name: rows[name].astype("str").where(rows[name].notna()).str.replace("_", " ") for name in worded})


def precision(text: object) -> str:
    """To what a date is known: ``'2022-07'`` to the month. Nothing where there is none.

    >>> precision("2022-07-31"), precision("2022-07"), precision("2022"), precision("soon"), precision(None)
    ('day', 'month', 'year', '', '')
    """
    known = {4: "year", 7: "month", 10: "day"}
    return known.get(len(str(text)), "") if has(text) and re.fullmatch(r"\d{4}(-\d{2}){0,2}", str(text)) else ""


def _with_precision(frame: pd.DataFrame, columns: Sequence[Column]) -> pd.DataFrame:
    dates = [column.name for column in columns if column.date]
    return frame.assign(**{f"{name}{_KNOWN}": frame[name].map(precision, na_action=None) for name in dates})


_KNOWN = "_known_to"


def _date(name: str, heading: str) -> tuple[Column, Column]:
    """A date and, beside it, to what it is known: a month alone is sorted as its first day."""
    return Column(name, heading, 14, date=True), Column(f"{name}{_KNOWN}", f"{heading}: known to", NARROW)


_PLACE = (
    Column("review", "Review"),
    Column("source", "Source", NARROW),
    Column("ref", "Reference", 22),
    Column("page", "Page", 8),
)
_WHO = (Column("agency", "Agency as printed"), Column("agency_name", "Agency"))

_ID = Column("statement_id", "Statement id")
_TEXT = Column("text", "Text", WIDE)
_KIND = Column("kind", "Kind", 18, worded=True)
_THEMES = Column("themes", "Themes (and who says so)", 40)
_ASKS = (Column("remedy", "Asks for (machine’s reading)", 14, worded=True), Column("level", "Level (machine’s reading)", 14))

_STATEMENTS = (
    *_PLACE, _KIND, *_WHO, _TEXT, _THEMES, *_ASKS, Column("death_year", "Year of death", NARROW),
    Column("document", "Document"), _ID,
)  # fmt: skip
_CODES = (
    *_PLACE, Column("theme", "Theme"), Column("axis", "Axis", NARROW), Column("state", "State", NARROW),
    Column("score", "Probability", NARROW), Column("evidence", "Phrase that speaks for it", 40), _KIND, *_WHO, _TEXT,
    Column("theme_id", "Theme id"), _ID,
)  # fmt: skip
_RECOMMENDATIONS = (
    *_PLACE, *_WHO, _TEXT, *_ASKS, _THEMES, Column("actions", "Actions", NARROW),
    Column("statuses", "Statuses", worded=True), _ID,
)  # fmt: skip
_ACTIONS = (
    Column("review", "Review"), Column("plan", "Plan"), Column("number", "Number", 8),
    Column("agency", "Agency"), Column("recommendation", "Recommendation", WIDE), Column("scope", "Scope", NARROW),
    Column("action", "Action", WIDE), Column("lead", "Lead"), Column("milestones", "Milestones", 40),
    *_date("target", "Target"), Column("target_text", "Target as printed", 18),
    Column("status", "Status", 16, worded=True),
    Column("status_on", "Status on the day", 16, worded=True), *_date("completed", "Completed"),
    Column("slippage_months", "Months after target", NARROW), Column("outcome", "Outcome", WIDE),
    Column("closure", "Closure", 18, worded=True), Column("page", "Page", 8), Column("recommendation_id", "Statement id"),
    Column("action_id", "Action id"),
)  # fmt: skip
_MATCHES = (
    Column("a_review", "Review A"), Column("a_ref", "Reference A", 18), Column("a_text", "Text A", WIDE),
    Column("b_review", "Review B"), Column("b_ref", "Reference B", 18), Column("b_text", "Text B", WIDE),
    Column("relation", "Relation", NARROW), Column("score", "Probability of same", NARROW), Column("state", "State", 14),
    Column("why", "Why", 40), Column("timing", "Timing", 22, worded=True), *_date("target", "Target of A"),
    *_date("completed", "Completed by A"), Column("a_id", "Statement id A"), Column("b_id", "Statement id B"),
)  # fmt: skip
_AGENCIES = (
    Column("agency_id", "Agency id", 22), Column("name", "Agency", 40), Column("sector", "Sector", 18),
    Column("successor", "Duties passed to", 32), Column("reviews", "Reviews", NARROW), Column("statements", "Statements", NARROW),
    Column("recommendations", "Recommendations with an action plan", 16), Column("done", "Of these reported done", NARROW),
    Column("open", "Open or no information", NARROW),
)  # fmt: skip
_COUNTS = (
    Column("name", "Theme", 40), Column("axis", "Axis", NARROW), Column("reviews", "Reviews", NARROW),
    Column("reports", "Reports", NARROW), Column("digests", "Digests", NARROW), Column("statements", "Statements", NARROW),
    Column("confirmed_reviews", "Confirmed reviews", NARROW), Column("confirmed", "Confirmed statements", NARROW),
    Column("theme_id", "Theme id"),
)  # fmt: skip
_REVIEWS = (
    Column("review_id", "Review id"), Column("title", "Review"), Column("csp", "Area", 18),
    Column("victim_pseudonym", "Pseudonym", 16), *_date("death", "Death"),
    Column("death_year", "Year of death", NARROW), *_date("report_date", "Report"),
    *_date("published", "Published"),
    Column("source", "Source", NARROW), Column("restricted", "Restricted", NARROW), Column("statements", "Statements", NARROW),
    Column("recommendations", "Recommendations", 16), Column("recommendations_published", "Recommendations published", 16),
    Column("source_title", "Public source", 40), Column("source_url", "Address of the public source", 40),
)  # fmt: skip
_CODEBOOK = (
    Column("theme_id", "Theme id"), Column("name", "Theme", 40), Column("axis", "Axis", NARROW),
    Column("definition", "Definition", WIDE), Column("include", "Also counted", WIDE), Column("exclude", "Not counted", WIDE),
)  # fmt: skip

SHEETS: tuple[Sheet, ...] = (
    Sheet(
        "Statements", "Every statement of learning, with its place and themes: each suggested, or confirmed by a person.",
        _STATEMENTS, lambda c: _with_states(c, c.statements),
    ),
    Sheet(
        "Codes", "A row for each theme of each statement. State tells suggestions from what a person accepted or added.",
        _CODES, lambda c: c.codes,
    ),
    Sheet(
        "Recommendations", "Recommendations with what they ask for, and what is known of their actions.",
        _RECOMMENDATIONS, lambda c: _recommendations(c),
    ),
    Sheet(
        "Actions", "Rows of the action plans. 'Status on the day' counts open ones past their target as overdue.",
        _ACTIONS, lambda c: c.actions,
    ),
    Sheet(
        "Matches", "Statements of two reviews judged the same or related. Side A is the earlier death where both are known.",
        _MATCHES, lambda c: c.matches.assign(state=[_match_state(value) for value in c.matches["confirmed"]]),
    ),
    Sheet("Agencies", "Agencies named in these statements or action plans.", _AGENCIES, lambda c: _agencies(c)),
    Sheet("Themes", "How often each theme of the codebook was found.", _COUNTS, lambda c: c.themes),
    Sheet("Reviews", "The reviews behind this file. A digest is partial.", _REVIEWS, lambda c: _reviews(c)),
    Sheet("Codebook", "The themes and what counts.", _CODEBOOK, lambda c: codebook_themes(c.store)),
)  # fmt: skip


def method_rows(contents: Contents) -> list[tuple[str, str]]:
    """What the sheet 'Method' says: the facts of the provenance, the runs, and what each sheet holds."""
    rows = contents.provenance.facts()
    for run in each(contents.runs):
        made = f"{run.model_name}, hash {run.model_hash}; codebook {run.codebook_version}; {run.parameters}; {run.versions}"
        rows.append((f"Run: {run.kind}", made))
    return rows + [(f"Sheet '{sheet.name}'", sheet.about) for sheet in SHEETS]


def _reviews(contents: Contents) -> pd.DataFrame:
    """A restricted review has no public source, whatever is written there."""
    rows, hidden = contents.reviews, contents.reviews["restricted"].astype(bool)
    none = rows["source_title"].astype(object).where(~hidden, "none: restricted, unpublished")
    return rows.assign(source_title=none, source_url=rows["source_url"].astype(object).where(~hidden, None))


def _match_state(confirmed: object) -> str:
    if not has(confirmed):
        return "suggested"
    return "confirmed" if confirmed else "rejected"


def _with_states(contents: Contents, rows: pd.DataFrame) -> pd.DataFrame:
    """Statements whose themes say of each whether it is suggested or confirmed by a person."""
    said = contents.codes["state"].isin(CONFIRMED).map({True: "confirmed", False: "suggested"})
    worded = contents.codes["theme"] + " (" + said + ")"
    by_statement = worded.groupby(contents.codes["statement_id"], sort=False).agg("; ".join)
    return rows.assign(themes=rows["statement_id"].map(by_statement).fillna(""))


def _recommendations(contents: Contents) -> pd.DataFrame:
    plans = contents.actions.groupby("recommendation_id").agg(
        actions=("action_id", "size"), statuses=("status_on", lambda s: "; ".join(sorted(set(s))))
    )
    rows = _with_states(contents, contents.recommendations()).merge(plans, left_on="statement_id", right_index=True, how="left")
    return rows.assign(actions=rows["actions"].fillna(0).astype(int), statuses=rows["statuses"].fillna("no action plan loaded"))


def _agencies(contents: Contents) -> pd.DataFrame:
    named = contents.statements.dropna(subset=["agency_id"]).groupby("agency_id")
    counts = named.agg(reviews=("review_id", "nunique"), statements=("statement_id", "nunique"))
    asks = contents.asks.dropna(subset=["agency_id"]).set_index("agency_id")[["recommendations", "done", "open"]]
    rows = queries.agencies(contents.store).set_index("agency_id").join(counts).join(asks).reset_index()
    numbers = ["reviews", "statements", "recommendations", "done", "open"]
    rows[numbers] = rows[numbers].fillna(0).astype(int)
    return rows[(rows["statements"] > 0) | (rows["recommendations"] > 0)]
