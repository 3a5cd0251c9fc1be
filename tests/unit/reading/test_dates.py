"""Dates as British reports write them."""

from __future__ import annotations

import pytest

from analytics.model import Event
from analytics.reading.chronology import Entry, dated
from analytics.reading.dates import find_dates, first_date, iso


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31/03/2023", "2023-03-31"), ("3.4.23", "2023-04-03"), ("01-09-2022", "2022-09-01"), ("2022-07-31", "2022-07-31"),
        ("12th March 2021", "2021-03-12"), ("the 1st of May 2020", "2020-05-01"), ("March 12th, 2021", "2021-03-12"),
        ("End of Sept 2022", "2022-09"), ("April 2022 Ongoing basis", "2022-04"), ("01 July 21", "2021-07-01"), ("Oct 21", "2021-10"),
        ("Dec-20", "2020-12"), ("Feb/March 2024", "2024-03"), ("Q2 2023/24", "2023-09"), ("Q4 2023/24", "2024-03"),
        ("Autumn 2021", "2021"), ("by the end of 2022", "2022"), ("06/2022", "2022-06"),
        ("Ongoing", None), ("6 months", None), ("Immediate", None), ("", None), ("31/02/2023", None), ("31 June 2022", None),
        ("99/99/2022", None), ("2023-28", None), ("Section 47", None), ("they may 2 times", None), (None, None),
    ],
)  # fmt: skip
def test_first_date(text: str | None, expected: str | None) -> None:
    assert first_date(text) == expected


def test_a_day_without_a_year_is_found_but_not_given_one() -> None:
    (found,) = find_dates("On 11 November the first incident was reported")
    assert (found.precision, found.month, found.day, found.iso) == ("day_and_month", 11, 11, None)


@pytest.mark.parametrize("text", ["She may have been afraid.", "They march on.", "It may be that may matter."])
def test_words_that_are_also_months(text: str) -> None:
    assert find_dates(text) == []


def test_iso_knows_the_calendar() -> None:
    assert iso(2020, 2, 29) == "2020-02-29"
    assert iso(2021, 2, 29) is None
    assert iso(2021, 13) is None
    assert iso(1066) is None


def entries(*texts: str, year: int | None = None) -> list[Entry]:
    return [Entry(str(n), text, year) for n, text in enumerate(texts, 1)]


def dates_of(events: tuple[Event, ...]) -> list[tuple[str | None, bool]]:
    return [(event.date, event.date_inferred) for event in events]


def test_years_follow_from_the_sequence() -> None:
    events, warnings = dated(
        entries("In October 2018 he moved in.", "On 3 December she called.", "On 5 January she called.", "In May he left.")
    )
    assert dates_of(events) == [("2018-10", False), ("2018-12-03", True), ("2019-01-05", True), ("2019-05", True)]
    assert warnings == []


def test_no_year_is_invented_where_none_was_printed_before() -> None:
    events, _ = dated(entries("On 3 December she called.", "A form was completed at every visit."))
    assert dates_of(events) == [(None, False), (None, False)]


def test_relative_dates_count_from_the_last_day_told() -> None:
    texts = (
        "On 10 December 2019 she called. Two days later officers came.",
        "Three days later he was arrested.",
        "The following day a meeting was held.",
    )
    events, _ = dated(entries(*texts))
    assert dates_of(events) == [("2019-12-10", False), ("2019-12-15", True), ("2019-12-16", True)]


def test_a_date_mentioned_later_in_an_entry_does_not_move_the_sequence() -> None:
    events, _ = dated(
        entries("On 15 November 2018 she was referred and engaged until February 2020.", "On 9 December she called.")
    )
    assert dates_of(events)[1] == ("2018-12-09", True)


def test_a_year_printed_once_stands_for_both_ends_of_a_span() -> None:
    events, _ = dated(
        entries("Between March and June 2017 there were five calls.", "Between November and January 2019 there were none.")
    )
    assert dates_of(events) == [("2017-03", False), ("2018-11", False)]


def test_later_that_month() -> None:
    events, _ = dated(
        entries("On 14 July 2017 he called.", "Later that month he was arrested.", "The following month he was released.")
    )
    assert dates_of(events)[1:] == [("2017-07", True), ("2017-08", True)]


def test_the_year_of_a_heading_counts() -> None:
    events, _ = dated([Entry("1", "On 2 March 2017 he moved in."), Entry("2", "In June she called.", 2019)])
    assert dates_of(events)[1] == ("2019-06", True)


def test_no_year_is_inferred_past_the_death() -> None:
    events, _ = dated(entries("In September 2019 he moved in.", "In March, years before, they had met."), bound="2019-11-02")
    assert dates_of(events)[1] == ("2019-03", True)


@pytest.mark.parametrize(
    ("text", "printed", "last"),
    [
        ("Spring 2024", "2024", "2024-05"),
        ("end of summer 2023", "2023", "2023-08"),
        ("Autumn 2021", "2021", "2021-11"),
        ("Winter 2021", "2021", "2022-02"),
        ("Winter 2021/22", "2021", "2022-02"),
        ("Winter 2021-2022", "2021", "2022-02"),
        ("December 2021", "2021-12", None),
    ],
)
def test_a_season_has_a_last_month(text: str, printed: str, last: str | None) -> None:
    assert [(found.iso, found.last) for found in find_dates(text)] == [(printed, last)]
