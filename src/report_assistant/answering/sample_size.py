"""Ask for the size of a sample as reports tell it: "What was the sample size?" is how many took part."""

from __future__ import annotations

import re
from dataclasses import dataclass

from report_assistant.answering.addressing import without_address
from report_assistant.answering.courtesy import without_courtesy
from report_assistant.answering.question import question_language
from report_assistant.reading.samples import names_survey


@dataclass(frozen=True, slots=True)
class _Worded:
    """How a language asks for the size of a sample, and how it asks who took part.

    Attributes:
        size: what the size is called, as a pattern.
        asks: forms of the question, with {size}.
        of: words between the size and the survey.
        within: words between the size and a time or a place.
        took_part: how many took part in what follows.
        survey: and in what if nothing does.
    """

    size: str
    asks: str
    of: str
    within: str
    took_part: str
    survey: str


_WORDED = {
    "en": _Worded(
        size=r"(?:(?:the|its) )?(?:sample size|size of (?:the|its) sample)",
        asks=r"what(?:['’]s| is| was| were)? {size}(?: is| was| were)?"
        r"|how (?:big|large) (?:is|was) (?:the|its) sample",
        of="of|behind",
        within="in|for",
        took_part="How many people took part in",
        survey="the survey",
    ),
    "fr": _Worded(
        size=r"(?:la )?taille de (?:l['’]|son )échantillon",
        asks=r"quelle (?:est|était) {size}",
        of="de",
        within="dans|pour|en",
        took_part="Combien de personnes ont participé à",
        survey="l'enquête",
    ),
    "nl": _Worded(
        size=r"(?:de )?steekproef(?:grootte|omvang)",
        asks=r"wat (?:is|was) {size}|hoe groot (?:is|was) de steekproef",
        of="van",
        within="in|voor",
        took_part="Hoeveel mensen deden mee aan",
        survey="de enquête",
    ),
    "de": _Worded(
        size=r"(?:(?:die|der) )?stichproben(?:größe|umfang)",
        asks=r"was (?:ist|war) {size}|wie groß (?:ist|war) die stichprobe",
        of="von",
        within="in|im|für|bei",
        took_part="Wie viele Menschen nahmen teil an",
        survey="der Umfrage",
    ),
}
_OPENS = {
    language: re.compile(
        rf"(?:(?:and|et|en|und) )?(?P<asked>{forms.asks.replace('{size}', forms.size)}|{forms.size})"
        rf"(?: (?:(?P<of>{forms.of})|(?P<within>{forms.within}))\b)?(?P<rest>\W*\Z|\s.*)",
        re.IGNORECASE | re.DOTALL,
    )
    for language, forms in _WORDED.items()
}


def with_sample_asked(text: str) -> str:
    """Return a question for the size of a sample as one for how many took part; others as they are."""
    language = question_language(text)
    bare = without_address(without_courtesy(text, language), language)
    found = _OPENS[language].match(" ".join(bare.split()))
    if found is None:
        return text
    forms, rest = _WORDED[language], found["rest"].strip(" ?.!,")
    if not rest and not found["of"]:
        return f"{forms.took_part} {forms.survey}?"
    if names_survey(rest, language) and (found["of"] or found["within"]):
        return f"{forms.took_part} {rest}?"
    if found["within"] and rest:
        return f"{forms.took_part} {forms.survey} {found['within']} {rest}?"
    # Keywords name the survey right behind: "sample size young drivers 2024".
    keywords = "?" not in text and not (found["of"] or found["within"])
    return f"{forms.took_part} {rest}" if keywords and rest else text
