"""Pairs of statements that people have judged: what comparing learns from, what it is measured on, and what is held back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from analytics.datafile import read_lines
from analytics.model import Relation

PAIR_FILES = ("pairs.jsonl", "own_pairs.jsonl", "other_pairs.jsonl", "elsewhere_pairs.jsonl")
"""Labelled pairs of published reviews; invented ones on the many subjects those leave out; invented ones by another hand; and, by
further hands, pairs of what reviews of other areas say."""
TAUGHT_STATEMENTS = "taught_statements.jsonl"
TAUGHT_FILE = "taught_pairs.jsonl"
READ_FILE = "read_pairs.jsonl"
CHOSEN_FILE = "chosen_pairs.jsonl"
"""Statements, and judged pairs of their ids that the packaged model was taught with: to make vectors with those of the first
(``data/make_adapter.py``), to read two statements together with all three (``data/make_cross_encoder.py``); readers chose those
of the last. The model tells these apart too well for another to be fitted on what it says of them, or for a figure to be
measured."""
HELD_BACK_FILES = ("held_back_pairs.jsonl", "held_back_retrieved_pairs.jsonl", "held_back_fresh_pairs.jsonl")
"""Pairs that nothing is learnt from, of statements that no pair learnt from holds: the first chosen by readers as hard, the
second among what a search for matches brought up, the third chosen as hard by others, when all that is learnt from stood."""
ORDER: tuple[Relation, ...] = ("unrelated", "related", "same")


@dataclass(frozen=True)
class PairInput:
    """Two statements to compare."""

    a_text: str
    b_text: str
    a_agency: str | None = None
    b_agency: str | None = None


@dataclass(frozen=True)
class LabelledPair:
    """Two statements and how careful readers say they relate. ``a``, ``b``: ids of the statements."""

    a: str
    b: str
    pair: PairInput
    relation: Relation


def load_shipped_pairs(folder: Path) -> list[LabelledPair]:
    """All labelled pairs that comparing learns from, of the files under ``folder``. Raises as ``load_labelled_pairs``."""
    return [pair for name in PAIR_FILES for pair in load_labelled_pairs(folder / name)]


def load_labelled_pairs(path: Path) -> list[LabelledPair]:
    """Read labelled pairs, one JSON object a line.

    Raises
    ------
    DataFileError
        If the file is missing, or a line is no JSON object with a, b, their texts and a relation.
    """
    return read_lines(path, "labelled pairs", labelled_pair)


def load_taught_pairs(folder: Path, *names: str) -> list[LabelledPair]:
    """The pairs of files under ``folder`` that hold ids and relations alone, with what ``TAUGHT_STATEMENTS`` says of each id.

    Raises
    ------
    DataFileError
        If a file is missing, a line is no JSON object with what it needs, or an id is of no statement.
    """
    said = dict(read_lines(folder / TAUGHT_STATEMENTS, "statements", lambda row: (row["id"], (row["text"], row["agency"]))))

    def made(row: Mapping[str, str]) -> LabelledPair:
        for side in ("a", "b"):
            if row[side] not in said:
                raise ValueError(f"'{row[side]}' is in no line of {TAUGHT_STATEMENTS}")
        (a_text, a_agency), (b_text, b_agency) = said[row["a"]], said[row["b"]]
        return labelled_pair({**row, "a_text": a_text, "a_agency": a_agency, "b_text": b_text, "b_agency": b_agency})

    return [pair for name in names for pair in read_lines(folder / name, "taught pairs", made)]


def labelled_pair(entry: Mapping[str, str]) -> LabelledPair:
    """A pair from its keys ``a, b, a_text, b_text, relation`` and, where known, ``a_agency, b_agency``.

    Raises
    ------
    KeyError, ValueError
        If a key is missing or the relation is none of the three.
    """
    if entry["relation"] not in ORDER:
        raise ValueError(f"relation '{entry['relation']}'")
    pair = PairInput(entry["a_text"], entry["b_text"], entry.get("a_agency"), entry.get("b_agency"))
    return LabelledPair(entry["a"], entry["b"], pair, entry["relation"])
