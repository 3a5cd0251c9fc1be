"""How far the machine's suggestions of each theme can be trusted, and which themes are weak, as ``evaluate`` last measured it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analytics.datafile import while_unchanged

WEAK_BELOW = 0.75
"""A theme is weak if fewer than three in four of its suggestions are right, or fewer than three in four carriers are found."""


MadeWith = tuple[int, str]
"""Version of the codebook and hash of the model that made suggestions."""


def made_with(runs: pd.DataFrame) -> MadeWith | None:
    """What made the newest suggestions, ``None`` if none were made. ``runs`` as of ``queries.runs``."""
    coding = runs[runs["kind"] == "coding"]
    return None if coding.empty else (int(coding["codebook_version"].iloc[0]), str(coding["model_hash"].iloc[0]))


def load_quality(data: Path, made: MadeWith | None) -> dict[str, Any]:
    """The figures that ``python -m analytics evaluate`` last printed into ``data/evaluation/quality.json``.

    Parameters
    ----------
    data : Path
        The data folder.
    made : (int, str) or None
        What made the suggestions; ``None``: none were made.

    Returns
    -------
    dict
        Empty where there are no figures that can be read, or they are of another codebook or model. Shared between callers:
        nobody changes it.
    """
    found = _read(data / "evaluation" / "quality.json")
    return found if made and (found.get("codebook_version"), found.get("model", {}).get("sha256")) == made else {}


@while_unchanged
def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # ``evaluate`` may be writing it at this moment
        return {}
    return found if isinstance(found, dict) else {}


def reliability(quality: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """Theme → ``precision, recall, support`` (labelled statements that carry it). Themes without both figures are left out."""
    return {
        theme: {"precision": row["precision"], "recall": row["recall"], "support": row["n"]}
        for theme, row in quality.get("themes", {}).items()
        if row["precision"] is not None and row["recall"] is not None
    }


def weak_themes(quality: Mapping[str, Any]) -> frozenset[str]:
    """Themes whose suggestions are often wrong or often missing; one that was not measured is not among them."""
    return frozenset(theme for theme, row in quality.get("themes", {}).items() if _is_weak(row))


def _is_weak(row: Mapping[str, float | None]) -> bool:
    return any(figure is not None and figure < WEAK_BELOW for figure in (row["precision"], row["recall"]))
