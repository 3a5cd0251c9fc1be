"""Table cells: rows made even, texts broken over lines and pages joined, words split by a narrow column mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analytics.model import Block

Rows = tuple[tuple[str, ...], ...]
TICK = re.compile(r"[✓✔√☑✅]|\\checkmark|^\s*(?:yes|y|x|tick|ü|ticked)\s*$|\uf0fc", re.I)
CROSS = re.compile(r"^\s*(?:no|n|n/a|✗|✘|×|none|nil|[-–—])\s*$", re.I)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*(?:-[A-Za-z0-9'’]+)*")
_SPLIT_HYPHEN = re.compile(r"(?<![\w-])([A-Za-z]+)- ([A-Za-z]+)")
_LOOSE_SIGN = re.compile(r"(?<=\w)\s([,;)])(?=\s|$)")
_SPLIT_NUMBER = re.compile(r"(?<=\d)([-–/]) (?=\d)")
_SPLIT_WORD = re.compile(r"(?<![\w'’-])([A-Za-z]{2,}) (?=([a-z]{2,})(?![\w'’]))")
_LAST_LETTER = re.compile(r"(?<![\w'’-])([A-Za-z]{5,}) ([a-z])(?![\w'’])")
_PREFIXES = frozenset("non post pre multi re co self inter anti sub mid semi ex cross well long short high low".split())
_SUFFIXES = frozenset("es ing ings tion tions ation ations ment ments ies ance ence ity ities ary ory ive ed ly ness ers".split())


@dataclass(frozen=True)
class Lexicon:
    """How often each word occurs in the document: a split word is mended only if the whole word stands elsewhere in it."""

    counts: Counter[str]

    @classmethod
    def of(cls, blocks: Iterable[Block]) -> Lexicon:
        """The words of all blocks and cells."""
        counts: Counter[str] = Counter()
        for block in blocks:
            for text in (block.text, *(cell for row in block.rows for cell in row)):
                counts.update(word.casefold() for word in _WORD.findall(text))
        return cls(counts)

    def mend(self, text: str) -> str:
        """Words that the column's edge split are put together again; all else stays word for word.

        A hyphen at a line's end is closed if the document writes the word with it elsewhere, or after a prefix ('non- fatal').
        """
        text = _LOOSE_SIGN.sub(r"\1", text)
        text = _SPLIT_HYPHEN.sub(self._hyphen, _SPLIT_NUMBER.sub(r"\1", text))
        text = _LAST_LETTER.sub(lambda m: m[1] + m[2] if self.counts[(m[1] + m[2]).casefold()] > 0 else m[0], text)
        return _SPLIT_WORD.sub(lambda m: m[1] if self._is_split(m[1], m[2]) else m[0], text)

    def _hyphen(self, match: re.Match[str]) -> str:
        first, second = match[1], match[2]
        if second.casefold() in ("and", "or", "to"):  # 'pre- and post-natal'
            return match[0]
        known = self.counts[f"{first}-{second}".casefold()] > 0 or first.casefold() in _PREFIXES
        return f"{first}-{second}" if known or (first[0].isupper() and second[0].isupper() and self._rare(second)) else match[0]

    def _rare(self, word: str) -> bool:
        return self.counts[word.casefold()] <= 1

    def _is_split(self, first: str, second: str) -> bool:
        if not (self._rare(first) and self._rare(second)):
            return False
        return self.counts[(first + second).casefold()] > 0

    def join(self, before: str, after: str) -> str:
        """``after`` goes on where ``before`` broke off, perhaps in the middle of a word."""
        before, after = before.rstrip(), after.lstrip()
        if not before or not after:
            return before or after
        left, right = re.search(r"([A-Za-z]+)$", before), re.match(r"([a-z]+)", after)
        if left and right and self._is_broken(left[1], right[1]):
            return before + after
        if before.endswith("-") and len(before) > 1 and before[-2].isalpha() and after[0].islower() and not before.endswith(" -"):
            return self.mend(f"{before} {after}")
        return f"{before} {after}"

    def _is_broken(self, left: str, right: str) -> bool:
        return (right in _SUFFIXES and self.counts[right] <= 1) or self._is_split(left, right)


def even(rows: Iterable[Sequence[str]]) -> Rows:
    """Rows of one width, cells without spaces at their ends, columns that are empty throughout cut off at the right."""
    stripped = [[cell.strip() for cell in row] for row in rows]
    width = max((max((n + 1 for n, cell in enumerate(row) if cell), default=0) for row in stripped), default=0)
    return tuple(tuple([*row[:width], *[""] * (width - len(row))]) for row in stripped)


def filled(row: Sequence[str]) -> list[str]:
    """The cells that hold something."""
    return [cell for cell in row if cell]


def grouped(rows: Rows, lexicon: Lexicon, column: int = 0) -> Rows:
    """Rows that a narrow column broke over several lines become one: a row begins where another column is filled, too.

    A line that only goes on with names ('Company (CRC)' below 'Community Rehabilitation') belongs to the row above it.
    """
    joined: list[list[str]] = []
    for row in rows:
        others = [cell for n, cell in enumerate(row) if n != column and cell]
        if joined and not others:
            joined[-1][column] = lexicon.join(joined[-1][column], row[column])
        else:
            joined.append(list(row))
    return tuple(tuple(row) for row in joined)


def ticked(cell: str) -> bool | None:
    """What a cell under a heading such as 'IMR' says: ticked, not ticked (also when empty), or ``None`` for other words."""
    if TICK.search(cell):
        return True
    return False if not cell.strip() or CROSS.match(cell) else None
