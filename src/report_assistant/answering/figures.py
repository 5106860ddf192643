"""Answer a question that asks for one figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from report_assistant.answering.ambiguity import TOO_MANY, alternatives, of_different_times
from report_assistant.answering.cell_phrasing import capital
from report_assistant.answering.cues import CUES
from report_assistant.answering.differences import draft_before, draft_difference
from report_assistant.answering.draft import Draft
from report_assistant.answering.fitting import Fit
from report_assistant.answering.phrasing import phrase_figure, phrase_sentence
from report_assistant.answering.question import Question, without_negation
from report_assistant.answering.refusing import refuse_ambiguous, refuse_scope, refuse_subject
from report_assistant.answering.retrieved import sentence_at
from report_assistant.answering.selecting import Selector
from report_assistant.answering.selection import Selection
from report_assistant.answering.table_lines import (
    asked_with,
    asks_each,
    asks_each_row,
    named_by_heads,
    ranked,
)
from report_assistant.answering.wording import wording, written_number
from report_assistant.index.index import Index
from report_assistant.reading.numbers import QuantityKind
from report_assistant.reading.words import stems
from report_assistant.types import DraftClaim, Evidence, Figure, Status

_HUNDRED = Decimal(100)
_KEYWORDS = 0.5  # share of the topic's weight that the words around a figure must say for keywords to mean it
# In log-odds: how far behind the best a figure of the same sentence may be to be said with it, and one of
# another sentence. Chosen on tests/answering/questions_reports_dev.jsonl.
_BESIDE, _ELSEWHERE = 3.0, 1.5
_OUTDONE = 6.0  # how much better something of another time must say what is asked
_TOLD_APART = 1.0  # log-odds by which its neighbours tell a figure apart, so that none of them is meant


class FigureAnswerer:
    """Find the figure that is asked for and say it, with what it covers."""

    def __init__(self, index: Index, selector: Selector) -> None:
        self._index = index
        self._selector = selector

    def draft(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        """Draft an answer, or refuse."""
        if question.asks_difference:
            derived = draft_difference(self._selector, question, evidence)
            if derived is not None:
                return derived
        selections = self._selector.figures(question, evidence)
        fitting = self._selector.worth_saying(selections)
        if fitting and self._is_sure(question, fitting[0]) and not outdone(fitting[0], selections):
            surest = self._surest(question, fitting)
            if not fitting[0].aimed_at or surest.status is not Status.ANSWERED:
                return surest
            return replace(surest, lead=wording(question.language).aimed_at, rewordable=False)
        if question.negated:
            # Of those who do: the rest of a whole is said by few sources.
            done = self._selector.figures(without_negation(question), evidence)
            rest = next((one for one in done if one.fits), None)
            if rest and self._selector.answers(rest) and self._asks_for_the_rest(question, rest.figure):
                return self.answer(question, rest)
        before = draft_before(self._index, question, selections)
        return before or self.refuse(question, evidence, selections)

    def on_topic(self, question: Question, evidence: Sequence[Evidence]) -> Draft | None:
        """Draft an answer with the figure that says most of what keywords name, or None if none says half."""
        fitting = self._fitting(question, evidence)
        if not fitting or fitting[0].rated.coverage < _KEYWORDS or not self._is_sure(question, fitting[0]):
            return None
        return self._surest(question, fitting)

    def _is_sure(self, question: Question, best: Selection) -> bool:
        """Tell whether the best figure answers; any cell shows the line of a table that is asked for.

        By how much something rose is no share.
        """
        if question.kinds == {QuantityKind.PERCENT} and best.unit is Fit.OTHER:
            return False
        return self._selector.answers(best) and (asks_each(question) or not self._selector.is_vague(best))

    def _surest(self, question: Question, fitting: Sequence[Selection]) -> Draft:
        """Say the best figure; where others come close, with those, in the words of their sentences."""
        best = fitting[0]
        if line := self.each_cell(question, fitting) or self.table_line(question, best):
            return line
        meant = alternatives(question, fitting, self._selector.answers)
        if len(meant) >= TOO_MANY:
            claims = [self.claim(question, one) for one in meant]
            series = of_different_times(self._index, meant, claims, question.language)
            if series or question.asks_over_time:
                return Draft(Status.ANSWERED, claims=series or tuple(claims), rewordable=True)
            return refuse_ambiguous(question, meant, claims)
        draft = self.answer(question, best)
        close = [one for one in fitting[1:] if rivals(best, one)]
        if len(draft.claims) != 1 or not draft.rewordable or not close:
            return draft
        beside = [one for one in close if one.evidence == best.evidence]
        claims = [self._with_rivals(question, draft.claims[0], best, beside)]
        elsewhere = next((one for one in close if one.evidence != best.evidence), None)
        if elsewhere is not None:
            other = self.claim(question, elsewhere)
            # What points back to the best figure says that one too.
            said = {item.place for item in other.evidence}
            claims = [other] if best.evidence.place in said else [*claims, other]
        return replace(draft, claims=tuple(claims))

    def leading_cells(self, question: Question, evidence: Sequence[Evidence]) -> Draft | None:
        """Draft the largest or smallest cells of a table, those first; None if no such thing is asked for."""
        fitting = self._fitting(question, evidence)
        if not fitting or not (self._selector.answers(fitting[0]) or named_by_heads(question, fitting[0])):
            return None
        return self.say_cells(question, ranked(self._index, question, fitting[0]))

    def every_cell(self, question: Question, evidence: Sequence[Evidence]) -> Draft | None:
        """Draft the line of a table with a figure for each that a list is asked of; None if there is none."""
        if not asks_each(question):
            return None
        return self.each_cell(question, self._fitting(question, evidence))

    def each_row(self, question: Question, evidence: Sequence[Evidence]) -> Draft | None:
        """Draft the line of a table whose rows are what something is asked of; None if there is none."""
        if not asks_each(question):
            return None
        return self._each_row(question, self._fitting(question, evidence))

    def each_cell(self, question: Question, fitting: Sequence[Selection]) -> Draft | None:
        """Say the line of a table where each is asked for; None if no table has such a line.

        A table whose rows are what each is asked of comes before figures that were rated higher.
        """
        if not asks_each(question):
            return None
        cells = (one for one in fitting if one.evidence.cells and self._selector.answers(one))
        cell = next(cells, None)
        return self._each_row(question, fitting) or (self.table_line(question, cell) if cell else None)

    def _each_row(self, question: Question, fitting: Sequence[Selection]) -> Draft | None:
        of_kind = (one for one in fitting if asks_each_row(question, one.evidence))
        cell = next(of_kind, None)
        return self.table_line(question, cell) if cell else None

    def _fitting(self, question: Question, evidence: Sequence[Evidence]) -> list[Selection]:
        return self._selector.worth_saying(self._selector.figures(question, evidence))

    def table_line(self, question: Question, best: Selection) -> Draft | None:
        """Say all cells of a table that are asked for with the best one; None if there are no others."""
        return self.say_cells(question, asked_with(self._index, question, best))

    def say_cells(self, question: Question, cells: Sequence[tuple[Evidence, Figure]]) -> Draft | None:
        """Say figures of tables behind their heads; None if there are none."""
        claims = [
            phrase_figure(figure, item, self._index.document(item.source), question.language)
            for item, figure in cells
        ]
        return Draft(Status.ANSWERED, claims=tuple(claims), rewordable=True) if claims else None

    def _with_rivals(
        self, question: Question, claim: DraftClaim, best: Selection, beside: Sequence[Selection]
    ) -> DraftClaim:
        """Return a claim as its whole sentence, the figures in bold that may be meant."""
        if not beside or len(claim.evidence) > 1 or best.evidence.cells:
            return claim
        figures = [one.figure for one in (best, *beside) if one.figure is not None]
        said = replace(claim, text=phrase_sentence(best.evidence, best.language, figures))
        if self._index.document(best.evidence.source).language == question.language:
            return said
        return replace(said, opening=f"{wording(question.language).source_words} ")

    def refuse(
        self, question: Question, evidence: Sequence[Evidence], selections: Sequence[Selection]
    ) -> Draft:
        """Refuse: of another place or time if what would answer is, else as not in the documents."""
        if others := self.refuse_others(question, evidence):
            return others
        best = self._selector.worth_saying(selections)[:1]
        closest = [self.claim(question, one) for one in best if self._selector.comes_close(one)]
        # Where no figure is of the kind that is asked for, sentences still tell whether the subject is there.
        found = selections or self._selector.sentences(question, evidence)
        return refuse_subject(self._index, question, found, closest)

    def refuse_others(self, question: Question, evidence: Sequence[Evidence]) -> Draft | None:
        """Refuse if what would answer is of another place or time; None if there is no such thing."""
        others = self._selector.of_others(question, evidence, figures=True)
        claims = [self.claim(question, one) for one in others]
        return refuse_scope(question, others, claims) if others else None

    def answer(self, question: Question, chosen: Selection) -> Draft:
        """Say a chosen figure."""
        figure = chosen.figure
        assert figure is not None  # noqa: S101 - the selector was asked for figures
        frame = wording(question.language)
        member = asked_member(question, figure)
        if member is not None:
            return Draft(
                Status.ANSWERED,
                lead=frame.no_separate_figure.format(member=member),
                claims=(self.claim(question, chosen),),
                tail=frame.taken_together.format(members="; ".join(figure.members)),
            )
        if self._asks_for_the_rest(question, figure):
            rest = _HUNDRED - figure.value
            formula = f"100 − {written_number(figure.value, question.language)}"
            value = written_number(rest, question.language) + frame.percent
            return Draft(
                Status.ANSWERED,
                lead=frame.complement.format(value=value, formula=formula),
                claims=(self.claim(question, chosen),),
            )
        return Draft(Status.ANSWERED, claims=(self.claim(question, chosen),), rewordable=True)

    def claim(self, question: Question, chosen: Selection) -> DraftClaim:
        """Say a figure in the words of its clause, or of its sentence if several figures are asked for."""
        figure, evidence = chosen.figure, chosen.evidence
        assert figure is not None  # noqa: S101 - the selector was asked for figures
        if question.asks_several or (asks_each(question) and not evidence.cells):
            return DraftClaim(phrase_sentence(evidence, chosen.language, evidence.figures), (evidence,))
        document = self._index.document(evidence.source)
        said = phrase_figure(figure, evidence, document, question.language)
        before = self._antecedent(figure)
        if before is None:
            return said
        text = f"{phrase_sentence(before, chosen.language)} {capital(said.text)}"
        # The sentence before says itself of whom; a figure in the reader's language says no more than itself.
        opening = said.opening if chosen.language != question.language else ""
        return DraftClaim(text, (before, evidence), opening=opening)

    def _antecedent(self, figure: Figure) -> Evidence | None:
        """Return the earlier sentence that a figure such as "those shares are 71%" says nothing without."""
        for start, _ in figure.shared:
            if start < figure.sentence_start:
                return sentence_at(self._index, figure.source, start)
        return None

    def _asks_for_the_rest(self, question: Question, figure: Figure | None) -> bool:
        """Tell whether a share is asked of those who do not, and the figure is of those who do."""
        if figure is None or figure.unit != "%" or not question.negated or figure.qualifier:
            return False
        language = self._index.document(figure.source).language
        cues = CUES.get(language, CUES["en"])
        return cues.negation.search(figure.clause) is None


def outdone(best: Selection, selections: Sequence[Selection]) -> bool:
    """Tell whether a figure of another time says so much better what is asked that that one is meant.

    One of another document is not where the best is of the very time that is asked about, and of the kind.
    """
    sure = best.dated and best.period is Fit.SAME and best.unit is not Fit.OTHER
    return any(
        one.period is Fit.OTHER and one.subject > best.subject + _OUTDONE
        for one in selections
        if not sure or one.evidence.source == best.evidence.source
    )


def rivals(best: Selection, other: Selection) -> bool:
    """Tell whether another figure comes so close to the best one that it may be the one that is meant.

    Figures of one sentence are mistaken for each other more easily than those of different ones. Across
    languages only those are: there the scores of sentences are on another scale.
    """
    if other.figure is None or best.figure is None:
        return False
    if best.rated.clues is None and other.evidence != best.evidence:
        return False
    if (best.figure.value, best.figure.unit) == (other.figure.value, other.figure.unit):
        return False
    if other.contrast < best.contrast - _TOLD_APART:
        return False
    room = _BESIDE if other.evidence == best.evidence else _ELSEWHERE
    return other.score >= best.score - room


def asked_member(question: Question, figure: Figure) -> str | None:
    """Return the member of a joint figure that a question asks about alone, or None.

    A member is asked about if the question names more of it than of what the figure says as a whole, and
    does not name the other members too.
    """
    if len(figure.members) < 2:
        return None
    asked = set(question.terms)
    members = {member: set(stems(member, question.language)) for member in figure.members}
    shared = set.intersection(*members.values()) if members else set()
    hits = {member: len(asked & (found - shared)) for member, found in members.items()}
    named = [member for member, count in hits.items() if count]
    inside = set().union(*members.values())
    outside = set(stems(figure.clause, question.language)) - inside
    if not named or len(named) == len(figure.members) or len(asked & outside) > max(hits.values()):
        return None
    return " / ".join(named)
