"""All quality figures on the shipped labels as one object: what ``evaluate`` prints."""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

from analytics.codebook import load_codebook
from analytics.commands.console import progress as on_terminal
from analytics.commands.console import show
from analytics.pipeline import Progress
from analytics.settings import Settings
from analytics.themes.cached import CachedEncoder
from analytics.themes.encoder import load_encoder
from analytics.themes.evaluation import evaluate_comparison
from analytics.themes.quality import coding_quality, learning_quality
from analytics.themes.training import HELD_BACK_DENIALS, HELD_BACK_STATEMENTS, STATEMENT_FILES, load_examples, load_labelled


def evaluate(given: argparse.Namespace) -> int:
    """Print the quality figures on the shipped labels."""
    show(figures(Settings.from_environment(), on_terminal()), indent=1)
    return 0


def figures(settings: Settings, progress: Progress) -> dict[str, Any]:
    """``coding``, ``comparison``, ``discovery`` and ``remedies``, each on labels it was not fitted on, with a caution.

    ``model`` names the encoder, ``codebook_version`` the codebook, and ``themes`` repeats the figures of each theme on all
    labelled statements together: theme → ``precision, recall, f1, n``. Raises what loading the data folder and the model raises.
    """
    encoder = CachedEncoder(load_encoder(settings), settings.data / "build")
    codebook = load_codebook(settings.data / "codebook.yaml")
    labelled, others, elsewhere = (load_labelled(settings.data / "evaluation" / name) for name in STATEMENT_FILES)
    held_back, denials = (
        load_labelled(settings.data / "evaluation" / name) for name in (HELD_BACK_STATEMENTS, HELD_BACK_DENIALS)
    )
    examples = load_examples(settings.data / "examples.jsonl")
    coded = partial(progress, "evaluating coding")
    coding = coding_quality(codebook, encoder, labelled, examples, coded, others, elsewhere, held_back, denials)
    coding["learning"] = learning_quality(codebook, encoder, [*labelled, *others, *elsewhere], examples, held_back)
    progress("evaluating comparison", 0, 1)
    rest = evaluate_comparison(settings, encoder)
    progress("evaluating comparison", 1, 1)
    encoder.save()
    return {
        "model": {"name": encoder.name, "sha256": encoder.hash},
        "codebook_version": codebook.version,
        "coding": coding,
        **rest,
        "themes": coding["pooled_per_theme"],
    }
