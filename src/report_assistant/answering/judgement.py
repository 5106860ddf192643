"""A verdict on a claim with what it rests on, and the sentences that explain it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from report_assistant.answering.analysis import Token
from report_assistant.answering.binding import Binding
from report_assistant.answering.statements import Statement
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


def other_value(written: str, other: Binding, same: Binding | None) -> Judgement:
    """Return the verdict where the source gives another value, `same` saying what the claimed one is of."""
    note = f"The source gives {other.record.text} for this"
    statements = [other.statement]
    if same is not None:
        note += f"; {same.record.text} is said of something else: “{same.record.clause.strip(' ,;.')}”"
        statements.append(same.statement)
    elif other.record.unit not in ("%", "pp", ""):
        note += f", not {written}"
    return Judgement(Verdict.WRONG_FIGURE, note + ".", tuple(statements), closeness=other.coverage)


def absent_note(absent: Sequence[Token]) -> str:
    """Return a sentence that names the words that no source says."""
    words = " ".join(f"“{token.text}”" for token in sorted(absent, key=lambda token: token.start))
    return f"The documents do not say {words} of this." if words else "The documents say nothing of the kind."
