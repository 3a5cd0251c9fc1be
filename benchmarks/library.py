"""A generated library for measuring: 1,000 made-up reviews, 100,000 statements. FICTIONAL throughout; no real person or death.

python benchmarks/library.py OUT.duckdb [REVIEWS] [STATEMENTS PER REVIEW]
"""

from __future__ import annotations

import random
import sys
from datetime import datetime
from pathlib import Path

from analytics.codebook import Theme, load_codebook
from analytics.settings import DATA_FOLDER
from analytics.store.connection import Store
from analytics.store.writing import Row, add_run, insert, replace_reference

AREAS = ("Northmere", "Eastholme", "Westvale", "Southwick Bay", "Highcombe", "Lowfell", "Midhaven", "Oakdene")
AGENCIES = tuple(f"agency-{place:02d}" for place in range(40))
KINDS = ("key_issue", "conclusion", "lesson", "agency_learning", "recommendation", "recommendation", "good_practice")
STATUSES = ("complete", "ongoing", "unknown", "not_started", "superseded", "already_in_place")
RUN = "generated"


def generate(path: Path, reviews: int = 1000, each: int = 100, seed: int = 13) -> None:
    """Make the database at ``path``; the same seed gives the same library."""
    chance = random.Random(seed)
    themes = load_codebook(DATA_FOLDER / "codebook.yaml").themes
    with Store(path) as store, store.transaction() as cursor:
        replace_reference(cursor, _agencies(), [_theme(place, theme) for place, theme in enumerate(themes)])
        add_run(cursor, _run())
        insert(cursor, "review", [_review(place, chance) for place in range(reviews)])
        statements = [_statement(review, place, chance, themes) for review in range(reviews) for place in range(each)]
        insert(cursor, "statement", statements)
        named = [{"statement_id": s["statement_id"], "agency_id": s["agency_id"]} for s in statements if s["agency_id"]]
        insert(cursor, "statement_agency", named)
        insert(cursor, "suggestion", [row for s in statements for row in _suggestions(s, chance, themes)])
        insert(cursor, "action", [_action(s, chance) for s in statements if s["kind"] == "recommendation"])
        insert(cursor, "match", _matches(statements, chance))


def _agencies() -> list[Row]:
    return [{"agency_id": key, "name": f"Fictional {key}", "sector": "health", "successor_id": None} for key in AGENCIES]


def _theme(place: int, theme: Theme) -> Row:
    return {
        "theme_id": theme.id, "position": place, "name": theme.name, "axis": theme.axis, "definition": theme.definition,
        "include": theme.include, "exclude": theme.exclude,
    }  # fmt: skip


def _run() -> Row:
    now = datetime(2026, 1, 1)
    return {
        "run_id": RUN, "kind": "coding", "model_name": "none", "model_hash": "none", "codebook_version": 1,
        "parameters": {}, "versions": {}, "started_at": now, "finished_at": now,
    }  # fmt: skip


def _review(place: int, chance: random.Random) -> Row:
    area, year = AREAS[place % len(AREAS)], chance.randint(2011, 2024)
    return {
        "review_id": f"review-{place:04d}", "title": f"{area} DHR{place} (fictional)", "csp": area, "death": f"{year}-06",
        "death_year": year, "report_date": f"{year + 2}-03", "source": "report" if place % 4 else "digest",
    }  # fmt: skip


def _statement(review: int, place: int, chance: random.Random, themes: tuple[Theme, ...]) -> Row:
    words = chance.choice(chance.choice(themes).exemplars or ("A fictional statement.",))
    key = f"review-{review:04d}/{place:03d}"
    return {
        "statement_id": key, "review_id": f"review-{review:04d}", "seq": place, "ref": f"9.{place}", "kind": chance.choice(KINDS),
        "agency_id": chance.choice((None, *AGENCIES)), "agency": None, "text": f"{words} ({place})", "text_hash": key,
        "page": place // 3 + 1, "remedy": chance.choice(("train", "write", "share", "audit", None)), "level": "agency",
    }  # fmt: skip


def _suggestions(statement: Row, chance: random.Random, themes: tuple[Theme, ...]) -> list[Row]:
    chosen = chance.sample(themes, chance.choice((0, 1, 2, 2, 3)))
    return [
        {"statement_id": statement["statement_id"], "theme_id": theme.id, "score": chance.uniform(0.4, 1.0),
         "evidence": statement["text"][:30], "run_id": RUN}
        for theme in chosen
    ]  # fmt: skip


def _action(statement: Row, chance: random.Random) -> Row:
    status, year = chance.choice(STATUSES), chance.randint(2013, 2026)
    return {
        "action_id": f"{statement['statement_id']}/a", "review_id": statement["review_id"], "document_id": "generated",
        "seq": statement["seq"], "recommendation_id": statement["statement_id"], "plan": "Fictional plan", "number": "1",
        "agency_id": statement["agency_id"], "recommendation": statement["text"], "target": f"{year}-03", "status": status,
        "completed": f"{year}-09" if status == "complete" else None,
    }  # fmt: skip


def _matches(statements: list[Row], chance: random.Random) -> list[Row]:
    pairs: dict[tuple[str, str], Row] = {}
    for _ in range(len(statements)):
        first, second = sorted(s["statement_id"] for s in chance.sample(statements, 2))
        if first.split("/")[0] != second.split("/")[0]:
            relation = chance.choice(("same", "related", "related"))
            pairs[first, second] = {
                "a_id": first, "b_id": second, "relation": relation, "score": chance.random(), "why": "Fictional.", "run_id": RUN,
            }  # fmt: skip
    return list(pairs.values())


if __name__ == "__main__":
    generate(Path(sys.argv[1]), *map(int, sys.argv[2:4]))
