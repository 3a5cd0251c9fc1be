"""The deck: what a careful person would check before sending it round."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pptx.enum.dml import MSO_FILL, MSO_PATTERN

from analytics.briefings import powerpoint
from analytics.briefings.contents import Contents
from analytics.briefings.order import Order
from analytics.store.connection import Store
from tests.unit.briefings import readers
from tests.unit.briefings.conftest import HOSTILE


@pytest.fixture(scope="module")
def content(contents: Contents) -> bytes:
    return powerpoint.from_contents(contents)


@pytest.fixture(scope="module")
def deck(content: bytes) -> Any:
    return readers.deck(content)


def objects(deck: Any) -> list[Any]:
    return [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart or shape.has_table]


def test_it_is_sixteen_to_nine_with_one_master_and_only_our_layouts(deck: Any) -> None:
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=0.001)
    assert len(deck.slide_masters) == 1
    assert [layout.name for layout in deck.slide_layouts] == ["Title", "Chart", "Table", "Text", "Quotations"]


def test_every_slide_has_a_title_of_its_own_and_no_empty_placeholder(deck: Any) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    for slide in deck.slides:
        empty = [shape.name for shape in slide.placeholders if shape.has_text_frame and not shape.text_frame.text.strip()]
        assert empty == [], f"'{slide.shapes.title.text_frame.text}' would show a prompt in {empty}"


def test_titles_say_the_finding(deck: Any) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert "Suggested: MARAC process and information sharing each come up in 2 of 3 reviews" in titles
    assert "1 learning point may have come up again after the action was reported complete; no person has confirmed it" in titles


def test_charts_are_native_with_their_numbers_behind_them(deck: Any) -> None:
    charts = [shape.chart for shape in objects(deck) if shape.has_chart]
    assert len(charts) >= 3
    for chart in charts:
        assert chart.part.chart_workbook.xlsx_part is not None, "the chart has no sheet to edit"


def test_weak_themes_are_hatched_in_native_charts(library: Store, order: Order) -> None:
    weak = replace(order, weak_themes=frozenset({"marac_process"}))
    chart = next(shape.chart for shape in objects(readers.deck(powerpoint.build(library, weak))) if shape.has_chart)
    place = next(n for n, name in enumerate(chart.plots[0].categories) if name.startswith("MARAC process (weak)"))
    look = chart.plots[0].series[0].points[place].format.fill
    assert (look.type, look.pattern) == (MSO_FILL.PATTERNED, MSO_PATTERN.DIAGONAL_CROSS)
    others = [n for n in range(len(chart.plots[0].categories)) if n != place]
    assert all(chart.plots[0].series[0].points[n].format.fill.type != MSO_FILL.PATTERNED for n in others)


def test_every_chart_and_table_has_alt_text(deck: Any) -> None:
    for shape in objects(deck):
        alt = shape._element.xpath("./p:nvGraphicFramePr/p:cNvPr")[0].get("descr")
        assert len(alt) > 30, f"{shape.name} has no alt text"


def test_every_finding_slide_names_its_source(deck: Any) -> None:
    for slide in list(deck.slides)[1:]:
        source = next(shape for shape in slide.placeholders if shape.placeholder_format.idx == 15)
        assert source.text_frame.text


def test_notes_hold_every_passage_behind_a_theme(contents: Contents, deck: Any) -> None:
    slides = {slide.shapes.title.text_frame.text: slide.notes_slide.notes_text_frame.text for slide in deck.slides}
    notes = slides["MARAC process: suggested in 2 of 3 reviews"]
    for row in contents.with_theme("marac_process").itertuples():
        assert f"“{row.text}”" in notes
        assert str(row.ref) in notes


def test_it_carries_view_day_versions_and_marking(content: bytes, deck: Any) -> None:
    text = readers.deck_text(content)
    for said in ("All reviews", "3 reviews: 2 reports and 1 public digest", "1 July 2024", "codebook 1", "A. Analyst"):
        assert said in text
    for slide in deck.slides:
        footers = [shape.text_frame.text for shape in slide.placeholders if "Footer" in shape.name]
        assert footers
        assert footers[0].startswith("OFFICIAL ")
    assert "OFFICIAL" in [shape.text_frame.text for shape in deck.slide_master.shapes if shape.has_text_frame]


def test_without_a_marking_none_is_printed(contents: Contents) -> None:
    facts = replace(contents.provenance, marking="none")
    content = powerpoint.from_contents(replace(contents, provenance=facts))
    assert "OFFICIAL" not in readers.deck_text(content)
    assert "none" not in [shape.name for shape in readers.deck(content).slide_master.shapes]


def test_nothing_is_fetched_and_nobody_restricted_is_in_it(content: bytes) -> None:
    assert readers.external_targets(content) == []
    assert "Dora" not in readers.deck_text(content)
    assert not [name for name in readers.parts(content) if "thumbnail" in name or "printerSettings" in name]


def test_it_is_british_english_and_not_by_the_template_s_author(deck: Any) -> None:
    assert deck.core_properties.language == "en-GB"
    assert deck.core_properties.author == "A. Analyst"


def test_no_part_speaks_american(content: bytes) -> None:
    american = [name for name, part in readers.parts(content).items() if b'lang="en-US"' in part]
    assert american == [], "a spelling checker and a screen reader would take the text for American"


def test_the_number_of_a_crossed_bar_stands_on_white(library: Store, order: Order) -> None:
    weak = replace(order, weak_themes=frozenset({"marac_process"}))
    chart = next(shape.chart for shape in objects(readers.deck(powerpoint.build(library, weak))) if shape.has_chart)
    place = next(n for n, name in enumerate(chart.plots[0].categories) if name.startswith("MARAC process (weak)"))
    labels = chart.plots[0].series[0]._element.xpath(f"./c:dLbls/c:dLbl[c:idx/@val='{place}']")
    assert [label.xpath("string(./c:spPr/a:solidFill/a:srgbClr/@val)") for label in labels] == ["FFFFFF"]
    assert labels[0].xpath("string(./c:showVal/@val)") == "1"


def test_texts_that_try_to_be_something_else_stay_text(hostile: Store, order: Order) -> None:
    content = powerpoint.build(hostile, order)
    text = readers.deck_text(content)
    assert HOSTILE[0] in text
    assert HOSTILE[1] in text
    assert readers.external_targets(content) == []


def test_long_tables_go_on_with_their_headings(hostile: Store, order: Order) -> None:
    deck = readers.deck(powerpoint.build(hostile, order))
    limit = deck.slide_height
    for shape in objects(deck):
        if shape.has_table:
            assert shape.top + sum(row.height for row in shape.table.rows) <= limit, f"{shape.name} runs off the slide"
