"""A number printed before a text: taking it off, and telling it from a number that belongs to the sentence."""

from __future__ import annotations

import re

_SEVERAL_LEVELS = re.compile(r"^[(\[]?(\d{1,2}(?:\.\d{1,3}){1,4}[a-z]?)[.)\]:]?(?:\s+|(?=[A-Z‘“'\"]))(?=\S)")
_ONE_LEVEL = re.compile(r"^[(\[]?(\d{1,3})[.)\]](?:\s+|(?=[A-Z]))(?=\D)")
_TABBED = re.compile(r"^(\d{1,2})\s*\t\s*(?=\D)")
_LETTER = re.compile(r"^[(\[]?([a-z]|[A-H]|[ivx]{1,5}|[IVX]{2,5})[)\]]\s*(?=\S)|^([a-z]|[A-H]|[ivx]{1,5}|[IVX]{1,5})\.\s+(?=\S)")
_BARE = re.compile(r"^(\d{1,2})\s+(?=[A-Z])")
_UNITS = re.compile(r"^(?:million|billion|thousand|per\s?cent|%|years?|months?|weeks?|days?|hours?|minutes?|mg|km|miles)\b", re.I)
BULLET = re.compile(r"^(?:[•·▪■●○◦‣⁃∙*\uf0b7\uf0a7\uf0d8\uf076\uf0fc➢➤►▶✓✔❖]|[-–—](?=\s)|o(?=\s+[A-Z]))\s*")
LABEL = re.compile(r"^[(\[]?((?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})(?:\.\d{1,3})*[a-z]?)[.)\]:]*$")


def split_number(text: str, heading: bool = False) -> tuple[str | None, str]:
    """The number before a text, without its punctuation, and the text without the number.

    >>> split_number("7.1 The panel met.")
    ('7.1', 'The panel met.')
    >>> split_number("a) Establish what lessons are to be learned")
    ('a', 'Establish what lessons are to be learned')
    >>> split_number("2019 was the year of the move.")
    (None, '2019 was the year of the move.')

    Parameters
    ----------
    heading : bool
        Whether the text is known to be a heading; then a number without punctuation counts (``3 THE PANEL``).
    """
    for pattern in (_SEVERAL_LEVELS, _ONE_LEVEL, _TABBED, _LETTER, *((_BARE,) if heading else ())):
        found = pattern.match(text)
        if found and not _UNITS.match(text[found.end() :]):
            number = next(group for group in found.groups() if group)
            return number, text[found.end() :].strip()
    return None, text


def split_bullet(text: str) -> tuple[bool, str]:
    """Whether a bullet stands before the text, and the text without it."""
    found = BULLET.match(text)
    return (True, text[found.end() :].strip()) if found and found.end() < len(text) else (False, text)


def number_of_label(label: str) -> str | None:
    """The number in a label such as ``'1.1.'`` or ``'(a)'``; ``None`` if the label is more than a number.

    >>> number_of_label("(iv)"), number_of_label("Recommendation 3:")
    ('iv', None)
    """
    found = LABEL.match(label.strip())
    return found[1] if found else None


def depth(number: str) -> int:
    """How many levels a number has: ``'6.4.2'`` has three."""
    return number.count(".") + 1
