"""The machine of ``analytics.themes``: coding and comparison, fitted when first needed from the files of the data folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from analytics.codebook import Codebook, load_codebook
from analytics.errors import DataFileError
from analytics.model import Judgement, Suggestion
from analytics.pipeline.machine import Item
from analytics.pipeline.progress import Progress
from analytics.pipeline.vectors import CachingEncoder, Lookup, Vector, nothing_stored
from analytics.settings import Settings
from analytics.store import writing
from analytics.store.connection import Store
from analytics.store.decisions import decided_codes, decided_matches
from analytics.themes.cached import CachedEncoder, CachedReader
from analytics.themes.coding import THRESHOLD, Coder, StatementInput, fit_coder
from analytics.themes.comparison import Comparer, Statement
from analytics.themes.comparison_fitting import load_comparer
from analytics.themes.cross_encoder import LogOdds, load_reader
from analytics.themes.discovery import CodedStatement, Discovery, propose_themes
from analytics.themes.encoder import load_encoder
from analytics.themes.kept import code_hash
from analytics.themes.labelled_pairs import PAIR_FILES, PairInput, labelled_pair
from analytics.themes.remedies import classify_remedy
from analytics.themes.training import STATEMENT_FILES, Decided, load_all_labelled, load_examples


class LearningMachine:
    """A ``Machine``; also codes and compares loose texts, as the command line's ``code`` and ``compare`` do.

    Parameters
    ----------
    settings : Settings
        Names the model and the data folder.
    codebook : Codebook
        The themes to suggest.
    store : Store, optional
        Where vectors are kept already, and what people decided. Without one nothing but files is read.
    """

    def __init__(self, settings: Settings, codebook: Codebook, store: Store | None = None) -> None:
        self._settings = settings
        self._codebook = codebook
        model = load_encoder(settings)
        self._files = CachedEncoder(model, settings.data / "build")
        self._decided = [Decided(**row) for row in decided_codes(store)] if store else []
        self._judged = [labelled_pair(row) for row in decided_matches(store)] if store else []
        self.encoder = CachingEncoder(model, _lookup(store) if store else nothing_stored)
        self.codebook_version = codebook.version

    @cached_property
    def parameters(self) -> Mapping[str, Any]:
        """What the suggestions depend on besides the texts and the model: files, code, and how much people have decided."""
        data = self._settings.data
        labels = [data / "evaluation" / name for name in (*STATEMENT_FILES, *PAIR_FILES)]
        files = [data / name for name in ("codebook.yaml", "examples.jsonl", "points.yaml", "remedies.yaml")] + labels
        reader = load_reader(self._settings, self.encoder.hash)
        return {
            "threshold": THRESHOLD,
            "code": code_hash()[:16],
            "decisions": len(self._decided),
            "judged_pairs": len(self._judged),
            "cross_encoder": reader.hash[:16] if reader else None,
            **{path.name: _sha256(path)[:16] for path in files},
        }

    def code(self, items: Sequence[Item]) -> list[tuple[Suggestion, ...]]:
        """Themes of each statement, best first."""
        return self.suggest([StatementInput(item.text, item.agency, item.kind) for item in items])

    def suggest(self, statements: Sequence[StatementInput]) -> list[tuple[Suggestion, ...]]:
        """Themes of loose texts, best first."""
        return self._coder.suggest(statements)

    def compare(self, pairs: Sequence[PairInput]) -> list[Judgement]:
        """How two loose texts relate, for each pair."""
        return self._comparer.compare(pairs)

    def propose(self, statements: Sequence[CodedStatement], seed: int = 0) -> Discovery:
        """Groups of statements that no theme covers."""
        return propose_themes(self._comparer, statements, seed)

    def remedies(self, items: Sequence[Item]) -> list[tuple[str | None, str | None]]:
        """Remedy type and level of each recommendation."""
        cues = self._settings.data / "remedies.yaml"
        found = (classify_remedy(item.text, item.agency, item.scope, cues) for item in items)
        return [(remedy.type, remedy.level) for remedy in found]

    def matches(
        self, items: Sequence[Item], subjects: frozenset[str], progress: Progress
    ) -> list[tuple[str, str, Judgement]]:  # fmt: skip
        """Pairs across reviews that are the same or related."""
        progress("comparing", 0, len(subjects))
        statements = [Statement(i.id, i.review_id, i.text, i.agency) for i in items]
        advance = partial(progress, "comparing")
        found = self._comparer.matches(statements, subjects, progress=advance)
        progress("comparing", len(subjects), len(subjects))
        return [(match.a, match.b, match.judgement) for match in found]

    @property
    def readings(self) -> Mapping[str, LogOdds]:
        """What reading pairs together has said so far, by the keys of the pairs."""
        reader = self._comparer.reader
        return reader.known if isinstance(reader, CachedReader) else {}

    @cached_property
    def _coder(self) -> Coder:
        labelled = load_all_labelled(self._settings.data / "evaluation")
        examples = load_examples(self._settings.data / "examples.jsonl")
        with self._learning():
            return fit_coder(self._codebook, self.encoder, labelled, self._decided, examples, self._settings.data / "build")

    @cached_property
    def _comparer(self) -> Comparer:
        with self._learning():
            return load_comparer(self._settings, self.encoder, self._judged)

    @contextmanager
    def _learning(self) -> Iterator[None]:
        with self.encoder.learning_with(self._files):
            yield
        self._files.save()


def load_machine(settings: Settings, store: Store | None = None) -> LearningMachine:
    """The machine that the settings name. Its models are fitted when first asked.

    Raises
    ------
    CodebookError
        If the codebook breaks its rules.
    ModelUnavailableError
        If the embedding model isn't on this machine.
    """
    return LearningMachine(settings, load_codebook(settings.data / "codebook.yaml"), store)


def _lookup(store: Store) -> Lookup:
    def find(model_hash: str, hashes: Sequence[str]) -> dict[str, Vector]:
        with store.reading() as cursor:
            return writing.stored_vectors(cursor, model_hash, hashes)

    return find


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as err:
        raise DataFileError(f"{path} can't be read ({err.strerror}). Put the project's file back.") from err
