"""What a heading is about: the sections of the Home Office template and the words councils use for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from analytics.model import Block
from analytics.reading.labels import labelled

Topic = Literal[
    "contents",
    "process",
    "contributors",
    "panel",
    "chair",
    "terms",
    "period",
    "background",
    "chronology",
    "analysis",
    "key_issues",
    "conclusions",
    "learning",
    "agency_learning",
    "good_practice",
    "recommendations",
    "action_plan",
    "other",
]

_TITLES: tuple[tuple[Topic, str], ...] = (
    ("contents", r"^(?:table of )?contents(?: page)?$"),
    ("other", r"^(?:some )?questions (?:for|to ask) (?:you|practitioners|managers|teams|discussion|reflection)|^(?:find out more|"
              r"(?:for )?further (?:information|reading|support)|useful (?:links|contacts|resources)|where to get help)\b"),
    ("other", r"^statement (?:by|of) (?:the )?(?:reviewer|chair|author)"),
    ("other",
        r"glossary|abbreviation|acronym|bibliography|references$|home office (?:letter|feedback)|"
        r"quality assurance|confidential|equality|"
              r"diversity|dissemination|distribution|preface|foreword|\btribute|pen portrait|parallel|"
              r"involvement of (?:the )?famil|famil(?:y|ies).{0,20}"
              r"(?:involve|contribut|view)|research|methodology|legislation"),
    ("action_plan", r"\baction plans?\b"),
    ("good_practice",
        r"(?:good|effective|notable|best|positive|outstanding|innovative) practice|"
        r"what (?:went|worked|(?:was|had been) done|(?:\w+ ){1,3}did) well|"
        r"areas of good"),
    ("recommendations", r"^what (?:did|does|do) (?:the (?:review|panel)|we) recommend"),
    ("recommendations", r"^improving systems and practice$"),
    ("recommendations", r"\brecommend(?:ation|ations|ed actions|s)\b|^what (?:needs|has|must|should) (?:to )?(?:be )?change"),
    ("agency_learning", r"(?:agenc(?:y|ies)(?:['’]s?|s['’])?|single[ -]agency|individual agenc\w+|IMR) (?:learning|lessons)|"
                        r"(?:learning|lessons) (?:for|by|from|identified by) (?:each |individual |single |the )?(?:agenc|IMR|"
                        r"organisation)"),
    ("learning", r"\bthemes and (?:key |the )?(?:learning|lessons)\b"),
    ("key_issues", (
        r"key (?:issues?|themes?)|(?:issues?|themes?|findings?) (?:arising|identified|emerging)|"
        r"emerging (?:issues|themes)|key findings|^findings$|^themes$")),
    ("learning", r"\blessons?\b|\blearning\b|\blearn(?:t|ed)\b|^what (?:did|do|can|have|has) (?:we|the review) learn"),
    ("conclusions", r"\bconclusions?\b|"
        r"^what (?:did )?(?:the (?:review|"
        r"panel)|we) concluded?|"
        r"concluding (?:remarks|comments|observations)|^summary and conclusions?"),
    ("contributors",
        r"contribut(?:ors|ing agencies|ions)|agencies (?:that |who |which )?(?:participat|contribut|involved|asked|requested|"
        r"providing)|participating agencies|"
                     r"agencies contacted|individual management reviews|^who (?:contributed|took part|was involved)"),
    ("panel", r"panel members?|review panel|dhr panel|panel membership|membership of the panel|^the panel$|panel composition"),
    ("chair", r"\b(?:chair|author|chairperson)\b"),
    ("terms",
        r"terms of reference|^purpose|(?:key )?lines? of (?:enquiry|inquiry)|^specific (?:terms|issues|"
        r"questions)|scope of (?:the )?review|^scope$|"
              r"issues to be (?:addressed|considered)|questions for (?:the|this) review|key questions|specific terms"),
    ("period", r"^time ?(?:scale|frame|period)s?\b|period (?:under|of|covered)|review period"),
    ("chronology",
        r"chronolog|^the facts|^facts$|key events|sequence of events|timeline|summary of events|"
        r"narrative of events|^what happened\??$|events? (?:during|within|in|from|leading)|"
                   r"factual (?:summary|narrative)|key episodes|key practice episodes|agency contact|combined narrative|"
        r"(?:what was|information) known (?:to|by) (?:the )?(?:agenc|services|organisations)|^what (?:the )?agencies knew"),
    ("background", (
        r"background|family (?:history|composition)|circumstances|relationship|summary of the case|"
        r"about the (?:victim|perpetrator)")),
    ("analysis", r"\banalysis\b|overview|appraisal|critical"),
    ("process", r"review process|^introduction|^the review$|process of the review"),
    ("other", r"^appendi(?:x|ces)\b|^annex"),
)  # fmt: skip
_COMPILED = tuple((topic, re.compile(pattern, re.I)) for topic, pattern in _TITLES)

EVENTS = re.compile(r"\bevents?\b|chronolog|timeline|key episodes|contact", re.I)

_BODIES = re.compile(
    r"\b(?:police|constabulary|nhs|trust|council|borough|county|services?|social care|housing|homes?|"
    r"health|healthcare|probation|cps|prosecution|ccg|icb|"
    r"integrated care|commissioning group|general practi(?:ce|tioner)s?|gps?|gp practice|primary care|idva|idvas|isva|marac|"
    r"mash|mappa|aid|refuge|centre|company|hospitals?|partnership|board|"
    r"citizens['’]? (?:money )?advice|"
    r"charity|schools?|academ(?:y|ies)|colleges?|universit(?:y|ies)|education|association|ambulance|nwas|prison|hmp|hmpps|courts?|asc|"
    r"csc|cafcass|dwp|women['’]?s|fire|"
    r"drug|alcohol|substance|mental|community safety|csp|commissioners?|care|safeguarding|midwifery|"
    r"maternity|foundation|clinic|surgery|rehabilitation|victim support|"
    r"government|home office|department|ministry|agencies|officer of|immigration)\b",
    re.I,
)
_EVERYBODY = re.compile(
    r"\b(?:panel|overview|multi[- ]?agency|all agencies|partnership[- ]wide|national|local|regional|"
    r"strategic|joint|dhr|dardr|review|"
    r"overarching|general|other|key|cross[- ]cutting)\b",
    re.I,
)


_CHAPTER = re.compile(
    r"^(?:chapter|section|part)\s+(?:\d{1,2}|[A-Z]|one|two|three|four|five|six|seven|eight|nine|"
    r"ten)\b\s*[:.–-]*\s*(?=\S)",
    re.I,
)
_NOTE = re.compile(r"\s*\b(?:NB|N\.B\.|Note)\b\s*:?.*$")
_KINDS = r"(?:recommendations?|learning(?: points)?|lessons(?: learnt| learned)?|actions?|action plan)"
_REPORTED = re.compile(
    r"\s*\((?:(?:IMR|report|information|chronology)\s)?(?:provided|submitted|completed|supplied|reported)\b[^)]*\)$", re.I
)
_PART = re.compile(r"^(?:part|section|table)\s+(?:\d{1,2}|[A-Z])[a-z]?\s*[:.–-]+\s*(?=\S)", re.I)
_BEFORE_KIND = re.compile(
    rf"^(?:single[- ]agency |individual |agency )?{_KINDS}\s*(?:(?:identified|made|learnt|learned|arising) )?"
    r"(?:for|by|from|to|[:–-])\s*(?:the )?(?:individual )?",
    re.I,
)
_AFTER_KIND = re.compile(rf"\s*[:–-]?\s*(?:(?:single[- ]agency|agency|individual|internal|IMR)\s+)?{_KINDS}$", re.I)
_ASKED = re.compile(r"\s+(?:should|must|will|needs? to|(?:is|are) asked to)(?:\s+(?:ensure|consider)(?:\s+that)?)?$")
_NO_BODY = re.compile(
    r"^(?i:(?:single[- ]|individual )?agenc\w+|services?|care|"
    r"(?:the )?(?:partnership|board|csp|panel|trust|force)|appendi\w+.*|annexe?.*)$"
    r"|\.$|\b(?:to|should|must|will|shall)\s+[a-z]|\bAct\b|(?i:\bletter\b)"
)
"""What is no body's name: the mere word, a law, or a sentence that asks something of one."""
_IN_NAMES = frozenset(
    "a an and the of for in on at to by with & behalf upon under over "
    "acute adult adults adults' agency ambulance and authorities authority "
    "based child children children's childrens clinical commissioners commissioning community council county domestic abuse "
    "violence drug drugs alcohol education emergency families family "
    "fire rescue foundation general practice practices practitioner "
    "practitioners gp gps group health healthcare home homes hospital "
    "hospitals housing integrated learning local maternity mental "
    "midwifery national nursing office older partnership people people's "
    "police primary prison private probation provider providers "
    "public safeguarding school schools secondary sector service services "
    "sexual social care society specialist substance misuse support "
    "surgery team teams trust trusts university victim victims voluntary "
    "welfare women women's young youth including formerly now also "
    "known as responsible responsibility".split()
)
"""Words that a body's name may hold in small letters."""


ENDS_NAME = re.compile(
    r"(?:\)|\b(?:Police|Constabulary|Trust|Council|Services?|Board|Surgery|Practice|Homes|Housing|Care|School|Advice|Academy|College|ICB|CCG|UHB|Charity|Aid|"
    r"Association|Partnership|Centre|Company|Group|Probation|Refuge|Hospitals?|Work|Options|Team|Authority|Network|Cafcass|CAFCASS))$"
)
"""How a body's name ends, so that the 'and' after it leads to another: not 'Fire' in 'Fire and Rescue Service'."""


def topic_of(title: str) -> Topic | None:
    """What a heading is about, or ``None`` if its words don't say.

    >>> topic_of("Key issues arising from the review"), topic_of("Lessons to be Learnt"), topic_of("Merseyside Police")
    ('key_issues', 'learning', None)
    """
    words = _CHAPTER.sub("", title)
    return next((topic for topic, pattern in _COMPILED if pattern.search(words)), None)


def agency_in(title: str) -> str | None:
    """The agency a heading names: 'Merseyside Police', 'Recommendations for Adult Social Care'; ``None`` if it names none.

    >>> agency_in("Recommendations for Merseyside Police"), agency_in("Panel Recommendations"), agency_in("IDVA")
    ('Merseyside Police', None, 'IDVA')
    """
    said = labelled(title)
    title = _REPORTED.sub("", title)
    name = _PART.sub("", _NOTE.sub("", said[1].strip("()[] ") if said else title).strip(" :–-"))
    name = re.sub(r"^(?:For|To|By)\s+(?:[Tt]he\s+)?(?=[A-Z])", "", name)
    name = _ASKED.sub("", _AFTER_KIND.sub("", _BEFORE_KIND.sub("", name)).strip(" :–-"))
    if not name or len(name) > 110 or len(name.split()) > 14 or _NO_BODY.search(name):
        return None
    if any(
        word not in _IN_NAMES
        for word in re.findall(r"(?<![\w'’.-])[a-z][a-z]+(?:['’][a-z]+)?", re.sub(r"\([^)]*\)", "", name).replace("’", "'"))
    ):
        return None
    if _EVERYBODY.search(name) and not re.search(r"police|nhs|council|trust|general practi", name, re.I):
        return None
    known = (
        _BODIES.search(name)
        or (re.fullmatch(r"[A-Z][A-Z&/-]{2,9}|GPs?|ED", name) and topic_of(name) is None)
        or re.fullmatch(r"[A-Z]\w*care\b.*", name)
    )
    return name if known else None


def listed_bodies(blocks: Sequence[Block]) -> frozenset[str]:
    """The names of bodies whose names alone don't say that they are, in lower case: those in columns headed 'Agency' or
    'Organisation', and those of the list of contributors.
    """
    names: set[str] = set()
    for rows in (block.rows for block in blocks if len(block.rows) > 1):
        for place, head in enumerate(rows[0]):
            if re.fullmatch(r"(?i)(?:name of )?(?:agenc(?:y|ies)|organisations?|services?)(?: name)?", head.strip()):
                names.update(row[place].casefold() for row in rows[1:] if place < len(row) and 2 < len(row[place]) < 80)
    names.update(_contributing(blocks))
    return frozenset(names | {re.sub(r"\s*\(.*$", "", name) for name in names})


def _contributing(blocks: Sequence[Block]) -> set[str]:
    """The items of lists below a heading on contributors, without what each supplied."""
    names: set[str] = set()
    inside = False
    for block in blocks:
        if block.kind == "heading" or (block.text and len(block.text) < 60 and topic_of(block.text)):
            inside = topic_of(block.text) == "contributors"
        elif inside and block.kind == "list_item" and len(block.text) < 110:
            names.add(re.split(r"\s+[–-]\s+|:\s", block.text)[0].strip(" .;,").casefold())
    return {name for name in names if len(name) > 2}
