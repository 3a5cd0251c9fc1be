"""PDFs: what reportlab set, as blocks."""

from __future__ import annotations

import io
import random

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

from analytics.model import Block
from analytics.reading.formats import pdf
from analytics.reading.formats.pdf_join import join_lines
from analytics.reading.limits import Limits
from analytics.settings import Settings
from tests.fixtures.paper import Pdf

LIMITS = Limits.of(Settings())
LONG = "Officers attended within the hour and spoke to both people, who said that there had been a disagreement about money. "


def blocks(paper: Pdf, first: str = "portrait") -> list[Block]:
    return list(pdf.content(paper.bytes(first), "a.pdf", LIMITS).blocks)


def texts(found: list[Block], kind: str) -> list[str]:
    return [block.text for block in found if block.kind == kind]


def test_paragraphs_are_whole_over_lines_and_pages() -> None:
    paper = Pdf(header="Northmere DHR", footer="Page {page}")
    chance = random.Random(4)
    wanted = [f"Contact {n}. {' '.join(chance.choices(LONG.split(), k=60))} and no more." for n in range(1, 31)]
    for number, text in enumerate(wanted, 1):
        paper.numbered(f"4.{number}", text)
    found = [b for b in blocks(paper) if b.kind == "paragraph"]
    assert [b.number for b in found] == [f"4.{n}" for n in range(1, 31)]
    assert [b.text for b in found] == wanted
    assert {b.page for b in found} == {1, 2, 3, 4}


def test_running_text_page_numbers_and_stamps_are_furniture() -> None:
    paper = Pdf(header="OFFICIAL: Northmere DHR", footer="Page {page} of 3", watermark="DRAFT")
    for _ in range(3):
        paper.say(LONG * 20)
        paper.page()
    found = blocks(paper)
    assert set(texts(found, "furniture")) >= {"OFFICIAL: Northmere DHR", "Page 1 of 3"}
    assert not any("DRAFT" in b.text or "OFFICIAL" in b.text or "Page " in b.text for b in found if b.kind != "furniture")


def test_footnotes_are_apart_and_their_marks_gone() -> None:
    paper = Pdf(notes={1: ["1 A meeting about people at high risk."]})
    paper.say("The case went to MARAC<super size=7>1</super>, and was heard in the 2nd week.")
    found = blocks(paper)
    assert texts(found, "paragraph") == ["The case went to MARAC, and was heard in the 2nd week."]
    assert texts(found, "footnote") == ["A meeting about people at high risk."]


def test_headings_by_size_weight_and_number_joined_over_two_lines() -> None:
    paper = Pdf()
    title = "An analysis of what each agency knew and of how it acted on what it knew in the months before Anya died"
    paper.head(f"3. {title}", 15)
    paper.say(LONG * 3)
    paper.head("Police", 12)
    paper.say(LONG * 2)
    found = blocks(paper)
    assert [(b.number, b.text) for b in found if b.kind == "heading"] == [("3", title), (None, "Police")]


def test_table_with_merged_cells_rows_and_colours() -> None:
    paper = Pdf()
    rows = [["No", "Recommendation", "Action", "RAG"], ["1", "Train the staff", "Write", ""], ["", "", "Run", ""]]
    fills = {(3, 1): colors.Color(0, 0.69, 0.31), (3, 2): colors.Color(1, 0, 0)}
    paper.table(rows, [40, 200, 150, 60], spans=[((0, 1), (0, 2)), ((1, 1), (1, 2))], fills=fills)
    (table,) = [b for b in blocks(paper) if b.kind == "table"]
    assert table.rows == (
        ("No", "Recommendation", "Action", "RAG"),
        ("1", "Train the staff", "Write", "Green"),
        ("1", "Train the staff", "Run", "Red"),
    )


def test_table_over_pages_repeats_its_headings() -> None:
    paper = Pdf()
    rows = [["No", "Recommendation", "Lead officer"], *[[str(n), LONG * 2, "Head of Service"] for n in range(1, 25)]]
    paper.table(rows, [40, 300, 120], repeat=0, split=False)
    tables = [b for b in blocks(paper) if b.kind == "table"]
    assert len(tables) >= 2
    assert {t.rows[0] for t in tables} == {("No", "Recommendation", "Lead officer")}
    assert [row[0] for t in tables for row in t.rows[1:]] == [str(n) for n in range(1, 25)]


def test_table_without_rules() -> None:
    paper = Pdf()
    rows = [
        ["No", "Action", "Lead", "Target date"],
        ["1", "Write the course", "Trainer", "May 2020"],
        ["2", "Run it", "Trainer", "June 2020"],
    ]
    paper.table(rows, [50, 200, 100, 90], ruled=False)
    (table,) = [b for b in blocks(paper) if b.kind == "table"]
    assert table.rows == tuple(tuple(row) for row in rows)


def test_two_columns_are_read_one_after_the_other() -> None:
    paper = Pdf(size=9)
    words = [f"{a}{b}{c}ing" for a in "bdfgl" for b in "aeiou" for c in "mnp"][:70]
    sentences = [f"Sentence {word} of the story stands in its column and is {word} enough to wrap." for word in words]
    for sentence in sentences:
        paper.say(sentence)
    found = texts(blocks(paper, "columns"), "paragraph")
    assert [text for text in found if text.startswith("Sentence")] == sentences


def test_contents_list_with_dots_is_furniture() -> None:
    paper = Pdf()
    paper.head("Contents")
    paper.contents([("1. Introduction", 2), ("2. Learning", 5), ("3. Recommendations", 9)])
    paper.page()
    paper.head("1. Introduction")
    assert [b.text for b in blocks(paper) if b.kind == "heading"] == ["Introduction"]


def test_broken_words() -> None:
    assert (
        join_lines(["a multi-", "agency review of safe-", "guarding"], frozenset({"safeguarding"}))
        == "a multi-agency review of safeguarding"
    )
    assert join_lines(["the well-", "being of her chil-", "dren"]) == "the well-being of her children"
    assert join_lines(["in 2018-", "2019 and Mid-", "Eastshire"]) == "in 2018-2019 and Mid-Eastshire"


@pytest.mark.parametrize("by_page", [True, False])
def test_a_turned_page_is_read_upright(by_page: bool) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    if by_page:
        canvas.setPageRotation(90)
    canvas.translate(A4[0], 0)
    canvas.rotate(90)
    rows = [["No", "Recommendation", "Lead", "Target date"], ["1", "Train the staff", "Police", "May 2020"]]
    table = Table(rows, colWidths=[40, 250, 120, 100], style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    table.wrapOn(canvas, 800, 500)
    table.drawOn(canvas, 60, 400)
    canvas.drawString(60, 540, "Appendix A: action plan of the review")
    canvas.showPage()
    canvas.save()
    found = pdf.content(out.getvalue(), "a.pdf", LIMITS).blocks
    assert [block.text for block in found if block.kind != "table"] == ["Appendix A: action plan of the review"]
    assert [block.rows for block in found if block.kind == "table"] == [tuple(tuple(row) for row in rows)]
