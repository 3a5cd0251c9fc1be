"""What recurs across areas: shown only once another partnership's counts have been received."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from analytics.briefings import exchange
from analytics.briefings.order import Order
from analytics.store.connection import Store
from tests.pages.conftest import open_page, words
from tests.pages.test_numbers import table


def theirs(database: Path) -> bytes:
    """Our own file as if two other areas had sent it."""
    with Store(database, read_only=True) as store:
        made = json.loads(exchange.build(store, Order(today=date(2024, 7, 1))))
    for number, review in enumerate(made["reviews"]):
        review["key"], review["area"] = f"{number:016x}", f"{review['area']} East"
    return json.dumps(made).encode()


def test_without_other_files_nothing_is_said_of_areas(database: Path) -> None:
    assert "Across areas" not in words(open_page("overview"))


def test_overview_says_in_how_many_areas_a_theme_recurs(database: Path) -> None:
    """MARAC process: Northby and Northby East of 4 areas; information sharing: all 4."""
    exchange.receive(theirs(database), "theirs.json", exchange.received_folder(database))
    app = open_page("overview")
    said = words(app)
    assert "Suggested: information sharing recurs in 4 of 4 areas: Northby, Northby East, Southby and Southby East." in said
    shown = table(app, "Areas").set_index("Theme")
    assert shown["Areas"].to_dict() == {"Information sharing": "4 of 4", "MARAC process": "2 of 4"}
    assert shown["Reviews"].to_dict() == {"Information sharing": "4 of 6", "MARAC process": "4 of 6"}


def test_a_file_is_kept_when_it_is_uploaded_and_a_wrong_one_refused(database: Path) -> None:
    files = [("theirs.json", theirs(database), "application/json"), ("wrong.json", b"{}", "application/json")]
    app = open_page("present", opened=("present_more", "regional"))
    app.file_uploader(key="regional_files").set_value(files).run()
    assert "theirs.json: kept, 3 reviews in 2 areas." in words(app)
    assert "wrong.json is not an exchange file" in words(app)
    assert len(list(exchange.received_folder(database).iterdir())) == 1


def test_a_broken_file_in_the_folder_is_named_and_hides_nothing_else(database: Path) -> None:
    folder = exchange.received_folder(database)
    exchange.receive(theirs(database), "theirs.json", folder)
    (folder / "broken.json").write_text("no")
    app = open_page("overview")
    assert any("broken.json is not an exchange file" in warning.value.replace("\\", "") for warning in app.warning)
    assert "recurs in 4 of 4 areas" in words(app)
