"""The command line against its contract: every key and type, exit codes, one line of error, never a traceback."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from analytics import cli, pipeline
from analytics.commands import building, extracting, importing, loose
from analytics.errors import ModelUnavailableError
from analytics.model import STATEMENT_KINDS, STATUSES, Judgement, Suggestion
from analytics.settings import DATA_FOLDER
from analytics.store.connection import Store
from analytics.themes.coding import StatementInput
from analytics.themes.labelled_pairs import PairInput
from tests import situations
from tests.situations import ANNA, BETH

ROOT = Path(__file__).resolve().parents[2]
DENISE = DATA_FOLDER / "reviews" / "sefton-dhr9-denise-executive-summary.txt"
TEXT, MAYBE, WHOLE, FLAG = str, (str, type(None)), int, bool
Shape = Any


class Stand(situations.StandIn):
    """The stand-in machine, for loose texts as well."""

    def suggest(self, statements: Sequence[StatementInput]) -> list[tuple[Suggestion, ...]]:
        return [tuple(Suggestion("training", 0.8, "training") for _ in range("training" in s.text)) for s in statements]

    def compare(self, pairs: Sequence[PairInput]) -> list[Judgement]:
        return [Judgement("same" if p.a_text == p.b_text else "unrelated", 0.9, "Alike.") for p in pairs]


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (pipeline, building, importing, loose):
        monkeypatch.setattr(module, "load_machine", lambda *_: Stand())


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "library.duckdb"
    situations.library(path).close()
    monkeypatch.setenv("LEARNING_DATABASE", str(path))
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str, str]]:
    def go(*arguments: str, lines: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
        code = cli.main(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return go


def check(value: Any, shape: Shape, where: str = "") -> None:
    """A value has the contract's keys and types; further keys are free. A list of one shape stands for any number of it."""
    if isinstance(shape, dict):
        assert isinstance(value, dict), where
        for key, inner in shape.items():
            assert key in value, f"{where} lacks {key}"
            check(value[key], inner, f"{where}.{key}")
    elif isinstance(shape, list):
        assert isinstance(value, list), where
        for number, item in enumerate(value):
            check(item, shape[0], f"{where}[{number}]")
    elif isinstance(shape, frozenset):
        assert value in shape, f"{where} is {value!r}"
    else:
        assert isinstance(value, shape), f"{where} is {value!r}"
        assert not (isinstance(value, bool) and shape is int), f"{where} is a boolean"


EXTRACT = {
    "document": {"name": TEXT, "sha256": TEXT, "media_type": TEXT, "pages": (int, type(None)), "characters": WHOLE},
    "review": {name: MAYBE for name in ("csp", "victim_pseudonym", "report_type", "death", "report_date", "period_start",
                                        "period_end")},
    "agencies": [{"name": TEXT, **{name: (bool, type(None)) for name in ("imr", "chronology", "report")}}],
    "terms_of_reference": [{"ref": TEXT, "kind": frozenset({"purpose", "specific"}), "text": TEXT}],
    "sections": [{"ref": MAYBE, "title": TEXT}],
    "paragraphs": [{"ref": MAYBE, "section": MAYBE, "text": TEXT, "page": (int, type(None))}],
    "events": [{"ref": MAYBE, "date": MAYBE, "date_inferred": FLAG, "text": TEXT}],
    "statements": [{"ref": TEXT, "kind": frozenset(STATEMENT_KINDS) - {"finding"}, "agency": MAYBE, "text": TEXT,
                    "page": (int, type(None))}],
    "actions": [{"plan": TEXT, "number": MAYBE, "recommendation": TEXT, "scope": MAYBE, "action": MAYBE, "lead": MAYBE,
                 "milestones": MAYBE, "target": MAYBE, "target_text": MAYBE, "status": frozenset(STATUSES), "completed": MAYBE,
                 "outcome": MAYBE}],
    "warnings": [TEXT],
}  # fmt: skip
IMPORT = {"file": TEXT, "review": MAYBE, "result": frozenset({"imported", "unchanged", "refused"}), "statements": WHOLE,
          "recommendations": WHOLE, "warnings": [TEXT], "error": MAYBE}  # fmt: skip
RECURRENCE = {
    "review": TEXT, "reviews_compared": WHOLE, "answer": TEXT,
    "points": [{"ref": MAYBE, "text": TEXT, "finding": frozenset({"same", "related", "not_found"}), "matches": [
        {"review": TEXT, "ref": MAYBE, "text": TEXT, "relation": frozenset({"same", "related"}), "score": (float, type(None)),
         "timing": frozenset({"before_action_due", "while_action_open", "after_action_complete", "unknown"}),
         "confirmed": frozenset({True, False, None})}]}],
}  # fmt: skip
CODE = {"id": (str, int, float), "themes": [{"theme": TEXT, "score": float, "evidence": TEXT}]}
COMPARE = {"pair": (str, int, float), "relation": frozenset({"same", "related", "unrelated"}), "score": float, "why": TEXT}


def test_every_command_is_listed(run: Callable[..., tuple[int, str, str]], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run("nonsense")
    offered = capsys.readouterr().err.split("choose from ")[1].strip(")\n").replace("'", "").split(", ")
    assert sorted(offered) == sorted(cli.COMMANDS)


def test_extract(run: Callable[..., tuple[int, str, str]]) -> None:
    code, out, err = run("extract", str(DENISE))
    assert (code, err) == (0, "")
    found = json.loads(out)
    check(found, EXTRACT)
    assert (found["review"]["victim_pseudonym"], len(found["statements"])) == ("Denise", 73)


def test_import_one_line_a_file_and_on_after_a_bad_one(
    run: Callable[..., tuple[int, str, str]], database: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    code, out, err = run("import", str(tmp_path / "none.pdf"), str(tmp_path / "empty.txt"), str(DENISE), str(DENISE))
    lines = [json.loads(line) for line in out.splitlines()]
    for line in lines:
        check(line, IMPORT)
    assert (code, err) == (1, "")
    assert [line["result"] for line in lines] == ["refused", "refused", "imported", "unchanged"]
    assert [(line["review"], line["statements"], line["recommendations"]) for line in lines[2:]] == [("sefton-dhr9", 73, 27)] * 2
    assert all(line["error"] for line in lines[:2])
    assert lines[2]["error"] is None


def test_import_of_a_folder(run: Callable[..., tuple[int, str, str]], database: Path) -> None:
    code, out, _ = run("import", "--restricted", str(DENISE.parent))
    assert (code, [json.loads(line)["result"] for line in out.splitlines()]) == (0, ["imported"])
    with Store(database) as store:
        assert store.rows("select restricted from review where review_id = 'sefton-dhr9'") == [{"restricted": True}]


def test_code(run: Callable[..., tuple[int, str, str]]) -> None:
    lines = '{"id": "a", "text": "More training — für alle"}\n\n{"id": 2, "text": "", "agency": null, "kind": "lesson"}\n'
    code, out, err = run("code", lines=lines.encode())
    found = [json.loads(line) for line in out.splitlines()]
    for line in found:
        check(line, CODE)
    assert (code, err) == (0, "")
    assert found == [
        {"id": "a", "themes": [{"theme": "training", "score": 0.8, "evidence": "training"}]},
        {"id": 2, "themes": []},
    ]


def test_compare(run: Callable[..., tuple[int, str, str]]) -> None:
    lines = '\ufeff{"pair": 1, "a_text": "x", "b_text": "x"}\n{"pair": 2, "a_text": "x", "a_agency": "GP", "b_text": "y"}'
    code, out, _ = run("compare", lines=lines.encode())
    found = [json.loads(line) for line in out.splitlines()]
    for line in found:
        check(line, COMPARE)
    assert (code, [line["relation"] for line in found]) == (0, ["same", "unrelated"])


@pytest.mark.parametrize("command", ["code", "compare"])
def test_nothing_in_nothing_out(run: Callable[..., tuple[int, str, str]], command: str) -> None:
    assert run(command, lines=b"\n \n") == (0, "", "")


@pytest.mark.parametrize(
    ("command", "bad", "said"),
    [
        ("code", b"{", "line 2 of the input is not JSON"),
        ("code", b"[1]", "line 2 of the input is JSON but no object"),
        ("code", b'{"id": "b"}', "line 2 of the input: 'text' is missing"),
        ("code", b'{"id": "b", "text": 7}', "line 2 of the input: 'text' is no text"),
        ("code", b'{"text": "x"}', "line 2 of the input: 'id' is missing"),
        ("code", b'{"id": NaN, "text": "x"}', "line 2 of the input: 'id' is missing or neither"),
        ("code", b'{"id": true, "text": "x"}', "line 2 of the input: 'id'"),
        ("code", b'{"id": 1, "text": "x", "agency": []}', "line 2 of the input: 'agency' is no text"),
        ("code", b'\xff{"id": 1}', "line 2 of the input is not UTF-8"),
        ("code", b"[" * 100_000, "line 2 of the input is not JSON"),
        ("compare", b'{"pair": 2, "a_text": "x"}', "line 2 of the input: 'b_text' is missing"),
    ],
)
def test_a_bad_line_is_named(run: Callable[..., tuple[int, str, str]], command: str, bad: bytes, said: str) -> None:
    good = b'{"id": "a", "text": "x", "pair": 1, "a_text": "x", "b_text": "y"}\n'
    code, out, err = run(command, lines=good + bad + b"\n" + good)
    assert (code, out) == (1, "")
    assert err.startswith(f"error: {said}")
    assert err.count("\n") == 1


def test_recurrence(run: Callable[..., tuple[int, str, str]], database: Path) -> None:
    code, out, err = run("recurrence", ANNA)
    found = json.loads(out)
    check(found, RECURRENCE)
    assert (code, err) == (0, "")
    assert (found["review"], found["reviews_compared"]) == (ANNA, 2)
    assert [point["finding"] for point in found["points"]] == ["related", "related", "same", "not_found"]
    assert found["compared_as"] == {"report": 1, "summary": 0, "part": 0, "digest": 1}
    assert found["absence_can_be_shown"]
    best = found["points"][2]["matches"][0]
    assert (best["review"], best["relation"], best["timing"], best["confirmed"]) == (BETH, "same", "after_action_complete", None)
    assert found["answer"] == " ".join((
        "Probably, but no person has confirmed it yet: 1 of 4 learning points is suggested to appear in 1 of the 2 other reviews",
        "compared. 2 are only related, on the same subject with a different ask; 1 was not found.",
        "Compared with 2 other reviews (1 full report, 1 public digest). 1 of them is of Northby, the others of other areas.",
        "A public digest holds only part of a review, so a point that was not found may still be there.",
        "All 6 matches are suggestions of a model: no person has confirmed any of them yet.",
    ))  # fmt: skip


def test_recurrence_where_no_full_report_was_compared(run: Callable[..., tuple[int, str, str]], database: Path) -> None:
    found = json.loads(run("recurrence", BETH)[1])
    check(found, RECURRENCE)
    assert found["compared_as"] == {"report": 0, "summary": 1, "part": 0, "digest": 1}
    assert not found["absence_can_be_shown"]
    assert "An executive summary and a public digest each hold only part of a review" in found["answer"]


def test_recurrence_of_a_review_that_is_not_there(run: Callable[..., tuple[int, str, str]], database: Path) -> None:
    for name in ("nobody", situations.DORA, "' or 1=1 --"):
        code, out, err = run("recurrence", name)
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert err.startswith(f"error: There is no review '{name}'")


def test_build_says_what_it_made_and_makes_it_once(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setenv("LEARNING_DATABASE", str(tmp_path / "new" / "x.duckdb"))
    first, second = (json.loads(run("build")[1]) for _ in range(2))
    assert (first["built"], second["built"]) == (True, False)
    assert first["counts"] == second["counts"]
    assert (first["counts"]["review"], first["counts"]["document"]) == (11, 1)


def test_backup_and_restore(run: Callable[..., tuple[int, str, str]], database: Path, tmp_path: Path) -> None:
    assert run("backup", str(tmp_path / "saved"))[0] == 0
    with Store(database) as store:
        store.frame("delete from statement")
    code, out, _ = run("restore", str(tmp_path / "saved"))
    assert (code, json.loads(out)["counts"]["statement"]) == (0, 10)
    with Store(database) as store:
        assert store.rows("select count(*) as n from statement") == [{"n": 10}]


def test_backup_of_nothing(run: Callable[..., tuple[int, str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEARNING_DATABASE", str(tmp_path / "none.duckdb"))
    code, out, err = run("backup", str(tmp_path / "saved"))
    assert (code, out) == (1, "")
    assert err.startswith("error: There is no database at")
    assert not (tmp_path / "none.duckdb").exists()


def test_doctor(
    run: Callable[..., tuple[int, str, str]], database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, _ = run("doctor")
    found = json.loads(out)
    assert (code, found["database"]["counts"]["review"]) == (0, 4)
    assert found["problems"] == [f"{DENISE.name} in {DENISE.parent} is not in the database: see 'import'."]
    monkeypatch.setenv("LEARNING_DATABASE", str(tmp_path / "none.duckdb"))
    monkeypatch.setenv("EMBEDDING_MODEL", "no/such-model")
    code, out, _ = run("doctor")
    assert code == 0
    assert [problem.split("'")[0] for problem in json.loads(out)["problems"]] == [
        "EMBEDDING_MODEL is ", f"There is no database at {tmp_path / 'none.duckdb'} yet. Run "]  # fmt: skip
    assert not (tmp_path / "none.duckdb").exists()


@pytest.mark.parametrize("kind", ["csv", "workbook", "word"])
def test_export(run: Callable[..., tuple[int, str, str]], database: Path, tmp_path: Path, kind: str) -> None:
    out_file = tmp_path / f"out.{kind}"
    code, out, err = run("export", kind, "--out", str(out_file), "--review", ANNA, "--theme", "marac_process")
    assert (code, err) == (0, "")
    assert json.loads(out) == {"kind": kind, "file": str(out_file), "bytes": out_file.stat().st_size}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--theme", "nonsense"), "error: There is no theme 'nonsense'"),
        (("--review", situations.DORA), "error: There is no review"),
        (("--year-from", "soon"), "error: --year-from 'soon' is no year: give four digits"),
        (("--about", "nonsense"), "error: There is no review, theme or agency 'nonsense'"),
        (("--year-from", "2050"), "error: Nothing matches"),
    ],
)
def test_an_export_that_cannot_be_made_leaves_no_file(
    run: Callable[..., tuple[int, str, str]], database: Path, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:  # fmt: skip
    code, out, err = run("export", "csv", "--out", str(tmp_path / "x.zip"), *options)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(said)
    assert not (tmp_path / "x.zip").exists()


@pytest.mark.parametrize("folder", ["none/x.zip", "."])
def test_an_export_to_a_place_that_is_not_there(
    run: Callable[..., tuple[int, str, str]], database: Path, tmp_path: Path, folder: str
) -> None:  # fmt: skip
    code, _, err = run("export", "csv", "--out", str(tmp_path / folder))
    assert (code, "can't be written" in err) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [(), ("nonsense",), ("extract",), ("recurrence",), ("export", "nonsense", "--out", "x"), ("export", "csv"),
     ("export", "csv", "--out", "x", "--today", "soon"), ("build", "more"), ("--nonsense",)],
)  # fmt: skip
def test_wrong_usage_is_2(run: Callable[..., tuple[int, str, str]], database: Path, arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(*arguments)
    assert caught.value.code == 2


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        (ModelUnavailableError("The model\nis missing."), "error: The model is missing."),
        (KeyboardInterrupt(), "error: stopped by the keyboard"),
        (KeyError("secret"), "error: this should not have happened (KeyError: 'secret')"),
        (RecursionError("deep"), "error: this should not have happened (RecursionError: deep)"),
    ],
)
def test_whatever_happens_it_is_one_line(
    run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch, raised: BaseException, said: str
) -> None:  # fmt: skip
    def fail(*_: object) -> None:
        raise raised

    monkeypatch.setattr(extracting, "read_report", fail)
    code, out, err = run("extract", str(DENISE))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(said)


@pytest.mark.parametrize(("variable", "value"), [("LEARNING_MAX_PAGES", "many"), ("LEARNING_DATA", "/no/such/folder")])
def test_a_setting_that_is_wrong_is_one_line(
    run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:  # fmt: skip
    monkeypatch.setenv(variable, value)
    code, out, err = run("extract", str(DENISE))
    assert (code, out, err.count("\n"), err.startswith("error: ")) == (1, "", 1, True)


def process(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", **options.pop("environment", {})}
    return subprocess.run([sys.executable, "-m", "analytics", *arguments], cwd=ROOT, env=environment, capture_output=True,
                          check=False, **options)  # fmt: skip


def test_another_process_has_the_database(database: Path) -> None:
    with Store(database):
        done = process("recurrence", ANNA, environment={"LEARNING_DATABASE": str(database)})
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (1, b"", 1)
    assert b"is open in another process" in done.stderr


def test_output_is_utf_8_whatever_the_console_says(tmp_path: Path) -> None:
    done = process("extract", str(DENISE))
    assert done.returncode == 0
    assert "✓" in done.stdout.decode() or "’" in done.stdout.decode() or "–" in done.stdout.decode()
    assert done.stderr == b""


def test_a_reader_that_goes_away_is_no_error() -> None:
    with subprocess.Popen([sys.executable, "-m", "analytics", "extract", str(DENISE)], cwd=ROOT, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as running:  # fmt: skip
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 0


@pytest.mark.model
def test_code_and_compare_for_real_without_any_database(tmp_path: Path) -> None:
    nowhere = {"LEARNING_DATABASE": str(tmp_path / "no folder" / "x.duckdb")}
    odd = [
        "Police should attend every MARAC.",
        "",
        "7",
        "word",
        "\x00\x07",
        "Ceci n'est pas une leçon.",
        "long " * 20_000,
        "MARAC \ud800",
    ]
    lines = "\n".join(json.dumps({"id": number, "text": text}) for number, text in enumerate(odd)).encode()
    coded = process("code", input=lines, environment=nowhere)
    assert (coded.returncode, coded.stderr) == (0, b"")
    found = [json.loads(line) for line in coded.stdout.splitlines()]
    for line, text in zip(found, odd, strict=True):
        check(line, CODE)
        assert all(0 <= theme["score"] <= 1 and theme["evidence"] in text for theme in line["themes"])
        assert [theme["score"] for theme in line["themes"]] == sorted((t["score"] for t in line["themes"]), reverse=True)
    assert "marac_process" in [theme["theme"] for theme in found[0]["themes"]]
    assert found[1]["themes"] == found[2]["themes"] == []
    pairs = "\n".join(json.dumps({"pair": n, "a_text": odd[0], "b_text": text}) for n, text in enumerate(odd)).encode()
    compared = process("compare", input=pairs, environment=nowhere)
    assert (compared.returncode, compared.stderr) == (0, b"")
    judged = [json.loads(line) for line in compared.stdout.splitlines()]
    for line in judged:
        check(line, COMPARE)
    assert judged[0]["relation"] == "same"
    assert judged[1]["relation"] == "unrelated"
    assert not (tmp_path / "no folder").exists()
