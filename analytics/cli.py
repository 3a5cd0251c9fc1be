"""The command line. Its JSON, exit codes and places of output are a contract; the commands stand in ``analytics.commands``.

0: done. 1: the input could not be used; one line on standard error says what, where and what to do. 2: wrong usage. Standard
output carries the result alone; progress goes to standard error, and only to a terminal.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from importlib import import_module

from analytics.commands.arguments import add_commands
from analytics.commands.console import fail
from analytics.errors import LearningError

Command = Callable[[argparse.Namespace], int]
COMMANDS = (
    "extract", "import", "code", "compare", "recurrence", "build", "backup", "restore", "evaluate", "doctor", "export",
    "receive",
)  # fmt: skip
"""Every command, as the documentation has to list them; a test holds it against the parser."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; never raises, except ``SystemExit`` on wrong usage."""
    _quiet()
    given = parser().parse_args(arguments)
    try:
        code = _command(given.does)(given)
        sys.stdout.flush()
        return code
    except LearningError as err:
        return fail(str(err))
    except BrokenPipeError:
        return _reader_gone()
    except KeyboardInterrupt:
        return fail("stopped by the keyboard; nothing half-done was stored. Run the command again to finish.")
    except Exception as err:  # whatever it is, the contract allows one line and no traceback
        return fail(f"this should not have happened ({type(err).__name__}: {err}). Please report it with the command you ran.")


def parser() -> argparse.ArgumentParser:
    """The whole of the command line: each command with its help and options."""
    root = argparse.ArgumentParser(
        prog="python -m analytics", description="Learning from domestic homicide reviews, without a browser."
    )
    commands = root.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add_commands(commands)
    return root


def _command(place: str) -> Command:
    """The function that does a command, from its module, which is imported only now."""
    module, name = place.split(".")
    found: Command = getattr(import_module(f"analytics.commands.{module}"), name)
    return found


def _quiet() -> None:
    """Nothing but our own lines on standard error, and UTF-8 everywhere whatever the console's code page."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):  # replaced by something that isn't a console
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def _reader_gone() -> int:
    """Whoever read our output has had enough: stop without a word, and keep Python from complaining at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
