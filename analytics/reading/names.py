"""Professionals' personal names masked wherever they occur; pseudonyms stay, and so do the roles beside a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from analytics.reading.given_names import GIVEN_NAMES
from analytics.reading.name_words import HONORIFICS, RANKS, ROLES

MASK = "[name]"
_ADDRESS = re.compile(r"\b(?P<local>[\w.+'-]{1,64})@[\w-]+(?:\.[\w-]+)+")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Names:
    """The professionals a document names. ``people`` are their names' words; ``kept`` words are never masked alone."""

    people: tuple[tuple[str, ...], ...]
    kept: frozenset[str]

    def mask(self, text: str, first_names: bool = False) -> str:
        """``text`` with each of the names replaced by '[name]'; ``first_names``: a first name alone counts too."""
        text = _ADDRESS.sub(self._address, text)
        places = {place for word in set(_LETTERS.findall(text.casefold())) for place in self._by_word.get(word, ())}
        for place in sorted(places):
            for pattern in self._patterns(place):
                text = pattern.sub(_masking, text)
        if first_names and self._first is not None:
            text = self._first.sub(MASK, text)
        return re.sub(rf"{re.escape(MASK)}(?:[\s-]+{re.escape(MASK)})+", MASK, text)

    def _address(self, match: re.Match[str]) -> str:
        """An e-mail address as printed, unless it is made of a person's name."""
        pieces = {piece for piece in _LETTERS.findall(match["local"].casefold()) if len(piece) > 2}
        surnames = {_LETTERS.findall(words[-1].casefold())[-1] for words in self.people}
        return MASK if pieces & (surnames | GIVEN_NAMES) else match[0]

    def lead(self, text: str | None) -> str | None:
        """A lead officer's cell reduced to roles and bodies.

        >>> Names((("Ann", "Lee"),), frozenset()).lead("Ann Lee, Safeguarding Matron")
        'Safeguarding Matron'
        """
        if not text:
            return text
        masked = self.mask(text, first_names=True)
        if MASK not in masked:
            return masked
        rest = re.sub(rf"\s*\(\s*{re.escape(MASK)}\s*\)", "", masked)
        rest = re.sub(rf"^{RANKS}\.\s+{re.escape(MASK)}\s*,\s*(?=[A-Z])", "", rest)  # 'Insp. [name], Domestic Abuse Lead'
        rest = re.sub(rf"(?<=[\w.])\s+{re.escape(MASK)}(?=,\s)", "", rest)  # 'DI [name], Police' keeps its comma
        rest = re.sub(rf"(?:^|\s*(?:[,;:/–-]|\band\b|&)\s*|\s+){re.escape(MASK)}\s*(?:[,;:–-]\s*)?", " ", rest)
        rest = re.sub(r"^\s*(?:and|&|[,;:/–-])\s+|\(\s*\)", " ", rest)
        rest = re.sub(r"^\(\s*([^()]*?)\s*\)(?=\s*(?:$|/))", r"\1", " ".join(rest.split()))
        return rest.strip(" ,;:–-") or None

    @cached_property
    def _ordered(self) -> list[tuple[str, ...]]:
        """The names, the longest first: 'Ann Lee-Smith' before 'Ann Lee'."""
        return sorted(set(self.people), key=lambda words: (-len(" ".join(words)), words))

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        """The last run of letters of a surname → places of the names that end with it: most texts need no name's patterns."""
        places: dict[str, list[int]] = {}
        for place, words in enumerate(self._ordered):
            places.setdefault(_LETTERS.findall(words[-1].casefold())[-1], []).append(place)
        return places

    @cached_property
    def _made(self) -> dict[int, tuple[re.Pattern[str], ...]]:
        return {}

    def _patterns(self, place: int) -> tuple[re.Pattern[str], ...]:
        """The ways in which a report prints the name at a place in ``_ordered``; made when first asked for."""
        if place not in self._made:
            self._made[place] = tuple(re.compile(pattern) for pattern in self._forms(self._ordered[place]))
        return self._made[place]

    def _forms(self, name: tuple[str, ...]) -> list[str]:
        title = rf"(?:{HONORIFICS}\.?\s+)*"
        *given, surname = [_loose(word) for word in name]
        found: list[str] = []
        if given:
            initials = "|".join([*given, *(rf"{word[0]}\.?" for word in name[:-1])])
            found.append(rf"(?<!\w){title}(?:{initials})(?:[\s-]+(?:{initials}|[A-Z]\.?))*[\s-]+{surname}(?!\w)")
            found.append(rf"(?<!\w){surname},\s*{title}(?:{'|'.join(given)})(?!\w)")
        found.append(rf"(?<!\w){HONORIFICS}\.?\s+{surname}(?!\w)")
        found.append(rf"(?<!\w)(?P<rank>{RANKS}\.?\s+){surname}(?!\w)")
        if self._may_stand_alone(name[-1]):
            found.append(rf"(?<!\w){surname}(?!\w)")
            found.append(rf"(?<!\w){_loose(name[-1].upper())}(?!\w)")
        return found

    @cached_property
    def _first(self) -> re.Pattern[str] | None:
        alone = sorted({words[0] for words in self.people if len(words) > 1 and self._may_stand_alone(words[0])})
        return re.compile(r"(?<!\w)(?:" + "|".join(map(_loose, alone)) + r")(?!\w)") if alone else None

    def _may_stand_alone(self, word: str) -> bool:
        return len(word) > 2 and word.casefold() not in self.kept and word.casefold() not in ROLES


def _masking(match: re.Match[str]) -> str:
    return (match.groupdict().get("rank") or "") + MASK


def _loose(word: str) -> str:
    """A pattern for a word whose hyphen may be followed by a space, as at a line's end."""
    return r"-\s?".join(re.escape(piece) for piece in re.split(r"-\s?", word))
