"""Labels before a recommendation: 'Recommendation 3:', 'R3', 'Panel recommendation 2'."""

from __future__ import annotations

import re

LABEL = re.compile(
    r"^(?:(?:panel|overview|national|local|agency|multi[- ]agency|single[- ]agency|dhr|strategic|regional|key)\s+)?"
    r"(?:rec(?:ommendation)?s?\.?\s*(?:no\.?\s*|number\s*)?|"
    r"R(?=\d))(?P<number>\d{1,2}(?:\.\d{1,2})*[a-z]?|[A-H]\b|(?:one|two|three|four|five|six|seven|eight|"
    r"nine|ten)\b)"
    r"(?P<end>\s*[:.)–-]+\s*|\s+|$|(?<=\d)(?=(?-i:[A-Z])))(?P<text>.*)$",
    re.I | re.S,
)
_NUMBERS = {word: str(n) for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}


def labelled(text: str) -> tuple[str, str] | None:
    """The number and the words of a text that opens with 'Recommendation 3:' or 'R3'; the words may be empty.

    >>> labelled("Recommendation 3: That the board reviews it"), labelled("Recommendation 3 was not accepted")
    (('3', 'That the board reviews it'), None)
    """
    match = LABEL.match(text)
    if not match or (match["text"] and not match["end"].strip() and not _starts_anew(match["text"])):
        return None
    number = match["number"]
    return _NUMBERS.get(number.casefold(), number), match["text"].strip()


def _starts_anew(text: str) -> bool:
    return text[0].isupper() or text[0] in "‘“'\"" or bool(re.match(r"[(\[][A-Z].*[)\]]", text))


_UNNUMBERED = re.compile(
    r"^Recommendation\s*(?::|\s[–-])\s+(?:(?P<topic>[A-Z][^.:]{2,60})[.:]\s+(?=[A-Z]))?(?P<text>[A-Z‘“'].{30,})$", re.S
)


def announced(text: str) -> str | None:
    """The words of a recommendation that is labelled and not numbered, without its topic; ``None`` if the text is none.

    >>> announced("Recommendation: Stalking. The police should screen each report at once.")
    'The police should screen each report at once.'
    """
    match = _UNNUMBERED.match(text)
    if not match:
        return None
    topic = match["topic"] or ""
    asks = re.search(r"\b(?:should|must|to)\b", topic)  # then it is a sentence of the recommendation itself
    return text[match.start("topic") :].strip() if asks else match["text"].strip()
