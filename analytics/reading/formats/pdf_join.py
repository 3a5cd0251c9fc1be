"""Lines → one text: words broken at a line's end put together again, compounds left their hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_BROKEN = re.compile(r"([A-Za-z]+)([-\u2010\u00ad])$")
_COMPOUND_FIRST = frozenset(
    "multi non self co well long short high low medium post pre inter intra anti ex semi sub cross on off in out up follow "
    "one two three four five six first second third part full half step decision whole joint front back trauma victim person "
    "child client risk evidence problem safe all day year world old young hard drug alcohol health need needs care peer gender "
    "age time clinician service system user community county city borough area partnership agency police court home house "
    "family strength wide ill mid much so early late ever never still newly fully poorly often street face same "
    "record information data help faith life nurse policy practice far stand".split()
)
_COMPOUND_SECOND = frozenset(
    "agency agencies wide based led related making maker makers term up out in to of by neglect harm harming "
    "referral referred specific "
    "informed focused centred partner partners being abuse fatal face risk old day time going on off the economic "
    "sharing keeping seeking holding giving solving sex type style free funded level reaching alone minded commissioned "
    "sector law".split()
)


def join_lines(lines: Iterable[str], vocabulary: frozenset[str] = frozenset()) -> str:
    """One text of several lines.

    Parameters
    ----------
    vocabulary : frozenset of str
        Words of the document in lower case. A broken word that stands there whole, or with its hyphen, is written as there.
    """
    text = ""
    for line in lines:
        line = line.strip()
        if not line:
            continue
        text = _joined(text, line, vocabulary) if text else line
    return text.replace("\u00ad", "")


def _joined(text: str, line: str, vocabulary: frozenset[str]) -> str:
    if re.search(r"\d[-–]$", text) and re.match(r"\d|[A-Z][a-z]{2,8}[-–]\d", line):
        return text + line  # a span of years, or a date such as 14-Jun-21
    if re.search(r"\b\d+-$", text) and line[0].islower():
        return text + line  # '12-month'
    broken = _BROKEN.search(text)
    if broken is None or not line[0].isalpha():
        return text + line if text.endswith(("/", "\u2010")) and line[0].isalnum() and text[-2:-1].isalnum() else f"{text} {line}"
    if broken[2] == "\u00ad":
        return text[:-1] + line
    following = re.match(r"[A-Za-z]+", line)
    second = following[0] if following else ""
    return (text if keeps_hyphen(broken[1], second, vocabulary) else text[:-1]) + line


def keeps_hyphen(first: str, second: str, vocabulary: frozenset[str]) -> bool:
    """Whether ``first-second`` is a compound, not a word that was broken at a line's end.

    >>> keeps_hyphen("multi", "agency", frozenset()), keeps_hyphen("safe", "guarding", frozenset({"safeguarding"}))
    (True, False)
    """
    whole, hyphened = (first + second).lower(), f"{first}-{second}".lower()
    if hyphened in vocabulary:
        return True
    if whole in vocabulary:
        return False
    if second[:1].isupper():
        return True
    return first.lower() in _COMPOUND_FIRST or second.lower() in _COMPOUND_SECOND


TERMS = frozenset(
    "recommendation recommendations completion completed timescale timescales milestone milestones responsible "
    "responsibility partnership safeguarding officer manager outcome outcomes organisation organisations "
    "commissioning agencies agency progress evidence september november december february assessment assessments "
    "information multi-agency superintendent inspector sergeant constabulary coordinator co-ordinator commissioner "
    "commissioners practitioner practitioners representative representatives consultant psychiatrist psychologist "
    "probation neighbourhood neighbourhoods community communities independent investigation implementation "
    "implemented implement development developed procedure procedures supervision supervisor supervisors professional "
    "professionals accommodation governance improvement management designated strategic operational performance "
    "prevention protection vulnerable vulnerability healthcare foundation substance perpetrator perpetrators "
    "confidential communication communications understanding requirements arrangements identified embedded establish "
    "established guidance strategy specialist homelessness".split()
)
"""Words that stand in the narrow columns of action plans, and are broken there."""


def vocabulary_of(lines: Sequence[str]) -> frozenset[str]:
    """Words in lower case, hyphened ones whole, leaving out those that a line's end may have cut."""
    words: set[str] = set()
    for line in lines:
        found = re.findall(r"[A-Za-z]+(?:-[A-Za-z]+)*", line)
        words.update(word.lower() for word in (found[:-1] if re.search(r"[-\u2010\u00ad]$", line) else found))
    return frozenset(words) | TERMS
