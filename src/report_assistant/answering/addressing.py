"""Take out of a question the words that only say where to look: "according to the report", "in this study".

They address the documents and are no part of what is asked: a report seldom calls itself one where it gives a
figure. Names and times among them ("in Acme's 2023 report") tell which document is meant, and stay.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from report_assistant.reading.spans import blank_out
from report_assistant.reading.words import FUNCTION_WORDS, stems

_BETWEEN = (
    4  # words before the noun: "in the latest quarterly report", "in Acme's second quarter 2023 report"
)


@dataclass(frozen=True, slots=True)
class _Forms:
    """The words with which a language addresses documents, as patterns.

    Attributes:
        told: participles and the like that may come first: "as stated".
        to: what points at a document, with the space behind it: "in the ".
        documents: nouns for documents and their parts.
        idle: words of these that are no function words.
        behind: what may follow the noun, with the space before it: " zufolge".
    """

    told: str
    to: str
    documents: str
    idle: str
    behind: str = ""


_FORMS = {
    "en": _Forms(
        told="as|stated|reported|mentioned|described|noted|shown|given|indicated|outlined|disclosed|presented"
        "|published|discussed|listed|found|included|covered|contained",
        to="(?:according to|based on|as per|per|in|from|within) (?:all )?"
        r"(?:(?:the|this|that|these|those|its|their|your|our|each)|[^\s,;:?!]+['’]s?) (?:most )?",
        documents="reports?|documents?|study|studies|surveys?|papers?|articles?|publications?|briefs?|briefings?"
        "|filings?|texts?|files?|pdfs?|brochures?|leaflets?|handbooks?|manuals?|pages?|sections?|chapters?"
        r"|passages?|\d{1,2}-[a-z]s?",  # forms go by their number, "the 10-K"
        idle="according|based",
    ),
    "fr": _Forms(
        told="comme|(?:indiqué|mentionné|cité|décrit|publié|présenté|repris|rapporté)e?s?",
        to=r"(?:selon|d['’]après|suivant|dans) (?:tous )?"
        r"(?:(?:le|la|les|ce|cet|cette|ces|son|sa|ses|leur|leurs|votre|vos) |l['’])",
        documents="rapports?|documents?|études?|enquêtes?|articles?|publications?|notes?|textes?|fichiers?"
        "|dossiers?|brochures?|manuels?|pages?|sections?|chapitres?|passages?",
        idle="selon|après|suivant",
    ),
    "nl": _Forms(
        told="zoals|vermeld|genoemd|beschreven|gemeld|gegeven|besproken|opgenomen",
        to="(?:volgens|in|uit) (?:al )?(?:het|de|dit|deze|dat|die|zijn|haar|hun|uw|jullie|ons|onze) ",
        documents=r"\w*verslag(?:en)?|\w*rapport(?:en)?|document(?:en)?|onderzoek(?:en)?|studies?|enquêtes?"
        "|artikel(?:s|en)?|publicaties?|nota(?:['’]s)?|tekst(?:en)?|bestand(?:en)?|brochures?|handleiding(?:en)?"
        "|pagina(?:['’]s)?|paragraaf|paragrafen|hoofdstuk(?:ken)?",
        idle="volgens",
    ),
    "de": _Forms(
        told="wie|genannt|erwähnt|beschrieben|angegeben|berichtet|aufgeführt",
        to="(?:laut|gemäß|nach|in|aus) (?:dem|der|den|diesem|dieser|diesen|ihrem|ihrer|ihren) "
        "|(?:im|vom|laut) "
        r"|(?:dem|der|den|diesem|dieser|diesen) (?=(?:\S+ ){1,4}zufolge\b)",
        documents=r"\w*berichte?[sn]?|dokument(?:e[sn]?|s)?|studien?|umfragen?|befragung(?:en)?"
        "|artikel[sn]?|papiere?s?|publikation(?:en)?|texte?[sn]?|datei(?:en)?|broschüren?|handbuch(?:e?s)?"
        "|seiten?|abschnitte?[sn]?|kapitel[sn]?",
        idle="laut|gemäß|zufolge",
        behind=" zufolge",
    ),
}


def without_address(text: str, language: str) -> str:
    """Return a question with the words that address the documents blanked out, as long as it was.

    A question that says nothing else stays as it is: "What is in the report?".

    Args:
        text: the question.
        language: ISO 639-1 code, one of those with cues.
    """
    address, idle = _patterns(language)
    spans = []
    for found in address.finditer(text):
        words = [word.span() for word in idle.finditer(found.group())]
        if not blank_out(found.group(), words).strip(",;: "):
            words = [(0, len(found.group()))]  # and the comma behind it
        spans += [(found.start() + start, found.start() + end) for start, end in words]
    rest = blank_out(text, spans)
    return rest if stems(rest, language) else text


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what addresses documents, names and all, and those of its words that say nothing else."""
    forms = _FORMS[language]
    closed = "|".join(re.escape(word) for word in FUNCTION_WORDS[language] if len(word) > 1)
    name = rf"(?!(?:{closed})\b)[^\s,;:?!]+ "
    # Another noun behind it would make it part of a name, as in "the study group".
    ends = rf"(?!['’-]\w)(?=\W*\Z|\s*[,;:.?!)]| (?:{closed})\b| \w+ed\b)[,;:]?"
    return (
        re.compile(
            rf"(?<!\w)(?:(?:{forms.told}) ){{0,2}}(?:{forms.to})(?:{name}){{0,{_BETWEEN}}}?"
            rf"(?:{forms.documents})\b(?:{forms.behind})?{ends}",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?<!\w)[dl]['’]|(?<!\w)(?:{closed}|{forms.told}|{forms.documents}|{forms.idle})(?!\w)",
            re.IGNORECASE,
        ),
    )
