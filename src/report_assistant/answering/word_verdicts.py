"""Judge a claim without figures against the statements."""

from __future__ import annotations

from report_assistant.answering import scope
from report_assistant.answering.alignment import COVERED, Found, Zone, missing
from report_assistant.answering.analysis import Token
from report_assistant.answering.binding import best_statements
from report_assistant.answering.case import Case
from report_assistant.answering.contradictions import contradiction
from report_assistant.answering.judgement import Judgement, absent_note
from report_assistant.answering.statements import Statement
from report_assistant.types import Verdict

_TRIED = 4  # sentences that a claim without figures is held against
_UNION = 0.5  # coverage from which a sentence may say one half of a claim


def judge_words(case: Case) -> Judgement:
    """Return the verdict on a claim without figures."""
    rated = best_statements(case.analysis, case.statements, case.skip)
    best: Judgement | None = None
    for _, statement, absent, _ in rated[:_TRIED]:
        partner = _partner(case, statement) if absent else None
        more = () if partner is None else (Zone(partner.analysis, 1.0),)
        judgement = _judge_statement(
            case, statement, *missing(case.analysis, (*statement.zones, *more), case.skip)
        )
        if judgement.verdict is Verdict.SUPPORTED:
            return judgement
        if best is None:
            best = judgement
    return best or Judgement(Verdict.NOT_SUPPORTED, "The documents say nothing of the kind.")


def _judge_statement(
    case: Case, statement: Statement, coverage: float, absent: tuple[Token, ...], places: dict[int, Found]
) -> Judgement:
    def no(verdict: Verdict, note: str) -> Judgement:
        return Judgement(verdict, note, (statement,), closeness=min(coverage, 1.0))

    own = [found for found in places.values() if found.zone == 0 and found.score >= COVERED]
    if any(token.weight >= 1 for token in absent) or not own:
        return no(Verdict.NOT_SUPPORTED, absent_note(absent))
    borrowed = [
        case.analysis.tokens[at]
        for at, found in places.items()
        if found.zone >= len(statement.zones) and case.analysis.tokens[at].text[0].isdigit()
    ]
    if borrowed:  # a number counts where it stands, not in the sentence next to it
        return no(Verdict.NOT_SUPPORTED, absent_note(borrowed))
    fit = scope.fit_statement(case.claim, statement)
    if fit.population_differs:
        return no(Verdict.WRONG_POPULATION, f"The source says it of {fit.population}, not of {fit.claimed}.")
    if fit.period_differs:
        return no(Verdict.WRONG_PERIOD, f"The source says it of {fit.period}, not of {fit.claimed}.")
    everything = frozenset(range(len(statement.analysis.tokens)))
    unsure = contradiction(case, statement, places, everything, None)
    if unsure is not None:
        return no(Verdict.NOT_SUPPORTED, unsure)
    return Judgement(Verdict.SUPPORTED, "The source says so.", (statement,), closeness=1.0)


def _partner(case: Case, statement: Statement) -> Statement | None:
    """Return the neighbouring sentence that may say the rest of a claim."""
    near = [
        other
        for other in case.statements
        if other.text is statement.text
        and abs(other.number - statement.number) == 1
        and other.sentence.block == statement.sentence.block
    ]
    rated = best_statements(case.analysis, near, case.skip)
    return rated[0][1] if rated and rated[0][0] >= _UNION else None
