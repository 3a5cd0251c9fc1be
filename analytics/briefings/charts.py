"""The charts of the outputs: the words are those of the pages' figures, the numbers lie beside them for native charts."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import plotly.graph_objects as go

from analytics.briefings.contents import CONFIRMED, Contents
from analytics.briefings.order import day
from analytics.figures.actions import STATUS_WORDS, slippage, status_bar
from analytics.figures.asks import LADDER, remedy_ladder
from analytics.figures.figure import Figure
from analytics.figures.sureness import labels, source, suggested, sure_statements
from analytics.figures.themes import bar_lengths, theme_bars
from analytics.words import counted, listed

MOST_BARS = 12


@dataclass(frozen=True)
class Series:
    """One row of bars. ``light`` bars are pale with an outline, to be told apart without colour.

    ``hatched`` says which of them are crossed with lines; empty: none.
    """

    name: str
    lengths: tuple[float, ...]
    light: bool = False
    hatched: tuple[bool, ...] = ()


@dataclass(frozen=True)
class Chart:
    """Horizontal bars with the words of a figure: first category on top; several series are stacked.

    ``unit`` says what a bar's length counts; it names the value axis and the data sheet behind a native chart.
    """

    figure: Figure
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str

    @property
    def totals(self) -> tuple[float, ...]:
        """Length of each whole bar."""
        return tuple(sum(parts) for parts in zip(*(s.lengths for s in self.series), strict=True))


def themes_chart(contents: Contents, axis: str = "subject") -> Chart:
    """In how many reviews each theme was found, or statements of one; reports and digests told apart. Those ``most_frequent``.

    Themes whose suggestions are weak are hatched, and their names say so.
    """
    rows = most_frequent(contents, axis)
    figure = theme_bars(rows, contents.scope, "theme" if axis == "subject" else "kind of remedy")
    hatched, lengths = tuple(map(bool, rows["weak"])), bar_lengths(rows, contents.scope)
    series = (
        Series("Reports", _numbers(lengths["reports"]), hatched=hatched),
        Series("Public digests (partial)", _numbers(lengths["digests"]), light=True, hatched=hatched),
    )
    unit = "Statements" if contents.scope.reviews == 1 else "Reviews"
    return Chart(figure, tuple(labels(rows)), tuple(s for s in series if any(s.lengths)) or series[:1], unit)


def most_frequent(contents: Contents, axis: str) -> pd.DataFrame:
    """The themes that a chart has room for: found in most reviews, or in most statements of one."""
    found = contents.found(axis)
    ordered = found.sort_values("statements", ascending=False, kind="stable") if contents.scope.reviews == 1 else found
    return ordered.head(MOST_BARS)


def status_chart(contents: Contents) -> Chart:
    """What became of the actions; 'no information' is a bar like the others."""
    figure = status_bar(contents.statuses, contents.scope, day(contents.order.today))
    counts = contents.statuses.set_index("status")["actions"]
    present = [status for status in STATUS_WORDS if status in counts.index]
    values = tuple(float(counts[status]) for status in present)
    return Chart(figure, tuple(STATUS_WORDS[s] for s in present), (Series("Actions", values),), "Actions")


def slippage_chart(contents: Contents) -> Chart:
    """Months between target and completion of the actions that give both, latest first; below zero is early."""
    frame = contents.slippage
    several = len(set(frame["review_id"])) > 1
    named = frame.assign(label=frame["review"] + ": " + frame["label"]) if several else frame
    figure = slippage(named, contents.scope)
    subtitle = f"Months of the calendar from target to completion; below zero: early. {contents.scope.plan_words()}."
    figure = replace(figure, subtitle=subtitle, alt=figure.alt.replace("Dumbbell chart", "Bar chart", 1))
    rows = named.sort_values(["months", "late", "label"], ascending=[False, False, True]).head(MOST_BARS)
    if len(rows) < len(named):
        figure = replace(figure, subtitle=f"{figure.subtitle} The {len(rows)} latest of {len(named)}.")
    return Chart(figure, tuple(rows["label"]), (Series("Months after target", _numbers(rows["months"])),), "Months after target")


def remedies_chart(contents: Contents, recommendations: pd.DataFrame | None = None) -> Chart:
    """What recommendations ask for, from law and money down to telling people; empty rungs stay."""
    rows = contents.recommendations() if recommendations is None else recommendations
    counts = rows["remedy"].value_counts()
    unknown = int(rows["remedy"].isna().sum())
    frame = pd.DataFrame({"remedy": [*counts.index, None], "recommendations": [*counts, unknown]})
    figure = remedy_ladder(frame, contents.scope)
    ladder = list(reversed(LADDER.items()))
    values = tuple(float(counts.get(remedy, 0)) for remedy, _ in ladder)
    return Chart(figure, tuple(words for _, words in ladder), (Series("Recommendations", values),), "Recommendations")


def theme_agencies_chart(contents: Contents, theme_id: str, theme: str) -> Chart | None:
    """Whom a theme's statements are about or addressed to; ``None`` where they name no agency."""
    rows = contents.with_theme(theme_id).dropna(subset=["agency_name"])
    if rows.empty:
        return None
    counts = (
        rows.groupby("agency_name")["statement_id"]
        .nunique()
        .reset_index(name="n")
        .sort_values(["n", "agency_name"], ascending=[False, True])
    )
    top, most = counts.head(MOST_BARS), int(counts["n"].max())
    leaders = listed(list(counts.loc[counts["n"] == most, "agency_name"]), limit=2)
    verb = "is" if (counts["n"] == most).sum() == 1 else "are"
    codes = _confirmed(rows)
    title = f"{theme}: {leaders} {verb} named most often, in {counted(most, 'statement')}"
    title = suggested(title, sure_statements(codes))
    left_out = len(contents.with_theme(theme_id)) - len(rows)
    names_none = (
        f"; {counted(left_out, 'statement')} that {'names' if left_out == 1 else 'name'} none left out" if left_out else ""
    )
    subtitle = f"Statements with this theme by the agency they name{names_none}. {contents.scope.words()}."
    heard = "; ".join(f"{name} {number}" for name, number in zip(top["agency_name"], top["n"], strict=True))
    table = top.rename(columns={"agency_name": "Agency", "n": "Statements"}).reset_index(drop=True)
    figure = Figure(go.Figure(), title, subtitle, source(codes), f"Bar chart. {title}. Statements: {heard}.", table)
    return Chart(figure, tuple(top["agency_name"]), (Series("Statements", _numbers(top["n"])),), "Statements")


def _confirmed(codes: pd.DataFrame) -> pd.DataFrame:
    """A row a statement with a theme, and whether a person gave or accepted it: ``statements`` and ``confirmed``."""
    ones = codes.drop_duplicates("statement_id")
    return pd.DataFrame({"statements": 1, "confirmed": ones["state"].isin(CONFIRMED).astype(int)})


def _numbers(column: pd.Series[int]) -> tuple[float, ...]:
    return tuple(float(value) for value in column)
