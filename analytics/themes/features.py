"""What a statement offers for each theme, as numbers that mean the same for every theme, so that few labels can weigh them.

A row of features describes a pair of statement and theme: the cues found, how near the statement lies to examples that are known
to carry the theme, and what speaks for the other themes. Nothing in it names the theme, so a theme with three labelled statements
profits from what was learnt on all the others.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.codebook import Codebook
from analytics.themes.cues import Hit, Lexicon, is_denied
from analytics.themes.encoder import Encoder
from analytics.themes.kernel import ThemeKernel
from analytics.themes.sentences import Span, clauses, sentences

Array = NDArray[np.floating[Any]]

CUE_FEATURES: tuple[str, ...] = (
    "strong", "any_strong", "any_weak", "against", "denied", "coverage", "longest", "earliness", "trust", "agency",
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
    """The cue hits of one text by theme: strong and weak ones; themes spoken against; themes whose mention was a denial."""

    words: int
    strong: dict[str, list[Hit]]
    weak: dict[str, list[Hit]]
    against: frozenset[str]
    denied: frozenset[str]


def read(text: str, lexicon: Lexicon) -> Read:
    """Find the cues of ``text``; words inside a phrase that speaks against a theme don't count for it."""
    hits = lexicon.hits(text)
    barred: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        if lexicon.cues[hit.cue].strength == "against":
            barred[lexicon.cues[hit.cue].theme].append(hit)
    found: dict[str, dict[str, list[Hit]]] = {"strong": defaultdict(list), "weak": defaultdict(list)}
    denied = set()
    for hit in hits:
        cue = lexicon.cues[hit.cue]
        if cue.strength == "against" or any(b.start <= hit.start and hit.end <= b.end for b in barred[cue.theme]):
            continue
        if is_denied(text, hit):
            denied.add(cue.theme)
        else:
            found[cue.strength][cue.theme].append(hit)
    against = frozenset(theme for theme, by in barred.items() if by)
    return Read(len(text.split()), dict(found["strong"]), dict(found["weak"]), against, frozenset(denied))


class FeatureMaker:
    """Features of statements against a pool of examples.

    Parameters
    ----------
    codebook, lexicon, encoder
        What to look for, compiled, and what turns texts into vectors.
    pool : sequence of Example
        Texts whose themes are known: exemplars, labelled statements, statements decided by people.
    """

    def __init__(self, codebook: Codebook, lexicon: Lexicon, encoder: Encoder, pool: Sequence[Example]) -> None:
        self.codebook, self.lexicon, self.encoder, self.pool = codebook, lexicon, encoder, tuple(pool)
        self._ids = codebook.ids
        self._remedy = np.array([theme.axis == "remedy" for theme in codebook.themes], dtype=float)
        self._definitions = encoder.encode([f"{theme.name}. {theme.definition}" for theme in codebook.themes])
        self._vectors = encoder.encode([example.text for example in pool])
        self.carried = np.array([[t in e.themes for t in self._ids] for e in pool], dtype=bool)
        self.known = ~np.array([[t in e.unknown for t in self._ids] for e in pool], dtype=bool)
        self._groups = np.array([example.group for example in pool], dtype=object)
        self._kernel = ThemeKernel([e.text for e in pool], self._vectors, self._filled(), self._groups)
        self._reads = [read(example.text, lexicon) for example in pool]
        self._cue_counts = self._count_cues()

    def of_pool(self, forgotten: float = 0.0) -> Array:
        """Features of the examples, shape (n_examples, n_themes, n_features), each made without the examples of its own group.

        ``forgotten`` is the share of cues to overlook, as a text in wordings that no cue list has would make us.
        """
        rows = []
        for row, example in enumerate(self.pool):
            found = self._without(self._reads[row], example.text, forgotten) if forgotten else self._reads[row]
            cues = self._cue_features(example.text, found, example.agency, example.group)
            rows.append(self._joined(cues, self._near_pool[row], example.kind))
        return np.array(rows)

    def of(self, texts: Sequence[str], agencies: Sequence[str | None], kinds: Sequence[str | None]) -> tuple[Array, list[Read]]:
        """Features of new statements, shape (n_texts, n_themes, n_features), and what was read in each."""
        reads = [read(text, self.lexicon) for text in texts]
        vectors = self.encoder.encode(list(texts))
        scores = self._kernel.score(list(texts), vectors)
        made = np.zeros((len(texts), len(self._ids), len(FEATURES)))
        for row, found in enumerate(reads):
            cues = self._cue_features(texts[row], found, agencies[row], None)
            made[row] = self._joined(cues, self._nearness(vectors[row], scores[row]), kinds[row])
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

    @cached_property
    def _near_pool(self) -> list[Array]:
        rows = enumerate(zip(self.pool, self._kernel.held_out, strict=True))
        return [self._nearness(self._vectors[row], score, self._groups != example.group) for row, (example, score) in rows]

    def _without(self, found: Read, text: str, forgotten: float) -> Read:
        """The same with a share of the hits left out: by a hash of text and cue, so that the choice is the same in every run."""

        def kept(hits: dict[str, list[Hit]]) -> dict[str, list[Hit]]:
            left = {
                theme: [hit for hit in of_theme if _share(text, self.lexicon.cues[hit.cue].source) >= forgotten]
                for theme, of_theme in hits.items()
            }
            return {theme: of_theme for theme, of_theme in left.items() if of_theme}

        return replace(found, strong=kept(found.strong), weak=kept(found.weak))

    def _filled(self) -> Array:
        """1 and 0 for what is known, and a theme's mean among known examples for what isn't."""
        mean = (self.carried & self.known).sum(axis=0) / np.maximum(self.known.sum(axis=0), 1)
        return np.where(self.known, self.carried.astype(float), mean)

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
                    float(theme in found.denied), _covered(strong) / max(len(text), 1), _longest(text, strong),
                    1 - min((h.start for h in strong), default=len(text)) / max(len(text), 1),
                    max((self.trust(h, group) for h in strong + weak), default=0.0), float(theme in named),
                    min(others, 6) / 6, float(bool(strong) and not others), np.log1p(found.words) / 5,
                ]
            )  # fmt: skip
        return np.array(rows)

    def _is_strong(self, hit: Hit) -> bool:
        return self.lexicon.cues[hit.cue].strength == "strong"

    def _count_cues(self) -> dict[int, dict[str, tuple[int, int]]]:
        """For each cue and group of the pool: how often the cue stands in a text of known theme, and how often rightly."""
        counts: dict[int, dict[str, tuple[int, int]]] = defaultdict(lambda: defaultdict(lambda: (0, 0)))
        for example, found in zip(self.pool, self._reads, strict=True):
            for hits in (found.strong, found.weak):
                for theme, in_theme in hits.items():
                    if theme not in example.unknown:
                        for cue in {hit.cue for hit in in_theme}:
                            seen, right = counts[cue][example.group]
                            counts[cue][example.group] = (seen + 1, right + (theme in example.themes))
        totals = {cue: tuple(map(sum, zip(*by_group.values(), strict=True))) for cue, by_group in counts.items()}
        return {cue: {**by_group, "": totals[cue]} for cue, by_group in counts.items()}  # type: ignore[dict-item]

    def trust(self, hit: Hit, group: str | None = None) -> float:
        """How often this cue was right on examples of other groups, drawn towards what is expected of its strength."""
        prior = 0.8 if self._is_strong(hit) else 0.3
        by_group = self._cue_counts.get(hit.cue, {})
        seen, right = by_group.get("", (0, 0))
        own_seen, own_right = by_group.get(group, (0, 0)) if group else (0, 0)
        return (right - own_right + prior * PRIOR_HITS) / (seen - own_seen + PRIOR_HITS)

    def _nearness(self, vector: NDArray[np.float32], kernel: Array, usable: NDArray[np.bool_] | slice = slice(None)) -> Array:
        carried, known = self.carried[usable], self.known[usable]
        similar = self._vectors[usable] @ vector
        by_theme = np.where(carried.T, similar, -1.0)
        best = by_theme.max(axis=1)
        three = -np.partition(-by_theme, min(2, by_theme.shape[1] - 1), axis=1)[:, :3].mean(axis=1)
        definition = self._definitions @ vector
        nearest = np.argsort(-similar, kind="stable")[:NEIGHBOURS]
        weight = (np.maximum(similar[nearest], 1e-6) ** 2)[:, None]
        neighbours = (weight * carried[nearest]).sum(axis=0) / np.maximum((weight * known[nearest]).sum(axis=0), 1e-6)
        return np.column_stack(
            [best, three, _z(best), definition, _z(definition), _rank(best), neighbours, kernel, _z(kernel), _rank(kernel)]
        )


def parts_of(text: str) -> list[Span]:
    """Sentences and clauses of four words or more, without the whole text itself; at most ``MAX_PARTS``."""
    found: list[Span] = []
    for sentence in sentences(text):
        found += [sentence, *clauses(text, sentence)]
        if len(found) > 4 * MAX_PARTS:
            break
    long_enough = [s for s in dict.fromkeys(found) if len(text[slice(*s)].split()) >= 4 and s[1] - s[0] < len(text.strip())]
    return long_enough[:MAX_PARTS]


def _share(text: str, source: str) -> float:
    """A number in [0, 1) that depends on text and cue only."""
    digest = hashlib.blake2b(f"{source}\0{text}".encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 2**32


def _rank(values: NDArray[np.floating[Any]]) -> Array:
    """1 for the theme with the highest value, 1/2 for the next, and so on; ties in the codebook's order."""
    order: Array = 1.0 / (1 + np.argsort(np.argsort(-values, kind="stable"), kind="stable"))
    return order


def _z(values: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    spread = values.std()
    return (values - values.mean()) / spread if spread > 1e-9 else np.zeros_like(values)


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
