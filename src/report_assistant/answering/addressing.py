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

_BETWEEN = 4  # words before the noun: "in the latest quarterly report"

_NAME = re.compile(r"\d|(?<![^\W_])[^\W\d_a-zß-ÿ]")


@dataclass(frozen=True, slots=True)
class _Forms:
    """The words with which a language addresses documents, as patterns.

    Attributes:
        told: participles that may come first: "as stated".
        source: what names a source of knowledge, with the space behind it: "according to the ".
        place: what may point into a document, or at another place: "in the ".
        documents: nouns that mostly stand for the documents themselves.
        others: nouns for documents and their parts that are as often a topic.
        idle: words of these that are no function words.
        behind: what may follow the noun, with the space before it: " zufolge".
    """

    told: str
    source: str
    place: str
    documents: str
    others: str
    idle: str
    behind: str = ""


_FORMS = {
    "en": _Forms(
        told="(?:as )?(?:stated|reported|mentioned|described|noted|shown|indicated|outlined|disclosed"
        "|presented|published|discussed)",
        source="(?:according to|based on|as per|per) (?:all )?"
        "(?:the|this|that|these|those|its|your|our|each) ",
        place=r"(?:in|from|within|over|across|throughout) (?:all )?"
        r"(?:(?:the|this|that|these|those|its|each)|[^\s,;:?!]+['’]s?) (?:most )?",
        # Forms go by their number, "the 10-K".
        documents=r"reports?|documents?|study|studies|surveys?|publications?|briefings?|filings?|\d{1,2}-[a-z]s?"
        "|report(?:ed|ing) (?:periods?|quarters?|years?)|financial statements?",
        others="papers?|articles?|briefs?|texts?|files?|pdfs?|brochures?|leaflets?|handbooks?|manuals?|pages?"
        "|sections?|chapters?|passages?",
        idle="according|based",
    ),
    "fr": _Forms(
        told="(?:comme )?(?:indiqué|mentionné|cité|décrit|publié|présenté|repris|rapporté)e?s?",
        source=r"(?:selon|d['’]après|suivant) (?:tous )?(?:(?:le|la|les|ce|cet|cette|ces|votre|vos) |l['’])",
        place=r"dans (?:tous )?(?:(?:le|la|les|ce|cet|cette|ces) |l['’])",
        documents="rapports?|documents?|études?|enquêtes?|publications?|états financiers|comptes annuels",
        others="articles?|notes?|textes?|fichiers?|dossiers?|brochures?|manuels?|pages?|sections?|chapitres?",
        idle="selon|après|suivant",
    ),
    "nl": _Forms(
        told="(?:zoals )?(?:vermeld|genoemd|beschreven|gemeld|besproken|opgenomen)",
        source="volgens (?:al )?(?:het|de|dit|deze|dat|die|uw|ons|onze) ",
        place="(?:in|uit) (?:al )?(?:het|de|dit|deze|dat|die) ",
        documents=r"\w*verslag(?:en)?|\w*rapport(?:en)?|document(?:en)?|onderzoek(?:en)?|studies?|enquêtes?"
        "|publicaties?|jaarrekening(?:en)?",
        others="artikel(?:s|en)?|nota(?:['’]s)?|tekst(?:en)?|bestand(?:en)?|brochures?|handleiding(?:en)?"
        "|pagina(?:['’]s)?|paragraaf|paragrafen|hoofdstuk(?:ken)?",
        idle="volgens",
    ),
    "de": _Forms(
        told="(?:genannt|erwähnt|beschrieben|angegeben|berichtet|aufgeführt)",
        source="(?:laut|gemäß) (?:(?:dem|der|den|diesem|dieser|diesen) )?"
        r"|(?:dem|der|den|diesem|dieser|diesen) (?=(?:\S+ ){1,4}zufolge\b)",
        place="(?:in|aus) (?:dem|der|den|diesem|dieser|diesen) |(?:im|vom) ",
        documents=r"\w*berichte?[sn]?|dokument(?:e[sn]?|s)?|studien?|umfragen?|befragung(?:en)?"
        "|publikation(?:en)?|jahresabschl(?:uss|uss?es|üssen?)",
        others="artikel[sn]?|papiere?s?|texte?[sn]?|datei(?:en)?|broschüren?|handbuch(?:e?s)?|seiten?"
        "|abschnitte?[sn]?|kapitel[sn]?",
        idle="laut|gemäß|zufolge",
        behind=" zufolge",
    ),
}
# What goes on with a noun makes it part of a name: "the articles of association".
_GENITIVE = frozenset(("of", "de", "du", "des", "der", "von", "van"))


def without_address(text: str, language: str) -> str:
    """Return a question with the words that address the documents blanked out, as long as it was.

    A question that says nothing else stays as it is: "What is in the report?".

    Args:
        text: the question.
        language: ISO 639-1 code, one of those with cues.
    """
    address, idle, nouns = _patterns(language)
    spans: list[tuple[int, int]] = []
    for found in address.finditer(text):
        said = found.group()
        kept = blank_out(said, [word.span() for word in idle.finditer(said)]).strip(",;: ")
        if _NAME.search(kept):  # "in Acme's 2023" is left of "in Acme's 2023 report"
            words = [word.span() for word in nouns.finditer(said)]
            spans += [(found.start() + start, found.start() + end) for start, end in words]
        elif not kept or found["sure"]:  # not "in the annual report", which may be what is asked about
            spans.append(found.span())
    rest = blank_out(text, spans)
    return rest if stems(rest, language) else text


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what addresses documents, names and all, those of its words that say nothing, and its nouns."""
    forms = _FORMS[language]
    closed = "|".join(re.escape(word) for word in FUNCTION_WORDS[language] if len(word) > 1)
    goes_on = "|".join(
        re.escape(word) for word in FUNCTION_WORDS[language] if len(word) > 1 and word not in _GENITIVE
    )
    name = rf"(?:(?!(?:{closed})\b)[^\s,;:?!]+ ){{0,{_BETWEEN}}}?"
    every = rf"(?:{forms.documents}|{forms.others})"
    where = (
        rf"(?P<sure>(?:{forms.told} )?(?:{forms.source}){name}{every}"
        rf"|{forms.told} (?:{forms.place}){name}{every})"
        rf"|(?:{forms.place}){name}(?:{forms.documents})"
    )
    # Another noun behind it would make it part of a name, as in "the study group".
    ends = rf"(?!['’-]\w)(?=\W*\Z|\s*[,;:.?!)]| (?:{goes_on})\b| \w+ed\b)[,;:]?"
    told = rf"{forms.told}|{forms.idle}"
    return (
        re.compile(rf"(?<!\w)(?:{where})\b(?:{forms.behind})?{ends}", re.IGNORECASE),
        re.compile(rf"(?<!\w)[dl]['’]|(?<!\w)(?:{every}|{told}|{closed})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{every}|{told})(?!\w)", re.IGNORECASE),
    )
