"""One filter object: its SQL, its sentence, its address; restricted reviews left out in one place."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import FilterError
from analytics.filters import Filters
from analytics.model import STATEMENT_KINDS

WORDS = st.lists(st.text(min_size=1, max_size=8), max_size=3, unique=True).map(tuple)
YEARS = st.none() | st.integers(1990, 2100)
FILTERS = st.builds(
    Filters, reviews=WORDS, areas=WORDS, themes=WORDS, agencies=WORDS,
    kinds=st.lists(st.sampled_from(STATEMENT_KINDS), unique=True).map(tuple), year_from=YEARS, year_to=YEARS,
)  # fmt: skip


@settings(deadline=None)
@given(FILTERS)
def test_an_address_brings_the_filters_back(filters: Filters) -> None:
    assert Filters.from_query(filters.to_query()) == filters


@settings(deadline=None)
@given(FILTERS)
def test_the_condition_is_sql_and_has_just_its_parameters(filters: Filters) -> None:
    sql = f"""with statement_agency as (select '' as statement_id, '' as agency_id),
            agency_covers as (select '' as agency_id, '' as covers_id)
        select count(*) from (select '' as review_id, '' as csp, 2000 as death_year, false as restricted) r,
        (select '' as statement_id, '' as kind) s, (select '' as theme_id) c
        where {filters.statement_where()} and {filters.theme_where()}"""  # noqa: S608
    with duckdb.connect() as connection:
        found = connection.execute(sql, filters.parameters(sql)).fetchone()
    assert found in [(0,), (1,)]


@pytest.mark.parametrize(("restricted", "seen"), [(False, [(False,)]), (True, [(False,), (True,)])])
def test_restricted_reviews_are_left_out_unless_someone_with_the_right_asks(restricted: bool, seen: list[tuple[bool]]) -> None:
    sql = f"""select restricted from (values (true), (false)) r(restricted)
        where {Filters(restricted=restricted).review_where()} order by 1"""  # noqa: S608
    with duckdb.connect() as connection:
        assert connection.execute(sql).fetchall() == seen


def test_no_address_gives_or_carries_the_right() -> None:
    assert Filters.from_query({"restricted": ["true", "1"]}) == Filters()
    assert Filters(restricted=True).to_query() == {}
    assert Filters(restricted=True).is_empty


def test_opening_some_filters() -> None:
    filters = Filters(("r",), ("a",), ("t",), year_from=2001, restricted=True)
    assert filters.without("themes", "year_from") == Filters(("r",), ("a",), restricted=True)


@pytest.mark.parametrize(
    ("filters", "sentence"),
    [
        (Filters(), "All reviews"),
        (Filters(areas=("Sefton",), year_from=2015, year_to=2024, themes=("m",)), "Sefton, deaths 2015 to 2024, MARAC"),
        (Filters(year_from=2020, year_to=2020), "deaths 2020"),
        (Filters(year_to=2020), "deaths to 2020"),
        (Filters(year_from=2020, kinds=("key_issue",)), "deaths from 2020, key issue"),
        (Filters(areas=("A", "B", "C")), "A, B or C"),
    ],
)
def test_a_view_reads_aloud(filters: Filters, sentence: str) -> None:
    assert filters.sentence({"m": "MARAC"}) == sentence


@pytest.mark.parametrize("query", [{"kind": ["poem"]}, {"year_from": ["20x0"]}, {"year_to": ["٢٠٢٠"]}, {"year_from": ["20200"]}])
def test_what_no_link_should_say_is_refused(query: dict[str, list[str]]) -> None:
    with pytest.raises(FilterError, match="Clear the filters"):
        Filters.from_query(query)


def test_other_peoples_parameters_are_left_alone() -> None:
    assert Filters.from_query({"utm": ["x"], "year_from": [""], "review": ["a", "a"]}) == Filters(reviews=("a",))
