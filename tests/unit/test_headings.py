"""A report's headings over its text, and where the text leaves a table out; worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from pages.components import headings

FORMS = headings.written(["Denise was known to MARAC.", "A review of Denise and the MARAC.", "The review process. Review of it."])


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("THE REVIEW PROCESS", "The review process"),
        ("DENISE AND MARAC", "Denise and MARAC"),
        ("Key events", "Key events"),
        ("SOMETHING NEW", "Something new"),
        ("9.2", "9.2"),
    ],
)
def test_capitals_become_what_the_report_writes_elsewhere(title: str, shown: str) -> None:
    assert headings.as_sentence(title, FORMS) == shown


def passages(*rows: tuple[str | None, str | None, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["ref", "section", "text"])


def test_a_heading_stands_where_its_section_begins() -> None:
    rows = passages((None, None, "Front"), ("1.1", "1", "A"), ("1.2", "1", "B"), ("2.1", "2", "C"), ("3.1", "3", "No name"))
    assert headings.between(rows, {"1": "1 First", "2": "2 Second"}) == ["", "1 First", "", "2 Second", ""]


def test_a_table_that_is_announced_and_missing_is_noted() -> None:
    rows = passages(
        ("1.2", "1", "The following pseudonyms have been used:"), ("1.3", "1", "The terms are:"), (None, "1", "A list without numbers"),
        ("2.1", "2", "The terms are:"), ("2(a)", "2", "a lettered list"), ("2.2", "2", "The table below shows who took part."),
        ("2.3", "2", "The panel met five times."), ("2.4", "2", "The end:"),
    )  # fmt: skip
    assert headings.leaves_out(rows) == [True, False, False, False, False, True, False, False]
