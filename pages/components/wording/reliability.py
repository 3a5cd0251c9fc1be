"""How far the machine's suggestions can be trusted: on what that was measured, and what to expect where it was not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analytics.themes.reliability import WEAK_BELOW
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


def of_theme(figures: Mapping[str, Any] | None, weak: bool = False) -> str:
    """How far the machine's suggestions of a theme can be trusted, with the number of statements behind the figure.

    A ``weak`` theme begins with it: 'The machine is weak at this theme: it misses more than 1 in 4 of the statements …'.
    """
    if not figures:
        return "How reliable the machine’s suggestions of this theme are has not been measured."
    measured = (
        f"Of {counted(int(figures['support']), 'labelled statement')} that carry it, the machine found "
        f"{share(figures['recall'])}; of its suggestions {share(figures['precision'])} were right (each review judged by what "
        "was learnt from the others; the statements are of the reviews shown here, of other areas, and made-up ones)."
    )
    return f"{_weakness(figures)} {measured}" if weak else measured


def share(figure: float) -> str:
    """A measured share as the pages print it: '82%', 'all'.

    It is rounded to a whole per cent, but never up to the bound under which a theme is weak, and never up to all: 0.7487 is fewer
    than 3 in 4, so it reads 74% and not 75%.
    """
    rounded = round(figure * 100)
    above = any(figure < bound <= rounded / 100 for bound in (WEAK_BELOW, 1))
    return "all" if figure == 1 else f"{rounded - above}%"


def _weakness(figures: Mapping[str, Any]) -> str:
    """Where the machine is weak, and what to do about it."""
    why = ["it misses more than 1 in 4 of the statements that carry it"] * (figures["recall"] < WEAK_BELOW)
    why += ["more than 1 in 4 of its suggestions are wrong"] * (figures["precision"] < WEAK_BELOW)
    reasons = f": {' and '.join(why)}" if why else ""
    return f"The machine is weak at this theme{reasons}. Read the passages before you quote a count of it."
