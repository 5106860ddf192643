"""Tell figures that were reached from those that were aimed at: targets, plans, budgets, forecasts.

"The target for 2023 is 61%" does not say that it was 61%. Told by the noun that "of" or "is" joins a figure
to, by an adjective before it, and by a verb of planning: in English before the figure, in the other languages
anywhere in its clause, for there it may come last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from report_assistant.reading.number_lexicon import known
from report_assistant.types import Document, Evidence, Figure, Sentence

_WORDS = r"(?:[^\W_][\w’'-]*\s+)"


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """What a language says of what is aimed at, as regular expressions.

    Attributes:
        noun: nouns for what is aimed at.
        adjective: words before a figure that make it one.
        join: what joins a figure to the noun before it.
        copula: verbs by which the noun is the figure.
        set_to: participles that may follow the copula; others say what became of the aim.
        participle: those others.
        against: what makes the noun something that another thing is measured by, up to the noun.
        than: the word before what something is compared with.
        verb: verbs of planning and expecting.
        asks: how else a question or a claim says that it speaks of what is to come.
    """

    noun: str
    adjective: str
    join: str
    copula: str
    set_to: str
    participle: str
    against: str
    than: str
    verb: str
    asks: str


_LEXICA = {
    "en": _Lexicon(
        noun=r"(?:targets?|goals?|objectives?|aims?|ambitions?|budgets?|forecasts?|projections?|plans?)",
        adjective=r"(?:planned|budgeted|projected|targeted|target|forecast|envisaged)",
        join=r"(?:of|at|to|for)",
        copula=r"(?:is|are|was|were|be|been|remains?|remained|stands?|stood)",
        set_to=r"(?:set|fixed|put|raised|lowered|cut|increased|reduced|kept|held|revised)",
        participle=r"(?:\w+ed|met|beaten|hit|won|lost|made)",
        against=r"(?:towards?|against|of|above|below|over|under|beyond|than|to|on|from|with|by)",
        than="than",
        verb=r"(?:(?:expect|plann?|intend|hop|aim|propos|seek|want)(?:s|es|e|ed|ing)?"
        r"\s+(?:[^\W\d_]+\s+){0,3}?to)",
        asks=r"(?:will|shall|would|should|to be|going to|due to|plan(?:s|ned|ning)?|hop(?:e|es|ed|ing)"
        r"|(?:expect|intend|aim|seek|want|predict|forecast|budget|target)(?:s|ed|ing)?|sought|projected"
        r"|(?:propos|promis|anticipat)(?:e|es|ed|ing))",
    ),
    "fr": _Lexicon(
        noun=r"(?:objectifs?|cibles?|budgets?|prévisions?|projections?|ambitions?|plans?)",
        adjective=r"(?:prévue?s?|planifiée?s?|budgétée?s?|visée?s?|projetée?s?)",
        join=r"(?:de|d['’]|à|des?)",
        copula=r"(?:est|sont|était|étaient|reste|restait|s['’]élève|s['’]élevait|se monte)",
        set_to=r"(?:fixée?s?|portée?s?|relevée?s?|abaissée?s?|établie?s?|maintenue?s?)",
        participle=r"(?:\w+ée?s?|atteinte?s?|tenue?s?)",
        against=r"(?:vers|contre|de|du|des|à|au|aux|sur|sous|par|que)",
        than="que",
        verb=r"(?:prévoi\w+|prévue?s?|envisag\w+|planifi\w+|espèr\w+|espérons|compt(?:e|ons|ent)\s+\w+(?:er|ir|re)"
        r"|vis(?:e|ons|ent)|attend\w*|devr(?:a|ait|aient|ont))",
        asks=r"(?:sera|seront|serait|seraient|aura|auront|va|vont|doit|doivent|\w+(?:era|eront))",
    ),
    "nl": _Lexicon(
        noun=r"(?:\w*(?:doel|doelen|doelstelling|doelstellingen|streefcijfers?|streefwaarden?"
        r"|begroting|begrotingen|prognoses?|ramingen?|budget|budgetten|plan|plannen))",
        adjective=r"(?:geplande?|begrote?|beoogde?|verwachte?|voorziene?|geraamde?)",
        join=r"(?:van|op)",
        copula=r"(?:is|zijn|was|waren|blijft|bleef|bedraagt|bedroeg|ligt|lag|staat|stond)",
        set_to=r"(?:vastgesteld|gesteld|gezet|verhoogd|verlaagd|bijgesteld)",
        participle=r"(?:ge\w+[dtn]|\w*(?:haald|schreden|reikt))",
        against=r"(?:naar|tegen|van|boven|onder|over|dan|op|met|door)",
        than="dan",
        verb=r"(?:verwacht(?:en|te|ten)?|plannen|gepland|begroot|beogen|beoogt|streven|streeft|hopen|hoopt"
        r"|will?en|wil|zal|zullen|zouden)",
        asks=r"(?:zal|zullen|zou|zouden|moet|moeten)",
    ),
    "de": _Lexicon(
        noun=r"(?:\w*(?:ziel|ziele|zielwert|zielwerte|vorgabe|vorgaben|prognose|prognosen|budget|budgets"
        r"|haushaltsansatz|plan|pläne|planung|planungen))",
        adjective=r"(?:(?:geplant|veranschlagt|angestrebt|erwartet|vorgesehen)e[nrsm]?)",
        join=r"(?:von|bei|auf)",
        copula=r"(?:ist|sind|war|waren|bleibt|blieb|beträgt|betrug|liegt|lag|steht|stand|lautet|lautete)",
        set_to=r"(?:festgelegt|festgesetzt|gesetzt|erhöht|gesenkt|angehoben)",
        participle=r"(?:\w*ge\w+[tn]|erreicht|übertroffen|verfehlt)",
        against=r"(?:gegen|von|vom|über|unter|als|zum|zur|zu|auf|mit|durch|am)",
        than="als",
        verb=r"(?:plan(?:t|en|te|ten)|geplant|erwart(?:et|en|ete|eten)|will|wollen|soll|sollen|sollte|sollten"
        r"|vorgesehen|veranschlagt|angestrebt|rechne[tn]|hoff(?:t|en))",
        asks=r"(?:soll|sollen|würde|würden)",
    ),
}


@dataclass(frozen=True, slots=True)
class _Patterns:
    joined: re.Pattern[str]
    being: re.Pattern[str]
    measured: re.Pattern[str]
    described: re.Pattern[str]
    verb: re.Pattern[str]
    speaks: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = _LEXICA[language]
    aim = rf"(?<!\b{words.than}\s)(?P<aim>{words.noun}|{words.adjective}(?:\s+[^\W_]\w*){{0,2}}?)"
    free = rf"(?:(?!{words.participle}\b)[^\W_][\w’'-]*\s+)"
    ignore = re.IGNORECASE
    speaks = "|".join((words.noun, words.adjective, words.verb, words.asks))
    return _Patterns(
        joined=re.compile(rf"\b{aim}(?:\s+{words.join}|\s*[:=(])\s*{_WORDS}{{0,3}}\Z", ignore),
        being=re.compile(
            rf"\b{aim}\b[^.;:!?]{{0,80}}?\b{words.copula}\s+"
            rf"(?:{words.set_to}\s+)?{free}{{0,7}}\Z",
            ignore,
        ),
        measured=re.compile(rf"\b{words.against}\s+{_WORDS}{{0,2}}\Z", ignore),
        described=re.compile(
            rf"\b(?P<aim>{words.adjective})\s+(?!{words.copula}\b){_WORDS}{{0,1}}\Z", ignore
        ),
        verb=re.compile(rf"(?<!\b{words.than}\s)\b(?P<aim>{words.verb})\b", ignore),
        speaks=re.compile(rf"\b(?:{speaks})\b", ignore),
    )


def aim_of(text: str, start: int, clause: tuple[int, int], language: str) -> str | None:
    """Return the word that makes a figure one that is aimed at, such as "target", or None.

    Args:
        text: a sentence.
        start: where the figure starts in it.
        clause: the half-open span of its clause.
        language: ISO 639-1.
    """
    patterns = _patterns(known(language))
    before = text[:start].rstrip("$€£¥ ") + " "
    for pattern in (patterns.joined, patterns.described):
        if found := pattern.search(before):
            return found["aim"].split()[0]
    for found in patterns.being.finditer(before):
        if not patterns.measured.search(before[: found.start()]):
            return found["aim"].split()[0]
    end = start if known(language) == "en" else clause[1]
    planned = patterns.verb.search(text, clause[0], end)
    return planned["aim"].split()[0] if planned else None


def aim_of_figure(figure: Figure, sentence: Sentence | Evidence, document: Document) -> str | None:
    """Return the word by which a figure of a sentence or a table row is one that is aimed at, or None.

    In a table a head or the title of its section says it ("Target 2025").
    """
    for cell in sentence.cells:
        if cell.start <= figure.start < cell.end:
            heads = (cell.column_head, cell.row_head, cell.section)
            return next((head for head in heads if speaks_of_aims(head, document.language)), None)
    text = document.text[sentence.start : sentence.end]
    clause = (figure.clause_start - sentence.start, figure.clause_end - sentence.start)
    return aim_of(text, figure.start - sentence.start, clause, document.language)


def speaks_of_aims(text: str, language: str) -> bool:
    """Tell whether a question, a claim or a table's head speaks of what is aimed at or to come."""
    return _patterns(known(language)).speaks.search(text) is not None
