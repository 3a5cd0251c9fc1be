"""The workbook's tables as CSV files in one zip, with a note on method: for programs that read nothing else."""

from __future__ import annotations

import csv
import zipfile
from io import BytesIO, StringIO
from typing import Any

from analytics.briefings.contents import Contents, gather
from analytics.briefings.order import Order
from analytics.briefings.tables import SHEETS, Sheet, method_rows
from analytics.briefings.writing import add_to_zip, clean, formula_safe, has
from analytics.store.connection import Store


def build(store: Store, order: Order) -> bytes:
    """The files as the bytes of a .zip; raises as ``contents.gather`` does."""
    return from_contents(gather(store, order))


def from_contents(contents: Contents) -> bytes:
    """The files of contents that have been gathered. The same contents give the same bytes."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, contents, "README.txt", _readme(contents))
        for sheet in SHEETS:
            _add(archive, contents, f"{sheet.name.lower()}.csv", _csv(sheet, contents))
    return target.getvalue()


def _add(archive: zipfile.ZipFile, contents: Contents, name: str, text: str) -> None:
    add_to_zip(archive, name, text.encode("utf-8-sig"), contents.order.today)  # the mark tells Excel that it is UTF-8


def _readme(contents: Contents) -> str:
    lines = [f"{name}: {clean(text)}" for name, text in method_rows(contents)]
    lines.append("Cells: text that a spreadsheet would take for a formula begins with an apostrophe.")
    lines.append("Dates: ISO, as precise as the document gives them.")
    return "\n\n".join(lines) + "\n"


def _csv(sheet: Sheet, contents: Contents) -> str:
    target = StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow([column.heading for column in sheet.columns])
    for values in sheet.rows(contents).itertuples(index=False, name=None):
        writer.writerow([_cell(value) for value in values])
    return target.getvalue()


def _cell(value: Any) -> str:
    """Numbers as they are (a negative one is no formula), everything else as safe text."""
    if has(value) and isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.10g}"
    return formula_safe(value)
