"""The exported web page in a real browser: no request leaves the file, no axe failure, no sideways scroll, and it prints."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from analytics.briefings import web_page
from analytics.briefings.order import Order
from tests import situations

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    with situations.library(folder / "library.duckdb") as store:
        content = web_page.build(store, Order(today=date(2024, 7, 1), marking="OFFICIAL"))
    (folder / "page.html").write_bytes(content)
    return folder / "page.html"


@pytest.mark.parametrize("width", [1366, 320])
def test_it_opens_offline_without_failure(exported: Path, browser: Browser, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, offline=True)
    page = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(exported.as_uri())
    assert requests == [exported.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []
    violations = Axe().run(page, options=RULES).response["violations"]
    assert [violation["id"] for violation in violations] == []
    context.close()


def test_it_prints_to_pages_of_their_own(exported: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(exported.as_uri())
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF")
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") >= 2
    page.close()
