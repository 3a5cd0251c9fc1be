"""Sentences drawn from the data, true also for one review and for none: the overview's headline, and whose reviews these are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.figures.actions import DONE, OPEN
from analytics.figures.figure import Scope, counted, inside, listed, sentence
from analytics.figures.sureness import suggested, sure_reviews, whose_word

MOST_NAMED = 3
_UNLESS = ": a suggestion of the machine unless a person has confirmed it"


@dataclass(frozen=True)
class Said:
    """Some words of a sentence and what they count, so that a page can lead there.

    ``counts`` is 'again' (learning that came up again after it was done), 'promised' (all actions) or a key of ``BECAME``; '' is
    for words that count nothing.
    """

    words: str
    counts: str = ""


def headline(themes: pd.DataFrame, scope: Scope, again: int, actions: Mapping[str, int]) -> list[str]:
    """The sentences of ``sentences`` as plain text, the first of them the headline."""
    return ["".join(said.words for said in sentence) for sentence in sentences(themes, scope, again, actions)]


def sentences(themes: pd.DataFrame, scope: Scope, again: int, actions: Mapping[str, int]) -> list[list[Said]]:
    """What keeps coming up and how much of it people have confirmed, what came back, what became of promises: 1 to 5 sentences.

    Parameters
    ----------
    themes : DataFrame
        Subject themes with ``name``, ``reviews`` (distinct reviews in which each was found), ``confirmed_reviews`` (of these
        those in which a person has confirmed it), ``statements``, ``confirmed`` (of these) and, where it is known, ``weak`` (as
        of ``with_weak``), most first.
    scope : Scope
        What is being looked at; gives the denominator, and where it has ``plans`` the month of which they speak.
    again : int
        Learning points found again after the earlier action had been reported complete.
    actions : mapping
        How many actions have each status on the day, none of them left out.
    """
    if not scope.reviews:
        return [[Said("No review matches these filters.")]]
    said = [[Said(text)] for text in (_first(themes, scope), *_whose_word(themes), *_how_sure(themes, scope))]
    if again:
        lessons = Said(f"{sentence(counted(again, 'lesson'))} came up again", "again")
        said.append([lessons, Said(f" after the action was reported done{_UNLESS}.")])
    return [*said, *_what_became(actions, scope.plans.made if scope.plans else "")]


BECAME: dict[str, tuple[tuple[str, ...], str]] = {
    "done": (DONE, "reported done"),
    "open": (OPEN, "open in the plan"),
    "superseded": (("superseded",), "superseded or merged"),
    "rejected": (("rejected",), "rejected"),
    "unknown": (("unknown",), "without information in the plan"),
}
"""Statuses that a sentence tells together, and how."""


def _what_became(actions: Mapping[str, int], made: str) -> list[list[Said]]:
    """'Of 29 actions promised, 21 are reported done, 2 are open in the plan and 6 are superseded (as of January 2024; …).'"""
    total = sum(actions.values())
    if not total:
        return []
    numbers = {key: sum(actions.get(status, 0) for status in statuses) for key, (statuses, _) in BECAME.items()}
    promised = Said(counted(total, "action"), "promised")
    known = Said(f" (as of {made}; nothing newer is held)." if made else ".")
    if numbers["done"] == total > 1:
        return [[Said("All of the "), promised, Said(" promised are reported done"), known]]
    parts = [
        [Said(str(number), key), Said(f" {'is' if number == 1 else 'are'} {BECAME[key][1]}")]
        for key, number in numbers.items()
        if number
    ]
    return [[Said("Of "), promised, Said(" promised, "), *_joined(parts), known]]


def _joined(parts: Sequence[list[Said]]) -> list[Said]:
    """The parts with the commas and the 'and' of a list between them."""
    between = [Said(", ")] * (len(parts) - 2) + [Said(" and ")] * (len(parts) > 1) + [Said("")]
    return [said for part, then in zip(parts, between, strict=True) for said in (*part, then)]


def _first(themes: pd.DataFrame, scope: Scope) -> str:
    """The headline itself; it is quoted alone, so that it says by itself when people haven't confirmed all that it counts."""
    said = _most_common(themes, scope)
    if said.startswith("No "):
        return said
    found = themes[themes["reviews"] > 0]
    counts = found if scope.reviews == 1 else pd.concat([rows for _, rows in _most(found)])
    return suggested(said, sure_reviews(counts))


def _whose_word(themes: pd.DataFrame) -> list[str]:
    """A headline is quoted without a chart's source line, so that how much of it people have confirmed has to stand beside it."""
    if not (themes["reviews"] > 0).any():
        return []
    if themes["confirmed"].sum():
        return [whose_word(themes)]
    return ["These themes are suggestions of the machine: no person has confirmed any of them yet."]


def _how_sure(themes: pd.DataFrame, scope: Scope) -> list[str]:
    """Which of the themes that the headline names the machine is weak at."""
    named = leading(themes, scope)
    weak = [inside(name) for name in named.loc[named["weak"], "name"]] if "weak" in named else []
    return (
        [f"The machine is weak at {listed(weak, MOST_NAMED)}: fewer than 3 in 4 suggestions are right, or found."] if weak else []
    )


def _most_common(themes: pd.DataFrame, scope: Scope) -> str:
    found = themes[themes["reviews"] > 0]
    if found.empty:
        return f"No theme was found in {counted(scope.reviews, 'review')}."
    if scope.reviews == 1:
        return f"{sentence(counted(len(found), 'theme'))} {'comes up' if len(found) == 1 else 'come up'} in this one review."
    if found["reviews"].max() == 1:
        return f"No theme has been found in more than one of {scope.reviews} reviews."
    groups = [(count, [inside(name) for name in rows["name"]]) for count, rows in _most(found)]
    first = f"Learning about {listed(groups[0][1], MOST_NAMED)} comes up in {groups[0][0]} of {scope.reviews} reviews"
    others = [f"about {listed(names, MOST_NAMED)} in {count}" for count, names in groups[1:]]
    return f"{', '.join([first, *others])}."


def leading(themes: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The themes that the headline names, in its order; none where it names none. Rows of ``themes``."""
    found = themes[themes["reviews"] > 0]
    if scope.reviews < 2 or found.empty or found["reviews"].max() == 1:
        return found.head(0)
    return pd.concat([rows.head(MOST_NAMED) for _, rows in _most(found)])


def _most(found: pd.DataFrame) -> list[tuple[int, pd.DataFrame]]:
    """The most frequent themes in groups of equal count: as many whole groups as stay readable, at least one."""
    groups: list[tuple[int, pd.DataFrame]] = []
    for count, rows in found.groupby("reviews", sort=False):
        if groups and (sum(len(named) for _, named in groups) + len(rows) > MOST_NAMED or count == 1):
            break
        groups.append((int(str(count)), rows))
    return groups


def people(reviews: pd.DataFrame) -> str:
    """Whose reviews these are: pseudonyms with year, then those for whom none is published, by area.

    Parameters
    ----------
    reviews : DataFrame
        Columns ``victim_pseudonym`` (null where none is published), ``csp`` and ``death_year`` (null where not known).
    """
    if reviews.empty:
        return ""
    named = reviews[reviews["victim_pseudonym"].notna()]
    names = [f"{r.victim_pseudonym} ({r.csp}, died {_year(r.death_year)})" for r in named.itertuples()]
    unnamed = reviews[reviews["victim_pseudonym"].isna()].groupby("csp").size()
    if unnamed.empty:
        return (
            f"These are reviews of the deaths of {listed(names, 30)}."
            if len(names) > 1
            else f"This is the review of the death of {names[0]}."
        )
    if len(reviews) == 1:
        return f"This is the review of the death of a person in {unnamed.index[0]} for whom no name is published."
    return f"These are reviews of the deaths of {', '.join(names)}{' and ' if names else ''}{_unnamed(unnamed, bool(names))}."


def _unnamed(areas: pd.Series[int], others: bool) -> str:
    """'10 other people for whom no name is published (4 in Bolton and 6 in Liverpool)'; an area alone needs no number."""
    number, other = int(areas.sum()), "other " if others else ""
    places = [f"{count} in {area}" for area, count in areas.items()] if len(areas) > 1 else [f"in {areas.index[0]}"]
    return f"{counted(number, f'{other}person', f'{other}people')} for whom no name is published ({listed(places, 30)})"


def _year(year: Any) -> str:
    return str(year) if pd.notna(year) else "year not known"
