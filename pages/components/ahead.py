"""What a page will ask the database further down, begun as soon as its filters are known.

A list here saves time and changes nothing else: a question that is missing is asked when its turn comes. Kept honest by a test:
nothing is asked ahead that the page doesn't ask, but for the rows of a list that turns out to be empty.
"""

from __future__ import annotations

from datetime import date

from analytics.filters import Filters, Part
from pages.components import address, agency_views, data, evidence, parts, views


def overview(filters: Filters) -> None:
    """The figures of the headline come first, and the page waits for them, then the matrix of those reviews."""
    today = views.today()
    data.ahead(
        ("theme_counts", filters), ("reviews", filters), ("action_status_counts", filters, today), ("statement_size", filters),
        ("action_summary", filters, today), ("open_ages", filters, today, views.MOST_ROWS), ("register",),
        ("action_plans", filters),
    )  # fmt: skip
    if len(data.frame("reviews", filters)):
        data.ahead(("theme_by_review", views.in_matrix(filters)))


def actions(filters: Filters, on: date, rows: int) -> None:
    """One question a chart, and the first rows of the table."""
    most = views.MOST_ROWS
    data.ahead(
        ("action_summary", filters, on), ("reviews", filters), ("action_status_counts", filters, on), ("closures", filters, on),
        ("slippage", filters, on, most), ("open_ages", filters, on, most), ("actions_by_agency", filters, on),
        ("action_plans", filters),
        ("actions", filters, on, address.value("status"), rows, evidence.opened("actions", rows)),
    )  # fmt: skip


def theme(filters: Filters, theme_id: str, part: Part) -> None:
    """All that one theme's page counts, and its first passages."""
    of_theme = views.of_theme(filters, theme_id)
    start, narrowed = evidence.opened(parts.key(theme_id, part)), (part,) * (part != Part())
    data.ahead(
        ("reviews", filters), ("coded_size", of_theme), ("theme_by_review", of_theme),
        ("coded_statements", of_theme, evidence.PER_PAGE, start, *narrowed), ("theme_over_time", of_theme),
        ("theme_agencies", of_theme),
        ("remedies_by_theme", of_theme), ("related_themes", theme_id, filters),
    )  # fmt: skip


def agency(filters: Filters, agency_id: str) -> None:
    """All that one agency's page counts, its first asks and its first learning."""
    narrowed, today = agency_views.narrowed(filters, agency_id), views.today()
    learning = agency_views.learning(narrowed)
    asks, said = (evidence.opened(f"{kind}_{agency_id}") for kind in ("asks", "learning"))
    data.ahead(
        ("reviews", filters), ("asks_summary", narrowed, today), ("asks", narrowed, today, evidence.PER_PAGE, asks),
        ("action_size", narrowed, today), ("statement_size", learning), ("reviews", narrowed),
        ("statements", learning, evidence.PER_PAGE, said), ("action_status_counts", narrowed, today),
        ("contributions", narrowed),
    )  # fmt: skip
