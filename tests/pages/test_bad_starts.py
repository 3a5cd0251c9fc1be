"""A start that can't succeed gives one page that says why, and loses nothing: the next one after it is mended goes on."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.settings import DATA_FOLDER
from pages.components import wording
from tests.pages.conftest import open_page, words

HOLDER = (
    "import sys; from pathlib import Path; from analytics.store.connection import Store\n"
    "store = Store(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
)


@pytest.mark.parametrize("page", ["overview", "actions"])
def test_a_database_that_another_process_has_open(database: Path, page: str) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        app = open_page(page)
        said = words(app)
        holder.communicate()
    assert not app.exception
    assert "is open in another process" in said
    assert wording.NOTHING_LOST in said
    assert wording.PAGES[page].heading in words(open_page(page)), "it can be opened once the other has let go"


def test_a_codebook_that_gives_an_id_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clear_caches: None) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA_FOLDER, data, ignore=shutil.ignore_patterns("*.duckdb*", "build"))
    codebook = data / "codebook.yaml"
    text = codebook.read_text(encoding="utf-8")
    codebook.write_text(text.replace("- id: information_sharing", "- id: marac_process", 1), encoding="utf-8")
    monkeypatch.setenv("LEARNING_DATA", str(data))
    monkeypatch.setenv("LEARNING_DATABASE", str(tmp_path / "library.duckdb"))
    app = _until_it_says(open_page(), "marac_process")
    assert not app.exception
    assert "gives the id 'marac_process' to more than one theme" in words(app)
    assert not (tmp_path / "library.duckdb").exists()


def _until_it_says(app: AppTest, wanted: str) -> AppTest:
    """The build runs in a thread of its own; the page looks at it again and again, as this does."""
    deadline = time.monotonic() + 30
    while wanted not in words(app) and time.monotonic() < deadline:
        time.sleep(0.2)
        app.run()
    return app
