"""What a format hands on: blocks in reading order, the number of pages, and anything the reader should be told."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.model import Block


@dataclass(frozen=True)
class Content:
    """``pages`` is ``None`` for formats without pages. ``warnings`` are whole sentences with the place they speak of."""

    blocks: tuple[Block, ...]
    pages: int | None = None
    warnings: tuple[str, ...] = ()

    @property
    def characters(self) -> int:
        """Characters of text in all blocks and cells."""
        return sum(len(block.text) + sum(len(cell) for row in block.rows for cell in row) for block in self.blocks)


IN_BOX = 0
"""The level of a paragraph that stands in a box."""
