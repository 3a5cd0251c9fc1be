"""Dates as British reports write them → ISO text of the precision that is printed: year, month or day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Precision = Literal["day", "month", "year", "month_only", "day_and_month", "relative"]

MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_SHORT_YEAR = r"(?P<short>['’]?\d\d)(?![\d:.%/]|\s*(?:st|nd|rd|th)\b)"
_DAY = r"\b(?P<day>\d{1,2})\s?(?:st|nd|rd|th)?(?:\s+of)?"
_FIRST_DAY = r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\s?(?:–|-|and|to|&)\s?\d{1,2}(?:st|nd|rd|th)?"
"""'2–3 April': the first of several days."""
_BEFORE_MONTH = re.compile(r"\b(?:in|during|by|of|until|since|from|and|between|early|mid|late)[\s-]+$", re.I)
_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "winter": 2}
_NUMBER_WORDS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}

_PATTERNS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\b(?P<year>(?:19|20)\d\d)-(?P<number>0[1-9]|1[0-2])-(?P<day>\d\d)\b",
        r"\b(?P<day>\d{1,2})[/.-](?P<number>\d{1,2})[/.-](?P<year>(?:19|20)\d\d|\d\d)\b",
        rf"\b(?P<day>\d{{1,2}})[/.–-]{_MONTH}[/.–-](?P<year>(?:19|20)\d\d|\d\d)\b",
        r"\b(?P<number>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)\b",
        r"\bQ(?:uarter)?\s?(?P<quarter>[1-4])[\s,(]*(?:of\s+)?(?:FY\s*)?(?P<fiscal>20\d\d)\s?[/–-]\s?(?:20)?\d\d\b",
        rf"{_FIRST_DAY}\s+{_MONTH},?\s+{_YEAR}",
        rf"{_FIRST_DAY}\s+{_MONTH}",
        rf"{_DAY}\s+{_MONTH},?\s+{_YEAR}",
        rf"{_DAY}\s+{_MONTH},?\s+{_SHORT_YEAR}",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,\s+{_YEAR}",
        rf"\b{_MONTH},?\s*(?:of\s+)?{_YEAR}",
        rf"\b{_MONTH}[\s-]*{_SHORT_YEAR}",
        rf"\b{_MONTH}[/–-]{_MONTH.replace('month', 'month2')}\s+{_YEAR}",
        rf"{_DAY}\s+{_MONTH}",
        rf"\b(?P<season>spring|summer|autumn|winter)\s+(?:of\s+)?{_YEAR}(?:\s?[/–-]\s?(?:20)?\d\d\b)?",
        rf"\b{_MONTH}",
        _YEAR.replace("(?P<year>", r"\b(?<![/–-])(?P<year>", 1) + r"(?!\s?[/–-]\s?\d)",
    )
)
_RELATIVE = re.compile(
    r"\b(?:(?P<same>(?:later\s+(?:that|the\s+same)|(?:on\s+)?(?:that|the)\s+same)\s+(?:day|evening|night|afternoon))"
    r"|(?P<month>(?:later\s+(?:that|the\s+same)|(?:that|the)\s+same|(?P<after>(?:the\s+)?(?:following|next)))\s+month)"
    r"|(?P<next>(?:the\s+)?(?:following|next)\s+(?:day|morning))"
    r"|(?P<count>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a|"
    r"\d{1,2})\s+(?P<unit>days?|weeks?|months?)\s+(?:later|after))\b",
    re.I,
)


@dataclass(frozen=True)
class Found:
    """A date in a text. ``iso`` is ``None`` while its year isn't known; ``month`` and ``day`` are what is printed.

    ``last`` is the last month of a season, by which something that is due 'in Autumn 2021' is due.
    """

    start: int
    end: int
    precision: Precision
    iso: str | None = None
    month: int | None = None
    day: int | None = None
    days_later: int | None = None
    months_later: int | None = None
    last: str | None = None


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """ISO text, or ``None`` if the calendar has no such day.

    >>> iso(2022, 2, 30), iso(2022, 7), iso(2022, 7, 31)
    (None, '2022-07', '2022-07-31')
    """
    if not 1900 <= year <= 2100 or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return f"{year:04d}"
    if day is None:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= calendar.monthrange(year, month)[1] else None


def find_dates(text: str, relative: bool = False) -> list[Found]:
    """Every date in ``text``, in order, none overlapping another; ``relative``: 'Three days later' too."""
    taken: list[Found] = []
    covered = bytearray(len(text))
    for pattern in (_RELATIVE, *_PATTERNS) if relative else _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(covered[start:end]):
                continue
            found = _relative(match) if pattern is _RELATIVE else _absolute(match)
            if found is not None and _is_verb(match, found):
                continue
            covered[start:end] = b"\1" * (end - start)  # '31/02/2023' is no date, and its year is none either
            if found is not None:
                taken.append(found)
    return sorted(taken, key=lambda found: found.start)


def first_date(text: str | None) -> str | None:
    """The first date with a year in ``text``, as ISO text.

    >>> first_date("31/03/2023"), first_date("End of Sept 2022"), first_date("Q2 2023/24"), first_date("Autumn 2021")
    ('2023-03-31', '2022-09', '2023-09', '2021')
    >>> first_date("Ongoing"), first_date("6 months"), first_date("01 July 21")
    (None, None, '2021-07-01')
    """
    return next((found.iso for found in find_dates(text or "") if found.iso), None)


def _is_verb(match: re.Match[str], found: Found) -> bool:
    """'may', 'march' and 'sat' in the middle of a sentence are words, not dates."""
    word = match[0].rstrip(".")
    if found.precision != "month_only" or word.casefold() not in ("may", "march", "mar", "dec", "jan"):
        return False
    if word[0].islower():
        return True
    return word.casefold() == "may" and not _BEFORE_MONTH.search(match.string[max(0, match.start() - 12) : match.start()])


def _absolute(match: re.Match[str]) -> Found | None:
    part = match.groupdict()
    start, end = match.span()
    if part.get("quarter"):
        quarter = int(part["quarter"])
        year = int(part["fiscal"]) + (quarter == 4)
        return Found(start, end, "month", iso(year, (3, 6, 9, 12)[quarter % 4]))
    if part.get("season"):
        return Found(start, end, "year", iso(int(part["year"])), last=_last_of_season(part["season"], int(part["year"])))
    month = (
        MONTHS[part["month"].casefold().rstrip(".")] if part.get("month") else int(part["number"]) if part.get("number") else None
    )
    day = int(part["day"]) if part.get("day") else None
    if part.get("month2"):
        month = MONTHS[part["month2"].casefold().rstrip(".")]
    year_text = part.get("year") or part.get("short")
    if year_text is None:
        valid = month is not None and (day is None or iso(2020, month, day) is not None)
        return Found(start, end, "day_and_month" if day else "month_only", None, month, day) if valid else None
    value = iso(_full_year(year_text), month, day)
    precision: Precision = "day" if day else "month" if month else "year"
    return Found(start, end, precision, value, month, day) if value else None


def _last_of_season(season: str, year: int) -> str | None:
    """The last month of a season; winter ends in the February after the year that is printed first.

    >>> _last_of_season("Autumn", 2021), _last_of_season("winter", 2021)
    ('2021-11', '2022-02')
    """
    month = _SEASONS[season.casefold()]
    return iso(year + (month < _SEASONS["spring"]), month)


def _full_year(text: str) -> int:
    digits = text.lstrip("'’")
    return int(digits) if len(digits) == 4 else 2000 + int(digits) if int(digits) < 70 else 1900 + int(digits)


def _relative(match: re.Match[str]) -> Found:
    start, end = match.span()
    if match["same"]:
        return Found(start, end, "relative", days_later=0)
    if match["month"]:
        return Found(start, end, "relative", months_later=1 if match["after"] else 0)
    if match["next"]:
        return Found(start, end, "relative", days_later=1)
    word = match["count"].casefold()
    count = 1 if word == "a" else _NUMBER_WORDS.get(word) or int(word)
    if match["unit"].casefold().startswith("month"):
        return Found(start, end, "relative", months_later=count)
    return Found(start, end, "relative", days_later=count * (7 if match["unit"].casefold().startswith("week") else 1))


def later(base: str, found: Found) -> str | None:
    """The date that lies as far after ``base`` as a relative expression says, at the precision both allow.

    >>> later("2019-12-12", Found(0, 16, "relative", days_later=3))
    '2019-12-15'
    """
    if found.months_later is not None and len(base) >= 7:
        month = int(base[5:7]) - 1 + found.months_later
        return iso(int(base[:4]) + month // 12, month % 12 + 1)
    if found.days_later is not None and len(base) == 10:
        return (date.fromisoformat(base) + timedelta(days=found.days_later)).isoformat()
    return base if found.days_later == 0 else None
