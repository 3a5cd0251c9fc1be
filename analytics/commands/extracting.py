"""``extract``: what a report holds."""

from __future__ import annotations

import argparse

from analytics.agencies import load_agencies
from analytics.commands.console import show
from analytics.reading.intake import read_report
from analytics.settings import Settings


def extract(given: argparse.Namespace) -> int:
    """Print what a report holds."""
    settings = Settings.from_environment()
    report = read_report(given.file, settings, load_agencies(settings.data / "agencies.yaml"))
    show(report.to_json(), indent=1)
    return 0
