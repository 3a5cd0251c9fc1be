"""What the Method page shows of the current run: who made the suggestions, how good they are, and where the texts come from."""

from __future__ import annotations

import pandas as pd

from analytics.filters import Filters
from pages.components import data, tables, views, wording
from pages.components.wording import reliability as trust


def runs() -> pd.DataFrame:
    """Which model, codebook and versions made the suggestions; cells are Markdown."""
    rows = data.frame("runs")
    return pd.DataFrame(
        {
            "Step": rows["kind"].map(
                {"coding": "Coding to themes", "comparison": "Comparing reviews", "discovery": "Proposing themes"}
            ),
            "Model": rows["model_name"].map(tables.cell),
            "Codebook version": [tables.link(str(version), "codebook") for version in rows["codebook_version"]],
            "Finished": rows["finished_at"].astype(str).str[:16].map(tables.cell),
        }
    )


def quality() -> pd.DataFrame:
    """How good coding and comparison are, each review judged by what was learnt from the others; empty without figures."""
    found = data.quality()
    if not found:
        return pd.DataFrame()
    coding, across, own = found["coding"], found["comparison"]["across_reviews"], "statements of the reviews shown here"
    rows = [
        ("Themes suggested that careful readers gave too", coding["micro"]["precision"], coding["statements"], own),
        ("Themes the readers gave that were suggested", coding["micro"]["recall"], coding["statements"], own),
        ("Both together (F1, the usual single figure)", coding["micro"]["f1"], coding["statements"], own),
        ("Same learning ranked before other pairs (average precision)", across["average_precision"], across["pairs"], "pairs"),
        ("Pairs called same that the readers called same", across["precision_same"], across["pairs"], "pairs"),
        ("Same, related or unrelated: agreement with the readers (kappa)", across["kappa_linear"], across["pairs"], "pairs"),
    ]
    if "others" in coding:
        others, pairs = coding["others"], found["comparison"]["to_others"]
        rows += [
            ("Coding of statements made up by another hand (F1)", others["micro"]["f1"], others["statements"], "statements"),
            ("Comparing of pairs made up by another hand (kappa)", pairs["kappa_linear"], pairs["pairs"], "pairs"),
        ]
    if "elsewhere" in coding:
        areas, pairs = coding["elsewhere"], found["comparison"]["elsewhere"]
        rows += [
            ("Coding of what reviews of other areas say (F1)", areas["micro"]["f1"], areas["statements"], "statements"),
            ("Comparing of what reviews of other areas say (kappa)", pairs["kappa_linear"], pairs["pairs"], "pairs"),
        ]
    columns = ("What was measured", "Figure (1 is best)", "On")
    return pd.DataFrame([(what, f"{figure:.2f}", f"{int(n):,} {of}") for what, figure, n, of in rows], columns=columns)


def quality_in_words() -> str:
    """The figures that matter most as everybody reads them, and what to expect elsewhere; '' where no figures are shipped."""
    found = data.quality()
    if not found:
        return ""
    micro, same = found["coding"]["micro"], found["comparison"]["across_reviews"]["precision_same"]
    return f"{wording.of_ten(micro['precision'], micro['recall'], same)} That is on {trust.own(found)}. {trust.EXPECTED}"


def sources() -> pd.DataFrame:
    """Where each review's text or digest comes from; cells are Markdown."""
    rows = data.frame("reviews", Filters())
    return pd.DataFrame(
        {
            "Review": rows["title"].map(wording.escape),
            "Held as": rows["review_id"].map(views.held_as),
            "Source": [
                wording.escape(str(r.source_title)) if wording.given(r.source_title) else "Report as published"
                for r in rows.itertuples()
            ],
        }
    )
