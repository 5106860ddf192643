"""Show evidence: quotes highlighted in the paragraphs that they stand in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from report_assistant.serving.document_links import document_link
from report_assistant.serving.labels import say
from report_assistant.serving.markup import escaped, evidence_id, note
from report_assistant.types import Answer, Citation, Document, Sentence, Status

Documents = Callable[[str], Document]
"""Looks a document up by its source."""

SENTENCES_AROUND = 2
"""Sentences shown on either side of a quote, as far as its paragraph goes."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question of a conversation and its answer, or None where answering failed."""

    question: str
    answer: Answer | None


def panel(turns: Sequence[Turn], documents: Documents, language: str = "en") -> str:
    """Return the evidence of a conversation: the latest answer's open, earlier ones' folded."""
    latest = _turn_evidence(len(turns), turns[-1], documents, language)
    earlier = "".join(
        f"<details><summary>{escaped(turn.question)}</summary>{cards}</details>"
        for number, turn in reversed(list(enumerate(turns[:-1], start=1)))
        if (cards := _turn_cards(number, turn, documents, language))
    )
    if earlier:
        earlier = f'<h3 class="ra-minor">{say("earlier", language)}</h3>{earlier}'
    return _section(f"{latest}{earlier}", language)


def cards(citations: Sequence[Citation], documents: Documents, answer: str, language: str = "en") -> str:
    """Return a card for each citation; `answer` sets their ids apart from those of other answers."""
    return "".join(_card(citation, documents(citation.source), answer, language) for citation in citations)


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


def _turn_evidence(number: int, turn: Turn, documents: Documents, language: str) -> str:
    heading, said = say("evidence", language), say("cites_nothing", language)
    nothing = f'<h3>{heading}</h3><p class="ra-note">{said}</p>'
    return _turn_cards(number, turn, documents, language) or nothing


def _turn_cards(number: int, turn: Turn, documents: Documents, language: str) -> str:
    answer = turn.answer
    if answer is None:
        return ""
    if answer.status is Status.REFUSED and answer.nearest:
        nearest = [
            Citation(
                place, passage.source, passage.title, passage.page, passage.start, passage.end, passage.text
            )
            for place, passage in enumerate(answer.nearest, start=1)
        ]
        shown = "".join(
            _card(citation, documents(citation.source), str(number), language, cited=False)
            for citation in nearest
        )
        said = say("closest_note", language)
        return f'<h3>{say("closest", language)}</h3><p class="ra-note">{said}</p>{shown}'
    if not answer.citations:
        return ""
    return f"<h3>{say('evidence', language)}</h3>" + cards(answer.citations, documents, str(number), language)


def _card(citation: Citation, document: Document, answer: str, language: str, *, cited: bool = True) -> str:
    sentence = _sentence_at(document.sentences, citation.start)
    path = [heading for heading in (sentence.headings if sentence else ()) if heading != citation.title]
    where = [" › ".join(path)] if path else []
    if citation.page is not None:
        where.append(say("page", language, number=citation.page))
    link = document_link(citation.source, citation.start, citation.end, citation.quote, language)
    number = f'<span class="ra-number">{citation.number}</span>' if cited else ""
    anchor = f' id="{evidence_id(answer, citation.number)}"' if cited else ""
    words = (
        context(document, citation.start, citation.end)
        if cited
        else f"<blockquote>{escaped(citation.quote)}</blockquote>"
    )
    return (
        f'<article class="ra-card"{anchor} tabindex="-1">'
        f"<header>{number}<span>{escaped(citation.title)}</span></header>"
        f'<p class="ra-where">{escaped(" · ".join(where))}</p>{words}'
        f"<footer>{escaped(citation.source)}</footer>{link}</article>"
    )


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
