"""The REFI-QDA project, read back by hand: what another program finds where the standard says it looks."""

from __future__ import annotations

import zipfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from lxml import etree

from analytics.briefings import refi_qda
from analytics.briefings.contents import Contents, gather
from analytics.briefings.order import Order
from analytics.store.connection import Store
from analytics.store.decisions import Decision, record
from tests import situations
from tests.unit.briefings import readers
from tests.unit.briefings.conftest import DAY, HOSTILE

NAMES = {"q": "urn:QDA-XML:project:1.0"}
ORDER = ["Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs", "Description", "NoteRef"]
"""Of a project's parts, as the standard's schema has them."""


class Project:
    """A .qdpx as a program opens it: positions in the text are looked up, ids followed."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            assert archive.testzip() is None
            self.files = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.files["project.qde"])
        self.names = {element.get("guid"): element.get("name") for element in self.find("//*[@guid]")}

    def find(self, path: str) -> list[etree._Element]:
        """Elements of a path in the standard's name space, ``q:``."""
        found: list[etree._Element] = self.root.xpath(path, namespaces=NAMES)
        return found

    def text_of(self, source: etree._Element) -> str:
        """The file that a source names; 'internal://' means the folder 'sources'."""
        path = source.get("plainTextPath") or ""
        assert path.startswith("internal://")
        return self.files[f"sources/{path.removeprefix('internal://')}"].decode()

    def coded(self) -> list[tuple[str, str, str, str]]:
        """(review, words, theme, who) of every coding, in the order of the file."""
        return [
            (
                source.get("name") or "",
                self.text_of(source)[int(place.get("startPosition") or ""):int(place.get("endPosition") or "")],
                self.names[coding.find("q:CodeRef", NAMES).get("targetGUID")],
                self.names[coding.get("creatingUser")],
            )
            for source in self.find("//q:TextSource")
            for place in source.findall("q:PlainTextSelection", NAMES)
            for coding in place.findall("q:Coding", NAMES)
        ]  # fmt: skip


@pytest.fixture
def project(contents: Contents) -> Project:
    return Project(refi_qda.from_contents(contents))


def test_each_code_lies_on_the_words_of_its_statement(project: Project) -> None:
    police = "Police must attend every MARAC meeting"
    coded = project.coded()
    assert ("Northby DHR1 (Anna)", f"{police}.", "MARAC process", refi_qda.MACHINE) in coded
    assert Counter(review for review, *_ in coded) == {
        "Northby DHR1 (Anna)": 4,
        "Northby (Beth, died 2021)": 3,
        "Southby (2020)": 2,
    }
    assert {who for *_, who in coded} == {refi_qda.MACHINE}


def test_what_a_person_confirmed_has_another_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    with situations.library(tmp_path_factory.mktemp("confirmed") / "library.duckdb") as store:
        before = gather(store, Order(today=DAY)).codes
        chosen = before.iloc[0]
        subject, theme = str(chosen["statement_id"]), str(chosen["theme_id"])
        record(store, Decision("1", "code", subject, theme, "accepted", "reader", datetime(2024, 6, 1, tzinfo=UTC)))
        found = Project(refi_qda.build(store, Order(today=DAY))).coded()
    assert Counter(who for *_, who in found) == {refi_qda.MACHINE: len(before) - 1, refi_qda.PEOPLE: 1}


def test_the_parts_stand_in_the_order_of_the_schema_and_every_id_is_known(project: Project) -> None:
    parts = [etree.QName(child).localname for child in project.root]
    assert parts == [name for name in ORDER if name in parts]
    ids = [element.get("guid") for element in project.find("//*[@guid]")]
    assert len(ids) == len(set(ids))
    assert {element.get("targetGUID") for element in project.find("//*[@targetGUID]")} <= set(ids)


def test_every_theme_is_in_the_codebook_with_its_definition(project: Project) -> None:
    themes = {code.get("name"): code.findtext("q:Description", namespaces=NAMES) for code in project.find("//q:Code/q:Code")}
    assert len(themes) == 4
    assert all(themes.values())


def test_a_digest_is_said_to_be_partial_and_suggestions_to_be_suggestions(project: Project) -> None:
    held = {case.get("name"): case.xpath("string(q:VariableValue[last()]/q:TextValue)", namespaces=NAMES)
            for case in project.find("//q:Case")}  # fmt: skip
    assert held["Southby (2020)"] == "public digest, partial"
    assert "proposals of a statistical model" in (project.root.findtext("q:Description", namespaces=NAMES) or "")


def test_restricted_reviews_stay_behind(project: Project) -> None:
    assert not any("Dora" in name or "without exception" in data.decode() for name, data in project.files.items())


def test_whatever_a_report_holds_stays_text(hostile: Store) -> None:
    words = {words for _, words, *_ in Project(refi_qda.build(hostile, Order(today=DAY))).coded()}
    assert HOSTILE[1] in words
    assert "-2+3 MARAC with a bell  and a form feed  inside" in words


def test_the_same_contents_give_the_same_bytes(contents: Contents) -> None:
    assert refi_qda.from_contents(contents) == refi_qda.from_contents(contents)


def test_a_theme_without_notes_has_its_definition_alone(contents: Contents) -> None:
    """Frames hold nothing as NaN, which is true."""
    themes = contents.themes.assign(include=float("nan"), exclude=float("nan"))
    text = readers.parts(refi_qda.from_contents(replace(contents, themes=themes)))["project.qde"].decode()
    assert "nan" not in text
    assert "Leaves out" not in text
    noted = readers.parts(refi_qda.from_contents(replace(contents, themes=contents.themes.assign(exclude="Gossip."))))
    assert "Leaves out: Gossip." in noted["project.qde"].decode()
