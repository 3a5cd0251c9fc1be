"""What happens inside the reading process: bytes → blocks → report, with every failure turned into a sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from analytics.agencies import Agencies
from analytics.errors import FileLimitError, UnreadableFileError
from analytics.model import Document, Report
from analytics.reading.evidence import refuse_what_is_no_review, refuse_what_says_nothing
from analytics.reading.formats.content import Content
from analytics.reading.kinds import Format, Kind
from analytics.reading.limits import Limits, ScanError, too_much_memory, too_much_text


def answer(data: bytes, name: str, kind: Format, sha256: str, limits: Limits, agencies: Agencies) -> dict[str, Any]:
    """``{"report": …}``, or ``{"error": "limit" | "unreadable", "message": …}``, or ``{"scanned": pages that are pictures}``."""
    try:
        return {"report": read(data, name, kind, sha256, limits, agencies).to_json()}
    except FileLimitError as err:
        return {"error": "limit", "message": str(err)}
    except UnreadableFileError as err:
        return {"error": "unreadable", "message": str(err)}
    except ScanError as err:
        return {"scanned": err.pages}
    except MemoryError:
        return {"error": "limit", "message": str(too_much_memory(name, limits))}
    except RecursionError:
        return {"error": "unreadable", "message": _damaged(name, "its parts are nested without end")}


def read(data: bytes, name: str, kind: Format, sha256: str, limits: Limits, agencies: Agencies) -> Report:
    """Read ``data`` in this very process. Raises as ``intake.read_report``."""
    from analytics.reading.report import report_from_blocks

    content = content_of(data, name, kind, limits)
    longest = max(
        (len(text) for block in content.blocks for text in (block.text, *(c for row in block.rows for c in row))), default=0
    )
    too_much = too_much_text(name, content.characters, longest)
    if too_much:
        raise too_much
    refuse_what_is_no_review(content.blocks, name)
    document = Document(name, sha256, Kind(kind).media_type, content.pages, content.characters)
    report = report_from_blocks(document, list(content.blocks))
    refuse_what_says_nothing(report, content.blocks, name)
    warnings = (*_by_name(name, kind), *content.warnings, *report.warnings)
    return replace(report, warnings=warnings)


def content_of(data: bytes, name: str, kind: Format, limits: Limits) -> Content:
    """The blocks of a file. Each format is imported only when a file of it is read."""
    if kind == "pdf":
        from analytics.reading.formats import pdf

        return pdf.content(data, name, limits)
    if kind == "docx":
        from analytics.reading.formats import docx

        return docx.content(data, name, limits)
    from analytics.reading.formats import text

    blocks = text.blocks(data)
    return Content(tuple(blocks), max((block.page for block in blocks if block.page), default=None))


def _by_name(name: str, kind: Format) -> tuple[str, ...]:
    if not Kind(kind).disagrees_with(name):
        return ()
    called = {"pdf": "a PDF", "docx": "a Word document", "text": "plain text"}[kind]
    return (f"{name} is {called} by its content, whatever its name says; it was read as that.",)


def _damaged(name: str, why: str) -> str:
    return f"{name} is damaged ({why}). Open it, save it again from Word or as PDF, and try that file."
