"""Of which part a clause speaks: the phrase that opens it ("In rural districts ..."), and ages in words."""

from __future__ import annotations

import re
from functools import lru_cache

from report_assistant.reading.periods import find_periods
from report_assistant.reading.places import find_places
from report_assistant.reading.spans import blank_out
from report_assistant.reading.words import FUNCTION_WORDS

_OPENING = {
    "en": r"(?:in|within|among|amongst|of|out of|for|at|on|with|across|outside)\s",
    "fr": r"(?:en|dans|à|au|aux|chez|parmi|pour|sur|hors|des?|du)\s|(?:dans|à|de)\sl['’]|d['’]",
    "nl": r"(?:in|binnen|onder|bij|op|van|voor|buiten|aan)\s",
    "de": r"(?:in|im|innerhalb|unter|bei|beim|auf|an|am|von|vom|für|außerhalb)\s",
}
_JOINED = {"en": "and|but|while|whereas", "fr": "et|mais", "nl": "en|maar|terwijl", "de": "und|aber|während"}
_POINTING = {
    "en": r"it|its|they|their|this|that|these|those|ones?|so"
    r"|the (?:same|share|figure|number|proportion|rate)",
    "fr": r"l['’]|en|ce|c['’]|cela|ils?|elles?|celle|celui|la (?:part|proportion)|le (?:taux|chiffre)",
    "nl": r"dat|dit|die|het|er|het (?:aandeel|percentage|aantal)",
    "de": r"es|das|dies|sie|der anteil|die zahl|der wert",
}
# "Of these" narrows to nothing: it is all of whom the clause before speaks.
_THOSE = {
    code: re.compile(words, re.IGNORECASE)
    for code, words in {
        "en": r"them|these|those|whom|which",
        "fr": r"eux|ceux|celles|celles-ci|ceux-ci|lesquel(?:le)?s",
        "nl": r"hen|hun|deze|die|wie|hiervan|daarvan",
        "de": r"ihnen|diesen|denen|jenen|davon",
    }.items()
}
# Ages are given as bounds in reports and asked for in words.
_OLDER = {
    "en": r"(?:over|above|older than|aged over|aged)[\s-](?:5[5-9]|[6-9]\d)s?",
    "fr": r"(?:plus de|âgée?s? de plus de)\s(?:5[5-9]|[6-9]\d)",
    "nl": r"(?:boven de|ouder dan|vanaf)\s(?:5[5-9]|[6-9]\d)",
    "de": r"(?:über|älter als|ab)\s(?:5[5-9]|[6-9]\d)",
}
_YOUNGER = {
    "en": r"(?:under|below|younger than|aged under)[\s-](?:[1-3]\d|40)s?",
    "fr": r"(?:moins de)\s(?:[1-3]\d|40)",
    "nl": r"(?:onder de|jonger dan|tot)\s(?:[1-3]\d|40)",
    "de": r"(?:unter|jünger als|bis)\s(?:[1-3]\d|40)",
}
_OLD = {
    "en": r"old(?:er|est)?|elderly|senior\w*",
    "fr": r"âgée?s?|aînée?s?|seniors?",
    "nl": r"oude(?:re[n]?)?|senioren",
    "de": r"alte[nr]?|ältere[nr]?|senioren",
}
_YOUNG = {
    "en": r"young(?:er|est)?|youth",
    "fr": r"jeunes?",
    "nl": r"jonge(?:re[n]?)?",
    "de": r"junge[nr]?|jüngere[nr]?",
}


@lru_cache(maxsize=8192)
def narrowed_to(clause: str, language: str) -> str:
    """Return the words with which a clause opens and says of which part it speaks, or "".

    Times and places that the lexicon knows are left out: the ledger tells whether those fit.

    Args:
        clause: the words up to the figure.
        language: one that `number_lexicon.known` has named.
    """
    opening = re.match(rf"\W*(?:(?:{_JOINED[language]})\s)?(?:{_OPENING[language]})", clause, re.IGNORECASE)
    if opening is None:
        return ""
    spans = [(place.start, place.end) for place in find_places(clause, language)]
    spans += [(period.start, period.end) for period in find_periods(clause, language)]
    rest = blank_out(clause, sorted(spans))[opening.end() :]
    phrase: list[str] = []
    for token in re.finditer(r"\d+(?:[.,]\d+)*|[^\W_][\w’'-]*|[^\w\s]", rest):
        word = token.group()
        closed = word.casefold() in FUNCTION_WORDS[language]
        if not word[0].isalnum() or (closed and phrase) or _THOSE[language].fullmatch(word):
            break
        if not closed and not word[0].isdigit():
            phrase.append(word)
    return " ".join(phrase)


def points_at_subject(clause: str, language: str) -> bool:
    """Tell whether a clause leaves to the one before what it is about: "it was", "the share is"."""
    return re.search(rf"(?<![^\W_])(?:{_POINTING[language]})(?![^\W_])", clause, re.IGNORECASE) is not None


def ages(text: str, language: str) -> frozenset[str]:
    """Return whether a text speaks of old or young people, said in words or as bounds of age."""
    found = set()
    for name, bounds, said in (("old", _OLDER, _OLD), ("young", _YOUNGER, _YOUNG)):
        pattern = rf"(?<![^\W_])(?:{bounds[language]}|{said[language]})(?![^\W_])"
        if re.search(pattern, text, re.IGNORECASE):
            found.add(name)
    return frozenset(found)
