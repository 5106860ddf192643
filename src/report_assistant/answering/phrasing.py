"""Say a figure or a sentence in the source's own words: short, the figure in bold, its place in front."""

from __future__ import annotations

import re
from collections.abc import Iterable

from report_assistant.answering.cell_phrasing import as_sentence, capital, phrase_cell, phrase_row
from report_assistant.answering.local_figures import local_figure
from report_assistant.answering.rows import cell_of
from report_assistant.answering.wording import wording, written_place
from report_assistant.reading.bases import is_anaphoric
from report_assistant.reading.number_lexicon import known
from report_assistant.reading.places import find_places
from report_assistant.reading.population import normalise
from report_assistant.reading.words import FUNCTION_WORDS, content_words, words
from report_assistant.types import Document, DraftClaim, Evidence, Figure, Origin

_SEE = re.compile(r"\W*(?:please )?(?:see|refer to|voir|se reporter|cf\.|zie|siehe|vgl\.)\s", re.IGNORECASE)
_OPENING = 4  # words with which a sentence opens
_FEW_WORDS = 3  # content words below which a clause does not stand alone

# Words that only tie a sentence to the one before it; what they open reads well without them.
_TIES = {
    "en": r"and|but|yet|while|whereas|although|though|however|moreover|furthermore|nevertheless|nonetheless"
    r"|still|even so|at the same time|in addition|in contrast|by contrast|meanwhile|similarly|likewise"
    r"|overall|in fact|indeed|of course|as a result|therefore|thus|finally|also|additionally|in turn|then"
    r"|on the other hand|for example|for instance",
    "fr": r"et|mais|or|tandis que|alors que|bien que|cependant|toutefois|néanmoins|de plus|en outre"
    r"|par ailleurs|en revanche|ainsi|donc|enfin|pourtant|en effet|dans le même temps",
    "nl": r"en|maar|terwijl|hoewel|echter|toch|bovendien|daarnaast|niettemin|tegelijk|intussen|dus|ten slotte"
    r"|daarentegen|zo",
    "de": r"und|aber|während|obwohl|jedoch|dennoch|trotzdem|außerdem|zudem|darüber hinaus|hingegen|dagegen"
    r"|gleichzeitig|schließlich|somit|auch",
}
# Words that say of something what was said of something else.
_AGAIN = {
    "en": r"also|too|same|latter|former|since then",
    "fr": r"aussi|également|même|mêmes|dernières?|derniers?|depuis",
    "nl": r"ook|eveneens|zelfde|dezelfde|hetzelfde|laatstgenoemde|sindsdien",
    "de": r"auch|ebenfalls|gleichen?|selben?|derselben?|letztere[rnsm]?|seitdem|seither",
}
# Words that point back: a clause that leans on them is shown with its whole sentence.
_POINTING = {
    "en": frozenset(
        [
            "it",
            "its",
            "they",
            "them",
            "their",
            "theirs",
            "he",
            "she",
            "his",
            "her",
            "this",
            "that",
            "these",
            "those",
            "such",
            "there",
        ]
    ),
    "fr": frozenset(
        [
            "il",
            "elle",
            "ils",
            "elles",
            "leur",
            "leurs",
            "ceux",
            "celles",
            "celui",
            "celle",
            "cela",
            "ce",
            "cette",
            "ces",
            "y",
            "en",
        ]
    ),
    "nl": frozenset(
        [
            "het",
            "hij",
            "zij",
            "ze",
            "hun",
            "hen",
            "deze",
            "die",
            "dit",
            "dat",
            "dezen",
            "ervan",
            "hiervan",
            "daarvan",
        ]
    ),
    "de": frozenset(
        [
            "es",
            "er",
            "sie",
            "ihr",
            "ihre",
            "ihren",
            "diese",
            "dieser",
            "dieses",
            "diesen",
            "davon",
            "dafür",
            "dies",
        ]
    ),
}


def phrase_figure(figure: Figure, evidence: Evidence, document: Document, language: str) -> DraftClaim:
    """Say a figure in the words of its clause, with its place in front if the clause does not name it.

    Where the document has another language than the question, the figure stands in front as the question's
    language writes it, and the words of the source follow.

    Args:
        figure: the record whose figure is set in bold.
        evidence: its sentence.
        document: where it stands.
        language: ISO 639-1 code of the question, for the words in front.
    """
    cell = cell_of(evidence, figure)
    if cell is not None:
        return phrase_cell(cell, figure, evidence, document, language)
    start, end = figure.clause_start, figure.clause_end
    if not _stands_alone(figure, document):
        start, end = evidence.start, evidence.end
    foreign = document.language != language
    text = _tidy(_marked(document, start, end, () if foreign else [figure]), document)
    place = _unsaid_place(figure, document, language, document.text[start:end])
    frame = wording(language)
    if foreign:
        number = f"**{local_figure(figure, document.language, language)}**"
        said = f"{place}{frame.colon}{number}" if place else capital(number)
        return DraftClaim(text, (evidence,), opening=f"{said}. {frame.source_words} ")
    said_of = ", ".join(name for name in (place, _pointed_group(figure, document)) if name)
    if not said_of:
        return DraftClaim(text, (evidence,))
    return DraftClaim(_lowered(text, document), (evidence,), opening=f"{capital(said_of)}{frame.colon}")


def phrase_sentence(
    evidence: Evidence,
    language: str,
    figures: Iterable[Figure] = (),
    span: tuple[int, int] | None = None,
) -> str:
    """Return a sentence as Markdown, some of it in bold.

    Args:
        evidence: the sentence, or the row of a table.
        language: of its document.
        figures: of it, in bold.
        span: [start, end) of it as it is read, in bold.
    """
    bold = {(figure.start - evidence.start, figure.end - evidence.start) for figure in figures}
    if span is not None:
        bold.add(_whole_number(evidence.text, *span))
    if evidence.cells:
        return phrase_row(evidence, span, language)
    text = evidence.text
    bold = {(start, end + text.startswith("%", end)) for start, end in bold}  # the sign belongs to the number
    for start, end in sorted(bold, reverse=True):
        text = f"{text[:start]}**{text[start:end]}**{text[end:]}"
    return as_sentence(" ".join(text.split()))


def _whole_number(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span that ends within a number ("21" of "21,5") with all of the number, and no full stop."""
    end = start + len(text[start:end].rstrip(".!?"))
    rest = re.compile(r"\d*(?:[.,]\d+)*").match(text, end) if text[end - 1 : end].isdigit() else None
    return start, rest.end() if rest else end


def where(figure: Figure, language: str) -> str | None:
    """Return the place of a figure in words that can open a sentence ("Belgium"), or None."""
    code = _code(figure)
    if code is None:
        return None
    return written_place(code, language)


def introduces(text: str) -> bool:
    """Tell whether a sentence only introduces what follows: "Expenses were as follows:"."""
    return text.rstrip().endswith(":")


def states_nothing(text: str, language: str) -> bool:
    """Tell whether a sentence only introduces what follows, points elsewhere, or has no more than names."""
    if introduces(text) or _SEE.match(text):
        return True
    closed = FUNCTION_WORDS.get(language, FUNCTION_WORDS["en"])
    return all(word in closed for word in re.findall(r"(?<!\w)[^\W\d_A-ZÀ-Þ][\w’'-]*", text))


def leans_back(text: str, language: str) -> bool:
    """Tell whether a sentence says little without the one before it: "They are also younger", "But ..."."""
    pointing = _POINTING.get(language, _POINTING["en"])
    ties = re.compile(rf"\W*(?:{_TIES.get(language, _TIES['en'])})\b", re.IGNORECASE)
    tied = ties.match(text) or re.search(
        rf"\b(?:{_AGAIN.get(language, _AGAIN['en'])})\b", text, re.IGNORECASE
    )
    return tied is not None or any(word in pointing for word in words(text, language)[:_OPENING])


def _stands_alone(figure: Figure, document: Document) -> bool:
    """Tell whether a clause says enough without the rest of its sentence."""
    language = document.language
    pointing = _POINTING.get(language, _POINTING["en"])
    before = document.text[figure.clause_start : figure.start]
    opening = words(before, language) or words(figure.clause, language)[1:3]
    if any(word in pointing for word in opening):
        return False
    rest = figure.clause.replace(figure.text, " ")
    return len(content_words(rest, language)) > _FEW_WORDS


def _marked(document: Document, start: int, end: int, figures: Iterable[Figure]) -> str:
    text = document.text[start:end]
    for figure in sorted(figures, key=lambda one: -one.start):
        left, right = figure.start - start, figure.end - start
        text = f"{text[:left]}**{text[left:right]}**{text[right:]}"
    return " ".join(text.split())


def _tidy(text: str, document: Document) -> str:
    """Take away what ties a clause to its surroundings."""
    ties = _TIES.get(document.language, _TIES["en"])
    pattern = re.compile(rf"^(?:[\s,;:–—-]*(?:{ties})\b[\s,]*)+(?=\S)", re.IGNORECASE)
    tidied = pattern.sub("", text)
    return as_sentence(tidied.strip(" ,;:–—-"))


def _unsaid_place(figure: Figure, document: Document, language: str, said: str) -> str | None:
    """Return the name of a figure's place where it comes from outside the words that are said."""
    code = _code(figure)
    if code is None or figure.population_from in (Origin.CLAUSE, None):
        return None
    if any(mention.code == code for mention in find_places(said, document.language)):
        return None
    return where(figure, language)


def _pointed_group(figure: Figure, document: Document) -> str | None:
    """Return the group that "61% of them" points back to, by the ledger, or None."""
    language, start = known(document.language), figure.sentence_start
    sentence = document.text[start : figure.sentence_end]
    if not is_anaphoric(sentence, figure.clause_start - start, figure.end - start, language):
        return None
    groups = normalise(figure.population, language).groups
    return ", ".join(groups) or None


def _code(figure: Figure) -> str | None:
    """Return the code of the one place of a figure's population."""
    codes = {mention.code for mention in find_places(figure.population or "")}
    return codes.pop() if len(codes) == 1 else None


def _lowered(text: str, document: Document) -> str:
    """Write the first word in lower case if it is common or the document does so elsewhere: no name."""
    match = re.match(r"[^\W\d_]+", text)
    if match is None:
        return text
    first = match.group()
    lower = first[0].lower() + first[1:]
    common = lower in FUNCTION_WORDS.get(document.language, FUNCTION_WORDS["en"])
    if common or re.search(rf"\b{re.escape(lower)}\b", document.text):
        return lower + text[len(first) :]
    return text
