"""Bind the figures of a claim to the ledger's records that say what the claim says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from report_assistant.answering.alignment import COVERED, Found, Zone, find, missing, order
from report_assistant.answering.analysis import Analysis, Token
from report_assistant.answering.statements import Statement
from report_assistant.reading.clauses import Clause
from report_assistant.types import Figure

# How much a word of the source says about the figure that it is compared for: in its own part of a clause;
# in the full clause that an elliptical one hangs on; in a part of the sentence without a figure of its own;
# before the figures of a list; in a short clause's forerunner; behind; in another figure's part. Around the
# sentence, a factor. Set by hand on the labelled claims that benchmarks/claims.py measures.
_OWN, _LEFT_OUT, _SHARED, _AHEAD, _FORERUNNER, _BEHIND, OTHERS, _AROUND = (
    1.0,
    0.9,
    0.8,
    0.8,
    0.75,
    0.7,
    0.4,
    0.7,
)
_SHORT = 3  # words with meaning up to which a clause leans on the one before it
_PRECISION = (
    0.25  # weight of how much of the figure's part the claim says, beside how much it says of the claim
)
_ELSEWHERE = 0.4  # weight of the claim's words that stand in another figure's clause
_ALIGNED = 0.1  # for standing where the claim's figure stands, in nearly the same words
_SIMILAR, _VERBATIM = 0.75, 0.95  # least share of a claim's words in order for that, and for the same words
_NEIGHBOUR = 0.02  # for the same word right before or behind
_BREAK = re.compile(r"[,;:]|\b(?:and|or|but|while|whereas|against|compared|versus|vs)\b", re.IGNORECASE)


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
        owned: how surely each word of the claim belongs to this figure and not to another, by position.
    """

    statement: Statement
    figure: int
    score: float
    coverage: float
    absent: tuple[Token, ...]
    places: dict[int, Found]
    aligned: bool = False
    owned: dict[int, float] = field(default_factory=dict)

    def misplaced(self, positions: frozenset[int]) -> tuple[int, ...]:
        """Return which of the claim's words the sentence says of another of its figures only."""
        if self.statement.points_back(self.figure):
            return ()
        return tuple(
            at
            for at, score in self.owned.items()
            if at in positions and score <= OTHERS and self.places[at].score >= COVERED
        )

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
            parts = ownership(statement, number)
            zones = _zones(statement, number, parts)
            owned = {at: find(claim.tokens[at], claim.language, zones).score for at in weights}
            recall = sum(weight * owned[at] for at, weight in weights.items())
            recall = recall / total if total else 0.0
            precision = _precision(claim, statement, number, parts, default=recall)
            place = statement.analysis.figure_position(number)
            aligned = pairs.get(position) == place
            score = recall * (1 - _PRECISION) + precision * _PRECISION
            score += _ALIGNED * (aligned and _in_order(pairs, parts, near[figure]) >= _SIMILAR)
            score += _neighbours(claim, position, statement.analysis, place)
            verbatim = aligned and share >= _VERBATIM
            bindings.append(Binding(statement, number, score, coverage, absent, places, verbatim, owned))
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


def ownership(statement: Statement, number: int) -> dict[int, float]:
    """Return how much each token of a sentence belongs to one of its figures, in [0, 1], by position."""
    analysis = statement.analysis
    own = statement.clause(number)
    left_out = statement.shared(number) - own
    place = analysis.figure_position(number)
    parts = dict.fromkeys(range(len(analysis.tokens)), _SHARED)
    for other in range(len(statement.figures)):
        parts |= dict.fromkeys(statement.clause(other), OTHERS)
    short = sum(analysis.tokens[at].weight >= 1 for at in own) <= _SHORT
    before = [other for other in range(number) if statement.clause(other) != own]
    if short and before:
        parts |= dict.fromkeys(statement.clause(before[-1]), _FORERUNNER)
    parts |= dict.fromkeys(left_out, _LEFT_OUT)
    figures = sorted(
        at for at in (analysis.figure_position(other) for other in range(len(statement.figures))) if at in own
    )
    for at in own:
        parts[at] = _part(analysis, at, place, figures)
    for other in range(number):  # whom an earlier figure counts ("one patient in eight"), later ones may too
        at = analysis.figure_position(other)
        parts[at] = max(parts[at], _SHARED)
    return parts


def _part(analysis: Analysis, at: int, place: int, figures: Sequence[int]) -> float:
    """Return how much a token of a clause belongs to the figure at `place` among the clause's figures."""
    ahead = [figure for figure in figures if figure <= at]
    behind = [figure for figure in figures if figure > at]
    if not ahead:
        return _OWN if behind[0] == place else _AHEAD
    if not behind:
        return _OWN if ahead[-1] == place else _BEHIND
    left, right = ahead[-1], behind[0]
    text, token = analysis.text, analysis.tokens[at]
    breaks = [
        m.start() for m in _BREAK.finditer(text, analysis.tokens[left].end, analysis.tokens[right].start)
    ]
    if breaks:
        owner = right if token.start > breaks[-1] else left
        return _OWN if owner == place else OTHERS
    owner = left if at - left <= right - at else right
    return _OWN if owner == place else _BEHIND


def _zones(statement: Statement, number: int, parts: dict[int, float]) -> list[Zone]:
    """Return the statement's words by how closely they belong to one of its figures."""
    zones = [
        Zone(statement.analysis, weight, frozenset(at for at, part in parts.items() if part == weight))
        for weight in sorted(set(parts.values()), reverse=True)
    ]
    heads = statement.heads(number)
    if heads is not None:
        return [
            heads,
            *(Zone(z.analysis, z.weight * OTHERS, z.positions) for z in (*zones, *statement.context)),
        ]
    counterpart = statement.counterpart(number)
    if counterpart is not None and statement.before is not None:
        whole = statement.before.clause(counterpart) | statement.before.shared(counterpart)
        zones.append(Zone(statement.before.analysis, _LEFT_OUT, whole))
        rest = frozenset(range(len(statement.before.analysis.tokens))) - whole
        zones.append(Zone(statement.before.analysis, OTHERS, rest))
        return [*zones, *(Zone(z.analysis, z.weight * _AROUND) for z in statement.context[1:])]
    return [*zones, *(Zone(z.analysis, z.weight * _AROUND) for z in statement.context)]


def _precision(
    claim: Analysis, statement: Statement, number: int, parts: dict[int, float], *, default: float
) -> float:
    """Return how much of what belongs to a figure alone the claim says, in [0, 1]."""
    zone = (Zone(claim, 1.0),)
    members = _unnamed_members(statement, number, zone)
    tokens = [token for at, token in own_words(statement, number, parts) if at not in members]
    total = sum(token.weight for token in tokens)
    if not total:
        return default
    return sum(token.weight * find(token, claim.language, zone).score for token in tokens) / total


def own_words(
    statement: Statement, number: int, parts: Mapping[int, float] | None = None
) -> list[tuple[int, Token]]:
    """Return the words that belong to one figure alone, with their positions; in a table those of its heads.

    Args:
        statement: the sentence.
        number: which of its figures.
        parts: what `ownership` returns for it, if that is known.
    """
    heads = statement.heads(number)
    if heads is not None:
        return [(-1, token) for token in heads.analysis.tokens if token.weight >= 1]
    tokens = statement.analysis.tokens
    parts = ownership(statement, number) if parts is None else parts
    return [(at, tokens[at]) for at, part in parts.items() if part == _OWN and tokens[at].weight >= 1]


def _unnamed_members(statement: Statement, number: int, claim: Sequence[Zone]) -> frozenset[int]:
    """Return the tokens of what a joint figure covers, of which a claim need not say all, unless it does."""
    bound = statement.bound(number)
    spans = bound.members if bound is not None else ()
    source = statement.analysis
    unnamed: set[int] = set()
    for start, end in spans:
        tokens = [at for at in source.within(start, end) if source.tokens[at].weight]
        if not all(find(source.tokens[at], source.language, claim).score >= COVERED for at in tokens):
            unnamed.update(tokens)
    return frozenset(unnamed)


def _in_order(pairs: dict[int, int], parts: dict[int, float], near: frozenset[int]) -> float:
    """Return the share of the words near a claim's figure whose partners are not said of another figure."""
    return sum(at in pairs and parts[pairs[at]] > OTHERS for at in near) / len(near)


def _neighbours(claim: Analysis, position: int, source: Analysis, place: int) -> float:
    """Return a bonus for the same words right beside both figures, function words included."""
    bonus = 0.0
    for step in (-2, -1, 1, 2):
        here, there = position + step, place + step
        if 0 <= here < len(claim.tokens) and 0 <= there < len(source.tokens):
            bonus += _NEIGHBOUR * (claim.keys[here] == source.keys[there])
    return bonus
