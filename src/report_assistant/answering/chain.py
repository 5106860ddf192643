"""The chain that every answer walks: understand, retrieve, respond."""

from __future__ import annotations

import time
from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from report_assistant.answering.composing import Composition
from report_assistant.answering.cues import CUES
from report_assistant.answering.draft import Draft
from report_assistant.answering.extractive import ExtractiveDrafter
from report_assistant.answering.follow_up import standalone
from report_assistant.answering.gate import Gate
from report_assistant.answering.initials import spell_out
from report_assistant.answering.intent import Intent
from report_assistant.answering.meant import find_passages, with_latest
from report_assistant.answering.model import ModelDrafter
from report_assistant.answering.pertinence import Pertinence
from report_assistant.answering.question import Question, understand
from report_assistant.answering.refusing import refuse
from report_assistant.answering.retrieved import gather_evidence
from report_assistant.answering.rewording import PASSED, Rewording
from report_assistant.answering.sample_size import with_sample_asked
from report_assistant.answering.several import questions_in, with_names
from report_assistant.answering.small_talk import misspelt
from report_assistant.answering.spelling import Spelling, mend
from report_assistant.answering.suggestions import suggest
from report_assistant.answering.wording import wording
from report_assistant.errors import ModelError
from report_assistant.index.index import Index
from report_assistant.types import (
    Answer,
    AnswerDelta,
    CheckedClaim,
    DraftClaim,
    Evidence,
    Passage,
    Reason,
    Status,
)

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

_DRAFTS = 3  # drafts until one passes the gate

History = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it comes in, with the conversation before it; `started` in seconds."""

    question: str
    history: tuple[tuple[str, str], ...] = ()
    documents: tuple[str, ...] | None = None
    started: float = field(default_factory=time.perf_counter)


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A turn with its standalone question, taken apart, and what was found for it.

    Attributes:
        guessed: words that were read as others of the documents, see `Spelling`.
        timings: milliseconds of each stage so far.
        further: the same for the other questions of the turn, if it asks several.
    """

    turn: Turn
    question: Question
    guessed: tuple[tuple[str, str], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    timings: tuple[tuple[str, float], ...] = ()
    further: tuple[Retrieved, ...] = ()


class _Said(NamedTuple):
    """What became of one question: its draft, the model that worded it, and what went wrong with that."""

    draft: Draft
    model: str | None = None
    notice: str | None = None


class AnswerChain:
    """The stages of the chain, and what they work with."""

    def __init__(
        self,
        index: Index,
        drafter: ExtractiveDrafter,
        gate: Gate,
        model: ModelDrafter | None = None,
        model_name: str | None = None,
    ) -> None:
        self._index = index
        self._drafter = drafter
        self._gate = gate
        self._model = model
        self._model_name = model_name

    def runnable(self) -> Runnable[Turn, AnswerDelta | Answer]:
        """Return the chain; its stream yields the deltas and last the `Answer`."""
        from langchain_core.runnables import RunnableLambda

        understood = RunnableLambda(self.understand, name="understand")
        retrieved = RunnableLambda(self.retrieve, name="retrieve")
        return understood | retrieved | RunnableLambda(self.respond, name="respond")

    def understand(self, turn: Turn) -> Retrieved:
        """Work out the standalone questions and take them apart; each may lean on those before it."""
        spelling = self._mended(turn.question)
        history = []
        for question, answer in turn.history:
            before = [with_sample_asked(part) for part in questions_in(self._mended(question).text)]
            history += [(part, "") for part in before[:-1]] + [(before[-1], answer)]
        found: list[Retrieved] = []
        for part in questions_in(spelling.text):
            asked = standalone(with_sample_asked(part), history)
            if found:
                asked = with_names(asked, part, found[-1].question.asked)
            history.append((asked, ""))
            found.append(Retrieved(turn, understand(asked), spelling.guessed))
        return replace(found[0], further=tuple(found[1:]))

    def retrieve(self, asked: Retrieved) -> Retrieved:
        """Find the passages for a question; none for small talk."""
        if asked.question.intent is Intent.SMALL_TALK:
            return asked
        started = time.perf_counter()
        question = with_latest(self._index, asked.question, asked.turn.documents)
        passages = find_passages(self._index, question, asked.turn.documents)
        evidence = gather_evidence(self._index, passages)
        further = tuple(self.retrieve(one) for one in asked.further)
        timings = (*asked.timings, ("retrieve", _milliseconds(started)))
        return replace(
            asked,
            question=question,
            evidence=evidence,
            timings=timings,
            further=further,
        )

    def respond(self, found: Retrieved) -> Iterator[AnswerDelta | Answer]:
        """Draft, pass each claim through the gate, and yield what passed; last the whole answer."""
        started = time.perf_counter()
        composition = Composition(self._index)
        if found.guessed:
            yield composition.say(_read_as(found))
        parts = (found, *found.further)
        said: list[_Said] = []
        for part in parts:
            said.append((yield from self._say(part, composition, alone=not found.further)))  # noqa: PERF401
        first = next((one for one in said if one.draft.status is Status.ANSWERED), said[0])
        drafted = {"draft": _milliseconds(started), "total": _milliseconds(found.turn.started)}
        yield Answer(
            question=found.turn.question,
            text=composition.text,
            status=first.draft.status,
            reason=first.draft.reason,
            language=found.question.language,
            claims=tuple(composition.claims),
            citations=tuple(composition.citations),
            nearest=tuple(_passage(item) for item in first.draft.nearest),
            searched_for=""
            if first.draft.status is Status.CHAT
            else " ".join(part.question.asked for part in parts),
            model=next((one.model for one in said if one.model), None),
            timings_ms=dict(found.timings) | drafted,
            notice=next((one.notice for one in said if one.notice), None),
        )

    def _say(
        self, found: Retrieved, composition: Composition, *, alone: bool
    ) -> Generator[AnswerDelta, None, _Said]:
        """Yield the answer to one question; a refusal that is not alone names its question."""
        draft, claims = self._drafted(found, composition)
        if draft.claims and not claims:
            refusal = refuse(found.question, Reason.NOT_IN_DOCUMENTS, found.evidence)
            draft = replace(refusal, rewordable=draft.rewordable)
        frame = wording(found.question.language)
        if draft.status is Status.REFUSED and not alone:
            draft = replace(draft, lead=f"“{found.question.asked}”{frame.colon}{draft.lead}")
        notice = model = None
        drafter = self._model if draft.rewordable else None
        if draft.lead and drafter is None:
            yield composition.say(draft.lead)
        if drafter is not None:
            cited = [item for claim in draft.claims for item in claim.evidence]
            evidence = tuple(dict.fromkeys((*cited, *found.evidence)))  # cells are looked up, not retrieved
            pertinence = Pertinence(self._index, found.question, evidence)
            rewording = Rewording(drafter, self._gate, composition, pertinence)
            try:
                yield from rewording.write(found.question, draft, evidence, found.turn.history)
            except ModelError as error:
                notice = frame.model_failed.format(error=error)
            if rewording.shown:
                model = self._model_name
                draft = Draft(Status.ANSWERED, tail=draft.tail if draft.claims else "")
            # What the model leaves out is said in the words of the source.
            claims = [one for one in claims if not rewording.replaces(one[0], found.question)]
            if draft.lead:
                yield composition.say(draft.lead)
        bullet = "- " if sum(not claim.continues for claim, _ in claims) > 1 else ""
        for number, (claim, checked) in enumerate(claims):
            on = claim.continues and number > 0
            text = f"{'' if on else bullet}{claim.opening}{claim.text}"
            separator = " " if on else "\n" if number else "\n\n"
            yield composition.claim(text, claim.evidence, checked, separator=separator)
        if draft.tail:
            yield composition.say(draft.tail)
        return _Said(draft, model, notice)

    def _mended(self, question: str) -> Spelling:
        asked = understand(question)
        if asked.intent is Intent.SMALL_TALK:
            return Spelling(question)
        return mend(self._index, spell_out(self._index, question, asked.language), asked.language)

    def _draft(self, found: Retrieved, failed: Collection[tuple[str, int]] = ()) -> Draft:
        question = found.question
        if question.intent is Intent.SMALL_TALK:
            return self._small_talk(question)
        if not self._index.sources():
            return refuse(question, Reason.NO_DOCUMENTS, asked=str(self._index.root))
        return self._drafter.draft(question, found.evidence, found.turn.documents, failed)

    def _drafted(
        self, found: Retrieved, composition: Composition
    ) -> tuple[Draft, list[tuple[DraftClaim, CheckedClaim]]]:
        """Return a draft with its claims that pass the gate.

        Where none of them does, what they rest on is left aside and the rest looked at again. If nothing of
        that passes either, it is the first draft that failed.
        """
        first = draft = self._draft(found)
        failed = frozenset[tuple[str, int]]()
        for _ in range(_DRAFTS):
            if claims := self._passed(draft, composition):
                return draft, claims
            if draft.places <= failed:
                break
            failed |= draft.places
            left = tuple(item for item in found.evidence if item.place not in failed)
            draft = self._draft(replace(found, evidence=left), failed)
        return first, []

    def _passed(self, draft: Draft, composition: Composition) -> list[tuple[DraftClaim, CheckedClaim]]:
        """Return the claims of an extractive draft that pass the gate; what fails stays on record."""
        passed = []
        for claim in draft.claims:
            language = self._index.document(claim.evidence[0].source).language
            checked, _ = self._gate.check_claim(claim.text, claim.evidence, language=language)
            if checked.verdict in PASSED:
                passed.append((claim, checked))
            else:
                composition.record(checked)
        return passed

    def _small_talk(self, question: Question) -> Draft:
        frame = wording(question.language)
        chat = misspelt(question.text)
        thanked = CUES[question.language].thanks.search(question.text) is not None or (chat and chat[1])
        lead = frame.thanks if thanked else frame.greeting
        questions = "\n".join(f"- {suggestion}" for suggestion in suggest(self._index))
        return Draft(Status.CHAT, lead=f"{lead}\n\n{questions}" if questions else lead)


def _read_as(found: Retrieved) -> str:
    """Return the sentence that says which names were taken for misspelt."""
    frame = wording(found.question.language).read_as
    return " ".join(frame.format(typed=typed, read=read) for typed, read in found.guessed)


def _passage(item: Evidence) -> Passage:
    """Return a sentence as the passage that a refusal shows."""
    return Passage(item.source, item.title, item.page, item.start, item.end, item.text, item.score)


def _milliseconds(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)
