"""Answer with two figures side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from report_assistant.answering import senses
from report_assistant.answering.cues import CUES
from report_assistant.answering.derive import share
from report_assistant.answering.differences import of_levels, states_change
from report_assistant.answering.draft import Draft
from report_assistant.answering.figures import FigureAnswerer
from report_assistant.answering.fitting import Fit
from report_assistant.answering.local_figures import local_figure, table_scale
from report_assistant.answering.phrasing import phrase_sentence
from report_assistant.answering.question import Question
from report_assistant.answering.selecting import Selector
from report_assistant.answering.selection import Selection
from report_assistant.answering.texts import TextAnswerer
from report_assistant.answering.wording import wording, written_number, written_place
from report_assistant.reading.periods import Period, PeriodKind
from report_assistant.reading.words import stems
from report_assistant.types import DraftClaim, Evidence, Figure, Status

_ALIKE = 6.0  # log-odds for saying the same as the first figure, at full word overlap


class Comparer:
    """Find the same figure for two places or two times."""

    def __init__(self, selector: Selector, figures: FigureAnswerer, texts: TextAnswerer) -> None:
        self._selector = selector
        self._figures = figures
        self._texts = texts

    def draft(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        """Draft both figures and their difference; what is there of them if one is missing."""
        places = list(dict.fromkeys(mention.code for mention in question.places))
        periods = times_compared(question)
        if len(places) > 1:
            sides = [self._best(question, evidence, [place], periods) for place in places]
            names = [written_place(place, question.language) for place in places]
        elif len(periods) > 1:
            sides = [self._best(question, evidence, places, [period]) for period in periods]
            names = [_written(question, period) for period in periods]
        else:
            return self._alternatives(question, evidence)
        return self._side_by_side(question, evidence, sides, names)

    def of_times(self, question: Question, evidence: Sequence[Evidence]) -> Draft | None:
        """Draft how far the figures of two times lie apart.

        None if two are not asked about or not found, or if the best figure says it itself ("rose by 4%").
        """
        if len(times_compared(question)) != 2:
            return None
        best = self._selector.worth_saying(self._selector.figures(question, evidence))[:1]
        if any(self._selector.answers(one) and states_change(one) for one in best):
            return None
        drafted = self.draft(of_levels(question), evidence)
        return drafted if drafted.status is Status.ANSWERED and drafted.tail else None

    def _alternatives(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        """Say the figure of each of two things that a question names: "nurses or doctors"."""
        heads = _alternatives(question)
        selections = self._selector.worth_saying(self._selector.figures(question, evidence))
        if selections and self._selector.answers(selections[0]):
            line = self._figures.table_line(question, selections[0])
            if line is not None:
                return line
        sides = [_said_of(head, selections, question.language) for head in heads]
        if len(sides) == 2 and all(sides):
            lead = max((side[0] for side in sides), key=lambda one: one.score)
            chosen = [self._like(lead, side) for side in sides]
            found = [one for one in chosen if one is not None]
            if self._selector.answers(lead) and len(dict.fromkeys(one.figure for one in found)) == 2:
                return Draft(Status.ANSWERED, claims=self._claims(question, found))
        # "Doctors in towns do so more often (22%) than those in the countryside (14%)" tells it by one.
        told = any(selections[0] in side for side in sides) if selections else False
        if question.kinds or told:
            return self._figures.draft(question, evidence)
        return self._texts.draft(question, evidence)

    def _side_by_side(
        self,
        question: Question,
        evidence: Sequence[Evidence],
        sides: list[list[Selection]],
        names: list[str],
    ) -> Draft:
        found = [side for side in sides if side and self._selector.answers(side[0])]
        if not found:
            return self._figures.refuse(question, evidence, self._selector.figures(question, evidence))
        lead = max((side[0] for side in found), key=lambda one: one.score)
        chosen = [self._like(lead, side) if side else None for side in sides]
        said = [(name, one) for name, one in zip(names, chosen, strict=True) if one is not None]
        claims = self._claims(question, [one for _, one in said])
        figures = [(name, one.figure) for name, one in said]
        return Draft(Status.ANSWERED, claims=claims, tail=_difference(question, figures))

    def of_cells(
        self, question: Question, cells: Sequence[tuple[Evidence, Figure]], times: Sequence[Period]
    ) -> Draft | None:
        """Draft the figures of a table of two times, and how far they lie apart."""
        said = self._figures.say_cells(question, cells)
        figures = [(_written(question, time), figure) for time, (_, figure) in zip(times, cells, strict=True)]
        return said and replace(said, tail=_difference(question, figures), rewordable=False)

    def of_whole(
        self, question: Question, part: tuple[Evidence, Figure], whole: tuple[Evidence, Figure]
    ) -> Draft | None:
        """Draft what share a cell is of another one, both of one time, with both; None if it is none."""
        derived = share(part[1], whole[1])
        kinds = {
            (one.source, one.unit, one.period, table_scale(one, question.language))
            for _, one in (part, whole)
        }
        if derived is None or derived.value < 0 or part == whole or len(kinds) > 1:
            return None
        said = self._figures.say_cells(question, [part, whole])
        frame, language = wording(question.language), question.language
        scale = _common_scale(part[1], whole[1], language)
        formula = " ÷ ".join(written_number(one.value / scale, language) for _, one in (part, whole))
        value = written_number(round(derived.value, 1), language) + frame.percent
        lead = frame.computed.format(value=value, formula=formula)
        return said and replace(said, lead=lead, rewordable=False)

    def _claims(self, question: Question, chosen: Sequence[Selection]) -> tuple[DraftClaim, ...]:
        """Say figures, those of one sentence together."""
        evidence, figures = chosen[0].evidence, [one.figure for one in chosen if one.figure is not None]
        if len(chosen) > 1 and not evidence.cells and len({one.evidence.place for one in chosen}) == 1:
            return (DraftClaim(phrase_sentence(evidence, chosen[0].language, figures), (evidence,)),)
        return tuple(self._figures.claim(question, one) for one in chosen)

    def _best(
        self,
        question: Question,
        evidence: Sequence[Evidence],
        places: Sequence[str],
        periods: Sequence[Period],
    ) -> list[Selection]:
        selections = self._selector.figures(question, evidence, places=places, periods=periods)
        return [one for one in selections if one.fits and not (places and one.place is Fit.UNSAID)]

    @staticmethod
    def _like(lead: Selection, side: Sequence[Selection]) -> Selection | None:
        """Return the figure of a side that says the same as the first figure, of others."""
        if lead in side:
            return lead
        assert lead.figure is not None  # noqa: S101 - the selector was asked for figures
        wanted = set(stems(lead.figure.clause, lead.language))

        def likeness(one: Selection) -> float:
            assert one.figure is not None and lead.figure is not None  # noqa: S101, PT018 - as above
            if one.figure.unit != lead.figure.unit:
                return float("-inf")
            said = set(stems(one.figure.clause, one.language))
            return one.score + _ALIKE * len(said & wanted) / max(1, len(said | wanted))

        best = max(side, key=likeness)
        return best if likeness(best) > float("-inf") else None


def _difference(question: Question, figures: Sequence[tuple[str, Figure | None]]) -> str:
    """Say how far the figures of two names lie apart; "" if there are not two, or they are of two kinds."""
    if len(figures) != 2:
        return ""
    (first, one), (second, other) = figures
    if one is None or other is None or one.unit != other.unit or one.qualifier or other.qualifier:
        return ""
    frame, language = wording(question.language), question.language
    if one.value == other.value:
        return frame.equal.format(first=first, second=second)
    scale = _common_scale(one, other, language)
    high, low = sorted((one.value / scale, other.value / scale), reverse=True)
    formula = f"{written_number(high, language)} − {written_number(low, language)}"
    difference = local_figure(replace(one, value=high - low), language, language)
    if one.unit == "%":
        difference = f"{written_number(high - low, language)} {frame.points}"
    elif scale > 1:
        difference += f" ({frame.scales[int(scale)]})"
    template = frame.higher if one.value > other.value else frame.lower
    return template.format(first=first, second=second, difference=difference, formula=formula)


def _common_scale(one: Figure, other: Figure, language: str) -> Decimal:
    """Return the scale that the tables of two figures name for both, such as 1,000,000; else 1."""
    scale = table_scale(one, language)
    common = scale in wording(language).scales and table_scale(other, language) == scale
    return scale if common else Decimal(1)


def times_compared(question: Question) -> list[Period]:
    """Return the times of the calendar that a question compares.

    "From 2023 to 2025", where a change is asked for, is 2023 and 2025.
    """
    times = [period for period in question.periods if period.kind is PeriodKind.ABSOLUTE]
    if len(times) != 1 or not question.asks_change:
        return times
    ends = [
        replace(times[0], label=year, start=start, end=start + len(year))
        for year in times[0].label.split("/")
        if (start := question.text.find(year, times[0].start, times[0].end)) >= 0
    ]
    return ends if len(ends) == 2 else times


def _written(question: Question, period: Period) -> str:
    """Return a time as the question writes it, or as it is labelled if the question does not say it."""
    return question.text[period.start : period.end] or period.label


def _alternatives(question: Question) -> list[str]:
    """Return the stems of the two things between which a question asks to choose.

    Each by the last of its words that the other has not: "town" and "country" of "town doctors or country
    doctors".
    """
    match = CUES[question.language].between.search(question.text)
    named = [stems(group, question.language) for group in match.groups() if group] if match else []
    common = set.intersection(*map(set, named)) if named else set()
    own = [[key for key in keys if key not in common] for keys in named]
    return [keys[-1] for keys in own if keys]


def _said_of(head: str, selections: Sequence[Selection], language: str) -> list[Selection]:
    """Return the figures of those whom a word names; if there are none, those whose clause has the word."""
    wanted = senses.related(head, language)

    def named(text: str | None) -> bool:
        return not wanted.keys().isdisjoint(stems(text or "", language))

    figures = [(one, one.figure) for one in selections if one.figure is not None]
    of = [one for one, figure in figures if named(figure.population)]
    return of or [one for one, figure in figures if named(figure.clause)]
