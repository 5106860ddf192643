"""Drafts an answer with a language model: claims that name numbered sentences, never quotes."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from typing import TYPE_CHECKING

from report_assistant.answering.model_errors import ModelServer, PromptTooLongError, model_error
from report_assistant.answering.model_reply import ReplyClaim, ReplyReader
from report_assistant.answering.model_stream import ModelStream
from report_assistant.answering.prompts import Prompt, material, task
from report_assistant.errors import ModelError
from report_assistant.settings import Settings
from report_assistant.types import DraftClaim, Evidence

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

MATERIAL_CHARACTERS = 6000
"""How much evidence a model sees: about 1500 tokens, which a small model on two cores reads in 20 seconds."""

LEAST_SENTENCES = 4
"""With fewer sentences than this a prompt that is too long is not shortened further."""

MOST_CLAIMS = 12
MOST_CHARACTERS = 4000
"""Where a draft is ended, with what it has: small models go on repeating themselves."""

CONNECT_SECONDS = 5.0
READ_SECONDS = 60.0
"""Longest silence of a server. A small model on two cores needs up to 40 seconds to read a new prompt of
2000 tokens, and a reasoning model thinks for about as long."""


class ModelDraft(Iterator[DraftClaim]):
    """The claims of one draft, each as soon as the model has finished it.

    A claim without evidence cites nothing, or only numbers that no sentence has: it is there to be listed as
    dropped.

    Attributes:
        declined: whether the model, at the end, had claimed nothing: to it the sentences do not answer.
    """

    def __init__(self, claims: Generator[DraftClaim, None, bool]) -> None:
        self.declined = False
        self._claims = claims

    def __next__(self) -> DraftClaim:
        """Return the next claim.

        Raises:
            ModelError: the model failed; claims that came before stand.
        """
        try:
            return next(self._claims)
        except StopIteration as end:
            self.declined = self.declined or end.value is True
            raise

    def close(self) -> None:
        """Stop the model if it is still writing."""
        self._claims.close()


class ModelDrafter:
    """Draft claims from evidence with a chat model. Safe to share between threads."""

    def __init__(self, model: BaseChatModel, *, server: ModelServer | None = None) -> None:
        """Draft with a LangChain chat model.

        Args:
            model: any chat model; OpenAI's kind is asked for a JSON schema first.
            server: what to name in errors.
        """
        self._server = server or ModelServer()
        self._stream = ModelStream(model, self._server)

    @classmethod
    def from_settings(cls, settings: Settings) -> ModelDrafter:
        """Make the drafter for the configured OpenAI-compatible server.

        Raises:
            ModelError: the key cannot be sent; it is not repeated in the message.
        """
        from langchain_openai import ChatOpenAI
        from openai import Timeout
        from pydantic import SecretStr

        key = settings.openai_api_key.get_secret_value().strip() if settings.openai_api_key else ""
        if not key.isascii() or not key.isprintable():
            raise ModelError("OPENAI_API_KEY holds characters that no key has: copy it again.")
        base_url = settings.openai_base_url or "https://api.openai.com/v1"
        model = ChatOpenAI(
            model=settings.chat_model,
            # The client insists on a key; a server that needs none ignores it.
            api_key=SecretStr(key or "not-needed"),
            base_url=base_url,
            temperature=0,
            timeout=Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
            max_retries=0,  # ModelStream retries: the client would wait up to two minutes on Retry-After.
        )
        return cls(model, server=ModelServer.of(settings.chat_model, base_url))

    def draft(
        self,
        question: str,
        evidence: Sequence[Evidence],
        *,
        language: str,
        history: Sequence[tuple[str, str]] = (),
        feedback: Sequence[str] = (),
    ) -> ModelDraft:
        """Draft an answer.

        Args:
            question: of the person.
            evidence: what the answer may rest on; with too much of it, the sentences of the best passages.
            language: ISO 639-1 code of the claims.
            history: (question, answer) pairs before this one, oldest first.
            feedback: for another draft, what was wrong with the claims of the one before.

        Returns:
            The claims as they come. The model is asked when the first one is taken.
        """
        end = task(question, language=language, history=history, feedback=feedback)
        return ModelDraft(self._draft(end, _best(evidence, MATERIAL_CHARACTERS)))

    def _draft(self, end: str, evidence: list[Evidence]) -> Generator[DraftClaim, None, bool]:
        """Draft with as many sentences as the model's context holds; return whether it claimed nothing."""
        while evidence:
            try:
                return (yield from self._claims(Prompt(material(evidence), end), evidence))
            except PromptTooLongError:
                if len(evidence) <= LEAST_SENTENCES:
                    raise
                evidence = _best(evidence, sum(len(item.text) for item in evidence) // 2)
        return True

    def _claims(self, prompt: Prompt, evidence: Sequence[Evidence]) -> Generator[DraftClaim, None, bool]:
        reader = ReplyReader()
        seen: set[str] = set()
        texts = self._stream.texts(prompt)
        try:
            for claim in _read(texts, reader, self._server):
                if claim.text and claim.text not in seen:
                    seen.add(claim.text)
                    cited = (evidence[number - 1] for number in claim.numbers if 0 < number <= len(evidence))
                    yield DraftClaim(claim.text, tuple(cited))
                if len(seen) == MOST_CLAIMS:
                    break
        finally:
            texts.close()
        return not seen


def _read(texts: Iterator[str], reader: ReplyReader, server: ModelServer) -> Iterator[ReplyClaim]:
    try:
        for text in texts:
            yield from reader.feed(text)
            if reader.length > MOST_CHARACTERS:
                return
        yield from reader.close()
    except ValueError as error:
        raise model_error(error, server) from error


def _best(evidence: Sequence[Evidence], characters: int) -> list[Evidence]:
    """Keep what fits of the best passages, in reading order, the document of the best passage first."""
    ranked = sorted(evidence, key=lambda item: -item.score)
    kept: list[Evidence] = []
    for item in ranked:
        characters -= len(item.text)
        if characters < 0 and kept:
            break
        kept.append(item)
    documents = list(dict.fromkeys(item.source for item in kept))
    return sorted(kept, key=lambda item: (documents.index(item.source), item.start))
