"""From a file to answers: read → store → encode → code → compare. The only place that knows reading, store and themes.

A name is imported from its module when it is first asked for: coding brings scikit-learn, which a command that only reads a
report or asks the database should not wait for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analytics.pipeline.building import (
        MakeMachine,
        build,
        build_if_missing,
        fill,
        recode,
        refresh_if_outdated,
        refresh_reference,
    )
    from analytics.pipeline.correcting import as_read, correct_particulars, withdraw_correction
    from analytics.pipeline.identity import ReviewKey
    from analytics.pipeline.importing import Imported, Reference, import_report, load_reference, store_report
    from analytics.pipeline.machine import Item, Machine
    from analytics.pipeline.model import LearningMachine, load_machine
    from analytics.pipeline.previewing import Preview, iso_date, new_review, preview_report, stored_already, stored_review
    from analytics.pipeline.progress import Progress, silent
    from analytics.pipeline.proposing import propose

_PLACES = {
    "building": ("MakeMachine", "build", "build_if_missing", "fill", "recode", "refresh_if_outdated", "refresh_reference"),
    "correcting": ("as_read", "correct_particulars", "withdraw_correction"),
    "identity": ("ReviewKey",),
    "importing": ("Imported", "Reference", "import_report", "load_reference", "store_report"),
    "machine": ("Item", "Machine"),
    "model": ("LearningMachine", "load_machine"),
    "previewing": ("Preview", "iso_date", "new_review", "preview_report", "stored_already", "stored_review"),
    "progress": ("Progress", "silent"),
    "proposing": ("propose",),
}
_MODULES = {name: module for module, names in _PLACES.items() for name in names}

__all__ = [
    "Imported",
    "Item",
    "LearningMachine",
    "Machine",
    "MakeMachine",
    "Preview",
    "Progress",
    "Reference",
    "ReviewKey",
    "as_read",
    "build",
    "build_if_missing",
    "correct_particulars",
    "fill",
    "import_report",
    "iso_date",
    "load_machine",
    "load_reference",
    "new_review",
    "preview_report",
    "propose",
    "recode",
    "refresh_if_outdated",
    "refresh_reference",
    "silent",
    "store_report",
    "stored_already",
    "stored_review",
    "withdraw_correction",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
