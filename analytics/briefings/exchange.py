"""A text-free file that partnerships can swap: which themes and remedies came up in how many statements of each review.

It holds no words of any review, no name, no date of a death and no count of people, so that it can leave the partnership; which
key a review has says ``exchange_key``. Several files together show what recurs in how many areas.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from analytics import __version__
from analytics.briefings.contents import Contents, each, gather
from analytics.briefings.exchange_key import key, secret_of
from analytics.briefings.order import Marking, Order
from analytics.briefings.provenance import SUGGESTIONS
from analytics.briefings.writing import write_whole
from analytics.errors import OutputError, UnreadableFileError
from analytics.figures.sureness import suggested
from analytics.filters import Filters
from analytics.store.backup import received_folder as received_folder
from analytics.store.connection import Store
from analytics.words import counted, listed

MOST_BYTES = 5_000_000
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
Count = Annotated[int, Field(ge=1, le=100_000)]
Area = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^<>\x00-\x1f]+$")]


Said = Annotated[str, Field(max_length=600, pattern=r"^[^<>\x00-\x1f]*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ExchangedTheme(_Strict):
    """A theme of the sender's codebook."""

    id: Id
    name: Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[^<>\x00-\x1f]+$")]
    axis: Literal["subject", "remedy"]


class ExchangedReview(_Strict):
    """Counts of one review. ``key`` tells reviews apart and says nothing else; ``coverage`` 'partial' can't show an absence.

    ``themes`` counts statements by theme, ``confirmed`` those of them that a person accepted or added, ``remedies``
    recommendations by what they ask for. Only what occurs is listed.
    """

    key: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    area: Area
    coverage: Literal["full", "partial"]
    themes: dict[Id, Count]
    confirmed: dict[Id, Count]
    remedies: dict[Id, Count]


class Exchange(_Strict):
    """One file. ``view``, ``models`` and ``suggestions`` are for who reads it; files of older versions lack them.

    ``view`` says which areas were chosen, and that reviews or years were, but not which: these would name a review or date a
    death.
    """

    format: Literal["domestic-homicide-review-themes"]
    format_version: Literal[1]
    software: Annotated[str, Field(max_length=40)]
    made_on: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    marking: Marking
    codebook_version: Annotated[int, Field(ge=1)]
    codebook: Annotated[tuple[ExchangedTheme, ...], Field(min_length=1, max_length=500, strict=False)]
    reviews: Annotated[tuple[ExchangedReview, ...], Field(min_length=1, max_length=20_000, strict=False)]
    view: Said = ""
    models: Annotated[tuple[Said, ...], Field(max_length=20, strict=False)] = ()
    suggestions: Said = ""

    @model_validator(mode="after")
    def _known_themes(self) -> Exchange:
        known = {theme.id for theme in self.codebook}
        for review in self.reviews:
            if unknown := (set(review.themes) | set(review.confirmed)) - known:
                raise ValueError(f"a review counts the theme '{sorted(unknown)[0]}', which the file's codebook lacks")
            if any(number > review.themes.get(theme, 0) for theme, number in review.confirmed.items()):
                raise ValueError("a review has more confirmed statements than statements")
        if len({review.key for review in self.reviews}) < len(self.reviews):
            raise ValueError("a review stands in the file twice")
        return self


def build(store: Store, order: Order) -> bytes:
    """The file as UTF-8 JSON; raises as ``from_store`` does."""
    return from_store(store, order).model_dump_json(indent=2).encode("utf-8")


def from_store(store: Store, order: Order) -> Exchange:
    """The counts of a library; filters on themes, agencies and kinds are opened, as a part of a review can't be compared.

    Raises
    ------
    FilterError, OutputError
        As ``contents.gather`` does, and where no statement was ever coded.
    """
    return from_contents(gather(store, replace(order, filters=order.filters.without("themes", "agencies", "kinds"))))


def from_contents(contents: Contents) -> Exchange:
    """The counts of contents that have been gathered."""
    versions = contents.runs["codebook_version"]
    if versions.empty:
        raise OutputError(
            "No statement has been coded yet, so there is nothing to exchange. Run 'python -m analytics build' first."
        )
    asked, reviews = contents.recommendations(), contents.reviews
    secret = secret_of(contents.store.path) if reviews["restricted"].any() else b""
    made = of_frames(reviews, contents.themes, contents.matrix, asked, int(versions.max()), contents.order, secret)
    models = tuple(f"{name} {value}" for name, value in contents.provenance.versions.items() if name.endswith(" model"))
    said = f"{SUGGESTIONS} {contents.provenance.confirmed_words()}"
    return made.model_copy(update={"view": _view(contents.filters), "models": models, "suggestions": said})


def _view(filters: Filters) -> str:
    """The view in words that name no review and no year."""
    parts = [filters.without("reviews", "year_from", "year_to").sentence()] if filters.areas else []
    parts += [f"{counted(len(filters.reviews), 'review')} chosen by name"] if filters.reviews else []
    parts += ["some years of death only"] if filters.year_from is not None or filters.year_to is not None else []
    return ", ".join(parts) or "All reviews"


def of_frames(
    reviews: pd.DataFrame, themes: pd.DataFrame, matrix: pd.DataFrame, asked: pd.DataFrame, codebook_version: int, order: Order,
    secret: bytes = b"",
) -> Exchange:  # fmt: skip
    """The counts of a library.

    Parameters
    ----------
    reviews, themes, matrix, asked : DataFrame
        Of ``queries.reviews``, ``theme_counts``, ``theme_by_review`` and the recommendations of ``statements``, none of them
        narrowed by theme, agency or kind.
    secret : bytes
        What the keys of restricted reviews are made with: of ``exchange_key.secret_of``. Needed where there are any.
    """
    found = {str(review_id): cells for review_id, cells in matrix[matrix["statements"] > 0].groupby("review_id")}
    remedies = {str(review_id): rows["remedy"].dropna() for review_id, rows in asked.groupby("review_id")}
    nothing = matrix.head(0)
    return Exchange(
        format="domestic-homicide-review-themes",
        format_version=1,
        software=__version__,
        made_on=order.today.isoformat(),
        marking=order.marking,
        codebook_version=codebook_version,
        codebook=tuple(
            ExchangedTheme(id=row.theme_id, name=row.name, axis=row.axis) for row in each(themes.sort_values("position"))
        ),
        reviews=tuple(
            _review(row, found.get(row.review_id, nothing), remedies.get(row.review_id, pd.Series(dtype=str)), secret)
            for row in each(reviews.sort_values("review_id"))
        ),
    )


def _review(review: Any, cells: pd.DataFrame, remedies: pd.Series[str], secret: bytes) -> ExchangedReview:
    if review.restricted and not secret:
        raise OutputError("A restricted review can't be exchanged without the secret that its key is made with.")
    return ExchangedReview(
        key=key(str(review.review_id), secret if review.restricted else b""),
        area=str(review.csp),
        coverage="full" if review.form == "report" else "partial",
        themes={str(cell.theme_id): int(cell.statements) for cell in each(cells)},
        confirmed={str(cell.theme_id): int(cell.confirmed) for cell in each(cells) if cell.confirmed},
        remedies={str(name): int(number) for name, number in sorted(remedies.value_counts().items())},
    )


def load(content: bytes, name: str = "the file") -> Exchange:
    """Read what another partnership sent.

    Raises
    ------
    UnreadableFileError
        If it is too large, no JSON, or not exactly of this format. The message names the first thing wrong.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableFileError(f"{name} is larger than {MOST_BYTES // 1_000_000} MB: not an exchange file. Ask for a new one.")
    try:
        return Exchange.model_validate_json(content)
    except ValidationError as err:
        raise UnreadableFileError(
            f"{name} is not an exchange file this version can read ({_first(err)}). Ask the sender for a new one."
        ) from err


def _first(err: ValidationError) -> str:
    first = err.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else str(first["msg"])


def merge(exchanges: Sequence[Exchange]) -> pd.DataFrame:
    """How far each theme recurs across areas.

    A review that several files hold counts once: the file made last wins, and a report wins over a digest. A theme is
    counted out of the areas whose codebook has it.

    Returns
    -------
    DataFrame
        ``theme_id, name, axis, areas_found, areas, found_in`` (names, '; '), ``reviews_found, reviews, confirmed_reviews`` (of
        those found, with a confirmed statement), ``statements, confirmed``. Most areas first, then most reviews.
    """
    ordered = sorted(exchanges, key=lambda one: one.made_on)
    themes = {theme.id: theme for one in ordered for theme in one.codebook}
    reviews = _latest(ordered)
    rows = [_theme_row(theme, [review for review, known in reviews.values() if theme.id in known]) for theme in themes.values()]
    columns = [
        "theme_id",
        "name",
        "axis",
        "areas_found",
        "areas",
        "found_in",
        "reviews_found",
        "reviews",
        "confirmed_reviews",
        "statements",
        "confirmed",
    ]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.sort_values(["areas_found", "reviews_found", "name"], ascending=[False, False, True]).reset_index(drop=True)


def _latest(ordered: Sequence[Exchange]) -> dict[str, tuple[ExchangedReview, set[str]]]:
    """Each review once, with the themes its sender's codebook knew."""
    kept: dict[str, tuple[ExchangedReview, set[str]]] = {}
    for one in ordered:
        known = {theme.id for theme in one.codebook}
        for review in one.reviews:
            held = kept.get(review.key)
            if held is None or review.coverage == "full" or held[0].coverage == "partial":
                kept[review.key] = (review, known)
    return kept


def _theme_row(theme: ExchangedTheme, reviews: Sequence[ExchangedReview]) -> tuple[object, ...]:
    found = [review for review in reviews if theme.id in review.themes]
    areas = sorted({review.area for review in found})
    searched = len({review.area for review in reviews})
    statements = sum(review.themes[theme.id] for review in found)
    confirmed = sum(review.confirmed.get(theme.id, 0) for review in found)
    sure = sum(review.confirmed.get(theme.id, 0) > 0 for review in found)
    places = (len(areas), searched, "; ".join(areas), len(found), len(reviews), sure)
    return (theme.id, theme.name, theme.axis, *places, statements, confirmed)


def recurs_words(row: Any) -> str:
    """One theme of ``merge`` as a sentence: ``'Information sharing recurs in 5 of 7 areas: …'``, or as suggested."""
    where = f": {listed(row.found_in.split('; '), limit=8)}" if row.areas_found else ""
    said = f"{row.name} recurs in {row.areas_found} of {counted(row.areas, 'area')}{where}."
    return suggested(said, row.confirmed_reviews >= row.reviews_found)


def receive(content: bytes, name: str, folder: Path) -> Exchange:
    """Check what another partnership sent and keep it; the same file twice is kept once.

    Raises
    ------
    UnreadableFileError
        If it is not exactly of this format; nothing is kept.
    OutputError
        If it can't be written.
    """
    received = load(content, name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as err:
        raise OutputError(f"{folder} can't be made: {err.strerror or err}. Choose another place, or make room there.") from err
    write_whole(folder / f"{hashlib.sha256(content).hexdigest()[:16]}.json", content)
    return received


def load_folder(folder: Path) -> tuple[list[Exchange], list[str]]:
    """All exchange files of a folder, and a line for each that could not be read. A folder that doesn't exist holds none."""
    loaded, problems = [], []
    for path in sorted(folder.glob("*.json")):
        try:
            loaded.append(load(path.read_bytes(), path.name))
        except (OSError, UnreadableFileError) as err:
            problems.append(str(err))
    return loaded, problems
