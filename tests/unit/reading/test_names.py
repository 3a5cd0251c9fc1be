"""Professionals' names are found by where they stand, and masked wherever they occur. All names here are made up."""

from __future__ import annotations

import time

import pytest

from analytics.model import Block
from analytics.reading.name_finding import find_names
from analytics.reading.names import Names

PANEL = Block(
    "table",
    rows=(
        ("Name", "Job Title", "Organisation"),
        ("Thistle", "Service Manager", "Borough Council"),
        ("Quillfeather", "", "Children's Social Care"),
        ("Dr Marnie", "Named GP", "Clinical Commissioning Group"),
        ("Ostrander", "", ""),
        ("Petra Vole-", "Designated Adult", "Clinical Commissioning Group"),
        ("Marsh", "Safeguarding Manager", ""),
        ("Una Ward", "Matron", "Hospital Trust"),
    ),
)
FAMILY = Block("table", rows=(("Name", "Relationship", "Age"), ("Rosie", "Victim", "40"), ("Oberon", "Offender", "44")))
TEXT = Block("paragraph", "Staff on the ward were told.")


def names(*leads: str, chair: tuple[str, ...] = (), pseudonyms: tuple[str, ...] = ("Rosie", "Oberon")) -> Names:
    return find_names([PANEL, FAMILY, TEXT], chair, leads, pseudonyms, ["Marsh Green Hospital"])


def test_names_of_the_panel_are_put_together_over_lines() -> None:
    assert names().people[:4] == (("Thistle", "Quillfeather"), ("Marnie", "Ostrander"), ("Petra", "Vole-Marsh"), ("Una", "Ward"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thistle Quillfeather chaired.", "[name] chaired."),
        ("Quillfeather, Thistle", "[name]"),
        ("Mrs Quillfeather and Dr Ostrander met.", "[name] and [name] met."),
        ("T. Quillfeather wrote to DI Ostrander.", "[name] wrote to DI [name]."),
        ("Petra Vole- Marsh agreed; PETRA VOLE-MARSH too.", "[name] agreed; PETRA [name] too."),
        ("Minutes from Ward 4 and the ward round", "Minutes from Ward 4 and the ward round"),
        ("Una Ward attended.", "[name] attended."),
        ("Rosie told Oberon. Marsh Green Hospital", "Rosie told Oberon. Marsh Green Hospital"),
    ],
)
def test_mask(text: str, expected: str) -> None:
    assert names().mask(text) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Ann Marie Osgood, Safeguarding Matron", "Safeguarding Matron"),
        ("Thistle Quillfeather ASC in conjunction with the Trust", "ASC in conjunction with the Trust"),
        ("Principal Social Worker (Fiona Madeup)", "Principal Social Worker"),
        ("Named GP for Safeguarding Adults", "Named GP for Safeguarding Adults"),
        ("Locality Team Manager/Service Manager", "Locality Team Manager/Service Manager"),
        ("DCI Hobblewick", "DCI"),
        ("Change Grow Live", "Change Grow Live"),
        ("Fiona Madeup", None),
        ("Head of Safeguarding – Thandiwe Okonkwoh", "Head of Safeguarding"),
        ("J. Wobblethorpe, Business Manager", "Business Manager"),
        ("Business Manager, Adult Services", "Business Manager, Adult Services"),
        ("Chair of the Board", "Chair of the Board"),
    ],
)
def test_leads_keep_role_and_body(cell: str, expected: str | None) -> None:
    assert names(cell).lead(cell) == expected


def test_chair_and_author_of_the_title_page() -> None:
    found = names(chair=("Chair Carola Wrenfield-Smythe Author Dora Pennywhistle",))
    masked = found.mask(
        "The Chair, Carola Wrenfield-Smythe was supported by Dora Pennywhistle. The report author told Wrenfield-Smythe."
    )
    assert masked == "The Chair, [name] was supported by [name]. The report author told [name]."


def test_a_table_of_the_family_names_no_professional() -> None:
    assert find_names([FAMILY], [], [], [], []).people == ()


@pytest.mark.parametrize(
    "lead",
    [
        "Chief Nurse, Royal Vale Hospitals NHS Trust",
        "Safeguarding Lead, Vale Schools",
        "Dyffryn Aled Community Safety Partnership",
    ],
)
def test_bodies_whose_names_are_two_unknown_words_stay(lead: str) -> None:
    assert names(lead).lead(lead) == lead


def test_a_name_above_the_post_without_a_sign_between_them() -> None:
    lead = "Oonagh Pretend Partnership Manager Vale Borough Council"
    assert names(lead).lead(lead) == "Partnership Manager Vale Borough Council"


def test_masking_looks_only_for_names_whose_surname_a_text_holds() -> None:
    letters = "abcdefghijklmnopq"
    surnames = [f"Sur{a}{b}{c}" for a in letters for b in letters for c in letters]
    many = Names(tuple(("Given", surname) for surname in surnames), frozenset())
    started = time.process_time()
    masked = [many.mask(f"Officers met Given {surname} and Dr {surname} there.") for surname in surnames[:500]]
    assert masked == ["Officers met [name] and [name] there."] * 500
    assert time.process_time() - started < 3, "a pattern for each name tried on each text takes minutes"
