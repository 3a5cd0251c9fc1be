"""Which review a document belongs to: by the register, by a review that is stored already, else by area, year of death and
pseudonym.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from analytics.model import Document, Particulars
from analytics.pipeline.reference import Register

_GENERIC = frozenset(
    "safer safe stronger community communities safety partnership partnerships board council borough city metropolitan county "
    "district unitary authority crime and disorder reduction domestic abuse violence homicide review reviews strategic executive "
    "together the of for local statutory group public protection responsible authorities csp mbc cdrp dhr dardr".split()
)


@dataclass(frozen=True)
class ReviewKey:
    """A review's id, what people call it, its area, and its region if known."""

    review_id: str
    title: str
    csp: str
    region: str | None = None


def identify(document: Document, review: Particulars, register: Register, stored: Sequence[dict[str, Any]]) -> ReviewKey:
    """The review that a document is about.

    Parameters
    ----------
    stored : sequence of dict
        Rows of ``review`` with source 'report', to which a second document may belong.
    """
    area, pseudonym, year = area_of(review.csp), review.victim_pseudonym, year_of(review.death)
    for entry in register.entries:
        if entry.review_id and _same(entry.csp, area) and _same(entry.pseudonym, pseudonym):
            return ReviewKey(entry.review_id, entry.title or f"{area} ({pseudonym})", area, entry.region)
    for row in stored:
        if _same(row["csp"], area) and _same(row["victim_pseudonym"], pseudonym) and _agree(row["death_year"], year):
            return ReviewKey(row["review_id"], row["title"], row["csp"], row["region"])
    if not pseudonym and not (area and year):
        return ReviewKey(f"review-{document.sha256[:12]}", _stem(document.name), area or "Area not stated")
    return ReviewKey(slug("-".join(part for part in (area, str(year or ""), pseudonym or "") if part)), _title(area, pseudonym,
    year), area or "Area not stated")  # fmt: skip


def area_of(partnership: str | None) -> str:
    """The place in a partnership's name, ``''`` if it holds none.

    >>> area_of("SEFTON SAFER COMMUNITIES PARTNERSHIP"), area_of("Safer Bath and North East Somerset Partnership")
    ('Sefton', 'Bath and North East Somerset')
    """
    name = re.sub(r"\b(?:london|royal) borough of\b", "", partnership or "", flags=re.IGNORECASE)
    words = re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*|&", name)
    kept = [place for place, word in enumerate(words) if word.casefold() not in _GENERIC and word != "&"]
    if not kept:
        return ""
    between = words[kept[0] : kept[-1] + 1]
    small = ("and", "of", "the", "on", "upon", "&")
    named = [word for word in between if word.casefold() not in _GENERIC or word.casefold() in small]
    return " ".join(_capitalised(word) for word in named)


def year_of(date: str | None) -> int | None:
    """The year of an ISO date of any precision."""
    found = re.match(r"(?:19|20)\d\d(?=$|-)", date or "")
    return int(found[0]) if found else None


def slug(text: str) -> str:
    """Lower-case letters, digits and single hyphens: fit for an id and an address.

    >>> slug("Recommendation 2 (Merseyside Police)")
    'recommendation-2-merseyside-police'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"


def _capitalised(word: str) -> str:
    if word.casefold() in ("and", "of", "the", "on", "upon"):
        return word.casefold()
    return word.capitalize() if word.isupper() or word.islower() else word


def _title(area: str, pseudonym: str | None, year: int | None) -> str:
    inside = ", ".join(part for part in (pseudonym, f"died {year}" if year else None) if part)
    return f"{area or 'Review'} ({inside})" if inside else area


def _same(one: str | None, other: str | None) -> bool:
    return bool(one and other) and slug(str(one)) == slug(str(other))


def _agree(one: int | None, other: int | None) -> bool:
    return one is None or other is None or one == other


def _stem(name: str) -> str:
    return re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name) or name
