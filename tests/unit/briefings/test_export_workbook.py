"""The workbook and the CSV files, read back with openpyxl and the csv module."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path

import pytest

from analytics.briefings import csv_files, workbook
from analytics.briefings.contents import Contents
from analytics.briefings.order import Order
from analytics.store.connection import Store
from analytics.store.decisions import Decision, record
from tests import situations
from tests.unit.briefings import readers
from tests.unit.briefings.conftest import HOSTILE

SHEETS = ["Method", "Statements", "Codes", "Recommendations", "Actions", "Matches", "Agencies", "Themes", "Reviews", "Codebook"]


@pytest.fixture(scope="module")
def content(contents: Contents) -> bytes:
    return workbook.from_contents(contents)


@pytest.fixture(scope="module")
def hostile_book(hostile: Store, order: Order) -> bytes:
    return workbook.build(hostile, order)


def test_sheets_have_frozen_headings_filters_and_a_printed_marking(content: bytes) -> None:
    book = readers.book(content)
    assert book.sheetnames == SHEETS
    for sheet in book.worksheets:
        assert sheet.oddHeader.center.text.removeprefix("&B") == "OFFICIAL"
        if sheet.title != "Method":
            assert sheet.freeze_panes == "B2"
            assert sheet.auto_filter.ref.startswith("A1:")
            assert sheet.print_title_rows == "$1:$1"


def test_every_statement_is_there_once(content: bytes, contents: Contents) -> None:
    rows = readers.sheet_rows(content, "Statements")
    assert [row["Statement id"] for row in rows] == list(contents.statements["statement_id"])
    assert [row["Text"] for row in rows] == list(contents.statements["text"])
    assert len(rows) == 9


def test_no_cell_is_a_formula_and_no_cell_a_link(hostile_book: bytes) -> None:
    for sheet in readers.book(hostile_book).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", f"{sheet.title}!{cell.coordinate} is a formula: {cell.value}"
                assert cell.hyperlink is None
    assert readers.external_targets(hostile_book) == []


def test_hostile_text_comes_back_word_for_word(hostile_book: bytes) -> None:
    texts = [row["Text"] for row in readers.sheet_rows(hostile_book, "Statements")]
    assert HOSTILE[0] in texts
    assert HOSTILE[1] in texts
    assert "=1+1" in texts
    assert HOSTILE[3].replace("\x07", "").replace("\x0c", "") in texts


def test_an_underscore_code_is_not_read_as_a_character(hostile_book: bytes) -> None:
    raw = readers.parts(hostile_book)["xl/sharedStrings.xml"].decode()
    assert "_x005F_x0041_" in raw, "Excel would show 'A' instead of the text that the report has"


def test_text_longer_than_a_cell_goes_on_in_the_next_row(hostile_book: bytes) -> None:
    texts = [row["Text"] or "" for row in readers.sheet_rows(hostile_book, "Statements")]
    place = next(number for number, text in enumerate(texts) if text.startswith("MARAC a very long"))
    assert max(len(text) for text in texts) <= 32_767
    assert texts[place] + texts[place + 1].removeprefix("(continued) ") == HOSTILE[4]


def test_dates_are_dates_that_say_to_what_they_are_known(hostile_book: bytes) -> None:
    actions = {row["Review"]: row for row in readers.sheet_rows(hostile_book, "Actions") if row["Status"] == "complete"}
    eve = next(row for review, row in actions.items() if "=Eve" in review)
    assert (eve["Target"], eve["Completed"]) == (datetime(2018, 5, 31), datetime(2018, 7, 1))
    anna = actions["Northby DHR1 (Anna)"]
    assert (anna["Target"], anna["Completed"], anna["Months after target"]) == (datetime(2019, 12, 1), datetime(2020, 2, 1), 2)
    assert [row["Target: known to"] for row in (eve, anna)] == ["day", "month"]
    sheet = readers.book(hostile_book)["Actions"]
    column = [cell.value for cell in sheet[1]].index("Target")
    shown = {cell.value: cell.number_format for row in sheet.iter_rows(min_row=2) if (cell := row[column]).value}
    assert all(isinstance(value, datetime) for value in shown), "one type in a column, so that it sorts and filters"
    assert shown[datetime(2018, 5, 31)] == "dd mmm yyyy"
    assert shown[datetime(2019, 12, 1)] == "mmm yyyy"


def test_themes_of_a_statement_say_who_gave_them(content: bytes) -> None:
    for name in ("Statements", "Recommendations"):
        rows = readers.sheet_rows(content, name)
        said = {row["Themes (and who says so)"] for row in rows}
        assert "Information sharing (suggested)" in said or "MARAC process (suggested); Information sharing (suggested)" in said
        assert "Asks for (machine’s reading)" in rows[0]


def test_what_is_printed_can_be_read(content: bytes, hostile_book: bytes) -> None:
    """At one character a twelfth of an inch and less, 230 characters fill an A3 page on its side; a row may be 30 lines tall."""
    for sheet in readers.book(content).worksheets[1:]:
        widths = [column.width * (column.max - column.min + 1) for column in sheet.column_dimensions.values()]
        assert sheet.page_setup.orientation == "landscape"
        assert sum(widths) / (sheet.page_setup.fitToWidth or 1) < 260, sheet.title
        assert sheet.print_title_cols == "$A:$A"
    sheet = readers.book(hostile_book)["Statements"]
    tallest = max(sheet.row_dimensions[number].height or 0 for number in range(2, sheet.max_row + 1))
    assert 300 < tallest <= 409


def test_numbers_keep_away_from_the_next_column(content: bytes) -> None:
    sheet = readers.book(content)["Statements"]
    page = [cell.value for cell in sheet[1]].index("Page")
    numbers = [row[page] for row in sheet.iter_rows(min_row=2) if row[page].value]
    assert numbers
    assert all((cell.alignment.horizontal, cell.alignment.indent) == ("right", 1) for cell in numbers)


def test_what_a_person_decided_is_told_from_suggestions(tmp_path: Path, order: Order) -> None:
    with situations.library(tmp_path / "decided.duckdb") as store:
        codes = store.rows("select statement_id from suggestion where theme_id = 'marac_process' order by statement_id")
        first = codes[0]["statement_id"]
        record(store, Decision("1", "code", first, "marac_process", "accepted", "A person", datetime(2024, 1, 1)))
        content = workbook.build(store, order)
    states = {(row["Statement id"], row["Theme id"]): row["State"] for row in readers.sheet_rows(content, "Codes")}
    assert states.pop((first, "marac_process")) == "accepted"
    assert set(states.values()) == {"suggested"}
    method = "\n".join(str(cell) for row in readers.book(content)["Method"].iter_rows(values_only=True) for cell in row)
    assert "1 of the 9 themes given to statements has been confirmed by a person" in method


def test_the_method_sheet_says_what_it_is(content: bytes) -> None:
    rows = {row[0]: row[1] for row in readers.book(content)["Method"].iter_rows(min_row=3, values_only=True)}
    assert rows["Handling"] == "OFFICIAL"
    assert rows["What is covered"] == "All reviews. 3 reviews: 2 reports and 1 public digest."
    assert rows["Digests, partial"] == "Southby (2020)"
    assert "codebook 1" in rows["Versions"]
    assert "Run: coding" in rows


def test_csv_files_are_the_same_tables_and_open_as_text(hostile: Store, order: Order) -> None:
    files = readers.parts(csv_files.build(hostile, order))
    assert sorted(files) == sorted(["README.txt", *(f"{name.lower()}.csv" for name in SHEETS[1:])])
    for name, data in files.items():
        assert data.startswith(b"\xef\xbb\xbf"), f"{name} lacks the mark by which Excel knows UTF-8"
        if name.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
            assert len({len(row) for row in rows}) == 1
            dangerous = [
                cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "@", "-")) and not _number(cell)
            ]
            assert dangerous == []


def test_csv_loses_no_word_of_a_long_text(hostile: Store, order: Order) -> None:
    text = readers.parts(csv_files.build(hostile, order))["statements.csv"].decode("utf-8-sig")
    assert HOSTILE[4] in [row["Text"] for row in csv.DictReader(io.StringIO(text, newline=""))]


def test_the_same_contents_give_the_same_bytes(contents: Contents) -> None:
    assert csv_files.from_contents(contents) == csv_files.from_contents(contents)
    assert contents.order.today == date(2024, 7, 1)


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
