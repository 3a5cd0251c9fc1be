"""What was measured of the machine, as everybody reads it. Every number is of the figures that are given, none of this text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analytics.words import counted, listed, sentence

LEARNING = "What people’s decisions bring"
WEAK = "What “weak” and hatched mean"
SUGGESTING = "What the probability of a suggestion is worth"
MATCHING = "What the probability of a match is worth"
PROPOSING = "Themes it proposes"
REMEDIES = "What was asked for, and how it was closed"
FIGURES = "The figures"
NOTICEABLE = 0.02
"""A probability that is further than this from what was right, on average, is said to err."""
LEANING = {
    "careful": "So it errs on the careful side: it was right more often than it said.",
    "sure": "So it is too sure: it was right less often than it said.",
    "": "So, on average, it can be taken as it stands.",
}
HELD_BACK = ("held_back", "held_back_retrieved", "held_back_fresh")
"""The samples of pairs of other areas that nothing was learnt from."""
FIFTH = 0.2
"""The width of comparison's bins."""
FEW = 30
"""A share of fewer than this is too uncertain to rely on."""
_RULE = (
    "A theme is weak if fewer than 3 in 4 of its suggestions are right, or if fewer than 3 in 4 of the statements that carry it "
    "are found."
)
_SHOWN = (
    "The bars of a weak theme are hatched and its name says “(weak)”, here and in every file that is taken away, until people "
    "have confirmed every statement that is counted. Read the passages before you quote a count of it: some will be wrong, and "
    "others will be missing."
)


@dataclass(frozen=True)
class Bin:
    """What was given a probability from ``low`` to under ``high``: how often, how much on average, and which share was right."""

    low: float
    high: float
    number: int
    given: float
    right: float


def of_suggestions(coding: Mapping[str, Any]) -> list[Bin]:
    """The bins of coding's ``reliability``."""
    return [Bin(row["from"], row["to"], row["n"], row["probability"], row["observed"]) for row in coding["reliability"]]


def of_matches(comparison: Mapping[str, Any]) -> list[Bin]:
    """The bins of comparison's ``reliability``."""
    rows = comparison["reliability"]
    return [Bin(row["from"], round(row["from"] + FIFTH, 1), int(row["pairs"]), row["score"], row["same"]) for row in rows]


def span(low: float, high: float) -> str:
    """'under 10%', '10% to 20%', '90% or more'."""
    if low == 0:
        return f"under {high:.0%}"
    return f"{low:.0%} or more" if high == 1 else f"{low:.0%} to {high:.0%}"


def of_100(share: float) -> str:
    """A share as so many of a hundred: 'all', '98 in 100', 'fewer than 1 in 100', 'none'. Only all is 'all', and none 'none'."""
    if share in (0, 1):
        return "all" if share else "none"
    return "fewer than 1 in 100" if share < 0.01 else f"{_in_100(share)} in 100"


def weak(number: int, themes: int) -> str:
    """What marks a theme as weak, and how many of those measured are."""
    return f"{_RULE} {number or 'None'} of the {themes} themes {'is' if number == 1 else 'are'} weak at present. {_SHOWN}"


def suggesting(coding: Mapping[str, Any]) -> str:
    """What the probability of a suggestion is worth, on statements that nothing was learnt from."""
    bins, least = of_suggestions(coding), coding["threshold"]
    return (
        f"The machine says how sure it is of each theme it suggests; under {least:.0%} it suggests nothing. This was checked on "
        f"{counted(coding['statements'], 'statement')} of {counted(coding['reviews'], 'review')} of other areas that nothing was "
        f"learnt from. {_worth(bins, 'suggestions', 'right', (0.9, 1), (0.5, 0.7))} {leaning(bins, least)} The table also counts "
        "the themes that it thought of and did not suggest."
    )


def matching(comparison: Mapping[str, Any]) -> str:
    """What the probability of a match is worth, on pairs that nothing was learnt from."""
    bins = of_matches(comparison)
    return (
        "The machine says how sure it is that two statements are the same learning. This was checked on "
        f"{sum(one.number for one in bins):,} pairs of reviews of other areas that nothing was learnt from. "
        f"{_worth(bins, 'pairs', 'the same', (0.8, 1), (0.2, 0.4))} {leaning(bins, FIFTH)} Readers picked many of these pairs as "
        "hard to tell, so more of them are the same than in daily use: there a low probability may be worth less."
    )


def leaning(bins: Sequence[Bin], least: float) -> str:
    """Whether probabilities of ``least`` and more are, on average, too low, too high, or neither."""
    judged = [one for one in bins if one.low >= least]
    if not (number := sum(one.number for one in judged)):
        return ""
    apart = sum(one.number * (one.right - one.given) for one in judged) / number
    return LEANING["careful" if apart > NOTICEABLE else "sure" if apart < -NOTICEABLE else ""]


def learning(brought: Mapping[str, Any]) -> str:
    """What some decisions changed on statements that nobody had decided on."""
    before, after = brought["f1_before"], brought["f1_after"]
    change = "made it better" if after > before else "made it worse"
    change = "changed little" if abs(after - before) < NOTICEABLE else change
    return (
        "What people confirm, reject or add is learnt from, and weighs more than what the machine came with. It has met "
        f"thousands of statements in ordinary words, so {brought['decisions']} decisions on such statements of other areas "
        f"{change} at the others of them (F1, which weighs what is found against what is wrong: {before:.2f}, then {after:.2f}). "
        "Decisions bring most where a partnership has names and words of its own."
    )


def of_pairs(across: Mapping[str, Any]) -> str:
    """The labelled pairs of the reviews that are shipped: '115 pairs of statements of two of these reviews, of which …'."""
    pairs = f"{counted(int(across['pairs']), 'pair')} of statements of two of these reviews"
    if "same" not in across:
        return pairs
    same = int(across["same"])
    few = same < FEW
    return f"{pairs}, of which readers call {'only ' * few}{same} the same{': too few to rely on' * few}"


def comparing_elsewhere(comparison: Mapping[str, Any]) -> str:
    """What to expect of comparing on reviews of other areas: the least and the most that the samples held back gave."""
    samples = [comparison[name] for name in HELD_BACK if name in comparison]
    if not samples:
        return ""
    pairs = listed([f"{int(one['pairs']):,}" for one in samples])
    right, found = (_between([one[name] for one in samples]) for name in ("precision_same", "recall_same"))
    return (
        f"Of pairs, too, expect something else there: on {counted(len(samples), 'sample')} of pairs of other areas that nothing "
        f"was learnt from ({pairs} pairs), of what it calls the same, {right} are; of what readers call the same, it finds "
        f"{found}. So read both passages before you quote a match, and “not found” never means “never said”."
    )


def proposing(discovery: Mapping[str, Any]) -> str:
    """How good the proposals of themes are."""
    together, shared = of_100(discovery["pair_precision"]), of_100(discovery["pair_recall"])
    return (
        "The machine can look for themes that the codebook lacks, by grouping statements that say something alike. To test it, "
        f"each of the {discovery['of']} themes on what the learning is about was hidden in turn: it brought back "
        f"{len(discovery['rediscovered'])}. Looking at different selections of the statements, it makes groups that agree to "
        f"{discovery['bootstrap_ari']:.2f} (1: the same groups; 0: chance). Of pairs of statements that it puts in one group, "
        f"{together} share a theme; of pairs that share a theme, it puts {shared} in one group. So what it does not propose may "
        "still be there."
    )


def remedies(asked: Mapping[str, Any], closed: Mapping[str, Any] | None) -> str:
    """How well it tells what was asked for, of whom, and how strongly it was closed; and why to expect less."""
    number = asked["recommendations"]
    outcomes = (
        f" How an action was closed was told rightly for {_of(closed['accuracy'], closed['outcomes'])} made-up results." if closed
        else ""
    )  # fmt: skip
    return (
        f"What kind of answer a recommendation asks for was told rightly for {_of(asked['accuracy'], number)} made-up "
        "recommendations, and its level (agency, partnership, regional or national) for "
        f"{_of(asked['level_accuracy'], number)}.{outcomes} The phrases that the machine looks for were written by the hand that "
        "made these up, or mended with them in view, so this is the best that can be expected: expect less of real reports."
    )


def _worth(bins: Sequence[Bin], noun: str, right: str, *spans: tuple[float, float]) -> str:
    """'Of pairs given 80% or more, 91 in 100 were the same; of pairs given 20% to 40%, 49 in 100 were the same.'"""
    said = []
    for low, high in spans:
        within = [one for one in bins if low <= one.low < high]
        if number := sum(one.number for one in within):
            share = of_100(sum(one.number * one.right for one in within) / number)
            said.append(f"of {noun} given {span(low, high)}, {share} were {right}")
    return f"{sentence('; '.join(said))}." if said else ""


def _between(shares: Sequence[float]) -> str:
    """The least and the most of shares: '66 to 95 in 100'."""
    least, most = _in_100(min(shares)), _in_100(max(shares))
    return f"{least} in 100" if least == most else f"{least} to {most} in 100"


def _of(share: float, number: int) -> str:
    """How many that share is: '113 of 114', 'all 114'."""
    return f"all {number}" if share == 1 else f"{round(share * number)} of {number}"


def _in_100(share: float) -> int:
    """Rounded, but a share that is neither nothing nor all stays between the two."""
    rounded = int(share * 100 + 0.5)
    return rounded if share in (0, 1) else min(99, max(1, rounded))
