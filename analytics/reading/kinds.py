"""What a file is, by its first bytes and never by its name; and what to do with a kind that isn't read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from analytics.errors import UnreadableFileError
from analytics.reading.formats.encodings import looks_like_text

Format = Literal["pdf", "docx", "text"]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA_TYPES: dict[Format, str] = {"pdf": "application/pdf", "docx": WORD, "text": "text/plain"}
SUFFIXES: dict[Format, tuple[str, ...]] = {"pdf": (".pdf",), "docx": (".docx",), "text": (".txt", ".text", ".md", "")}
READ = "Only PDF, Word (.docx) and plain text are read"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
)
_OTHERS = (
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet table"),
    (b"%!PS", "a PostScript file"),
    (b"PK\x05\x06", "an empty archive"),
)
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, LookupError, ValueError, OSError, EOFError, RuntimeError)
_MARKUP = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


@dataclass(frozen=True)
class Kind:
    """A format that is read, with its media type."""

    format: Format

    @property
    def media_type(self) -> str:
        """The media type by content."""
        return MEDIA_TYPES[self.format]

    def disagrees_with(self, name: str) -> bool:
        """Whether the name's ending promises something else than the content is."""
        return PurePath(name).suffix.lower() not in SUFFIXES[self.format]


def recognise(data: bytes, name: str) -> Kind:
    """The kind of ``data``.

    Raises
    ------
    UnreadableFileError
        If it is empty or of a kind that isn't read; the message names the kind and says what to do.
    """
    if not data.removeprefix(b"\xef\xbb\xbf").strip(b"\0 \t\r\n"):
        raise UnreadableFileError(f"{name} is empty ({len(data):,} bytes, none of them text). Ask its sender for it again.")
    if _is_pdf(data):
        return Kind("pdf")
    if data.startswith(b"PK\x03\x04"):
        return _recognise_archive(data, name)
    _refuse_other(data, name)
    if not looks_like_text(data):
        raise UnreadableFileError(f"{name} is not text, PDF or Word: its bytes are of no kind known here. {READ}.")
    return Kind("text")


def _is_pdf(data: bytes) -> bool:
    """Whether the mark of a PDF stands at the very beginning; or within the first kilobyte and objects follow it."""
    place = data[:1024].find(b"%PDF-")
    return place >= 0 and (not data[:place].strip(b"\xef\xbb\xbf \r\n\t") or b"endobj" in data)


def _refuse_other(data: bytes, name: str) -> None:
    if data.startswith(_OLE):
        raise UnreadableFileError(_old_office(data, name))
    if data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableFileError(f"{name} is a rich text file (RTF). {READ}: open it in Word and save it as .docx.")
    head = data[:4096].lstrip(b"\xef\xbb\xbf")
    if _MARKUP.match(head):
        raise UnreadableFileError(
            f"{name} is a web page (HTML). {READ}: save the report itself from the page, or print it to PDF."
        )
    if head.lstrip().startswith(b"<?xml"):
        raise UnreadableFileError(
            f"{name} is an XML file. {READ}: open it in the program that made it and save it as .docx or PDF."
        )
    for start, what in _PICTURES:
        if data.startswith(start) and not (start == b"BM" and looks_like_text(data)):
            raise UnreadableFileError(f"{name} is a picture ({what}). {READ}: scan the report to PDF.")
    for start, what in _OTHERS:
        if data.startswith(start) and not (start == b"MZ" and looks_like_text(data)):
            raise UnreadableFileError(f"{name} is {what}, not a report. {READ}.")


def _old_office(data: bytes, name: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return (
            f"{name} is protected by a password. Open it in Word, remove the password (File, Info, Protect Document) and save it."
        )
    if "Workbook".encode("utf-16-le") in data:
        return (
            f"{name} is an Excel workbook of the old kind (.xls). {READ}: copy its table to a Word document and save it as .docx."
        )
    if "WordDocument".encode("utf-16-le") in data:
        return f"{name} is a Word file of the old kind (.doc). {READ}: open it in Word and save it as .docx."
    return f"{name} is an Office file of the old kind (.doc, .xls, .ppt or .msg). {READ}: open it in Word and save it as .docx."


def _recognise_archive(data: bytes, name: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {info.filename for info in archive.infolist()}
            described = _described(archive)
    except _BROKEN as err:
        raise UnreadableFileError(
            f"{name} is damaged or cut off: it begins like a Word file, but its end is missing. Ask its sender for it again."
        ) from err
    _refuse_macros(names, described, name)
    if "word/document.xml" in names or "wordprocessingml.document.main" in described:
        return Kind("docx")
    raise UnreadableFileError(f"{name} is {_archive_name(names, described)}")


def _described(archive: zipfile.ZipFile) -> str:
    """The parts that say what an archive is, at most 64 kB of each."""
    text = ""
    for part in ("[Content_Types].xml", "mimetype"):
        try:
            with archive.open(part) as handle:
                text += handle.read(65_536).decode("utf-8", "replace")
        except _BROKEN:
            continue
    return text


def _refuse_macros(names: set[str], described: str, name: str) -> None:
    if "macroEnabled" in described or any(n.lower().endswith(("vbaproject.bin", "vbadata.xml")) for n in names):
        raise UnreadableFileError(
            f"{name} holds macros (program code), which is not read. Open it in Word and save it as .docx, without macros."
        )


def _archive_name(names: set[str], described: str) -> str:
    if any(n.startswith("xl/") for n in names):
        return f"an Excel workbook (.xlsx). {READ}: copy its table to a Word document and save it as .docx."
    if any(n.startswith("ppt/") for n in names):
        return f"a PowerPoint file (.pptx). {READ}: save it as PDF."
    if "opendocument" in described:
        return f"an OpenDocument file (.odt, .ods or .odp). {READ}: open it in Word or LibreOffice and save it as .docx."
    if "[Content_Types].xml" in names:
        return "a Word file whose text is missing. Ask its sender for it again."
    return f"a ZIP archive, not a report. {READ}: unpack it and give the reports in it."
