"""Professionals' personal names, found where reports print them.

Names are found by where they stand (a panel's table of names, 'Chair: …', the section on chair and author, lead officers' cells,
after a title such as 'Dr'), not from a list of people. A report's own words decide the rest: a word that it also writes in lower
case, or in the name of a body, is not masked when it stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from analytics.model import Block
from analytics.reading.given_names import GIVEN_NAMES
from analytics.reading.name_tables import name_tables, trimmed_any, words_of
from analytics.reading.name_words import (
    BODY,
    CALLED,
    CHAIR,
    CLOSING,
    CONTACT,
    IN_APPOSITION,
    JOB,
    LABELLED,
    LISTED_PERSON,
    NAME,
    NAME_ALONE,
    NAME_PATTERN,
    NAME_THEN_AUTHOR,
    NAME_THEN_POST,
    PANEL_LIST,
    POST,
    ROLE_THEN_NAME,
    ROLES,
    TITLED,
    TITLES,
    WORD,
)
from analytics.reading.names import Names
from analytics.reading.topics import agency_in


def find_names(
    blocks: Sequence[Block], chair: Iterable[str], leads: Iterable[str], pseudonyms: Iterable[str], bodies: Iterable[str]
) -> Names:
    """The professionals named in a document.

    Parameters
    ----------
    blocks : sequence of Block
        The whole document, tidied.
    chair : iterable of str
        Texts in which any person is a professional: title page, panel list, the section on chair and author.
    leads : iterable of str
        Cells of an action plan that say who leads.
    pseudonyms, bodies : iterable of str
        Names of the family, and of agencies and places: their words stay.
    """
    family = {word.casefold() for name in pseudonyms for word in re.findall(r"\w+", name)}
    ordinary = _ordinary(blocks)
    found: list[tuple[str, ...]] = [name for table in name_tables(blocks) for name in table]
    for text in chair:
        found += _labelled(text) + _titled(text) + persons_in(text) + (_before_role(text, ordinary) if len(text) < 160 else [])
    for cell in leads:
        found += (
            _titled(cell)
            + persons_in(cell)
            + _with_post(cell, ordinary, family)
            + _before_role(cell, ordinary)
            + _after_role(cell, ordinary)
            + _initialled(cell)
        )
    found += in_announced_lists(blocks) + _signed(blocks)
    for block in blocks:
        for text in (block.text, *(cell for row in block.rows for cell in row)):
            found += _with_post(text, ordinary, family) + _named_chair(text) + _titled(text, CALLED) + _written_of(text, ordinary)
    known = [body.casefold() for body in bodies]
    people = tuple(dict.fromkeys(name for name in found if not _is_family(name, family) and not _is_body(name, known)))
    return Names(people, frozenset(family | ordinary | _words_of(known)))


def _is_body(name: tuple[str, ...], known: Sequence[str]) -> bool:
    """Whether words that begin with no given name are those of a contributing body: 'Stepping Stones (advocacy service)'.

    A body's word alone ('Inspector Constabulary', where two columns ran together) is no surname.
    """
    said = " ".join(name).casefold()
    if len(name) == 1 and BODY.fullmatch(name[0]):
        return True
    return (
        len(name) > 1
        and name[0].casefold() not in GIVEN_NAMES
        and any(body == said or body.startswith(f"{said} ") for body in known)
    )


def _named_chair(text: str) -> list[tuple[str, ...]]:
    """Names after 'Chair' or 'Author' anywhere, if they begin with a given name: 'supported by Phoenix Futures' names a body."""
    return [words for words in _labelled(text) if words[0].casefold() in GIVEN_NAMES] if CHAIR.search(text) else []


def _signed(blocks: Sequence[Block]) -> list[tuple[str, ...]]:
    """The name below 'Yours sincerely'."""
    found: list[tuple[str, ...]] = []
    closing = False
    for block in blocks:
        if closing and NAME_ALONE.match(block.text):
            found.append(words_of(re.sub(rf"^(?:{TITLES}\.?\s+)+", "", block.text)))
        closing = bool(CLOSING.match(block.text))
    return [words for words in found if words]


def _with_post(text: str, ordinary: set[str], family: set[str]) -> list[tuple[str, ...]]:
    """Names right before their post, anywhere: 'contact Priya Example, Domestic Abuse Co-ordinator'.

    Neither word may be one that the document also writes in small letters, or that bodies' names and roles are made of.
    """
    found = []
    for match in NAME_THEN_POST.finditer(text):
        words = words_of(match[1])
        while len(words) > 2 and (words[0].casefold() in ROLES or words[0].casefold() in ordinary):
            words = words[1:]
        plain = [word.casefold() for word in words]
        if 2 <= len(words) <= 3 and not any(word in ROLES or word in ordinary or word in family for word in plain):
            found += [] if _names_body(words) else [words]
    return found


def persons_in(text: str) -> list[tuple[str, ...]]:
    """Runs of capitalised words that look like a person's name: a given name first, and no word of a role or body among them."""
    people: list[tuple[str, ...]] = []
    for match in NAME_PATTERN.finditer(text):
        words = _trimmed(words_of(match[0]))
        if len(words) >= 2 and words[0].casefold().split("-")[0] in GIVEN_NAMES:
            people.append(words)
    return people


def _trimmed(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words from the first given name up to the first word of a role or body."""
    while words and words[0].casefold() not in GIVEN_NAMES:
        words = words[1:]
    for place, word in enumerate(words):
        if word.casefold() in ROLES and word.casefold() not in GIVEN_NAMES and place > 0:
            return words[:place] if place > 1 else words[:2] if word.casefold() == "ward" else ()
    return words


def _is_family(name: tuple[str, ...], family: set[str]) -> bool:
    return all(piece in family for word in name for piece in re.findall(r"\w+", word.casefold()))


def _labelled(text: str) -> list[tuple[str, ...]]:
    """Names after 'Chair', 'Author', 'supported by' …"""
    found: list[tuple[str, ...]] = []
    match = LABELLED.search(text)
    while match:
        words = trimmed_any(words_of(match[1]))
        if len(words) >= 2:
            found.append(words)
        match = LABELLED.search(text, match.start(1) + 1)
    return found


def _written_of(text: str, ordinary: set[str]) -> list[tuple[str, ...]]:
    """Names after 'Contact:', and those that stand beside what their bearer did for the review: 'the author, Jo Madeup, …'."""
    found = [name for match in CONTACT.finditer(text) for name in _person(match[1])]
    beside = (match for pattern in (IN_APPOSITION, NAME_THEN_AUTHOR) for match in pattern.finditer(text))
    told = [name for match in beside for name in _person(match[1])]
    return [*found, *(name for name in told if not any(word.casefold() in ordinary for word in name))]


def _titled(text: str, pattern: re.Pattern[str] | None = None) -> list[tuple[str, ...]]:
    """Names after a title. In the body of a report 'Mrs' speaks of the family; a doctor or an officer is a professional."""
    found = []
    for match in (pattern or TITLED).finditer(text):
        words = tuple(w for w in words_of(match[1]) if w.casefold() not in ROLES)
        if words:
            found.append(words)
    return found


def _before_role(text: str, ordinary: set[str]) -> list[tuple[str, ...]]:
    """Two or three words that no role or body uses, before what does: 'Ann Marie Cresham, Safeguarding Matron'.

    The first must not be a word that the document also writes in lower case: 'Change Grow Live, Service Manager' is a body's.
    """
    found: list[tuple[str, ...]] = []
    for piece in re.split(r"[;\n]|\band\b|&", text):
        match = re.match(rf"\s*(?:{TITLES}\.?\s+)*({NAME})\s*(?P<sign>,|\(|–|-|:|\s(?=[A-Z]))\s*(?=[A-Z])", piece)
        words = trimmed_any(words_of(match[1])) if match else ()
        joined = match is not None and (not match["sign"].strip() or len(words) < len(words_of(match[1])))
        if joined and not _is_person_with_post(words, re.split(r"[,(]", piece)[0]):
            continue  # 'Royal Vale NHS Trust' is a body's name from its first word
        first = words[0].casefold() if words else ""
        if 2 <= len(words) <= 3 and first not in ROLES and (first in GIVEN_NAMES or first not in ordinary):
            found.append(words)
    return found


def _is_person_with_post(words: tuple[str, ...], text: str) -> bool:
    """Whether a text in which no sign parts name and post is 'Oonagh Pretend Housing Officer', and not the name of a body."""
    body = BODY.search(text)
    if body is not None and POST.match(text, body.end()) is None:
        return False
    return bool(JOB.search(text)) or bool(words and words[0].casefold() in GIVEN_NAMES)


def in_announced_lists(blocks: Sequence[Block]) -> list[tuple[str, ...]]:
    """The people of each list that a sentence on the panel announces, in the sentence itself or as the items that follow it.

    >>> in_announced_lists([Block("paragraph", "The panel members were Olwen Madeup (Police) and Jo Pretend (Housing).")])
    [('Olwen', 'Madeup'), ('Jo', 'Pretend')]
    """
    found: list[tuple[str, ...]] = []
    following = False
    for block in blocks:
        opens = PANEL_LIST.search(block.text)
        item = LISTED_PERSON.match(f": {block.text}") if following and len(block.text) < 160 else None
        if opens:
            found += [name for match in LISTED_PERSON.finditer(block.text, opens.end()) for name in _person(match[1])]
        elif item:
            found += _person(item[1])
        following = block.text.endswith(":") if opens else following and (block.kind == "list_item" or item is not None)
    return found


def _person(name: str) -> list[tuple[str, ...]]:
    words = words_of(name)
    plain = [word.casefold() for word in words]
    return [words] if 2 <= len(words) <= 3 and not any(word in ROLES for word in plain) and not _names_body(words) else []


def _names_body(words: tuple[str, ...]) -> bool:
    """Whether words that begin with no given name end like a body's: 'Pinecombe Schools'."""
    return words[0].casefold() not in GIVEN_NAMES and agency_in(" ".join(words)) is not None


def _after_role(text: str, ordinary: set[str]) -> list[tuple[str, ...]]:
    """Two or three words that no role or body uses, after a role: 'Head of Safeguarding – Thandiwe Okonkwo'."""
    match = ROLE_THEN_NAME.search(text)
    words = words_of(match[1]) if match else ()
    plain = [word.casefold() for word in words]
    known = any(word in ROLES or word in ordinary for word in plain)
    return [words] if 2 <= len(words) <= 3 and not known and not _names_body(words) else []


def _initialled(text: str) -> list[tuple[str, ...]]:
    """'J. Smith' or 'J Smith' that makes up a cell or stands before ', Manager'."""
    found: list[tuple[str, ...]] = []
    for piece in re.split(r"[;\n/]|\band\b|&", text):
        match = re.match(rf"\s*(?:[A-Z]\.?\s?){{1,2}}\s({WORD})\s*(?:$|[,(–-])", piece)
        if match and match[1].casefold() not in ROLES:
            found.append((piece.strip()[0], match[1]))
    return found


def _ordinary(blocks: Sequence[Block]) -> set[str]:
    """The words that the document also writes in lower case."""
    return {
        word
        for block in blocks
        for text in (block.text, *(c for row in block.rows for c in row))
        for word in re.findall(r"\b[a-z]{3,}\b", text)
    }


def _words_of(names: Iterable[str]) -> set[str]:
    return {word.casefold() for name in names for word in re.findall(r"\w+", name)}
