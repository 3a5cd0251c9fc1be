"""All figures of comparison, discovery and remedies for the labels under the data folder, in one call."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from analytics.codebook import load_codebook
from analytics.settings import Settings
from analytics.themes.cached import CachedEncoder, CachedReader
from analytics.themes.comparison_fitting import fit_comparer
from analytics.themes.comparison_quality import comparison_quality
from analytics.themes.discovery import CodedStatement
from analytics.themes.discovery_quality import closure_quality, discovery_quality, remedy_quality
from analytics.themes.encoder import Encoder, load_encoder
from analytics.themes.labelled_pairs import HELD_BACK_FILES, PAIR_FILES, load_labelled_pairs
from analytics.themes.points import load_points
from analytics.themes.training import load_labelled


def evaluate_comparison(settings: Settings, encoder: Encoder | None = None) -> dict[str, Any]:
    """``{"comparison", "discovery", "remedies", "closure"}``: figures ready for JSON; ``"caution"`` says what they can't show.

    Parameters
    ----------
    settings : Settings
        Where the labels are, and which model to use.
    encoder : Encoder, optional
        Default: the one ``settings`` names.

    Raises
    ------
    DataFileError, CodebookError, ModelUnavailableError
        If labels, codebook or model can't be used.
    """
    folder = settings.data / "evaluation"
    kept = encoder or CachedEncoder(load_encoder(settings), settings.data / "build")
    labelled, invented, others, elsewhere = (load_labelled_pairs(folder / name) for name in PAIR_FILES)
    held_back = {name.removesuffix("_pairs.jsonl"): load_labelled_pairs(folder / name) for name in HELD_BACK_FILES}
    points = load_points(settings.data / "points.yaml")
    subjects = [theme.id for theme in load_codebook(settings.data / "codebook.yaml").themes if theme.axis == "subject"]
    reader = CachedReader.of(settings, kept.hash)
    figures = {
        "comparison": comparison_quality(kept, labelled, invented, points, others, elsewhere, held_back, reader),
        "discovery": discovery_quality(fit_comparer(kept, invented, points), load_coded(folder / "statements.jsonl"), subjects),
        "remedies": remedy_quality(folder / "remedies.jsonl", settings.data / "remedies.yaml"),
        "closure": closure_quality(folder / "closures.jsonl", settings.data / "remedies.yaml"),
        "caution": CAUTION,
    }
    if isinstance(kept, CachedEncoder):
        kept.save()
    if reader:
        reader.save()
    return figures


CAUTION = (
    "The labels were given by careful readers, not by practitioners. Cues and learning points were written with sight of the "
    "labelled statements and pairs, and most invented ones by the same hand: expect less on unseen reviews. What a sample by "
    "another hand gave before anyone had looked at it stands in docs/coding.md and docs/comparison.md."
)
"""Stands beside the figures wherever they are shown."""


def load_coded(path: Path) -> list[CodedStatement]:
    """Labelled statements with the themes both coders gave.

    Raises
    ------
    DataFileError
        If the file is missing or a line lacks a key.
    """
    return [CodedStatement(s.id, s.review, s.text, s.agency, s.themes) for s in load_labelled(path)]
