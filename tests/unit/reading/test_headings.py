"""Questions that are headings."""

from __future__ import annotations

import pytest

from analytics.model import Block
from analytics.reading.heading_finding import stands_as_heading


@pytest.mark.parametrize(
    ("block", "is_one"),
    [
        (Block("heading", "What was done well?", level=2), True),
        (Block("heading", "Was anybody asked?", level=3), True),
        (Block("heading", "Was anybody asked?"), False),
        (Block("heading", "Did agencies know of the abuse, and if so what did each of them do?", level=3), False),
        (Block("paragraph", "What was done well?"), False),
    ],
)
def test_a_question_is_a_heading_where_it_is_set_as_one(block: Block, is_one: bool) -> None:
    assert stands_as_heading([block, Block("paragraph", "A nurse rang each of them.")], 0) is is_one
