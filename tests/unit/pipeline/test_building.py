"""The first build: whole or not there, whatever happens to it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from analytics.errors import DatabaseLockedError, DataFileError, StoreError, UnreadableFileError
from analytics.filters import Filters
from analytics.model import Report
from analytics.pipeline import build, build_if_missing, building, importing, refresh_if_outdated
from analytics.pipeline.machine import suggest
from analytics.settings import DATA_FOLDER, Settings
from analytics.store import queries
from analytics.store.connection import Store
from analytics.store.decisions import Decision, record
from tests import situations
from tests.situations import StandIn

KILLED_AT = ("reading", "encoding", "coding", "comparing", "finishing")
SCRIPT = """
import os, signal, sys
from pathlib import Path
from analytics.pipeline import build, importing
from analytics.settings import Settings
from tests import situations
importing.read_report = lambda path, *_: situations.anna(path.name)
def progress(stage, done, total):
    if stage == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)
build(Settings(database=Path(sys.argv[1]), data=Path(sys.argv[2])), lambda *_: situations.StandIn(), progress)
"""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A data folder of our own with one report, which a stand-in reads."""
    data = tmp_path / "data"
    (data / "reviews").mkdir(parents=True)
    (data / "reviews" / "anna.txt").write_text("a report", encoding="utf-8")
    (data / "reviews" / ".hidden").write_text("no report", encoding="utf-8")
    for name in ("agencies.yaml", "codebook.yaml", "register.yaml"):
        shutil.copy(DATA_FOLDER / name, data / name)
    shutil.copytree(DATA_FOLDER / "digests", data / "digests")
    monkeypatch.setattr(importing, "read_report", lambda path, *_: situations.anna(path.name))
    return Settings(database=tmp_path / "new folder" / "learning.duckdb", data=data)


def machine(*_: object) -> StandIn:
    return StandIn()


def test_a_build_holds_reports_digests_and_lists(settings: Settings) -> None:
    stages: list[str] = []
    build(settings, machine, lambda stage, *_: stages.append(stage))
    assert list(dict.fromkeys(stages)) == ["reading", "encoding", "coding", "comparing", "finishing"]
    digests = list((settings.data / "digests").glob("*.yaml"))
    with Store(settings.database) as store:
        found = queries.reviews(store, Filters())
        assert sorted(found["source"]) == ["digest"] * len(digests) + ["report"]
        assert len(queries.register(store)) == 11
        assert queries.table_counts(store)["suggestion"] > 0
    assert [path.name for path in settings.database.parent.iterdir()] == ["learning.duckdb"]


def test_digests_say_what_the_file_says(settings: Settings) -> None:
    build(settings, machine)
    with Store(settings.database) as store:
        for path in (settings.data / "digests").glob("*.yaml"):
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
            review = queries.require_review(store, content["id"])
            assert (review["title"], review["csp"], review["death_year"]) == (
                content["title"], content["csp"], content["year_of_death"])  # fmt: skip
            texts = [row["text"] for row in queries.statements_of(store, content["id"])]
            assert texts == [statement["text"] for statement in content["statements"]]


@pytest.mark.parametrize("stage", KILLED_AT)
def test_a_killed_build_leaves_nothing_and_the_next_start_finishes(settings: Settings, stage: str) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(settings.database), str(settings.data), stage], check=False, cwd=Path.cwd(),
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL
    assert not settings.database.exists()
    assert build_if_missing(settings, machine)
    assert [path.name for path in settings.database.parent.iterdir()] == ["learning.duckdb"]


def test_a_database_is_never_built_over(settings: Settings) -> None:
    build(settings, machine)
    before = settings.database.read_bytes()
    assert not build_if_missing(settings, machine)
    with pytest.raises(StoreError, match="already"):
        build(settings, machine)
    assert settings.database.read_bytes() == before


def test_a_changed_codebook_codes_anew_and_leaves_decisions_alone(settings: Settings) -> None:
    build(settings, machine)
    changed = StandIn()
    changed.parameters = {"machine": "stand-in", "codebook.yaml": "another"}
    with Store(settings.database) as store:
        statement = store.rows("select min(statement_id) as id from suggestion where theme_id = 'training'")[0]["id"]
        moment = datetime(2026, 1, 1)
        record(store, Decision("d", "code", statement, "training", "rejected", "A. Coder", moment))
        assert not refresh_if_outdated(store, settings, machine())
        text = (settings.data / "codebook.yaml").read_text(encoding="utf-8")
        (settings.data / "codebook.yaml").write_text(text.replace("name: Housing", "name: Homes", 1), encoding="utf-8")
        assert refresh_if_outdated(store, settings, changed)
        assert not refresh_if_outdated(store, settings, changed)
        assert queries.names(store)["housing"].startswith("Homes")
        assert store.rows("select theme_id from code where statement_id = $s and theme_id = 'training'", {"s": statement}) == []
        assert queries.table_counts(store)["decision"] == 1


def test_one_review_coded_lately_does_not_make_the_others_current(settings: Settings, tmp_path: Path) -> None:
    build(settings, machine)
    changed = StandIn()
    changed.parameters = {"machine": "stand-in", "codebook.yaml": "another"}
    with Store(settings.database) as store:
        with store.transaction() as cursor:
            suggest(cursor, changed, ["liverpool-2025-03-a"])
        assert refresh_if_outdated(store, settings, changed)
        assert not refresh_if_outdated(store, settings, changed)


def test_decisions_alone_make_nothing_outdated(settings: Settings) -> None:
    before, after = StandIn(), StandIn()
    before.parameters, after.parameters = ({"machine": "stand-in", "decisions": n, "judged_pairs": n} for n in (0, 1))
    build(settings, lambda *_: before)
    with Store(settings.database) as store:
        assert not refresh_if_outdated(store, settings, after)


def test_a_second_builder_is_told_to_wait(settings: Settings) -> None:
    settings.database.parent.mkdir()
    code = (
        "import sys; from pathlib import Path; from analytics.store.connection import Store\n"
        "store = Store(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    unfinished = settings.database.with_name("learning.duckdb.building")
    with subprocess.Popen([sys.executable, "-c", code, str(unfinished)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(DatabaseLockedError, match="wait a minute"):
            build(settings, machine)
        other.communicate()
    build(settings, machine)
    assert settings.database.exists()


def test_who_was_faster_wins(tmp_path: Path) -> None:
    mine, theirs = tmp_path / "x.building", tmp_path / "x"
    mine.write_text("mine", encoding="utf-8")
    theirs.write_text("theirs", encoding="utf-8")
    building._put_in_place(mine, theirs)
    assert theirs.read_text(encoding="utf-8") == "theirs"
    assert not mine.exists()


def test_a_file_system_without_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    (tmp_path / "x.building").write_text("mine", encoding="utf-8")
    building._put_in_place(tmp_path / "x.building", tmp_path / "x")
    assert (tmp_path / "x").read_text(encoding="utf-8") == "mine"


def test_a_broken_codebook_stops_the_build_before_anything_is_made(settings: Settings) -> None:
    (settings.data / "codebook.yaml").write_text("version: 1\nthemes: [", encoding="utf-8")
    with pytest.raises(DataFileError, match="can't be read as YAML"):
        build(settings, machine)
    assert not settings.database.parent.exists()


def test_a_report_that_cannot_be_read_is_named_and_the_rest_is_built(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:  # fmt: skip
    def read(path: Path, *_: object) -> Report:
        if path.name == "broken.pdf":
            raise UnreadableFileError("broken.pdf is damaged.")
        return situations.anna(path.name)

    (settings.data / "reviews" / "broken.pdf").write_text("x", encoding="utf-8")
    monkeypatch.setattr(importing, "read_report", read)
    build(settings, machine)
    assert "broken.pdf is damaged." in caplog.text
    with Store(settings.database) as store:
        assert queries.documents(store, "northby-2018-anna")["name"].tolist() == ["anna.txt"]
        assert building.unread_files(store, settings) == ["anna.txt", "broken.pdf"], "the stand-in's hash is not the file's"


def test_a_place_that_cannot_be_written(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file", encoding="utf-8")
    with pytest.raises(StoreError, match="can't be written to"):
        build(Settings(database=tmp_path / "file" / "x.duckdb", data=settings.data), machine)
