"""Bold titles and labelled items in a cell of a PDF are paragraphs of their own, however close the text stands."""

from __future__ import annotations

import pytest

from analytics.reading.formats.pdf_cells import cell_paragraphs
from analytics.reading.formats.pdf_lines import Line


def line(text: str, place: int, bold: bool) -> Line:
    return Line(text, 1, 100, 300, 14.0 * place, 14.0 * place + 10, 10, bold, 30.0)


@pytest.mark.parametrize(
    ("second", "wanted"),
    [("Gwen lived alone.", ["Background", "Gwen lived alone."]), ("of the case", ["Background of the case"])],
)
def test_a_bold_title_is_parted_from_its_text(second: str, wanted: list[str]) -> None:
    assert cell_paragraphs([line("Background", 0, True), line(second, 1, False)], 320) == wanted


@pytest.mark.parametrize(
    ("second", "count"), [("Recommendation 2: Exampleton Council to", 2), ("Recommendation 2 was not agreed by the", 1)]
)
def test_a_label_begins_a_paragraph(second: str, count: int) -> None:
    full = [Line(text, 1, 100, 316, 14.0 * n, 14.0 * n + 10, 10, False, 60.0) for n, text in enumerate(("It ends here.", second))]
    assert len(cell_paragraphs(full, 320)) == count
