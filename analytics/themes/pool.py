"""What coding learns of its examples: the numbers that ``features`` asks, and the examples' own features to fit a model on."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.codebook import Codebook
from analytics.themes.cues import Hit, Lexicon
from analytics.themes.encoder import Encoder
from analytics.themes.features import Array, Example, FeatureMaker, Read, blocks, read
from analytics.themes.kept import Numbers
from analytics.themes.kernel import Wordings, fit_kernel

Counts = dict[str, tuple[int, int]]


class FeaturePool(FeatureMaker):
    """A ``FeatureMaker`` that has read its examples. Needed to fit; what is fitted does with ``numbers``.

    Parameters
    ----------
    codebook, lexicon, encoder
        What to look for, compiled, and what turns texts into vectors.
    pool : sequence of Example
        Texts whose themes are known: exemplars, labelled statements, statements decided by people.
    wordings : Wordings, optional
        Of the pool's texts, where they have been taken already.
    """

    def __init__(
        self,
        codebook: Codebook,
        lexicon: Lexicon,
        encoder: Encoder,
        pool: Sequence[Example],
        wordings: Wordings | None = None,
    ) -> None:
        self.pool = tuple(pool)
        self._groups = np.array([example.group for example in pool], dtype=object)
        self._reads = [read(example.text, lexicon) for example in pool]
        self._counts = _cue_counts(self.pool, self._reads)
        wordings = wordings or Wordings([example.text for example in pool])
        numbers = _marks(codebook, self.pool) | _vectors(codebook, encoder, self.pool) | _totals(self._counts, len(lexicon.cues))
        fitted = fit_kernel(wordings, numbers["vectors"], _filled(numbers), self._groups)
        self._held_out = fitted.held_out
        self.numbers: Numbers = numbers | {"kernel_weights": fitted.weights, "kernel_mean": fitted.mean}
        super().__init__(codebook, lexicon, encoder, wordings, self.numbers)

    def views(self, forgotten: float) -> tuple[Array, Array]:
        """Features of the examples, shape (n_examples, n_themes, n_features), each made without the examples of its own group.

        The second time without a share of the cues, as a text in wordings that no cue list has would make us see it.
        """
        near = np.concatenate([self._near_block(rows) for rows in blocks(len(self.pool))])
        poorer = [self._without(found, e.text, forgotten) for e, found in zip(self.pool, self._reads, strict=True)]
        return self._of_pool(self._reads, near), self._of_pool(poorer, near)

    def _of_pool(self, reads: Sequence[Read], near: Array) -> Array:
        return np.array(
            [
                self._joined(self._cue_features(e.text, found, e.agency, e.group), near[row], e.kind)
                for row, (e, found) in enumerate(zip(self.pool, reads, strict=True))
            ]
        )

    def _near_block(self, rows: slice) -> Array:
        barred = self._groups[rows, None] == self._groups[None, :]
        return self._nearness(self._vectors[rows], self._held_out[rows], barred)

    def _cue_counts(self, cue: int, group: str | None) -> tuple[int, int]:
        seen, right = super()._cue_counts(cue, group)
        own_seen, own_right = self._counts.get(cue, {}).get(group, (0, 0)) if group else (0, 0)
        return seen - own_seen, right - own_right

    def _without(self, found: Read, text: str, forgotten: float) -> Read:
        """The same with a share of the hits left out: by a hash of text and cue, so that the choice is the same in every run."""

        def kept(hits: dict[str, list[Hit]]) -> dict[str, list[Hit]]:
            left = {
                theme: [hit for hit in of_theme if _share(text, self.lexicon.cues[hit.cue].source) >= forgotten]
                for theme, of_theme in hits.items()
            }
            return {theme: of_theme for theme, of_theme in left.items() if of_theme}

        return replace(found, strong=kept(found.strong), weak=kept(found.weak))


def _marks(codebook: Codebook, pool: Sequence[Example]) -> dict[str, NDArray[Any]]:
    return {
        "carried": np.array([[t in e.themes for t in codebook.ids] for e in pool], dtype=bool),
        "known": ~np.array([[t in e.unknown for t in codebook.ids] for e in pool], dtype=bool),
    }


def _vectors(codebook: Codebook, encoder: Encoder, pool: Sequence[Example]) -> dict[str, NDArray[Any]]:
    definitions = encoder.encode([f"{theme.name}. {theme.definition}" for theme in codebook.themes])
    return {"definitions": definitions, "vectors": encoder.encode([example.text for example in pool])}


def _filled(numbers: Numbers) -> Array:
    """1 and 0 for what is known, and a theme's mean among known examples for what isn't."""
    carried, known = numbers["carried"], numbers["known"]
    mean = (carried & known).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    return np.where(known, carried.astype(float), mean)


def _cue_counts(pool: Sequence[Example], reads: Sequence[Read]) -> dict[int, Counts]:
    """For each cue and group of the pool: how often the cue stands in a text of known theme, and how often rightly."""
    counts: dict[int, Counts] = defaultdict(lambda: defaultdict(lambda: (0, 0)))
    for example, found in zip(pool, reads, strict=True):
        for hits in (found.strong, found.weak):
            for theme, in_theme in hits.items():
                if theme not in example.unknown:
                    for cue in {hit.cue for hit in in_theme}:
                        seen, right = counts[cue][example.group]
                        counts[cue][example.group] = (seen + 1, right + (theme in example.themes))
    return counts


def _totals(counts: Mapping[int, Counts], cues: int) -> dict[str, NDArray[Any]]:
    totals = np.zeros((2, cues), dtype=np.int64)
    for cue, by_group in counts.items():
        totals[:, cue] = np.sum(list(by_group.values()), axis=0)
    return {"cues_seen": totals[0], "cues_right": totals[1]}


def _share(text: str, source: str) -> float:
    """A number in [0, 1) that depends on text and cue only."""
    digest = hashlib.blake2b(f"{source}\0{text}".encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 2**32
