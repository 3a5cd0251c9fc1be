"""What is said of a row of data: its place, where a theme came from, dates, counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from analytics.words import counted as counted  # pages say these by this module
from analytics.words import found_in as found_in
from analytics.words import kinds_of as kinds_of
from analytics.words import listed, sentence
from analytics.words import when as in_words
from pages.components.wording.lists import FINDINGS, KINDS, SOURCES, STATES, UNCONFIRMED
from pages.components.wording.text import given


def place(row: Mapping[str, Any]) -> str:
    """Where a statement stands, fit to cite: 'Key issue, paragraph 7.1, page 17, Merseyside Police'. Nothing is said twice."""
    kind, ref = KINDS[row["kind"]], str(row["ref"]) if given(row.get("ref")) else ""
    parts = [] if kind.lower() in ref.lower() else [kind]
    if ref.isdigit() and row["kind"] == "recommendation":
        parts = [f"{kind} {ref}"]
    elif ref:
        parts.append(f"paragraph {ref}" if ref[:1].isdigit() else ref)
    if given(row.get("page")):
        parts.append(f"page {row['page']}")
    if given(row.get("agency")) and str(row["agency"]) not in ref:
        parts.append(str(row["agency"]))
    return ", ".join(parts)


def with_former(former: str) -> str:
    """Names of bodies that count with their successor: '(with its former bodies: A Trust; B Service)'."""
    several = "; " in former
    return f"(with its former {'bodies' if several else 'body'}: {former})"


def includes_former(name: str, former: list[str]) -> str:
    """'Probation Service includes the bodies it took over from: A Trust and B Service.'"""
    listed = " and ".join([", ".join(former[:-1]), former[-1]] if len(former) > 1 else former)
    return f"{name} includes the {'bodies' if len(former) > 1 else 'body'} it took over from: {listed}."


def percent(share: float) -> str:
    """A probability as people read it; nothing a machine says is certain: 0.999 → 'over 99%'."""
    if share > 0.99:
        return "over 99%"
    return "under 1%" if share < 0.01 else f"{share:.0%}"


_TENTHS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def tenths(share: float) -> str:
    """A share as so many of ten: 0.82 → 'eight'."""
    return _TENTHS[round(share * 10)]


def of_ten(right: float, found: float, same: float) -> str:
    """Three shares as everybody reads them: 'Of ten themes it suggests, about nine are right; …'."""
    suggested, carried, called = (tenths(share) for share in (right, found, same))
    return (
        f"In short: of ten themes it suggests, about {suggested} are right; of ten that are there, it finds about {carried}; of "
        f"ten pairs it calls the same learning, about {called} are."
    )


def provenance(row: Mapping[str, Any]) -> str:
    """Where a theme came from: 'MARAC process: suggested by the machine (probability 91%) … Not yet confirmed.'"""
    if row["state"] != "suggested":
        return f"{row['theme']}: {STATES[row['state']].lower()}."
    phrase = f", for “{row['evidence']}”" if given(row.get("evidence")) else ""
    return (
        f"{row['theme']}: suggested by the machine (probability {percent(row['score'])}){phrase}. Not yet confirmed by a person."
    )


def margin_note(row: Mapping[str, Any]) -> str:
    """A code as it stands beside its passage: 'MARAC process. Suggested, 91%: “marac”', or who decided."""
    if row["state"] != "suggested":
        return f"{row['theme']}. {STATES[row['state']]}."
    phrase = f": “{row['evidence']}”" if given(row.get("evidence")) else ""
    return f"{row['theme']}. Suggested, {percent(row['score'])}{phrase}"


def passages_counted(statements: int, reviews: int, too: str = "", no_agency: bool = False, confirmed: bool = False) -> str:
    """'5 statements in 3 reviews', and what those of a part have in common: 'that carry “Training” as well'."""
    verbs = ("carries", "names") if statements == 1 else ("carry", "name")
    common = [f"{verbs[0]} “{too}” as well"] * bool(too) + [f"{verbs[1]} no agency"] * no_agency
    common += ["a person has confirmed"] * confirmed
    said = f" that {' and '.join(common)}" if common else ""
    return f"{counted(statements, 'statement')} in {counted(reviews, 'review')}{said}"


def month(when: object) -> str:
    """A date of any precision as people write it: '2022-07-31' → '31 July 2022', '2022-07' → 'July 2022', null → 'not given'."""
    if not given(when):
        return "not given"
    return in_words(str(when))


def day(on: date) -> str:
    """A day as people write it: '22 November 2026'."""
    return month(on.isoformat())


def review_line(review: Mapping[str, Any]) -> str:
    """Area, death, publication and form of a review in one line."""
    died = review["death"] if given(review["death"]) else review["death_year"]
    parts = [str(review["partnership"] if given(review["partnership"]) else review["csp"]), f"death: {month(died)}"]
    if given(review["report_date"]):
        parts.append(f"report: {month(review['report_date'])}")
    if given(review["period_start"]):
        parts.append(f"covers {month(review['period_start'])} to {month(review['period_end'])}")
    known = review["source"] == "report" and given(review.get("report_type"))
    return "; ".join([*parts, str(review["report_type"]) if known else SOURCES[review["source"]]]) + "."


def paragraph(row: Mapping[str, Any], wanted: bool) -> str:
    """'7.3, page 17', and that it is the one that was asked for."""
    parts = [str(row["ref"])] if given(row["ref"]) else []
    parts += [f"page {row['page']}"] if given(row["page"]) else []
    return ", ".join(parts) + (" – the paragraph you asked for" if wanted else "")


def dated(event: Mapping[str, Any]) -> str:
    """The date of an event, and whether its year was inferred."""
    return month(event["date"]) + (" (year inferred from the sequence)" if event["date_inferred"] else "")


def finding(relation: str, confirmed: bool) -> str:
    """A finding no surer than it is: 'Repeats' once a person has confirmed it, 'Probably repeats' until then."""
    return FINDINGS[relation] if confirmed else UNCONFIRMED.get(relation, FINDINGS[relation])


def point_heading(row: Mapping[str, Any], confirmed: bool) -> str:
    """'Probably repeats: Key issue, paragraph 7.3, page 17'."""
    return f"{finding(row['finding'], confirmed)}: {place(row)}"


def judged(match: Mapping[str, Any]) -> str:
    """Why two statements match, and who says so; what is only related has no probability: the machine's is of being the same."""
    if given(match["confirmed"]):
        return f"{match['why']} Confirmed by a person." if given(match["why"]) else "Matched by a person."
    sure = f" (probability of being the same {percent(match['score'])})" if match["relation"] == "same" else ""
    return f"{match['why']} Suggested by the machine{sure}, not yet confirmed by a person."


def again(row: Mapping[str, Any]) -> str:
    """'Reported complete February 2020; came up again in a death of May 2021.'"""
    return f"Reported complete {month(row['completed'])}. Then the same learning in a death of {month(row['later_death'])}."


def more(number: int) -> str:
    """'and 3 more matches'."""
    return f"and {counted(number, 'more match', 'more matches')}"


def again_counted(number: int) -> str:
    """'3 lessons came up again in a later death, after the earlier review's action had been reported complete.'"""
    lessons = counted(number, "lesson")
    again = f"{lessons} came up again in a later death, after the earlier review’s action had been reported complete."
    return f"{again} Each is a suggestion of the machine unless a person has confirmed it."


def not_again(held: Mapping[str, str]) -> str:
    """Why nothing is known to have come up again after it was done: it can't be told yet, or it was looked for and not found."""
    if held["plans"] == "0":
        why = "no action plan of these reviews is loaded"
    elif not held["first"]:
        why = "no action of these reviews is reported complete with a date"
    elif held["later"] == "0":
        first = month(held["first"])
        why = f"no other review here is known to be of a death after {first}, when the first action was reported complete"
    else:
        looked = counted(int(held["later"]), "review")
        return f"Looked for in {looked} of a later death: nothing was found again after the action had been reported complete."
    return f"Cannot be told yet: {why}."


def coverage(areas: list[tuple[str, int, int]], others: Mapping[str, int], places: list[str]) -> str:
    """'1 of Sefton’s 11 published reviews is loaded; the other 10 here are public digests from Bolton and Liverpool.'

    ``areas`` are those of a register: name, reviews loaded, reviews published; ``others`` how many reports and digests of other
    reviews are held, and ``places`` whose.
    """
    parts = [f"{held or 'none'} of {_of(area)} {counted(published, 'published review')}" for area, held, published in areas]
    verb = "is" if sum(held for _, held, _ in areas) < 2 else "are"
    first = f"{sentence(listed(parts, len(parts)))} {verb} loaded"
    if not (number := sum(others.values())):
        return f"{first}."
    kinds = [
        counted(others[kind], noun) for kind, noun in (("report", "report"), ("digest", "public digest")) if others.get(kind)
    ]
    if len(kinds) == 1 and number > 1:
        kinds = [kinds[0].partition(" ")[2]]
    rest = "the other one here is" if number == 1 else f"the other {number} here are"
    return f"{first}; {rest} {' and '.join(kinds).replace('1 ', 'a ', number == 1)} from {listed(places, len(places))}."


def _of(area: str) -> str:
    return f"{area}’" if area.endswith("s") else f"{area}’s"


def moment(when: datetime) -> str:
    """'30 November 2026, 01:14'."""
    return f"{day(when.date())}, {when:%H:%M}"


def slide_place(number: int, last: int) -> str:
    """'Chart 2 of 7. The left and right arrow keys turn the page.'"""
    return f"Chart {number} of {last}. The left and right arrow keys turn the page."


def points_left(left: int, every: int) -> str:
    """'67 learning points', '5 of its 67 learning points', 'None of its 67 learning points'."""
    points = counted(every, "learning point")
    return sentence(points) if left == every else f"{left or 'None'} of its {points}"


def lacks(missing: list[str]) -> str:
    """Which of owner, date and measure a draft lacks, by its words."""
    if not missing:
        return "By its words, it names an owner, a date and a measure."
    return f"By its words, it lacks {listed(missing)}."


def said_before(same: int, related: int) -> str:
    """'Said before in 2 statements; 5 are related.'"""
    first = f"The same was said in {counted(same, 'statement')}" if same else "The same was not found"
    return f"{first}; {related or 'none'} {'is' if related == 1 else 'are'} related. Suggested by the machine."


def of(part: int, whole: int) -> str:
    """'4 of 11'."""
    return f"{part} of {whole}"


def looked_at(reviews: int, kinds: str, statements: int) -> tuple[str, str, str]:
    """'11 reviews', ' looked at (1 report and 10 public digests), ' and '140 statements': both counts lead to what they count."""
    return counted(reviews, "review"), f" looked at ({kinds}), ", counted(statements, "statement")


def short_name(who: str, year: object) -> str:
    """A review's name in charts: 'Denise 2020'."""
    return f"{who} {year}" if given(year) else f"{who} (no year)"


def register_sentence(loaded: int, published: int, areas: list[str]) -> str:
    """'A report of 1 of the 11 reviews that Sefton has published is loaded; the table names it.'"""
    of_them = f"{loaded or 'none'} of the {counted(published, 'review')}"
    return f"A report of {of_them} that {' and '.join(areas)} has published is loaded; the table names it."
