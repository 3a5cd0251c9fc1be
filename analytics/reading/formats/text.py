"""Plain text → blocks: paragraphs, numbered and bulleted items, and tables whose cells are parted by tabs or bars."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from analytics.model import Block, BlockKind
from analytics.reading.formats.contents_list import mark_contents
from analytics.reading.formats.encodings import decode
from analytics.reading.formats.numbers import split_bullet, split_number
from analytics.reading.formats.pdf_join import join_lines, vocabulary_of
from analytics.reading.formats.text_tables import spaced_table, ticked_table

_BAR_RULE = re.compile(r"^\|?[\s:|+-]+\|?$")
_FOOTNOTE = re.compile(r"^(?:[¹²³⁴-⁹⁰]+\s*\S|\d{1,2}\s+(?:<u>)?(?:https?://|www\.))")
_FURNITURE = re.compile(
    r"^(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?$|^page\s*\|?\s*\d+|^[-–—]\s*\d{1,3}\s*[-–—]$|"
    r"^end(?:\s+of\s+(?:report|document))?\.?$"
    r"|^(?:for publication|official|restricted|confidential|not protectively marked|protect)\b.{0,80}$",
    re.I,
)
_BARE = re.compile(r"^(\d{1,2})\s+([A-Z][^.;:!]{2,70})$")
FEWEST_BARE = 3
FEWEST_PAGES = 3
"""Pages on which a line must stand to run through a text."""
_PAGE_LINE = re.compile(r"\bpage #|\bp\.? ?# ?(?:of|/) ?#|^[-–—|\s]*#[-–—|\s]*$")
_LABEL = re.compile(r"^[A-Z][A-Za-z /&()’']{1,40}:")
_LABELLED = re.compile(r"^([A-Z][A-Za-z /&()’']{1,40}:)[ ]*\t+\s*")
"""A label and its text parted by tabs: 'Owner:⇥Head of Housing'."""
_HEADED = re.compile(r"(?:Recommendation|Lesson|Learning point|Learning Point|Key learning|Key Learning|Finding)\s+\d{1,2}\b")
_SET_OUT = re.compile(r"\S {3,}\S.* {3,}\S|\.{5,}\s*\d*\s*$")
"""A row of columns, or a line of a contents list: it says nothing of where paragraphs were wrapped."""
_UNWRAPPED = 130
"""A text with lines longer than this was not wrapped: each of its lines is a paragraph."""
_NAME_LINE = re.compile(r"(?:[A-Z][\w’'&()-]*|of|and|the|for|in|&)(?: (?:[A-Z][\w’'&()-]*|of|and|the|for|in|&)){1,9}$")
_FAR = 30
"""Columns: a line that begins further in belongs to a table's cell or to a title."""
_MOST_WRAPPED = 0.97
_RAGGED = 6
"""Columns that a wrapped line may leave empty, an indent counted in, although the next line's first word would fit there."""


def blocks(data: bytes) -> list[Block]:
    """The blocks of a text file, in reading order. Pages are counted only if form feeds part them.

    Raises
    ------
    UnreadableFileError
        If the bytes are no text.
    """
    text = _without_heads_and_feet(_without_running_lines(decode(data)))
    pages = text.split("\f")
    width = _width(text)
    vocabulary = vocabulary_of(text.split("\n"))
    found: list[Block] = []
    for number, page in enumerate(pages, 1):
        found += _of_page(page, width, number if len(pages) > 1 else None, vocabulary)
    return with_bare_numbers(mark_contents(found))


def with_bare_numbers(found: Sequence[Block]) -> list[Block]:
    """The blocks, with lines such as '5 Good practice' made headings, if at least three count up from 1."""
    bare = {
        n: match
        for n, block in enumerate(found)
        if block.kind == "paragraph" and block.number is None and (match := _BARE.match(block.text))
    }
    last = 0
    taken: dict[int, re.Match[str]] = {}
    for place, match in bare.items():
        if int(match[1]) == last + 1:
            last, taken[place] = last + 1, match
    if len(taken) < FEWEST_BARE:
        return list(found)
    return [Block("heading", taken[n][2], block.page, taken[n][1], 1) if n in taken else block for n, block in enumerate(found)]


def _without_heads_and_feet(text: str) -> str:
    """The text without the first and last line of each page (pages are parted by form feeds) where most pages repeat it."""
    pages = [page.split("\n") for page in text.split("\f")]
    if len(pages) < FEWEST_PAGES:
        return text
    for first in (True, False):
        places = [next((n for n in _inward(page, first) if page[n].strip()), None) for page in pages]
        keys = [_key(page[n]) if n is not None else "" for page, n in zip(pages, places, strict=True)]
        counts = Counter(key for key in keys if key)
        for page, n, key in zip(pages, places, keys, strict=True):
            if n is not None and counts[key] >= max(FEWEST_PAGES, len(pages) // 2):
                page[n] = ""
    return "\f".join("\n".join(page) for page in pages)


def _inward(page: Sequence[str], first: bool) -> range:
    return range(len(page)) if first else range(len(page) - 1, -1, -1)


def _key(line: str) -> str:
    """A running line, whatever page number it prints."""
    return re.sub(r"\d+", "#", " ".join(line.split())).casefold()


def _without_running_lines(text: str) -> str:
    """The text without what each page repeats at its top and bottom, nor the blank lines with which that cut a paragraph.

    A running line is printed at least three times with only its figures changed, and says 'page' with a number, or stands beside
    one that does.
    """
    lines = text.split("\n")
    keys = [_key(line) for line in lines]
    counts = Counter(key for key in keys if key)
    numbered = {key for key, count in counts.items() if count >= 3 and _PAGE_LINE.search(key)}
    places = {n for n, key in enumerate(keys) if key in numbered}
    beside = Counter(keys[n + step] for n in places for step in (-1, 1) if 0 <= n + step < len(keys) and keys[n + step])
    places |= {n for n, key in enumerate(keys) if beside[key] >= 3 and counts[key] <= len(places) and {n - 1, n + 1} & places}
    width = _width(text)
    kept: list[str] = []
    for n, line in enumerate(lines):
        if n in places:
            continue
        turned = bool({n - 1, n - 2, n - 3} & places)
        if turned and width and line.strip() and _is_cut(kept, line, width):
            while kept and not kept[-1].strip():
                kept.pop()
        kept.append(line)
    return "\n".join(kept)


def _is_cut(before: list[str], line: str, width: int) -> bool:
    """Whether a line goes on with the last one before a page's end: in small letters, or with a word too long for it."""
    last = next((above for above in reversed(before) if above.strip()), "")
    if not last or split_bullet(line.strip())[0] or split_number(line.strip())[0] or last.isupper() or line.isupper():
        return False
    if _begins_anew(last, line.strip()):
        return False
    if line.strip()[0].islower():
        return not last.rstrip().endswith((".", "?", "!"))
    return len(last) >= 0.7 * width and len(last) + 1 + len(line.split()[0]) > width


def _begins_anew(before: str, line: str) -> bool:
    """Whether a line is a label ('Recommendation 3') below a sentence that has ended, and not that sentence's own words."""
    return bool(_HEADED.match(line)) and before.rstrip().endswith((".", "!", "?", ":", ";", "”"))


def _width(text: str) -> int | None:
    """The column at which lines were wrapped; ``None`` if they weren't.

    Wrapped text shows by lines that begin in lower case, in the middle of a sentence.
    """
    lines = [line for line in text.split("\n") if "\t" not in line and not _SET_OUT.search(line.lstrip())]
    printed = [len(line.rstrip()) for line in lines if line.strip() and not line.startswith(" " * _FAR)]
    lengths = sorted(length for length in printed if length <= _UNWRAPPED)
    if len(lengths) < 10 or len(lengths) < _MOST_WRAPPED * len(printed):
        return None
    below = [line.strip() for above, line in pairwise(lines) if above.strip() and line.strip()]
    broken = sum(line[0].islower() and split_number(line)[0] is None for line in below)
    return lengths[int(len(lengths) * 0.9)] if broken >= 0.15 * max(1, len(below)) else None


@dataclass
class _Open:
    """What has been begun and not yet handed on."""

    page: int | None
    vocabulary: frozenset[str] = frozenset()
    lines: list[str] = field(default_factory=list)
    end: int = 0
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def close(self) -> Iterator[Block]:
        if self.lines:
            yield _block(join_lines(self.lines, self.vocabulary), self.page)
        if self.rows:
            yield Block("table", page=self.page, rows=tuple(self.rows))
        self.lines, self.rows = [], []


def _of_page(page: str, width: int | None, number: int | None, vocabulary: frozenset[str]) -> Iterator[Block]:
    open_ = _Open(number, vocabulary)
    lines = page.split("\n")
    place = 0
    while place < len(lines):
        line = lines[place]
        spaced = (spaced_table(lines, place) if "  " in line and "\t" not in line else None) or ticked_table(lines, place)
        if spaced is not None:
            yield from open_.close()
            yield Block("table", page=number, rows=spaced[0])
            place = spaced[1]
            continue
        if open_.rows and not line.strip() and _parts_rows(lines, place, open_.rows):
            place += 1
            continue
        if _is_title(lines, place):
            yield from open_.close()
        yield from _line(line, open_, width)
        place += 1
    yield from open_.close()


def _parts_rows(lines: Sequence[str], place: int, rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether a blank line stands between two rows, of three cells or more, of a table whose rows are all printed so."""
    width = len(rows[-1])
    below = next((line for line in lines[place + 1 :] if line.strip()), "")
    tight = len(rows) > 1 and place > 1 and "\t" in lines[place - 2]
    return width >= 3 and not tight and len(below.split("\t")) == width and below.strip() != lines[place - 1].strip()


def _is_title(lines: Sequence[str], place: int) -> bool:
    """Whether a line is a body's name between the end of one numbered list and the '1.' that begins the next."""
    line, above = lines[place].strip(), lines[place - 1].rstrip() if place else ""
    below = next((following.strip() for following in lines[place + 1 : place + 3] if following.strip()), "")
    return bool(_NAME_LINE.match(line)) and above.endswith((".", "!", "?")) and bool(re.match(r"1[.)]\s", below))


def _line(line: str, open_: _Open, width: int | None) -> Iterator[Block]:
    """Add a line to what is open, handing on what it ends."""
    labelled = _LABELLED.match(line)
    row = None if labelled else _row(line, bool(open_.rows))
    if labelled:
        yield from open_.close()
        open_.lines.append(f"{labelled[1]} {line[labelled.end() :].strip()}".strip())
    elif open_.lines and not open_.rows and line.startswith("\t") and line.strip() and _LABEL.match(open_.lines[0]):
        open_.lines.append(line.strip())
    elif row is not None:
        if open_.lines:
            yield from open_.close()
        open_.rows.extend(row)
    elif not line.strip():
        yield from open_.close()
    else:
        if open_.rows or not _goes_on(open_, line, width):
            yield from open_.close()
        open_.end = len(line.rstrip())
        open_.lines.append(re.sub(r"[^\S\t]+", " ", line).strip())


def _row(line: str, in_table: bool) -> list[tuple[str, ...]] | None:
    """The row a line is (none for a rule between rows), or ``None`` if the line is no row."""
    stripped = line.strip()
    if stripped.startswith("|") and stripped.count("|") >= 2:
        return [] if _BAR_RULE.match(stripped) else [tuple(cell.strip() for cell in stripped.strip("|").split("|"))]
    cells = tuple(cell.strip() for cell in line.split("\t"))
    filled = sum(bool(cell) for cell in cells)
    if filled == 0 or len(cells) < 2:
        return None
    if in_table or (len(cells) >= 3 and (filled >= 2 or not cells[-1])):
        return [cells]
    numbered = len(cells) == 2 and (split_number(f"{cells[0]} X", heading=True)[0] or split_bullet(f"{cells[0]} X")[0])
    return [cells] if filled >= 2 and not numbered else None


def _goes_on(open_: _Open, raw: str, width: int | None) -> bool:
    """Whether a line goes on with the paragraph that the lines before it began."""
    lines, line = open_.lines, raw.strip()
    if not lines or width is None or _begins_anew(lines[-1], line) or split_bullet(line)[0] or split_number(line)[0]:
        return False
    if line[:1].islower():
        return True
    room = width - _RAGGED - open_.end
    return open_.end >= 0.7 * width and len(line.split()[0]) + 1 > room


def _block(text: str, page: int | None) -> Block:
    if _FURNITURE.match(text):
        return Block("furniture", text, page)
    if _FOOTNOTE.match(text):
        return Block("footnote", text, page)
    bulleted, rest = split_bullet(text)
    number, words = split_number(rest, heading=_is_capitals(rest))
    words = " ".join(words.split())
    if number is None and bulleted:
        return Block("list_item", words, page)
    single = number is not None and "." not in number
    kind: BlockKind = "heading" if number and _is_capitals(words) else "list_item" if single else "paragraph"
    return Block(kind, words, page, number, level=1 if kind == "heading" and single else None)


def _is_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and all(c.isupper() for c in letters)
