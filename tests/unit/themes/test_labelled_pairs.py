"""Pairs that stand as ids of statements."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from analytics.errors import DataFileError
from analytics.settings import DATA_FOLDER
from analytics.themes.labelled_pairs import (
    CHOSEN_FILE,
    ORDER,
    READ_FILE,
    TAUGHT_FILE,
    TAUGHT_STATEMENTS,
    LabelledPair,
    PairInput,
    load_taught_pairs,
)

STATEMENTS = [
    {"id": "written-1/1", "agency": "Police", "text": "Officers did not ask."},
    {"id": "written-1/2", "agency": None, "text": "Ask each time."},
]
PAIR = {"a": "written-1/1", "b": "written-1/2", "relation": "same"}


def write(folder: Path, statements: list[Any], *pairs: Any) -> Path:
    for name, rows in ((TAUGHT_STATEMENTS, statements), (CHOSEN_FILE, pairs)):
        (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return folder


def test_a_pair_takes_texts_and_agencies_from_its_statements(tmp_path: Path) -> None:
    assert load_taught_pairs(write(tmp_path, STATEMENTS, PAIR), CHOSEN_FILE) == [
        LabelledPair("written-1/1", "written-1/2", PairInput("Officers did not ask.", "Ask each time.", "Police", None), "same")
    ]


@pytest.mark.parametrize(
    ("pair", "why"),
    [
        ({**PAIR, "a": "written-1/9"}, "'written-1/9' is in no line of taught_statements.jsonl"),
        ({**PAIR, "relation": "alike"}, "relation 'alike'"),
        ({"a": "written-1/1", "relation": "same"}, "lacks 'b'"),
        ([1], "can't be read"),
    ],
)
def test_a_pair_that_does_not_fit_is_refused(tmp_path: Path, pair: Any, why: str) -> None:
    with pytest.raises(DataFileError, match=rf"{CHOSEN_FILE}, line 2, of taught pairs.*{re.escape(why)}"):
        load_taught_pairs(write(tmp_path, STATEMENTS, PAIR, pair), CHOSEN_FILE)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"taught_pairs\.jsonl"):
        load_taught_pairs(write(tmp_path, STATEMENTS), TAUGHT_FILE)


def test_the_projects_pairs_are_of_two_statements_each_judged_once_in_one_file() -> None:
    pairs = load_taught_pairs(DATA_FOLDER / "evaluation", TAUGHT_FILE, READ_FILE, CHOSEN_FILE)
    judged = {frozenset((p.pair.a_text, p.pair.b_text)) for p in pairs}
    assert len(judged) == len(pairs)
    assert {len(pair) for pair in judged} == {2}
    assert {p.relation for p in pairs} == set(ORDER)
