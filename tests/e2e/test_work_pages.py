"""Import, Coding, Codebook and Search as their users meet them: by mouse and by keyboard alone, with the real model."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pages.components import wording
from pages.components.wording import search as search
from pages.components.wording import work as work
from tests.e2e.conftest import Visit, settle
from tests.e2e.test_pages import failures, sideways
from tests.fixtures import catalogue

BRIEFING = "larkhampton-briefing.txt"
SLOW = 240_000


@pytest.fixture
def briefing(tmp_path: Path) -> Path:
    path = tmp_path / BRIEFING
    path.write_bytes(catalogue.file_of(BRIEFING))
    return path


def drop(page: Page, *files: Path) -> None:
    page.locator("input[type=file]").set_input_files([str(file) for file in files])


def name(page: Page, who: str = "Strategic lead") -> None:
    box = page.get_by_role("textbox", name=work.WHO)
    box.fill(who)
    box.press("Tab")
    settle(page)


def judged(page: Page) -> int:
    """How many suggestions the page says are judged."""
    found = re.search(r"(\d+) of ([\d,]+) suggested", page.get_by_role("status").first.inner_text())
    assert found
    return int(found[1])


def test_search_is_typed_found_and_shared_by_its_address(visit: Visit) -> None:
    page = visit("/")
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_role("heading", level=1, name="Search").wait_for()
    box = page.get_by_role("searchbox", name=search.SEARCH_LABEL)
    box.fill("strangulation")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=strangulation"))
    status = page.get_by_role("status").first
    expect(status).to_contain_text("for “strangulation”")
    expect(page.get_by_text(re.compile("Found by: strangulation")).first).to_be_visible()
    again = visit("/search?q=strangulation")
    expect(again.get_by_role("status").first).to_have_text(status.inner_text())


def test_an_example_is_a_search_with_an_address(visit: Visit) -> None:
    page = visit("/search")
    page.get_by_role("button", name=re.compile("^strangulation")).click()
    expect(page).to_have_url(re.compile(r"/search\?q=strangulation$"))
    expect(page.get_by_role("status").first).to_contain_text("row of an action plan")
    page.get_by_role("link", name=wording.OPEN_ACTION).first.click()
    page.get_by_role("heading", level=1, name="Actions").wait_for()
    expect(page.get_by_role("status").filter(has_text=re.compile(r"^\s*1 action\.\s*$"))).to_be_visible()


@pytest.mark.parametrize("typed", ['"', "🙂", 'MARAC "', "AND (OR", "x" * 10_000])
def test_typing_anything_shows_no_error(typed: str, visit: Visit) -> None:
    page = visit("/search")
    box = page.get_by_role("searchbox", name=search.SEARCH_LABEL)
    box.fill(typed)
    box.press("Enter")
    settle(page)
    assert page.get_by_test_id("stException").count() == 0
    assert page.get_by_test_id("stAlertContentError").count() == 0
    expect(page.get_by_role("status").first).to_be_visible()


def test_meaning_finds_what_other_words_say(visit: Visit) -> None:
    page = visit("/search?q=staff did not ask further questions")
    expect(page.get_by_role("heading", name=search.SECTION_MEANING)).to_have_count(0)
    page.get_by_text(search.BY_MEANING, exact=True).click()
    expect(page.get_by_role("heading", name=search.SECTION_MEANING)).to_be_visible(timeout=SLOW)
    expect(page.get_by_text(re.compile("Similar in meaning")).nth(1)).to_be_visible(timeout=SLOW)
    expect(page).to_have_url(re.compile("meaning=1"))


def test_coding_by_keyboard_alone_and_undo(visit: Visit) -> None:
    page = visit("/coding")
    before = judged(page)
    name(page)
    accept = page.get_by_role("button", name="Accept")
    expect(accept).to_be_enabled(timeout=SLOW)  # a button that is still off takes no focus
    accept.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text(f"{before + 1} of", timeout=SLOW)
    settle(page)
    expect(accept).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text(f"{before + 2} of")
    page.get_by_role("button", name=work.UNDO).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text(f"{before + 1} of")
    judged_page = visit("/coding?show=judged")
    name(judged_page)
    judged_page.get_by_role("button", name=work.TAKE_BACK).first.click()
    expect(judged_page.get_by_role("status").first).to_contain_text(f"{before} of")


def test_report_is_previewed_corrected_and_stored(visit: Visit, briefing: Path, tmp_path: Path) -> None:
    torn = tmp_path / "torn.pdf"
    torn.write_bytes(b"%PDF-1.4 nothing")
    page = visit("/import")
    drop(page, briefing, torn)
    page.get_by_role("heading", name=work.SECTION_CHECK).wait_for(timeout=60_000)
    settle(page)
    expect(page.get_by_role("alert").filter(has_text="torn.pdf")).to_be_visible()
    expect(page.get_by_role("textbox", name=work.PARTICULARS["victim_pseudonym"])).to_have_value("Jodie")
    assert failures(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    settle(page)
    assert sideways(page) <= 0
    page.set_viewport_size({"width": 1366, "height": 900})
    name(page)
    box = page.get_by_role("textbox", name=work.PARTICULARS["title"])
    box.fill("Larkhampton (fictional)")
    box.press("Tab")
    settle(page)
    page.get_by_role("button", name=work.STORE_ONE).click()
    page.get_by_role("button", name=work.STOP, exact=True).first.wait_for()
    expect(page.get_by_text("Larkhampton (fictional).")).to_be_visible(timeout=SLOW)
    page.get_by_role("link", name=work.GO_ANSWER).click()
    page.get_by_role("heading", level=1, name=wording.PAGES["term_of_reference_13"].heading).wait_for()
    expect(page).to_have_url(re.compile("review=larkhampton-2022-jodie"))
    expect(page.get_by_role("combobox", name=wording.CHOOSE_REVIEW)).to_have_value(
        re.compile(r"^Larkhampton \(fictional\), death 2022$")
    )
    again = visit("/import")
    drop(again, briefing)
    expect(again.get_by_text(work.UNCHANGED)).to_be_visible(timeout=60_000)


def test_stopping_leaves_nothing_behind(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "northmere-overview.docx"
    path.write_bytes(catalogue.file_of(path.name))
    page = visit("/import")
    drop(page, path)
    page.get_by_role("heading", name=work.SECTION_CHECK).wait_for(timeout=60_000)
    settle(page)
    page.get_by_role("button", name=work.STORE_ONE).click()
    page.get_by_test_id("stMain").get_by_role("button", name=work.STOP, exact=True).click()
    expect(page.get_by_text(work.STOPPED)).to_be_visible(timeout=60_000)
    reviews = visit("/reviews")
    expect(reviews.get_by_text("Northmere")).to_have_count(0)


def test_themes_the_codebook_may_lack_are_looked_for_on_request(visit: Visit) -> None:
    page = visit("/codebook")
    page.get_by_role("button", name=work.LOOK).click()
    page.get_by_role("button", name=work.LOOK_AGAIN).wait_for(timeout=SLOW)
    assert page.get_by_test_id("stException").count() == 0
    assert failures(page) == []
