"""Teaches the taught model to read two statements together: ``python data/make_cross_encoder.py``, after ``make_adapter.py``.

Some 75 minutes on two cores; the dashboard never does it. Writes ``data/cross_encoder.npz``; then run ``make_vectors.py``.

Learnt from judged pairs alone: those that a search brought up (``taught_pairs.jsonl``, ``read_pairs.jsonl``), then those that
readers chose (``chosen_pairs.jsonl``; ``--last``: these alone, on top of what is kept). It begins as the cosine of the taught
model's vectors, with the attention between the two statements nearly shut; what helps to tell *same* from *related* from
*unrelated* opens it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits, dropout

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

from make_adapter import Plan, linear_layers, rounds  # noqa: E402  # after the path is set

from analytics.settings import Settings  # noqa: E402
from analytics.themes.adapter import Change  # noqa: E402
from analytics.themes.cross_encoder import FILE, log_odds, pieces, states, take_up, write_cross_encoder  # noqa: E402
from analytics.themes.encoder import load_encoder  # noqa: E402
from analytics.themes.labelled_pairs import CHOSEN_FILE, ORDER, READ_FILE, TAUGHT_FILE, load_taught_pairs  # noqa: E402

PLAN = Plan(rounds=3, rate=7e-5, head_rate=1e-3, rising=0.06)
LAST = Plan(rounds=2, rate=3e-5, head_rate=3e-4, rising=0.06)
"""Then the pairs that readers chose: a search brings up few that say the same in other words."""
BESIDE = 1.5
"""So many times as many of the first are taught with them, so as not to be forgotten."""
KEPT = 128
"""Rank to which the change of each layer is brought when it is kept: what is lost by it moves no figure by 0.01."""
BATCH, NEAR = 32, 16
"""Pairs in a step, and steps whose pairs are sorted by length together, so that less of a step is padding."""
HIDDEN, FORGOTTEN = 64, 0.1
SHUT = -2.0
"""What is added at first to the attention between the two statements: a seventh of its weight is left."""
SURE = 0.98
"""How sure the model should be of a reader's judgement: readers differ on one in twenty."""

Judged = tuple[str, str, int]


class Learner(nn.Module):
    """The taught model, whose linear layers change, and the head."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model
        transformer = model[0].auto_model
        transformer.requires_grad_(False)
        self.layers = dict(linear_layers(transformer))
        self.began = {name: layer.weight.detach().clone() for name, layer in self.layers.items()}
        for layer in self.layers.values():
            layer.weight.requires_grad_(True)
        width, heads = transformer.config.hidden_size, transformer.config.num_attention_heads
        hidden = nn.Linear(2 * width, HIDDEN)
        self.head = nn.ParameterDict({
            "head_cosine": torch.tensor([8.0, 8.0]), "across": torch.full((heads,), SHUT),
            "head_hidden": hidden.weight.detach(), "head_hidden_bias": hidden.bias.detach(),
            "head_out": torch.zeros(2, HIDDEN), "head_out_bias": torch.tensor([-4.0, -2.5]),
        })  # fmt: skip

    def forward(self, pairs: Sequence[Judged]) -> Tensor:
        """Log-odds, shape (n_pairs, 2)."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            first, second = states(self.model, [pieces(self.model, (a, b)) for a, b, _ in pairs], self.head["across"])
        kept = dropout(torch.ones(len(pairs), 2 * first.shape[1]), FORGOTTEN, self.training)
        made: Tensor = log_odds(first, second, self.head, kept)
        return made

    def go_on(self, file: Path, encoder_hash: str) -> None:
        """Begin with what is kept, not with the taught model alone."""
        for name, array in take_up(self.model, file, encoder_hash).items():
            self.head[name].data.copy_(torch.from_numpy(array))

    def learnt(self) -> dict[str, Change]:
        """The nearest change of rank ``KEPT`` to that of each layer (Eckart & Young, 1936)."""
        return {name: nearest(layer.weight.detach() - self.began[name]) for name, layer in self.layers.items()}


def nearest(change: Tensor) -> Change:
    """Two factors of rank ``KEPT`` whose product is nearest to the change of a layer's weights."""
    outer, weights, inner = torch.linalg.svd(change, full_matrices=False)
    halves = weights[:KEPT].sqrt()
    return (halves[:, None] * inner[:KEPT]).numpy(), (outer[:, :KEPT] * halves).numpy()


def taken(pairs: Sequence[Judged], random: np.random.Generator) -> Iterator[list[Judged]]:
    """Once through all pairs, in another order each time."""
    order = [pairs[row] for row in random.permutation(len(pairs))]
    for start in range(0, len(order), BATCH * NEAR):
        near = sorted(order[start : start + BATCH * NEAR], key=lambda pair: len(pair[0]) + len(pair[1]))
        steps = [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
        yield from (steps[row] for row in random.permutation(len(steps)))


def loss(learner: Learner, pairs: Sequence[Judged]) -> Tensor:
    """How far off the two probabilities are."""
    relation = torch.tensor([relation for _, _, relation in pairs])
    truth = torch.stack([relation == 2, relation >= 1], 1).float()
    return binary_cross_entropy_with_logits(learner(pairs), truth * (2 * SURE - 1) + 1 - SURE)


def judged(folder: Path, *names: str) -> list[Judged]:
    """The pairs of files, as two texts and a place in ``ORDER``."""
    return [(p.pair.a_text, p.pair.b_text, ORDER.index(p.relation)) for p in load_taught_pairs(folder, *names)]


def teach(learner: Learner, pairs: Sequence[Judged], plan: Plan, settings: Settings, of: str) -> None:
    """Teach, and write what was learnt so far after each round."""
    weights = [layer.weight for layer in learner.layers.values()]
    taking, off_by = partial(taken, pairs), partial(loss, learner)
    for number, off in enumerate(rounds(weights, learner.head.parameters(), plan, taking, off_by), start=1):
        sys.stderr.write(f"{number} of {plan.rounds}: loss {off:.3f}\n")
        head = {name: value.detach().numpy() for name, value in learner.head.items()}
        write_cross_encoder(settings.data / FILE, of, head, learner.learnt())


def main() -> None:
    """First all that a search brought up, then what readers chose; with ``--last`` the latter alone, on top of what is kept."""
    torch.manual_seed(0)
    settings = Settings()
    encoder = load_encoder(settings)
    learner = Learner(encoder.fresh())
    learner.train()
    searched = judged(settings.data / "evaluation", TAUGHT_FILE, READ_FILE)
    if "--last" in sys.argv:
        learner.go_on(settings.data / FILE, encoder.hash)
    else:
        teach(learner, searched, PLAN, settings, encoder.hash)
    chosen = judged(settings.data / "evaluation", CHOSEN_FILE)
    some = np.random.default_rng(0).permutation(len(searched))[: int(BESIDE * len(chosen))]
    teach(learner, [*chosen, *(searched[row] for row in some)], LAST, settings, encoder.hash)


if __name__ == "__main__":
    main()
