"""The reviews that are held: what each is called, as what it is held, and which of the register they are."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pandas as pd

from analytics.filters import Filters
from pages.components import data, tables, wording
from pages.components.wording import columns


def review(review_id: str) -> dict[str, Any]:
    """What is held of a review: a row of ``queries.reviews``."""
    return data.once(_reviews_by_id, ("reviews_by_id",))[review_id]


def _reviews_by_id() -> dict[str, dict[str, Any]]:
    return {str(row["review_id"]): row for row in tables.records(data.frame("reviews", Filters()))}


def held_as(review_id: str) -> str:
    """As what a review is held: 'report', 'executive summary' or 'public digest, partial'."""
    return wording.SOURCES[str(review(review_id)["form"])]


def source(review: dict[str, Any]) -> str:
    """The public page that a digest words, as Markdown: linked, as who cites it cites that page; '' for a report as published."""
    if not wording.given(review["source_title"]):
        return ""
    title, url = wording.escape(str(review["source_title"])), str(review["source_url"])
    return f"[{title}]({url})" if re.fullmatch(r"https://[\w./~%?=&#-]+", url) else title


def choices() -> dict[str, str]:
    """Reviews by id as they are chosen from, told apart by death and publication; two that are alike have their titles too."""
    return data.once(_choices, ("review_choices",))


def _choices() -> dict[str, str]:
    called = {key: wording.review_called(review(key)) for key in names()}
    alike = Counter(called.values())
    return {key: name if alike[name] == 1 else f"{review(key)['title']}: {name}" for key, name in called.items()}


def names() -> dict[str, str]:
    """Review ids and titles, reports first."""
    return data.once(_names, ("review_names",))


def _names() -> dict[str, str]:
    reviews = data.frame("reviews", Filters()).sort_values(["source", "title"], ascending=[False, True])
    return dict(zip(reviews["review_id"], reviews["title"], strict=True))


def first_report() -> str:
    """The review to answer for when none is chosen: the newest report."""
    reviews = data.frame("reviews", Filters())
    reports = reviews[reviews["source"] == "report"]["review_id"].tolist()
    return str(reports[0]) if reports else ""


def labels() -> dict[str, str]:
    """A short name for each review: the pseudonym where there is one, else the area, with the year of death; unique."""
    return data.once(_labels, ("labels",))


def _labels() -> dict[str, str]:
    reviews = tables.records(data.frame("reviews", Filters()).sort_values("review_id"))
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


def register() -> pd.DataFrame:
    """The partnerships' published reviews with what is loaded of each; cells are Markdown."""
    rows = data.frame("register")
    names = [wording.escape(f"{r.csp} {r.number}") for r in rows.itertuples()]
    loaded = [
        _documents(str(r.title), str(r.review_id), str(r.documents_published)) if r.loaded else wording.NOT_LOADED
        for r in rows.itertuples()
    ]
    return tables.made(columns.REGISTER, names, rows["documents_published"].map(wording.escape), loaded)


def _documents(title: str, review_id: str, published: str) -> str:
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


def loaded(filters: Filters) -> pd.DataFrame:
    """Every review that is held and that the filters leave, reports first; cells are Markdown."""
    rows = data.frame("reviews", filters).sort_values("source", ascending=False, kind="stable")
    return tables.made(
        columns.LOADED,
        [tables.link(r["title"], "reviews", review=r["review_id"]) for r in tables.records(rows)],
        [wording.escape(wording.month(r.death if wording.given(r.death) else r.death_year)) for r in rows.itertuples()],
        [wording.escape(labels()[key]) for key in rows["review_id"]],
        rows["review_id"].map(held_as),
        [_opens(r["statements"], "reviews", review=r["review_id"], part=_PART[r["source"]]) for r in tables.records(rows)],
        [_opens(r["actions"], "actions", review=r["review_id"]) or wording.NONE_HELD for r in tables.records(rows)],
    )


_PART = {"report": "statements", "digest": ""}
"""Which part of its page shows a review's statements: a digest has no others."""


def _opens(number: int, page: str, **query: str) -> str:
    """A count that leads to what it counts; '' for none."""
    return tables.link(str(number), page, **query) if number else ""
