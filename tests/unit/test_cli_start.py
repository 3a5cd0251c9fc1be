"""Each command imports what it needs and no more: nobody waits for scikit-learn to be told the options."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from analytics.settings import DATA_FOLDER
from tests import situations
from tests.situations import ANNA

ROOT = Path(__file__).resolve().parents[2]
DENISE = DATA_FOLDER / "reviews" / "sefton-dhr9-denise-executive-summary.txt"
CODING = {"sklearn", "scipy", "torch", "sentence_transformers", "transformers"}
OFFICE = {"pptx", "docx", "xlsxwriter", "openpyxl", "reportlab"}
CHARTS = {"plotly"}
STORE = {"duckdb", "pandas", "numpy"}
PARSERS = {"pdfplumber", "pypdfium2"}
HEAVY = CODING | OFFICE | CHARTS | STORE | PARSERS

NEVER = {
    "--help": HEAVY,
    "export --help": HEAVY,
    f"extract {DENISE}": HEAVY,
    f"recurrence {ANNA}": HEAVY - STORE,
    "doctor": HEAVY - STORE,
    "backup {folder}/saved": HEAVY - STORE,
    "export regional --out {folder}/x.json": HEAVY - STORE - CHARTS,
    "export csv --out {folder}/x.zip": HEAVY - STORE - CHARTS,
    "export workbook --out {folder}/x.xlsx": (HEAVY - STORE - CHARTS) - {"xlsxwriter"},
    "export web-page --out {folder}/x.html": (HEAVY - STORE - CHARTS) - {"reportlab"},
    "export powerpoint --out {folder}/x.pptx": (HEAVY - STORE - CHARTS) - {"pptx", "xlsxwriter"},
    "export seven-minute --theme marac_process --out {folder}/x.docx": CODING | PARSERS,
}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("started") / "library.duckdb"
    situations.library(path).close()
    return path


def loaded(command: list[str], database: Path) -> set[str]:
    """Which of the heavy libraries a process has imported that ran one command, and then ended well."""
    code = (
        "import contextlib, io, sys\nfrom analytics import cli\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    assert cli.main(sys.argv[1:]) == 0\n"
        f"print(*({HEAVY!r} & {{name.split('.')[0] for name in sys.modules}}))"
    )
    environment = {**os.environ, "LEARNING_DATABASE": str(database), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code, *command],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("command", NEVER)
def test_a_command_leaves_what_it_does_not_need(command: str, database: Path, tmp_path: Path) -> None:
    assert loaded(command.format(folder=tmp_path).split(), database) & NEVER[command] == set()


def test_what_is_needed_is_seen_to_be_loaded(database: Path, tmp_path: Path) -> None:
    """The measure measures: a deck needs python-pptx, and asking the database needs DuckDB."""
    assert {"pptx", "duckdb"} <= loaded(["export", "powerpoint", "--out", str(tmp_path / "x.pptx")], database)
