"""All that the outputs show, asked of the store once, so that every format gives the same numbers as the pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analytics import __version__
from analytics.briefings.order import Order
from analytics.briefings.provenance import Provenance
from analytics.briefings.writing import has
from analytics.errors import OutputError
from analytics.figures.figure import Plans, Scope
from analytics.figures.sureness import with_weak, with_weak_cells
from analytics.filters import Filters
from analytics.store import queries
from analytics.store.connection import Store
from analytics.store.queries.library import themes as codebook_themes
from analytics.store.queries.pairs import matches

CONFIRMED = ("accepted", "added")


@dataclass(frozen=True)
class Contents:
    """Answers of ``store.queries`` for one order; each attribute has the columns that its query documents.

    Attributes
    ----------
    reviews, statements, codes, actions, statuses, slippage, asks, repeats, matches, runs, plans : DataFrame
        Of ``queries.reviews``, ``statements``, ``coded_statements``, ``actions``, ``action_status_counts``, ``slippage``,
        ``actions_by_agency``, ``recurrences_after_completion`` (the same learning alone), ``pairs.matches``, ``runs`` and
        ``action_plans``.
    themes : DataFrame
        Of ``queries.theme_counts``, with ``include`` and ``exclude`` of the codebook, and ``weak``: suggestions of it can't be
        trusted far, and not all that are counted were confirmed.
    matrix : DataFrame
        Of ``queries.theme_by_review``, with ``weak`` as in ``themes``.
    """

    order: Order
    store: Store
    filters: Filters
    provenance: Provenance
    reviews: pd.DataFrame
    themes: pd.DataFrame
    matrix: pd.DataFrame
    statements: pd.DataFrame
    codes: pd.DataFrame
    actions: pd.DataFrame
    statuses: pd.DataFrame
    slippage: pd.DataFrame
    asks: pd.DataFrame
    repeats: pd.DataFrame
    matches: pd.DataFrame
    runs: pd.DataFrame
    plans: pd.DataFrame

    @property
    def scope(self) -> Scope:
        """What the figures say they cover."""
        facts = self.provenance
        return Scope(facts.sentence, len(facts.reports), len(facts.digests), Plans.of(self.plans))

    def found(self, axis: str) -> pd.DataFrame:
        """Rows of ``themes`` on an axis that were found in at least one review, most reviews first."""
        rows = self.themes[(self.themes["axis"] == axis) & (self.themes["reviews"] > 0)]
        return rows.reset_index(drop=True)

    def digest_sources(self) -> list[str]:
        """Of each digest the public page that it words anew: its title and address, as far as they are known."""
        public = self.reviews[(self.reviews["source"] == "digest") & ~self.reviews["restricted"].astype(bool)]
        rows = public.sort_values(["title", "review_id"])
        known = [(row.title, [str(part) for part in (row.source_title, row.source_url) if has(part)]) for row in each(rows)]
        return [f"{title}: {', '.join(parts)}" for title, parts in known if parts]

    def recommendations(self) -> pd.DataFrame:
        """Rows of ``statements`` that are recommendations."""
        return self.statements[self.statements["kind"] == "recommendation"].reset_index(drop=True)

    def with_theme(self, theme_id: str) -> pd.DataFrame:
        """Rows of ``codes`` of one theme, confirmed ones first, then by falling probability."""
        rows = self.codes[self.codes["theme_id"] == theme_id]
        keys = rows.assign(suggested=~rows["state"].isin(CONFIRMED), unlikely=-rows["score"].astype(float).fillna(1.0))
        ordered = keys.sort_values(["suggested", "unlikely", "statement_id"])
        return ordered.drop(columns=["suggested", "unlikely"]).reset_index(drop=True)


def gather(store: Store, order: Order) -> Contents:
    """Ask the store everything once.

    Raises
    ------
    FilterError
        If the order names a review, area, theme or agency that the library doesn't have.
    OutputError
        If nothing is left by the filters, or only restricted reviews that the order doesn't include.
    """
    filters = replace(order.filters, restricted=order.include_restricted)
    queries.check_filters(store, filters)
    reviews = queries.reviews(store, filters)
    statements = queries.statements(store, filters)
    if reviews.empty or statements.empty:
        raise OutputError(_nothing(store, filters))
    codes = queries.coded_statements(store, filters)
    runs = queries.runs(store)
    return Contents(
        order, store, filters, _provenance(store, order, filters, reviews, codes, runs), reviews, _themes(store, filters, order),
        with_weak_cells(queries.theme_by_review(store, filters), order.weak_themes), statements, codes,
        queries.actions(store, filters, order.today),
        queries.action_status_counts(store, filters, order.today), queries.slippage(store, filters, order.today),
        queries.actions_by_agency(store, filters, order.today), _repeats(store, filters),
        matches(store, filters), runs, queries.action_plans(store, filters),
    )  # fmt: skip


def _nothing(store: Store, filters: Filters) -> str:
    words = filters.sentence(queries.names(store, filters.restricted))
    hidden = "" if filters.restricted else "; restricted reviews are left out unless asked for"
    return f"Nothing matches '{words}', so no file was made{hidden}. Widen the filters, or import a review."


def _themes(store: Store, filters: Filters, order: Order) -> pd.DataFrame:
    notes = codebook_themes(store)[["theme_id", "include", "exclude"]]
    counts = with_weak(queries.theme_counts(store, filters), order.weak_themes)
    return counts.merge(notes, on="theme_id", how="left", validate="1:1")


def _repeats(store: Store, filters: Filters) -> pd.DataFrame:
    """The same learning alone, as on the pages: what is only related has not come up again."""
    found = queries.recurrences_after_completion(store, filters)
    return found[found["relation"] == "same"].reset_index(drop=True)


def _provenance(
    store: Store, order: Order, filters: Filters, reviews: pd.DataFrame, codes: pd.DataFrame, runs: pd.DataFrame
) -> Provenance:
    titles = reviews.sort_values(["title", "review_id"])
    restricted = tuple(titles.loc[titles["restricted"].astype(bool), "title"])
    return Provenance(
        sentence=_view(filters.sentence(queries.names(store, filters.restricted)), len(restricted), len(reviews)),
        made_on=order.today,
        versions=_versions(runs),
        reports=tuple(titles.loc[titles["source"] == "report", "title"]),
        digests=tuple(titles.loc[titles["source"] == "digest", "title"]),
        marking=order.marking,
        codes=len(codes),
        confirmed=int(codes["state"].isin(CONFIRMED).sum()),
        restricted=restricted,
    )


def _view(sentence: str, restricted: int, reviews: int) -> str:
    """The view in words, with how much of it is unpublished.

    >>> _view("All reviews", 1, 4), _view("Northby", 2, 2), _view("All reviews", 0, 4)
    ('All reviews, 1 of them restricted and unpublished', 'Northby, restricted and unpublished', 'All reviews')
    """
    if not restricted:
        return sentence
    return f"{sentence}, {f'{restricted} of them ' if restricted < reviews else ''}restricted and unpublished"


def _versions(runs: pd.DataFrame) -> dict[str, str]:
    """Of this software, the codebook and the models behind the suggestions; only what a run has recorded."""
    versions = {"software": __version__}
    for run in each(runs):
        versions["codebook"] = str(run.codebook_version)
        versions[f"{run.kind} model"] = f"{run.model_name} ({str(run.model_hash)[:8]})"
    return versions


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows as named tuples; typed loosely, as what a column holds is the query's promise and not pandas'."""
    return iter(frame.itertuples(index=False))


def place(row: Any) -> str:
    """Where a statement stands, fit to cite: ``'Sefton DHR9 (Denise), paragraph 7.1, page 17'``."""
    return ", ".join([str(row.review), *where(row.ref, row.page, row.source)])


def where(ref: Any, page: Any, source: str) -> list[str]:
    """Reference and page as words. A digest's reference is its source's; it has no page.

    >>> where("7.1", 17, "report"), where("Learning 1 (lesson)", None, "report"), where(None, None, "digest")
    (['paragraph 7.1', 'page 17'], ['Learning 1 (lesson)'], ['digest'])
    """
    words = ["digest"] if source == "digest" else []
    if has(ref):
        numbered = "reference" if source == "digest" else "paragraph"
        words.append(f"{numbered} {ref}" if str(ref)[:1].isdigit() else str(ref))
    if has(page):
        words.append(f"page {int(page)}")
    return words or ["no reference printed"]


def quoted(text: str, source: str, longest: int = 0) -> str:
    """A statement as it may be printed: the report's words in quotation marks; a digest's wording is ours and has none.

    With ``longest``, the text ends at the last sentence or word that fits, and ``[…]`` says so.
    """
    shown = shortened(text, longest) if longest else text
    return f"“{shown}”" if source == "report" else shown


def shortened(text: str, longest: int) -> str:
    """``text`` up to the last sentence end, or else word, within ``longest`` characters; ``[…]`` says that there was more.

    >>> shortened("One. Two is longer. Three.", 20), shortened("alpha beta gamma", 11), shortened("short", 9)
    ('One. Two is longer. […]', 'alpha beta […]', 'short')
    """
    if len(text) <= longest:
        return text
    window = text[: longest + 1]
    stop = max(window.rfind(end) for end in (". ", "? ", "! "))
    cut = stop + 1 if stop >= longest // 3 else max(window.rfind(" "), 0) or longest
    return f"{text[:cut].rstrip(' ,;')} […]"
