"""Thousands of damaged files through the reader: none may raise anything but a sentence, hang, or take memory without bound.

    python benchmarks/fuzz_reader.py --files 5000 --seed 1

Prints the counts as JSON; exit code 1 if any file did what none may do, with the seeds that repeat it.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analytics.agencies import Agencies
from analytics.errors import UnreadableFileError
from analytics.reading.kinds import recognise
from analytics.reading.limits import Limits
from analytics.reading.worker import answer
from analytics.settings import Settings
from tests.fixtures.catalogue import NAMES, file_of
from tests.fixtures.mutation import mutated

SECONDS = 20
MEMORY = 1500 * 1024 * 1024


class Hang(BaseException):
    """A file took longer than ``SECONDS``."""


def main() -> int:
    """Run, print the counts, and say by the exit code whether all went well."""
    options = _options()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, _hang)
    counts: Counter[str] = Counter()
    wrong: list[dict[str, Any]] = []
    slowest = 0.0
    begun = time.monotonic()
    for number in range(options.files):
        seed = options.seed * 1_000_000 + number
        started = time.monotonic()
        outcome, detail = _one(seed)
        slowest = max(slowest, time.monotonic() - started)
        counts[outcome] += 1
        if outcome in ("raised", "hung"):
            wrong.append({"seed": seed, "outcome": outcome, "detail": detail})
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({
        "files": options.files, **counts, "seconds": round(time.monotonic() - begun, 1), "slowest_seconds": round(slowest, 2),
        "peak_memory_mb": round(peak), "wrong": wrong[:20],
    }, indent=1))  # fmt: skip
    return 1 if wrong else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Damaged files through the reader.")
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _one(seed: int) -> tuple[str, str]:
    """What became of one damaged file: ``read``, ``refused``, ``limit``, or, wrongly, ``raised`` or ``hung``."""
    chance = random.Random(seed)
    name = chance.choice(NAMES)
    data = mutated(file_of(name), chance)
    signal.alarm(SECONDS)
    try:
        kind = recognise(data, name)
        result = answer(data, name, kind.format, "0" * 64, Limits.of(Settings()), Agencies(()))
    except UnreadableFileError:
        return "refused", ""
    except Hang as err:
        return "hung", f"{name}: {err}"
    except Exception:
        return "raised", f"{name}: {traceback.format_exc(limit=-4)}"
    finally:
        signal.alarm(0)
    if "report" in result:
        return "read", ""
    return ("limit" if result["error"] == "limit" else "refused"), ""


def _hang(signum: int, frame: Any) -> None:
    raise Hang("".join(traceback.format_stack(frame, limit=8)))


if __name__ == "__main__":
    raise SystemExit(main())
