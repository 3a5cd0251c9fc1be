"""A deck for a learning group: few large charts, findings as titles, and the passages behind each number in the notes."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pandas as pd

from analytics.briefings import charts
from analytics.briefings.contents import Contents, each, gather, quoted, shortened
from analytics.briefings.order import Order, day
from analytics.briefings.passages import (
    TIMING_WORDS,
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
from analytics.figures.figure import SOURCE, SOURCE_ACTIONS
from analytics.figures.themes import STATE_WORDS, SYMBOLS, theme_matrix
from analytics.recurrence import NO_PLAN, NO_PLAN_WHY, again_words
from analytics.store.connection import Store
from analytics.words import counted, sentence, when

TITLE = "What keeps coming up in domestic homicide reviews"
MOST_REVIEWS_IN_MATRIX = 12
THEMES_WITH_QUOTATIONS = 3
MOST_REPEATS = 20
MOST_PEOPLE = 26


def build(store: Store, order: Order) -> bytes:
    """The presentation as the bytes of a .pptx file; raises as ``contents.gather`` does."""
    return from_contents(gather(store, order))


def from_contents(contents: Contents) -> bytes:
    """The presentation of contents that have been gathered."""
    deck = Deck(TITLE, contents.order.who, contents.provenance.mark, _footer(contents))
    _opening(deck, contents)
    _people(deck, contents)
    deck.chart(charts.themes_chart(contents), _theme_notes(contents))
    _matrix(deck, contents)
    for theme in each(contents.found("subject").head(THEMES_WITH_QUOTATIONS)):
        _theme(deck, contents, theme)
    _asks(deck, contents)
    _actions(deck, contents)
    _repeats(deck, contents)
    _method(deck, contents)
    target = BytesIO()
    deck.save(target)
    return target.getvalue()


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
    notes = [f"{heading}: {text}" for heading, text in facts.facts()]
    deck.opening(TITLE, facts.sentence, lines, notes)


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
    loaded = f"{loaded_words(row.source)}{', restricted' if row.restricted else ''}"
    return row.title, who, year_words(row.death_year), loaded, f"{int(row.recommendations)}{published}"


def _theme_notes(contents: Contents) -> list[str]:
    notes = ["The passages behind each number:"]
    for theme in each(contents.found("subject").head(charts.MOST_BARS)):
        notes += ["", *behind_theme(contents, theme)]
    return notes


def _matrix(deck: Deck, contents: Contents) -> None:
    subject = contents.matrix[contents.matrix["axis"] == "subject"]
    if subject.empty:
        return
    figure = theme_matrix(subject, contents.scope)
    themes = list(contents.found("subject")["name"].head(charts.MOST_BARS))
    reviews = list(dict.fromkeys(subject["review"]))[:MOST_REVIEWS_IN_MATRIX]
    cells = subject[subject["theme"].isin(themes) & subject["review"].isin(reviews)]
    words = {(row.theme, row.review): _mark(row) for row in each(cells)}
    rows = tuple((theme, *(words.get((theme, review), "") for review in reviews)) for theme in themes)
    table = Table(("Theme", *reviews), rows, (3.4, *(8.73 / len(reviews) for _ in reviews)), figure.alt, points=11, grid=True)
    table = on_one_slide(table)
    notes = [
        f"{row.theme}, {row.review}: {STATE_WORDS[row.state]}, {counted(row.statements, 'statement')}" for row in each(subject)
    ]
    deck.table(figure.title, _matrix_subtitle(contents, subject, len(table.rows), reviews), figure.source, table, notes)


def _mark(row: Any) -> str:
    return f"{SYMBOLS[row.state]} {row.statements}" if row.state == "found" else SYMBOLS[row.state]


def _matrix_subtitle(contents: Contents, subject: pd.DataFrame, shown: int, reviews: list[str]) -> str:
    key = "● found, with statements; – not found in the report; ? cannot tell, as only a digest is loaded."
    parts = [f"{contents.scope.words()}. {key}"]
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
    sure = f"{theme.confirmed} of its statements confirmed" if theme.confirmed else "none of it confirmed yet"
    title = f"{theme.name}: in {theme.reviews} of {contents.scope.reviews} reviews, {sure}"
    subtitle = (
        f"What the reviews say. {contents.scope.words()}. Words in quotation marks are the report's own; a digest's are ours."
    )
    deck.quotations(title, subtitle, SOURCE, pairs, facts, behind_theme(contents, theme))


def _asked(contents: Contents, theme_id: str) -> str:
    rows = contents.with_theme(theme_id)
    asked = rows[rows["kind"] == "recommendation"]
    return f"{counted(len(asked), 'recommendation')} in {counted(asked['review_id'].nunique(), 'review')}"


def _asks(deck: Deck, contents: Contents) -> None:
    asked = contents.recommendations()
    if asked["remedy"].notna().any():
        notes = [
            f"- {row.review}, {row.ref or 'no reference'}: {row.remedy if has(row.remedy) else 'not recognised'}"
            for row in each(asked)
        ]
        deck.chart(charts.remedies_chart(contents), ["Each recommendation and what it asks for:", *notes])


def _actions(deck: Deck, contents: Contents) -> None:
    if contents.actions.empty:
        why = "What became of the recommendations can't be said from what is loaded. Import the reports or their action plans."
        deck.text("No action plan is held for these reviews", contents.scope.words(), SOURCE_ACTIONS, [why], [])
        return
    deck.chart(charts.status_chart(contents), ["Each action and its status:", *behind_actions(contents.actions)])
    if len(contents.slippage):
        dated = contents.actions[contents.actions["action_id"].isin(contents.slippage["action_id"])]
        deck.chart(charts.slippage_chart(contents), ["Actions with both dates:", *behind_actions(dated)])


def _repeats(deck: Deck, contents: Contents) -> None:
    """What came up again after it was reported done: the board's own agenda item, so said also where there is none."""
    repeats, standing = contents.repeats, contents.matches[contents.matches["relation"] != "unrelated"]
    if contents.actions.empty:
        deck.text(NO_PLAN, f"{contents.scope.words()}.", SOURCE_ACTIONS, [NO_PLAN_WHY], _match_notes(standing))
        return
    if repeats.empty:
        title = "Nothing is known to have happened again after it was reported done"
        deck.text(title, contents.scope.words(), SOURCE_ACTIONS, _no_repeats(standing), _match_notes(standing))
        return
    rows = tuple(_repeat(row) for row in each(repeats.head(MOST_REPEATS)))
    alt = f"Table of {counted(len(rows), 'repeat')}: earlier learning, when it was complete, what a later review said, how sure."
    headings = ("Learned, and action reported complete", "Completed", "Said again after a later death", "Judgement")
    after = standing[standing["timing"] == "after_action_complete"]
    rest = f" The {len(rows)} surest of {len(repeats)} pairs." if len(rows) < len(repeats) else ""
    table = Table(headings, rows, (5, 1.2, 5, 2), alt)
    deck.table(again_words(repeats), f"{contents.scope.words()}.{rest}", SOURCE_ACTIONS, table, _match_notes(after))


def _repeat(row: Any) -> tuple[str, ...]:
    earlier, later = shortened(row.earlier_text, 160), shortened(row.later_text, 160)
    judged = f"{row.relation}; {confirmed_words(row.confirmed, row.score, row.relation)}"
    return f"{row.earlier_review}: {earlier}", when(str(row.completed)), f"{row.later_review}: {later}", judged


def _no_repeats(standing: pd.DataFrame) -> list[str]:
    timed = int((standing["timing"] != "unknown").sum())
    judged = sentence(counted(len(standing), "match", "matches"))
    return [
        f"{judged} between statements of different reviews; {timed or 'none'} of them could be placed in time against the "
        "earlier review's action plan.",
        "Of these, none is about a death after the action was reported complete.",
        "This can only be seen where the earlier review's action plan is loaded. A digest tells nothing of completion, so the "
        "true number may be higher.",
    ]


def _match_notes(matches: pd.DataFrame) -> list[str]:
    return [f"- {_side(row, 'a')} | {_side(row, 'b')} | {_match_judged(row)}" for row in each(matches)]


def _side(row: Any, side: str) -> str:
    review, ref, text, source = (getattr(row, f"{side}_{name}") for name in ("review", "ref", "text", "source"))
    return f"{review} ({ref if has(ref) else 'no reference'}): {quoted(text, source)}"


def _match_judged(row: Any) -> str:
    return f"{row.relation}, {TIMING_WORDS[row.timing]}, {confirmed_words(row.confirmed, row.score, row.relation)}"


def _method(deck: Deck, contents: Contents) -> None:
    facts = dict(contents.provenance.facts())
    told = [(name, facts[name]) for name in ("Suggestions", "Digests", "Counts", "Action plans", "Names")]
    notes = [f"{heading}: {text}" for heading, text in facts.items()]
    deck.facts(
        "How this was made, and what it cannot tell",
        sentence(contents.provenance.versions_words()),
        f"Made on {day(contents.provenance.made_on)}.",
        told,
        notes,
    )
