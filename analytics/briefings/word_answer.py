"""The answer sheet for term of reference 13 of one review, as a Word document."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from analytics.briefings.answer import FINDING_WORDS, answer, finding_words, narrowed
from analytics.briefings.contents import Contents, each, gather, place, quoted, where
from analytics.briefings.order import Order, day
from analytics.briefings.paper import Paper
from analytics.briefings.passages import KIND_WORDS, TIMING_WORDS, confirmed_words, loaded_words, year_words
from analytics.briefings.writing import has
from analytics.errors import InputError, OutputError
from analytics.filters import Filters
from analytics.recurrence import Answer
from analytics.store import queries
from analytics.store.connection import Store
from analytics.words import counted, sentence

TITLE = "Does this learning appear in other reviews?"
MOST_MATCHES = 3


def build(store: Store, order: Order) -> bytes:
    """The answer sheet as the bytes of a .docx file.

    The review is the order's, else the only one its filters name, else the report of the latest death. The answer, the table
    and the draft are about the whole review, as on the page; filters on theme, agency and kind narrow the lists of points alone.

    Raises
    ------
    InputError
        If the filters name several reviews and the order none.
    NotStoredError
        If there is no such review.
    OutputError
        If no review can be chosen, or the chosen one has no learning points that the filters leave.
    """
    contents = gather(store, replace(order, filters=Filters()))
    review_id = chosen_review(store, order)
    found = answer(store, review_id, order.include_restricted)
    points = _listed(store, review_id, found, order)
    only = _only(store, found, points, order.filters)
    subtitle = f"Term of reference 13: {found.title}{'. ' if only else ''}{only}"
    paper = Paper(TITLE, subtitle, contents.order.who, contents.provenance.mark, _footer(contents, found))
    _answer(paper, found)
    _compared(paper, found)
    _same(paper, points)
    _related(paper, points)
    _not_found(paper, points)
    paper.heading("How this was made, and what it cannot tell")
    paper.facts(contents.provenance.facts())
    paper.references(contents.digest_sources())
    return paper.content()


def chosen_review(store: Store, order: Order) -> str:
    """The review that an answer sheet is about."""
    if order.review:
        return order.review
    if len(order.filters.reviews) > 1:
        raise InputError(
            f"An answer sheet is about one review, and the filters name {len(order.filters.reviews)}. Choose one of them."
        )
    reviews = queries.reviews(store, replace(order.filters, restricted=order.include_restricted))
    full = reviews[reviews["source"] == "report"]
    candidates = reviews if len(reviews) == 1 else full
    if candidates.empty:
        raise OutputError("No report is among these reviews, so there is no answer sheet to make. Name a review, or import one.")
    return str(candidates["review_id"].iloc[0])


def _listed(store: Store, review_id: str, found: Answer, order: Order) -> Answer:
    """The answer with the points that are listed: those that the filters on theme, agency and kind leave."""
    filters = replace(order.filters, restricted=order.include_restricted)
    queries.check_filters(store, filters)
    points = narrowed(store, review_id, found, filters)
    if points.points.empty:
        raise OutputError(
            f"{found.title} has no learning points that these filters leave, so no answer sheet was made. Widen the filters."
        )
    return points


def _only(store: Store, found: Answer, points: Answer, filters: Filters) -> str:
    """What the lists are narrowed to, for the first page; nothing where they hold every point."""
    view = filters.without("reviews", "areas", "year_from", "year_to")
    if view.is_empty:
        return ""
    words = view.sentence(queries.names(store, filters.restricted))
    listed = f"{len(points.points)} of {counted(len(found.points), 'learning point')}"
    return f"The lists show {listed} ({words}); the answer, its table and the draft are about all of them"


def _footer(contents: Contents, found: Answer) -> str:
    return f"Term of reference 13: {found.title}, {day(contents.provenance.made_on)}"


def _answer(paper: Paper, found: Answer) -> None:
    paper.heading("The answer")
    paper.paragraph(found.words(), lead=True)
    paper.paragraph(f"{found.compared_words()} {found.judged_words()}")
    rows = [
        (finding_words(found, finding), f"{found.number(finding)} of {len(found.points)}", _confirmed(found, finding))
        for finding in ("same", "related", _unseen(found))
    ]
    paper.table(
        f"Learning points of {found.title} by finding",
        ("Finding", "Learning points", "Confirmed by a person"),
        rows,
        (4, 1.5, 1.8),
    )
    paper.heading("Draft paragraph for the overview report", 2)
    paper.paragraph(
        "Made from counts and from matches that a person has confirmed, and from nothing else. Edit as you need.", with_next=True
    )
    paper.aside(found.draft())


def _unseen(found: Answer) -> str:
    """What to call points without a match: only a full report can show that learning is absent."""
    return "not_found" if found.can_show_absence else "cannot_tell"


def _confirmed(found: Answer, finding: str) -> str:
    """How many of a finding's points a person has confirmed; nobody can confirm that something wasn't found."""
    return f"{found.points_confirmed(finding)} of {found.number(finding)}" if finding in ("same", "related") else "does not apply"


def _compared(paper: Paper, found: Answer) -> None:
    paper.heading("What was compared")
    rows = [(row.title, year_words(row.death_year), loaded_words(row.form), str(row.statements)) for row in each(found.compared)]
    paper.table("Reviews compared", ("Review", "Year of death", "What is loaded", "Statements"), rows, (4, 1.5, 2, 1.2))


def _same(paper: Paper, found: Answer) -> None:
    """Each point that was found again, in its own words, over the words of the others."""
    points = found.of("same")
    paper.heading(f"{finding_words(found, 'same')} ({len(points)})")
    if points.empty:
        paper.paragraph("None of the learning points.")
    for point in each(points):
        paper.heading(_point_title(point), 2)
        paper.quotation(quoted(point.text, found.source), _citation(found, point), with_next=True)
        matches = found.matches_of(point.statement_id)
        same = matches[matches["relation"] == "same"]
        for row in each(same.head(MOST_MATCHES)):
            text = f"{row.review}: {quoted(row.text, row.source)}"
            paper.quotation(text, place(row), _judgement(row), style="List Bullet")
        if left := len(matches) - min(len(same), MOST_MATCHES):
            paper.paragraph(
                f"{sentence(counted(left, 'further match', 'further matches'))}, same or related, in the workbook.", small=True
            )


def _related(paper: Paper, found: Answer) -> None:
    """One row a point: its nearest relation elsewhere."""
    points = found.of("related")
    paper.heading(f"{finding_words(found, 'related')} ({len(points)})")
    if points.empty:
        paper.paragraph("None of the learning points.")
        return
    paper.paragraph(
        "The nearest elsewhere for each; further ones are in the workbook. Timing is given where it is known.", with_next=True
    )
    rows = []
    for point in each(points):
        nearest = next(each(found.matches_of(point.statement_id)))
        words = quoted(point.text, found.source)
        title = f"{_point_title(point)} [{paper.cite(_citation(found, point))}]: {words}"
        other = f"{nearest.review} [{paper.cite(place(nearest))}]: {quoted(nearest.text, nearest.source)}"
        rows.append((title, other, _judgement(nearest)))
    headings = ("Learning point", "Nearest elsewhere", "Judgement")
    paper.table("Learning points with a related one elsewhere", headings, rows, (3.6, 2.6, 2.8))


def _point_title(point: Any) -> str:
    """``'Key issue 7.1'``, ``'Recommendation 2 (Merseyside Police)'``: references made of words say themselves what they are."""
    name = str(point.ref) if has(point.ref) else "without a reference"
    about = f", {point.agency}" if has(point.agency) and str(point.agency) not in name else ""
    return f"{name}{about}" if name[:1].isupper() else f"{sentence(KIND_WORDS[point.kind])} {name}{about}"


def _citation(found: Answer, point: Any) -> str:
    return ", ".join([found.title, *where(point.ref, point.page, found.source)])


def _judgement(row: Any) -> str:
    """How sure the match is, why it was made, and how it stands in time to the earlier action."""
    why = [str(row.why)] if has(row.why) else []
    said = f"{sentence(confirmed_words(row.confirmed, row.score, row.relation))}."
    untimed = row.timing == "unknown" and row.relation == "related"
    return " ".join([said, *why, *([] if untimed else [f"{sentence(TIMING_WORDS[row.timing])}."])])


def _not_found(paper: Paper, found: Answer) -> None:
    finding = _unseen(found)
    points = found.of(finding)
    paper.heading(f"{FINDING_WORDS[finding]} ({len(points)})")
    if points.empty:
        paper.paragraph("Every learning point was found, or something related to it.")
        return
    said = "Not found in what is loaded. Where only a summary or a digest is loaded, the full report may still hold it."
    paper.paragraph(said, with_next=True)
    rows = [
        (f"{_point_title(row)} [{paper.cite(_citation(found, row))}]", quoted(row.text, found.source)) for row in each(points)
    ]
    paper.table("Learning points that were not found elsewhere", ("Learning point", "Text"), rows, (2.2, 5))
