"""Teaches the packaged model this field anew: ``python data/make_adapter.py``, after a great change to what it is taught from.

Some 45 minutes and 14 GB on two cores; the dashboard never does it. Writes ``data/adapter.npz``; then run
``make_cross_encoder.py`` and ``make_vectors.py``.

Taught from three things together: invented wordings with their themes (each theme's own direction), invented wordings of the same
learning point (together, and away from all others), and judged pairs (same above related above unrelated). No pair that the
figures of ``evaluate`` are measured on is among them, nor any statement of one; no theme of a labelled statement either, though
745 of those of other areas stand in ``taught_pairs.jsonl``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, normalize

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from analytics.codebook import load_codebook  # noqa: E402  # after the path is set
from analytics.settings import Settings  # noqa: E402
from analytics.themes import adapter  # noqa: E402
from analytics.themes.encoder import PACKAGED_NAME, PACKAGED_SHA256, SentenceEncoder, load_encoder  # noqa: E402
from analytics.themes.labelled_pairs import ORDER, TAUGHT_FILE, load_taught_pairs  # noqa: E402
from analytics.themes.points import load_points  # noqa: E402
from analytics.themes.training import exemplars, load_examples  # noqa: E402

RANK, SCALE = 16, 2.0
POINTS_A_STEP, OF_A_POINT = 8, 3
"""Learning points in a step, and wordings of each."""
LONGEST = 96
"""Word pieces of a text that are read; few wordings are longer."""
THEME_SCALE, POINT_SCALE, PAIR_SCALE, PAIR_WEIGHT = 8.0, 15.0, 20.0, 0.5

S = TypeVar("S")


@dataclass(frozen=True)
class Material:
    """What is taught. Rows are places in ``texts``.

    ``themes`` (n_texts, n_themes) 0 or 1, said only of texts that are ``coded`` (n_texts,); ``points`` the rows of each learning
    point; ``bystanders`` rows of coded texts of no point; ``pairs`` two rows and a place in ``ORDER``.
    """

    texts: list[str]
    themes: Tensor
    coded: Tensor
    points: dict[str, list[int]]
    bystanders: list[int]
    pairs: list[tuple[int, int, int]]


class LowRank(nn.Module):
    """A linear layer that stays as it is, and a change of low rank that is learnt."""

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        self.layer = layer
        self.inner = nn.Parameter(torch.randn(RANK, layer.in_features) * 0.02)
        self.outer = nn.Parameter(torch.zeros(layer.out_features, RANK))

    def forward(self, given: Tensor) -> Tensor:
        """The layer's answer with its change."""
        changed: Tensor = self.layer(given) + (given @ self.inner.T) @ self.outer.T * SCALE
        return changed

    def learnt(self) -> adapter.Change:
        """The change as it is kept."""
        return self.inner.detach().numpy(), self.outer.detach().numpy() * SCALE


class Learner:
    """The packaged model while it learns: its tokeniser, its transformer with a change to each layer, and what changes."""

    def __init__(self, folder: Path, themes: int) -> None:
        model = SentenceEncoder(folder, PACKAGED_NAME, PACKAGED_SHA256).fresh()  # as it comes: nothing taught yet
        self.tokenizer: Any = model.tokenizer
        self.transformer: Any = model[0].auto_model
        self.transformer.requires_grad_(False)
        self.changes = dict(installed(self.transformer))
        self.head = nn.Linear(self.transformer.config.hidden_size, themes)

    def vectors(self, texts: Sequence[str]) -> Tensor:
        """Vectors of unit length, shape (n_texts, dimension); the longer half apart, so that less of a batch is padding."""
        order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        halves = [part for part in (order[: len(order) // 2], order[len(order) // 2 :]) if part]
        made = torch.cat([self._encoded([texts[row] for row in part]) for part in halves])
        return normalize(made[torch.tensor(np.argsort([row for part in halves for row in part]))], dim=1)

    def _encoded(self, texts: list[str]) -> Tensor:
        given = self.tokenizer(texts, truncation=True, max_length=LONGEST, padding=True, return_tensors="pt")
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.transformer(**given).last_hidden_state
        read = given["attention_mask"][..., None]
        mean: Tensor = (states.float() * read).sum(1) / read.sum(1)
        return mean


def linear_layers(transformer: nn.Module) -> Iterator[tuple[str, nn.Linear]]:
    """Name and module of each linear layer of the transformer's blocks."""
    for name, module in transformer.named_modules():
        if "encoder.layer" in name and isinstance(module, nn.Linear):
            yield name, module


def installed(transformer: nn.Module) -> Iterator[tuple[str, LowRank]]:
    """Put a ``LowRank`` in the place of each linear layer of the transformer's blocks: its name and what was put there."""
    for name, layer in list(linear_layers(transformer)):
        within, _, part = name.rpartition(".")
        changed = LowRank(layer)
        setattr(transformer.get_submodule(within), part, changed)
        yield name, changed


def material(settings: Settings) -> Material:
    """Exemplars and examples with their themes, exemplars of the learning points, and the pairs to teach from."""
    book = load_codebook(settings.data / "codebook.yaml")
    carried: dict[str, set[str]] = {}
    for example in [*exemplars(book), *(row.example for row in load_examples(settings.data / "examples.jsonl"))]:
        carried.setdefault(example.text, set()).update(example.themes)
    points = {point.id: point.exemplars for point in load_points(settings.data / "points.yaml").points}
    pairs = load_taught_pairs(settings.data / "evaluation", TAUGHT_FILE)
    said = {text for exemplars in points.values() for text in exemplars}
    texts = sorted({*carried, *said, *(text for p in pairs for text in (p.pair.a_text, p.pair.b_text))})
    row_of = {text: row for row, text in enumerate(texts)}
    return Material(
        texts,
        torch.tensor([[float(theme in carried.get(text, ())) for theme in book.ids] for text in texts]),
        torch.tensor([text in carried for text in texts]),
        {point: [row_of[text] for text in exemplars] for point, exemplars in points.items()},
        [row_of[text] for text in sorted(carried) if text not in said],
        [(row_of[p.pair.a_text], row_of[p.pair.b_text], ORDER.index(p.relation)) for p in pairs],
    )


@dataclass(frozen=True)
class Step:
    """Rows to encode, the learning point of each (or a name of its own), and pairs to rank."""

    rows: list[int]
    points: list[str]
    pairs: list[tuple[int, int, int]]


def steps(taught: Material, random: np.random.Generator) -> Iterator[Step]:
    """Once through nearly everything, in another order each time: a wording left over by itself waits for another round."""
    groups = [
        (rows[start : start + OF_A_POINT], point)
        for point, exemplars in taught.points.items()
        for rows in [[int(row) for row in random.permutation(exemplars)]]
        for start in range(0, len(rows) - 1, OF_A_POINT)
    ]
    number = -(-len(groups) // POINTS_A_STEP)
    order, others, pairs = (random.permutation(n) for n in (len(groups), len(taught.bystanders), len(taught.pairs)))
    for step in range(number):
        mine = [groups[place] for place in order[step::number]]
        beside = [taught.bystanders[place] for place in others[step::number]]
        yield Step(
            [row for rows, _ in mine for row in rows] + beside,
            [point for rows, point in mine for _ in rows] + [f"row {row}" for row in beside],
            [taught.pairs[place] for place in pairs[step::number]],
        )


def loss(learner: Learner, taught: Material, step: Step) -> Tensor:
    """How far off the model is: on themes, on learning points, and on the order of the pairs."""
    rows = [*step.rows, *sorted({row for a, b, _ in step.pairs for row in (a, b)} - set(step.rows))]
    place = {row: number for number, row in enumerate(rows)}
    vectors = learner.vectors([taught.texts[row] for row in rows])
    first = vectors[: len(step.rows)]
    coded = taught.coded[step.rows]
    logits, wanted = learner.head(first[coded]) * THEME_SCALE, taught.themes[step.rows][coded]
    themes = binary_cross_entropy_with_logits(logits, wanted, reduction="none").sum(1).mean()
    pairs = [(place[a], place[b], relation) for a, b, relation in step.pairs]
    return themes + of_points(first, step.points) + PAIR_WEIGHT * of_pairs(vectors, pairs)


def of_points(vectors: Tensor, points: Sequence[str]) -> Tensor:
    """Supervised contrastive loss (Khosla et al., 2020): wordings of one point nearer to each other than to all others."""
    names = np.array(points)
    alike = torch.tensor(names[:, None] == names[None, :]).fill_diagonal_(False)
    shares = (vectors @ vectors.T * POINT_SCALE - torch.eye(len(points)) * 1e4).log_softmax(1)
    some = alike.any(1)
    return -((shares * alike).sum(1)[some] / alike.sum(1)[some]).mean()


def of_pairs(vectors: Tensor, pairs: Sequence[tuple[int, int, int]]) -> Tensor:
    """Ranking loss on cosines (CoSENT): every pair of a closer relation above every pair of a looser one."""
    left, right, relation = (torch.tensor(column) for column in zip(*pairs, strict=True))
    cosine = (vectors[left] * vectors[right]).sum(1) * PAIR_SCALE
    wrong = (cosine[:, None] - cosine[None, :])[relation[:, None] < relation[None, :]]
    return torch.logsumexp(torch.cat([torch.zeros(1), wrong]), 0)


@dataclass(frozen=True)
class Plan:
    """Rounds, rates of the changes and of the head, and the share of all steps over which the rates rise before they fall."""

    rounds: int
    rate: float
    head_rate: float
    rising: float


PLAN = Plan(rounds=5, rate=1e-3, head_rate=3e-3, rising=0.1)


def rounds(
    changing: Iterable[nn.Parameter],
    head: Iterable[nn.Parameter],
    plan: Plan,
    steps: Callable[[np.random.Generator], Iterator[S]],
    loss: Callable[[S], Tensor],
) -> Iterator[float]:
    """Teach for so many rounds; after each its mean loss.

    Parameters
    ----------
    changing : iterable of Parameter
        What changes in the transformer's layers.
    head : iterable of Parameter
        What is learnt beside them.
    plan : Plan
        How often and how fast.
    steps : callable
        Once through everything, in an order of the generator's.
    loss : callable
        How far off the model is on a step.
    """
    layers = list(changing)
    groups = [{"params": layers, "lr": plan.rate}, {"params": list(head), "lr": plan.head_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    total = plan.rounds * sum(1 for _ in steps(np.random.default_rng(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda at: min(1.0, at / (plan.rising * total + 1)) * (1 - at / (total + 1))
    )
    random = np.random.default_rng(0)
    for _ in range(plan.rounds):
        losses = []
        for step in steps(random):
            optimiser.zero_grad()
            off = loss(step)
            off.backward()
            nn.utils.clip_grad_norm_(layers, 1.0)
            optimiser.step()
            schedule.step()
            losses.append(off.item())
        yield float(np.mean(losses))


def main() -> None:
    """Teach, and write what was learnt so far after each round."""
    torch.manual_seed(0)
    settings = Settings()
    taught = material(settings)
    learner = Learner(load_encoder(settings).folder, taught.themes.shape[1])
    learner.transformer.train()
    halves = [half for change in learner.changes.values() for half in (change.inner, change.outer)]
    taking, off_by = partial(steps, taught), partial(loss, learner, taught)
    for number, off in enumerate(rounds(halves, learner.head.parameters(), PLAN, taking, off_by), start=1):
        sys.stderr.write(f"{number} of {PLAN.rounds}: loss {off:.3f}\n")
        learnt = {name: change.learnt() for name, change in learner.changes.items()}
        adapter.write_adapter(settings.data / adapter.FILE, PACKAGED_SHA256, learnt)


if __name__ == "__main__":
    main()
