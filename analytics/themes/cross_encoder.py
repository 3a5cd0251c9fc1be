"""Two statements read together, by a model that was taught what careful readers call the same learning point.

Vectors are made of each statement apart, so they can't weigh one wording against the other. Here both pass through the packaged
model at once, and each word sees those of the other statement (a cross-encoder: Nogueira & Cho, 2019). It starts as the taught
model (``analytics.themes.adapter``); what reading together adds is a further change to its layers and a small head, learnt by
``data/make_cross_encoder.py`` from judged pairs.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from analytics.errors import ModelUnavailableError
from analytics.settings import Settings
from analytics.themes import adapter
from analytics.themes.batches import PIECES, STEP, batches, padded
from analytics.themes.encoder import SentenceEncoder, load_encoder
from analytics.themes.kept import check, file_sha256, read_numbers, write_numbers

FILE = "cross_encoder.npz"
"""Its name in the data folder."""
LONGEST = 160
"""Word pieces of a statement that are read. The longest that was taught has 82."""
MOST_WORDS = 110
"""A longer text isn't read together with another: its beginning would speak for all of it."""
VERSION = 2
"""Of ``states`` and ``log_odds``: to be raised when they change, since what was read is kept."""
PLACES = 3
"""Decimals of the log-odds that are kept."""
_OF = "of"

Texts = tuple[str, str]
Pieces = tuple[list[int], list[int]]
LogOdds = NDArray[np.float64]
"""Shape (n_pairs, 2): of *same*, and of *same or related*."""
HEAD = {
    "head_cosine": (2,), "head_hidden": ("hidden", "twice"), "head_hidden_bias": ("hidden",),
    "head_out": (2, "hidden"), "head_out_bias": (2,), "across": ("heads",),
}  # fmt: skip
"""Arrays beside the change to the layers. ``across`` is added to each attention head's scores between the two statements."""


class PairReader(Protocol):
    """What reads two statements together. ``hash`` identifies all it depends on."""

    @property
    def hash(self) -> str:
        """SHA-256 that identifies the weights and what was learnt."""

    def read(self, pairs: Sequence[Texts]) -> LogOdds:
        """Log-odds of each pair, in the order of ``pairs``; which text comes first makes no difference."""


class CrossEncoder:
    """The packaged model, reading pairs. Weights are loaded at the first ``read``.

    Parameters
    ----------
    encoder : SentenceEncoder
        Whose model it starts from. It is loaded anew: this one's layers are changed further.
    file : Path
        What was learnt of reading together.
    """

    def __init__(self, encoder: SentenceEncoder, file: Path) -> None:
        self._encoder, self._file = encoder, file
        self._model: Any = None
        self._head: dict[str, Any] = {}
        self._lock = threading.Lock()

    @property
    def hash(self) -> str:
        """SHA-256 that stands for the taught model, the file and how a pair is read."""
        content = f"{self._encoder.hash} {file_sha256(self._file)} {VERSION} {LONGEST} {PLACES} {STEP} {PIECES}"
        return hashlib.sha256(content.encode()).hexdigest()

    def read(self, pairs: Sequence[Texts]) -> LogOdds:
        """As ``PairReader.read``. Batches are of one shape, so that neither order nor company moves a digit.

        Raises
        ------
        ModelUnavailableError
            If the model can't be loaded, or the file is damaged or belongs to another model.
        """
        clean = [_clean(pair) for pair in pairs]
        unique = sorted(set(clean))
        made = np.zeros((len(unique), 2))
        if not unique:
            return made
        with self._lock:
            self._load()
            sides = [pieces(self._model, pair) for pair in unique]
            for batch in batches([len(a) + len(b) for a, b in sides]):
                made[batch] = self._batch([sides[place] for place in batch])
        place = {pair: row for row, pair in enumerate(unique)}
        return made[[place[pair] for pair in clean]].round(PLACES)

    def _load(self) -> None:
        if self._model is not None:
            return
        import torch

        model = self._encoder.fresh()
        head = take_up(model, self._file, self._encoder.hash)
        self._head, self._model = {name: torch.from_numpy(array) for name, array in head.items()}, model

    def _batch(self, sides: Sequence[Pieces]) -> LogOdds:
        import torch

        with torch.inference_mode():
            read: LogOdds = log_odds(*states(self._model, sides, self._head["across"]), self._head).double().numpy()
        return read


def take_up(model: Any, file: Path, encoder_hash: str) -> dict[str, NDArray[np.float32]]:
    """Change the layers of the taught model, for good, by what was learnt of reading together. Gives the head.

    Raises
    ------
    ModelUnavailableError
        If the file is damaged or belongs to another model than that with this hash.
    """
    stored = read_numbers(file)
    try:
        if str(stored.pop(_OF)) != encoder_hash:
            raise ValueError("it belongs to another model")
        head = _head(stored, model[0].auto_model.config)
        adapter.change_layers(model[0].auto_model, adapter.changes(stored))
    except (KeyError, ValueError, RuntimeError) as err:
        why = f"it lacks {err}" if isinstance(err, KeyError) else err
        raise ModelUnavailableError(
            f"{file} can't be used to read statements together ({why}). Put the project's own file back."
        ) from err
    return head


def _head(stored: dict[str, NDArray[Any]], config: Any) -> dict[str, NDArray[np.float32]]:
    """The head, taken out of what is stored, which must fit the model and be made of finite numbers."""
    width, heads = config.hidden_size, config.num_attention_heads
    sizes = {"twice": 2 * width, "heads": heads}
    check(stored, {name: tuple(sizes.get(str(length), length) for length in shape) for name, shape in HEAD.items()})
    return {name: stored.pop(name).astype(np.float32) for name in HEAD}


def _clean(pair: Texts) -> Texts:
    """The two in a fixed order, without lone surrogates, which the tokeniser refuses."""
    a, b = sorted(text.encode("utf-8", "replace").decode() for text in pair)
    return a, b


def pieces(model: Any, pair: Texts) -> Pieces:
    """The word pieces of both texts that are read, as the model's tokeniser numbers them."""
    a, b = (model.tokenizer(text, truncation=True, max_length=LONGEST)["input_ids"] for text in pair)
    return a, b


def states(model: Any, sides: Sequence[Pieces], across: Any) -> tuple[Any, Any]:
    """What the model makes of each side of each pair while it sees both: two tensors of unit length, (n_pairs, dimension).

    Positions start anew at the second statement and nothing marks which is which, so that turning a pair changes nothing.

    Parameters
    ----------
    model : SentenceTransformer
        Its transformer is used.
    sides : sequence of two lists of int
        ``pieces`` of each pair, at least one.
    across : tensor
        Shape (n_heads,): added to the attention scores between the two.
    """
    import torch

    length = padded(max(len(a) + len(b) for a, b in sides))
    words, places = torch.zeros(2, len(sides), length, dtype=torch.long)
    side = torch.full((len(sides), length), -1)
    for row, (a, b) in enumerate(sides):
        end = len(a) + len(b)
        words[row, :end] = torch.tensor([*a, *b])
        places[row, :end] = torch.tensor([*range(len(a)), *range(len(b))])
        side[row, : len(a)], side[row, len(a) : end] = 0, 1
    own = side[:, None, :, None] == side[:, None, None, :]
    other = (side[:, None, :, None] + side[:, None, None, :]) == 1
    scores = torch.where(other, across[None, :, None, None], torch.where(own, 0.0, -1e4))
    made = model[0].auto_model(input_ids=words, position_ids=places, attention_mask=scores).last_hidden_state.float()
    first, second = (_mean(made, side == number) for number in (0, 1))
    return first, second


def _mean(made: Any, of: Any) -> Any:
    from torch.nn.functional import normalize

    read = of.float()[..., None]
    return normalize((made * read).sum(1) / read.sum(1), dim=1)


def log_odds(first: Any, second: Any, head: Mapping[str, Any], kept: Any = 1.0) -> Any:
    """Of *same* and of *same or related*, from the two sides of each pair: their cosine, and what a small layer adds to it.

    ``kept``: while it learns, what part of what that layer is given is left to it.
    """
    import torch

    width = first.shape[1] ** 0.5
    product, apart = first * second * width**2, (first - second).abs() * width
    given = torch.cat([product, apart], 1) * kept
    hidden = torch.tanh(given @ head["head_hidden"].T + head["head_hidden_bias"])
    return product.mean(1, keepdim=True) * head["head_cosine"] + hidden @ head["head_out"].T + head["head_out_bias"]


def readable(text: str) -> bool:
    """Whether a text is short enough to be read together with another."""
    return len(text.split()) <= MOST_WORDS


def load_reader(settings: Settings, encoder_hash: str) -> CrossEncoder | None:
    """What reads pairs beside the encoder with this hash; ``None`` where nothing was learnt for it. Nothing is loaded yet.

    Raises
    ------
    ModelUnavailableError
        If the file of what was learnt is damaged.
    """
    file = settings.data / FILE
    if settings.model != "packaged" or not file.is_file():
        return None
    of = read_numbers(file, only=_OF).get(_OF)
    if of is None:
        raise ModelUnavailableError(f"{file} is damaged. Put the project's own file back.")
    return CrossEncoder(load_encoder(settings), file) if str(of) == encoder_hash else None


def write_cross_encoder(file: Path, encoder_hash: str, head: dict[str, NDArray[Any]], learnt: dict[str, adapter.Change]) -> None:
    """Keep what was learnt of reading together, with the hash of the model it belongs to. ``OSError`` if it can't be written."""
    if not write_numbers(file, {_OF: np.array(encoder_hash), **head, **adapter.as_arrays(learnt)}):
        raise OSError(f"{file} can't be written")
