"""Makes the vectors that come with the project anew: ``python data/make_vectors.py``, after a change to what is learnt from.

The first start would spend half a minute on encoding thousands of examples that are the same everywhere. So their vectors by the
packaged model are kept here, in half precision, under hashes of the texts. A text that is not among them is encoded as ever.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from analytics.settings import Settings  # noqa: E402  # after the path is set
from analytics.themes.encoder import load_encoder, text_key, vectors_file  # noqa: E402
from analytics.themes.kept import write_numbers  # noqa: E402
from analytics.themes.learnt_from import texts_learnt_from  # noqa: E402


def main() -> None:
    """Encode everything that coding and comparing learn from, and write the file."""
    settings = Settings()
    encoder = load_encoder(settings)
    texts = sorted(texts_learnt_from(settings.data, encoder))
    vectors = encoder.encode(texts).astype(np.float16)
    file = settings.data / vectors_file(encoder.hash)
    write_numbers(file, {"keys": np.array([text_key(text) for text in texts], dtype="U64"), "vectors": vectors})


if __name__ == "__main__":
    main()
