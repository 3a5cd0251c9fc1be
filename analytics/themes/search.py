"""Finding texts by their words or by their meaning, and saying of each why it was found.

A search is whatever people type: plain words, exact phrases in quotes, beginnings of words ending in an asterisk. Nothing that
can be typed is an error. Words find their other endings ("strangled" finds "strangling"), and a word that occurs nowhere finds
the nearest one that does, which is said.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from analytics.themes.phrases import words

LONGEST_QUERY = 500
"""Characters of a search that are read."""
MOST_WORDS = 32
_NEAR_ENOUGH = 80.0
_BEGINNING = 6
"""Letters that words of one family share: strangled, strangulation."""
_K1, _B = 1.5, 0.75
"""BM25's usual constants: how soon repetition stops counting, and how much long texts are held back."""
_QUOTES = re.compile(r"[“”„«»‟]")
_STOP_WORDS = frozenset(
    "a about all an and any are as at be been but by can did do does for from had has have he her him his how i if in into "
    "is it its me my no nor not of on or our said say says she so such than that the their them then there these they this "
    "those to us was we were what when where which who whom why will with would you your".split()
)
_ENDINGS = tuple(
    (ending, "y" if ending in ("ies", "ied") else "")
    for ending in "isations isation ations ation ingly edly ments ment ings ing ies ied ers ors er or es ed ly s e".split()
)
"""Endings that are taken off, longest first, and what stands there instead: "policies" meets "policy", never "police"."""
_SHORTEST_STEM = 4


@dataclass(frozen=True)
class Query:
    """What is searched for: words in the order typed, and exact phrases as their words."""

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()

    @property
    def is_empty(self) -> bool:
        """True where nothing that was typed can be searched for."""
        return not self.words and not self.phrases


@dataclass(frozen=True)
class Why:
    """Why a text was found. ``found`` pairs what was typed with the word of the text; the two differ where the text has another
    ending or spelling. ``missing`` are words of the search that the text doesn't have.
    """

    found: tuple[tuple[str, str], ...]
    missing: tuple[str, ...] = ()


def parse(typed: str) -> Query:
    """Words and quoted phrases of a search. A quotation mark without its partner is no quotation mark.

    >>> parse('MARAC "no consent" police*')
    Query(words=('marac', 'police*'), phrases=(('no', 'consent'),))
    """
    plain = _QUOTES.sub('"', typed[:LONGEST_QUERY])
    quoted = re.findall(r'"([^"]*)"', plain)
    phrases = tuple(dict.fromkeys(tuple(w.rstrip("*") for w in words(part)) for part in quoted if words(part)))
    single = list(dict.fromkeys(words(re.sub(r'"[^"]*"', " ", plain))))
    telling = [word for word in single if word not in _STOP_WORDS]
    return Query(tuple((telling or ([] if phrases else single))[:MOST_WORDS]), phrases[:MOST_WORDS])


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A word without its ending, so that the forms of a word meet. Not a dictionary's stem, and never shown.

    >>> stem("strangulation"), stem("agencies"), stem("agency"), stem("policies"), stem("policing"), stem("police")
    ('strangul', 'agency', 'agency', 'policy', 'polic', 'polic')
    """
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)] + instead
    return word


class WordIndex:
    """Texts ready to be searched by their words (BM25 over stems). Immutable once made; safe to share.

    Parameters
    ----------
    texts : sequence of str
        What is searched; a hit's ``place`` counts from 0 in this order.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._tokens = [words(text) for text in texts]
        counts: dict[str, dict[int, int]] = {}
        for place, tokens in enumerate(self._tokens):
            for token in tokens:
                places = counts.setdefault(stem(token), {})
                places[place] = places.get(place, 0) + 1
        lengths = np.array([len(tokens) for tokens in self._tokens], dtype=np.float64)
        self._relative = lengths / max(lengths.mean(), 1.0) if len(lengths) else lengths
        self._postings = {
            key: (np.fromiter(places, np.int64, len(places)), np.fromiter(places.values(), np.float64, len(places)))
            for key, places in counts.items()
        }

    def search(self, query: Query, allowed: NDArray[np.bool_] | None = None) -> list[int]:
        """Places of the texts that have every phrase or, where none is asked for, at least one word.

        Those with most of the words come first, then the order is BM25's.

        Parameters
        ----------
        allowed : bool array of shape (n_texts,), optional
            Where False the text isn't looked at.
        """
        if query.is_empty or not self._tokens:
            return []
        scores, met = np.zeros(len(self._tokens)), np.zeros(len(self._tokens), dtype=np.int64)
        for word in query.words:
            mine = self._exactly(word, self._score(self._stems_of(word)))
            scores, met = scores + mine, met + (mine > 0)
        fits = self._with_phrases(query, scores > 0)
        if allowed is not None:
            fits &= allowed
        places = np.flatnonzero(fits)
        order = np.lexsort((places, -scores[places], -met[places]))
        return [int(place) for place in places[order]]

    def why(self, place: int, query: Query) -> Why:
        """What of the search a text has, in the text's own words, and what it doesn't have."""
        tokens, missing = self._tokens[place], []
        found = [(f"“{' '.join(phrase)}”", " ".join(phrase)) for phrase in query.phrases if _holds(tokens, phrase)]
        for word in query.words:
            stems = self._stems_of(word)
            met = next((token for token in tokens if _meets(token, word, stems)), None)
            if met is None:
                missing.append(word)
            else:
                found.append((word, met))
        return Why(tuple(found), tuple(missing))

    def forms(self, query: Query) -> frozenset[str]:
        """Every word of the texts that the search meets, for marking them."""
        wanted = [(word, self._stems_of(word)) for word in query.words]
        met = {token for token in self._vocabulary if any(_meets(token, word, stems) for word, stems in wanted)}
        return frozenset(met).union(*query.phrases)

    def corrected(self, query: Query) -> dict[str, str]:
        """Words of the search that occur nowhere → the nearest word that does."""
        near = {word: self._nearest(word) for word in query.words if not self._known(word)}
        return {word: found for word, found in near.items() if found}

    @cached_property
    def _vocabulary(self) -> list[str]:
        """Every word of the texts, sorted."""
        return sorted({word for tokens in self._tokens for word in tokens})

    def _known(self, word: str) -> bool:
        return bool(self._beginning(word[:-1])) if word.endswith("*") else stem(word) in self._postings

    def _beginning(self, start: str) -> list[str]:
        first = bisect_left(self._vocabulary, start)
        last = bisect_left(self._vocabulary, start + "\uffff")
        return self._vocabulary[first:last] if start else []

    def _nearest(self, word: str) -> str:
        """The word of the texts that is spelt most alike, else the most alike of those that begin alike; '' if none is."""
        plain = word.rstrip("*")
        if len(plain) < _SHORTEST_STEM:
            return ""
        found = process.extractOne(plain, self._vocabulary, scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH)
        if not found and len(plain) > _BEGINNING:
            found = process.extractOne(plain, self._beginning(plain[:_BEGINNING]), scorer=fuzz.ratio)
        return str(found[0]) if found else ""

    def _stems_of(self, word: str) -> frozenset[str]:
        """The stems that a word of the search meets: its own, those of words that begin so, or that of the nearest word."""
        if word.endswith("*"):
            return frozenset(stem(found) for found in self._beginning(word[:-1]))
        if stem(word) in self._postings:
            return frozenset({stem(word)})
        near = self._nearest(word)
        return frozenset({stem(near)}) if near else frozenset()

    def _score(self, stems: frozenset[str]) -> NDArray[np.float64]:
        """BM25 of each text for one word of a search, whatever its forms; 0 where it has none of them."""
        scores = np.zeros(len(self._tokens))
        for key in sorted(stems & self._postings.keys()):
            places, times = self._postings[key]
            rarity = np.log1p((len(self._tokens) - len(places) + 0.5) / (len(places) + 0.5))
            scores[places] += rarity * times * (_K1 + 1) / (times + _K1 * (1 - _B + _B * self._relative[places]))
        return scores

    def _exactly(self, word: str, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """For a beginning ('police*'): scores of texts with a word that begins so; their stems let in others."""
        if word.endswith("*"):
            for place in np.flatnonzero(scores):
                if not any(token.startswith(word[:-1]) for token in self._tokens[place]):
                    scores[place] = 0.0
        return scores

    def _with_phrases(self, query: Query, fits: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Texts that hold every phrase; without a phrase those that fit by their words."""
        if not query.phrases:
            return fits
        fits = np.ones(len(self._tokens), dtype=np.bool_)
        for stems in ({stem(word)} for phrase in query.phrases for word in phrase):
            fits &= self._score(frozenset(stems)) > 0
        for place in np.flatnonzero(fits):
            fits[place] = all(_holds(self._tokens[place], phrase) for phrase in query.phrases)
        return fits


def _meets(token: str, word: str, stems: frozenset[str]) -> bool:
    return token.startswith(word[:-1]) if word.endswith("*") else stem(token) in stems


def _holds(tokens: Sequence[str], phrase: tuple[str, ...]) -> bool:
    width = len(phrase)
    return any(tuple(tokens[start : start + width]) == phrase for start in range(len(tokens) - width + 1))


def by_meaning(query: NDArray[np.float32], vectors: NDArray[np.float32], most: int, least: float) -> list[tuple[int, float]]:
    """Places and similarities (cosine) of the vectors nearest to a search's vector, nearest first.

    Parameters
    ----------
    query : float32 array of shape (dimension,)
    vectors : float32 array of shape (n_texts, dimension), of unit length as ``query``
    most : int
        At most so many.
    least : float
        Similarity below which nothing is alike.
    """
    if not len(vectors):
        return []
    alike = vectors @ query
    order = np.lexsort((np.arange(len(alike)), -alike))[:most]
    return [(int(place), float(alike[place])) for place in order if alike[place] >= least]
