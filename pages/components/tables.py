"""Tables: text from reports as text, downloads that no spreadsheet evaluates."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from pages.components import wording

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dictionaries by column name."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def show(frame: pd.DataFrame, alt: str, escaped: bool = True) -> None:
    """A small table as real HTML, cells as plain text unless ``escaped`` is False because the caller made links of them.

    Streamlit opens every link in text in a new tab, and a wide table on a phone scrolls without a sign of it: a line says both.
    """
    shown = frame.map(cell) if escaped else frame
    if hints := [hint for hint, true in ((wording.NEW_TAB, has_links(shown)), (wording.SIDEWAYS, _is_wide(shown))) if true]:
        st.caption(" ".join(hints))
    st.table(shown, alt=alt, hide_index=True, border="horizontal")


def has_links(frame: pd.DataFrame) -> bool:
    """True where a cell is a link that ``link`` made: brackets of a report's own words are escaped."""
    return any("](" in str(value) for value in frame.to_numpy().ravel())


def _is_wide(frame: pd.DataFrame) -> bool:
    return len(frame.columns) > 2


def cell(value: object) -> str:
    """A value as a table's cell: Streamlit reads cells as Markdown, and a report may hold anything."""
    if not wording.given(value):
        return ""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return wording.escape(str(value))


def link(label: str, page: str, **parameters: str | Sequence[str]) -> str:
    """A cell that opens a view: ``[4 of 11](themes?theme=marac_process)``. What is empty is left out."""
    from urllib.parse import urlencode

    asked = urlencode({key: value for key, value in parameters.items() if value}, doseq=True)
    return f"[{wording.escape(label)}]({page}{'?' if asked else ''}{asked})"


def linked(frame: pd.DataFrame, ids: Sequence[str], opens: Callable[[str, str], str], *columns: int) -> pd.DataFrame:
    """The frame as Markdown, the cells of ``columns`` (the second unless told) as links to what they count.

    ``ids`` says what each row counts, '' where there is nothing to lead to; ``opens`` makes a link of a cell's words and the id.
    """
    words = frame.map(cell)
    made = {}
    for column in columns or (1,):
        both = zip(ids, frame.iloc[:, column], words.iloc[:, column], strict=True)
        made[str(frame.columns[column])] = [opens(str(value), key) if _leads(key, value) else plain for key, value, plain in both]
    return words.assign(**made)


def _leads(key: str, value: object) -> bool:
    return bool(key) and wording.given(value) and not re.match(r"0(\.0)?( of |$)", str(value))


def csv(frame: pd.DataFrame) -> bytes:
    """The frame as CSV for a spreadsheet: UTF-8 with its mark, and text that begins like a formula made text by an apostrophe."""
    target = io.StringIO()
    _safe(frame).to_csv(target, index=False)
    return target.getvalue().encode("utf-8-sig")


def tabbed(frame: pd.DataFrame) -> str:
    """The frame as lines of cells between tabs: pasted, spreadsheets and Word take it for a table. No cell is a formula."""
    flat = _safe(frame).map(lambda value: " ".join(str(value).split()) if wording.given(value) else "")
    return "\n".join("\t".join(row) for row in [list(map(str, frame.columns)), *flat.to_numpy().tolist()])


def _safe(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.map(lambda value: f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value)


def made(headings: Sequence[str], *values: Iterable[object]) -> pd.DataFrame:
    """A table of columns under their headings, one for each."""
    return pd.DataFrame(dict(zip(headings, map(list, values), strict=True)))


def copy(frame: pd.DataFrame, key: str) -> None:
    """The numbers as text with a button that puts them on the clipboard. In the page's own flow, where the tab key finds them."""
    opened = st.expander(wording.COPY, key=f"copy_{key}", on_change="rerun")
    if opened.open:
        with opened:
            st.caption(wording.COPY_HELP)
            st.code(tabbed(frame), language=None, height=240)


def download_made(make: Callable[[], pd.DataFrame], name: str, key: str) -> None:
    """A button for a table that is put together when somebody takes it."""
    st.download_button(
        wording.DOWNLOAD, lambda: csv(make()), file_name=f"{name}.csv", mime="text/csv", key=f"csv_{key}", on_click="ignore"
    )


def download(frame: pd.DataFrame, name: str, key: str) -> None:
    """A button that hands the numbers out."""
    st.download_button(
        wording.DOWNLOAD, csv(frame), file_name=f"{name}.csv", mime="text/csv", key=f"csv_{key}", on_click="ignore"
    )
