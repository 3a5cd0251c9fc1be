"""Whom a recommendation addresses by its own words, where no heading or column says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analytics.model import Statement
from analytics.reading.topics import ENDS_NAME, agency_in

_SMALL = (
    r"of|and|the|for|in|&|social|care|services?|trust|board|council|partnership|practices?|probation|"
    r"police|health|mental|housing|providers?|community|"
    r"safety|adults?|children['’]s|schools?|hospitals?|fire|rescue|integrated|ambulance|force|constabulary|safeguarding"
)
SUBJECT = re.compile(
    rf"^(?:That\s+)?(?P<name>(?:[Tt]he\s+)?(?:[A-Z][\w'’-]*|(?:{_SMALL})\b)(?:\s+(?:[A-Z][\w'’-]*|"
    rf"\([A-Z]+\)|(?:{_SMALL})\b)){{0,9}}?)\s+"
    r"(?:to|should|must|will|needs? to|(?:is|are) to|(?:is|are) asked to),?\s+[a-z]"
)
_ADDRESSEE = re.compile(
    r"^(?:[(\[](?P<bracketed>[^)\]]{3,90})[)\]]\s*[:.–-]?|(?P<plain>[A-Z][^:.;–]{2,70}?)\s*(?::|\s[–-]))\s+(?P<text>[A-Z‘“'].*)$",
    re.S,
)
_GOVERNMENT = re.compile(
    r"\b(?:Home Office|Government|Ministry|Department for|Department of|Secretary of State|Minister|Parliament|Law Commission)\b"
)
_BOARD_END = re.compile(r"(?i)\b(?:partnership|(?<!health )(?<!care )board|csp|sab|lsab|sapb|committee|steering group|forum)$")


def addressee(text: str) -> tuple[str | None, str]:
    """The body named between a label and the recommendation, and the recommendation without it.

    >>> addressee("(Ashdale Police): Officers should ask."), addressee("Ashdale Police – Officers should ask.")
    (('Ashdale Police', 'Officers should ask.'), ('Ashdale Police', 'Officers should ask.'))
    """
    match = _ADDRESSEE.match(text)
    name = (match["bracketed"] or match["plain"] or "").strip() if match else ""
    body = agency_in(re.sub(r"^(?:for|to|from)\s+(?:the\s+)?", "", name)) if name else None
    return (body, match["text"]) if match and body else (None, text)


def addressed(statement: Statement, csp: str | None, bodies: Sequence[str] = ()) -> Statement:
    """A recommendation that stands under no agency's heading, with the one body that its own words address.

    A recommendation to the partnership itself, or to the government, is nobody's among the agencies. A short name ('Adult
    Social Care') is written as the list of contributors (``bodies``) has it, if that has it once.
    """
    if statement.kind != "recommendation":
        return statement
    if statement.agency:
        return statement
    match = SUBJECT.match(statement.text)
    name = re.sub(r"^[Tt]he\s+", "", match["name"]) if match else ""
    if not re.search(r"[A-Z]", name) or len(name) < 3 or _GOVERNMENT.search(name) or _is_partnership(name, csp):
        return statement
    whole = _in_full(name, bodies)
    if whole is None and (agency_in(name) is None or len(name) < 4):
        return statement
    several = [piece for piece in re.split(r"\s+(?:and|&)\s+|,\s*", name) if agency_in(piece) or _BOARD_END.search(piece)]
    joint = re.match(r"(.+?)\s+and\s+(?:the\s+)?[A-Z]\S* \S", name)
    if whole is None and joint and agency_in(joint[1]) and ENDS_NAME.search(joint[1]):
        return statement
    if whole is None and (len(several) > 1 or re.match(r"(?i)all\b|each\b|every\b", name)):
        return statement
    return replace(statement, agency=whole or name)


def _is_partnership(name: str, csp: str | None) -> bool:
    """Whether a name is that of a partnership or board, which has no agency's own recommendations."""
    if csp and name.casefold() in csp.casefold():
        return True
    return bool(_BOARD_END.search(name))


def _in_full(name: str, bodies: Sequence[str]) -> str | None:
    """The one body whose name begins or ends with ``name``, in whole words."""
    key = name.casefold()
    if (
        len(key.split()) > 1
        and agency_in(name)
        and not any(body.casefold().endswith((f" {key}", f", {key}", f"– {key}")) for body in bodies)
    ):
        return None  # a whole name, though another body's begins with it: 'X Council' beside 'X Council – Housing'
    found = {re.sub(r"\s*\(.*$", "", body) for body in bodies if _has_ends(re.sub(r"\s*\(.*$", "", body).casefold(), key)}
    return found.pop() if len(found) == 1 else None


def _has_ends(body: str, name: str) -> bool:
    return body == name or body.startswith(f"{name} ") or body.endswith((f" {name}", f", {name}"))
