"""The answer to term of reference 13 in words. Pages, Word and the command line all say what stands here, and nothing else.

'Yes' is said only of what a person has confirmed: until then the answer is what a model suggests, and says so. An absence is
stated only where a full report was compared: a digest and an executive summary hold a part of what a review says.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.words import counted, listed, sentence, was

NO_PLAN = "Whether it happened again after it was reported done can't be said: no action plan is loaded for this view"
NO_PLAN_WHY = "This can only be seen where the earlier review's action plan is loaded: a digest tells nothing of completion."
"""What is said in place of 'nothing is known to have happened again' where nothing could be known."""


@dataclass(frozen=True)
class Held:
    """What is held of a review, as a noun: one of them, several, and with its article."""

    noun: str
    plural: str
    one: str


HELD = {
    "report": Held("full report", "full reports", "a full report"),
    "summary": Held("executive summary", "executive summaries", "an executive summary"),
    "part": Held("briefing or action plan", "briefings or action plans", "a briefing or action plan"),
    "digest": Held("public digest", "public digests", "a public digest"),
}
"""Forms in which a review is held, as ``queries.reviews_compared`` tells them; only the first can show an absence."""


@dataclass(frozen=True)
class Answer:
    """The learning points of a review and their matches elsewhere; made by ``answer``.

    Attributes
    ----------
    title, area, source : str
        What people call the review, the area of its partnership, and whether its points are a 'report''s or a 'digest''s.
    points, matches, compared : DataFrame
        Of ``queries.recurrence_points`` (with the finding 'cannot_tell', see ``findings``), ``recurrence_matches`` (of these
        points, without those a person rejected) and ``reviews_compared``.
    """

    title: str
    area: str
    points: pd.DataFrame
    matches: pd.DataFrame
    compared: pd.DataFrame
    source: str = "report"

    @property
    def can_show_absence(self) -> bool:
        """Whether a full report was compared: what a summary or a digest lacks may still be in the report."""
        return _has_report(self.compared)

    def number(self, finding: str) -> int:
        """How many learning points have that finding."""
        return len(self.of(finding))

    def of(self, finding: str) -> pd.DataFrame:
        """The learning points with that finding, in reading order."""
        return self.points[self.points["finding"] == finding]

    def matches_of(self, statement_id: str) -> pd.DataFrame:
        """Matches of one learning point, surest first."""
        return self.matches[self.matches["statement_id"] == statement_id]

    def confirmed(self, relation: str = "same") -> pd.DataFrame:
        """Matches that a person has confirmed to be of that relation."""
        sure = self.matches["confirmed"].fillna(False).astype(bool)
        return self.matches[sure & (self.matches["relation"] == relation)]

    def points_confirmed(self, finding: str) -> int:
        """How many of the points with a finding a person has confirmed: for at least one match of that relation each."""
        return int(self.of(finding)["statement_id"].isin(self.confirmed(finding)["statement_id"]).sum())

    def held(self) -> dict[str, int]:
        """How many of the reviews compared are held as what: keys of ``HELD``, those alone that occur."""
        numbers = self.compared["form"].value_counts()
        return {form: int(numbers[form]) for form in HELD if form in numbers}

    def partial(self) -> dict[str, int]:
        """How many of the reviews compared are held in part alone."""
        return {form: number for form, number in self.held().items() if form != "report"}

    def words(self) -> str:
        """The answer in one or two sentences: the headline, then what else there is."""
        return " ".join(part for part in (self.headline(), self.rest()) if part)

    def headline(self) -> str:
        """The answer in one sentence; 'no' is said as plainly as 'yes'."""
        if self.points.empty or self.compared.empty:
            missing = "no learning point of this review" if self.points.empty else "no other review"
            return f"This can't be answered yet: {missing} is loaded."
        if not self.number("same") and not self.number("related"):
            return f"{self._absence()} none of the {self._points()} was found in the {self._others()} compared."
        return f"{self._found()}."

    def rest(self) -> str:
        """What became of the other points: related, not found; empty where the headline has said it all."""
        if self.compared.empty or not (self.number("same") or self.number("related")):
            return ""
        rest = [part for part in (self._related(), self._unseen()) if part]
        return f"{'; '.join(rest)}." if rest else ""

    def compared_words(self) -> str:
        """What it was compared with, whose reviews these are, and what that can't show."""
        if self.compared.empty:
            return "Compared with no other review."
        parts = [f"Compared with {self._kinds()}. {self._commissioned()}"]
        if partial := self.partial():
            kinds = listed([HELD[form].one for form in partial])
            hold = "holds" if len(partial) == 1 else "each hold"
            parts.append(f"{sentence(kinds)} {hold} only part of a review, so a point that was not found may still be there.")
        return " ".join(parts)

    def judged_words(self) -> str:
        """How many of the matches a person has looked at."""
        total, open_ = len(self.matches), int(self.matches["confirmed"].isna().sum())
        if not total:
            return "No match was suggested."
        if open_ == total:
            return f"All {total} matches are suggestions of a model: no person has confirmed any of them yet."
        if open_:
            said = "is a suggestion" if open_ == 1 else "are suggestions"
            return f"{open_} of the {total} matches {said} of a model that no person has confirmed yet."
        return f"All {counted(total, 'match', 'matches')} confirmed by a person."

    def draft(self) -> str:
        """A paragraph for the overview report, made from counts and from confirmed matches alone."""
        if self.points.empty or self.compared.empty:
            return self.words()
        total = len(self.points)
        parts = [
            "The terms of reference ask whether the learning in this review appears in other reviews.",
            f"The {counted(total, 'learning point')} of {self.title} {was(total)} compared with {self._kinds()}.",
            self._commissioned(),
            self._draft_confirmed(),
        ]
        if partial := self.partial():
            only = listed([f"for {number} of these only {HELD[form].one}" for form, number in partial.items()])
            parts.append(f"{sentence(only)} was available, so learning that was not found may still be in the full report.")
        return " ".join(parts)

    def _points(self) -> str:
        return counted(len(self.points), "learning point")

    def _others(self) -> str:
        return counted(len(self.compared), "other review")

    def _kinds(self) -> str:
        """``'10 other reviews (1 full report, 2 executive summaries, 7 public digests)'``; ``'(all public digests)'``."""
        held, many = self.held(), len(self.compared) > 1
        kinds = [counted(number, HELD[form].noun, HELD[form].plural) for form, number in held.items()]
        if len(held) == 1:
            kinds = [f"all {HELD[form].plural}" if many else HELD[form].one for form in held]
        return f"{self._others()} ({', '.join(kinds)})"

    def _absence(self) -> str:
        return "No:" if self.can_show_absence else "Not known:"

    def _found(self) -> str:
        """Of how many points the same was said, and whether that is a finding or a suggestion."""
        same, sure = self.number("same"), self.points_confirmed("same")
        if not same:
            return f"In part: none of the {self._points()} was found again in substance in the {self._others()} compared"
        if not sure:
            said = f"{'is' if same == 1 else 'are'} suggested to appear in {self._where('same')}"
            return f"Probably, but no person has confirmed it yet: {same} of {self._points()} {said}"
        found = f"Yes: {sure} of {self._points()} {was(sure)} confirmed by a person to appear in {self._where('confirmed')}"
        return f"{found}; for {same - sure} more this is suggested" if same > sure else found

    def _where(self, which: str) -> str:
        """``'3 of the 10 other reviews compared'``."""
        rows = self.confirmed() if which == "confirmed" else self.matches[self.matches["relation"] == "same"]
        return f"{rows['review_id'].nunique()} of the {self._others()} compared"

    def _related(self) -> str:
        number = self.number("related")
        return (
            f"{number} {'is' if number == 1 else 'are'} only related, on the same subject with a different ask" if number else ""
        )

    def _unseen(self) -> str:
        if number := self.number("not_found"):
            return f"{number} {was(number)} not found"
        number = self.number("cannot_tell")
        partial = listed([HELD[form].plural for form in self.partial()])
        return f"{number} {was(number)} not found, but {partial} alone can't show that learning is absent" if number else ""

    def _commissioned(self) -> str:
        """Term of reference 13 asks of the partnership's own reviews, so how many of them these are is part of the answer."""
        own = int((self.compared["csp"] == self.area).sum())
        if not own:
            one = "It is not" if len(self.compared) == 1 else "None of them is"
            return f"{one} a review of {self.area}: the others of this partnership are not loaded."
        if own == len(self.compared):
            return f"{'It is' if own == 1 else 'All are'} of {self.area}."
        return f"{own} of them {'is' if own == 1 else 'are'} of {self.area}, the others of other areas."

    def _draft_confirmed(self) -> str:
        same = self.confirmed()
        number = same["statement_id"].nunique()
        if not number:
            return "No match has been confirmed by a person yet, so no recurrence is stated here."
        refs = self.points.loc[self.points["statement_id"].isin(same["statement_id"]), "ref"].fillna("without a reference")
        places = list(dict.fromkeys(_place(row) for row in same.itertuples(index=False)))
        points, where = listed([str(ref) for ref in refs], limit=12), listed(places, limit=12)
        return f"{number} of the {self._points()} ({points}) {was(number)} confirmed to appear in other reviews ({where})."


def answer(
    title: str, area: str, points: pd.DataFrame, matches: pd.DataFrame, compared: pd.DataFrame, source: str = "report"
) -> Answer:
    """The answer from what the queries of the same names give; matches that a person called unrelated don't count."""
    kept = matches[(matches["relation"] != "unrelated") & matches["statement_id"].isin(points["statement_id"])]
    return Answer(title, area, findings(points, compared), kept.reset_index(drop=True), compared, source)


def findings(points: pd.DataFrame, compared: pd.DataFrame) -> pd.DataFrame:
    """The points; 'not found' becomes 'cannot tell' where no full report was compared: its parts can't show an absence."""
    if _has_report(compared):
        return points
    return points.assign(finding=points["finding"].replace("not_found", "cannot_tell"))


def _has_report(compared: pd.DataFrame) -> bool:
    return bool((compared["form"] == "report").any())


def again_words(repeats: pd.DataFrame, named: str = "") -> str:
    """What is known to have come up after its action was reported complete: a headline without a full stop.

    Parameters
    ----------
    repeats : DataFrame
        Of ``queries.recurrences_after_completion``. Pairs that are only related are no repeat.
    named : str
        What is said of the points: ``' with this theme'``.
    """
    same = repeats[repeats["relation"] == "same"]
    sure = same[same["confirmed"].fillna(False).astype(bool)]["earlier_id"].nunique()
    rest = same["earlier_id"].nunique() - sure
    when = "after the action was reported complete"
    if sure:
        more = f"; for {rest} more this is suggested" if rest else ""
        return f"{sentence(counted(sure, 'learning point'))}{named} came up again {when}{more}"
    if rest:
        return f"{sentence(counted(rest, 'learning point'))}{named} may have come up again {when}; no person has confirmed it"
    return f"No learning{named} is known to have come up again {when}"


def _place(match: object) -> str:
    review, ref = str(getattr(match, "review", "")), getattr(match, "ref", None)
    return review if pd.isna(ref) or not ref else f"{review}, {ref}"
