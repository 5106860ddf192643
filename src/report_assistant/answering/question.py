"""What a question asks for: kind of answer, of whom, when, about what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from report_assistant.answering import senses
from report_assistant.answering.abbreviations import spelt_out
from report_assistant.answering.addressing import without_address
from report_assistant.answering.analysis import analyse
from report_assistant.answering.courtesy import asks_to_be_told, without_courtesy
from report_assistant.answering.cues import CUES, Cues
from report_assistant.answering.intent import Intent, greets, intent_of, opens_asking
from report_assistant.answering.kinds import kind_of_noun, kinds_asked, narrow_by_noun
from report_assistant.answering.polarity import direction
from report_assistant.answering.small_talk import misspelt
from report_assistant.reading.counted import counted_noun, is_plural
from report_assistant.reading.language import DEFAULT, query_language
from report_assistant.reading.measures import unit_key
from report_assistant.reading.numbers import Quantity, QuantityKind, find_quantities
from report_assistant.reading.periods import Period, PeriodKind, find_periods
from report_assistant.reading.places import PlaceMention, find_places
from report_assistant.reading.samples import speaks_of_sample
from report_assistant.reading.spans import blank_out
from report_assistant.reading.words import content_words, stems


@dataclass(frozen=True, slots=True)
class Question:
    """A question, taken apart.

    Attributes:
        asked: as it was asked.
        text: the same without the words that only address the documents, or ask to be told.
        language: ISO 639-1 code, one of those with cues.
        kinds: kinds of quantity that can answer it; empty unless a figure is asked for.
        quantities: the figures that it names itself.
        places: the places that it names.
        periods: the times that it names.
        terms: stems of the words that carry its topic, in order, without those that only ask.
        counted: stems of the words behind "how many", each set one phrase: what is to be counted.
        measured: CLDR identifier of the unit in which it wants something measured, or "".
        counts_people: it asks for people without saying of what kind.
        asks_sample: it asks how many were asked or answered.
        asks_difference: by how much one figure differs from another can answer it.
        asks_duration: a stretch of time can answer it.
        asks_name: a name, a place or a date can answer it.
        negated: it asks for those who do not.
    """

    asked: str
    text: str
    language: str
    intent: Intent
    kinds: frozenset[QuantityKind]
    quantities: tuple[Quantity, ...]
    places: tuple[PlaceMention, ...]
    periods: tuple[Period, ...]
    terms: tuple[str, ...]
    counted: frozenset[str]
    measured: str
    counts_people: bool
    asks_sample: bool
    asks_difference: bool
    asks_duration: bool
    asks_name: bool
    negated: bool

    @property
    def asks_several(self) -> bool:
        """Whether it asks for several figures: "how many stayed and how many left", "with their shares"."""
        cues = CUES[self.language]
        return len(cues.count.findall(self.text)) > 1 or cues.several.search(self.text) is not None

    @property
    def asks_which_leads(self) -> bool:
        """Whether it asks which of several is the largest or the smallest."""
        cues = CUES[self.language]
        most, least = cues.most.search(self.text) is not None, cues.least.search(self.text) is not None
        return most != least and cues.which.search(self.text) is not None

    @property
    def asks_one_figure(self) -> bool:
        """Whether it asks for one figure."""
        return self.intent is Intent.FIGURE and not self.asks_several

    @property
    def asks_portion(self) -> bool:
        """Whether it asks how much of something, or which piece: "which portion of the loan was repaid"."""
        return CUES[self.language].portion.search(self.text) is not None

    @property
    def asks_change(self) -> bool:
        """Whether a change can answer it: "by what percentage did sales grow"."""
        tokens = analyse(self.text, self.language).tokens
        return self.asks_difference or self.asks_over_time or any(map(direction, tokens))

    @property
    def asks_over_time(self) -> bool:
        """Whether it asks what becomes of something over several times, or documents."""
        cues = CUES[self.language]
        return any(cue.search(self.asked) or cue.search(self.text) for cue in (cues.over_time, cues.changed))

    @property
    def asks_present(self) -> bool:
        """Whether the latest of several times can answer it: it asks for no earlier one, nor for a change."""
        past = self.asks_over_time or self.asks_difference or CUES[self.language].once.search(self.text)
        return self.intent in (Intent.FIGURE, Intent.TEXT) and not past

    @property
    def is_keywords(self) -> bool:
        """Whether it is typed as into a search box, with nothing that asks."""
        if self.intent is not Intent.TEXT or "?" in self.asked:
            return False
        return not asks_to_be_told(self.asked, self.language) and not opens_asking(self.text, self.language)


def without_scope(question: Question) -> Question:
    """Return a question with its places and times taken out of its words; it still names them.

    What a reader finds for it may be said of others, and how it fits place and time is told by the ledger.
    """
    spans = [(place.start, place.end) for place in question.places]
    spans += [(period.start, period.end) for period in question.periods]
    return replace(question, text=blank_out(question.text, sorted(spans)))


def without_negation(question: Question) -> Question:
    """Return a question about those who do not as one about those who do."""
    return replace(question, text=CUES[question.language].negation.sub(" ", question.text))


def without_comparing(text: str, language: str) -> str:
    """Return the text of a question with the words that only ask to compare blanked out.

    What spans much of a comparison holds its topic, and stays: "who is more likely to stay, nurses or".
    """
    found = CUES[language].comparison.finditer(text)
    return blank_out(text, [one.span() for one in found if one.group().count(" ") <= _ASKING])


BROUGHT = re.compile(r"\([^()]*\)\W*$")
"""What a follow-up brings along, in brackets at its end."""

_TOPIC = 2  # words that are left when those that ask for a course of time are taken away
_ASKING = 3  # spaces in words that only ask to compare
# Words that ask how something mostly is, or of whom, without saying what.
_IDLE = {
    "en": r"usually|typically|normally|generally|exactly|actually|in (?:the )?case of",
    "fr": r"généralement|habituellement|normalement|exactement|actuellement|en général"
    r"|dans le cas d(?:e la|es|e|u)",
    "nl": r"gewoonlijk|meestal|normaal|doorgaans|precies|eigenlijk|in het geval van",
    "de": r"gewöhnlich|normalerweise|üblicherweise|meistens|genau|eigentlich|im falle? (?:von|der|des)",
}
# The verbs with which a question asks how long something lasts.
_LASTING = {
    "en": r"takes?|took|taken|lasts?|lasted",
    "fr": r"faut|fallu|dur\w+|prend|prenait|pris",
    "nl": r"duur\w*|duren",
    "de": r"dauer\w*",
}
_PEOPLE = {
    "en": ("people", "persons"),
    "fr": ("personnes", "gens"),
    "nl": ("mensen", "personen"),
    "de": ("menschen", "personen", "leute"),
}


@lru_cache(maxsize=512)  # a follow-up understands the turns before it again
def understand(asked: str) -> Question:
    """Take a standalone question apart."""
    language = question_language(asked)
    text = without_courtesy(asked, language)
    if not speaks_of_sample(text, language):  # who took part in a survey is asked of the survey
        text = without_address(text, language)
    if text != asked:
        text = " ".join(text.split())
    cues = CUES[language]
    quantities = tuple(
        quantity for quantity in find_quantities(text, language) if quantity.kind is not QuantityKind.MULTIPLE
    )
    intent = intent_of(text, cues, quantities, language)
    shares = cues.share.search(text) or cues.points.search(text)
    found = () if shares else cues.counted.finditer(text)
    noun = " ".join(_noun(match["noun"], language) for match in found)
    people = _is_people(noun, language) or _are_inhabitants(noun, language)
    places, periods = find_places(text, language), find_periods(text, language)
    # Place and time are compared with what the ledger says, not by their words.
    spans = [(quantity.start, quantity.end) for quantity in quantities]
    spans += [(place.start, place.end) for place in places]
    dated = (PeriodKind.ABSOLUTE, PeriodKind.RELATIVE)
    spans += [(period.start, period.end) for period in periods if period.kind in dated]
    spans += spelt_out(text)
    return Question(
        asked=asked,
        text=text,
        language=language,
        intent=intent,
        kinds=narrow_by_noun(kinds_asked(text, cues), noun, language),
        quantities=quantities,
        places=places,
        periods=periods,
        terms=_terms(blank_out(text, sorted(spans)), cues, language, intent),
        counted=frozenset(
            senses.key(word, language)
            for word in content_words(noun, language)
            if not _are_inhabitants(word, language)
        ),
        measured=unit_key(noun),
        counts_people=people,
        asks_sample=bool(noun) and speaks_of_sample(text, language),
        asks_difference=cues.difference.search(text) is not None,
        asks_duration=cues.duration.search(text) is not None or is_duration(f"2 {noun}", language),
        asks_name=cues.name.search(text) is not None,
        negated=cues.negation.search(BROUGHT.sub("", text)) is not None,
    )


def question_language(text: str) -> str:
    """Tell the language of a question by its words and its form; English where they do not decide."""
    formed = {one: 2 * _is_formed(text, cues) for one, cues in CUES.items()}
    if not any(formed.values()) and (chat := misspelt(text)):
        return chat[0]
    return query_language(text, formed) or DEFAULT


def is_duration(text: str, language: str) -> bool:
    """Tell whether a number with its unit is a stretch of time, as "two years" is."""
    within = "en" if language == "fr" else "in"
    periods = find_periods(f"{within} {text}", language)
    return any(period.kind is PeriodKind.DURATION for period in periods)


def _noun(phrase: str, language: str) -> str:
    """Return what the words behind "how many" count: "volunteers" of "volunteers keep going"; else "".

    A unit counts by itself: "kg" of "kg of honey".
    """
    unit = phrase.split(maxsplit=1)[0]
    if kind_of_noun(unit, language) in (QuantityKind.MEASURE, QuantityKind.MONEY):
        return unit
    counted = f"2 {phrase}"
    start, end = counted_noun(counted, 1, language)
    noun = counted[start:end]
    return noun if noun and is_plural(noun, language) else ""


def _is_people(noun: str, language: str) -> bool:
    """Tell whether a counted noun stands for people of any kind: "people", "persons"."""
    return any(word in _PEOPLE[language] for word in noun.casefold().split()[:1])


def _are_inhabitants(noun: str, language: str) -> bool:
    """Tell whether a counted noun names the people of a place ("Canadians"), who are found by the place."""
    return any(place.start == 0 and place.end == len(noun) for place in find_places(noun, language))


def _is_formed(text: str, cues: Cues) -> bool:
    """Tell whether a text asks or greets in the forms of a language."""
    return greets(text, cues) or any(form.search(text) for form in (cues.share, cues.count, cues.why))


def _terms(text: str, cues: Cues, language: str, intent: Intent) -> tuple[str, ...]:
    asking = [cues.difference, cues.share, cues.rate, cues.quantity, cues.duration]
    asking += [cues.count, cues.everything, cues.why]
    if len(stems(cues.over_time.sub(" ", text), language)) >= _TOPIC:
        asking.append(cues.over_time)
    if intent in (Intent.EVERYTHING, Intent.VALUE):
        asking.append(cues.findings)
    lasts = cues.duration.search(text) is not None
    text = without_comparing(text, language)
    for pattern in asking:
        text = pattern.sub(" ", text)
    if changed := cues.changed.search(text):
        text = blank_out(text, [changed.span("verb")])
    idle = f"{_IDLE[language]}|{_LASTING[language]}" if lasts else _IDLE[language]
    text = re.sub(rf"\b(?:{idle})\b", " ", text, flags=re.IGNORECASE)
    return tuple(dict.fromkeys(stems(text, language)))
