"""Clauses that set a subject aside: 'Alcohol was not a factor', 'The panel had no concerns about information sharing'.

Their words are those of a theme, yet nothing is to be learnt there. A failing is worded with the same small words ('There was no
evidence of routine enquiry'), so what is looked for is narrow: that a thing was irrelevant, that somebody found no fault with it,
or that a condition (drink, illness, children …) was absent. The patterns are of English as such reports use it; how well they do
is measured on ``held_back_denials.jsonl``, which nobody looked at while they were written.
"""

from __future__ import annotations

import re

from analytics.themes.sentences import Span, plain, sentences

_CLAUSE_END = re.compile(
    r",?\s+(?=(?:but|yet|although|though|whereas|save that|unlike|even so)\b)|,\s+(?=(?:and|so|while|what)\b)"
)
_FIRST_CLAUSE = re.compile(r"(?:(?:although|though|while|as|since|because)\b|[^,]*\bhaving\b)[^,]*,\s*")
_NOT = r"(?:not|never|n't|no longer|in no way|at no (?:stage|time|point))"
_FOUND = r"(?:(?:been |be )?(?:found|thought|considered|judged|held|felt|deemed|believed)(?: to (?:be|have been))? )?"
_IRRELEVANT = re.compile(
    rf"\b(?:was|were|is|are|had|have|has|be|been)(?: |)(?:{_NOT}) {_FOUND}(?:ever )?(?:the |a |an |in |at |any |to |of )*"
    r"(?:factors?|features?|issues?|concerns?|problems?|worry|obstacles?|relevant|relevance|question|doubt|blame|fault|wanting|"
    r"lacking|criticised)\b"
    r"|\b(?:not|never) (?:put forward|raised|cited) as (?:a|an)\b|\bno change\b.*\b(?:is|was) (?:recommended|needed)\b"
    r"|\b(?:needs?|needed) no change\b"
    r"|\b(?:was|were|is|are) no (?:concern|factor|issue|problem|obstacle)s?\b(?! (?:that|for|about|with|over))"
    r"|\b(?:play(?:ed|s)?|having played) no (?:\w+ ){0,2}(?:part|role)\b"
    r"(?! in (?:how|the (?:way|decision|assessment|care|response|plan)))"
    r"|\b(?:none|no \w+(?: \w+)?) (?:was|were) (?:considered |thought |found )?(?:to be )?relevant\b|\bnothing turned on\b"
    r"|\b(?:had|has|have|having had|of) no (?:\w+ )?(?:bearing|influence|effect|relevance)\b"
    r"|\b(?:did|does|do)(?: not|n't) (?:feature|arise|figure|come into (?:it|this))\b"
    r"|\bneither\b.*\b(?:had any bearing|came into it|played (?:a|any) part|"
    r"(?:was|were) (?:a |an |in |of )?(?:factor|issue|feature|concern)s?)\b"
    r"|\bnot a (?:feature|factor|matter) (?:of|in) (?:this|the) (?:case|review)\b"
    r"|\b(?:was|were|been) ruled out(?:$|[.;:,]| (?:as|by|on|at)\b)|\bruled out any\b|\bdiscounted as a (?:cause|factor)\b"
)
_REVIEW = r"\b(?:panel|review|author|chair|reviewer|report)\b"
_NO_FAULT = re.compile(
    rf"{_REVIEW}(?: \w+)? (?:has|had|have|found|finds|identified|identifies|makes|made|raises|raised|sees|saw|takes|took)"
    r"(?: \w+)? (?:no (?:\w+ ){0,2}?(?:concerns?|criticism|faults?|issues?|learning|lessons?|recommendations?|findings?|"
    r"shortcomings?|omissions?|gaps?|complaints?)|nothing (?:to|wrong|amiss))\b"
    rf"|{_REVIEW} (?:does|did) not (?:criticise|find fault|dispute)\b"
    r"|\bno (?:\w+ )?(?:criticism|complaint|fault|shortcoming|failing|omission|lapse)s?\b(?: \w+){0,6} "
    r"(?:was|were|is|are|has been) (?:found|made|identified|raised)\b"
    r"|\bno (?:criticism|complaint) is made\b|\bnot a criticism\b|\bfound no fault\b"
    r"|\bnothing (?:wrong|amiss|to criticise|to report)\b"
    r"|\bno (?:\w+ )?gaps? (?:was|were) (?:found|identified)\b|\bcould not be faulted\b"
    r"|\b(?:gave|caused|raised) no (?:cause for )?concern\b"
    r"|\bthere (?:was|were) no (?:concern|issue|problem|criticism)s? (?:about|with|over|of|regarding|as to)\b"
    r"|^no (?:lessons?|learning|recommendations?|issues?|concerns?) (?:for|about|over|on|arose)\b"
    r"|\bno (?:concern|issue|difficulty)s?(?: \w+){0,5} (?:was|were) (?:found|identified|reported)\b"
)
_CONDITION = (
    r"(?:alcohol|drink(?:ing)?|drugs?|substance|mental(?:ly)? (?:ill|illness|ill-health|health)|psychiatric|depression|self-harm|"
    r"suicid\w+|coerci\w+|control(?:ling)?|jealousy|domestic (?:abuse|violence)|violence|children|child|convictions?|"
    r"homeless\w*|complex needs|care and support|disabilit\w+|language barrier|protected characteristic)"
)
_KIND = r"(?:evidence|history|signs?|indications?|suggestion|records?|trace|reports?|disclosures?|question)"
_ABSENT = re.compile(
    rf"\b(?:no|not any|without|without any|nor any|never any|neither [^,;]{{0,40}}? had(?: any| a)?)\s+(?:\w+ ){{0,2}}?{_KIND}\b"
    rf"[^.;:]{{0,50}}?\b{_CONDITION}\b"
    rf"|\bnothing\b[^.;:]{{0,40}}?\b(?:suggest\w*|point\w*)\b[^.;:]{{0,60}}?\b{_CONDITION}\b"
    rf"|\b(?:had|have|has|was|were|with) no (?:known |other |complex )?{_CONDITION}\b"
    r"|^(?:there were )?no children\b|\bchildless\b|^(?:there was )?no suggestion (?:that|of)\b"
    r"|\bnothing\b.*\bgave rise to concern\b|\bno (?:\w+ ){1,5}orders? (?:was|were) in force\b"
    r"|(?:^|\b(?:was|were|party|partner|them)\b.*)\bnot known to\b|^neither\b.*\bknown to\b"
    r"|\bneither\b[^.;:]{0,60}?\bhad (?:any )?children\b"
)
_SERVICE = re.compile(
    r"\b(?:ask\w*|enquir\w+|explor\w+|assess\w*|refer(?:red|ring)?|shar(?:ed|ing)|offer\w*|follow\w*|address\w*|challeng\w+|recognis\w+|"
    r"flag\w*|escalat\w+|support|services?|team|workers?|polic(?:y|ies)|training|plans?|pathways?|nurse|provision|treatment|referrals?|"
    r"notes|discuss\w*|consider\w*|professionals|agencies|staff)\b"
)
"""Words of what professionals do: a clause with one of them says that it was left undone rather than that a thing was absent."""


def in_earnest(text: str) -> str:
    """The text with blanks in place of clauses that set something aside; every other character keeps its place.

    >>> in_earnest("Alcohol was not a factor; nobody asked her.").split()
    ['nobody', 'asked', 'her.']
    """
    lowered = plain(text)
    for start, end in (clause for sentence in sentences(text) for clause in _clauses(lowered, sentence)):
        if sets_aside(lowered[start:end]):
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def sets_aside(clause: str) -> bool:
    """Whether a clause in plain small letters says of something only that it was irrelevant, without fault or absent."""
    if _IRRELEVANT.search(clause) or _NO_FAULT.search(clause):
        return True
    return bool(_ABSENT.search(clause)) and not _SERVICE.search(clause)


def _clauses(text: str, sentence: Span) -> list[Span]:
    start, end = sentence
    first = _FIRST_CLAUSE.match(text, start, end)
    starts = [start, *([first.end()] if first else []), *(match.end() for match in _CLAUSE_END.finditer(text, start, end))]
    ordered = sorted(set(starts))
    return list(zip(ordered, [*ordered[1:], end], strict=True))
