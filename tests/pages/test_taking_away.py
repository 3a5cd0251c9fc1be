"""From any chart: its numbers to copy, as CSV, and the chart as PNG and SVG, all made on this machine."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pages.components import pictures, tables, wording
from tests.pages.conftest import open_page


def test_what_is_copied_are_the_numbers_of_the_chart(database: Path) -> None:
    app = open_page("actions", opened=("table_action-status", "copy_action-status"), on="2024-07-01")
    assert [code.value for code in app.code] == [
        "Status\tActions\nComplete\t1 of 4\nOverdue\t1 of 4\nNot started\t1 of 4\nNo information\t1 of 4"
    ]


def test_every_chart_offers_the_four_ways(database: Path) -> None:
    app = open_page("actions", opened=("table_action-status", "table_slippage"), on="2024-07-01")
    labels = [button.label for button in app.get("download_button")]
    for label in (wording.DOWNLOAD, pictures.PNG, pictures.SVG):
        assert labels.count(label) >= 2, label
    assert [expander.label for expander in app.expander].count(wording.COPY) >= 2


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "@SUM(A1)", "-2+3"])
def test_pasting_evaluates_nothing(text: str) -> None:
    assert tables.tabbed(pd.DataFrame({"Words": [text], "Number": [-2]})) == f"Words\tNumber\n'{text}\t-2"


def test_a_cell_stays_one_cell() -> None:
    frame = pd.DataFrame({"Words": ["two\tcells\nand lines", None], "Number": [1.0, None]})
    assert tables.tabbed(frame).split("\n") == ["Words\tNumber", "two cells and lines\t1.0", "\t"]
