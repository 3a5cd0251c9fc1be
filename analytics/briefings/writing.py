"""Text made safe for the format it goes into, and files that are written whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from analytics.errors import OutputError

_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")
"""What XML 1.0, and so every Office format, cannot hold: control characters and lone surrogates. And the signs that turn the
direction of writing: a forgotten one would turn round the words after it, which are ours.
"""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def has(value: Any) -> bool:
    """Whether a cell of a frame holds anything: not ``None``, not NaN, not NA, not empty."""
    return not pd.isna(value) and value != ""


def clean(text: Any) -> str:
    r"""Text as any of the formats can hold it: characters that XML forbids or that turn the writing are left out.

    >>> clean("a\x00b\x1bc"), clean(None), clean(7)
    ('abc', '', '7')
    """
    if not has(text):
        return ""
    return _UNWRITABLE.sub("", str(text).replace("\r\n", "\n").replace("\r", "\n"))


def formula_safe(text: Any) -> str:
    """Text that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it.

    CSV has no types, so this is the only way there; a workbook marks its cells as text instead.

    >>> formula_safe("=1+1"), formula_safe("- a list item"), formula_safe("plain")
    ("'=1+1", "'- a list item", 'plain')
    """
    safe = clean(text)
    return f"'{safe}" if safe.lstrip(" ").startswith(_FORMULA_STARTS) else safe


def add_to_zip(archive: zipfile.ZipFile, name: str, data: bytes, made: date) -> None:
    """Add a file dated by its day alone, so that the same contents give the same bytes."""
    entry = zipfile.ZipInfo(name, (made.year, made.month, made.day, 0, 0, 0))
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    archive.writestr(entry, data)


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` beside ``path``, then move it there in one step, so that no reader ever meets half a file.

    Raises
    ------
    OutputError
        If the folder doesn't exist, isn't writable or its disk is full, or what stands there is no file. What stood at ``path``
        before is untouched.
    """
    path = Path(os.path.realpath(path))  # where a link points to: the link itself stays
    if os.path.exists(path) and not os.path.isfile(path):  # pathlib's own would raise for a name that is too long
        raise OutputError(f"{path} is a folder or a device, not a file, so nothing was written. Give the name of a file.")
    temporary: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except OSError as err:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()
        raise OutputError(
            f"{path} could not be written: {err.strerror or err}. Choose another place, or make room there."
        ) from err


def _umask() -> int:
    """The process's mask for new files; reading it means setting it, so it is put back at once."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
