"""A report may hold anything: on the pages its words are words, never markup, and its exports hold no formula."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.model import Passage, Statement
from analytics.pipeline import store_report
from analytics.pipeline.building import recode
from analytics.store.connection import Store
from pages.components import tables, wording
from tests import situations
from tests.pages.conftest import open_page

HOSTILE = "MARAC ![x](http://tracker.example/p.png) [y](javascript:z) <b>bold</b> :red[red] $a$ **strong**."
PLACES = [
    ("overview", {"passages": "marac_process"}),
    ("themes", {"theme": "marac_process", "opened": ("every_ask",)}),
    ("term_of_reference_13", {"review": "northby-2021-beth"}),
    ("actions", {"opened": ("actions_full",)}),
    ("agencies", {"agency": "police"}),
    ("reviews", {"review": "northby-2021-beth"}),
    ("reviews", {"review": "northby-2021-beth", "part": "statements"}),
]


@pytest.fixture
def hostile(database: Path) -> None:
    """Beth's report, its words replaced by hostile ones."""
    report = situations.beth()
    statements = (
        Statement("7.1", "key_issue", HOSTILE, HOSTILE, 1),
        *(replace(s, text=f"{s.text} {HOSTILE}") for s in report.statements),
    )
    actions = tuple(
        replace(a, recommendation=f"={HOSTILE}", action=HOSTILE, lead=HOSTILE, outcome=HOSTILE) for a in report.actions
    )
    passages = (Passage("7.1", None, HOSTILE, 1),)
    made = replace(
        report, document=situations.document("hostile.txt"), statements=statements, actions=actions, paragraphs=passages,
        warnings=(HOSTILE,),
    )  # fmt: skip
    with Store(database) as store:
        store_report(store, made, situations.REFERENCE, None)
        recode(store, situations.StandIn())


@pytest.mark.parametrize(("page", "query"), PLACES)
def test_words_of_a_report_are_never_markup(page: str, query: dict[str, Any], hostile: None) -> None:
    app = open_page(page, **query)
    assert not app.exception
    said = [str(e.value) for kind in ("markdown", "caption", "info", "header", "subheader") for e in app.get(kind)]
    cells = [str(cell) for table in app.table for cell in table.value.to_numpy().ravel()]
    for text in said + cells:
        assert "![x](" not in text
        assert "[y](javascript" not in text
        assert ":red[" not in text
        assert "<b>" not in text
    shown = (
        [e.value for e in app.get("text")] + said + cells + [str(c) for d in app.dataframe for c in d.value.to_numpy().ravel()]
    )
    assert any("tracker" in text for text in shown), "the hostile words should be shown, as words"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_csv_holds_no_formula(text: str) -> None:
    lines = tables.csv(pd.DataFrame({"Words": [text]})).decode("utf-8-sig").splitlines()
    assert lines[0] == "Words"
    assert lines[1].strip('"').startswith("'")


def test_csv_leaves_numbers_alone() -> None:
    assert tables.csv(pd.DataFrame({"Months late": [-2, 3]})).decode("utf-8-sig").split() == ["Months", "late", "-2", "3"]


@pytest.mark.parametrize("text", [HOSTILE, "`code`", "# heading", "1. list", "a_b_c ~x~", "https://example.org/"])
def test_escaped_text_reads_back_as_itself(text: str) -> None:
    escaped = wording.escape(text)
    assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped) == text
    assert not re.search(r"(?<!\\)[*_`<\[$]", escaped)
