"""Contributing agencies that sentences name: 'IMRs were received from A, B and C', 'D sent in a short report'."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analytics.reading.material import OBJECT, Material, both, material
from analytics.reading.topics import ENDS_NAME, agency_in

_SUPPLY = (
    r"(?:provided|submitted|supplied|completed|received|produced|written|prepared|contributed|requested|commissioned|obtained|"
    r"returned|compiled|undertaken|carried out)"
)
_GIVES = (
    r"(?:provided|submitted|supplied|completed|produced|gave|wrote|contributed|prepared|returned|sent(?: in)?|compiled|undertook|"
    r"(?:was|were) asked (?:to (?:provide|complete|submit|prepare|supply|produce|write)|for))"
)
_WERE = r"(?:were|was|have been|has been)\s+(?:also\s+|each\s+)?"
_EACH = r"(?:each of\s+|all of\s+|both\s+)?(?:the\s+following\b[^.:]{0,40}|the\s+)?:?\s*(?:the\s+)?"
_NAMES = r"(?P<names>[A-Z].{3,600})"
_WHAT = rf"(?P<what>[^.:]{{0,60}}?\b{OBJECT}\b[^.:]{{0,40}}?)"
_SAID: tuple[re.Pattern[str], ...] = (
    re.compile(rf"{_WHAT}\b{_WERE}{_SUPPLY}\b[^.:;]{{0,40}}?\b(?:by|from),?\s*:?\s*{_EACH}{_NAMES}"),
    re.compile(
        rf"\b(?:following|agencies|organisations|services)\b[^.:]{{0,40}}\b(?:took part|contributed|participated|were involved|"
        rf"gave information)\b(?P<what>[^.:]{{0,60}}):\s+{_NAMES}"
    ),
    re.compile(
        rf"\b(?:each of (?:which|whom|these)|which|who|that|(?:following )?(?:agencies|organisations))\s+(?:have\s+)?(?:each\s+)?"
        rf"{_GIVES}\s+(?P<what>[^.:]{{0,30}}\b{OBJECT}\b[^.:]{{0,40}}):\s+{_NAMES}"
    ),
    re.compile(
        rf"\b(?i:agencies|organisations|services|bodies)\b[^.:]{{0,20}}\b(?:that|which|who)\s+(?:have\s+|also\s+)?"
        rf"(?:contributed|took part|participated|{_GIVES})(?P<what>[^.:]{{0,60}}?)\s+(?:were|are|included?|was)\s*:?\s*"
        rf"{_EACH}{_NAMES}"
    ),
    re.compile(
        rf"^(?P<names>[A-Z][^.]{{3,300}}?),?\s+(?:have\s+|had\s+)?(?:also\s+|both\s+|each\s+|all\s+)*{_GIVES}\s+"
        rf"(?P<what>[^.]{{0,40}}\b{OBJECT}\b[^.]{{0,60}})"
    ),
)
_PLAIN = re.compile(rf"(?P<what>[^.:;]{{0,60}}?\b{OBJECT}\b[^.:;,]{{0,30}}?)\s(?:from|by)\s*:?\s*{_EACH}{_NAMES}")
"""'IMRs from A, B and C': without a verb, so only where contributors are spoken of."""
_ALL_GAVE = re.compile(
    rf"^(?P<names>(?:All|Each|Every one)(?: of (?:them|these|these agencies|the agencies))?)\s+(?:also\s+)?{_GIVES}\s+"
    rf"(?P<what>[^.]{{0,40}}\b{OBJECT}\b)"
)
_GOES_ON = re.compile(
    rf"(?:;\s*(?:and\s+)?|,?\s+(?:and|together with|as well as|along with|with)\s+)"
    rf"(?=(?:an?\s+|the\s+)?(?:(?:short|brief|summary|written|further|additional|information)\s+)*{OBJECT}\b[^.;]{{0,40}}\b(?:from|by)\b)"
)
_ALSO = re.compile(r"^(?:In addition|Additionally|Further|Furthermore|Finally|However|Also),?\s+(?:the\s+)?(?=[A-Z])")
_NOT = re.compile(r"\b(?:not|no contact|declined|nor|neither|unable)\b", re.I)
_TAIL = re.compile(
    r",?\s+(?:who|which|where|whose|as part of|in respect of|in relation to|for (?:the|this)|"
    r"to (?:inform|assist|help|the review)|during|following|after|before|in (?:19|20)\d\d|"
    r"(?:in|by|on) (?:\d+ )?[A-Z][a-z]+ (?:19|20)\d\d|covering|about|"
    r"and (?:these|the authors?|were|the panel|this|had)|respectively|each|both|all|also)\b.*$",
    re.S,
)
_AGAIN = re.compile(r"((?:,|\band)\s+)(?:from|by)\s+(?=(?:the\s+)?[A-Z])")
"""'From A and from B' names the same as 'from A and B'."""
_ASIDE = re.compile(r",\s+(?:an?|the|our|its|one of the|which is|which are)\s+[a-z][^,;]{4,140}(?:,(?=\s)|$)")
"""What a body is, beside its name: 'The Amber Project, a specialist service for women, …'."""
LONGEST = 6_000
"""Characters: nobody names contributors in a longer paragraph."""
_BRANCH = re.compile(
    r"(?:(?:Health|Wellbeing|Housing|Education|Families|Communities|Adults|Children|Skills|Care|Early Help)(?:,? and |, | & |$))+"
)
"""The rest of a department's name."""
TWO_CAPITALS = re.compile(r"(?:[A-Z][\w’'-]*\s+)+[A-Z][\w’'-]*(?:\s\([^)]*\))?$")
FROM_BELOW = re.compile(rf"{_WHAT}\b{_WERE}{_SUPPLY}\s+(?:by|from)\s*(?:(?:each of )?the following[^.:]{{0,40}})?:$")
TOOK_PART_BELOW = re.compile(
    rf"\b(?:agencies|organisations|services|bodies)\b[^.:]{{0,40}}\b(?:took part|contribut\w+|participat\w+|"
    rf"(?:were|was) involved|{_GIVES})\b(?P<what>[^.:]{{0,80}})[:.]?$",
    re.I,
)


def named_in(text: str, found: dict[str, Material], spoken_of: bool) -> None:
    """Add to ``found`` the agencies that a paragraph's sentences name, with what each supplied.

    ``spoken_of``: whether the paragraph stands where contributors are told of, so that less has to be said.
    """
    for sentence in re.split(r"(?<=[.])\s+(?=[A-Z])", text) if len(text) <= LONGEST else ():
        for clause in _clauses(_ALSO.sub("", sentence)):
            if _NOT.search(clause):
                continue
            everybody = _ALL_GAVE.match(clause) if found else None
            said = everybody or _said(clause, spoken_of or bool(re.search(r"\bIMRs?\b|[Mm]anagement [Rr]eview", clause)))
            names = list(found) if everybody else names_of(said["names"], found) if said else []
            for name in names or (_capitals(said) if said and found else ()):
                found[name] = both(found.get(name), material(said["what"] if said else ""))


def _capitals(said: re.Match[str]) -> list[str]:
    """Names that only their capitals show to be names, of those who 'provided' something: nobody 'wrote' it but a person."""
    names = re.split(r",\s+(?:and\s+)?|\s+and\s+", _TAIL.sub("", _ASIDE.sub("", said["names"].strip(" .:"))).strip(" .:,"))
    gave = re.search(r"\b(?:provided|submitted|supplied|received|contributed)\b", said[0])
    return names if gave and all(TWO_CAPITALS.match(name) for name in names) else []


def _clauses(sentence: str) -> list[str]:
    """A sentence's clauses that each say who supplied something: 'IMRs from A and B | a report by C'."""
    clauses: list[str] = []
    for piece in _GOES_ON.split(sentence):
        if clauses and not re.search(r"\b(?:by|from)\b|:", clauses[-1]):
            clauses[-1] = f"{clauses[-1]} and {piece}"
        else:
            clauses.append(piece)
    return [part for clause in clauses for part in re.split(rf";\s*(?:and\s+)?(?=[^;]{{3,120}}?\b{_GIVES}\b)", clause)]


def _said(clause: str, spoken_of: bool) -> re.Match[str] | None:
    for pattern in (*_SAID, _PLAIN) if spoken_of else _SAID:
        match = pattern.search(clause)
        if match and bodies(match["names"]):
            return match
    return next((match for pattern in _SAID if (match := pattern.search(clause))), None)


def names_of(text: str, before: Iterable[str]) -> list[str]:
    """The bodies a sentence names; a short name stands for the one body named before that it is part of ('the Police')."""
    pieces = [re.sub(r"^(?:and\s+)?(?:[Tt]he\s+)?", "", p).strip(" .:") for p in re.split(r",\s*|\s+and\s+", text)]
    known = [[name for name in before if re.search(rf"\b{re.escape(piece)}\b", name)] for piece in pieces]
    if before and pieces and all(len(names) == 1 for names in known):
        return [names[0] for names in known]
    return bodies(text)


def bodies(text: str) -> list[str]:
    """The bodies of a list in a sentence; none unless each of them is written like a body's name.

    >>> bodies("Westmarch Police, the Mental Health NHS Trust and Harrowdale Housing Services.")
    ['Westmarch Police', 'Mental Health NHS Trust', 'Harrowdale Housing Services']
    """
    text = _ASIDE.sub("", text.strip(" .:"))
    text = _TAIL.sub("", _AGAIN.sub(r"\1", text.strip(" .:"))).strip(" .:,")
    listed: list[str] = []
    for part in re.split(r"[;,]\s+(?:and\s+)?|\n", text):
        if listed and _BRANCH.fullmatch(part):
            listed[-1] = f"{listed[-1]}, {part}"  # 'Exampleshire Council Social Care, Health and Wellbeing'
        else:
            listed.append(part)
    pieces = [piece for part in listed for piece in _parted(part)]
    names = [re.sub(r"^(?:and\s+)?(?:[Tt]he\s+)?", "", piece).strip() for piece in pieces]
    written = all(re.match(r"[A-Z]", name) and len(name) > 2 for name in names)
    sure = [name for name in names if agency_in(name)]
    return names if written and sure and all(name in sure or TWO_CAPITALS.match(name) for name in names) else []


def _parted(text: str) -> list[str]:
    """The two bodies of 'A and B', if each is one by itself: 'Rape and Sexual Abuse Centre' is one."""
    pieces: list[str] = []
    for piece in re.split(r"\s+and\s+(?=(?:the\s+)?[A-Z])", text):
        if pieces and not ENDS_NAME.search(pieces[-1]):
            pieces[-1] = f"{pieces[-1]} and {piece}"
        else:
            pieces.append(piece)
    alone = all(len(piece.split()) > 1 and (agency_in(piece) or TWO_CAPITALS.match(piece)) for piece in pieces)
    return pieces if len(pieces) > 1 and alone and any(map(agency_in, pieces)) else [text]
