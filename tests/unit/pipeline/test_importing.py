"""Import: all or nothing, the same bytes once, history kept, restricted kept back. With a stand-in for reader and model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from analytics.errors import QueryError, UnreadableFileError
from analytics.filters import Filters
from analytics.model import Report, Suggestion
from analytics.pipeline import Item, import_report, importing, store_report
from analytics.settings import Settings
from analytics.store import queries
from analytics.store.connection import Store
from tests import situations
from tests.situations import ANNA, REFERENCE, StandIn


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with situations.library(tmp_path / "l.duckdb") as made:
        yield made


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that the database holds, to compare before and after."""
    tables = [
        row["table_name"]
        for row in store.rows("select table_name from information_schema.tables where table_type = 'BASE TABLE'")
    ]
    return {table: sorted(tuple(map(repr, row.values())) for row in store.rows(f"select * from {table}")) for table in tables}  # noqa: S608


def test_the_same_bytes_twice_change_nothing(store: Store) -> None:
    before = dump(store)
    done = store_report(store, situations.anna(), REFERENCE, StandIn())
    assert (done.result, done.review, done.statements, done.recommendations) == ("unchanged", ANNA, 5, 2)
    assert dump(store) == before


def test_the_same_bytes_as_restricted_change_nothing_either_and_that_is_said(store: Store) -> None:
    before = dump(store)
    done = store_report(store, situations.anna(), REFERENCE, StandIn(), restricted=True)
    assert done.warnings[-1] == importing.STAYS_VISIBLE
    assert dump(store) == before
    dora = store_report(store, situations.dora(), REFERENCE, StandIn(), restricted=True)
    assert (dora.result, importing.STAYS_VISIBLE in dora.warnings) == ("unchanged", False), "Dora's review is restricted"


def test_an_import_is_coded_and_compared_at_once(tmp_path: Path) -> None:
    with situations.empty(tmp_path / "e.duckdb") as store:
        stages: list[str] = []
        for report in (situations.anna(), situations.beth()):
            done = store_report(store, report, REFERENCE, StandIn(), progress=lambda stage, *_: stages.append(stage))
        assert (done.file, done.review, done.result, done.statements) == ("beth.txt", "northby-2021-beth", "imported", 2)
        assert list(dict.fromkeys(stages)) == ["encoding", "coding", "comparing"]
        one = queries.recurrence_matches(store, ANNA)
    with situations.library(tmp_path / "l.duckdb") as built:
        other = queries.recurrence_matches(built, ANNA)
    columns = ["statement_id", "match_id", "relation", "score", "timing"]
    assert one[columns].equals(other[columns]), "one by one and all at once come to the same"


def test_a_newer_version_updates_statuses_and_keeps_the_history(store: Store) -> None:
    done = store_report(store, situations.anna("anna-2.txt", "complete"), REFERENCE, StandIn())
    assert (done.result, done.statements) == ("imported", 5)
    changes = queries.action_changes(store, Filters())
    assert changes[["action_id", "was", "now"]].to_numpy().tolist() == [[f"{ANNA}/action-asc-2", "ongoing", "complete"]]
    assert queries.documents(store, ANNA)["name"].tolist() == ["anna-2.txt", "anna.txt"]
    assert queries.passages(store, ANNA)["document"].unique().tolist() == ["anna-2.txt"]
    assert len(queries.statements(store, Filters(reviews=(ANNA,)))) == 5


def test_a_text_that_is_still_there_is_not_encoded_again(store: Store) -> None:
    machine = StandIn()
    machine.encoder = type(machine.encoder)(_Refusing(), lambda model, hashes: _stored(store, hashes))
    done = store_report(store, situations.anna("anna-2.txt"), REFERENCE, machine)
    assert done.result == "imported"


def test_restricted_reviews_stay_restricted(store: Store) -> None:
    newer = situations.dora()
    done = store_report(
        store, Report(situations.document("dora-2.txt"), newer.review, statements=newer.statements), REFERENCE, None
    )
    assert done.review == situations.DORA
    assert situations.DORA not in queries.reviews(store, Filters())["review_id"].tolist()


@pytest.mark.parametrize("failing", ["code", "matches", "remedies"])
def test_a_failure_half_way_leaves_everything_as_it_was(store: Store, failing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the machine broke")

    before, machine = dump(store), StandIn()
    monkeypatch.setattr(machine, failing, fail)
    with pytest.raises(RuntimeError, match="broke"):
        store_report(store, situations.anna("anna-2.txt", "complete"), REFERENCE, machine)
    assert dump(store) == before


def test_a_suggestion_that_breaks_the_rules_of_the_store_leaves_everything_as_it_was(store: Store) -> None:
    class Wild(StandIn):
        def code(self, items: Sequence[Item]) -> list[tuple[Suggestion, ...]]:
            return [(Suggestion("training", 7.5, "x"),) for _ in items]

    before = dump(store)
    with pytest.raises(QueryError, match="CHECK"):
        store_report(store, situations.anna("anna-2.txt"), REFERENCE, Wild())
    assert dump(store) == before


def test_a_file_that_cannot_be_read_stores_nothing(store: Store, tmp_path: Path) -> None:
    before = dump(store)
    with pytest.raises(UnreadableFileError, match="does not exist"):
        import_report(store, tmp_path / "none.pdf", Settings(), REFERENCE, StandIn())
    assert dump(store) == before


def test_reading_comes_first_and_reports_its_progress(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(importing, "read_report", lambda *_: situations.anna("anna-2.txt"))
    stages: list[tuple[str, int, int]] = []
    import_report(store, tmp_path / "anna-2.txt", Settings(), REFERENCE, StandIn(), progress=lambda *step: stages.append(step))
    assert stages[:2] == [("reading", 0, 1), ("reading", 1, 1)]


def test_the_library_is_the_same_in_any_order_of_import(tmp_path: Path) -> None:
    found = []
    for name, reports in (("a", [situations.anna(), situations.beth()]), ("b", [situations.beth(), situations.anna()])):
        with situations.empty(tmp_path / f"{name}.duckdb") as store:
            for report in reports:
                store_report(store, report, REFERENCE, StandIn())
            found.append([dump(store)[table] for table in ("statement", "action", "leads_to", "passage", "review")])
    assert found[0] == found[1]


class _Refusing:
    """An encoder that must not be asked."""

    name, hash, dimension = "hashing-16", StandIn().encoder.hash, 16

    def encode(self, texts: Sequence[str]) -> object:
        raise AssertionError(f"encoded again: {texts}")


def _stored(store: Store, hashes: Sequence[str]) -> dict[str, object]:
    rows = store.rows("select text_hash, vector from vector where text_hash in (select unnest($h))", {"h": list(hashes)})
    return {row["text_hash"]: row["vector"] for row in rows}
