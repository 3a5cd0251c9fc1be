"""What the pages show and what is taken away are the same numbers: each export is compared with the page of the same filters."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from lxml import html

from analytics.briefings import registry
from analytics.briefings.order import Order
from analytics.commands.answer import recurrence_answer
from analytics.filters import Filters
from analytics.store.connection import Store
from tests.pages.conftest import open_page, words
from tests.situations import ANNA, BETH
from tests.unit.briefings import readers

DAY = date(2024, 7, 1)
VIEWS: dict[str, dict[str, str | list[str]]] = {
    "everything": {}, "an area": {"area": "Northby"}, "a review": {"review": ANNA}, "an agency": {"agency": "police"},
    "recommendations": {"kind": "recommendation"}, "years": {"year_from": "2019", "year_to": "2021"},
}  # fmt: skip
LINK = re.compile(r"\[(.*)\]\(\w+(?:\?[^)]*)?\)")
"""A cell that opens what it counts."""
SYMBOLS = {"found": "●", "not found": "–", "cannot tell (partial)": "?"}


def made(database: Path, kind: str, view: dict[str, str | list[str]], **about: str) -> bytes:
    query = {name: [value] if isinstance(value, str) else value for name, value in view.items()}
    with Store(database) as store:
        return registry.produce(kind, store, Order(filters=Filters.from_query(query), today=DAY, **about))[1]  # type: ignore[arg-type]


def page_table(page: str, column: str, opened: str, view: dict[str, str | list[str]]) -> pd.DataFrame:
    """The table of that column heading, as a page shows it, without the signs that keep text from being markup."""
    app = open_page(page, opened=(opened,), on=DAY.isoformat(), **view)
    found = next((t.value for t in app.table if column in t.value.columns), pd.DataFrame())
    return found.map(lambda cell: LINK.sub(r"\1", str(cell)).replace("\\", ""))


def web_table(content: bytes, *columns: str) -> list[dict[str, str]]:
    """The rows of the first table of a web page that has these columns."""
    for table in html.fromstring(content).xpath("//table"):
        rows = [[" ".join(c.text_content().split()) for c in row.xpath("./th|./td")] for row in table.xpath(".//tr")]
        if set(columns) <= set(rows[0]):
            return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    return []


def deck_charts(content: bytes) -> list[dict[str, dict[str, float]]]:
    shapes = [shape for slide in readers.deck(content).slides for shape in slide.shapes]
    return [readers.chart_numbers(shape.chart) for shape in shapes if shape.has_chart]


def deck_table(content: bytes, heading: str) -> list[list[str]]:
    shapes = [shape for slide in readers.deck(content).slides for shape in slide.shapes if shape.has_table]
    tables = [[[cell.text for cell in row.cells] for row in shape.table.rows] for shape in shapes]
    return next((rows for rows in tables if rows[0][0] == heading), [])


def csv_rows(content: bytes, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(readers.parts(content)[f"{name}.csv"].decode("utf-8-sig"))))


@pytest.mark.parametrize("view", VIEWS)
def test_themes(database: Path, view: str) -> None:
    shown = page_table("overview", "Reports", "table_themes-by-reviews", VIEWS[view])
    columns = ["Theme", "Reviews", "Reports", "Public digests", "Statements", "Confirmed reviews", "Confirmed statements"]
    assert web_table(made(database, "web-page", VIEWS[view]), *columns) == shown[columns].to_dict("records")
    chart = deck_charts(made(database, "powerpoint", VIEWS[view]))[0]
    for series, column in (("Reports", "Reports"), ("Public digests (partial)", "Public digests")):
        numbers = [int(number) for number in chart.get(series, {}).values()] or [0] * len(shown)
        each = shown["Statements"].astype(int) if view == "a review" else 1  # of one review, bars are statements
        assert numbers == (shown[column].astype(int) * each).tolist()
    csv_file = made(database, "csv", VIEWS[view])
    counted = {row["Theme"]: [row["Reviews"], row["Statements"]] for row in csv_rows(csv_file, "themes")}
    book = {row["Theme"]: row for row in readers.sheet_rows(made(database, "workbook", VIEWS[view]), "Themes")}
    for row in shown.to_dict("records"):
        assert counted[row["Theme"]] == [row["Reviews"].split(" of ")[0], row["Statements"]]
        for column in ("Statements", "Confirmed reviews", "Confirmed statements"):
            assert str(book[row["Theme"]][column]) == row[column]


@pytest.mark.parametrize("view", ["everything", "an area", "years"])
def test_the_matrix(database: Path, view: str) -> None:
    shown = page_matrix(view)
    expected = {row["Theme"]: [SYMBOLS[cell] for cell in list(row.values())[1:]] for row in shown.to_dict("records")}
    web = web_table(made(database, "web-page", VIEWS[view]), "Theme", "Northby DHR1 (Anna)") or web_table(
        made(database, "web-page", VIEWS[view]), "Theme", "Northby (Beth, died 2021)"
    )
    assert {row["Theme"]: [cell[0] for cell in list(row.values())[1:]] for row in web} == expected
    deck = deck_table(made(database, "powerpoint", VIEWS[view]), "Theme")
    assert {row[0]: [cell[0] for cell in row[1:]] for row in deck[1:]} == {row[0]: expected[row[0]] for row in deck[1:]}


def page_matrix(view: str) -> pd.DataFrame:
    app = open_page("overview", opened=("table_theme-by-review",), **VIEWS[view])
    found = next(t.value for t in app.table if "Theme" in t.value.columns and "Reports" not in t.value.columns)
    return found.map(lambda cell: LINK.sub(r"\1", str(cell)).replace("\\", ""))


@pytest.mark.parametrize("view", ["everything", "a review", "an agency"])
def test_actions(database: Path, view: str) -> None:
    shown = page_table("actions", "Status", "table_action-status", VIEWS[view])
    web, deck = made(database, "web-page", VIEWS[view]), deck_charts(made(database, "powerpoint", VIEWS[view]))
    assert web_table(web, "Status", "Actions") == shown.to_dict("records")
    numbers = {row["Status"]: float(row["Actions"].split(" of ")[0]) for row in shown.to_dict("records")}
    assert {"Actions": numbers} in deck
    listed = [row["Status on the day"] for row in csv_rows(made(database, "csv", VIEWS[view]), "actions")]
    words_of = {"Complete": "complete", "Overdue": "overdue", "Not started": "not started", "No information": "unknown"}
    assert {status: listed.count(words_of[status]) for status in numbers} == numbers


def test_slippage(database: Path) -> None:
    shown = page_table("actions", "Months late", "table_slippage", {})
    assert [row["Months late"] for row in web_table(made(database, "web-page", {}), "Months late")] == shown[
        "Months late"
    ].tolist()
    assert [next(iter(c.values())) for c in deck_charts(made(database, "powerpoint", {})) if "Months after target" in c] == [
        {"Northby Police 1": float(shown["Months late"].iloc[0])}
    ]


def test_agencies(database: Path) -> None:
    shown = page_table("actions", "Reported done", "table_actions-by-agency", {})
    rows = {row["Agency"]: row for row in readers.sheet_rows(made(database, "workbook", {}), "Agencies")}
    for row in shown.to_dict("records"):
        listed = rows[row["Agency"]]
        assert [str(listed["Recommendations with an action plan"]), str(listed["Of these reported done"])] == [
            row["Recommendations"], row["Reported done"],
        ]  # fmt: skip
    said = readers.paper_text(made(database, "seven-minute", {}, agency="police"))
    assert "1 of 2 recommendations with an action plan is reported done." in said


@pytest.mark.parametrize("review", [ANNA, BETH])
def test_term_of_reference_13_reads_the_same_everywhere(database: Path, review: str) -> None:
    app = open_page("term_of_reference_13", opened=("draft_box",), review=review)
    said, draft = words(app), app.text_area[0].value
    with Store(database) as store:
        answer = str(recurrence_answer(store, review)["answer"])
    sheet = readers.paper_text(made(database, "answer-sheet", {}, review=review))
    for sentence in re.split(r"(?<=\.) ", answer):
        assert sentence in said
        assert sentence in sheet
    assert draft in sheet


@pytest.mark.parametrize("theme", ["marac_process", "information_sharing"])
def test_a_theme_s_briefing_counts_as_its_page(database: Path, theme: str) -> None:
    said = words(open_page("themes", theme=theme))
    briefing = readers.paper_text(made(database, "theme-briefing", {}, theme=theme))
    seven = readers.paper_text(made(database, "seven-minute", {}, theme=theme))
    for text in (briefing, seven):
        assert "in 2 of 3 reviews" in text
    assert "Suggested in 2 of 3 reviews" in said
    statements = {"marac_process": "5 statements", "information_sharing": "2 statements"}[theme]
    assert all(statements in text for text in (said, briefing, seven))


@pytest.mark.parametrize("view", ["everything", "an agency"])
def test_the_workbook_and_the_csv_hold_the_same_cells(database: Path, view: str) -> None:
    book, zipped = made(database, "workbook", VIEWS[view]), made(database, "csv", VIEWS[view])
    for sheet in readers.book(book).sheetnames[1:]:
        in_book = [{name: _plain(_known(row, name)) for name in row} for row in readers.sheet_rows(book, sheet)]
        in_csv = [{name: _plain(cell) for name, cell in row.items()} for row in csv_rows(zipped, sheet.lower())]
        assert in_book == in_csv, sheet


def _known(row: dict[str, Any], name: str) -> Any:
    """A cell of the workbook, a date as far as it is known: there a month is its first day, in the CSV it is a month."""
    length = {"year": 4, "month": 7, "day": 10}.get(str(row.get(f"{name}: known to")))
    return row[name].isoformat()[:length] if length else row[name]


def _plain(cell: Any) -> str:
    """A cell as both formats mean it: nothing, a number or a word."""
    if cell in (None, ""):
        return ""
    try:
        return f"{float(cell):g}"
    except (TypeError, ValueError):
        return str(cell).removesuffix(" 00:00:00")


def test_the_project_for_qualitative_software_codes_what_the_pages_count(database: Path) -> None:
    shown = page_table("overview", "Reports", "table_themes-by-reviews", {})
    project = next(part for name, part in readers.parts(made(database, "refi-qda", {})).items() if name.endswith(".qde"))
    text = project.decode("utf-8")
    codes = text.count("<CodeRef ")
    remedies = page_table("overview", "Kind of remedy", "table_remedies-by-reviews", {})
    assert codes == shown["Statements"].astype(int).sum() + remedies["Statements"].astype(int).sum()
