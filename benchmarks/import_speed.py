"""How long a PDF of sixty pages takes from the file to the database: read, stored, coded and compared, and how much memory.

    python benchmarks/import_speed.py --pages 60

Works on a library built for it from the data that is shipped, so that there are reviews to compare with. Prints JSON: seconds on
the clock and of processor time by stage, for the first file of a process (which loads and fits the models) and for the next, the
peak memory of this process (that which reads needs about 90 MB: ``read_speed``), and whether the limits are kept (20 s, 1.5 GB).
Exits with 1 if they are not. The project's own database is left alone.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analytics import pipeline
from analytics.settings import PROJECT_FOLDER, Settings
from analytics.store.connection import Store
from tests.fixtures.long_review import long_review

MOST_SECONDS, MOST_MB = 20.0, 1536


@dataclass
class Clock:
    """Time by stage: what passes between two reports of progress belongs to the stage that was reported first."""

    stage: str = "starting"
    wall: dict[str, float] = field(default_factory=dict)
    processor: dict[str, float] = field(default_factory=dict)
    _since: tuple[float, float] = field(default_factory=lambda: (time.perf_counter(), _processor_seconds()))

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Progress as the pipeline reports it."""
        now = (time.perf_counter(), _processor_seconds())
        for spent, since, at in zip((self.wall, self.processor), self._since, now, strict=True):
            spent[self.stage] = spent.get(self.stage, 0.0) + at - since
        self.stage, self._since = ("storing" if stage == "reading" and done else stage), now

    def to_json(self) -> dict[str, Any]:
        """Seconds by stage and in all."""
        return {
            "wall_seconds": {stage: round(spent, 2) for stage, spent in self.wall.items()},
            "processor_seconds": {stage: round(spent, 2) for stage, spent in self.processor.items()},
            "wall_seconds_in_all": round(sum(self.wall.values()), 2),
            "processor_seconds_in_all": round(sum(self.processor.values()), 2),
        }


def _processor_seconds() -> float:
    """Of this process and of those it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Speed of importing a PDF.")
    parser.add_argument("--pages", type=int, default=60)
    pages = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / "long.pdf", Path(folder) / "next.pdf"]
        for less, path in enumerate(paths):
            path.write_bytes(long_review(pages - 4 * less))
        settings = replace(Settings.from_environment(), database=Path(folder) / "library.duckdb")
        _build(settings)
        result = _measured(paths, settings)
    print(json.dumps(result, indent=1))
    return 0 if result["within_limits"] else 1


def _build(settings: Settings) -> None:
    """Build the library in another process, so that this one starts as small and as cold as a command does."""
    environment = {**os.environ, "LEARNING_DATABASE": str(settings.database)}
    subprocess.run(
        [sys.executable, "-m", "analytics", "build"], check=True, env=environment, cwd=PROJECT_FOLDER, stdout=subprocess.DEVNULL
    )


def _measured(paths: list[Path], settings: Settings) -> dict[str, Any]:
    with Store(settings.database) as store:
        machine, reference = pipeline.load_machine(settings, store), pipeline.load_reference(settings)
        runs = []
        for place, file in enumerate(paths):
            clock = Clock()
            done = pipeline.import_report(store, file, settings, reference, machine, progress=clock)
            clock("ending", 0, 1)
            runs.append({"file": ("first", "next")[place], "statements": done.statements, **clock.to_json()})
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    slowest = max(run["wall_seconds_in_all"] for run in runs)
    return {"runs": runs, "peak_mb": round(own), "within_limits": slowest < MOST_SECONDS and own < MOST_MB}


if __name__ == "__main__":
    sys.exit(main())
