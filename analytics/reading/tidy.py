"""Blocks as formats deliver them → blocks fit to quote: no footnotes or furniture, broken paragraphs whole, numbers off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from analytics.model import Block
from analytics.reading.formats.numbers import split_bullet, split_number
from analytics.reading.grids import box_of, spread_box

_TAG = re.compile(r"</?(?:u|b|i|em|strong|sup|sub|span|br)\s*/?>", re.I)
_MARK = re.compile(r"\s?[⁰¹²³⁴-⁹]+|\[\^?\d{1,3}\](?=[\s.,;:]|$)")
_SPACES = re.compile(r"[^\S\n]+")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_LOOKALIKES = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοАВЕКМНОРСТХаеорсху", "ABEZHIKMNOPTYXaoABEKMHOPCTXaeopcxy")
_UNFINISHED = re.compile(r"\s(?:a|an|and|at|between|by|for|from|in|of|on|or|the|to|with|until|since|during|their|its)$")
_LONG = 60
_ENDS = tuple(".?!:;”\"’')]…")


def tidy(blocks: Iterable[Block]) -> list[Block]:
    """Blocks with text only: cleaned, and a paragraph that a footnote, a page's end or a blank line broke is joined again.

    Tables of one column or one cell are boxes: they become paragraphs. Cells of other tables keep their lines for ``spread``.
    """
    whole: list[Block] = []
    interrupted = False
    for block in (b for raw in blocks for b in _unboxed(_cleaned(raw))):
        if block.kind in ("footnote", "furniture"):
            interrupted = True
            continue
        if not block.text and not block.rows:
            continue
        if whole and goes_on(whole[-1], block, interrupted):
            whole[-1] = replace(whole[-1], text=_joined(whole[-1].text, block.text))
        else:
            whole.append(block)
        interrupted = False
    return whole


def clean(text: str) -> str:
    """``text`` without markup, footnote marks, invisible characters and doubled spaces; words and punctuation stay as printed.

    >>> clean("How many MARACs⁴ were <u>convened</u>  on this case?")
    'How many MARACs were convened on this case?'
    >>> clean("IDV / Α")
    'IDV / A'
    """
    text = _TAG.sub("", text).translate(_LIGATURES).translate(_INVISIBLE).translate(_LOOKALIKES)
    return _SPACES.sub(" ", _MARK.sub("", text).replace("\n", " ")).strip()


def _cleaned(block: Block) -> Block:
    rows = tuple(tuple("\n".join(filter(None, map(clean, cell.split("\n")))) for cell in row) for row in block.rows)
    text = clean(block.text)
    if block.kind in ("paragraph", "list_item", "heading") and block.number is None:
        bulleted, text = split_bullet(text)
        number, text = split_number(text, heading=block.kind == "heading")
        kind = "list_item" if bulleted and number is None else block.kind
        return replace(block, text=text, rows=rows, number=number, kind=kind)
    return replace(block, text=text, rows=rows)


def _unboxed(block: Block) -> list[Block]:
    if block.kind != "table" or not block.rows or max(len([c for c in row if c]) for row in block.rows) > 1:
        return [block]
    if len(block.rows) > 1 and max(len(row) for row in block.rows) > 1:
        return [block]
    return [made for row in block.rows for cell in row if cell for made in _of_box(cell, block.page)]


def _of_box(cell: str, page: int | None) -> list[Block]:
    """The one paragraph of a box; a heading and paragraphs if a numbered title opens it ('7. What to do next')."""
    box = box_of(cell)
    if box and box.number and box.number.isdigit():
        return list(spread_box(box, page))
    return [_cleaned(Block("paragraph", cell.replace("\n", " "), page))]


def goes_on(before: Block, after: Block, interrupted: bool) -> bool:
    """Whether ``after`` is the rest of the paragraph ``before``.

    It is if it starts in lower case while ``before`` hasn't ended its sentence, or if a footnote or a page's end stands between
    the two and ``before`` is a long paragraph without an end.
    """
    if before.kind not in ("paragraph", "list_item") or after.kind != "paragraph" or after.number is not None:
        return False
    if not before.text or not after.text or before.text.endswith((".", "?", "!", ":", ";")):
        return False
    if after.text[0].islower():
        return len(before.text) > 30
    if _is_open(before.text, after.text):
        return True
    turned = interrupted or (before.page != after.page)
    return turned and len(before.text) > 60 and not before.text.endswith(_ENDS) and len(after.text) > 30


def _is_open(before: str, after: str) -> bool:
    """Whether a long text breaks off in brackets that the next one closes, or at a word that no sentence ends with: '… at'."""
    if len(before) <= _LONG:
        return False
    inside = before.count("(") > before.count(")") and 0 <= after.find(")") < (after.find("(") if "(" in after else len(after))
    return inside or bool(_UNFINISHED.search(before))


def _joined(before: str, after: str) -> str:
    if re.search(r"[a-z]-$", before) and after[0].islower():
        return before + after
    return f"{before} {after}"


def texts(blocks: Sequence[Block]) -> list[str]:
    """All text of the blocks, row by row for tables."""
    return [
        text for block in blocks for text in ([block.text] if block.text else [" ".join(filter(None, row)) for row in block.rows])
    ]
