"""The words around a person's name: titles, ranks, roles, labels, and what a name itself looks like."""

from __future__ import annotations

import re

HONORIFICS = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Prof|Professor|Sir|Dame|Lord|Lady|Rev|Revd|Reverend|Cllr|Councillor|HHJ)"
RANKS = (
    r"(?:Judge|Coroner|Detective|Chief|Ch|PC|PS|DC|DS|DI|DCI|DSU|D/Supt|D/Insp|Det|T/DCI|A/DI|Sgt|Insp|Supt|Sergeant|Constable|"
    r"Inspector|Superintendent|Sister|Nurse)"
)
"""Ranks say what a person does: they stay where the name is masked."""
SURE_RANKS = RANKS.replace("Detective|Chief|Ch|", "").replace("|Det|", "|")
"""Those that a name follows: 'Chief' also begins 'Chief Executive', and 'Det' is followed by another rank."""
TITLES = rf"(?:{HONORIFICS}|{RANKS})"
_PARTICLE = (
    r"(?:(?:[Aa]p|[Aa]b|[Ff]erch|[Dd]e(?:\s[Ll]a)?|[Dd]a|[Dd]os|[Dd]el|[Dd]i|[Dd]u|[Vv][ao]n(?:\s[Dd]e[nr])?|bin|ibn|al|el)\s+|"
    r"Mc|Mac|O['’]|D['’]|St\.?\s|Al-)"
)
"""What may stand before a surname and belongs to it: 'ap Rhys', 'van der Berg', 'O’Neill'."""
_CORE = r"[A-Z][a-zà-ÿŵŷ]+"
WORD = rf"(?:{_PARTICLE}?{_CORE}(?:['’][a-z]{{3,}})?(?:-\s?(?:(?:[a-z]{{1,4}}-){{1,3}})?(?:Mc|Mac|O['’])?{_CORE})*)"
"""A word of a name; its parts may be tied by small ones: 'Maes-y-Bont'."""
INITIAL = r"(?:[A-Z]\.?)"
NAME = rf"{WORD}(?:\s+(?:{INITIAL}|{WORD})){{0,2}}\s+{WORD}"
WORD_PATTERN = re.compile(WORD)
NAME_PATTERN = re.compile(rf"(?<![\w-]){NAME}(?!\w)")
CALLED = re.compile(
    rf"(?<![\w/])(?:Dr|Doctor|Prof|Professor|Cllr|Councillor|(?:(?:Detective|Chief|Ch|Det|T)\.?\s+)*{SURE_RANKS})\.?\s+((?:{INITIAL}\s+)?{WORD}(?:\s+{WORD}){{0,2}})"
)
ROLE_THEN_NAME = re.compile(
    r"(?i:\b(?:manager|lead|leader|officer|head of [\w ]+|director|nurse|matron|chair|co-?ordinator|"
    r"inspector|superintendent|sergeant|"
    r"practitioner|midwife|commissioner|advis[eo]r|worker)\b[^,;:(–-]{0,40})\s*[,:(–-]\s*"
    rf"({NAME})\s*\)?$"
)
CHAIR = re.compile(r"\b(?:chair|author|reviewer)", re.I)
TITLED = re.compile(
    rf"(?<![\w/])(?:{TITLES}\.?\s+)*(?:{HONORIFICS}|{SURE_RANKS})\.?\s+((?:{INITIAL}\s+)?{WORD}(?:\s+{WORD}){{0,2}})"
)
LABELLED = re.compile(
    r"\b(?i:chair(?:ed|person|man|woman)?|authors?|authored|reviewers?|facilitator|written|prepared|"
    r"produced|compiled|supported|assisted|report)\b"
    r"(?i:\s+(?:and|&|/)\s+(?:report\s+)?(?:author|chair|"
    r"reviewer))?(?:\s+of the [a-z ]+?)?[\s,:;–-]+(?i:(?:was|is|by|in the review by|were)\s+)*"
    rf"(?:{TITLES}\.?\s+)?({NAME})"
)
BODY = re.compile(
    r"\b(?:NHS|Trust|Council|Partnership|Board|Police|Constabulary|Hospitals?|University|Universities|Homes|Housing|"
    r"Borough|County|District|City|CSP|ICB|CCG|Centre|Charity|Foundation|Association|Services?|Aid|Refuge|College|School)\b"
)
"""Words that end a body's name."""
JOB = re.compile(
    r"\b(?:Manager|Officer|Lead|Leader|Head|Director|Nurse|Matron|Coordinator|Co-ordinator|Adviser|Advisor|Inspector|Superintendent|"
    r"Sergeant|Constable|Detective|Chair|Worker|Practitioner|Midwife|GP|Doctor|Commissioner|Consultant|Solicitor|Analyst|Chief|"
    r"Author|Reviewer|Representative|Governor|Professional)\b"
)
"""A person's post."""
POST = re.compile(
    r"\s+(?:\w+\s+)?(?:Manager|Officer|Lead|Leader|Director|Nurse|Coordinator|Co-ordinator|Adviser|Advisor|Inspector|Chair|Matron)\b"
)
"""What follows a body's word where that is part of a post."""
PANEL_LIST = re.compile(
    r"(?i:\bpanel\b[^.:]{0,40}?\b(?:was|were|comprised?|consist(?:s|ed) of|made up of|included)\b"
    r"(?:\s+(?:made up|composed) of)?)\s*:?(?=\s+(?-i:[A-Z])|\s*$)"
)
"""'The panel members were …', right before the names or their list."""
LISTED_PERSON = re.compile(
    rf"(?:(?<=were|.was|ised)\s+|[;:]\s*(?:and\s+)?|\),?\s+(?:and\s+)?)"
    rf"(?:{TITLES}\.?\s+|Det\.?\s+)*({NAME})\s*(?:\(|,\s|\s[–-]\s)"
)
CONTACT = re.compile(rf"\b[Cc]ontact(?: person| officer| details)?:\s+(?:{TITLES}\.?\s+)?({NAME})(?=\s*(?:,|\(|–|-|;|\.|$))")
NAME_THEN_POST = re.compile(
    rf"(?<![\w’'])({NAME})\s*(?:,|\s[–-]|\s\()\s*(?:(?:[Tt]he|[Tt]heir|[Oo]ur)\s+)?(?=(?:[A-Z][\w’'&/-]*\s+|(?:of|for|and|the|in)\s+){{0,5}}?{JOB.pattern})"
)
_WROTE = (
    r"(?i:authors?|writers?|chair|co-chair|reviewers?|facilitator|investigator|panel member|representative|lead|manager|officer)"
)
IN_APPOSITION = re.compile(
    rf"\b[Tt]he\s+(?:[\w’'-]+\s+){{0,4}}?{_WROTE}\b(?:\s+(?:of|for|at|from|on|in)\s+[^,.;:()]{{2,70}})?,\s+"
    rf"(?:{TITLES}\.?\s+)?({NAME}),\s+(?=[a-z])"
)
"""'The author for the Trust, Jo Madeup, left before …'"""
NAME_THEN_AUTHOR = re.compile(
    rf"(?<![\w’'])({NAME}),\s+(?:the|its|their|our)\s+(?:[\w’'-]+\s+){{0,3}}?"
    rf"(?i:authors?|writer|chair|reviewer|facilitator|investigator)\b"
)
"""'Jo Madeup, the author for the Trust'"""
NAME_ALONE = re.compile(rf"^(?:{TITLES}\.?\s+)*{NAME}$")
CLOSING = re.compile(r"^(?:yours (?:sincerely|faithfully|truly)|(?:with )?(?:kind|best) regards|signed)\b.{0,30}$", re.I)
NAME_COLUMN = re.compile(
    r"^(?:full )?names?(?: of (?:panel )?(?:member|representative)s?)?(?P<more>\s*(?:and|/|&|,)\s*(?:role|"
    r"job title|title|position|designation))?$"
    r"|^(?:panel )?(?:members?|attendees?|representatives?)(?: names?)?$",
    re.I,
)
ROLE_COLUMN = re.compile(r"job|title|role|position|designation|organi[sz]ation|agency|representing|post", re.I)
FAMILY_COLUMN = re.compile(r"relationship|\bage\b|ethnic|pseudonym|gender|date of birth|dob\b", re.I)
ROLES = frozenset(
    """
    a act action author authors adult adults advanced advisor adviser advocate affairs agency ambulance and area assistant
    associate authority board body borough business care centre chair chairperson charity chief child children childrens
    clinical college commander commissioner commissioning committee community company complex constable co coordinator
    ordinator corporate council councillor county court crime criminal customer dame deputy designated detective development
    director division doctor domestic abuse education emergency engagement enquiry executive expert family female for
    foundation general governance government gp group head health healthcare hmp home homicide hospital housing human idva
    improvement independent inspector investigator consultant facilitator reviewer reviewers integrated interim investigation
    joint justice lead leader learning legal liaison local locality manager management matron mayor medical member mental
    midwife midwifery ministry multi named national neighbourhood nhs north nurse nursing of offender offenders office officer
    operational operations organisation overview panel partner partners partnership patient performance police policy practice
    practitioner primary principal prison probation professional programme project protecting protection public quality refuge
    regional register rehabilitation representative residential review risk safeguarding safer safety school secretary section
    senior sergeant service services sexual sister social solicitor solutions south specialist staff standards strategic
    strategy substance superintendent supervisor support surgery team the therapy training trust trustee unit university
    victim victims violence voluntary vulnerable ward west east women womens work worker workforce year young youth summary
    report january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday key new england wales scotland british english welsh contact advice point house network
    link hub grow live turning mind age futures phoenix chancellor minister hospitals trusts homes district city councils
    """.split()
)
