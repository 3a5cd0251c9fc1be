"""One page of an answer: what a list on a screen asks for."""

from __future__ import annotations


def page(limit: int | None, offset: int = 0) -> str:
    """The end of a query that has a total order: ``limit`` rows from ``offset``; ``None``: all."""
    return f"limit {int(limit)} offset {int(offset)}" if limit is not None else ""
