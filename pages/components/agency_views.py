"""An agency's part in the reviews, shaped for its page. An agency answers for the bodies that it succeeded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from analytics.filters import Filters
from analytics.model import STATEMENT_KINDS
from pages.components import data, tables, views, wording
from pages.components.wording import columns


def predecessors(agency_id: str) -> dict[str, str]:
    """Bodies named in reviews whose duties came to this one, directly or by way of another: id → name."""
    agencies = data.frame("agencies")
    found: dict[str, str] = {}
    line = [agency_id]
    while line:
        before = agencies[agencies["successor_id"].isin(line) & ~agencies["agency_id"].isin([*found, agency_id])]
        found |= dict(zip(before["agency_id"], before["name"], strict=True))
        line = before["agency_id"].tolist()
    named = data.options()["agencies"]
    return {key: name for key, name in found.items() if key in named}


def narrowed(filters: Filters, agency_id: str) -> Filters:
    """The filters for this agency, which takes in its predecessors; kinds are opened."""
    return replace(filters.without("kinds"), agencies=(agency_id,))


def summary(filters: Filters) -> str:
    """One paragraph: what an agency was asked in how many reviews, what is done, and what repeats."""
    held = data.counts("asks_summary", filters, views.today())
    if not held["asks"]:
        return ""  # the section below says so
    plans = views.planned(filters).plans
    return wording.agency_summary(held, plans.made if plans else "")


def learning(filters: Filters) -> Filters:
    """What asks for the things that were said of it besides recommendations."""
    return replace(filters, kinds=tuple(kind for kind in STATEMENT_KINDS if kind != "recommendation"))


def contributions(filters: Filters) -> pd.DataFrame:
    """What it gave to each report: management review, chronology, report; cells are Markdown."""
    rows = []
    for part in tables.records(data.frame("contributions", filters)):
        review = tables.link(part["review"], "reviews", review=part["review_id"])
        gave = (_said(part[key]) for key in ("imr", "chronology", "report"))
        rows.append([review, wording.escape(part["name"]), *gave])
    return pd.DataFrame(rows, columns=list(columns.CONTRIBUTIONS))


def _said(value: object) -> str:
    return wording.YES_NO[bool(value)] if wording.given(value) else wording.NOT_SAID


def listing(filters: Filters) -> pd.DataFrame:
    """Agencies that answer for what was said, with its amount and the former bodies counted with them; cells are Markdown."""
    counts = tables.records(data.frame("agency_counts", filters))
    numbers = ([_opens(row, count) for row in counts] for count in ("reviews", "recommendations", "statements"))
    return tables.made(columns.AGENCIES, [_named(row) for row in counts], *numbers)


def _opens(row: Mapping[str, Any], count: str) -> str:
    """A count that leads to the agency's page, where what it counts can be read."""
    return tables.link(str(row[count]), "agencies", agency=str(row["agency_id"])) if row[count] else "0"


def _named(row: Mapping[str, Any]) -> str:
    link = tables.link(str(row["agency"]), "agencies", agency=str(row["agency_id"]))
    return f"{link} {wording.escape(wording.with_former(row['former']))}" if row["former"] else link
