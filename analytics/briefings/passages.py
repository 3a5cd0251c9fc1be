"""Passages chosen and put into words: quotations for a theme, references behind a number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analytics.briefings.contents import CONFIRMED, Contents, each, place, quoted, shortened
from analytics.briefings.writing import has
from analytics.figures.actions import STATUS_WORDS
from analytics.words import HELD_AS, counted, found_in, inside, when

TIMING_WORDS = {
    "before_action_due": "before the earlier action was due",
    "while_action_open": "while the earlier action was open",
    "after_action_complete": "after the earlier action was reported complete",
    "unknown": "timing not known",
}
KIND_WORDS = {
    "key_issue": "key issue", "conclusion": "conclusion", "lesson_narrative": "lesson (narrative)", "lesson": "lesson",
    "agency_learning": "agency learning", "recommendation": "recommendation", "good_practice": "good practice",
    "finding": "finding (digest)",
}  # fmt: skip


_SAYS_LITTLE = 60
"""Characters under which a statement is hardly worth quoting."""


_LOADED = {**HELD_AS, "digest": "digest (partial)"}


def loaded_words(form: str) -> str:
    """What of a review is loaded; ``form`` as of ``queries.reviews``."""
    return _LOADED[form]


def year_words(year: object) -> str:
    """A year of death, or that it isn't known."""
    return str(int(str(year))) if has(year) else "not known"


def state_words(state: str, score: object) -> str:
    """How sure a code is, in words.

    >>> state_words("accepted", 0.9), state_words("suggested", 0.834)
    ('confirmed by a person', 'suggested, probability 0.83')
    """
    if state in CONFIRMED:
        return "confirmed by a person"
    return f"suggested, probability {probability(score)}" if has(score) else "suggested"


def probability(score: object) -> str:
    """A probability in two figures; what would round to certainty is called nearly that, as no model is certain.

    >>> probability(0.834), probability(0.9987), probability(0.001)
    ('0.83', 'over 0.99', 'under 0.01')
    """
    number = float(str(score))
    return "over 0.99" if number > 0.99 else "under 0.01" if number < 0.01 else f"{number:.2f}"


def confirmed_words(confirmed: object, score: object, relation: str = "same") -> str:
    """How sure a match is, in words; the score of a match is the probability of its being the same learning.

    >>> confirmed_words(None, 0.587), confirmed_words(True, 0.587), confirmed_words(None, 0.02, "related")
    ('suggested, probability of the same learning 0.59', 'confirmed by a person', 'suggested as related')
    """
    if has(confirmed):
        return "confirmed by a person" if confirmed else "rejected by a person"
    if relation == "related":  # how likely it is to be the same says little of how related it is
        return "suggested as related"
    return f"suggested, probability of the same learning {probability(score)}" if has(score) else "suggested"


def quotations(contents: Contents, theme_id: str, most: int, longest: int) -> pd.DataFrame:
    """Statements that show a theme: one a review, reports first; then further ones, if there are too few reviews.

    Of a review's statements the confirmed and likely ones come first, but for those that don't fit ``longest`` characters or are
    too short to say much.
    """
    rows = contents.with_theme(theme_id)
    length = rows["text"].str.len()
    rows = rows.assign(
        digest=rows["source"] == "digest", awkward=(length > longest) | (length < _SAYS_LITTLE), rank=range(len(rows))
    )
    first = (
        rows.sort_values(["awkward", "rank"]).drop_duplicates("review_id").sort_values(["digest", "awkward", "rank"]).head(most)
    )
    rest = rows[~rows["statement_id"].isin(first["statement_id"])].sort_values(["digest", "awkward", "rank"])
    chosen = pd.concat([first, rest.head(most - len(first))])
    return chosen.drop(columns=["digest", "awkward", "rank"]).reset_index(drop=True)


def shown(row: Any, longest: int = 0) -> tuple[str, str]:
    """A statement and, under it, its place and how sure the code is."""
    return quoted(row.text, row.source, longest), f"{place(row)} ({state_words(row.state, row.score)})"


def behind(rows: Iterable[Any]) -> list[str]:
    """One line a statement: its place, then its words in full."""
    return [f"- {place(row)}: {quoted(row.text, row.source)}" for row in rows]


def behind_theme(contents: Contents, theme: Any) -> list[str]:
    """A theme's number and all the passages it counts."""
    where = inside(found_in(theme.confirmed_reviews, theme.reviews, contents.scope.reviews))
    lines = [f"{theme.name}: {where}, {counted(theme.statements, 'statement')}"]
    rows = contents.with_theme(theme.theme_id)
    return lines + [
        f"{line} ({state_words(row.state, row.score)})" for line, row in zip(behind(each(rows)), each(rows), strict=True)
    ]


def behind_actions(rows: pd.DataFrame) -> list[str]:
    """One line an action: where it is from, what it is, and what the plan says became of it."""
    return [f"- {action_place(row)}: {row.recommendation} [{outcome_words(row)}]" for row in each(rows)]


def action_place(row: Any) -> str:
    """``'Sefton DHR9 (Denise), DHR Panel 1, page 24'``."""
    number = f" {row.number}" if has(row.number) else ""
    page = f", page {int(row.page)}" if has(row.page) else ""
    return f"{row.review}, {row.plan}{number}{page}"


def outcome_words(row: Any) -> str:
    """Status, target and completion of an action as one phrase."""
    words = [STATUS_WORDS[row.status_on].lower()]
    if has(row.target):
        words.append(f"target {when(row.target)}")
    elif has(row.target_text):
        words.append(f"target as printed: “{shortened(row.target_text, 60)}”")
    words += [f"completed {when(row.completed)}"] if has(row.completed) else []
    return ", ".join(words)
