"""An agency's part in the reviews, shaped for its page. An agency answers for the bodies that it succeeded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from analytics.filters import Filters
from analytics.model import STATEMENT_KINDS
from pages.components import data, tables, views, wording


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
    asked = wording.counted(held["asks"], "recommendation")
    text = f"{asked[:1].upper()}{asked[1:]} in {wording.counted(held['reviews'], 'review')}."
    if held["planned"]:
        verb = "is" if held["done"] == 1 else "are"
        plans = views.planned(filters).plans
        made = f" (as of {plans.made})" if plans and plans.made else ""
        text += f" Of {held['planned']} with an action plan{made}, {held['done'] or 'none'} {verb} reported done."
    if not held["repeated"]:
        text += f" {wording.REPEATED_NOWHERE[held['asks'] > 1]}"
    else:
        text += f" {held['repeated']} {'repeats' if held['repeated'] == 1 else 'repeat'} what another review has said."
    return text


def learning(filters: Filters) -> Filters:
    """What asks for the things that were said of it besides recommendations."""
    return replace(filters, kinds=tuple(kind for kind in STATEMENT_KINDS if kind != "recommendation"))


def contributions(filters: Filters) -> pd.DataFrame:
    """What it gave to each report: management review, chronology, report; cells are Markdown."""
    rows = []
    for part in views.records(data.frame("contributions", filters)):
        review = tables.link(part["review"], "reviews", review=part["review_id"])
        gave = (_said(part[key]) for key in ("imr", "chronology", "report"))
        rows.append([review, wording.escape(part["name"]), *gave])
    return pd.DataFrame(rows, columns=["Review", "Named as", "Management review", "Chronology", "Report"])


def _said(value: object) -> str:
    if not wording.given(value):
        return "not said"
    return "yes" if value else "no"


def listing(filters: Filters) -> pd.DataFrame:
    """Agencies that answer for what was said, with its amount and the former bodies counted with them; cells are Markdown."""
    counts = views.records(data.frame("agency_counts", filters))
    return pd.DataFrame(
        {
            "Agency": [_named(row) for row in counts],
            "Reviews": [_opens(row, "reviews") for row in counts],
            "Recommendations": [_opens(row, "recommendations") for row in counts],
            "Statements": [_opens(row, "statements") for row in counts],
        }
    )


def _opens(row: Mapping[str, Any], count: str) -> str:
    """A count that leads to the agency's page, where what it counts can be read."""
    return tables.link(str(row[count]), "agencies", agency=str(row["agency_id"])) if row[count] else "0"


def _named(row: Mapping[str, Any]) -> str:
    link = tables.link(str(row["agency"]), "agencies", agency=str(row["agency_id"]))
    return f"{link} {wording.escape(wording.with_former(row['former']))}" if row["former"] else link
