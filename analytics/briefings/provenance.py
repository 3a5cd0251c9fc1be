"""What every output says of itself: view, day, versions, reviews behind it, and what a suggestion is worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.briefings.order import Marking, day
from analytics.words import counted, kinds_of

SUGGESTIONS = (
    "Themes and matches marked 'suggested' are proposals of a statistical model, each with a probability. They become findings "
    "only when a person has accepted or added them, and are shown here as what they are."
)
DIGESTS = (
    "A digest is this project's own short wording of what is publicly known of a review whose report is not loaded. "
    "It is partial: it can show that a theme was found, never that it was absent."
)
COUNTS = "Counts are of distinct reviews first, then of statements. 'No information' stays in the denominator of every status."
NAMES = "Professionals' personal names are masked; people who died and their families appear under the pseudonyms of the reports."
REPORTED = (
    "What became of a recommendation is what the review's action plan says, as of that plan's date; it is not checked here."
)


@dataclass(frozen=True)
class Provenance:
    """The facts that a reader needs to judge and to repeat a file.

    ``sentence`` says the view, and how many of its reviews are unpublished, so that nobody takes them for public ones;
    ``restricted`` has their titles. ``confirmed`` and ``codes`` count the codes that a person accepted or added, and all codes
    that count.
    """

    sentence: str
    made_on: date
    versions: dict[str, str]
    reports: tuple[str, ...]
    digests: tuple[str, ...]
    marking: Marking
    codes: int
    confirmed: int
    restricted: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """The marking as it is printed: nothing where none was chosen."""
        return "" if self.marking == "none" else self.marking

    def reviews_words(self) -> str:
        """'11 reviews: 1 report and 10 public digests'."""
        reports, digests = len(self.reports), len(self.digests)
        return f"{counted(reports + digests, 'review')}: {kinds_of(reports, digests)}"

    def source_words(self) -> str:
        """Where the reviews are from: published ones, unpublished ones or both, and the pages behind digests."""
        public = len(self.reports) + len(self.digests) - len(self.restricted)
        kinds = (["published"] if public else []) + (["restricted, unpublished"] if self.restricted else [])
        digests = " and, for digests, the public pages named in the list of reviews" if self.digests else ""
        return f"Source: {' and '.join(kinds)} domestic homicide reviews{digests}."

    def confirmed_words(self) -> str:
        """How much of the coding a person has confirmed."""
        if not self.codes:
            return "No statement carries a theme yet."
        if not self.confirmed:
            return (
                f"None of the {self.codes:,} themes given to statements has been confirmed by a person yet: all are suggestions."
            )
        have = "has" if self.confirmed == 1 else "have"
        given = f"{self.confirmed:,} of the {self.codes:,} themes given to statements {have} been confirmed by a person"
        return f"{given}; the rest are suggestions." if self.confirmed < self.codes else f"{given}."

    def versions_words(self) -> str:
        """'codebook 1; model all-MiniLM-L6-v2 (53aa5117)' and so on."""
        return "; ".join(f"{name} {value}" for name, value in self.versions.items())

    def facts(self) -> list[tuple[str, str]]:
        """Heading and text of each fact, in the order in which a method page gives them."""
        facts = [
            ("What is covered", f"{self.sentence}. {self.reviews_words()}."),
            ("Reports", "; ".join(self.reports) or "none"),
            ("Digests, partial", "; ".join(self.digests) or "none"),
            *([("Restricted, unpublished", "; ".join(self.restricted))] if self.restricted else []),
            ("Made on", day(self.made_on)),
            ("Versions", self.versions_words()),
            ("Suggestions", f"{SUGGESTIONS} {self.confirmed_words()}"),
            ("Digests", DIGESTS),
            ("Counts", COUNTS),
            ("Action plans", REPORTED),
            ("Names", NAMES),
        ]
        return [("Handling", self.mark), *facts] if self.mark else facts
