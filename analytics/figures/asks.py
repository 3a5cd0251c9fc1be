"""Figures about what was asked, of whom and how strongly."""

from __future__ import annotations

import pandas as pd

from analytics.figures.figure import Figure, Scope, counted, ids, inside, listed
from analytics.figures.style import ACCENT, QUIET, horizontal, wrapped
from analytics.figures.traces import OUTLINED, after, asked, bars, labelled


def agency_bars(frame: pd.DataFrame, scope: Scope, most: int = 0) -> Figure:
    """How many recommendations each agency was given, and how many of them are reported done.

    Parameters
    ----------
    frame : DataFrame
        Columns ``name``, ``recommendations`` and, of them, ``done`` (all its actions reported complete or already in place).
    scope : Scope
        What is being looked at.
    most : int
        Draw only so many, those with most recommendations; 0 draws all. Title, alternative text and table have all of them.
    """
    rows = frame.sort_values(["recommendations", "name"], ascending=[False, True])
    drawn = rows.head(most) if most else rows
    names, clicked = [wrapped(name) for name in drawn["name"]], asked(drawn, "agency_id")
    longest = max(1, int(drawn["recommendations"].max())) * 1.1 if len(drawn) else 1
    clear = {"color": OUTLINED, "line": {"color": QUIET, "width": 1.5}}
    label = [f"  {d} of {a}" for d, a in zip(drawn["done"], drawn["recommendations"], strict=True)]
    marks = [
        bars(names, drawn["done"], {"color": ACCENT}, customdata=clicked),
        bars(names, drawn["recommendations"] - drawn["done"], clear, customdata=clicked),
        after(names, drawn["recommendations"], label),
    ]
    plot = horizontal(names, {"range": [0, longest]}, marks)
    plot.layout.margin.r = 56
    title = _agency_title(rows)
    part = f"The {len(drawn)} of {len(rows)} with most. " if len(drawn) < len(rows) else ""
    subtitle = (
        f"Recommendations to each agency that have an action plan; others aren’t counted. {part}One to several counts for each, "
        f"and former bodies count with their successor. Filled: reported done. Outlined: not, or no information. "
        f"{scope.plan_words()}."
    )
    columns = {"name": "Agency", "recommendations": "Recommendations", "done": "Reported done"}
    heard = "; ".join(f"{r.name}: {r.done} of {r.recommendations} done" for r in rows[list(columns)].itertuples(index=False))
    table = rows[list(columns)].rename(columns=columns).reset_index(drop=True)
    alt = f"Bar chart. {title}. {heard}."
    return Figure(plot, title, subtitle, scope.plan_source(), alt, table, ids(rows, "agency_id"))


def _agency_title(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "No recommendation with an action plan names an agency"
    top = int(rows["recommendations"].max())
    leaders = rows.loc[rows["recommendations"] == top, "name"].tolist()
    each = f"{top} each" if len(leaders) > 1 else str(top)
    if len(leaders) < len(rows):
        return f"Action plans ask most of {listed(leaders)}: {each}"
    return f"Action plans hold recommendations to {listed(leaders)}: {each}"


LADDER = {
    "inform": "Inform the public", "train": "Train staff", "share": "Share information", "write": "Write or revise a policy",
    "record": "Record or flag", "supervise": "Supervise", "convene": "Bring agencies together", "audit": "Audit or assure",
    "resource": "Commission or resource", "change_law": "Change law or national guidance",
}  # fmt: skip
"""What a recommendation asks for, from telling people to changing what binds them. The order is this project's own judgement."""
_WEAKEST = (LADDER["inform"], LADDER["train"])
"""Training, and what is weaker."""


def remedy_ladder(frame: pd.DataFrame, scope: Scope) -> Figure:
    """What was asked for, from informing and training up to money and law; empty rungs stay, as they are the point.

    Parameters
    ----------
    frame : DataFrame
        Columns ``remedy`` (a key of ``LADDER``; null where none was recognised) and ``recommendations``.
    scope : Scope
        What is being looked at.
    """
    counts = frame.groupby("remedy")["recommendations"].sum()
    rows = [(words, int(counts.get(remedy, 0))) for remedy, words in LADDER.items()]
    rungs = tuple(reversed(LADDER))
    total = int(frame["recommendations"].sum())
    names = [wrapped(words) for words, _ in reversed(rows)]
    numbers = [count for _, count in reversed(rows)]
    plot = horizontal(
        names,
        {"range": [0, max([*numbers, 1]) * 1.15]},
        [labelled(names, numbers, ACCENT, customdata=[[rung] for rung in rungs])],
    )
    title = _ladder_title(dict(rows), total)
    table = pd.DataFrame(
        {"What was asked for": [w for w, _ in reversed(rows)], "Recommendations": [f"{n} of {total}" for n in numbers]}
    )
    heard = "; ".join(f"{words} {n}" for words, n in rows)
    unknown = total - sum(numbers)
    rest = f" For {unknown} of {total} it was not recognised." if unknown else ""
    subtitle = f"Recommendations by what they ask for, strongest on top.{rest} {scope.words()}."
    source = _ladder_source(scope)
    return Figure(plot, title, subtitle, source, f"Bar chart. {title}. {heard}.{rest}", table, rungs)


def _ladder_source(scope: Scope) -> str:
    """Where the recommendations are worded, and that sorting them into kinds is the machine's reading."""
    places = ["printed in the reviews"] if scope.reports or not scope.digests else []
    places += ["as digests of public pages word them"] if scope.digests else []
    return f"Source: recommendations {' and '.join(places)}. What each asks for is the machine’s reading of its words."


def _ladder_title(rows: dict[str, int], total: int) -> str:
    if not total:
        return "No recommendation is held for these reviews"
    top, more = max(rows.values()), _beyond_training(rows, total)
    if not top:
        return f"What {counted(total, 'recommendation')} ask for was not recognised"
    leaders = [inside(words) for words, count in rows.items() if count == top]
    if total == 1:
        beyond = "" if leaders[0] in map(inside, _WEAKEST) else ", which is more than training"
        return f"The one recommendation asks to {leaders[0]}{beyond}"
    most = (
        f"Most often asked for: {listed(leaders)}"
        if len(leaders) <= 3
        else f"{len(leaders)} kinds of remedy are asked for equally often"
    )
    return f"{most} ({'each ' if len(leaders) > 1 else ''}{top} of {total} recommendations); {more}"


def _beyond_training(rows: dict[str, int], total: int) -> str:
    """Whether anything stronger than training was ever asked for, in words."""
    stronger = sum(count for words, count in rows.items() if words not in _WEAKEST)
    if stronger == total:
        return "all ask for more than training"
    if not stronger:
        return (
            "none asks for more than training" if sum(rows.values()) == total else "none is known to ask for more than training"
        )
    return f"{stronger} of {total} {'asks' if stronger == 1 else 'ask'} for more than training"
