"""The texts that can be searched with their index of words. Made once for a state of the database and shared by all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from analytics.themes.search import Query, Why, WordIndex


class SearchLibrary:
    """Rows of ``queries.searchable`` and an index over their words.

    Parameters
    ----------
    rows : DataFrame
        Kept and never changed.
    """

    def __init__(self, rows: pd.DataFrame) -> None:
        self._rows = rows.reset_index(drop=True)
        self._index = WordIndex(self._rows["text"].tolist())
        self._places = {key: place for place, key in enumerate(self._rows["id"])}

    def find(self, query: Query, allowed: Collection[str] | None = None) -> list[int]:
        """Places of the texts that the words find, best first; ``allowed``: ids that may be found, ``None`` for all."""
        if allowed is None:
            return self._index.search(query)
        mask = np.zeros(len(self._rows), dtype=np.bool_)  # a tenth of the time that ``isin`` takes over 100,000 texts
        mask[[place for key in allowed if (place := self._places.get(key)) is not None]] = True
        return self._index.search(query, mask)

    def rows(self, places: Sequence[int]) -> pd.DataFrame:
        """The rows at these places, in their order, with the place as index."""
        return self._rows.loc[list(places)]

    def place(self, key: str) -> int:
        """Where the text of that id stands."""
        return self._places[key]

    def why(self, place: int, query: Query) -> Why:
        """What of the search a text has."""
        return self._index.why(place, query)

    def whole(self, places: Sequence[int], query: Query) -> int:
        """How many of the places that ``find`` gave have every word of the search: those come first."""
        return bisect_left(places, True, key=lambda place: bool(self.why(place, query).missing))

    def forms(self, query: Query) -> frozenset[str]:
        """Every word that the search meets."""
        return self._index.forms(query)

    def corrected(self, query: Query) -> dict[str, str]:
        """Words of the search that occur nowhere → the nearest word that does."""
        return self._index.corrected(query)
