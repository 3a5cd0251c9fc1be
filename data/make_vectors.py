"""Makes anew what is known beforehand: ``python data/make_vectors.py``, after a change to what is learnt from or to the model.

The first start would spend minutes on encoding thousands of examples and on reading the labelled pairs, which are the same
everywhere. So their vectors by the packaged model are kept here, in half precision, under hashes of the texts; and what reading
two statements together says of the labelled pairs and of those that a first build finds. What is not among them is made as ever.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import DTypeLike

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from analytics.pipeline.building import build  # noqa: E402  # after the path is set
from analytics.pipeline.model import LearningMachine, load_machine  # noqa: E402
from analytics.settings import Settings  # noqa: E402
from analytics.store.connection import Store  # noqa: E402
from analytics.themes.cached import CachedReader, readings_file, vectors_file  # noqa: E402
from analytics.themes.comparison_fitting import readings_of  # noqa: E402
from analytics.themes.cross_encoder import LogOdds, load_reader  # noqa: E402
from analytics.themes.encoder import load_encoder, text_key  # noqa: E402
from analytics.themes.labelled_pairs import HELD_BACK_FILES, PAIR_FILES, load_labelled_pairs  # noqa: E402
from analytics.themes.learnt_from import texts_learnt_from  # noqa: E402
from analytics.themes.memory import Rows, write_rows  # noqa: E402


def main() -> None:
    """Write both files."""
    settings = Settings()
    make_vectors(settings)
    keep_readings(settings)


def make_vectors(settings: Settings) -> None:
    """Encode everything that coding and comparing learn from."""
    encoder = load_encoder(settings)
    texts = sorted(texts_learnt_from(settings.data, encoder))
    vectors = dict(zip(map(text_key, texts), encoder.encode(texts), strict=True))
    _put(settings.data, vectors_file(encoder.hash), vectors, np.float16)


def keep_readings(settings: Settings) -> None:
    """Read the labelled pairs, and what a first build compares, and keep what was read."""
    reader = load_reader(settings, load_encoder(settings).hash)
    if reader is None:
        raise SystemExit("No cross_encoder.npz belongs to this model. Run: python data/make_cross_encoder.py")
    for kept in [*settings.data.glob("readings-*.npz"), *(settings.data / "build").glob("readings-*.npz")]:
        kept.unlink()
    cached = CachedReader(reader, settings.data / "build")
    for name in (*PAIR_FILES, *HELD_BACK_FILES):
        readings_of(cached, load_labelled_pairs(settings.data / "evaluation" / name))
    cached.save()  # the build finds it there
    known = {**cached.known, **_read_at_first(settings)}
    _put(settings.data, readings_file(reader.hash), dict(sorted(known.items())), np.float32)


def _put(folder: Path, name: str, rows: Rows, precision: DTypeLike) -> None:
    """Keep rows in a file of that name, in place of files of other models."""
    if not write_rows(folder / name, rows, precision):
        raise SystemExit(f"{folder} can't be written to.")
    for other in set(folder.glob(f"{name.partition('-')[0]}-*.npz")) - {folder / name}:
        other.unlink()


def _read_at_first(settings: Settings) -> dict[str, LogOdds]:
    """What is read while a first start builds the database."""
    machines: list[LearningMachine] = []

    def make(given: Settings, store: Store) -> LearningMachine:
        machines.append(load_machine(given, store))
        return machines[-1]

    with TemporaryDirectory() as folder:
        build(replace(settings, database=Path(folder) / "first.duckdb"), make)
    return {key: read for machine in machines for key, read in machine.readings.items()}


if __name__ == "__main__":
    main()
