"""Frame → plotly figure with finding title, alt text and table. No queries, no streamlit."""

from analytics.figures.actions import CLOSURES, closure_bars, open_ages, slippage, status_bar
from analytics.figures.asks import LADDER, agency_bars, remedy_ladder
from analytics.figures.figure import Figure, Plans, Scope
from analytics.figures.headline import BECAME, Said, headline, leading, people, sentences
from analytics.figures.style import clickable, enlarged, inked
from analytics.figures.sureness import with_weak, with_weak_cells
from analytics.figures.themes import theme_bars, theme_matrix, theme_over_time

__all__ = [
    "BECAME",
    "CLOSURES",
    "LADDER",
    "Figure",
    "Plans",
    "Said",
    "Scope",
    "agency_bars",
    "clickable",
    "closure_bars",
    "enlarged",
    "headline",
    "inked",
    "leading",
    "open_ages",
    "people",
    "remedy_ladder",
    "sentences",
    "slippage",
    "status_bar",
    "theme_bars",
    "theme_matrix",
    "theme_over_time",
    "with_weak",
    "with_weak_cells",
]
