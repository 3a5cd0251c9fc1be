"""How long a change of a filter takes: on the server at 100,000 statements, and in the browser from the click to the new words.

    python -m benchmarks.filter_change server [LIBRARY.duckdb]     # made with benchmarks.library where it isn't there
    python -m benchmarks.filter_change browser [--rounds 5]        # the database that the settings name

The server's part runs each page's script as the server does, as often as there are filters to set, and takes wall and processor
time of a run with filters that were not set before: nothing of it is in a cache, and the harness around it isn't counted. The
browser's part chooses an area in the filter bar of a page that is open, and waits until the sentence that says what is shown
has changed. Exit code 1 where a median is over the limit: 150 ms on the server, 500 ms in the browser.
"""

from __future__ import annotations

import argparse
import logging
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.library import generate
from benchmarks.page_load import ARGUMENTS, ROOT, served

SERVER_LIMIT, BROWSER_LIMIT = 150, 500
VIEWS: tuple[tuple[str, dict[str, str]], ...] = (
    ("overview", {}), ("themes", {}), ("themes", {"theme": "marac_process"}), ("term_of_reference_13", {"review": "review-0001"}),
    ("actions", {}), ("agencies", {}), ("agencies", {"agency": "agency-01"}), ("search", {"q": "marac"}), ("coding", {}),
    ("present", {}),
)  # fmt: skip
CHANGES: tuple[dict[str, str], ...] = (
    {}, {"area": "Northmere"}, {"year_from": "2015"}, {"kind": "lesson"}, {"area": "Eastholme", "year_to": "2020"},
    {"review": "review-0010"},
)  # fmt: skip
KEYS = ("area", "year_from", "year_to", "kind", "review")
BROWSER_PAGES = ("", "themes?theme=information_sharing", "actions", "agencies", "search?q=risk")
READY = "[data-testid=stApp][data-test-script-state=notRunning]"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("where", choices=["server", "browser"])
    parser.add_argument("library", nargs="?", type=Path, help="database of fictional reviews")
    parser.add_argument("--rounds", type=int, default=5, help="changes a page in the browser; the median counts")
    asked = parser.parse_args()
    return _browser(asked.rounds) if asked.where == "browser" else _server(asked.library)


def _server(library: Path | None) -> int:
    path = library or Path(tempfile.mkdtemp()) / "library.duckdb"
    if not path.exists():
        generate(path)
    os.environ["LEARNING_DATABASE"] = str(path)
    logging.disable(logging.WARNING)
    over = 0
    print(f"{'page':44} {'median ms':>9} {'slowest ms':>10} {'processor ms':>12}")
    for page, query in VIEWS:
        taken = changes(page, query)
        wall, cpu = (statistics.median(column) for column in zip(*taken, strict=True))
        over += wall > SERVER_LIMIT
        name = f"/{page}" + "".join(f"?{key}={value}" for key, value in query.items())
        print(f"{name:44} {wall:9.0f} {max(wall for wall, _ in taken):10.0f} {cpu:12.0f}", flush=True)
    return 1 if over else 0


def changes(page: str, query: dict[str, str]) -> list[tuple[float, float]]:
    """Milliseconds, by the clock and of the processor, for each change of filters on a page that is open."""
    import streamlit as st
    from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
    from streamlit.testing.v1 import AppTest

    from pages.components import data

    taken: list[tuple[float, float]] = []
    run = ScriptRunner._run_script

    def timed(self: ScriptRunner, *asked: Any, **named: Any) -> None:
        wall, cpu = time.perf_counter(), time.process_time()
        run(self, *asked, **named)
        taken.append(((time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000))

    data.forget()  # pages share answers
    st.cache_resource.clear()
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
    if page != "overview":
        app.switch_page(f"pages/{page}.py")
    app.query_params.update({**query, "area": "Oakdene"})
    app.run()
    with patch.object(ScriptRunner, "_run_script", timed):
        for change in CHANGES:
            _change(app, {**change, **query}, query)
    return taken


def _change(app: Any, wanted: dict[str, str], kept: dict[str, str]) -> None:
    for key in KEYS:
        if key in app.query_params and key not in kept:
            del app.query_params[key]
    app.query_params.update(wanted)
    app.run()
    if app.exception or app.error:
        raise SystemExit(str([element.value for element in (*app.exception, *app.error)]))


def _browser(rounds: int) -> int:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    over = 0
    with sync_playwright() as playwright, served(ROOT / "app.py", ROOT) as url:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for path in BROWSER_PAGES:
            taken = repaints(browser, f"{url}/{path}", rounds)
            over += statistics.median(taken) > BROWSER_LIMIT
            print(f"/{path:<40} {statistics.median(taken):6.0f} ms (from {min(taken):.0f} to {max(taken):.0f})", flush=True)
        browser.close()
    return 1 if over else 0


def repaints(browser: object, url: str, rounds: int) -> list[float]:
    """Milliseconds from choosing an area to the sentence that names it, each in an open page, one area after another."""
    page = browser.new_page(viewport={"width": 1366, "height": 900})  # type: ignore[attr-defined]
    page.goto(url)
    page.locator("h1").filter(has_not_text="Getting ready").wait_for(timeout=600_000)
    page.locator(READY).wait_for(timeout=60_000)
    page.get_by_text("Narrow what is shown").click()
    box = page.get_by_role("combobox", name="Areas").first
    box.wait_for()
    taken = []
    for _ in range(rounds):
        page.locator(READY).wait_for()
        page.wait_for_timeout(1500)  # charts are drawn, nothing is under way
        before = page.get_by_role("status").first.inner_text()
        box.click()
        box.press("ArrowDown")
        began = time.perf_counter()
        box.press("Enter")
        page.wait_for_function(
            "before => { const s = document.querySelector('[role=status]'); return s && s.innerText !== before }", arg=before
        )
        taken.append((time.perf_counter() - began) * 1000)
        page.keyboard.press("Escape")
    page.close()
    return taken


if __name__ == "__main__":
    sys.exit(main())
