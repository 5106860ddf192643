"""The law of the house: what a reader gives can be cut from the text that it was given."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_assistant.reading.chunks import chunk_document
from report_assistant.reading.formats.blocks import Extracted, Heading, Item, Paragraph, Plain, Table
from report_assistant.reading.formats.layout import lay_out
from report_assistant.reading.formats.web_page import page_of
from report_assistant.reading.ledger import read_figures
from report_assistant.reading.loader import read_document
from report_assistant.reading.markdown import read_markdown
from report_assistant.reading.plain import read_plain
from report_assistant.reading.spans import blank_out, checked_order
from report_assistant.types import Document

EVAL = Path(__file__).parents[2] / ".." / "shared" / "eval"
SETS = sorted(path.parent.name for path in EVAL.glob("*/documents.jsonl"))

_WORDS = st.sampled_from(
    (
        *(
            "The",
            "mill",
            "sold",
            "3,700",
            "bags",
            "(61 %)",
            "e.g.",
            "U.S.",
            "Dr.",
            "in",
            "2024.",
            "«Oui.»",
            "Größe",
        ),
        *(
            "“Yes!”",
            "€3.4m",
            "😀",
            "e\u0301",
            "中文。",
            "[a](http://b.c)",
            "**bold**",
            "`code|x`",
            "a\\|b",
            "<!-- c. -->",
        ),
        *(
            "No.",
            "5",
            "…",
            "\u00a0",
            "•",
            "the",
            "of",
            "|",
            "<b>",
            "\u2028",
            "\x0c",
            "[1]",
            "***",
            "1.",
            "&amp;",
        ),
    )
)
_LINE = st.lists(_WORDS, min_size=1, max_size=14).map(" ".join)
_PREFIX = st.sampled_from(
    ("", "", "", "# ", "## ", "- ", "  - ", "1. ", "> ", "> - ", "    ", "\t", "| ", "== ", "• ")
)
_TABLE = st.lists(st.lists(_WORDS, min_size=2, max_size=3), min_size=2, max_size=5).map(
    lambda rows: "\n".join(
        "| " + " | ".join(row) + " |" for row in [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    )
)
_STACK = st.lists(
    st.sampled_from(("Sales", "$", "63,355", "—", "(10)", "2022", "June 25,", "Three Months Ended"))
)
_BLOCK = st.one_of(
    st.lists(st.builds(str.__add__, _PREFIX, _LINE), max_size=4).map("\n".join),
    _TABLE,
    _STACK.map("\n".join),
    _LINE.map(lambda line: f"```\n{line}\n```"),
    _LINE.map(lambda line: f"<div>\n{line}\n</div>"),
    _LINE.map(lambda line: f"{line}\n---"),
    st.text(max_size=80),
)
_NEWLINE = st.sampled_from(("\n", "\r\n", "\r"))
_TEXTS = st.builds(
    lambda blocks, gap, newline: gap.join(blocks).replace("\n", newline),
    st.lists(_BLOCK, max_size=8),
    st.sampled_from(("\n\n", "\n", "\n \n")),
    _NEWLINE,
)


def check(document: Document) -> None:
    """Check every law of offsets."""
    text = document.text
    assert checked_order(document.sentences) == document.sentences
    for sentence in document.sentences:
        words = text[sentence.start : sentence.end]
        assert words
        assert words == words.strip()
        for cell in sentence.cells:
            assert sentence.start <= cell.start < cell.end <= sentence.end
            assert text[cell.start : cell.end].strip() == text[cell.start : cell.end]
    chunks = chunk_document(document)
    assert sum(chunk.text == text[chunk.start : chunk.end] for chunk in chunks) == len(chunks)
    inside = [s for c in chunks for s in document.sentences if c.start <= s.start and s.end <= c.end]
    assert inside == list(document.sentences)


@given(_TEXTS, st.sampled_from(["en", "fr", "nl", "de"]))
def test_any_text_gives_sentences_that_can_be_cut_from_it(text: str, language: str) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for read in (read_markdown, read_plain):
        check(Document("a", "A", text, tuple(read(text, 0, language)[0]), language))


@settings(max_examples=50)
@given(_TEXTS, st.sampled_from([".md", ".txt"]), st.sampled_from(["", "---\ntitle: é\nlanguage: de\n---\n"]))
def test_a_stranger_can_verify_quotes_in_the_file(
    tmp_path_factory: pytest.TempPathFactory, text: str, suffix: str, front: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"offsets{suffix}"
    body = text.replace("\0", " ")
    path.write_bytes(f"{front}A first word.\n\n{body}".encode("utf-8", errors="replace"))
    if sum(ord(character) < 32 and character not in "\t\n\r\f\v\x1b" for character in body):
        return  # control characters: taken for binary content
    document = read_document(path, path.parent)
    assert document.text == path.read_text(encoding="utf-8")
    assert all(sentence.start >= len(front) for sentence in document.sentences)
    check(document)


_SAID = st.one_of(_LINE, _BLOCK, st.text(max_size=40))
_PAGE = st.none() | st.integers(1, 9)
_BLOCKS = st.lists(
    st.one_of(
        st.builds(Heading, _SAID, st.integers(1, 6), _PAGE),
        st.builds(Paragraph, _SAID, _PAGE),
        st.builds(Item, _SAID, _PAGE),
        st.builds(Plain, _SAID, _PAGE),
        st.builds(
            Table,
            st.lists(st.lists(_SAID, max_size=4).map(tuple), max_size=5).map(tuple),
            _PAGE,
            st.none() | st.integers(0, 3),
        ),
    ),
    max_size=8,
).map(tuple)


@given(_BLOCKS, st.sampled_from(["en", "fr", "nl", "de"]))
def test_any_blocks_give_sentences_that_can_be_cut_from_their_text(
    blocks: tuple[Heading | Paragraph | Item | Plain | Table, ...], language: str
) -> None:
    laid = lay_out(Extracted(blocks))
    document = Document("a", "A", laid.text, tuple(laid.sentences(language)), language)
    check(document)
    read_figures(document)
    laid.text.encode()
    for sentence in document.sentences:
        assert all(" ".join(laid.text[c.start : c.end].split()) for c in sentence.cells)
    pages = {block.page for block in blocks}
    assert {sentence.page for sentence in document.sentences} <= pages


@given(st.lists(_LINE, min_size=1, max_size=6), st.data())
def test_a_paragraph_over_pages_gives_each_sentence_the_page_where_it_begins(
    lines: list[str], data: st.DataObject
) -> None:
    text = "Start. " + " ".join(lines)
    starts = sorted(data.draw(st.sets(st.integers(1, len(text) - 1), max_size=3)))
    turns = tuple((start, page) for page, start in enumerate(starts, 2))
    laid = lay_out(Extracted((Heading("Title"), Paragraph(text, 1, turns))))
    at = laid.text.index("Start.")
    for sentence in laid.sentences("en"):
        assert sentence.page == 1 + sum(start <= sentence.start - at for start in starts)


_TAG_NAMES = "p div h1 h2 ul li table tr td th b sup br pre main nav section span"
_TAGS = st.sampled_from(_TAG_NAMES.split())
_HTML = st.lists(
    st.one_of(_TAGS.map("<{}>".format), _TAGS.map("</{}>".format), _LINE, st.text(max_size=20)), max_size=40
).map("".join)


@given(_HTML)
def test_any_tags_give_sentences_that_can_be_cut_from_their_text(html: str) -> None:
    laid = lay_out(page_of(html))
    check(Document("a", "A", laid.text, tuple(laid.sentences("en"))))


@given(st.lists(_LINE, max_size=20), st.sampled_from(["\n", "\n\n", " "]))
def test_plain_text_loses_nothing_but_headings_and_signs(lines: list[str], gap: str) -> None:
    text = gap.join(line for line in lines if line[0].isalpha() and "|" not in line)
    sentences, _ = read_plain(text, 0, "en")
    headings = {" ".join(heading.split()) for s in sentences for heading in s.headings}
    kept = "".join(text[s.start : s.end] for s in sentences)
    for line in text.split("\n"):
        if " ".join(line.split()) not in headings:
            for word in line.split():
                assert word in kept


@pytest.mark.skipif(not SETS, reason="the public evaluation sets are not beside the repository")
@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("read", [read_markdown, read_plain])
def test_real_documents_keep_the_laws(name: str, read: object) -> None:
    lines = (EVAL / name / "documents.jsonl").read_text(encoding="utf-8").split("\n")
    picked = random.Random(name).sample(lines, min(len(lines), 25))
    for record in (json.loads(line) for line in picked if line):
        text = record["text"][:60_000].replace("\r\n", "\n").replace("\r", "\n")
        reader = read_markdown if read is read_markdown else read_plain
        sentences = tuple(reader(text, 0, record["lang"])[0])
        check(Document(record["id"], record["title"], text, sentences, record["lang"]))
        assert all(sentence.end - sentence.start <= 1_000 or sentence.cells for sentence in sentences)
        covered = sum(len(text[s.start : s.end].split()) for s in sentences)
        assert covered >= 0.5 * len(text.split())


def test_overlapping_spans_are_blanked_where_they_stand() -> None:
    assert blank_out("abcdefghij", [(2, 7), (3, 5), (6, 8)]) == "ab      ij"
