"""How far the machine's suggestions can be trusted: on what that was measured, and what to expect where it was not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analytics.words import counted
from pages.components.wording.saying import tenths

EXPECTED_PRECISION, EXPECTED_F1 = "0.82", "0.80"
"""On reviews of areas that nobody had in view: what docs/coding.md says. A test holds the two together."""
EXPECTED = (
    f"On reviews of other areas expect less: about {tenths(float(EXPECTED_PRECISION))} in ten suggestions are right (precision "
    f"near {EXPECTED_PRECISION}, F1 near {EXPECTED_F1})."
)
NOT_MEASURED_HERE = "How reliable the suggestions are has not been measured for this codebook: see Method for what is known."


def own(quality: Mapping[str, Any]) -> str:
    """The labelled statements of the reviews that are shipped: '131 statements of the reviews that came with this dashboard'."""
    return f"{counted(quality['coding']['statements'], 'statement')} of the reviews that came with this dashboard"


def labelled(quality: Mapping[str, Any]) -> str:
    """Which statements the figures rest on: '131 statements of the reviews that came with this dashboard, 150 made up …'."""
    coding = quality["coding"]
    made_up = f", {coding['others']['statements']} made up by another hand" if "others" in coding else ""
    wide = f" and {coding['elsewhere']['statements']:,} of and about reviews of other areas" if "elsewhere" in coding else ""
    return f"{own(quality)}{made_up}{wide}"


def how(quality: Mapping[str, Any]) -> str:
    """How reliability was measured, or that it wasn't."""
    if not quality:
        return NOT_MEASURED_HERE
    return (
        f"Reliability is measured on {labelled(quality)}, all labelled by careful readers: each review in turn is left out, the "
        "machine learns from the rest, and its suggestions are compared with the readers’. The codebook’s phrases were written "
        f"with the reviews shown here in view. {EXPECTED}"
    )


def of_theme(figures: Mapping[str, Any] | None) -> str:
    """How far the machine's suggestions of a theme can be trusted, with the number of statements behind the figure."""
    if not figures:
        return "How reliable the machine’s suggestions of this theme are has not been measured."
    return (
        f"Of {counted(int(figures['support']), 'labelled statement')} that carry it, the machine found "
        f"{_share(figures['recall'])}; of its suggestions {_share(figures['precision'])} were right (each review judged by what "
        "was learnt from the others; the statements are of the reviews shown here, of other areas, and made-up ones)."
    )


def _share(share: float) -> str:
    return "all" if share == 1 else f"{share:.0%}"
