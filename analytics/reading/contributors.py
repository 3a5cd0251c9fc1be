"""Which agencies contributed to a review, and with what: from a table, a list, or sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from analytics.model import Contributor
from analytics.reading.cells import Lexicon, Rows, even, grouped, ticked
from analytics.reading.contributor_lists import NOT_ON_CONTRIBUTORS, announced_below, listed
from analytics.reading.contributor_sentences import bodies, named_in
from analytics.reading.material import Material, is_material, material
from analytics.reading.outline import Part

_SUPPLIED = re.compile(
    r"(?i)^(?:nature|type|form|kind|method) of (?:the )?(?:contribution|involvement|submission|information)|^contribution$|"
    r"^how (?:they|it|each(?: agency)?) (?:took part|contributed|was involved)|"
    r"^(?:information|material|document)s? (?:provided|supplied|submitted)"
)
"""The heading of a column that says in words what each agency supplied."""
_HEADING = re.compile(
    r"(?i)(?:name|agenc(?:y|ies)|organisations?|contribut\w+|services?|bod(?:y|ies)|partners?|who|from)\b.{0,25}$"
)
_SPOKEN_OF = (None, "contributors", "process")
_MOST = 0.6
"""The share of a column's cells that must be of a kind for the column to be."""


def contributors(parts: Sequence[Part], lexicon: Lexicon) -> tuple[Contributor, ...]:
    """The agencies of the table of contributors with what each supplied, or those that lists or sentences name."""
    tables = [rows for part in parts if (rows := even(part.block.rows))]
    first = next((rows for rows in tables if _is_contributor_header(rows[0])), None)
    if first:  # and what stands below the same headings on the next page
        return _ticked((first[0], *(row for rows in tables if rows[0] == first[0] for row in rows[1:])), lexicon)
    for part in parts:
        if part.block.rows and part.topic not in NOT_ON_CONTRIBUTORS:
            found = _worded(even(part.block.rows), lexicon)
            if found:
                return found
    in_lists = listed(parts) or announced_below(parts)
    known = {agency.name for agency in in_lists}
    told = _in_sentences([part for part in parts if not in_lists or part.topic == "contributors"])
    return (*in_lists, *(agency for agency in told if agency.name not in known and not (in_lists and _is_bare(agency))))


def _is_bare(agency: Contributor) -> bool:
    return not any((agency.imr, agency.chronology, agency.report))


def _in_sentences(parts: Sequence[Part]) -> list[Contributor]:
    """The agencies that sentences such as 'IMRs were provided by A, B and C. D gave a report.' name."""
    found: dict[str, Material] = {}
    for part in parts:
        if part.is_heading or part.block.kind == "table" or part.topic in NOT_ON_CONTRIBUTORS:
            continue
        named_in(part.block.text, found, spoken_of=part.topic in _SPOKEN_OF)
    return [Contributor(name, *said) for name, said in found.items()]


def _worded(rows: Rows, lexicon: Lexicon) -> tuple[Contributor, ...]:
    """The agencies of a table, with or without headings, that has a column of bodies and one of words for what was supplied.

    A cell may name several bodies, where the table has a row for each kind of contribution.
    """
    width = len(rows[0]) if rows else 0
    supplied = next((n for n in range(width) if _most(rows, n, lambda cell: is_material(cell, spare=1))), None)
    named = next((n for n in range(width) if n != supplied and _most(rows, n, lambda cell: bool(bodies(cell)))), None)
    if supplied is None or named is None or len(rows) < 2:
        return ()
    first = int(bool(_HEADING.match(rows[0][named])) or not is_material(rows[0][supplied], spare=1))
    whole = grouped(rows[first:], lexicon, named) if supplied > named else rows[first:]
    found = []
    for row in whole:
        several = bodies(row[named]) if supplied < named or ";" in row[named] else []
        for name in several if len(several) > 1 else filter(None, [row[named]]):
            found.append(Contributor(_tidy_name(name), *material(row[supplied])))
    return tuple(found)


def _most(rows: Rows, column: int, fits: Callable[[str], bool]) -> bool:
    cells = [row[column] for row in rows if row[column]]
    return len(cells) > 1 and sum(map(fits, cells)) >= max(2, _MOST * len(cells))


def _is_contributor_header(row: Sequence[str]) -> bool:
    words = " | ".join(row)
    if re.search(r"\b(?:agency|organisation)", words, re.I) and any(_SUPPLIED.search(cell) for cell in row):
        return True
    return bool(re.search(r"\b(?:agency|organisation|contributor|service)", words, re.I)) and bool(
        re.search(r"\bIMR\b|chronolog|management review", words, re.I)
    )


def _ticked(rows: Rows, lexicon: Lexicon) -> tuple[Contributor, ...]:
    header = [cell.casefold() for cell in rows[0]]
    name = next((n for n, cell in enumerate(header) if re.search(r"agency|organisation|contributor|service", cell)), 0)
    supplied = next((n for n, cell in enumerate(header) if n != name and _SUPPLIED.search(cell)), None)
    if supplied is not None:
        table = [row for row in grouped(rows[1:], lexicon, name) if row[name]]
        return tuple(Contributor(_tidy_name(row[name]), *material(row[supplied])) for row in table)
    columns = {
        "imr": next((n for n, cell in enumerate(header) if re.search(r"\bimr|management", cell)), None),
        "chronology": next((n for n, cell in enumerate(header) if "chronolog" in cell), None),
        "report": next((n for n, cell in enumerate(header) if "report" in cell and "management" not in cell), None),
    }
    found = []
    for row in grouped(rows[1:], lexicon, name):
        if row[name]:
            ticks = {key: ticked(row[n]) if n is not None else None for key, n in columns.items()}
            found.append(Contributor(_tidy_name(row[name]), **ticks))
    return tuple(found)


def _tidy_name(name: str) -> str:
    """Dashes between words get their spaces: '(CCG)-on behalf of GP services'."""
    return re.sub(r"\)\s*[-–]\s*(?=[a-z])", ") - ", name).strip(" *")
