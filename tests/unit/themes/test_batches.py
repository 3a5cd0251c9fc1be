"""Batches of one shape."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.themes.batches import STEP, batches, padded

LENGTHS = st.lists(st.integers(0, 200), max_size=60)


@pytest.mark.parametrize(("length", "to"), [(0, STEP), (1, STEP), (STEP, STEP), (STEP + 1, 2 * STEP)])
def test_a_length_is_padded_to_the_next_step(length: int, to: int) -> None:
    assert padded(length) == to


@given(LENGTHS, st.integers(1, 600))
def test_each_place_is_in_one_batch_and_batches_of_a_length_have_one_size(lengths: list[int], pieces: int) -> None:
    made = list(batches(lengths, pieces))
    shapes = {(padded(lengths[batch[0]]), len(batch)) for batch in made}
    assert all(len({padded(lengths[place]) for place in batch}) == 1 for batch in made)
    assert all(size == max(1, pieces // length) for length, size in shapes)
    assert Counter(place for batch in made for place in set(batch)) == Counter(range(len(lengths)))


@given(LENGTHS)
def test_only_the_last_place_of_a_length_fills_up(lengths: list[int]) -> None:
    for batch in batches(lengths, 128):
        kept = list(dict.fromkeys(batch))
        assert batch == kept + kept[-1:] * (len(batch) - len(kept))
