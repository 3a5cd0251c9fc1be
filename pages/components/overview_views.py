"""The sentences that lead the overview, what they count linked to it: whose reviews, what keeps coming up, what became of it."""

from __future__ import annotations

from analytics import figures
from analytics.figures import Said
from analytics.filters import Filters
from pages.components import behind, data, tables, views, wording

AGAIN = "again"
"""The place on the overview of what came up again after it was done."""


def sentences(filters: Filters) -> list[list[Said]]:
    """The overview's sentences drawn from the data, the first of them its headline."""
    status = data.frame("action_status_counts", filters, views.today())
    first = views.again(filters)
    again_after = int(first["of_lessons"].iloc[0]) if len(first) else 0
    became = {str(key): int(number) for key, number in zip(status["status"], status["actions"], strict=True)}
    return figures.sentences(views.theme_counts(filters, "subject"), views.planned(filters), again_after, became)


def below(said: list[list[Said]], filters: Filters) -> list[str]:
    """The paragraphs below the headline, as Markdown: whose word it is with the passages to judge it by; what became of promises;
    how much of what was published lies behind it. An empty one is left out.
    """
    plain = [sentence for sentence in said if not any(part.counts for part in sentence)]
    counting = [sentence for sentence in said if sentence not in plain]
    known = coverage(filters)
    behind_it = f"{wording.escape(known)} {tables.link(wording.WHICH_LOADED, 'reviews')}" if known else ""
    theirs = " ".join(filter(None, (linked(plain, filters), passages(filters))))
    return [paragraph for paragraph in (theirs, linked(counting, filters), behind_it) if paragraph]


def linked(said: list[list[Said]], filters: Filters) -> str:
    """Sentences as Markdown, each count a link to what it counts."""
    return " ".join("".join(_linked(words, filters) for words in sentence) for sentence in said)


def _linked(said: Said, filters: Filters) -> str:
    if said.counts == "again":
        return f"[{wording.escape(said.words)}](#{AGAIN})"
    if said.counts == "promised":
        return tables.link(said.words, "actions", **filters.to_query())
    if said.counts:
        return behind.link(filters, "became")(said.words, said.counts)
    return wording.plain(said.words)


def passages(filters: Filters) -> str:
    """Links to the passages of the themes that the headline names, or to all themes where it names none; '' for no theme."""
    subjects = views.theme_counts(filters, "subject")
    if not (subjects["reviews"] > 0).any():
        return ""
    named = tables.records(figures.leading(subjects, views.scope(filters)))
    open_theme = views.narrowing(filters, "themes", "theme")
    links = [open_theme(row["name"], row["theme_id"]) for row in named]
    return f"{wording.READ_THEM} {'; '.join(links or [tables.link(wording.ALL_THEMES, 'themes', **filters.to_query())])}"


def people(filters: Filters) -> str:
    """Whose deaths the reviews of this view are about."""
    return figures.people(data.frame("reviews", filters))


def coverage(filters: Filters) -> str:
    """How much of what each partnership has published is behind the counts, and whose the other reviews are."""
    rows, reviews = data.frame("register"), data.frame("reviews", Filters())
    if rows.empty or reviews.empty:
        return ""
    loaded = rows.groupby("csp")["loaded"].agg(["sum", "size"])
    others = reviews[~reviews["review_id"].isin(rows.loc[rows["loaded"], "review_id"])]
    said = wording.coverage(
        [(str(area), int(held), int(published)) for area, held, published in loaded.itertuples(name=None)],
        {str(kind): int(number) for kind, number in others["source"].value_counts().items()},
        sorted(set(others["csp"])),
    )
    return said if filters.is_empty else f"{wording.IN_ALL} {said}"
