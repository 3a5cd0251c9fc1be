"""From any chart: its numbers to copy, as CSV, and the chart as PNG and SVG, all made on this machine."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics.store.connection import Store
from pages.components import tables, wording
from pages.components.wording import present as texts
from tests.pages.conftest import open_page


def test_what_is_copied_are_the_numbers_of_the_chart(database: Path) -> None:
    app = open_page("actions", opened=("table_action-status", "copy_action-status"), on="2024-07-01")
    assert [code.value for code in app.code] == [
        "Status\tActions\nComplete\t1 of 4\nOverdue\t1 of 4\nNot started\t1 of 4\nNo information\t1 of 4"
    ]


def test_every_chart_offers_the_four_ways(database: Path) -> None:
    app = open_page("actions", opened=("table_action-status", "table_slippage"), on="2024-07-01")
    labels = [button.label for button in app.get("download_button")]
    for label in (wording.DOWNLOAD, wording.PNG, wording.SVG):
        assert labels.count(label) >= 2, label
    assert [expander.label for expander in app.expander].count(wording.COPY) >= 2


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "@SUM(A1)", "-2+3"])
def test_pasting_evaluates_nothing(text: str) -> None:
    assert tables.tabbed(pd.DataFrame({"Words": [text], "Number": [-2]})) == f"Words\tNumber\n'{text}\t-2"


def test_a_cell_stays_one_cell() -> None:
    frame = pd.DataFrame({"Words": ["two\tcells\nand lines", None], "Number": [1.0, None]})
    assert tables.tabbed(frame).split("\n") == ["Words\tNumber", "two cells and lines\t1.0", "\t"]


def offered() -> None:
    """The part of Present that makes files; the test kit forgets, unlike a browser, that the expander around it is open."""
    from analytics.filters import Filters
    from pages.components import downloads

    downloads.offer(Filters())


def test_restricted_reviews_go_in_only_where_somebody_ticks_them_in_and_then_marked(database: Path) -> None:
    app = AppTest.from_function(offered).run()
    assert [box.label for box in app.selectbox if box.key == "marking"] == [texts.MARKING]
    box = app.checkbox(key="include_restricted")
    assert not box.value
    box.check().run()
    assert not [box for box in app.selectbox if box.key == "marking"], "the marking is no longer a choice"
    assert wording.escape(texts.RESTRICTED_MARKED) in [caption.value for caption in app.caption]
    with mock.patch("analytics.briefings.registry.produce", return_value=("x.zip", b"x")) as produce:
        app.button(key="make_file").click().run()
    order = produce.call_args.args[2]
    assert (order.include_restricted, order.marking) == (True, "OFFICIAL-SENSITIVE")


def test_where_no_review_is_restricted_there_is_nothing_to_tick(database: Path) -> None:
    with Store(database) as store:
        store.frame("update review set restricted = false")
    app = AppTest.from_function(offered).run()
    assert not app.checkbox
    with mock.patch("analytics.briefings.registry.produce", return_value=("x.zip", b"x")) as produce:
        app.button(key="make_file").click().run()
    assert produce.call_args.args[2].include_restricted is False
