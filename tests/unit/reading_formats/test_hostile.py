"""Every hostile or broken file gets one clear sentence, through the very door that users' files come by."""

from __future__ import annotations

import os
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from analytics.agencies import Agencies
from analytics.errors import FileLimitError, ReadingStoppedError, UnreadableFileError
from analytics.reading.formats import ocr
from analytics.reading.intake import read_bytes, read_report
from analytics.reading.limits import Limits
from analytics.reading.worker import content_of
from analytics.settings import Settings
from tests.fixtures import hostile
from tests.fixtures.catalogue import file_of

NOBODY = Agencies(())
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD, PDF = hostile.WORD_FILE, hostile.PDF_FILE

CASES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.pdf": (lambda: b"", "is empty"),
    "blank.txt": (lambda: b" \r\n\t\n", "is empty"),
    "mark.txt": (lambda: b"\xef\xbb\xbf", "is empty"),
    "zeros.pdf": (lambda: b"\0" * 5000, "is empty"),
    "cut.pdf": (lambda: file_of(PDF)[:3000], "cut off"),
    "cut.docx": (lambda: file_of(WORD)[:20000], "damaged or cut off"),
    "locked.pdf": (hostile.encrypted, "password"),
    "locked.docx": (lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
    "picture.pdf": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 400, "picture (PNG)"),
    "program.docx": (lambda: b"MZ\x90\0" + bytes(range(256)) * 8, "a program"),
    "noise.txt": (lambda: zlib.compress(file_of(WORD) * 3), "no kind known"),
    "old.doc": (lambda: OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le"), ".doc"),
    "old.xls": (lambda: OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), ".xls"),
    "letter.rtf": (lambda: rb"{\rtf1\ansi Domestic homicide review}", "rich text"),
    "page.html": (lambda: b"<!DOCTYPE html><html><body>Domestic homicide review</body></html>", "web page"),
    "text.odt": (hostile.open_document, "OpenDocument"),
    "table.xlsx": (hostile.workbook, "Excel"),
    "bundle.zip": (lambda: hostile.changed({"a.txt": b"a"}, _plain_zip()), "ZIP archive"),
    "macros.docx": (hostile.macros, "macros"),
    "growing.docx": (lambda: hostile.entities("growing"), "entities"),
    "reaching.docx": (lambda: hostile.entities("reaching"), "entities"),
    "escaping.docx": (lambda: hostile.changed({"../../etc/cron.d/x": b"x"}), "points outside"),
    "nested.docx": (hostile.nested, "damaged"),
    "textless.docx": (lambda: hostile.changed({hostile.DOCUMENT: None}), "text is missing"),
    "broken.docx": (lambda: hostile.changed({hostile.DOCUMENT: b"<w:document><w:body>"}), "not well-formed"),
    "minutes.docx": (hostile.minutes, "does not look like"),
    "recipe.pdf": (hostile.recipe, "does not look like"),
    "newsletter.txt": (hostile.about_reviews, "does not look like"),
    "protocol.txt": (hostile.protocol, "does not look like"),
    "annual-report.pdf": (hostile.annual_report, "does not look like"),
}
LIMITS: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.docx": (lambda: hostile.changed({hostile.DOCUMENT: b" " * 150_000_000}), "unpacks to far more"),
    "bomb-beside.docx": (lambda: hostile.changed({"word/media/a.bin": b"\0" * 150_000_000}), "unpacks to far more"),
    "long.pdf": (hostile.long_pdf, "5,000 pages"),
    "objects.pdf": (lambda: file_of(PDF) + b"9 0 obj<<>>endobj\n" * 200_001 + b"%%EOF", "more than 200,000 objects"),
    "words.txt": (lambda: b"domestic homicide review recommendation " * 200_000, "a paragraph of 7,999,999 characters"),
}


def _plain_zip() -> bytes:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("b.txt", "b")
    return out.getvalue()


def _refusal(tmp_path: Path, name: str, data: bytes, settings: Settings | None = None) -> UnreadableFileError:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableFileError) as caught:
        read_report(path, settings or Settings(), NOBODY)
    message = str(caught.value)
    assert message.startswith(name), "the message says which file"
    assert "\n" not in message
    assert "Traceback" not in message
    assert message.count(". ") >= 1, f"the message says what to do: {message}"
    return caught.value


@pytest.mark.parametrize("name", CASES)
def test_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    make, words = CASES[name]
    refusal = _refusal(tmp_path, name, make())
    assert words in str(refusal)
    assert not isinstance(refusal, FileLimitError)


@pytest.mark.parametrize("name", LIMITS)
def test_refused_by_limit(name: str, tmp_path: Path) -> None:
    make, words = LIMITS[name]
    refusal = _refusal(tmp_path, name, make())
    assert words in str(refusal)
    assert isinstance(refusal, FileLimitError)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="does not exist"):
        read_report(tmp_path / "nowhere.pdf", Settings(), NOBODY)
    with pytest.raises(UnreadableFileError, match="not a file"):
        read_report(tmp_path, Settings(), NOBODY)


def test_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as handle:
        handle.truncate(40 * 1024 * 1024)
    with pytest.raises(FileLimitError, match="over the limit of 25 MB"):
        read_report(path, Settings(), NOBODY)


def test_archive_that_lies_about_its_size(tmp_path: Path) -> None:
    refusal = _refusal(tmp_path, "lying.docx", hostile.lying_bomb(60_000_000))
    assert "damaged" in str(refusal) or "unpacks" in str(refusal)


def test_pdf_bomb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    refusal = _refusal(tmp_path, "bomb.pdf", hostile.pdf_bomb())
    assert isinstance(refusal, FileLimitError)
    assert "unpacks to far more" in str(refusal)


def test_memory_limit_stops_the_reading(tmp_path: Path) -> None:
    refusal = _refusal(tmp_path, "large.pdf", hostile.pdf_bomb(45_000_000), Settings(read_memory_mb=300))
    assert isinstance(refusal, FileLimitError)
    assert "300 MB of memory" in str(refusal)


def test_scan_without_ocr_offers_it_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "rapidocr_onnxruntime", None)
    with pytest.raises(UnreadableFileError, match=r"scan\.pdf has 12 pages but no text.*requirements-ocr\.txt"):
        content_of(hostile.scan(12), "scan.pdf", "pdf", Limits.of(Settings()))
    assert ocr.SCALE > 1


def test_renamed_file_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(file_of(PDF))
    report = read_report(path, Settings(), NOBODY)
    assert report.document.media_type == "application/pdf"
    assert any("a PDF by its content" in warning for warning in report.warnings)


def test_outside_relations_are_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "template.docx"
    path.write_bytes(hostile.external())
    plain = tmp_path / "plain.docx"
    plain.write_bytes(file_of(WORD))
    assert read_report(path, Settings(), NOBODY).paragraphs == read_report(plain, Settings(), NOBODY).paragraphs


def test_time_limit_kills_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "slow.pdf"
    path.write_bytes(hostile.pdf_bomb(40_000_000))
    with pytest.raises(FileLimitError, match="within 1 seconds"):
        read_report(path, replace(Settings(), read_seconds=1), NOBODY)


def test_stopping_kills_the_reading_process(tmp_path: Path) -> None:
    begun = time.monotonic()
    data = hostile.pdf_bomb(40_000_000)  # takes far longer than a second
    with pytest.raises(ReadingStoppedError, match=r"Reading slow\.pdf was stopped"):
        read_bytes(data, "slow.pdf", Limits.of(Settings()), NOBODY, lambda: time.monotonic() - begun > 1)
    assert time.monotonic() - begun < 5
    assert not _children(), "the process is gone"


def _children() -> list[str]:
    """Processes that this one started to read files and that still run."""
    own = f"/proc/{os.getpid()}/task"
    tasks = [Path(own) / task / "children" for task in os.listdir(own)]
    pids = [pid for listed in tasks if listed.exists() for pid in listed.read_text().split()]
    lines = [Path(f"/proc/{pid}/cmdline") for pid in pids]
    return [line.read_text() for line in lines if line.exists() and "reading.sandbox" in line.read_text()]


@pytest.mark.parametrize("name", ["   .pdf", "  ", ""])
def test_a_file_with_a_blank_name_is_still_named(name: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_bytes(b"", name, Limits.of(Settings()), NOBODY)
    said = str(caught.value)
    assert said.startswith((f"'{name}' is empty", f"{name} is empty") if name else "A file without a name is empty")


@pytest.mark.parametrize("name", ["two\nlines.pdf", "bell\x07.pdf", "bad\udcff.pdf", "l" * 240 + ".pdf"])
def test_odd_names_stay_one_short_line(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_report(tmp_path / name, Settings(), NOBODY)
    message = str(caught.value)
    assert message.isprintable()
    message.encode("utf-8")
    with pytest.raises(UnreadableFileError) as caught:
        read_bytes(b"", name, Limits.of(Settings()), NOBODY)
    assert str(caught.value).isprintable()
