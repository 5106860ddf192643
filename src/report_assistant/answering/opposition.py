"""Tell whether a sentence says the opposite of what a question takes for granted.

"What meetings are closed to the public?" has no answer in "Committee meetings are open to the public",
although the two have all other words in common.
"""

from __future__ import annotations

import re

from report_assistant.answering import polarity, senses
from report_assistant.answering.analysis import Analysis, Token, analyse
from report_assistant.answering.cues import CUES
from report_assistant.answering.negation import denies
from report_assistant.answering.other_numbers import numbered, numbers_otherwise
from report_assistant.answering.question import Question
from report_assistant.answering.substitutes import says_of_others

_CLAUSE = re.compile(r"[,;:()]|\b(?:but|while|whereas|although)\b", re.IGNORECASE)
# By which a word denies itself: "uninsured", "ongebruikt", "Nichtraucher".
_DENYING = {
    "en": ("un", "in", "im", "ir", "il", "dis", "non"),
    "fr": ("in", "im", "ir", "il", "non"),
    "nl": ("on", "niet"),
    "de": ("un", "nicht"),
}
_DEGREES = frozenset(["more", "less", "fewer", "most", "least", "fewest"])


class Opposition:
    """Find the sentences that oppose one question."""

    def __init__(self, question: Question) -> None:
        """Look at a question."""
        self._asked = analyse(question.text, question.language)
        self._numbered = numbered(self._asked)
        self._counts = not question.kinds
        # Why something is not so may be told without saying that it is not.
        why = CUES[question.language].why.search(question.text) is not None
        self._denies = _denies(self._asked)
        self._wants_denial = self._denies and not why
        self._everything = frozenset(range(len(self._asked.tokens)))
        # "Did rents rise or fall?", "How far was the rate below the target?"
        both = {"up", "down"} <= {polarity.direction(token) for token in self._asked.tokens}
        self._either = both or question.asks_difference

    def of(self, sentence: str) -> bool:
        """Tell whether a sentence in the question's language denies or turns around what the question says.

        It does if the question denies something and the sentence nothing, if it numbers the same things
        otherwise, if it has another place, time of the week or part in their stead, if one goes up and the
        other down, or if it has the opposite of a word of the question in its stead. The last two are known
        in English alone.
        """
        said = analyse(sentence, self._asked.language)
        if self._wants_denial and not self._denied_by(said):
            return True
        if numbers_otherwise(self._numbered, numbered(said), counts=self._counts):
            return True
        if says_of_others(self._asked, said):
            return True
        if self._asked.language != "en":
            return False
        # "Who is not insured?" is answered by the uninsured.
        return self._is_turned(said) or (not self._denies and self._has_antonym(said))

    def _denied_by(self, said: Analysis) -> bool:
        """Tell whether a sentence denies something, be it by the opposite of a word or by how one begins."""
        if _denies(said) or any(polarity.refuses(token) for token in said.tokens):
            return True
        if said.language == "en" and self._has_antonym(said):  # "forbid" for "not allow"
            return True
        asked = {token.key for token in self._asked.tokens if token.weight}
        bare = (
            token.text.removeprefix(prefix)
            for token in said.tokens
            for prefix in _DENYING[said.language]
            if token.text.startswith(prefix)
        )
        return any(senses.key(word, said.language) in asked for word in bare)

    def _is_turned(self, said: Analysis) -> bool:
        if self._either:
            return False
        words = frozenset(range(len(said.tokens)))
        return polarity.direction_conflict(self._asked, said, words, self._everything) is not None

    def _has_antonym(self, said: Analysis) -> bool:
        """Tell whether a sentence has the antonym of a word of the question in its stead.

        It stands there if its clause says something else of the question too. A noun of quality, such as
        "reliability", names both ends of a scale, so that "unreliable" may well answer it.
        """
        asked = {key for token in self._asked.tokens for key in _keys(token)}
        found = {key for token in said.tokens for key in _keys(token)}
        for token in self._asked.tokens:
            if (
                (token.weight or token.text in _DEGREES)
                and token.figure is None
                and not _is_said(token, found)
            ):
                antonyms = frozenset().union(*(senses.antonyms(key) for key in _keys(token))) - asked
                if any(
                    not antonyms.isdisjoint(_keys(one))
                    and not (_is_quality(token) and not _is_quality(one))
                    and _joins(one, said, asked)
                    for one in said.tokens
                ):
                    return True
        return False


def _is_quality(token: Token) -> bool:
    return token.text.endswith(("ity", "ness"))


def _joins(token: Token, said: Analysis, asked: set[str]) -> bool:
    """Tell whether another word of a token's clause is one that is asked about, or like it."""
    breaks = [found.span() for found in _CLAUSE.finditer(said.text)]
    start = max((end for _, end in breaks if end <= token.start), default=0)
    end = min((start for start, _ in breaks if start >= token.end), default=len(said.text))
    return any(
        other.weight and not asked.isdisjoint({*_keys(other), *senses.related(other.key)})
        for other in said.tokens
        if start <= other.start < end and other is not token
    )


def _is_said(token: Token, found: set[str]) -> bool:
    """Tell whether a word or one of its family is among the keys of a sentence; a synonym is not enough."""
    ways = senses.related(token.key)
    return not found.isdisjoint(_keys(token)) or any(
        weight >= senses.DERIVED and key in found for key, weight in ways.items()
    )


def _keys(token: Token) -> tuple[str, ...]:
    """Return the keys of a word, with that of the adjective behind a superlative ("lowest")."""
    return (*token.keys, senses.positive(token.text))


def _denies(analysis: Analysis) -> bool:
    return any(denies(token, analysis.language) for token in analysis.tokens)
