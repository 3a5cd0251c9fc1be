"""Reading in a child process that is killed when it takes too long or too much memory.

The parent writes one line of JSON (what to do) and the file's bytes to the child's standard input, and reads one JSON object
from its standard output: the report, or a sentence. Nothing of the child is unpickled, and the child can start no program,
open no connection and write no file.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from analytics.agencies import Agencies, Agency
from analytics.errors import FileLimitError, ReadingStoppedError, UnreadableFileError
from analytics.model import Report
from analytics.reading.kinds import Kind
from analytics.reading.limits import Limits, too_much_memory, too_slow
from analytics.reading.transport import report_from_json
from analytics.settings import PROJECT_FOLDER

Stopped = Callable[[], bool]
"""Asked while a file is being read: does nobody want it any more?"""
PATIENCE = 0.2
"""Seconds between two such questions."""
_FORBIDDEN = ("socket.connect", "socket.bind", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork")
_KEPT = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TEMP", "TMP", "TMPDIR")
_OUT_OF_TIME = -24  # SIGXCPU
_OUT_OF_MEMORY = (-4, -5, -6, -9)  # SIGILL, SIGTRAP, SIGABRT: how native libraries end without memory; SIGKILL: the system did it


def never() -> bool:
    """Reading that nobody stops."""
    return False


def read_in_child(
    data: bytes, name: str, kind: Kind, limits: Limits, agencies: Agencies, sha256: str, stopped: Stopped = never
) -> Report:
    """Have a child process read ``data``; it is killed once ``stopped`` says so. Raises as ``intake.read_bytes``."""
    task = {"name": name, "format": kind.format, "sha256": sha256, "limits": limits.to_json(), "agencies": _plain(agencies)}
    answer = _ask(json.dumps(task).encode() + b"\n" + data, name, limits, stopped)
    if "scanned" in answer and not limits.scanned_pages:
        return read_in_child(data, name, kind, limits.for_scan(int(answer["scanned"])), agencies, sha256, stopped)
    if "report" in answer:
        return report_from_json(answer["report"])
    raise {"limit": FileLimitError}.get(str(answer.get("error")), UnreadableFileError)(str(answer.get("message")))


def _plain(agencies: Agencies) -> list[dict[str, Any]]:
    return [asdict(entry) for entry in agencies.entries]


def _ask(task: bytes, name: str, limits: Limits, stopped: Stopped) -> dict[str, Any]:
    command = [sys.executable, "-m", "analytics.reading.sandbox"]
    with subprocess.Popen(  # noqa: S603  the command is our own
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=PROJECT_FOLDER, env=_environment()
    ) as child:
        done = threading.Event()
        threading.Thread(target=_kill_when, args=(stopped, child, done), name="reading", daemon=True).start()
        try:
            output, noise = child.communicate(task, timeout=limits.seconds)
        except subprocess.TimeoutExpired as err:
            child.kill()
            child.communicate()
            raise too_slow(name, limits) from err
        except BaseException:
            child.kill()
            raise
        finally:
            done.set()
    if stopped():
        raise ReadingStoppedError(f"Reading {name} was stopped. Nothing of it was stored; give it again when you want it.")
    return _answer(output, noise, child.returncode, name, limits)


def _kill_when(stopped: Stopped, child: subprocess.Popen[bytes], done: threading.Event) -> None:
    """Kill the child once nobody waits for it any more. A second ``communicate`` would not hand over the rest of the file."""
    while stopped is not never and not done.wait(PATIENCE):
        if stopped():
            child.kill()
            return


def _environment() -> dict[str, str]:
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    return {**kept, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1", "PYTHONPATH": str(PROJECT_FOLDER)}


def _answer(output: bytes, noise: bytes, code: int, name: str, limits: Limits) -> dict[str, Any]:
    try:
        answer = json.loads(output)
    except (UnicodeDecodeError, json.JSONDecodeError):
        answer = None
    if isinstance(answer, dict):
        return answer
    if code == _OUT_OF_TIME:
        raise too_slow(name, limits)
    if b"MemoryError" in noise or b"Cannot allocate" in noise or b"bad_alloc" in noise or code in _OUT_OF_MEMORY:
        raise too_much_memory(name, limits)
    raise UnreadableFileError(
        f"{name} is damaged in a way that stops the reading of it. Open it, save it again from Word or as PDF, and try that file."
    )


def main() -> None:
    """What the child does: one task from standard input, one answer to standard output."""
    header = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**header["limits"])
    confine(limits)
    from analytics.reading.worker import answer

    agencies = Agencies(tuple(Agency(**{**entry, "aliases": tuple(entry["aliases"])}) for entry in header["agencies"]))
    data = sys.stdin.buffer.read()
    _forbid()
    result = answer(data, header["name"], header["format"], header["sha256"], limits, agencies)
    sys.stdout.buffer.write(json.dumps(result).encode())
    sys.stdout.buffer.flush()
    os._exit(0)  # native libraries may still hold broken objects: leave without taking them down one by one


def confine(limits: Limits) -> None:
    """Set this process's limits on memory, processor time and files written. Without ``resource`` there is the clock alone."""
    try:
        import resource
    except ImportError:
        return
    wanted = {
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_CPU: limits.seconds,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for which, most in wanted.items():
        try:
            resource.setrlimit(which, (most, most))
        except (ValueError, OSError):
            continue


def _forbid() -> None:
    """From here on: no program, no connection, no file written. A second wall behind the format checks."""

    def guard(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _FORBIDDEN or (event == "open" and _writes(arguments)):
            raise PermissionError(f"reading a report does not need {event}")

    sys.addaudithook(guard)


def _writes(arguments: tuple[Any, ...]) -> bool:
    mode, flags = arguments[1], arguments[2]
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC))


if __name__ == "__main__":
    main()
