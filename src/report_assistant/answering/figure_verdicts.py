"""Judge one figure of a claim against the records of the statements."""

from __future__ import annotations

from collections.abc import Sequence

from report_assistant.answering import scope
from report_assistant.answering.arithmetic import derive_claim
from report_assistant.answering.binding import Binding, bind
from report_assistant.answering.case import Case, agrees, said_otherwise
from report_assistant.answering.contradictions import contradiction
from report_assistant.answering.judgement import Judgement, absent_note, other_value
from report_assistant.answering.parts import partial_members
from report_assistant.answering.rivals import about, of_others, other_kind, outdone
from report_assistant.answering.statements import Statement
from report_assistant.answering.values import Agreement, agreement, same_unit
from report_assistant.types import Verdict

_SAYS_ENOUGH = 0.6  # coverage from which a record counts as being about the same thing
_TIE = 0.02  # scores this close are equal
_HALF = 0.5  # share of a claim from which the rest of it may be said in other words


def judge_figure(case: Case, number: int) -> Judgement:
    """Return the verdict on one figure of a claim, by its number."""
    claim, quantity = case.claim, case.claim.quantities[number]
    written = claim.text[quantity.start : quantity.end]
    statements = [s for s in case.statements if s in case.home] or case.statements
    bindings = bind(case.analysis, number, statements, near=case.near, skip=case.skip)
    fits = {id(b): scope.fit(claim, number, b) for b in bindings}
    alike = [b for b in bindings if same_unit(quantity, b.record, claim.language)]

    def worth(b: Binding) -> float:
        return b.score - fits[id(b)].penalty

    equal = [b for b in alike if agrees(claim, number, b)]
    same = max(equal, key=worth, default=None)
    rivals = [b for b in alike if b not in equal]
    if same is not None:
        rivals = [
            b for b in rivals if not _explained(case, number, same, b) and not outdone(claim, number, same, b)
        ]
    rivals = rivals or ([] if equal else bindings)
    if same is not None and (about(case, number, same) if fits[id(same)].differs else not same.absent):
        # What is said of others or of another time is no other value for this.
        rivals = [b for b in rivals if not fits[id(b)].differs]
    other = max(rivals, key=worth, default=None)
    if same is not None and (other is None or same.aligned or worth(same) >= worth(other) - _TIE):
        judgement = examine(case, number, same, fits[id(same)])
        misplaced = same.misplaced(case.near[number]) if not same.aligned else ()
        if judgement.verdict is Verdict.SUPPORTED and misplaced:
            judgement = _misplaced(case, written, same, misplaced, bindings) or judgement
        if judgement.verdict is Verdict.SUPPORTED:
            return judgement
        if judgement.verdict in (Verdict.WRONG_POPULATION, Verdict.WRONG_PERIOD):
            rival = max(
                (b for b in alike if b not in equal and not fits[id(b)].differs and about(case, number, b)),
                key=worth,
                default=None,
            )
            if rival is not None and not rival.absent and rival.score >= same.score - 0.15:
                return other_value(written, rival, same)
        return _derived(case, number, bindings, fits) or judgement
    found = _derived(case, number, bindings, fits)
    if found is not None:
        return found
    if other is not None and other.coverage >= _SAYS_ENOUGH:
        return other_value(written, other, same)
    if other is not None:
        close = other.coverage
        return Judgement(
            Verdict.NOT_SUPPORTED, absent_note(other.absent), (other.statement,), closeness=close
        )
    return Judgement(Verdict.NOT_SUPPORTED, f"The documents give no figure like {written}.")


def _misplaced(
    case: Case, written: str, same: Binding, positions: Sequence[int], bindings: Sequence[Binding]
) -> Judgement | None:
    """Return the verdict where the sentence says words of the claim of another of its figures.

    None where that other figure stands in the claim as well.
    """
    claim = case.claim
    owners = [
        b
        for b in bindings
        if b.statement is same.statement
        and b.figure != same.figure
        and any(b.owned[at] > same.owned[at] for at in positions)
    ]
    for other in claim.quantities:
        said = claim.text[other.start : other.end]
        if any(agreement(other, said, b.record, claim.language) is not Agreement.NONE for b in owners):
            return None
    if owners:
        return other_value(written, max(owners, key=lambda b: sum(b.owned[at] for at in positions)), same)
    words = [case.analysis.tokens[at] for at in positions]
    return Judgement(Verdict.NOT_SUPPORTED, absent_note(words), (same.statement,), closeness=same.coverage)


def _explained(case: Case, number: int, same: Binding, rival: Binding) -> bool:
    """Tell whether a record is what another figure of the claim means rather than a rival of `same`.

    Of the two ways to give two records to two figures of the claim, that by value must fit no worse by words.
    """
    claim = case.claim
    statements = list(dict.fromkeys((same.statement, rival.statement)))
    for other, quantity in enumerate(claim.quantities):
        written = claim.text[quantity.start : quantity.end]
        if other == number or agreement(quantity, written, rival.record, claim.language) is Agreement.NONE:
            continue
        theirs = {
            (b.statement.source, b.statement.number, b.figure): b.score
            for b in bind(case.analysis, other, statements, near=case.near, skip=case.skip)
        }
        straight = same.score + theirs[rival.statement.source, rival.statement.number, rival.figure]
        crossed = rival.score + theirs[same.statement.source, same.statement.number, same.figure]
        if straight >= crossed - _TIE:
            return True
    return False


def _derived(
    case: Case, number: int, bindings: Sequence[Binding], fits: dict[int, scope.Fit]
) -> Judgement | None:
    def fitting(binding: Binding) -> bool:
        return not fits[id(binding)].differs

    found = derive_claim(case.claim, case.analysis, number, bindings, case.skip, fitting)
    if found is None:
        return None
    statements = tuple(dict.fromkeys(binding.statement for binding in found.bindings))
    formula = found.derivation.formula
    return Judgement(Verdict.DERIVED, f"This follows from the source: {formula}.", statements, formula, 1.0)


def examine(case: Case, number: int, binding: Binding, fit: scope.Fit) -> Judgement:
    """Return the verdict where the value is that of the record that the claim is about."""
    claim, analysis, statement = case.claim, case.analysis, binding.statement
    written = claim.quantities[number]
    figure = claim.text[written.start : written.end]

    def no(verdict: Verdict, note: str) -> Judgement:
        return Judgement(verdict, note, (statement,), closeness=binding.coverage)

    if fit.population_differs:
        return no(
            Verdict.WRONG_POPULATION, f"The source says {figure} of {fit.population}, not of {fit.claimed}."
        )
    if fit.period_differs:
        return no(Verdict.WRONG_PERIOD, f"The source says {figure} of {fit.period}, not of {fit.claimed}.")
    others = scope.other_group(claim, number, binding)
    if others is not None:
        return no(Verdict.WRONG_POPULATION, f"The source says {figure} of {others}.")
    named = partial_members(analysis, binding)
    if named is not None:
        return no(
            Verdict.NOT_SEPARABLE,
            f"The source gives {figure} for {named.all} together and no separate figure for {named.said}.",
        )
    if other_kind(claim, number, binding):
        return no(
            Verdict.NOT_SUPPORTED, f"The source takes {figure} otherwise: as a change or as what it came to."
        )
    if case.conditioned and not case.home:
        return no(Verdict.NOT_SUPPORTED, "No sentence of the documents gives these figures together.")
    bound = _bound(statement, binding.figure)
    unsure = contradiction(case, statement, binding.places, bound, binding, case.near[number])
    if unsure is not None:
        return no(Verdict.NOT_SUPPORTED, unsure)
    absent = case.unsaid(number, scope.without_group(claim, number, binding))
    if absent and not (case.said(number, absent) >= _HALF and said_otherwise(case, absent, statement)):
        others = scope.only_group(claim, number, binding, absent) or of_others(case, binding, absent)
        if others:
            return no(Verdict.WRONG_POPULATION, f"The source says {figure} of {others}.")
        return no(Verdict.NOT_SUPPORTED, absent_note(absent))
    return Judgement(
        Verdict.SUPPORTED,
        f"The source says so: “{binding.record.clause.strip(' ,;.')}”.",
        (statement,),
        closeness=1.0,
    )


def _bound(statement: Statement, figure: int) -> frozenset[int]:
    """Return the tokens of the figure's clause and of parts without a figure of their own."""
    own = statement.clause(figure) | statement.shared(figure)
    others: set[int] = set()
    for other in range(len(statement.figures)):
        others |= statement.clause(other)
    return frozenset(range(len(statement.analysis.tokens))) - (others - own)
