"""From a count to its passages on every page, by mouse and by keyboard alone; what changes is announced; the paste box."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from pages.components import wording
from tests.e2e.conftest import Server, Visit, settle
from tests.e2e.test_pages import failures
from tests.e2e.test_tasks import choose, said

SLOW = 240_000
DRAFT = "Merseyside Police should raise awareness among officers of strangulation as a form of domestic abuse."


def tab_to(page: Page, target: Locator, most: int = 80) -> None:
    """Press the tabulator until the focus is on the target: what a person without a mouse does."""
    for _ in range(most):
        if target.evaluate("element => element === document.activeElement || element.contains(document.activeElement)"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("it can't be reached by keyboard")


def test_a_mark_of_the_matrix_opens_its_passages(visit: Visit) -> None:
    page = visit("/")
    chart = page.get_by_role("figure").filter(has=page.locator(".js-plotly-plot")).nth(1)
    mark = chart.locator("g.scatterlayer g.points path.point").first
    mark.evaluate("mark => mark.scrollIntoView({block: 'center'})")  # clear of the bar at the top
    mark.click(force=True)
    expect(page).to_have_url(re.compile(r"cell_review=[a-z0-9-]+&cell_theme=[a-z_]+"))
    expect(page.get_by_role("status").filter(has_text=re.compile(r"\d+ statements? in 1 review")).first).to_be_visible()
    page.get_by_role("button", name=wording.CLOSE_CELL).click()
    expect(page).not_to_have_url(re.compile("cell_review"))


def test_the_matrix_as_a_list_by_keyboard_alone(visit: Visit, server: Server) -> None:
    page = visit("/", width=320)
    opener = page.locator("summary").filter(has_text=wording.AS_LIST)
    tab_to(page, opener)
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Denise 2020").first
    link.wait_for()
    assert failures(page) == []
    tab_to(page, link)
    target = link.get_attribute("href") or ""
    again = visit("/" + target.removeprefix(server.url).lstrip("/"))
    expect(again.get_by_role("status").first).to_contain_text("Sefton DHR9 (Denise)")
    expect(again.get_by_role("status").filter(has_text=re.compile(r"\d+ statements? in 1 review")).first).to_be_visible()


def test_a_bar_opens_the_actions_it_counts(visit: Visit) -> None:
    page = visit("/actions")
    bars = page.get_by_role("figure").first.locator("g.barlayer g.point path")
    bars.first.click(force=True)
    expect(page).to_have_url(re.compile(r"behind=status\.complete"))
    expect(page.get_by_role("status").filter(has_text="Complete: 21 actions.")).to_be_visible()


def test_overdue_actions_of_one_agency_on_a_day_in_three_steps(visit: Visit) -> None:
    page = visit("/")
    page.get_by_role("link", name="Actions", exact=True).click()
    page.get_by_role("heading", level=1, name="Actions").wait_for()
    settle(page)
    page.get_by_text(wording.FILTERS).click()
    choose(page, wording.FILTER_LABELS["agencies"], "Multi-Agency Risk", several=True)
    expect(page.get_by_role("status").first).to_contain_text("Multi-Agency Risk Assessment Conference")
    choose(page, wording.STATUS_LABEL, wording.STATUS["overdue"])
    box = page.get_by_role("textbox", name=wording.ON_DATE)
    box.fill("2025-01-01")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"on=2025-01-01"))
    address = page.url
    rows = page.get_by_role("status").filter(has_text=re.compile(r"^\s*\d+ actions?\s*$"))
    counted = rows.first.inner_text()
    again = visit(re.sub(r"^https?://[^/]+", "", address))
    expect(again.get_by_role("status").filter(has_text=re.compile(r"^\s*\d+ actions?\s*$")).first).to_have_text(counted)


def test_a_changed_result_is_announced(visit: Visit) -> None:
    """The sentence with its count is a live region, there before and changed after: that is what a screen reader reads out."""
    page = visit("/themes?theme=information_sharing")
    before = page.get_by_role("status").first.inner_text()
    page.get_by_text(wording.FILTERS).click()
    choose(page, wording.FILTER_LABELS["areas"], "Manchester", several=True)
    expect(page.get_by_role("status").first).not_to_have_text(before)
    expect(page.get_by_role("status").first).to_contain_text("Manchester")


def test_a_draft_is_compared_and_what_it_lacks_is_said(visit: Visit) -> None:
    page = visit("/term_of_reference_13")
    page.get_by_text(wording.SAID_BOX).click()
    page.get_by_role("textbox", name=wording.SAID_LABEL).fill(DRAFT)
    page.get_by_role("button", name=wording.SAID_ASK).click()
    page.get_by_text(re.compile("it lacks")).wait_for(timeout=SLOW)
    assert "it lacks a date and a measure" in said(page)
    expect(page.get_by_text("legislation i.e. S21 Offences Against the Person Act").first).to_be_visible()


@pytest.mark.parametrize(
    ("path", "label", "typed", "lands"),
    [
        ("/", wording.READ_PASSAGES, "MARAC", "passages=marac_process"),
        ("/term_of_reference_13", wording.FINDING, "Related", "finding=related"),
        ("/actions", wording.STATUS_LABEL, "Overdue", "status=overdue"),
        ("/agencies", wording.CHOOSE_AGENCY, "Merseyside Police", "agency=police-merseyside"),
        ("/reviews", wording.CHOOSE_REVIEW, "Sefton DHR9", "review=sefton-dhr9"),
        ("/codebook", wording.CHOOSE_THEME, "MARAC", "entry=marac_process"),
    ],
)
def test_main_task_of_each_page_by_keyboard_alone(path: str, label: str, typed: str, lands: str, visit: Visit) -> None:
    page = visit(path)
    box = page.get_by_role("combobox", name=label).first
    tab_to(page, box)
    page.keyboard.type(typed)
    expect(page.get_by_role("option", name=re.compile(re.escape(typed))).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(lands)))
    settle(page)
    assert page.get_by_test_id("stException").count() == 0
