"""A seven-minute briefing on one theme or one agency: seven short sections to read and talk through in a team meeting."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from analytics.briefings.contents import Contents, each, gather, place, quoted
from analytics.briefings.order import Order, day
from analytics.briefings.paper import Paper
from analytics.briefings.passages import quotations, state_words
from analytics.briefings.provenance import DIGESTS, REPORTED, SUGGESTIONS
from analytics.briefings.word_theme import asked_words, found_words, repeat_words, statement_words, theme_contents
from analytics.briefings.writing import has
from analytics.errors import FilterError, InputError
from analytics.figures.asks import LADDER
from analytics.store import queries
from analytics.store.connection import Store
from analytics.words import counted, found_in, inside, listed, sentence

QUESTIONS = (
    "Where in our service could this have happened, and who would have noticed?",
    "What do we do differently since these reviews, and what shows that it works?",
    "What will each of us do in the next month, and when do we look at it again?",
)


def build(store: Store, order: Order) -> bytes:
    """The briefing as the bytes of a .docx file: about the order's agency if it names one, else about its theme.

    Raises
    ------
    InputError
        If the filters name several agencies or themes and the order none.
    FilterError
        If there is no such agency or theme.
    OutputError
        If nothing is left by the filters.
    """
    if len(order.filters.agencies) > 1 and not (order.agency or order.theme or order.filters.themes):
        raise InputError(f"A briefing is about one agency, and the filters name {len(order.filters.agencies)}. Choose one.")
    agency = order.agency or (
        order.filters.agencies[0] if order.filters.agencies and not (order.theme or order.filters.themes) else ""
    )
    paper = _about_agency(store, order, agency) if agency else _about_theme(store, order)
    return paper.content()


def _paper(contents: Contents, title: str) -> Paper:
    facts = contents.provenance
    subtitle = "Seven-minute briefing: learning from domestic homicide reviews"
    return Paper(title, subtitle, contents.order.who, facts.mark, f"{title}, {day(facts.made_on)}", compact=True)


def _about_theme(store: Store, order: Order) -> Paper:
    contents, theme = theme_contents(store, order)
    asked = queries.theme_actions(store, replace(contents.filters, themes=(theme.theme_id,)), order.today)
    paper = _paper(contents, theme.name)
    paper.heading("1. Why this matters")
    paper.paragraph(found_words(contents, theme), lead=True)
    paper.paragraph(theme.definition)
    paper.heading("2. Whose reviews these are")
    cells = contents.matrix[(contents.matrix["theme_id"] == theme.theme_id) & (contents.matrix["state"] == "found")]
    paper.paragraph(_whose(contents, set(cells["review_id"])))
    paper.heading("3. What the reviews say")
    for row in each(quotations(contents, theme.theme_id, 3, 350)):
        paper.quotation(quoted(row.text, row.source, 450), place(row), f"({state_words(row.state, row.score)})")
    paper.heading("4. What has been asked for")
    paper.paragraph(_asked_for(asked["remedy"]))
    paper.heading("5. What became of it")
    paper.bullets([asked_words(asked), repeat_words(contents, theme)])
    _close(paper, contents, statement_words(theme))
    return paper


def _about_agency(store: Store, order: Order, agency_id: str) -> Paper:
    agency = _agency(store, agency_id)
    whole = replace(order, filters=replace(order.filters, agencies=(agency_id,)).without("themes"))
    contents = gather(store, whole)
    name = str(agency["name"])
    paper = _paper(contents, name)
    named = set(contents.statements["review_id"])
    paper.heading("1. Why this matters")
    where = f"{counted(len(named), 'review')}, in {counted(len(contents.statements), 'statement')}"
    paper.paragraph(f"{name} is named in the learning of {where}.", lead=True)
    if has(agency["successor"]):
        paper.paragraph(f"Its duties have passed to {agency['successor']}.")
    paper.heading("2. Whose reviews these are")
    paper.paragraph(_whose(contents, named))
    paper.heading("3. What comes up for this agency")
    _agency_themes(paper, contents)
    paper.heading("4. What has been asked for")
    paper.paragraph(_asked_for(contents.recommendations()["remedy"]))
    paper.heading("5. What became of it")
    paper.bullets(_agency_outcome(contents, agency_id))
    _close(paper, contents, contents.provenance.confirmed_words())
    return paper


def _agency(store: Store, agency_id: str) -> pd.Series[Any]:
    rows = queries.agencies(store)
    found = rows[rows["agency_id"] == agency_id]
    if found.empty:
        raise FilterError(f"There is no agency '{agency_id}' in the library. Clear the filters and choose again.")
    return found.iloc[0]


def _agency_themes(paper: Paper, contents: Contents) -> None:
    subjects = contents.found("subject").head(5)
    if subjects.empty:
        paper.paragraph("No theme was found in these statements.")
        return
    paper.bullets(
        [
            f"{row.name}: {inside(found_in(row.confirmed_reviews, row.reviews))}, {counted(row.statements, 'statement')}"
            for row in each(subjects)
        ]
    )
    for row in each(quotations(contents, str(subjects["theme_id"].iloc[0]), 2, 350)):
        paper.quotation(quoted(row.text, row.source, 450), place(row), f"({state_words(row.state, row.score)})")


def _agency_outcome(contents: Contents, agency_id: str) -> list[str]:
    rows = contents.asks[contents.asks["agency_id"] == agency_id]
    if rows.empty:
        return ["No action plan is held for these recommendations, so nothing is known of what became of them."]
    row = next(each(rows))
    asked = counted(row.recommendations, "recommendation")
    one = row.done == 1 or row.recommendations == 1
    said = [f"{row.done} of {asked} with an action plan {'is' if one else 'are'} reported done."]
    said += [f"{row.overdue} {'is' if row.overdue == 1 else 'are'} open and past target."] if row.overdue else []
    said += [f"For {row.no_information} the plan gives no information."] if row.no_information else []
    return said


def _whose(contents: Contents, review_ids: set[str]) -> str:
    rows = contents.reviews[contents.reviews["review_id"].isin(review_ids)]
    partial = " A digest is partial: its report isn't loaded." if (rows["source"] == "digest").any() else ""
    return f"{'; '.join(_person(row) for row in each(rows))}.{partial}"


def _person(row: Any) -> str:
    """A review with the year of the death, unless its title says that already."""
    died = f"death in {int(row.death_year)}" if has(row.death_year) else "year of death not known"
    told = died in row.title or (has(row.death_year) and f"died {int(row.death_year)}" in row.title)
    return f"{row.title}{'' if told else f', {died}'}{', digest' if row.source == 'digest' else ''}"


def _asked_for(remedies: pd.Series[Any]) -> str:
    if remedies.empty:
        return "No recommendation is held."
    counts = remedies.value_counts()
    kinds = [f"{inside(words)} ({int(counts[remedy])})" for remedy, words in LADDER.items() if remedy in counts.index]
    kinds = sorted(kinds, key=lambda words: -int(words.rsplit("(", 1)[1][:-1]))
    if not kinds:
        return f"{sentence(counted(len(remedies), 'recommendation'))}; what they ask for was not recognised."
    if len(remedies) == 1:
        return f"1 recommendation, to {kinds[0].removesuffix(' (1)')}."
    unknown = int(remedies.isna().sum())
    rest = f" For {unknown} it was not recognised." if unknown else ""
    return f"{sentence(counted(len(remedies), 'recommendation'))}, most often to {listed(kinds, limit=4)}.{rest}"


def _close(paper: Paper, contents: Contents, coded: str) -> None:
    paper.heading("6. Questions for your team")
    paper.bullets(QUESTIONS)
    paper.heading("7. Where this comes from")
    facts = contents.provenance
    paper.paragraph(f"{facts.sentence}. {facts.reviews_words()}. {coded} Made on {day(facts.made_on)}; {facts.versions_words()}.")
    digests = f"{DIGESTS} Digests here: {'; '.join(facts.digests)}. " if facts.digests else ""
    paper.paragraph(f"{SUGGESTIONS} {digests}{REPORTED}")
    paper.references()
