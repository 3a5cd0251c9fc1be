"""What the Method page shows of the current run: who made the suggestions, how good they are, and where the texts come from."""

from __future__ import annotations

import pandas as pd

from analytics.filters import Filters
from pages.components import data, holdings, tables, wording
from pages.components.wording import columns
from pages.components.wording import method as texts
from pages.components.wording import reliability as trust

_CODING, _COMPARING = ("precision", "recall", "f1"), ("average_precision", "precision_same", "kappa_linear")
"""Measures, as the figures name them."""


def runs() -> pd.DataFrame:
    """Which model, codebook and versions made the suggestions; cells are Markdown."""
    rows = data.frame("runs")
    versions = [tables.link(str(version), "codebook") for version in rows["codebook_version"]]
    finished = [wording.escape(wording.moment(when)) for when in rows["finished_at"]]
    return tables.made(columns.RUNS, rows["kind"].map(texts.STEPS), rows["model_name"].map(tables.cell), versions, finished)


def quality() -> pd.DataFrame:
    """How good coding and comparison are, each review judged by what was learnt from the others; empty without figures."""
    found = data.quality()
    if not found:
        return pd.DataFrame()
    coding, comparison = found["coding"], found["comparison"]
    across = comparison["across_reviews"]
    rows = [(texts.MEASURES[name], coding["micro"][name], coding["statements"], texts.OWN) for name in _CODING]
    rows += [(texts.MEASURES[name], across[name], across["pairs"], texts.PAIRS) for name in _COMPARING]
    rows += [
        (said, coding[part]["micro"]["f1"], coding[part]["statements"], texts.STATEMENTS)
        for part, said in texts.CODED.items() if part in coding
    ]  # fmt: skip
    rows += [
        (said, comparison[part]["kappa_linear"], comparison[part]["pairs"], texts.PAIRS)
        for part, said in texts.COMPARED.items() if part in comparison
    ]  # fmt: skip
    shown = [(what, f"{figure:.2f}", f"{int(number):,} {of}") for what, figure, number, of in rows]
    return pd.DataFrame(shown, columns=list(columns.QUALITY))


def quality_in_words() -> str:
    """The figures that matter most as everybody reads them, and what to expect elsewhere; '' where no figures are shipped."""
    found = data.quality()
    if not found:
        return ""
    micro, same = found["coding"]["micro"], found["comparison"]["across_reviews"]["precision_same"]
    of_ten = wording.of_ten(micro["precision"], micro["recall"], same)
    return texts.IN_WORDS.format(of_ten=of_ten, own=trust.own(found), expected=trust.EXPECTED)


def sources() -> pd.DataFrame:
    """Where each review's text or digest comes from; cells are Markdown."""
    rows = data.frame("reviews", Filters())
    told = [holdings.source(row) or texts.AS_PUBLISHED for row in tables.records(rows)]
    return tables.made(columns.SOURCES, rows["title"].map(wording.escape), rows["review_id"].map(holdings.held_as), told)
