"""What a statement offers for each theme, as numbers that mean the same for every theme, so that few labels can weigh them.

A row of features describes a pair of statement and theme: the cues found, how near the statement lies to examples that are known
to carry the theme, and what speaks for the other themes. Nothing in it names the theme, so a theme with three labelled statements
profits from what was learnt on all the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.codebook import Codebook
from analytics.themes.cues import Hit, Lexicon
from analytics.themes.encoder import Encoder, Vectors
from analytics.themes.kept import Numbers, Shapes, check
from analytics.themes.kernel import ThemeKernel, Wordings
from analytics.themes.sentences import Span, clauses, sentences

Array = NDArray[np.floating[Any]]

CUE_FEATURES: tuple[str, ...] = (
    "strong", "any_strong", "any_weak", "against", "coverage", "longest", "earliness", "trust", "agency",
    "other_themes", "only_theme", "words",
)  # fmt: skip
NEAR_FEATURES: tuple[str, ...] = (
    "nearest", "three_nearest", "nearest_z", "definition", "definition_z", "rank", "neighbours", "kernel", "kernel_z",
    "kernel_rank",
)  # fmt: skip
JOINT_FEATURES: tuple[str, ...] = (
    "trust_logit", "trust_kernel", "strong_kernel", "strong_kernel_z", "bare_kernel", "bare_kernel_z", "kernel_above_3",
    "kernel_above_5", "trust_above_7", "trust_above_85", "strong_others", "strong_words", "strong_rank", "bare_first",
    "trust_neighbours", "kernel_neighbours", "trusted_early", "is_remedy", "asks",
)  # fmt: skip
FEATURES = CUE_FEATURES + NEAR_FEATURES + JOINT_FEATURES
"""'bare' features hold where no strong cue was found; 'z' is standardised over the themes of one statement."""
NEIGHBOURS = 8
PRIOR_HITS = 4.0
"""How many imagined hits stand behind a cue's prior trust: a cue seen twice keeps most of it."""

BLOCK = 128
MAX_PARTS = 40
ASKING_KINDS = frozenset({"recommendation", "panel_recommendation", "agency_recommendation"})


@dataclass(frozen=True)
class Example:
    """A text whose themes are known.

    ``group`` names its review, or itself for a made-up statement: examples of one group don't judge each other. ``unknown``
    themes are counted neither way.
    """

    text: str
    themes: frozenset[str]
    group: str
    unknown: frozenset[str] = frozenset()
    agency: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Read:
    """The cue hits of one text by theme: strong and weak ones; themes spoken against."""

    words: int
    strong: dict[str, list[Hit]]
    weak: dict[str, list[Hit]]
    against: frozenset[str]


def read(text: str, lexicon: Lexicon) -> Read:
    """Find the cues of ``text``; words inside a phrase that speaks against a theme don't count for it."""
    hits = lexicon.hits(text)
    barred: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        if lexicon.cues[hit.cue].strength == "against":
            barred[lexicon.cues[hit.cue].theme].append(hit)
    found: dict[str, dict[str, list[Hit]]] = {"strong": defaultdict(list), "weak": defaultdict(list)}
    for hit in hits:
        cue = lexicon.cues[hit.cue]
        if cue.strength == "against" or any(b.start <= hit.start and hit.end <= b.end for b in barred[cue.theme]):
            continue
        found[cue.strength][cue.theme].append(hit)
    against = frozenset(theme for theme, by in barred.items() if by)
    return Read(len(text.split()), dict(found["strong"]), dict(found["weak"]), against)


SHAPES: Shapes = {
    "definitions": ("themes", "dimension"), "vectors": ("examples", "dimension"), "carried": ("examples", "themes"),
    "known": ("examples", "themes"), "kernel_weights": ("examples", "themes"), "kernel_mean": ("themes",),
    "cues_seen": ("cues",), "cues_right": ("cues",),
}  # fmt: skip
"""What features are made with: vectors of definitions and of examples; which themes these carry, and of which that is known; the
weights of ``ThemeKernel``; in how many examples each cue stands, and in how many rightly. ``pool.FeaturePool`` finds them."""


class FeatureMaker:
    """Features of statements against a pool of examples.

    Parameters
    ----------
    codebook, lexicon, encoder
        What to look for, compiled, and what turns texts into vectors.
    wordings : Wordings
        Of the examples' texts.
    numbers : mapping of str to array
        What there is to know of the examples besides: see ``SHAPES``.

    Raises
    ------
    KeyError, ValueError
        If the numbers don't fit codebook, encoder and examples.
    """

    def __init__(self, codebook: Codebook, lexicon: Lexicon, encoder: Encoder, wordings: Wordings, numbers: Numbers) -> None:
        lengths = {"themes": len(codebook.themes), "dimension": encoder.dimension, "examples": wordings.words.shape[0]}
        lengths["cues"] = len(lexicon.cues)
        check(numbers, {name: tuple(lengths[str(axis)] for axis in axes) for name, axes in SHAPES.items()})
        self.codebook, self.lexicon, self.encoder = codebook, lexicon, encoder
        self._ids = codebook.ids
        self._remedy = np.array([theme.axis == "remedy" for theme in codebook.themes], dtype=float)
        self._definitions, self._vectors = numbers["definitions"], numbers["vectors"]
        self.carried, self.known = numbers["carried"], numbers["known"]
        self._kernel = ThemeKernel(wordings, self._vectors, numbers["kernel_weights"], numbers["kernel_mean"])
        self._cue_totals = list(zip(numbers["cues_seen"].tolist(), numbers["cues_right"].tolist(), strict=True))

    def of(self, texts: Sequence[str], agencies: Sequence[str | None], kinds: Sequence[str | None]) -> tuple[Array, list[Read]]:
        """Features of new statements, shape (n_texts, n_themes, n_features), and what was read in each."""
        reads = [read(text, self.lexicon) for text in texts]
        vectors = self.encoder.encode(list(texts))
        scores = self._kernel.score(list(texts), vectors)
        near = np.concatenate([self._nearness(vectors[rows], scores[rows]) for rows in blocks(len(texts))])
        made = np.zeros((len(texts), len(self._ids), len(FEATURES)))
        for row, found in enumerate(reads):
            cues = self._cue_features(texts[row], found, agencies[row], None)
            made[row] = self._joined(cues, near[row], kinds[row])
        return made, reads

    def nearest_parts(self, asked: Sequence[tuple[str, str]]) -> list[str]:
        """For each text and theme the sentence or clause that is most like the theme's examples; the text if it has no parts."""
        parts = [[text[slice(*span)] for span in parts_of(text)] or [text.strip()] for text, _ in asked]
        flat = [part for of_text in parts for part in of_text]
        if not flat:
            return []
        scores = self._kernel.score(flat, self.encoder.encode(flat))
        ends = np.cumsum([len(of_text) for of_text in parts])
        columns = [self._ids.index(theme) for _, theme in asked]
        return [
            of_text[int(np.argmax(scores[end - len(of_text) : end, column]))]
            for of_text, end, column in zip(parts, ends, columns, strict=True)
        ]

    def _joined(self, cues: Array, near: Array, kind: str | None) -> Array:
        c = dict(zip(CUE_FEATURES, cues.T, strict=True)) | dict(zip(NEAR_FEATURES, near.T, strict=True))
        trust, kernel, strong, bare = c["trust"], c["kernel"], c["any_strong"], 1 - c["any_strong"]
        sure = np.clip(trust, 1e-3, 1 - 1e-3)
        joint = [
            np.log(sure / (1 - sure)), trust * kernel, strong * kernel, strong * c["kernel_z"],
            bare * kernel, bare * c["kernel_z"],
            np.maximum(kernel - 0.3, 0), np.maximum(kernel - 0.5, 0), np.maximum(trust - 0.7, 0), np.maximum(trust - 0.85, 0),
            strong * c["other_themes"], strong * c["words"], strong * c["kernel_rank"], bare * (c["kernel_rank"] == 1),
            trust * c["neighbours"], kernel * c["neighbours"], strong * c["earliness"] * trust, self._remedy,
            np.full(len(self._ids), float(kind in ASKING_KINDS)),
        ]  # fmt: skip
        return np.column_stack([cues, near, *joint])

    def _cue_features(self, text: str, found: Read, agency: str | None, group: str | None) -> Array:
        named = {self.lexicon.cues[hit.cue].theme for hit in self.lexicon.hits(agency or "") if self._is_strong(hit)}
        rows = []
        for theme in self._ids:
            strong, weak = found.strong.get(theme, []), found.weak.get(theme, [])
            others = len(found.strong.keys() - {theme})
            rows.append(
                [
                    min(_distinct(strong), 3) / 3, float(bool(strong)), float(bool(weak)), float(theme in found.against),
                    _covered(strong) / max(len(text), 1), _longest(text, strong),
                    1 - min((h.start for h in strong), default=len(text)) / max(len(text), 1),
                    max((self.trust(h, group) for h in strong + weak), default=0.0), float(theme in named),
                    min(others, 6) / 6, float(bool(strong) and not others), np.log1p(found.words) / 5,
                ]
            )  # fmt: skip
        return np.array(rows)

    def _is_strong(self, hit: Hit) -> bool:
        return self.lexicon.cues[hit.cue].strength == "strong"

    def trust(self, hit: Hit, group: str | None = None) -> float:
        """How often this cue was right on examples of other groups, drawn towards what is expected of its strength."""
        prior = 0.8 if self._is_strong(hit) else 0.3
        seen, right = self._cue_counts(hit.cue, group)
        return (right + prior * PRIOR_HITS) / (seen + PRIOR_HITS)

    def _cue_counts(self, cue: int, group: str | None) -> tuple[int, int]:
        """In how many examples the cue stands, and in how many rightly; a pool leaves out those of ``group``."""
        return self._cue_totals[cue]

    def _nearness(self, vectors: Vectors, kernel: Array, barred: NDArray[np.bool_] | None = None) -> Array:
        """Near features of texts, shape (n_texts, n_themes, n_near). ``barred`` (n_texts, n_examples): what not to look at.

        One product of matrix and vector a text: a product of two matrices is rounded otherwise in another company.
        """
        similar = np.array([self._vectors @ vector for vector in vectors], dtype=np.float32).reshape(len(vectors), -1)
        if barred is not None:
            similar[barred] = -1.0
        best, three = self._closest(similar)
        definition = np.array([self._definitions @ vector for vector in vectors], dtype=np.float32).reshape(best.shape)
        near = (best, three, _z(best), definition, _z(definition), _rank(best), self._neighbours(similar, barred), kernel)
        return np.stack([*near, _z(kernel), _rank(kernel)], axis=-1)

    def _closest(self, similar: Array) -> tuple[Array, Array]:
        """By text and theme: how near the nearest example that carries the theme is, and the nearest three on average."""
        best, three = (np.empty((len(similar), len(self._ids)), dtype=similar.dtype) for _ in range(2))
        nobody = np.full((len(similar), 3), -1.0, dtype=similar.dtype)
        for column, carried in enumerate(self.carried.T):
            of_theme = np.hstack([similar[:, carried], nobody])
            nearest = -np.partition(-of_theme, 2, axis=1)[:, :3]
            best[:, column], three[:, column] = nearest.max(axis=1), nearest.mean(axis=1)
        return best, three

    def _neighbours(self, similar: Array, barred: NDArray[np.bool_] | None) -> Array:
        """By text and theme: the share of the nearest examples that carry it, of those for which that is known."""
        ranked = similar if barred is None else np.where(barred, -np.inf, similar)
        nearest = np.argsort(-ranked, axis=1, kind="stable")[:, :NEIGHBOURS]
        weight = np.maximum(np.take_along_axis(similar, nearest, axis=1), 1e-6)[..., None] ** 2
        carried, known = (weight * marks[nearest] for marks in (self.carried, self.known))
        shares: Array = carried.sum(axis=1) / np.maximum(known.sum(axis=1), 1e-6)
        return shares


def blocks(count: int) -> list[slice]:
    """Rows to work on at once, so that memory doesn't grow with their number."""
    return [slice(start, start + BLOCK) for start in range(0, max(count, 1), BLOCK)]


def parts_of(text: str) -> list[Span]:
    """Sentences and clauses of four words or more, without the whole text itself; at most ``MAX_PARTS``."""
    found: list[Span] = []
    for sentence in sentences(text):
        found += [sentence, *clauses(text, sentence)]
        if len(found) > 4 * MAX_PARTS:
            break
    long_enough = [s for s in dict.fromkeys(found) if len(text[slice(*s)].split()) >= 4 and s[1] - s[0] < len(text.strip())]
    return long_enough[:MAX_PARTS]


def _rank(values: Array) -> Array:
    """In each row 1 for the theme with the highest value, 1/2 for the next, and so on; ties in the codebook's order."""
    order: Array = 1.0 / (1 + np.argsort(np.argsort(-values, axis=1, kind="stable"), axis=1, kind="stable"))
    return order


def _z(values: Array) -> Array:
    """Each row with mean 0 and spread 1; zeros where all its values are the same."""
    spread = values.std(axis=1, keepdims=True)
    standardised: Array = np.where(spread > 1e-9, (values - values.mean(axis=1, keepdims=True)) / np.maximum(spread, 1e-9), 0.0)
    return standardised


def _distinct(hits: Sequence[Hit]) -> int:
    """How many stretches of text the hits make up, overlapping ones counted once."""
    count, end = 0, -1
    for hit in sorted(hits, key=lambda h: h.start):
        count += hit.start >= end
        end = max(end, hit.end)
    return count


def _covered(hits: Sequence[Hit]) -> int:
    covered, end = 0, 0
    for hit in sorted(hits, key=lambda h: h.start):
        covered += max(0, hit.end - max(hit.start, end))
        end = max(end, hit.end)
    return covered


def _longest(text: str, hits: Sequence[Hit]) -> float:
    return max((min(len(text[hit.start : hit.end].split()), 5) / 5 for hit in hits), default=0.0)
