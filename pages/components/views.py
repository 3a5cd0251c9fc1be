"""Answers shaped for the pages: short labels, rows under headings that people read. Nothing is cached or drawn here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from analytics.figures import Plans, Scope, with_weak
from analytics.filters import Filters
from pages.components import data, holdings, tables, wording

MOST_ROWS = 25
"""Actions in one chart; the title and the subtitle say how many there are."""
AGAIN = 5
"""Pairs on a page of 'it happened again'."""
MOST_REVIEWS = 30
"""Reviews in the matrix: more can't be told apart."""


def today() -> date:
    """The day that 'overdue' is computed on unless the user sets another."""
    return date.today()


def scope(filters: Filters) -> Scope:
    """What a view covers: its sentence and how many reports and digests lie behind it."""

    def make() -> Scope:
        sources = data.frame("reviews", filters)["source"]
        return Scope(filters.sentence(data.names()), int((sources == "report").sum()), int((sources == "digest").sum()))

    return data.once(make, ("scope", filters))


def planned(filters: Filters) -> Scope:
    """What charts of actions cover: the reviews of which an action plan is held, which are fewer than those looked at."""
    return replace(scope(filters), plans=Plans.of(data.frame("action_plans", filters)))


def size_of(filters: Filters) -> str:
    """How much lies behind the view, both counts linked to what they count, as Markdown.

    '11 reviews looked at (1 report and 10 public digests), 140 statements'.
    """
    held = scope(filters)
    if not held.reviews:
        return wording.NONE_LOOKED_AT
    statements = data.counts("statement_size", filters)["statements"]
    kinds = held.words().split(": ", 1)[1]
    reviews, between, said = wording.looked_at(held.reviews, kinds, statements)
    here = filters.to_query()
    return (
        tables.link(reviews, "reviews", list="reviews", **filters.without("themes", "agencies", "kinds").to_query())
        + wording.plain(between)
        + (tables.link(said, "reviews", list="statements", **here) if statements else said)
    )


def address_of(filters: Filters, **others: str) -> dict[str, Any]:
    """Parameters of a link that keeps the filters."""
    return {**filters.to_query(), **others}


def narrowing(filters: Filters, page: str, parameter: str) -> Callable[[str, str], str]:
    """Links of a table's cells to a page that is narrowed to what each counts: ``parameter`` takes its id, the filters stay."""
    kept = {key: values for key, values in filters.to_query().items() if key != parameter}
    return lambda label, value: tables.link(label, page, **kept, **{parameter: value})


def again(filters: Filters, offset: int = 0) -> pd.DataFrame:
    """A page of the same learning in a later death, after the earlier action was reported complete; not what is only related."""
    if filters.themes or filters.agencies or filters.kinds:
        return data.frame("recurrences_after_completion", filters, "same", AGAIN, offset)
    return data.once(lambda: _again(filters, offset), ("again", filters, offset))


def _again(filters: Filters, offset: int) -> pd.DataFrame:
    every = data.frame("recurrences_after_completion", Filters(), "same")
    seen = data.frame("reviews", filters)["review_id"]  # reviews, areas and years narrow both sides of a pair alike
    mine = np.flatnonzero(every["earlier_review_id"].isin(seen) & every["later_review_id"].isin(seen))
    lessons = every["earlier_id"].iloc[mine].nunique()  # only the page's rows are taken whole: each has two long texts
    return every.iloc[mine[offset : offset + AGAIN]].assign(of_pairs=len(mine), of_lessons=lessons)


def theme_names() -> dict[str, str]:
    """Theme ids and names in the codebook's order."""
    return data.options()["themes"]


def subject_names() -> dict[str, str]:
    """Ids and names of the themes on what the learning is about."""
    themes = data.frame("themes")
    subjects = themes[themes["axis"] == "subject"]
    return dict(zip(subjects["theme_id"], subjects["name"], strict=True))


def theme(theme_id: str) -> dict[str, Any]:
    """A theme's name, axis, definition and limits."""
    themes = data.frame("themes")
    return tables.records(themes[themes["theme_id"] == theme_id])[0]


def theme_counts(filters: Filters, axis: str) -> pd.DataFrame:
    """Themes of one axis that were found, most reviews first; ``weak`` marks those whose suggestions can't be trusted far."""
    weak = data.weak_themes()

    def make() -> pd.DataFrame:
        counts = data.frame("theme_counts", filters)
        found = counts[(counts["axis"] == axis) & (counts["reviews"] > 0)]
        return with_weak(found, weak).reset_index(drop=True)

    return data.once(make, ("theme_counts", filters, axis, weak)).copy(deep=False)


def theme_matrix(filters: Filters) -> pd.DataFrame:
    """Subject themes by review with a short label for each review; themes found in most reviews first.

    Of more than ``MOST_REVIEWS`` reviews only so many are taken: reports with the latest deaths first.
    """
    return data.once(lambda: _theme_matrix(filters), ("theme_matrix", filters)).copy(deep=False)


def in_matrix(filters: Filters) -> Filters:
    """The filters narrowed to the reviews that the matrix has room for."""
    reviews = data.frame("reviews", filters)
    if len(reviews) <= MOST_REVIEWS:
        return filters
    kept = reviews.sort_values("source", ascending=False, kind="stable").head(MOST_REVIEWS)
    return replace(filters, reviews=tuple(kept["review_id"]))


def _theme_matrix(filters: Filters) -> pd.DataFrame:
    cells = data.frame("theme_by_review", in_matrix(filters))
    cells = cells[cells["axis"] == "subject"]  # none where the view is narrowed to kinds of remedy
    cells = cells.assign(review=cells["review_id"].map(holdings.labels()))
    found = cells[cells["state"] == "found"].groupby("theme_id")["review_id"].nunique()
    cells = cells.assign(found_in=cells["theme_id"].map(found).fillna(0))
    return cells.sort_values(["found_in", "position"], ascending=[False, True], kind="stable").reset_index(drop=True)


def of_theme(filters: Filters, theme_id: str, review_id: str = "") -> Filters:
    """The filters narrowed to one theme, and to one review where that is given: what the passages of a count are asked by."""
    return replace(filters, themes=(theme_id,), reviews=(review_id,) if review_id else filters.reviews)


def over_time(filters: Filters, theme_id: str) -> pd.DataFrame:
    """Reviews by year of death, and those in which the theme was found."""
    return data.frame("theme_over_time", of_theme(filters, theme_id))


def remedies(filters: Filters, theme_id: str) -> pd.DataFrame:
    """What recommendations of one theme ask for."""
    return data.frame("remedies_by_theme", of_theme(filters, theme_id))


def answers_now() -> dict[str, str]:
    """Agency ids and the id of the body that answers for it now: its own, or that of the last successor."""
    return data.once(_answers_now, ("who_answers_now",))


def _answers_now() -> dict[str, str]:
    agencies = data.frame("agencies")
    after = {a: b for a, b in zip(agencies["agency_id"], agencies["successor_id"], strict=True) if wording.given(b)}
    now = {}
    for agency in agencies["agency_id"]:
        line = [agency]
        while line[-1] in after and after[line[-1]] not in line:
            line.append(after[line[-1]])
        now[str(agency)] = str(line[-1])
    return now


def _called(rows: pd.DataFrame) -> pd.Series[str]:
    """Whose action each is, by the name of charts by agency; the plan beside it where one body answers for several plans."""
    names = rows["agency_id"].map(answers_now()).map(data.names()).fillna(rows["plan"])
    several = rows["plan"].groupby(names).transform("nunique") > 1
    return names.where(~several | (names == rows["plan"]), names + " (" + rows["plan"] + ")")


def reviews_of(rows: pd.DataFrame) -> tuple[str, ...]:
    """Ids of the reviews that rows are of, in the order in which they first occur."""
    return tuple(dict.fromkeys(map(str, rows["review_id"])))


def named_in(rows: pd.DataFrame) -> tuple[str, ...]:
    """Of labelled actions the reviews that their labels name: where they are of several."""
    found = reviews_of(rows)
    return found if len(found) > 1 else ()


def _labelled(rows: pd.DataFrame) -> pd.DataFrame:
    """Labels of actions as people say them: 'Review panel, no. 2', with the review in front where there are several."""
    rows["label"] = _called(rows) + rows["number"].map(lambda number: f", no. {number}" if wording.given(number) else "")
    if named_in(rows):
        rows["label"] = rows["review_id"].map(holdings.labels()) + ": " + rows["label"]
    return rows


def slippage(filters: Filters, on: date) -> pd.DataFrame:
    """Completed actions with both dates, labelled for the chart."""
    return _labelled(data.frame("slippage", filters, on, MOST_ROWS))


def open_ages(filters: Filters, on: date) -> pd.DataFrame:
    """Open actions with their age, labelled for the chart."""
    return _labelled(data.frame("open_ages", filters, on, MOST_ROWS))
