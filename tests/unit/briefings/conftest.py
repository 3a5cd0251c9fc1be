"""Libraries that the export tests read, and one order for all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from analytics.briefings.contents import Contents, gather
from analytics.briefings.order import Order
from analytics.model import Action, Particulars, Report, Statement
from analytics.pipeline import store_report
from analytics.pipeline.building import recode
from analytics.store.connection import Store
from tests import situations

DAY = date(2024, 7, 1)
HOSTILE = (
    '=HYPERLINK("http://example.org/x","click") about MARAC',
    "<script>alert(1)</script><img src=http://example.org/y> MARAC & more",
    "@SUM(A1) +1 MARAC {{ 7 * 7 }} _x0041_ [[x]]",
    "-2+3 MARAC with a bell \x07 and a form feed \x0c inside",
    "MARAC " + "a very long statement. " * 2000,
    "MARAC turned \u202eround and \u2067not back, in \u0639\u0631\u0628\u064a",
)


@pytest.fixture(scope="package")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with situations.library(tmp_path_factory.mktemp("library") / "library.duckdb") as store:
        yield store


@pytest.fixture(scope="package")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with situations.empty(tmp_path_factory.mktemp("empty") / "empty.duckdb") as store:
        yield store


@pytest.fixture(scope="package")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The library with a fictional report whose statements try to be something else, and with dates of full precision."""
    with situations.library(tmp_path_factory.mktemp("hostile") / "library.duckdb") as store:
        statements = tuple(Statement(f"{n}.1", "key_issue", None, text, n) for n, text in enumerate(HOSTILE, start=1))
        report = Report(
            situations.document("evil.txt"),
            Particulars("Northby Community Safety Partnership", "=Eve", "Overview Report", "2017-01-02", "2018-01"),
            statements=(
                *statements,
                Statement("Recommendation 1 (Northby Police)", "recommendation", "Northby Police", "=1+1", 9),
            ),
            actions=(
                Action("Northby Police", "1", "=1+1", None, "+cmd", None, None, "2018-05-31", None, "complete", "2018-07-01"),
            ),
        )
        store_report(store, report, situations.REFERENCE, None, restricted=False)
        recode(store, situations.StandIn())
        yield store


@pytest.fixture(scope="package")
def order() -> Order:
    return Order(today=DAY, marking="OFFICIAL", who="A. Analyst")


@pytest.fixture(scope="package")
def contents(library: Store, order: Order) -> Contents:
    return gather(library, order)
