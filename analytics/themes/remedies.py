"""What a recommendation asks for (train, write, share …) and at which level it has to be answered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from analytics.datafile import while_unchanged
from analytics.settings import DATA_FOLDER
from analytics.themes.cue_sets import CueSet, load_cues, weighted

RemedyType = Literal[
    "train", "write", "share", "record", "audit", "supervise", "convene", "resource", "inform", "change_law"
]  # fmt: skip
Level = Literal["agency", "partnership", "regional", "national"]
REMEDIES: tuple[RemedyType, ...] = get_args(RemedyType)
LEVELS: tuple[Level, ...] = get_args(Level)
LEAST = 0.75
"""Score under which no remedy is given: many recommendations ask for a change of practice itself ("ask every patient")."""


@dataclass(frozen=True)
class Remedy:
    """``type`` is ``None`` where a recommendation asks for none of the ten, but for practice itself to change."""

    type: RemedyType | None
    level: Level


def classify_remedy(text: str, agency: str | None = None, scope: str | None = None, cues: Path | None = None) -> Remedy:
    """Remedy type and level of one recommendation.

    Parameters
    ----------
    text : str
        The recommendation.
    agency : str, optional
        Whose it is, as printed; a partnership or board counts as such.
    scope : str, optional
        What the action plan's scope column says: 'local', 'regional', 'national' in any wording.
    cues : Path, optional
        Default: the project's ``data/remedies.yaml``.
    """
    asked, levels = _sets(cues or DATA_FOLDER / "remedies.yaml")
    scores = asked.scores(text)
    best = max(REMEDIES, key=lambda remedy: (round(scores.get(remedy, 0.0), 6), -REMEDIES.index(remedy)))
    return Remedy(best if scores.get(best, 0.0) >= LEAST else None, _level(levels, text, agency, scope))


def _level(levels: CueSet, text: str, agency: str | None, scope: str | None) -> Level:
    """The widest level that the scope, the agency or the text names; a single agency's own recommendation stays its own."""
    said = (scope or "").casefold()
    for level in ("national", "regional"):
        if level in said:
            return level
    of_agency, of_text = levels.scores(agency or ""), levels.scores(text)
    if "national" in of_agency or of_text.get("national", 0.0) > 2:
        return "national"
    if "regional" in of_agency or of_text.get("regional", 0.0) > 1.5:
        return "regional"
    if agency:
        return "partnership" if "partnership" in of_agency else "agency"
    return "partnership"


@while_unchanged
def _sets(path: Path) -> tuple[CueSet, CueSet]:
    content = load_cues(path)
    return CueSet(weighted(content["remedies"]), content["words"]), CueSet(weighted(content["levels"]))
