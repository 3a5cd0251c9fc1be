"""The words by which plans say what became of an action, as patterns."""

from __future__ import annotations

import re

from analytics.model import Status

COMPLETE_HEAD = re.compile(
    r"^\W*(?:(?:this|the|all|audit|action|actions|task|work|recommendation|training|review|policy|now|"
    r"fully|green|blue|status)\b[\s:–-]*(?:is|are|has been|have been|was|were|now)?\s*){0,3}"
    r"\b(?P<word>completed?|achieved|done|closed|implemented|delivered|discharged|actioned|"
    r"signed off)\b(?!\s+by\b(?!\s+\w+\s+\d{4}\s*$))(?P<rest>[\s\S]*)$",
    re.I,
)
NOT_COMPLETE = re.compile(
    r"\b(?:not|in|partially|partly|part|almost|nearly|yet to be|to be|near(?:ing)?|due to be|awaiting|"
    r"until|once|when|being)[\s-]*(?:fully\s+)?(?:complet|achiev|implement|deliver)\w*|\bincomplete",
    re.I,
)
COMPLETE_ANYWHERE = re.compile(
    r"\b(?:has|have|had|was|were|is|are|been|now|fully|all)\s+(?:been\s+|now\s+|fully\s+)*complete[d]?\b|"
    r"\bcompleted?\s*[:.–-]?\s*$|\bcompleted\s+(?:in|on)?\s*\w+\s+\d{2,4}",
    re.I,
)
NO_LONGER = re.compile(
    r"\bno longer (?:needed|required|applicable|relevant|necessary|appropriate|being (?:pursued|progressed|taken forward))\b|"
    r"\bnot (?:required|applicable)\b",
    re.I,
)
SUPERSEDED = re.compile(
    r"\b(?:superseded|subsumed|incorporated|absorbed|merged|replaced|amalgamated|rolled)\b(?:\s+(?:within|"
    r"into|by|with|in|under))|\bsuperseded\b|\bwithdrawn\b",
    re.I,
)
IN_PLACE = re.compile(
    r"\balready (?:in place|exists?|embedded|established|complete[d]?|implemented|happens|undertaken)\b|"
    r"\bin place (?:already|prior|before)\b|\bexisting practice\b",
    re.I,
)
IN_PLACE_THEN = re.compile(
    r"\balready (?:been (?:done|made|implemented|introduced|completed|addressed|put in place)|"
    r"part of|standard|routine|normal|the practice|carried out|provided|offered|done)\b",
    re.I,
)
IN_PLACE_DATED = re.compile(r"^[^.;]{0,70}\bin place\b[^.;()]{0,50}\((?:(?:in|since|from) )?(?P<date>[^()]{6,20})\)\W*$", re.I)
"""'Already in place before the review concluded (February 2020)': a cell that says no more."""
IN_PLACE_ALONE = re.compile(r"^\W*(?:(?:blue|green|now|[bg])\W+)?in place\W*$", re.I)
GOING_ON = re.compile(r"^\W*(?:on-?\s?going|in progress|under\s?way)\b", re.I)
GOES_ON = re.compile(r"\bwork (?:continues|is continuing|goes on)\b", re.I)
BEFORE_REVIEW = re.compile(
    r"\b(?:before|prior to) (?:the|this) review (?:was |had |has )?(?:been )?(?:complet|conclu|end|finish|report|publi)",
    re.I,
)
"""'The script had been changed before the review was completed.'"""
IN_PLACE_SINCE = re.compile(r"^\W*(?:this (?:is|was) )?in place since\b", re.I)
REJECTED = re.compile(
    r"\b(?:not accepted|not agreed|rejected|declined|not supported|not (?:being )?taken forward|"
    r"will not be (?:progressed|implemented|taken forward))\b|^\W*refused\b",
    re.I,
)
_NOT_STARTED = re.compile(
    r"\bnot (?:yet )?(?:started|commenced|begun)\b|\bnot yet due\b|"
    r"\bnot (?:yet )?due (?:to|until|for)\b|\b(?:un)?able to (?:start|begin)\b|"
    r"\bnot been (?:able to )?(?:start|begin|started|begun|commenced)\b|\byet to (?:start|commence|begin|be started|"
    r"be commenced)\b|\bto (?:be )?(?:started|commence|commenced)\b|^\W*(?:planned|proposed|to do|"
    r"no action|(?:to|will) (?:begin|start|commence))\b",
    re.I,
)
_OVERDUE = re.compile(
    r"^\W*late\b|\b(?:overdue|over due|delayed|slipped|slippage|behind schedule|"
    r"(?:target|timescale|deadline)(?: date)?(?: has been| was)? missed|not met|deadline passed|"
    r"(?:target|due|completion|end)(?: date)?s? (?:(?:has|have|is|was) )?(?:now |already )?passed|past (?:its|the|their) "
    r"(?:target|due|deadline)\b|"
    r"put back|postponed|deferred|off track)\b",
    re.I,
)
LATE = re.compile(r"\b(?:overdue|over due|missed|not met|passed)\b", re.I)
ONGOING = re.compile(
    r"^\W*(?:open|active|live|outstanding)\b|\b(?:on-?\s?going|in progress|under\s?way|continuing|continues|on track|"
    r"on target|part(?:ly|ially)? complete[d]?|commenced|started|in development|being (?:progressed|"
    r"developed|reviewed|implemented|drafted|considered|rolled out)|"
    r"will be progressed|is progressing|work is progressing|awaiting|pending|in train|still to take place|"
    r"in draft|partially (?:met|achieved|implemented))\b",
    re.I,
)
CONTRADICTS = re.compile(
    r"\bstill\s+(?:in|to|being|awaiting|under|need\w*|ongoing|on-?going|outstanding)\b|\byet to\b|"
    r"\bnot yet\b|\bon-?going\b(?!\s+basis)|\bdelayed\b|\bno further progress\b|\bin development\b|"
    r"\boutstanding (?:action|work|issue)|\b(?:remains?|is|are) outstanding\b|\bawaiting\b|"
    r"\bto be (?:agreed|finalised|finalized|confirmed|completed)\b|\b(?:is|are) (?:reviewing|liaising|"
    r"being reviewed|being developed|being drafted)\b|"
    r"\bhas not been (?:completed|implemented|finalised|started)\b|\bno longer (?:needed|required|"
    r"relevant|applicable)\b|\bin progress\b|\bunder\s?way\b|\bnot (?:fully |been )?completed?\b",
    re.I,
)
COLOURS: tuple[tuple[str, Status], ...] = (
    ("blue", "complete"),
    ("green", "complete"),
    ("amber", "ongoing"),
    ("yellow", "ongoing"),
    ("red", "overdue"),
)
COMPLETED_ON = re.compile(
    r"\b(?:completed?|achieved|done|closed|implemented|delivered|signed off|"
    r"actioned)\b[\s:.,–(-]*(?:(?:on|in|by|as of|since|date|at|from|the)\s+|[:–-]\s*)*",
    re.I,
)
DELIVERED_ON = re.compile(
    r"\b(?:launched|published|signed|issued|approved|held|circulated|introduced|sent|agreed|adopted|delivered|"
    r"reported|presented|recruited|appointed|received|opened|in use|in post|live|changed|amended|revised|updated)\b"
    r"(?:(?:\s+\w+){0,6}?\s+(?:in|on|by|since|from)\s+(?:the\s+)?(?=\d|(?:early |late |mid-?)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|"
    r"Aug|Sep|Oct|Nov|Dec))|\s+)",
    re.I,
)
DELIVERED_AT_FIRST = re.compile(
    r"^.{0,60}?\b(?:launched|opened|published|introduced|changed|(?:in use|"
    r"live|in operation) (?:since|from))\b.{0,12}?\b(?:19|20)\d\d\b",
    re.I | re.S,
)
NO_NEWS = re.compile(
    r"^\W*(?:awaiting|no|not) (?:an |any )?(?:updates?|response|return|information|"
    r"confirmation)\b(?! (?:required|needed))|^\W*(?:TBC|TBA|none to date)\W*$",
    re.I,
)
"""Words that say that nothing is known."""
BEGUN = re.compile(r"(?<!not )(?<!not yet )\b(?:started|begun|commenced|under\s?way|in progress)\b", re.I)
COLOUR = re.compile(r"\b(?:red|r)\b|\bnot started\b", re.I)
LETTERS = {"r": "red", "a": "amber", "g": "green", "b": "blue"}
HEAD_LENGTH = 60
BY_WORDS: tuple[tuple[re.Pattern[str], Status], ...] = (
    (REJECTED, "rejected"),
    (SUPERSEDED, "superseded"),
    (_NOT_STARTED, "not_started"),
    (_OVERDUE, "overdue"),
    (ONGOING, "ongoing"),
)
IN_TEXT: tuple[tuple[re.Pattern[str], Status], ...] = (
    (_NOT_STARTED, "not_started"),
    (
        re.compile(
            r"\b(?:work|action|task|target|this|which|it) (?:is|are|has been|have been|was) (?:now |"
            r"still )?(?:overdue|delayed|behind schedule)\b|\b(?:date|deadline) (?:was |has been )?missed\b",
            re.I,
        ),
        "overdue",
    ),
    (
        re.compile(
            r"\b(?:is|are|remains?|still|currently|was|be)\s+(?:still |currently |now |an )?(?:on-?\s?going|"
            r"in progress|under\s?way)\b|\b(?:on-?\s?going|continuing) (?:work|action|activity|task|training|"
            r"review)\b"
            r"|\bstill to (?:take place|be \w+)\b|\bbeing (?:progressed|developed|drafted|implemented|rolled out|"
            r"finalised)\b|\bwill be progressed\b|\bpart(?:ly|ially) (?:complete|met|achieved)|"
            r"\bso far\b|\b(?:is|are|now) being [a-z]+(?:ed|t)\b|\b(?:remainder|rest|remaining)\b.{0,40}\bto be\b|"
            r"\b(?:is|are|still) (?:awaiting|waiting)\b|\bwaiting for\b|\bout (?:for|to) consultation\b|"
            r"\bno (?:reply|response|answer) (?:has|had|yet)\b|"
            r"\bwork continues\b|^\W*pilot\b(?! (?:completed?|ended|finished))|"
            r"\b(?:returns?|report|draft|results?|decision|reply|response|outcome|answer|"
            r"findings) (?:is |are )?(?:expected|due|awaited)\b",
            re.I,
        ),
        "ongoing",
    ),
)
