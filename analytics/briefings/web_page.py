"""One self-contained web page: readable offline, by a screen reader and on paper. No script, nothing loaded from anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analytics.briefings import charts
from analytics.briefings.charts import Chart
from analytics.briefings.contents import Contents, each, gather, place, quoted
from analytics.briefings.order import Order, day
from analytics.briefings.passages import (
    action_place,
    confirmed_words,
    loaded_words,
    outcome_words,
    quotations,
    state_words,
    year_words,
)
from analytics.briefings.svg_bars import Drawing, drawing
from analytics.briefings.writing import clean, has
from analytics.figures.figure import Figure
from analytics.figures.sureness import WEAK_NAMED, named, whose_word
from analytics.figures.themes import MATRIX_KEY, STATE_WORDS, SYMBOLS, theme_matrix
from analytics.recurrence import NO_PLAN, NO_PLAN_WHY, again_words
from analytics.store.connection import Store
from analytics.words import counted, found_in, inside, when

TITLE = "What keeps coming up in domestic homicide reviews"
QUOTATIONS_PER_THEME = 5
MOST_COLUMNS = 30
"""Reviews in the matrix of the page."""


def _writable(value: Any) -> Any:
    """Characters that no page can hold are left out; what the template itself has made is left alone."""
    return clean(value) if type(value) is str else value


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=_writable,
)


@dataclass(frozen=True)
class Grid:
    """A table: headings and rows; the first cell of a row names it."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Plate:
    """A chart with its words and the same numbers as a table."""

    figure: Figure
    drawing: Drawing
    grid: Grid


def build(store: Store, order: Order) -> bytes:
    """The page as UTF-8 bytes; raises as ``contents.gather`` does."""
    return from_contents(gather(store, order))


def from_contents(contents: Contents) -> bytes:
    """The page of contents that have been gathered."""
    page = _TEMPLATES.get_template("web_page.html.j2")
    remedies_known = contents.recommendations()["remedy"].notna().any()
    text = page.render(
        title=TITLE, provenance=contents.provenance, made=day(contents.provenance.made_on), author=contents.order.who,
        people=_people(contents), themes=plate(charts.themes_chart(contents)), matrix=_matrix(contents),
        chapters=[_chapter(contents, theme) for theme in each(contents.found("subject"))],
        asks=plate(charts.remedies_chart(contents)) if remedies_known else None, status=plate(charts.status_chart(contents)),
        slippage=plate(charts.slippage_chart(contents)) if len(contents.slippage) else None,
        actions=_actions(contents), repeats=_repeats(contents),
        no_repeat=_no_repeat(contents), facts=contents.provenance.facts(), scope=contents.scope,
    )  # fmt: skip
    return text.encode("utf-8")


def plate(chart: Chart) -> Plate:
    """A chart ready for the template."""
    table = chart.figure.table
    rows = tuple(tuple(clean(value) for value in row) for row in table.itertuples(index=False, name=None))
    return Plate(chart.figure, drawing(chart), Grid(chart.figure.title, tuple(map(str, table.columns)), rows))


def _people(contents: Contents) -> list[dict[str, Any]]:
    return [{
        "title": row.title, "pseudonym": row.victim_pseudonym if has(row.victim_pseudonym) else "no pseudonym known",
        "year": year_words(row.death_year), "loaded": loaded_words(row.form), "statements": row.statements,
        "url": row.source_url if _is_web(row.source_url) and not row.restricted else "", "source": _public_source(row),
    } for row in each(contents.reviews)]  # fmt: skip


def _public_source(row: Any) -> str:
    if row.restricted:
        return "none: restricted, unpublished"
    if has(row.source_title):
        return str(row.source_title)
    return "the report itself" if row.source == "report" else "not given"


def _is_web(address: Any) -> bool:
    return has(address) and str(address).startswith(("https://", "http://"))


def _matrix(contents: Contents) -> dict[str, Any]:
    cells = contents.matrix[contents.matrix["axis"] == "subject"]
    figure, subject = theme_matrix(cells, contents.scope), named(cells)
    everyone = list(dict.fromkeys(subject["review"]))
    reviews = everyone[:MOST_COLUMNS]
    left = f"{len(reviews)} of {len(everyone)} reviews; all are in the workbook." if len(reviews) < len(everyone) else ""
    marks = {(row.theme, row.review): (SYMBOLS[row.state], STATE_WORDS[row.state], row.statements) for row in each(subject)}
    key = [whose_word(subject), f"● found, with the number of statements; {MATRIX_KEY}"]
    key += [WEAK_NAMED] if subject["weak"].any() else []
    return {
        "figure": figure,
        "key": " ".join(key),
        "themes": list(dict.fromkeys(subject["theme"])),
        "reviews": reviews,
        "cells": marks,
        "left": left,
    }


def _chapter(contents: Contents, theme: Any) -> dict[str, Any]:
    said = [
        {"text": quoted(row.text, row.source), "place": place(row), "state": state_words(row.state, row.score)}
        for row in each(quotations(contents, theme.theme_id, QUOTATIONS_PER_THEME, 600))
    ]
    left = theme.statements - len(said)
    sure = f"{theme.confirmed or 'none'} of them confirmed by a person"
    where = inside(found_in(theme.confirmed_reviews, theme.reviews, contents.scope.reviews))
    return {"id": theme.theme_id, "sure": sure, "where": where,
            "name": theme.name, "definition": theme.definition, "said": said,
            "left": f"{counted(left, 'further statement')} with this theme." if left > 0 else "",
            "statements": counted(theme.statements, "statement")}  # fmt: skip


def _actions(contents: Contents) -> Grid:
    rows = tuple(
        (action_place(row), row.recommendation, row.agency if has(row.agency) else row.plan, outcome_words(row))
        for row in each(contents.actions)
    )
    return Grid("Every action and what its plan says became of it", ("Action plan", "Recommendation", "Agency", "Status"), rows)


def _repeats(contents: Contents) -> Grid:
    rows = tuple(_repeat(row) for row in each(contents.repeats))
    headings = ("Learned, and action reported complete", "Completed", "Said again after a later death", "Judgement")
    return Grid(again_words(contents.repeats), headings, rows)


def _no_repeat(contents: Contents) -> str:
    """What is said where no repeat is listed: that none is known, or that none could be."""
    known = NO_PLAN if contents.actions.empty else "Nothing is known to have happened again after it was reported done"
    return f"{known}. {NO_PLAN_WHY}"


def _repeat(row: Any) -> tuple[str, ...]:
    judged = f"{row.relation}; {confirmed_words(row.confirmed, row.score, row.relation)}"
    earlier, later = f"{row.earlier_review}: {row.earlier_text}", f"{row.later_review}: {row.later_text}"
    return earlier, when(str(row.completed)), later, judged
