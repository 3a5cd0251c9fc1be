"""Keys by which exchanged reviews are told apart: the same everywhere for a public one, not to be guessed for a restricted one.

A key made from the id alone can be tried out: ids are made of area, year and pseudonym. So a restricted review's key is made
with a secret that never leaves the folder of the database.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

from analytics.errors import OutputError

FILE_SUFFIX = ".exchange-key"
_BYTES = 32


def key(review_id: str, secret: bytes = b"") -> str:
    """16 hexadecimal digits. Without a secret: the same wherever the review is held, so that several files count it once.

    >>> key("sefton-dhr9"), key("sefton-dhr9", b"one") == key("sefton-dhr9", b"another")
    ('ae2d1b75873156ff', False)
    """
    made = hmac.new(secret, review_id.encode(), hashlib.sha256) if secret else hashlib.sha256(review_id.encode())
    return made.hexdigest()[:16]


def secret_path(database: Path) -> Path:
    """Where the secret of a database is kept: beside it."""
    return database.parent / f"{database.name}{FILE_SUFFIX}"


def secret_of(database: Path) -> bytes:
    """The secret of a database, which only its owner may read; made when it is first asked for.

    Raises
    ------
    OutputError
        If it can't be read or made, or is too short to be one.
    """
    path = secret_path(database)
    try:
        if not path.exists():
            with suppress(FileExistsError):  # somebody else was quicker
                _make(path)
        found = path.read_bytes()
    except OSError as err:
        raise OutputError(
            f"{path} can't be read or made: {err.strerror or err}. Restricted reviews are exchanged only with it."
        ) from err
    if len(found) < _BYTES:
        raise OutputError(f"{path} is too short to be the secret of restricted reviews. Remove it, and a new one is made.")
    return found


def _make(path: Path) -> None:
    """A new secret, unless there is one: written beside its place and linked there whole, readable for its owner alone."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_BYTES))
        os.link(part, path)
    finally:
        part.unlink()
