"""The assistant: composes reading, index and answering into one chain."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from report_assistant.answering.chain import AnswerChain, History, Turn
from report_assistant.answering.extractive import ExtractiveDrafter
from report_assistant.answering.gate import Gate
from report_assistant.answering.model import ModelDrafter
from report_assistant.answering.readers import reader_for
from report_assistant.answering.relevance import Relevance
from report_assistant.answering.suggestions import follow_ups, suggest
from report_assistant.errors import ConfigurationError
from report_assistant.index.index import Index
from report_assistant.index.progress import SyncProgress
from report_assistant.settings import Settings
from report_assistant.types import (
    Answer,
    AnswerDelta,
    CheckReport,
    Document,
    Failure,
    Figure,
    Passage,
    Source,
    SyncReport,
)

QUESTION_CHARACTERS = 2000
"""Longest question that is answered: more is a document, not a question."""

REMEMBERED_TURNS = 50
"""Turns of a conversation that a question may lean on, the last ones: working through more takes too long."""


class ReportAssistant:
    """Answer questions from a folder of documents, with every figure tied to its source.

    One assistant serves many threads. It holds no conversation: history is an argument.
    """

    def __init__(self, index: Index, settings: Settings) -> None:
        self._index = index
        self._gate = Gate(index)
        self._gate.warm_up()
        reader_for({"en"})
        languages = {source.language for source in index.sources()}
        # Takes seconds where it is another one; who asks before it is there waits for it.
        threading.Thread(target=reader_for, args=(languages,), name="load reader", daemon=True).start()
        drafter = ExtractiveDrafter(index, Relevance(index), self._gate)
        model = ModelDrafter.from_settings(settings) if settings.has_chat_model else None
        model_name = settings.chat_model if model else None
        self._chain = AnswerChain(index, drafter, self._gate, model, model_name).runnable()

    @classmethod
    def from_folder(
        cls,
        folder: str | Path,
        *,
        settings: Settings | None = None,
        progress: Callable[[SyncProgress], None] | None = None,
    ) -> Self:
        """Read a folder, index what changed, and return an assistant that is ready.

        Args:
            folder: holds the documents, also in sub-folders.
            settings: read from the environment if None.
            progress: told how far reading and embedding are.

        Raises:
            ConfigurationError: the folder is missing, or a setting is unusable.
            IndexingError: the index cannot be opened or written.
        """
        settings = settings or Settings()
        index = Index.open(Path(folder), settings)
        try:
            index.sync(progress)
            index.warm_up()
            return cls(index, settings)
        except BaseException:
            index.close()
            raise

    def ask(self, question: str, *, history: History = (), documents: Sequence[str] | None = None) -> Answer:
        """Answer a question.

        Args:
            question: 1 to 2,000 characters, in English, French, Dutch or German.
            history: (question, answer) pairs of the conversation so far, oldest first; of any length, but
                only the last 50 are used.
            documents: restrict the answer to these sources; all if None.

        Raises:
            ConfigurationError: the question is empty or too long, or a source is unknown.
            IndexingError: the index cannot be read.
        """
        for part in self.stream(question, history=history, documents=documents):
            if isinstance(part, Answer):
                return part
        raise AssertionError("the chain ended without an answer")

    def stream(
        self, question: str, *, history: History = (), documents: Sequence[str] | None = None
    ) -> Iterator[AnswerDelta | Answer]:
        """Answer a question piece by piece: deltas as claims pass the gate, and last the whole `Answer`.

        Joined, the deltas' texts are the answer's text. Arguments and errors as in `ask`; the arguments are
        checked when the iteration starts.
        """
        turn = self._turn(question, history, documents)
        with self._index.held() as reading:
            parts = self._chain.stream(turn)
            while True:
                with reading():
                    part = next(parts, None)
                if part is None:
                    return
                yield part

    async def aask(
        self, question: str, *, history: History = (), documents: Sequence[str] | None = None
    ) -> Answer:
        """Answer a question without blocking the event loop; as `ask`."""
        async for part in self.astream(question, history=history, documents=documents):
            if isinstance(part, Answer):
                return part
        raise AssertionError("the chain ended without an answer")

    async def astream(
        self, question: str, *, history: History = (), documents: Sequence[str] | None = None
    ) -> AsyncIterator[AnswerDelta | Answer]:
        """Answer a question piece by piece without blocking the event loop; as `stream`.

        The work is bound by the processor, so the same chain runs in worker threads.
        """
        from starlette.concurrency import iterate_in_threadpool

        parts = self.stream(question, history=history, documents=documents)
        async for part in iterate_in_threadpool(parts):
            yield part

    def check(
        self,
        text: str,
        *,
        documents: Sequence[str] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> CheckReport:
        """Give each claim of a text its verdict against the documents.

        Args:
            text: any text; Markdown marks are ignored.
            documents: restrict the evidence to these sources; all if None.
            progress: called with (claims done, claims in total).

        Raises:
            ConfigurationError: the text is empty, or a source is unknown.
        """
        if not text.strip():
            raise ConfigurationError("The text is empty: give at least one sentence to check.")
        with self._index.held() as reading, reading():
            return self._gate.check(text, documents=documents, progress=progress)

    def retrieve(
        self, query: str, *, limit: int = 5, documents: Sequence[str] | None = None
    ) -> tuple[Passage, ...]:
        """Return the passages nearest to a query, best first, at most `limit` of them."""
        return self._index.search(query, limit=limit, documents=documents)

    def figures(self, *, documents: Sequence[str] | None = None) -> tuple[Figure, ...]:
        """Return the ledger: every figure of the documents, by source and position."""
        return self._index.figures(documents)

    @property
    def folder(self) -> Path:
        """The folder that holds the documents."""
        return self._index.root

    def sources(self) -> tuple[Source, ...]:
        """Return the indexed documents, in alphabetical order of their sources."""
        return self._index.sources()

    def failures(self) -> tuple[Failure, ...]:
        """Return the files that could not be read at the last sync, and why, by name."""
        return self._index.failures()

    def document(self, source: str) -> Document:
        """Return an indexed document: what citations of `source` point into.

        Raises:
            ConfigurationError: there is no such source.
        """
        return self._index.document(source)

    def suggest(self, after: Answer | None = None, *, asked: Sequence[str] = ()) -> tuple[str, ...]:
        """Return up to three questions that the documents can answer: first ones, or after an answer.

        Args:
            after: the answer that they follow.
            asked: questions that are not suggested again.
        """
        return suggest(self._index) if after is None else follow_ups(self._index, after, asked=asked)

    def sync(
        self, progress: Callable[[SyncProgress], None] | None = None, *, pages_max_age: float = 0.0
    ) -> SyncReport:
        """Make the index equal to the folder; files that did not change cost nothing.

        Args:
            progress: told how far reading and embedding are.
            pages_max_age: seconds after which a web page of `urls.txt` is asked again.

        Raises:
            ConfigurationError: the folder is gone.
            IndexingError: the index cannot be written.
        """
        return self._index.sync(progress, pages_max_age=pages_max_age)

    def close(self) -> None:
        """Release the index; the assistant cannot be used any more."""
        self._index.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _turn(self, question: str, history: History, documents: Sequence[str] | None) -> Turn:
        if not question.strip():
            raise ConfigurationError("The question is empty: ask something in a few words.")
        if len(question) > QUESTION_CHARACTERS:
            raise ConfigurationError(
                f"The question has {len(question):,} characters, {QUESTION_CHARACTERS:,} are allowed. "
                "Ask in a sentence or two; to check a long text against the documents, use check."
            )
        recent = tuple(history)[-REMEMBERED_TURNS:]
        return Turn(question.strip(), recent, None if documents is None else tuple(documents))
