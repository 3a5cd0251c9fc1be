"""Contributing agencies that stand in lists or on lines of their own, with what each supplied beside them or above them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.model import Contributor
from analytics.reading.contributor_sentences import FROM_BELOW, LONGEST, TOOK_PART_BELOW, TWO_CAPITALS, bodies, named_in
from analytics.reading.material import NOTHING, Material, is_material, material
from analytics.reading.outline import Part
from analytics.reading.topics import agency_in, topic_of

NOT_ON_CONTRIBUTORS = (
    "contents",
    "terms",
    "recommendations",
    "learning",
    "agency_learning",
    "action_plan",
    "chronology",
    "analysis",
)
_SIGNS = (r"\s+[–-]\s+", r":\s*", r"\s*\((?=[^()]*\)$)", r",\s+")
_NIL = re.compile(
    r"\b(?:no (?:record|contact|involvement|relevant|information|knowledge)|nil returns?|did not (?:know|have)|"
    r"not (?:known|involved))\b",
    re.I,
)
"""What announces those who had nothing to give."""
_BEHALF = re.compile(r"\s*\((?:(?:writing|acting|reporting) )?(?:on|for and on) behalf of [^()]*\)", re.I)
"""For whom a body wrote: 'Integrated Care Board (on behalf of the GP practice)'."""
_LONGEST_ITEM = 160
_LONGEST_NAME = 110


def listed(parts: Sequence[Part]) -> list[Contributor]:
    """The items of the section on contributors: its lists, and short lines that name a body with what it supplied."""
    found: list[Contributor] = []
    announced, listing, nil = NOTHING, False, False
    for part in parts:
        text = part.block.text
        if part.topic != "contributors" or not text:
            continue
        if _NIL.search(text) and (part.is_heading or text.endswith((":", "."))):
            nil = True
            continue
        nil = nil and part.block.kind == "list_item" and not part.is_heading
        if nil:
            continue
        if part.is_heading and (not listing or topic_of(text) or not _is_body(text)):
            announced, listing = material(text), True
        elif part.block.kind == "list_item":
            found += _items(text, announced)
        elif part.is_heading or (listing and (_is_pair(text) or (_is_body(text) and not text.endswith(".")))):
            found += _items(text, announced)
        else:
            announced, listing = material(text), text.endswith(":") or " following " in text
    return found


def announced_below(parts: Sequence[Part]) -> list[Contributor]:
    """The items below a sentence such as 'Individual Management Reviews were received from:', in whatever section it stands."""
    found: list[Contributor] = []
    announced: Material | None = None
    for part in parts:
        text = part.block.text
        if part.topic in NOT_ON_CONTRIBUTORS or part.is_heading or not text:
            announced = None
        elif announced is not None and (part.block.kind == "list_item" or _is_pair(text)) and _is_body(name_of(text)):
            found += _items(text, announced)
        else:
            said = FROM_BELOW.search(text) or TOOK_PART_BELOW.search(text) if len(text) <= LONGEST else None
            announced = material(said["what"]) if said else None
    return found


def _items(text: str, announced: Material) -> list[Contributor]:
    """The bodies of one item: a name with what it supplied, a sentence, or what was supplied and by whom ('IMRs: A; B')."""
    head = re.split(r"\s+[–-]\s+|:\s*", text, maxsplit=1)
    if len(head) == 2 and is_material(head[0]) and bodies(head[1]):
        return [Contributor(name, *material(head[0])) for name in bodies(head[1])]
    told: dict[str, Material] = {}
    if not _is_pair(text):
        named_in(text, told, spoken_of=True)
    if told:
        return [Contributor(name, *said) for name, said in told.items()]
    own = material(text) if any(material(text)) else announced
    return [Contributor(name_of(text), *own)] if len(text) < _LONGEST_ITEM else []


def _is_pair(text: str) -> bool:
    """Whether a short text is a name and what its bearer supplied."""
    return len(text) < _LONGEST_ITEM and name_of(text) != _BEHALF.sub("", text).strip(" .;,")


def _is_body(name: str) -> bool:
    return len(name) < _LONGEST_NAME and bool(agency_in(name) or TWO_CAPITALS.match(name))


def name_of(text: str) -> str:
    """A listed agency without what it supplied: 'Exampleshire Police – IMR and chronology'.

    >>> name_of("Exampleshire Police (IMR)"), name_of("Housing, Health and Care Services, IMR")
    ('Exampleshire Police', 'Housing, Health and Care Services')
    """
    for sign in _SIGNS:
        for parted in re.finditer(sign, text):
            name, rest = text[: parted.start()], text[parted.end() :]
            loose = sign != _SIGNS[-1] and any(material(rest))
            if name and (loose or is_material(rest)):
                return _BEHALF.sub("", name).strip(" .;,")
    return _BEHALF.sub("", text).strip(" .;,")
