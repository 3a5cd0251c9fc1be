"""Contents lists: lines that end in a page number after dots or a tab, which must not be taken for sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analytics.model import Block

_TITLE = re.compile(r"^(?:table\s+of\s+)?contents?(?:\s+page)?:?$", re.I)
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d{0,3}$|…{2,}\s*\d{0,3}$|_{4,}\s*\d{0,3}$")
_NUMBER_AT_END = re.compile(r"\S[\s\t]+(\d{1,3})$")
_COLUMN_TITLES = re.compile(r"^(?:section|page|page\s+no\.?|page\s+number|section\s+page(?:\s+no\.?)?)$", re.I)
_LOOSE = re.compile(r"^(.*\D)(\d{1,3})$")
FEWEST = 3


def mark_contents(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with those of a contents list made furniture.

    A line with dot leaders is one of a contents list wherever it stands. A line that merely ends in a number is one only in
    a run of at least three such lines after a title 'Contents', with page numbers that never fall.
    """
    marked = [_furniture(b) if _has_leader(b) else b for b in blocks]
    for start, block in enumerate(blocks):
        if block.kind != "table" and _TITLE.match(block.text.strip()):
            marked[start] = _furniture(block)
            for place in _listed(blocks, start + 1):
                marked[place] = _furniture(blocks[place])
    for place in _repeated(blocks):
        marked[place] = _furniture(blocks[place])
    return marked


def _repeated(blocks: Sequence[Block]) -> list[int]:
    """The places of a contents list without title or dots: lines with rising page numbers whose words come again later."""
    places: list[int] = []
    run: list[int] = []
    last = 0
    for place, block in enumerate([*blocks[:200], Block("table")]):
        found = _LOOSE.match(block.text.strip()) if block.kind != "table" and len(block.text) < 160 else None
        if found and int(found[2]) >= last:
            run.append(place)
            last = int(found[2])
            continue
        if len(run) >= FEWEST and _come_again(run, blocks):
            places.extend(run)
        run, last = ([place], int(found[2])) if found else ([], 0)
    return places


def _come_again(run: Sequence[int], blocks: Sequence[Block]) -> bool:
    later = {_key(f"{b.number or ''}{b.text}") for b in blocks[run[-1] + 1 :]} | {_key(b.text) for b in blocks[run[-1] + 1 :]}
    titles = [_key(m[1]) for m in (_LOOSE.match(f"{blocks[p].number or ''} {blocks[p].text}".strip()) for p in run) if m]
    return sum(title in later for title in titles) >= 0.6 * len(run)


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _furniture(block: Block) -> Block:
    return replace(block, kind="furniture", level=None)


def _has_leader(block: Block) -> bool:
    return block.kind in ("paragraph", "heading", "list_item") and bool(_LEADER.search(block.text.strip()))


def _listed(blocks: Sequence[Block], start: int) -> list[int]:
    """The places of the lines that belong to the contents list which begins at ``start``."""
    places: list[int] = []
    last = 0
    for place in range(start, min(start + 150, len(blocks))):
        block = blocks[place]
        text = block.text.strip()
        if block.kind == "table":
            pages = [_page_at_end(" ".join(row)) for row in block.rows if any(cell.strip() for cell in row)]
            if len(pages) >= FEWEST and sum(p is not None for p in pages) >= 0.6 * len(pages):
                return [*places, place]
            break
        page = _page_at_end(text)
        if _COLUMN_TITLES.match(text) or block.kind in ("furniture", "footnote"):
            places.append(place)
        elif page is not None and page >= last and len(text) < 200:
            places.append(place)
            last = page
        elif _is_wrapped(blocks, place, last):
            places.append(place)
        else:
            break
    listed = [p for p in places if _page_at_end(blocks[p].text.strip()) is not None or _has_leader(blocks[p])]
    return places if len(listed) >= FEWEST else []


def _is_wrapped(blocks: Sequence[Block], place: int, last: int) -> bool:
    """A line without a page number whose next line has one: an entry of two lines."""
    if place + 1 >= len(blocks) or len(blocks[place].text) > 120:
        return False
    page = _page_at_end(blocks[place + 1].text.strip())
    return page is not None and page >= last


def _page_at_end(text: str) -> int | None:
    found = _NUMBER_AT_END.search(text)
    return int(found[1]) if found else None
