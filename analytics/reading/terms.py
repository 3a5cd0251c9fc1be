"""The terms of reference: the purposes every review has, and the questions set for this one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.model import Block, Term, TermKind
from analytics.reading.cells import Rows, even
from analytics.reading.formats.numbers import number_of_label
from analytics.reading.outline import Part

_NOTE = re.compile(r"^(?:N\.?B\.?|Note|Please note)\b")
_LABELLED = re.compile(
    r"^(?:KLE|K?LOE|TOR|ToR|(?i:(?:key )?line of (?:enquiry|inquiry)|(?:key )?question|"
    r"term(?: of reference)?)|Q)\s*"
    r"(?P<number>\d{1,2}|[A-H])(?:\s*[:.)–-]\s*|\s+(?=[A-Z]))(?P<text>\S.{14,})$",
    re.S,
)
"""'KLE 1: Did agencies …?'"""
_PURPOSE = re.compile(
    r"^The (?:[a-z]+ ){0,3}(?:purpose|aim) of (?:this|the|a|any) [^.:]{3,60}? (?:is|was) (?:not )?to\b[^:]{20,}\.$", re.S
)
"""The purpose told in a sentence: 'The purpose of this joint review is to learn lessons from …, and not to apportion blame.'"""
_ASKED = re.compile(
    r"\b(?:asked|considered?|address\w*|explored?|answer\w*|set|agreed)\b[^.]{0,40}\b(?:questions|"
    r"lines of (?:enquiry|inquiry)|terms of reference)\b[^.]{0,40}:$",
    re.I,
)


def terms(parts: Sequence[Part]) -> tuple[Term, ...]:
    """Terms of reference: the purposes every review has, and those set for this one."""
    found: list[Term] = []
    kind: TermKind | None = None
    count = 0
    asked = False
    announced: str | None = None
    for part in parts:
        block = part.block
        asked = bool(_ASKED.search(block.text)) or (asked and block.kind == "list_item" and not part.is_heading)
        if part.topic != "terms" and asked and part.topic in (None, "process", "period", "other", "background"):
            kind = "specific"
            if block.kind == "list_item":
                count += 1
                found.append(Term(block.number or str(count), "specific", block.text))
        elif part.topic != "terms":
            kind, count = None, 0
        elif block.rows:
            found += _of_table(block.rows, kind)
        elif not part.is_heading and _PURPOSE.match(block.text):
            found.append(Term(block.number or "1", "purpose", block.text))
        elif labelled := _LABELLED.match(block.text):
            count += 1
            found.append(Term(labelled["number"], "specific", labelled["text"]))
        elif part.is_heading or block.text.endswith(":") or (block.number is None and block.kind != "list_item"):
            kind, count = _kind_below(part, kind), 0
            announced = block.number if block.text.endswith(":") else None
        elif _runs_on(block, count, found):
            kind = _kind_below(part, kind)  # paragraphs numbered through the report, and not the items of a list
        elif block.text and block.kind != "table" and not _NOTE.match(block.text) and _is_item(block, announced):
            count += 1
            found.append(Term(block.number or str(count), kind or "specific", block.text))
    return tuple(found)


def _runs_on(block: Block, count: int, found: Sequence[Term]) -> bool:
    """Whether a block's number is that of a paragraph of the whole report ('14.'), and not of an item of a list of terms."""
    if not block.number or not block.number.isdigit() or block.text.endswith("?"):
        return False
    before = found[-1].ref if found else None
    last = int(before) if before and before.isdigit() else 0
    return int(block.number) > 1 + max(count, last)


def _of_table(rows: Rows, above: TermKind | None) -> list[Term]:
    """The terms of a table, one a row: the longest cell is the term, a cell 'Purpose' or 'Specific' its kind."""
    found: list[Term] = []
    kind = above
    for row in even(rows):
        text = max(row, key=len, default="")
        beside = [cell for cell in row if cell and cell != text]
        number = next((number for cell in beside if (number := number_of_label(cell))), None)
        said = " ".join(cell for cell in beside if number_of_label(cell) is None)
        if len(text) < 25 or (not number and not said and len(row) > 1):
            kind = _kind_said(" ".join(filter(None, row)), kind)
            continue
        kind = _kind_said(said, kind)
        found.append(Term(number or str(1 + len(found)), kind or "specific", text))
    return found


def _kind_said(words: str, before: TermKind | None) -> TermKind | None:
    if re.search(r"\b(?:purpose|aims?|statutory|general)\b", words, re.I):
        return "purpose"
    return "specific" if re.search(r"specific|questions?|lines|issues|case", words, re.I) else before


def _kind_below(part: Part, before: TermKind | None) -> TermKind | None:
    """What kind of terms a heading or an introduction announces; a mere paragraph changes nothing."""
    if re.search(r"\bpurpose|\baims?\b", part.block.text, re.I):
        return "purpose"
    announces = part.block.text.endswith(":") or re.search(r"specific|terms|questions|issues|lines of", part.block.text, re.I)
    return "specific" if part.is_heading or before is None or announces else before


def _is_item(block: Block, announced: str | None) -> bool:
    """A term is an item of a list, or a question among numbered paragraphs, or numbered below the one that announces the list."""
    below = bool(announced) and (block.number or "").startswith(f"{announced}.")
    return not (block.number and "." in block.number) or block.text.endswith("?") or below
