"""Speaker notes: the passages behind each number of a slide, so long as a note can be, with a share for each group of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analytics.briefings import charts
from analytics.briefings.contents import Contents, each, place, quoted, where
from analytics.briefings.passages import TIMING_WORDS, behind_theme, confirmed_words
from analytics.briefings.writing import clean, has
from analytics.figures.asks import LADDER
from analytics.figures.sureness import named
from analytics.figures.themes import STATE_WORDS
from analytics.words import counted, inside

LONGEST = 30_000
"""Characters of a note."""


def bounded(lines: Sequence[str], sheet: str, longest: int = LONGEST) -> list[str]:
    """The lines within so many characters; where some are left out, a last one says how many and on which sheet they stand."""
    lines = [clean(line) for line in lines]
    if sum(len(line) + 1 for line in lines) <= longest:
        return lines
    kept, used = 0, 80  # room for the line that says what is left out
    while kept < len(lines) and used + len(lines[kept]) + 1 <= longest:
        used += len(lines[kept]) + 1
        kept += 1
    return [*lines[:kept], f"[{len(lines) - kept} more: see the sheet '{sheet}' of the workbook.]"]


def shared(groups: Sequence[Sequence[str]], sheet: str, longest: int = LONGEST) -> list[str]:
    """The groups one below the other, each within a fair share: what a short one leaves goes to the long ones."""
    sizes = [sum(len(line) + 1 for line in group) + 1 for group in groups]
    left, share = longest, dict.fromkeys(range(len(groups)), 0)
    for turn, number in enumerate(sorted(share, key=sizes.__getitem__)):
        share[number] = min(sizes[number], left // (len(groups) - turn))
        left -= share[number]
    lines: list[str] = []
    for number, group in enumerate(groups):
        lines += ["", *bounded(group, sheet, share[number])]
    return lines


def of_themes(contents: Contents) -> list[str]:
    """The passages behind each theme of the first chart."""
    groups = [behind_theme(contents, theme) for theme in each(charts.most_frequent(contents, "subject"))]
    return ["The passages behind each number:", *shared(groups, "Codes", LONGEST - 100)]


def of_matrix(contents: Contents, cells: pd.DataFrame) -> list[str]:
    """Of each theme and review of the grid what was found, and where."""
    codes = {key: rows for key, rows in contents.codes.groupby(["theme_id", "review_id"])}
    groups = [[_cell(row, codes) for row in each(rows)] for _, rows in named(cells).groupby("theme_id", sort=False)]
    return ["Each theme by review, with where its passages stand:", *shared(groups, "Codes", LONGEST - 100)]


def _cell(row: Any, codes: dict[Any, pd.DataFrame]) -> str:
    if row.state != "found":
        return f"{row.theme}, {row.review}: {STATE_WORDS[row.state]}"
    rows = codes[(row.theme_id, row.review_id)]
    places = [f"{', '.join(where(code.ref, code.page, code.source))}: {quoted(code.text, code.source)}" for code in each(rows)]
    sure = "confirmed by a person" if row.confirmed else "suggested"
    sure = f"{row.confirmed} of them {sure}, the rest suggested" if 0 < row.confirmed < row.statements else sure
    return f"{row.theme}, {row.review}: {counted(row.statements, 'statement')}, {sure}. {' | '.join(places)}"


def of_asks(asked: pd.DataFrame) -> list[str]:
    """Each recommendation in its words, with what the machine takes it to ask for."""
    lines = [
        f"- {place(row)}: {quoted(row.text, row.source)} "
        f"[asks to {inside(LADDER[row.remedy])}]" if has(row.remedy) and row.remedy in LADDER
        else f"- {place(row)}: {quoted(row.text, row.source)} [what it asks for was not recognised]"
        for row in each(asked)
    ]  # fmt: skip
    return ["Each recommendation and what it asks for, as the machine reads it:", *lines]


def of_matches(matches: pd.DataFrame) -> list[str]:
    """Both sides of each match, how sure it is, and how it stands in time."""
    return [f"- {_side(row, 'a')} | {_side(row, 'b')} | {_judged(row)}" for row in each(matches)]


def _side(row: Any, side: str) -> str:
    review, ref, text, source = (getattr(row, f"{side}_{name}") for name in ("review", "ref", "text", "source"))
    return f"{review} ({ref if has(ref) else 'no reference'}): {quoted(text, source)}"


def _judged(row: Any) -> str:
    return f"{row.relation}, {TIMING_WORDS[row.timing]}, {confirmed_words(row.confirmed, row.score, row.relation)}"
