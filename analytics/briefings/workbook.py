"""An Excel workbook of everything behind the pages: text stays text, dates are dates, nothing is ever a formula."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from analytics.briefings.contents import Contents, gather
from analytics.briefings.order import Order, day
from analytics.briefings.tables import SHEETS, Sheet, method_rows, precision
from analytics.briefings.writing import clean, has
from analytics.store.connection import Store

LONGEST_CELL = 32_767
"""Characters that a cell can hold; longer text goes on in the next row, marked as such."""
_LINE, _MOST_LINES = 13.0, 30
"""Points that a line takes, and lines that a row shows at most, as Excel's rows end at 409 points: a longer text is whole in its
cell and in the bar above.
"""
_ACROSS = 230
"""Characters of columns on a printed page: A3, at no less than about four fifths of their size."""

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


def build(store: Store, order: Order) -> bytes:
    """The workbook as the bytes of a .xlsx file; raises as ``contents.gather`` does."""
    return from_contents(gather(store, order))


def from_contents(contents: Contents) -> bytes:
    """The workbook of contents that have been gathered."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, _OPTIONS)
    book.set_properties({
        "title": "Learning from domestic homicide reviews: data behind the pages", "author": clean(contents.order.who),
        "keywords": contents.provenance.mark, "created": datetime.combine(contents.order.today, datetime.min.time()),
    })  # fmt: skip
    formats = _formats(book)
    _method(book, contents, formats)
    for sheet in SHEETS:
        _table(book, contents, sheet, formats)
    book.close()
    return target.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    common = {"font_name": "Arial", "font_size": 10, "valign": "top"}
    rule = {"bottom": 2, "bottom_color": "#12436D"}
    return {
        "text": book.add_format({**common, "text_wrap": True, "num_format": "@"}),
        "number": book.add_format({**common, "num_format": "0", "align": "right", "indent": 1}),
        "share": book.add_format({**common, "num_format": "0.00", "align": "right", "indent": 1}),
        "day": book.add_format({**common, "num_format": "dd mmm yyyy", "align": "left"}),
        "month": book.add_format({**common, "num_format": "mmm yyyy", "align": "left"}),
        "year": book.add_format({**common, "num_format": "yyyy", "align": "left"}),
        "heading": book.add_format({**common, **rule, "bold": True, "font_color": "#12436D", "text_wrap": True}),
        "title": book.add_format({**common, "bold": True, "font_size": 16, "font_color": "#12436D"}),
        "name": book.add_format({**common, "bold": True, "text_wrap": True}),
    }  # fmt: skip


def _page(sheet: Any, contents: Contents, widths: Sequence[int] = ()) -> None:
    """What is printed: landscape A3, marking above and below, headings and the first column on every page.

    A sheet too wide to be read on one page goes on beside it: ``widths`` are those of its columns, in characters.
    """
    mark, made = contents.provenance.mark, day(contents.provenance.made_on)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.set_margins(left=0.4, right=0.4)
    sheet.fit_to_pages(pages_across(widths), 0)
    sheet.hide_gridlines(1)
    sheet.set_header(f"&C&B{mark}" if mark else "&L&A")
    sheet.set_footer(f"&L&A, {made}&C&B{mark}&RPage &P of &N")
    if widths:
        sheet.repeat_rows(0)
        sheet.repeat_columns(0)


def pages_across(widths: Sequence[int]) -> int:
    """Pages beside each other that columns of these widths take; the first column is on each of them.

    >>> pages_across([28, 70, 70]), pages_across([28, *[40] * 10]), pages_across([])
    (1, 2, 1)
    """
    return max(1, math.ceil(sum(widths[1:]) / (_ACROSS - widths[0]))) if widths else 1


def _method(book: Any, contents: Contents, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet("Method")
    _page(sheet, contents)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 110)
    sheet.write_string(0, 0, "Learning from domestic homicide reviews: data behind the pages", formats["title"])
    for number, (name, text) in enumerate(method_rows(contents), start=2):
        sheet.write_string(number, 0, clean(name), formats["name"])
        sheet.write_string(number, 1, clean(text)[:LONGEST_CELL], formats["text"])
        sheet.set_row(number, _LINE * _lines(text, 110) + 4)


def _table(book: Any, contents: Contents, spec: Sheet, formats: dict[str, Any]) -> None:
    frame = spec.rows(contents)
    sheet = book.add_worksheet(spec.name)
    _page(sheet, contents, [column.width for column in spec.columns])
    for place, column in enumerate(spec.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.heading, formats["heading"])
    sheet.set_row(0, _LINE * max(_lines(column.heading, column.width) for column in spec.columns) + 6)
    row = 1
    for values in frame.itertuples(index=False, name=None):
        row += _write_row(sheet, row, values, spec, formats)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(row - 1, 1), len(spec.columns) - 1)


def _write_row(sheet: Any, row: int, values: tuple[Any, ...], spec: Sheet, formats: dict[str, Any]) -> int:
    """Write one record; the number of rows it took, which is more than one only where a text outgrows a cell."""
    texts = [(clean(value), column.width) for value, column in zip(values, spec.columns, strict=True) if isinstance(value, str)]
    sheet.set_row(row, _LINE * min(_MOST_LINES, max((_lines(*text) for text in texts), default=1)) + 3)
    took = 1
    for place, (value, column) in enumerate(zip(values, spec.columns, strict=True)):
        if not has(value):
            continue
        if column.date and (first := _first_day(str(value))):
            sheet.write_datetime(row, place, first, formats[precision(value)])
        elif isinstance(value, int | float) or hasattr(value, "dtype"):
            sheet.write_number(
                row, place, float(value), formats["number" if float(value).is_integer() and column.name != "score" else "share"]
            )
        else:
            took = max(took, _write_text(sheet, row, place, clean(value), formats["text"]))
    return took


def _write_text(sheet: Any, row: int, place: int, text: str, look: Any) -> int:
    """Text in as many cells below each other as it needs: nothing is cut."""
    parts = [text[start : start + LONGEST_CELL - 20] for start in range(0, len(text), LONGEST_CELL - 20)] or [""]
    for below, part in enumerate(parts):
        sheet.write_string(row + below, place, f"(continued) {part}" if below else part, look)
    return len(parts)


def _lines(text: str, width: int) -> int:
    """Lines that a text takes in a column of that width, in characters. Without a height LibreOffice shows one line only."""
    return sum(max(1, math.ceil(len(part) / (width * 1.05))) for part in text.split("\n"))


def _first_day(text: str) -> datetime | None:
    """A date as the first day it can mean, so that a column sorts; its format and its neighbour say to what it is known.

    >>> _first_day("2022-07"), _first_day("soon")
    (datetime.datetime(2022, 7, 1, 0, 0), None)
    """
    try:
        return datetime.strptime(f"{text}-01-01"[:10], "%Y-%m-%d") if precision(text) else None
    except ValueError:
        return None
