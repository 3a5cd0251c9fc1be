"""What stands on a slide fits its place, whatever the filters, and what its notes have no room for is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from analytics.briefings import notes, powerpoint
from analytics.briefings.contents import Contents
from analytics.briefings.order import Order
from analytics.briefings.slides import Table, fitted
from analytics.briefings.slides_master import INNER, SUBTITLE, TITLE
from analytics.filters import Filters
from analytics.store.connection import Store
from tests.situations import ANNA, BETH, CARA
from tests.unit.briefings import readers

LONG = Filters(
    reviews=(ANNA, BETH, CARA), areas=("Northby", "Southby"), agencies=("police", "gp", "asc", "csp"),
    kinds=("key_issue", "finding", "lesson", "recommendation"), year_from=2016, year_to=2024,
)  # fmt: skip


def arial(text: str) -> float:
    """Width in parts of the size, by the kinds of letters; the bold face is a tenth wider."""
    narrow, wide = "ijl.,:;'’|!It f()-r", "mMWw%@—●"
    return sum(0.31 if c in narrow else 0.87 if c in wide else 0.7 if c.isupper() else 0.555 for c in text)


def lines(text: str, points: float, inches: float, factor: float) -> int:
    """Lines that the words take when they are set one after another."""
    room, used, count = inches * 72 / points, 0.0, 1
    for word in text.split():
        width = arial(f"{word} ") * factor
        if used and used + width > room:
            count, used = count + 1, 0.0
        used += width
    return count


@pytest.fixture(scope="module")
def deck(library: Store, order: Order) -> Any:
    weak = frozenset({"marac_process", "information_sharing"})
    return readers.deck(powerpoint.build(library, replace(order, filters=LONG, weak_themes=weak)))


def placed(deck: Any) -> list[tuple[Any, Any]]:
    """Title, measure and source of every slide but the first, with the layout's own placeholder of each."""
    return [
        (shape, next(h for h in slide.slide_layout.placeholders if h.placeholder_format.idx == shape.placeholder_format.idx))
        for slide in list(deck.slides)[1:]
        for shape in slide.placeholders
        if shape.placeholder_format.idx in (0, 13, 15)
    ]


def test_title_measure_and_source_fit_their_places(deck: Any) -> None:
    standard = {0: 26, 13: 14, 15: 11}
    for shape, holder in placed(deck):
        place, runs = shape.placeholder_format.idx, shape.text_frame.paragraphs[0].runs
        points = runs[0].font.size.pt if runs and runs[0].font.size else standard[place]
        took = lines(shape.text_frame.text, points, holder.width / 914400, 1.1 if place == 0 else 1.0)
        assert took * points * 1.2 / 72 <= holder.height / 914400 + 0.03, shape.text_frame.text


def test_a_long_view_stands_in_full_on_the_first_and_the_last_slide_alone(deck: Any) -> None:
    texts = [" ".join(shape.text_frame.text for shape in slide.placeholders if "Footer" not in shape.name and
                      shape.has_text_frame) for slide in deck.slides]  # fmt: skip
    view = "deaths 2016 to 2024, Northby Police, General practice, Adult Social Care or Community Safety Partnership"
    assert view in texts[0]
    assert view in texts[-1]
    assert not any(view in text for text in texts[1:-1])
    assert any("The view on the first slide: " in text for text in texts[1:-1])


def test_what_a_chart_s_looks_mean_stands_below_it(deck: Any) -> None:
    measure, source = ("".join(s.text_frame.text for s in list(deck.slides)[2].placeholders if s.placeholder_format.idx == index)
                       for index in (13, 15))  # fmt: skip
    for key in ("Solid: reports. Pale: digests", "Hatched, weak: "):
        assert key in source
        assert key not in measure


def test_the_grid_marks_weak_themes(deck: Any) -> None:
    table = next(s.table for slide in deck.slides for s in slide.shapes if s.has_table and s.table.cell(0, 0).text == "Theme")
    assert {row.cells[0].text for row in table.rows} >= {"MARAC process (weak)", "Information sharing (weak)"}


def test_text_is_made_smaller_before_it_is_cut() -> None:
    assert fitted(TITLE, "A short title") == ("A short title", 26)
    text, points = fitted(TITLE, "word " * 30)
    assert (text, points < 26) == ("word " * 30, True)
    cut, _ = fitted(SUBTITLE, "word " * 200)
    assert cut.endswith("[…]")


def test_no_word_of_a_grid_s_heading_is_broken() -> None:
    headings = ("Theme", *("Manchester (July 2023)" for _ in range(12)))
    table = Table(headings, (), (3.0, *(9.13 / 12 for _ in range(12))), "", points=11, grid=True)
    points = table.size(heading=True)
    assert arial("Manchester") * points <= (INNER * 9.13 / 12 / 12.13 - 0.06) * 72
    assert points >= 8


def test_every_theme_has_its_share_of_a_note() -> None:
    long, short = [f"- passage {number} {'x' * 90}" for number in range(500)], ["Housing: 1 of 3", "- one passage"]
    made = notes.shared([["MARAC: 3 of 3", *long], short, ["Alcohol: 2 of 3", *long]], "Codes", 20_000)
    assert sum(len(line) + 1 for line in made) <= 20_000
    assert "- one passage" in made
    for name in ("MARAC", "Alcohol"):
        at = next(number for number, line in enumerate(made) if line.startswith(name))
        assert made[at + 1].startswith("- passage 0")
        assert made[at + 50].startswith("- passage 49")
    cut = [line for line in made if "more: see the sheet 'Codes' of the workbook" in line]
    assert len(cut) == 2
    assert notes.shared([short], "Codes", 20_000) == ["", *short]


def test_each_slide_s_notes_lead_to_the_sheet_that_has_the_rest(contents: Contents) -> None:
    grown = replace(
        contents, matches=contents.matches.loc[contents.matches.index.repeat(400)],
        codes=contents.codes.loc[contents.codes.index.repeat(200)],
        statements=contents.statements.loc[contents.statements.index.repeat(200)],
        actions=contents.actions.loc[contents.actions.index.repeat(200)],
    )  # fmt: skip
    deck = readers.deck(powerpoint.from_contents(grown))
    found = {}
    for slide in deck.slides:
        text = slide.notes_slide.notes_text_frame.text
        assert len(text) <= notes.LONGEST
        if "more: see the sheet '" in text:
            found[slide.shapes.title.text_frame.text.split(" (")[0]] = text.rsplit("see the sheet '", 1)[1].split("'")[0]
    titles = {title: sheet for title, sheet in found.items()}
    assert set(titles.values()) == {"Codes", "Recommendations", "Actions", "Matches"}
    assert next(sheet for title, sheet in titles.items() if "asked for" in title) == "Recommendations"
    assert next(sheet for title, sheet in titles.items() if "again" in title) == "Matches"


def test_notes_on_what_was_asked_for_hold_the_words_and_not_the_ids(contents: Contents) -> None:
    said = "\n".join(notes.of_asks(contents.recommendations()))
    assert "“Adult Social Care should provide training on risk.” [asks to train staff]" in said
    assert "[what it asks for was not recognised]" in said
    assert "[train]" not in said


def test_notes_of_the_grid_hold_the_passages(contents: Contents) -> None:
    said = "\n".join(notes.of_matrix(contents, contents.matrix[contents.matrix["axis"] == "subject"]))
    assert "3 statements, suggested. " in said
    assert "paragraph 7.1, page 5: “MARAC was not attended by the police.”" in said
    assert "cannot tell (partial)" in said
