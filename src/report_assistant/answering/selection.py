"""Rated evidence with how it fits the places and times of a question."""

from __future__ import annotations

from dataclasses import dataclass

from report_assistant.answering.fitting import Fit
from report_assistant.answering.relevance import Rated
from report_assistant.types import Evidence, Figure, Origin

# In the reader's log-odds: what a figure gains by being of the place or time that is asked about.
_GAIN = {Fit.SAME: 3.0, Fit.WITHIN: 1.5, Fit.NAMED: 1.5, Fit.UNSAID: 0.0, Fit.OTHER: -6.0}
# What it gains by counting what is asked: less, for a noun has synonyms and a place has not.
_UNIT_GAIN = {Fit.SAME: 2.0, Fit.NAMED: 0.0, Fit.UNSAID: 0.0, Fit.OTHER: -5.0}

NAMED = 0.2
"""Share of the topic that an answer names: 98% of the right ones on the fitted articles do."""
OWN = (Origin.CLAUSE, Origin.SENTENCE)
"""Where a period stands that a figure's own sentence says."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Rated evidence with how it fits the places and periods of the question.

    Attributes:
        language: of its document.
        contrast: log-odds that its neighbours take from it, or lend it.
        aimed_at: whether the figure is a target, a plan or a budget where the question asks what was so.
    """

    rated: Rated
    place: Fit
    period: Fit
    language: str
    unit: Fit = Fit.UNSAID
    contrast: float = 0.0
    aimed_at: bool = False

    @property
    def score(self) -> float:
        """How well it answers; higher is better."""
        return self.subject + _GAIN[self.place] + _GAIN[self.period]

    @property
    def subject(self) -> float:
        """How well it answers, place and time left aside."""
        return self.rated.score + _UNIT_GAIN[self.unit] + self.contrast + _GAIN[Fit.OTHER] * self.aimed_at

    @property
    def fits(self) -> bool:
        """Tell whether it is not about another place or time."""
        return Fit.OTHER not in (self.place, self.period)

    @property
    def names_topic(self) -> bool:
        """Tell whether it names enough of the question's topic to be about it."""
        return self.rated.coverage >= NAMED

    @property
    def dated(self) -> bool:
        """Whether its own sentence says that a figure is of the time that is asked about."""
        said = self.figure is not None and self.figure.period_from in OWN
        return said and self.period >= Fit.WITHIN

    @property
    def evidence(self) -> Evidence:
        """The sentence."""
        return self.rated.evidence

    @property
    def figure(self) -> Figure | None:
        """The ledger's record, where one was asked for."""
        return self.rated.figure
