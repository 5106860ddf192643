"""The evidence panel shows quotes in their paragraphs, and nothing that a document could run."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from report_assistant.assistant import ReportAssistant
from report_assistant.serving import evidence
from report_assistant.serving.library import Library
from report_assistant.serving.marks import marked_markdown
from report_assistant.serving.threads import Turn
from report_assistant.types import (
    Answer,
    CheckedClaim,
    Citation,
    Document,
    Passage,
    Reason,
    Sentence,
    Status,
    Verdict,
)

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
    shown = evidence.panel([Turn("Which share?", answer)], Library(lambda _: document))
    assert re.findall(r"<mark>(.*?)</mark>", shown) == ["One share is 10%."]
    assert "Another is <b>20%</b>." in visible(shown)
    assert "Apart stands 30%." not in shown
    assert "Details · page 4" in visible(shown)
    assert "shares.md" in visible(shown)
    assert 'id="evidence-1-1"' in shown


def test_tags_of_a_document_are_text(document: Document) -> None:
    answer = Answer("?", "20% [1]", Status.ANSWERED, citations=(citation("Another is <b>20%</b>."),))
    shown = evidence.panel([Turn("<script>alert(1)</script>", answer)], Library(lambda _: document))
    assert "<b>" not in shown
    assert "<script" not in shown
    assert "<mark>Another is &lt;b&gt;20%&lt;/b&gt;.</mark>" in shown


def test_earlier_answers_are_folded_below_the_latest(document: Document) -> None:
    turns = [
        Turn("First?", Answer("First?", "10% [1]", Status.ANSWERED, citations=(citation("10%"),))),
        Turn("Failed?", failure="The server is down."),
        Turn("Last?", Answer("Last?", "30% [1]", Status.ANSWERED, citations=(citation("30%"),))),
    ]
    shown = evidence.panel(turns, Library(lambda _: document))
    latest, earlier = shown.split('<h3 class="ra-minor">')
    assert 'id="evidence-3-1"' in latest
    assert 'id="evidence-1-1"' in earlier
    assert "First?" in earlier
    assert "Failed?" not in shown


def test_a_refusal_shows_closest_passages_that_support_nothing(document: Document) -> None:
    nearest = (Passage("shares.md", "Shares", 4, 0, 17, TEXT[:17], 0.4),)
    answer = Answer("?", "Not there.", Status.REFUSED, Reason.NOT_IN_DOCUMENTS, nearest=nearest)
    shown = evidence.panel([Turn("?", answer)], Library(lambda _: document))
    assert "Closest passages" in shown
    assert "They do not answer the question." in shown
    assert "<mark>" not in shown
    assert "ra-number" not in shown


def test_every_citation_of_a_real_answer_is_marked(assistant: ReportAssistant) -> None:
    question = "What share of Belgian firms are repatriating data?"
    answer = assistant.ask(question)
    shown = evidence.panel([Turn(question, answer)], Library.of(assistant))
    marked = [html.unescape(words) for words in re.findall(r"<mark>(.*?)</mark>", shown, re.DOTALL)]
    assert marked == [citation.quote for citation in answer.citations]
    assert any("66%" in words and "repatriating" in words for words in marked)


def test_a_quote_that_its_document_no_longer_says_is_shown_as_it_was_and_told(document: Document) -> None:
    changed = replace(citation("One share is 10%."), quote="One share is 99%.")
    answer = Answer("?", "99% [1]", Status.ANSWERED, citations=(changed,))
    shown = evidence.panel([Turn("?", answer)], Library(lambda _: document))
    assert "One share is 99%." in visible(shown)
    assert "no longer stand in it" in visible(shown)
    assert "<mark>" not in shown
    gone = evidence.panel([Turn("?", answer)], Library(lambda _: None))
    assert "This document is no longer there." in visible(gone)


def test_whom_and_when_come_from_the_ledger(assistant: ReportAssistant) -> None:
    question = "Compare job transformation in Belgium and worldwide."
    answer = assistant.ask(question)
    shown = evidence.panel([Turn(question, answer)], Library.of(assistant))
    belgian, world = re.findall(r"<article.*?</article>", shown, re.DOTALL)[:2]
    assert "Belgium" in visible(re.findall(r"<dl>.*?</dl>", belgian)[0])
    assert "worldwide" in visible(re.findall(r"<dl>.*?</dl>", world)[0])


def test_comparable_shares_are_bars_that_lead_to_their_sentences(assistant: ReportAssistant) -> None:
    question = "Compare job transformation in Belgium and worldwide."
    shown = evidence.panel([Turn(question, assistant.ask(question))], Library.of(assistant))
    chart = re.findall(r'<details class="ra-chart">.*?</details>', shown, re.DOTALL)[0]
    assert re.findall(r'href="#(evidence-1-\d)"', chart) == ["evidence-1-1", "evidence-1-2"]
    assert all(value in visible(chart) for value in ("85%", "87%", "Belgium", "worldwide"))


def test_a_joint_figure_is_no_bar(assistant: ReportAssistant) -> None:
    question = "What share of Belgian firms are repatriating data?"
    shown = evidence.panel([Turn(question, assistant.ask(question))], Library.of(assistant))
    assert "ra-chart" not in shown
    assert "several things together" in visible(shown)


def test_what_was_left_out_is_folded_away_with_the_reason(document: Document) -> None:
    claims = (
        CheckedClaim("One share is 10%.", Verdict.SUPPORTED, (1,), "The source says so."),
        CheckedClaim("One share is 90%.", Verdict.WRONG_FIGURE, (), "The source gives 10%."),
    )
    cited = (citation("One share is 10%."),)
    answer = Answer("?", "One share is 10%. [1]", Status.ANSWERED, claims=claims, citations=cited)
    shown = evidence.panel([Turn("?", answer)], Library(lambda _: document))
    account = re.findall(r'<details class="ra-account">.*?</details>', shown, re.DOTALL)[0]
    assert "One share is 90%." in visible(account)
    assert "The source gives 10%." in visible(account)
    assert "corrected" in marked_markdown(answer, "1", Library(lambda _: document))
