"""Blocks → Report: the one place where the parts of reading meet, and where names are masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from analytics.model import Action, Block, Contributor, Document, Passage, Report, Statement
from analytics.reading import chronology, contributors, learning, particulars, recommendations, terms
from analytics.reading.action_plan import actions
from analytics.reading.addressees import addressed
from analytics.reading.cards import with_cards
from analytics.reading.cells import Lexicon
from analytics.reading.colour_keys import key_of_colours, texts_of_keys
from analytics.reading.missing import complete, unread_plans
from analytics.reading.name_finding import find_names
from analytics.reading.names import Names
from analytics.reading.outline import Part, outline, sections
from analytics.reading.plans import plans
from analytics.reading.spread import with_rows
from analytics.reading.tidy import tidy

_CHAIR_TOPICS = ("panel", "chair")


def report_from_blocks(document: Document, blocks: list[Block]) -> Report:
    """All that can be read from a document's blocks. Personal names of professionals are masked everywhere.

    Parameters
    ----------
    document : Document
        The file the blocks come from.
    blocks : list of Block
        In reading order, as a format delivers them.
    """
    whole = with_rows(with_cards(tidy(blocks)))
    lexicon = Lexicon.of(whole)
    parts = outline(whole)
    agencies = contributors.contributors(parts, lexicon)
    parts = outline(whole, _bodies(agencies))
    review = particulars.particulars(parts, [block.text for block in blocks if block.kind == "furniture"])
    found = plans(parts)
    rows, warnings = actions(found, lexicon, key_of_colours(texts_of_keys(whole)))
    events, said = chronology.events(parts, review.death or review.period_end)
    printed = learning.statements(parts)
    rows = recommendations.filled_in(rows, printed, found)
    listed = recommendations.plain_references(recommendations.with_plans(printed, rows, found))
    statements = [addressed(s, review.csp, [agency.name for agency in agencies]) for s in listed]
    warnings += unread_plans(parts, rows)
    report = Report(
        document=document,
        review=review,
        agencies=agencies,
        terms_of_reference=terms.terms(parts),
        sections=sections(parts),
        paragraphs=_paragraphs(parts, statements),
        events=events,
        statements=tuple(statements),
        actions=tuple(rows),
        warnings=(*warnings, *said),
    )
    names = _names(parts, whole, rows, [agency.name for agency in agencies])
    return complete(masked(report, names, parts))


def _bodies(agencies: Sequence[Contributor]) -> frozenset[str]:
    """The contributors' names in lower case, with and without what stands in brackets behind them."""
    names = {agency.name.casefold() for agency in agencies}
    return frozenset(names | {name.split(" (")[0] for name in names})


def _paragraphs(parts: Sequence[Part], statements: Sequence[Statement]) -> tuple[Passage, ...]:
    """All text but headings and tables; a paragraph without a number is cited as the statement it is."""
    cited = {s.text: s.ref for s in statements}
    return tuple(
        Passage(p.ref or cited.get(p.block.text), p.section, p.block.text, p.block.page)
        for p in parts
        if not p.is_heading and p.block.text
    )


def _names(parts: Sequence[Part], blocks: Sequence[Block], rows: Sequence[Action], bodies: Sequence[str]) -> Names:
    chair = [p.block.text for p in parts if p.topic in _CHAIR_TOPICS and p.block.text]
    front = [p.block.text for p in parts[:25] if p.topic is None and p.block.text]
    leads = [row.lead for row in rows if row.lead]
    plan_titles = [row.plan for row in rows]
    return find_names(blocks, [*front, *chair], leads, particulars.pseudonyms(parts), [*bodies, *plan_titles])


def masked(report: Report, names: Names, parts: Sequence[Part]) -> Report:
    """The report with every professional's name replaced; in leads the role and body stay alone."""
    personal = {p.block.text for p in parts if p.topic in _CHAIR_TOPICS}
    rows = tuple(replace(_masked(row, names), lead=names.lead(row.lead)) for row in report.actions)
    whole: Report = _masked(report, names)
    passages = tuple(
        replace(masked_, text=names.mask(p.text, first_names=p.text in personal))
        for p, masked_ in zip(report.paragraphs, whole.paragraphs, strict=True)
    )
    return replace(whole, document=report.document, actions=rows, paragraphs=passages)


def _masked(value: Any, names: Names) -> Any:
    if isinstance(value, str):
        return names.mask(value)
    if isinstance(value, tuple):
        return tuple(_masked(item, names) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _masked(getattr(value, f.name), names) for f in fields(value)})
    return value
