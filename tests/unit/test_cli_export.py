"""``export`` from the command line: the same filters as the pages for every kind, and a failure that leaves nothing behind."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from analytics import cli
from analytics.briefings import registry
from analytics.briefings.order import Order
from analytics.errors import OutputError
from analytics.filters import Filters
from analytics.store.connection import Store
from tests import situations
from tests.situations import ANNA, BETH, CARA
from tests.unit.briefings import readers

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2024, 7, 1)
FILTERS = {
    "review": ANNA, "area": "Northby", "theme": "marac_process", "agency": "police", "kind": "recommendation",
    "year-from": "2019", "year-to": "2019",
}  # fmt: skip


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exported") / "library.duckdb"
    situations.library(path).close()
    return path


@pytest.fixture
def run(
    database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:  # fmt: skip
    monkeypatch.setenv("LEARNING_DATABASE", str(database))

    def go(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(["export", *arguments, "--today", DAY.isoformat()])
        said = capsys.readouterr()
        return code, said.out, said.err

    return go


def words(content: bytes, where: str = "") -> dict[str, bytes]:
    """The parts of a file, those of sheets inside it too, without the ones that hold the time of writing."""
    if not content.startswith(b"PK"):
        return {where: content}
    parts = {name: part for name, part in readers.parts(content).items() if "docProps" not in name}
    return {inner: text for name, part in parts.items() for inner, text in words(part, f"{where}/{name}").items()}


ASKED = [
    *(("csv", (option,)) for option in FILTERS),
    *((kind, ("review", "theme", "agency")) for kind in registry.KINDS),
]
"""Each option alone, and each kind with several options: an order is made before its kind is looked at."""


@pytest.mark.parametrize(("kind", "options"), ASKED, ids=lambda value: value if isinstance(value, str) else "+".join(value))
def test_each_option_gives_the_file_that_the_page_with_that_filter_gives(
    run: Callable[..., tuple[int, str, str]], database: Path, tmp_path: Path, kind: str, options: tuple[str, ...]
) -> None:
    """A page reads its filters from its address; the command line from its options. One file comes of both, or one refusal."""
    address = {option.replace("-", "_"): [FILTERS[option]] for option in options}
    with Store(database) as store:
        try:
            expected = words(registry.produce(kind, store, Order(filters=Filters.from_query(address), today=DAY))[1])
        except OutputError as err:
            expected = {"refused": str(err).encode()}
    code, _, err = run(
        kind, "--out", str(tmp_path / "x"), *(part for option in options for part in (f"--{option}", FILTERS[option]))
    )
    if "refused" in expected:
        assert (code, err, list(tmp_path.iterdir())) == (1, f"error: {expected['refused'].decode()}\n", [])
    else:
        assert (code, err) == (0, "")
        assert words((tmp_path / "x").read_bytes()) == expected


def statements(out: Path) -> list[dict[str, str]]:
    text = readers.parts(out.read_bytes())["statements.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


NARROWED = {
    (): ["7.1", "8.1", "Learning 1 (lesson)", "Recommendation 1 (Northby Police)", "Recommendation 2 (Adult Social Care)",
         "Recommendation 1 (Northby Police)", "Recommendation 2 (GP)", "", "2"],
    ("--review", CARA): ["", "2"],
    ("--review", BETH, "--review", CARA): ["Recommendation 1 (Northby Police)", "Recommendation 2 (GP)", "", "2"],
    ("--area", "Southby"): ["", "2"],
    ("--agency", "police"): ["Recommendation 1 (Northby Police)", "Recommendation 1 (Northby Police)"],
    ("--kind", "key_issue", "--kind", "conclusion"): ["7.1", "8.1"],
    ("--year-from", "2020"): ["Recommendation 1 (Northby Police)", "Recommendation 2 (GP)"],
    ("--year-from", "2019", "--year-to", "2019"): ["", "2"],
    ("--area", "Northby", "--kind", "recommendation", "--year-to", "2018"): ["Recommendation 1 (Northby Police)",
                                                                             "Recommendation 2 (Adult Social Care)"],
}  # fmt: skip


@pytest.mark.parametrize("options", NARROWED, ids=" ".join)
def test_the_statements_that_each_option_leaves(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path, options: tuple[str, ...]
) -> None:
    """By hand, from the list of statements in ``tests.situations``."""
    assert run("csv", "--out", str(tmp_path / "x.zip"), *options)[0] == 0
    assert sorted(row["Reference"] for row in statements(tmp_path / "x.zip")) == sorted(NARROWED[options])


def test_restricted_reviews_come_only_when_asked_for_and_then_marked(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    out = tmp_path / "x.zip"
    assert run("csv", "--out", str(out), "--restricted", "--marking", "OFFICIAL")[0] == 0
    assert any("without exception" in row["Text"] for row in statements(out))
    method = readers.parts(out.read_bytes())["README.txt"].decode("utf-8-sig")
    assert "OFFICIAL-SENSITIVE" in method


@pytest.mark.parametrize(
    ("kind", "about", "said"),
    [
        ("theme-briefing", ANNA, f"'{ANNA}' is a review, and 'theme-briefing' is about a theme. Give the id of a theme."),
        ("answer-sheet", "police", "'police' is an agency, and 'answer-sheet' is about a review. Give the id of a review."),
        ("seven-minute", ANNA, f"'{ANNA}' is a review, and 'seven-minute' is about a theme or agency."),
        ("powerpoint", "police", "'powerpoint' is about no one thing, so --about can't be used. Narrow it with --agency police."),
    ],
)  # fmt: skip
def test_about_something_of_the_wrong_sort_makes_no_other_document(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path, kind: str, about: str, said: str
) -> None:
    code, out, err = run(kind, "--out", str(tmp_path / "x"), "--about", about)
    assert (code, out, list(tmp_path.iterdir())) == (1, "", [])
    assert err.startswith(f"error: {said}")
    assert err.count("\n") == 1


@pytest.mark.parametrize(("kind", "about"), [("word", ANNA), ("word", "police"), ("seven-minute", "police"),
                                            ("answer-sheet", ANNA), ("theme-briefing", "marac_process")])  # fmt: skip
def test_about_something_of_the_right_sort(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path, kind: str, about: str
) -> None:
    assert run(kind, "--out", str(tmp_path / "x"), "--about", about)[0] == 0


@pytest.mark.parametrize(("kind", "option", "values", "said"), [
    ("theme-briefing", "--theme", ("marac_process", "training"), "A briefing is about one theme, and the filters name 2."),
    ("seven-minute", "--theme", ("marac_process", "training"), "A briefing is about one theme, and the filters name 2."),
    ("seven-minute", "--agency", ("police", "gp"), "A briefing is about one agency, and the filters name 2."),
    ("answer-sheet", "--review", (ANNA, BETH), "An answer sheet is about one review, and the filters name 2."),
])  # fmt: skip
def test_of_two_neither_is_silently_left_out(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path, kind: str, option: str, values: tuple[str, ...], said: str
) -> None:
    code, _, err = run(kind, "--out", str(tmp_path / "x"), *(part for value in values for part in (option, value)))
    assert code == 1
    assert err.startswith(f"error: {said}")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "place"
    folder.mkdir()
    return folder


BAD_PLACES = {
    "a folder": "place", "no folder": "none/x.zip", "a folder that is a file": "file/x.zip", "a device": "/dev/full",
    "a name that is too long": f"place/{'x' * 300}",
}  # fmt: skip


@pytest.mark.parametrize("what", BAD_PLACES)
def test_a_place_that_cannot_be_written_is_named_in_one_line(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path, place: Path, what: str
) -> None:
    (tmp_path / "file").write_text("a file", encoding="utf-8")
    before = Path("/dev/full").stat().st_mode
    code, out, err = run("csv", "--out", str(tmp_path / BAD_PLACES[what]))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith("error: ")
    assert "written" in err
    assert list(place.iterdir()) == []
    assert Path("/dev/full").stat().st_mode == before


@pytest.mark.parametrize("kind", ["powerpoint", "workbook", "regional"])
def test_a_full_disk_leaves_what_was_there_and_one_line(database: Path, place: Path, kind: str) -> None:
    """A real limit on the size of files in a process of its own: what fills up is the disk, not a stand-in."""
    (place / "x").write_text("what was there", encoding="utf-8")
    code = (
        "import resource, sys\nresource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "from analytics.cli import main\nsys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "export", kind, "--out", str(place / "x")], capture_output=True, text=True, cwd=ROOT,
        env={**os.environ, "LEARNING_DATABASE": str(database)}, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done.stderr
    assert "could not be written" in done.stderr
    assert [(path.name, path.read_text(encoding="utf-8")) for path in place.iterdir()] == [("x", "what was there")]


def test_a_link_is_followed_and_stays_a_link(run: Callable[..., tuple[int, str, str]], tmp_path: Path, place: Path) -> None:
    (tmp_path / "link.zip").symlink_to(place / "x.zip")
    code, out, _ = run("csv", "--out", str(tmp_path / "link.zip"))
    assert (code, json.loads(out)["bytes"]) == (0, (place / "x.zip").stat().st_size)
    assert (tmp_path / "link.zip").is_symlink()
