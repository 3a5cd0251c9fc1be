"""What is done with what the OCR model gives; the model itself is an optional extra."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from analytics.agencies import Agencies
from analytics.reading import sandbox
from analytics.reading.formats import ocr
from analytics.reading.formats.ocr import _in_rows, _with_spaces
from analytics.reading.formats.pdf_lines import Line
from analytics.reading.kinds import Kind
from analytics.reading.limits import Limits
from analytics.reading.worker import answer
from analytics.settings import Settings
from tests.fixtures.catalogue import file_of

NOBODY = Agencies(())


def scan(pages: int) -> bytes:
    """A PDF of pages that are pictures."""
    sheets = [Image.new("L", (620, 877), 250) for _ in range(pages)]
    target = BytesIO()
    sheets[0].save(target, "PDF", save_all=True, append_images=sheets[1:], resolution=75)
    return target.getvalue()


def test_a_scan_says_how_many_pages_are_pictures_before_it_takes_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_engine", lambda *_: None)
    limits = Limits.of(Settings())
    assert answer(scan(3), "scan.pdf", "pdf", "0" * 64, limits, NOBODY) == {"scanned": 3}


def test_a_scan_is_read_again_with_time_for_each_page(monkeypatch: pytest.MonkeyPatch) -> None:
    data, name = file_of("larkhampton-briefing.txt"), "larkhampton-briefing.txt"
    whole = answer(data, name, "text", "0" * 64, Limits.of(Settings()), NOBODY)
    given: list[Limits] = []

    def ask(task: bytes, name: str, limits: Limits, stopped: sandbox.Stopped) -> dict[str, object]:
        given.append(limits)
        return whole if limits.scanned_pages else {"scanned": 12}

    monkeypatch.setattr(sandbox, "_ask", ask)
    settings = Settings(read_seconds=60, scanned_page_seconds=20)
    report = sandbox.read_in_child(data, name, Kind("text"), Limits.of(settings), NOBODY, "0" * 64)
    assert report.statements
    assert [limits.seconds for limits in given] == [60, 60 + 12 * 20]


def picture(word_starts: list[int], letters: int, width: int = 400) -> np.ndarray:
    """A white strip 40 pixels high, with words of letters 6 pixels wide and 2 pixels apart."""
    strip = np.full((40, width, 3), 255, dtype=np.uint8)
    for start in word_starts:
        for letter in range(letters):
            left = start + letter * 8
            strip[10:30, left : left + 6] = 0
    return strip


def test_spaces_are_put_where_the_picture_has_them() -> None:
    strip = picture([10, 60, 110], 5)
    centres = [start + 8 * n + 3 for start in (10, 60, 110) for n in range(5)]
    columns = [round(centre / 4 - 0.5) for centre in centres]
    text, sure, _ = _with_spaces(strip, "whowasaskedhers", 0.9, [100, [list("whowasaskedhers")], [columns]])
    assert (text, sure) == ("whowa saske dhers", 0.9)


def test_a_number_beside_its_paragraph_stands_before_it() -> None:
    text = Line("The panel met.", 1, 90, 300, 100, 111, 11, False)
    number = Line("1.1", 1, 56, 72, 101, 112, 11, False)
    assert [line.text for line in _in_rows([text, number])] == ["1.1\tThe panel met."]
    assert [line.text for line in _in_rows([number, text])] == ["1.1\tThe panel met."]


class Eye:
    """A stand-in for the model: each size of the picture shows it other lines."""

    def __init__(self, seen: dict[int, list[tuple[int, str, float]]]) -> None:
        self.seen, self.mean, self.std = seen, 0.5, 0.5
        self.text_det = ocr._Detector(self, lambda side, *_: side)

    def __call__(self, picture: object, return_word_box: bool = False) -> tuple[object, float]:
        if not return_word_box:
            boxes = [box(top) for top, *_ in self.seen.get(self.get_preprocess(0), [])]  # type: ignore[attr-defined]
            return (np.array(boxes) if boxes else None), 0.1
        found, _ = self.text_det(picture)
        told = {top: (text, sure) for top, text, sure in self.seen.get(self.text_det.side, [])}
        return [[b.tolist(), *told[int(b[0][1])]] for b in (() if found is None else found)], 0.1


def box(top: int) -> np.ndarray:
    return np.array([[0, top], [400, top], [400, top + 30], [0, top + 30]], dtype=float)


def test_lines_that_one_size_misreads_are_looked_for_in_the_next() -> None:
    first, second = ocr.SIDES[:2]
    eye = Eye(
        {first: [(0, "Read at once", 0.99), (40, "m1sr3ad", 0.2)], second: [(2, "Read twice", 0.9), (41, "Read later", 0.9)]}
    )
    assert [text for _, text, _ in ocr._lines_in(None, eye)] == ["Read at once", "Read later"]


def test_a_scan_is_given_the_memory_that_the_models_reserve() -> None:
    limits = Limits.of(Settings())
    assert limits.for_scan(3).memory_bytes - limits.memory_bytes == 2_000 * 1024 * 1024
