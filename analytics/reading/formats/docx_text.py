"""Runs of a Word paragraph → its text as printed: insertions kept; deletions, comments, marks of notes, hidden text left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from analytics.reading.formats.docx_numbering import whole
from analytics.reading.formats.docx_package import W
from analytics.reading.formats.docx_styles import is_on

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = frozenset(
    W + tag for tag in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "commentReference", "fldChar", "sdtPr")
)
_NOTE_MARKS = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_SYMBOLS = {"F0FC": "✓", "F0FE": "☑", "F0FB": "✗", "F0FD": "☒", "F0A8": "☐", "F06F": "☐", "F052": "☑", "F050": "✓", "F0B7": "•"}
_PLAIN = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}


@dataclass
class Words:
    """What a paragraph says: its text, the ids of its notes, the text boxes that hang on it, and whether it is all bold."""

    text: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    bold: bool = False
    size: int | None = None
    contents_field: bool = False


def words_of(paragraph: etree._Element, style_bold: bool = False) -> Words:
    """Read one ``w:p``. ``style_bold``: whether its style is bold, which runs may switch off."""
    words = Words()
    letters = bold_letters = 0
    sizes: dict[int, int] = {}
    pieces: list[str] = []
    for run in _runs(paragraph, words):
        if _hidden(run):
            continue
        piece = "".join(_pieces(run, words))
        pieces.append(piece)
        count = sum(char.isalnum() for char in piece)
        letters += count
        bold_letters += count * _is_bold(run, style_bold)
        size = run.find(f"{W}rPr/{W}sz")
        if size is not None and count:
            sizes[whole(size.get(f"{W}val"), 0)] = sizes.get(whole(size.get(f"{W}val"), 0), 0) + count
    words.text = "".join(pieces)
    words.bold = letters > 0 and bold_letters >= 0.95 * letters
    words.size = max(sizes, key=lambda s: sizes[s]) if sizes and sum(sizes.values()) > 0.5 * letters else None
    return words


def _runs(element: etree._Element, words: Words) -> Iterator[etree._Element]:
    """The runs in reading order, down through links, insertions and content controls."""
    for child in element:
        if child.tag in _GONE:
            continue
        if child.tag == f"{W}r":
            if any((i.text or "").strip().upper().startswith(("TOC", "PAGEREF")) for i in child.findall(f"{W}instrText")):
                words.contents_field = True
            yield child
        elif child.tag == f"{MC}AlternateContent":
            words.boxes.extend(_boxes(child))
        else:
            yield from _runs(child, words)


def _pieces(run: etree._Element, words: Words) -> Iterator[str]:
    for child in run:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag == f"{W}br" and child.get(f"{W}type") in ("page", "column"):
            yield "\n"
        elif child.tag in _PLAIN:
            yield _PLAIN[child.tag]
        elif child.tag == f"{W}sym":
            yield _SYMBOLS.get((child.get(f"{W}char") or "").upper(), "")
        elif child.tag in _NOTE_MARKS:
            words.notes.append((_NOTE_MARKS[child.tag], child.get(f"{W}id") or ""))
        elif child.tag in (f"{MC}AlternateContent", f"{W}drawing", f"{W}pict", f"{W}object"):
            words.boxes.extend(_boxes(child))


def _boxes(element: etree._Element) -> list[etree._Element]:
    """Text boxes below an element, each once: Word writes them twice, for newer and for older readers."""
    if element.tag == f"{MC}AlternateContent":
        choices = element.findall(f"{MC}Choice")
        found = [box for choice in choices for box in choice.iter(f"{W}txbxContent")]
        if found or choices:
            return found or [box for fallback in element.findall(f"{MC}Fallback") for box in fallback.iter(f"{W}txbxContent")]
    return list(element.iter(f"{W}txbxContent"))


def _is_bold(run: etree._Element, style_bold: bool) -> bool:
    found = run.find(f"{W}rPr/{W}b")
    return style_bold if found is None else is_on(found)


def _hidden(run: etree._Element) -> bool:
    found = run.find(f"{W}rPr/{W}vanish")
    return found is not None and is_on(found)
