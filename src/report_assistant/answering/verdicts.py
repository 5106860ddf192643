"""Decide what a claim is worth against statements of the sources, and say why in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from report_assistant.answering import scope
from report_assistant.answering.analysis import analyse
from report_assistant.answering.case import Case
from report_assistant.answering.claims import Claim, strip_markdown
from report_assistant.answering.figure_verdicts import examine, judge_figure
from report_assistant.answering.judgement import SEVERITY, Judgement, other_value
from report_assistant.answering.statements import Statement
from report_assistant.answering.values import Agreement, agreement, same_unit
from report_assistant.answering.verbatim import placed
from report_assistant.answering.word_verdicts import judge_words
from report_assistant.reading.numbers import find_quantities
from report_assistant.types import Figure, Verdict


def judge(claim: Claim, statements: Sequence[Statement]) -> Judgement:
    """Return the verdict of the statements on a claim.

    Args:
        claim: the claim.
        statements: sentences that may bear on it, most promising first.
    """
    same = [s for s in statements if s.text.document.language == claim.language]
    claim = _told(claim, same)
    spans = [(quantity.start, quantity.end) for quantity in claim.quantities]
    analysis = analyse(claim.text, claim.language, spans)
    if not same:
        return Judgement(Verdict.NOT_SUPPORTED, "The documents say nothing of the kind.")
    for statement in same:
        if _repeats(claim, statement):
            return Judgement(
                Verdict.SUPPORTED, "The source says it in these words.", (statement,), closeness=1.0
            )
    case = Case(claim, analysis, scope.positions(claim, analysis), same)
    if not claim.quantities:
        return judge_words(case)
    verbatim = placed(claim, analysis, same, case.near, case.skip)
    if verbatim is not None and verbatim.differing is not None:
        quantity = claim.quantities[verbatim.differing]
        return other_value(claim.text[quantity.start : quantity.end], verbatim.bindings[-1], None)
    if verbatim is not None:
        judgements = [examine(case, n, b, scope.fit(claim, n, b)) for n, b in enumerate(verbatim.bindings)]
    else:
        judgements = [judge_figure(case, number) for number in range(len(claim.quantities))]
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


def _told(claim: Claim, statements: Sequence[Statement]) -> Claim:
    """Return a claim without the figures that only name the cell of another one ("Nausea, 40 mg: 18%")."""
    naming: set[int] = set()
    for statement in statements:
        for number, record in enumerate(statement.figures):
            heads = statement.named(number)
            mine = _naming(claim, heads) if heads else set()
            told = (at for at in range(len(claim.quantities)) if at not in mine)
            if mine and any(_is_exact(claim, at, record) for at in told):
                naming |= mine
    return replace(claim, figures=tuple(one for at, one in enumerate(claim.figures) if at not in naming))


def _naming(claim: Claim, heads: Sequence[str]) -> set[int]:
    """Return which figures of a claim stand in the heads of a table, or within their words as they are."""
    sizes = {(q.value, q.unit) for head in heads for q in find_quantities(head, claim.language)}
    text, found = claim.text.casefold(), [strip_markdown(head).casefold() for head in heads]
    spans = [(text.find(head), text.find(head) + len(head)) for head in found if head in text]
    return {
        at
        for at, quantity in enumerate(claim.quantities)
        if (quantity.value, quantity.unit) in sizes
        or any(start <= quantity.start < end for start, end in spans)
    }


def _is_exact(claim: Claim, number: int, record: Figure) -> bool:
    quantity = claim.quantities[number]
    written = claim.text[quantity.start : quantity.end]
    return (
        same_unit(quantity, record, claim.language)
        and agreement(quantity, written, record, claim.language) is Agreement.EXACT
    )


def _repeats(claim: Claim, statement: Statement) -> bool:
    """Tell whether the claim is the whole sentence again, but for Markdown, spaces and the last full stop."""
    return strip_markdown(statement.words).rstrip(". ") == claim.text.rstrip(". ")
