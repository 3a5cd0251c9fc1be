"""Columns, tables without rules and running lines: how pages and plain texts are laid out. All of it made up."""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas

from analytics.model import Block
from analytics.reading.formats import pdf, text
from analytics.reading.formats.pdf_cells import whole_words
from analytics.reading.formats.pdf_continued import with_headers
from analytics.reading.formats.pdf_join import join_lines
from analytics.reading.formats.pdf_lines import Line
from analytics.reading.formats.pdf_tables import Table
from analytics.reading.formats.text_tables import spaced_table
from analytics.reading.limits import LONGEST_PARAGRAPH, Limits, too_much_text
from analytics.settings import Settings
from tests.fixtures.paper import Pdf

LIMITS = Limits.of(Settings())


def of_text(said: str) -> list[Block]:
    return [block for block in text.blocks(said.encode()) if block.kind != "furniture"]


def test_columns_of_spaces_below_a_rule() -> None:
    lines = [
        "No.  What will we do?      By when?    Where are we now?",
        "--------------------------------------------------------",
        "1    Amend procedure and   31/03/2020  Completed May 2020.",
        "     train all officers                All calls are made.",
        "",
        "2    Build a daily match   End of      Late.",
        "                           Sept 2020",
        "",
        "The plan is reviewed each quarter by the board of the partnership.",
    ]
    found = spaced_table(lines, 0)
    assert found is not None
    assert found[0][1:] == (
        ("1", "Amend procedure and train all officers", "31/03/2020", "Completed May 2020. All calls are made."),
        ("2", "Build a daily match", "End of Sept 2020", "Late."),
    )
    assert found[1] == 7


def test_two_columns_of_spaces_need_three_lines() -> None:
    lines = ["Jo Madeup            Chair", "Al Pretend           Hillside Police", "Vi Invented          Named Doctor"]
    found = spaced_table(lines, 0)
    assert found is not None
    assert found[0][1] == ("Al Pretend", "Hillside Police")
    assert spaced_table(lines[:2], 0) is None


def test_running_lines_of_plain_text_do_not_cut_paragraphs() -> None:
    line = "The panel found that the letter had been sent to the old address and that nobody had asked whether it"
    pages = "\n\n".join(
        f"{n}. {line[:80]}\nand that nobody had asked whether it had come.\n\n{line[:84]} it was\n\nHillside DHR – Final        Page {n} of 3\nOFFICIAL\n\nread."
        for n in (1, 2, 3)
    )
    said = [block.text for block in of_text(pages)]
    assert not any("Page" in words or "OFFICIAL" in words for words in said)
    assert sum(words.endswith("it was read.") for words in said) == 3


def test_numbers_without_a_point_head_sections_when_they_count_up() -> None:
    found = of_text("1 Introduction\n\nShe died in May.\n\n2 What happened\n\nHe called.\n\n3 Key learning\n\nAsk alone.\n")
    assert [(b.number, b.text) for b in found if b.kind == "heading"] == [
        ("1", "Introduction"),
        ("2", "What happened"),
        ("3", "Key learning"),
    ]
    alone = of_text("In all\n\n24 Officers were asked\n\nNone replied.\n")
    assert not [b for b in alone if b.kind == "heading"]


def test_labels_parted_by_tabs_are_lines_of_their_own() -> None:
    found = of_text(
        "Recommendation 1\nReview it.\n\nAction:\t\tCommission a review\n\t\tand consult.\nOwner:\t\tManager\nStatus:\t\tDone\n"
    )
    assert [b.text for b in found][-3:] == ["Action: Commission a review and consult.", "Owner: Manager", "Status: Done"]


def test_a_table_of_two_columns_without_rules() -> None:
    paper = Pdf()
    rows = [
        ["Agency", "How they took part"],
        ["Hillside Police", "IMR and chronology"],
        ["Castle Surgery", "Short report"],
        ["Refuge", "Report"],
    ]
    paper.table(rows, [220, 200], ruled=False)
    found = [b for b in pdf.content(paper.bytes(), "a.pdf", LIMITS).blocks if b.kind == "table"]
    assert [table.rows for table in found] == [tuple(tuple(row) for row in rows)]


def test_prose_with_wide_spaces_is_no_table() -> None:
    paper = Pdf(justified=True)
    for _ in range(6):
        paper.say(
            "The lead agency was asked by when it would complete the action, and what the outcome and the status of its update would be."
        )
    assert not [b for b in pdf.content(paper.bytes(), "a.pdf", LIMITS).blocks if b.kind == "table"]


def test_a_paragraph_after_a_list_at_the_same_margin() -> None:
    paper = Pdf(footer="")
    paper.say(
        "Individual management reviews, each with a chronology of all contacts in the period under review, were received from two. "
        * 2
    )
    for line in ("• Calder Homes", "• Hillside Surgery, on behalf of both practices"):
        paper.say(line, after=1)
    paper.say("Shorter reports were received from the following:", after=1)
    found = [b.text for b in pdf.content(paper.bytes(), "a.pdf", LIMITS).blocks if b.kind != "furniture"]
    assert found[1:] == [
        "Calder Homes",
        "Hillside Surgery, on behalf of both practices",
        "Shorter reports were received from the following:",
    ]


def test_more_text_than_a_review_has() -> None:
    assert too_much_text("a.txt", 10_000, 5_000) is None
    refusal = too_much_text("a.txt", LONGEST_PARAGRAPH + 1, LONGEST_PARAGRAPH + 1)
    assert "a.txt holds a paragraph of 100,001 characters" in str(refusal)
    assert "5,000,000 characters of text" in str(too_much_text("a.txt", 5_000_000, 10))


def test_signs_and_digits_alone_on_the_next_line_of_a_cell() -> None:
    def line(said: str, top: float, right: float) -> Line:
        return Line(said, 1, 10.0, right, top, top + 10, 10.0, False, first_word=6.0 * len(said.split()[0]))

    def joined(*lines: Line) -> list[str]:
        return [found.text for found in whole_words(lines, (8.0, 0.0, 102.0, 60.0))]

    assert joined(line("Launch event for employers", 0, 99), line(".", 12, 12)) == ["Launch event for employers."]
    assert joined(line("31 March 202", 0, 97), line("3", 12, 15)) == ["31 March 2023"]
    assert joined(line("Room 20", 0, 60), line("3 was free", 12, 60)) == ["Room 20", "3 was free"], "it would have fitted above"
    assert join_lines(["a (12-", "month pilot)"]) == "a (12-month pilot)"


def test_a_row_cut_below_repeated_headings() -> None:
    above = Table(
        (("Date", "Event"), ("May 2020", "She asked for help and said that he was borrowing")), 1, (0, 0, 1, 1), (10.0, 60.0)
    )
    below = Table((("Date", "Event"), ("", "money from her."), ("June 2020", "He left.")), 2, (0, 0, 1, 1), (10.0, 60.0))
    first, second = with_headers([[above], [below]])
    assert first[0].rows[1] == ("May 2020", "She asked for help and said that he was borrowing money from her.")
    assert second[0].rows == (("Date", "Event"), ("June 2020", "He left."))


def test_wrapped_paragraphs_beside_a_contents_list_and_a_wide_table() -> None:
    prose = "1.     The Panel does not believe that this death could have been predicted.\n       It does believe that\n       serious harm could."
    wide = "No.   Recommendation                           " + " " * 60 + "Lead                     Target date"
    pages = [f"Running title\n\nINTRODUCTION{'.' * 120}3\n\n{prose}\n\nBoard and Board      {n}" for n in range(1, 5)]
    pages[3] = pages[3].replace("Board and", f"{wide}\n\nBoard and")
    found = of_text("\f".join(pages))
    assert [b.text for b in found if b.kind == "list_item"] == [
        "The Panel does not believe that this death could have been predicted. It does believe that serious harm could."
    ] * 4
    assert not [b for b in found if "Running title" in b.text or "Board and Board" in b.text]


def test_ticks_whose_columns_kept_no_more_than_a_space() -> None:
    found = of_text(
        "Agency IMR Chronology Report\nExampleshire Police Yes Yes No\nVale NHS Trust No Yes Yes\nThe authors were independent.\n"
    )
    assert found[0].rows == (
        ("Agency", "IMR", "Chronology", "Report"),
        ("Exampleshire Police", "Yes", "Yes", "No"),
        ("Vale NHS Trust", "No", "Yes", "Yes"),
    )


def test_a_list_in_two_columns() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(60, 700, "The following agencies supplied a chronology:")
    rows = (
        ("• Exampleshire Police", "• Turning Tide Service"),
        ("• Vale Council Adult", "• Vale Council"),
        ("  Social Care", "  Housing"),
    )
    for place, (left, right) in enumerate(rows):
        canvas.drawString(60 + 8 * left.startswith(" "), 660 - 14 * place, left.strip())
        canvas.drawString(300 + 8 * right.startswith(" "), 660 - 14 * place, right.strip())
    canvas.save()
    assert [b.text for b in pdf.content(out.getvalue(), "a.pdf", LIMITS).blocks if b.kind == "list_item"] == [
        "Exampleshire Police", "Vale Council Adult Social Care", "Turning Tide Service", "Vale Council Housing",
    ]  # fmt: skip
