"""How far what a chart shows can be relied on: suggested or confirmed by a person, and themes whose suggestions are weak."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analytics.figures.figure import LIBRARY, SOURCE, inside

WEAK_NOTE = "Hatched, weak: fewer than 3 in 4 suggestions are right, or fewer than 3 in 4 are found."
WEAK_NAMED = "(weak): fewer than 3 in 4 suggestions are right, or found."
"""What a name so marked means where nothing can be hatched."""


def with_weak(counts: pd.DataFrame, weak: Collection[str]) -> pd.DataFrame:
    """Counts of themes with a column ``weak``: a theme of ``weak`` of which not every statement was confirmed by a person.

    ``counts`` has ``theme_id``, ``statements`` and ``confirmed``.
    """
    return counts.assign(weak=counts["theme_id"].isin(list(weak)) & (counts["confirmed"] < counts["statements"]))


def with_weak_cells(cells: pd.DataFrame, weak: Collection[str]) -> pd.DataFrame:
    """Cells of a matrix with a column ``weak``: as of ``with_weak``, for the theme of the cell.

    ``cells`` has ``theme_id``, and of each cell ``statements`` and ``confirmed``.
    """
    counts = cells.groupby("theme_id", as_index=False)[["statements", "confirmed"]].sum()
    ids_ = with_weak(counts, weak).loc[lambda rows: rows["weak"], "theme_id"]
    return cells.assign(weak=cells["theme_id"].isin(list(ids_)))


def named(cells: pd.DataFrame) -> pd.DataFrame:
    """Cells of a matrix with the names of themes as they are printed: a weak one says that it is."""
    if "weak" not in cells or not cells["weak"].any():
        return cells
    theme = cells["theme"].astype(object)
    return cells.assign(theme=theme.where(~cells["weak"].astype(bool), theme + " (weak)"))


def labels(rows: pd.DataFrame) -> list[str]:
    """Names of themes as a chart prints them: a weak one says that it is."""
    return [f"{row.name} (weak)" if row.weak else str(row.name) for row in rows[["name", "weak"]].itertuples(index=False)]


def whose_word(rows: pd.DataFrame) -> str:
    """How far what was found rests on people: 'No person has confirmed any of this yet: these are suggestions of the machine.'

    ``rows`` has ``statements`` and, of these, ``confirmed``; where it doesn't say, nobody is said to have confirmed all.
    """
    if "confirmed" not in rows:
        return "Suggestions of the machine, unless a person has confirmed them."
    statements, confirmed = _totals(rows)
    if not confirmed:
        return "No person has confirmed any of this yet: these are suggestions of the machine."
    if confirmed == statements:
        times = f"each of the {statements:,} times" if statements > 1 else "the one time"
        return f"A person has confirmed {times} a theme was found."
    some = f"A person has confirmed {confirmed:,} of the {statements:,} times a theme was found"
    return f"{some}; the rest are suggestions of the machine."


def source(rows: pd.DataFrame) -> str:
    """Where themes are from and how many of their codes a person has confirmed: a chart is often copied with this line alone.

    ``rows`` is as of ``whose_word``; where it doesn't say or counts nothing, the line stays general.
    """
    if not {"statements", "confirmed"} <= set(rows) or not (codes := _totals(rows))[0]:
        return SOURCE
    statements, confirmed = codes
    given = f"{statements:,} themes given to statements" if statements > 1 else "one theme given to a statement"
    if confirmed == statements:
        return f"{LIBRARY} A person has confirmed {'all' if statements > 1 else 'the'} {given}."
    if not confirmed:
        return f"{LIBRARY} No person has confirmed {'any of ' if statements > 1 else ''}the {given}."
    return f"{LIBRARY} A person has confirmed {confirmed:,} of the {given}; the rest are machine suggestions."


def _totals(rows: pd.DataFrame) -> tuple[int, int]:
    return int(rows["statements"].sum()), int(rows["confirmed"].sum())


def sure_reviews(rows: pd.DataFrame, counted: str = "reviews") -> bool:
    """Whether a person has confirmed a statement in every review that a column counts: one of nine makes no finding of nine.

    ``rows`` has ``confirmed_reviews``; where it has only ``statements`` and ``confirmed``, all statements have to be confirmed.
    """
    if "confirmed_reviews" not in rows:
        return sure_statements(rows)
    return bool(len(rows)) and bool((rows["confirmed_reviews"] >= rows[counted]).all())


def sure_statements(rows: pd.DataFrame) -> bool:
    """Whether a person has confirmed every statement that is counted; what doesn't say is not sure."""
    if not len(rows) or not {"statements", "confirmed"} <= set(rows):
        return False
    return bool((rows["confirmed"] >= rows["statements"]).all())


def sure_cells(cells: pd.DataFrame) -> bool:
    """Whether a person has confirmed a statement of every cell, each of which is a theme in one review."""
    return bool(len(cells)) and "confirmed" in cells and bool((cells["confirmed"] > 0).all())


def suggested(title: str, sure: bool) -> str:
    """A title that states what was found; as what it is, a suggestion, unless people are sure of all that it counts."""
    return title if sure else f"Suggested: {inside(title)}"
