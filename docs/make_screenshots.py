"""Takes the pictures of ``docs/screenshots`` anew from the running code: ``python docs/make_screenshots.py``.

Starts the dashboard on the database that the settings name (built first where there is none) and saves one picture a page, wide
and light, of the page's first screen. Needs Chromium and ``requirements-dev.txt``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.page_load import ARGUMENTS, served  # noqa: E402  # after the path is set

PICTURES = {
    "overview": "",
    "themes": "themes?theme=marac_process",
    "term_of_reference_13": "term_of_reference_13?review=sefton-dhr9",
    "actions": "actions",
    "agencies": "agencies?agency=police-merseyside",
    "search": "search?q=strangulation",
    "reviews": "reviews?review=sefton-dhr9&ref=7.3",
    "import": "import",
    "coding": "coding",
    "codebook": "codebook",
    "present": "present",
    "method": "method",
}
READY = "[data-testid=stApp][data-test-script-state=notRunning]"


def main() -> None:
    """Save every picture."""
    folder = ROOT / "docs" / "screenshots"
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright, served(ROOT / "app.py", ROOT) as url:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1366, "height": 1100}, color_scheme="light")
        for name, path in PICTURES.items():
            page.goto(f"{url}/{path}")
            page.locator("h1").filter(has_not_text="Getting ready").wait_for(timeout=600_000)
            page.locator(READY).wait_for(timeout=60_000)
            page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton]')")
            page.wait_for_function(
                "() => [...document.querySelectorAll('.js-plotly-plot')].every(p => p.querySelector('.main-svg'))"
            )
            page.screenshot(path=folder / f"{name}.png")
        browser.close()


def _chromium() -> str:
    import shutil

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        raise SystemExit("No Chromium on this machine: apt-get install chromium.")
    return path


if __name__ == "__main__":
    main()
