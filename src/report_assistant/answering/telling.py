"""Words that only say that there is an amount, or somebody who has it, in four languages.

"How much did it make from advertising?" asks for the figure of advertising; no head of a table says "make".
They are verbs that take their meaning from their object, those by which a figure is had, told or compared,
and nouns that say what kind of thing a name is ("the AWS segment"). To spend is one of them where it is said
what for: "spent on fulfilment" is told by the row "Fulfilment", "how much was spent" by none but that of all
expenses. So are levels: "inventory levels" are told by "Inventories", but the level of a river by nothing
else.
"""

from __future__ import annotations

import re

from report_assistant.answering import senses

_TELLING = {
    "en": "have make made take took get got bring brought come came give gave do see saw show stand stood"
    " reach earn book report record post generate amount total own hold held"
    " change differ difference vary segment business division unit category company group",
    "fr": "avoir faire prendre obtenir apporter donner voir montrer atteindre élever gagner enregistrer"
    " déclarer générer totaliser posséder détenir rapporter"
    " changer différer différence varier écart"
    " segment activité division unité catégorie société entreprise groupe",
    "nl": "hebben maken nemen krijgen brengen komen geven doen zien tonen bereiken verdienen boeken"
    " rapporteren melden bedragen bezitten halen"
    " veranderen verschillen verschil segment bedrijf divisie afdeling categorie onderneming groep",
    "de": "haben machen nehmen bekommen bringen kommen geben tun sehen zeigen erreichen verdienen buchen"
    " berichten melden betragen besitzen erzielen"
    " ändern unterscheiden unterschied segment geschäft sparte bereich kategorie unternehmen gruppe",
}
_SPENDING = {
    "en": r"\b(?P<verb>spen[dt]|pay|paid)\b.*\b(?:on|for)\b",
    "fr": r"\b(?P<verb>dépens\w+|pay\w+)\b.*\b(?:en|pour|sur)\b",
    "nl": r"\baan\b.*\b(?P<verb>uitgegeven|besteed|betaald)\b"
    r"|\b(?P<other>gaf|besteedde|betaalde)\b.*\b(?:aan|voor)\b",
    "de": r"\bfür\b.*\b(?P<verb>ausgegeben|bezahlt)\b|\b(?P<other>gab|zahlte)\b.*\bfür\b",
}
_LEVELS = {"en": "levels", "fr": "niveaux", "nl": "niveaus", "de": "niveaus"}


def telling(text: str, language: str) -> frozenset[str]:
    """Return the keys of the words of a question that need not be said by what answers it."""
    words = set(_TELLING.get(language, "").split())
    pattern = _SPENDING.get(language)
    if pattern and (found := re.search(pattern, text, re.IGNORECASE)):
        words.update(word.casefold() for word in found.groupdict().values() if word)
    levels = _LEVELS.get(language, "")
    if levels and re.search(rf"\b{levels}\b", text, re.IGNORECASE):
        words.add(levels)
    return frozenset(senses.key(word, language) for word in words)
