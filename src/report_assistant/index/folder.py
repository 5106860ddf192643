"""Look at the files of a documents folder and tell which of them changed."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import report_assistant.reading
import report_assistant.types
from report_assistant.errors import DocumentError
from report_assistant.index.known import KnownFiles
from report_assistant.index.records import Content, FileState
from report_assistant.reading.loader import check_size, parse_document, read_bytes
from report_assistant.reading.web.kept import Page
from report_assistant.types import Document

# A file that was changed this shortly before it was hashed may have been changed again within the same tick
# of the file system's clock (2 s on FAT): size and time do not vouch for it, its content does.
_RACY_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Original:
    """What a document is read from.

    Attributes:
        source: name of the document: the path relative to the folder, or the address of a page.
        page: what was fetched of a web page; None for a file.
    """

    source: str
    page: Page | None = None


def state_of(page: Page) -> FileState:
    """Return the state of a web page, from what was fetched of it."""
    content = Content(page.content_hash, page.suffix, reader())
    return FileState(page.size, page.changed_ns, page.changed_ns, content)


def main_name(sources: Iterable[str]) -> str:
    """Return the name under which files with the same content are indexed: the shortest, "a copy of" none.

    It depends on nothing but the names, so that an index that grew is equal to one made at once.
    """
    return min(sources, key=lambda source: (len(source), source))


def is_text(source: str) -> bool:
    """Tell whether a file name is valid Unicode; others cannot be stored or shown."""
    try:
        source.encode()
    except UnicodeEncodeError:
        return False
    return True


def shown(source: str) -> str:
    """Return a file name fit to be shown, whatever its bytes are."""
    return os.fsencode(source).decode("utf-8", "replace")


def look(root: Path, source: str, known: KnownFiles) -> FileState | None:
    """Return the state of a file, or None if it looks as it did when its document was read.

    The time is that of the last change of the content or, where it is later, of what the system keeps beside
    it: two files that swap their names, or one that is replaced and given its former time, are noticed.

    Args:
        root: the folder.
        source: path of the file relative to it, with `/`.
        known: what was found before.

    Raises:
        OSError: the file cannot be read.
        DocumentError: the file is larger than what is read.
    """
    status = os.stat(f"{root}/{source}")  # noqa: PTH116 - a Path for each file takes longer
    modified_ns = max(status.st_mtime_ns, status.st_ctime_ns)
    if known.is_as_read(source, status.st_size, modified_ns, reader(), _RACY_NS):
        return None
    before = known.get(source)
    if before is not None and before.state.looks_like(status.st_size, modified_ns, _RACY_NS):
        return before.state._replace(content=before.state.content._replace(reader=reader()))
    path = root / source
    check_size(path, status.st_size)
    checked_ns = time.time_ns()
    with path.open("rb") as file:
        content_hash = hashlib.file_digest(file, "sha256").hexdigest()
    content = Content(content_hash, path.suffix.lower(), reader())
    return FileState(status.st_size, modified_ns, checked_ns, content)


def read(path: Path, source: str, content: Content) -> Document:
    """Return the document that is read from a file.

    Args:
        path: of the file.
        source: of the document.
        content: what was found in the file.

    Raises:
        DocumentError: it cannot be read, or holds something else by now.
    """
    data = read_bytes(path)
    if hashlib.sha256(data).hexdigest() != content.content_hash:
        raise ChangingError(path, "is being changed; it is read again at the next sync")
    return parse_document(data, path, source)


class ChangingError(DocumentError):
    """A file changes while it is read."""


def may_pass(error: BaseException) -> bool:
    """Tell whether reading the same file again may go well."""
    passing = (ChangingError, OSError, MemoryError)
    return isinstance(error, passing) or isinstance(error.__cause__, passing)


@cache
def reader() -> str:
    """Return a fingerprint of the code that reads documents, and of the program that recognises scans.

    It is the hash of that code, not a version number that someone must remember to raise: what other code
    read is read anew. This costs parsing, not embedding: chunks that come out the same keep their vectors.
    """
    files = [Path(report_assistant.types.__file__)]
    for folder in report_assistant.reading.__path__:
        files += [path for path in Path(folder).rglob("*") if path.is_file() and path.suffix != ".pyc"]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    digest.update(str(shutil.which("tesseract")).encode())
    return digest.hexdigest()
