"""``receive``: exchange files of other partnerships, and what recurs across areas with them."""

from __future__ import annotations

import argparse
from pathlib import Path

from analytics.briefings import exchange
from analytics.briefings.order import Order
from analytics.commands.console import fail, show
from analytics.commands.opening import opened_library
from analytics.errors import InputError, UnreadableFileError
from analytics.settings import Settings


def receive(given: argparse.Namespace) -> int:
    """Keep the files that can be read and print how far each theme recurs; 1 if any was refused."""
    settings = Settings.from_environment()
    folder = exchange.received_folder(settings.database)
    refused = [message for path in given.files if (message := _kept(path, folder))]
    with opened_library(settings) as store:
        own = exchange.from_store(store, Order())
    received, problems = exchange.load_folder(folder)
    themes = exchange.merge([own, *received])
    show({"files": len(received), "themes": themes.to_dict("records"), "problems": problems}, indent=1)
    for message in refused:
        fail(message)
    return 1 if refused else 0


def _kept(path: Path, folder: Path) -> str:
    """Keep one file; what is wrong with it, or nothing."""
    try:
        if path.stat().st_size > exchange.MOST_BYTES:
            raise UnreadableFileError(f"{path} is larger than {exchange.MOST_BYTES // 1_000_000} MB: not an exchange file.")
        exchange.receive(path.read_bytes(), path.name, folder)
    except InputError as err:
        return str(err)
    except OSError as err:
        return f"{path} can't be read ({err.strerror or err}). Check the name and the rights."
    return ""
