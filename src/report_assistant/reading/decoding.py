"""Decode text files: UTF-8 first, then what the byte order mark says, then what the bytes look like."""

from __future__ import annotations

import codecs
import re

from report_assistant.reading.formats.sniffing import SIGNATURES

MAX_BYTES = 100_000_000
"""Largest file in bytes that is read."""

MALFORMED = (OSError, ValueError, LookupError, ArithmeticError, RecursionError, MemoryError)
"""What reading a malformed file may raise beside `DocumentError`."""

_BYTE_ORDER_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What betrays that text is not in Windows-1252: signs and capitals inside words, and letters of Icelandic,
# which are those of Turkish in Windows-1254.
_NOT_WESTERN = re.compile(
    r"(?<=[^\W\d_])[^\w\s'’‘.,:;/&@·\u00ad\x00-\x7f-](?=[^\W\d_])|(?<=[a-zß-ÿ])[À-ÖØ-ÞŠŽŸŒ]|[ðþýÐÞÝ]"
)
_CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f\v\x1b")
_SAMPLE = 65_536  # characters looked at to tell text from binary
_MAX_CONTROLS = 0.01  # share of control characters in them that text may have


class UnreadableError(ValueError):
    """The bytes cannot be read as what they should be; the message says what they are and what to do."""


def decode(data: bytes) -> str:
    """Return the text of `data`: byte order mark stripped, newlines made universal, nothing else changed.

    Raises:
        UnreadableError: the bytes are not text, or in no encoding that can be told.
    """
    for signature, kind in SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableError(f"holds {kind}, not text; export it as text or Markdown")
    text = _decoded(data)
    sample = text[:_SAMPLE]
    if "\0" in text or sum(character in _CONTROLS for character in sample) > _MAX_CONTROLS * len(sample):
        raise UnreadableError("holds binary content, not text; remove it or export it as text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    """Decode by the byte order mark, as UTF-8, or in the encoding that the bytes look like."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableError(f"is damaged ({error}); save it again as UTF-8") from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise UnreadableError("holds binary content, not text; remove it or export it as text") from error
        return _guessed(data, error)


def _guessed(data: bytes, error: UnicodeDecodeError) -> str:
    """Decode what is not UTF-8, unless it is UTF-8 with damaged bytes: a guess would garble it all."""
    from charset_normalizer import from_bytes

    lenient = data.decode("utf-8", errors="replace")
    damaged = lenient.count("\ufffd")
    beyond_ascii = sum(character > "\x7f" for character in lenient) - damaged
    if beyond_ascii > 2 * damaged:
        raise UnreadableError(f"is damaged UTF-8 ({error}); repair that byte or save it again") from error
    if (western := _western(data)) is not None:
        return western
    match = from_bytes(data).best()
    if match is None:
        raise UnreadableError("is text in an unknown encoding; save it as UTF-8") from error
    return str(match)


def _western(data: bytes) -> str | None:
    """Return text in Windows-1252, the old encoding of Western Europe, or None if it does not look like it.

    Where letters are mostly those of ASCII, a few others tell `charset_normalizer` too little: it took one in
    seven of such texts for another encoding.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    letters = [character for character in text[:_SAMPLE] if character.isalpha()]
    latin = sum(character.isascii() for character in letters) > 2 / 3 * len(letters)
    return text if latin and not _NOT_WESTERN.search(text) else None
