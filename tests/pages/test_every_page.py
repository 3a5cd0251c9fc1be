"""What holds for every page: no exception, one heading, charts with alternatives, empty states, errors that lose nothing."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pages.components import wording
from tests.pages.conftest import open_page, words

PAGES = list(wording.PAGES)


@pytest.mark.parametrize("page", PAGES)
def test_page_opens_with_its_heading_and_charts_that_can_be_heard(page: str, database: Path) -> None:
    app = open_page(page)
    assert not app.exception
    [title] = app.title
    own = title.value == wording.PAGES[page].heading
    assert own != (page == "present"), "the heading of a page is its own; a chart for a room is headed by its finding"
    for chart in app.get("plotly_chart"):
        assert len(chart.proto.alt) > 20, "a chart without an alternative text"


@pytest.mark.parametrize("page", [page for page in PAGES if page not in wording.PAGES_WITHOUT_DATA])
def test_empty_library_says_what_to_do_first(page: str, empty_database: Path) -> None:
    app = open_page(page)
    assert not app.exception
    assert wording.EMPTY_LIBRARY in [info.value for info in app.info]


@pytest.mark.parametrize("page", wording.PAGES_WITHOUT_DATA)
def test_pages_without_data_work_on_an_empty_library(page: str, empty_database: Path) -> None:
    app = open_page(page)
    assert not app.exception
    assert wording.EMPTY_LIBRARY not in [info.value for info in app.info]


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("overview", {"theme": "no_such_theme"}),
        ("actions", {"review": "no-such-review"}),
        ("themes", {"theme": "no_such_theme"}),
        ("term_of_reference_13", {"review": "no-such-review"}),
        ("overview", {"year_from": "20x0"}),
        ("actions", {"on": "yesterday"}),
        ("agencies", {"agency": "nobody"}),
    ],
)
def test_unknown_thing_in_a_link_is_one_clear_message(page: str, query: dict[str, str], database: Path) -> None:
    app = open_page(page, **query)
    assert not app.exception
    assert len(app.error) == 1
    assert wording.ERROR_LINK in app.error[0].value
    assert next(iter(query.values())) in app.error[0].value.replace("\\", "")
    assert wording.NOTHING_LOST in [text.value for text in app.markdown]


def test_restricted_review_in_a_link_looks_like_one_that_isn_t_there(database: Path) -> None:
    app = open_page("reviews", review="northby-2022-dora")
    assert wording.ERROR_LINK in app.error[0].value
    assert "without exception" not in words(app)


def test_clearing_a_broken_link_shows_everything(database: Path) -> None:
    app = open_page("overview", theme="no_such_theme")
    app.button(key="error_clear").click().run()
    assert not app.error
    assert "3 reviews" in words(app)


def test_database_of_another_version_is_one_clear_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clear_caches: None
) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as db:
        db.execute("create table something (x integer)")
    monkeypatch.setenv("LEARNING_DATABASE", str(path))
    app = open_page("overview")
    assert not app.exception
    assert wording.ERROR in app.error[0].value
    assert "schema" in app.error[0].value


def test_broken_codebook_on_the_first_start_is_one_clear_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clear_caches: None
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "codebook.yaml").write_text("themes: [", encoding="utf-8")
    (data / "agencies.yaml").write_text("agencies: []", encoding="utf-8")
    monkeypatch.setenv("LEARNING_DATA", str(data))
    monkeypatch.setenv("LEARNING_DATABASE", str(tmp_path / "new.duckdb"))
    app = open_page("overview")
    assert not app.exception
    assert "codebook" in app.error[0].value
    assert not (tmp_path / "new.duckdb").exists(), "a failed build left a database"
