"""Keep the last good version of each fetched page on disk."""

from __future__ import annotations

import hashlib
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of a page.

    Attributes:
        url: as it is listed.
        asked_ns: when its server was asked last, in nanoseconds since 1970.
        failure: why that failed, or "".
        content_hash: hexadecimal SHA-256 of the last good version and its kind; "" if there was none.
        size: of that version, in bytes.
        changed_ns: when that version was seen first, in nanoseconds since 1970.
        suffix: file name ending by which it is read.
        final_url: where it was found, redirects followed.
        etag: of that version, or "".
        last_modified: of that version, or "".
    """

    url: str
    asked_ns: int
    failure: str = ""
    content_hash: str = ""
    size: int = 0
    changed_ns: int = 0
    suffix: str = ""
    final_url: str = ""
    etag: str = ""
    last_modified: str = ""

    def is_fresh(self, max_age: float) -> bool:
        """Tell whether its server was asked in the last `max_age` seconds."""
        return 0 <= time.time_ns() - self.asked_ns < max_age * 1e9


_PAGE = TypeAdapter(Page)


class KeptPages:
    """A folder with a record for each page and a file for each content; a crash harms neither.

    Contents are named by their hashes and written before the records that name them.
    """

    def __init__(self, home: Path) -> None:
        """Take a folder, which is made when there is something to keep."""
        self._home = home

    def page(self, url: str) -> Page | None:
        """Return what is known of a page, or None."""
        found = self._read(self._record(url))
        return found if found is not None and found.url == url else None

    def all(self) -> tuple[Page, ...]:
        """Return what is known of all pages."""
        records = (self._read(path) for path in sorted(self._home.glob("*.json")))
        return tuple(page for page in records if page is not None)

    def content(self, page: Page) -> bytes:
        """Return the last good version of a page.

        Raises:
            OSError: it is not there.
        """
        return self._body(page.content_hash).read_bytes()

    def keep(self, page: Page, content: bytes | None = None) -> None:
        """Write down a page, and its content if that is new.

        Raises:
            OSError: the folder cannot be written.
        """
        self._home.mkdir(parents=True, exist_ok=True)
        if content is not None:
            _write(self._body(page.content_hash), content)
        _write(self._record(page.url), _PAGE.dump_json(page))

    def forget_others(self, urls: set[str]) -> None:
        """Delete what belongs to none of these pages."""
        wanted = {self._record(url) for url in urls}
        wanted |= {self._body(page.content_hash) for page in self.all() if page.url in urls}
        for path in self._home.glob("*"):
            if path not in wanted:
                path.unlink(missing_ok=True)

    def _read(self, path: Path) -> Page | None:
        """Return a record; one that is missing or damaged says nothing: its page is fetched anew."""
        try:
            page = _PAGE.validate_json(path.read_bytes())
        except (FileNotFoundError, ValidationError):
            return None
        return page if not page.content_hash or self._body(page.content_hash).is_file() else None

    def _record(self, url: str) -> Path:
        return self._home / f"{hashlib.sha256(url.encode()).hexdigest()}.json"

    def _body(self, content_hash: str) -> Path:
        return self._home / f"{content_hash}.content"


def content_hash(content: bytes, suffix: str) -> str:
    """Name a content: the same bytes read by another reader are another one."""
    return hashlib.sha256(f"{suffix}\n".encode() + content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    """Write a file so that it is there as a whole or not at all."""
    new = path.with_suffix(f".{threading.get_ident()}.new")  # two pages may have the same content
    new.write_bytes(content)
    new.replace(path)
