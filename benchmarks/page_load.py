"""How long each page takes to be usable, cold in a fresh browser, against an empty Streamlit page in the same run.

    python -m benchmarks.page_load [--rounds 5] [--limit 1.5]

Prints a line a page: median seconds until it is usable, how many times the empty page's that is, and until its charts are drawn.
'Usable' is when the script has run and its words and controls are there; charts follow as soon as the browser has loaded plotly
(4.7 MB, kept by the browser after the first visit; here every visit is a first). Exit code 1 where a page is over the limit. The
database is the one the settings name; it is built first where there is none.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import socket
from urllib.error import URLError

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "", "themes", "term_of_reference_13", "actions", "agencies", "search", "reviews", "import", "coding", "codebook", "present",
    "method",
)  # fmt: skip
EMPTY = 'import streamlit as st\nst.title("Empty")\n'
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="visits a page; the median counts")
    parser.add_argument("--limit", type=float, default=1.5, help="most times the empty page's seconds")
    asked = parser.parse_args()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        (Path(folder) / "empty.py").write_text(EMPTY, encoding="utf-8")
        with served(Path(folder) / "empty.py", Path(folder)) as empty, served(ROOT / "app.py", ROOT) as app:
            return report(browser, empty, app, asked.rounds, asked.limit)


def report(browser: Browser, empty: str, app: str, rounds: int, limit: float) -> int:
    """Visit the empty page and each of ours in turn, so that a busy machine is busy for all."""
    seconds(browser, app, 600)
    seconds(browser, empty)
    times: dict[str, list[tuple[float, float]]] = {page: [] for page in ("(empty)", *PAGES)}
    for _ in range(rounds):
        times["(empty)"].append(seconds(browser, empty))
        for page in PAGES:
            times[page].append(seconds(browser, f"{app}/{page}"))
    base = statistics.median(usable for usable, _ in times["(empty)"])
    over = 0
    for page, taken in times.items():
        usable, drawn = (statistics.median(column) for column in zip(*taken, strict=True))
        over += usable > limit * base
        name = page if page == "(empty)" else f"/{page}"
        print(f"{name:<24}usable {usable:5.2f} s, {usable / base:4.2f} times; drawn {drawn:5.2f} s")
    return 1 if over else 0


def seconds(browser: Browser, url: str, timeout_s: int = 60) -> tuple[float, float]:
    """Seconds until the page of a fresh browser is usable, and until its charts are drawn."""
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    page = context.new_page()
    began = time.perf_counter()
    page.goto(url)
    page.locator("h1").wait_for(timeout=timeout_s * 1000)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=timeout_s * 1000)
    usable = time.perf_counter() - began
    page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton]')")
    drawn = time.perf_counter() - began
    context.close()
    return usable, drawn


@contextmanager
def served(script: Path, folder: Path) -> Iterator[str]:
    """A Streamlit server for the script, stopped at the end."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}", "--server.address=127.0.0.1"]
    process = subprocess.Popen(  # noqa: S603  # our own command
        [*command, "--server.headless=true", "--browser.gatherUsageStats=false"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def _await(url: str) -> None:
    for _ in range(600):
        with suppress(URLError, OSError), urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):  # noqa: S310  # our own
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not answer within a minute")


if __name__ == "__main__":
    sys.exit(main())
