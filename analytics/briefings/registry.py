"""Every kind of export: its name, what it is, what its file is called, who makes it. Command line and pages read this list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from analytics.briefings.order import Order
from analytics.briefings.writing import write_whole
from analytics.errors import InputError
from analytics.store.connection import Store

_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Kind:
    """One export. ``about`` says which part of the order names what it is about: 'review', 'theme', 'theme or agency' or ''.

    ``module`` is the module of ``briefings`` whose ``build`` makes it: imported when something is made, as each brings the
    libraries of its format. Empty: chosen by the order.
    """

    name: str
    help: str
    file_name: str
    media_type: str
    module: str
    about: str = ""

    def build(self, store: Store, order: Order) -> bytes:
        """The file's content."""
        module = import_module(f"analytics.briefings.{self.module or _word(order)}")
        content: bytes = module.build(store, order)
        return content


def _word(order: Order) -> str:
    """The Word document that fits the order: an agency's or theme's briefing if it names one, else an answer sheet."""
    if order.review or (len(order.filters.reviews) == 1 and not (order.theme or order.agency)):
        return "word_answer"
    if order.theme or order.filters.themes:
        return "word_theme"
    return "word_seven" if order.agency or order.filters.agencies else "word_answer"


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("powerpoint", "A deck for a learning group, with native charts and the passages behind each number in the notes.",
             "learning-from-reviews.pptx", f"{_OFFICE}presentationml.presentation", "powerpoint"),
        Kind("word", "The answer sheet of a review, or the briefing on the theme or agency that is named.",
             "learning-from-reviews.docx", f"{_OFFICE}wordprocessingml.document", "", "review, theme or agency"),
        Kind("answer-sheet", "Term of reference 13 for one review: each learning point, and where it was said before.",
             "term-of-reference-13.docx", f"{_OFFICE}wordprocessingml.document", "word_answer", "review"),
        Kind("theme-briefing", "One theme for a needs assessment: counts, quotations, references and charts.",
             "theme-briefing.docx", f"{_OFFICE}wordprocessingml.document", "word_theme", "theme"),
        Kind("seven-minute", "A seven-minute briefing on one theme or agency, for a team meeting.",
             "seven-minute-briefing.docx", f"{_OFFICE}wordprocessingml.document", "word_seven", "theme or agency"),
        Kind("workbook", "Statements, codes, recommendations, actions, matches, agencies, codebook and method in Excel.",
             "learning-from-reviews.xlsx", f"{_OFFICE}spreadsheetml.sheet", "workbook"),
        Kind("csv", "The workbook's tables as CSV files in a zip.",
             "learning-from-reviews-csv.zip", "application/zip", "csv_files"),
        Kind("refi-qda", "Statements and codes as a REFI-QDA project for NVivo, ATLAS.ti, MAXQDA or QualCoder.",
             "learning-from-reviews.qdpx", "application/zip", "refi_qda"),
        Kind("web-page", "One self-contained web page with the main charts and tables, to read offline or print.",
             "learning-from-reviews.html", "text/html", "web_page"),
        Kind("regional", "Counts without any text, for other partnerships to put together with theirs.",
             "learning-exchange.json", "application/json", "exchange"),
    )
}  # fmt: skip


def kind(name: str) -> Kind:
    """The kind of that name.

    Raises
    ------
    InputError
        If there is none.
    """
    if name not in KINDS:
        raise InputError(f"There is no export '{name}'. Choose one of: {', '.join(KINDS)}.")
    return KINDS[name]


def produce(name: str, store: Store, order: Order) -> tuple[str, bytes]:
    """A file's proposed name, with its subject and day, and its content.

    Raises
    ------
    InputError
        If there is no such kind, or the order names a review, theme, agency or year that doesn't exist.
    NotStoredError
        If the review isn't in the database.
    OutputError
        If nothing matches.
    """
    chosen = kind(name)
    return file_name(chosen, order), chosen.build(store, order)


def export(name: str, store: Store, order: Order, path: Path) -> None:
    """Write a file whole or not at all; raises as ``produce`` does, and ``OutputError`` where it can't be written."""
    content = kind(name).build(store, order)
    write_whole(path, content)


def file_name(chosen: Kind, order: Order) -> str:
    """``'term-of-reference-13-sefton-dhr9-2026-11-22.docx'``: no character that a file system minds."""
    stem, _, suffix = chosen.file_name.rpartition(".")
    subject = next((part for part in (order.review, order.theme, order.agency) if part), "") if chosen.about else ""
    parts = [stem, re.sub(r"[^a-z0-9]+", "-", subject.lower()).strip("-"), order.today.isoformat()]
    return f"{'-'.join(part for part in parts if part)}.{suffix}"
