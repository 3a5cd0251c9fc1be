"""What was fitted, kept as numbers in a file, so that the next process need not fit it again while what it learns from stays.

A file holds arrays of numbers and a key, and is read without unpickling: one put there by somebody else can't run, and none
tells a word of a review. Whatever is wrong with it, or with its folder, costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import threading
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Numbers = Mapping[str, NDArray[Any]]
Shapes = Mapping[str, tuple[int | str, ...]]
"""Names → lengths of the axes: a number, or a letter that stands for one number wherever it occurs."""
Made = TypeVar("Made")


def kept_or_fitted(file: Path | None, key: str, make: Callable[[Numbers], Made], fit: Callable[[], Numbers]) -> Made:
    """What ``make`` makes of the numbers kept under ``key``, or else of those that ``fit`` finds, which are then kept.

    Fitted or kept, the same numbers take the same way, so that a kept model can't answer otherwise than one just fitted.

    Parameters
    ----------
    file : Path, optional
        Where the numbers are kept. One with another key is replaced; without a file everything is fitted.
    key : str
        Stands for all that the numbers depend on; see ``key_of``.
    make : callable
        Raises ``KeyError`` or ``ValueError`` if the numbers aren't what it needs; see ``check``.
    fit : callable
        Finds the numbers anew.
    """
    stored = read_numbers(file) if file else {}
    if str(stored.get("key")) == key:
        try:
            return make(stored)
        except (KeyError, ValueError):  # right key, wrong numbers: fit again
            pass
    numbers = fit()
    if file:
        write_numbers(file, {"key": np.array(key), **numbers})
    return make(numbers)


def key_of(*content: object) -> str:
    """SHA-256 of all a fit depends on: what is learnt from, in its order; the code of ``analytics.themes``; the libraries.

    Content is taken as it was read, not as bytes of its files, so that it is that which the fit will see. Sets have no order.
    """
    versions = [platform.python_version(), *(version(name) for name in ("numpy", "scipy", "scikit-learn"))]
    written = json.dumps([versions, code_hash(), *content], default=_plain, ensure_ascii=True)
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def check(numbers: Numbers, shapes: Shapes) -> None:
    """Refuse numbers that can't have come from a fit.

    Raises
    ------
    KeyError, ValueError
        If an array is missing, is of another shape than ``shapes`` says, or holds something that is no finite number.
    """
    lengths: dict[str, int] = {}
    for name, shape in shapes.items():
        found = numbers[name]
        wanted = [
            lengths.setdefault(n, length) if isinstance(n, str) else n for n, length in zip(shape, found.shape, strict=False)
        ]
        if len(shape) != found.ndim or wanted != list(found.shape):
            raise ValueError(f"'{name}' has the shape {found.shape}, not {shape}")
        if found.dtype.kind not in "bif" or not np.isfinite(found).all():
            raise ValueError(f"'{name}' isn't made of finite numbers")


def read_numbers(file: Path, only: str | None = None) -> dict[str, NDArray[Any]]:
    """The arrays of a file, or ``only`` one; none if it is absent, damaged, or holds more than numbers and plain text."""
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as stored:
            return {name: stored[name] for name in stored.files if only in (None, name)}
    except Exception:  # zipfile, numpy's reader of headers and the allocator each fail in their own way on a damaged file
        return {}


def write_numbers(file: Path, numbers: Numbers) -> bool:
    """Put arrays in a file, whole or not at all. False if it can't be written, which costs time and nothing else."""
    part = file.with_name(f"{file.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as opened:
            np.savez(opened, allow_pickle=False, **dict(numbers))
        part.replace(file)
    except OSError:
        _remove(part)
        return False
    return True


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, found once for as long as its size and time of change stay."""
    return _file_sha256(path, path.stat().st_size, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _file_sha256(path: Path, size: int, modified: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _remove(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:  # the folder is a file, or belongs to somebody else
        return


@lru_cache(maxsize=1)
def code_hash() -> str:
    """SHA-256 of the code of ``analytics.themes``.

    Of all of it, not only of what a fit calls today: fitting once too often is cheaper than once too seldom.
    """
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in Path(__file__).parent.glob("*.py")}
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """What JSON lacks: records as their fields, sets in order."""
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} can't be part of a key")
