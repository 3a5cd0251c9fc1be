"""What coding learns from: labelled statements, the codebook's exemplars, and what people decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analytics.codebook import Codebook
from analytics.datafile import read_lines
from analytics.themes.encoder import text_key
from analytics.themes.features import Example


@dataclass(frozen=True)
class LabelledStatement:
    """A statement two coders coded: ``themes`` given by both, ``disputed`` by one of them (counted neither way)."""

    id: str
    review: str
    kind: str
    agency: str | None
    text: str
    themes: frozenset[str]
    disputed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Decided:
    """What a person decided about one theme of one statement: ``carries`` is true for accepted and added, false for rejected."""

    text: str
    theme: str
    carries: bool
    agency: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class TrainingRow:
    """An example and how much it weighs."""

    example: Example
    weight: float


EXEMPLAR_WEIGHT = 0.02
"""The cues were improved on the codebook's exemplars, so these would teach too much trust in cues if they weighed more."""
LABELLED_WEIGHT = 1.0
DECISION_WEIGHT = 4.0
"""What people of the partnership decided counts most."""
STATEMENT_FILES = ("statements.jsonl", "other_statements.jsonl", "elsewhere_statements.jsonl")
"""Labelled statements of published reviews; invented ones by another hand; and, by further hands, short wordings of what reviews
of other areas say. The first shaped the cues, the others did not."""
HELD_BACK_STATEMENTS = "held_back_statements.jsonl"
"""Labelled statements that nothing is learnt from, by hands of their own: the statements of ``held_back_fresh_pairs.jsonl``."""
HELD_BACK_DENIALS = "held_back_denials.jsonl"
"""Made-up ones that nothing is learnt from, in which words of a theme stand to be denied, or denial is the failing."""


def load_examples(path: Path) -> tuple[TrainingRow, ...]:
    """Read made-up statements, one JSON object a line: ``text``, all its ``themes``, ``weight`` (small where it shaped the cues).

    Raises
    ------
    DataFileError
        If the file is missing or a line lacks what it needs.
    """
    return tuple(read_lines(path, "examples", _example))


def _example(row: Mapping[str, Any]) -> TrainingRow:
    return TrainingRow(Example(str(row["text"]), frozenset(row["themes"]), _key(row["text"])), float(row["weight"]))


def load_labelled(path: Path) -> tuple[LabelledStatement, ...]:
    """Read labelled statements, one JSON object a line.

    Raises
    ------
    DataFileError
        If the file is missing or a line lacks what it needs.
    """
    return tuple(read_lines(path, "labelled statements", _labelled))


def load_all_labelled(folder: Path) -> tuple[LabelledStatement, ...]:
    """All labelled statements that coding learns from, of the files under ``folder``. Raises as ``load_labelled``."""
    return tuple(statement for name in STATEMENT_FILES for statement in load_labelled(folder / name))


def _labelled(row: Mapping[str, Any]) -> LabelledStatement:
    return LabelledStatement(
        row["id"], row["review"], row["kind"], row.get("agency"), row["text"], frozenset(row["themes"]),
        frozenset(row.get("disputed", ())),
    )  # fmt: skip


def training_rows(
    codebook: Codebook,
    labelled: Sequence[LabelledStatement],
    decisions: Iterable[Decided] = (),
    examples: Sequence[TrainingRow] = (),
) -> tuple[TrainingRow, ...]:
    """Everything there is to learn from. Labels and decisions about themes the codebook doesn't have are left out."""
    known = frozenset(codebook.ids)
    rows = [TrainingRow(example, EXEMPLAR_WEIGHT) for example in exemplars(codebook)]
    rows += [replace(row, example=replace(row.example, themes=row.example.themes & known)) for row in examples]
    decided = _by_text(known, decisions)
    rows += [_labelled_row(statement, known, frozenset(decided.get(statement.text, ()))) for statement in labelled]
    return (*rows, *_decided_rows(known, decided, {s.text: s.review for s in labelled}))


def _labelled_row(statement: LabelledStatement, known: frozenset[str], decided: frozenset[str]) -> TrainingRow:
    """What people decided about a labelled statement stands in place of its label."""
    s, unknown = statement, (statement.disputed & known) | decided
    return TrainingRow(Example(s.text, (s.themes & known) - decided, s.review, unknown, s.agency, s.kind), LABELLED_WEIGHT)


def exemplars(codebook: Codebook) -> list[Example]:
    """The codebook's made-up statements; one that stands under several themes carries them all."""
    themes: dict[str, set[str]] = {text: set() for text in codebook.no_theme}
    for theme in codebook.themes:
        for text in theme.exemplars:
            themes.setdefault(text, set()).add(theme.id)
    return [Example(text, frozenset(carried), _key(text)) for text, carried in themes.items()]


def _by_text(known: frozenset[str], decisions: Iterable[Decided]) -> dict[str, dict[str, Decided]]:
    """Decisions by text and theme; the newest of a pair holds, which is the last."""
    by_text: dict[str, dict[str, Decided]] = defaultdict(dict)
    for decision in decisions:
        if decision.theme in known:
            by_text[decision.text][decision.theme] = decision
    return dict(by_text)


def _decided_rows(
    known: frozenset[str], decided: Mapping[str, Mapping[str, Decided]], review_of: Mapping[str, str]
) -> list[TrainingRow]:
    rows = []
    for text, by_theme in decided.items():
        carried = frozenset(theme for theme, decision in by_theme.items() if decision.carries)
        some, group = next(iter(by_theme.values())), review_of.get(text, _key(text))
        example = Example(text, carried, group, known - by_theme.keys(), some.agency, some.kind)
        rows.append(TrainingRow(example, DECISION_WEIGHT))
    return rows


def _key(text: str) -> str:
    return text_key(text)[:16]
