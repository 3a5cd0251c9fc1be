"""What the Method page shows of the current run: who made the suggestions, how good they are, and where the texts come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analytics.filters import Filters
from pages.components import data, holdings, tables, wording
from pages.components.wording import columns, measured
from pages.components.wording import method as texts
from pages.components.wording import reliability as trust

_CODING, _COMPARING = ("precision", "recall", "f1"), ("average_precision", "precision_same", "kappa_linear")
"""Measures, as the figures name them."""


@dataclass(frozen=True)
class Part:
    """One thing that was measured: what it means in words, and the figures behind it where there are more than a few."""

    heading: str
    text: str
    table: pd.DataFrame = field(default_factory=pd.DataFrame)


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
    micro, across = found["coding"]["micro"], found["comparison"]["across_reviews"]
    return texts.IN_WORDS.format(
        of_ten=wording.of_ten(micro["precision"], micro["recall"], across["precision_same"]),
        own=trust.own(found),
        pairs=measured.of_pairs(across),
        expected=trust.EXPECTED,
        comparing=measured.comparing_elsewhere(found["comparison"]),
    )


def parts() -> list[Part]:
    """What else the figures of the current run say, one matter after another; empty without figures."""
    found = data.quality()
    if not found:
        return []
    weak = measured.weak(len(data.weak_themes()), len(found["themes"]))
    return [Part(measured.WEAK, weak), *_probabilities(found), *_proposing_and_remedies(found)]


def _probabilities(found: Mapping[str, Any]) -> list[Part]:
    """What decisions bring, and what probabilities are worth: of suggestions and of matches, on what nothing was learnt from."""
    coding, comparison = found["coding"].get("held_back"), found["comparison"]
    parts = []
    if "learning" in found["coding"]:
        parts.append(Part(measured.LEARNING, measured.learning(found["coding"]["learning"])))
    if coding:
        table = _bins(columns.SUGGESTIONS_GIVEN, measured.of_suggestions(coding))
        parts.append(Part(measured.SUGGESTING, measured.suggesting(coding), table))
    if measured.HELD_BACK[0] in comparison:
        table = _bins(columns.MATCHES_GIVEN, measured.of_matches(comparison))
        parts.append(Part(measured.MATCHING, measured.matching(comparison), table))
    return parts


def _bins(headings: Sequence[str], bins: Sequence[measured.Bin]) -> pd.DataFrame:
    """How often each probability was given, and which share was right."""
    shown = [(measured.span(one.low, one.high), f"{one.number:,}", measured.of_100(one.right)) for one in bins]
    return pd.DataFrame(shown, columns=list(headings))


def _proposing_and_remedies(found: Mapping[str, Any]) -> list[Part]:
    """How good the proposals of themes are, and the reading of recommendations and of how actions were closed."""
    parts = []
    if "discovery" in found:
        parts.append(Part(measured.PROPOSING, measured.proposing(found["discovery"])))
    if "remedies" in found:
        parts.append(Part(measured.REMEDIES, measured.remedies(found["remedies"], found.get("closure"))))
    return parts


def sources() -> pd.DataFrame:
    """Where each review's text or digest comes from; cells are Markdown."""
    rows = data.frame("reviews", Filters())
    told = [holdings.source(row) or texts.AS_PUBLISHED for row in tables.records(rows)]
    return tables.made(columns.SOURCES, rows["title"].map(wording.escape), rows["review_id"].map(holdings.held_as), told)
