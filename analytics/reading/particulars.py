"""Who, where and when: partnership, pseudonym, death, period, date and kind of the report, as the document says it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from analytics.model import Particulars
from analytics.reading.cells import Rows
from analytics.reading.outline import TITLE_PAGE, Part
from analytics.reading.review_dates import date_of_death, date_of_report, period_reviewed, texts_of

_CAPITAL = r"[A-Z][\w'’&-]*"
_PARTNERSHIP = re.compile(
    rf"\b(?:{_CAPITAL}|&)(?:\s+(?:{_CAPITAL}|&|and|of|in|the|for)){{0,8}}?\s+(?:Partnership|PARTNERSHIP|"
    rf"CSP)\b(?!\s+(?:Board|BOARD|Trust|NHS))"
)
_BOARD = re.compile(rf"\b{_CAPITAL}(?:\s+(?:{_CAPITAL}|&|and|of|in|the|for)){{0,8}}?\s+(?:Board|BOARD)\b")
_SAFETY = re.compile(r"\b(?:safer?|safety|safeguarding|communit(?:y|ies)|crime|csp)\b", re.I)
_COMMUNITY = re.compile(r"\b(?:community safety|safer|crime|csp)\b", re.I)
"""Words of the one of several bodies on a title page that is the community safety partnership, and no safeguarding board."""
_REPORT_FOR = re.compile(r"^.*\b(?:Report|Review|Summary|Plan|Briefing)\b.*?\b(?:for|by|of)\s+(?:the\s+)?", re.I)
"""What a title page prints before the partnership's name: 'Overview Report for'."""
_DOMESTIC = re.compile(r"\b(?:domestic|violence|abuse|vawdasv|vawg)\b", re.I)
"""Words of a partnership on domestic abuse: it commissions a review only where no safety partnership is named."""
_PUBLIC = re.compile(r"\bpublic\s+services?\b", re.I)
"""Welsh public services boards commission reviews, too: where the title page names one, and no partnership is named."""
_KINDS = (
    ("executive summary", r"executive\s+summary"),
    ("overview report", r"overview\s+report"),
    (
        "learning briefing",
        r"(?:learning|7[- ]minute|seven[- ]minute|practice)\s+(?:brief(?:ing)?|note|summary)|7[- ]minute|learning\s+from\s+",
    ),
    ("action plan", r"action\s+plan"),
)
_REVIEWS = (
    ("SUSR", r"(?i:single\s+unified\s+safeguarding\s+review)|\bSUSR\b"),
    ("SAR", r"(?i:safeguarding\s+adults?\s+review)|\bSAR\b"),
    ("DARDR", r"(?i:domestic\s+abuse[\s-]+related\s+death\s+review)|\bDARDR\b"),
    ("DHR", r"(?i:domestic\s+homicide\s+review)|\bDHR\b"),
)
_TITLED = (
    r"(?:(?:Adult|Female|Male|Mr|Mrs|Ms|Miss|Child|Person|Victim|Family|ADULT|MR|MRS|MS|MISS)\s+[A-Z]{1,2}\d?\b|"
    r"(?:Mr|Mrs|Ms|Miss)\s+[A-Z][a-z]{2,14}\b)"
)
_COUPLE = re.compile(r"\b(?:Mr|Mrs|Ms) (?:and|&) (?:Mr|Mrs|Ms) [A-Z]\w{0,14}\b")
_AGED = r"(?:,?\s*\((?:aged\s+)?\d\d\)|,\s+(?:aged\s+)?\d\d\b)?"
_VICTIM = rf"(?:{_TITLED}|[A-Z][a-z]{{2,14}}){_AGED}"
_KIN = r"(?:(?:[Hh]er|[Hh]is|[Tt]heir)\s+(?:[a-z-]+\s+){1,3},?\s*)?"
_DEATHS = re.compile(rf"\b(?:deaths|murders|killings) of ({_VICTIM}(?:(?:,|,?\s+and|\s+&)\s+{_KIN}{_VICTIM})+)(?!\s+[A-Z][a-z])")
_KILLED = re.compile(
    rf"^({_VICTIM},?\s+and\s+{_KIN}{_VICTIM}),?\s+(?:were (?:both )?(?:killed|murdered|found dead)|(?:both )?died)\b"
)
_OF_ANOTHER = re.compile(
    r"\bby\s+(?!(?:the |a |an |her |his |their )?(?:\w+ )?(?:names?|pseudonyms?|initials?)\b)[^.;]{0,60}$|"
    r"\b(?:perpetrator|offender|convicted|arrested|charged)\b[^.;]{0,60}$"
)
"""What stands before the name of whoever did it: 'killed by her husband, who is called …'."""
_QUOTED = re.compile(rf"(?<![\w])['‘“\"]\s*({_TITLED}|[A-Z][\w-]{{1,20}})\s*['’”\"](?!\w)")
_ABOUT = re.compile(
    r"(?i:\b(?:death|homicide|murder|case|review|respect|killing|known as|referred to as|called|"
    r"pseudonym(?: of)?|regarding|concerning|into)(?: of| is|:)?)\s+['‘“\"]?"
    rf"({_TITLED}|[A-Z][a-z]{{2,14}}(?:\s+and\s+[A-Z][a-z]{{2,14}})?\b(?!\s+[A-Z][a-z])|"
    rf"[A-Z]{{3,14}}\b(?=\s+(?:IN|WHO|DIED)\b))['’”\"]?"
)
_FIRST = re.compile(rf"({_TITLED}|[A-Z][a-z]{{2,14}})(?:,?\s*\(?(?:aged\s+)?\d\d\)?,?)?\s*[,(–-]*\s*(?:who )?died\b")
_LAST = re.compile(rf"[–:-]\s*['‘“\"]?({_TITLED})['’”\"]?$")
_AFTER_KIND = re.compile(
    r"\b(?i:review|report|summary)\b.*(?:\s[–-]|:)\s+([A-Z][a-z]{2,14}(?:(?:,| and| &) [A-Z][a-z]{2,14}){0,3})$"
)
_AND_YEAR = re.compile(r"^['‘“]?([A-Z][a-z]{2,14})['’”]?\s*/\s*(?:[A-Z][a-z]+ )?(?:19|20)\d\d$")
_INITIALS = re.compile(r"\b(?i:review|report|summary|briefing)\b[^:–-]{0,20}\s*[:–-]\s*([A-Z]{2})$")
_IN_BRACKETS = re.compile(r"\b(?:DHR|DARDR|SAR|[Rr]eview)\b[\w /-]{0,12}\(['‘“\"]?([A-Z][a-z]{2,14})['’”\"]?\)")
_LIFE = re.compile(
    rf"^({_TITLED}|[A-Z][a-z]{{2,14}}) (?:(?:was|is) (?:aged )?\d\d\b|(?:was (?:killed|murdered|"
    rf"found dead)|died|took (?:her|his|their) own life)\b)"
)
_NOT_A_NAME = frozenset(
    "the this she he they her his adult domestic january february march april may june july august september october "
    "november december independent "
    "panel fictional summary contents restricted official confidential draft final version report council board "
    "review police home community safer safeguarding all each executive overview report agencies".split()
)


def particulars(parts: Sequence[Part], running: Sequence[str] = ()) -> Particulars:
    """What the document says of itself; ``None`` for what it doesn't say.

    ``running``: its running heads and feet, which name the partnership where the text doesn't.
    """
    front = _front(parts)
    death = date_of_death(parts, front)
    start, end = period_reviewed(parts, death)
    return Particulars(
        csp=_partnership(parts, front, running),
        victim_pseudonym=_pseudonym(parts, front),
        report_type=_report_type(parts, front),
        death=death,
        report_date=date_of_report(parts, front, death),
        period_start=start,
        period_end=end,
    )


def _front(parts: Sequence[Part]) -> list[str]:
    """The lines of the title page; a small table on it is read as lines such as 'Subjects: ‘Joan’ and ‘Derek’'."""
    lines: list[str] = []
    for part in parts[:40]:
        number = part.block.number
        if (number and (number[0] in "1aAi" or len(lines) >= 2)) or _ends_title_page(part, lines):
            break
        if part.block.text:
            lines.append(f"{number} {part.block.text}" if number else part.block.text)
        elif part.block.rows and all(len([cell for cell in row if cell]) == 2 for row in part.block.rows):
            lines += [": ".join(cell for cell in row if cell) for row in part.block.rows]
    return [line for line in lines if len(line) < 250][:20]


def _ends_title_page(part: Part, lines: Sequence[str]) -> bool:
    return part.is_heading and len(lines) >= 2 and not (len(lines) < 5 and TITLE_PAGE.search(part.block.text))


def _partnership(parts: Sequence[Part], front: Sequence[str], running: Sequence[str]) -> str | None:
    """The partnership as it is printed in mixed case; the one of the title page, or the one that is named most, or that of the
    running heads and feet.
    """
    heads = (name for line in running for name in _partnerships(line, _SAFETY))
    safety = _partnership_with(_SAFETY, parts, front) or next(heads, None)
    return safety or _partnership_with(_DOMESTIC, parts, front) or _partnership_with(_PUBLIC, (), front)


def _partnership_with(words: re.Pattern[str], parts: Sequence[Part], front: Sequence[str]) -> str | None:
    counts = Counter(name for text in texts_of(parts) for name in _partnerships(text, words))
    mixed = {name: n for name, n in counts.items() if not name.isupper()}
    titled = [name for line in front for name in _partnerships(line, words)]
    if titled:
        name = next(filter(_COMMUNITY.search, titled), titled[0])
        same = [other for other in mixed if other.casefold() == name.casefold()]
        return max(same, key=lambda other: mixed[other]) if same else _capitalised(name)
    return max(mixed, key=lambda name: (mixed[name], -len(name))) if mixed else None


def _partnerships(text: str, words: re.Pattern[str]) -> list[str]:
    """The partnerships with one of the words that a text names; boards only where it names no partnership."""
    for pattern in (_PARTNERSHIP, _BOARD):
        names = [
            _REPORT_FOR.sub("", re.sub(r"^(?:The|THE|By|For|Of|That|To|In)\s+", "", " ".join(found.split())))
            for found in (_with_places(text, match) for match in pattern.finditer(text))
        ]
        names = [piece for name in names for piece in _apart(name)]
        chosen = [name for name in names if words.search(name) and (len(name.split()) > 2 or name.endswith(" CSP"))]
        if chosen:
            return chosen
    return []


def _with_places(text: str, match: re.Match[str]) -> str:
    """A partnership's name with the places before it: 'Southmere, Thame and Rochforde Community Safety Partnership'."""
    before = re.search(rf"(?:^|(?<=the )|(?<=The ))(?:{_CAPITAL},\s+)+$", text[: match.start()])
    return f"{before[0]}{match[0]}" if before and " and " in match[0] else match[0]


def _apart(name: str) -> list[str]:
    """The one partnership of 'X Safeguarding Adults Board and Y Community Safety Partnership'; any other name as it is."""
    pieces = re.split(r"\s+(?i:and)\s+(?:[Tt]he\s+)?", name)
    bodies = [piece for piece in pieces if re.search(r"(?i)\b(?:board|partnership)$", piece) and len(piece.split()) > 2]
    return [bodies[-1]] if len(bodies) == len(pieces) > 1 else [name]


def _capitalised(name: str) -> str:
    if not name.isupper():
        return name
    return " ".join(word.lower() if word in ("AND", "OF", "THE", "FOR", "IN") else word.capitalize() for word in name.split())


def _pseudonym(parts: Sequence[Part], front: Sequence[str]) -> str | None:
    """The victims' pseudonyms: in the table of names, on the title page, or after words such as 'the death of'."""
    found = _victim_in_table(parts) or _victim_in_title(front) or _alone_in_title(parts, front)
    return found or _victim_in_text([*front, *texts_of(parts, 40)])


def _alone_in_title(parts: Sequence[Part], front: Sequence[str]) -> str | None:
    """A name that is a line of the title page and that the text then uses again and again: 'Yasmin'."""
    body = " ".join(text for text in texts_of(parts, 400) if text not in front)
    for line in front:
        names = [_named(name) for name in re.split(r"\s+and\s+|,\s*|\s*&\s*", line.strip())]
        if names and all(_is_used(name, body) for name in names):
            return " and ".join(names)
    return None


def _is_used(name: str, body: str) -> bool:
    if not re.fullmatch(r"[A-Z][a-z]{2,14}", name) or name.casefold() in _NOT_A_NAME:
        return False
    return len(re.findall(rf"\b{name}\b", body)) >= 3 and not re.search(rf"\b{name.lower()}\b", body)


def _victim_in_table(parts: Sequence[Part]) -> str | None:
    names = [row[0] for rows in _family_tables(parts) for row in rows if _is_victim(" ".join(row[1:]))]
    return " and ".join(dict.fromkeys(names[:3])) or None


def _is_victim(relationship: str) -> bool:
    """'Victim', but not 'Victim's mother' or 'Mother of the victim'."""
    if re.search(r"\bof\b.*\bvictim|victim['’]s|\bto\b.*victim", relationship, re.I):
        return False
    return bool(re.search(r"\b(?:victim|deceased|subject)\b", relationship, re.I))


def _victim_in_title(front: Sequence[str]) -> str | None:
    for line in front:
        several = _DEATHS.search(line)
        if several:
            return " and ".join(_names_in(several[1]))
        couple = _COUPLE.search(line)
        if couple:
            return couple[0]
        if re.fullmatch(rf"{_TITLED}(?:(?:\s*,\s*|\s+and\s+|\s*&\s*){_TITLED})*", line.strip()):
            return " and ".join(_named(name) for name in re.findall(_TITLED, line))
    for line in front:
        quoted = [_named(name) for name in _QUOTED.findall(line)]
        listed = re.match(r"(?i)(?:victims?|subjects?|deceased|pseudonym)\s*[:–-]\s*(.*)", line)
        if listed and not quoted:
            quoted = [
                name for name in re.findall(rf"{_TITLED}|\b[A-Z][a-z]{{2,14}}\b", re.split(r"\bdied\b|\d{{4}}", listed[1])[0])
            ]
        if quoted:
            return " and ".join(dict.fromkeys(quoted))
    for line in front:
        said = (
            _AND_YEAR.match(line)
            or _FIRST.match(line)
            or _LAST.search(line)
            or _AFTER_KIND.search(line)
            or _IN_BRACKETS.search(line)
            or _INITIALS.search(line)
        )
        if said and not _NOT_A_NAME & set(re.findall(r"\w+", said[1].casefold())):
            return said[1] if said.re is _INITIALS else _named(said[1])
    return None


def _names_in(text: str) -> list[str]:
    """The names of a list such as 'Amina and her son Joseph'."""
    names = re.findall(rf"{_TITLED}|\b[A-Z][a-z]{{2,14}}\b", text)
    return [name for name in names if name.casefold() not in _NOT_A_NAME]


def _victim_in_text(texts: Sequence[str]) -> str | None:
    for text in texts:
        several = _KILLED.match(text)
        if several:
            return " and ".join(_names_in(several[1]))
        for found in (*filter(None, (_LIFE.match(text),)), *_ABOUT.finditer(text)):
            name = _named(found[1])
            if _OF_ANOTHER.search(text[: found.start()]):
                continue
            if name.split()[0].casefold() not in _NOT_A_NAME or re.fullmatch(_TITLED, name):
                return name
    return None


def _named(name: str) -> str:
    """A name printed in capitals as it is written in a sentence: 'MR X' is Mr X."""
    return " ".join(word.capitalize() if word.isupper() and len(word) > 1 and word.isalpha() else word for word in name.split())


def pseudonyms(parts: Sequence[Part]) -> list[str]:
    """All names of the family: first column of the table of pseudonyms, quoted names of the title page, the victim's."""
    front = _front(parts)
    names = [row[0] for rows in _family_tables(parts) for row in rows]
    return [*names, *(name for line in front for name in _QUOTED.findall(line)), _pseudonym(parts, front) or ""]


def _family_tables(parts: Sequence[Part]) -> Iterator[Rows]:
    for part in parts:
        rows = part.block.rows
        head = " ".join(rows[0]) if rows else ""
        if re.search(r"relationship|pseudonym|ethnic", head, re.I) and not re.search(r"job|organisation", head, re.I):
            yield tuple(row for row in rows[1:] if row and row[0])


def _report_type(parts: Sequence[Part], front: Sequence[str]) -> str | None:
    """What kind of review and of document it calls itself: 'DHR executive summary', 'SAR and DHR'; ``None`` if it doesn't say."""
    page = " ".join(front)
    more = " ".join(texts_of(parts, 25))
    reviews = [name for name, pattern in _REVIEWS if re.search(pattern, page)]
    reviews = reviews or [name for name, pattern in _REVIEWS if re.search(pattern, more)][:1]
    titles = " ".join(line for line in front if not line.endswith("."))
    document = next((name for said in (titles, page) for name, pattern in _KINDS if re.search(pattern, said, re.I)), None)
    return " ".join(filter(None, (" and ".join(reviews), document))) or None
