"""The marks of the figures as plotly's plain dictionaries: what ``style.blank`` takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

OUTLINED = "rgba(0,0,0,0)"


def bars(names: Sequence[str], numbers: Iterable[int], marker: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A horizontal bar a name. ``more`` adds to the trace, such as its ``name`` or ``customdata``."""
    return {"type": "bar", "y": list(names), "x": list(numbers), "orientation": "h", "marker": marker, **more}


def labelled(names: Sequence[str], numbers: Sequence[int], colours: Sequence[str] | str, **more: Any) -> dict[str, Any]:
    """Horizontal bars with their number at the end of each."""
    words = {"text": [f" {number}" for number in numbers], "textposition": "outside", "cliponaxis": False}
    return bars(names, numbers, {"color": colours}, **words, **more)


def after(names: Sequence[str], ends: Iterable[Any], words: Iterable[str]) -> dict[str, Any]:
    """Words to the right of where each bar ends, for bars in several parts."""
    return {
        "type": "scatter", "y": list(names), "x": list(ends), "mode": "text", "text": list(words),
        "textposition": "middle right", "cliponaxis": False,
    }  # fmt: skip


def asked(rows: pd.DataFrame, *columns: str) -> NDArray[Any] | None:
    """``customdata`` of a mark a row: what a click asks for. ``None`` where ``rows`` has not all of these columns."""
    return rows[list(columns)].to_numpy(dtype=np.dtype(object)) if set(columns) <= set(rows.columns) else None
