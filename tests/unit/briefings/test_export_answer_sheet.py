"""The answer sheet: whose words stand in quotation marks, what a narrowed one counts, and which findings it can have."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from analytics.briefings import word_answer
from analytics.briefings.order import Order
from analytics.errors import InputError, OutputError
from analytics.filters import Filters
from analytics.pipeline import Reference, refresh_reference
from analytics.pipeline.building import recode
from analytics.pipeline.reference import Digest, DigestStatement
from analytics.store.connection import Store
from analytics.store.decisions import Decision, record
from tests import situations
from tests.situations import AGENCIES, ANNA, BETH, CARA, CODEBOOK, REGISTER
from tests.unit.briefings import readers
from tests.unit.briefings.conftest import DAY

OURS = "Police must attend every MARAC meeting, as we put it."


def cells(content: bytes) -> list[str]:
    return [cell.text for table in readers.paper(content).tables for row in table.rows for cell in row.cells]


def paragraphs(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in readers.paper(content).paragraphs]


@pytest.fixture
def with_digest(tmp_path: Path) -> Store:
    """The library with a digest that says the same as the reports, says something else, and numbers its statements."""
    digest = Digest(
        CARA, "Southby (2020)", "Southby",
        (DigestStatement("recommendation", OURS, "2", "The partnership"),
         DigestStatement("recommendation", "Nobody else asks for this in our words.", "3", "The partnership")),
        year_of_death=2019,
    )  # fmt: skip
    store = situations.library(tmp_path / "l.duckdb")
    refresh_reference(store, Reference(AGENCIES, CODEBOOK, REGISTER, (digest,)))
    recode(store, situations.StandIn())
    return store


def test_a_digest_s_own_points_are_neither_quoted_nor_given_a_paragraph(with_digest: Store) -> None:
    content = word_answer.build(with_digest, Order(today=DAY, review=CARA))
    text = readers.paper_text(content)
    assert OURS in text
    assert f"“{OURS}”" not in text
    assert "“Nobody else" not in text
    assert "paragraph 2" not in text
    assert "Southby (2020), digest, reference 2" in text


def test_a_report_s_own_points_are_quoted_wherever_they_stand(library: Store) -> None:
    """7.1 is related, Recommendation 2 was not found."""
    found = cells(word_answer.build(library, Order(today=DAY, review=ANNA)))
    assert any("“MARAC was not attended by the police.”" in cell for cell in found)
    assert "“Adult Social Care should provide training on risk.”" in found


def test_a_narrowed_sheet_lists_less_and_answers_for_all(library: Store) -> None:
    """Three of Anna's four points carry MARAC process; the answer, its table and the draft stay those of the whole review."""
    content = word_answer.build(library, Order(today=DAY, review=ANNA, filters=Filters(themes=("marac_process",))))
    text = readers.paper_text(content)
    assert "1 of 4 learning points is suggested to appear" in text
    assert "The 4 learning points of Northby DHR1 (Anna) were compared" in text
    assert "of 3 learning points" not in text
    assert "The 3 learning points" not in text
    only = "The lists show 3 of 4 learning points (MARAC process); the answer, its table and the draft are about all of them"
    assert only in paragraphs(content)[1], "on the first page, under the title"
    assert "training on risk" not in text
    assert "The lists show" not in readers.paper_text(word_answer.build(library, Order(today=DAY, review=ANNA)))


def test_a_narrowing_that_leaves_nothing_makes_no_sheet(library: Store) -> None:
    with pytest.raises(OutputError, match="no learning points that these filters leave"):
        word_answer.build(library, Order(today=DAY, review=ANNA, filters=Filters(agencies=("gp",))))


def test_two_reviews_are_not_silently_one(library: Store) -> None:
    with pytest.raises(InputError, match="about one review, and the filters name 2"):
        word_answer.build(library, Order(today=DAY, filters=Filters(reviews=(ANNA, BETH))))


def test_where_a_full_report_was_compared_an_absence_can_be_told_even_if_there_is_none(library: Store) -> None:
    """Beth's whole report was compared: no row may say 'cannot tell'."""
    store_cells = cells(word_answer.build(library, Order(today=DAY, review=ANNA)))
    assert "Not found in the reviews compared" in store_cells
    assert not any(cell.startswith("Cannot tell") for cell in store_cells)


def test_where_only_a_summary_and_a_digest_were_compared_no_row_says_not_found(library: Store) -> None:
    """Anna's executive summary alone is held: its silence is none of her review."""
    found = cells(word_answer.build(library, Order(today=DAY, review=BETH)))
    assert "Cannot tell: no full report was compared" in found
    assert "Not found in the reviews compared" not in found
    assert "executive summary" in found


def test_where_only_digests_were_compared_no_row_says_not_found(tmp_path: Path) -> None:
    with situations.library(tmp_path / "l.duckdb") as store:
        store.frame("update review set restricted = true where review_id = $id", {"id": BETH})
        found = cells(word_answer.build(store, Order(today=DAY, review=ANNA)))
    assert "Cannot tell: no full report was compared" in found
    assert "Not found in the reviews compared" not in found


def test_findings_that_nobody_confirmed_are_headed_as_suggested(library: Store) -> None:
    text = readers.paper_text(word_answer.build(library, Order(today=DAY, review=ANNA)))
    assert "Suggested: the same learning elsewhere (1)" in text
    assert "Suggested as related: the same subject, a different ask (2)" in text


def test_one_confirmed_match_heads_no_other_point_as_found(tmp_path: Path) -> None:
    """Two of Anna's points are related to Beth's; a person says so of one, then of both."""
    heading = "elated: the same subject, a different ask"
    with situations.library(tmp_path / "l.duckdb") as store:
        for number, point in enumerate(("key-issue-7-1", "learning-1-lesson"), start=1):
            pair = sorted((f"{ANNA}/{point}", f"{BETH}/recommendation-1-northby-police"))
            record(store, Decision(str(number), "match", *pair, "related", "A tester", datetime(2024, 1, 1)))
            content = word_answer.build(store, Order(today=DAY, review=ANNA))
            said = f"Suggested as r{heading}" if number == 1 else f"R{heading}"
            rows = {row.cells[0].text: row.cells[2].text for row in readers.paper(content).tables[0].rows[1:]}
            assert rows[said] == f"{number} of 2"
            assert f"{said} (2)" in readers.paper_text(content).split("\n")
