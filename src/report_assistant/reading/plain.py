"""Read plain text: paragraphs, headings, bullets, wrapped lines and tables without any markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from report_assistant.reading.blocks import Place, block_sentences
from report_assistant.reading.contents import contents_lines
from report_assistant.reading.lines import BULLET, ENDS, WRAP_RANGE, dangles, wrap_width
from report_assistant.reading.pipe_tables import is_pipe_row
from report_assistant.reading.spans import Span, line_spans, trim
from report_assistant.types import Sentence

_MAX_HEADING = 80  # characters
_TITLE_LINES = 3
_MIN_PROSE = 50  # characters: what stands under a heading has at least one line this long
_NOT_LAST = ".!?…:;,。！？—–-"
_BARE = 9  # level of a heading without marks, below that of all others
_OPENING = 8  # level of one that opens the text, above the first of the others
_SIGNED = re.compile(
    r"\s*(?:(?P<hashes>#{1,6})\s+(?P<atx>\S.*?)\s*#*|(?P<wiki>=[=\s]*)(?P<title>[^=\n]+)=[=\s]*)\s*"
)
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,}|~{3,})\s*")


@dataclass
class _Outline:
    """The lines of a text, parted into blocks, with the headings over each."""

    text: str
    language: str
    blocks: list[tuple[tuple[str, ...], list[Span]]] = field(default_factory=list)
    path: list[tuple[int, str]] = field(default_factory=list)
    first: str | None = None

    def enter(self, level: int, line: Span) -> None:
        """Go into the section of a heading."""
        title = " ".join(self.text[slice(*line)].split())
        self.first = self.first or title
        while self.path and self.path[-1][0] >= level:
            self.path.pop()
        self.path.append((level, title))

    def add(self, block: list[Span]) -> None:
        """Add a block under the headings in force."""
        self.blocks.append((tuple(title for _, title in self.path), block))


def read_plain(text: str, start: int, language: str) -> tuple[list[Sentence], str | None]:
    """Return the sentences of `text` from `start` on, and its title or None.

    Blank lines part blocks. Headings are lines marked as in Markdown (`# Title`), as in wikis (`== Title ==`)
    or by a line drawn under them, and short lines without a final stop that stand alone between blank lines
    with running text under them, or at the start with such a line: context of what follows, no sentences of
    their own. A table of contents says nothing and is passed over.

    Args:
        text: the whole text, newlines as the newline character only.
        start: where the body begins, in characters.
        language: ISO 639-1 code, for sentence splitting.
    """
    lines = line_spans(text, start)
    contents = contents_lines([text[slice(*line)] for line in lines])
    lines = [(line[0], line[0]) if number in contents else line for number, line in enumerate(lines)]
    outline = _outlined(text, lines, language)
    place = Place(language, wrap_width(text, lines))
    sentences: list[Sentence] = []
    for number, (headings, block) in enumerate(outline.blocks):
        sentences += block_sentences(text, block, place.under(headings, number))
    return sentences, _opening_title(text, outline) or outline.first or _title_line(text, lines, language)


def _opening_title(text: str, outline: _Outline) -> str | None:
    """Return the first line of a text that opens with up to three lines that look like titles, or None.

    Above the first heading stands what the whole is called, and then its kind or its time.
    """
    headings, block = outline.blocks[0] if outline.blocks else ((), [])
    asked = [(start, end - (text[start:end].rstrip()[-1:] in "?!")) for start, end in block]  # "Covered?"
    titled = 1 < len(block) <= _TITLE_LINES and all(_is_title(text, line, outline.language) for line in asked)
    return " ".join(text[slice(*block[0])].split()) if titled and not headings else None


def _outlined(text: str, lines: Sequence[Span], language: str) -> _Outline:
    """Part the lines into blocks and find the headings."""
    outline = _Outline(text, language)
    parts = list(_parted(text, lines, language))
    bare = [
        not level and not under_level and _is_bare_heading(text, part, before, under, language)
        for (_, before), (level, part), (under_level, under) in zip(
            [(0, []), *parts], parts, parts[1:], strict=False
        )
    ]
    for number, (level, part) in enumerate(parts):
        opens = not number and len(part) == 1 and bare[1:2] == [True]
        if level:
            outline.enter(level, part[0])
        elif bare[number : number + 1] == [True]:
            outline.enter(_BARE, part[0])
        elif opens and _is_title(text, part[0], language):
            outline.enter(_OPENING, part[0])
        else:
            outline.add(part)
    return outline


def _parted(text: str, lines: Sequence[Span], language: str) -> Iterator[tuple[int, list[Span]]]:
    """Yield (0, lines of a block) and (level, span of a title), without blank lines."""
    block: list[Span] = []
    apart = False
    for line, under in zip(lines, _written_after(text, lines), strict=True):
        written = text[slice(*line)]
        if not written.strip():
            apart = apart or not (block and under and _is_cell(text, block[-1], line, under))
            continue
        signed = _SIGNED.fullmatch(written) if written.lstrip()[0] in "#=" else None
        drawn = (
            len(block) == 1
            and not apart
            and _UNDERLINE.fullmatch(written)
            and not is_pipe_row(text[slice(*block[0])])
        )
        if block and (signed or (apart and not dangles(text, block[-1], language))):
            yield 0, block
            block = []
        apart = False
        if signed:
            name = "atx" if signed["hashes"] else "title"
            level = len(signed["hashes"] or signed["wiki"].replace(" ", ""))
            yield level, [trim(text, line[0] + signed.start(name), line[0] + signed.end(name))]
        elif drawn:
            yield (1 if "=" in written else 2), [trim(text, *block[0])]
            block = []
        else:
            block.append(line)
    if block:
        yield 0, block


def _written_after(text: str, lines: Sequence[Span]) -> list[Span | None]:
    """Return for each line the next one that is not blank, or None."""
    after: list[Span | None] = []
    following = None
    for line in reversed(lines):
        after.append(following)
        following = line if text[slice(*line)].strip() else following
    return after[::-1]


def _is_cell(text: str, over: Span, line: Span, under: Span) -> bool:
    """Tell whether a blank line is an empty cell: a no-break space between lines as short as cells."""
    if "\u00a0" not in text[slice(*line)]:
        return False
    beside = [trim(text, *over), trim(text, *under)]
    return all(start < end < start + WRAP_RANGE[0] and text[end - 1] not in ENDS for start, end in beside)


def _is_bare_heading(
    text: str, block: Sequence[Span], before: Sequence[Span], under: Sequence[Span], language: str
) -> bool:
    """Tell whether a block is one short line that names the running text under it."""
    if len(block) > 1 or not _is_title(text, block[0], language):
        return False
    if before and text[trim(text, *before[-1])[1] - 1] in ":;,":
        return False  # an item of a list that the line above announces
    longest = max(end - start for start, end in under)
    last = text[slice(*trim(text, *under[-1]))].rstrip("\"'”’»)")
    return longest >= _MIN_PROSE and last[-1:] in (".", "!", "?", ":") and not BULLET.match(text, *under[0])


def _is_title(text: str, line: Span, language: str) -> bool:
    """Tell whether a line looks like a title: short, without a final stop, no list item and no table row."""
    start, end = trim(text, *line)
    written = text[start:end]
    if (
        end - start > _MAX_HEADING
        or written[-1] in _NOT_LAST
        or ";" in written
        or dangles(text, line, language)
    ):
        return False
    names = written[0].isupper() or written[0].isdigit()
    return names and any(map(str.isalpha, written)) and not BULLET.match(written) and not is_pipe_row(written)


def _title_line(text: str, lines: Sequence[Span], language: str) -> str | None:
    """Return the first line with words in it if it looks like a title."""
    first = next((line for line in lines if text[slice(*line)].strip()), None)
    return " ".join(text[slice(*first)].split()) if first and _is_title(text, first, language) else None
