"""What a file holds, before anything of it is stored: to be looked at, corrected, and then stored or dropped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count

from analytics.errors import InputError
from analytics.model import Report, Statement
from analytics.pipeline.identity import ReviewKey, identify, year_of
from analytics.pipeline.importing import Reference
from analytics.pipeline.reference import Register
from analytics.reading.dates import find_dates
from analytics.reading.intake import read_bytes
from analytics.reading.limits import Limits
from analytics.reading.sandbox import never
from analytics.settings import Settings
from analytics.store.connection import Store


def _of(report: Report, *kinds: str) -> list[Statement]:
    return [statement for statement in report.statements if statement.kind in kinds]


_PLAN_ONLY = ("action plan",)
_BRIEF = ("learning", "briefing", "summary of learning", "7 minute", "seven minute")
_USUAL: tuple[tuple[str, frozenset[str], Callable[[Report], object]], ...] = (
    ("the pseudonym of the person who died", frozenset({"report", "brief"}), lambda r: r.review.victim_pseudonym),
    ("the date of the death", frozenset({"report", "brief"}), lambda r: r.review.death),
    ("the partnership", frozenset({"report", "brief", "plan"}), lambda r: r.review.csp),
    ("the date of the report", frozenset({"report"}), lambda r: r.review.report_date),
    ("terms of reference", frozenset({"report"}), lambda r: r.terms_of_reference),
    ("the agencies that contributed", frozenset({"report"}), lambda r: r.agencies),
    ("a chronology", frozenset({"report"}), lambda r: r.events),
    ("lessons", frozenset({"report", "brief"}), lambda r: _of(r, "lesson", "lesson_narrative", "key_issue", "agency_learning")),
    ("recommendations", frozenset({"report", "brief", "plan"}), lambda r: _of(r, "recommendation")),
    ("an action plan", frozenset({"report", "plan"}), lambda r: r.actions),
    ("target dates in the action plan", frozenset({"plan-rows"}), lambda r: [a for a in r.actions if a.target]),
    ("the state of the actions", frozenset({"plan-rows"}), lambda r: [a for a in r.actions if a.status != "unknown"]),
)  # fmt: skip
"""What a report usually has, in which kinds of report, and where it would be found."""


@dataclass(frozen=True)
class Preview:
    """A file that has been read and not stored.

    Attributes
    ----------
    report : Report
        All that the reader found.
    review : ReviewKey
        The review it most likely belongs to.
    joins : bool
        True where that review has other documents already.
    missing : tuple of str
        What such a report usually has and this one doesn't, in words.
    """

    report: Report
    review: ReviewKey
    joins: bool
    missing: tuple[str, ...]


def stored_already(store: Store, data: bytes) -> str | None:
    """The id of the review that holds a document of just these bytes, ``None`` if there is none."""
    found = store.rows("select review_id from document where document_id = $id", {"id": hashlib.sha256(data).hexdigest()})
    return str(found[0]["review_id"]) if found else None


def preview_report(
    store: Store, data: bytes, name: str, settings: Settings, reference: Reference, stopped: Callable[[], bool] = never
) -> Preview:
    """Read a file's bytes in the sandbox and say what storing them would do. Nothing is stored.

    ``stopped``: asked while the file is read; once it says yes, the reading process is killed.

    Raises
    ------
    UnreadableFileError, FileLimitError, ReadingStoppedError
        As ``reading.intake.read_bytes``.
    """
    report = read_bytes(data, name, Limits.of(settings), reference.agencies, stopped)
    held = store.rows("select * from review where source = 'report' order by review_id")
    key = identify(report.document, report.review, reference.register, held)
    return Preview(report, key, any(row["review_id"] == key.review_id for row in held), missing(report))


def missing(report: Report) -> tuple[str, ...]:
    """What a report of this kind usually has and this one doesn't, in words."""
    kinds = {_kind(report)} | ({"plan-rows"} if report.actions else set())
    return tuple(words for words, usual, find in _USUAL if usual & kinds and not find(report))


def new_review(store: Store, preview: Preview) -> ReviewKey:
    """A key that no stored review has: the one worked out, unless a person says that this is another death."""
    taken = {row["review_id"] for row in store.rows("select review_id from review")}
    if preview.review.review_id not in taken:
        return preview.review
    key = identify(preview.report.document, preview.report.review, Register(), ())
    if key.review_id not in taken:
        return key
    free = next(f"{key.review_id}-{number}" for number in count(2) if f"{key.review_id}-{number}" not in taken)
    return replace(key, review_id=free)


def stored_review(store: Store, review_id: str) -> ReviewKey:
    """The key of a review that is stored, as report or as digest."""
    row = store.rows("select review_id, title, csp, region from review where review_id = $id", {"id": review_id})[0]
    return ReviewKey(row["review_id"], row["title"], row["csp"], row["region"])


def iso_date(text: str) -> str:
    """A date as people type it → ISO text of the same precision; ``''`` stays ``''``.

    >>> iso_date("31/07/2022"), iso_date("July 2022"), iso_date("2022"), iso_date(" 2022-07 ")
    ('2022-07-31', '2022-07', '2022', '2022-07')

    Raises
    ------
    InputError
        If it is no date with a year.
    """
    typed = text.strip()
    if not typed:
        return ""
    year_and_month = len(typed) == 7 and typed[4] == "-" and typed.replace("-", "").isdigit() and 1 <= int(typed[5:]) <= 12
    if year_and_month and year_of(typed):
        return typed
    found = find_dates(typed)
    if len(found) == 1 and found[0].iso and not (typed[: found[0].start] + typed[found[0].end :]).strip():
        return found[0].iso
    raise InputError(f"‘{typed[:40]}’ is no date. Write it as 31 July 2022, July 2022 or 2022.")


def _kind(report: Report) -> str:
    named = (report.review.report_type or "").casefold()
    if any(word in named for word in _PLAN_ONLY):
        return "plan"
    return "brief" if any(word in named for word in _BRIEF) else "report"
