"""The answer to term of reference 13 as the page shows it: the findings, the points with their matches, and the words.

How the answer is worded stands in ``analytics.recurrence``, for pages, exports and command line alike.
"""

from __future__ import annotations

import pandas as pd

from analytics import recurrence
from analytics.filters import Filters
from pages.components import data, holdings, tables, wording

PAGE = "term_of_reference_13"


def _points(review_id: str, filters: Filters | None = None) -> pd.DataFrame:
    """Learning points; 'not found' becomes 'cannot tell' where no full report was compared: its parts can't show an absence."""
    points = data.frame("recurrence_points", review_id, filters or Filters())
    return recurrence.findings(points, data.frame("reviews_compared", review_id))


def points(review_id: str, filters: Filters, finding: str = "") -> pd.DataFrame:
    """The learning points that the filters leave; repeats first, then in the report's order."""
    found = _points(review_id, filters)
    found = found[found["finding"] == finding] if finding else found
    order = found["finding"].map({key: place for place, key in enumerate(wording.FINDINGS)})
    return found.assign(place=order).sort_values("place", kind="stable").drop(columns="place").reset_index(drop=True)


def findings(review_id: str, filters: Filters) -> dict[str, str]:
    """The findings that occur in the review, each with its number of points that the filters leave, for choosing one."""
    every, left = _points(review_id)["finding"], _points(review_id, filters)["finding"].value_counts()
    return {key: f"{words} ({left.get(key, 0)})" for key, words in wording.FINDINGS.items() if (every == key).any()}


def found(review_id: str, filters: Filters) -> str:
    """A line for each finding with a link to its points: '- Probably repeats: 22'. 'Probably' until a person has confirmed all.

    A list and not a table: the browser has to fetch more for a table than for all else at the top of the page.
    """
    answer, lines = _answer(review_id, filters), []
    here = {**filters.to_query(), "review": review_id}
    for key in wording.FINDINGS:
        if number := answer.number(key):
            sure = answer.points_confirmed(key)
            said = wording.finding(key, sure == number)
            link = tables.link(wording.counted(number, wording.LEARNING_POINT), PAGE, **here, finding=key)
            some = wording.SOME_CONFIRMED.format(number=sure) if 0 < sure < number else ""
            lines.append(f"- {wording.escape(said)}: {link}{some}")
    return "\n".join(lines)


def matches(review_id: str, statement_id: str) -> pd.DataFrame:
    """What other reviews say that matches a point, best first; what a person called unrelated is left out."""
    by_point = data.once(lambda: _matches(review_id), ("matches", review_id))
    return by_point[statement_id] if statement_id in by_point else data.frame("recurrence_matches", review_id).head(0)


def _matches(review_id: str) -> dict[str, pd.DataFrame]:
    found = data.frame("recurrence_matches", review_id)
    kept = found[found["relation"] != "unrelated"]
    return {str(key): rows.reset_index(drop=True) for key, rows in kept.groupby("statement_id", sort=False)}


def _answer(review_id: str, filters: Filters) -> recurrence.Answer:
    """The answer for the points that the filters leave, worded as the exports and the command line word it."""
    return data.once(lambda: _found(review_id, filters), ("answer", review_id, filters))


def _found(review_id: str, filters: Filters) -> recurrence.Answer:
    return recurrence.answer(
        holdings.names()[review_id],
        str(holdings.review(review_id)["csp"]),
        data.frame("recurrence_points", review_id, filters),
        data.frame("recurrence_matches", review_id),
        data.frame("reviews_compared", review_id),
    )


def sentence(review_id: str, filters: Filters) -> str:
    """The answer in one sentence: 'not found' is said as plainly as 'found', and 'yes' only where a person has confirmed it."""
    return data.once(
        lambda: wording.curly(_answer(review_id, filters).headline()), ("answer_in_one_sentence", review_id, filters)
    )


def compared(review_id: str, filters: Filters) -> str:
    """What became of the other points, what they were compared with, what that can't show, how many matches are suggestions."""

    def words() -> str:
        found = _answer(review_id, filters)
        return wording.curly(" ".join(part for part in (found.rest(), found.compared_words(), found.judged_words()) if part))

    return data.once(words, ("what_was_compared", review_id, filters))


def size(review_id: str, filters: Filters) -> str:
    """How many of the review's learning points the filters leave: '5 of its 67 learning points'."""
    left, every = len(_points(review_id, filters)), len(_points(review_id))
    return wording.points_left(left, every)


def draft(review_id: str) -> str:
    """A paragraph for the overview report, made from counts and confirmed matches alone: of the whole review, always."""
    return data.once(lambda: wording.curly(_answer(review_id, Filters()).draft()), ("draft_paragraph", review_id))
