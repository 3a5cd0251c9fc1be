"""A bold title in a cell of a PDF is a paragraph of its own, however close the text stands."""

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
