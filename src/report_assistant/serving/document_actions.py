"""What the buttons of the documents tab do: each change is allowed or not, made, and said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from report_assistant.assistant import ReportAssistant
from report_assistant.errors import ConfigurationError
from report_assistant.serving import document_list
from report_assistant.serving.access import Access
from report_assistant.serving.changes import caught_up, fates, told
from report_assistant.serving.failures import error_text, log_unexpected
from report_assistant.serving.labels import reader_language, say
from report_assistant.serving.markup import note
from report_assistant.serving.preparation import Preparation
from report_assistant.serving.uploads import FILES_AT_ONCE, Fate, Received, Uploads
from report_assistant.types import SyncReport

Waiting = list[Received]
"""Files that wait for the decision of one reader."""


class DocumentActions:
    """Change the documents on behalf of readers; methods may be called from any thread."""

    def __init__(self, preparation: Preparation, access: Access) -> None:
        """Take charge.

        Args:
            preparation: has the assistant whose documents are changed.
            access: says who may.
        """
        self._preparation = preparation
        self._access = access
        self._uploads = cache(Uploads)  # by folder

    def rows(self) -> list[document_list.Row]:
        """Return the documents; none until they are read."""
        assistant = self._preparation.ready()
        if assistant is None:
            return []
        return document_list.rows(assistant.folder, assistant.sources(), assistant.failures())

    def folders(self) -> list[str]:
        """Return the folders that files can be put into, beside the documents folder itself."""
        assistant = self._preparation.ready()
        return self._uploads(assistant.folder).folders() if assistant else []

    def receive(self, paths: Sequence[Path], folder: str, request: Any) -> Iterator[tuple[str, Waiting]]:
        """Take uploaded files in; yield what is going on, in HTML, and last also the files that wait.

        Args:
            paths: of the files, which are removed; their names are those of the uploads.
            folder: to put them into, or "".
            request: of the reader.
        """
        language = reader_language(request)
        try:
            uploads = self._allowed(request)
            if len(paths) > FILES_AT_ONCE:
                raise ConfigurationError(
                    say("too_many_files", language, count=len(paths), allowed=FILES_AT_ONCE)
                )
            taken: Waiting = []
            with self._preparation.reports() as reports:
                for number, path in enumerate(paths, start=1):
                    line = say("receiving", language, number=number, total=len(paths), name=path.name)
                    yield fates(taken, language) + note(line), []
                    taken.append(uploads.receive(path, path.name, folder))
                waits = [file for file in taken if file.fate is Fate.WAITING]
                added = any(file.fate is Fate.ADDED for file in taken)
                for said in self._follow(taken, language, reports) if added else [fates(taken, language)]:
                    yield said, waits
        except Exception as error:  # whatever it is, the reader is told
            log_unexpected(error)
            yield note(error_text(error), tone="error"), []
        finally:
            for path in paths:
                path.unlink(missing_ok=True)

    def waiting(self, files: Waiting) -> Waiting:
        """Return those of some files that still wait for a decision."""
        assistant = self._preparation.ready()
        return [one for one in files if assistant and self._uploads(assistant.folder).waits(one.token)]

    def replace(self, files: Waiting, request: Any) -> Iterator[str]:
        """Put waiting files in their places; yield what is going on, in HTML."""

        def change(uploads: Uploads) -> Waiting:
            return [uploads.replace(file.token) for file in files]

        yield from self._changed(change, request)

    def discard(self, files: Waiting, request: Any) -> str:
        """Drop waiting files, and say so in HTML."""
        language = reader_language(request)
        if assistant := self._preparation.ready():
            for file in files:
                self._uploads(assistant.folder).discard(file.token)
        return note(say("kept", language, count=len(files)))

    def delete(self, source: str, request: Any) -> Iterator[str]:
        """Delete a document; yield what is going on, in HTML."""

        def change(uploads: Uploads) -> Waiting:
            uploads.delete(source)
            return [Received(Fate.DELETED, source)]

        yield from self._changed(change, request)

    def look_again(self, request: Any) -> Iterator[str]:
        """Have the folder looked through; yield what is going on, in HTML, and what was found."""
        yield from self._changed(lambda _: [], request)

    def _changed(self, change: Callable[[Uploads], Waiting], request: Any) -> Iterator[str]:
        language = reader_language(request)
        try:
            with self._preparation.reports() as reports:
                yield from self._follow(change(self._allowed(request)), language, reports)
        except Exception as error:  # whatever it is, the reader is told
            log_unexpected(error)
            yield note(error_text(error), tone="error")

    def _follow(self, files: Waiting, language: str, reports: Sequence[SyncReport]) -> Iterator[str]:
        """Have the index follow; yield what became of files, with how far the index is."""
        made = fates(files, language)
        for step in caught_up(self._preparation, language, reports):
            yield made + (told(step, language) if isinstance(step, SyncReport) else note(step))

    def _allowed(self, request: Any) -> Uploads:
        """Return what changes the folder.

        Raises:
            ConfigurationError: the reader may not, or the documents are not read yet.
        """
        language = reader_language(request)
        if not self._access.may_change(request):
            raise ConfigurationError(say("read_only", language))
        assistant: ReportAssistant | None = self._preparation.ready()
        if assistant is None:
            raise ConfigurationError(say("view_waiting", language))
        return self._uploads(assistant.folder)
