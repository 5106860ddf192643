"""Decide what a claim is worth against statements of the sources, and say why in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from report_assistant.answering import polarity, scope
from report_assistant.answering.alignment import COVERED, Found, Zone, find, missing
from report_assistant.answering.analysis import Analysis, Token, analyse
from report_assistant.answering.arithmetic import derive_claim
from report_assistant.answering.binding import Binding, best_statements, bind, clauses
from report_assistant.answering.claims import Claim, strip_markdown
from report_assistant.answering.likeness import worded_otherwise
from report_assistant.answering.movement import movement
from report_assistant.answering.parts import partial_members
from report_assistant.answering.statements import Statement
from report_assistant.answering.values import Agreement, agreement, same_unit
from report_assistant.answering.verbatim import placed
from report_assistant.types import Verdict

SEVERITY = (
    Verdict.WRONG_FIGURE,
    Verdict.WRONG_POPULATION,
    Verdict.WRONG_PERIOD,
    Verdict.NOT_SEPARABLE,
    Verdict.NOT_SUPPORTED,
    Verdict.DERIVED,
    Verdict.SUPPORTED,
)
"""Verdicts, worst first; the worst figure decides on a claim."""

_SAYS_ENOUGH = 0.6  # coverage from which a record counts as being about the same thing
_TIE = 0.02  # scores this close are equal
_ALIKE = 0.9  # share of common words from which a claim may repeat a sentence
_TRIED = 4  # sentences that a claim without figures is held against
_HALF = 0.5  # coverage from which the rest of a claim may be said in other words
_UNION = 0.5  # coverage from which a sentence may say one half of a claim


@dataclass(frozen=True)
class Judgement:
    """A verdict with what it rests on.

    Attributes:
        verdict: on the whole claim; its worst figure decides.
        note: one sentence that says why.
        statements: the sentences that decided, the first one first.
        formula: the arithmetic of a derived figure.
        closeness: how near the sources come to the claim, in [0, 1], higher is nearer.
    """

    verdict: Verdict
    note: str
    statements: tuple[Statement, ...] = ()
    formula: str | None = None
    closeness: float = 0.0


@dataclass
class _Case:
    """One claim before the bench.

    Attributes:
        skip: positions of words that are compared by other means.
        near: for each figure, the positions of the words of its clause and of those outside all clauses.
        anchors: for each figure, the record that gives its value and fits best, or None.
    """

    claim: Claim
    analysis: Analysis
    skip: frozenset[int]
    statements: Sequence[Statement]
    near: list[frozenset[int]] = field(init=False, default_factory=list)
    anchors: list[Binding | None] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        claim = self.claim
        self.near = clauses(self.analysis, [figure.clause for figure in claim.figures])
        for number in range(len(claim.quantities)):
            equal = [
                binding
                for binding in bind(self.analysis, number, self.statements, near=self.near, skip=self.skip)
                if _agrees(claim, number, binding) and not scope.fit(claim, number, binding).differs
            ]
            self.anchors.append(equal[0] if equal else None)

    def unsaid(self, number: int, absent: Iterable[Token]) -> list[Token]:
        """Return which of the words that a figure's sentence lacks nothing else says either.

        The words of another figure's clause are that figure's affair; those that hold for all figures may
        stand in any of their sentences.
        """
        positions = {token.start: at for at, token in enumerate(self.analysis.tokens)}
        others = [
            zone
            for other, anchor in enumerate(self.anchors)
            if other != number and anchor is not None
            for zone in anchor.statement.zones
        ]
        loose = frozenset.intersection(*self.near)
        return [
            token
            for token in absent
            if token.weight >= 1
            and positions[token.start] in self.near[number]
            and not (
                positions[token.start] in loose and find(token, self.claim.language, others).score >= COVERED
            )
        ]


def judge(claim: Claim, statements: Sequence[Statement]) -> Judgement:
    """Return the verdict of the statements on a claim.

    Args:
        claim: the claim.
        statements: sentences that may bear on it, most promising first.
    """
    spans = [(quantity.start, quantity.end) for quantity in claim.quantities]
    analysis = analyse(claim.text, claim.language, spans)
    same = [s for s in statements if s.text.document.language == claim.language]
    if not same:
        return Judgement(Verdict.NOT_SUPPORTED, "The documents say nothing of the kind.")
    for statement in same:
        if _repeats(claim, statement):
            return Judgement(
                Verdict.SUPPORTED, "The source says it in these words.", (statement,), closeness=1.0
            )
    case = _Case(claim, analysis, scope.positions(claim, analysis), same)
    if not claim.quantities:
        return _judge_words(case)
    verbatim = placed(claim, analysis, same, case.near, case.skip)
    if verbatim is not None and verbatim.differing is not None:
        quantity = claim.quantities[verbatim.differing]
        return _other_value(claim.text[quantity.start : quantity.end], verbatim.bindings[-1], None)
    if verbatim is not None:
        judgements = [_examine(case, n, b, scope.fit(claim, n, b)) for n, b in enumerate(verbatim.bindings)]
    else:
        judgements = [_judge_figure(case, number) for number in range(len(claim.quantities))]
    worst = min(judgements, key=lambda judgement: SEVERITY.index(judgement.verdict))
    cited = dict.fromkeys(
        statement for judgement in (worst, *judgements) for statement in judgement.statements
    )
    formulas = [judgement.formula for judgement in judgements if judgement.formula]
    return Judgement(
        worst.verdict,
        worst.note,
        tuple(cited)[:3],
        "; ".join(formulas) if worst.verdict is Verdict.DERIVED else None,
        min(judgement.closeness for judgement in judgements),
    )


def _repeats(claim: Claim, statement: Statement) -> bool:
    """Tell whether the claim is the whole sentence again, but for Markdown, spaces and the last full stop."""
    return strip_markdown(statement.words).rstrip(". ") == claim.text.rstrip(". ")


def _judge_figure(case: _Case, number: int) -> Judgement:
    claim, quantity = case.claim, case.claim.quantities[number]
    written = claim.text[quantity.start : quantity.end]
    bindings = bind(case.analysis, number, case.statements, near=case.near, skip=case.skip)
    fits = {id(b): scope.fit(claim, number, b) for b in bindings}
    alike = [b for b in bindings if same_unit(quantity, b.record, claim.language)]

    def worth(b: Binding) -> float:
        return b.score - fits[id(b)].penalty

    equal = [b for b in alike if _agrees(claim, number, b)]
    same = max(equal, key=worth, default=None)
    rivals = [b for b in alike if b not in equal and not _explained(case, number, same, b)]
    rivals = rivals or ([] if equal else bindings)
    if same is not None and not fits[id(same)].differs and not same.absent:
        # What is said of others or of another time is no other value for this.
        rivals = [b for b in rivals if not fits[id(b)].differs]
    other = max(rivals, key=worth, default=None)
    if same is not None and (other is None or same.aligned or worth(same) >= worth(other) - _TIE):
        judgement = _examine(case, number, same, fits[id(same)])
        misplaced = same.misplaced(case.near[number]) if not same.aligned else ()
        if judgement.verdict is Verdict.SUPPORTED and misplaced:
            judgement = _misplaced(case, written, same, misplaced, bindings) or judgement
        if judgement.verdict is Verdict.SUPPORTED:
            return judgement
        if judgement.verdict in (Verdict.WRONG_POPULATION, Verdict.WRONG_PERIOD):
            rival = max(
                (b for b in alike if b not in equal and not fits[id(b)].differs), key=worth, default=None
            )
            if rival is not None and not rival.absent and rival.score >= same.score - 0.15:
                return _other_value(written, rival, same)
        return _derived(case, number, bindings, fits) or judgement
    found = _derived(case, number, bindings, fits)
    if found is not None:
        return found
    if other is not None and other.coverage >= _SAYS_ENOUGH:
        return _other_value(written, other, same)
    if other is not None:
        close = other.coverage
        return Judgement(
            Verdict.NOT_SUPPORTED, _absent_note(other.absent), (other.statement,), closeness=close
        )
    return Judgement(Verdict.NOT_SUPPORTED, f"The documents give no figure like {written}.")


def _agrees(claim: Claim, number: int, binding: Binding) -> bool:
    """Tell whether a record has the value and the unit of a claim's figure."""
    quantity = claim.quantities[number]
    written = claim.text[quantity.start : quantity.end]
    return (
        same_unit(quantity, binding.record, claim.language)
        and agreement(quantity, written, binding.record, claim.language) is not Agreement.NONE
    )


def _misplaced(
    case: _Case, written: str, same: Binding, positions: Sequence[int], bindings: Sequence[Binding]
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
        return _other_value(written, max(owners, key=lambda b: sum(b.owned[at] for at in positions)), same)
    words = [case.analysis.tokens[at] for at in positions]
    return Judgement(Verdict.NOT_SUPPORTED, _absent_note(words), (same.statement,), closeness=same.coverage)


def _explained(case: _Case, number: int, same: Binding | None, rival: Binding) -> bool:
    """Tell whether a record is what another figure of the claim means rather than a rival of `same`.

    Of the two ways to give two records to two figures of the claim, that by value must fit no worse by words.
    """
    claim = case.claim
    if same is None:
        return False
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
    case: _Case, number: int, bindings: Sequence[Binding], fits: dict[int, scope.Fit]
) -> Judgement | None:
    def fitting(binding: Binding) -> bool:
        return not fits[id(binding)].differs

    found = derive_claim(case.claim, case.analysis, number, bindings, case.skip, fitting)
    if found is None:
        return None
    statements = tuple(dict.fromkeys(binding.statement for binding in found.bindings))
    formula = found.derivation.formula
    return Judgement(Verdict.DERIVED, f"This follows from the source: {formula}.", statements, formula, 1.0)


def _examine(case: _Case, number: int, binding: Binding, fit: scope.Fit) -> Judgement:
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
    unsure = _contradiction(case, statement, binding.places, _bound(statement, binding.figure), binding)
    if unsure is not None:
        return no(Verdict.NOT_SUPPORTED, unsure)
    absent = case.unsaid(number, scope.without_group(claim, number, binding))
    if absent and not (binding.coverage >= _HALF and _worded_otherwise(case, absent, statement)):
        return no(Verdict.NOT_SUPPORTED, _absent_note(absent))
    return Judgement(
        Verdict.SUPPORTED,
        f"The source says so: “{binding.record.clause.strip(' ,;.')}”.",
        (statement,),
        closeness=1.0,
    )


def _worded_otherwise(case: _Case, absent: Sequence[Token], statement: Statement) -> bool:
    """Tell whether a sentence, with the one that it points back to, may say a claim's words otherwise."""
    if any(p.start <= token.start < p.end for p in case.claim.periods for token in absent):
        return False
    way = movement(case.claim, case.anchors)
    absent = [token for token in absent if way is None or polarity.direction(token) != way]
    before = statement.before
    source = [statement.analysis, *([before.analysis] if before and statement.analysis.anaphoric else [])]
    return not absent or worded_otherwise(case.analysis, absent, source)


def _contradiction(
    case: _Case,
    statement: Statement,
    places: dict[int, Found],
    bound: frozenset[int],
    binding: Binding | None,
) -> str | None:
    """Return why the sentence does not carry the claim although it has its words, or None."""
    analysis, source = case.analysis, statement.analysis
    share = None
    if binding is not None and binding.record.unit == "%":
        share = float(binding.record.value)
    elif binding is None:
        share = max((float(f.value) for f in statement.figures if f.unit == "%"), default=None)
    said = frozenset(
        found.position for found in places.values() if found.zone == 0 and found.score >= COVERED
    )
    conflict = (
        polarity.negation_conflict(analysis, places, statement.zones)
        or polarity.direction_conflict(analysis, source, bound)
        or polarity.certainty_conflict(analysis, source, bound, said)
        or polarity.quantifier_conflict(analysis, source, share)
    )
    if conflict is not None:
        return f"The source {conflict.reason}."
    if len(case.claim.quantities) < 2:
        word = polarity.unsaid_direction(analysis, source)
        if word is not None:
            return f"The source does not say “{word}”."
    return None


def _judge_words(case: _Case) -> Judgement:
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
    case: _Case, statement: Statement, coverage: float, absent: tuple[Token, ...], places: dict[int, Found]
) -> Judgement:
    def no(verdict: Verdict, note: str) -> Judgement:
        return Judgement(verdict, note, (statement,), closeness=min(coverage, 1.0))

    own = [found for found in places.values() if found.zone == 0 and found.score >= COVERED]
    if absent or not own:
        return no(Verdict.NOT_SUPPORTED, _absent_note(absent))
    borrowed = [
        case.analysis.tokens[at]
        for at, found in places.items()
        if found.zone >= len(statement.zones) and case.analysis.tokens[at].text[0].isdigit()
    ]
    if borrowed:  # a number counts where it stands, not in the sentence next to it
        return no(Verdict.NOT_SUPPORTED, _absent_note(borrowed))
    fit = scope.fit_statement(case.claim, statement)
    if fit.population_differs:
        return no(Verdict.WRONG_POPULATION, f"The source says it of {fit.population}, not of {fit.claimed}.")
    if fit.period_differs:
        return no(Verdict.WRONG_PERIOD, f"The source says it of {fit.period}, not of {fit.claimed}.")
    everything = frozenset(range(len(statement.analysis.tokens)))
    unsure = _contradiction(case, statement, places, everything, None)
    if unsure is not None:
        return no(Verdict.NOT_SUPPORTED, unsure)
    return Judgement(Verdict.SUPPORTED, "The source says so.", (statement,), closeness=1.0)


def _partner(case: _Case, statement: Statement) -> Statement | None:
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


def _bound(statement: Statement, figure: int) -> frozenset[int]:
    """Return the tokens of the figure's clause and of parts without a figure of their own."""
    own = statement.clause(figure) | statement.shared(figure)
    others: set[int] = set()
    for other in range(len(statement.figures)):
        others |= statement.clause(other)
    return frozenset(range(len(statement.analysis.tokens))) - (others - own)


def _other_value(written: str, other: Binding, same: Binding | None) -> Judgement:
    note = f"The source gives {other.record.text} for this"
    statements = [other.statement]
    if same is not None:
        note += f"; {same.record.text} is said of something else: “{same.record.clause.strip(' ,;.')}”"
        statements.append(same.statement)
    elif other.record.unit not in ("%", "pp", ""):
        note += f", not {written}"
    return Judgement(Verdict.WRONG_FIGURE, note + ".", tuple(statements), closeness=other.coverage)


def _absent_note(absent: Sequence[Token]) -> str:
    words = " ".join(f"“{token.text}”" for token in sorted(absent, key=lambda token: token.start))
    return f"The documents do not say {words} of this." if words else "The documents say nothing of the kind."
