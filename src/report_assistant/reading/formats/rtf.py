"""Read Rich Text Format: paragraphs, headings by outline level, and tables, of RTF 1.9.1."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from report_assistant.reading.formats.blocks import (
    Block,
    Extracted,
    Heading,
    Item,
    Paragraph,
    Table,
    first_heading,
)
from report_assistant.reading.formats.superscripts import raised

_TOKEN = re.compile(
    rb"\\bin(?P<length>\d{1,9}) ?|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)"
)
# Groups that hold no text of the body, beside those that are marked as such by \*.
_NO_TEXT = (
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr "
    b"footerf annotation listtable listoverridetable pntext listtext xe tc fldinst datafield "
    b"nonesttables"
)
_PASSED_OVER = frozenset(_NO_TEXT.split())
_SIGNS = {
    b"tab": " ", b"line": "\n", b"emdash": "—", b"endash": "–", b"bullet": "•", b"lquote": "‘",
    b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"emspace": " ", b"enspace": " ",
}  # fmt: skip
_ESCAPED = {b"~": "\u00a0", b"_": "\u2011", b"-": "", b"\\": "\\", b"{": "{", b"}": "}"}
_MAX_DEPTH = 10_000  # groups in groups


@dataclass(frozen=True, slots=True)
class _State:
    """What a group passes on to the groups in it."""

    passed_over: bool = False
    skip: int = 1  # characters after \u that stand in for it in programs without Unicode
    is_raised: bool = False
    in_note: bool = False


@dataclass
class _Reader:
    """Collects blocks while going through the tokens.

    Attributes:
        level: outline level of the paragraph from 0, or None.
        cells: of the table row that is being read.
        notes: of the paragraph or table that is being read, each in pieces.
    """

    encoding: str = "cp1252"
    blocks: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    level: int | None = None
    listed: bool = False
    in_table: bool = False
    cells: list[str] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    notes: list[list[str]] = field(default_factory=list)

    def say(self, text: str, state: _State) -> None:
        """Add text to the paragraph, or to its note."""
        words = self.notes[-1] if state.in_note else self.words
        words.append(raised(text) if state.is_raised else text)

    def word(self, name: bytes, number: int | None, state: _State) -> None:
        """Follow a control word that ends or describes a paragraph; those in a note only part its words."""
        if state.in_note:
            self.say(" " if name == b"par" else "", state)
        elif name in (b"par", b"sect", b"page") and not self.in_table:
            self.end_paragraph()
        elif name == b"par":
            self.words.append(" ")
        elif name in (b"cell", b"nestcell"):
            self.cells.append(self.said().replace("\n", " "))
        elif name == b"row":
            self.rows.append(tuple(self.cells))
            self.cells = []
        elif name == b"pard":
            self.level, self.listed, self.in_table = None, False, False
        elif name == b"intbl":
            self.in_table = True
        elif name == b"outlinelevel":
            self.level = number
        elif name == b"ls":
            self.listed = True
        elif name == b"ansicpg" and number is not None:
            self.encoding = _encoding(number)

    def said(self) -> str:
        """Return the text since the last end of a paragraph or cell, and begin anew."""
        words, self.words = self.words, []
        return _joined(words)

    def end_paragraph(self) -> None:
        """Add the paragraph that was read, and the table before it."""
        text = self.said().strip()
        if not text:
            return
        self.end_table()
        if self.level is not None and 0 <= self.level < 9:
            self.blocks.append(Heading(text, self.level + 1))
        else:
            self.blocks.append(Item(text) if self.listed else Paragraph(text))
        self.end_notes()

    def end_notes(self) -> None:
        """Add the notes of what was read."""
        self.blocks += (Paragraph(said) for note in self.notes if (said := _joined(note).strip()))
        self.notes = []

    def end_table(self) -> None:
        """Add the table whose rows were read."""
        if self.rows:
            self.blocks.append(Table(tuple(self.rows)))
        self.rows = []


def read_rtf(data: bytes) -> Extracted:
    """Return the body of an .rtf file, each note after the paragraph that it belongs to."""
    reader = _Reader()
    title = re.search(rb"\{\\title ([^{}\\]{1,300})\}", data[:100_000])
    stack: list[_State] = []
    state = _State()
    skip = 0
    for token in _tokens(data):
        if token["brace"] == b"{":
            if len(stack) < _MAX_DEPTH:
                stack.append(state)
        elif token["brace"]:
            if not stack:
                break
            state = stack.pop()
        elif token["word"]:
            number = int(token["number"]) if token["number"] else None
            state = _changed(state, token["word"], number)
            if not state.passed_over:
                if token["word"] == b"u" and number is not None:
                    reader.say(chr(number % 0x10000), state)
                    skip = state.skip
                    continue
                if token["word"] == b"footnote":
                    reader.notes.append([])
                reader.say(_SIGNS.get(token["word"], ""), state)
                reader.word(token["word"], number, state)
        elif token["sign"] == b"*":
            state = replace(state, passed_over=True)
        elif not state.passed_over:
            skip = _say(reader, token, state, skip)
            continue
        skip = 0
    reader.end_paragraph()
    reader.end_table()
    reader.end_notes()
    named = title[1].decode(reader.encoding, "replace").strip() if title else ""
    return Extracted(tuple(reader.blocks), title=first_heading(reader.blocks) or named or None)


def _joined(words: list[str]) -> str:
    """Return text from its pieces: what lies beyond 16 bits comes in two halves."""
    return "".join(words).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _tokens(data: bytes) -> Iterator[re.Match[bytes]]:
    """Yield the tokens; binary data is passed over."""
    at = 0
    while token := _TOKEN.match(data, at):
        at = token.end() + int(token["length"] or 0)
        yield token


def _say(reader: _Reader, token: re.Match[bytes], state: _State, skip: int) -> int:
    """Say what a token stands for, less what stands in for Unicode; return how much of that is to come."""
    if token["sign"]:
        reader.say(_ESCAPED.get(token["sign"], ""), state)
        return 0
    written = (
        bytes.fromhex(token["hex"].replace(b"\\'", b"").decode()) if token["hex"] else token["text"] or b""
    )
    left = written[skip:]
    reader.say(left.decode(reader.encoding, "replace"), state)
    return max(0, skip - len(written))


def _changed(state: _State, word: bytes, number: int | None) -> _State:
    """Return the state after a control word."""
    if word in _PASSED_OVER:
        return replace(state, passed_over=True)
    if word == b"footnote":
        return replace(state, in_note=True)
    if word == b"uc":
        return replace(state, skip=min(max(number or 0, 0), 10))
    if word in (b"super", b"nosupersub", b"plain"):
        return replace(state, is_raised=word == b"super" and number != 0)
    return state


def _encoding(page: int) -> str:
    """Return the encoding of a code page, that of Windows in Western Europe if it is unknown."""
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return "utf-8" if page == 65001 else "cp1252"
