"""Figures about themes: how many reviews, which reviews, and when."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.figures.figure import Figure, Scope, counted, ids, inside, listed, sentence
from analytics.figures.style import ACCENT, PALE, QUIET, blank, horizontal, in_rows, plain, wrapped
from analytics.figures.sureness import (
    WEAK_NAMED,
    WEAK_NOTE,
    labels,
    named,
    source,
    suggested,
    sure_cells,
    sure_reviews,
    sure_statements,
    whose_word,
)
from analytics.figures.traces import OUTLINED, after, asked, bars

SYMBOLS = {"found": "●", "not_found": "–", "not_in_scope": "?"}
LOOKS = "Solid: reports. Pale: digests, always partial."
MATRIX_KEY = "– not found in the report; ? cannot tell, as only a digest is loaded."
FOUND = "found (suggested, unless a person has confirmed it)"
"""What 'found' means, where a chart doesn't know how much of it people have confirmed."""
CONFIRMED = {"confirmed_reviews": "Confirmed reviews", "confirmed": "Confirmed statements"}
"""Headings of what people have confirmed, in the table of ``theme_bars``."""
STATE_WORDS = {"found": "found", "not_found": "not found", "not_in_scope": "cannot tell (partial)"}


def theme_bars(frame: pd.DataFrame, scope: Scope, kind: str = "theme", most: int = 0) -> Figure:
    """How many distinct reviews each theme was found in; reports and digests told apart.

    Parameters
    ----------
    frame : DataFrame
        Columns ``name`` (str), ``reports`` and ``digests`` (distinct reviews of each sort in which the theme was found) and
        ``statements``. One row a theme, in the order to be shown. Optional ``confirmed_reviews`` and ``confirmed`` (the reviews
        and statements in which a person has confirmed it; without them the title says 'Suggested'), and ``weak`` (bool): the
        machine's suggestions of it can't be trusted far, so its bar is hatched and its name says so.
    scope : Scope
        What is being looked at; gives the denominator.
    kind : str
        What the rows are called: 'theme' or 'kind of remedy'.
    most : int
        Draw only so many, the first of ``frame``; 0 draws all. Title, alternative text and table have all of them.

    Notes
    -----
    An empty frame gives a figure without bars whose title says so. A bar's ``customdata`` is its ``theme_id``, where ``frame``
    has it: what a click asks for. Of one review, where each bar would be 1, bars are the statements, most of them first.
    """
    frame = frame.sort_values("statements", ascending=False, kind="stable") if scope.reviews == 1 else frame
    weak = frame["weak"].astype(bool) if "weak" in frame else pd.Series(False, index=frame.index)
    rows = frame.assign(reviews=frame["reports"] + frame["digests"], weak=weak)
    called, drawn = labels(rows), rows.head(most) if most else rows
    names = [wrapped(name) for name in called[: len(drawn)]]
    lengths = bar_lengths(drawn, scope)
    longest = max(1, int(lengths["reviews"].max())) * 1.12 if len(drawn) else 1
    plot = horizontal(names, {"range": [0, longest]}, _review_bars(names, lengths))
    title = _bars_title(rows, scope, kind)
    table = pd.DataFrame({
        sentence(kind): called, "Reviews": [f"{n} of {scope.reviews}" for n in rows["reviews"]],
        "Reports": rows["reports"], "Public digests": rows["digests"], "Statements": rows["statements"],
        **{heading: rows[column] for column, heading in CONFIRMED.items() if column in rows},
    })  # fmt: skip
    subtitle = bars_subtitle(drawn, scope, kind, len(rows))
    heard = "; ".join(f"{name} {count}" for name, count in zip(called, bar_lengths(rows, scope)["reviews"], strict=True))
    what = "Statements" if scope.reviews == 1 else f"Reviews out of {scope.reviews}"
    alt = f"Bar chart. {title}. {what}: {heard or 'none'}."
    return Figure(plot, title, subtitle, source(rows), alt, table, ids(rows, "theme_id"))


def bar_lengths(rows: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """How long bars of themes are, whole (``reviews``) and in parts: reviews, but statements where the scope is one review."""
    if scope.reviews != 1:
        return rows
    parts = {part: rows[part] * rows["statements"] for part in ("reports", "digests")}
    return rows.assign(**parts, reviews=rows["statements"])


def bars_subtitle(rows: pd.DataFrame, scope: Scope, kind: str, of: int = 0) -> str:
    """What the bars count and what their looks mean; ``rows`` has a column ``weak`` and may be the first ``of`` so many."""
    looks = f"{LOOKS}{' ' + WEAK_NOTE if rows['weak'].any() else ''}"
    one = scope.reviews == 1
    part = f"The {len(rows)} of {of} found in most {'statements' if one else 'reviews'}. " if len(rows) < of else ""
    sure = f"{whose_word(rows)} " if len(rows) else ""
    return f"{'Statements' if one else 'Reviews'} in which each {kind} was found. {part}{sure}{scope.words()}. {looks}"


def _review_bars(names: list[str], rows: pd.DataFrame) -> list[dict[str, Any]]:
    shapes, clicked = ["/" if weak else "" for weak in rows["weak"]], asked(rows, "theme_id")
    parts = []
    for column, name, fill, lines in (
        ("reports", "Reports", ACCENT, "#FFFFFF"),
        ("digests", "Public digests", PALE, ACCENT),
    ):
        hatching = {"shape": shapes, "fgcolor": lines, "bgcolor": fill, "size": 8, "solidity": 0.2}
        marker = {"color": fill, "pattern": hatching, "line": {"color": ACCENT, "width": [int(n > 0) for n in rows[column]]}}
        parts.append(bars(names, rows[column], marker, name=name, customdata=clicked))
    return [*parts, after(names, rows["reviews"], [f"  {n}" for n in rows["reviews"]])]


def _bars_title(rows: pd.DataFrame, scope: Scope, kind: str) -> str:
    found = rows[rows["reviews"] > 0]
    if not scope.reviews:
        return "No review matches these filters"
    if found.empty:
        return f"No {kind} was found in {counted(scope.reviews, 'review') if scope.reviews != 1 else 'this review'}"
    lengths = bar_lengths(found, scope)["reviews"]
    leaders = found[lengths == lengths.max()]
    sure = sure_statements(leaders) if scope.reviews == 1 else sure_reviews(leaders)
    return suggested(_bars_finding(found, scope, kind), sure)


def _bars_finding(found: pd.DataFrame, scope: Scope, kind: str) -> str:
    lengths = bar_lengths(found, scope)["reviews"]
    top = int(lengths.max())
    leaders = [inside(name) for name in found.loc[lengths == top, "name"]]
    verb = "comes up" if len(leaders) == 1 else "each come up"
    where = f"in {top} of {scope.reviews} reviews"
    if scope.reviews == 1:
        most = " most often" if len(leaders) < len(found) else ""
        where = f"{most.strip()}{', ' if most else ''}in {counted(top, 'statement')} of this one review"
    if len(leaders) > 3:
        return f"{len(leaders)} {_plural(kind)} each come up {where}"
    return f"{sentence(listed(leaders))} {verb} {where}"


def _plural(kind: str) -> str:
    return "kinds of remedy" if kind == "kind of remedy" else f"{kind}s"


def theme_matrix(frame: pd.DataFrame, scope: Scope, most: int = 0) -> Figure:
    """Which theme was found in which review: found, not found, or cannot tell because only a digest is loaded.

    Parameters
    ----------
    frame : DataFrame
        Columns ``theme`` (name), ``review`` (short label, unique), ``state`` ('found', 'not_found', 'not_in_scope') and
        ``statements``. One row a pair; themes and reviews are shown in the order in which they first occur. Optional
        ``confirmed`` (of the statements those that a person has confirmed) and ``weak`` (bool, as of ``with_weak_cells``).
    scope : Scope
        What is being looked at. Where it has more reviews than ``frame``, the subtitle says so.
    most : int
        Draw only so many themes, the first of ``frame``; 0 draws all. Title, alternative text and table have all of them.

    Notes
    -----
    A mark's ``customdata`` is its ``review_id`` and ``theme_id``, where ``frame`` has them: what a click asks for.
    """
    frame = named(frame).astype(object)  # cell by cell, plain texts are read ten times as fast as columns of text
    themes, reviews = list(dict.fromkeys(frame["theme"])), list(dict.fromkeys(frame["review"]))
    drawn = themes[:most] if most else themes
    labels = {theme: wrapped(theme) for theme in drawn}
    marks = [_cells(frame[(frame["state"] == state) & frame["theme"].isin(drawn)], labels, state) for state in SYMBOLS]
    across = {
        "side": "top", "tickangle": -90, "type": "category", "categoryorder": "array",
        "categoryarray": [plain(r) for r in reviews], "range": [-0.6, len(reviews) - 0.4], "showgrid": False, "dtick": 1,
    }  # fmt: skip
    down = {"categoryorder": "array", "categoryarray": list(labels.values()), "showgrid": True}
    head = 16 + 7 * max((len(review) for review in reviews), default=0)
    plot = in_rows(list(labels.values()), across, marks, head, down)
    plot.layout.margin.r = 4
    title = _matrix_title(frame, len(reviews))
    left_out = scope.reviews > len(reviews)
    part = f"Only {len(reviews)} of them are shown, reports with the latest deaths first. " if left_out else ""
    part += f"The {counted(len(drawn), 'theme')} found in most reviews. " if len(drawn) < len(themes) else ""
    sure = f"{whose_word(frame)} " if "confirmed" in frame and (frame["state"] == "found").any() else ""
    key = f"● {'found' if sure else FOUND}; {MATRIX_KEY}"
    weak = f" {WEAK_NAMED}" if "weak" in frame and frame["weak"].any() else ""
    subtitle = f"{scope.words()}, named by pseudonym or area and year of death. {part}{sure}{key}{weak}"
    alt = _matrix_alt(frame, title, len(themes), len(reviews))
    which = ids(frame.drop_duplicates("theme"), "theme_id")
    return Figure(plot, title, subtitle, source(frame), alt, _matrix_table(frame), which)


def _cells(cells: pd.DataFrame, labels: dict[str, str], state: str) -> dict[str, Any]:
    """The marks of the cells of one state."""
    look = {
        "found": {"symbol": "circle", "size": 10, "color": ACCENT},
        "not_found": {"symbol": "line-ew", "size": 9, "color": QUIET, "line": {"width": 2, "color": QUIET}},
    }
    where: dict[str, Any] = {"x": [plain(r) for r in cells["review"]], "y": [labels[t] for t in cells["theme"]]}
    where |= {"type": "scatter", "name": STATE_WORDS[state], "customdata": asked(cells, "review_id", "theme_id")}
    if state == "not_in_scope":
        return {**where, "mode": "text", "text": ["?"] * len(cells), "textfont": {"color": QUIET, "size": 12}}
    return {**where, "mode": "markers", "marker": look[state]}


def _matrix_title(frame: pd.DataFrame, reviews: int) -> str:
    found = frame[frame["state"] == "found"].groupby("theme")["review"].nunique()
    themes = frame["theme"].nunique()
    if found.empty:
        return "No theme was found in these reviews"
    repeated = found[found >= min(2, reviews)].index if themes > 1 else found.index
    counts = frame[(frame["state"] == "found") & frame["theme"].isin(repeated if len(repeated) else found.index)]
    return suggested(_matrix_finding(found, themes, reviews), sure_cells(counts))


def _matrix_finding(found: pd.Series[int], themes: int, reviews: int) -> str:
    if themes == 1:
        return (
            f"{found.index[0]} comes up in {f'{int(found.iloc[0])} of {reviews} reviews' if reviews > 1 else 'this one review'}"
        )
    repeated = len(found) if reviews == 1 else int((found >= 2).sum())
    where = "this one review" if reviews == 1 else "two or more reviews"
    return f"{repeated or 'None'} of {themes} themes {'comes up' if repeated == 1 else 'come up'} in {where}"


def _matrix_alt(frame: pd.DataFrame, title: str, themes: int, reviews: int) -> str:
    counts = frame["state"].value_counts()
    said = "; ".join(f"{int(counts[state])} {words}" for state, words in STATE_WORDS.items() if state in counts)
    size = f"{counted(themes, 'theme')} by {counted(reviews, 'review')}"
    return f"Grid of {size}. {title}. Cells: {said or 'none'}. The table below has every cell."


def _matrix_table(frame: pd.DataFrame) -> pd.DataFrame:
    themes, reviews = list(dict.fromkeys(frame["theme"])), list(dict.fromkeys(frame["review"]))
    cells = dict(zip(zip(frame["theme"], frame["review"], strict=True), frame["state"].map(STATE_WORDS), strict=True))
    rows = [[theme, *(cells.get((theme, review)) for review in reviews)] for theme in themes]
    return pd.DataFrame(rows, columns=["Theme", *reviews])


def theme_over_time(frame: pd.DataFrame, scope: Scope, theme: str) -> Figure:
    """In which years of death the reviews fall in which a theme was found, out of all reviews of deaths in that year.

    Parameters
    ----------
    frame : DataFrame
        Columns ``year`` (int; null where the year of death isn't known), ``reviews`` (all with that year) and ``found``;
        optional ``confirmed_reviews`` (those of ``found`` in which a person has confirmed it), ``statements`` of that year with
        the theme and ``confirmed`` (of these).
    scope : Scope
        What is being looked at.
    theme : str
        The theme's name.
    """
    dated = frame.dropna(subset=["year"]).sort_values("year").astype({"year": int})
    rest = (dated["reviews"] - dated["found"]).tolist()
    clicked = [[year] for year in ids(dated, "year")]
    inside_bars = {"customdata": clicked, "text": _numbers(dated["found"]), "textposition": "inside", "textangle": 0}
    found = {"type": "bar", "x": dated["year"].tolist(), "y": dated["found"].tolist(), "marker": {"color": ACCENT}, **inside_bars}
    others = {
        "type": "bar",
        "x": dated["year"].tolist(),
        "y": rest,
        "customdata": clicked,
        "marker": {"color": OUTLINED, "line": {"color": QUIET, "width": 1}},
    }
    close = bool(len(dated)) and dated["year"].max() - dated["year"].min() <= 12
    few = bool(len(dated)) and dated["reviews"].max() <= 10
    years = {"dtick": 1 if close else None, "showgrid": False, "tickformat": "d"}
    plot = blank(240, years, {"dtick": 1 if few else None, "rangemode": "tozero"}, [found, others])
    title = _time_title(dated, theme)
    title = suggested(title, sure_reviews(dated, "found")) if dated["found"].any() else title
    undated = int(frame.loc[frame["year"].isna(), "reviews"].sum())
    note = f" {counted(undated, 'review')} without a known year left out." if undated else ""
    looks = f"filled where the theme was {FOUND}, outlined where not or not known"
    subtitle = f"Reviews by year of death: {looks}. {scope.words()}.{note}"
    heard = "; ".join(f"{r.year}: {r.found} of {r.reviews}" for r in dated.itertuples())
    table = dated.assign(found=[f"{r.found} of {r.reviews}" for r in dated.itertuples()])[["year", "found"]]
    table = table.rename(columns={"year": "Year of death", "found": "Reviews with the theme"})
    alt = f"Bar chart by year. {title}. {heard or 'No year is known'}."
    return Figure(plot, title, subtitle, source(dated), alt, table.reset_index(drop=True), ids(dated, "year"))


def _numbers(counts: pd.Series) -> list[str]:
    return [str(int(n)) if n else "" for n in counts]


def _time_title(dated: pd.DataFrame, theme: str) -> str:
    years = dated.loc[dated["found"] > 0, "year"].tolist()
    if not years:
        return f"{theme} was not found in a review with a known year of death"
    if len(years) == 1:
        return f"{theme} comes up for deaths in {years[0]} only"
    return f"{theme} comes up for deaths from {years[0]} to {years[-1]}, in {len(years)} of the {len(dated)} years with a review"
