"""Units of learning in the text: key issues, conclusions, lessons with their narratives, agency learning, good practice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from analytics.model import Statement, StatementKind
from analytics.reading import recommendations
from analytics.reading.addressees import addressee
from analytics.reading.formats.content import IN_BOX
from analytics.reading.heading_finding import LEARNING_LABEL
from analytics.reading.labels import labelled
from analytics.reading.learning_in_analysis import in_analysis
from analytics.reading.outline import PART_LABEL, Part
from analytics.reading.recommendations import crossed
from analytics.reading.topics import Topic

_KIND: dict[Topic, StatementKind] = {
    "key_issues": "key_issue",
    "conclusions": "conclusion",
    "learning": "lesson",
    "agency_learning": "agency_learning",
    "good_practice": "good_practice",
    "recommendations": "recommendation",
}
_INTRODUCTION = re.compile(
    r"^(?:this section|the following|below|set out below|the (?:dhr |review )?(?:panel|review|author|"
    r"chair)\b.{0,60}\b(?:identified|made|make|agreed|found|has identified)\b.{0,40}"
    r"\bfollowing\b|these (?:are|were)|each (?:point|lesson|recommendation)|in (?:addition|line|"
    r"this section)|(?:the )?recommendations? (?:are|is|have been|from|can be)\b|"
    r"(?:the )?panel has (?:drawn|set) out\b|(?:two|three|four|five|six|some|\d) (?:further|other|more) recommendations\b|"
    r"see (?:appendix|section)|as a result of (?:this|the) review|n\.?b\.?\b|please note)",
    re.I,
)
_SET_OUT_ELSEWHERE = re.compile(
    r"\b(?:set out|contained|found|listed|included|detailed)\s+(?:in|at|within)\s+(?:the\s+)?(?:appendix|"
    r"annex|action plan|section)|\baction plan\b.{0,60}\b(?:published|set out|found|available|attached)\b",
    re.I,
)
_SILENT = ("contents", "action_plan", "terms", "panel", "chair", "contributors")
_ANNOUNCES = re.compile(
    r"\b(?:lessons?|learning|recommendations?|issues|themes|points|findings|actions)\b.*\b(?:below|"
    r"following|follows?|identified|agreed|made|"
    r"set out|there (?:were|was|are)|are as|table|listed|summarised|grouped)\b|\b(?:below|following|"
    r"follows?|identified|there (?:were|was|are))\b.*\b(?:lessons?|"
    r"learning|recommendations?|issues|themes|points|findings|actions)\b",
    re.I,
)
_POINTS = re.compile(
    r"^[(\[]?(?:this |these |see |links? |leads? |linked )?[^.]{0,40}\brecommendations?\s+\d[\d,&\s.and]*[)\].]*$", re.I
)
_TITLE = re.compile(r"(?P<title>[A-Z‘“](?:[\w’'-]+[ ,]*){1,9})[.:]\s+(?=[A-Z‘“])")
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|should|must|needs?|can|could|may|might|will|would|has|have|had|do|does|did|not|to ensure)\b",
    re.I,
)
FEWEST_TITLED = 2
_SHORT = 120
_LABEL_END = re.compile(r"\b(narrative|lessons?)\s*:?$", re.I)
_ONLY_LEARNING = re.compile(
    r"^(?:key |panel )?(?:learning|lessons?)(?: points?| identified| learn(?:t|"
    r"ed))?(?: \d{1,2})?$|^what (?:have )?we (?:have )?learn(?:t|ed)\??$",
    re.I,
)
_INLINE = re.compile(
    r"^(?P<label>(?:key )?(?:lesson|learning|good practice)(?: point| learn(?:t|ed)|"
    r" identified)?(?:\s+\d+)?)(?:\s*(?:[:–-]|(?<=\d)\.)\s+|(?<=\d)\s+(?=(?-i:[A-Z‘“])))(?P<text>\S.*)$",
    re.I,
)


@dataclass(frozen=True)
class _Label:
    """The lesson that the following paragraphs belong to."""

    ref: str
    role: StatementKind
    leads_to: tuple[str, ...]
    boxed: bool = False


def statements(parts: Sequence[Part]) -> list[Statement]:
    """All units of learning in reading order, recommendations of action plans excepted."""
    found: list[Statement] = []
    label: _Label | None = None
    forms = recommendations.plainest_forms(parts)
    tables = {id(part): listed for part, listed in recommendations.in_tables(parts)}
    skipped = 0
    for number, part in enumerate(parts):
        label = _label(part, label)
        found += tables.get(id(part), [])
        if skipped:
            skipped -= 1
            continue
        heading = recommendations.in_heading(part)
        if heading and part.topic not in _SILENT:
            found.append(heading)
        if part.is_heading or part.block.kind == "table" or not part.block.text or part.topic in _SILENT:
            continue
        asked = recommendations.in_prose(parts, number, _is_introduction(parts, number), forms)
        if asked:
            asked, skipped = recommendations.absorbed(parts, number, asked)
        if label and not asked and _POINTS.match(part.block.text):
            found = [_leading(s, label, part.block.text) for s in found]
            continue
        one = asked or _statement(parts, number, label)
        found += [one] if one else in_analysis(part)
    return _unique_refs(_without_titles(_with_narratives(found, parts), parts))


def _without_titles(found: Sequence[Statement], parts: Sequence[Part]) -> list[Statement]:
    """Labelled lessons without the title that each of them has between its label and its words: 'Learning 1: Carers. Ask …'."""
    labelled_ = {
        match["text"] for part in parts if (match := _INLINE.match(part.block.text)) and re.search(r"\d$", match["label"])
    }
    lessons = [s for s in found if s.kind in ("lesson", "agency_learning") and s.text in labelled_]
    titles = {s.text: _TITLE.match(s.text) for s in lessons}
    if len(titles) < FEWEST_TITLED or not all(title and not _VERB.search(title["title"]) for title in titles.values()):
        return list(found)
    return [replace(s, text=s.text[title.end() :]) if (title := titles.get(s.text)) else s for s in found]


def _with_narratives(found: Sequence[Statement], parts: Sequence[Part]) -> list[Statement]:
    """Lessons that tell what happened are narratives: paragraphs of a part in which what was learnt has a label of its own."""
    stories = {text for group in _groups(parts) for text in _stories(group)}
    return [replace(s, kind="lesson_narrative") if s.kind == "lesson" and s.text in stories else s for s in found]


def _groups(parts: Sequence[Part]) -> list[list[Part]]:
    """The parts of sections on learning, those below one heading together; a heading that is only 'Key learning' goes with
    what stands before it.
    """
    groups: list[list[Part]] = []
    for part in parts:
        if part.topic not in ("learning", "key_issues") or part.agency:
            continue
        if not groups or (part.is_heading and not _ONLY_LEARNING.match(part.block.text)):
            groups.append([])
        groups[-1].append(part)
    return groups


def _stories(group: Sequence[Part]) -> list[str]:
    """The paragraphs before the first label of learning, if the group has one and begins without."""
    labels = [n for n, part in enumerate(group) if _ONLY_LEARNING.match(part.block.text) or _INLINE.match(part.block.text)]
    if not labels or not group[0].is_heading or _ONLY_LEARNING.match(group[0].block.text):
        return []
    taught = {n for n in range(labels[0], len(group)) if group[n].is_heading is False}
    inline = [n for n in labels if not group[n].is_heading]
    boxed = any(part.block.level == IN_BOX for part in group)
    return [
        part.block.text
        for n, part in enumerate(group)
        if not part.is_heading
        and (
            n < labels[0]
            or (boxed and part.block.level is None)
            or (len(inline) == len(labels) and n in taught and n not in inline)
        )
    ]


def _leading(statement: Statement, label: _Label, text: str) -> Statement:
    """A lesson with the recommendations that the sentence after it points to."""
    if not statement.ref.startswith(f"{label.ref} ("):
        return statement
    return replace(statement, leads_to=tuple(dict.fromkeys((*statement.leads_to, *crossed(text)))))


def _label(part: Part, label: _Label | None) -> _Label | None:
    """The label in force after ``part``: a lesson's heading opens one, a heading of another kind closes it."""
    text = part.block.text
    if part.is_heading:
        opened = LEARNING_LABEL.match(text) if part.topic in ("learning", "agency_learning", "key_issues") else None
        if opened:
            name = re.sub(r"\s+", " ", text[: opened.end("number")])
            ends = _LABEL_END.search(opened["rest"])
            role: StatementKind = "lesson_narrative" if ends and ends[1].casefold() == "narrative" else "lesson"
            return _Label(name, role, crossed(opened["rest"]))
        named = PART_LABEL.match(text)
        if named and label:
            return replace(label, role="lesson" if named[1].casefold().startswith(("lesson", "learning")) else "lesson_narrative")
        return None
    if label and label.boxed and part.block.level != IN_BOX:
        return None  # what stands below the box is told of something else
    return replace(label, boxed=True) if label and part.block.level == IN_BOX else label


def _statement(parts: Sequence[Part], number: int, label: _Label | None) -> Statement | None:
    part = parts[number]
    kind = _KIND.get(part.topic) if part.topic else None
    text = part.block.text
    inline = _INLINE.match(text)
    among = kind in (None, "key_issue", "conclusion", "good_practice", "recommendation")
    praised = bool(inline) and kind == "lesson" and "practice" in text[:13].casefold()
    if inline and (among or praised) and len(inline["text"]) > 15:
        kind = "good_practice" if "practice" in inline["label"].casefold() else "lesson"
        return Statement(
            part.ref or _spaced(inline["label"]), kind, part.agency, inline["text"], part.block.page, crossed(inline["text"])
        )
    if kind is None or kind == "recommendation" or _is_introduction(parts, number) or _is_evidence(parts, number):
        return None
    if (
        label
        and not (part.block.kind == "list_item" and addressee(text)[0])
        and (
            part.topic == "learning" or (part.topic == "key_issues" and re.match(r"(?i)(?:key )?(?:learning|lesson)", label.ref))
        )
    ):
        name = "narrative" if label.role == "lesson_narrative" else "lesson"
        text = inline["text"] if inline and name == "lesson" else text
        return Statement(f"{label.ref} ({name})", label.role, part.agency, text, part.block.page, label.leads_to)
    body, own = addressee(text) if kind == "lesson" and not part.agency else (None, text)
    if body:  # 'Exampleshire Police: Officers should …' among the lessons
        return Statement(part.ref or f"{part.title} ({_place(parts, number)})", "agency_learning", body, own, part.block.page)
    if kind == "lesson" and part.agency:
        kind = "agency_learning"
    if inline and kind in ("lesson", "agency_learning"):
        text = inline["text"]
    ref = part.ref or (_spaced(inline["label"]) if inline else None) or f"{part.title} ({_place(parts, number)})"
    return Statement(ref, kind, part.agency, text, part.block.page, crossed(text) if kind == "lesson" else ())


def _is_evidence(parts: Sequence[Part], number: int) -> bool:
    """Whether a paragraph only tells on what a finding rests: it is numbered, or listed, in a chapter whose findings stand
    below labels of their own ('Finding 2') without numbers.
    """
    part = parts[number]
    if part.topic != "key_issues" or not (part.block.number or (part.ref or "").count(".")):
        return False
    chapter = [other for other in parts if other.path[:1] == part.path[:1]]
    labels = [n for n, other in enumerate(chapter) if other.is_heading and re.match(r"(?i)(?:key )?finding \d", other.block.text)]
    stated = [chapter[n + 1] for n in labels if n + 1 < len(chapter)]
    return len(labels) >= FEWEST_TITLED and not any(other.is_heading or other.block.number for other in stated)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _place(parts: Sequence[Part], number: int) -> int:
    """Which paragraph below its heading a part is, from 1."""
    count = 0
    while number >= 0 and not parts[number].is_heading:
        count += parts[number].block.kind != "table"
        number -= 1
    return count


def _is_introduction(parts: Sequence[Part], number: int) -> bool:
    """A paragraph that only announces what follows."""
    text = parts[number].block.text
    if (text.endswith(":") and not recommendations.asks(text)) or len(text) < 15:
        return True
    if _SET_OUT_ELSEWHERE.search(text) and len(text) < 250:
        return True
    first = number == 0 or parts[number - 1].is_heading
    if first and len(text) < _SHORT and re.search(r"\bthe following\b[^.]*\.$", text) and not recommendations.asks(text):
        return True
    if not first or len(text) > 400 or parts[number].block.kind == "list_item":
        return False
    return bool(_INTRODUCTION.match(text)) or (_leads_to_list(parts, number) and bool(_ANNOUNCES.search(text)))


def _leads_to_list(parts: Sequence[Part], number: int) -> bool:
    """Whether items, a table, a box or a labelled paragraph come next."""
    if number + 1 >= len(parts):
        return False
    following = parts[number + 1]
    return (
        following.is_heading
        or following.block.kind in ("list_item", "table")
        or bool(labelled(following.block.text) or _INLINE.match(following.block.text))
    )


def _unique_refs(found: Iterable[Statement]) -> list[Statement]:
    """Several paragraphs of one lesson or list get references of their own: 'Learning 1 (lesson, 2)'."""
    seen: dict[tuple[str, str], int] = {}
    unique: list[Statement] = []
    for statement in found:
        key = (statement.ref, statement.agency or "")
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1:
            ref = statement.ref[:-1] + f", {seen[key]})" if statement.ref.endswith(")") else f"{statement.ref} ({seen[key]})"
            statement = replace(statement, ref=ref)
        unique.append(statement)
    return unique
