"""Cross-review thematic learning analytics for domestic homicide reviews.

Plain Python with no user interface: everything the dashboard, the command line and the notebooks share. The folders follow a
report's way: ``reading`` → ``store`` → ``themes`` → ``figures`` and ``briefings``; ``pipeline`` puts them together.
"""

__version__ = "0.1.0"
