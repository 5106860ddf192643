"""Tell what a file holds from its bytes, whatever its name says."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum


class Kind(StrEnum):
    """What bytes seem to be, in words for a message."""

    TEXT = "text"
    BINARY = "binary content"
    PDF = "a PDF"
    WORD = "a Word document"
    WORKBOOK = "an Excel workbook"
    SLIDES = "a PowerPoint presentation"
    OPEN_TEXT = "an OpenDocument text"
    EPUB = "an EPUB book"
    RTF = "an RTF document"
    WEB_PAGE = "a web page"
    ARCHIVE = "a ZIP archive or an office document"
    DAMAGED_ARCHIVE = "a damaged ZIP archive or office document"
    OLD_OFFICE = "an old office document"
    LOCKED_OFFICE = "an office document with a password"
    PNG = "a PNG image"
    JPEG = "a JPEG image"
    GIF = "a GIF image"
    GZIP = "a gzip archive"


_HEAD = 1024  # bytes in which the mark of a PDF and the first tag of a web page stand
SIGNATURES = {
    b"%PDF-": Kind.PDF,
    b"PK\x03\x04": Kind.ARCHIVE,
    b"PK\x05\x06": Kind.ARCHIVE,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": Kind.OLD_OFFICE,
    b"\x89PNG": Kind.PNG,
    b"\xff\xd8\xff": Kind.JPEG,
    b"GIF8": Kind.GIF,
    b"\x1f\x8b": Kind.GZIP,
    b"{\\rtf": Kind.RTF,
}
"""First bytes of files that are no text."""

_MEMBERS = {
    "word/document.xml": Kind.WORD,
    "xl/workbook.xml": Kind.WORKBOOK,
    "ppt/presentation.xml": Kind.SLIDES,
}
_MIME_TYPES = {
    b"application/vnd.oasis.opendocument.text": Kind.OPEN_TEXT,
    b"application/epub+zip": Kind.EPUB,
}
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream in which Office keeps what a password locks


def sniff(data: bytes) -> Kind:
    """Return what `data` seems to be; what nothing is known of is text, or binary if it has zero bytes."""
    head = data[:_HEAD]
    for signature, kind in SIGNATURES.items():
        if head.startswith(signature):
            if kind is Kind.ARCHIVE:
                return _archived(data)
            locked = kind is Kind.OLD_OFFICE and _ENCRYPTED in data
            return Kind.LOCKED_OFFICE if locked else kind
    if b"%PDF-" in head:  # something may stand before the mark
        return Kind.PDF
    if _PAGE.match(head):
        return Kind.WEB_PAGE
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff"))  # UTF-16 and UTF-32 have zero bytes
    return Kind.BINARY if b"\0" in head and not wide else Kind.TEXT


def _archived(data: bytes) -> Kind:
    """Tell the kinds of ZIP archive apart."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.NameToInfo
            for member, kind in _MEMBERS.items():
                if member in names:
                    return kind
            if "mimetype" in names and names["mimetype"].file_size < _HEAD:
                return _MIME_TYPES.get(archive.read("mimetype").strip(), Kind.ARCHIVE)
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        LookupError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ):
        return Kind.DAMAGED_ARCHIVE
    return Kind.ARCHIVE
