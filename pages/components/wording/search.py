"""What the page Search says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analytics.words import listed
from pages.components import wording

SEARCH_LABEL = "What was said about"
SEARCH_PLACEHOLDER = "such as strangulation"
SEARCH_HELP = "Words, an “exact phrase” in quotation marks, or the beginning of a word with an asterisk: strang*."
SEARCH_EMPTY = "Type what you are looking for, or begin with one of these:"
EXAMPLES = (
    "strangulation", "professional curiosity", "MARAC attendance", '"routine enquiry"', "alcohol", "information sharing GP",
    "children’s voice",
)  # fmt: skip
BY_MEANING = "Look for similar meaning as well"
BY_MEANING_HELP = "Finds statements that say something alike in other words. The language model takes some seconds to load, once."
LOADING_MODEL = "Comparing meanings (the language model takes some seconds to load, once)"
WHOLE_TEXT = "The whole text"
LEFT_OUT = "[…]"
SECTION_WORDS = "By these words"
SECTION_MEANING = "Similar in meaning, in other words"
NO_WORDS = "There is no word in this to search for. Type a word, or a phrase in quotation marks."
NOTHING_FOUND_BY_WORDS = (
    "Nothing that is held uses these words. Try fewer or other words, take a filter away, or look for similar meaning. Only a "
    "digest is held of most reviews, so this doesn’t mean that it was never said."
)
NOTHING_ALIKE = "No other statement is similar enough in meaning."


WILL_SEARCH = "A search looks through these only."


def example(line: str, number: int) -> str:
    """'strangulation (4 places)': how many hold all of its words."""
    return f"{wording.escape(line)} ({wording.counted(number, 'place')})"


PARTS = {"statement": "statement", "action": "row of an action plan", "passage": "other passage"}


def search_counted(found: Any, line: str, whole: int) -> str:
    """'4 statements and 2 other passages in 3 reviews for “no consent”. 1 of them has all of its words.'"""
    if not len(found):
        return f"Nothing was found for “{line}”."
    held = {part: int((found["part"] == part).sum()) for part in PARTS}
    rows = {"action": "rows of action plans"}
    parts = [wording.counted(number, PARTS[part], rows.get(part, "")) for part, number in held.items() if number]
    where = f" in {wording.counted(found['review_id'].nunique(), 'review')}"
    return f"{listed(parts)}{where} for “{line}”.{_with_all_words(len(found), whole)}"


def _with_all_words(number: int, whole: int) -> str:
    if whole == number:
        return ""
    if number == 1:
        return " It has some of its words."
    return f" {whole or 'None'} of them {'has' if whole == 1 else 'have'} all of its words, the others some."


def corrected(near: Mapping[str, str]) -> str:
    """'“strangulaton” stands nowhere; looked for “strangulation” instead.'"""
    return " ".join(f"“{typed}” stands nowhere; looked for “{found}” instead." for typed, found in near.items())


def why(reason: Any) -> str:
    """'Found by: professional, curiosity. Without: GP.'"""
    said = [found if found == typed or typed.startswith("“") else f"{found} (for {typed})" for typed, found in reason.found]
    without = f" Without: {', '.join(reason.missing)}." if reason.missing else ""
    return f"Found by: {', '.join(said)}.{without}"


def why_alike(sentence: str, alike: float, whole: bool) -> str:
    """Why a statement counts as similar: its nearest sentence and how near it is."""
    nearest = "as a whole" if whole else f"nearest in “{sentence}”"
    return f"Similar in meaning (similarity {alike:.2f}), {nearest}."


def meaning_counted(number: int) -> str:
    """'7 more statements are similar in meaning.'"""
    verb = "is" if number in (0, 1) else "are"
    return f"{wording.counted(number, 'more statement').capitalize()} {verb} similar in meaning."


def hit_place(row: Mapping[str, Any]) -> str:
    """Where a hit stands: statements as everywhere, actions by their plan, passages by paragraph."""
    if row["part"] == "statement":
        return wording.place(row)
    page = f"page {row['page']}" if wording.given(row["page"]) else ""
    if row["part"] == "action":
        return ", ".join(part for part in ("Action plan", wording.action_place(row), page) if part)
    ref = f"paragraph {row['ref']}" if wording.given(row["ref"]) else ""
    return ", ".join(part for part in ("Passage", ref, page) if part)
