"""Every text that coding and comparing encode to learn from the files of the data folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from analytics.codebook import load_codebook
from analytics.themes.coding import fit_coder
from analytics.themes.comparison_fitting import fit_comparer
from analytics.themes.encoder import Encoder, Vectors
from analytics.themes.labelled_pairs import load_shipped_pairs
from analytics.themes.points import load_points
from analytics.themes.training import load_all_labelled, load_examples


class _Listening:
    """An encoder that remembers what it was asked to encode, and gives each text a vector that depends on its length only."""

    def __init__(self, encoder: Encoder) -> None:
        self.name, self.hash, self.dimension = encoder.name, encoder.hash, encoder.dimension
        self.asked: set[str] = set()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of unit length that say nothing."""
        self.asked.update(texts)
        made = np.zeros((len(texts), self.dimension), dtype=np.float32)
        made[np.arange(len(texts)), [len(text) % self.dimension for text in texts]] = 1.0
        return made


def texts_learnt_from(data: Path, encoder: Encoder) -> set[str]:
    """The texts, found by fitting with an encoder that only listens, so that none can be forgotten.

    Parameters
    ----------
    data : Path
        The data folder.
    encoder : Encoder
        Gives name, hash and dimension; encodes nothing.
    """
    listening = _Listening(encoder)
    labelled, examples = load_all_labelled(data / "evaluation"), load_examples(data / "examples.jsonl")
    fit_coder(load_codebook(data / "codebook.yaml"), listening, labelled, (), examples)
    fit_comparer(listening, load_shipped_pairs(data / "evaluation"), load_points(data / "points.yaml"))
    return listening.asked
