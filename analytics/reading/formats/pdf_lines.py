"""Characters of a PDF page → lines of text with their place, size and weight."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Char = dict[str, Any]
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.I)
_CID = re.compile(r"\(cid:\d+\)")
_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"), " ")
_NOTHING = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u2060"), None)
_CLEAN = str.maketrans({**_LIGATURES}) | _SPACES | _NOTHING
WORD_GAP = 0.18
"""Gap between two characters, in font sizes, that stands for a space the PDF does not print."""
WIDE_GAP = 1.9
"""Gap, in font sizes, that parts columns; justified text hardly ever reaches it."""
SAME_LINE = 0.3


@dataclass(frozen=True)
class Line:
    """One line. Places in points from the top left corner. A tab in ``text`` stands for a wide gap.

    ``mark`` is the superscript number at its beginning, as footnotes have it; other superscript numbers are dropped.
    ``gap`` is the place of its only wide gap, ``starts`` where its pieces between wide gaps begin. ``first_word`` is the width
    of its first word: would it have fitted on the line before?
    """

    text: str
    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    first_word: float = 0.0
    mark: str = ""
    gap: tuple[float, float] | None = None
    starts: tuple[float, ...] = ()

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.top + self.bottom) / 2


def lines_of(chars: Iterable[Char], page: int) -> list[Line]:
    """The lines that characters form, from top to bottom."""
    groups = _with_superscripts(by_height([c for c in chars if c["text"]]))
    lines = [_line(sorted(group, key=lambda c: c["x0"]), page) for group in groups]
    return sorted((line for line in lines if line is not None), key=lambda line: (line.top, line.x0))


def by_height(chars: Sequence[Char]) -> list[list[Char]]:
    """Characters in groups of one height, from top to bottom."""
    groups: list[list[Char]] = []
    for char in sorted(chars, key=_middle):
        last = groups[-1] if groups else None
        if last and abs(_middle(char) - _middle(last[0])) <= SAME_LINE * min(char["size"], last[0]["size"]):
            last.append(char)
        else:
            groups.append([char])
    return groups


def _middle(char: Char) -> float:
    return float(char["top"] + char["bottom"]) / 2


def _with_superscripts(groups: list[list[Char]]) -> list[list[Char]]:
    """Groups of small characters that stand raised (or lowered) in another line, put into that line."""
    sizes = [max(c["size"] for c in group) for group in groups]
    homes = [_home(place, groups, sizes) for place in range(len(groups))]
    merged = {place: list(group) for place, group in enumerate(groups) if homes[place] is None}
    for place, group in enumerate(groups):
        home = homes[place]
        while home is not None and homes[home] is not None:  # sizes rise from each to its home, so this ends
            home = homes[home]
        if home is not None:
            merged[home].extend(group)
    return list(merged.values())


def _home(place: int, groups: list[list[Char]], sizes: list[float]) -> int | None:
    """The neighbouring group in whose line a group of small characters stands, if it stands in one."""
    group = groups[place]
    for other in (place - 1, place + 1, place + 2, place - 2):
        if not 0 <= other < len(groups) or sizes[other] * 0.92 < sizes[place]:
            continue
        near = [c for c in groups[other] if c["size"] * 0.92 >= sizes[place]]
        if near and all(_stands_in(char, near) for char in group if not char["text"].isspace()):
            return other
    return None


def _stands_in(char: Char, line: Sequence[Char]) -> bool:
    top, bottom = min(c["top"] for c in line), max(c["bottom"] for c in line)
    overlap = min(bottom, char["bottom"]) - max(top, char["top"])
    if overlap < 0.4 * (char["bottom"] - char["top"]):
        return False
    return any(-char["size"] <= char["x0"] - c["x1"] <= char["size"] or 0 <= c["x0"] - char["x1"] <= char["size"] for c in line)


def _line(chars: list[Char], page: int) -> Line | None:
    printed = [c for c in chars if not c["text"].isspace()]
    if not printed:
        return None
    size = Counter(round(c["size"], 1) for c in printed).most_common(1)[0][0]
    if len(printed) > 1:
        size = max(size, max(s for s, n in Counter(round(c["size"], 1) for c in printed).items() if n >= 0.4 * len(printed)))
    mark, kept = _without_marks(chars, size)
    text = clean(_text(chars, {id(c) for c in kept}, size))
    if not text:
        return None
    letters = [c for c in kept if c["text"].isalnum()] or printed
    return Line(
        text=text,
        page=page,
        x0=min(c["x0"] for c in kept if not c["text"].isspace()),
        x1=max(c["x1"] for c in kept if not c["text"].isspace()),
        top=min(c["top"] for c in kept if not c["text"].isspace()),
        bottom=max(c["bottom"] for c in kept if not c["text"].isspace()),
        size=size,
        bold=sum(bool(_BOLD.search(c["fontname"])) for c in letters) >= 0.9 * len(letters),
        first_word=_first_word(kept),
        mark=mark,
        gap=_only_gap(kept, size),
        starts=_starts(kept, size),
    )


def _without_marks(chars: list[Char], size: float) -> tuple[str, list[Char]]:
    """The superscript number at the beginning, and the characters without superscript numbers (marks of footnotes)."""
    base = [c for c in chars if c["size"] >= 0.92 * size and not c["text"].isspace()]
    if not base:
        return "", chars
    bottom = max(c["bottom"] for c in base)

    def raised(char: Char) -> bool:
        small = char["size"] < 0.92 * size and char["bottom"] < bottom - 0.13 * size
        return (small and (char["text"].isdigit() or char["text"] in ",*†‡")) or char["text"] in "¹²³⁴⁵⁶⁷⁸⁹⁰"

    mark = ""
    for char in chars:
        if not raised(char):
            break
        mark += unicodedata.normalize("NFKC", char["text"])
    kept = [c for c in chars if not raised(c)]
    return (mark, kept) if any(not c["text"].isspace() for c in kept) else ("", chars)


def _text(chars: list[Char], kept: set[int], size: float) -> str:
    """The text of the characters kept; a glyph without a known letter is a bullet at the line's beginning, and else nothing."""
    pieces: list[str] = []
    before: Char | None = None
    for char in chars:
        if id(char) not in kept:
            before = char
            continue
        if before is not None:
            gap = char["x0"] - before["x1"]
            if gap > WIDE_GAP * size:
                pieces.append("\t")
            elif gap > WORD_GAP * min(size, char["size"]) and not char["text"].isspace():
                pieces.append(" ")
        if char["text"].isspace():
            pieces.append(" ")
        else:
            unknown = _CID.fullmatch(char["text"])
            pieces.append(char["text"] if not unknown else "" if any(piece.strip() for piece in pieces) else "•")
            before = char
    return "".join(pieces)


def _starts(chars: list[Char], size: float) -> tuple[float, ...]:
    printed = [c for c in chars if not c["text"].isspace()]
    later = [b["x0"] for a, b in pairwise(printed) if b["x0"] - a["x1"] > WIDE_GAP * size]
    return (printed[0]["x0"], *later) if printed else ()


def _only_gap(chars: list[Char], size: float) -> tuple[float, float] | None:
    printed = [c for c in chars if not c["text"].isspace()]
    gaps = [(a["x1"], b["x0"]) for a, b in pairwise(printed) if b["x0"] - a["x1"] > WIDE_GAP * size]
    return gaps[0] if len(gaps) == 1 else None


def _first_word(chars: list[Char]) -> float:
    width, begun = 0.0, False
    for char in chars:
        if char["text"].isspace():
            if begun:
                break
            continue
        begun = True
        width += char["x1"] - char["x0"]
    return width


def clean(text: str) -> str:
    r"""Ligatures parted, unusual spaces made plain, runs of spaces made one; a tab stays if it parts columns.

    >>> clean("the  ﬁrst\u00a0oﬃcer \\t left")
    'the first officer\\tleft'
    """
    text = _CID.sub("", text).translate(_CLEAN)
    return re.sub(r" *\t[ \t]*", "\t", re.sub(r" {2,}", " ", text)).strip()
