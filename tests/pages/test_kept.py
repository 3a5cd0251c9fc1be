"""What the sessions share: kept by its key within a size, and out of reach of whoever changes a copy."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.filters import Filters
from pages.components import data, views
from pages.components.kept import Kept, memory
from tests.pages.conftest import open_page


def test_made_once_and_the_least_used_is_forgotten_first() -> None:
    made: list[str] = []
    kept = Kept(2, lambda value: 1)

    def ask(key: str) -> str:
        return str(kept.get(key, lambda: made.append(key) or key))

    for key in ("a", "b", "a", "c", "a", "b"):
        assert ask(key) == key
    assert made == ["a", "b", "c", "b"]


def test_too_large_is_handed_on_and_not_kept() -> None:
    kept, frame = Kept(100), pd.DataFrame({"number": range(1000)})
    assert memory(frame) == 8000
    assert kept.get("frame", lambda: frame) is frame
    assert kept.get("frame", lambda: "made again") == "made again"


def test_error_passes_through_and_leaves_nothing() -> None:
    kept = Kept(10, lambda value: 1)

    def fail() -> str:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        kept.get("key", fail)
    assert kept.get("key", lambda: "yes") == "yes"


def test_what_one_caller_sets_reaches_no_other(database: Path) -> None:
    for ask in (lambda: data.frame("theme_counts", Filters()), lambda: views.theme_counts(Filters(), "subject")):
        mine = ask()
        mine["name"] = "changed"
        mine.loc[mine.index[0], "reviews"] = 99
        assert "changed" not in set(ask()["name"])
        assert 99 not in set(ask()["reviews"])


def test_begun_once_and_awaited_by_whoever_asks() -> None:
    made: list[str] = []
    kept, go_on = Kept(10, lambda value: 1), threading.Event()

    def slow() -> str:
        go_on.wait(10)
        made.append("slow")
        return "slow"

    with ThreadPoolExecutor(1) as pool:
        for _ in range(2):
            kept.begin("key", slow, pool)
        waiting = pool.submit(lambda: None)
        go_on.set()
        assert kept.get("key", lambda: "made twice") == "slow"
        waiting.result()
    assert kept.get("key", lambda: "made twice") == "slow"
    assert made == ["slow"]


def test_error_of_what_was_begun_reaches_whoever_asks_and_the_next_may_try_again() -> None:
    kept, go_on = Kept(10, lambda value: 1), threading.Event()

    def fail() -> str:
        go_on.wait(10)
        raise ValueError("no")

    with ThreadPoolExecutor(1) as pool:
        kept.begin("key", fail, pool)
        threading.Timer(0.2, go_on.set).start()
        with pytest.raises(ValueError, match="no"):
            kept.get("key", lambda: "made at once")
    assert kept.get("key", lambda: "yes") == "yes"


VIEWS: dict[str, dict[str, str]] = {
    "overview": {}, "actions": {"on": "2024-06-30"}, "themes": {"theme": "marac_process"}, "agencies": {"agency": "police"},
}  # fmt: skip


@pytest.mark.parametrize("page", VIEWS)
def test_nothing_is_asked_ahead_that_the_page_does_not_ask(database: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    begun: set[tuple[str, str, Hashable]] = set()
    asked: set[tuple[str, str, Hashable]] = set()
    monkeypatch.setattr(Kept, "begin", lambda self, key, make, pool: begun.add(key))
    get = Kept.get

    def noted(self: Kept, key: Hashable, make: Callable[[], Any]) -> Any:
        asked.add(key)
        return get(self, key, make)

    monkeypatch.setattr(Kept, "get", noted)
    app = open_page(page, **VIEWS[page])
    assert not app.exception
    assert begun
    rows_of_an_empty_list = {"statements"} if page == "agencies" else set()
    assert {question for _, question, _ in begun - asked} == rows_of_an_empty_list
