"""Read Markdown: CommonMark and tables, by markdown-it-py's block structure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from report_assistant.reading.sentences import MAX_SENTENCE, limited_spans, split_sentences
from report_assistant.reading.spans import Span, blank_out, line_spans, make_sentence, trim
from report_assistant.reading.tables import is_pipe_row, table_sentences
from report_assistant.types import Sentence

_BLOCKS = MarkdownIt("commonmark").enable("table").disable("inline")
_INLINE = MarkdownIt("commonmark")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?:script|style)\b.*?</(?:script|style)\s*>|</?[A-Za-z!?][^<>]*>", re.DOTALL
)
_HARD_BREAK = re.compile(r"(?: {2,}|\\)$")


def read_markdown(text: str, start: int, language: str) -> tuple[list[Sentence], str | None]:
    """Return the sentences of `text` from `start` on, and its first heading or None.

    Headings are the context of what follows and no sentences; list markers, fences, comments and the head
    rows of tables lie in no sentence. Emphasis, links and footnotes stay in the sentences as written.

    Args:
        text: the whole text, newlines as the newline character only.
        start: where the body begins, in characters, at the start of a line.
        language: ISO 639-1 code, for sentence splitting.
    """
    reader = _Reader(text, line_spans(text, start), language)
    sentences = list(reader.sentences(_BLOCKS.parse(text[start:])))
    return sentences, reader.first_heading


@dataclass
class _Reader:
    """Walks through the block tokens of one text."""

    text: str
    lines: list[Span]
    language: str
    first_heading: str | None = None
    path: list[tuple[int, str]] = field(default_factory=list)
    block: int = -1

    def sentences(self, tokens: list[Token]) -> Iterator[Sentence]:
        """Yield the sentences in order."""
        lists = 0
        table: list[Span] = []
        in_table = in_heading = False
        for token in tokens:
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    self.block += lists == 0
                    lists += 1
                case "bullet_list_close" | "ordered_list_close":
                    lists -= 1
                case "table_open":
                    in_table, table = True, []
                    self.block += lists == 0
                case "tr_open" if token.map:
                    table.append(self.lines[token.map[0]])
                case "table_close":
                    in_table = False
                    yield from table_sentences(
                        self.text, table, headings=self.headings, block=self.block, head_rows=1
                    )
                case "heading_open":
                    in_heading = True
                    level = int(token.tag[1])
                case "heading_close":
                    in_heading = False
                case "inline" if in_heading:
                    self._enter(level, token.content)
                case "inline" if not in_table:
                    self.block += lists == 0
                    yield from self._paragraph(token)
                case "fence" | "code_block" | "html_block":
                    self.block += lists == 0
                    yield from self._code(token) if token.type != "html_block" else self._html(token)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings above, outermost first."""
        return tuple(title for _, title in self.path)

    def _enter(self, level: int, content: str) -> None:
        """Go into the section of a heading."""
        title = _plain(content)
        if not title:
            return
        self.first_heading = self.first_heading or title
        while self.path and self.path[-1][0] >= level:
            self.path.pop()
        self.path.append((level, title))

    def _paragraph(self, token: Token) -> Iterator[Sentence]:
        """Yield the sentences of a paragraph; a hard line break ends one."""
        pieces = list(self._pieces(token))
        if pieces and all(is_pipe_row(self.text[slice(*piece)]) for piece in pieces):
            yield from table_sentences(self.text, pieces, headings=self.headings, block=self.block)
            return
        run: list[Span] = []
        for piece in pieces:
            run.append(trim(self.text, *piece))
            if _HARD_BREAK.search(self.text[slice(*piece)]):
                yield from self._split(run)
                run = []
        yield from self._split(run)

    def _pieces(self, token: Token) -> Iterator[Span]:
        """Yield the span of each line of a paragraph without list markers, quote marks and indentation."""
        first, _ = token.map or (0, 0)
        for number, content in enumerate(token.content.split("\n"), first):
            start, end = self.lines[number]
            position = self.text.rfind(content.strip(), start, end)
            yield (position, end) if position >= 0 else (start, end)

    def _split(self, run: list[Span], markup: re.Pattern[str] = _COMMENT) -> Iterator[Sentence]:
        """Yield the sentences of lines that belong together, passing over what `markup` matches."""
        if not run:
            return
        start, end = run[0][0], run[-1][1]
        gaps = [(before[1] - start, after[0] - start) for before, after in pairwise(run)]
        flat = blank_out(self.text[start:end], gaps)
        flat = blank_out(flat, [found.span() for found in markup.finditer(flat)])
        for left, right in split_sentences(flat, self.language):
            yield make_sentence(
                self.text, (start + left, start + right), headings=self.headings, block=self.block
            )

    def _html(self, token: Token) -> Iterator[Sentence]:
        """Yield the sentences of the words between the tags of an HTML block."""
        first, last = token.map or (0, 0)
        start, end = trim(self.text, self.lines[first][0], self.lines[last - 1][1])
        yield from self._split([(start, end)], _MARKUP)

    def _code(self, token: Token) -> Iterator[Sentence]:
        """Yield a code block as one sentence, or as its lines where it is long."""
        first, last = token.map or (0, 0)
        lines = self.lines[first:last]
        if token.type == "fence":
            lines = lines[1 : 1 + token.content.count("\n")]
        spans = [span for span in (trim(self.text, *line) for line in lines) if span[1] > span[0]]
        if spans and spans[-1][1] - spans[0][0] <= MAX_SENTENCE:
            spans = [(spans[0][0], spans[-1][1])]
        for line in spans:
            for span in limited_spans(self.text, *line):
                yield make_sentence(self.text, span, headings=self.headings, block=self.block)


def _plain(content: str) -> str:
    """Return the words of a heading without its markup, white space folded."""
    children = _INLINE.parseInline(content)[0].children or []
    kinds = {"softbreak": " ", "hardbreak": " "}
    words = (kinds.get(child.type, child.content) for child in children if child.type != "html_inline")
    return " ".join("".join(words).split())
