"""Show evidence: quotes highlighted in the paragraphs that they stand in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

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


def panel(turns: Sequence[Turn], documents: Documents) -> str:
    """Return the evidence of a conversation: the latest answer's open, earlier ones' folded."""
    latest = _turn_evidence(len(turns), turns[-1], documents)
    earlier = "".join(
        f"<details><summary>{escaped(turn.question)}</summary>{cards}</details>"
        for number, turn in reversed(list(enumerate(turns[:-1], start=1)))
        if (cards := _turn_cards(number, turn, documents))
    )
    if earlier:
        earlier = f'<h3 class="ra-minor">Earlier in this conversation</h3>{earlier}'
    return f'<section class="ra-evidence" aria-label="Evidence">{latest}{earlier}</section>'


def cards(citations: Sequence[Citation], documents: Documents, answer: str) -> str:
    """Return a card for each citation; `answer` sets their ids apart from those of other answers."""
    return "".join(_card(citation, documents(citation.source), answer) for citation in citations)


def placeholder(text: str) -> str:
    """Return the panel while there is no evidence; `text` says what will appear in it."""
    return f'<section class="ra-evidence" aria-label="Evidence"><h3>Evidence</h3>{note(text)}</section>'


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


def _turn_evidence(number: int, turn: Turn, documents: Documents) -> str:
    nothing = '<h3>Evidence</h3><p class="ra-note">This reply cites nothing.</p>'
    return _turn_cards(number, turn, documents) or nothing


def _turn_cards(number: int, turn: Turn, documents: Documents) -> str:
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
        return '<h3>Closest passages</h3><p class="ra-note">They do not answer the question.</p>' + "".join(
            _card(citation, documents(citation.source), str(number), cited=False) for citation in nearest
        )
    if not answer.citations:
        return ""
    return "<h3>Evidence</h3>" + cards(answer.citations, documents, str(number))


def _card(citation: Citation, document: Document, answer: str, *, cited: bool = True) -> str:
    sentence = _sentence_at(document.sentences, citation.start)
    path = [heading for heading in (sentence.headings if sentence else ()) if heading != citation.title]
    where = [" › ".join(path)] if path else []
    if citation.page is not None:
        where.append(f"page {citation.page}")
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
        f"<footer>{escaped(citation.source)}</footer></article>"
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
