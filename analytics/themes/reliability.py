"""How far the machine's suggestions of each theme can be trusted, and which themes are weak, as ``evaluate`` last measured it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

WEAK_BELOW = 0.75
"""A theme is weak if fewer than three in four of its suggestions are right, or fewer than three in four carriers are found."""


def load_quality(data: Path, codebook_version: int | None) -> dict[str, Any]:
    """The figures that ``python -m analytics evaluate`` last printed into ``data/evaluation/quality.json``.

    Parameters
    ----------
    data : Path
        The data folder.
    codebook_version : int or None
        Version of the codebook that made the suggestions; ``None``: none were made.

    Returns
    -------
    dict
        Empty where there are no figures, or they are of another codebook. Shared between callers: nobody changes it.
    """
    path = data / "evaluation" / "quality.json"
    if codebook_version is None or not path.exists():
        return {}
    found = _read(str(path), path.stat().st_mtime_ns)
    return found if found.get("codebook_version") == codebook_version else {}


@lru_cache(maxsize=4)
def _read(path: str, modified: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(path).read_text(encoding="utf-8"))
    return found


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
