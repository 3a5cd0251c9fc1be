"""The parts of a Word file, inflated under limits and parsed without entities, networks or anything outside the archive."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from analytics.errors import UnreadableFileError
from analytics.reading.limits import MAX_MEMBERS, MAX_RATIO, RATIO_MATTERS_FROM, Limits, unpacks_too_far

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_CHUNK = 1 << 20
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, KeyError)


@dataclass(frozen=True)
class Package:
    """The parsed parts of a Word file that are read; ``None`` where the file has none."""

    document: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    footnotes: etree._Element | None
    endnotes: etree._Element | None
    left_out: tuple[str, ...] = ()


def open_package(data: bytes, name: str, limits: Limits) -> Package:
    """Check the archive, then inflate and parse the parts that are read.

    Raises
    ------
    FileLimitError
        If it unpacks to more than the limits, by its own directory or while it is inflated.
    UnreadableFileError
        If it is damaged, protected, refers outside itself by a path, or declares a document type or entities.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive, name, limits)
            return _read_package(archive, name, limits)
    except UnreadableFileError:
        raise
    except _DAMAGE as err:
        raise _damaged(name, "its archive can't be unpacked") from err


def _check_directory(archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > limits.unpacked_bytes:
        largest = max(members, key=lambda m: m.file_size).filename
        raise unpacks_too_far(name, largest, limits)
    for member in members:
        if member.file_size > RATIO_MATTERS_FROM and member.file_size > MAX_RATIO * max(1, member.compress_size):
            raise unpacks_too_far(name, member.filename, limits)
        if member.flag_bits & 1:
            raise UnreadableFileError(f"{name} is protected by a password. Open it in Word, remove the password and save it.")
        if _leaves_archive(member.filename):
            raise UnreadableFileError(
                f"{name} holds a part whose name points outside the file ({member.filename[:60]!r}), which Word never writes. "
                "It was not unpacked. Ask its sender for it again."
            )


def _leaves_archive(member: str) -> bool:
    parts = member.replace("\\", "/").split("/")
    return ".." in parts or member.startswith(("/", "\\")) or ":" in parts[0]


def _read_package(archive: zipfile.ZipFile, name: str, limits: Limits) -> Package:
    main = _main_part(archive, name, limits)
    related = _related(archive, main, name, limits)

    def part(kind: str) -> etree._Element | None:
        target = related.get(kind)
        return _parse(archive, target, name, limits) if target in archive.namelist() else None

    left_out = tuple(sorted({"altChunk"} & set(related)))
    document = _parse(archive, main, name, limits)
    return Package(document, part("styles"), part("numbering"), part("footnotes"), part("endnotes"), left_out)


def _main_part(archive: zipfile.ZipFile, name: str, limits: Limits) -> str:
    targets = _relations(archive, "_rels/.rels", "", name, limits)
    found = targets.get("officeDocument", "word/document.xml")
    if found in archive.namelist():
        return found
    if "word/document.xml" in archive.namelist():
        return "word/document.xml"
    raise _damaged(name, "the part with its text is missing")


def _related(archive: zipfile.ZipFile, main: str, name: str, limits: Limits) -> dict[str, str]:
    folder, file = posixpath.split(main)
    found = _relations(archive, f"{folder}/_rels/{file}.rels", folder, name, limits)
    usual = {kind: f"{folder}/{kind}.xml" for kind in ("styles", "numbering", "footnotes", "endnotes")}
    return {**usual, **found}


def _relations(archive: zipfile.ZipFile, part: str, folder: str, name: str, limits: Limits) -> dict[str, str]:
    """Kind of relation → part of this archive. Relations to anything outside are passed over: they are never followed."""
    if part not in archive.namelist():
        return {}
    found: dict[str, str] = {}
    for relation in _parse(archive, part, name, limits):
        if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
            continue
        kind = (relation.get("Type") or "").rsplit("/", 1)[-1]
        target = relation.get("Target") or ""
        found[kind] = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return found


def _parse(archive: zipfile.ZipFile, part: str, name: str, limits: Limits) -> etree._Element:
    data = inflate(archive, part, name, limits)
    if _DECLARATION.search(data.replace(b"\0", b"")):
        raise UnreadableFileError(
            f"{name} declares XML entities or a document type in '{part}', which Word never does. "
            "It was not read, because these can reach other files. Ask its sender for a PDF."
        )
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as err:
        raise _damaged(name, f"'{part}' is not well-formed XML") from err
    if root is None:
        raise _damaged(name, f"'{part}' is empty")
    return root


def inflate(archive: zipfile.ZipFile, part: str, name: str, limits: Limits) -> bytes:
    """The bytes of one part, counted while they are inflated: what the archive says of itself may be a lie."""
    pieces: list[bytes] = []
    size = 0
    with archive.open(part) as handle:
        while piece := handle.read(_CHUNK):
            size += len(piece)
            if size > limits.unpacked_bytes:
                raise unpacks_too_far(name, part, limits)
            pieces.append(piece)
    return b"".join(pieces)


def _damaged(name: str, why: str) -> UnreadableFileError:
    return UnreadableFileError(f"{name} is damaged ({why}). Open it in Word and save it again, or ask its sender for a PDF.")
