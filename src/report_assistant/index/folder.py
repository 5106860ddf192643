"""Look at the files of a documents folder and tell which of them changed."""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import replace
from functools import cache
from pathlib import Path

import report_assistant.reading
import report_assistant.types
from report_assistant.index.store import FileState
from report_assistant.reading.web.kept import Page

# A file that was changed this shortly before it was hashed may have been changed again within the same tick
# of the file system's clock (2 s on FAT): size and time do not vouch for it, its content does.
_RACY_NS = 2_000_000_000


def source_of(path: Path, root: Path) -> str:
    """Return the path relative to the folder, with `/`."""
    return path.relative_to(root).as_posix()


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


def look(path: Path, known: FileState | None) -> FileState:
    """Return the state of a file; its content is hashed only if size or time differ from what is known.

    Raises:
        OSError: the file cannot be read.
    """
    status = path.stat()
    if (
        known is not None
        and (known.size, known.modified_ns) == (status.st_size, status.st_mtime_ns)
        and known.checked_ns - known.modified_ns > _RACY_NS
    ):
        return replace(known, reader=reader())
    checked_ns = time.time_ns()
    with path.open("rb") as file:
        content_hash = hashlib.file_digest(file, "sha256").hexdigest()
    return FileState(status.st_size, status.st_mtime_ns, checked_ns, content_hash, reader())


def state_of(page: Page) -> FileState:
    """Return the state of a web page, from what was fetched of it."""
    return FileState(page.size, page.changed_ns, page.changed_ns, page.content_hash, reader())


@cache
def reader() -> str:
    """Return a fingerprint of the code that reads documents.

    It is the hash of that code, not a version number that someone must remember to raise: what other code
    read is read anew. This costs parsing, not embedding: chunks that come out the same keep their vectors.
    """
    files = [Path(report_assistant.types.__file__)]
    for folder in report_assistant.reading.__path__:
        files += [path for path in Path(folder).rglob("*") if path.is_file() and path.suffix != ".pyc"]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
