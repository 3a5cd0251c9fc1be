"""Two statements read together: the same answer whichever comes first and whatever else is read, and better than vectors apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import average_precision_score

from analytics.errors import ModelUnavailableError
from analytics.settings import DATA_FOLDER, Settings
from analytics.themes.cached import CachedReader, pair_key, readings_file, taken_readings
from analytics.themes.comparison_fitting import readings_of
from analytics.themes.cross_encoder import FILE, MOST_WORDS, CrossEncoder, LogOdds, Texts, load_reader, pieces, readable, states
from analytics.themes.encoder import SentenceEncoder, load_encoder
from analytics.themes.kept import read_numbers, write_numbers
from analytics.themes.labelled_pairs import HELD_BACK_FILES, load_labelled_pairs, load_shipped_pairs
from analytics.themes.memory import read_rows, write_rows

ENCODER = load_encoder(Settings())
AGAIN = "Run: python data/make_vectors.py"
PAIRS: list[Texts] = [
    ("Police did not ask about earlier violence.", "Officers should ask each victim what happened before."),
    ("The surgery did not know of the assault.", "Housing officers need training in coercive control."),
    ("Nobody told the school.", "Schools should be told when police attend a child's home, so that they can support the child."),
]


class _Reader:
    """Counts what it is asked to read."""

    hash = "ab" * 32

    def __init__(self) -> None:
        self.asked: list[Texts] = []

    def read(self, pairs: Sequence[Texts]) -> LogOdds:
        """Lengths, of which float32 loses nothing."""
        self.asked += pairs
        return np.array([[len(a) + len(b), abs(len(a) - len(b))] for a, b in pairs], dtype=np.float64)


@pytest.fixture(scope="module")
def reader() -> CrossEncoder:
    found = load_reader(Settings(), ENCODER.hash)
    assert found is not None
    return found


@pytest.mark.model
def test_neither_order_nor_company_makes_a_difference(reader: CrossEncoder) -> None:
    labelled = load_labelled_pairs(DATA_FOLDER / "evaluation" / HELD_BACK_FILES[0])[:70]  # more than two batches
    pairs = [(p.pair.a_text, p.pair.b_text) for p in labelled]
    together = reader.read(pairs)
    np.testing.assert_array_equal(reader.read([(b, a) for a, b in pairs[::-1]])[::-1], together)
    np.testing.assert_array_equal(np.vstack([reader.read([pair]) for pair in pairs[::10]]), together[::10])
    np.testing.assert_array_equal(reader.read([*pairs, *pairs]), np.vstack([together, together]))
    assert reader.read([]).shape == (0, 2)


@pytest.mark.model
def test_the_model_itself_makes_nothing_of_which_text_comes_first(reader: CrossEncoder) -> None:
    import torch

    reader.read(PAIRS)  # loads it
    across = torch.linspace(-3, 0, 12)
    for a, b in (pieces(reader._model, pair) for pair in PAIRS):
        first, second = states(reader._model, [(a, b)], across)
        turned = states(reader._model, [(b, a)], across)
        torch.testing.assert_close((first, second), turned[::-1], atol=1e-4, rtol=0)
        assert not torch.allclose(first, states(reader._model, [(a, a)], across)[0], atol=1e-2)  # each sees the other


@pytest.mark.model
def test_a_statement_is_like_itself(reader: CrossEncoder) -> None:
    assert (reader.read([(text, text) for pair in PAIRS for text in pair])[:, 0] > 0).all()


def test_a_long_text_is_not_readable() -> None:
    assert readable("word " * MOST_WORDS)
    assert not readable("word " * (MOST_WORDS + 1))


@pytest.mark.model
@pytest.mark.parametrize("name", HELD_BACK_FILES)
def test_reading_ranks_pairs_it_was_never_taught_better_than_vectors_do(reader: CrossEncoder, name: str) -> None:
    pairs = load_labelled_pairs(DATA_FOLDER / "evaluation" / name)
    same = [pair.relation == "same" for pair in pairs]
    a, b = (ENCODER.encode([getattr(pair.pair, side) for pair in pairs]) for side in ("a_text", "b_text"))
    read = readings_of(reader, pairs)[:, 0]
    assert average_precision_score(same, read) > average_precision_score(same, (a * b).sum(axis=1)) + 0.03


@pytest.mark.model
@pytest.mark.parametrize(
    "odd", ["", "x", "word " * 20_000, "12 34", "a\x00b\x07", "half \ud800 a character", "Не сообщили полиции."]
)
def test_odd_text_gives_numbers(reader: CrossEncoder, odd: str) -> None:
    assert np.isfinite(reader.read([(odd, PAIRS[0][0]), (odd, odd)])).all()


@pytest.mark.model
@pytest.mark.parametrize("harm", ["another model", "an array lost", "no numbers", "damaged"])
def test_a_file_that_does_not_fit_is_refused_with_what_to_do(tmp_path: Path, harm: str) -> None:
    stored, file = read_numbers(DATA_FOLDER / FILE), tmp_path / FILE
    if harm == "another model":
        stored["of"] = np.array("cd" * 32)
    elif harm == "an array lost":
        del stored["head_out"]
    elif harm == "no numbers":
        stored["across"] = stored["across"] * np.nan
    write_numbers(file, stored)
    if harm == "damaged":
        file.write_bytes(b"PK\x03\x04 cut off")
    assert isinstance(ENCODER, SentenceEncoder)
    with pytest.raises(ModelUnavailableError, match="Put the project's own file back"):
        CrossEncoder(ENCODER, file).read(PAIRS)


def test_there_is_no_reader_for_another_model_or_without_the_file(tmp_path: Path) -> None:
    assert load_reader(Settings(), "cd" * 32) is None
    assert load_reader(Settings(data=tmp_path), ENCODER.hash) is None
    assert load_reader(Settings(model=str(tmp_path)), ENCODER.hash) is None


def test_a_pair_is_read_once_and_kept_for_the_next_start(tmp_path: Path) -> None:
    reading = _Reader()
    cached = CachedReader(reading, tmp_path / "build")
    first = cached.read(PAIRS)
    np.testing.assert_array_equal(cached.read([(b, a) for a, b in PAIRS]), first)
    assert reading.asked == PAIRS
    cached.save()
    again = CachedReader(reading, tmp_path / "build")
    np.testing.assert_array_equal(again.read(PAIRS), first)
    assert reading.asked == PAIRS


def test_what_came_with_the_project_is_neither_read_nor_saved_again(tmp_path: Path) -> None:
    reading = _Reader()
    write_rows(tmp_path / readings_file(reading.hash), {pair_key(PAIRS[0]): np.array([1.0, 2.0])})
    cached = CachedReader(reading, tmp_path / "build")
    np.testing.assert_array_equal(cached.read(PAIRS[:2])[0], [1.0, 2.0])
    assert reading.asked == PAIRS[1:2]
    cached.save()
    assert set(read_rows(tmp_path / "build" / readings_file(reading.hash), taken_readings)) == {pair_key(PAIRS[1])}


def test_a_damaged_file_costs_time_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "build" / readings_file(_Reader.hash)
    file.parent.mkdir()
    for content in (b"PK\x03\x04 cut off", b""):
        file.write_bytes(content)
        assert CachedReader(_Reader(), file.parent).read(PAIRS).shape == (3, 2)
    write_rows(file, {"a": np.array([np.nan, 1.0])})
    assert read_rows(file, taken_readings) == {}


def test_every_pair_that_is_learnt_from_comes_read() -> None:
    reader = load_reader(Settings(), ENCODER.hash)
    assert reader is not None
    shipped = read_rows(DATA_FOLDER / readings_file(reader.hash), taken_readings)
    pairs = [(p.pair.a_text, p.pair.b_text) for p in load_shipped_pairs(DATA_FOLDER / "evaluation")]
    wanted = [(a, b) for a, b in pairs if readable(a) and readable(b)]
    assert len(wanted) > 0.9 * len(pairs)
    assert {pair_key(pair) for pair in wanted} <= set(shipped), AGAIN


@pytest.mark.model
def test_what_comes_read_is_what_the_reader_says(reader: CrossEncoder) -> None:
    shipped = read_rows(DATA_FOLDER / readings_file(reader.hash), taken_readings)
    pairs = [(p.pair.a_text, p.pair.b_text) for p in load_shipped_pairs(DATA_FOLDER / "evaluation")][::100]
    np.testing.assert_allclose([shipped[pair_key(pair)] for pair in pairs], reader.read(pairs), atol=1e-3, err_msg=AGAIN)
