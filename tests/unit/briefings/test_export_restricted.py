"""Unpublished reviews in exports are said to be so; where no action plan is loaded, nothing is said of what happened after."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from analytics.briefings import powerpoint, registry, web_page, word_theme
from analytics.briefings.order import Order
from analytics.filters import Filters
from analytics.store.connection import Store
from tests import situations
from tests.situations import CARA, DORA
from tests.unit.briefings import readers
from tests.unit.briefings.conftest import DAY

EVERY = Order(today=DAY, include_restricted=True)
ONLY = replace(EVERY, filters=Filters(reviews=(DORA,)))


def deck_of(store: Store, order: Order) -> str:
    return readers.deck_text(powerpoint.build(store, order))


def test_the_view_says_how_many_reviews_are_unpublished_and_the_method_which(library: Store) -> None:
    text = deck_of(library, EVERY)
    assert "All reviews, 1 of them restricted and unpublished" in text
    assert "Restricted, unpublished: Northby (Dora, died 2022)" in text
    assert "Source: published and restricted, unpublished domestic homicide reviews" in text
    assert "unpublished" not in deck_of(library, Order(today=DAY))


def test_a_deck_of_restricted_reviews_alone_names_no_public_source(library: Store) -> None:
    text = deck_of(library, ONLY)
    assert "Source: restricted, unpublished domestic homicide reviews." in text
    assert "published domestic homicide" not in text.replace("unpublished domestic homicide", "")


@pytest.mark.parametrize("kind", ["workbook", "web-page"])
def test_a_restricted_review_has_no_public_source(tmp_path: Path, kind: str) -> None:
    with situations.library(tmp_path / "l.duckdb") as store:
        store.frame("update review set source_title = 'A draft', source_url = 'https://example.org/draft' where review_id = $id",
                    {"id": DORA})  # fmt: skip
        content = registry.produce(kind, store, EVERY)[1]
    if kind == "workbook":
        rows = {row["Review id"]: row for row in readers.sheet_rows(content, "Reviews")}
        assert rows[DORA]["Public source"] == "none: restricted, unpublished"
        assert rows[DORA]["Address of the public source"] is None
        assert rows[CARA]["Public source"] == "A public page"
    else:
        assert b"none: restricted, unpublished" in content
        assert b"example.org/draft" not in content


def test_without_an_action_plan_nothing_is_said_of_what_happened_after(library: Store) -> None:
    """Cara is a digest: no plan of hers is loaded. Beth's is, and nothing came up again after it."""
    cara = Order(today=DAY, filters=Filters(reviews=(CARA,)))
    said = "can't be said: no action plan is loaded"
    for text in (deck_of(library, cara), web_page.build(library, cara).decode().replace("&#39;", "'")):
        assert said in text
        assert "Nothing is known" not in text
    briefing = readers.paper_text(word_theme.build(library, replace(cara, theme="information_sharing")))
    assert said in briefing
    assert "No learning with this theme is known" not in briefing
    beth = Order(today=DAY, filters=Filters(reviews=(situations.BETH,)))
    assert "Nothing is known to have happened again" in deck_of(library, beth)
