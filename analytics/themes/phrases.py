"""Finding many phrases in a sentence at once: word by word, so that the time grows with the sentence and not with the list."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n+")
_WORD = re.compile(r"[a-z0-9]+\*?")
_ABBREVIATION = re.compile(r"\b(e\.g|i\.e|etc|no|nos|para|mr|mrs|ms|dr|st|approx|vs)\.\s", re.IGNORECASE)
_SMALL_WORDS = frozenset(
    "the of to and in was were that for with not had be is are by their from should this they her his she it who at an have been "
    "which there no or when".split()
)
FEWEST_WORDS, SMALL_SHARE = 10, 0.05
"""English prose has some two in five small words, telegrams hardly any; from so many words on one in twenty has to be one."""
LONGEST_TEXT = 20_000
"""Characters read of one statement: a unit of learning is a paragraph; what is longer is a document handed in by mistake."""


def sentences(text: str) -> list[str]:
    """The sentences of a text; at least one, unless it has no letter or digit."""
    plain = _ABBREVIATION.sub(r"\1 ", text[:LONGEST_TEXT])
    return [part.strip() for part in _SENTENCE_END.split(plain) if any(c.isalnum() for c in part)]


Parts = tuple[tuple[frozenset[str], bool], ...]
"""Of a cue, which must all hold in one sentence: the labels of which one has to occur, and whether it must (or must not)."""


def parts_of(cue: str) -> Parts:
    """A cue's parts are joined by ``' + '``; ``'|'`` separates alternatives; ``'!'`` before a part forbids it.

    >>> [(sorted(labels), wanted) for labels, wanted in parts_of("GP|doctor + !dogs")]
    [(['GP', 'doctor'], True), (['dogs'], False)]
    """
    parts = (part.strip() for part in cue.split(" + "))
    return tuple((frozenset(p.strip() for p in part.lstrip("!").split("|")), not part.startswith("!")) for part in parts)


def holds(parts: Parts, found: Iterable[str]) -> bool:
    """Whether the labels that a sentence has are what a cue asks for."""
    return all((not labels.isdisjoint(found)) is wanted for labels, wanted in parts)


def words(text: str) -> list[str]:
    """Lower-case words without accents and apostrophes; a hyphen parts words, an ampersand inside one is dropped.

    >>> words("Children’s A&E follow-up")
    ['childrens', 'ae', 'follow', 'up']
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = re.sub(r"(?<=\w)['’‘`&](?=\w)", "", plain)
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


def reads_as_english(text: str) -> bool:
    """Whether a text can be English prose, or is too short to tell. A word said over and over isn't, nor is another language.

    >>> reads_as_english("La police n'a pas demandé à la victime si elle avait peur.")
    False
    """
    found = words(text[:LONGEST_TEXT])
    small = sum(word in _SMALL_WORDS for word in found)
    return bool(found) and (len(found) < FEWEST_WORDS or small >= SMALL_SHARE * len(found))


class PhraseIndex:
    """Phrases under labels. A word that ends in ``*`` stands for all words that begin so; a phrase matches whole words."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        """``phrases``: pairs of phrase and label; one label may have many phrases."""
        self._whole: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        self._stems: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for phrase, label in phrases:
            parts = tuple(words(phrase))
            if parts and parts[0].endswith("*"):
                self._stems[parts[0][:-1]].append((parts[1:], label))
            elif parts:
                self._whole[parts[0]].append((parts[1:], label))

    def find(self, tokens: list[str]) -> dict[str, tuple[int, int]]:
        """Labels that occur among ``tokens``, each with the place (first and one past the last token) of its first match."""
        found: dict[str, tuple[int, int]] = {}
        for place, token in enumerate(tokens):
            for rest, label in self._starting(token):
                if label not in found and _follows(tokens, place + 1, rest):
                    found[label] = (place, place + 1 + len(rest))
        return found

    def _starting(self, token: str) -> Iterable[tuple[tuple[str, ...], str]]:
        yield from self._whole.get(token, ())
        for end in range(1, len(token) + 1):
            yield from self._stems.get(token[:end], ())


def _follows(tokens: list[str], place: int, rest: tuple[str, ...]) -> bool:
    if place + len(rest) > len(tokens):
        return False
    return all(_matches(tokens[place + i], part) for i, part in enumerate(rest))


def _matches(token: str, part: str) -> bool:
    return token.startswith(part[:-1]) if part.endswith("*") else token == part
