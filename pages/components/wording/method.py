"""The text of the Method page: how this is done, how good it is, what it can't tell, sources and accessibility."""

from __future__ import annotations

STEPS = {"coding": "Coding to themes", "comparison": "Comparing reviews", "discovery": "Proposing themes"}
PAIRS, STATEMENTS = "pairs", "statements"
OWN = "statements of the reviews shown here"
AS_PUBLISHED = "Report as published"
MEASURES = {
    "precision": "Themes suggested that careful readers gave too",
    "recall": "Themes the readers gave that were suggested",
    "f1": "Both together (F1, the usual single figure)",
    "average_precision": "Same learning ranked before other pairs (average precision)",
    "precision_same": "Pairs called same that the readers called same",
    "kappa_linear": "Same, related or unrelated: agreement with the readers (kappa)",
}
CODED = {
    "others": "Coding of statements made up by another hand (F1)",
    "elsewhere": "Coding of what reviews of other areas say (F1)",
    "held_back": "The same, of statements that nothing was learnt from (F1)",
    "denials": "The same, of made-up statements in which something is denied (F1)",
}
COMPARED = {
    "to_others": "Comparing of pairs made up by another hand (kappa)",
    "held_back": "Comparing of hard pairs of other areas that nothing was learnt from (kappa)",
    "held_back_retrieved": "The same, of pairs that a search for matches brought up (kappa)",
    "held_back_fresh": "The same, of hard pairs that further readers chose later (kappa)",
    "elsewhere": "The same, of further pairs that a search brought up, mostly in doubt, statements left out (kappa)",
}
IN_WORDS = "{of_ten} The themes were judged on {own}, the pairs on {pairs}.\n\n{expected} {comparing}"
QUALITY = "How good it is"
SOURCES = "Sources"

SECTIONS: tuple[tuple[str, str], ...] = (
    (
        "What this is",
        """A domestic homicide review (now a domestic abuse related death review) looks at what can be learned from a death. Each
review asks whether its learning appears in other reviews. This dashboard reads the reviews a partnership holds, sorts
what they say into themes, compares them, and leads every count back to the passages it counts.""",
    ),
    (
        "How it is done",
        """1. **Reading.** A report is read into its paragraphs with their numbers and pages: key issues, conclusions, lessons,
   agencies’ learning, recommendations, and each row of the action plans. Text is kept word for word; names of
   professionals are masked.
2. **Coding.** Each statement is compared with the codebook’s themes, by its words and by a small language model that was
   taught this field beforehand and runs on this machine. A theme that fits is *suggested*, with a
   probability and the phrase that speaks for it. A person accepts, rejects or adds themes on the page Coding; only
   then is it a finding. Until then charts and cards say “suggested” or “probably”.
3. **Comparing.** Statements of different reviews are judged to be the *same* learning, *related*, or neither: first by
   their words and what each is about; where that leaves it open, the language model reads the two side by side. Asking
   for the same kind of remedy (“train staff”) is not the same learning.
4. **Timing.** Each match is placed against the earlier review’s action plan, by the dates of the deaths and not of
   publication: before the action was due, while it was open, or after it was reported complete.
5. **Counting.** Reviews are counted first, each once, however often a review says a thing; then statements. Where a
   count is a link it opens what it counts; so does a mark of a chart.""",
    ),
    (
        QUALITY,
        """Suggestions are right often, not always: read a theme’s passages before quoting its count. Coding is checked on
statements labelled by hand: those of the reviews that came with this dashboard, made-up ones by another hand, and
short wordings of what reviews of other areas say; each review or area is judged by a model that never saw it. Comparison
is checked on pairs judged by hand, with no statement known before, some of them of reviews of other areas that nothing
was learnt from. The labels are by careful readers, not by
practitioners, and the phrases the method looks for were written with the reviews shown here in view. The command line’s
`evaluate` prints every figure, theme by theme.""",
    ),
    (
        "What it can’t tell",
        """- **A digest can’t show an absence.** Where only a digest of a review is held, a theme is *found* or we *cannot tell*.
- **An executive summary is a part.** Where only that is loaded, *not found* means not found in the summary: the overview
  report may say it. Term of reference 13 says *not found* only where a full report was compared.
- **Not found is not never said.** It means not found in the text that is held, by this method.
- **What is set aside may still be counted.** “Alcohol was not a factor” carries no theme, but English has many ways of
  saying so, and most of them are not recognised: read what is suggested of a sentence with *no*, *not* or *neither*.
- **Good practice and failing look alike.** Two statements on one point may be called the same though one praises what
  the other found wanting.
- **Counts follow what reviews wrote down.** A theme may be common because reviewers look for it.
- **An action plan speaks for its own date.** What happened later is not in it. “No information” is counted, not left
  out.
- **Nothing is analysed by a person’s characteristics,** and a handful of reviews is no statistic: numbers here are
  for finding and citing passages, not for rates or trends.""",
    ),
    (
        SOURCES,
        "Reports as their partnerships published them, which may be the executive summary alone; digests are our own short "
        "wording of public pages, each named here.",
    ),
    (
        "Privacy",
        """Everything stays on this machine: no text is sent anywhere, no usage is measured, and no font or picture is fetched.
The people who died, and their families, appear by the pseudonyms that the reports chose. Professionals appear by role
and agency.""",
    ),
    (
        "Accessibility",
        """This dashboard aims at WCAG 2.2 level AA. Every chart has a text alternative and the same numbers as a table; nothing
needs a mouse, colour or hover alone; every page has one main heading and works at 320 pixels’ width. Each version is
checked by an automatic test (axe) in light and dark. Known limits: the sortable table of actions is drawn as a grid
whose column menus can’t be reached by keyboard (the same rows stand below it as plain text), and no test with people
who use screen readers has been made yet.""",
    ),
)
