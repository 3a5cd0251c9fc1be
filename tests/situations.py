"""Small databases in known states, built in well under a second without a model. Every review in them is fictional.

The library of ``library()``; what queries must answer follows from these lines by hand:

Anna (report, Northby, died March 2018, report June 2019)
    7.1  key issue              MARAC was not attended by the police.                         marac_process
    8.1  conclusion             Anna asked for help many times.                               –
    L1   lesson → R1            Attendance at MARAC protects victims.                         marac_process
    R1   recommendation, police Police must attend every MARAC meeting.                       marac_process
         done February 2020, two months after its target of December 2019
    R2   recommendation, asc    Adult Social Care should provide training on risk.            training
         ongoing, target June 2020
    R2   recommendation, asc, second action, status unknown, target June 2020
Beth (report, Northby, died May 2021, report January 2023)
    R1   recommendation, police Police must attend every MARAC meeting from now on.           marac_process
         not started, target December 2030
    R2   recommendation, gp     Surgeries should share information with the MARAC.            information_sharing, marac_process
         no action plan row
Cara (digest, Southby, died 2019)
    1    finding                Information was not shared between agencies.                  information_sharing
    2    recommendation, csp    The partnership should commission training for all staff.     training
Dora (report, Northby, died 2022, RESTRICTED)
    R1   recommendation, police Police must attend every MARAC meeting without exception.     marac_process

Matches the stand-in machine finds: the three that begin "Police must attend every MARAC" are the same in pairs;
statements
that share a subject theme are related.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from analytics.agencies import Agencies, Agency
from analytics.codebook import Codebook, Theme
from analytics.model import (
    Action,
    Contributor,
    Document,
    Event,
    Judgement,
    Particulars,
    Passage,
    Report,
    Section,
    Statement,
    Suggestion,
    Term,
)
from analytics.pipeline import Item, Progress, Reference, refresh_reference, store_report
from analytics.pipeline.building import recode
from analytics.pipeline.reference import Digest, DigestStatement, Register, RegisterEntry
from analytics.pipeline.vectors import CachingEncoder
from analytics.store.connection import Store
from analytics.themes.encoder import HashingEncoder

KEYWORDS = {"marac_process": "marac", "information_sharing": "information", "training": "training", "risk_assessment": "danger"}
SUBJECTS = ("marac_process", "information_sharing", "risk_assessment")
ANNA, BETH, CARA, DORA = "northby-dhr1", "northby-2021-beth", "southby-2019", "northby-2022-dora"

CODEBOOK = Codebook(1, (
    Theme("marac_process", "MARAC process", "subject", "How the conference works.", cues=("marac",)),
    Theme("information_sharing", "Information sharing", "subject", "Passing on what is known.", cues=("information",)),
    Theme("risk_assessment", "Risk assessment", "subject", "Seeing danger."),
    Theme("training", "Training", "remedy", "Teaching staff.", cues=("training",)),
))  # fmt: skip
AGENCIES = Agencies((
    Agency("police", "Northby Police", "Police", ("Police",)),
    Agency("asc", "Adult Social Care", "Local authority", generic=True),
    Agency("gp", "General practice", "Health", ("GP", "Surgeries")),
    Agency("csp", "Community Safety Partnership", "Partnership", ("The partnership",)),
    Agency("crc", "Rehabilitation Company", "Probation and prisons", ("CRC",), successor="probation"),
    Agency("probation", "Probation Service", "Probation and prisons"),
))  # fmt: skip
DIGESTS = (Digest(
    CARA, "Southby (2020)", "Southby",
    (DigestStatement("finding", "Information was not shared between agencies."),
     DigestStatement("recommendation", "The partnership should commission training for all staff.", "2", "The partnership")),
    region="Nowhere", published="2020-11", year_of_death=2019, recommendations_published=9, source_title="A public page",
    source_url="https://example.org/southby", summary="Agencies did not speak to each other.",
),)  # fmt: skip
REGISTER = Register(
    (RegisterEntry("Northby", 1, ("Executive Summary",), ANNA, "Northby DHR1 (Anna)", "Anna", region="Nowhere"),
     RegisterEntry("Northby", 2, ("Overview Report",), note="Not loaded.")),
    ({"csp": "Northby", "date": "2020-01-31", "text": "Chairs are hard to find."},), "Reviews of Northby", "https://example.org/northby",
)  # fmt: skip
REFERENCE = Reference(AGENCIES, CODEBOOK, REGISTER, DIGESTS)


class StandIn:
    """A machine without a model: a theme by its keyword, a match by the first words or a shared subject."""

    def __init__(self) -> None:
        self.encoder = CachingEncoder(HashingEncoder(16))
        self.codebook_version = CODEBOOK.version
        self.parameters: Mapping[str, Any] = {"machine": "stand-in"}

    def code(self, items: Sequence[Item]) -> list[tuple[Suggestion, ...]]:
        """Themes whose keyword stands in the text."""
        return [
            tuple(Suggestion(theme, 0.75, word) for theme, word in KEYWORDS.items() if word in item.text.casefold())
            for item in items
        ]

    def remedies(self, items: Sequence[Item]) -> list[tuple[str | None, str | None]]:
        """'train' where the text says training; always the agency's level."""
        return [("train" if "training" in item.text else None, "agency") for item in items]

    def matches(
        self, items: Sequence[Item], subjects: frozenset[str], progress: Progress
    ) -> list[tuple[str, str, Judgement]]:  # fmt: skip
        """All pairs of two reviews, judged by ``relation``."""
        ordered = sorted(items, key=lambda item: item.id)
        pairs = [(a, b) for n, a in enumerate(ordered) for b in ordered[n + 1 :] if {a.id, b.id} & subjects]
        judged = [(a.id, b.id, self.relation(a, b)) for a, b in pairs if a.review_id != b.review_id]
        progress("comparing", len(pairs), len(pairs))
        return [(a, b, judgement) for a, b, judgement in judged if judgement.relation != "unrelated"]

    def relation(self, a: Item, b: Item) -> Judgement:
        """Same first five words: the same; a shared subject: related."""
        if a.text.split()[:5] == b.text.split()[:5]:
            return Judgement("same", 0.9, "Both begin alike.")
        if a.themes & b.themes & set(SUBJECTS):
            return Judgement("related", 0.2, "Both are on one subject.")
        return Judgement("unrelated", 0.01, "Nothing in common.")


def document(name: str) -> Document:
    """A text file whose hash is made from its name."""
    return Document(name, f"{name.encode().hex():0<64}"[:64], "text/plain", None, 1000)


def anna(name: str = "anna.txt", status_of_second: str = "ongoing") -> Report:
    """The report on Anna; a newer version may have another name and status."""
    police, asc = "Northby Police", "Adult Social Care"
    return Report(
        document(name),
        Particulars("Northby Community Safety Partnership", "Anna", "Executive Summary", "2018-03", "2019-06", "2016-01",
        "2018-03"),
        agencies=(Contributor(police, True, True, False), Contributor("Unheard-of Body", None, None, None)),
        terms_of_reference=(Term("a", "purpose", "Establish what lessons are to be learned."),
                            Term("1", "specific", "Was it known?")),
        sections=(Section("6", "Chronology"), Section("7", "Key issues")),
        paragraphs=(Passage("6.1", "6", "In March 2018 Anna died.", 4),
                    Passage("7.1", "7", "MARAC was not attended by the police.", 5)),
        events=(Event("6.1", "2018-03", False, "Anna died."),),
        statements=(
            Statement("7.1", "key_issue", None, "MARAC was not attended by the police.", 5),
            Statement("8.1", "conclusion", None, "Anna asked for help many times.", 6),
            Statement("Learning 1 (lesson)", "lesson", None, "Attendance at MARAC protects victims.", 7,
                      ("Recommendation 1 (Northby Police)",)),
            Statement("Recommendation 1 (Northby Police)", "recommendation", police, "Police must attend every MARAC meeting.",
            8),
            Statement("Recommendation 2 (Adult Social Care)", "recommendation", asc,
                      "Adult Social Care should provide training on risk.", 8),
        ),
        actions=(
            Action(police, "1", "Police must attend every MARAC meeting.", "local", "Name a lead officer", "Superintendent", None,
                   "2019-12", "December 2019", "complete", "2020-02", "A lead was named.", 9),
            Action(asc, "2", "Adult Social Care should provide training on risk.", None, "Write a course", None, None, "2020-06",
                   "June 2020", status_of_second, None, None, 9),  # type: ignore[arg-type]
            Action(asc, "2", "Adult Social Care should provide training on risk.", None, "Check attendance", None, None,
            "2020-06",
                   "June 2020", "unknown", None, None, 9),
        ),
        warnings=("Page 9: the plan's last row has no status.",),
    )  # fmt: skip


def beth() -> Report:
    """The report on Beth."""
    police, text = "Northby Police", "Police must attend every MARAC meeting from now on."
    return Report(
        document("beth.txt"),
        Particulars("Northby Community Safety Partnership", "Beth", "Overview Report", "2021-05", "2023-01"),
        paragraphs=(Passage("1", None, text, 1),),
        statements=(
            Statement("Recommendation 1 (Northby Police)", "recommendation", police, text, 1),
            Statement("Recommendation 2 (GP)", "recommendation", "GP", "Surgeries should share information with the MARAC.", 1),
        ),
        actions=(Action(police, "1", text, None, None, None, None, "2030-12", "December 2030", "not_started"),),
    )


def dora() -> Report:
    """The unpublished report on Dora."""
    text = "Police must attend every MARAC meeting without exception."
    return Report(
        document("dora.txt"),
        Particulars("Northby Community Safety Partnership", "Dora", "Overview Report", "2022"),
        statements=(Statement("Recommendation 1 (Northby Police)", "recommendation", "Northby Police", text, 1),),
    )


def empty(path: Path) -> Store:
    """A database with the schema and nothing else."""
    return Store(path)


def library(path: Path) -> Store:
    """The library described at the top of this module, coded and compared."""
    store = Store(path)
    refresh_reference(store, REFERENCE)
    for report, restricted in ((anna(), False), (beth(), False), (dora(), True)):
        store_report(store, report, REFERENCE, None, restricted=restricted)
    recode(store, StandIn())
    return store
