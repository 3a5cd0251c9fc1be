"""``code`` and ``compare``: loose texts on standard input, without opening the database."""

from __future__ import annotations

import argparse

from analytics.commands.console import json_lines, key_of_line, show, text_of
from analytics.pipeline import load_machine
from analytics.settings import Settings
from analytics.themes.coding import StatementInput
from analytics.themes.labelled_pairs import PairInput


def code(given: argparse.Namespace) -> int:
    """Print the themes that would be suggested for each line, best first."""
    lines = [
        (key_of_line(entry, "id", number), StatementInput(
            text_of(entry, "text", number) or "", text_of(entry, "agency", number, True), text_of(entry, "kind", number, True)))
        for number, entry in json_lines()
    ]  # fmt: skip
    if not lines:
        return 0
    suggested = load_machine(Settings.from_environment()).suggest([statement for _, statement in lines])
    for (key, _), themes in zip(lines, suggested, strict=True):
        show({"id": key, "themes": [{"theme": s.theme, "score": s.score, "evidence": s.evidence} for s in themes]})
    return 0


def compare(given: argparse.Namespace) -> int:
    """Print how the two statements of each line relate."""
    lines = [
        (key_of_line(entry, "pair", number), PairInput(
            text_of(entry, "a_text", number) or "", text_of(entry, "b_text", number) or "",
            text_of(entry, "a_agency", number, True), text_of(entry, "b_agency", number, True)))
        for number, entry in json_lines()
    ]  # fmt: skip
    if not lines:
        return 0
    judged = load_machine(Settings.from_environment()).compare([pair for _, pair in lines])
    for (key, _), judgement in zip(lines, judged, strict=True):
        show({"pair": key, "relation": judgement.relation, "score": judgement.score, "why": judgement.why})
    return 0
