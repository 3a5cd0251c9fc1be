"""The real server, on a database that the real first start built, in the real browser. A missing browser fails, never skips."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
READY = "[data-testid=stApp][data-test-script-state=notRunning]"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker(pytest.mark.e2e)


@dataclass
class Server:
    """A running dashboard and what it has written."""

    database: Path
    log: Path
    port: int = field(default_factory=lambda: _free_port())
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        environment = {**os.environ, "LEARNING_DATABASE": str(self.database), "HF_HUB_OFFLINE": "1", "NO_COLOR": "1"}
        command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={self.port}", "--server.address=127.0.0.1"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        self._wait()

    def _wait(self) -> None:
        assert self.process is not None
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            assert self.process.poll() is None, f"the server died:\n{self.log.read_text()}"
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2) as answer:  # noqa: S310  # our own server
                    if answer.status == 200:
                        return
            except (URLError, OSError):
                time.sleep(0.1)
        pytest.fail(f"the server did not answer within 60 seconds:\n{self.log.read_text()}")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(timeout=30)


@dataclass
class FirstStart:
    """What the browser saw while the database was being built."""

    heading: str
    progress: str
    half_built: bool
    address_after: str
    heading_after: str
    left_behind: list[str]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("No Chromium on this machine: 'apt-get install chromium'. The browser tests are not skipped.", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("dashboard")
    server = Server(folder / "learning.duckdb", folder / "server.log")
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def first_start(server: Server, browser: Browser) -> FirstStart:
    """The first start, killed half-way, and the next start, which finishes it: every other test uses that database."""
    page = browser.new_page()
    page.goto(f"{server.url}/themes")
    page.get_by_test_id("stProgress").wait_for(timeout=60_000)
    heading, progress = page.locator("h1").inner_text(), page.get_by_test_id("stProgress").inner_text()
    server.stop(signal.SIGKILL)
    half_built = server.database.exists()
    page.close()
    server.start()
    page = browser.new_page()
    page.goto(f"{server.url}/term_of_reference_13?review=sefton-dhr9&finding=related")
    page.get_by_role("heading", level=1, name="Term of reference 13").first.wait_for(timeout=240_000)
    settle(page)
    seen = FirstStart(heading, progress, half_built, page.url, page.locator("h1").inner_text(), _left(server))
    page.close()
    return seen


def _left(server: Server) -> list[str]:
    return sorted(path.name for path in server.database.parent.iterdir() if "building" in path.name or "unfinished" in path.name)


Visit = Callable[..., Page]


@pytest.fixture
def visit(server: Server, first_start: FirstStart, browser: Browser) -> Iterator[Visit]:
    """Open an address in a browser of its own, and wait until it is drawn. At the end no request may have left the host."""
    contexts: list[BrowserContext] = []
    strangers: list[str] = []

    def watch(request: Request) -> None:
        if urlsplit(request.url).hostname not in ("127.0.0.1", None):
            strangers.append(request.url)

    def open_address(path: str = "/", *, width: int = 1366, dark: bool = False) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light")
        contexts.append(context)
        context.on("request", watch)
        page = context.new_page()
        page.goto(f"{server.url}{path}")
        settle(page)
        return page

    yield open_address
    for context in contexts:
        context.close()
    assert strangers == [], "requests left the host"


def settle(page: Page) -> None:
    """Wait until the script has run, its page is drawn, and nothing of the page before is left beside it."""
    page.locator("h1").first.wait_for(timeout=60_000)
    page.locator(READY).wait_for(timeout=60_000)
    page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')")
