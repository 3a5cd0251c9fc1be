"""How long a PDF of about sixty pages takes to read, by stage, and how much memory.

    python benchmarks/read_speed.py --pages 60

Prints JSON: processor seconds of each stage, of the whole call through the door, and peak memory of the child.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analytics.agencies import Agencies, load_agencies
from analytics.model import Document
from analytics.reading.formats import pdf
from analytics.reading.formats.pdf_opening import check
from analytics.reading.formats.pdf_pages import read_pages
from analytics.reading.intake import read_report
from analytics.reading.limits import Limits
from analytics.reading.report import report_from_blocks
from analytics.settings import DATA_FOLDER, Settings
from tests.fixtures.long_review import long_review


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Speed of reading a PDF.")
    parser.add_argument("--pages", type=int, default=60)
    pages = parser.parse_args().pages
    data = long_review(pages)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.pdf"
        path.write_bytes(data)
        result = {**_door(path), **_stages(data)}
    print(json.dumps(result, indent=1))


def _door(path: Path) -> dict[str, float]:
    agencies = load_agencies(DATA_FOLDER / "agencies.yaml") if (DATA_FOLDER / "agencies.yaml").exists() else Agencies(())
    started = time.perf_counter()
    report = read_report(path, Settings(), agencies)
    seconds = time.perf_counter() - started
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "pages": report.document.pages or 0,
        "characters": report.document.characters,
        "statements": len(report.statements),
        "actions": len(report.actions),
        "door_seconds": round(seconds, 2),
        "child_processor_seconds": round(child.ru_utime + child.ru_stime, 2),
        "child_peak_mb": round(child.ru_maxrss / 1024),
    }


def _stages(data: bytes) -> dict[str, float]:
    limits = Limits.of(Settings())
    started = time.process_time()
    check(data, "long.pdf", limits)
    checked = time.process_time()
    parts = read_pages(data, "long.pdf", limits)
    taken_apart = time.process_time()
    blocks = pdf.blocks_of(parts)
    put_together = time.process_time()
    report_from_blocks(Document("long.pdf", "0" * 64, "application/pdf", len(parts), 0), blocks)
    understood = time.process_time()
    return {
        "check_seconds": round(checked - started, 2),
        "pages_seconds": round(taken_apart - checked, 2),
        "blocks_seconds": round(put_together - taken_apart, 2),
        "report_seconds": round(understood - put_together, 2),
    }


if __name__ == "__main__":
    main()
