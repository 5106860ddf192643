"""Read Markdown: CommonMark and tables, by markdown-it-py's block structure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.token import Token

from report_assistant.reading.blocks import Place, block_sentences, prose_sentences
from report_assistant.reading.lines import is_line_structured, wrap_width
from report_assistant.reading.markdown_pieces import line_ranges
from report_assistant.reading.pipe_tables import is_pipe_row, table_sentences
from report_assistant.reading.sentences import MAX_SENTENCE, limited_spans
from report_assistant.reading.spans import Span, line_spans, make_sentence, trim
from report_assistant.types import Sentence

_BLOCKS = MarkdownIt("commonmark").enable("table").disable("inline")
_INLINE = MarkdownIt("commonmark")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?:script|style)\b.*?</(?:script|style)\s*>|</?[A-Za-z!?][^<>]*>", re.DOTALL
)
_CONTAINER = re.compile(r"(?:\s*(?:>|[-*+]\s|\d{1,9}[.)]\s))*")
_OPENING = frozenset(
    {
        "bullet_list_open",
        "ordered_list_open",
        "table_open",
        "paragraph_open",
        "fence",
        "code_block",
        "html_block",
    }
)
_MAX_HEADING = 200  # characters: a longer one is a paragraph with a line of dashes under it by mistake
_HARD_BREAK = re.compile(r"(?: {2,}|\\)\Z")


def read_markdown(text: str, start: int, language: str) -> tuple[list[Sentence], str | None]:
    """Return the sentences of `text` from `start` on, and its first heading or None.

    Headings are the context of what follows and no sentences; list markers, fences, comments and the head
    rows of tables lie in no sentence. Emphasis, links and footnotes stay in the sentences as written.

    Args:
        text: the whole text, newlines as the newline character only.
        start: where the body begins, in characters, at the start of a line.
        language: ISO 639-1 code, for sentence splitting.
    """
    lines = line_spans(text, start)
    reader = _Reader(text, lines, Place(language, wrap_width(text, lines)))
    sentences: list[Sentence] = []
    for first, last in line_ranges(text, lines):
        reader.offset = first
        sentences += reader.sentences(_BLOCKS.parse(text[lines[first][0] : lines[last - 1][1]]))
    return sentences, reader.first_heading


@dataclass
class _Reader:
    """Walks through the block tokens of one text, piece by piece.

    Attributes:
        offset: number of the line at which the piece starts.
    """

    text: str
    lines: list[Span]
    place: Place
    offset: int = 0
    block: int = -1
    first_heading: str | None = None
    path: list[tuple[int, str]] = field(default_factory=list)

    def sentences(self, tokens: list[Token]) -> Iterator[Sentence]:
        """Yield the sentences in order."""
        lists = level = 0
        table: list[Span] | None = None
        for token in tokens:
            if lists == 0 and token.type in _OPENING:
                self.block += 1
                self.place = self.place.under(tuple(title for _, title in self.path), self.block)
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    lists += 1
                case "bullet_list_close" | "ordered_list_close":
                    lists -= 1
                case "table_open":
                    table = []
                case "tr_open" if table is not None:
                    table.append(self._row(token))
                case "table_close" if table is not None:
                    yield from self._table(table, delimited=True)
                    table = None
                case "heading_open" if token.level == 0:
                    level = int(token.tag[1])
                case "heading_close":
                    level = 0
                case "inline" if level and len(token.content) <= _MAX_HEADING:
                    self._enter(level, token.content)
                case "inline" if table is None:
                    yield from self._paragraph(token)
                case "fence":
                    yield from self._fence(token)
                case "code_block":
                    yield from self._indented(token)
                case "html_block":
                    span = trim(self.text, *self._span(token))
                    yield from prose_sentences(self.text, [span], self.place, _MARKUP)

    def _enter(self, level: int, content: str) -> None:
        """Go into the section of a heading."""
        title = _plain(content)
        if not title:
            return
        self.first_heading = self.first_heading or title
        while self.path and self.path[-1][0] >= level:
            self.path.pop()
        self.path.append((level, title))

    def _row(self, token: Token) -> Span:
        """Return the span of a table row without the quote marks and list markers before it."""
        start, end = self.lines[self._rows(token)[0]]
        container = _CONTAINER.match(self.text, start, end) if token.level > 2 else None
        return (container.end() if container else start), end

    def _table(self, rows: list[Span], *, delimited: bool = False) -> Iterator[Sentence]:
        """Yield the body rows of a table."""
        yield from table_sentences(
            self.text, rows, headings=self.place.headings, block=self.place.block, delimited=delimited
        )

    def _paragraph(self, token: Token) -> Iterator[Sentence]:
        """Yield the sentences of a paragraph; a hard line break ends one."""
        pieces = [piece for piece in self._pieces(token) if self.text[slice(*piece)].strip()]
        lines = [trim(self.text, *piece) for piece in pieces]
        if all(is_pipe_row(self.text[slice(*line)]) for line in lines):
            yield from self._table(lines)
        elif is_line_structured(self.text, lines, self.place.width, self.place.language):
            yield from block_sentences(self.text, lines, self.place)
        else:
            run: list[Span] = []
            for piece, line in zip(pieces, lines, strict=True):
                broken = _HARD_BREAK.search(self.text, *piece)
                run.append(trim(self.text, line[0], broken.start()) if broken else line)
                if broken:
                    yield from prose_sentences(self.text, run, self.place, _COMMENT)
                    run = []
            yield from prose_sentences(self.text, run, self.place, _COMMENT)

    def _pieces(self, token: Token) -> Iterator[Span]:
        """Yield the span of each line of a paragraph without list markers, quote marks and indentation."""
        first, _ = self._rows(token)
        for number, content in enumerate(token.content.split("\n"), first):
            start, end = self.lines[number]
            position = self.text.rfind(content.strip(), start, end)
            yield (position, end) if position >= 0 else (start, end)

    def _span(self, token: Token) -> Span:
        """Return the span of a token's lines."""
        first, last = self._rows(token)
        return self.lines[first][0], self.lines[min(last, len(self.lines)) - 1][1]

    def _rows(self, token: Token) -> tuple[int, int]:
        """Return the half-open range of a token's lines in the whole text."""
        first, last = token.map or (0, 0)
        return self.offset + first, self.offset + last

    def _indented(self, token: Token) -> Iterator[Sentence]:
        """Yield the sentences of an indented block: in reports that is set-off text more often than code."""
        lines = line_spans(self.text, *self._span(token))
        for blank, run in groupby(lines, key=lambda line: not self.text[slice(*line)].strip()):
            if not blank:
                yield from block_sentences(self.text, list(run), self.place)

    def _fence(self, token: Token) -> Iterator[Sentence]:
        """Yield a fenced block as one sentence, or as its lines where it is long."""
        first = self._rows(token)[0] + 1
        count = len(token.content.removesuffix("\n").split("\n")) if token.content else 0
        lines = self.lines[first : first + count]
        spans = [span for span in (trim(self.text, *line) for line in lines) if span[1] > span[0]]
        if spans and spans[-1][1] - spans[0][0] <= MAX_SENTENCE:
            spans = [(spans[0][0], spans[-1][1])]
        for line in spans:
            for span in limited_spans(self.text, *line):
                yield make_sentence(self.text, span, headings=self.place.headings, block=self.place.block)


def _plain(content: str) -> str:
    """Return the words of a heading without its markup, white space folded."""
    children = _INLINE.parseInline(content)[0].children or []
    kinds = {"softbreak": " ", "hardbreak": " "}
    words = (kinds.get(child.type, child.content) for child in children if child.type != "html_inline")
    return " ".join("".join(words).split())
