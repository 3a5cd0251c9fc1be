from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from analytics.codebook import load_codebook
from analytics.errors import DataFileError
from analytics.settings import DATA_FOLDER
from analytics.themes.coding import THRESHOLD, Coder, StatementInput, cross_fitted, fit_coder
from analytics.themes.cues import Lexicon
from analytics.themes.encoder import HashingEncoder
from analytics.themes.features import FEATURES
from analytics.themes.kernel import Wordings, fit_kernel, kernel_matrix
from analytics.themes.metrics import precision_recall_f1
from analytics.themes.pool import FeaturePool
from analytics.themes.quality import SMALLEST_FOLD, as_input, coding_quality, label_arrays, review_folds
from analytics.themes.training import (
    EXEMPLAR_WEIGHT,
    LABELLED_WEIGHT,
    Decided,
    LabelledStatement,
    exemplars,
    load_examples,
    load_labelled,
    training_rows,
)

LABELS = load_labelled(DATA_FOLDER / "evaluation" / "statements.jsonl")
EXAMPLES = load_examples(DATA_FOLDER / "examples.jsonl")
CODEBOOK = load_codebook(DATA_FOLDER / "codebook.yaml")
ENCODER = HashingEncoder(128)
ODD = [
    "",
    "   ",
    "MARAC",
    "word " * 20_000,
    "1234 5678",
    "\x00\x07\x1b",
    "Никто не спросил о насилии дома.",
    "\ud800",
    "💔",
    "a" * 30_000,
]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return fit_coder(CODEBOOK, ENCODER, LABELS, (), EXAMPLES)


def f1(coder: Coder, statements: Sequence[LabelledStatement]) -> float:
    carried, known = label_arrays(coder.codebook, statements)
    return precision_recall_f1(coder.probabilities([as_input(s) for s in statements]) >= THRESHOLD, carried, known)["f1"] or 0.0


def test_the_codebook_is_grown_as_promised() -> None:
    for theme in CODEBOOK.themes:
        assert len(theme.exemplars) >= 10, theme.id
        assert len([cue for cue in theme.cues if cue[0] not in "?!"]) >= 35, theme.id
        assert theme.include, theme.id


def test_nothing_we_learn_from_is_in_the_sets_that_check_us() -> None:
    learnt = {row.example.text for row in training_rows(CODEBOOK, LABELS, (), EXAMPLES)}
    for name in ("own_statements.jsonl", "own_statements_2.jsonl"):
        assert learnt.isdisjoint(s.text for s in load_labelled(DATA_FOLDER / "evaluation" / name))


def test_suggestions_are_ordered_and_point_into_the_text(coder: Coder) -> None:
    text = "Agencies did not share information, and nobody took the case to MARAC.\nHe was drunk at every call."
    (found,) = coder.suggest([StatementInput(text)])
    assert {"information_sharing", "marac_process", "substance_use"} <= {s.theme for s in found}
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
    assert all(s.evidence and s.evidence in text and THRESHOLD <= s.score <= 1 for s in found)
    assert {s.theme: s.evidence for s in found}["marac_process"] == "MARAC"


@pytest.mark.parametrize("text", ODD)
def test_odd_input_gets_an_answer(coder: Coder, text: str) -> None:
    (found,) = coder.suggest([StatementInput(text)])
    assert all(s.evidence in text for s in found)
    if not any(c.isalpha() for c in text):
        assert found == ()


def test_narrative_carries_no_theme(coder: Coder) -> None:
    assert coder.suggest([StatementInput("The couple had met at university and married two years later.")]) == [()]


def test_order_and_batch_make_no_difference(coder: Coder) -> None:
    inputs = [as_input(s) for s in LABELS[:40]]
    together = coder.probabilities(inputs)
    np.testing.assert_allclose(coder.probabilities(inputs[::-1])[::-1], together, atol=1e-6)
    np.testing.assert_allclose(np.vstack([coder.probabilities([i]) for i in inputs[:5]]), together[:5], atol=1e-6)
    again = fit_coder(CODEBOOK, ENCODER, LABELS[::-1], (), EXAMPLES)
    assert again.suggest(inputs) == coder.suggest(inputs)


def test_nothing_in_nothing_out(coder: Coder) -> None:
    assert coder.suggest([]) == []


def test_fifty_decisions_improve_the_rest() -> None:
    """A partnership's own names are known to nobody but its people: they add a theme to 50 statements that use one, in five wordings;
    then the theme is found in statements that use the name in wordings nobody has decided on, and what was known stays known.
    """
    told, asked = (_local(wordings) for wordings in (LOCAL_WORDINGS[:5], LOCAL_WORDINGS[5:]))
    decisions = [Decided(text, "specialist_support", carries=True) for text in told]
    before = fit_coder(CODEBOOK, ENCODER, (), (), EXAMPLES)
    after = fit_coder(CODEBOOK, ENCODER, (), decisions, EXAMPLES)
    assert len(decisions) == 50
    assert _found_in(before, asked) < 0.3
    assert _found_in(after, asked) > 0.8
    assert f1(after, LABELS) > f1(before, LABELS) - 0.01


LOCAL_WORDINGS = (
    "Nobody told {who} about Lantern.", "{who} was not put in touch with Lantern.", "Lantern should be offered to {who}.",
    "{who} had to wait before Lantern could see her.", "The route from the ward to Lantern was not clear to {who}.",
    "{who} had never heard of Lantern.", "Lantern did not hear of {who}.", "{who} would have been helped by Lantern.",
)  # fmt: skip


def _local(wordings: Sequence[str]) -> list[str]:
    names = ("Anna", "Beth", "Cara", "Dora", "Ella", "Faye", "Gina", "Hana", "Iris", "Jess")
    return [wording.format(who=name) for wording in wordings for name in names]


def _found_in(coder: Coder, texts: Sequence[str]) -> float:
    found = coder.suggest([StatementInput(text) for text in texts])
    return float(np.mean(["specialist_support" in {s.theme for s in themes} for themes in found]))


def test_cross_fitted_figures_are_those_of_coders_fitted_without_the_fold() -> None:
    labels = [s for s in LABELS if s.review != "sefton-dhr9"]
    folds = review_folds(labels)
    for rows, scores in islice(cross_fitted(CODEBOOK, ENCODER, labels, EXAMPLES, folds), 2):
        rest = [s for fold, s in zip(folds, labels, strict=True) if fold != folds[rows[0]]]
        exact = fit_coder(CODEBOOK, ENCODER, rest, (), EXAMPLES).probabilities([as_input(labels[row]) for row in rows])
        assert np.abs(exact - scores).mean() < 0.01
        assert ((exact >= THRESHOLD) == (scores >= THRESHOLD)).mean() > 0.97


def test_reviews_lie_in_one_fold_and_no_fold_is_small() -> None:
    folds = review_folds(LABELS)
    of_review = {s.review: {fold for fold, t in zip(folds, LABELS, strict=True) if t.review == s.review} for s in LABELS}
    assert all(len(found) == 1 for found in of_review.values())
    assert all(folds.count(fold) >= SMALLEST_FOLD for fold in set(folds) - {max(folds)})


def test_a_rejected_suggestion_goes_and_an_added_theme_comes(coder: Coder) -> None:
    text = "The ward clerk mislaid the form on which a flag for MARAC should have been set."
    (found,) = coder.suggest([StatementInput(text)])
    assert "marac_process" in {s.theme for s in found}
    k = CODEBOOK.ids.index("marac_process")
    decided = fit_coder(CODEBOOK, ENCODER, LABELS, [Decided(text, "marac_process", False)], EXAMPLES)
    assert decided.probabilities([StatementInput(text)])[0, k] < coder.probabilities([StatementInput(text)])[0, k]
    j = CODEBOOK.ids.index("housing")
    added = fit_coder(CODEBOOK, ENCODER, LABELS, [Decided(text, "housing", True)], EXAMPLES)
    assert added.probabilities([StatementInput(text)])[0, j] > coder.probabilities([StatementInput(text)])[0, j]


def test_only_decided_themes_of_a_decided_statement_are_learnt() -> None:
    rows = training_rows(
        CODEBOOK, (), [Decided("A text.", "housing", True), Decided("A text.", "training", False), Decided("B", "gone", True)]
    )
    (row,) = [row for row in rows if row.example.text == "A text."]
    assert row.example.themes == {"housing"}
    assert row.example.unknown == set(CODEBOOK.ids) - {"housing", "training"}
    assert not [row for row in rows if row.example.text == "B"]


def test_a_decision_stands_in_place_of_a_label() -> None:
    statement = next(s for s in LABELS if s.themes == {"housing"})
    rows = [row.example for row in training_rows(CODEBOOK, [statement], [Decided(statement.text, "housing", False)])]
    label, decision = (example for example in rows if example.text == statement.text)
    assert (label.themes, label.unknown) == (frozenset(), {"housing"})
    assert (decision.themes, decision.group) == (frozenset(), statement.review)
    assert "housing" not in decision.unknown


def test_an_exemplar_under_two_themes_carries_both() -> None:
    shared = {e.text: e.themes for e in exemplars(CODEBOOK)}
    assert shared["There was no joint work between housing and mental health services."] == {
        "multi_agency_pathways", "housing", "mental_health",
    }  # fmt: skip
    assert shared["He worked as a driver and she was retired."] == frozenset()


def test_left_out_kernel_scores_equal_fitting_without_the_group() -> None:
    texts = [e.text for e in exemplars(CODEBOOK)[:60]]
    vectors = ENCODER.encode(texts)
    carried = np.random.default_rng(3).random((60, 4))
    groups = np.array([str(i // 7) for i in range(60)], dtype=object)
    # the vocabulary is fitted on all texts, so compare with solving the same kernel on the other rows alone
    wordings = Wordings(texts)
    kernel = fit_kernel(wordings, vectors, carried, groups)
    matrix = kernel_matrix(wordings, vectors)
    for group in ("0", "3"):
        out, rest = np.flatnonzero(groups == group), np.flatnonzero(groups != group)
        mean = carried.mean(axis=0)
        weights = np.linalg.solve(matrix[np.ix_(rest, rest)] + 0.5 * np.eye(len(rest)), carried[rest] - mean)
        np.testing.assert_allclose(kernel.held_out[out], matrix[np.ix_(out, rest)] @ weights + mean, atol=1e-8)


def test_features_of_a_review_do_not_see_the_review_itself() -> None:
    labelled = [s for s in LABELS if s.review in ("manchester-2023-04", "bolton-2023-04")]

    def pool_features(theme: str) -> np.ndarray:
        changed = [
            LabelledStatement(s.id, s.review, s.kind, s.agency, s.text, frozenset({theme})) if s.review == "bolton-2023-04" else s
            for s in labelled
        ]
        rows = training_rows(CODEBOOK, changed)
        pool = FeaturePool(CODEBOOK, Lexicon(CODEBOOK), ENCODER, [row.example for row in rows])
        return pool.views(0.4)[0][[i for i, row in enumerate(rows) if row.example.group == "bolton-2023-04"]]

    first, second = pool_features("housing"), pool_features("training")
    assert first.shape == (5, 25, len(FEATURES))
    nearest = FEATURES.index("nearest")
    np.testing.assert_allclose(first[..., nearest], second[..., nearest])


@pytest.mark.parametrize("line", ["{", '{"id": "x"}', '{"text": "a", "themes": 3, "weight": 1}', "[]"])
def test_broken_lines_are_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="line 1"):
        load_labelled(path)
    with pytest.raises(DataFileError, match="line 1"):
        load_examples(path)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="Put the project's own file back"):
        load_examples(tmp_path / "none.jsonl")


def test_quality_on_a_few_reviews_has_every_figure() -> None:
    few = [s for s in LABELS if s.review in ("manchester-2023-04", "manchester-2023-05", "bolton-2023-04")]
    figures = coding_quality(CODEBOOK, ENCODER, few, EXAMPLES)
    assert figures["statements"] == 20
    assert figures["reviews"] == 3
    assert sum(f["n"] for f in figures["per_theme"].values()) == sum(len(s.themes) for s in few)
    assert sum(bin_["n"] for bin_ in figures["reliability"]) == 20 * 25 - sum(len(s.disputed) for s in few)
    assert figures["micro"]["f1"] > 0.7
    assert figures["micro"]["f1"] > figures["baselines"]["definition_similarity"]["f1"]
    assert figures["brier"] < 0.04


def test_what_is_held_back_is_coded_by_what_all_others_teach() -> None:
    learnt, back = [s for s in LABELS if s.review.startswith("manchester")], LABELS[:30]
    figures = coding_quality(CODEBOOK, ENCODER, learnt, held_back=back)
    coded = fit_coder(CODEBOOK, ENCODER, learnt).probabilities([as_input(s) for s in back])
    assert figures["held_back"]["micro"] == precision_recall_f1(coded >= THRESHOLD, *label_arrays(CODEBOOK, back))
    assert figures["held_back"]["statements"] == 30


def test_cues_are_quick(coder: Coder) -> None:
    inputs = [as_input(s) for s in LABELS] * 4
    start = time.process_time()
    coder.suggest(inputs)
    assert time.process_time() - start < 12  # 524 statements, without the encoder's share


def test_training_rows_keep_weights() -> None:
    rows = training_rows(CODEBOOK, LABELS[:1], (), EXAMPLES[:1])
    assert [row.weight for row in rows if row.example.text == LABELS[0].text] == [LABELLED_WEIGHT]
    assert {row.weight for row in rows} == {EXEMPLAR_WEIGHT, EXAMPLES[0].weight, LABELLED_WEIGHT}
