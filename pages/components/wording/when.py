"""How two deaths stand to each other in time, and to what had been promised after the first of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.components.wording.lists import TIMING
from pages.components.wording.saying import month
from pages.components.wording.text import given

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
Row = Mapping[str, Any]


def death(year: object) -> str:
    """'death 2012', or that its year isn't known."""
    return f"death {int(str(year))}" if given(year) else "year of death not known"


def review_called(review: Row) -> str:
    """'Bolton, death 2012, published April 2023', 'Sefton DHR9 (Denise), death 2020': a name with what tells it apart."""
    if review["source"] == "digest" and given(review["published"]):
        return f"{review['csp']}, {death(review['death_year'])}, published {month(review['published'])}"
    if given(review["death_year"]) and str(review["death_year"]) in str(review["title"]):
        return str(review["title"])
    return f"{review['title']}, {death(review['death_year'])}"


def death_apart(year: object, other: object) -> str:
    """'death 2012, eight years earlier': the first year as seen from the other.

    >>> death_apart(2012, 2020), death_apart(2021, 2020), death_apart(2020, 2020), death_apart(None, 2020)
    ('death 2012, eight years earlier', 'death 2021, one year later', 'death 2020, the same year', 'year of death not known')
    """
    if not (given(year) and given(other)):
        return death(year)
    years = int(str(year)) - int(str(other))
    if not years:
        return f"{death(year)}, the same year"
    many = _NUMBERS[abs(years)] if abs(years) < len(_NUMBERS) else str(abs(years))
    return f"{death(year)}, {many} year{'' if abs(years) == 1 else 's'} {'later' if years > 0 else 'earlier'}"


def timed(match: Row, this: Row, other: Row) -> str:
    """Where the later death stands against the earlier review's action, or which piece is missing to say so.

    Parameters
    ----------
    match : mapping
        A row of ``queries.recurrence_matches``.
    this, other : mapping
        The review asked about and that of the match: ``title, death_year, actions`` (how many are held).
    """
    if match["timing"] == "unknown":
        return f"Timing not known: {_missing(match, this, other)}."
    later = f"the later death ({month(match['later_death'])}) came {TIMING[match['timing']]}"
    return f"Timing: {later} ({_dates(match) or 'no dates'})."


def _dates(match: Row) -> str:
    dates = [f"target {month(match['target'])}"] if given(match["target"]) else []
    dates += [f"reported complete {month(match['completed'])}"] if given(match["completed"]) else []
    return ", ".join(dates)


def _missing(match: Row, this: Row, other: Row) -> str:
    undated = [row["title"] for row in (this, other) if not given(row["death_year"])]
    if undated:
        return f"no year of death is held for {' and '.join(undated)}"
    if not given(match["earlier"]):
        return f"both deaths were in {int(other['death_year'])}, and the dates don’t say which came first"
    earlier = this if match["earlier"] == "this" else other
    if not earlier["actions"]:
        return f"no action plan is loaded for {earlier['title']}, whose death came first"
    if dates := _dates(match):
        return f"the plan of {earlier['title']} ({dates}) doesn’t settle whether it was done before the later death"
    return f"the action plan of {earlier['title']}, whose death came first, has no date for this"
