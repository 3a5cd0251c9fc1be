"""Words and rows that a narrow cell or a page's end cut, put together; whole words left alone."""

from __future__ import annotations

import pytest

from analytics.reading.formats.pdf_cells import whole_words
from analytics.reading.formats.pdf_continued import with_headers
from analytics.reading.formats.pdf_lines import Line
from analytics.reading.formats.pdf_tables import Table

BOX = (100.0, 0.0, 172.0, 400.0)
HEAD = ("No", "Recommendation", "Action", "Lead", "Target date")


def lines(*texts: str, wide: bool = True) -> list[Line]:
    """Lines of a cell 72 points wide; those before the last fill it if ``wide``."""
    end = 166.5 if wide else 140.0
    return [
        Line(text, 1, 105, end if n < len(texts) - 1 else 130, 14.0 * n, 14.0 * n + 10, 10, False, 5.0 * len(text.split()[0]))
        for n, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("Commissioni", "ng Manager"), "Commissioning Manager"),
        (("Independe", "nt Chair"), "Independent Chair"),
        (("Communicat", "ions Lead"), "Communications Lead"),
        (("RA", "G"), "RAG"),
        (("05/12/202", "2"), "05/12/2022"),
    ],
)
def test_a_word_too_wide_for_its_cell_is_whole(texts: tuple[str, ...], wanted: str) -> None:
    assert " ".join(line.text for line in whole_words(lines(*texts), BOX)) == wanted


@pytest.mark.parametrize(
    "texts", [("Training", "day"), ("awareness", "of abuse"), ("recording", "in the file"), ("multi-agency", "training")]
)
def test_whole_words_stay_apart(texts: tuple[str, ...]) -> None:
    assert [line.text for line in whole_words(lines(*texts), BOX)] == list(texts)


def test_a_line_with_room_left_ends_a_word() -> None:
    assert [line.text for line in whole_words(lines("Commissioni", "ng", wide=False), BOX)] == ["Commissioni", "ng"]


def table(page: int, *rows: tuple[str, ...]) -> Table:
    return Table(rows, page, (50, 50, 500, 700), tuple(float(100 * n) for n in range(len(rows[0]))))


def joined(first: tuple[str, ...], second: tuple[str, ...]) -> list[list[Table]]:
    return with_headers([[table(1, HEAD, first)], [table(2, second, ("9", "Last", "Do", "Chair", "May 2020"))]])


def test_a_row_cut_in_mid_sentence_is_one_row() -> None:
    first, second = joined(
        ("1", "Train all staff in", "Write the", "Head", "31/05/20"), ("", "professional curiosity", "course", "", "23")
    )
    assert first[0].rows == (HEAD, ("1", "Train all staff in professional curiosity", "Write the course", "Head", "31/05/2023"))
    assert second[0].rows == (HEAD, ("9", "Last", "Do", "Chair", "May 2020"))


def test_another_action_of_the_same_recommendation_stays_a_row() -> None:
    first, second = joined(("1", "Train.", "Write it.", "Head", "May 2020"), ("", "", "Run it.", "Trainer", "June 2020"))
    assert len(first[0].rows) == 2
    assert second[0].rows[1] == ("", "", "Run it.", "Trainer", "June 2020")


def test_a_card_cut_by_a_page_is_one_table() -> None:
    above = table(1, ("Recommendation", "2. Review the policy."), ("Lead", "Head of Service"))
    below = table(2, ("Target date", "May 2020"), ("Progress", "Complete"))
    first, second = with_headers([[above], [below]])
    assert first[0].rows == (*above.rows, *below.rows)
    assert second[0].rows == ()
