"""Statements and their codes as a REFI-QDA project (.qdpx), which NVivo, ATLAS.ti, MAXQDA and QualCoder open.

REFI-QDA 1.5 (https://www.qdasoftware.org) is a zip with ``project.qde``, an XML of codebook, cases and coded passages, and the
text of each source. Here a review is a source and a case; a statement is a coded passage. Who gave a code stays visible in
those programs: suggestions and people's decisions belong to two different users.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from analytics.briefings.contents import CONFIRMED, Contents, each, gather, where
from analytics.briefings.order import Order
from analytics.briefings.writing import add_to_zip, clean, has
from analytics.store.connection import Store
from analytics.words import HELD_AS

SPACE = "urn:QDA-XML:project:1.0"
MACHINE, PEOPLE = "Machine suggestion, not confirmed", "Confirmed or added by a person"
VARIABLES = {"Area": "Text", "Year of death": "Integer", "Held as": "Text"}
AXES = {"subject": "Subjects: what the learning is about", "remedy": "Remedies: what was asked for"}


@dataclass
class _Source:
    """The text of one review as it grows, with the place of each statement in it: (start, end, statement id, title)."""

    text: str = ""
    places: list[tuple[int, int, str, str]] = field(default_factory=list)

    def add(self, title: str, words: str, statement: str) -> None:
        """Append a statement under its title. Positions count characters (code points), as the standard asks."""
        start = len(self.text) + len(title) + 1
        self.text += f"{title}\n{words}\n\n"
        self.places.append((start, start + len(words), statement, title))


def build(store: Store, order: Order) -> bytes:
    """The project as the bytes of a .qdpx; raises as ``contents.gather`` does."""
    return from_contents(gather(store, order))


def from_contents(contents: Contents) -> bytes:
    """The project of contents that have been gathered. The same contents give the same bytes."""
    sources = _sources(contents)
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        add_to_zip(archive, "project.qde", _project(contents, sources), contents.order.today)
        for review, source in sources.items():
            add_to_zip(archive, f"sources/{_guid('text', review)}.txt", source.text.encode(), contents.order.today)
    return target.getvalue()


def _guid(kind: str, key: str) -> str:
    """The same thing has the same id in every file, so that a newer file can be told from another project."""
    return str(uuid5(NAMESPACE_URL, f"learning-from-reviews/{kind}/{key}"))


def _sources(contents: Contents) -> dict[str, _Source]:
    sources = {str(row.review_id): _Source() for row in each(contents.reviews)}
    for row in each(contents.statements):
        words = [str(row.kind).replace("_", " ").capitalize(), *where(row.ref, row.page, row.source)]
        if has(row.agency):
            words.append(str(row.agency))
        sources[str(row.review_id)].add(clean(", ".join(words)), clean(row.text), str(row.statement_id))
    return {review: source for review, source in sources.items() if source.places}


def _project(contents: Contents, sources: dict[str, _Source]) -> bytes:
    root = etree.Element(etree.QName(SPACE, "Project"), nsmap={None: SPACE})
    root.set("name", clean(f"Learning from domestic homicide reviews: {contents.provenance.sentence}"))
    root.set("origin", "Cross-review thematic learning analytics dashboard")
    root.set("creationDateTime", f"{contents.order.today.isoformat()}T00:00:00Z")
    users = _child(root, "Users")
    for name in (MACHINE, PEOPLE):
        _child(users, "User", guid=_guid("user", name), name=name)
    _codebook(_child(_child(root, "CodeBook"), "Codes"), contents)
    variables = _child(root, "Variables")
    for name, kind in VARIABLES.items():
        _child(variables, "Variable", guid=_guid("variable", name), name=name, typeOfVariable=kind)
    _cases(_child(root, "Cases"), contents, sources)
    _texts(_child(root, "Sources"), contents, sources)
    _child(root, "Description", "\n".join(f"{name}: {clean(text)}" for name, text in contents.provenance.facts()))
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return written


def _child(parent: etree._Element, tag: str, words: str = "", /, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, etree.QName(SPACE, tag), attributes)
    if words:
        element.text = words
    return element


def _codebook(codes: etree._Element, contents: Contents) -> None:
    for axis, words in AXES.items():
        group = _child(codes, "Code", guid=_guid("axis", axis), name=words, isCodable="false")
        for row in each(contents.themes[contents.themes["axis"] == axis]):
            code = _child(group, "Code", guid=_guid("theme", row.theme_id), name=clean(row.name), isCodable="true")
            notes = [("", row.definition), ("Takes in: ", row.include), ("Leaves out: ", row.exclude)]
            _child(code, "Description", " ".join(f"{name}{clean(note)}" for name, note in notes if has(note)))


def _cases(cases: etree._Element, contents: Contents, sources: dict[str, _Source]) -> None:
    for row in each(contents.reviews[contents.reviews["review_id"].isin(list(sources))]):
        case = _child(cases, "Case", guid=_guid("case", row.review_id), name=clean(row.title))
        _value(case, "Area", "TextValue", row.csp)
        _value(case, "Year of death", "IntegerValue", row.death_year)
        _value(case, "Held as", "TextValue", HELD_AS[row.form])
        _child(case, "SourceRef", targetGUID=_guid("source", row.review_id))


def _value(case: etree._Element, variable: str, kind: str, value: Any) -> None:
    if has(value):
        given = _child(case, "VariableValue")
        _child(given, "VariableRef", targetGUID=_guid("variable", variable))
        _child(given, kind, clean(value))


def _texts(texts: etree._Element, contents: Contents, sources: dict[str, _Source]) -> None:
    codes: dict[str, list[Any]] = {}
    for row in each(contents.codes):
        codes.setdefault(str(row.statement_id), []).append(row)
    titles = dict(zip(contents.reviews["review_id"], contents.reviews["title"], strict=True))
    for review, source in sources.items():
        path = f"internal://{_guid('text', review)}.txt"
        text = _child(texts, "TextSource", guid=_guid("source", review), name=clean(titles[review]), plainTextPath=path)
        for start, end, statement, title in source.places:
            given = {"guid": _guid("selection", statement), "name": title, "startPosition": str(start), "endPosition": str(end)}
            selection = _child(text, "PlainTextSelection", **given)
            for code in codes.get(statement, []):
                _coding(selection, code)


def _coding(selection: etree._Element, code: Any) -> None:
    user = _guid("user", PEOPLE if code.state in CONFIRMED else MACHINE)
    guid = _guid("coding", f"{code.statement_id}/{code.theme_id}")
    coding = _child(selection, "Coding", guid=guid, creatingUser=user)
    _child(coding, "CodeRef", targetGUID=_guid("theme", code.theme_id))
