"""Who contributed to a review, in the many forms in which reports say it; answers worked out by hand."""

from __future__ import annotations

import pytest

from analytics.model import Block
from analytics.reading.cells import Lexicon
from analytics.reading.contributors import contributors
from analytics.reading.outline import outline
from analytics.reading.spread import with_rows
from analytics.reading.tidy import tidy

POLICE, TRUST, COUNCIL, AID = (
    "Exampleshire Police",
    "Northvale NHS Foundation Trust",
    "Northvale Council Adult Social Care",
    "Haven Women’s Aid",
)
Said = tuple[str, bool | None, bool | None, bool | None]
STATED: set[Said] = {
    (POLICE, True, True, None),
    (TRUST, True, None, None),
    (COUNCIL, None, True, None),
    (AID, None, None, True),
}
"""What each agency gave is said beside its name; that it gave nothing else is not."""
GROUPED: set[Said] = {(POLICE, True, None, None), (TRUST, True, None, None), (COUNCIL, True, None, None), (AID, None, None, True)}
"""A sentence or heading says one thing of several agencies, and nothing of what else they gave."""
NAMED: set[Said] = {(name, None, None, None) for name in (POLICE, TRUST, COUNCIL)}


def heading(text: str = "Contributors to the review", level: int = 1) -> Block:
    return Block("heading", text, 1, level=level)


def say(text: str) -> Block:
    return Block("paragraph", text, 1)


def items(*texts: str) -> list[Block]:
    return [Block("list_item", text, 1) for text in texts]


def table(*rows: tuple[str, ...]) -> Block:
    return Block("table", page=1, rows=rows)


def read(blocks: list[Block]) -> set[Said]:
    whole = with_rows(tidy(blocks))
    return {(c.name, c.imr, c.chronology, c.report) for c in contributors(outline(whole), Lexicon.of(whole))}


LISTS: dict[str, list[Block]] = {
    "a dash": items(f"{POLICE} – IMR and chronology", f"{TRUST} – IMR", f"{COUNCIL} – chronology", f"{AID} – short report"),
    "brackets": items(f"{POLICE} (IMR and chronology)", f"{TRUST} (IMR)", f"{COUNCIL} (chronology)", f"{AID} (report)"),
    "a colon": items(f"{POLICE}: IMR and chronology", f"{TRUST}: IMR", f"{COUNCIL}: chronology only", f"{AID}: summary report"),
    "a comma": items(f"{POLICE}, IMR and chronology", f"{TRUST}, IMR", f"{COUNCIL}, chronology", f"{AID}, report"),
    "lines without bullets": [
        say("The following agencies contributed to the review."),
        *(say(t) for t in (f"{POLICE} – IMR and chronology", f"{TRUST} – IMR", f"{COUNCIL} – chronology", f"{AID} – report")),
    ],
    "a table without headings": [table((POLICE, "IMR and chronology"), (TRUST, "IMR"), (COUNCIL, "chronology"), (AID, "report"))],
    "a table with dates beside": [
        table((POLICE, "IMR and chronology", "12 March 2020"), (TRUST, "IMR", "1 April 2020"), (COUNCIL, "chronology", ""), (AID, "short report", ""))
    ],
    "the type of report": [
        table(("Agency", "Report type"), (POLICE, "IMR and chronology"), (TRUST, "IMR"), (COUNCIL, "Chronology"), (AID, "Report"))
    ],
    "documents and authors": [
        table(
            ("Contributor", "Document submitted", "Author independent?"),
            (POLICE, "IMR and chronology", "Yes"), (TRUST, "IMR", "Yes"), (COUNCIL, "Chronology", "No"), (AID, "Report", "No"),
        )
    ],
    "a row for each kind": [table(("IMR and chronology", POLICE), ("IMR", TRUST), ("Chronology only", COUNCIL), ("Report", AID))],
}  # fmt: skip
SENTENCES = {
    "from, with a colon": f"IMRs were received from: {POLICE}, {TRUST} and {COUNCIL}. A short report was received from {AID}.",
    "the following": f"The following agencies contributed IMRs: {POLICE}, {TRUST} and {COUNCIL}. {AID} contributed a report.",
    "by way of": f"The following agencies contributed to the review by way of an IMR: {POLICE}; {TRUST}; and {COUNCIL}. {AID} sent in a short report.",
    "the panel received": f"The panel received IMRs from {POLICE}, {TRUST} and {COUNCIL}, and a short report from {AID}.",
    "together with": f"The review considered Individual Management Reviews from {POLICE}, {TRUST} and {COUNCIL}, together with a report by {AID}.",
    "requested and provided": f"IMRs were requested from, and provided by, {POLICE}, {TRUST} and {COUNCIL}. {AID} were asked for a short report, which they provided.",
    "a semicolon": f"IMRs were written by {POLICE}, {TRUST} and {COUNCIL}; {AID} wrote a short report.",
    "agencies that were": f"Agencies that completed an IMR were {POLICE}, {TRUST} and {COUNCIL}. A report was also provided by {AID}.",
}


@pytest.mark.parametrize("form", LISTS)
def test_each_agency_with_what_it_gave(form: str) -> None:
    assert read([heading(), *LISTS[form]]) == STATED


@pytest.mark.parametrize("form", SENTENCES)
def test_agencies_in_sentences(form: str) -> None:
    assert read([heading("The review process"), say(SENTENCES[form])]) == GROUPED


def test_lists_below_what_their_items_gave() -> None:
    below = [
        say("Individual Management Reviews were provided by:"),
        *items(POLICE, TRUST, COUNCIL),
        say("Short reports were provided by:"),
        *items(AID),
    ]
    headed = [heading("IMRs", 2), *items(POLICE, TRUST, COUNCIL), heading("Summary reports", 2), *items(AID)]
    said = items(f"IMRs: {POLICE}; {TRUST}; {COUNCIL}", f"Reports: {AID}")
    assert [read([heading(), *blocks]) for blocks in (below, headed, said)] == [GROUPED] * 3


def test_names_alone() -> None:
    colon = [say(f"The following agencies contributed to this review: {POLICE}; {TRUST}; {COUNCIL}.")]
    lines = [say("The following agencies contributed."), say(POLICE), say(TRUST), say(COUNCIL)]
    assert [read([heading(), *blocks]) for blocks in (colon, lines)] == [NAMED] * 2


def test_for_whom_a_body_wrote_is_no_part_of_its_name() -> None:
    said = items(f"{POLICE} – IMR", f"{TRUST} (on behalf of the GP practice) – IMR", f"{COUNCIL} (Housing) – IMR")
    assert {name for name, *_ in read([heading(), *said])} == {POLICE, TRUST, f"{COUNCIL} (Housing)"}


def test_what_a_body_is_may_stand_beside_its_name() -> None:
    told = say(f"IMRs were provided by {POLICE}. The Amber Project, a specialist service for women, supplied a chronology.")
    assert read([heading(), told]) == {(POLICE, True, None, None), ("The Amber Project", None, True, None)}


def test_an_empty_cell_among_ticks_is_a_no() -> None:
    ticks = table(("Agency", "IMR", "Chronology"), (POLICE, "Yes", ""), (TRUST, "", "Yes"))
    assert read([heading(), ticks]) == {(POLICE, True, False, None), (TRUST, False, True, None)}


def test_a_table_of_ticks_goes_on_over_the_page() -> None:
    heads = ("Agency", "IMR", "Chronology")
    pages = (
        table(heads, (POLICE, "✓", "–"), ("Northvale", "✓", "✓")),
        table(heads, ("NHS Foundation Trust", "", ""), (COUNCIL, "–", "✓")),
    )
    assert read([heading(), *pages]) == {(POLICE, True, False, None), (TRUST, True, True, None), (COUNCIL, False, True, None)}


def test_those_without_contact_did_not_contribute() -> None:
    nil = [
        say("The following agencies had no record of the family:"),
        *items("The Probation Service", "Vale Drug and Alcohol Service"),
    ]
    sentence = say(f"{AID} had no contact and did not provide a report.")
    given = [say("IMRs were received from:"), *items(POLICE, TRUST, COUNCIL)]
    assert read([heading(), *given, *nil, sentence]) == {said for said in GROUPED if said[0] != AID}


def test_a_name_known_only_by_its_capitals_and_no_author() -> None:
    gave = say(f"IMRs were provided by {POLICE} and {TRUST}, and a chronology was provided by Nowa Droga, which supports women.")
    wrote = say(f"IMRs were provided by {POLICE} and {TRUST}. The report was written by Jane Madeup.")
    assert ("Nowa Droga", None, True, None) in read([heading(), gave])
    assert {name for name, *_ in read([heading(), wrote])} == {POLICE, TRUST}


def test_sentences_elsewhere_name_no_contributors() -> None:
    assert read([heading("Chronology"), say(f"In May {POLICE} submitted a report to the court.")]) == set()
