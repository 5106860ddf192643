"""Make the index equal to the folder."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from report_assistant.errors import DocumentError, IndexingError
from report_assistant.index import folder
from report_assistant.index.folder import Original, main_name
from report_assistant.index.progress import SyncProgress, Tally
from report_assistant.index.records import (
    UNKNOWN_SIZE,
    Content,
    Entry,
    File,
    FileState,
    Identity,
    text_hash,
)
from report_assistant.index.store import Store
from report_assistant.index.vectors import Vectors
from report_assistant.reading.loader import renamed
from report_assistant.reading.web.pages import Pages
from report_assistant.types import Chunk, Document, Failure, SyncReport

# Chunks that are embedded, and then written, together: bounds memory, and what a crash costs.
BATCH_CHUNKS = 128
# What reading a malformed file may raise beside DocumentError: it must not stop the others.
_UNREADABLE = (DocumentError, OSError, ValueError, LookupError, ArithmeticError, RecursionError, MemoryError)
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
        self._vectors = vectors
        self._web = pages
        self._pages_max_age = pages_max_age
        self._is_unseen = is_unseen
        self._tally = Tally(progress)
        self._known: dict[str, File] = {}
        self._ready: set[Identity] = set()  # documents in SQLite, waiting or published
        self._reasons: dict[str, str] = {}  # why files cannot be read
        self._again: set[str] = set()  # those of them that may be readable at the next look
        self._begun = False

    def run(self) -> SyncReport:
        """Do it.

        Raises:
            ConfigurationError: the folder is gone.
            IndexingError: the index cannot be read or written; what was done so far is not done again.
        """
        self._known = self._store.files()
        self._ready = set(self._store.identities())
        found, out_of_reach = self._look()
        if not (self._known or found or self._ready or self._reasons):
            self._tally.reached("")
            return SyncReport()
        repaired = self._repair()
        self._read(found)
        files = self._files(found, out_of_reach)
        self._publish(files)
        self._clear_away(everything=repaired)
        self._tally.reached("")
        return self._reported(files)

    # --- what there is

    def _look(self) -> tuple[dict[Original, FileState], set[str]]:
        """Return the state of each file that can be opened, and the names of those that cannot."""
        found: dict[Original, FileState] = {}
        folders: list[str] = []
        names: set[str] = set()

        def refused(name: str, error: OSError) -> None:
            folders.append(name)
            self._fail(name, f"{self._root / name}: cannot be listed: {error.strerror}")

        for source, path in folder.files(self._root, refused):
            if not folder.is_text(source):
                self._fail(folder.shown(source), "the file name is not valid Unicode; rename the file")
                continue
            known = self._known.get(source)
            try:
                found[Original(source)] = folder.look(path, known.state if known else None)
            except FileNotFoundError:
                continue  # removed since the folder was listed
            except (OSError, DocumentError) as error:
                names.add(source)
                told = f"{path}: cannot be opened: {error.strerror}" if isinstance(error, OSError) else error
                self._fail(source, str(told))
        hidden = {source for source in self._known if source.startswith(tuple(folders))} if folders else set()
        return found | self._look_at_pages(), names | hidden

    def _look_at_pages(self) -> dict[Original, FileState]:
        """Fetch the web pages that are listed, where they may have changed; return those there are."""
        try:
            pages, failures = self._web.refresh(self._pages_max_age)
        except OSError as error:
            raise IndexingError(f"Web pages cannot be kept in the index folder: {error}.") from error
        for failure in failures:
            self._fail(failure.source, failure.reason)
        return {Original(page.url, page=page): folder.state_of(page) for page in pages}

    # --- reading what is new

    def _read(self, found: Mapping[Original, FileState]) -> None:
        """Read and stage each content that is not there yet, once for all its names."""
        named: dict[Content, list[Original]] = {}
        for original, state in found.items():
            named.setdefault(state.content, []).append(original)
        there = {identity.content for identity in self._ready}
        tasks: dict[str, tuple[Content, list[Original]]] = {}
        for content, originals in named.items():
            if content in there:
                continue
            reasons = {one.source: self._reason_before(one.source, content) for one in originals}
            if all(reasons.values()):
                self._reasons |= {source: reason for source, reason in reasons.items() if reason}
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
            self._fail(source, reason)
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
        self._embed([chunk for entry in batch for chunk in entry.chunks])
        self._store.stage(batch)
        self._ready.update(entry.identity for entry in batch)
        self._tally.documents_done(len(batch))

    def _embed(self, chunks: Sequence[Chunk], lost: Collection[str] = ()) -> None:
        """Put the vectors that are missing into Chroma; texts that were embedded before are not again.

        Args:
            chunks: all that must have vectors.
            lost: ids that SQLite believes to be in Chroma, and that are not.
        """
        for start in range(0, len(chunks), BATCH_CHUNKS):
            batch = chunks[start : start + BATCH_CHUNKS]
            hashes = {chunk.id: text_hash(chunk.embedded_text) for chunk in batch}
            placed = self._store.placed(hashes) - set(lost)
            kept = self._store.embedded_texts(self._vectors.space, hashes.values())
            missing = [one for one in batch if one.id not in placed or hashes[one.id] not in kept]
            if missing:
                self._begin()
                self._vectors.add(missing)
            embedded = len({hashes[one.id] for one in missing} - kept)
            self._tally.placed([chunk.source for chunk in batch], embedded)
            self._tally.reached(batch[-1].source)

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
        for source in states.keys() | out_of_reach | self._reasons.keys():
            known = self._known.get(source)
            state = states.get(source) or (known.state if known else _UNSEEN)
            if source in self._again:
                state = replace(state, size=UNKNOWN_SIZE)
            files[source] = File(state, self._reasons.get(source), documents.get(source))
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

    def _publish(self, files: Mapping[str, File]) -> None:
        changed = {source: file for source, file in files.items() if file != self._known.get(source)}
        gone = self._known.keys() - files.keys()
        wanted = {file.document for file in files.values() if file.document is not None}
        if gone or wanted != self._ready or any(self._shows(*item) for item in changed.items()):
            self._store.publish(changed, gone, wanted)
        elif changed:
            self._store.touch(changed)

    def _shows(self, source: str, file: File) -> bool:
        """Tell whether more has changed than when a file was looked at."""
        known = self._known.get(source)
        return known is None or (known.document, known.reason) != (file.document, file.reason)

    def _repair(self) -> bool:
        """Make Chroma hold what SQLite believes, unless the last run ended well; tell if it was needed."""
        if not self._vectors.is_sound():
            self._vectors.make_anew()
        if self._store.settled(self._vectors.space) == self._vectors.count():
            return False
        self._begin()
        present = self._vectors.ids()
        wanted = self._store.chunk_hashes()
        kept = self._store.embedded_texts(self._vectors.space, wanted.values())
        lost = sorted(id_ for id_, hash_ in wanted.items() if id_ not in present or hash_ not in kept)
        for start in range(0, len(lost), BATCH_CHUNKS):
            batch = lost[start : start + BATCH_CHUNKS]
            self._embed(list(self._store.chunks(batch).values()), batch)
        self._store.leave_over(present - wanted.keys())
        return True

    def _begin(self) -> None:
        """Note that Chroma is about to be changed."""
        if not self._begun:
            self._store.begin()
            self._begun = True

    def _clear_away(self, *, everything: bool) -> None:
        """Delete the vectors that nothing needs any more; `everything`: also what a crash may have left."""
        if self._is_unseen() and (left_over := self._store.left_over()):
            self._begin()
            self._vectors.delete(left_over)
            self._store.cleared(left_over)
        if everything:
            self._store.forget_vectors()
        if self._begun:
            self._store.settle(self._vectors.space, self._vectors.count())

    def _reported(self, files: Mapping[str, File]) -> SyncReport:
        had = {source for source, file in self._known.items() if file.document is not None}
        has = {source for source, file in files.items() if file.document is not None}
        changed = {
            source
            for source in had & has - self._reasons.keys()
            if files[source].state.content != self._known[source].state.content
        }
        return SyncReport(
            added=tuple(sorted(has - had)),
            changed=tuple(sorted(changed)),
            removed=tuple(sorted(had - has)),
            unchanged=tuple(sorted((had & has) - changed)),
            failed=tuple(Failure(source, self._reasons[source]) for source in sorted(self._reasons)),
            chunks_embedded=self._tally.embedded,
        )

    def _fail(self, source: str, reason: str) -> None:
        _log.warning("%s is left out: %s", source, reason)
        self._reasons.setdefault(source, reason)
