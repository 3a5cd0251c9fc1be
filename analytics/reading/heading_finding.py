"""Which blocks are headings: by their kind, their number, their look and the words they use."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.model import Block
from analytics.reading.material import is_material
from analytics.reading.topics import topic_of

LEARNING_LABEL = re.compile(
    r"^(?:key |panel |strategic |overarching |thematic )?(?:learning(?: point| theme| outcome)?|"
    r"lesson(?: learn(?:t|ed))?|theme|finding|key (?:learning|finding|issue))"
    r"\s*(?:no\.?\s*)?(?P<number>\d{1,2}|[A-H]|one|two|three|four|five|six|seven|eight|nine|ten)\b(?P<rest>.*)$",
    re.I,
)
_SIGNED = re.compile(r"^(?:[A-Z][\w’'/&-]*,? ){0,4}(?:and |& )?(?:[Cc]hair|[Aa]uthor|[Rr]eviewer|[Ff]acilitator)\w*\s*:\s*\S")
"""'Lead reviewer: …' is a line of the title page, and no heading."""
_PERIOD_LINE = re.compile(
    r"^(?:[A-Z]\w+ )?(?:period|time ?frame|timescale|scope|dates?)\b[^:]{0,40}:\s*\S.*\b(?:19|20)\d\d\b", re.I
)
"""'Period under review: 1 March 2020 to 30 August 2022' is a line of the title page, too."""


_MOST_WORDS, _LONGEST = 16, 120
_MOST_TITLED, _SHORTEST_TOLD = 24, 80
"""Words of a lesson's title of two lines, and characters of the paragraph below it."""
_MOST_ASKED = 8
"""Words of a question that is a heading: a longer one is a term of reference."""


def stem_of(number: str) -> str:
    """'5.0' numbers the same section as '5'."""
    return re.sub(r"(?:\.0)+$", "", number)


def stands_as_heading(blocks: Sequence[Block], place: int) -> bool:
    """Whether the block at a place is a heading."""
    block = blocks[place]
    if block.kind == "table" or not block.text or len(block.text) > _LONGEST * 2 or _SIGNED.match(block.text):
        return False
    words = block.text.split()
    if LEARNING_LABEL.match(block.text) and not block.text.endswith(".") and (len(words) <= 14 or _is_long_title(blocks, place)):
        return True
    if len(block.text) > _LONGEST or len(words) > _MOST_WORDS:
        return block.kind == "heading" and not block.text.endswith((".", "?", ";"))
    if re.fullmatch(r"(?:19|20)\d\d", block.text):
        return place + 1 < len(blocks) and len(blocks[place + 1].text) > 20
    if _asked(block):
        return True
    if (
        block.text.endswith((".", "?", "!", ";", ","))
        or (block.number and block.text.endswith(":"))
        or not any(c.isalpha() for c in block.text)
    ):
        return False
    if block.kind == "heading":
        return True
    following = blocks[place + 1] if place + 1 < len(blocks) else None
    if block.kind == "list_item" and not block.number:
        return False
    if block.number:
        return _numbered_heading(blocks, place, following)
    return _plain_heading(block, following)


def _is_long_title(blocks: Sequence[Block], place: int) -> bool:
    """Whether a label of learning with a title of two lines stands above its text: sentences that are no label's themselves."""
    text = blocks[place].text
    following = blocks[place + 1] if place + 1 < len(blocks) else None
    if len(text.split()) > _MOST_TITLED or text.endswith(("!", "?", ";", ":")) or following is None:
        return False
    told = (
        following.kind == "paragraph" and len(following.text) >= _SHORTEST_TOLD and following.text.endswith((".", "?", "”", "’"))
    )
    return told and not LEARNING_LABEL.match(following.text)


def _asked(block: Block) -> bool:
    """A heading that asks what its section answers, as briefings do: 'What did we learn?' One that is set as a heading of a
    level, and not only in bold, needs no words that are known.
    """
    if block.kind != "heading" or not block.text.endswith("?"):
        return False
    if block.level is not None and len(block.text.split()) <= _MOST_ASKED:
        return True
    known = topic_of(block.text) in ("learning", "good_practice", "recommendations", "background", "chronology")
    return known and len(block.text.split()) <= 6


def _numbered_heading(blocks: Sequence[Block], place: int, following: Block | None) -> bool:
    """'6.1 Denise' is a heading: short, without an end, and something that isn't its neighbour in a list follows."""
    block = blocks[place]
    if following is None or block.number is None or not block.number[0].isdigit() or not block.text[0].isupper():
        return False
    depth = stem_of(block.number).count(".")
    if following.number and following.number[0].isdigit():
        deeper = following.number.startswith(stem_of(block.number) + ".") and following.number != block.number
        if depth and "." not in following.number and following.number in ("1", "01") and len(block.text.split()) <= 8:
            return True
        return deeper and len(block.text.split()) <= _MOST_WORDS
    if depth == 0 and topic_of(block.text) is None:
        return block.text.isupper()
    return len(block.text.split()) <= 12


def _plain_heading(block: Block, following: Block | None) -> bool:
    """A short line of its own before other text: capitals, words a section is known by, or a title's look."""
    if following is None or len(block.text.split()) > 12 or not (block.text[0].isupper() or block.text[0] in "'‘“\""):
        return False
    if (
        re.fullmatch(r"(?:\d{1,2}(?:st|nd|rd|th)? )?[A-Z][a-z]+ (?:19|20)\d\d", block.text)
        and topic_of(block.text) is None
        and following.kind != "list_item"
    ):
        return following.number is not None
    if re.search(r"\b(?:died|chair|author|report)\b.*\b(?:19|20)\d\d\b", block.text, re.I) or _PERIOD_LINE.match(block.text):
        return False
    if is_material(re.split(r"\s[–-]\s|:\s", block.text)[-1]) and re.search(r"\s[–-]\s|:\s", block.text):
        return False  # 'Exampleshire Police – IMR and chronology' is a line of a list
    if block.text.endswith(":"):
        return topic_of(block.text) is not None and len(block.text.split()) <= 6
    return following.kind in ("paragraph", "list_item", "heading", "table") and not re.match(
        r"^(?:NB|N\.B\.|Please note)\b", block.text
    )
