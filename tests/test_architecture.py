"""Holds the direction in which data flows, by reading every module's syntax tree. See docs/architecture.md."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STREAMLIT_FOLDERS = ("pages/", "app.py")

BASE = {"errors", "settings", "model", "codebook", "agencies", "filters", "version", "words", "recurrence", "datafile"}
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "settings": {"errors"},
    "model": {"errors"},
    "datafile": {"errors"},
    "codebook": {"errors", "model", "datafile"},
    "agencies": {"errors", "model", "datafile"},
    "filters": {"errors", "model"},
    "words": set(),
    "recurrence": {"words"},
    "reading": BASE | {"reading"},
    "store": BASE | {"store"},
    "themes": BASE | {"themes"},
    "figures": BASE | {"figures"},
    "briefings": BASE | {"figures", "briefings", "store"},
    "pipeline": BASE | {"reading", "store", "themes", "pipeline"},
    "commands": BASE | {"reading", "store", "themes", "figures", "briefings", "pipeline", "commands"},
    "cli": BASE | {"commands", "cli"},
    "__main__": {"cli"},
    "__init__": set(),
}
"""Part of ``analytics`` → the parts it may import. ``briefings`` asks ``store.queries`` its questions; nothing below it does."""

ENCODERS = {"analytics/themes/encoder.py", "analytics/themes/cross_encoder.py"}
HEAVY = {"torch", "sentence_transformers", "transformers"}


def modules(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return found + ([ROOT / "app.py"] if "app.py" in folders or not folders else [])


ANALYTICS = modules("analytics")
PAGES = modules("pages", "app.py")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> list[tuple[str, int, bool]]:
    """Every imported module with its line and whether the import stands at the module's top."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = {id(node) for node in tree.body}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno, id(node) in top) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno} uses a relative import; write the full name"
            found += [(f"{node.module}.{alias.name}", node.lineno, id(node) in top) for alias in node.names]
    return found


def part_of(path: Path) -> str:
    return path.relative_to(ROOT / "analytics").parts[0].removesuffix(".py")


def calls(path: Path) -> list[tuple[str, int]]:
    """Dotted text of everything called or decorated with, and its line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [(ast.unparse(node), node.lineno) for node in ast.walk(tree) if isinstance(node, ast.Attribute)]


@pytest.mark.parametrize("path", ANALYTICS, ids=name_of)
def test_analytics_imports_along_the_arrows(path: Path) -> None:
    part = part_of(path)
    assert part in MAY_IMPORT, f"{name_of(path)}: a new part of analytics; give it a place in docs/architecture.md and here"
    for module, line, _ in imported(path):
        if module.startswith("analytics."):
            target = module.split(".")[1]
            assert target in MAY_IMPORT[part] or target == "__version__", (
                f"{name_of(path)}:{line} imports {module} against the arrow"
            )


@pytest.mark.parametrize("path", ANALYTICS, ids=name_of)
def test_analytics_never_imports_streamlit_nor_the_pages(path: Path) -> None:
    for module, line, _ in imported(path):
        assert module.split(".")[0] not in {"streamlit", "pages", "app"}, f"{name_of(path)}:{line} imports {module}"


@pytest.mark.parametrize("path", ANALYTICS + PAGES, ids=name_of)
def test_heavy_libraries_are_imported_only_inside_functions_of_the_encoders(path: Path) -> None:
    for module, line, at_top in imported(path):
        if module.split(".")[0] in HEAVY:
            assert name_of(path) in ENCODERS, f"{name_of(path)}:{line} imports {module}"
            assert not at_top, f"{name_of(path)}:{line} imports {module} at the top: viewing pages would pay for it"


@pytest.mark.parametrize("path", ANALYTICS + PAGES, ids=name_of)
def test_only_the_connection_opens_duckdb(path: Path) -> None:
    for call, line in calls(path):
        if call == "duckdb.connect":
            assert name_of(path) == "analytics/store/connection.py", f"{name_of(path)}:{line} opens DuckDB"


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_pages_cache_only_in_the_data_component_and_never_write_markup(path: Path) -> None:
    for call, line in calls(path):
        if call.startswith("st.cache_"):
            assert name_of(path) == "pages/components/data.py", f"{name_of(path)}:{line} caches"
        assert call != "st.html", f"{name_of(path)}:{line} writes HTML"
    assert "unsafe_allow_html" not in path.read_text(encoding="utf-8"), f"{name_of(path)} writes HTML"


WORDING = ROOT / "pages" / "components" / "wording"
_SPOKEN = re.compile(r"[^\W\d_]{2,} [^\W\d_]|(^| )[a-z]+( |$)(?<= )|^[A-Z][a-z]+")
"""A phrase, a small word between spaces, a word that begins with a capital. One small word alone may be a column or a parameter."""
_UNSPOKEN = {"Mobi", "User-Agent"}
"""A browser's own words about itself."""


def spoken(text: str) -> list[tuple[str, int]]:
    """Texts of a module's code that look like words for people, and their lines; docstrings, patterns, SQL and the log are none."""
    tree = ast.parse(text)
    quiet = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[0] in {"log", "re", "TypeVar", "logging"}:
            quiet |= {id(inner) for inner in ast.walk(node)}
        if isinstance(node, ast.keyword) and node.arg in {"format", "shortcut"}:
            quiet.add(id(node.value))
        if (
            isinstance(node, ast.Call)
            and ast.unparse(node.func).endswith((".rows", ".frame"))
            and "store" in ast.unparse(node.func)
        ):
            quiet |= {id(inner) for inner in ast.walk(node)}
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    said = [t for t in texts if id(t) not in quiet and t.value not in _UNSPOKEN and _SPOKEN.search(t.value)]
    return [(t.value, t.lineno) for t in sorted(said, key=lambda t: (t.lineno, t.col_offset))]


@pytest.mark.parametrize("path", [path for path in PAGES if WORDING not in path.parents], ids=name_of)
def test_words_for_people_stand_in_the_wording_package_alone(path: Path) -> None:
    assert spoken(path.read_text(encoding="utf-8")) == [], f"{name_of(path)}: put these into pages/components/wording"


def test_words_for_people_are_told_from_names_of_things() -> None:
    said = (
        'st.info("Nothing matches")\nf"{a} of {b}"\nst.table({"Agency": x})\nst.button("Close")\nst.text(f"{n} reported done.")'
    )
    assert [text for text, _ in spoken(said)] == ["Nothing matches", " of ", "Agency", "Close", " reported done."]
    kept = '"""A docstring of words."""\ndata.frame("theme_counts")\nst.title(wording.SITE)\nlog.warning("A page ended")\nre.compile("may 20")'
    assert spoken(kept) == []


def test_the_wording_package_draws_nothing() -> None:
    for path in sorted(WORDING.glob("*.py")):
        for module, line, _ in imported(path):
            assert module.split(".")[0] != "streamlit", f"{name_of(path)}:{line} imports streamlit"
            assert not module.startswith("pages.") or module.startswith(("pages.components.wording",)), f"{name_of(path)}:{line}"


@pytest.mark.parametrize("path", [p for p in PAGES if p.parent == ROOT / "pages" and p.name != "__init__.py"], ids=name_of)
def test_a_page_begins_with_the_guard_and_imports_no_other_page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "begin_page(" in text, f"{name_of(path)} lacks the guard: its address opened cold would skip app.py"
    for module, line, _ in imported(path):
        parts = module.split(".")
        if parts[0] == "pages":
            assert parts[1] == "components", f"{name_of(path)}:{line} imports another page, {module}"
        assert module.split(".")[:2] != ["analytics", "store"], (
            f"{name_of(path)}:{line} asks the store; pages ask pages.components.data"
        )


def test_pages_folder_holds_pages_and_nothing_else() -> None:
    folders = {path.name for path in (ROOT / "pages").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == {"components"}


def test_the_project_names_no_place_of_a_builder_s_machine() -> None:
    words = ("/" + "work/", "../" + "shared", "/" + "root/")
    texts = [
        p for p in ROOT.rglob("*") if p.suffix in {".py", ".md", ".toml", ".txt", ".yaml", ".ipynb"} and ".git" not in p.parts
    ]
    kept = [p for p in texts if not {".venv", "node_modules"} & set(p.parts)]
    assert len(kept) > 20
    guilty = [name_of(p) for p in kept if any(word in p.read_text(encoding="utf-8", errors="replace") for word in words)]
    assert guilty == []
