from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from analytics.errors import ModelUnavailableError
from analytics.settings import DATA_FOLDER, Settings
from analytics.themes import adapter
from analytics.themes import encoder as module
from analytics.themes.adapter import adapted_hash
from analytics.themes.encoder import PACKAGED_SHA256, HashingEncoder, SentenceEncoder, load_encoder

TEXTS = ["Staff were not curious enough.", "Information was poorly shared.", "", "Профессионалы", "alcohol " * 3000, "\x00\x07"]


@pytest.fixture(scope="module")
def packaged() -> module.Encoder:
    return load_encoder(Settings())


def test_hash_and_dimension_are_known_before_torch_is_paid_for(packaged: module.Encoder) -> None:
    assert packaged.hash == adapted_hash(PACKAGED_SHA256, DATA_FOLDER / adapter.FILE)
    assert packaged.name == "all-MiniLM-L6-v2, taught"
    assert packaged.dimension == 384
    code = (
        "import sys; from analytics.settings import Settings; from analytics.themes.encoder import load_encoder\n"
        "encoder = load_encoder(Settings()); encoder.hash, encoder.dimension; sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.model
def test_vectors_have_unit_length_and_agree_in_any_order_and_batch(packaged: module.Encoder) -> None:
    together = packaged.encode(TEXTS)
    assert together.shape == (6, 384)
    assert together.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    np.testing.assert_array_equal(packaged.encode(TEXTS[::-1])[::-1], together)
    np.testing.assert_array_equal(np.vstack([packaged.encode([text]) for text in TEXTS]), together)


@pytest.mark.model
def test_meaning_beats_shared_words(packaged: module.Encoder) -> None:
    vectors = packaged.encode(["He was drunk every night.", "Alcohol misuse was constant.", "He was kind every night."])
    assert vectors[0] @ vectors[1] > vectors[1] @ vectors[2]


@pytest.mark.model
def test_encoding_is_silent(packaged: module.Encoder, capfd: pytest.CaptureFixture[str]) -> None:
    SentenceEncoder(packaged.folder, "again").encode(["one text"])  # type: ignore[attr-defined]
    assert capfd.readouterr() == ("", "")


def test_no_texts_give_an_empty_array(packaged: module.Encoder) -> None:
    assert packaged.encode([]).shape == (0, 384)
    assert HashingEncoder(16).encode([]).shape == (0, 16)


def test_an_unknown_model_is_refused_with_what_to_do() -> None:
    with pytest.raises(ModelUnavailableError, match="neither a folder nor a model"):
        load_encoder(Settings(model="nobody/no-such-model"))


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    encoder = load_encoder(Settings(model=str(tmp_path)))
    with pytest.raises(ModelUnavailableError, match=r"model\.safetensors"):
        _ = encoder.hash
    with pytest.raises(ModelUnavailableError, match="not a sentence-transformers model"):
        _ = encoder.dimension


def test_exchanged_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    with pytest.raises(ModelUnavailableError, match="not the published ones"):
        SentenceEncoder(tmp_path, "packaged", PACKAGED_SHA256).encode(["text"])


def test_a_missing_package_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PACKAGE", "no_such_package")
    with pytest.raises(ModelUnavailableError, match="pip install"):
        load_encoder(Settings())


def test_the_hashing_encoder_repeats_and_tells_texts_apart() -> None:
    encoder = HashingEncoder(64)
    first, second = encoder.encode(["MARAC attendance", "housing tenancy"])
    np.testing.assert_array_equal(encoder.encode(["MARAC attendance"])[0], first)
    assert abs(float(first @ second)) < 0.5
    np.testing.assert_allclose(np.linalg.norm(encoder.encode(["", "a b c"]), axis=1), 1, atol=1e-6)
