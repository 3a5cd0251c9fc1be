"""What the packaged model was taught of this field: a change of low rank to its weights, in one small file.

The packaged model knows English, not domestic homicide reviews: to it the same sentence about housing and about schools says much
the same. ``data/make_adapter.py`` taught it on invented wordings of themes and learning points, and on judged pairs. Each changed
matrix ``W`` becomes ``W + out @ in`` (Hu et al., "LoRA", 2021), so what is kept is a hundredth of the model's size.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analytics.errors import ModelUnavailableError
from analytics.themes.kept import check, file_sha256, read_numbers, write_numbers

FILE = "adapter.npz"
"""Its name in the data folder."""
_WEIGHTS = "weights"

Change = tuple[NDArray[np.floating[Any]], NDArray[np.floating[Any]]]
"""``in`` of shape (rank, n_in) and ``out`` of shape (n_out, rank)."""


def adapted_hash(weights: str, file: Path) -> str:
    """SHA-256 that stands for weights and the change to them; that of the weights alone where there is no such file."""
    if not file.is_file():
        return weights
    return hashlib.sha256(f"{weights} {file_sha256(file)}".encode()).hexdigest()


def adapt(model: Any, weights: str, file: Path) -> None:
    """Change the weights of a loaded sentence-transformers model, for good, by what the file holds.

    Parameters
    ----------
    model : SentenceTransformer
        Its first module's transformer is changed.
    weights : str
        SHA-256 of its weights: a change belongs to the weights that it was learnt for.
    file : Path
        Without it nothing is changed.

    Raises
    ------
    ModelUnavailableError
        If the file is damaged or belongs to other weights.
    """
    if not file.is_file():
        return
    stored = read_numbers(file)
    try:
        if str(stored.pop(_WEIGHTS)) != weights:
            raise ValueError("it belongs to other weights")
        change_layers(model[0].auto_model, changes(stored))
    except (KeyError, ValueError, RuntimeError) as err:
        why = f"it lacks {err}" if isinstance(err, KeyError) else err
        raise ModelUnavailableError(
            f"{file} can't be applied to the embedding model ({why}). Put the project's own file back, or set EMBEDDING_MODEL to "
            "the folder of another model."
        ) from err


def changes(stored: Mapping[str, NDArray[Any]]) -> dict[str, Change]:
    """Name of a layer → its change, from arrays named ``'<layer>|in'`` and ``'<layer>|out'``.

    Raises
    ------
    KeyError, ValueError
        If an array lacks, or holds something that is no finite number.
    """
    layers = sorted({name.rpartition("|")[0] for name in stored})
    if not layers:
        raise ValueError("it holds nothing")
    check(stored, {name: array.shape for name, array in stored.items()})
    return {layer: (stored[f"{layer}|in"], stored[f"{layer}|out"]) for layer in layers}


def write_adapter(file: Path, weights: str, learnt: Mapping[str, Change]) -> None:
    """Keep changes in half precision with the SHA-256 of the weights they belong to. ``OSError`` if it can't be written."""
    if not write_numbers(file, {_WEIGHTS: np.array(weights), **as_arrays(learnt)}):
        raise OSError(f"{file} can't be written")


def as_arrays(learnt: Mapping[str, Change]) -> dict[str, NDArray[Any]]:
    """Changes as arrays in half precision, under the names that ``changes`` reads."""
    return {
        f"{layer}|{part}": half.astype(np.float16)
        for layer, both in learnt.items()
        for part, half in zip(("in", "out"), both, strict=True)
    }


def change_layers(transformer: Any, learnt: Mapping[str, Change]) -> None:
    """Change layers of a transformer for good. ``KeyError`` or ``RuntimeError`` if they aren't those that were learnt for."""
    layers = dict(transformer.named_modules())
    for name, (inner, outer) in learnt.items():
        weight = layers[name].weight.data
        weight += weight.new_tensor(outer.astype(np.float32) @ inner.astype(np.float32))
