"""The people of a survey: how many were asked ("640 German retailers were asked"), and from where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from report_assistant.reading.population import Population, normalise
from report_assistant.types import Figure, Origin

# How reports and questions say that people were asked, and that they answered: that only with a survey, for
# much else is answered and taken part in.
_ASKED = {
    "en": r"interviewed|questioned|surveyed|polled",
    "fr": r"interrog[ée]\w*|questionn[ée]e?s?|sondée?s?|enquêtée?s?",
    "nl": r"ondervraagd\w*|bevraagd\w*|geënquêteerd\w*",
    "de": r"befragt\w*|interviewt\w*",
}
_ANSWERED = {
    "en": r"(?:answer|repli|respond)ed|replies|responses|answers from|took part|taken part"
    r"|fill(?:ed)? (?:in|out)",
    "fr": r"répond\w*|réponses|particip\w*|rempli\w*",
    "nl": r"vulden?|ingevuld|antwoord\w*|deelgenomen|namen",
    "de": r"antwort\w*|geantwortet|teilgenommen|nahmen|ausgefüllt|füllten",
}
_SURVEY = {
    "en": r"surveys?|polls?|questionnaires?|barometer|monitor|interviews?|sample|response rate",
    "fr": r"enquêtes?|sondages?|questionnaires?|baromètre|entretiens?|échantillon|taux de réponse",
    "nl": r"enquêtes?|peiling(?:en)?|vragenlijst(?:en)?|barometer|monitor|interviews?|steekproef",
    "de": r"umfragen?|befragung(?:en)?|fragebogen|fragebögen|barometer|monitor|interviews?|stichprobe",
}
_OF = {
    "en": "of|covered|included|among",
    "fr": "auprès de|auprès d['’]|de|d['’]",
    "nl": "onder|van",
    "de": "unter|von",
}


def names_survey(text: str, language: str) -> bool:
    """Tell whether a text has a noun for a survey.

    Args:
        text: any text.
        language: one that `number_lexicon.known` has named.
    """
    return _holds(_SURVEY[language], text)


def speaks_of_sample(text: str, language: str) -> bool:
    """Tell whether a text says how many were asked, or answered a survey.

    Args:
        text: a sentence or a question.
        language: one that `number_lexicon.known` has named.
    """
    answered = _holds(_ANSWERED[language], text) and names_survey(text, language)
    counted = rf"(?:{_SURVEY[language]}) (?:{_OF[language]}) \d[\d.,\s]*"
    return answered or _holds(_ASKED[language], text) or _holds(counted, text)


def _holds(pattern: str, text: str) -> bool:
    return re.search(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", text, re.IGNORECASE) is not None


def place_counted_groups(figures: Sequence[Figure], language: str) -> list[Figure]:
    """Add the place of a group that a document counts ("640 German retailers") where it names only the group.

    If that group is named with other places too, nobody can tell which one is meant.
    """
    populations = [normalise(figure.population, language) for figure in figures]
    in_sentence: defaultdict[int, set[frozenset[str]]] = defaultdict(set)
    for figure, population in zip(figures, populations, strict=True):
        if population.places:
            in_sentence[figure.sentence_start].add(population.places)
    named: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
    counted = set()
    for figure, population in zip(figures, populations, strict=True):
        if not population.places:
            continue
        nouns = {figure.unit, *figure.unit.split()[-1:]}  # "german retailers" are retailers
        counted |= nouns
        for noun in nouns.union(population.groups):
            named[noun] |= in_sentence[figure.sentence_start]
    completed = []
    for figure, population in zip(figures, populations, strict=True):
        group = population.groups[0] if len(population.groups) == 1 else ""
        if not group or population.places or group not in counted or len(named[group]) != 1:
            completed.append(figure)
            continue
        (places,) = named[group]
        whole = Population(places, population.groups).text(language)
        completed.append(replace(figure, population=whole, population_from=Origin.DOCUMENT))
    return completed
