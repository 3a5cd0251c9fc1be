"""The sentences that lead the overview, true in every edge case."""

from __future__ import annotations

import pandas as pd

from analytics.figures import BECAME, Plans, Scope, headline, leading, people, sentences
from analytics.model import STATUSES

SUGGESTED = "These themes are suggestions of the machine: no person has confirmed any of them yet."


def themes(confirmed: int | None = None, **reviews: int) -> pd.DataFrame:
    """Themes with a statement in each of so many reviews; all confirmed, or of each theme so many."""
    counts = list(reviews.values())
    sure = counts if confirmed is None else [confirmed] * len(counts)
    return pd.DataFrame({
        "name": list(reviews), "reviews": counts, "confirmed_reviews": sure, "statements": counts, "confirmed": sure,
    })  # fmt: skip


def sure(statements: int) -> str:
    return f"A person has confirmed each of the {statements} times a theme was found."


def test_what_nobody_has_confirmed_is_said_to_be_a_suggestion() -> None:
    scope = Scope("All reviews", 1, 10)
    assert headline(themes(confirmed=0, MARAC=4), scope, 0, {})[1:] == [SUGGESTED]
    assert (
        headline(themes(confirmed=0, MARAC=4), scope, 0, {})[0] == "Suggested: learning about MARAC comes up in 4 of 11 reviews."
    )
    assert headline(themes(MARAC=4), scope, 0, {}) == ["Learning about MARAC comes up in 4 of 11 reviews.", sure(4)]
    assert headline(themes(confirmed=0, MARAC=0), scope, 0, {}) == ["No theme was found in 11 reviews."]


def test_one_code_that_is_confirmed_makes_no_finding_of_the_headline() -> None:
    """One of 205 codes was accepted: the headline stays a suggestion, and below it stands how many are confirmed."""
    frame = pd.DataFrame({
        "name": ["Routine enquiry", "Information sharing", "Housing"], "reviews": [9, 8, 3], "confirmed_reviews": [1, 0, 0],
        "statements": [120, 80, 5], "confirmed": [1, 0, 0],
    })  # fmt: skip
    scope = Scope("All reviews", 1, 10)
    assert headline(frame, scope, 0, {}) == [
        "Suggested: learning about routine enquiry comes up in 9 of 11 reviews, about information sharing in 8, about housing in 3.",
        "A person has confirmed 1 of the 205 times a theme was found; the rest are suggestions of the machine.",
    ]
    first = frame.assign(confirmed_reviews=[9, 7, 3])
    assert headline(first, scope, 0, {})[0].startswith("Suggested: "), "the second theme that it names counts as well"
    assert headline(frame.assign(confirmed_reviews=[9, 8, 3]), scope, 0, {})[0].startswith("Learning about routine enquiry")


def test_headline_names_the_theme_with_its_denominator() -> None:
    said = headline(
        themes(MARAC=4, Housing=2), Scope("All reviews", 1, 10), again=2, actions={"complete": 18, "ongoing": 5, "unknown": 4}
    )
    assert said == [
        "Learning about MARAC comes up in 4 of 11 reviews, about housing in 2.",
        sure(6),
        "2 lessons came up again after the action was reported done: a suggestion of the machine unless a person has confirmed it.",
        "Of 27 actions promised, 18 are reported done, 5 are open in the plan and 4 are without information in the plan.",
    ]


def test_headline_with_a_tie_one_lesson_and_one_action() -> None:
    said = headline(themes(Housing=2, MARAC=2), Scope("All reviews", 2, 1), again=1, actions={"overdue": 1})
    assert said[0] == "Learning about housing and MARAC comes up in 2 of 3 reviews."
    assert said[1] == sure(4)
    assert said[2].startswith("1 lesson came up again")
    assert said[3] == "Of 1 action promised, 1 is open in the plan."


def test_headline_names_whole_groups_only() -> None:
    five = themes(Top=5, **{name: 3 for name in ("Aa", "Bb", "Cc")})
    assert headline(five, Scope("All reviews", 9, 0), 0, {}) == ["Learning about top comes up in 5 of 9 reviews.", sure(14)]
    many = themes(**{name: 3 for name in ("Aa", "Bb", "Cc", "Dd", "Ee", "Ff")})
    said = "Learning about aa, bb, cc and 3 others comes up in 3 of 9 reviews."
    assert headline(many, Scope("All reviews", 9, 0), 0, {}) == [said, sure(18)]


def test_headline_claims_no_recurrence_that_isn_t_there() -> None:
    two, one, none = Scope("All reviews", 2, 0), Scope("Denise", 1, 0), Scope("All reviews", 0, 0)
    assert headline(themes(Housing=1), two, 0, {})[0] == "No theme has been found in more than one of 2 reviews."
    assert headline(themes(Housing=1, MARAC=1), one, 0, {}) == ["2 themes come up in this one review.", sure(2)]
    assert headline(themes(), none, 0, {}) == ["No review matches these filters."]
    assert (
        headline(themes(Housing=0), two, 0, {"complete": 2, "already_in_place": 1})[-1]
        == "All of the 3 actions promised are reported done."
    )


def test_every_promise_stands_in_one_group() -> None:
    actions = {"complete": 2, "overdue": 1, "not_started": 1, "superseded": 3, "rejected": 1, "unknown": 1}
    said = headline(themes(MARAC=4), Scope("All reviews", 1, 10), 0, actions)[-1]
    assert said == (
        "Of 9 actions promised, 2 are reported done, 2 are open in the plan, 3 are superseded or merged, 1 is rejected and 1 is without "
        "information in the plan."
    )


def test_what_became_of_promises_says_of_which_month_the_plans_speak() -> None:
    frame = pd.DataFrame({"whose": ["Denise"], "made": ["2024-01"], "actions": [3]})
    scope = Scope("All reviews", 1, 10, Plans.of(frame))
    said = headline(themes(MARAC=4), scope, 0, {"complete": 2, "ongoing": 1})[-1]
    assert (
        said
        == "Of 3 actions promised, 2 are reported done and 1 is open in the plan (as of January 2024; nothing newer is held)."
    )
    assert headline(themes(MARAC=4), scope, 0, {"complete": 3})[-1] == (
        "All of the 3 actions promised are reported done (as of January 2024; nothing newer is held)."
    )
    undated = Scope("All reviews", 1, 10, Plans.of(frame.assign(made=None)))
    assert "as of" not in headline(themes(MARAC=4), undated, 0, {"ongoing": 1})[-1], "of which month isn't known"


def test_sentences_say_what_their_counts_count() -> None:
    said = sentences(themes(MARAC=4), Scope("All reviews", 1, 10), 2, {"complete": 18, "ongoing": 5, "unknown": 4})
    counted = {part.counts: part.words for sentence in said for part in sentence if part.counts}
    assert counted == {
        "again": "2 lessons came up again", "promised": "27 actions", "done": "18", "open": "5", "unknown": "4",
    }  # fmt: skip
    assert sorted(status for statuses, _ in BECAME.values() for status in statuses) == sorted(STATUSES), "each in one group"


def test_themes_that_the_headline_names() -> None:
    scope, five = Scope("All reviews", 9, 0), themes(Top=5, **{name: 3 for name in ("Aa", "Bb", "Cc")})
    assert leading(five, scope)["name"].tolist() == ["Top"]
    assert leading(themes(**{name: 3 for name in ("Aa", "Bb", "Cc", "Dd")}), scope)["name"].tolist() == ["Aa", "Bb", "Cc"]
    assert leading(themes(Aa=1), scope).empty
    assert leading(five, Scope("Denise", 1, 0)).empty


def test_people_come_by_their_pseudonyms() -> None:
    frame = pd.DataFrame({
        "victim_pseudonym": ["Denise", None, None, None], "csp": ["Sefton", "Liverpool", "Liverpool", "Bolton"],
        "death_year": pd.array([2020, 2014, None, 2019], dtype="Int32"),
    })  # fmt: skip
    assert people(frame) == (
        "These are reviews of the deaths of Denise (Sefton, died 2020) and 3 other people for whom no name is published "
        "(1 in Bolton and 2 in Liverpool)."
    )
    assert people(frame.head(1)) == "This is the review of the death of Denise (Sefton, died 2020)."
    assert people(frame.head(0)) == ""
    assert people(frame.tail(1)) == "This is the review of the death of a person in Bolton for whom no name is published."
    assert people(frame.iloc[1:3]) == "These are reviews of the deaths of 2 people for whom no name is published (in Liverpool)."


def test_a_theme_that_the_machine_is_weak_at_is_said_to_be_so() -> None:
    themes = pd.DataFrame({"name": ["Routine enquiry", "Housing"], "reviews": [5, 2], "weak": [True, False]})
    themes = themes.assign(confirmed_reviews=0, statements=[6, 2], confirmed=0)
    said = headline(themes, Scope("All", 1, 6), 0, {})
    assert said[-1] == "The machine is weak at routine enquiry: fewer than 3 in 4 suggestions are right, or found."
    assert not any("weak" in sentence for sentence in headline(themes.assign(weak=False), Scope("All", 1, 6), 0, {}))
