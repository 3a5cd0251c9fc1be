"""What every figure carries: the plot, its words, and the same numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from analytics.words import counted, inside, kinds_of, listed, sentence, when

__all__ = ["SOURCE", "SOURCE_ACTIONS", "Figure", "Plans", "Scope", "counted", "ids", "inside", "listed", "sentence"]


@dataclass(frozen=True)
class Figure:
    """A chart that can stand alone in a board paper.

    ``title`` states the finding, ``subtitle`` measure, place and period, ``source`` where the numbers are from. ``alt`` says in a
    few sentences what a person would see; ``table`` holds the same numbers under the headings that people read. ``ids`` says of
    each row of the table what it counts (a theme, a status, an action), so that a page can lead there; '' leads nowhere.
    ``reviews`` are the ids of the reviews that the chart names in short, so that a page can say which is which.
    """

    plot: go.Figure
    title: str
    subtitle: str
    source: str
    alt: str
    table: pd.DataFrame
    ids: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()


def ids(rows: pd.DataFrame, column: str) -> tuple[str, ...]:
    """Of each row what it counts; nothing where ``rows`` doesn't say."""
    return tuple("" if pd.isna(value) else str(value) for value in rows[column]) if column in rows else ()


@dataclass(frozen=True)
class Plans:
    """The action plans behind a figure: how many ``actions`` of how many ``reviews``, of those of which a plan is ``held``.

    ``whose`` names the review where it is one; ``made`` says of which month the plans speak: '' where that isn't known of all.
    """

    actions: int
    reviews: int
    held: int
    whose: str = ""
    made: str = ""

    @classmethod
    def of(cls, rows: pd.DataFrame) -> Plans:
        """From rows of ``queries.action_plans``, a plan a row: ``whose``, ``made`` (ISO; null if not known) and ``actions``."""
        mine = rows[rows["actions"] > 0]
        dates = sorted(str(made) for made in mine["made"] if pd.notna(made))
        known = dates if len(dates) == len(mine) else []
        made = " to ".join(dict.fromkeys(when(date) for date in (known[:1] + known[-1:])))
        whose = str(mine["whose"].iloc[0]) if len(mine) == 1 else ""
        return cls(int(mine["actions"].sum()), len(mine), len(rows), whose, made)

    def words(self) -> str:
        """'29 actions of 1 review with an action plan (Denise, as of January 2024)'."""
        if not self.reviews:
            return counted(self.actions, "action")
        facts = [self.whose] * bool(self.whose) + [f"as of {self.made}"] * bool(self.made)
        behind = f" ({', '.join(facts)})" if facts else ""
        return f"{counted(self.actions, 'action')} of {counted(self.reviews, 'review')} with an action plan{behind}"


@dataclass(frozen=True)
class Scope:
    """What a figure covers: its filters as a sentence, and how many reports, digests and action plans lie behind it."""

    sentence: str
    reports: int
    digests: int
    plans: Plans | None = None

    @property
    def reviews(self) -> int:
        """Distinct reviews, reports and digests together."""
        return self.reports + self.digests

    def words(self) -> str:
        """'All reviews: 1 report and 10 public digests'."""
        return f"{self.sentence}: {kinds_of(self.reports, self.digests) or 'no review'}"

    def plan_words(self) -> str:
        """'All reviews: 29 actions of 1 review with an action plan (Denise, as of January 2024); …'."""
        if self.plans is None:
            return self.words()
        without = max(0, self.reviews - self.plans.held)
        rest = f"; no plan is held for {counted(without, 'other')}" if without else ""
        return f"{self.sentence}: {self.plans.words()}{rest}"

    def plan_source(self) -> str:
        """Where the actions are from, and of which month their plans speak."""
        plans = self.plans
        if plans is None or not plans.reviews or not plans.made:
            return SOURCE_ACTIONS
        if plans.reviews == 1:
            return f"Source: the action plan printed in the report on {plans.whose}, as of {plans.made}. Nothing newer is held."
        return f"Source: action plans printed in {plans.reviews} reviews, as of each report's date ({plans.made})."


LIBRARY = "Source: domestic homicide reviews in this library."
SOURCE = f"{LIBRARY} Themes are machine suggestions unless a person has confirmed them."
"""Of what doesn't know how many of its themes people have confirmed; ``sureness.source`` says how many."""
SOURCE_ACTIONS = "Source: action plans printed in the reviews, as of each report's date."
