"""Pages run by Streamlit's own test kit, on the small fictional library or on an empty database."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.components import data
from tests import situations

ROOT = Path(__file__).resolve().parents[2]
OpenPage = Callable[..., AppTest]


@pytest.fixture
def clear_caches() -> Iterator[None]:
    """No test sees another's database or answers."""
    st.cache_data.clear()
    st.cache_resource.clear()
    data.forget()
    yield
    st.cache_data.clear()
    st.cache_resource.clear()
    data.forget()


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clear_caches: None) -> Path:
    """The fictional library of ``tests.situations`` as the app's database."""
    path = tmp_path / "library.duckdb"
    situations.library(path).close()
    monkeypatch.setenv("LEARNING_DATABASE", str(path))
    return path


@pytest.fixture
def empty_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clear_caches: None) -> Path:
    """A database without a review."""
    path = tmp_path / "empty.duckdb"
    situations.empty(path).close()
    monkeypatch.setenv("LEARNING_DATABASE", str(path))
    return path


def open_page(page: str = "overview", opened: tuple[str, ...] = (), **query: str | list[str]) -> AppTest:
    """A page as its address with that query opens it, the expanders of those keys opened."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for key in opened:
        app.session_state[key] = True
    for key, value in query.items():
        app.query_params[key] = value
    if page != "overview":
        app.switch_page(f"pages/{'_import' if page == 'import' else page}.py")
    return app.run()


def end_within_a_run(monkeypatch: pytest.MonkeyPatch, thread: str) -> None:
    """Let a page's thread of that name end just after a run has settled which version of the database it shows."""
    settle = data.refresh

    def settle_and_wait() -> str:
        settled = settle()
        for one in threading.enumerate():
            if one.name == thread:
                one.join(60)
        return settled

    monkeypatch.setattr(data, "refresh", settle_and_wait)


def words(app: AppTest) -> str:
    """All that a page says, for looking something up in it."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "text", "error", "warning", "success")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind)).replace("\\", "")
