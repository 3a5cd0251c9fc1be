"""Each page cold by its address, as its reader meets it: light and dark, wide and narrow, with what axe has to say."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from pages.components import wording
from tests.e2e.conftest import FirstStart, Visit, settle

ADDRESSES = {key: "/" if key == "overview" else f"/{key}" for key in wording.PAGES}
ADDRESSES["one theme"] = "/themes?theme=information_sharing"
ADDRESSES["one agency"] = "/agencies?agency=police-merseyside"
ADDRESSES["one review"] = "/reviews?review=sefton-dhr9&ref=7.3"
ADDRESSES["one answer"] = "/term_of_reference_13?review=sefton-dhr9"
ADDRESSES["one entry"] = "/codebook?entry=information_sharing"
ADDRESSES["two themes"] = "/themes?theme=information_sharing&with=risk_assessment"
ADDRESSES["can't be told"] = "/themes?theme=marac_process&state=cannot_tell"
ABOUT = {
    "one theme": "Information sharing", "one agency": "Merseyside Police", "one review": "Sefton DHR9 (Denise), death 2020",
    "one answer": "Sefton DHR9 (Denise), death 2020", "one entry": "Information sharing", "two themes": "Information sharing",
    "can't be told": "MARAC process and attendance", "term_of_reference_13": "Sefton DHR9 (Denise), death 2020",
}  # fmt: skip
"""What an address is about, by name; term of reference 13 is always about one review."""
ADDRESSES["passages"] = "/?passages=information_sharing"
ADDRESSES["a count by theme"] = "/actions?by=theme&behind=asks.theme.marac_process.done"
ADDRESSES["a list of reviews"] = "/reviews?list=reviews&area=Manchester"
ADDRESSES["a list of statements"] = "/reviews?list=statements&area=Manchester"
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}


def failures(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA, with the element."""
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{v['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}" for v in found for node in v["nodes"]]


def sideways(page: Page) -> int:
    """Pixels by which the page or its main part is wider than the window."""
    return int(
        page.evaluate(
            """() => { const main = document.querySelector('[data-testid=stMain]');
            return Math.max(document.documentElement.scrollWidth - window.innerWidth, main.scrollWidth - main.clientWidth); }"""
        )
    )


def test_first_start_shows_progress_survives_being_killed_and_keeps_the_address(first_start: FirstStart) -> None:
    assert first_start.heading == wording.BUILDING_TITLE
    assert first_start.progress
    assert not first_start.half_built, "a killed build left something that could be taken for a database"
    assert first_start.heading_after == wording.PAGES["term_of_reference_13"].heading
    assert first_start.address_after.endswith("/term_of_reference_13?review=sefton-dhr9&finding=related")


@pytest.mark.parametrize("name", ADDRESSES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_page_cold_by_its_address(name: str, dark: bool, visit: Visit) -> None:
    page = visit(ADDRESSES[name], dark=dark)
    key = next(key for key, address in ADDRESSES.items() if address.partition("?")[0] == ADDRESSES[name].partition("?")[0])
    [heading] = page.locator("h1").all_inner_texts()
    assert key == "present" or heading == wording.PAGES[key].heading, "only a chart for a room is headed by its finding"
    about = f"{ABOUT[name]} – " if name in ABOUT else ""
    assert page.title() == f"{about}{wording.PAGES[key].menu} – {wording.SITE}"
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_test_id("stAlertContentError").count() == 0
    assert failures(page) == []
    if not dark:
        page.set_viewport_size({"width": 320, "height": 800})
        settle(page)
        page.wait_for_function("() => window.innerWidth === 320")
        assert sideways(page) <= 0
