"""How good coding is on reviews it hasn't seen: leave one review out, learn from the rest, code it, compare with the labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.codebook import Codebook
from analytics.themes.coding import THRESHOLD, StatementInput, cross_fitted, fit_coder
from analytics.themes.cues import Lexicon
from analytics.themes.encoder import Encoder
from analytics.themes.features import Array, read
from analytics.themes.metrics import Flags, brier_score, macro_f1, per_theme, precision_recall_f1, reliability_curve
from analytics.themes.training import Decided, LabelledStatement, TrainingRow

Progress = Callable[[int, int], None]
SMALLEST_FOLD = 8
DECISIONS, ORDERS = 50, 2
"""How many decisions are tried, and how often."""
MOST_FOLDS = 40
"""A fit for each review would take an hour where there are hundreds; so folds are no smaller than this many allow."""


def coding_quality(
    codebook: Codebook,
    encoder: Encoder,
    labelled: Sequence[LabelledStatement],
    examples: Sequence[TrainingRow] = (),
    progress: Progress | None = None,
    others: Sequence[LabelledStatement] = (),
    elsewhere: Sequence[LabelledStatement] = (),
    held_back: Sequence[LabelledStatement] = (),
    denials: Sequence[LabelledStatement] = (),
) -> dict[str, Any]:
    """Figures of coding on statements of reviews left out, and of two simple methods for comparison. Can be written as JSON.

    Cue list and exemplars were written with the labelled statements in view, so these figures flatter: what coding reaches
    on statements of other areas is lower. See ``notebooks/coding_quality.ipynb``.

    Parameters
    ----------
    labelled : sequence of LabelledStatement
        Of published reviews.
    others : sequence of LabelledStatement
        Invented by another hand; learnt from and judged with the rest, and reported apart.
    elsewhere : sequence of LabelledStatement
        By further hands: what reviews of other areas say. Likewise.
    held_back : sequence of LabelledStatement
        Never learnt from: coded by what all others teach.
    denials : sequence of LabelledStatement
        Likewise, of statements in which something is denied.

    Returns
    -------
    dict
        Of ``labelled``: ``micro`` and per review the precision, recall and F1; ``macro_f1``; ``per_theme``, each with its ``n``;
        ``brier``; ``reliability``; ``baselines``; ``statements``, ``reviews`` and ``threshold``. ``others``, ``elsewhere``,
        ``held_back``, ``denials``: the same figures of those, without ``baselines`` and ``per_review``.
        ``pooled_per_theme``: all that are learnt from together.
    """
    everything = [*labelled, *others, *elsewhere]
    apart = {name: kept for name, kept in (("held_back", held_back), ("denials", denials)) if kept}
    carried, known = label_arrays(codebook, everything)
    probability = leave_one_review_out(codebook, encoder, everything, examples, progress)
    first = slice(0, len(labelled))
    rest = {"others": slice(len(labelled), len(labelled) + len(others)), "elsewhere": slice(len(labelled) + len(others), None)}
    figures = {
        "method": "leave one review out", **_figures(codebook, labelled, probability[first], carried[first], known[first]),
        "per_review": _per_review(probability[first] >= THRESHOLD, carried[first], known[first], labelled),
        "baselines": baselines(codebook, encoder, labelled),
        "pooled_per_theme": per_theme(probability >= THRESHOLD, carried, known, codebook.ids),
    }  # fmt: skip
    for name, rows in rest.items():
        if everything[rows]:
            figures[name] = _figures(codebook, everything[rows], probability[rows], carried[rows], known[rows])
    if apart:
        coder = fit_coder(codebook, encoder, everything, examples=examples)
    for name, kept in apart.items():
        coded = coder.probabilities([as_input(statement) for statement in kept])
        figures[name] = _figures(codebook, kept, coded, *label_arrays(codebook, kept))
    return figures


def learning_quality(
    codebook: Codebook, encoder: Encoder, labelled: Sequence[LabelledStatement], examples: Sequence[TrainingRow],
    held_back: Sequence[LabelledStatement],
) -> dict[str, Any]:  # fmt: skip
    """What ``DECISIONS`` decisions on suggestions for statements held back change on the others of them.

    Decisions are taken as people take them in the queue: statement by statement, in an order drawn at random, each suggestion
    accepted or rejected as the label says, and each theme that was missed added.

    Returns
    -------
    dict
        ``decisions``, and mean ``f1_before``, ``f1_after``, ``brier_before`` and ``brier_after`` over as many ``orders``.
    """
    carried, known = label_arrays(codebook, held_back)
    coder = fit_coder(codebook, encoder, labelled, examples=examples)
    before = coder.probabilities([as_input(statement) for statement in held_back])
    found = []
    for seed in range(ORDERS):
        decided, rest = _decisions(codebook, held_back, before >= THRESHOLD, np.random.default_rng(seed))
        after = fit_coder(codebook, encoder, labelled, decided, examples).probabilities(
            [as_input(held_back[row]) for row in rest]
        )
        figures: dict[str, float | None] = {}
        for when, side in (("before", before[rest]), ("after", after)):
            figures[f"f1_{when}"] = precision_recall_f1(side >= THRESHOLD, carried[rest], known[rest])["f1"] or 0.0
            figures[f"brier_{when}"] = brier_score(side, carried[rest], known[rest])
        found.append(figures)
    means = {name: round(float(np.mean([one[name] for one in found])), 4) for name in found[0]}
    return {"decisions": DECISIONS, "orders": ORDERS, **means}


def _decisions(
    codebook: Codebook, statements: Sequence[LabelledStatement], suggested: Flags, random: np.random.Generator
) -> tuple[list[Decided], list[int]]:
    """The first ``DECISIONS`` decisions in a random order of the statements, and the rows of statements not come to."""
    decided: list[Decided] = []
    order = [int(row) for row in random.permutation(len(statements))]
    for place, row in enumerate(order):
        if len(decided) >= DECISIONS:
            return decided[:DECISIONS], order[place:]
        s = statements[row]
        decided += [
            Decided(s.text, theme, theme in s.themes, s.agency, s.kind)
            for theme, said in zip(codebook.ids, suggested[row], strict=True)
            if (said or theme in s.themes) and theme not in s.disputed
        ]
    return decided[:DECISIONS], []


def _figures(
    codebook: Codebook, statements: Sequence[LabelledStatement], probability: Array, carried: Flags, known: Flags
) -> dict[str, Any]:
    suggested = probability >= THRESHOLD
    themes = per_theme(suggested, carried, known, codebook.ids)
    return {
        "statements": len(statements), "reviews": len({s.review for s in statements}), "threshold": THRESHOLD,
        "micro": precision_recall_f1(suggested, carried, known), "macro_f1": macro_f1(themes), "per_theme": themes,
        "brier": brier_score(probability, carried, known), "reliability": reliability_curve(probability, carried, known),
    }  # fmt: skip


def leave_one_review_out(
    codebook: Codebook,
    encoder: Encoder,
    labelled: Sequence[LabelledStatement],
    examples: Sequence[TrainingRow] = (),
    progress: Progress | None = None,
) -> Array:
    """Probability of each theme for each statement by a coder that hasn't learnt from its review: (n_statements, n_themes).

    Reviews of a few statements are left out several at a time; see ``review_folds``.
    """
    folds = review_folds(labelled)
    probability = np.zeros((len(labelled), len(codebook.ids)))
    total = len(set(folds))
    for number, (rows, scores) in enumerate(cross_fitted(codebook, encoder, labelled, examples, folds), start=1):
        probability[rows] = scores
        if progress:
            progress(number, total)
    return probability


def review_folds(labelled: Sequence[LabelledStatement]) -> list[int]:
    """The fold of each statement: reviews in order of their names, joined until a fold is large enough.

    That is ``SMALLEST_FOLD`` statements, and as many more as ``MOST_FOLDS`` ask for.
    """
    counts, fold_of, fold, held = Counter(statement.review for statement in labelled), {}, 0, 0
    smallest = max(SMALLEST_FOLD, len(labelled) / MOST_FOLDS)
    for review in sorted(counts):
        fold_of[review] = fold
        held += counts[review]
        if held >= smallest:
            fold, held = fold + 1, 0
    return [fold_of[statement.review] for statement in labelled]


def as_input(statement: LabelledStatement) -> StatementInput:
    """What the coder is given of a labelled statement."""
    return StatementInput(statement.text, statement.agency, statement.kind)


def label_arrays(codebook: Codebook, labelled: Sequence[LabelledStatement]) -> tuple[Flags, Flags]:
    """Which themes each statement carries, and for which that is undisputed: two arrays of shape (n_statements, n_themes)."""
    shape = (len(labelled), len(codebook.ids))
    carried = np.array([[theme in s.themes for theme in codebook.ids] for s in labelled], dtype=bool).reshape(shape)
    known = np.array([[theme not in s.disputed for theme in codebook.ids] for s in labelled], dtype=bool).reshape(shape)
    return carried, known


def baselines(codebook: Codebook, encoder: Encoder, labelled: Sequence[LabelledStatement]) -> dict[str, dict[str, float | None]]:
    """Micro figures of a plain cue list, and of similarity to the definitions at the cut that suits these labels best."""
    carried, known = label_arrays(codebook, labelled)
    lexicon = Lexicon(codebook)
    cues = np.array([[theme in read(s.text, lexicon).strong for theme in codebook.ids] for s in labelled], dtype=bool)
    definitions = encoder.encode([f"{theme.name}. {theme.definition}" for theme in codebook.themes])
    similar = encoder.encode([s.text for s in labelled]) @ definitions.T
    return {
        "cue_list": precision_recall_f1(cues.reshape(carried.shape), carried, known),
        "definition_similarity": _at_best_cut(similar, carried, known),
    }


def _at_best_cut(similar: NDArray[np.float32], carried: Flags, known: Flags) -> dict[str, float | None]:
    cuts = np.arange(0.1, 0.8, 0.02)
    return max((precision_recall_f1(similar >= cut, carried, known) for cut in cuts), key=lambda figures: figures["f1"] or 0.0)


def _per_review(
    suggested: Flags, carried: Flags, known: Flags, labelled: Sequence[LabelledStatement]
) -> dict[str, dict[str, float | int | None]]:
    figures: dict[str, dict[str, float | int | None]] = {}
    for review in sorted({statement.review for statement in labelled}):
        rows = [row for row, statement in enumerate(labelled) if statement.review == review]
        figures[review] = {"n": len(rows), **precision_recall_f1(suggested[rows], carried[rows], known[rows])}
    return figures
