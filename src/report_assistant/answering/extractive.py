"""Answer from sentences and ledger, without a language model."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from report_assistant.answering.comparing import Comparer, times_compared
from report_assistant.answering.confirming import Confirmer
from report_assistant.answering.cues import CUES
from report_assistant.answering.differences import of_levels
from report_assistant.answering.draft import Draft
from report_assistant.answering.figures import FigureAnswerer
from report_assistant.answering.fitting import asked_periods, asked_places
from report_assistant.answering.gate import Gate
from report_assistant.answering.intent import Intent
from report_assistant.answering.listing import Lister
from report_assistant.answering.lookup import Lookup
from report_assistant.answering.meant import find_passages
from report_assistant.answering.names import names_of
from report_assistant.answering.proportions import part_and_whole
from report_assistant.answering.question import Question, without_scope
from report_assistant.answering.relating import named, related_things, say_both, touch
from report_assistant.answering.relevance import Relevance
from report_assistant.answering.retrieved import PASSAGES, gather_evidence
from report_assistant.answering.selecting import Selector
from report_assistant.answering.table_lines import asks_each, names_row
from report_assistant.answering.texts import TextAnswerer
from report_assistant.answering.wording import wording
from report_assistant.index.index import Index
from report_assistant.reading.context import cover
from report_assistant.reading.period_labels import resolve
from report_assistant.reading.periods import Period, PeriodKind
from report_assistant.types import DraftClaim, Evidence, Reason, Status

_SILENT = (Reason.NOT_IN_DOCUMENTS, Reason.OUT_OF_SCOPE)


class ExtractiveDrafter:
    """Draft answers in the documents' own words."""

    def __init__(self, index: Index, relevance: Relevance, gate: Gate) -> None:
        selector = Selector(index, relevance)
        self._index = index
        self._figures = FigureAnswerer(index, selector)
        self._texts = TextAnswerer(index, selector)
        self._lookup = Lookup(index)
        self._lists = Lister(index, selector)
        self._comparisons = Comparer(selector, self._figures, self._texts)
        self._confirmations = Confirmer(gate, selector, self._figures)

    def draft(
        self,
        question: Question,
        evidence: Sequence[Evidence],
        documents: Sequence[str] | None,
        failed: Collection[tuple[str, int]] = (),
    ) -> Draft:
        """Draft an answer to a standalone question.

        Where no sentence is about both of two things that are to be related, what is said of each is given,
        or of the one of which something is said.

        Args:
            question: what is asked; no small talk.
            evidence: sentences of the retrieved passages.
            documents: the sources that the answer is restricted to; all if None.
            failed: places of sentences that did not bear out what was drafted with them.
        """
        draft = self._whole(question, evidence, documents, failed)
        apart = related_things(question)
        if not apart or say_both(draft.claims, apart):
            return draft
        frame, sides = wording(question.language), [self._of_one(one, documents) for one in apart]
        silent = [one for one, said in zip(apart, sides, strict=True) if not said]
        each = tuple(dict.fromkeys(claim for said in sides for claim in said))
        if silent and (draft.claims or not self._introduces(names_of(question), each)):
            each = ()
        if not (claims := each or draft.claims):
            return draft
        untold = len(silent) == 1 and not touch(claims, silent[0])
        lead = frame.nothing_of.format(thing=named(silent[0])) if untold else frame.not_related
        return Draft(Status.ANSWERED, lead=lead, claims=claims, rewordable=True)

    def _whole(
        self,
        question: Question,
        evidence: Sequence[Evidence],
        documents: Sequence[str] | None,
        failed: Collection[tuple[str, int]] = (),
    ) -> Draft:
        cells = self._looked_up(question, documents)
        if cells and cells.places.isdisjoint(failed):  # rows are looked up, whatever was retrieved
            return cells
        match question.intent:
            case Intent.CONFIRMATION:
                return self._confirmations.draft(question, evidence, documents)
            case Intent.VALUE:
                return self._lists.standing_at(question, evidence, documents)
            case Intent.COMPARISON:
                return self._comparisons.draft(question, evidence)
            case Intent.EVERYTHING:
                each = self._figures.every_cell(question, evidence)
                return each or self._lists.everything(question, evidence, documents)
            case _:
                return self._one(question, evidence, documents)

    def _one(
        self, question: Question, evidence: Sequence[Evidence], documents: Sequence[str] | None
    ) -> Draft:
        """Answer with one figure or one finding; where place or time fail, look for others once more.

        What is said of others is seldom found by a question that names a place or time of its own.
        """
        if question.asks_which_leads and (cells := self._figures.leading_cells(question, evidence)):
            return cells
        if question.intent is not Intent.FIGURE and (each := self._figures.each_row(question, evidence)):
            return each
        answerer = self._figures if question.intent is Intent.FIGURE else self._texts
        if question.asks_difference and (apart := self._comparisons.of_times(question, evidence)):
            return apart
        draft = answerer.draft(question, evidence)
        if answerer is self._texts and (cell := self._cell(question, evidence, draft)):
            return cell
        if question.is_keywords and (keyed := self._figures.on_topic(question, evidence)):
            return keyed
        silent = draft.reason in _SILENT
        if silent and answerer is self._figures and question.asks_portion:
            said = self._texts.draft(question, evidence)
            silent, draft = said.reason in _SILENT, said
        if not silent or not (asked_places(question) or asked_periods(question)):
            return draft
        found = self._index.search(without_scope(question).text, PASSAGES, documents)
        return answerer.refuse_others(question, gather_evidence(self._index, found)) or draft

    def _of_one(self, thing: Question, documents: Sequence[str] | None) -> tuple[DraftClaim, ...]:
        """Return what is said of one of several things."""
        passages = find_passages(self._index, thing, documents)
        return self._whole(thing, gather_evidence(self._index, passages), documents).claims

    def _introduces(self, names: Sequence[str], claims: Sequence[DraftClaim]) -> bool:
        """Tell whether each document that claims rest on introduces itself with one of several names, if any.

        What another company says of one thing is no half of an answer about the two at this one.
        """
        sources = {item.source for claim in claims for item in claim.evidence}
        covers = (cover(self._index.document(source)).casefold() for source in sources)
        return not names or all(any(name in text for name in names) for text in covers)

    def _looked_up(self, question: Question, documents: Sequence[str] | None) -> Draft | None:
        """Draft the cells of tables whose heads say all that is asked for; None if there are none.

        Of two times, with how far they lie apart.
        """
        if question.intent not in (Intent.FIGURE, Intent.TEXT, Intent.COMPARISON):
            return None
        if question.negated or question.asks_name or question.asks_which_leads or asks_each(question):
            return None
        if CUES[question.language].why.search(question.text):
            return None
        if question.intent is Intent.COMPARISON or question.asks_difference:
            return self._apart(question, documents)
        if question.asks_over_time:
            return None
        if proportion := self._proportion(question, documents):
            return proportion
        asked = asked_periods(question)
        sides = [self._lookup.cells(question, documents, [time]) for time in asked] if len(asked) > 1 else []
        cells = [cell for side in sides for cell in side] if all(sides) else []
        return self._figures.say_cells(question, cells or self._lookup.cells(question, documents))

    def _apart(self, question: Question, documents: Sequence[str] | None) -> Draft | None:
        """Draft the cells of the two times between which a question compares; None if they are not there.

        "Compared with the year before" compares with the latest time.
        """
        levels, times = of_levels(question), _two_times(question)
        sides = [self._lookup.cells(levels, documents, [time]) for time in times]
        relative = [period for period in question.periods if period.kind is PeriodKind.RELATIVE]
        if not times and len(relative) == 1 and not times_compared(question):
            now = self._lookup.cells(levels, documents, [], latest=True)
            sides = [now, self._lookup.cells(levels, documents, relative)]
            times = [Period(now[0][1].period or "", PeriodKind.ABSOLUTE, 0, 0), *relative] if now else []
        if not times or any(len(side) != 1 for side in sides):
            return None
        return self._comparisons.of_cells(question, [side[0] for side in sides], times)

    def _proportion(self, question: Question, documents: Sequence[str] | None) -> Draft | None:
        """Draft what share a cell is of another one, computed; None if that is not asked or not there."""
        asked = part_and_whole(question)
        sides = [self._lookup.cells(one, documents) for one in asked or ()]
        if [len(side) for side in sides] != [1, 1]:
            return None
        (part,), (whole,) = sides
        return self._comparisons.of_whole(question, part, whole)

    def _cell(self, question: Question, evidence: Sequence[Evidence], draft: Draft) -> Draft | None:
        """Draft the cell of a table that "what was net income in 2019" asks for; None if it asks for none.

        Which cell of a row answers is told by what the figures stand under.

        Args:
            question: asks for no figure by its form.
            evidence: the retrieved sentences.
            draft: what was drafted with sentences.
        """
        if question.asks_name:
            return None
        figure = self._figures.draft(question, evidence)
        rows = [claim.evidence[0] for claim in figure.claims if claim.evidence[0].cells]
        if not rows:
            return None
        said = draft.claims[0].evidence[0] if draft.claims else None
        if said is not None and said.cells:
            return figure if said.place in {row.place for row in rows} else None
        dated = said is None or asked_periods(question)
        return figure if dated and names_row(question, rows[0]) else None


def _two_times(question: Question) -> list[Period]:
    """Return the two times between which a question compares, "a year earlier" counted from the other."""
    relative = [period for period in question.periods if period.kind is PeriodKind.RELATIVE]
    times = [*times_compared(question), *relative]
    named = next((period.label for period in times if period.kind is PeriodKind.ABSOLUTE), None)
    if len(times) != 2 or named is None:
        return []
    return [replace(period, label=resolve(period, named), kind=PeriodKind.ABSOLUTE) for period in times]
