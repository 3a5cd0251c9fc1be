"""The web page: valid for a screen reader, nothing fetched, nothing run, everything escaped."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from lxml import html

from analytics.briefings import web_page
from analytics.briefings.charts import Chart, Series
from analytics.briefings.contents import Contents
from analytics.briefings.order import Order
from analytics.briefings.svg_bars import BAR, drawing
from analytics.figures.figure import Figure
from analytics.store.connection import Store
from tests.unit.briefings.conftest import HOSTILE


@pytest.fixture(scope="module")
def page(contents: Contents) -> str:
    return web_page.from_contents(contents).decode("utf-8")


@pytest.fixture(scope="module")
def tree(page: str) -> Any:
    return html.document_fromstring(page)


def test_one_h1_and_headings_that_skip_no_level(tree: Any) -> None:
    levels = [int(heading.tag[1]) for heading in tree.iter("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_language_title_skip_link_and_landmarks(tree: Any) -> None:
    assert tree.get("lang") == "en-GB"
    assert tree.findtext(".//title") == "What keeps coming up in domestic homicide reviews: All reviews"
    first = tree.xpath("//a")[0]
    assert first.get("href") == "#main"
    assert tree.xpath("//main[@id='main']")
    assert tree.xpath("//header")
    assert tree.xpath("//nav[@aria-label]")


def test_ids_are_unique_and_every_inner_link_leads_somewhere(tree: Any) -> None:
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in tree.xpath("//a/@href") if target.startswith("#")} <= set(ids)


def test_tables_have_captions_and_scopes(tree: Any) -> None:
    tables = tree.xpath("//table")
    assert len(tables) >= 5
    for table in tables:
        assert table.findtext("caption")
        assert all(cell.get("scope") for cell in table.iter("th"))
        assert all(row[0].tag == "th" for row in table.xpath("./tbody/tr"))


def test_charts_have_names_and_their_numbers_as_a_table(tree: Any) -> None:
    charts = tree.xpath("//*[local-name()='svg']")
    assert len(charts) >= 3
    for chart in charts:
        assert chart.get("role") == "img"
        named = tree.get_element_by_id(chart.get("aria-labelledby"))
        assert len(named.text_content()) > 30
        assert chart.getparent().xpath(".//table")


def test_symbols_of_the_matrix_are_words_for_a_screen_reader(tree: Any) -> None:
    cells = [cell.text_content() for cell in tree.xpath("//table[@class='matrix']//span[@class='vh']")]
    assert {"found, 3 statements", "not found", "cannot tell (partial)"} <= set(cells)


def test_nothing_is_fetched_or_run(tree: Any, page: str) -> None:
    assert not tree.xpath("//script | //link | //img | //iframe | //object | //form | //*[@src] | //*[@srcset]")
    assert not re.findall(r"url\(|@import|<\s*base", page)
    assert not [
        name for element in tree.iter() if isinstance(element.tag, str) for name in element.attrib if name.startswith("on")
    ]
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    outward = [target for target in tree.xpath("//@href") if not target.startswith("#")]
    assert outward == ["https://example.org/southby"]


def test_it_carries_view_day_versions_and_marking(tree: Any) -> None:
    text = tree.text_content()
    for said in ("All reviews. 3 reviews: 2 reports and 1 public digest. Made on 1 July 2024 by A. Analyst.", "codebook 1"):
        assert said in text
    assert [mark.text for mark in tree.xpath("//p[@class='mark']")] == ["OFFICIAL", "OFFICIAL"]
    assert "Dora" not in text


def test_review_text_is_escaped(hostile: Store, order: Order) -> None:
    page = web_page.build(hostile, order).decode("utf-8")
    tree = html.document_fromstring(page)
    assert not tree.xpath("//script | //img")
    assert HOSTILE[1] in tree.text_content()
    assert "{{ 7 * 7 }}" in page
    assert "\x07" not in page


def test_a_link_that_is_no_web_address_is_no_link(contents: Contents) -> None:
    reviews = contents.reviews.assign(source_url="javascript:alert(1)", source_title="A source")
    page = web_page.from_contents(replace(contents, reviews=reviews)).decode("utf-8")
    assert "javascript:" not in page
    assert "A source" in page


def figure() -> Figure:
    import pandas as pd
    import plotly.graph_objects as go

    return Figure(go.Figure(), "Title", "Subtitle", "Source", "Alt", pd.DataFrame())


def test_bars_are_as_long_as_their_numbers() -> None:
    chart = Chart(
        figure(), ("a", "b", "c"), (Series("One", (1.0, 2.0, 0.0)), Series("Two", (3.0, 0.0, 0.0), light=True)), "Things"
    )
    made = drawing(chart)
    first, second, third = made.bars
    unit = first.segments[0].width
    assert [part.width for part in first.segments] == pytest.approx([unit, 3 * unit], abs=0.2)
    assert second.segments[0].width == pytest.approx(2 * unit, abs=0.2)
    assert first.segments[1].x == pytest.approx(first.segments[0].x + unit, abs=0.2)
    assert [bar.number for bar in made.bars] == ["4", "2", "0"]
    assert third.segments[0].width == 0
    assert made.key == (("One", False), ("Two", True))


def test_bars_below_zero_go_to_the_left() -> None:
    made = drawing(Chart(figure(), ("late", "early"), (Series("Months", (4.0, -2.0)),), "Months"))
    late, early = (bar.segments[0] for bar in made.bars)
    assert late.x == pytest.approx(made.zero, abs=0.1)
    assert early.x + early.width == pytest.approx(made.zero, abs=0.1)
    assert late.width == pytest.approx(2 * early.width, abs=0.2)
    assert made.bars[1].number == "−2"
    assert made.key == ()


def test_hatching_stays_inside_its_bar_and_goes_both_ways() -> None:
    series = Series("One", (2.0, 2.0), hatched=(False, True))
    plain, crossed = (bar.segments[0] for bar in drawing(Chart(figure(), ("a", "b"), (series,), "Things")).bars)
    assert plain.lines == ()
    for x1, y1, x2, y2 in crossed.lines:
        assert crossed.x - 0.1 <= x1 < x2 <= crossed.x + crossed.width + 0.1
        assert 0 <= min(y1, y2) <= max(y1, y2) <= BAR
        assert abs(y2 - y1) == pytest.approx(x2 - x1, abs=0.15), "at 45 degrees"
    assert {y2 > y1 for _, y1, _, y2 in crossed.lines} == {True, False}


def test_a_weak_theme_is_hatched_and_named_so(library: Store, order: Order) -> None:
    page = web_page.build(library, replace(order, weak_themes=frozenset({"marac_process"}))).decode("utf-8")
    assert "MARAC process (weak)" in page
    assert 'class="on-dark"' in page
    assert "fewer than 3 in 4 suggestions are right" in page
    assert "(weak)" not in web_page.build(library, order).decode("utf-8")


def test_no_category_draws_an_empty_chart() -> None:
    assert drawing(Chart(figure(), (), (Series("None", ()),), "Things")).bars == ()
