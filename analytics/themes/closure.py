"""How firmly an action was closed, judged from what its outcome says: from bare words to a change that was measured."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from analytics.datafile import while_unchanged
from analytics.model import Status
from analytics.settings import DATA_FOLDER
from analytics.themes.cue_sets import CueSet, load_cues, weighted
from analytics.themes.phrases import sentences

Closure = Literal["stated", "document_produced", "practice_audited", "outcome_changed"]
CLOSURES: tuple[Closure, ...] = get_args(Closure)
"""From the weakest to the strongest."""
CLOSED: frozenset[Status] = frozenset({"complete", "already_in_place"})


def closure_strength(outcome: str | None, status: Status, cues: Path | None = None) -> Closure | None:
    """How firmly an action was closed; ``None`` where it isn't reported as complete.

    Parameters
    ----------
    outcome : str or None
        What the action plan reports; nothing counts as ``'stated'``.
    status : Status
        The action's status.
    cues : Path, optional
        Default: the project's ``data/remedies.yaml``.

    Notes
    -----
    The strongest sentence counts. A sentence that only promises ("an audit will be carried out") counts for nothing.
    """
    if status not in CLOSED:
        return None
    strengths, tense = _sets(cues or DATA_FOLDER / "remedies.yaml")
    found = {
        label
        for sentence in sentences(outcome or "")
        if not _only_promised(tense, sentence)
        for label in strengths.scores(sentence)
    }
    return max(found & set(CLOSURES), key=CLOSURES.index, default="stated")  # type: ignore[arg-type]


def _only_promised(tense: CueSet, sentence: str) -> bool:
    said = tense.scores(sentence)
    return "promised" in said and "done" not in said


@while_unchanged
def _sets(path: Path) -> tuple[CueSet, CueSet]:
    closure = load_cues(path)["closure"]
    strengths = CueSet(weighted({label: closure[label] for label in CLOSURES if label in closure}))
    return strengths, CueSet((label, 1.0, str(cue)) for label in ("promised", "done") for cue in closure[label])
