"""Answers shaped for the pages: short labels, rows under headings that people read. Nothing is cached or drawn here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from analytics.figures import Plans, Scope, with_weak
from analytics.filters import Filters
from pages.components import data, tables, wording
from pages.components.wording import columns

MOST_ROWS = 25
"""Actions in one chart; the title and the subtitle say how many there are."""
AGAIN = 5
"""Pairs on a page of 'it happened again'."""
MOST_REVIEWS = 30
"""Reviews in the matrix: more can't be told apart."""


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dictionaries by column name."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


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


def review(review_id: str) -> dict[str, Any]:
    """What is held of a review: a row of ``queries.reviews``."""
    return data.once(_reviews_by_id, ("reviews_by_id",))[review_id]


def _reviews_by_id() -> dict[str, dict[str, Any]]:
    return {str(row["review_id"]): row for row in records(data.frame("reviews", Filters()))}


def held_as(review_id: str) -> str:
    """As what a review is held: 'report', 'executive summary' or 'public digest, partial'."""
    return wording.SOURCES[str(review(review_id)["form"])]


def source(review: dict[str, Any]) -> str:
    """The public page that a digest words, as Markdown: linked, as who cites it cites that page; '' for a report as published."""
    if not wording.given(review["source_title"]):
        return ""
    title, url = wording.escape(str(review["source_title"])), str(review["source_url"])
    return f"[{title}]({url})" if re.fullmatch(r"https://[\w./~%?=&#-]+", url) else title


def review_choices() -> dict[str, str]:
    """Reviews by id as they are chosen from, told apart by death and publication; two that are alike have their titles too."""
    return data.once(_review_choices, ("review_choices",))


def _review_choices() -> dict[str, str]:
    called = {key: wording.review_called(review(key)) for key in review_names()}
    alike = Counter(called.values())
    return {key: name if alike[name] == 1 else f"{review(key)['title']}: {name}" for key, name in called.items()}


def review_names() -> dict[str, str]:
    """Review ids and titles, reports first."""
    return data.once(_review_names, ("review_names",))


def _review_names() -> dict[str, str]:
    reviews = data.frame("reviews", Filters()).sort_values(["source", "title"], ascending=[False, True])
    return dict(zip(reviews["review_id"], reviews["title"], strict=True))


def first_report() -> str:
    """The review to answer for when none is chosen: the newest report."""
    reviews = data.frame("reviews", Filters())
    reports = reviews[reviews["source"] == "report"]["review_id"].tolist()
    return str(reports[0]) if reports else ""


def review_labels() -> dict[str, str]:
    """A short name for each review: the pseudonym where there is one, else the area, with the year of death; unique."""
    return data.once(_labels, ("labels",))


def _labels() -> dict[str, str]:
    reviews = records(data.frame("reviews", Filters()).sort_values("review_id"))
    plain = {row["review_id"]: _short(row) for row in reviews}
    alike = Counter(plain.values())
    seen: Counter[str] = Counter()
    labels = {}
    for review_id, label in plain.items():
        seen[label] += 1
        labels[review_id] = f"{label} ({chr(96 + seen[label])})" if alike[label] > 1 else label
    return labels


def _short(review: dict[str, Any]) -> str:
    who = review["victim_pseudonym"] if wording.given(review["victim_pseudonym"]) else review["csp"]
    return wording.short_name(str(who), review["death_year"])


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
    return records(themes[themes["theme_id"] == theme_id])[0]


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
    cells = cells.assign(review=cells["review_id"].map(review_labels()))
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
        rows["label"] = rows["review_id"].map(review_labels()) + ": " + rows["label"]
    return rows


def slippage(filters: Filters, on: date) -> pd.DataFrame:
    """Completed actions with both dates, labelled for the chart."""
    return _labelled(data.frame("slippage", filters, on, MOST_ROWS))


def open_ages(filters: Filters, on: date) -> pd.DataFrame:
    """Open actions with their age, labelled for the chart."""
    return _labelled(data.frame("open_ages", filters, on, MOST_ROWS))


def register() -> pd.DataFrame:
    """The partnerships' published reviews with what is loaded of each; cells are Markdown."""
    rows = data.frame("register")
    names = [wording.escape(f"{r.csp} {r.number}") for r in rows.itertuples()]
    loaded = [
        _loaded(str(r.title), str(r.review_id), str(r.documents_published)) if r.loaded else wording.NOT_LOADED
        for r in rows.itertuples()
    ]
    return tables.made(columns.REGISTER, names, rows["documents_published"].map(wording.escape), loaded)


def _loaded(title: str, review_id: str, published: str) -> str:
    """A review's name as a link, which reports of it are loaded, and which aren't: an executive summary isn't the whole of it."""
    found = data.frame("documents", review_id)
    kinds = found.loc[found["superseded_by"].isna(), "report_type"].dropna().unique().tolist()
    link = tables.link(title, "reviews", review=review_id)
    what = ", ".join([link, *(wording.escape(str(kind)) for kind in kinds)])
    missing = [one for one in published.split("; ") if not any(one.casefold() in str(kind).casefold() for kind in kinds)]
    if kinds and missing and len(missing) < len(published.split("; ")):
        return wording.PARTLY_LOADED.format(what=what, missing=wording.escape(", ".join(missing)))
    return wording.LOADED.format(what=what)


def register_sentence() -> str:
    """How much of the register is loaded, and that a review may have more reports than are."""
    rows = data.frame("register")
    return wording.register_sentence(int(rows["loaded"].sum()), len(rows), sorted(set(rows["csp"])))


def loaded_reviews(filters: Filters) -> pd.DataFrame:
    """Every review that is held and that the filters leave, reports first; cells are Markdown."""
    rows = data.frame("reviews", filters).sort_values("source", ascending=False, kind="stable")
    return tables.made(
        columns.LOADED,
        [tables.link(r["title"], "reviews", review=r["review_id"]) for r in records(rows)],
        [wording.escape(wording.month(r.death if wording.given(r.death) else r.death_year)) for r in rows.itertuples()],
        [wording.escape(review_labels()[key]) for key in rows["review_id"]],
        rows["review_id"].map(held_as),
        [_opens(r["statements"], "reviews", review=r["review_id"], part=_PART[r["source"]]) for r in records(rows)],
        [_opens(r["actions"], "actions", review=r["review_id"]) or wording.NONE_HELD for r in records(rows)],
    )


_PART = {"report": "statements", "digest": ""}
"""Which part of its page shows a review's statements: a digest has no others."""


def _opens(number: int, page: str, **query: str) -> str:
    """A count that leads to what it counts; '' for none."""
    return tables.link(str(number), page, **query) if number else ""
