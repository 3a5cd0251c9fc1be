"""One library, every format: each shows the numbers that the queries give, and so the pages."""

from __future__ import annotations

import csv
import io
import json

import pytest
from lxml import html

from analytics.briefings import registry
from analytics.briefings.order import Order
from analytics.figures.actions import STATUS_WORDS
from analytics.filters import Filters
from analytics.store import queries
from analytics.store.connection import Store
from tests.situations import ANNA
from tests.unit.briefings import readers
from tests.unit.briefings.conftest import DAY

VIEWS = {"all": Filters(), "one area": Filters(areas=("Northby",)), "one review": Filters(reviews=(ANNA,))}


@pytest.mark.parametrize("view", VIEWS)
def test_every_format_counts_themes_as_the_pages_do(library: Store, view: str) -> None:
    order = Order(filters=VIEWS[view], today=DAY)
    counts = queries.theme_counts(library, order.filters)
    subjects = counts[(counts["axis"] == "subject") & (counts["reviews"] > 0)]
    expected = {row.name: row.reviews for row in subjects.itertuples(index=False)}
    assert expected, "a view that shows no theme compares nothing"
    bars = {row.name: row.statements for row in subjects.itertuples(index=False)} if view == "one review" else expected
    assert _themes_of_the_deck(library, order) == bars
    assert _themes_of_the_page(library, order) == expected
    everything = {row.name: row.reviews for row in counts.itertuples(index=False)}
    assert {row["Theme"]: row["Reviews"] for row in readers.sheet_rows(_made("workbook", library, order), "Themes")} == everything
    assert _themes_of_the_csv(library, order) == everything
    assert _themes_of_the_exchange(library, order) == {row.theme_id: row.reviews for row in counts.itertuples() if row.reviews}


@pytest.mark.parametrize("view", VIEWS)
def test_every_format_counts_actions_as_the_pages_do(library: Store, view: str) -> None:
    order = Order(filters=VIEWS[view], today=DAY)
    counts = queries.action_status_counts(library, order.filters, DAY)
    expected = {STATUS_WORDS[row.status]: row.actions for row in counts.itertuples()}
    deck = readers.deck(_made("powerpoint", library, order))
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    assert {"Actions": expected} in [readers.chart_numbers(chart) for chart in charts]
    assert _column(_made("web-page", library, order), "Status", "Actions") == {
        k: f"{v} of {sum(expected.values())}" for k, v in expected.items()
    }
    listed = [
        row["Status on the day"].replace(" ", "_") for row in readers.sheet_rows(_made("workbook", library, order), "Actions")
    ]
    assert {STATUS_WORDS[status]: listed.count(status) for status in set(listed)} == expected


def test_the_answer_sheet_counts_points_as_the_pages_do(library: Store) -> None:
    order = Order(today=DAY, review=ANNA)
    points = queries.recurrence_points(library, ANNA)["finding"].value_counts()
    tables = readers.paper(_made("answer-sheet", library, order)).tables
    shown = {row.cells[0].text: row.cells[1].text for row in tables[0].rows[1:]}
    assert shown == {
        "Suggested: the same learning elsewhere": f"{points['same']} of {points.sum()}",
        "Suggested as related: the same subject, a different ask": f"{points['related']} of {points.sum()}",
        "Not found in the reviews compared": f"{points['not_found']} of {points.sum()}",
    }


def test_the_theme_briefing_counts_as_the_pages_do(library: Store) -> None:
    content = _made("theme-briefing", library, Order(today=DAY, theme="marac_process"))
    assert "MARAC process is suggested in 2 of 3 reviews (2 reports); no person has confirmed it yet." in readers.paper_text(
        content
    )
    table = readers.paper(content).tables[0]
    assert {row.cells[0].text: row.cells[4].text for row in table.rows[1:]} == {
        "Northby DHR1 (Anna)": "3", "Northby (Beth, died 2021)": "2", "Southby (2020)": "not known",
    }  # fmt: skip
    agencies = queries.theme_agencies(library, Filters(themes=("marac_process",))).dropna(subset=["agency"])
    assert {"Statements": {row.agency: row.statements for row in agencies.itertuples()}} in readers.paper_charts(content)


def _made(kind: str, store: Store, order: Order) -> bytes:
    return registry.produce(kind, store, order)[1]


def _themes_of_the_deck(store: Store, order: Order) -> dict[str, float]:
    """Categories carry the total where bars are stacked: 'MARAC process: 2'."""
    deck = readers.deck(_made("powerpoint", store, order))
    chart = next(shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart)
    found: dict[str, float] = {}
    for numbers in readers.chart_numbers(chart).values():
        for category, number in numbers.items():
            name, _, total = category.rpartition(": ")
            found[name or total] = found.get(name or total, 0) + number
    return found


def _themes_of_the_page(store: Store, order: Order) -> dict[str, int]:
    cells = _column(_made("web-page", store, order), "Theme", "Reviews")
    return {name: int(text.split(" of ")[0]) for name, text in cells.items()}


def _column(page: bytes, first: str, second: str) -> dict[str, str]:
    """Two columns of the first table of a page that has both."""
    for table in html.fromstring(page).xpath("//table"):
        headings = [heading.text_content() for heading in table.xpath("./thead/tr/th")]
        if {first, second} <= set(headings):
            rows = [[cell.text_content() for cell in row] for row in table.xpath("./tbody/tr")]
            return {row[headings.index(first)]: row[headings.index(second)] for row in rows}
    raise AssertionError(f"no table has the columns {first} and {second}")


def _themes_of_the_csv(store: Store, order: Order) -> dict[str, int]:
    text = readers.parts(_made("csv", store, order))["themes.csv"].decode("utf-8-sig")
    return {row["Theme"]: int(row["Reviews"]) for row in csv.DictReader(io.StringIO(text))}


def _themes_of_the_exchange(store: Store, order: Order) -> dict[str, int]:
    found: dict[str, int] = {}
    for review in json.loads(_made("regional", store, order))["reviews"]:
        for theme in review["themes"]:
            found[theme] = found.get(theme, 0) + 1
    return found
