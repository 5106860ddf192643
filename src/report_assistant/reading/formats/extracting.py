"""Read a file by the format that its name promises, once its bytes keep that promise."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from pathlib import PurePath

from report_assistant.reading.decoding import UnreadableError, decode
from report_assistant.reading.formats.blocks import Block, Extracted, Plain
from report_assistant.reading.formats.book import read_book
from report_assistant.reading.formats.delimited import read_delimited
from report_assistant.reading.formats.mail import read_mail
from report_assistant.reading.formats.opendocument import read_open_text
from report_assistant.reading.formats.pdf import read_pdf
from report_assistant.reading.formats.rtf import read_rtf
from report_assistant.reading.formats.slides import read_slides
from report_assistant.reading.formats.sniffing import Kind, sniff
from report_assistant.reading.formats.web_page import read_web_page
from report_assistant.reading.formats.word import read_word
from report_assistant.reading.formats.workbook import read_workbook

_log = logging.getLogger(__name__)


def _read_attachment(data: bytes, name: str) -> tuple[Block, ...]:
    """Return the blocks of what is attached to a mail; none if it cannot be read."""
    suffix = PurePath(name).suffix.lower()
    try:
        if suffix in _ATTACHED_TEXT:
            return (Plain(decode(data)),)
        return extract(data, suffix).blocks if suffix in _FORMATS else ()
    except UnreadableError as error:
        _log.warning("The attachment %r is left out: %s", name, error)
        return ()


_ATTACHED_TEXT = (".txt", ".md", ".markdown")
_FORMATS: dict[str, tuple[Kind, Callable[[bytes], Extracted]]] = {
    ".csv": (Kind.TEXT, read_delimited),
    ".tsv": (Kind.TEXT, read_delimited),
    ".xlsx": (Kind.WORKBOOK, read_workbook),
    ".xlsm": (Kind.WORKBOOK, read_workbook),
    ".pdf": (Kind.PDF, read_pdf),
    ".docx": (Kind.WORD, read_word),
    ".pptx": (Kind.SLIDES, read_slides),
    ".odt": (Kind.OPEN_TEXT, read_open_text),
    ".rtf": (Kind.RTF, read_rtf),
    ".epub": (Kind.EPUB, read_book),
    ".eml": (Kind.TEXT, lambda data: read_mail(data, _read_attachment)),
    ".html": (Kind.WEB_PAGE, read_web_page),
    ".htm": (Kind.WEB_PAGE, read_web_page),
    ".xhtml": (Kind.WEB_PAGE, read_web_page),
}
_REMEDIES = {
    Kind.LOCKED_OFFICE: "remove the password and save it again",
    Kind.OLD_OFFICE: "save it in the present format",
    Kind.ARCHIVE: "unpack it",
    Kind.DAMAGED_ARCHIVE: "save or download it again",
    Kind.GZIP: "unpack it",
}

SUFFIXES: frozenset[str] = frozenset(_FORMATS)
"""File name endings that are read here, in lower case."""


def extract(data: bytes, suffix: str) -> Extracted:
    """Return the blocks of a file.

    Args:
        data: the file.
        suffix: one of `SUFFIXES`.

    Raises:
        UnreadableError: it is empty, of another kind than its name says, damaged, encrypted or too large.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableError("is empty; write something in it or remove it")
    kind, read = _FORMATS[suffix]
    found = sniff(data)
    if found is not kind and not (found is Kind.TEXT and kind is Kind.WEB_PAGE):
        remedy = _REMEDIES.get(found, "give it the ending that fits")
        promised = f"not {kind}" if kind is not Kind.TEXT else f"not what {suffix} files hold"
        raise UnreadableError(f"holds {found}, {promised}; {remedy}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # what a library finds odd in a file is nothing to do for its reader
            return read(data)
    except UnreadableError:
        raise
    except Exception as error:
        # Parsers of damaged files raise whatever the damage leads them into; each means the same to the user.
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise UnreadableError(f"is damaged, or not {kind} ({reason}); save or download it again") from error
