"""The cue phrases of the codebook, compiled, and where they stand in a text.

Syntax of a cue (also at the top of ``data/codebook.yaml``): ``stem*`` any ending; ``a|b`` one or the other; ``a .. b`` up to
five words in between; ``<name>`` any phrase of that word list; a leading ``?`` makes it weak, a leading ``!`` makes it speak
against the theme.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from analytics.codebook import Codebook
from analytics.errors import CodebookError
from analytics.themes.sentences import Span, plain, sentences

Strength = Literal["strong", "weak", "against"]

_GAP = r"\W+(?:[\w']+\W+){0,5}?"
_JOIN = r"\W{1,3}"
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Hit:
    """A cue found in a text: its number in ``Lexicon.cues``, and start and end of the phrase in the text."""

    cue: int
    start: int
    end: int


@dataclass(frozen=True)
class Cue:
    """A cue and its regular expression. ``tokens`` must all have a word in a text before the pattern is worth trying."""

    theme: str
    source: str
    strength: Strength
    expression: str
    tokens: frozenset[str]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when first tried: most cues have no word in most texts."""
        return re.compile(self.expression)


class Lexicon:
    """All cues of a codebook.

    Trying thousands of patterns on every sentence would take most of the time that coding may take. So the words of a sentence
    are looked up first, and only patterns whose every token has a word there are tried.
    """

    def __init__(self, codebook: Codebook) -> None:
        self.cues: list[Cue] = []
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._stems: dict[str, set[str]] = defaultdict(set)
        self._known: dict[str, frozenset[str]] = {}
        self._by_anchor: dict[str, list[int]] = defaultdict(list)
        for theme in codebook.themes:
            for source in theme.cues:
                self._add(theme.id, source, codebook)

    def hits(self, text: str) -> list[Hit]:
        """Every cue found, sentence by sentence, in order of place and then of the codebook."""
        lowered = plain(text)
        found = [hit for span in sentences(text) for hit in self._in_sentence(lowered, span)]
        return sorted(found, key=lambda hit: (hit.start, hit.end, hit.cue))

    def _in_sentence(self, text: str, span: Span) -> Iterable[Hit]:
        present: set[str] = set()
        for word in set(_WORD.findall(text, *span)):
            present |= self._tokens_of(word)
        for anchor in present & self._by_anchor.keys():
            for number in self._by_anchor[anchor]:
                if self.cues[number].tokens <= present:
                    for match in self.cues[number].pattern.finditer(text, *span):
                        yield Hit(number, match.start(), match.end())

    def _tokens_of(self, word: str) -> frozenset[str]:
        if word not in self._known:
            tokens = set(self._exact.get(word, ()))
            for end in range(1, len(word) + 1):
                tokens |= self._stems.get(word[:end], set())
            if len(self._known) > 50_000:  # a bound, for a process that lives for weeks
                self._known.clear()
            self._known[word] = frozenset(tokens)
        return self._known[word]

    def _add(self, theme: str, source: str, codebook: Codebook) -> None:
        strength: Strength = "weak" if source[0] == "?" else "against" if source[0] == "!" else "strong"
        body = plain(source.lstrip("?!").strip())
        pattern, tokens = "", []
        for place, piece in enumerate(body.split()):
            if piece == "..":
                pattern += _GAP
                continue
            phrases = _phrases(piece, codebook, theme)
            self._register(piece, phrases)
            tokens.append(piece)
            joined = "" if place == 0 or pattern.endswith(_GAP) else _JOIN
            pattern += joined + "(?:" + "|".join(_regex(p) for p in sorted(phrases, key=len, reverse=True)) + ")"
        if not tokens:
            raise CodebookError(f"Theme '{theme}' has the cue '{source}', which has no word. Remove it from the codebook.")
        number = len(self.cues)
        self.cues.append(Cue(theme, source, strength, rf"(?<!\w){pattern}(?!\w)", frozenset(tokens)))
        self._by_anchor[max(tokens, key=lambda t: (not t.startswith("<"), len(t)))].append(number)

    def _register(self, token: str, phrases: Iterable[str]) -> None:
        for phrase in phrases:
            first = _WORD.match(phrase)
            if first is None:
                raise CodebookError(f"The cue or word list entry '{phrase}' doesn't begin with a word. Mend the codebook.")
            is_stem = phrase[first.end() : first.end() + 1] == "*"
            (self._stems if is_stem else self._exact)[first.group()].add(token)


def _phrases(token: str, codebook: Codebook, theme: str) -> list[str]:
    if token.startswith("<") and token.endswith(">"):
        name = token[1:-1]
        if name not in codebook.word_lists:
            raise CodebookError(
                f"Theme '{theme}' has a cue with <{name}>, but the codebook has no word list of that name. Add it."
            )
        return [plain(phrase) for phrase in codebook.word_lists[name]]
    return token.split("|")


def _regex(phrase: str) -> str:
    parts = [re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in re.split(r"[\s-]+", phrase.strip())]
    return _JOIN.join(part.replace(r"\-", _JOIN) for part in parts)
