"""Agencies: every spelling leads to its body, none to two, an unknown name to none."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.agencies import Agencies, key_of, load_agencies
from analytics.errors import DataFileError
from analytics.settings import DATA_FOLDER

SHIPPED = load_agencies(DATA_FOLDER / "agencies.yaml")

PRINTED_IN_DENISE = {
    "Community Rehabilitation Company (CRC)": "crc", "HMP Liverpool": "hmp-liverpool",
    "Liverpool University Hospital NHS Foundation Trust (Aintree)": "luhft", "Merseycare": "merseycare",
    "Mersey Care": "merseycare",
    "Merseyside Police": "police-merseyside", "North West Ambulance Service (NWAS)": "nwas", "One Vision Housing": "ovh",
    "NHS South Sefton Clinical Commissioning Group (CCG)-on behalf of GP services": "ccg-south-sefton",
    "Sefton Children's Social Care": "csc", "Sefton Adult Social Care": "asc", "Sefton IDVA service": "idva",
    "Sefton MARAC": "marac", "Sefton Women & Children's Aid (SWACA)": "swaca", "Sefton Women’s & Children’s Aid": "swaca",
    "Liverpool University NHS Foundation Trust (Aintree Hospital)": "luhft", "LUHFT": "luhft", "LUFHT": "luhft", "LHFT": "luhft",
    "LUFT": "luhft", "Aintree": "luhft", "Merseyside Community Rehabilitation Company": "crc", "MCRC": "crc", "CRC": "crc",
    "NPS": "nps", "CCG": "ccg", "ASC": "asc", "CSC": "csc", "General Practice": "gp", "IDVA": "idva", "MARAC": "marac",
    "Children's Social care": "csc", "DHR Panel Recommendations": "panel", "Probation Service": "probation", "HMIP": "hmip",
}  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), PRINTED_IN_DENISE.items())
def test_every_spelling_of_the_denise_report(printed: str, expected: str) -> None:
    found = SHIPPED.find(printed)
    assert found is not None
    assert found.id == expected


def test_every_body_that_a_digest_addresses() -> None:
    files = (DATA_FOLDER / "digests").glob("*.yaml")
    addressed = {s["addressed_to"] for path in files for s in yaml.safe_load(path.read_text(encoding="utf-8"))["statements"]}
    names = {name.strip() for printed in addressed if printed for name in printed.split(";")}
    assert len(names) == 14
    assert [name for name in sorted(names) if SHIPPED.find(name) is None] == []


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Kirklees Adult Social Care", "asc"), ("Stoke-on-Trent Children’s Services", "csc"),
        ("Brighton & Hove City Council", "council"),
        ("Bath and North East Somerset Clinical Commissioning Group", "ccg"), ("Leeds Teaching Hospitals NHS Trust", "nhs-trust"),
        ("Oakfield Surgery", "gp"), ("Devon & Cornwall Police", "police-devon-cornwall"), ("THE HOME OFFICE", "home-office"),
        ("review of training for Adult Social Care", None), ("Someone Else Ltd", None), ("", None), (None, None), ("()", None),
    ],
)  # fmt: skip
def test_kinds_of_service_after_a_place_and_names_nobody_knows(printed: str | None, expected: str | None) -> None:
    found = SHIPPED.find(printed)
    assert (found.id if found else None) == expected


def test_successors_are_on_the_list() -> None:
    ids = {agency.id for agency in SHIPPED.entries}
    assert {agency.successor for agency in SHIPPED.entries} - {""} <= ids
    assert [SHIPPED.find(name).successor for name in ("CRC", "NPS", "CCG")] == ["probation", "probation", "icb"]  # type: ignore[union-attr]


def test_police_forces_are_all_there() -> None:
    """43 territorial forces of England and Wales, the British Transport Police, 'Police' alone and the commissioners."""
    assert len([agency for agency in SHIPPED.entries if agency.sector == "Police"]) == 43 + 3


@settings(deadline=None)
@given(st.text())
def test_any_name_can_be_looked_up(name: str) -> None:
    found = SHIPPED.find(name)
    assert found is None or found in SHIPPED.entries


@settings(deadline=None)
@given(
    st.sampled_from([name for a in SHIPPED.entries for name in (a.name, *a.aliases)]),
    st.sampled_from([str.upper, str.lower, str.title]),
)
def test_case_and_spaces_do_not_matter(name: str, change: object) -> None:
    assert SHIPPED.find(f"  {change(name)} ") == SHIPPED.find(name)  # type: ignore[operator]


def test_a_key_is_what_identifies_a_name() -> None:
    assert key_of("The Children’s Social  Care") == key_of("Childrens Social-care") == "childrenssocialcare"
    assert key_of("Women & Children") == key_of("women and children")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("agencies: [", "can't be read as YAML"),
        ("agencies: [{id: a, name: A}]", "lacks 'sector'"),
        ("agencies: [{id: a, name: A, sector: x}, {id: b, name: B, sector: x, aliases: [A]}]", "stands for both a and b"),
        ("agencies: [nonsense]", "lacks 'id'"),
    ],
)
def test_a_wrong_list_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "agencies.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=said):
        load_agencies(tmp_path / "agencies.yaml")


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"agencies\.yaml"):
        load_agencies(tmp_path / "agencies.yaml")
    assert Agencies(()).find("Police") is None
