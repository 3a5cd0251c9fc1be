"""The Word documents: structure that a screen reader needs, references that lead to the passage, words that are the report's."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from docx.oxml.ns import qn

from analytics.briefings import registry, word_answer, word_seven, word_theme
from analytics.briefings.contents import Contents
from analytics.briefings.order import Order
from analytics.errors import FilterError, NotStoredError, OutputError
from analytics.store.connection import Store
from analytics.store.decisions import Decision, record
from tests import situations
from tests.situations import ANNA, CARA, DORA
from tests.unit.briefings import readers
from tests.unit.briefings.conftest import DAY, HOSTILE

ABOUT = {
    "answer-sheet": Order(today=DAY, marking="OFFICIAL", review=ANNA),
    "theme-briefing": Order(today=DAY, marking="OFFICIAL", theme="marac_process"),
    "seven-minute": Order(today=DAY, marking="OFFICIAL", theme="marac_process"),
    "seven-minute agency": Order(today=DAY, marking="OFFICIAL", agency="police"),
}


@pytest.fixture(scope="module")
def made(library: Store) -> dict[str, bytes]:
    return {name: registry.produce(name.split()[0], library, order)[1] for name, order in ABOUT.items()}


@pytest.mark.parametrize("name", ABOUT)
def test_headings_are_real_and_skip_no_level(made: dict[str, bytes], name: str) -> None:
    styles = [p.style.name for p in readers.paper(made[name]).paragraphs if p.text]
    assert styles[0] == "Title"
    levels = [0, *(int(style[-1]) for style in styles if style.startswith("Heading "))]
    assert len(levels) > 5
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("name", ABOUT)
def test_tables_repeat_their_headings_and_say_what_they_are(made: dict[str, bytes], name: str) -> None:
    for table in readers.paper(made[name]).tables:
        first, *rest = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in rest)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))


def test_charts_are_native_described_and_editable(made: dict[str, bytes]) -> None:
    content = made["theme-briefing"]
    drawings = readers.xml(content, "word/document.xml").xpath("//wp:docPr", namespaces=readers.NAMESPACES)
    assert len(drawings) == len(readers.paper_charts(content)) >= 1
    assert all(len(drawing.get("descr")) > 30 for drawing in drawings)
    assert not [name for name in readers.parts(content) if name.startswith("word/media")]


@pytest.mark.parametrize("name", ABOUT)
def test_pages_are_numbered_by_fields_and_marked_above_and_below(made: dict[str, bytes], name: str) -> None:
    section = readers.paper(made[name]).sections[0]
    fields = section.footer._element.xpath(".//w:fldSimple/@w:instr")
    assert fields == ["PAGE", "NUMPAGES"]
    assert section.header.paragraphs[0].text == section.footer.paragraphs[-1].text == "OFFICIAL"


@pytest.mark.parametrize("name", ABOUT)
def test_each_number_cited_stands_in_the_references_and_each_reference_is_cited(made: dict[str, bytes], name: str) -> None:
    paper = readers.paper(made[name])
    listed = [int(p.text[1 : p.text.index("]")]) for p in paper.paragraphs if p.style.name == "Reference"]
    running = [p.text for p in paper.paragraphs if p.style.name != "Reference"]
    running += [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    cited = {int(number) for text in running for number in re.findall(r"\[(\d+)\]", text)}
    assert listed == sorted(cited) == list(range(1, len(listed) + 1))
    assert listed


def test_references_lead_to_review_paragraph_and_page(made: dict[str, bytes]) -> None:
    references = [p.text.split("\t")[1] for p in readers.paper(made["answer-sheet"]).paragraphs if p.style.name == "Reference"]
    assert "Northby DHR1 (Anna), paragraph 7.1, page 5" in references
    assert "Northby DHR1 (Anna), Recommendation 1 (Northby Police), page 8" in references


def test_the_answer_names_what_was_found_and_what_was_not(made: dict[str, bytes]) -> None:
    """By hand: R1 came again for Beth; 7.1 and lesson 1 share MARAC with hers; R2 shares only a remedy with Cara."""
    text = readers.paper_text(made["answer-sheet"])
    assert "Probably, but no person has confirmed it yet: 1 of 4 learning points is suggested to appear in 1 of the 2" in text
    assert "Northby (Beth, died 2021): “Police must attend every MARAC meeting from now on.”" in text
    assert "After the earlier action was reported complete." in text
    assert "No match has been confirmed by a person yet, so no recurrence is stated here." in text


def test_a_digest_is_not_put_in_quotation_marks(made: dict[str, bytes], library: Store) -> None:
    content = registry.produce("theme-briefing", library, Order(today=DAY, theme="information_sharing"))[1]
    text = readers.paper_text(content)
    assert "Information was not shared between agencies." in text
    assert "“Information was not shared between agencies.”" not in text
    assert "“Surgeries should share information with the MARAC.”" in text


@pytest.mark.parametrize("name", ABOUT)
def test_it_says_what_it_is_made_of(made: dict[str, bytes], name: str) -> None:
    text = readers.paper_text(made[name])
    for said in ("1 July 2024", "codebook 1", "digest", "proposals of a statistical model"):
        assert said in text
    assert "Dora" not in text
    assert readers.external_targets(made[name]) == []
    assert readers.paper(made[name]).core_properties.comments == ""


def test_seven_minutes_are_seven_sections(made: dict[str, bytes]) -> None:
    for name in ("seven-minute", "seven-minute agency"):
        headings = [p.text[:2] for p in readers.paper(made[name]).paragraphs if p.style.name == "Heading 1"]
        assert headings == ["1.", "2.", "3.", "4.", "5.", "6.", "7.", "Re"]


def test_an_agency_s_briefing_counts_what_was_asked_of_it(made: dict[str, bytes]) -> None:
    text = readers.paper_text(made["seven-minute agency"])
    assert "Northby Police is named in the learning of 2 reviews, in 2 statements." in text
    assert "1 of 2 recommendations with an action plan is reported done." in text


def test_a_restricted_review_is_in_a_document_only_when_asked_for_and_then_marked(library: Store) -> None:
    with pytest.raises(NotStoredError):
        word_answer.build(library, Order(today=DAY, review=DORA))
    content = word_answer.build(library, Order(today=DAY, review=DORA, include_restricted=True))
    assert readers.paper(content).sections[0].header.paragraphs[0].text == "OFFICIAL-SENSITIVE"


def test_what_doesn_t_exist_is_named(library: Store) -> None:
    with pytest.raises(NotStoredError, match="nobody"):
        word_answer.build(library, Order(today=DAY, review="nobody"))
    with pytest.raises(FilterError, match="no theme 'nothing'"):
        word_theme.build(library, Order(today=DAY, theme="nothing"))
    with pytest.raises(FilterError, match="no agency 'nobody'"):
        word_seven.build(library, Order(today=DAY, agency="nobody"))


def test_a_theme_found_nowhere_makes_no_briefing(library: Store) -> None:
    with pytest.raises(OutputError, match="'Risk assessment' was not found in 'All reviews'"):
        word_theme.build(library, Order(today=DAY, theme="risk_assessment"))


def test_a_digest_alone_has_no_learning_points_to_answer_for(library: Store) -> None:
    content = word_answer.build(library, Order(today=DAY, review=CARA))
    assert "Term of reference 13: Southby (2020)" in readers.paper_text(content)


def test_hostile_text_is_only_text(hostile: Store) -> None:
    content = word_theme.build(hostile, Order(today=DAY, theme="marac_process"))
    text = readers.paper_text(content)
    assert f"“{HOSTILE[0]}”" in text
    assert f"“{HOSTILE[1]}”" in text
    assert readers.external_targets(content) == []


def test_found_is_said_as_surely_as_it_is_known(tmp_path: Path) -> None:
    """Three statements of Anna and two of Beth carry the theme; a person confirms one of Anna's, then one of Beth's."""
    order = Order(today=DAY, theme="marac_process")
    where = "in 2 of 3 reviews (2 reports)"
    with situations.library(tmp_path / "l.duckdb") as store:
        assert f"MARAC process is suggested {where}; no person has confirmed it yet." in _text(store, order)
        _accept(store, f"{ANNA}/key-issue-7-1")
        text = _text(store, order)
        assert "MARAC process is confirmed in 1 and suggested in 1 more of 3 reviews (2 reports)." in text
        table = readers.paper(word_theme.build(store, order)).tables[0]
        assert [row.cells[3].text for row in table.rows[1:]] == [
            "found, confirmed by a person", "found, suggested", "cannot tell (partial)"]  # fmt: skip
        _accept(store, f"{situations.BETH}/recommendation-1-northby-police")
        assert f"MARAC process was found {where}, confirmed by a person." in _text(store, order)


def _text(store: Store, order: Order) -> str:
    return readers.paper_text(word_theme.build(store, order))


def _accept(store: Store, statement_id: str) -> None:
    stored = {row["statement_id"] for row in store.rows("select statement_id from statement")}
    assert statement_id in stored, sorted(stored)
    record(store, Decision(statement_id, "code", statement_id, "marac_process", "accepted", "A tester", datetime(2024, 1, 1)))


def test_notes_of_the_codebook_point_to_themes_by_name(contents: Contents) -> None:
    note = "A duty to share (information_sharing); see also no_such_theme."
    assert word_theme._by_name(note, contents) == "A duty to share (information sharing); see also no_such_theme."


def test_the_pages_behind_the_digests_are_named(made: dict[str, bytes]) -> None:
    for name in ("answer-sheet", "theme-briefing"):
        assert "Southby (2020): A public page, https://example.org/southby" in readers.paper_text(made[name])


def test_a_related_match_has_no_probability_of_being_the_same(made: dict[str, bytes]) -> None:
    tables = readers.paper(made["answer-sheet"]).tables
    judged = next(t for t in tables if t.rows[0].cells[2].text == "Judgement")
    assert [row.cells[2].text.split(".")[0] for row in judged.rows[1:]] == ["Suggested as related"] * 2


def test_a_heading_row_of_a_table_is_never_alone_at_the_foot_of_a_page(made: dict[str, bytes]) -> None:
    for content in made.values():
        for table in readers.paper(content).tables:
            first, *rest = table.rows
            assert all(paragraph.paragraph_format.keep_with_next for cell in first.cells for paragraph in cell.paragraphs)
            assert not any(p.paragraph_format.keep_with_next for row in rest for cell in row.cells for p in cell.paragraphs)


def test_a_table_of_reviews_says_no_dash_where_it_doesn_t_know(library: Store) -> None:
    """A dash is 'not found' in the grid: for a digest without the theme it isn't known, for a report it is none."""
    rows = readers.paper(word_theme.build(library, ABOUT["theme-briefing"])).tables[0].rows[1:]
    assert {row.cells[0].text: row.cells[4].text for row in rows} == {
        "Northby DHR1 (Anna)": "3", "Northby (Beth, died 2021)": "2", "Southby (2020)": "not known",
    }  # fmt: skip
    rows = readers.paper(word_theme.build(library, Order(today=DAY, theme="information_sharing"))).tables[0].rows[1:]
    assert next(row.cells[4].text for row in rows if "Anna" in row.cells[0].text) == "0"


def test_seven_minutes_are_in_good_english(library: Store) -> None:
    """Adult Social Care was asked for one thing, which is open; Anna's review is a report, Beth's title has the year of death."""
    social = readers.paper_text(word_seven.build(library, Order(today=DAY, agency="asc")))
    assert "0 of 1 recommendation with an action plan is reported done." in social
    assert "1 recommendation, to train staff." in social
    assert "A digest is partial: its report isn't loaded." not in social, "no digest is listed"
    police = readers.paper_text(word_seven.build(library, Order(today=DAY, agency="police")))
    assert "Northby (Beth, died 2021);" in police or "Northby (Beth, died 2021)." in police
    assert "died 2021), death in 2021" not in police
    partnership = readers.paper_text(word_seven.build(library, Order(today=DAY, agency="csp")))
    assert "A digest is partial: its report isn't loaded." in partnership
    assert "Digests here: Southby (2020)." in partnership


def test_a_recommendation_is_to_whom_the_charts_count_it_for(library: Store) -> None:
    contents, theme = word_theme.theme_contents(library, ABOUT["theme-briefing"])
    row = SimpleNamespace(agency=None, statement_id=f"{ANNA}/recommendation-1-northby-police")
    assert word_theme._to_whom(contents, row) == "Northby Police"
    assert word_theme._to_whom(contents, SimpleNamespace(agency=None, statement_id="nothing")) == "not named"
    assert theme.theme_id == "marac_process"


def test_a_heading_and_what_introduces_a_table_stay_with_what_follows(made: dict[str, bytes]) -> None:
    for content in made.values():
        rows = list(readers.paper(content).paragraphs)
        assert all(p.paragraph_format.keep_with_next for p in rows if p.style.name.startswith("Heading"))
        captions = [p for p in rows if p.style.name == "Caption"]
        assert all(p.paragraph_format.keep_with_next for p in captions)
    introduced = [p for p in readers.paper(made["answer-sheet"]).paragraphs if p.text.startswith("The nearest elsewhere")]
    assert [p.paragraph_format.keep_with_next for p in introduced] == [True]
