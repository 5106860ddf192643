"""Take a question about the share of a whole apart: "What percentage of sales came from services?"."""

from __future__ import annotations

import re

from report_assistant.answering.fitting import asked_periods
from report_assistant.answering.question import Question, understand

_FORMS = {
    "en": (
        r"\b(?:percentage|percent|per cent|share|proportion|fraction|portion) of (?P<whole>.+?) "
        r"(?:(?:did|does|do) (?P<part>.+?) (?:contribute|account for|make up|represent|generate|bring in)\b"
        r"|(?:(?:came|comes|come|stemmed|stems|resulted) from|(?:is|was|are|were)"
        r"(?: (?:from|due to|accounted for by|made up (?:by|of)|spent on|earned (?:by|with)))?)"
        r" (?P<source>.+))",
    ),
    "fr": (
        r"\b(?:part|pourcentage|proportion) (?:de la |de l['’]|des |du |de )(?P<whole>.+?) "
        r"(?:(?:provient|proviennent|provenait|vient|venait) (?:de la |de l['’]|des |du |de )(?P<source>.+)"
        r"|(?:représente\w*|constitue\w*) (?P<part>.+))",
    ),
    "nl": (
        r"\b(?:deel|aandeel|percentage|procent) van (?P<whole>.+?) "
        r"(?:(?:kwam|komt|komen|kwamen) (?:van|uit) (?P<source>.+)|was afkomstig (?:van|uit) (?P<part>.+))",
    ),
    "de": (
        r"\b(?:anteil|teil|prozent(?:satz)?) (?:am|an der|an den|des|der|vom) (?P<whole>.+?) "
        r"(?:(?:kam|kommt|stammte|stammt) (?:aus|von) (?P<source>.+)"
        r"|(?:(?:entfiel|entfällt|entfielen) auf|hatten?) (?P<part>.+))",
    ),
}
_ALL = re.compile(r"\b(?:total|overall|entire|whole|all|gesamte?[nsr]?|totale?)\b", re.IGNORECASE)


def part_and_whole(question: Question) -> tuple[Question, Question] | None:
    """Return questions about the part and the whole whose share is asked for; None if none is.

    Both are asked at the times that the whole question names.
    """
    found = next(
        (
            match
            for form in _FORMS.get(question.language, ())
            if (match := re.search(form, question.text.rstrip(" ?."), re.IGNORECASE))
        ),
        None,
    )
    if found is None:
        return None
    whole, part = found["whole"], found["part"] or found["source"]
    times = [question.text[period.start : period.end] for period in asked_periods(question)]
    of_part, of_whole = f"{part} {_ALL.sub(' ', whole)}", whole
    for time in times:
        of_part += f" {time}" if time not in of_part else ""
        of_whole += f" {time}" if time not in of_whole else ""
    return understand(of_part), understand(of_whole)
