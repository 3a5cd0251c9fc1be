"""What people come for, done as they would: by address, by clicking, by keyboard, side by side."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from pages.components import wording
from tests.e2e.conftest import Server, Visit, settle


def choose(page: Page, label: str, words: str, several: bool = False) -> None:
    """Pick an entry of a select box by typing a part of it; in a box for several choices, by going down to it."""
    box = page.get_by_role("combobox", name=label).first
    box.click()
    _type(page, box, words)
    if several:
        box.press("ArrowDown")
    box.press("Enter")
    if several:
        page.keyboard.press("Escape")  # its list stays open, and hides the rest while it is
    settle(page)


def _type(page: Page, box: Locator, words: str, tries: int = 3) -> None:
    """Type until the list is narrowed: one that is drawn anew meanwhile forgets what was typed, and a person types again."""
    wanted = page.get_by_role("option", name=re.compile(re.escape(words))).first
    for left in reversed(range(tries)):
        box.fill("")
        box.fill(words)
        try:
            expect(wanted).to_be_visible()
            return
        except AssertionError:
            if not left:
                raise


def said(page: Page) -> str:
    return page.get_by_test_id("stMain").inner_text()


def test_an_address_restores_the_view_and_changes_with_it(visit: Visit, server: Server) -> None:
    page = visit("/?area=Manchester&year_from=2016")
    sentence = page.get_by_role("status").first
    expect(sentence).to_contain_text("Manchester, deaths from 2016")
    page.get_by_text(wording.FILTERS).click()
    choose(page, wording.FILTER_LABELS["themes"], "Information sharing", several=True)
    expect(page).to_have_url(re.compile(r"theme=information_sharing"))
    expect(sentence).to_contain_text("Information sharing")
    again = visit(page.url.removeprefix(server.url))
    expect(again.get_by_role("status").first).to_have_text(sentence.inner_text())


def test_two_browsers_with_different_filters_leave_each_other_alone(visit: Visit) -> None:
    first, second = visit("/actions?review=sefton-dhr9"), visit("/?area=Manchester")
    expect(first.get_by_role("status").first).to_contain_text("Denise")
    expect(second.get_by_role("status").first).to_contain_text("Manchester")
    first.reload()
    settle(first)
    expect(first.get_by_role("status").first).to_contain_text("Denise")
    expect(second.get_by_role("status").first).not_to_contain_text("Denise")


def test_filters_hold_from_page_to_page(visit: Visit) -> None:
    page = visit("/?area=Manchester")
    page.get_by_role("link", name="Themes", exact=True).click()
    page.get_by_role("heading", level=1, name="Themes").wait_for()
    expect(page.get_by_role("status").first).to_contain_text("Manchester")
    expect(page).to_have_url(re.compile(r"/themes\?area=Manchester"))


def test_how_many_reviews_mention_marac_and_what_they_say(visit: Visit) -> None:
    page = visit("/")
    choose(page, wording.READ_PASSAGES, "MARAC")
    expect(page.get_by_role("status").filter(has_text=re.compile(r"\d+ statements in \d+ reviews?")).first).to_be_visible()
    assert "MARAC" in said(page)
    expect(page).to_have_url(re.compile(r"passages=marac_process"))


def test_term_of_reference_13_for_denise_within_three_clicks(visit: Visit) -> None:
    page = visit("/")
    page.get_by_role("link", name="Term of reference 13").click()
    page.get_by_role("heading", level=1, name="Term of reference 13").wait_for()
    settle(page)
    answer = page.locator("h2").first.inner_text()
    assert re.match(r"(Probably|Yes|In part|No)\b.*learning point", answer), answer
    assert "Compared with 10 other reviews (all public digests)." in said(page)


def test_the_answer_s_review_is_in_the_address_and_back_leads_back(visit: Visit, server: Server) -> None:
    page = visit("/")
    page.get_by_role("link", name="Term of reference 13", exact=True).click()
    expect(page).to_have_url(f"{server.url}/term_of_reference_13?review=sefton-dhr9")
    settle(page)
    expect(page.get_by_role("status").first).to_contain_text("Sefton DHR9 (Denise)")
    page.go_back()
    settle(page)
    expect(page).to_have_url(f"{server.url}/term_of_reference_13")
    page.go_back()
    page.get_by_role("heading", level=1, name=wording.PAGES["overview"].heading).wait_for()
    expect(page).to_have_url(f"{server.url}/")


def test_overdue_actions_of_one_agency_on_a_day(visit: Visit) -> None:
    page = visit("/")
    page.get_by_role("link", name="Actions", exact=True).click()
    page.get_by_role("heading", level=1, name="Actions").wait_for()
    choose(page, wording.FILTER_LABELS["agencies"], "Multi-Agency Risk", several=True)
    on = page.get_by_role("textbox", name=wording.ON_DATE)
    on.fill("01/06/2024")
    on.press("Enter")
    expect(page).to_have_url(re.compile(r"on=2024-06-01"))
    choose(page, wording.STATUS_LABEL, wording.STATUS["overdue"])
    expect(page).to_have_url(re.compile(r"agency=\w+"))
    rows = page.get_by_role("status").filter(has_text=re.compile(r"^\s*\d+ actions?\s*$"))
    expect(rows.first).to_be_visible()


def test_a_click_on_a_bar_and_the_link_of_its_count_open_the_same_actions(visit: Visit) -> None:
    page = visit("/actions")
    page.get_by_text(wording.AS_TABLE).first.click()
    link = page.get_by_role("link", name=re.compile(r"^\d+ of 29$")).nth(1)
    link.wait_for()
    address, number = link.get_attribute("href"), link.inner_text().split()[0]
    mark = page.locator(".js-plotly-plot").first.locator(".bars .point path").nth(1)
    mark.wait_for()
    settle(page)
    mark.click(force=True)  # the layer that takes plotly's clicks lies above its marks
    shown = page.get_by_role("status").filter(has_text=re.compile(rf": {number} actions?\.$"))
    expect(shown).to_be_visible()
    assert address is not None
    assert parse_qs(urlsplit(page.url).query)["behind"] == parse_qs(urlsplit(address).query)["behind"]


def test_keyboard_alone_finds_a_theme_and_its_passages(visit: Visit) -> None:
    page = visit("/themes")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.getAttribute('aria-label') || ''").endswith(wording.CHOOSE_THEME):
            break
    else:
        raise AssertionError("the choice of a theme can't be reached by keyboard")
    page.keyboard.type("Professional curiosity")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2, name="Professional curiosity")).to_be_visible()
    expect(page).to_have_url(re.compile(r"theme=professional_curiosity"))


def test_keyboard_alone_turns_the_charts(visit: Visit) -> None:
    page = visit("/present")
    first = page.locator("h1").inner_text()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"slide=2"))
    expect(page.locator("h1")).not_to_have_text(first)


def test_every_slide_fits_a_screen_in_a_room(visit: Visit) -> None:
    page = visit("/present")
    page.set_viewport_size({"width": 1366, "height": 768})
    last = int(re.search(r"Chart 1 of (\d+)", said(page)).group(1))  # type: ignore[union-attr]
    for number in range(1, last + 1):
        page.goto(re.sub(r"\?.*", "", page.url) + f"?slide={number}")
        settle(page)
        source = page.get_by_text("Source:").first
        source.wait_for()
        page.wait_for_function("() => document.querySelector('.js-plotly-plot .main-svg')")
        box = source.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 768, f"chart {number} is taller than the screen"


def test_every_slide_s_words_are_whole_on_the_narrowest_screen(visit: Visit) -> None:
    """A desktop's page at 400% is 320 pixels wide, and no phone that says that it is one."""
    page = visit("/present", width=320)
    last = int(re.search(r"Chart 1 of (\d+)", said(page)).group(1))  # type: ignore[union-attr]
    for number in range(1, last + 1):
        page.goto(re.sub(r"\?.*", "", page.url) + f"?slide={number}")
        settle(page)
        page.wait_for_function("() => document.querySelector('.js-plotly-plot .bartext')")
        words = page.locator(".js-plotly-plot text").evaluate_all(
            "all => all.map(one => [one.textContent, one.getBoundingClientRect()]).filter(([said, _]) => said.trim())"
            ".map(([said, box]) => [said, box.left, box.right, box.height])"
        )
        assert len(words) > 1
        assert [said for said, left, right, _ in words if left < 0 or right > 320] == [], f"cut off in chart {number}"
        assert [said for said, _, _, tall in words if tall < 8] == [], f"too small in chart {number}"


def test_unknown_theme_in_a_link_is_one_message_and_shows_everything_on_request(visit: Visit) -> None:
    page = visit("/?theme=nonsense")
    expect(page.get_by_role("alert")).to_contain_text(wording.ERROR_LINK)
    page.get_by_role("button", name=wording.CLEAR_FILTERS).click()
    expect(page.get_by_role("status").first).to_contain_text("All reviews")


def test_download_opens_and_holds_no_formula(visit: Visit) -> None:
    page = visit("/actions")
    with page.expect_download() as caught:
        page.get_by_role("button", name=wording.DOWNLOAD).last.click()
    text = caught.value.path().read_text(encoding="utf-8-sig")
    assert text.startswith("Review,Plan,No.,Recommendation")
    assert not re.search(r'(^|,)"?[=+@]', text, flags=re.MULTILINE)


def test_a_chart_can_be_copied_as_numbers_and_taken_as_a_picture(visit: Visit) -> None:
    page = visit("/actions")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_text(wording.AS_TABLE).first.click()
    opener = page.locator("summary").filter(has_text=wording.COPY).first
    opener.wait_for()
    settle(page)  # charts are drawn last and move what is below them
    opener.focus()
    page.keyboard.press("Enter")
    box = page.get_by_test_id("stCode")
    box.wait_for(timeout=60_000)
    settle(page)
    opener.focus()
    page.keyboard.press("Tab")
    expect(box).to_be_focused()
    button = box.get_by_role("button")
    button.wait_for()  # it shows itself once the keys are in its box
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    copied: list[str] = []
    for _ in range(100):
        if copied := page.evaluate("navigator.clipboard.readText()").splitlines():
            break
        page.wait_for_timeout(100)
    assert copied[0] == "Status\tActions"
    assert re.fullmatch(r"Complete\t\d+ of 29", copied[1])
    for label, start in ((wording.PNG, b"\x89PNG"), (wording.SVG, b"<svg")):
        with page.expect_download() as caught:
            page.get_by_role("button", name=label).first.click()
        assert start in caught.value.path().read_bytes()[:300], label
