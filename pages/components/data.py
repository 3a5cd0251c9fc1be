"""What the pages know: the one open database and every kept answer. What else a page keeps, it keeps through ``once``.

Answers are cached by the database's version and by the question's own arguments (ids, dates and ``Filters``), never by frames.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analytics.codebook import load_codebook
from analytics.filters import Filters
from analytics.settings import Settings
from analytics.store import queries
from analytics.store.connection import Store
from analytics.store.queries import library
from analytics.themes import reliability as measured
from pages.components.building import Build
from pages.components.kept import Kept
from pages.components.machine_room import MachineRoom
from pages.components.search_library import SearchLibrary

_VERSION = "database_version"
Made = TypeVar("Made")
_answers = Kept(256 * 2**20)
_made = Kept(400, lambda made: 1)
_pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="asking-ahead")

_QUESTIONS: dict[str, Callable[..., Any]] = {name: getattr(queries, name) for name in queries.__all__}
_QUESTIONS["themes"] = library.themes  # the package's name of it is the module with the questions about themes


def settings() -> Settings:
    """The settings of this machine, read anew so that a test or a restart sees its own."""
    return Settings.from_environment()


def database_exists() -> bool:
    """True once a database is in its place; a build moves it there whole."""
    return settings().database.exists()


@st.cache_resource(show_spinner=False, max_entries=4)
def _build(database: str) -> Build:
    return Build()


def first_build() -> Build:
    """The build that is under way in this process, started if there is none. All sessions watch the same one."""
    build = _build(str(settings().database))
    build.start(settings())
    return build


@st.cache_resource(show_spinner=False, max_entries=2, on_release=Store.close)
def _store(database: str) -> Store:
    return Store(settings().database)


def store() -> Store:
    """The open database, one for the whole process; each query has a cursor of its own."""
    return _store(str(settings().database))


@st.cache_resource(show_spinner=False, max_entries=2)
def _machine_room(database: str) -> MachineRoom:
    return MachineRoom(settings(), store())


def machine_room() -> MachineRoom:
    """The machine that suggests and compares, loaded when it is first asked: Import, and Search by meaning."""
    return _machine_room(str(settings().database))


def version() -> str:
    """Changes whenever an answer may have changed. Asked once a run of a page: ``refresh`` begins each."""
    if get_script_run_ctx() is None:  # no page is running: a test, or a thread of the server's own
        return _version_now()
    known: str = st.session_state.get(_VERSION) or refresh()
    return known


def refresh() -> str:
    """Look anew at which version the database has."""
    now = _version_now()
    st.session_state[_VERSION] = now
    return now


def _version_now() -> str:
    return f"{settings().database} | {queries.version(store())}"


def once(make: Callable[[], Made], key: tuple[Hashable, ...]) -> Made:
    """What ``make`` gives, kept for this version of the database. ``key`` names all that it depends on; nobody changes it."""
    made: Made = _made.get((version(), key), make)
    return made


def _ask(question: str, *arguments: Hashable) -> Any:
    return _answers.get((version(), question, arguments), lambda: _QUESTIONS[question](store(), *arguments))


def ahead(*asked: tuple[Hashable, ...]) -> None:
    """Begin to ask what a page will need further down: each a question and its arguments, as ``frame`` takes them.

    The database answers on another core while the page is put together; whoever asks for an answer waits for it.
    """
    now, opened = version(), store()
    for question, *arguments in asked:
        ask = partial(_QUESTIONS[str(question)], opened, *arguments)
        _answers.begin((now, question, tuple(arguments)), ask, _pool)


def forget() -> None:
    """Ask and make everything anew: for measurements and tests."""
    _answers.clear()
    _made.clear()


def frame(question: str, *arguments: Hashable) -> pd.DataFrame:
    """The answer of a question of ``analytics.store.queries`` that gives a frame, such as ``frame("theme_counts", filters)``.

    A frame of the caller's own: what is set in it doesn't reach the answer that is kept.
    """
    answer: pd.DataFrame = _ask(question, *arguments)
    return answer.copy(deep=False)


@st.cache_resource(show_spinner=False, max_entries=2)
def _search_library(version: str) -> SearchLibrary:
    return SearchLibrary(queries.searchable(store(), Filters()))


def search_library() -> SearchLibrary:
    """All texts that can be searched, ready for it. One for the whole process; nobody changes it."""
    return _search_library(f"{settings().database} | {_ask('texts_version')}")


def searchable_ids(filters: Filters) -> frozenset[str]:
    """Ids of the texts that a search is narrowed to."""
    found: list[str] = _ask("searchable_ids", filters)
    return frozenset(found)


@st.cache_resource(show_spinner=False, max_entries=2)
def _statement_vectors(version: str, model_hash: str) -> tuple[list[str], NDArray[np.float32]]:
    return queries.stored_statement_vectors(store(), model_hash, Filters())


def statement_vectors() -> tuple[list[str], NDArray[np.float32]]:
    """Ids of statements and their vectors, for Search by meaning. Needs the model's name, which is what loads it."""
    return _statement_vectors(version(), machine_room().model_hash)


def counts(question: str, *arguments: Hashable) -> dict[str, int]:
    """The answer of a question that gives numbers by name."""
    answer: dict[str, int] = _ask(question, *arguments)
    return answer


def texts(question: str, *arguments: Hashable) -> dict[str, str]:
    """The answer of a question that gives texts by name."""
    answer: dict[str, str] = _ask(question, *arguments)
    return answer


def numbers(question: str, *arguments: Hashable) -> dict[str, float]:
    """The answer of a question that gives measures by name."""
    answer: dict[str, float] = _ask(question, *arguments)
    return answer


def proposals() -> list[dict[str, Any]]:
    """Themes that the codebook may lack, with what people said of each."""
    found: list[dict[str, Any]] = _ask("proposals")
    return found


def discovered_at() -> str:
    """When themes were last looked for, '' if never."""
    return str(_ask("discovered_at"))


@st.cache_data(show_spinner=False, max_entries=4)
def _codebook(path: str, modified: int) -> dict[str, dict[str, Any]]:
    return {theme.id: asdict(theme) for theme in load_codebook(Path(path)).themes}


def codebook_entry(theme_id: str) -> dict[str, Any]:
    """What the codebook's file says of a theme, its phrases and made-up statements included.

    Raises
    ------
    CodebookError
        If the file breaks its rules.
    """
    path = settings().data / "codebook.yaml"
    nothing: dict[str, Any] = {"cues": (), "exemplars": ()}
    return _codebook(str(path), path.stat().st_mtime_ns).get(theme_id, nothing)


def quality() -> dict[str, Any]:
    """The figures that ``python -m analytics evaluate`` last printed into the data folder.

    Empty where they aren't there, or are of another codebook or model than made the suggestions.
    """
    return measured.load_quality(settings().data, once(lambda: measured.made_with(frame("runs")), ("made_with",)))


def reliability() -> dict[str, dict[str, float]]:
    """How far suggestions of each theme can be trusted: theme → ``precision, recall, support``; empty as ``quality`` is."""
    return measured.reliability(quality())


def weak_themes() -> frozenset[str]:
    """Themes whose suggestions are often wrong or often missing; none where that was not measured."""
    return measured.weak_themes(quality())


def is_empty() -> bool:
    """True while the library holds no review."""
    return frame("reviews", Filters()).empty


def options() -> dict[str, dict[str, str]]:
    """What each filter can be set to: value → what people call it."""
    choices = _ask("filter_choices")
    named = {name: {row["id"]: row["name"] for row in choices[name]} for name in ("reviews", "themes", "agencies")}
    return named | {name: {str(value): str(value) for value in choices[name]} for name in ("areas", "kinds", "years")}


def check(filters: Filters) -> None:
    """Refuse an address that names something the library doesn't hold.

    Raises
    ------
    FilterError
        Naming the first unknown review, area, theme or agency.
    """
    queries.check_filters(store(), filters)


def names() -> dict[str, str]:
    """What people call each review, theme and agency, by id."""
    found: dict[str, str] = _ask("names")
    return found
