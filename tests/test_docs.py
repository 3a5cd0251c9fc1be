"""The documentation is tested: every setting, command, page and notebook a user can meet is named in the README or docs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analytics.settings import OPTIONS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = README + "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md")))


@pytest.mark.parametrize("name", OPTIONS)
def test_setting_is_documented_with_its_default(name: str) -> None:
    option = OPTIONS[name]
    row = next((line for line in README.splitlines() if f"`{option.variable}`" in line), "")
    default = option.default.name if isinstance(option.default, Path) else str(option.default)
    assert default in row, f"README's table of settings lacks {option.variable} with its default {default}"


def test_command_is_documented() -> None:
    from analytics.cli import COMMANDS

    missing = [command for command in COMMANDS if f"`{command}" not in README]
    assert missing == []


def test_page_is_documented() -> None:
    pages = [path.stem.strip("_") for path in (ROOT / "pages").glob("*.py") if path.stem != "__init__"]
    words = re.sub(r"[^a-z0-9]", "", README.casefold())
    assert [page for page in pages if page.replace("_", "") not in words] == []


def test_notebook_is_documented() -> None:
    missing = [path.name for path in (ROOT / "notebooks").glob("*.ipynb") if path.name not in DOCS]
    assert missing == []


def test_pictures_and_links_of_the_documentation_exist() -> None:
    for source in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")), ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", source.read_text(encoding="utf-8")):
            if not target.startswith(("http://", "https://", "mailto:")):
                assert (source.parent / target).exists(), f"{source.name} links to {target}, which isn't there"


def test_what_to_expect_elsewhere_is_the_same_in_the_docs_and_on_the_pages() -> None:
    from pages.components.wording.reliability import EXPECTED, EXPECTED_F1, EXPECTED_PRECISION

    said = f"F1 near {EXPECTED_F1}, precision near {EXPECTED_PRECISION}."
    assert said in (ROOT / "docs/coding.md").read_text(encoding="utf-8"), "docs/coding.md and wording/reliability.py differ"
    assert "about eight in ten suggestions are right" in EXPECTED, "as read from a precision near 0.82"


def test_readme_gives_the_two_commands() -> None:
    assert "pip install -r requirements.txt && streamlit run app.py" in README
    assert "pip install -r requirements-dev.txt && pytest" in README
    assert "pip install -r requirements-dev.txt && pytest" in (ROOT / ".ci/run").read_text()
