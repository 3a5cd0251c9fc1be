"""A theme briefing for a needs assessment: counts that can be cited, quotations, what was asked for and what became of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pandas as pd

from analytics.briefings import charts
from analytics.briefings.contents import Contents, each, gather, place, quoted
from analytics.briefings.order import Order, day
from analytics.briefings.paper import Paper
from analytics.briefings.passages import loaded_words, quotations, state_words, year_words
from analytics.briefings.writing import has
from analytics.errors import FilterError, InputError, OutputError
from analytics.figures.asks import LADDER
from analytics.figures.themes import STATE_WORDS
from analytics.recurrence import NO_PLAN, again_words
from analytics.store import queries
from analytics.store.connection import Store
from analytics.words import counted, found_in, inside, kinds_of, sentence, when

OUTCOME_WORDS = {
    "done": "reported done", "open": "open", "overdue": "open in the plan and past target", "no_information": "no information",
    "dropped": "superseded or rejected", "no_plan": "no action plan loaded", "partly_done": "partly reported done",
}  # fmt: skip
OUTCOME_COUNTED = OUTCOME_WORDS | {"no_information": "without information in the plan", "no_plan": "without a loaded action plan"}
"""The same after a number."""

MOST_QUOTATIONS, MOST_REVIEWS, MOST_RECOMMENDATIONS = 8, 40, 60
FEWEST_DRAWN = 5
"""Recommendations under which a chart of what they ask for shows less than the table above it."""


def build(store: Store, order: Order) -> bytes:
    """The briefing as the bytes of a .docx file.

    The theme is the order's, else the only one its filters name, else the subject theme found in most reviews.

    Raises
    ------
    InputError
        If the filters name several themes and the order none.
    FilterError
        If the codebook has no such theme.
    OutputError
        If nothing is left by the filters, or the theme was found nowhere in what is left.
    """
    contents, theme = theme_contents(store, order)
    asked = queries.theme_actions(store, replace(contents.filters, themes=(theme.theme_id,)), order.today)
    subtitle = f"Theme briefing. {contents.provenance.sentence}. {contents.provenance.reviews_words()}"
    paper = Paper(
        theme.name, subtitle, contents.order.who, contents.provenance.mark, f"{theme.name}, {day(contents.provenance.made_on)}"
    )
    _in_short(paper, contents, theme, asked)
    _scope(paper, contents, theme)
    _where(paper, contents, theme)
    _said(paper, contents, theme)
    _asked(paper, contents, asked)
    _related(paper, store, contents, theme)
    paper.heading("How this was made, and what it cannot tell")
    paper.facts(contents.provenance.facts())
    paper.references(contents.digest_sources())
    return paper.content()


def theme_contents(store: Store, order: Order) -> tuple[Contents, Any]:
    """What a document about one theme draws on, and that theme's row; the theme filter itself is opened."""
    contents = gather(store, replace(order, filters=order.filters.without("themes")))
    theme_id = order.theme or (order.filters.themes[0] if order.filters.themes else "")
    if not order.theme and len(order.filters.themes) > 1:
        raise InputError(f"A briefing is about one theme, and the filters name {len(order.filters.themes)}. Choose one of them.")
    if not theme_id:
        subjects = contents.found("subject")
        theme_id = "" if subjects.empty else str(subjects["theme_id"].iloc[0])
    rows = contents.themes[contents.themes["theme_id"] == theme_id]
    if theme_id and rows.empty:
        raise FilterError(f"There is no theme '{theme_id}' in the codebook. Choose one of its {len(contents.themes)} themes.")
    if rows.empty or not int(rows["statements"].iloc[0]):
        found = "No theme was found" if rows.empty else f"The theme '{rows['name'].iloc[0]}' was not found"
        raise OutputError(f"{found} in '{contents.provenance.sentence}', so no briefing was made. Widen the filters.")
    return contents, next(each(rows))


def _in_short(paper: Paper, contents: Contents, theme: Any, asked: pd.DataFrame) -> None:
    paper.heading("In short")
    paper.paragraph(found_words(contents, theme), lead=True)
    paper.bullets([statement_words(theme), asked_words(asked), repeat_words(contents, theme)])


def found_words(contents: Contents, theme: Any) -> str:
    """In how many reviews the theme was found, of which sort, and in how many of them a person has confirmed it."""
    where = inside(found_in(theme.confirmed_reviews, theme.reviews, contents.scope.reviews))
    where = f"{where} ({kinds_of(theme.reports, theme.digests)})"
    if not theme.confirmed_reviews:
        return f"{theme.name} is {where}; no person has confirmed it yet."
    if theme.confirmed_reviews < theme.reviews:
        return f"{theme.name} is {where}."
    return f"{theme.name} was {where}, confirmed by a person."


def statement_words(theme: Any) -> str:
    """How many statements carry the theme, and how many of them a person has confirmed."""
    sure = f"{theme.confirmed} confirmed by a person" if theme.confirmed else "none yet confirmed by a person"
    return f"{sentence(counted(theme.statements, 'statement'))} {'carries' if theme.statements == 1 else 'carry'} it, {sure}."


def asked_words(asked: pd.DataFrame) -> str:
    """How many recommendations carry the theme, and what became of them."""
    if asked.empty:
        return "No recommendation carries it."
    counts = asked["outcome"].value_counts()
    parts = [f"{int(counts[outcome])} {words}" for outcome, words in OUTCOME_COUNTED.items() if outcome in counts.index]
    return (
        f"{sentence(counted(len(asked), 'recommendation'))} {'carries' if len(asked) == 1 else 'carry'} it: {', '.join(parts)}."
    )


def repeat_words(contents: Contents, theme: Any) -> str:
    """Whether learning with the theme came up again after its action was reported complete."""
    if contents.actions.empty:
        return f"{NO_PLAN}."
    ids = set(contents.with_theme(theme.theme_id)["statement_id"])
    again = contents.repeats[contents.repeats["earlier_id"].isin(ids) | contents.repeats["later_id"].isin(ids)]
    return f"{again_words(again, ' with this theme')}."


def _scope(paper: Paper, contents: Contents, theme: Any) -> None:
    paper.heading("What this theme covers")
    paper.paragraph(theme.definition)
    limits = [
        (name, _by_name(getattr(theme, field), contents))
        for name, field in (("Also counted", "include"), ("Not counted", "exclude"))
        if has(getattr(theme, field))
    ]
    paper.facts(limits)


def _by_name(note: str, contents: Contents) -> str:
    """A note of the codebook, with the names of the themes that it points to in place of their ids."""
    names = dict(zip(contents.themes["theme_id"], contents.themes["name"], strict=True))
    return re.sub(r"\b[a-z]+(?:_[a-z]+)+\b", lambda found: inside(names.get(found[0], found[0])), note)


def _where(paper: Paper, contents: Contents, theme: Any) -> None:
    paper.heading("Where it appears")
    cells = contents.matrix[contents.matrix["theme_id"] == theme.theme_id]
    found, others = cells[cells["state"] == "found"], cells[cells["state"] != "found"]
    listed = cells if len(cells) <= MOST_REVIEWS else found
    if len(listed) < len(cells):
        unseen = int((others["state"] == "not_in_scope").sum())
        without = f"Not found in {counted(len(others) - unseen, 'report')}; {counted(unseen, 'digest')} can't tell."
        paper.paragraph(f"{without} Only reviews in which it was found are listed.")
    forms = dict(zip(contents.reviews["review_id"], contents.reviews["form"], strict=True))
    rows = [
        (row.review, year_words(row.death_year), loaded_words(forms[row.review_id]), cell_words(row), statements_words(row))
        for row in each(listed)
    ]
    paper.table(
        f"{theme.name} by review",
        ("Review", "Year of death", "What is loaded", "Theme", "Statements"),
        rows,
        (3.2, 1.1, 1.5, 2.2, 1.4),
    )
    named = charts.theme_agencies_chart(contents, theme.theme_id, theme.name)
    if named is not None:
        paper.chart(named)


def cell_words(cell: Any) -> str:
    """Whether a theme was found in a review, and who says so."""
    if cell.state != "found":
        return STATE_WORDS[cell.state]
    return "found, confirmed by a person" if cell.confirmed else "found, suggested"


def statements_words(cell: Any) -> str:
    """How many statements of a review carry the theme; of a digest without any it isn't known."""
    return "not known" if cell.state == "not_in_scope" else str(cell.statements)


def _said(paper: Paper, contents: Contents, theme: Any) -> None:
    paper.heading("What the reviews say")
    paper.paragraph("Words in quotation marks are the report's own. A digest's wording is ours.", with_next=True)
    for row in each(quotations(contents, theme.theme_id, MOST_QUOTATIONS, 500)):
        paper.quotation(quoted(row.text, row.source), place(row), f"({state_words(row.state, row.score)})")


def _asked(paper: Paper, contents: Contents, asked: pd.DataFrame) -> None:
    paper.heading("What was asked for, and what became of it")
    paper.paragraph(asked_words(asked), with_next=not asked.empty)
    if asked.empty:
        return
    shown = asked.head(MOST_RECOMMENDATIONS)
    if len(shown) < len(asked):
        paper.paragraph(f"The first {len(shown)} are listed; all are in the workbook.")
    rows = [
        (f"{quoted(row.text, row.source)} [{paper.cite(place(row))}]", _to_whom(contents, row), _asks_to(row), _outcome(row))
        for row in each(shown)
    ]
    paper.table(
        "Recommendations with this theme", ("Recommendation", "To whom", "Asks to", "What became of it"), rows, (4, 1.6, 1.4, 1.6)
    )
    if asked["remedy"].notna().sum() >= FEWEST_DRAWN:
        paper.chart(charts.remedies_chart(contents, asked))


def _to_whom(contents: Contents, row: Any) -> str:
    """The agency as the recommendation prints it, else the one that the charts count it for."""
    if has(row.agency):
        return str(row.agency)
    names = contents.statements.loc[contents.statements["statement_id"] == row.statement_id, "agency_name"].dropna()
    return str(names.iloc[0]) if len(names) else "not named"


def _asks_to(row: Any) -> str:
    return LADDER.get(row.remedy, "not recognised") if has(row.remedy) else "not recognised"


def _outcome(row: Any) -> str:
    dates = [f"target {when(row.target)}"] if has(row.target) else []
    dates += [f"completed {when(row.completed)}"] if has(row.completed) else []
    return ", ".join([OUTCOME_WORDS[row.outcome], *dates])


def _related(paper: Paper, store: Store, contents: Contents, theme: Any) -> None:
    related = queries.related_themes(store, theme.theme_id, contents.filters).head(5)
    if not related.empty:
        paper.heading("What comes up with it")
        paper.bullets([f"{row.theme}: together in {counted(row.statements, 'statement')}" for row in each(related)])
