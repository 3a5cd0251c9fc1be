"""One theme shaped for its page: where it was found and where that can't be told, whose it is, and what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analytics.filters import Filters
from pages.components import data, holdings, tables, views, wording
from pages.components.wording import columns

SHOWN = 5
STATES = {"cannot_tell": "not_in_scope", "not_found": "not_found"}
"""What an address calls the states of a review in which a theme wasn't found → the name in ``queries.theme_by_review``."""


def cells(filters: Filters, theme_id: str) -> pd.DataFrame:
    """A theme in each review that the filters leave: rows of ``queries.theme_by_review``."""
    return data.frame("theme_by_review", views.of_theme(filters, theme_id))


def where_found(filters: Filters, theme_id: str) -> str:
    """In which reviews a theme was found and of which that can't be told, as Markdown; no surer than people are."""
    mine = cells(filters, theme_id)
    hits = tables.records(mine[mine["state"] == "found"])
    if not hits:
        return _rest(filters, theme_id)
    confirmed, reports = (sum(map(is_so, hits)) for is_so in (_is_confirmed, _is_report))
    said = f"{wording.found_in(confirmed, len(hits), len(mine))} ({wording.kinds_of(reports, len(hits) - reports)})"
    labels, here = holdings.labels(), _here(filters, theme_id)
    links = [
        tables.link(labels[row["review_id"]], "themes", **here | {"review": row["review_id"]})
        + wording.IS_CONFIRMED * (_is_confirmed(row) and confirmed < len(hits))
        for row in hits[: views.MOST_REVIEWS]
    ]
    links += [wording.AND_MORE.format(number=len(hits) - len(links))] * (len(hits) > len(links))
    return f"{said}: {'; '.join(links)}. {_rest(filters, theme_id)}".rstrip()


def _is_confirmed(cell: Mapping[str, Any]) -> bool:
    return bool(cell["confirmed"] > 0)


def _is_report(cell: Mapping[str, Any]) -> bool:
    return bool(cell["source"] == "report")


def _rest(filters: Filters, theme_id: str) -> str:
    """What the other reviews' silence says, as Markdown: their number leads to which they are."""
    silent = silence(filters, theme_id)
    return " ".join(
        wording.SILENT[state].format(
            others=tables.link(wording.MORE.format(number=len(rows)), "themes", **_here(filters, theme_id), state=state)
        )
        for state, rows in silent.items()
        if len(rows)
    )


def silence(filters: Filters, theme_id: str) -> dict[str, pd.DataFrame]:
    """The reviews in which a theme was not found, by what that says: rows of ``cells`` by key of ``STATES``."""
    mine = cells(filters, theme_id)
    return {key: mine[mine["state"] == state] for key, state in STATES.items()}


def held(reviews: Sequence[str]) -> pd.DataFrame:
    """Reviews with their names in charts and as what they are held, each a link to its text; cells are Markdown."""
    names, labels = holdings.choices(), holdings.labels()
    links = [tables.link(names[review_id], "reviews", review=review_id) for review_id in reviews]
    shown = [links, [wording.escape(labels[key]) for key in reviews], [holdings.held_as(key) for key in reviews]]
    return tables.made(columns.HELD, *shown)


def _here(filters: Filters, theme_id: str) -> dict[str, Any]:
    """The address of the theme's page, the filters kept."""
    return views.address_of(filters.without("themes"), theme=theme_id)


def found_where(filters: Filters) -> pd.DataFrame:
    """The matrix in words, a row a theme: in which reviews it was found, each a link to its passages; cells are Markdown."""
    rows = []
    for (theme_id, theme), mine in views.theme_matrix(filters).groupby(["theme_id", "theme"], sort=False):
        here, hits = _here(filters, str(theme_id)), mine[mine["state"] == "found"]
        links = [tables.link(r["review"], "themes", **here | {"review": r["review_id"]}) for r in tables.records(hits)]
        silent, count = int((mine["state"] == "not_in_scope").sum()), wording.of(len(hits), len(mine))
        found = tables.link(count, "themes", **here) if len(hits) else count
        unknown = tables.link(str(silent), "themes", **here, state="cannot_tell") if silent else str(silent)
        sure = str(int((hits["confirmed"] > 0).sum()))
        rows.append([wording.escape(str(theme)), found, sure, ", ".join(links) or "–", unknown])
    return pd.DataFrame(rows, columns=list(columns.FOUND_WHERE))


def theme_agencies(filters: Filters, theme_id: str) -> pd.DataFrame:
    """Whom a theme's statements are about or addressed to; cells are Markdown, a count leads to its passages."""
    rows = []
    for row in tables.records(data.frame("theme_agencies", views.of_theme(filters, theme_id))):
        agency = str(row["agency_id"]) if wording.given(row["agency"]) else ""
        name = tables.link(str(row["agency"]), "agencies", agency=agency) if agency else wording.NO_AGENCY
        rows.append([name, *(_of_agency(str(row[count]), filters, theme_id, agency) for count in ("reviews", "statements"))])
    return pd.DataFrame(rows, columns=list(columns.THEME_AGENCIES))


def _of_agency(count: str, filters: Filters, theme_id: str, agency: str) -> str:
    """A count that leads to its passages. Where the view is of some agencies alone, what names another one too has no address."""
    if not agency:
        return tables.link(count, "themes", **_here(filters, theme_id), named="none")
    if filters.agencies and filters.agencies != (agency,):
        return count
    return tables.link(count, "themes", **_here(filters.without("agencies"), theme_id), agency=agency)


def related(filters: Filters, theme_id: str) -> pd.DataFrame:
    """Themes that stand in the same statements, most first; cells are Markdown, a count leads to the statements with both."""
    here, open_theme = _here(filters, theme_id), views.narrowing(filters, "themes", "theme")
    rows = []
    for row in tables.records(data.frame("related_themes", theme_id, filters).head(SHOWN)):
        counts = [
            tables.link(str(row[count]), "themes", **here | {"with": row["theme_id"]}) for count in ("reviews", "statements")
        ]
        rows.append([open_theme(row["theme"], row["theme_id"]), *counts])
    return pd.DataFrame(rows, columns=list(columns.RELATED))
