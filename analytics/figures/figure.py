"""What every figure carries: the plot, its words, and the same numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from analytics.words import counted, inside, listed, sentence

__all__ = ["SOURCE", "SOURCE_ACTIONS", "Figure", "Scope", "counted", "ids", "inside", "listed", "sentence"]


@dataclass(frozen=True)
class Figure:
    """A chart that can stand alone in a board paper.

    ``title`` states the finding, ``subtitle`` measure, place and period, ``source`` where the numbers are from. ``alt`` says in a
    few sentences what a person would see; ``table`` holds the same numbers under the headings that people read. ``ids`` says of
    each row of the table what it counts (a theme, a status, an action), so that a page can lead there; '' leads nowhere.
    """

    plot: go.Figure
    title: str
    subtitle: str
    source: str
    alt: str
    table: pd.DataFrame
    ids: tuple[str, ...] = ()


def ids(rows: pd.DataFrame, column: str) -> tuple[str, ...]:
    """Of each row what it counts; nothing where ``rows`` doesn't say."""
    return tuple("" if pd.isna(value) else str(value) for value in rows[column]) if column in rows else ()


@dataclass(frozen=True)
class Scope:
    """What a figure covers: its filters as a sentence, and how many reports and digests lie behind it."""

    sentence: str
    reports: int
    digests: int

    @property
    def reviews(self) -> int:
        """Distinct reviews, reports and digests together."""
        return self.reports + self.digests

    def words(self) -> str:
        """'All reviews: 1 report and 10 public digests'."""
        kinds = [counted(self.reports, "report")] if self.reports else []
        kinds += [counted(self.digests, "public digest")] if self.digests else []
        return f"{self.sentence}: {' and '.join(kinds) or 'no review'}"


SOURCE = "Source: domestic homicide reviews in this library. Themes are machine suggestions unless a person has confirmed them."
SOURCE_ACTIONS = "Source: action plans printed in the reviews, as of each report's date."
