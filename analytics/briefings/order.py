"""What is asked for: the view, the marking, the day, and what the document is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from analytics.errors import InputError
from analytics.filters import Filters

Marking = Literal["none", "OFFICIAL", "OFFICIAL-SENSITIVE"]
MARKINGS: tuple[str, ...] = get_args(Marking)
FORCED: Marking = "OFFICIAL-SENSITIVE"


@dataclass(frozen=True)
class Order:
    """One export as the person asks for it.

    ``review``, ``theme`` and ``agency`` say what a document is about; without them it is chosen from the filters.
    ``include_restricted`` may only be set for a person who has the right to see restricted reviews; it forces the marking.
    ``who`` is the person's name as they want it on the title page, or empty. ``weak_themes`` are the themes whose suggestions
    can't be trusted far, as ``themes.reliability`` says: charts hatch them.
    """

    filters: Filters = field(default_factory=Filters)
    marking: Marking = "none"
    today: date = field(default_factory=date.today)
    include_restricted: bool = False
    review: str = ""
    theme: str = ""
    agency: str = ""
    who: str = ""
    weak_themes: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.marking not in MARKINGS:
            raise InputError(f"'{self.marking}' is no handling marking. Use one of: {', '.join(MARKINGS)}.")
        if self.include_restricted:
            object.__setattr__(self, "marking", FORCED)


def day(value: date) -> str:
    """A date as people write it.

    >>> day(date(2024, 1, 5))
    '5 January 2024'
    """
    return f"{value.day} {value:%B %Y}"
