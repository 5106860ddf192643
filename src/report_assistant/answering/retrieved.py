"""Sentences of retrieved passages, with their records in the ledger."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from report_assistant.index.index import Index
from report_assistant.reading.captions import caption_of
from report_assistant.types import Document, Evidence, Figure, Passage, Sentence

PASSAGES = 8
"""How many passages are read for an answer."""


def gather_evidence(index: Index, passages: Sequence[Passage]) -> tuple[Evidence, ...]:
    """Return the sentences of passages, those of the best passage first, in reading order within each."""
    figures = index.figures(sorted({passage.source for passage in passages}))
    by_sentence = _by_sentence(figures)
    evidence = []
    for passage in passages:
        document = index.document(passage.source)
        starts = [sentence.start for sentence in document.sentences]
        for sentence in document.sentences[bisect_left(starts, passage.start) :]:
            if sentence.start >= passage.end:
                break
            found = by_sentence[passage.source, sentence.start]
            evidence.append(_evidence(document, sentence, found, passage.score))
    return tuple(evidence)


def sentence_at(index: Index, source: str, position: int) -> Evidence:
    """Return the sentence that holds a position in a document's text; its score is 1.

    Raises:
        StopIteration: no sentence does.
    """
    document = index.document(source)
    sentence = next(s for s in document.sentences if s.start <= position < s.end)
    found = _by_sentence(index.figures([source]))[source, sentence.start]
    return _evidence(document, sentence, found, 1.0)


def block_of(index: Index, item: Evidence) -> list[Evidence]:
    """Return the sentences of the block that a sentence stands in, in reading order; their scores are 1."""
    document = index.document(item.source)
    block = next(sentence.block for sentence in document.sentences if sentence.start == item.start)
    figures = _by_sentence(index.figures([item.source]))
    return [
        _evidence(document, sentence, figures[document.source, sentence.start], 1.0)
        for sentence in document.sentences
        if sentence.block == block
    ]


def _by_sentence(figures: Iterable[Figure]) -> defaultdict[tuple[str, int], list[Figure]]:
    """Return ledger records by source and start of their sentence."""
    found: defaultdict[tuple[str, int], list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.source, figure.sentence_start].append(figure)
    return found


def _evidence(document: Document, sentence: Sentence, figures: Sequence[Figure], score: float) -> Evidence:
    return Evidence(
        source=document.source,
        title=document.title,
        page=sentence.page,
        start=sentence.start,
        end=sentence.end,
        text=document.text[sentence.start : sentence.end],
        headings=sentence.headings,
        score=score,
        figures=tuple(figures),
        cells=sentence.cells,
        caption=caption_of(document, sentence) if sentence.cells else "",
    )
