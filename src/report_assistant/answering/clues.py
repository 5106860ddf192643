"""What speaks for a sentence or a figure as the answer to a question, as numbers.

Every clue is about the form of question and evidence; none knows a topic. How much each one counts is fitted
(`training/fit_answers.py`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from report_assistant.answering import senses
from report_assistant.answering.coverage import Coverage, joined_keys, keys, ordered_keys
from report_assistant.answering.cues import CUES
from report_assistant.answering.intent import Intent
from report_assistant.answering.names import is_abbreviation, names_of, uncapitalised_names, writes_as_name
from report_assistant.answering.opposition import Opposition
from report_assistant.answering.question import Question
from report_assistant.answering.readings import Reading
from report_assistant.answering.rows import cell_of, heads, readable, row_kind
from report_assistant.answering.telling import telling
from report_assistant.reading.numbers import find_quantities
from report_assistant.reading.numerals import read_numeral
from report_assistant.reading.places import find_places
from report_assistant.reading.sections import TOTALS
from report_assistant.types import Evidence, Figure

NOTHING = -12.0
"""The reading of a sentence in which the reader proposes no span: below what it gives."""

_CANDIDATES = 100  # passages whose scores a search standardises, at most
_OUTSTANDING = 1.5  # times the greatest score to expect by chance; more says nothing more
_SEVERAL = 2  # words of a topic, of which an answer names one at least
_TOTAL = re.compile(rf"(?:(?:sub-?|grand )?(?:{TOTALS}))?", re.IGNORECASE)
_ENDING = 2  # letters of a long name that an inflection may change


@dataclass(frozen=True, slots=True)
class PassageText:
    """Neighbouring sentences under their headings, as the reader sees them.

    Attributes:
        members: the sentences as they are read, with where each starts in `text`.
    """

    text: str
    members: tuple[tuple[Evidence, int], ...]

    def span(self, item: Evidence, offset: int, figure: Figure) -> tuple[int, int] | None:
        """Return where a figure of a member stands in the text, or None if its cell is not read."""
        start = readable(item).place(figure.start)
        return None if start is None else (offset + start, offset + start + figure.end - figure.start)


@dataclass(frozen=True, slots=True)
class Clues:
    """What speaks for one candidate.

    Attributes:
        reading: the reader's log-odds that it answers, against "no answer in this passage".
        null: the reader's log-odds that nothing in its passage answers.
        coverage: share of the question's topic that it names itself or stands under, weighted by rarity, in
            [0, 1]; of a figure, half by its clause.
        passage: the same share for its passage.
        names: share of the question's names, quoted phrases and numbers that its passage lacks, in [0, 1].
        names_here: share of these that it lacks itself, in [0, 1].
        unheard: 1 if nothing that was found says one of the question's names in letters, else 0.
        standing: how far its passage stands out of all that was searched: standardised retrieval score over
            the greatest that chance would give, at most 1.5.
        likeness: how like the question it is in meaning: cosine of their embeddings, in [-1, 1].
    """

    reading: float
    null: float
    coverage: float
    passage: float
    names: float
    names_here: float
    unheard: float
    standing: float
    likeness: float = 0.0


class ClueFinder:
    """Find the clues of one question in the evidence retrieved for it."""

    def __init__(
        self,
        question: Question,
        evidence: Sequence[Evidence],
        chunks: int,
        introductions: Mapping[str, str] | None = None,
    ) -> None:
        """Look at a question and its evidence.

        Args:
            question: what is asked.
            evidence: all retrieved sentences; they tell which words are rare.
            chunks: how many chunks were searched.
            introductions: how documents introduce themselves, by source; what they name there, such as who
                writes, need not be named again.
        """
        self._introductions = introductions or {}
        self.language = question.language
        # "No, rents rose" does answer "Did rents fall?".
        # "The pool is open from Tuesday to Sunday" answers "Is the pool open on Mondays?".
        yes_no = CUES[question.language].yes_no.search(question.text) is not None
        confirms = question.intent is Intent.CONFIRMATION or yes_no
        self._opposition = None if confirms else Opposition(question)
        self._coverage = Coverage(question, evidence)
        self._telling = telling(question.text, question.language)
        self._places = {place.code for place in question.places}
        self._names = names_of(question)
        self._uncapitalised = uncapitalised_names(question)
        found = (*self._introductions.values(), *(_shown(item) for item in evidence))
        self.unheard = tuple(
            name
            for name in self._names
            if name.isalpha()
            and not is_abbreviation(name, question.text)
            and not self._says(" ".join(found), name)
        )
        """The question's names that nothing that was found says, case-folded; no numbers, no phrases."""
        self.before = {
            item.place: readable(last).text
            for last, item in pairwise(evidence)
            if last.source == item.source and last.start < item.start and last.score == item.score
        }
        """The sentence before each one in its passage, by place."""
        # The greatest of n standard normal values is about sqrt(2 ln n).
        self._chance = math.sqrt(2 * math.log(min(max(chunks, 3), _CANDIDATES)))

    def of_passage(self, passage: PassageText, reading: Reading) -> dict[str, float]:
        """Return the clues that all sentences of a passage share, by name."""
        first = passage.members[0][0]
        around = (first.title, *first.headings)
        words = joined_keys((*around, passage.text), self.language) | self._introduced(first)
        return {
            "null": reading.null_score,
            "passage": self._coverage.share(words),
            "names": self._missing(passage.text, first.source),
            "unheard": float(bool(self.unheard)),
            "standing": min(_OUTSTANDING, self.standing(passage)),
        }

    def standing(self, passage: PassageText) -> float:
        """Return how far a passage stands out of all that was searched, without an upper bound."""
        return _log_odds(passage.members[0][0].score) / self._chance

    def coverage(self, item: Evidence) -> float:
        """Return the share of the question's topic that a sentence names or stands under, in [0, 1]."""
        around = joined_keys((item.title, *item.headings, item.caption, row_kind(item)), self.language)
        said = keys(readable(item).text, self.language) | self._introduced(item)
        return self._coverage.share(said, around)

    def headed(self, item: Evidence) -> float:
        """Return the share of the topic that a row names or stands under, in [0, 1]; of a sentence 1.

        Names of its document are no part of the topic here, nor is what need not be said, nor, of a row, what
        the title says; it is 1 if nothing else is asked. It is 0 if a sentence and the one before it, or the
        head of a row and those of its columns, name nothing of the topic, and no place that is asked about:
        what stands over several rows tells none of them from the others.
        """
        besides = self._introduced(item) | self._telling
        around = joined_keys((item.title, *item.headings, item.caption, row_kind(item)), self.language)
        said = keys(readable(item).text, self.language)
        if not item.cells:
            few = len(self._coverage.terms(besides)) < _SEVERAL
            before = keys(self.before.get(item.place, ""), self.language)  # "Those shares are 71%."
            return float(few or self._coverage.touches(said | around | before, besides))
        besides |= keys(item.title, self.language)
        if not self._coverage.terms(besides):
            return 1.0
        own = dict.fromkeys(head for cell in item.cells for head in (cell.row_head, cell.column_head))
        placed = {place.code for head in own for place in find_places(head, self.language)}
        told = self._coverage.touches(joined_keys(own, self.language), besides)
        if not (told or _is_total(item) or placed & self._places):
            return 0.0
        return self._coverage.share(said, around, besides)

    def opposes(self, item: Evidence) -> bool:
        """Tell whether a sentence says the opposite of what the question takes for granted."""
        return self._opposition is not None and self._opposition.of(readable(item).text)

    def _introduced(self, item: Evidence) -> frozenset[str]:
        """Return the keys of the question's names with which a document introduces itself."""
        introduction = self._introductions.get(item.source, "")
        lowered = introduction.casefold()
        names = [name for name in self._names if name in lowered]
        names += [word for word in self._uncapitalised if writes_as_name(introduction, word)]
        return joined_keys(names, self.language)

    def of(
        self,
        item: Evidence,
        figure: Figure | None,
        reading: float,
        shared: str,
        passage: dict[str, float],
    ) -> Clues:
        """Return the clues of a sentence or of one of its figures.

        Args:
            item: the sentence.
            figure: the figure, or None for the sentence.
            reading: the reader's score.
            shared: words outside the clause that hold for the figure too.
            passage: the clues of its passage.
        """
        coverage = self.coverage(item)
        if figure is not None:
            around = joined_keys((item.title, *item.headings, item.caption, row_kind(item)), self.language)
            outside = keys(shared, self.language) | self._introduced(item)
            sentence, cell = readable(item).text, cell_of(item, figure)
            coverage = self._coverage.share(keys(sentence, self.language) | outside, around)
            clause = keys(heads(cell) if cell else figure.clause, self.language) | outside
            coverage = (coverage + self._coverage.share(clause, around)) / 2
        return Clues(
            reading=reading,
            coverage=coverage,
            names_here=self._missing(readable(item).text, item.source),
            **passage,
        )

    def _missing(self, text: str, source: str) -> float:
        """Return the share of the question's names that neither a text nor its document's opening holds."""
        if not self._names:
            return 0.0
        said = f"{self._introductions.get(source, '')} {text}"
        return sum(not self._says(said, name) for name in self._names) / len(self._names)

    def _says(self, text: str, name: str) -> bool:
        """Tell whether a text holds a name, its ending aside if it is long, or a synonym ("CEO")."""
        lowered = text.casefold()
        if name[0].isdigit():
            written = re.search(rf"(?<!\d){re.escape(name)}(?!\d)", text) is not None
            return written or read_numeral(name, self.language) in _values(text, self.language)
        if name in lowered or (len(name) > 2 * _ENDING + 1 and name[:-_ENDING] in lowered):
            return True
        meant = senses.related(senses.key(name, self.language), self.language)
        said = f" {' '.join(ordered_keys(text, self.language))} "
        return any(f" {key} " in said for key, weight in meant.items() if weight >= senses.SYNONYM)


def _is_total(item: Evidence) -> bool:
    """Tell whether the head of a row says only that it is the total of those above."""
    return all(_TOTAL.fullmatch(cell.row_head.strip()) for cell in item.cells)


def _shown(item: Evidence) -> str:
    return " ".join((item.title, *item.headings, item.text))


@lru_cache(maxsize=4096)
def _values(text: str, language: str) -> frozenset[Decimal]:
    """Return the values of the figures of a text, however they are written: "2000", "2 000", "five"."""
    return frozenset(quantity.value for quantity in find_quantities(text, language))


def _log_odds(share: float) -> float:
    share = min(max(share, 1e-6), 1 - 1e-6)
    return math.log(share / (1 - share))
