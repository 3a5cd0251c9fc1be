"""Recommendations: in prose, in lists, in tables and in action plans, each counted once, with the body each is for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from analytics.model import Action, Statement
from analytics.reading.addressees import SUBJECT, addressee
from analytics.reading.columns import Layout, number_in
from analytics.reading.labels import labelled
from analytics.reading.outline import Part
from analytics.reading.plans import Plan, recommendation_tables
from analytics.reading.topics import agency_in

_SAME_TEXT = 88
_CROSS = re.compile(r"recommendations?\s+((?:\d{1,2}(?:\.\d+)?(?:\s*(?:,|&|and|to|-|–)\s*)?)+)", re.I)
_ASKS = re.compile(
    r"\b(?:should|must|need(?:s)? to|to ensure|is recommended|recommends? that|are asked to|to (?:review|"
    r"consider|develop|provide))\b|^That\b"
)
_IMPERATIVE = re.compile(
    r"^(?:Add|Agree|Ask|Audit|Build|Carry|Commission|Consider|Create|Deliver|Develop|Embed|Encourage|Ensure|Establish|Explore|Identify|"
    r"Implement|Improve|Include|Increase|Introduce|Issue|Make|Monitor|Offer|Produce|Promote|Provide|Publish|Raise|Record|Refresh|"
    r"Reinforce|Remind|Report|Review|Revise|Seek|Set|Share|Strengthen|Support|Train|Undertake|Update|Use|Work|Write)\b"
)


_BARE_LABEL = re.compile(
    r"^(?:(?:Panel|Overview|National|Local|Agency|Multi-agency|Single[- ]agency|Key)\s+)?[Rr]ecommendation\s*(?::|\s[–-])\s+"
    r"(?P<text>[A-Z‘“'].{20,})$",
    re.S,
)
"""A recommendation that is labelled and not numbered."""


def reference(number: str | None, agency: str | None) -> str:
    """The reference of a recommendation, fit to cite. ``agency``: the body under whose heading it is numbered.

    >>> reference("2", "Merseyside Police"), reference("1", None)
    ('Recommendation 2 (Merseyside Police)', 'Recommendation 1')
    """
    name = f"Recommendation {number}" if number else "Recommendation"
    return f"{name} ({agency})" if agency else name


def crossed(text: str) -> tuple[str, ...]:
    """The recommendations that a text names, by their references.

    >>> crossed("[Panel recommendation 1 & 2] Narrative")
    ('Recommendation 1', 'Recommendation 2')
    """
    refs: list[str] = []
    for found in _CROSS.finditer(text):
        for first, last in re.findall(r"(\d{1,2}(?:\.\d+)?)(?:\s*(?:to|-|–)\s*(\d{1,2}))?", found[1]):
            whole = range(int(first), int(last) + 1) if last and "." not in first and int(last) - int(first) in range(20) else ()
            refs += [f"Recommendation {n}" for n in whole] or [f"Recommendation {first}"]
    return tuple(dict.fromkeys(refs))


def in_prose(parts: Sequence[Part], number: int, announces: bool, forms: Forms) -> Statement | None:
    """The recommendation that a paragraph is: after its label, below a heading that is one, or an item of a list of them."""
    part = parts[number]
    block = part.block
    said = labelled(block.text)
    if said:
        body, text = addressee(said[1])
        return _statement(said[0], text, replace(part, agency=body or part.agency)) if len(text) >= 20 else None
    bare = _BARE_LABEL.match(block.text)
    if bare:
        return Statement(reference(None, part.agency), "recommendation", part.agency, bare["text"], block.page)
    own = labelled(part.title) if part.topic == "recommendations" and block.number else None
    if own and re.fullmatch(rf"{re.escape(own[0])}\.\d{{1,2}}", block.number or "") and asks(block.text):
        return _statement(block.number or "", block.text, part)  # '1.1' and '1.2' below 'Recommendation 1: Families'
    above = labelled(parts[number - 1].block.text) if number and parts[number - 1].is_heading else None
    if above and not _is_whole(above[1]) and len(block.text) >= 20:
        return _statement(above[0], block.text, part)
    if part.topic != "recommendations" or announces or labelled(part.title):
        return None
    single = part.agency is not None and forms.get(part.path, 1) == 2  # a list under an agency's own heading needs no labels
    labels = forms.get(part.path[:1]) == 3 and not single
    if _form(part) < (3 if labels else forms.get(part.path, 1)):
        return None
    if block.number is None and block.kind != "list_item" and not (_ASKS.search(block.text) or _IMPERATIVE.match(block.text)):
        return None
    return _statement(block.number or str(_place(parts, number)), block.text, part)


def in_heading(part: Part) -> Statement | None:
    """The recommendation that a heading itself is: 'Recommendation 2: The board should review …'."""
    said = labelled(part.block.text) if part.is_heading else None
    return _statement(said[0], said[1], part) if said and _is_whole(said[1]) else None


def asks(text: str) -> bool:
    """Whether a sentence asks somebody for something, so that it can be a recommendation whose list follows."""
    return (
        bool(SUBJECT.match(text))
        or bool(re.match(r"(?:That|To|All agencies|Each agency)\b", text))
        or bool(_IMPERATIVE.match(text))
    )


def _is_whole(text: str) -> bool:
    """Whether a label's words are the recommendation, and not only its title."""
    return len(text) >= 40 and bool(_ASKS.search(text) or SUBJECT.match(text) or text.endswith("."))


def _form(part: Part) -> int:
    """How plainly a part has the form of an item: 3 labelled, 2 numbered or in a list, 1 neither."""
    if labelled(part.block.text):
        return 3
    return 2 if part.block.number or part.block.kind == "list_item" else 1


Forms = dict[tuple[str, ...], int]


def plainest_forms(parts: Sequence[Part]) -> Forms:
    """The plainest form of an item in each section of recommendations: where some are labelled, the rest explains them.

    The key is the section's titles from the outermost; a label anywhere below an outermost section counts for all of it.
    """
    forms: Forms = {}
    for part in parts:
        if part.topic != "recommendations" or not part.block.text:
            continue
        form = _form(part)
        if form == 3:
            forms[part.path[:1]] = 3
        elif not part.is_heading:
            forms[part.path] = max(form, forms.get(part.path, 1))
    return forms


def absorbed(parts: Sequence[Part], number: int, statement: Statement) -> tuple[Statement, int]:
    """A recommendation that ends in a colon with the list that follows it, and how many parts that took."""
    taken = number + 1
    text = statement.text
    own = parts[number].block
    while text.rstrip().endswith((":", ";", "; and", ",")) or taken > number + 1:
        if (
            taken >= len(parts)
            or parts[taken].is_heading
            or parts[taken].block.kind != "list_item"
            or parts[taken].path != parts[number].path
        ):
            break
        item = parts[taken].block
        alike = _is_digit(own.number) == _is_digit(item.number) and bool(own.number) == bool(item.number)
        if own.kind == "list_item" and alike and (own.level or 0) >= (item.level or 0):
            break
        text = f"{text} {item.text}"
        taken += 1
    return replace(statement, text=text), taken - number - 1


def _is_digit(number: str | None) -> bool:
    return bool(number) and str(number)[0].isdigit()


def _statement(number: str, text: str, part: Part) -> Statement:
    return Statement(reference(number, part.agency), "recommendation", part.agency or None, text, part.block.page)


def _place(parts: Sequence[Part], number: int) -> int:
    """Which item below its heading a part is, from 1: among the list's items if it is one."""
    kind = parts[number].block.kind
    count = 0
    while number >= 0 and not parts[number].is_heading:
        count += parts[number].block.kind == kind
        number -= 1
    return count


def in_tables(parts: Sequence[Part]) -> list[tuple[Part, list[Statement]]]:
    """The recommendations of each table that lists them, with the part that the table is."""
    return [(part, _of_table(part, layout, rows)) for part, layout, rows in recommendation_tables(parts)]


def _of_table(part: Part, layout: Layout, rows: Sequence[Sequence[str]]) -> list[Statement]:
    found = _restarted(part, layout, rows)
    agency = part.agency
    for row in () if found else rows:
        cells = {role: cell for role, cell in zip(layout.roles, row, strict=False) if role and cell}
        text = cells.get("recommendation", "")
        learnt = cells.get("lesson", "")
        if len(text) < 15 and len(learnt) >= 30:
            number = number_in(cells.get("number", "")) or str(1 + sum(s.kind == "lesson" for s in found))
            points = crossed(f"Recommendations {text}") if re.match(r"\d", text) else crossed(text)
            found.append(Statement(f"Learning {number}", "lesson", agency, learnt, part.block.page, points))
            continue
        if len(text) < 15:
            agency = agency_in(" ".join(filter(None, row))) or agency
            continue
        number = number_in(cells.get("number", "")) or str(1 + sum(s.kind == "recommendation" for s in found))
        ref = reference(number, agency)
        if len(learnt) >= 30 and learnt.endswith((".", "!", "?")):
            found.append(Statement(f"Learning {number}", "lesson", agency, learnt, part.block.page, (ref,)))
        found.append(Statement(ref, "recommendation", cells.get("lead") or agency, text, part.block.page))
    return found


def _restarted(part: Part, layout: Layout, rows: Sequence[Sequence[str]]) -> list[Statement]:
    """The recommendations of a table with a row for each agency, in which an agency's several are counted from 1 in one cell;
    none if the table is not of that kind.
    """
    if set(layout.roles) - {None, "other"} != {"lead", "recommendation"}:
        return []
    cells = [{role: cell for role, cell in zip(layout.roles, row, strict=False) if role and cell} for row in rows]
    if not any(len(_counted(cell.get("recommendation", ""))) > 1 for cell in cells):
        return []
    found: list[Statement] = []
    for cell in cells:
        text, agency = cell.get("recommendation", ""), cell.get("lead") or part.agency
        for number, words in _counted(text) or [("", text)]:
            if len(words) >= 15:
                found.append(Statement(reference(number or None, agency), "recommendation", agency, words, part.block.page))
    return found


def _counted(text: str) -> list[tuple[str, str]]:
    """The numbers and words of a cell's items that are counted from 1; none if it holds no such items.

    >>> _counted("1. Remind officers. 2. Review calls."), _counted("Review 2. Then go on.")
    ([('1', 'Remind officers.'), ('2', 'Review calls.')], [])
    """
    pieces = re.split(r"(?:^|\s+)(\d{1,2})[.)]\s+(?=[A-Z])", text)
    numbers, words = pieces[1::2], pieces[2::2]
    counted = not pieces[0] and numbers == [str(n) for n in range(1, len(numbers) + 1)]
    return [(number, said.strip()) for number, said in zip(numbers, words, strict=True)] if counted else []


def with_plans(found: Sequence[Statement], rows: Sequence[Action], plans: Sequence[Plan]) -> list[Statement]:
    """The recommendations of action plans too, each once: those the text already gave aren't repeated."""
    found = once(found)
    agencies = {plan.title: plan.agency for plan in plans}
    seen = [s for s in found if s.kind == "recommendation"]
    added: list[Statement] = []
    for row in rows:
        agency = agencies.get(row.plan)
        if not row.recommendation or any(_is_same(s, row) for s in (*seen, *added)):
            continue
        added.append(Statement(reference(row.asked_as, agency), "recommendation", agency, row.recommendation, row.page))
    return [*found, *added]


def once(found: Sequence[Statement]) -> list[Statement]:
    """The statements, with a recommendation that the report prints again (in a list at the end, say) kept where it stood first.

    The same words under the headings of two agencies are two recommendations.
    """
    kept: dict[str, list[int]] = {}
    single: list[Statement] = []
    for statement in found:
        key = "".join(re.findall(r"\w", statement.text.casefold())) if statement.kind == "recommendation" else ""
        same = [
            n for n in kept.get(key, ()) if None in (single[n].agency, statement.agency) or single[n].agency == statement.agency
        ]
        if key and same:
            single[same[0]] = replace(single[same[0]], agency=single[same[0]].agency or statement.agency)
            continue
        if key:
            kept.setdefault(key, []).append(len(single))
        single.append(statement)
    return single


def _is_same(statement: Statement, row: Action) -> bool:
    """Whether a plan's row repeats a recommendation: the wording decides."""
    ours, theirs = statement.text.casefold(), row.recommendation.casefold()
    if (
        row.asked_as
        and re.search(rf"\b{re.escape(row.asked_as)}(?: \(|$)", statement.ref)
        and fuzz.partial_ratio(ours, theirs) >= _SAME_TEXT
    ):
        return True
    return fuzz.ratio(ours, theirs) >= _SAME_TEXT + 4


def filled_in(rows: Sequence[Action], found: Sequence[Statement], plans: Sequence[Plan]) -> list[Action]:
    """Rows of plans that only give a recommendation's number, with its words from the text."""
    agencies = {plan.title: plan.agency for plan in plans}
    texts = {s.ref: s.text for s in found if s.kind == "recommendation"}
    numbers = Counter(_number_of(ref) for ref in texts)
    single = {_number_of(ref): text for ref, text in texts.items() if numbers[_number_of(ref)] == 1}
    filled = []
    for row in rows:
        text = texts.get(reference(row.asked_as, agencies.get(row.plan))) or texts.get(reference(row.asked_as, None))
        text = text or single.get(row.asked_as or "")
        filled.append(replace(row, recommendation=text) if not row.recommendation and row.asked_as and text else row)
    return filled


def _number_of(ref: str) -> str:
    return re.sub(r"^Recommendation | \(.*$", "", ref)


def _without_second_place(statement: Statement, found: Sequence[Statement]) -> Statement:
    bare = re.sub(r" \(\d+\)$", "", statement.ref)
    taken = bare == statement.ref or any(s.ref == bare for s in found)
    return statement if taken or statement.kind != "recommendation" else replace(statement, ref=bare)


def plain_references(found: Sequence[Statement]) -> list[Statement]:
    """References without the agency where the report numbers all its recommendations in one sequence.

    A second place in references that another one has lost is taken off too.
    """
    found = [_without_second_place(s, found) for s in found]
    recommendations = [s for s in found if s.kind == "recommendation"]
    bare = [re.sub(r" \(.*\)$", "", s.ref) for s in recommendations]
    if len(set(bare)) < len(bare) or any(ref == "Recommendation" for ref in bare):
        return list(found)
    return [replace(s, ref=re.sub(r" \(.*\)$", "", s.ref)) if s.kind == "recommendation" else s for s in found]
