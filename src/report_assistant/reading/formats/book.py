"""Read EPUB books: the chapters in the order of the spine, as EPUB 3.3 has it."""

from __future__ import annotations

import posixpath
import re
import zipfile
from typing import Any
from urllib.parse import unquote

from report_assistant.reading.decoding import UnreadableError
from report_assistant.reading.formats.archives import open_archive, read_member
from report_assistant.reading.formats.blocks import Block, Extracted, first_heading
from report_assistant.reading.formats.languages import spoken
from report_assistant.reading.formats.markup import parse_html, parse_xml
from report_assistant.reading.formats.web_page import content_blocks

_CONTAINER = "META-INF/container.xml"
# <title/> is a whole element in the XHTML of books, and opens one in HTML.
_UNFILLED = re.compile(
    rb"<(title|script|style|a|p|div|span|td|th|li|i|b|em|textarea|iframe)\b([^<>]{0,500})/>"
)
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"


def read_book(data: bytes) -> Extracted:
    """Return the text of an .epub file.

    Raises:
        UnreadableError: it is damaged, encrypted or too large unpacked.
    """
    with open_archive(data, entities=True) as archive:
        names = frozenset(archive.namelist())
        if "META-INF/rights.xml" in names:
            raise UnreadableError("is encrypted by its shop; give a book without copy protection")
        root = parse_xml(read_member(archive, _CONTAINER))
        found = next((str(file.get("full-path")) for file in root.iter("{*}rootfile")), None)
        if found is None:
            raise UnreadableError("names no package file; save or download it again")
        package = parse_xml(read_member(archive, found))
        blocks = tuple(_chapters(archive, names, package, posixpath.dirname(found)))
    language = re.match(r"[A-Za-z]{2}(?![A-Za-z])", _said(package, "language"))
    date = re.match(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?", _said(package, "date"))
    return Extracted(
        blocks,
        title=_said(package, "title") or first_heading(blocks),
        language=spoken(blocks, language.group().lower() if language else None),
        published=date.group() if date else None,
        publisher=_said(package, "publisher") or None,
    )


def _chapters(archive: zipfile.ZipFile, names: frozenset[str], package: Any, folder: str) -> list[Block]:
    """Return the blocks of the files that the spine names and the archive has."""
    files = {item.get("id"): str(item.get("href") or "") for item in package.iter(f"{_OPF}item")}
    read: set[str] = set()
    blocks: list[Block] = []
    for reference in package.iter(f"{_OPF}itemref"):
        name = posixpath.normpath(posixpath.join(folder, unquote(files.get(reference.get("idref"), ""))))
        if name not in names or name in read:
            continue
        read.add(name)
        root = parse_html(_UNFILLED.sub(rb"<\1\2></\1>", read_member(archive, name)))
        if root is not None:
            blocks += content_blocks(root)
    return blocks


def _said(package: Any, name: str) -> str:
    """Return what the package says of the book, white space folded; "" if nothing."""
    return " ".join((package.findtext(f".//{_DC}{name}") or "").split())
