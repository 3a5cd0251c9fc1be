"""How much a file may ask of the machine, and the sentences said when it asks for more."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from analytics.errors import FileLimitError
from analytics.settings import Settings

MEGABYTE = 1024 * 1024
MAX_RATIO = 200
"""Most times larger a part of an archive may be than its packed bytes. Word's own XML packs 5 to 40 times."""
RATIO_MATTERS_FROM = 5 * MEGABYTE
MAX_MEMBERS = 5_000
"""Most parts an archive may have. A report of 300 pages with a picture on each has fewer than 700."""


MOST_CHARACTERS = 4_000_000
"""Most text a document may hold. A report of 600 dense pages has two million characters."""
LONGEST_PARAGRAPH = 100_000
"""Most characters a paragraph or cell may have. The longest in published reviews have five thousand."""


SCAN_BYTES = 2_000 * MEGABYTE
"""Further memory that reading pictures may reserve."""


class ScanError(Exception):
    """So many pages of a file are pictures, and nobody has given the time to read them yet."""

    def __init__(self, pages: int) -> None:
        super().__init__(f"{pages} pages are pictures")
        self.pages = pages


@dataclass(frozen=True)
class Limits:
    """Limits in bytes, pages and seconds. Made from the settings by ``of``.

    ``scanned_pages`` may be read from their pictures (OCR); ``for_scan`` gives the time for it.
    """

    file_bytes: int
    pages: int
    unpacked_bytes: int
    seconds: int
    memory_bytes: int
    scanned_page_seconds: int = 30
    scanned_pages: int = 0

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """The limits that the settings give."""
        return cls(
            file_bytes=settings.max_file_mb * MEGABYTE,
            pages=settings.max_pages,
            unpacked_bytes=settings.max_unpacked_mb * MEGABYTE,
            seconds=settings.read_seconds,
            memory_bytes=settings.read_memory_mb * MEGABYTE,
            scanned_page_seconds=settings.scanned_page_seconds,
        )

    def for_scan(self, pages: int) -> Limits:
        """The limits for a file of which so many pages are pictures: reading a picture takes some ten seconds of a processor, and
        the models reserve twice the memory that they use (measured: 1.9 GB for 0.9 GB in use).
        """
        seconds = self.seconds + pages * self.scanned_page_seconds
        return replace(self, scanned_pages=pages, seconds=seconds, memory_bytes=self.memory_bytes + SCAN_BYTES)

    def to_json(self) -> dict[str, int]:
        """The limits as the child process gets them."""
        return asdict(self)


def megabytes(count: int) -> str:
    """A number of bytes for people: ``'25 MB'``, ``'0.4 MB'``."""
    value = count / MEGABYTE
    return f"{value:,.0f} MB" if value >= 10 else f"{value:,.1f} MB"


def too_large(name: str, size: int, limits: Limits) -> FileLimitError:
    """The error for a file of ``size`` bytes."""
    return FileLimitError(
        f"{name} is {megabytes(size)}, over the limit of {megabytes(limits.file_bytes)}. "
        "Save it without its pictures, or raise LEARNING_MAX_FILE_MB."
    )


def too_long(name: str, pages: int, limits: Limits) -> FileLimitError:
    """The error for a document of ``pages`` pages."""
    return FileLimitError(
        f"{name} has {pages:,} pages, over the limit of {limits.pages:,}. "
        "Give the review on its own, or raise LEARNING_MAX_PAGES."
    )


def unpacks_too_far(name: str, part: str, limits: Limits) -> FileLimitError:
    """The error for an archive that unpacks to far more than a report ever does."""
    return FileLimitError(
        f"{name} unpacks to far more than a report does (at '{part[:80]}'; the limit is "
        f"{megabytes(limits.unpacked_bytes)} in all and {MAX_RATIO} times a part's packed size). "
        "Open it in Word and save it again, or ask its sender for a PDF."
    )


def too_slow(name: str, limits: Limits) -> FileLimitError:
    """The error for a file whose reading was stopped after the time allowed."""
    return FileLimitError(
        f"{name} could not be read within {limits.seconds} seconds, and reading was stopped. "
        "Save it again from Word or as a plain PDF, or raise LEARNING_READ_SECONDS."
    )


def too_much_memory(name: str, limits: Limits) -> FileLimitError:
    """The error for a file whose reading needed more memory than allowed."""
    return FileLimitError(
        f"{name} needs more than {megabytes(limits.memory_bytes)} of memory to read, and reading was stopped. "
        "Save it again without its pictures, or raise LEARNING_READ_MEMORY_MB."
    )


def too_much_text(name: str, characters: int, longest: int) -> FileLimitError | None:
    """The error for more text than a report ever holds, in all or in one paragraph; ``None`` if it is within reason."""
    if characters <= MOST_CHARACTERS and longest <= LONGEST_PARAGRAPH:
        return None
    what = f"a paragraph of {longest:,} characters" if longest > LONGEST_PARAGRAPH else f"{characters:,} characters of text"
    return FileLimitError(f"{name} holds {what}, more than any review does. Give the review itself, saved from Word or as PDF.")
