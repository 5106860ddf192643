"""The evidence panel shows quotes in their paragraphs, and nothing that a document could run."""

from __future__ import annotations

import html
import re

import pytest

from report_assistant.assistant import ReportAssistant
from report_assistant.serving import evidence
from report_assistant.serving.evidence import Turn
from report_assistant.types import Answer, Citation, Document, Passage, Reason, Sentence, Status

TEXT = "One share is 10%. Another is <b>20%</b>.\n\nApart stands 30%."


@pytest.fixture
def document() -> Document:
    ends = [TEXT.index("Another"), TEXT.index("\n\n"), len(TEXT)]
    starts = [0, ends[0], ends[1] + 2]
    blocks = [0, 0, 1]
    sentences = tuple(
        Sentence(start, end, ("Shares", "Details"), 4, block)
        for start, end, block in zip(starts, ends, blocks, strict=True)
    )
    return Document("shares.md", "Shares", TEXT, sentences)


def citation(quote: str, number: int = 1) -> Citation:
    start = TEXT.index(quote)
    return Citation(number, "shares.md", "Shares", 4, start, start + len(quote), quote)


def visible(shown: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", shown))


def test_the_quote_is_marked_in_its_paragraph_and_nowhere_else(document: Document) -> None:
    answer = Answer("Which share?", "10% [1]", Status.ANSWERED, citations=(citation("One share is 10%."),))
    shown = evidence.panel([Turn("Which share?", answer)], lambda _: document)
    assert re.findall(r"<mark>(.*?)</mark>", shown) == ["One share is 10%."]
    assert "Another is <b>20%</b>." in visible(shown)
    assert "Apart stands 30%." not in shown
    assert "Details · page 4" in visible(shown)
    assert "shares.md" in visible(shown)
    assert 'id="evidence-1-1"' in shown


def test_tags_of_a_document_are_text(document: Document) -> None:
    answer = Answer("?", "20% [1]", Status.ANSWERED, citations=(citation("Another is <b>20%</b>."),))
    shown = evidence.panel([Turn("<script>alert(1)</script>", answer)], lambda _: document)
    assert "<b>" not in shown
    assert "<script" not in shown
    assert "<mark>Another is &lt;b&gt;20%&lt;/b&gt;.</mark>" in shown


def test_earlier_answers_are_folded_below_the_latest(document: Document) -> None:
    turns = [
        Turn("First?", Answer("First?", "10% [1]", Status.ANSWERED, citations=(citation("10%"),))),
        Turn("Failed?", None),
        Turn("Last?", Answer("Last?", "30% [1]", Status.ANSWERED, citations=(citation("30%"),))),
    ]
    shown = evidence.panel(turns, lambda _: document)
    latest, earlier = shown.split("<details>")
    assert 'id="evidence-3-1"' in latest
    assert 'id="evidence-1-1"' in earlier
    assert "First?" in earlier
    assert "Failed?" not in shown


def test_a_refusal_shows_closest_passages_that_support_nothing(document: Document) -> None:
    nearest = (Passage("shares.md", "Shares", 4, 0, 17, TEXT[:17], 0.4),)
    answer = Answer("?", "Not there.", Status.REFUSED, Reason.NOT_IN_DOCUMENTS, nearest=nearest)
    shown = evidence.panel([Turn("?", answer)], lambda _: document)
    assert "Closest passages" in shown
    assert "They do not answer the question." in shown
    assert "<mark>" not in shown
    assert "ra-number" not in shown


def test_every_citation_of_a_real_answer_is_marked(assistant: ReportAssistant) -> None:
    question = "What share of Belgian firms are repatriating data?"
    answer = assistant.ask(question)
    shown = evidence.panel([Turn(question, answer)], assistant.document)
    marked = [html.unescape(words) for words in re.findall(r"<mark>(.*?)</mark>", shown, re.DOTALL)]
    assert marked == [citation.quote for citation in answer.citations]
    assert any("66%" in words and "repatriating" in words for words in marked)
