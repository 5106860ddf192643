"""The web pages of a documents folder: fetched when they may have changed, read from what was kept."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue

import httpx

from report_assistant.errors import DocumentError
from report_assistant.reading.decoding import UnreadableError
from report_assistant.reading.loader import LIST_NAME, read_content
from report_assistant.reading.web.contents import in_utf8, name_of, suffix_of
from report_assistant.reading.web.failing import FetchError
from report_assistant.reading.web.fetching import Fetched, Known, Limits, fetch
from report_assistant.reading.web.kept import KeptPages, Page, content_hash
from report_assistant.reading.web.listing import read_list
from report_assistant.types import Document, Failure

WATCH_SECONDS = 900.0
"""How old the last look at a page must be before a change of the folder is reason for another one."""

_SERVERS_AT_ONCE = 8


class Pages:
    """The pages that `urls.txt` of a folder lists. Not for many threads at once."""

    def __init__(
        self, folder: Path, home: Path, *, allow_private: bool = False, limits: Limits | None = None
    ) -> None:
        """Describe where they are; nothing is fetched yet.

        Args:
            folder: of the documents.
            home: where fetched pages are kept; it holds nothing else.
            allow_private: whether servers on this computer and in private networks may be asked.
            limits: of time and size; the usual ones if None.
        """
        self._folder = folder
        self._kept = KeptPages(home)
        self._allow_private = allow_private
        self._limits = limits or Limits()

    def refresh(self, max_age: float = 0.0) -> tuple[tuple[Page, ...], tuple[Failure, ...]]:
        """Ask for the pages that are listed, and return those of which there is a version, and failures.

        A page that cannot be had keeps its last good version. The servers are asked side by side, each for
        one page after another.

        Args:
            max_age: pages that were asked for in so many seconds are not asked for again.

        Raises:
            OSError: what was fetched cannot be kept.
        """
        try:
            urls, failures = read_list(self._folder)
        except UnreadableError as error:  # whatever it lists, nothing is lost
            urls, failures = tuple(page.url for page in self._kept.all()), (Failure(LIST_NAME, str(error)),)
        known = {url: self._kept.page(url) for url in urls}
        due = [url for url in urls if (page := known[url]) is None or not page.is_fresh(max_age)]
        pages = {url: page for url, page in known.items() if page is not None} | dict(self._ask(due, known))
        self._kept.forget_others(set(urls))
        failures += tuple(Failure(url, _told(page)) for url, page in pages.items() if page.failure)
        return tuple(page for page in pages.values() if page.content_hash), failures

    def read(self, page: Page) -> Document:
        """Read the last good version of a page; its source is the address.

        Raises:
            DocumentError: it cannot be read.
        """
        try:
            return read_content(self._kept.content(page), page.suffix, page.url, name_of(page.final_url))
        except (UnreadableError, OSError) as error:
            raise DocumentError(page.url, str(error)) from error

    def _ask(self, urls: Sequence[str], known: dict[str, Page | None]) -> Iterator[tuple[str, Page]]:
        """Fetch pages and yield what is known of each afterwards."""
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for url in urls:
            groups[httpx.URL(url).host].append(url)
        waiting: SimpleQueue[list[str]] = SimpleQueue()
        for group in groups.values():
            waiting.put(group)
        results: SimpleQueue[tuple[str, Page] | Exception] = SimpleQueue()

        def work() -> None:
            try:
                while True:
                    for result in self._ask_server(waiting.get_nowait(), known):
                        results.put(result)
            except Empty:
                return
            except Exception as error:  # raised again where it can be told
                results.put(error)

        for _ in range(min(_SERVERS_AT_ONCE, len(groups))):
            threading.Thread(target=work, name="fetch pages", daemon=True).start()
        for _ in urls:
            result = results.get()
            if isinstance(result, Exception):
                raise result
            yield result

    def _ask_server(self, urls: Sequence[str], known: dict[str, Page | None]) -> Iterator[tuple[str, Page]]:
        """Fetch the pages of one server; if it does not answer once, it is not asked again."""
        unreachable: FetchError | None = None
        for url in urls:
            page = known[url] or Page(url, 0)
            try:
                if unreachable is not None:
                    raise unreachable
                yield url, self._updated(page)
            except FetchError as error:
                unreachable = error if error.unreachable else None
                failed = replace(page, asked_ns=time.time_ns(), failure=str(error))
                self._kept.keep(failed)
                yield url, failed

    def _updated(self, page: Page) -> Page:
        """Ask for a page, keep what came, and return what is known of it now.

        Raises:
            FetchError: it cannot be had.
        """
        version = Known(page.final_url, page.etag, page.last_modified) if page.content_hash else None
        found = fetch(page.url, version, allow_private=self._allow_private, limits=self._limits)
        asked = replace(page, asked_ns=time.time_ns(), failure="")
        if found is None:
            self._kept.keep(asked)
            return asked
        fresh, content = _version(asked, found)
        self._kept.keep(fresh, content)
        return fresh


def _version(page: Page, found: Fetched) -> tuple[Page, bytes]:
    """Return a page in the version that was found, and its content.

    Raises:
        FetchError: it is nothing that is read here.
    """
    suffix = suffix_of(found.content, found.content_type, found.url)
    content = in_utf8(found.content, found.content_type)
    hashed = content_hash(content, suffix)
    fresh = replace(
        page,
        content_hash=hashed,
        size=len(content),
        changed_ns=page.changed_ns if hashed == page.content_hash else page.asked_ns,
        suffix=suffix,
        final_url=found.url,
        etag=found.etag,
        last_modified=found.last_modified,
    )
    return fresh, content


def _told(page: Page) -> str:
    """Say why a page could not be had, and what is used instead."""
    if not page.content_hash:
        return page.failure
    seen = time.strftime("%Y-%m-%d %H:%M", time.localtime(page.changed_ns / 1e9))
    return f"{page.failure}. Its version of {seen} is used meanwhile."
