"""When: the death, the period under review and the date of the report, as the document says them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from analytics.reading.dates import find_dates
from analytics.reading.outline import Part

_DIED = re.compile(
    r"\b(?:died|deaths?|killed|murdered|date of death|found dead|fatally|own life|suicide|passed away|dead)\b", re.I
)
_DIED_THEN = re.compile(
    r"\b(?:died|(?:was|were) (?:fatally|killed|murdered|stabbed to death|found dead)|took (?:her|his|their) own li)", re.I
)
_DIED_HERE = re.compile(
    r"\b(?:pronounced dead|died|(?:was|were) (?:killed|murdered|fatally)|murders?|kills?|death is confirmed)\b", re.I
)
_REPORTED = re.compile(
    r"\b(?:published|publication|report (?:was |is )?(?:completed|finalised|finalized|published|dated)|"
    r"date of (?:this )?report|report date|(?:last )?updated(?: on)?|final report(?=[\s,:–-]+[A-Z\d])|date)\b[\s:,–-]*"
    r"(?:(?:in|on|by|of)\s+)?",
    re.I,
)
_PERIOD = re.compile(
    r"\b(?:period|time ?frames?|timescales?|covers?|covered|scope|consider\w*|examin\w*|look(?:s|ed)? at|"
    r"time under review|dates? of review)\b",
    re.I,
)
_ON_PERIOD = re.compile(r"\breview|period|scope|time ?frame|\binvolvement\b|\bcontact\b|\bpanel\b.*\bevents?\b", re.I)
_PERIOD_PLAIN = re.compile(
    r"\b(?:(?:consider|cover|examin|review|look)\w*(?: at)? the period (?:from|between)|"
    r"period (?:under|of|covered|considered|for)|(?:review|scoping|"
    r"relevant) period|time ?frames?|timescales?|timelines?|time under review|"
    r"scope of (?:the |this )?review|(?:agencies|organisations|services)\b[^.]{0,60}\b(?:between|from))\b",
    re.I,
)


_DATED_LINE = re.compile(
    r"(?:.{0,60}\b(?:briefing|report|review|summary|plan|note|bulletin)\b[\s:,–-]*)?"
    r"(?P<date>(?:\d{1,2} )?[A-Z][a-z]{2,8} 20\d\d)",
    re.I,
)


def texts_of(parts: Sequence[Part], most: int | None = None) -> Iterator[str]:
    """The texts of a document, tables left out; the first ``most`` of them."""
    return islice((part.block.text for part in parts if part.block.text), most)


def date_of_death(parts: Sequence[Part], front: Sequence[str]) -> str | None:
    """The first date near a word for dying: on the title page, then in the text; where that is a month, the day that the text
    gives in the same month.
    """
    texts = [*front, *texts_of(parts, 80)]
    found = list(dict.fromkeys(_deaths(texts))) or list(islice(_deaths_after_date(texts), 1))
    if not found or len(found[0]) > 7:
        return found[0] if found else None
    told = [*found, *_deaths_after_date(texts)]
    days = [day for day in told if day.startswith(found[0]) and len(day) > 7] or _days_in_tables(parts, found[0])
    return days[0] if len(set(days)) == 1 else found[0]


def _days_in_tables(parts: Sequence[Part], month: str) -> list[str]:
    """The days of a month on which a table of events tells of the death."""
    rows = [" ".join(row) for part in parts if part.topic == "chronology" for row in part.block.rows]
    dates = [find_dates(row)[:1] for row in rows if _DIED_HERE.search(row)]
    return [date[0].iso for date in dates if date and date[0].iso and date[0].iso.startswith(month) and len(date[0].iso) > 7]


def _deaths(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        for word in _DIED.finditer(text):
            dates = [
                found
                for found in find_dates(text[word.end() : word.end() + 70])
                if found.start < 45 and found.precision in ("day", "month")
            ]
            if dates and dates[0].iso and not re.search(r"[.;]\s", text[word.end() : word.end() + dates[0].start]):
                spread = re.search(r"\bbetween\b", text[word.end() : word.end() + dates[0].start])
                yield dates[0].iso[:7] if spread else dates[0].iso


def _deaths_after_date(texts: Sequence[str]) -> Iterator[str]:
    """Dates before a word for dying, in the same clause: 'On 2nd August 2017 she was killed by her husband.'"""
    for text in texts:
        for word in _DIED_THEN.finditer(text):
            before = text[max(0, word.start() - 60) : word.start()]
            dates = [found for found in find_dates(before) if found.iso and found.precision in ("day", "month")]
            if dates and dates[-1].iso and not re.search(r"[.;]\s|\bafter\b|\bsince\b", before[dates[-1].end :]):
                yield dates[-1].iso


def date_of_report(parts: Sequence[Part], front: Sequence[str], death: str | None) -> str | None:
    """The date after 'Date of report' or 'published', else the last date of the title page that isn't that of the death."""
    opening = [*front, *texts_of(parts, 6)]
    for text in [*front, *texts_of(parts, 60)]:
        for word in _REPORTED.finditer(text):
            dates = find_dates(text[word.end() : word.end() + 30])
            bare = word[0].casefold().startswith(("date", "updated", "last updated")) and text not in opening
            if dates and dates[0].start == 0 and dates[0].precision in ("day", "month") and not bare:
                return dates[0].iso
    short = list(_before_tables(parts))
    lines = [*front, *short]
    for of_page in ([line for line in lines if not line.endswith((".", ";"))], lines):  # a sentence tells of something else
        dated = [found.iso for line in of_page for found in find_dates(line) if found.precision in ("day", "month")]
        later = [value for value in dated if value and not (death and value.startswith(death[:7]))]
        if later:
            return later[-1]
    return _alone(parts, death)


def _alone(parts: Sequence[Part], death: str | None) -> str | None:
    """The one date that stands on lines of its own, or behind the document's kind: 'Seven minute briefing November 2024'."""
    found = {
        date.iso
        for part in parts
        if part.topic != "chronology" and (match := _DATED_LINE.fullmatch(part.block.text))
        for date in find_dates(match["date"])
    } - {None}
    return next((date for date in found if date and not (death and date <= death)), None) if len(found) == 1 else None


def _before_tables(parts: Sequence[Part]) -> Iterator[str]:
    """The lines above the first table of a document that is little more than that table: an action plan by itself."""
    first = next((place for place, part in enumerate(parts[:8]) if part.block.kind == "table"), 0)
    yield from (part.block.text for part in parts[:first] if not part.block.number and len(part.block.text) <= 100)


def period_reviewed(parts: Sequence[Part], death: str | None) -> tuple[str | None, str | None]:
    """The period under review: two dates in a sentence that speaks of a period.

    The first of a month beside a mere month ('1 September 2018 until September 2020') stands for its month. 'To the date of her
    death' ends the period at the death.
    """
    chosen = [p.block.text for p in parts if p.topic in ("period", "terms", "process")] + list(texts_of(parts))
    for plain in (True, False):
        for text in chosen:
            span = _span(text, death, plain)
            if span:
                return span
    return None, None


def _span(text: str, death: str | None, plain: bool) -> tuple[str, str] | None:
    """The two dates of a text on the period; ``plain``: it calls it one, or says what agencies were asked to look at."""
    matches = (_PERIOD_PLAIN if plain else _PERIOD).finditer(text) if _ON_PERIOD.search(text) else iter(())
    spans = (_span_at(text, match, death, plain) for match in matches)
    return next((span for span in spans if span), None)


def _span_at(text: str, match: re.Match[str], death: str | None, plain: bool) -> tuple[str, str] | None:
    """The two dates after a word for the period, in the sentence that has it."""
    if re.search(r"\bmet\b|\bmeetings?\b", text[: match.start()].split(". ")[-1]):
        return None
    said = text[match.start() : match.start() + 260]
    found = [date for date in find_dates(said) if date.iso]
    dates = [date.iso for date in found if date.iso]
    if len(dates) == 1 and death and re.search(r"\b(?:to|until)\b[^.]{0,40}\bdeath\b", said[found[0].end :]):
        dates.append(death)
    elif (
        len(dates) >= 2
        and plain
        and not re.search(r"\b(?:to|until|and|till|through)\b|[–-]", said[found[0].end : found[1].start])
    ):
        return None
    if len(dates) < 2 or dates[0] >= dates[1]:
        return None
    return (dates[0][:7] if len(dates[1]) == 7 and dates[0].endswith("-01") else dates[0]), dates[1]
