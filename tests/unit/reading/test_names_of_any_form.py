"""Surnames with small words or parts, and names that stand beside what their bearer did; all invented."""

from __future__ import annotations

import pytest

from analytics.model import Block
from analytics.reading.name_finding import find_names
from analytics.reading.names import Names


def names(text: str, *pseudonyms: str, lead: bool = False) -> Names:
    return find_names([Block("paragraph", text)], [], [text] if lead else [], pseudonyms, [])


@pytest.mark.parametrize(
    ("printed", "role"),
    [
        ("T/DCI Rhodri Maes-y-Bont, Public Protection", "T/DCI, Public Protection"),
        ("Dr Maria de Souza, GP Lead", "GP Lead"),
        ("Piet van der Berg, Housing Manager", "Housing Manager"),
        ("Owain ap Rhys, Head of Care", "Head of Care"),
        ("Mair ferch Owain, Safeguarding Nurse", "Safeguarding Nurse"),
        ("Ann O’Neill-Jones, Head of Care", "Head of Care"),
        ("Ch. Insp. Jo Madeup, Exampleshire Police", "Ch. Insp., Exampleshire Police"),
    ],
)
def test_the_whole_surname_is_masked(printed: str, role: str) -> None:
    assert names(printed, lead=True).lead(printed) == role


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        (
            "The author for the Trust, Jo Madeup, left before it was done.",
            "The author for the Trust, [name], left before it was done.",
        ),
        ("Jo Madeup, the author for the Trust, left.", "[name], the author for the Trust, left."),
        ("The safety officer of the council, Jo Madeup, was ill.", "The safety officer of the council, [name], was ill."),
    ],
)
def test_a_name_in_apposition_is_masked(printed: str, shown: str) -> None:
    assert names(printed).mask(printed) == shown


def test_a_pseudonym_in_apposition_stays() -> None:
    text = "The manager of the shop, Adela Pretend, died in May."
    assert names(text, "Adela Pretend").mask(text) == text


def test_a_body_in_apposition_stays() -> None:
    text = "The lead for this, Exampleton Council, was asked."
    assert names(text).mask(text) == text
