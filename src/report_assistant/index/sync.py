"""Make the index equal to the folder."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from report_assistant.errors import DocumentError
from report_assistant.index import folder
from report_assistant.index.folder import Original, main_name
from report_assistant.index.known import KnownFiles
from report_assistant.index.looking import Reasons, look_at
from report_assistant.index.placing import BATCH_CHUNKS, Placing
from report_assistant.index.progress import SyncProgress, Tally
from report_assistant.index.records import (
    UNKNOWN_SIZE,
    Content,
    Entry,
    File,
    FileState,
    Identity,
)
from report_assistant.index.reporting import report_of
from report_assistant.index.store import Store
from report_assistant.index.touching import touched
from report_assistant.index.vectors import Vectors
from report_assistant.reading.decoding import MALFORMED
from report_assistant.reading.loader import renamed
from report_assistant.reading.web.pages import Pages
from report_assistant.types import Document, SyncReport

# What reading one file may raise: it must not stop the others.
_UNREADABLE = (DocumentError, *MALFORMED)
_UNSEEN = FileState(UNKNOWN_SIZE, 0, 0, Content("", "", ""))
_log = logging.getLogger(__name__)


class Sync:
    """One run: what changed is read and embedded, waits, and is published at once.

    The order makes a crash harmless at any point. Until the end nothing is changed that can be searched:
    vectors go into Chroma, where nobody asks for ids that SQLite does not know, and documents into SQLite,
    where they wait. One transaction then lets all of them be searched, in place of what they replace. A run
    that was cut short is taken up by the next: what waits need not be read again, and no text is embedded
    twice. What it left in Chroma is found by comparing the ids of both sides, which only such a run needs.
    """

    def __init__(
        self,
        root: Path,
        store: Store,
        vectors: Vectors,
        progress: Callable[[SyncProgress], None] | None,
        pages: Pages,
        pages_max_age: float = 0.0,
        *,
        is_unseen: Callable[[], bool],
    ) -> None:
        """Prepare a run.

        Args:
            root: the documents folder.
            store: the records.
            vectors: the vectors.
            progress: told how far it is.
            pages: the web pages that the folder lists.
            pages_max_age: those that were asked for in so many seconds are not asked for again.
            is_unseen: tells whether nobody reads a former state any more, so that its vectors may go.
        """
        self._root = root
        self._store = store
        self._web = pages
        self._pages_max_age = pages_max_age
        self._is_unseen = is_unseen
        self._tally = Tally(progress)
        self._placing = Placing(store, vectors, self._tally)
        self._known = KnownFiles({})
        self._ready: set[Identity] = set()  # documents in SQLite, waiting or published, that may change
        self._reasons = Reasons()  # why files cannot be read
        self._again: set[str] = set()  # those of them that may be readable at the next look

    def run(self) -> SyncReport:
        """Do it.

        Raises:
            ConfigurationError: the folder is gone.
            IndexingError: the index cannot be read or written; what was done so far is not done again.
        """
        self._known = self._store.files()
        found = look_at(self._root, self._web, self._pages_max_age, self._known, self._reasons)
        states, untouched, self._ready = touched(found, self._known, self._store)
        if not (self._known.names or found.states or self._ready or self._reasons.told):
            self._tally.reached("")
            return SyncReport()
        repaired = self._placing.repair()
        self._read(states)
        files = self._files(states, found.out_of_reach)
        self._publish(files, self._known.names - untouched - files.keys())
        self._placing.clear_away(unseen=self._is_unseen(), everything=repaired)
        self._tally.reached("")
        return report_of(self._known, files, untouched, self._reasons.told, self._tally.embedded)

    # --- reading what is new

    def _read(self, found: Mapping[Original, FileState]) -> None:
        """Read and stage each content that is not there yet, once for all its names."""
        there = {identity.content for identity in self._ready}
        named: dict[Content, list[Original]] = {}
        for original, state in found.items():
            if state.content not in there:
                named.setdefault(state.content, []).append(original)
        tasks: dict[str, tuple[Content, list[Original]]] = {}
        for content, originals in named.items():
            reasons = {one.source: self._reason_before(one.source, content) for one in originals}
            if all(reasons.values()):
                self._reasons.told |= {source: reason for source, reason in reasons.items() if reason}
                continue
            first = main_name(one.source for one in originals)
            tasks[first] = (content, sorted(originals, key=lambda one: (one.source != first, one.source)))
        sizes = {one.source: state.size for one, state in found.items() if one.source in tasks}
        self._tally.expect(sizes)
        self._stage(self._entry(*tasks[source]) for source in sorted(tasks))

    def _reason_before(self, source: str, content: Content) -> str | None:
        """Return why this very content could not be read before, if trying again is of no use."""
        known = self._known.get(source)
        same = known is not None and known.state.content == content and known.state.size != UNKNOWN_SIZE
        return known.reason if known is not None and same else None

    def _entry(self, content: Content, originals: Iterable[Original]) -> Entry | None:
        """Return what a content says, read from the first of its files that lets it; None if none does."""
        reasons = {}
        for original in originals:
            self._tally.reached(original.source)
            try:
                return Entry.of(content, self._document(original, content))
            except _UNREADABLE as error:
                if not isinstance(error, DocumentError):
                    _log.warning("Reading %s failed.", original.source, exc_info=True)
                reasons[original.source] = str(error) or type(error).__name__
                if folder.may_pass(error):
                    self._again.add(original.source)
        for source, reason in reasons.items():
            self._reasons.add(source, reason)
        self._tally.passed(next(iter(reasons)))
        return None

    def _document(self, original: Original, content: Content) -> Document:
        if original.page is not None:
            return self._web.read(original.page)
        return folder.read(self._root / original.source, original.source, content)

    def _stage(self, entries: Iterable[Entry | None]) -> None:
        """Embed and stage documents, small ones together."""
        batch: list[Entry] = []
        for entry in entries:
            if entry is None:
                continue
            batch.append(entry)
            if sum(len(waiting.chunks) for waiting in batch) >= BATCH_CHUNKS:
                self._flush(batch)
                batch = []
        if batch:
            self._flush(batch)

    def _flush(self, batch: list[Entry]) -> None:
        self._tally.packed({entry.document.source: len(entry.chunks) for entry in batch})
        self._placing.place([chunk for entry in batch for chunk in entry.chunks])
        self._store.stage(batch)
        self._ready.update(entry.identity for entry in batch)
        self._tally.documents_done(len(batch))

    # --- what each file stands for

    def _files(self, found: Mapping[Original, FileState], out_of_reach: Collection[str]) -> dict[str, File]:
        """Return what is to be known of the files, and stage documents anew that get another main name."""
        there = {identity.content for identity in self._ready}
        contents: dict[str, Content] = {}
        for source, content in [(one.source, state.content) for one, state in found.items()] + [
            (source, None) for source in out_of_reach
        ]:
            known = self._known.get(source)
            if content in there:
                contents[source] = content
            elif known is not None and known.document is not None:
                contents[source] = known.document.content
        documents = self._documents(contents)
        self._name(set(documents.values()))
        states = {one.source: state for one, state in found.items()}
        files: dict[str, File] = {}
        for source in states.keys() | out_of_reach | self._reasons.told.keys():
            known = self._known.get(source)
            state = states.get(source) or (known.state if known else _UNSEEN)
            if source in self._again:
                state = state._replace(size=UNKNOWN_SIZE)
            files[source] = File(state, self._reasons.told.get(source), documents.get(source))
        return files

    @staticmethod
    def _documents(contents: Mapping[str, Content]) -> dict[str, Identity]:
        """Return the document of each file: the same for all that hold the same."""
        named: dict[tuple[str, str], list[str]] = {}
        for source, content in contents.items():
            named.setdefault(content[:2], []).append(source)
        documents: dict[str, Identity] = {}
        for sources in named.values():
            held = {contents[source] for source in sources}
            # A last good version may have been read by other code than the same content is now.
            newest = next((one for one in held if one.reader == folder.reader()), max(held))
            identity = Identity(newest, main_name(sources))
            documents |= dict.fromkeys(sources, identity)
        return documents

    def _name(self, wanted: Collection[Identity]) -> None:
        """Stage documents that are there under another name: nothing is read or embedded for it."""
        former = {identity.content: identity for identity in self._ready}
        missing = sorted(set(wanted) - self._ready)
        self._stage(
            Entry.of(one.content, renamed(self._store.document(former[one.content]), one.source))
            for one in missing
        )

    # --- making it true

    def _publish(self, files: Mapping[str, File], gone: Collection[str]) -> None:
        changed = {source: file for source, file in files.items() if file != self._known.get(source)}
        wanted = {file.document for file in files.values() if file.document is not None}
        if gone or wanted != self._ready or any(self._shows(*item) for item in changed.items()):
            self._store.publish(changed, gone, self._ready - wanted)
        elif changed:
            self._store.touch(changed)

    def _shows(self, source: str, file: File) -> bool:
        """Tell whether more has changed than when a file was looked at."""
        known = self._known.get(source)
        return known is None or (known.document, known.reason) != (file.document, file.reason)
