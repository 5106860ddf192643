"""Tell what a fetched page is, from its bytes first and from what its server says of it second."""

from __future__ import annotations

from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from report_assistant.reading.formats.sniffing import Kind, sniff
from report_assistant.reading.web.failing import FetchError

_SUFFIXES = {
    Kind.PDF: ".pdf",
    Kind.WORD: ".docx",
    Kind.WORKBOOK: ".xlsx",
    Kind.SLIDES: ".pptx",
    Kind.OPEN_TEXT: ".odt",
    Kind.EPUB: ".epub",
    Kind.RTF: ".rtf",
    Kind.WEB_PAGE: ".html",
}
_TEXT_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "message/rfc822": ".eml",
}
_UNSAID = ("", "application/octet-stream", "binary/octet-stream")  # types by which servers say nothing
_TEXT_SUFFIXES = frozenset({".md", ".markdown", ".txt", ".csv", ".tsv", ".eml", ".html", ".htm", ".xhtml"})


def suffix_of(content: bytes, content_type: str, url: str) -> str:
    """Return the file name ending by which a page is to be read.

    Args:
        content: of the page.
        content_type: the header of its server, or "".
        url: where it was found.

    Raises:
        FetchError: it is nothing that is read here.
    """
    kind = sniff(content)
    if kind in _SUFFIXES:
        return _SUFFIXES[kind]
    said = _parsed(content_type).get_content_type() if content_type else ""
    if kind is not Kind.TEXT:
        raise FetchError(f"it holds {kind}; give the address of a web page or of a document")
    if said in _TEXT_TYPES:
        return _TEXT_TYPES[said]
    ending = PurePosixPath(unquote(urlsplit(url).path)).suffix.lower()
    if ending in _TEXT_SUFFIXES and said in ("text/plain", *_UNSAID):
        return ending
    if said == "text/plain":
        return ".txt"
    raise FetchError(
        f"it is {said or 'of a kind that its server does not say'}, which is not read; "
        "give the address of a web page or of a document"
    )


def in_utf8(content: bytes, content_type: str) -> bytes:
    """Return text in UTF-8 where its server says in which other encoding it is; else as it is."""
    charset = _parsed(content_type).get_content_charset()
    if charset is None or sniff(content) not in (Kind.TEXT, Kind.WEB_PAGE):
        return content
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return content.decode(charset).encode("utf-8")
        except (LookupError, UnicodeError):
            return content  # the reader of its kind will look for itself
    return content


def name_of(url: str) -> str:
    """Return what to call a page that has no title: the last part of its path, or its server."""
    parts = urlsplit(url)
    return PurePosixPath(unquote(parts.path)).stem or parts.netloc


def _parsed(content_type: str) -> Message:
    message = Message()
    message["Content-Type"] = content_type.replace("\r", " ").replace("\n", " ")
    return message
