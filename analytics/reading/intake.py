"""The only door for files: a path → a Report, or one clear sentence about why not.

The file's size and kind are checked here; everything that takes the content apart happens in a child process with limits on
time and memory (``sandbox``), because a file is hostile until proven otherwise.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from analytics.agencies import Agencies
from analytics.errors import UnreadableFileError
from analytics.model import Report
from analytics.reading.kinds import recognise
from analytics.reading.limits import Limits, too_large
from analytics.reading.sandbox import Stopped, never, read_in_child
from analytics.settings import Settings


def read_report(path: Path, settings: Settings, agencies: Agencies) -> Report:
    """Read one file.

    Parameters
    ----------
    path : Path
        The file. Its name is only used in messages and in ``document.name``.
    settings : Settings
        Gives the limits on size, pages, unpacked size, time and memory.
    agencies : Agencies
        The names agencies are known by.

    Raises
    ------
    UnreadableFileError
        If the file is missing, empty, damaged, encrypted, of a kind that isn't read, without text, or no review at all.
    FileLimitError
        If it exceeds one of the limits.
    """
    limits = Limits.of(settings)
    data = file_bytes(path, limits)
    return read_bytes(data, printable(path.name), limits, agencies)


def read_bytes(data: bytes, name: str, limits: Limits, agencies: Agencies, stopped: Stopped = never) -> Report:
    """Read an uploaded file's bytes; ``name`` is only used in messages and in ``document.name``.

    ``stopped`` is asked five times a second while the file is read: once it says yes, the reading process is killed.

    Raises
    ------
    UnreadableFileError, FileLimitError
        As ``read_report``.
    ReadingStoppedError
        Once ``stopped`` said yes.
    """
    name = printable(name)
    if len(data) > limits.file_bytes:
        raise too_large(name, len(data), limits)
    kind = recognise(data, name)
    return read_in_child(data, name, kind, limits, agencies, hashlib.sha256(data).hexdigest(), stopped)


def printable(name: str) -> str:
    r"""A name fit for one line of a message: no line ends or control characters, no bytes that are no text, not endless.

    >>> printable("a\nb.pdf"), printable("  "), printable("")
    ('a?b.pdf', "'  '", 'A file without a name')
    """
    plain = "".join(char if char.isprintable() else "?" for char in name.encode("utf-8", "replace").decode("utf-8"))
    if not plain.strip():
        return f"'{plain[:20]}'" if plain else "A file without a name"
    return plain if len(plain) <= 200 else f"{plain[:120]}…{plain[-60:]}"


def file_bytes(path: Path, limits: Limits) -> bytes:
    """The bytes of a file, refused by size before they are read.

    Raises
    ------
    UnreadableFileError
        If there is no such file, or it is a folder or device, or may not be read.
    FileLimitError
        If it is too large.
    """
    shown = printable(str(path))
    try:
        if not path.exists():
            raise UnreadableFileError(f"{shown} does not exist. Check the name and the folder.")
        if not path.is_file():
            raise UnreadableFileError(f"{shown} is not a file but a folder or device. Give the report's own file.")
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise too_large(printable(path.name), size, limits)
        with path.open("rb") as handle:
            return handle.read(limits.file_bytes + 1)
    except (OSError, ValueError) as err:
        if isinstance(err, UnreadableFileError):
            raise
        reason = getattr(err, "strerror", None) or "its name can't be used"
        raise UnreadableFileError(f"{shown} can't be opened ({reason}). Check that you may read it.") from err
