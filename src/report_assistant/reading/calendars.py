"""Compare times with those of a document that names them in its own way.

What a company calls its third quarter of fiscal 2024 may be the three months to October 29, 2023, and its
report may be filed under "2023 Q3". Those who ask use the names of the title, the text those of the company,
tables the dates.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from report_assistant.reading.context import own_period, published_in, stretch_of
from report_assistant.reading.number_lexicon import known
from report_assistant.reading.period_labels import Months, months_of, relate_months, resolve
from report_assistant.reading.periods import Period, PeriodKind, find_periods
from report_assistant.reading.population import Relation
from report_assistant.types import Document

_QUARTER = re.compile(r"\d{4}-Q[1-4]")
_DATED = re.compile(r"\d+ months? to \d{4}.*|\d{4}-\d\d-\d\d")
_NAMED = re.compile(r"FY.*|\d{4}-[QH]\d|\d+ months? of \d{4}")
_QUARTERLY, _YEAR = 3, 12  # months
_LOOKED_THROUGH = 200_000  # characters of a text in which the name of its own quarter is looked for


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a document names times.

    Attributes:
        own: label of its own time, by its title; None if that names none.
        base: label of the time from which "the year before" is counted, or None if it does not say.
        today: label of the year from which "last year" is counted, or None if it does not say.
        named: months from a time as the title names it to the same time as the text names it.
        dated: months from a time as the title names it to its dates.
    """

    own: str | None
    base: str | None
    today: str | None
    named: int = 0
    dated: int = 0

    def relate(self, asked: Period, given: str, *, titled: bool = False) -> Relation:
        """Tell how a time that is asked about relates to one that the document gives.

        Args:
            asked: the time.
            given: label of the other.
            titled: it stands in the title, not in the text.
        """
        label = resolve(asked, self.today if asked.from_today else self.base)
        given = resolve(Period(given, PeriodKind.RELATIVE, 0, 0), self.base)
        mine, theirs = self._months(label, fiscal=asked.fiscal), months_of(given)
        if mine is None or theirs is None:
            return Relation.EQUAL if label == given else Relation.UNKNOWN
        named = self.named if _NAMED.fullmatch(given) and not titled else 0
        shift = self.dated if _DATED.fullmatch(given) else named
        return relate_months((mine[0] + shift, mine[1] + shift), theirs)

    def is_own(self, asked: Period) -> bool:
        """Tell whether it is about a time, a part of that, or the last months of a part of a year."""
        if self.own is None:
            return False
        label = resolve(asked, self.today if asked.from_today else self.own)
        mine, own = self._months(label, fiscal=asked.fiscal), self._months(self.own)
        if mine is None or own is None:
            return label == self.own
        relation = relate_months(mine, own)
        ends = relation is Relation.BROADER and mine[1] == own[1] and mine[1] - mine[0] < _YEAR
        return ends or relation in (Relation.EQUAL, Relation.NARROWER)

    def _months(self, label: str, *, fiscal: bool = False) -> Months | None:
        """Return the stretch of a label as it would be if the title named it, in months."""
        months = months_of(label)
        shift = self.dated if _DATED.fullmatch(label) else self.named if fiscal else 0
        return (months[0] - shift, months[1] - shift) if months else None


def calendar_of(document: Document) -> Calendar:
    """Return how a document names times, by the dates on its cover and the quarter that it speaks of most."""
    own, stretch = own_period(document), stretch_of(document)
    published = published_in(document)
    base = own or published
    today = published[:4] if published else own
    dates = months_of(stretch) if stretch else None
    if dates is None or dates[1] - dates[0] != _QUARTERLY:
        return Calendar(own, base, today)
    in_text = _quarter_named_most(document.text, document.language)
    in_title = own if own is not None and _QUARTER.fullmatch(own) else in_text
    titled, said = (months_of(label) if label else None for label in (in_title, in_text))
    if titled is None:
        return Calendar(own, base, today)
    named = said[1] - titled[1] if said else 0
    return Calendar(own, base, today, named, dates[1] - titled[1])


@lru_cache(maxsize=256)
def _quarter_named_most(text: str, language: str) -> str | None:
    """Return the label of the quarter that a text names most often, the latest of several; None if none."""
    periods = find_periods(text[:_LOOKED_THROUGH], known(language))
    counts = Counter(period.label for period in periods if _QUARTER.fullmatch(period.label))
    return max(counts, key=lambda label: (counts[label], label), default=None)
