"""``export``: every output that the dashboard can download, by its kind."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from analytics.briefings import registry
from analytics.briefings.order import Order
from analytics.commands.console import show
from analytics.commands.opening import opened_library
from analytics.errors import InputError, OutputError
from analytics.filters import Filters
from analytics.settings import Settings
from analytics.store import queries
from analytics.store.connection import Store
from analytics.themes.reliability import load_quality, made_with, weak_themes


def export(given: argparse.Namespace) -> int:
    """Write one output and print what was written."""
    if given.kind not in registry.KINDS:
        given.wrong(f"there is no export '{given.kind}'; choose one of: {', '.join(registry.KINDS)}")
    if not given.out.parent.is_dir():
        raise OutputError(f"{given.out} can't be written: there is no folder {given.out.parent}. Make it, or give another place.")
    if os.path.exists(given.out) and not os.path.isfile(given.out):  # pathlib's own would raise for a name that is too long
        raise OutputError(f"{given.out} can't be written: it is a folder or a device. Give the name of a file.")
    with opened_library(Settings.from_environment()) as store:
        registry.export(given.kind, store, _order(store, given), given.out)
    show({"kind": given.kind, "file": str(given.out), "bytes": given.out.stat().st_size})
    return 0


def _order(store: Store, given: argparse.Namespace) -> Order:
    query = {
        name: getattr(given, f"filter_{name}") for name in ("review", "area", "theme", "agency", "kind", "year_from", "year_to")
    }
    for option in ("year_from", "year_to"):
        _year(option, query[option])
    filters = Filters.from_query(query)
    filters = replace(filters, restricted=given.restricted)
    queries.check_filters(store, filters)
    return Order(filters=filters, marking=given.marking, today=given.today or date.today(), include_restricted=given.restricted,
                 who=given.who, weak_themes=_weak_themes(store), **_about(store, given))  # fmt: skip


def _year(option: str, values: Sequence[str]) -> None:
    """Refused here in the words of the command line: the filters speak of a link."""
    if values and values[0] and not re.fullmatch(r"[0-9]{4}", values[0]):
        raise InputError(f"--{option.replace('_', '-')} '{values[0]}' is no year: give four digits, for instance 2020.")


def _weak_themes(store: Store) -> frozenset[str]:
    return weak_themes(load_quality(Settings.from_environment().data, made_with(queries.runs(store))))


def _about(store: Store, given: argparse.Namespace) -> dict[str, str]:
    """Whether the id of ``--about`` is that of a review, a theme or an agency; only of what the kind is about."""
    wanted = given.about
    if not wanted:
        return {}
    kind, name = registry.KINDS[given.kind], _sort(store, wanted, given.restricted)
    if not kind.about:
        raise InputError(f"'{kind.name}' is about no one thing, so --about can't be used. Narrow it with --{name} {wanted}.")
    if name not in kind.about.replace(",", "").split():
        raise InputError(
            f"'{wanted}' is {_a(name)}, and '{kind.name}' is about {_a(kind.about)}. Give the id of {_a(kind.about)}."
        )
    return {name: wanted}


def _a(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _sort(store: Store, wanted: str, restricted: bool) -> str:
    choices = queries.filter_choices(store, restricted)
    for name, listed in (("review", "reviews"), ("theme", "themes"), ("agency", "agencies")):
        if any(choice["id"] == wanted for choice in choices[listed]):
            return name
    raise InputError(
        f"There is no review, theme or agency '{wanted}' in the library. Run 'python -m analytics doctor' for the reviews."
    )
