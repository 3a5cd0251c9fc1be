"""The command line as it is typed: every command with its help and options, and where the function stands that does it.

Nothing is imported here but what parsing needs: a command's own module is imported when the command is run, so that ``--help``
and a typing error answer at once, and reading a report doesn't wait for the libraries that code it.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from analytics.briefings.order import MARKINGS


def add_commands(commands: Any) -> None:
    """Add every command to the parser. ``does`` names its module in ``analytics.commands`` and the function there."""
    _add_reports(commands)
    _add_library(commands)
    _add_export(commands)
    received = _add(
        commands, "receive", "regional.receive", "keep exchange files of other partnerships, and show what recurs across areas"
    )
    received.add_argument("files", nargs="*", type=Path, metavar="FILE", help="files that 'export regional' made elsewhere")


def _add(commands: Any, name: str, does: str, text: str) -> Any:
    added = commands.add_parser(name, help=text)
    added.set_defaults(does=does, wrong=added.error)
    return added


def _add_reports(commands: Any) -> None:
    one = _add(commands, "extract", "extracting.extract", "read a report and print what it holds; nothing is stored")
    one.add_argument("file", type=Path, metavar="FILE", help="PDF, Word or text file")
    many = _add(commands, "import", "importing.import_", "read, store, code and compare reports")
    many.add_argument("files", type=Path, nargs="+", metavar="FILE", help="PDF, Word or text files, or folders of them")
    many.add_argument(
        "--restricted", action="store_true", help="the reviews aren't published: leave them out of views and exports"
    )
    _add(commands, "code", "loose.code", "suggest themes for statements given as JSON lines: id, text, agency?, kind?")
    _add(commands, "compare", "loose.compare", "judge pairs given as JSON lines: pair, a_text, a_agency?, b_text, b_agency?")
    answer = _add(commands, "recurrence", "answer.recurrence", "does the learning of a review appear in other reviews?")
    answer.add_argument("review", metavar="REVIEW", help="id of a review, for instance sefton-dhr9")


def _add_library(commands: Any) -> None:
    _add(commands, "build", "building.build", "make the database from data/, or bring it up to date with a changed codebook")
    saved = _add(commands, "backup", "saving.backup", "copy the database, with a checksum, to a new folder")
    saved.add_argument("folder", type=Path, metavar="FOLDER")
    put_back = _add(
        commands, "restore", "saving.restore", "put a backup in place of the database; the present one is kept beside it"
    )
    put_back.add_argument("folder", type=Path, metavar="FOLDER")
    _add(commands, "evaluate", "evaluating.evaluate", "quality figures on labelled data")
    _add(commands, "doctor", "checking.doctor", "versions, model, database, counts, and anything wrong")


def _add_export(commands: Any) -> None:
    """The command that writes files, with the same filters as the pages."""
    added = _add(commands, "export", "exporting.export", "write what the dashboard can download: export KIND --out FILE")
    added.add_argument(
        "kind", metavar="KIND", help="powerpoint, word, workbook, csv, web-page, regional …; a wrong one lists all"
    )
    added.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to write it")
    for name in ("review", "area", "theme", "agency", "kind"):
        added.add_argument(
            f"--{name}", dest=f"filter_{name}", action="append", default=[], metavar="ID", help=f"only this {name}"
        )
    for name in ("year_from", "year_to"):
        added.add_argument(f"--{name.replace('_', '-')}", dest=f"filter_{name}", action="append", default=[], metavar="YEAR")
    added.add_argument("--about", default="", metavar="ID", help="the review, theme or agency that the output is about")
    added.add_argument("--marking", choices=MARKINGS, default="none", help="handling marking")
    added.add_argument("--restricted", action="store_true", help="include restricted reviews; forces the marking")
    added.add_argument("--today", type=_day, default=None, metavar="YYYY-MM-DD", help="the day on which overdue is worked out")
    added.add_argument("--who", default="", metavar="NAME", help="name for the title page")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as err:
        raise argparse.ArgumentTypeError(f"'{text}' is no date: write it as 2026-03-31") from err
