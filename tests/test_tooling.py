"""The checks that a contributor types, run as tests so that the README's one test command covers them."""

from __future__ import annotations

import ast
import importlib.metadata
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

CHECKS = {
    "lint": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "spelling": ["codespell_lib", "analytics", "pages", "docs", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "app.py"],
}


@pytest.mark.parametrize("check", CHECKS)
def test_check_passes(check: str) -> None:
    done = subprocess.run([sys.executable, "-m", *CHECKS[check]], cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_requirement_is_pinned() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = [line.strip() for line in (ROOT / name).read_text().splitlines()]
        loose = [line for line in lines if line and not line.startswith(("#", "-r ")) and "==" not in line]
        assert loose == [], f"{name} leaves {loose} open: a fresh machine would get something untested"


OPTIONAL = {"rapidocr_onnxruntime"}
"""Asked for where they are installed; requirements-ocr.txt has them."""


def test_what_is_imported_is_pinned_and_what_only_tests_need_is_not() -> None:
    """A package that comes only because another brings it may be another version tomorrow; one for tests isn't every user's."""
    brought_by = importlib.metadata.packages_distributions()
    needed = {name for name in _imported("analytics", "pages", "app.py") if name not in OPTIONAL}
    wanted = {name: {_plain(d) for d in brought_by[name]} for name in needed}
    pinned = _pinned("requirements.txt")
    assert {name for name, packages in wanted.items() if not packages & pinned} == set()
    assert pinned & _pinned("requirements-dev.txt") == set()
    assert pinned & {"pytest", "mypy", "ruff", "playwright", "hypothesis", "openpyxl", "nbclient"} == set()


def _imported(*places: str) -> set[str]:
    """Names of the packages that modules below these places import, the standard library and ourselves left out."""
    files = [file for place in places for file in ([ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*.py"))]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    names = {alias.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module).split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom)}
    return names - set(sys.stdlib_module_names) - {"analytics", "pages", "app"}


def _pinned(file: str) -> set[str]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return {_plain(line.split("==")[0]) for line in lines if "==" in line}


def _plain(package: str) -> str:
    return package.lower().replace("_", "-")
