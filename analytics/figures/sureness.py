"""How far what a chart shows can be relied on: suggested or confirmed by a person, and themes whose suggestions are weak."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from analytics.figures.figure import inside

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
    """How far what was found rests on people: 'No person has confirmed any of it yet: these are suggestions of the machine.'

    ``rows`` has ``statements`` and, of these, ``confirmed``; where it doesn't say, nobody is said to have confirmed all.
    """
    if "confirmed" not in rows:
        return "Suggestions of the machine, unless a person has confirmed them."
    statements, confirmed = int(rows["statements"].sum()), int(rows["confirmed"].sum())
    if not confirmed:
        return "No person has confirmed any of this yet: these are suggestions of the machine."
    if confirmed == statements:
        return "A person has confirmed all of it."
    return f"A person has confirmed {confirmed} of the {statements} times it was found; the rest are suggestions of the machine."


def suggested(title: str, rows: pd.DataFrame) -> str:
    """A title that states what was found; where no person has confirmed any of it, as what it is: a suggestion.

    ``rows`` has ``confirmed``; where it doesn't, nothing is known and the source line has to say it.
    """
    if "confirmed" not in rows or int(rows["confirmed"].sum()):
        return title
    return f"Suggested: {inside(title)}"
