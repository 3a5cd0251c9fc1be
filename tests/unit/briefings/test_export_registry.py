"""The list of exports: each is made quickly, without a model, whole or not at all."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lxml import etree

from analytics.briefings import registry
from analytics.briefings.order import Order
from analytics.errors import InputError, OutputError
from analytics.filters import Filters
from analytics.store.connection import Store
from tests.situations import ANNA, DORA
from tests.unit.briefings import readers
from tests.unit.briefings.conftest import DAY

BEGINNINGS = {
    ".pptx": b"PK",
    ".docx": b"PK",
    ".xlsx": b"PK",
    ".zip": b"PK",
    ".qdpx": b"PK",
    ".html": b"<!DOCTYPE html>",
    ".json": b"{",
}


def test_the_kinds_are_those_that_are_documented() -> None:
    assert set(registry.KINDS) >= {"powerpoint", "word", "workbook", "csv", "web-page", "regional"}
    for kind in registry.KINDS.values():
        assert kind.help.endswith(".")


@pytest.mark.parametrize("name", list(registry.KINDS))
def test_each_kind_is_written_whole_in_good_time(library: Store, name: str, tmp_path: Path) -> None:
    began = time.process_time()
    registry.export(name, library, Order(today=DAY), tmp_path / "out")
    assert time.process_time() - began < 10
    assert os.listdir(tmp_path) == ["out"]
    suffix = Path(registry.KINDS[name].file_name).suffix
    assert (tmp_path / "out").read_bytes().startswith(BEGINNINGS[suffix])


@pytest.mark.parametrize("name", list(registry.KINDS))
def test_each_kind_with_nothing_to_show_says_so_and_leaves_no_file(empty: Store, name: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"no file was made|no answer sheet"):
        registry.export(name, empty, Order(today=DAY), tmp_path / "out")
    assert os.listdir(tmp_path) == []


def _texts(content: bytes) -> list[bytes]:
    """The parts of a zip, of an embedded zip too, or the one text that a file is."""
    if not content.startswith(b"PK"):
        return [content]
    return [text for part in readers.parts(content).values() for text in _texts(part)]


@pytest.mark.parametrize("name", list(registry.KINDS))
def test_no_kind_lets_a_report_s_words_be_anything_but_words(hostile: Store, name: str) -> None:
    """Scripts, formulas, links, bells and turned writing: every part can be parsed, and none of it does anything."""
    texts = _texts(registry.produce(name, hostile, Order(today=DAY, theme="marac_process"))[1])
    for text in texts:
        said = text.decode("utf-8", "replace")
        assert not set(said) & set("\x07\x0c\u202e\u2067"), said[:80]
        if said.startswith("<"):  # in plain text, markup is words
            assert "<script" not in said
            assert "<img" not in said
        if said.startswith("<?xml"):
            root = etree.fromstring(text)
            assert root.findall(".//{*}c/{*}f") == [], "a formula"
    assert any("MARAC" in text.decode("utf-8", "replace") for text in texts)


@pytest.mark.parametrize("name", list(registry.KINDS))
def test_no_kind_holds_a_restricted_review_that_was_not_asked_for(library: Store, name: str) -> None:
    for text in _texts(registry.produce(name, library, Order(today=DAY))[1]):
        assert b"Dora" not in text
        assert b"without exception" not in text
        assert DORA.encode() not in text


@pytest.mark.parametrize("name", list(registry.KINDS))
def test_each_kind_with_restricted_reviews_is_marked(library: Store, name: str) -> None:
    content = registry.produce(name, library, Order(today=DAY, include_restricted=True))[1]
    texts = readers.parts(content).values() if content.startswith(b"PK") else [content]
    assert any(b"OFFICIAL-SENSITIVE" in text for text in texts)


def test_an_unknown_kind_lists_those_there_are(library: Store) -> None:
    with pytest.raises(InputError, match=r"no export 'pdf'.*powerpoint, word"):
        registry.produce("pdf", library, Order(today=DAY))


@pytest.mark.parametrize(("order", "title"), [
    (Order(today=DAY), "Does this learning appear in other reviews?"),
    (Order(today=DAY, review=ANNA), "Does this learning appear in other reviews?"),
    (Order(today=DAY, theme="training"), "Training"),
    (Order(today=DAY, filters=Filters(themes=("information_sharing",))), "Information sharing"),
    (Order(today=DAY, agency="police"), "Northby Police"),
    (Order(today=DAY, filters=Filters(agencies=("police",))), "Northby Police"),
])  # fmt: skip
def test_word_makes_the_document_that_fits(library: Store, order: Order, title: str) -> None:
    content = registry.produce("word", library, order)[1]
    assert readers.paper(content).paragraphs[0].text == title


def test_file_names_hold_nothing_that_a_file_system_minds() -> None:
    kind = registry.KINDS["answer-sheet"]
    assert registry.file_name(kind, Order(today=DAY, review="../X Y/ü")) == "term-of-reference-13-x-y-2024-07-01.docx"
    assert registry.file_name(registry.KINDS["csv"], Order(today=DAY, review=ANNA)) == "learning-from-reviews-csv-2024-07-01.zip"


def test_making_files_needs_no_model_and_offering_them_no_office_library() -> None:
    modules = ", ".join(f"analytics.briefings.{kind.module}" for kind in registry.KINDS.values() if kind.module)
    assert _loaded("analytics.briefings.registry") == set()
    assert _loaded(modules) == {"pptx", "docx", "xlsxwriter"}


def _loaded(modules: str) -> set[str]:
    """Which of the heavy libraries come with the modules."""
    heavy = {"torch", "sentence_transformers", "streamlit", "sklearn", "pptx", "docx", "xlsxwriter"}
    code = f"import sys, {modules}; print(*({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    return set(done.stdout.split())


SAYS_OF_ITSELF = {
    "the view": ("Northby",), "the day": ("1 July 2024", "2024-07-01"), "the codebook": ("codebook 1", "codebook version 1"),
    "the reviews": ("Northby DHR1 (Anna)",), "what a suggestion is": ("proposals of a statistical model", "suggest"),
    "the marking": ("OFFICIAL",),
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name in registry.KINDS if name != "regional"])
def test_each_kind_says_view_day_versions_reviews_suggestions_and_marking(library: Store, name: str) -> None:
    order = Order(filters=Filters(areas=("Northby",)), today=DAY, marking="OFFICIAL")
    said = " ".join(
        re.sub(r"<[^>]+>", "", text.decode("utf-8", "replace")) for text in _texts(registry.produce(name, library, order)[1])
    )
    missing = [what for what, words in SAYS_OF_ITSELF.items() if not any(word in said for word in words)]
    assert missing == []


@pytest.mark.parametrize("name", [name for name in registry.KINDS if name != "regional"])
def test_each_kind_tells_digests_from_reports(library: Store, name: str) -> None:
    content = registry.produce(name, library, Order(today=DAY, theme="information_sharing"))[1]
    said = " ".join(text.decode("utf-8", "replace") for text in _texts(content))
    assert "Southby (2020)" in said
    assert re.search(r"digest", said, re.I)


def test_the_exchange_file_says_day_version_and_marking_and_what_is_partial(library: Store) -> None:
    made = json.loads(registry.produce("regional", library, Order(today=DAY, marking="OFFICIAL"))[1])
    assert (made["made_on"], made["codebook_version"], made["marking"]) == ("2024-07-01", 1, "OFFICIAL")
    assert sorted(review["coverage"] for review in made["reviews"]) == ["full", "partial", "partial"], "a summary is a part"
