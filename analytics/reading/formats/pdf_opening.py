"""Opening a PDF: encrypted, damaged, too long or a bomb is found before a page is read."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pypdfium2
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from analytics.errors import UnreadableFileError
from analytics.reading.formats.pdf_join import TERMS
from analytics.reading.limits import Limits, too_long, unpacks_too_far

for _library in ("pdfminer", "pdfplumber"):
    logging.getLogger(_library).setLevel(logging.ERROR)
BROKEN = (
    *(MalformedPDFException, PdfminerException, PDFException, PSException, pypdfium2.PdfiumError, struct.error, zlib.error),
    *(ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError, OSError),
)
"""What the PDF library raises on broken files, besides errors of its own."""
MOST_OBJECTS = 200_000
"""Objects from which a PDF is made to keep a reader busy. A report of 600 pages has about ten thousand."""
MOST_DRAWING = 48 * 1024 * 1024
"""Bytes of drawing commands from which a page is a bomb. A dense page of a report has under one megabyte."""


def written_anew(data: bytes, turned: Mapping[int, int] = MappingProxyType({})) -> bytes:
    """The PDF as PDFium writes it, pages turned by the degrees given for their numbers."""
    out = io.BytesIO()
    document = pypdfium2.PdfDocument(data)
    try:
        for number, degrees in turned.items():
            page = document[number - 1]
            page.set_rotation((page.get_rotation() + degrees) % 360)
        document.save(out)
    finally:
        document.close()
    return out.getvalue()


def check(data: bytes, name: str, limits: Limits) -> int:
    """The number of pages, found without reading them.

    Raises
    ------
    UnreadableFileError, FileLimitError
        As ``content``.
    """
    if data.count(b"endobj") > MOST_OBJECTS:
        raise unpacks_too_far(name, f"more than {MOST_OBJECTS:,} objects", limits)
    if b"%%EOF" not in data[-2048:]:
        raise damaged(name, "its end is missing: the file was cut off")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as err:
        if "password" in str(err).lower() or b"/Encrypt" in data:
            raise UnreadableFileError(
                f"{name} is protected by a password. Open it with the password and print it to a new PDF without one."
            ) from err
        raise damaged(name, "its pages can't be found") from err
    try:
        pages = len(document)
    finally:
        document.close()
    if pages > limits.pages:
        raise too_long(name, pages, limits)
    if pages == 0:
        raise damaged(name, "it has no pages")
    return pages


def damaged(name: str, why: str) -> UnreadableFileError:
    """The error for a PDF that can't be read."""
    return UnreadableFileError(f"{name} is damaged ({why}). Ask its sender for it again, or open it and print it to a new PDF.")


def words_of_document(data: bytes) -> frozenset[str]:
    """Words in lower case that stand inside a line, where nothing cuts them, or twice or more anywhere."""
    counts: Counter[str] = Counter()
    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(document)):
            for line in document[number].get_textpage().get_text_bounded().splitlines():
                words = [word.lower() for word in re.findall(r"[A-Za-z]+", line)]
                counts.update(words)
                counts.update(words[1:-1])
    except pypdfium2.PdfiumError:
        return frozenset()
    finally:
        document.close()
    return TERMS | {word for word, count in counts.items() if count >= 2 and len(word) > 1}


def drawing_bytes(page: Any) -> int:
    """Size of a page's drawing commands once inflated, counted no further than needed."""
    total = 0
    for stream in page.page_obj.contents:
        raw = getattr(resolve1(stream), "rawdata", None)
        if raw is None:
            continue
        try:
            total += len(zlib.decompressobj().decompress(raw, MOST_DRAWING + 1))
        except zlib.error:
            total += len(raw)
    return total
