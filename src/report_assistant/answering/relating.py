"""Take a question about how two things go together apart: "How do sales relate to the weather?".

A report seldom says so of any two things that are asked about, and more often something about each of them.
Verbs by which one thing works on another ("affect", "cause") are left out: whoever asks for that is not
served by the two apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from report_assistant.answering.coverage import Coverage, joined_keys, keys
from report_assistant.answering.cues import CUES
from report_assistant.answering.fitting import asked_periods
from report_assistant.answering.names import as_written, names_of
from report_assistant.answering.question import BROUGHT, Question, understand
from report_assistant.answering.rows import readable
from report_assistant.reading.words import stems
from report_assistant.types import DraftClaim, Evidence

_ABOUT = 0.5  # share of the words of a thing that a sentence about it names
_HELPS = "(?:(?:do|does|did|is|are|was|were|has|have|can|could|may|might) )?"
_FORMS = {
    "en": (
        rf"\bhow (?:(?:closely|well|far|much|strongly) )?{_HELPS}(?P<one>.+?) "
        r"(?:(?:relate[sd]?|correlate[sd]?|correspond(?:s|ed)?|compare[sd]?|connect(?:s|ed)?|link(?:s|ed)?|tie[sd]?"
        r"|align(?:s|ed)?) (?:to|with|against)|reflect(?:s|ed)?(?: on)?) (?P<other>.+)",
        r"\b(?:relationship|relation|link|connection|correlation|interplay) between (?P<one>.+?)"
        r" and (?P<other>.+)",
    ),
    "fr": (
        r"\bcomment (?P<one>.+?) (?:se rapporte\w*|se compare\w*|correspond\w*"
        r"|(?:est|sont|était|étaient) (?:lié|corrélé)e?s?) (?:à|avec|aux?) (?P<other>.+)",
        r"\b(?:lien|liens|rapport|relation|relations|corrélation) (?:y a-t-il )?entre (?P<one>.+?)"
        r" et (?P<other>.+)",
    ),
    "nl": (
        r"\bhoe (?:verhoudt|verhouden) (?P<one>.+?) zich (?:tot|met) (?P<other>.+)",
        r"\bhoe (?:hangt|hangen|hing|hingen) (?P<one>.+?) samen met (?P<other>.+)",
        r"\b(?:verband|verbanden|relatie|samenhang|correlatie) (?:is er )?tussen (?P<one>.+?)"
        r" en (?P<other>.+)",
    ),
    "de": (
        r"\bwie (?:verhält|verhalten) sich (?P<one>.+?) zu[mr]? (?P<other>.+)",
        r"\bwie (?:hängt|hängen|hing|hingen) (?P<one>.+?) mit (?P<other>.+?) zusammen\b",
        r"\b(?:zusammenhang|beziehung|verhältnis|korrelation) (?:besteht )?zwischen (?P<one>.+?)"
        r" und (?P<other>.+)",
    ),
}

# Words that only say where in the documents a thing stands: before it, with the place named, and behind it.
_PLACES = {
    "en": (
        r"^(?:the )?(?:information|details?|data|discussions?|disclosures?|insights?|sections?|commentary"
        r"|notes?) (?:(?:shared|given|provided|presented|reported|discussed|disclosed|contained) )?"
        r"(?:in|on|of|about|regarding|concerning|from) (?:the )?",
        r" (?:in|of|from|within) (?:the )?(?:[\w’'-]+ )*"
        r"(?:statements|notes?|discussions?|sections?|reports?|chapters?|filings?)$",
        r" (?:information|sections?|discussions?|disclosures?|commentary|notes?|chapters?)$",
    ),
    "fr": (
        r"^(?:l['’]|les? |la )?(?:informations?|données|explications|sections?|chapitres?|notes?|parties?) "
        r"(?:(?:données|fournies|présentées) )?(?:sur|relatives? à|concernant|d(?:e la|es|e|u)) "
        r"(?:les? |la |l['’])?",
        r" dans (?:les? |la |l['’])?(?:[\w’'-]+ )*(?:états financiers|notes?|sections?|rapports?|chapitres?)"
        r"(?: [\w-]+)?$",
    ),
    "nl": (
        r"^(?:de |het )?(?:informatie|gegevens|toelichting|paragraaf|paragrafen|hoofdstuk|passage) "
        r"(?:over|van|bij|in) (?:de |het )?",
        r" in (?:de |het )?(?:[\w’'-]+ )*"
        r"(?:jaarrekening|toelichting|paragraaf|\w*verslag|hoofdstuk|rapport)$",
    ),
    "de": (
        r"^(?:die |der |das |den |dem )?(?:informationen|angaben|daten|erläuterungen|abschnitte?|kapitel) "
        r"(?:zu[mr]?|über|in) (?:die |der |das |den |dem )?",
        r" (?:im|in (?:der|den|dem)) (?:[\w’'-]+ )*(?:abschluss|anhang|abschnitt|\w*bericht|kapitel)$",
    ),
}


def related_things(question: Question) -> tuple[Question, ...]:
    """Return the two things whose relation is asked about, as questions about each; () if none is.

    Both are asked of whom and of when the whole question is.
    """
    if CUES[question.language].count.search(question.text):  # "How many drivers were linked to accidents?"
        return ()
    found = next(
        (
            match
            for form in _FORMS.get(question.language, ())
            if (match := re.search(form, question.text, re.IGNORECASE))
        ),
        None,
    )
    if found is None:
        return ()
    named = [found[group].strip(" ,?.!") for group in ("one", "other")]
    # Sales compared with last year, or with those of somebody else, are one thing.
    names = {stem for name in names_of(question) for stem in stems(name, question.language)}
    if any(names.issuperset(understand(one).terms) for one in named):
        return ()
    return tuple(_side(question, one) for one in named)


def say_both(claims: Sequence[DraftClaim], apart: Sequence[Question]) -> bool:
    """Tell whether some sentence of an answer is about each of two things, names aside."""
    return any(all(_names(item, side) for side in apart) for claim in claims for item in claim.evidence)


def named(side: Question) -> str:
    """Return one of the things in words, without what was brought along from the whole question."""
    return BROUGHT.sub("", side.text).strip()


def touch(claims: Sequence[DraftClaim], side: Question) -> bool:
    """Tell whether some sentence of an answer has a word of one of the things, names aside."""
    return any(_share(item, side) > 0 for claim in claims for item in claim.evidence)


def _names(item: Evidence, side: Question) -> bool:
    return _share(item, side) >= _ABOUT


def _share(item: Evidence, side: Question) -> float:
    """Return the share of the words of a thing that a sentence names, names aside."""
    said = keys(f"{readable(item).text} ; {item.caption}", side.language)
    names = joined_keys(names_of(side), side.language)
    return Coverage(side, []).share(said, besides=names)


def _side(question: Question, text: str) -> Question:
    """Return one of the things with the names and times of the whole question that it does not say itself."""
    text = _placeless(text, question.language)
    said = text.casefold()
    names = [name for name in names_of(question) if name not in said and not name[0].isdigit()]
    bare = understand(text).text
    brought = ", ".join(as_written(name, question.text) for name in names)
    side = understand(f"{bare} ({brought})" if brought else bare)
    labels = {period.label for period in side.periods}
    times = [replace(one, start=0, end=0) for one in asked_periods(question) if one.label not in labels]
    return replace(side, language=question.language, periods=(*side.periods, *times))


def _placeless(text: str, language: str) -> str:
    """Return a thing without the words that say where the documents speak of it, if any others are left.

    "The information in the equity section" is equity.
    """
    for place in _PLACES[language]:
        rest = re.sub(place, "", text, flags=re.IGNORECASE)
        if rest != text and stems(rest, language):
            return _placeless(rest, language)
    return text
