"""Which blocks are headings, what each section is about, and where every paragraph stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analytics.model import Block, Section
from analytics.reading.heading_finding import LEARNING_LABEL, stands_as_heading, stem_of
from analytics.reading.topics import Topic, agency_in, listed_bodies, topic_of

PART_LABEL = re.compile(r"^(narrative|context|background|lessons?|learning(?: point)?)\s*:?$", re.I)
_APPENDIX = re.compile(r"^(?:appendix|annexe?)\b", re.I)
_APPENDICES = re.compile(r"^(?:appendices|annexes)\b", re.I)
_DATE = re.compile(r"(?:(?:[A-Z][a-z]{2,8} )?(?:19|20)\d\d(?: ?(?:–|-|to) ?(?:[A-Z][a-z]{2,8} )?(?:19|20)\d\d)?)")
_DATE_LINE = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th)? )?[A-Z][a-z]+ (?:19|20)\d\d")
_WE_FOUND = re.compile(r"^what (?:we|the (?:review|panel)) found$", re.I)
_WE_LEARNED = re.compile(r"^what (?:we|the (?:review|panel)) (?:have |has )?learn(?:ed|t)$", re.I)
"""A pair of headings: what is found is then told as the story to what was learned."""
_DEEPEST = 9
TITLE_PAGE = re.compile(
    r"overview report|executive summary|learning (?:brief|note|review|summary)|(?:homicide|related death|"
    r"adults?|case|practice) review\b|\bDHR\b.*\d|action plan$|action plan\b.{0,25}\b(?:19|20)\d\d$"
    r"|\breport$|^learning from\b|^['‘“\"].{1,40}['’”\"]$",
    re.I,
)


@dataclass(frozen=True)
class Part:
    """A block and where it stands. ``section`` is the reference of the heading above, ``title`` its words, ``path`` all titles
    above from the outermost; ``topic`` what the section is about; ``agency`` the body a heading named; ``ref`` the place to cite.
    """

    block: Block
    is_heading: bool
    section: str | None
    title: str
    path: tuple[str, ...]
    topic: Topic | None
    agency: str | None
    ref: str | None


def outline(blocks: Sequence[Block], bodies: frozenset[str] = frozenset()) -> list[Part]:
    """Every block with its place; headings are found by their kind, their number, their look and the words they use.

    ``bodies``: names in lower case that are known to be those of agencies, besides what the blocks' own lists say.
    """
    front = front_matter(blocks)
    headed = [n >= front and stands_as_heading(blocks, n) for n in range(len(blocks))]
    stack: list[_Open] = []
    parts: list[Part] = []
    place = _Place()
    bodies = bodies | listed_bodies(blocks)
    again = _repeated(blocks, headed)
    paired = any(is_heading and _WE_LEARNED.match(block.text) for block, is_heading in zip(blocks, headed, strict=True))
    for block, is_heading in zip(blocks, headed, strict=True):
        if is_heading:
            block = replace(block, kind="heading", text=block.text.rstrip(" :"))
            told = paired and _WE_FOUND.match(block.text)
            _enter(
                stack,
                replace(block, level=_DEEPEST) if block.text.casefold() in again else block,
                bodies,
                "learning" if told else None,
            )
            place = _Place(stack[-1].ref)
            ref = block.number
        else:
            ref = place.ref_of(block)
            _leave(stack, block)
        top = stack[-1] if stack else None
        parts.append(
            Part(block, is_heading, top.ref if top else None, top.title if top else "", tuple(o.title for o in stack),
                 top.topic if top else None, top.agency if top else None, ref)
        )  # fmt: skip
    return parts


def _repeated(blocks: Sequence[Block], headed: Sequence[bool]) -> set[str]:
    """Headings without number and level that come again and again: 'Learning' at the end of each part of an analysis."""
    titles = Counter(
        block.text.rstrip(" :").casefold()
        for block, is_heading in zip(blocks, headed, strict=True)
        if is_heading and not block.number and block.level is None and topic_of(block.text) in ("learning", "good_practice")
    )
    return {title for title, count in titles.items() if count > 1}


def sections(parts: Sequence[Part]) -> tuple[Section, ...]:
    """The headings in order; labels such as 'Narrative', 'Learning point 1' and 'Recommendation 2' are none."""
    return tuple(Section(p.block.number, p.block.text) for p in parts if p.is_heading and not _is_label(p.block.text))


def _is_label(text: str) -> bool:
    """Whether a heading is a box's label, without a title: it may be cited, but parts no section off."""
    numbered = LEARNING_LABEL.match(text)
    alone = bool(numbered and not numbered["rest"].strip(" :.–-"))
    return alone or recommendations_label(text) or bool(re.match(r"(?i)(?:narrative|lesson)$", text))


def front_matter(blocks: Sequence[Block]) -> int:
    """How many blocks make up the title page: all before the first numbered or known heading."""
    for place, block in enumerate(blocks[:60]):
        if (
            block.kind == "table"
            or _DATE_LINE.fullmatch(block.text)
            or TITLE_PAGE.search(block.text)
            or not stands_as_heading(blocks, place)
        ):
            continue
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        styled = block.kind == "heading" and place > 1 and following is not None and len(following.text) > 80
        styled = styled and block.text[0].isupper() and following is not None and following.kind != "heading"
        if block.number or styled or topic_of(block.text) not in (None, "chair"):
            return place
    return 0


@dataclass(frozen=True)
class _Open:
    """A heading under which the following blocks stand."""

    level: int
    numbered: bool
    ref: str | None
    title: str
    topic: Topic | None
    agency: str | None


class _Place:
    """Counts what has no number of its own, so that everything can be cited."""

    def __init__(self, section: str | None = None) -> None:
        self._above = section
        self._section = section
        self._bullets = 0

    def ref_of(self, block: Block) -> str | None:
        if block.number and "." in block.number:
            self._above, self._bullets = block.number, 0
            return block.number
        if block.number:
            return f"{self._section}({block.number})" if self._section else block.number
        if block.kind == "list_item" and self._above:
            self._bullets += 1
            return f"{self._above} ({self._bullets})"
        return None


def _enter(stack: list[_Open], block: Block, bodies: frozenset[str], known: Topic | None = None) -> None:
    """Close the headings that ``block`` ends and open it; ``known``: what it is about, where its neighbours say so."""
    numbered = bool(block.number and block.number[0].isdigit())
    is_label = bool(LEARNING_LABEL.match(block.text))
    own = (
        "learning" if is_label and re.search(r"(?i)\blearning|lesson", block.text) else None if is_label else topic_of(block.text)
    )
    if recommendations_label(block.text):
        own = None
    own = known or own
    level = (
        stem_of(block.number).count(".") + 1
        if numbered and block.number
        else 1
        if _APPENDIX.match(block.text) and not (stack and _APPENDICES.match(stack[0].title))
        else block.level or _dated_level(stack, block.text) or _unnumbered_level(stack, own, block.text)
    )
    if not numbered and own is None and stack and level <= stack[-1].level and _lists_bodies(stack[-1]) and agency_in(block.text):
        level = stack[-1].level + (stack[-1].agency is None)  # a body's name in the same type as the section's title
    while stack and stack[-1].level >= level:
        stack.pop()
    above = stack[-1] if stack else None
    topic = own or (above.topic if above else None)
    if (
        above
        and above.topic in ("agency_learning", "recommendations", "action_plan")
        and own in (None, "learning", "chair", "other", "process")
    ):
        topic = above.topic
    if above and above.topic == "action_plan" and own == "recommendations":
        topic = "action_plan"  # 'Overview report recommendations' above a plan's table
    if above and above.topic == "learning" and level == _DEEPEST and own != "good_practice":
        topic = "learning"  # the title of one lesson, whatever its words
    if above and above.topic == "chronology" and own in ("background", "period", "process"):
        topic = "chronology" if own != "background" else "background"
    agency = (
        agency_in(block.text) or (block.text if block.text.casefold() in bodies else None)
        if not is_label
        and topic in ("agency_learning", "recommendations", "learning", "action_plan", "good_practice", "analysis")
        else None
    )
    named = agency or (above.agency if above and level > above.level and own is None else None)
    stack.append(_Open(level, numbered, block.number or (above.ref if above else None), block.text, topic, named))


def _lists_bodies(above: _Open) -> bool:
    """Whether a section is one in which bodies' names part the items."""
    return above.topic in ("recommendations", "agency_learning", "action_plan")


def recommendations_label(text: str) -> bool:
    """Whether a heading is only a recommendation's label: 'Recommendation 3'."""
    return bool(
        re.match(
            r"(?i)(?:\w+ )?rec(?:ommendation)? (?:no\.? )?(?:\d{1,2}(?:\.\d+)*|one|two|three|four|five|six|seven|"
            r"eight|nine|ten)[:.]?$",
            text,
        )
    )


def _leave(stack: list[_Open], block: Block) -> None:
    """A box 'Lesson 1' inside another section ends where that section's numbered paragraphs go on."""
    if len(stack) < 2 or stack[-1].numbered or not LEARNING_LABEL.match(stack[-1].title) or not block.number:
        return
    above = stack[-2]
    if (
        above.numbered
        and above.ref
        and block.number.startswith(f"{stem_of(above.ref)}.")
        and above.topic not in ("learning", "agency_learning", "key_issues")
    ):
        stack.pop()


def _dated_level(stack: Sequence[_Open], title: str) -> int | None:
    """The level of a heading without one that is only a date: below the chronology that it parts; ``None`` for any other."""
    above = next((o for o in reversed(stack) if not _DATE.fullmatch(o.title)), None)
    return above.level + 1 if above and above.topic == "chronology" and _DATE.fullmatch(title) else None


def _unnumbered_level(stack: Sequence[_Open], own: Topic | None, title: str) -> int:
    """A heading without number or level opens a section if its words are a section's and it isn't inside a numbered one."""
    if re.match(r"^(?:appendi(?:x|ces)|annexe?)\b", title, re.I) or (title.isupper() and own):
        return 1
    numbered = [o for o in stack if o.numbered]
    if not numbered:
        return 1 if own else (2 if stack else 1)
    outermost = numbered[0]
    if own == "action_plan" or own == "contents":
        return 2 if stack[0].title.lower().startswith(("appendi", "annex")) else 1
    return numbered[-1].level + 1 if outermost else 1
