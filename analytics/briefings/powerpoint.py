"""A deck for a learning group: few large charts, findings as titles, and the passages behind each number in the notes."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from io import BytesIO
from typing import Any

import pandas as pd

from analytics.briefings import charts, notes
from analytics.briefings.charts import Chart
from analytics.briefings.contents import Contents, each, gather, shortened
from analytics.briefings.order import Order, day
from analytics.briefings.passages import (
    behind_actions,
    behind_theme,
    confirmed_words,
    loaded_words,
    quotations,
    shown,
    year_words,
)
from analytics.briefings.slides import Deck, Table, on_one_slide
from analytics.briefings.writing import has
from analytics.figures.sureness import WEAK_NAMED, WEAK_NOTE, labels, named, source, whose_word
from analytics.figures.themes import LOOKS, MATRIX_KEY, SYMBOLS, theme_matrix
from analytics.recurrence import NO_PLAN, NO_PLAN_WHY, again_words
from analytics.store.connection import Store
from analytics.words import counted, found_in, inside, sentence, when

TITLE = "What keeps coming up in domestic homicide reviews"
MOST_REVIEWS_IN_MATRIX = 12
THEMES_WITH_QUOTATIONS = 3
MOST_REPEATS = 20
MOST_PEOPLE = 26
LONGEST_VIEW = 60
"""Characters of a view that find room beside what a slide measures."""


def build(store: Store, order: Order) -> bytes:
    """The presentation as the bytes of a .pptx file; raises as ``contents.gather`` does."""
    return from_contents(gather(store, order))


def from_contents(contents: Contents) -> bytes:
    """The presentation of contents that have been gathered."""
    deck = Deck(TITLE, contents.order.who, contents.provenance.mark, _footer(contents))
    _opening(deck, contents)
    brief = _in_brief(contents)
    _people(deck, brief)
    deck.chart(_key_below(charts.themes_chart(brief)), notes.of_themes(contents), "Codes")
    _matrix(deck, brief)
    for theme in each(contents.found("subject").head(THEMES_WITH_QUOTATIONS)):
        _theme(deck, brief, theme)
    _asks(deck, brief)
    _actions(deck, brief)
    _repeats(deck, brief)
    _method(deck, contents)
    target = BytesIO()
    deck.save(target)
    return target.getvalue()


def _in_brief(contents: Contents) -> Contents:
    """The contents with a view that fits every slide's second line; in full it stands on the first and the last slide."""
    facts = contents.provenance
    view = facts.sentence if len(facts.sentence) <= LONGEST_VIEW else "The view on the first slide"
    return replace(contents, provenance=replace(facts, sentence=view))


def _key_below(chart: Chart) -> Chart:
    """The chart with what its looks mean beside its source, so that the measure above it fits."""
    figure = chart.figure
    keys = [key for key in (LOOKS, WEAK_NOTE) if key in figure.subtitle]
    subtitle = " ".join(reduce(lambda text, key: text.replace(key, ""), keys, figure.subtitle).split())
    return replace(chart, figure=replace(figure, subtitle=subtitle, source=" ".join([*keys, figure.source])))


def _footer(contents: Contents) -> str:
    facts = contents.provenance
    return f"{shortened(facts.sentence, 70)}   {facts.reviews_words()}   {day(facts.made_on)}"


def _opening(deck: Deck, contents: Contents) -> None:
    facts = contents.provenance
    lines = [
        f"{facts.reviews_words()}.",
        facts.confirmed_words(),
        f"Made on {day(facts.made_on)}. {sentence(facts.versions_words())}.",
    ]
    if contents.order.who:
        lines.insert(0, contents.order.who)
    deck.opening(TITLE, facts.sentence, lines, [f"{heading}: {text}" for heading, text in facts.facts()])


def _people(deck: Deck, contents: Contents) -> None:
    """Whose reviews these are: people come before counts."""
    rows = tuple(_person(row) for row in each(contents.reviews.head(MOST_PEOPLE)))
    alt = f"Table of {counted(len(rows), 'review')}: title, who died, year of death, what is loaded, and recommendations."
    headings = ("Review", "Who died", "Year of death", "What is loaded", "Recommendations")
    table = Table(headings, rows, (4, 2.2, 1.6, 2.4, 2.2), alt, points=13)
    held = len(contents.reviews)
    title = f"Whose deaths these {held} reviews are about" if held > 1 else "Whose death this review is about"
    rest = f" The {len(rows)} latest deaths; all are in the workbook." if len(rows) < held else ""
    subtitle = f"People appear under the pseudonyms their reviews gave them. Where none is public, none is given here.{rest}"
    deck.table(title, subtitle, contents.provenance.source_words(), table, [contents.provenance.reviews_words()])


def _person(row: Any) -> tuple[str, ...]:
    who = str(row.victim_pseudonym) if has(row.victim_pseudonym) else "no pseudonym known"
    published = f" of {int(row.recommendations_published)}" if has(row.recommendations_published) else ""
    loaded = f"{loaded_words(row.form)}{', restricted' if row.restricted else ''}"
    return row.title, who, year_words(row.death_year), loaded, f"{int(row.recommendations)}{published}"


def _matrix(deck: Deck, contents: Contents) -> None:
    subject = named(contents.matrix[contents.matrix["axis"] == "subject"])
    if subject.empty:
        return
    figure = theme_matrix(contents.matrix[contents.matrix["axis"] == "subject"], contents.scope)
    themes = labels(contents.found("subject").head(charts.MOST_BARS))
    reviews = list(dict.fromkeys(subject["review"]))[:MOST_REVIEWS_IN_MATRIX]
    cells = subject[subject["theme"].isin(themes) & subject["review"].isin(reviews)]
    words = {(row.theme, row.review): _mark(row) for row in each(cells)}
    rows = tuple((theme, *(words.get((theme, review), "") for review in reviews)) for theme in themes)
    table = Table(("Theme", *reviews), rows, (3.0, *(9.13 / len(reviews) for _ in reviews)), figure.alt, points=11, grid=True)
    table = on_one_slide(table)
    key = f"● with statements: found; {MATRIX_KEY}{f' {WEAK_NAMED}' if subject['weak'].any() else ''} {figure.source}"
    subtitle = _matrix_subtitle(contents, subject, len(table.rows), reviews)
    deck.table(figure.title, subtitle, key, table, notes.of_matrix(contents, cells), "Codes")


def _mark(row: Any) -> str:
    return f"{SYMBOLS[row.state]} {row.statements}" if row.state == "found" else SYMBOLS[row.state]


def _matrix_subtitle(contents: Contents, subject: pd.DataFrame, shown: int, reviews: list[str]) -> str:
    parts = [f"{contents.scope.words()}.", whose_word(subject)]
    if shown < (all_themes := subject["theme"].nunique()):
        parts.append(f"The {shown} most frequent of {all_themes} themes.")
    if len(reviews) < (all_reviews := subject["review"].nunique()):
        parts.append(f"{len(reviews)} of {all_reviews} reviews; all are in the workbook.")
    return " ".join(parts)


def _theme(deck: Deck, contents: Contents, theme: Any) -> None:
    chosen = quotations(contents, theme.theme_id, most=4, longest=260)
    pairs = [shown(row, 300) for row in each(chosen)]
    sorts = f"{counted(theme.reports, 'report')}, {counted(theme.digests, 'digest')}"
    facts = [
        ("What it covers", theme.definition),
        ("Reviews", f"{theme.reviews} of {contents.scope.reviews} ({sorts})"),
        ("Statements", f"{theme.statements}, of which {theme.confirmed or 'none'} confirmed by a person"),
        ("Asked for", _asked(contents, theme.theme_id)),
    ]
    where = inside(found_in(theme.confirmed_reviews, theme.reviews, contents.scope.reviews))
    title = f"{theme.name}{' (weak)' if theme.weak else ''}: {where}"
    subtitle = (
        f"What the reviews say. {contents.scope.words()}. Words in quotation marks are the report's own; a digest's are ours."
    )
    mine = source(contents.themes[contents.themes["theme_id"] == theme.theme_id])
    deck.quotations(title, subtitle, mine, pairs, facts, behind_theme(contents, theme), "Codes")


def _asked(contents: Contents, theme_id: str) -> str:
    rows = contents.with_theme(theme_id)
    asked = rows[rows["kind"] == "recommendation"]
    return f"{counted(len(asked), 'recommendation')} in {counted(asked['review_id'].nunique(), 'review')}"


def _asks(deck: Deck, contents: Contents) -> None:
    asked = contents.recommendations()
    if asked["remedy"].notna().any():
        deck.chart(charts.remedies_chart(contents), notes.of_asks(asked), "Recommendations")


def _actions(deck: Deck, contents: Contents) -> None:
    if contents.actions.empty:
        why = "What became of the recommendations can't be said from what is loaded. Import the reports or their action plans."
        deck.text("No action plan is held for these reviews", contents.scope.words(), contents.scope.plan_source(), [why], [])
        return
    said = ["Each action and its status:", *behind_actions(contents.actions)]
    deck.chart(charts.status_chart(contents), said, "Actions")
    if len(contents.slippage):
        dated = contents.actions[contents.actions["action_id"].isin(contents.slippage["action_id"])]
        deck.chart(charts.slippage_chart(contents), ["Actions with both dates:", *behind_actions(dated)], "Actions")


def _repeats(deck: Deck, contents: Contents) -> None:
    """What came up again after it was reported done: the board's own agenda item, so said also where there is none."""
    repeats, standing = contents.repeats, contents.matches[contents.matches["relation"] != "unrelated"]
    if contents.actions.empty:
        deck.text(
            NO_PLAN,
            f"{contents.scope.words()}.",
            contents.scope.plan_source(),
            [NO_PLAN_WHY],
            notes.of_matches(standing),
            "Matches",
        )
        return
    if repeats.empty:
        title = "Nothing is known to have happened again after it was reported done"
        said = _no_repeats(standing)
        deck.text(title, contents.scope.words(), contents.scope.plan_source(), said, notes.of_matches(standing), "Matches")
        return
    rows = tuple(_repeat(row) for row in each(repeats.head(MOST_REPEATS)))
    alt = f"Table of {counted(len(rows), 'repeat')}: earlier learning, when it was complete, what a later review said, how sure."
    headings = ("Learned, and action reported complete", "Completed", "Said again after a later death", "Judgement")
    after = standing[standing["timing"] == "after_action_complete"]
    rest = f" The {len(rows)} surest of {len(repeats)} pairs." if len(rows) < len(repeats) else ""
    table = Table(headings, rows, (5, 1.2, 5, 2), alt)
    subtitle = f"{contents.scope.words()}.{rest}"
    deck.table(again_words(repeats), subtitle, contents.scope.plan_source(), table, notes.of_matches(after), "Matches")


def _repeat(row: Any) -> tuple[str, ...]:
    earlier, later = shortened(row.earlier_text, 160), shortened(row.later_text, 160)
    judged = f"{row.relation}; {confirmed_words(row.confirmed, row.score, row.relation)}"
    return f"{row.earlier_review}: {earlier}", when(str(row.completed)), f"{row.later_review}: {later}", judged


def _no_repeats(standing: pd.DataFrame) -> list[str]:
    timed, sure = int((standing["timing"] != "unknown").sum()), int(standing["confirmed"].fillna(False).astype(bool).sum())
    judged = sentence(counted(len(standing), "suggested match", "suggested matches"))
    return [
        f"{judged} between statements of different reviews, {sure or 'none'} of them confirmed by a person; {timed or 'none'} "
        "could be placed in time against the earlier review's action plan.",
        "Of these, none is about a death after the action was reported complete.",
        "This can only be seen where the earlier review's action plan is loaded. A digest tells nothing of completion, so the "
        "true number may be higher.",
    ]


def _method(deck: Deck, contents: Contents) -> None:
    facts = dict(contents.provenance.facts())
    told = [(name, facts[name]) for name in ("Suggestions", "Digests", "Counts", "Action plans", "Names")]
    deck.facts(
        "How this was made, and what it cannot tell",
        f"{contents.provenance.sentence}. {contents.provenance.reviews_words()}.",
        f"Made on {day(contents.provenance.made_on)}. {sentence(contents.provenance.versions_words())}.",
        told,
        [f"{heading}: {text}" for heading, text in facts.items()],
    )
