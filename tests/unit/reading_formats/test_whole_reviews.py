"""The whole reader on fictional reviews in many layouts, against answers written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.agencies import Agencies
from analytics.model import Report
from analytics.reading.kinds import recognise
from analytics.reading.limits import Limits
from analytics.reading.transport import report_from_json
from analytics.reading.worker import read
from analytics.settings import Settings
from tests.fixtures.catalogue import NAMES, answer_of, file_of
from tests.fixtures.scoring import Count, Score, all_text, score

ENOUGH = 0.95
PARTS = ("recommendations", "lessons", "actions", "statuses", "dates", "leads", "particulars", "sections")


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    """Each fictional review, read in this process."""
    limits = Limits.of(Settings())
    return {
        name: read(file_of(name), name, recognise(file_of(name), name).format, "0" * 64, limits, Agencies(())) for name in NAMES
    }


@pytest.fixture(scope="module")
def scores(reports: dict[str, Report]) -> dict[str, Score]:
    """Each against its answer."""
    return {name: score(report, answer_of(name)) for name, report in reports.items()}


@pytest.mark.parametrize("part", PARTS)
def test_found_in_all_layouts_together(scores: dict[str, Score], part: str) -> None:
    total = Count()
    for found in scores.values():
        total.add(getattr(found, part))
    wrong = [f"{name}: {line}" for name, found in scores.items() for line in found.wrong]
    assert total.wanted > 0
    assert total.f1 >= ENOUGH, "\n".join(wrong)


@pytest.mark.parametrize("name", NAMES)
def test_each_layout_is_read(scores: dict[str, Score], name: str) -> None:
    found = scores[name]
    for part in ("recommendations", "lessons", "actions"):
        assert getattr(found, part).f1 >= 0.8, "\n".join(found.wrong)


@pytest.mark.parametrize("name", NAMES)
def test_what_should_not_be_there_is_not(scores: dict[str, Score], name: str) -> None:
    assert [line for line in scores[name].wrong if line.startswith("should not be there")] == []


@pytest.mark.parametrize("name", NAMES)
def test_pages_and_white_space(reports: dict[str, Report], name: str) -> None:
    report = reports[name]
    pages = [p.page for p in report.paragraphs]
    if report.document.media_type == "application/pdf":
        assert all(page is not None and 1 <= page <= (report.document.pages or 0) for page in pages)
        assert pages == sorted(pages, key=lambda page: page or 0)
    for text in all_text(report):
        assert "\t" not in text
        assert "\u00a0" not in text
        assert "\ufffd" not in text


@pytest.mark.parametrize("name", NAMES)
def test_survives_the_pipe(reports: dict[str, Report], name: str) -> None:
    import json

    assert report_from_json(json.loads(json.dumps(reports[name].to_json()))) == reports[name]


def test_the_page_on_reading_names_every_layout() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "reading.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"| {name} |" not in page] == []
