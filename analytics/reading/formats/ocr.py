"""Text of scanned pages through RapidOCR, an optional extra that brings its models in its package."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from analytics.errors import UnreadableFileError
from analytics.reading.formats.pdf_lines import Line
from analytics.reading.limits import Limits, ScanError

if TYPE_CHECKING:
    from analytics.reading.formats.pdf_pages import PageParts

SCALE = 2.5
"""Pixels a point: 180 dots an inch, enough for 9-point type."""
LONGEST = 1990
"""Pixels: a picture with a longer side would be made smaller by the models, and its lines have other places in it."""
SIDES = (1024, 960, 1280, 864)
"""Longest sides, in pixels, of the pictures in which lines are looked for."""
SUREST = 0.5
"""Lines read with less confidence than this are left out."""
GAP = 0.2
"""Width from which a gap is a space, in heights of a line's picture, where the gaps of a line don't say it themselves."""


def with_text(data: bytes, name: str, parts: Sequence[PageParts], empty: Sequence[int], limits: Limits) -> list[PageParts]:
    """The pages, those numbered in ``empty`` with the text of their pictures.

    Raises
    ------
    UnreadableFileError
        If the OCR extra isn't installed, or no text is found on any page.
    ScanError
        If the limits give no time for that many pages.
    """
    engine = _engine(name, len(parts), len(empty))
    if len(empty) > limits.scanned_pages:
        raise ScanError(len(empty))
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        read = [_read(part, document, engine) if part.sheet.number in set(empty) else part for part in parts]
    finally:
        document.close()
    if not any(part.characters for part in read):
        raise UnreadableFileError(
            f"{name} has {len(parts)} pages, and no text was found in their pictures. Ask for the original file."
        )
    return read


def _engine(name: str, pages: int, empty: int) -> Any:
    try:
        from rapidocr_onnxruntime import RapidOCR
    except ImportError as err:
        what = "no text" if empty == pages else f"no text on {empty} of them"
        raise UnreadableFileError(
            f"{name} has {pages} page{'s' if pages != 1 else ''} but {what}: they are pictures (a scan). "
            "Ask for the original file, or install the optional OCR extra (pip install -r requirements-ocr.txt) and try again."
        ) from err
    from rapidocr_onnxruntime.ch_ppocr_det.utils import DetPreProcess

    engine = RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)  # more threads take more memory, and hardly less time
    engine.text_det = _Detector(engine.text_det, DetPreProcess)
    engine.cal_rec_boxes = lambda crops, boxes, read: [_with_spaces(crop, *one) for crop, one in zip(crops, read, strict=True)]
    return engine


class _Detector:
    """Looks for lines in a picture of a given size, and leaves out those that have been read already."""

    def __init__(self, model: Any, prepared: Any) -> None:
        self.model, self.prepared = model, prepared
        self.side = SIDES[0]
        self.read: list[Any] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self.model, name)

    def __call__(self, picture: Any) -> tuple[Any, float]:
        """The boxes of lines, four corners each (``None`` if there are none), and the seconds taken."""
        self.model.get_preprocess = lambda _: self.prepared(self.side, "max", self.model.mean, self.model.std)
        boxes, seconds = self.model(picture)
        every = [] if boxes is None else boxes
        fresh = [n for n, box in enumerate(every) if not any(_overlaps(box, other) for other in self.read)]
        return (boxes[fresh] if fresh else None), seconds


def _lines_in(picture: Any, engine: Any) -> list[Any]:
    """The lines read from a page's picture: box, text and how sure. In each size the model overlooks, or misreads, other long
    lines; so what one size didn't give is looked for in the next.
    """
    import numpy as np

    found: list[Any] = []
    for side in SIDES:
        engine.text_det.side, engine.text_det.read = side, [np.array(box) for box, *_ in found]
        lines, _ = engine(picture, return_word_box=True)
        found += [line for line in lines or [] if float(line[2]) >= SUREST]
    return found


def _overlaps(box: Any, other: Any) -> bool:
    """Whether more than a quarter of a box, or of the other, lies in both. Each is four corners."""
    (left, top), (right, bottom) = box.min(axis=0), box.max(axis=0)
    (left2, top2), (right2, bottom2) = other.min(axis=0), other.max(axis=0)
    shared = max(0.0, min(right, right2) - max(left, left2)) * max(0.0, min(bottom, bottom2) - max(top, top2))
    return bool(shared > 0.25 * min((right - left) * (bottom - top), (right2 - left2) * (bottom2 - top2)))


def _with_spaces(crop: Any, text: str, sure: float, places: Sequence[Any]) -> tuple[str, float, list[Any]]:
    """A line's text with the spaces that its picture shows: the model, made for Chinese, leaves most of them out.

    ``places`` holds the number of columns the model saw, and under 2 the column of each character, by groups.
    """
    height, width = crop.shape[:2]
    columns = [column for group in places[2] for column in group]
    if len(columns) != len(text) or not columns or places[0] <= 0:
        return text, sure, []
    centres = [(column + 0.5) / places[0] * width for column in columns]
    cuts = {sum(centre < gap for centre in centres) for gap in _gaps(crop, height)}
    pieces = [(" " if n in cuts and n and char != " " and text[n - 1] != " " else "") + char for n, char in enumerate(text)]
    return re.sub(r"(?<=\d) ?\. ?(?=\d)", ".", "".join(pieces)), sure, []


def _gaps(crop: Any, height: float) -> list[float]:
    """The middles of the strips without ink that are wide enough for a space, between the first letter and the last."""
    grey = crop.mean(axis=2)
    inked = [bool(column) for column in (grey < grey.max() - 0.4 * (grey.max() - grey.min())).any(axis=0)]
    strips: list[tuple[float, float]] = []
    last: int | None = None
    for place, dark in enumerate(inked):
        if dark and last is not None and place - last > 1:
            strips.append(((place + last) / 2, (place - last - 1) / height))
        last = place if dark else last
    least = _space([width for _, width in strips])
    return [middle for middle, width in strips if width >= least]


def _space(widths: Sequence[float]) -> float:
    """The least width of a space, in heights: in the largest step between the gaps of letters and those of words."""
    steps = [(b - a, (a + b) / 2) for a, b in pairwise(sorted(widths)) if b >= 0.14 and a <= 0.3]
    step, middle = max(steps, default=(0.0, GAP))
    return middle if step >= 0.03 else GAP


def _read(part: PageParts, document: Any, engine: Any) -> PageParts:
    page = document[part.sheet.number - 1]
    scale = min(SCALE, LONGEST / max(page.get_size()))
    picture = page.render(scale=scale).to_numpy()
    lines = [_line(box, text, part.sheet.number, scale) for box, text, *_ in _lines_in(picture, engine) if text.strip()]
    rows = _in_rows(sorted(lines, key=lambda line: (line.middle, line.x0)))
    return replace(part, sheet=replace(part.sheet, lines=tuple(rows)), characters=sum(len(line.text) for line in rows))


def _line(box: Any, text: str, page: int, scale: float = SCALE) -> Line:
    across = [float(point[0]) / scale for point in box]
    down = [float(point[1]) / scale for point in box]
    x0, x1, top, bottom = min(across), max(across), min(down), max(down)
    width = (x1 - x0) / max(1, len(text)) * len(text.split()[0])
    return Line(text.strip(), page, x0, x1, top, bottom, 11.0, False, width)


def _in_rows(lines: Sequence[Line]) -> list[Line]:
    """Pieces that stand beside each other, joined to one line."""
    rows: list[Line] = []
    for line in lines:
        last = rows[-1] if rows else None
        beside = last is not None and abs(last.middle - line.middle) < 0.5 * (line.bottom - line.top)
        if last is not None and beside and line.x0 > last.x1 - 2:
            gap = "\t" if line.x0 - last.x1 > 12 else " "
            rows[-1] = replace(last, text=f"{last.text}{gap}{line.text}", x1=line.x1, bottom=max(last.bottom, line.bottom))
        elif last is not None and beside and line.x1 < last.x0 + 2:
            rows[-1] = replace(last, text=f"{line.text}\t{last.text}", x0=line.x0, first_word=line.first_word)
        else:
            rows.append(line)
    return rows
