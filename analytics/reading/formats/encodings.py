"""Bytes → text: UTF-8, UTF-16 and Windows-1252, with mojibake mended only where that is certain."""

from __future__ import annotations

import codecs
import re

from ftfy import fix_text_segment
from ftfy.badness import is_bad

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"))
_BOMS_16 = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_UNDEFINED_IN_1252 = bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D])
SAMPLE = 65_536
MOST_CONTROL = 0.002
"""Largest share of control characters that text may have: a form feed a page is not among them."""


def decode(data: bytes) -> str:
    """The text of a file, with every line end as a line feed.

    UTF-8 (with or without mark), UTF-16 (with mark, or known by its pattern of zero bytes) and Windows-1252, in this order.
    A line of mojibake (``donâ€™t``) is mended if undoing the wrong decoding gives clean text; anything else stays word for word.
    """
    text = data.decode(encoding_of(data), "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    return "\n".join(mend(line) for line in text.split("\n"))


def encoding_of(data: bytes) -> str:
    """The name of the codec that ``data`` is read with."""
    for mark, codec in (*_BOMS, *_BOMS_16):
        if data.startswith(mark):
            return codec
    unmarked = _utf16_without_mark(data[:SAMPLE])
    if unmarked:
        return unmarked
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        # Python's cp1252 refuses five bytes that Windows itself lets through; latin-1 takes them as control characters
        return "latin-1" if any(byte in data for byte in _UNDEFINED_IN_1252) else "cp1252"
    return "utf-8"


def _utf16_without_mark(sample: bytes) -> str | None:
    """English text in UTF-16 has a zero as every other byte."""
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def looks_like_text(data: bytes) -> bool:
    """Whether ``data`` can be text: hardly a control character in the first and last 64 kB."""
    codec = encoding_of(data)
    if codec in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        return _clean(data[: SAMPLE - SAMPLE % 4].decode(codec, "ignore"))
    return all(_clean(part.decode(codec, "replace")) for part in (data[:SAMPLE], data[-SAMPLE:]))


def _clean(text: str) -> bool:
    if not text:
        return False
    odd = len(_CONTROL.findall(text)) + sum(0x80 <= ord(char) <= 0x9F for char in text) + text.count("\ufffd")
    return odd <= max(1, MOST_CONTROL * len(text))


def mend(line: str) -> str:
    """A line with mojibake undone, if it has any; otherwise the very same line.

    >>> mend("She donâ€™t know")
    'She don’t know'
    >>> mend("Ambiti 597 – naïve café")
    'Ambiti 597 – naïve café'
    """
    if line.isascii() or not is_bad(line):
        return line
    fixed = fix_text_segment(
        line,
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        remove_control_chars=False,
        normalization=None,
    )
    return line if is_bad(fixed) else fixed
