"""Reading the files of ``data/``, YAML and JSON lines: one way, one set of messages."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar

import yaml

from analytics.errors import DataFileError

T = TypeVar("T")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Both are safe; the one written in C, where it is there, is some ten times faster."""


def while_unchanged(read: Callable[[Path], T]) -> Callable[[Path], T]:
    """The same reader of a file, which reads it again only when it has changed since."""

    @lru_cache(maxsize=4)
    def once(path: Path, modified: int) -> T:
        return read(path)

    @wraps(read)
    def reading(path: Path) -> T:
        return once(path, path.stat().st_mtime_ns if path.exists() else 0)

    return reading


def read_yaml(path: Path, error: type[DataFileError] = DataFileError) -> dict[str, Any]:
    """A YAML file that is a mapping at its top.

    Raises
    ------
    DataFileError
        Or the ``error`` that is given: if the file is missing, can't be read as YAML, or is something else at its top.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  # both are safe loaders
    except FileNotFoundError as err:
        raise error(f"There is no {path}. Put the project's {path.name} there.") from err
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as err:
        reason = str(err).replace("\n", " ")[:200]
        raise error(f"{path} can't be read as YAML ({reason}). Mend it and try again.") from err
    if not isinstance(content, dict):
        raise error(f"{path} is not a mapping of names to values. Compare it with the project's own.")
    return content


def read_lines(path: Path, what: str, made: Callable[[Any], T]) -> list[T]:
    """What is made of each line of a file of JSON lines; empty ones are passed over.

    Parameters
    ----------
    path : Path
        The file.
    what : str
        What its lines are, for the message: "labelled pairs".
    made : callable
        Makes one of a line's content; may fail with ``KeyError``, ``TypeError``, ``ValueError`` or ``AttributeError``.

    Raises
    ------
    DataFileError
        If the file can't be read, or a line is no JSON or nothing can be made of it: names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as err:
        raise DataFileError(f"{path} can't be read as {what} ({err}). Put the project's own file back.") from err
    return [_made(line, made, f"{path}, line {number}", what) for number, line in enumerate(lines, start=1) if line.strip()]


def _made(line: str, made: Callable[[Any], T], where: str, what: str) -> T:
    try:
        return made(json.loads(line))
    except (KeyError, TypeError, ValueError, AttributeError) as err:
        why = f"lacks {err}" if isinstance(err, KeyError) else f"can't be read: {err}"
        raise DataFileError(f"{where}, of {what}, {why}. Mend the line, or put the project's own file back.") from err
