"""The one filter object: its WHERE clause, its parameters, its sentence for people, its form in an address, and parts of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analytics.errors import FilterError
from analytics.model import STATEMENT_KINDS

_LISTS: dict[str, str] = {"reviews": "review", "areas": "area", "themes": "theme", "agencies": "agency", "kinds": "kind"}
"""Field of ``Filters`` → its name in an address (repeated for each value)."""

COVERED = "select v.covers_id from agency_covers v where v.agency_id in (select unnest($agencies))"
"""SQL for the ids of the agencies that were chosen and of the bodies whose duties came to them."""
NAMED = f"select l.statement_id from statement_agency l where l.agency_id in ({COVERED})"  # noqa: S608  # constants alone
"""SQL for the ids of the statements to or about one of them."""
_ANSWERED = "statement_agency l join agency_now n on n.agency_id = l.agency_id"
"""SQL for the statements to or about an agency, with the one that answers for it now."""


@dataclass(frozen=True)
class Filters:
    """What a view is narrowed to. Empty tuples and ``None`` mean: no limit. Years are years of death.

    ``restricted`` is a right, not a choice: only the caller that has checked it sets it, and no address carries it. Every query
    takes its condition on reviews from here, so that restricted reviews are left out in one place.
    """

    reviews: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    restricted: bool = False

    @property
    def is_empty(self) -> bool:
        """True where nothing is narrowed."""
        return replace(self, restricted=False) == Filters()

    def without(self, *names: str) -> Filters:
        """The same filters with the named fields opened: a theme's own page ignores the theme filter."""
        opened: dict[str, Any] = {name: Filters.__dataclass_fields__[name].default for name in names}
        return replace(self, **opened)

    def review_where(self, review: str = "r") -> str:
        """SQL condition on the review table of that alias; goes with ``parameters``."""
        parts = [] if self.restricted else [f"not {review}.restricted"]
        if self.reviews:
            parts.append(f"{review}.review_id in (select unnest($reviews))")
        if self.areas:
            parts.append(f"{review}.csp in (select unnest($areas))")
        if self.year_from is not None:
            parts.append(f"{review}.death_year >= $year_from")
        if self.year_to is not None:
            parts.append(f"{review}.death_year <= $year_to")
        return " and ".join(parts) or "true"

    def statement_where(self, statement: str = "s", review: str = "r") -> str:
        """SQL condition on joined statement and review tables of those aliases, theme filter left out."""
        parts = [self.review_where(review)]
        if self.agencies:
            parts.append(f"{statement}.statement_id in ({NAMED})")
        if self.kinds:
            parts.append(f"{statement}.kind in (select unnest($kinds))")
        return " and ".join(part for part in parts if part != "true") or "true"

    def theme_where(self, code: str = "c") -> str:
        """SQL condition on a table of codes of that alias."""
        return f"{code}.theme_id in (select unnest($themes))" if self.themes else "true"

    def parameters(self, sql: str) -> dict[str, Any]:
        """Values for just the parameters that occur in ``sql``: DuckDB refuses surplus ones."""
        values = {name: list(getattr(self, name)) for name in _LISTS} | {"year_from": self.year_from, "year_to": self.year_to}
        return {name: value for name, value in values.items() if f"${name}" in sql}

    def sentence(self, names: Mapping[str, str] | None = None) -> str:
        """How the view reads aloud: ``'Sefton, deaths 2015 to 2024, MARAC process and attendance'``.

        ``names`` maps ids of reviews, themes and agencies to what people call them.
        """
        called = names or {}
        lists = (self.reviews, self.areas, self.agencies, self.kinds, self.themes)
        parts = [_listed([called.get(value, value.replace("_", " ")) for value in values]) for values in lists if values]
        if years := _years(self.year_from, self.year_to):
            parts.insert(bool(self.reviews) + bool(self.areas), years)
        return ", ".join(parts) if parts else "All reviews"

    def to_query(self) -> dict[str, list[str]]:
        """The address form: parameter → values, only what is set."""
        query = {key: list(getattr(self, name)) for name, key in _LISTS.items() if getattr(self, name)}
        for name in ("year_from", "year_to"):
            if getattr(self, name) is not None:
                query[name] = [str(getattr(self, name))]
        return query

    @classmethod
    def from_query(cls, query: Mapping[str, Sequence[str]]) -> Filters:
        """The filters an address names; unknown parameters are other people's and are left alone.

        Raises
        ------
        FilterError
            If a year is no year or a kind is unknown. Ids of reviews, themes and agencies are checked against the store.
        """
        lists = {name: tuple(dict.fromkeys(query.get(key, ()))) for name, key in _LISTS.items()}
        unknown = [kind for kind in lists["kinds"] if kind not in STATEMENT_KINDS]
        if unknown:
            raise FilterError(f"The link names an unknown kind of statement, '{unknown[0]}'. Clear the filters and choose again.")
        years = {name: _year(name, query.get(name, ())) for name in ("year_from", "year_to")}
        return cls(**lists, **years)  # type: ignore[arg-type]  # two homogeneous dicts, one signature


@dataclass(frozen=True)
class Part:
    """Of the statements that ``Filters`` leave those that carry another theme ``too``, that name ``no_agency``, or whose code a
    person has ``confirmed``.
    """

    too: str = ""
    no_agency: bool = False
    confirmed: bool = False

    def where(self, statement: str = "s", code: str = "c") -> str:
        """SQL condition on the tables of statements and of codes of those aliases; goes with ``parameters``."""
        parts = [f"{statement}.statement_id in (select o.statement_id from code o where o.theme_id = $too)"] if self.too else []  # noqa: S608
        if self.no_agency:
            parts.append(f"{statement}.statement_id not in (select l.statement_id from {_ANSWERED})")  # noqa: S608
        if self.confirmed:
            parts.append(f"{code}.state <> 'suggested'")
        return " and ".join(parts) or "true"

    def parameters(self) -> dict[str, str]:
        """Values for the parameters that occur in ``where``."""
        return {"too": self.too} if self.too else {}


def _year(name: str, values: Sequence[str]) -> int | None:
    if not values or not values[0]:
        return None
    text = values[0]
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise FilterError(f"The link gives '{text}' for {name}: a year has four digits. Clear the filters and choose again.")
    return int(text)


def _years(first: int | None, last: int | None) -> str:
    if first is not None and last is not None:
        return f"deaths {first}" if first == last else f"deaths {first} to {last}"
    if first is not None:
        return f"deaths from {first}"
    return f"deaths to {last}" if last is not None else ""


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
