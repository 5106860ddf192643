"""Ask for the size of a sample as reports tell it: "What was the sample size?" is how many took part."""

from __future__ import annotations

import re

from report_assistant.answering.question import question_language

# How the question opens, how many took part in what follows, and in what if nothing does.
_WORDED = {
    "en": (
        r"(?:what(?:['’]s| is| was| were) )?(?:(?:the|its) )?(?:sample size|size of (?:the|its) sample)"
        r"|how (?:big|large) (?:is|was) (?:the|its) sample(?: size)?",
        "of|in|for",
        "How many people took part in",
        "the survey",
    ),
    "fr": (
        r"(?:quelle (?:est|était) )?(?:la )?taille de (?:l['’]|son )échantillon",
        "de|dans|pour",
        "Combien de personnes ont participé à",
        "l'enquête",
    ),
    "nl": (
        r"(?:wat (?:is|was) )?(?:de )?steekproef(?:grootte|omvang)|hoe groot (?:is|was) de steekproef",
        "van|in|voor",
        "Hoeveel mensen deden mee aan",
        "de enquête",
    ),
    "de": (
        r"(?:was (?:ist|war) )?(?:(?:die|der) )?stichproben(?:größe|umfang)"
        r"|wie groß (?:ist|war) die stichprobe",
        "von|in|für|bei",
        "Wie viele Menschen nahmen teil an",
        "der Umfrage",
    ),
}
_OPENS = {
    language: re.compile(
        rf"\A\W*(?:(?:and|et|en|und) )?(?:{opening})(?!\w)(?: (?:{of})\b)?\s*(?P<rest>.*)",
        re.IGNORECASE | re.DOTALL,
    )
    for language, (opening, of, _, _) in _WORDED.items()
}


def with_sample_asked(text: str) -> str:
    """Return a question for the size of a sample as one for how many took part; others as they are."""
    language = question_language(text)
    found = _OPENS[language].match(text)
    if found is None:
        return text
    *_, asked, survey = _WORDED[language]
    rest = found["rest"]
    return f"{asked} {rest if rest.strip(' ?.!') else f'{survey}?'}"
