"""DOCX → blocks in reading order: headings, numbers as Word prints them, tables, text boxes and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from analytics.errors import UnreadableFileError
from analytics.model import Block
from analytics.reading.formats.content import IN_BOX, Content
from analytics.reading.formats.contents_list import mark_contents
from analytics.reading.formats.docx_numbering import Numbering, numbering_of, whole
from analytics.reading.formats.docx_package import Package, W, open_package
from analytics.reading.formats.docx_styles import Look, looks_of
from analytics.reading.formats.docx_tables import children, rows_of, table_rows
from analytics.reading.formats.docx_text import MC, Words, words_of
from analytics.reading.formats.headings import join_headings, looks_like_heading
from analytics.reading.formats.numbers import depth, number_of_label, split_bullet, split_number
from analytics.reading.limits import Limits

DEEPEST = 40
FALLBACK = f"{MC}Fallback"
_SPACES = re.compile(r"[ \t\u00a0\u2007\u202f]+")
_NEW_ITEM = re.compile(r"^(?:(?:recommendation|learning|lesson|action|key)\b|[•▪●·]|\(?\d{1,2}(?:\.\d+)*[.)]\s)", re.I)


@dataclass
class _Reader:
    """What is known while walking through one document."""

    looks: dict[str, Look]
    numbering: Numbering
    notes: dict[tuple[str, str], str]
    blocks: list[Block] = field(default_factory=list)
    seen_notes: list[str] = field(default_factory=list)


def content(data: bytes, name: str, limits: Limits) -> Content:
    """The blocks of a Word file. Word keeps no pages, so every ``page`` is ``None``.

    Raises
    ------
    UnreadableFileError, FileLimitError
        As ``docx_package.open_package``; also if the document has no text.
    """
    package = open_package(data, name, limits)
    blocks = blocks_of(package)
    if not any(block.text or block.rows for block in blocks):
        raise UnreadableFileError(
            f"{name} is a Word file without text. If its pages are pictures, save it as PDF and install the optional OCR extra "
            "(pip install -r requirements-ocr.txt)."
        )
    warnings = () if not package.left_out else (f"{name} embeds another document, which was left out. Give that document too.",)
    return Content(tuple(blocks), None, warnings)


def blocks_of(package: Package) -> list[Block]:
    """The blocks of an opened Word file."""
    notes = {**_notes(package.footnotes, "footnote"), **_notes(package.endnotes, "endnote")}
    reader = _Reader(looks_of(package.styles), numbering_of(package.numbering), notes)
    body = package.document.find(f"{W}body")
    if body is not None:
        _walk(body, reader, 0)
    return [_without_tabs(block) for block in mark_contents(join_headings(reader.blocks))]


def _without_tabs(block: Block) -> Block:
    return block if "\t" not in block.text else replace(block, text=" ".join(block.text.split()))


def _walk(element: etree._Element, reader: _Reader, deep: int, contents: bool = False) -> None:
    """Read paragraphs and tables below an element, in order."""
    if deep > DEEPEST:
        raise RecursionError
    for child in element:
        if child.tag == f"{W}p":
            _paragraph(child, reader, deep, contents)
        elif child.tag == f"{W}tbl":
            _table(child, reader, deep, contents)
        elif child.tag == f"{W}sdt":
            inner = child.find(f"{W}sdtContent")
            if inner is not None:
                _walk(inner, reader, deep + 1, contents or _is_contents(child))
        elif child.tag in (f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
            _walk(child, reader, deep + 1, contents)


def _is_contents(control: etree._Element) -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and "contents" in (gallery.get(f"{W}val") or "").lower()


def _paragraph(paragraph: etree._Element, reader: _Reader, deep: int, contents: bool) -> None:
    look = reader.looks.get(_style(paragraph), reader.looks.get("", Look()))
    words = words_of(paragraph, look.bold)
    label = _label(paragraph, look, reader.numbering) if words.text.strip() else None
    if contents or look.contents or look.furniture or (words.contents_field and _is_entry(words.text)):
        reader.blocks.extend(Block("furniture", part) for part in _parts(words.text))
    else:
        reader.blocks.extend(_blocks_of_words(paragraph, words, look, label))
    _flush_notes(words, reader)
    for box in words.boxes:
        _walk(box, reader, deep + 1)


def _is_entry(text: str) -> bool:
    return bool(re.search(r"\d\s*$", text)) and len(text) < 200


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val") or ""


def _label(paragraph: etree._Element, look: Look, numbering: Numbering) -> tuple[str, bool, int] | None:
    """The automatic label of a paragraph, whether it is a bullet, and its depth from 1."""
    direct = paragraph.find(f"{W}pPr/{W}numPr")
    list_id, deep = look.list_id, look.depth
    if direct is not None:
        given, level = direct.find(f"{W}numId"), direct.find(f"{W}ilvl")
        list_id = list_id if given is None else given.get(f"{W}val")
        deep = deep if level is None else whole(level.get(f"{W}val"), 0)
    if not list_id or list_id == "0":
        return None
    if deep is None:
        deep = numbering.depth_of_style(list_id, look.style)
    found = numbering.label(list_id, deep)
    return None if found is None else (found[0], found[1], deep + 1)


def _blocks_of_words(paragraph: etree._Element, words: Words, look: Look, label: tuple[str, bool, int] | None) -> Iterator[Block]:
    for place, part in enumerate(_parts(words.text)):
        outline = paragraph.find(f"{W}pPr/{W}outlineLvl")
        heading = look.heading if outline is None else (whole(outline.get(f"{W}val"), 9) + 1) % 10 or None
        yield _block(part, words, heading, look, label if place == 0 else None)


def _block(text: str, words: Words, heading: int | None, look: Look, label: tuple[str, bool, int] | None) -> Block:
    if label is not None:
        printed, bullet, deep = label
        number = None if bullet else number_of_label(printed)
        if not bullet and number is None:
            text = f"{printed.strip()} {text}"  # a label in words: 'Recommendation 3:'
    else:
        bullet, deep, number = False, 1, None
    typed_bullet, text = split_bullet(text) if label is None else (bullet, text)
    headed = heading is not None or (not typed_bullet and looks_like_heading(text, words.bold))
    if number is None and not typed_bullet:
        number, text = split_number(text, headed)
    if headed and text and len(text) <= 250:
        return Block("heading", text, None, number, heading or (depth(number) if number else None))
    if (label is not None and (number is not None or bullet)) or typed_bullet:
        is_reference = number is not None and "." in number
        return Block("paragraph" if is_reference else "list_item", text, None, number, None if is_reference else deep)
    return Block("paragraph", text, None, number)


def _parts(text: str) -> list[str]:
    """The text of a paragraph, cut at forced line breaks where a new item begins after one, and joined over the others."""
    parts: list[str] = []
    for line in text.split("\n"):
        line = _SPACES.sub(" ", line).strip() if "\t" not in line else re.sub(r"[ \u00a0\u2007\u202f]+", " ", line).strip()
        if not line:
            continue
        if parts and not _NEW_ITEM.match(line) and not parts[-1].endswith(":"):
            parts[-1] = f"{parts[-1]} {line}"
        else:
            parts.append(line)
    return parts


def _flush_notes(words: Words, reader: _Reader) -> None:
    for key in words.notes:
        text = reader.notes.get(key, "").strip()
        if text:
            reader.blocks.append(Block("footnote", text))


def _notes(root: etree._Element | None, kind: str) -> dict[tuple[str, str], str]:
    if root is None:
        return {}
    return {
        (kind, note.get(f"{W}id") or ""): " ".join(_SPACES.sub(" ", words_of(p).text).strip() for p in note.iter(f"{W}p"))
        for note in root.findall(f"{W}{kind}")
        if note.get(f"{W}type") is None
    }


def _table(table: etree._Element, reader: _Reader, deep: int, contents: bool) -> None:
    if _is_box(table):
        begun = len(reader.blocks)
        for row in table_rows(table):
            for cell in children(row, f"{W}tc"):
                _walk(cell, reader, deep + 1, contents)
        inside = reader.blocks[begun:]
        reader.blocks[begun:] = [replace(b, level=IN_BOX) if b.kind == "paragraph" and b.level is None else b for b in inside]
        return
    notes: list[Words] = []
    rows = rows_of(table, lambda cell: _cell(cell, reader, notes, deep))
    if any(cell for row in rows for cell in row):
        reader.blocks.append(Block("furniture" if contents else "table", rows=rows))
    for words in notes:
        _flush_notes(words, reader)


def _is_box(table: etree._Element) -> bool:
    """A table of one column is a box around text, not a table."""
    return all(sum(1 for _ in children(row, f"{W}tc")) <= 1 for row in table_rows(table))


def _cell(cell: etree._Element, reader: _Reader, notes: list[Words], deep: int) -> str:
    """The text of a cell, a line for each of its paragraphs; numbers are kept, bullets aren't words."""
    if deep > DEEPEST:
        raise RecursionError
    lines: list[str] = []
    for paragraph in cell.iter(f"{W}p"):
        if any(ancestor.tag == FALLBACK for ancestor in paragraph.iterancestors()):
            continue
        lines.extend(_cell_lines(paragraph, reader, notes))
    return "\n".join(line for line in lines if line)


def _cell_lines(paragraph: etree._Element, reader: _Reader, notes: list[Words]) -> list[str]:
    look = reader.looks.get(_style(paragraph), reader.looks.get("", Look()))
    words = words_of(paragraph, look.bold)
    notes.append(words)
    label = _label(paragraph, look, reader.numbering)
    text = " ".join(split_bullet(" ".join(part.replace("\t", " ").split()))[1] for part in _parts(words.text))
    printed = label[0].strip() if label and not label[1] else ""
    if printed and not text:
        return [number_of_label(printed) or printed]
    return [f"{printed} {text}".strip()] if text else []
