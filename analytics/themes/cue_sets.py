"""Weighted cues under labels: how strongly a text speaks for each label. Used for remedies, levels and closure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analytics.datafile import read_yaml, while_unchanged
from analytics.errors import DataFileError
from analytics.themes.phrases import Parts, PhraseIndex, holds, parts_of, sentences, words

WEIGHTS = {"strong": 3.0, "plain": 2.0, "weak": 1.0}
LATE = 0.5
"""What a cue at the end of its sentence loses of its weight: what is asked for mostly stands before what it is for."""
FURTHER = 0.25
"""What each further cue of a label adds to its best one, as a share of its own weight."""


@dataclass(frozen=True)
class _Cue:
    label: str
    weight: float
    parts: Parts


class CueSet:
    """Cues of several labels, read in one pass.

    Parameters
    ----------
    cues : iterable of (label, weight, cue)
        A cue's parts are joined by ``' + '``; ``'|'`` separates alternatives; ``'!'`` before a part forbids it.
    classes : mapping of str to sequence of str
        Word classes that cues name in capitals.
    """

    def __init__(self, cues: Iterable[tuple[str, float, str]], classes: Mapping[str, Sequence[str]] | None = None) -> None:
        self._cues = [_Cue(label, weight, parts_of(cue)) for label, weight, cue in cues]
        known = classes or {}
        literal = {label for cue in self._cues for labels, _ in cue.parts for label in labels} - set(known)
        phrases = [(phrase, name) for name, listed in known.items() for phrase in listed]
        self._index = PhraseIndex([*phrases, *((label, label) for label in sorted(literal))])

    def scores(self, text: str) -> dict[str, float]:
        """Labels with a score above zero: the best sentence's best cue, and a little for each further one."""
        best: dict[str, float] = defaultdict(float)
        for sentence in sentences(text):
            for label, score in self._in_sentence(words(sentence)).items():
                best[label] = max(best[label], score)
        return dict(best)

    def _in_sentence(self, tokens: list[str]) -> dict[str, float]:
        found = self._index.find(tokens)
        hits: dict[str, list[float]] = defaultdict(list)
        for cue in self._cues:
            if holds(cue.parts, found):
                place = min(found[label][0] for labels, wanted in cue.parts if wanted for label in labels if label in found)
                hits[cue.label].append(cue.weight * (1 - LATE * place / len(tokens)))
        return {label: max(scores) + FURTHER * (sum(scores) - max(scores)) for label, scores in hits.items()}


@while_unchanged
def load_cues(path: Path) -> Mapping[str, Any]:
    """The file of cues for remedies, levels and closure, checked for its four parts.

    Raises
    ------
    DataFileError
        If the file is missing, is no YAML, or lacks a part, or if a cue only says what must not stand there.
    """
    content = read_yaml(path)
    try:
        closure, _ = content["closure"], content["words"]
        every = weighted({**content["remedies"], **content["levels"], **closure})
        cues = [cue for _, _, cue in every] + [str(cue) for tense in ("promised", "done") for cue in closure[tense]]
    except (KeyError, TypeError, AttributeError) as err:
        raise DataFileError(f"{path} can't be read as cues for remedies ({err}). Put the project's remedies.yaml there.") from err
    for cue in cues:
        if not any(wanted for _, wanted in parts_of(cue)):
            raise DataFileError(f"{path}: the cue '{cue}' only says what must not stand there. Add what must.")
    return content


def weighted(entries: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, float, str]]:
    """Cues of a part of that file, each with its label and weight."""
    return [
        (label, weight, str(cue))
        for label, entry in entries.items()
        for strength, weight in WEIGHTS.items()
        for cue in (entry.get(strength) or () if isinstance(entry, Mapping) else ())
    ]
