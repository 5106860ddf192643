"""Look at what a folder holds: its files, and the web pages that it lists."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from report_assistant.errors import DocumentError, IndexingError
from report_assistant.index import folder
from report_assistant.index.folder import Original
from report_assistant.index.known import KnownFiles
from report_assistant.index.records import FileState
from report_assistant.reading.loader import find_sources
from report_assistant.reading.web.pages import Pages

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Reasons:
    """Why files cannot be read, by name."""

    told: dict[str, str] = field(default_factory=dict)

    def add(self, source: str, reason: str) -> None:
        """Note and log the first reason that a file gives."""
        _log.warning("%s is left out: %s", source, reason)
        self.told.setdefault(source, reason)


@dataclass(frozen=True, slots=True)
class Found:
    """What there is.

    Attributes:
        same: names of the files that look as they did when their documents were read.
        states: the state of each other file that can be opened, and of each page.
        out_of_reach: names of known files that cannot be opened.
    """

    same: frozenset[str]
    states: Mapping[Original, FileState]
    out_of_reach: frozenset[str]


def look_at(root: Path, pages: Pages, pages_max_age: float, known: KnownFiles, reasons: Reasons) -> Found:
    """Return what a folder holds; files that look as they did are not opened.

    Args:
        root: the folder.
        pages: the web pages that it lists.
        pages_max_age: those that were asked for in so many seconds are not asked for again.
        known: the files as they were.
        reasons: told of what cannot be opened, listed or fetched.

    Raises:
        ConfigurationError: the folder is gone.
        IndexingError: what was fetched cannot be kept.
    """
    same: set[str] = set()
    found: dict[Original, FileState] = {}
    folders: list[str] = []
    names: set[str] = set()

    def refused(name: str, error: OSError) -> None:
        folders.append(name)
        reasons.add(name, f"{root / name}: cannot be listed: {error.strerror}")

    for source in find_sources(root, refused=refused):
        if not folder.is_text(source):
            reasons.add(folder.shown(source), "the file name is not valid Unicode; rename the file")
            continue
        try:
            state = folder.look(root, source, known)
        except FileNotFoundError:
            continue  # removed since the folder was listed
        except (OSError, DocumentError) as error:
            names.add(source)
            told = (
                f"{root / source}: cannot be opened: {error.strerror}"
                if isinstance(error, OSError)
                else error
            )
            reasons.add(source, str(told))
            continue
        if state is None:
            same.add(source)
        else:
            found[Original(source)] = state
    hidden = {name for name in known.names if name.startswith(tuple(folders))} if folders else set()
    found |= _look_at_pages(pages, pages_max_age, reasons)
    return Found(frozenset(same), found, frozenset(names | hidden))


def _look_at_pages(pages: Pages, max_age: float, reasons: Reasons) -> dict[Original, FileState]:
    """Fetch the web pages that are listed, where they may have changed; return those there are."""
    try:
        fetched, failures = pages.refresh(max_age)
    except OSError as error:
        raise IndexingError(f"Web pages cannot be kept in the index folder: {error}.") from error
    for failure in failures:
        reasons.add(failure.source, failure.reason)
    return {Original(page.url, page=page): folder.state_of(page) for page in fetched}
