"""Compare of whom and of when a claim speaks with what its source says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from report_assistant.answering.alignment import ways
from report_assistant.answering.analysis import Analysis, Token
from report_assistant.answering.binding import Binding
from report_assistant.answering.claims import Claim, named_scales
from report_assistant.answering.statements import Statement
from report_assistant.reading.groups import group_kind
from report_assistant.reading.number_lexicon import known
from report_assistant.reading.period_labels import relate_periods
from report_assistant.reading.periods import Period, PeriodKind, find_periods
from report_assistant.reading.places import MANY, WORLD, find_places, place_name
from report_assistant.reading.population import Relation, normalise, relate_groups, relate_places
from report_assistant.types import Figure, Origin

_DIFFERS = 0.3  # taken off the score of a record of others or of another time
_PAST = 0.1  # taken off a record of an earlier time where the claim names none
_PLACED = (PeriodKind.ABSOLUTE, PeriodKind.RELATIVE)
_YEAR = re.compile(r"\b(?:1[1-9]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Fit:
    """How a record's population and period go with a claim's.

    Attributes:
        population_differs: the source says it of others.
        period_differs: the source says it of another time.
        claimed: of whom or when the claim says it, where that differs.
        population: of whom the source says it.
        period: of when the source says it.
        penalty: what it costs the record when records are compared.
    """

    population_differs: bool = False
    period_differs: bool = False
    claimed: str = ""
    population: str = ""
    period: str = ""
    penalty: float = 0.0

    @property
    def differs(self) -> bool:
        """Whether the source says it of others or of another time."""
        return self.population_differs or self.period_differs


def positions(claim: Claim, analysis: Analysis) -> frozenset[int]:
    """Return the positions of a claim's words that are compared by other means.

    They name places and times, or bound or scale a figure.
    """
    spans = [(place.start, place.end) for place in claim.places]
    spans += [(period.start, period.end) for period in claim.periods if period.kind in _PLACED]
    spans += [span for span, _ in named_scales(claim.text, claim.language)]
    for quantity in claim.quantities:  # a bound ("fewer than") is compared with the value
        start = claim.text.rfind(quantity.qualifier, 0, quantity.start) if quantity.qualifier else -1
        spans += [(start, start + len(quantity.qualifier))] if start >= 0 else []
    return frozenset(
        at for at, token in enumerate(analysis.tokens) if any(s <= token.start < e for s, e in spans)
    )


def fit(claim: Claim, number: int, binding: Binding) -> Fit:
    """Return how a record goes with one figure of a claim.

    A claim that is one piece of the sentence is of whom and when its words say there.
    """
    if _is_piece(claim, binding.statement):
        return Fit()
    figure = claim.figures[number]
    codes = sorted(figure.population.places) or [place.place for place in claim.carried_places]
    periods = [figure.period] if figure.period is not None else list(claim.carried_periods)
    record = binding.record
    return _fit(claim, codes, periods, record.population, _period(binding), binding.statement, record)


def _is_piece(claim: Claim, statement: Statement) -> bool:
    piece = claim.text.rstrip(". ").casefold()
    if piece not in statement.plain or claim.carried_places or claim.carried_periods:
        return False
    return re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", statement.plain) is not None


def _period(binding: Binding) -> str | None:
    """Return a record's period, leaving out one that stands behind another figure of its clause.

    In "dropped to 1.6 tonnes from 2.2 tonnes in 2020" the year is that of the second figure.
    """
    statement, record = binding.statement, binding.record
    bound = statement.bound(binding.figure)
    if bound is None or bound.period is None:
        return record.period
    start = record.start - statement.sentence.start
    between = [
        f for f in statement.figures if start < f.start - statement.sentence.start < bound.period.start
    ]
    return statement.text.document.period if between else record.period


def other_group(claim: Claim, number: int, binding: Binding) -> str | None:
    """Return of whom the source says a claim's figure if its own sentence names others than the claim."""
    groups, theirs = claim.figures[number].population.groups, _named_groups(binding)
    unsaid = {token.text for token in binding.absent}
    if not theirs or not unsaid.intersection(_words(groups)):
        return None
    # "66% of companies" and "66% of leaders" may be the same: people answer for organisations.
    kinds = {group_kind(group, known(claim.language)) for group in (*groups, *theirs)}
    other = len(kinds) == 1 and relate_groups(groups, theirs, claim.language) is Relation.OTHER
    return ", ".join(theirs) if other else None


def without_group(claim: Claim, number: int, binding: Binding) -> tuple[Token, ...]:
    """Return a claim's missing words without those for its group, where the source allows that.

    A source often leaves out of whom it speaks once it has said so: where the sentence names nobody, the
    group of a claim only has to occur in the document.
    """
    words, text = _words(claim.figures[number].population.groups), binding.statement.text
    if _named_groups(binding):
        return binding.absent
    return tuple(
        token
        for token in binding.absent
        if token.text not in words or not text.vocabulary & ways(token, claim.language).keys()
    )


def only_group(claim: Claim, number: int, binding: Binding, absent: Sequence[Token]) -> str:
    """Return of whom the source's own sentence speaks if all that it lacks is the claim's group, else ""."""
    words = _words(claim.figures[number].population.groups)
    return ", ".join(_named_groups(binding)) if all(token.text in words for token in absent) else ""


def _named_groups(binding: Binding) -> tuple[str, ...]:
    """Return the groups of a record that its own sentence names."""
    statement = binding.statement
    groups = normalise(binding.record.population, statement.text.document.language).groups
    sentence = statement.words.lower()
    return groups if any(group in sentence for group in groups) else ()


def _words(groups: Iterable[str]) -> set[str]:
    return {word for group in groups for word in group.split()}


def fit_statement(claim: Claim, statement: Statement) -> Fit:
    """Return how a sentence without a bound figure goes with a claim."""
    document = statement.text.document
    codes = [place.place for place in claim.places] or [place.place for place in claim.carried_places]
    around = " ".join(
        (statement.words, statement.before.words if statement.before else "", *statement.sentence.headings)
    )
    places = find_places(around, document.language)
    population = ", ".join(place_name(place.code) for place in places) or document.geography
    periods = [
        p.label
        for p in find_periods(" ".join(statement.words.split()), document.language)
        if p.kind is PeriodKind.ABSOLUTE
    ]
    period = ", ".join(periods) or document.period
    return _fit(
        claim, codes, list(claim.periods or claim.carried_periods), population, period, statement, None
    )


def _fit(
    claim: Claim,
    codes: Sequence[str],
    periods: Sequence[Period],
    population: str | None,
    period: str | None,
    statement: Statement,
    record: Figure | None,
) -> Fit:
    theirs = normalise(population, statement.text.document.language).places
    differs = bool(codes) and not any(_same_place(code, theirs) for code in codes)
    if record is not None and frozenset(codes) < theirs:
        # A figure of several countries together is none of one of them.
        differs = relate_places(frozenset(codes), theirs - set(codes)) is Relation.OTHER
    if differs and not theirs:
        said = {place.code for place in find_places(_around(statement), statement.text.document.language)}
        differs = not said.intersection(codes)
    if differs:
        return Fit(
            population_differs=True,
            claimed=place_name(codes[0]),
            population=population or "others",
            penalty=_DIFFERS,
        )
    default = statement.text.document.period
    for wanted in periods:
        if wanted.baseline or wanted.kind not in _PLACED:
            continue
        label = _resolved(wanted, default)
        if label is None or _same_time(label, period, statement):
            continue
        return Fit(
            period_differs=True,
            claimed=claim.text[wanted.start : wanted.end] if wanted in claim.periods else label,
            period=period or "another time",
            penalty=_DIFFERS,
        )
    past = not periods and record is not None and record.period_from is Origin.CLAUSE and period != default
    return Fit(penalty=_PAST if past and default else 0.0)


def _same_place(claimed: str, theirs: Iterable[str]) -> bool:
    wide = {WORLD, MANY}
    return any(
        claimed == other or (claimed.split(":", maxsplit=1)[0] in wide and other.split(":")[0] in wide)
        for other in theirs
    )


def _same_time(label: str, period: str | None, statement: Statement) -> bool:
    """Tell whether a claimed period is the record's, within it, or stands in the source's own words.

    A point in time ("2022-06-25") lies within its year; a quarter is not its year.
    """
    if period is None:
        return label in {p.label for p in find_periods(_around(statement), statement.text.document.language)}
    for part in re.split(r",\s*", period):
        if relate_periods(part, label) is Relation.EQUAL:
            return True
        if re.fullmatch(re.escape(label) + r"-\d\d(?:-\d\d)?", part):
            return True
        if part.endswith(f"to {label}") or re.fullmatch(rf".* to {re.escape(label)}-\d\d(?:-\d\d)?", part):
            return True
        if label.startswith(part + "-") and label in {
            p.label for p in find_periods(_around(statement), statement.text.document.language)
        }:
            return True
    return False


def _resolved(period: Period, default: str | None) -> str | None:
    """Return a period's label; one counted from the report's own period by that."""
    if period.kind is PeriodKind.ABSOLUTE:
        return period.label
    unit, _, steps = period.label.partition("-") if "-" in period.label else period.label.partition("+")
    year = _YEAR.search(default or "")
    if unit != "year" or year is None or not steps.isdigit():
        return None
    back = int(steps)
    return str(int(year.group()) - back if "-" in period.label else int(year.group()) + back)


def _around(statement: Statement) -> str:
    """Return the sentence with its headings and the document's title."""
    document = statement.text.document
    before = statement.before.words if statement.before is not None else ""
    parts = (
        document.title,
        document.geography or "",
        document.period or "",
        *statement.sentence.headings,
        before,
    )
    return " ".join(". ".join((*parts, statement.words)).split())
