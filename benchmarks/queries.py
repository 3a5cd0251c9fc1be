"""How long each page's questions take on a library of 100,000 fictional statements, cold (first ask) and warm (median of five).

python benchmarks/queries.py [LIBRARY.duckdb]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from analytics.filters import Filters
from analytics.store import queries
from analytics.store.connection import Store
from benchmarks.library import generate

NARROW = Filters(themes=("marac_process",), areas=("Northmere",), year_from=2015, year_to=2022)
DAY = date(2026, 1, 1)


def questions(store: Store) -> dict[str, Callable[[], object]]:
    """Every question a page asks when a filter changes, all reviews and narrowed."""
    asked: dict[str, Callable[[], object]] = {}
    for label, filters in (("all", Filters()), ("narrow", NARROW)):
        for name in ("reviews", "theme_counts", "theme_by_review", "theme_over_time", "theme_agencies", "remedies_by_theme"):
            asked[f"{name} ({label})"] = lambda name=name, filters=filters: getattr(queries, name)(store, filters)
        for name in ("actions", "action_status_counts", "slippage", "open_ages", "actions_by_agency"):
            asked[f"{name} ({label})"] = lambda name=name, filters=filters: getattr(queries, name)(store, filters, DAY)
        asked[f"recurrences_after_completion ({label})"] = lambda filters=filters: queries.recurrences_after_completion(
            store, filters
        )
    asked["coded_statements (narrow)"] = lambda: queries.coded_statements(store, NARROW)
    asked["recurrence_points (one review)"] = lambda: queries.recurrence_points(store, "review-0001", Filters())
    asked["recurrence_matches (one review)"] = lambda: queries.recurrence_matches(store, "review-0001", Filters())
    asked["filter_choices"] = lambda: queries.filter_choices(store)
    return asked


def measure(ask: Callable[[], object], times: int = 6) -> tuple[float, float]:
    """Milliseconds of the first ask, and the median of the others."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - start) * 1000)
    return taken[0], statistics.median(taken[1:])


def main(path: Path) -> None:
    """Print a table, slowest first."""
    if not path.exists():
        generate(path)
    with Store(path) as store:
        found = {name: measure(ask) for name, ask in questions(store).items()}
    print(f"{'question':45} {'first ms':>9} {'warm ms':>9}")
    for name, (first, warm) in sorted(found.items(), key=lambda item: -item[1][1]):
        print(f"{name:45} {first:9.0f} {warm:9.0f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp()) / "library.duckdb")
