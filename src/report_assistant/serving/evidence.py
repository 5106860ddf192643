"""Show evidence: quotes highlighted in the paragraphs that they stand in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from report_assistant.serving import charts, checking
from report_assistant.serving.document_links import document_link
from report_assistant.serving.labels import say
from report_assistant.serving.library import Library
from report_assistant.serving.markup import escaped, evidence_id, note
from report_assistant.serving.threads import Turn
from report_assistant.serving.verification import Finding
from report_assistant.types import Answer, Citation, Document, Figure, Sentence, Status

SENTENCES_AROUND = 2
"""Sentences shown on either side of a quote, as far as its paragraph goes."""


def panel(turns: Sequence[Turn], library: Library, language: str = "en") -> str:
    """Return the evidence of a conversation: the latest answer's open, earlier ones' folded."""
    latest = _turn(len(turns), turns[-1], library, language) if turns else ""
    if not latest:
        latest = f"<h3>{say('evidence', language)}</h3>{note(say('cites_nothing', language))}"
    earlier = "".join(
        f'<details class="ra-earlier"><summary>{escaped(turn.question)}</summary>{shown}</details>'
        for number, turn in reversed(list(enumerate(turns[:-1], start=1)))
        if (shown := _turn(number, turn, library, language))
    )
    if earlier:
        earlier = f'<h3 class="ra-minor">{say("earlier", language)}</h3>{earlier}'
    return _section(f"{latest}{earlier}", language)


def cards(citations: Sequence[Citation], library: Library, answer: str, language: str = "en") -> str:
    """Return a card for each citation; `answer` sets their ids apart from those of other answers."""
    return "".join(_card(citation, library, answer, language) for citation in citations)


def placeholder(text: str, language: str = "en") -> str:
    """Return the panel while there is no evidence; `text` says what will appear in it."""
    return _section(f"<h3>{say('evidence', language)}</h3>{note(text)}", language)


def context(document: Document, start: int, end: int, marked: Sequence[tuple[int, int]] | None = None) -> str:
    """Return the paragraph around [start, end) with it highlighted.

    Args:
        document: where the words stand.
        start: of the words, in characters of the document's text.
        end: of the words.
        marked: what to highlight instead of all of [start, end).
    """
    first, last = _paragraph(document.sentences, start, end)
    pieces, at = [], first
    for mark_start, mark_end in marked or [(start, end)]:
        pieces.append(escaped(document.text[at:mark_start]))
        pieces.append(f"<mark>{escaped(document.text[mark_start:mark_end])}</mark>")
        at = mark_end
    pieces.append(escaped(document.text[at:last]))
    return f"<blockquote>{''.join(pieces)}</blockquote>"


def _section(inside: str, language: str) -> str:
    return f'<section class="ra-evidence" aria-label="{say("evidence", language)}">{inside}</section>'


def _turn(number: int, turn: Turn, library: Library, language: str) -> str:
    answer = turn.answer
    if answer is None:
        return ""
    shown = ""
    if answer.citations:
        drawn = charts.chart(answer, str(number), library, language)
        listed = cards(answer.citations, library, str(number), language)
        shown = f"<h3>{say('evidence', language)}</h3>{drawn}{listed}"
    elif answer.status is Status.REFUSED and answer.nearest:
        shown = _closest(answer, library, language)
    return shown + (checking.account(answer, str(number), library, language) if turn.complete else "")


def _closest(answer: Answer, library: Library, language: str) -> str:
    """Return the closest passages of a refusal, without numbers: nothing rests on them."""
    shown = "".join(
        _card(
            Citation(0, near.source, near.title, near.page, near.start, near.end, near.text),
            library,
            "",
            language,
        )
        for near in answer.nearest
    )
    said = say("closest_note", language)
    return f'<h3>{say("closest", language)}</h3><p class="ra-note">{said}</p>{shown}'


def _card(citation: Citation, library: Library, answer: str, language: str) -> str:
    """Return a quote in its paragraph, with its place and whom and when its figures are about.

    A citation numbered 0 supports nothing: its words are shown without a mark.
    """
    document, found = library.document(citation.source), library.check(citation)
    headings: tuple[str, ...] = ()
    if document is None or found.start is None:
        # The document has changed since the answer was given: the quote as it was, and the news.
        words = f"<blockquote>{escaped(citation.quote)}</blockquote>"
        key = library.absent if found.finding is Finding.GONE else "quote_gone"
        words += note(say(key, language), tone="error")
    else:
        sentence = _sentence_at(document.sentences, found.start)
        headings = sentence.headings if sentence else ()
        words = (
            context(document, found.start, found.start + len(citation.quote))
            if citation.number
            else f"<blockquote>{escaped(citation.quote)}</blockquote>"
        )
    start = citation.start if found.start is None else found.start
    end = start + len(citation.quote)
    place = (citation.source, start, end, citation.quote)
    link = document_link(*place, language, library.collection) if document else ""
    path = [heading for heading in headings if heading != citation.title]
    where = [" › ".join(path)] if path else []
    if citation.page is not None:
        where.append(say("page", language, number=citation.page))
    number = f'<span class="ra-number">{citation.number}</span>' if citation.number else ""
    anchor = f' id="{evidence_id(answer, citation.number)}"' if citation.number else ""
    return (
        f'<article class="ra-card"{anchor} tabindex="-1">'
        f"<header>{number}<span>{escaped(citation.title)}</span></header>"
        f'<p class="ra-where">{escaped(" · ".join(where))}</p>{words}'
        f"{_facts(library.figures(citation), language)}"
        f"<footer>{escaped(citation.source)}{link}</footer></article>"
    )


def _facts(figures: Sequence[Figure], language: str) -> str:
    """Say of whom, of when and of what together the figures of a quote are, as the ledger has it."""
    facts = [
        ("whom", _each(figures, lambda one: one.population or "")),
        ("when", _each(figures, lambda one: one.period or "")),
        ("together", _each(figures, lambda one: "; ".join(one.members))),
    ]
    known = "".join(
        f"<div><dt>{say(key, language)}</dt><dd>{escaped(value)}</dd></div>" for key, value in facts if value
    )
    return f"<dl>{known}</dl>" if known else ""


def _each(figures: Sequence[Figure], fact: Callable[[Figure], str]) -> str:
    """Return a fact of figures: once if it is that of all, else behind the figures that it is of."""
    by_fact: dict[str, dict[str, None]] = {}
    for figure in figures:
        by_fact.setdefault(fact(figure), {})[figure.text] = None
    if len(by_fact) == 1:
        return next(iter(by_fact))
    return " · ".join(f"{', '.join(texts)}: {value}" for value, texts in by_fact.items() if value)


def _sentence_at(sentences: Sequence[Sentence], start: int) -> Sentence | None:
    return next((sentence for sentence in sentences if sentence.start <= start < sentence.end), None)


def _paragraph(sentences: Sequence[Sentence], start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentences shown around [start, end): of its own paragraph, a few at most."""
    inside = [place for place, one in enumerate(sentences) if one.start < end and one.end > start]
    if not inside:
        return start, end
    block_first, block_last = sentences[inside[0]].block, sentences[inside[-1]].block
    first, last = inside[0], inside[-1]
    while first > max(0, inside[0] - SENTENCES_AROUND) and sentences[first - 1].block == block_first:
        first -= 1
    while (
        last < min(len(sentences) - 1, inside[-1] + SENTENCES_AROUND)
        and sentences[last + 1].block == block_last
    ):
        last += 1
    return min(start, sentences[first].start), max(end, sentences[last].end)
