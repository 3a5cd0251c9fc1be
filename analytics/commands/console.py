"""What commands share: JSON out, JSON lines in, errors and progress in their places."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from typing import Any

from analytics.errors import InputError
from analytics.pipeline.progress import Progress, silent

STAGES = {
    "reading": "Reading reports",
    "encoding": "Encoding statements",
    "coding": "Suggesting themes",
    "comparing": "Comparing reviews",
    "finishing": "Finishing",
}


def show(value: Any, indent: int | None = None) -> None:
    """One JSON value on standard output, ended by a line break; nothing is cut and nothing escaped that needn't be."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    if not _writable(text):
        text = json.dumps(value, allow_nan=False, indent=indent)  # half a character can only be written escaped
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _writable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def fail(message: str) -> int:
    """One line on standard error, and the exit code of input that can't be used."""
    sys.stderr.write(f"error: {' '.join(message.split())}\n")
    return 1


def json_lines() -> Iterator[tuple[int, dict[str, Any]]]:
    """Numbered objects of standard input, one a line; empty lines are passed over.

    Raises
    ------
    InputError
        Naming the first line that is no JSON object in UTF-8.
    """
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        if not raw.strip().removeprefix(b"\xef\xbb\xbf"):
            continue
        yield number, _object(raw, number)


def text_of(entry: dict[str, Any], name: str, number: int, optional: bool = False) -> str | None:
    """The text under a key of a line; raises ``InputError`` naming the line if it isn't text."""
    value = entry.get(name)
    if optional and value is None:
        return None
    if not isinstance(value, str):
        found = "is missing" if name not in entry else "is no text"
        raise InputError(f"line {number} of the input: '{name}' {found}. Give each line its '{name}' as a JSON string.")
    return value


def key_of_line(entry: dict[str, Any], name: str, number: int) -> str | int | float:
    """What a line is known by: text or a number; raises ``InputError`` naming the line if it has none."""
    value = entry.get(name)
    if (
        isinstance(value, bool)
        or not isinstance(value, str | int | float)
        or (isinstance(value, float) and not math.isfinite(value))
    ):
        raise InputError(f"line {number} of the input: '{name}' is missing or neither text nor a number. Add it.")
    return value


def progress() -> Progress:
    """Progress on standard error if that is a terminal, else none."""
    return _on_terminal if sys.stderr.isatty() else silent


def _on_terminal(stage: str, done: int, total: int) -> None:
    sys.stderr.write(f"\r\x1b[K{STAGES.get(stage, stage)}: {done} of {total}" + ("\n" if done >= total else ""))
    sys.stderr.flush()


def _object(raw: bytes, number: int) -> dict[str, Any]:
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as err:
        raise InputError(f"line {number} of the input is not UTF-8. Save the input as UTF-8 and try again.") from err
    except (ValueError, RecursionError) as err:
        reason = getattr(err, "msg", "nested too deeply or not JSON")
        raise InputError(f"line {number} of the input is not JSON ({reason}). Give one JSON object a line.") from err
    if not isinstance(value, dict):
        raise InputError(f"line {number} of the input is JSON but no object. Give one JSON object a line.")
    return value
