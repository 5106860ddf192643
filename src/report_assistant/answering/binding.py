"""Bind the figures of a claim to the ledger's records that say what the claim says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from report_assistant.answering.alignment import COVERED, Found, Zone, find, missing, order
from report_assistant.answering.analysis import Analysis, Token
from report_assistant.answering.statements import Statement
from report_assistant.reading.clauses import Clause
from report_assistant.types import Figure

# How much a word found here says about which figure it belongs to: in the figure's own clause, in the clause
# that an elliptical one hangs on, in a part of the sentence without a figure of its own, in another figure's
# clause; around the sentence, a factor.
_OWN, _LEFT_OUT, _SHARED, _OTHERS, _AROUND = 1.0, 0.9, 0.8, 0.4, 0.7
_NEARER = 0.85  # factor where another figure of the same clause stands nearer
_ELSEWHERE = 0.4  # weight of the claim's words that stand in another figure's clause
_ALIGNED = 0.3  # for standing where the claim's figure stands, word for word
_VERBATIM = 0.75  # least share of a claim's tokens in order for that to count
_NEIGHBOUR = 0.04  # for the same word right before or behind


@dataclass(frozen=True)
class Binding:
    """A ledger record as what a claim's figure may mean.

    Attributes:
        statement: the sentence.
        figure: which of its figures.
        score: how well the words around both agree, about in [0, 1.3]; for choosing between records.
        coverage: share of the claim's words that the sentence and its context say, in [0, 1].
        absent: the claim's words that they do not say.
        places: where the others stand, by position in the claim.
        aligned: the claim repeats the sentence nearly word for word, this figure in its place.
    """

    statement: Statement
    figure: int
    score: float
    coverage: float
    absent: tuple[Token, ...]
    places: dict[int, Found]
    aligned: bool = False

    @property
    def record(self) -> Figure:
        """The ledger's record."""
        return self.statement.figures[self.figure]


def bind(
    claim: Analysis,
    figure: int,
    statements: Sequence[Statement],
    *,
    near: Sequence[frozenset[int]],
    skip: frozenset[int],
) -> list[Binding]:
    """Return all records of the statements as what a claim's figure may mean, best first.

    Args:
        claim: the claim; its figures are tokens.
        figure: which of them.
        statements: sentences that may say it.
        near: for each figure of the claim, the positions of the words of its clause.
        skip: positions of words that are compared by other means.
    """
    position = claim.figure_position(figure)
    weights = {
        at: token.weight * (1.0 if at in near[figure] else _ELSEWHERE)
        for at, token in enumerate(claim.tokens)
        if token.weight and at not in skip
    }
    total = sum(weights.values())
    bindings = []
    for statement in statements:
        if not statement.figures:
            continue
        coverage, absent, places = missing(claim, statement.zones, skip)
        share, pairs = order(claim, statement.analysis)
        for number in range(len(statement.figures)):
            score = 0.0
            zones = _zones(statement, number)
            for at, weight in weights.items():
                score += weight * find(claim.tokens[at], claim.language, zones).score
            score = score / total if total else 0.0
            place = statement.analysis.figure_position(number)
            aligned = share >= _VERBATIM and pairs.get(position) == place
            score += _ALIGNED * aligned + _neighbours(claim, position, statement.analysis, place)
            bindings.append(Binding(statement, number, score, coverage, absent, places, aligned))
    return sorted(bindings, key=lambda binding: -binding.score)


def best_statements(
    claim: Analysis, statements: Sequence[Statement], skip: frozenset[int]
) -> list[tuple[float, Statement, tuple[Token, ...], dict[int, Found]]]:
    """Return the statements by how much of a claim they say, most first, with what is missing."""
    rated = []
    for statement in statements:
        coverage, absent, places = missing(claim, statement.zones, skip)
        own = sum(1 for found in places.values() if found.zone == 0 and found.score >= COVERED)
        rated.append((coverage + own / 1000, statement, absent, places))
    return sorted(rated, key=lambda entry: -entry[0])


def clauses(claim: Analysis, parts: Sequence[Clause]) -> list[frozenset[int]]:
    """Return for each figure of a claim the positions of the words that say what it is.

    Words outside all clauses belong to every figure.

    Args:
        claim: the claim.
        parts: the clause of each figure.
    """
    held = [
        {at for start, end in ((part.start, part.end), *part.shared) for at in claim.within(start, end)}
        for part in parts
    ]
    loose = set(range(len(claim.tokens))) - set().union(*held)
    return [frozenset(positions | loose) for positions in held]


def _zones(statement: Statement, number: int) -> list[Zone]:
    """Return the statement's words by how closely they belong to one of its figures."""
    analysis = statement.analysis
    own = statement.clause(number)
    others: set[int] = set()
    for other in range(len(statement.figures)):
        clause = statement.clause(other)
        if other != number and clause != own:
            others |= clause
    left_out = statement.shared(number) - own
    others -= own | left_out
    shared = frozenset(range(len(analysis.tokens))) - own - left_out - others
    place = analysis.figure_position(number)
    rivals = [
        analysis.figure_position(other)
        for other in range(len(statement.figures))
        if other != number and analysis.figure_position(other) in own
    ]
    nearest = frozenset(at for at in own if not any(abs(at - rival) < abs(at - place) for rival in rivals))
    zones = [
        Zone(analysis, _OWN, nearest),
        Zone(analysis, _OWN * _NEARER, own - nearest),
        Zone(analysis, _LEFT_OUT, left_out),
        Zone(analysis, _SHARED, shared),
        Zone(analysis, _OTHERS, frozenset(others)),
    ]
    heads = statement.heads(number)
    if heads is not None:
        zones.append(heads)
    zones += [
        Zone(zone.analysis, zone.weight * (_OTHERS if heads is not None else _AROUND))
        for zone in statement.context
    ]
    return zones


def _neighbours(claim: Analysis, position: int, source: Analysis, place: int) -> float:
    """Return a bonus for the same words right beside both figures, function words included."""
    bonus = 0.0
    for step in (-2, -1, 1, 2):
        here, there = position + step, place + step
        if 0 <= here < len(claim.tokens) and 0 <= there < len(source.tokens):
            bonus += _NEIGHBOUR * (claim.keys[here] == source.keys[there])
    return bonus
