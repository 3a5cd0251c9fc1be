"""Every export of the shipped reviews: no professional's name in it, and quotations word for word from the published report."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date

import pytest

from analytics.briefings import registry
from analytics.briefings.order import Order
from analytics.pipeline import load_reference, refresh_reference, store_report
from analytics.pipeline.building import recode
from analytics.reading.intake import read_report
from analytics.settings import Settings
from analytics.store.connection import Store
from tests import situations
from tests.unit.briefings import readers

REPORT = Settings().data / "reviews" / "sefton-dhr9-denise-executive-summary.txt"
ORDER = Order(today=date(2024, 7, 1), theme="marac_process")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The shipped report and digests, coded by the stand-in machine: what leaves is the same whichever machine suggests."""
    reference = load_reference(Settings())
    with Store(tmp_path_factory.mktemp("shipped") / "library.duckdb") as store:
        refresh_reference(store, reference)
        store_report(store, read_report(REPORT, Settings(), reference.agencies), reference, None, restricted=False)
        recode(store, situations.StandIn())
        yield store


@pytest.fixture(scope="module")
def files(shipped: Store) -> dict[str, str]:
    """Kind → every word of the file, sheets behind charts, notes and properties included."""
    return {name: _everything(registry.produce(name, shipped, ORDER)[1]) for name in registry.KINDS}


def _everything(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode("utf-8")
    texts = []
    for name, data in readers.parts(content).items():
        texts.append(_everything(data) if name.endswith(".xlsx") else data.decode("utf-8", "replace"))
    return re.sub(r"<[^>]+>", "", "\n".join(texts))


def professionals() -> list[str]:
    """First and last names of the panel, the chair and the author, as the report's own tables and cover print them."""
    text = REPORT.read_text(encoding="utf-8")
    panel = text[text.index("3.1 The panel members were:") : text.index("3.2 The panel met")]
    rows = re.findall(r"^((?:Dr )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+)\t", panel, flags=re.MULTILINE)
    cover = re.findall(r"(?:Chair|Author) ([A-Z][\w-]+ [A-Z][\w-]+)", text[: text.index("CONTENTS")])
    return sorted({name.removeprefix("Dr ") for name in rows + cover} - {"Job Title"})


def test_the_names_to_look_for_were_found() -> None:
    assert len(professionals()) >= 12


@pytest.mark.parametrize("kind", list(registry.KINDS))
def test_no_professional_is_named(files: dict[str, str], kind: str) -> None:
    assert [name for name in professionals() if name in files[kind]] == []


@pytest.mark.parametrize("kind", ["powerpoint", "theme-briefing", "web-page"])
def test_quotations_are_word_for_word(files: dict[str, str], shipped: Store, kind: str) -> None:
    """What stands in quotation marks uncut is in the published text; but for recommendations, whose table cells it breaks up."""
    published = _squeezed(REPORT.read_text(encoding="utf-8"))
    asked = set(shipped.frame("select text from statement where kind = 'recommendation'")["text"])
    found = [text for text in re.findall(r"“([^“”]{40,})”", html.unescape(files[kind])) if "[…]" not in text]
    quoted = [text for text in found if text not in asked]
    assert len(quoted) > 2
    assert [text for text in quoted if _squeezed(text) not in published] == []


def _squeezed(text: str) -> str:
    """Letters and figures alone: joining broken words and undoing hyphenation is the reader's work and tested there."""
    return re.sub(r"[\W_]+", "", text).casefold()
