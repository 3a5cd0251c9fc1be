"""How long coding and comparing take, in the process and by the command line, without and with loading the model.

    python benchmarks/coding_speed.py --statements 1000

Prints JSON. ``*_seconds`` by the clock, ``*_processor_seconds`` of all threads; ``loading`` is fitting the models, which a
process does once. The texts are the labelled and invented ones, numbered so that none occurs twice and no vector is at hand.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analytics.settings import Settings
from analytics.themes.coding import StatementInput, load_coder
from analytics.themes.comparison import Statement
from analytics.themes.comparison_fitting import load_comparer
from analytics.themes.labelled_pairs import HELD_BACK_FILES, PAIR_FILES, PairInput, load_labelled_pairs

PROJECT = Path(__file__).resolve().parent.parent
LIMIT = 25.0
"""Seconds that coding and comparing together may take once the model is loaded."""
REVIEWS = 20
"""Made-up reviews over which the statements are spread to be searched for matches, each against all others."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Speed of coding and comparing.")
    parser.add_argument("--statements", type=int, default=1000)
    count = parser.parse_args().statements
    texts, pairs = _texts(count), _pairs(count)
    inside = _in_process(texts, pairs)
    together = inside["code_seconds"] + inside["compare_seconds"]
    result = {"statements": count, **inside, "together_seconds": round(together, 2), "share_of_limit": round(together / LIMIT, 2)}
    print(json.dumps({**result, **_command_line(texts, pairs)}, indent=1))


def _texts(count: int) -> list[str]:
    folder = PROJECT / "data" / "evaluation"
    names = ("statements.jsonl", "own_statements.jsonl", "own_statements_2.jsonl", "other_statements.jsonl")
    lines = [line for name in names for line in (folder / name).read_text(encoding="utf-8").splitlines()]
    known = [json.loads(line)["text"] for line in lines]
    return [f"{n} {known[n % len(known)]}" for n in range(count)]


def _pairs(count: int) -> list[PairInput]:
    """Labelled pairs, numbered: such as a search brings up, so that most are read together, as they would be."""
    folder = PROJECT / "data" / "evaluation"
    known = [p.pair for name in (*PAIR_FILES, *HELD_BACK_FILES) for p in load_labelled_pairs(folder / name)]
    spread = [known[n * len(known) // count] for n in range(count)]
    return [PairInput(f"{n} {p.a_text}", f"{p.b_text} {n}", p.a_agency, p.b_agency) for n, p in enumerate(spread)]


def _in_process(texts: list[str], pairs: list[PairInput]) -> dict[str, float]:
    settings = Settings.from_environment()
    coder, loading_coder = _timed(lambda: load_coder(settings))
    comparer, loading_comparer = _timed(lambda: load_comparer(settings))
    coder.suggest([StatementInput("The first text loads the model.")])
    comparer.compare([PairInput("Police did not tell the GP of the assault.", "Officers should tell GPs of assaults.")])
    found, coding = _timed(lambda: coder.suggest([StatementInput(text) for text in texts]))
    judged, comparing = _timed(lambda: comparer.compare(pairs))
    assert len(found) == len(judged) == len(texts)
    spread = [Statement(str(n), f"review {n % REVIEWS}", text, None) for n, text in enumerate(texts)]
    matches, searching = _timed(lambda: comparer.matches(spread, frozenset(statement.id for statement in spread)))
    return {
        "loading_seconds": round(loading_coder[0] + loading_comparer[0], 2),
        "code_seconds": coding[0], "code_processor_seconds": coding[1],
        "compare_seconds": comparing[0], "compare_processor_seconds": comparing[1],
        "search_seconds": searching[0], "search_processor_seconds": searching[1], "found": len(matches),
    }  # fmt: skip


def _timed(do: Callable[[], Any]) -> tuple[Any, tuple[float, float]]:
    clock, processor = time.perf_counter(), time.process_time()
    result = do()
    return result, (round(time.perf_counter() - clock, 2), round(time.process_time() - processor, 2))


def _command_line(texts: list[str], pairs: list[PairInput]) -> dict[str, float]:
    statements = [json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts)]
    compared = [json.dumps({"pair": n, "a_text": pair.a_text, "b_text": pair.b_text}) for n, pair in enumerate(pairs)]
    return {**_command("code", statements), **_command("compare", compared)}


def _command(name: str, lines: list[str]) -> dict[str, float]:
    start, before = time.perf_counter(), _child_seconds()
    done = subprocess.run(  # noqa: S603  # our own command on our own texts
        [sys.executable, "-m", "analytics", name], input="\n".join(lines), capture_output=True, text=True, cwd=PROJECT, check=True
    )
    assert len(done.stdout.splitlines()) == len(lines)
    return {
        f"command_{name}_seconds": round(time.perf_counter() - start, 2),
        f"command_{name}_processor_seconds": round(_child_seconds() - before, 2),
    }


def _child_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
