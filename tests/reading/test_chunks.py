"""Chunks: whole sentences, one section, about the target's length."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_assistant.reading.chunks import TARGET, chunk_document
from report_assistant.reading.markdown import read_markdown
from report_assistant.reading.spans import make_sentence
from report_assistant.types import Document, Sentence


def document(text: str, title: str = "Mill", source: str = "mill.md") -> Document:
    return Document(source, title, text, tuple(read_markdown(text, 0, "en")[0]))


def made_of(lengths: list[int], headings: list[int], pages: list[int]) -> Document:
    """Make a document of sentences of the given lengths, each a run of letters."""
    pieces: list[str] = []
    sentences: list[Sentence] = []
    start = 0
    for length, heading, page in zip(lengths, headings, pages, strict=False):
        pieces.append("x" * length)
        span = (start, start + length)
        sentences.append(Sentence(*span, headings=(f"h{heading}",), page=page))
        start += length + 1
    return Document("a.md", "A", " ".join(pieces), tuple(sentences))


_LENGTHS = st.lists(st.integers(1, 1_000), max_size=40)
_SECTIONS = st.lists(st.integers(0, 2), min_size=40, max_size=40).map(sorted)


@given(_LENGTHS, _SECTIONS, _SECTIONS, st.sampled_from([100, 400, 700]))
def test_each_sentence_is_in_one_chunk_and_no_chunk_leaves_its_section(
    lengths: list[int], headings: list[int], pages: list[int], target: int
) -> None:
    doc = made_of(lengths, headings, pages)
    chunks = chunk_document(doc, target=target)
    inside = [[s for s in doc.sentences if c.start <= s.start and s.end <= c.end] for c in chunks]
    assert [s for group in inside for s in group] == list(doc.sentences)
    for chunk, group in zip(chunks, inside, strict=True):
        assert (chunk.start, chunk.end) == (group[0].start, group[-1].end)
        assert chunk.text == doc.text[chunk.start : chunk.end]
        assert {(s.headings, s.page) for s in group} == {(chunk.headings, chunk.page)}
        assert len(group) == 1 or len(chunk.text) <= target * 10 / 7
    assert len({chunk.id for chunk in chunks}) == len(chunks)


def test_a_long_section_is_spread_evenly() -> None:
    text = " ".join(["The mill by the river ground flour for the whole town."] * 60)
    lengths = [len(chunk.text) for chunk in chunk_document(document(text))]
    assert min(lengths) > 0.8 * TARGET
    assert max(lengths) - min(lengths) < 0.2 * TARGET


def test_a_short_end_joins_the_chunk_before() -> None:
    doc = made_of([700, 60, 60], [0] * 3, [1] * 3)
    assert [len(chunk.text) for chunk in chunk_document(doc)] == [822]


def test_a_target_asks_for_smaller_chunks() -> None:
    text = " ".join(["The mill by the river ground flour for the whole town."] * 60)
    assert len(chunk_document(document(text), target=200)) > 2 * len(chunk_document(document(text)))


def test_what_is_embedded_names_title_headings_and_column_heads() -> None:
    table = "| Year | Flour |\n|---|---|\n| 2023 | 5 t |"
    text = f"# Mill\n\nOne\nline.\n\n## Sales\n\n{table}\n\n### Mill\n\nTwo.\n"
    first, second, third = chunk_document(document(text))
    assert first.embedded_text == "Mill\nOne line."
    assert second.embedded_text == "Mill\nSales\nYear, Flour\n| 2023 | 5 t |"
    assert second.text == "| 2023 | 5 t |"
    assert third.headings == ("Mill", "Sales", "Mill")
    assert third.embedded_text == "Mill\nSales\nTwo."


def test_who_writes_is_embedded_with_every_chunk() -> None:
    signed = document("# Mill\n\nMill Society, Ghent\n\nOne.\n\n## Sales\n\nTwo.\n")
    first, second = chunk_document(signed)
    assert first.embedded_text == "Mill\nMill Society, Ghent One."
    assert second.embedded_text == "Mill\nMill Society, Ghent\nSales\nTwo."
    published = replace(signed, publisher="Ghent Press")
    assert chunk_document(published)[1].embedded_text == "Mill\nGhent Press\nMill Society, Ghent\nSales\nTwo."


@pytest.mark.parametrize(
    "opening",
    [
        "A sentence is no byline.",
        "A long opening is no byline " * 6,
        "| Year | Flour |\n|---|---|\n| 2023 | 5 t |",
    ],
)
def test_what_is_long_or_a_table_is_no_byline(opening: str) -> None:
    assert (
        chunk_document(document(f"# Mill\n\n{opening}\n\n## Sales\n\nTwo.\n"))[-1].embedded_text
        == "Mill\nSales\nTwo."
    )


def test_ids_depend_on_content_and_place_only() -> None:
    text = "# Mill\n\nOne.\n"
    (chunk,) = chunk_document(document(text))
    identity = f"mill.md\0{chunk.start}\0{chunk.end}\0Mill\nOne."
    assert chunk.id == hashlib.sha256(identity.encode()).hexdigest()
    (moved,) = chunk_document(document(text, source="other.md"))
    (retitled,) = chunk_document(document(text, title="Other"))
    (later,) = chunk_document(document("\n" + text))
    assert len({chunk.id, moved.id, retitled.id, later.id}) == 4


def test_a_document_without_sentences_has_no_chunks() -> None:
    assert chunk_document(document("# Only a heading\n")) == ()


@pytest.mark.parametrize("span", [(0, 0), (3, 2), (-1, 2), (0, 99), (1, 4), (4, 5)])
def test_a_wrong_span_is_a_loud_error(span: tuple[int, int]) -> None:
    with pytest.raises(AssertionError, match="span"):
        make_sentence("One  two.", span)
