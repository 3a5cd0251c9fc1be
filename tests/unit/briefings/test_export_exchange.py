"""The exchange file: no word of a review in it, nothing believed that it says, and sums worked out by hand."""

from __future__ import annotations

import hashlib
import json
import stat
from itertools import permutations
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.briefings import exchange, exchange_key
from analytics.briefings.exchange import Exchange, load, merge, recurs_words
from analytics.briefings.order import Order
from analytics.errors import OutputError, UnreadableFileError
from analytics.filters import Filters
from analytics.store.connection import Store
from tests import situations
from tests.situations import ANNA, BETH, CARA, DORA
from tests.unit.briefings.conftest import DAY

REVIEW: dict[str, Any] = {"key": "0" * 16, "area": "X", "coverage": "full", "themes": {}, "confirmed": {}, "remedies": {}}


@pytest.fixture(scope="module")
def content(library: Store) -> bytes:
    return exchange.build(library, Order(today=DAY))


def test_counts_by_review_as_worked_out_by_hand(content: bytes) -> None:
    made = json.loads(content)
    assert made["codebook_version"] == 1
    assert [theme["id"] for theme in made["codebook"]] == ["marac_process", "information_sharing", "risk_assessment", "training"]
    found = {(review["area"], review["coverage"], tuple(sorted(review["themes"].items())), tuple(review["remedies"].items()))
             for review in made["reviews"]}  # fmt: skip
    assert found == {
        ("Northby", "partial", (("marac_process", 3), ("training", 1)), (("train", 1),)),
        ("Northby", "full", (("information_sharing", 1), ("marac_process", 2)), ()),
        ("Southby", "partial", (("information_sharing", 1), ("training", 1)), (("train", 1),)),
    }


def test_it_holds_no_text_no_name_and_no_date_of_a_death(content: bytes, library: Store) -> None:
    raw = content.decode()
    texts = (
        library.frame("select text from statement")["text"].tolist() + library.frame("select title from review")["title"].tolist()
    )
    for text in [*texts, "Anna", "Beth", "Cara", "Dora", "2018", "2021", "2019", "northby-dhr1"]:
        assert text not in raw
    known = {"key", "area", "coverage", "themes", "confirmed", "remedies"}
    assert all(set(review) == known for review in json.loads(raw)["reviews"])


def test_a_part_of_a_review_is_never_sent_as_the_whole(library: Store, content: bytes) -> None:
    narrowed = Order(today=DAY, filters=Filters(themes=("training",), agencies=("police",), kinds=("lesson",)))
    assert exchange.build(library, narrowed) == content


def keys(content: bytes) -> set[str]:
    return {review["key"] for review in json.loads(content)["reviews"]}


def plain(review_id: str) -> str:
    return hashlib.sha256(review_id.encode()).hexdigest()[:16]


def test_a_public_review_has_the_same_key_wherever_it_is_held(content: bytes) -> None:
    assert keys(content) == {plain(review) for review in (ANNA, BETH, CARA)}


def test_a_restricted_review_s_key_can_t_be_guessed_from_its_id(tmp_path: Path) -> None:
    order, made = Order(today=DAY, include_restricted=True), []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        with situations.library(tmp_path / name / "library.duckdb") as store:
            made.append([keys(exchange.build(store, order)) for _ in range(2)])
    public = {plain(review) for review in (ANNA, BETH, CARA)}
    for first, again in made:
        assert first == again, "the same review keeps its key from file to file"
        assert public < first
        assert plain(DORA) not in first
    assert made[0][0] & made[1][0] == public, "each database has a secret of its own"


def test_the_secret_is_its_owner_s_alone_and_made_only_when_needed(tmp_path: Path) -> None:
    place = exchange_key.secret_path(tmp_path / "library.duckdb")
    with situations.library(tmp_path / "library.duckdb") as store:
        exchange.build(store, Order(today=DAY))
        assert not place.exists()
        exchange.build(store, Order(today=DAY, include_restricted=True))
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert len(place.read_bytes()) == 32
    assert sorted(path.name for path in tmp_path.iterdir() if "exchange-key" in path.name) == [place.name]
    place.write_bytes(b"short")
    with pytest.raises(OutputError, match="too short"):
        exchange_key.secret_of(tmp_path / "library.duckdb")


def test_git_leaves_the_secret_alone() -> None:
    ignored = (Path(__file__).resolve().parents[3] / ".gitignore").read_text(encoding="utf-8").split()
    assert f"*{exchange_key.FILE_SUFFIX}" in ignored


def test_it_says_its_view_its_models_and_what_a_suggestion_is(library: Store) -> None:
    filters = Filters(areas=("Northby",), reviews=(ANNA,), year_from=2018)
    made = json.loads(exchange.build(library, Order(today=DAY, filters=filters)))
    assert made["view"] == "Northby, 1 review chosen by name, some years of death only"
    assert json.loads(exchange.build(library, Order(today=DAY)))["view"] == "All reviews"
    assert any(model.startswith("coding model ") for model in made["models"])
    assert "proposals of a statistical model" in made["suggestions"]
    assert "None of the" in made["suggestions"]


def test_files_of_older_versions_can_still_be_read(content: bytes) -> None:
    whole = json.loads(content)
    for added in ("view", "models", "suggestions"):
        del whole[added]
    assert len(load(json.dumps(whole).encode()).reviews) == 3


def test_nothing_coded_is_nothing_to_send(empty: Store) -> None:
    with pytest.raises(OutputError):
        exchange.build(empty, Order(today=DAY))


def test_what_was_sent_can_be_read(content: bytes) -> None:
    assert load(content).model_dump_json(indent=2).encode() == content


def made(
    area: str, counts: dict[str, int], *, day: str = "2024-07-01", key: str = "0" * 16, known: str = "abc", full: bool = True
) -> Exchange:
    """A file about one review."""
    review = {**REVIEW, "key": key, "area": area, "coverage": "full" if full else "partial", "themes": counts}
    codebook = [{"id": letter, "name": letter.upper(), "axis": "subject"} for letter in known]
    return Exchange.model_validate({
        "format": "domestic-homicide-review-themes", "format_version": 1, "software": "0", "made_on": day, "marking": "none",
        "codebook_version": 1, "codebook": codebook, "reviews": [review],
    })  # fmt: skip


def rows(frame: pd.DataFrame) -> dict[str, tuple[Any, ...]]:
    return {
        row.theme_id: (row.areas_found, row.areas, row.found_in, row.reviews_found, row.statements) for row in frame.itertuples()
    }


def test_recurs_in_so_many_areas() -> None:
    files = [
        made("Ashton", {"a": 2, "b": 1}, key="1" * 16),
        made("Barton", {"a": 1}, key="2" * 16),
        made("Barton", {"a": 4, "c": 1}, key="3" * 16),
        made("Carton", {"b": 1}, key="4" * 16, known="ab"),
    ]
    frame = merge(files)
    assert rows(frame) == {
        "a": (2, 3, "Ashton; Barton", 3, 7), "b": (2, 3, "Ashton; Carton", 2, 2), "c": (1, 2, "Barton", 1, 1),
    }  # fmt: skip
    assert list(frame["theme_id"]) == ["a", "b", "c"]
    assert recurs_words(next(frame.itertuples())) == "Suggested: a recurs in 2 of 3 areas: Ashton and Barton."


def test_the_order_of_files_doesn_t_matter() -> None:
    files = [
        made("Ashton", {"a": 1}, key="1" * 16),
        made("Barton", {"b": 2}, key="2" * 16),
        made("Carton", {"a": 3}, key="3" * 16),
    ]
    first = merge(files)
    for other in permutations(files):
        pd.testing.assert_frame_equal(merge(other), first)


def test_a_review_sent_twice_counts_once_newest_first_and_full_before_partial() -> None:
    old, new = made("Ashton", {"a": 1}, day="2023-01-01"), made("Ashton", {"a": 5}, day="2024-01-01")
    assert rows(merge([new, old]))["a"] == (1, 1, "Ashton", 1, 5)
    digest = made("Ashton", {"a": 9}, day="2025-01-01", full=False)
    assert rows(merge([digest, new]))["a"] == (1, 1, "Ashton", 1, 5)


def test_no_file_makes_an_empty_table() -> None:
    assert merge([]).empty


BROKEN: dict[str, Any] = {
    "extra words": {"comment": "A case fact"},
    "another format": {"format": "something"},
    "a newer format": {"format_version": 2},
    "no review": {"reviews": []},
    "markup in an area": {"reviews": [{**REVIEW, "area": "<b>X</b>"}]},
    "unknown theme": {"reviews": [{**REVIEW, "themes": {"zz": 1}}]},
    "more confirmed than found": {"reviews": [{**REVIEW, "themes": {"a": 1}, "confirmed": {"a": 2}}]},
    "a count below one": {"reviews": [{**REVIEW, "themes": {"a": 0}}]},
    "a count in words": {"reviews": [{**REVIEW, "themes": {"a": "1"}}]},
    "a review's text": {"reviews": [{**REVIEW, "text": "What happened"}]},
    "a review twice": {"reviews": [REVIEW, REVIEW]},
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_isn_t_exactly_such_a_file_is_refused_in_one_line(name: str) -> None:
    whole = json.loads(made("Ashton", {"a": 1}).model_dump_json())
    with pytest.raises(UnreadableFileError) as caught:
        load(json.dumps({**whole, **BROKEN[name]}).encode(), "theirs.json")
    assert str(caught.value).startswith("theirs.json is not an exchange file")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("junk", [b"", b"not json", b"[]", b"null", b"\xff\xfe", b"{" * 100_000, b'{"format": 1e999}'])
def test_junk_is_refused_in_one_line(junk: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        load(junk)


def test_a_file_too_large_is_not_even_parsed() -> None:
    with pytest.raises(UnreadableFileError, match="larger than 5 MB"):
        load(b" " * (exchange.MOST_BYTES + 1))


def test_a_folder_is_read_as_far_as_it_can_be(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(made("Ashton", {"a": 1}).model_dump_json().encode())
    (tmp_path / "b.json").write_bytes(b"broken")
    loaded, problems = exchange.load_folder(tmp_path)
    assert [one.reviews[0].area for one in loaded] == ["Ashton"]
    assert len(problems) == 1
    assert problems[0].startswith("b.json")
    assert exchange.load_folder(tmp_path / "nowhere") == ([], [])
