"""The vectors that come with the project: none is missing, and each is what the packaged model gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from analytics.settings import Settings
from analytics.themes.cached import CachedEncoder, vectors_file
from analytics.themes.encoder import HashingEncoder, load_encoder, text_key
from analytics.themes.learnt_from import texts_learnt_from
from analytics.themes.memory import read_rows, write_rows

SETTINGS = Settings()
AGAIN = "Run: python data/make_vectors.py"


@pytest.fixture(scope="module")
def shipped() -> dict[str, np.ndarray]:
    return read_rows(SETTINGS.data / vectors_file(load_encoder(SETTINGS).hash), np.asarray)


def test_every_text_that_is_learnt_from_has_a_vector_and_none_is_left_over(shipped: dict[str, np.ndarray]) -> None:
    wanted = {text_key(text) for text in texts_learnt_from(SETTINGS.data, load_encoder(SETTINGS))}
    assert wanted == set(shipped), AGAIN


def test_shipped_vectors_are_those_of_the_packaged_model(shipped: dict[str, np.ndarray]) -> None:
    texts = sorted(texts_learnt_from(SETTINGS.data, load_encoder(SETTINGS)))[::200]
    made = load_encoder(SETTINGS).encode(texts)
    np.testing.assert_allclose([shipped[text_key(text)] for text in texts], made, atol=1e-3, err_msg=AGAIN)


def test_shipped_vectors_are_neither_made_nor_saved_again(tmp_path: Path) -> None:
    model = HashingEncoder(8)
    axis = np.eye(8, dtype=np.float16)[:1]
    write_rows(tmp_path / vectors_file(model.hash), {text_key("shipped"): axis[0]})
    encoder = CachedEncoder(model, tmp_path / "build")
    found = encoder.encode(["shipped", "new to it"])
    np.testing.assert_array_equal(found[0], axis[0])
    np.testing.assert_array_equal(found[1], model.encode(["new to it"])[0])
    encoder.save()
    assert set(read_rows(tmp_path / "build" / vectors_file(model.hash), np.asarray)) == {text_key("new to it")}
