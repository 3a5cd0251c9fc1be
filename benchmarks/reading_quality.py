"""How well the reader does on the fictional reviews; writes the table into docs/reading.md.

python benchmarks/reading_quality.py            prints the table
python benchmarks/reading_quality.py --write    puts it between the marks in docs/reading.md
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analytics.agencies import Agencies
from analytics.reading.kinds import recognise
from analytics.reading.limits import Limits
from analytics.reading.worker import read
from analytics.settings import Settings
from tests.fixtures.catalogue import NAMES, answer_of, file_of
from tests.fixtures.scoring import Count, Score, score

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reading.md"
BEGIN, END = "<!-- table: benchmarks/reading_quality.py -->", "<!-- end of table -->"
PARTS = {
    "recommendations": "Recommendations",
    "lessons": "Lessons",
    "actions": "Action rows",
    "statuses": "Statuses",
    "dates": "Dates",
    "leads": "Leads",
    "particulars": "Particulars",
}


def main() -> None:
    """Print or write the table."""
    parser = argparse.ArgumentParser(description="Quality of the reader on the fictional reviews.")
    parser.add_argument("--write", action="store_true")
    table = "\n".join(table_lines())
    if not parser.parse_args().write:
        print(table)
        return
    text = PAGE.read_text(encoding="utf-8")
    start, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    PAGE.write_text(f"{text[:start]}\n{table}\n{text[end:]}", encoding="utf-8")


def table_lines() -> list[str]:
    """The table in Markdown: right / found / in the answer for each part, and F1 of all documents together."""
    totals = {part: Count() for part in PARTS}
    lines = [f"| Document | {' | '.join(PARTS.values())} |", f"|---|{'---|' * len(PARTS)}"]
    for name in NAMES:
        found = _score(name)
        lines.append(f"| {name} | {' | '.join(_cell(getattr(found, part)) for part in PARTS)} |")
        for part, total in totals.items():
            total.add(getattr(found, part))
    lines.append(f"| **F1 of all together** | {' | '.join(f'**{total.f1:.3f}**' for total in totals.values())} |")
    return lines


def _score(name: str) -> Score:
    data = file_of(name)
    report = read(data, name, recognise(data, name).format, "0" * 64, Limits.of(Settings()), Agencies(()))
    return score(report, answer_of(name))


def _cell(count: Count) -> str:
    return f"{count.right} / {count.found} / {count.wanted}" if count.found or count.wanted else "–"


if __name__ == "__main__":
    main()
