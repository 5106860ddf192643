"""Join the lines of a PDF to paragraphs: across columns and pages, with broken words mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from report_assistant.reading.formats.pdf_runs import Run
from report_assistant.reading.lines import BULLET

_LOOSE = 0.35  # sizes of the font beyond the usual distance of two lines that part paragraphs
_INDENT = 0.8  # sizes of the font by which the first line of a paragraph is moved in
_ENDED = re.compile(r"[.!?…:。！？][\"'”’»)\]⁰¹²³⁴-⁹]*$")
_BROKEN = re.compile(r"(?P<head>[^\W\d_]+)[-\u00ad\u2010]$")
_TAIL = re.compile(r"[^\W\d_]+")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s")


@dataclass(slots=True)
class Piece:
    """Lines of a PDF that make a paragraph, a list item or a heading.

    Attributes:
        turns: (offset, page) of each page that begins inside it.
    """

    text: str
    page: int
    first: Run
    last: Run
    turns: list[tuple[int, int]] = field(default_factory=list)
    right: float = 0.0
    lines: int = 1


class Joiner:
    """Joins lines to pieces.

    Args:
        words: every word of the document in lower case, hyphens kept: they tell whether a hyphen at the end
            of a line belongs to the word.
    """

    def __init__(self, words: frozenset[str]) -> None:
        self._words = words

    def start(self, line: Run, page: int) -> Piece:
        """Begin a piece with a line."""
        return Piece(line.text, page, line, line, right=line.right)

    def join(self, piece: Piece, line: Run, page: int, distance: float) -> bool:
        """Add a line to a piece if it goes on with it; tell whether it was added.

        Args:
            piece: what was read last.
            line: the next line.
            page: on which it stands.
            distance: usual distance of two lines of the page, base to base, in sizes of the font.
        """
        if not self._goes_on(piece, line, page, distance):
            return False
        broken = _BROKEN.search(piece.text)
        tail = _TAIL.match(line.text)
        if broken and tail and line.text[0].islower():
            whole = f"{broken['head']}{tail.group()}".lower()
            compound = f"{broken['head']}-{tail.group()}".lower()
            keep = compound in self._words and whole not in self._words
            piece.text = piece.text[:-1] + ("-" if keep else "")
        elif not (broken and tail):
            piece.text += " "
        turned = piece.turns[-1][1] if piece.turns else piece.page
        if page != turned:
            piece.turns.append((len(piece.text), page))
        piece.text += line.text
        piece.last = line
        piece.right = max(piece.right, line.right)
        piece.lines += 1
        return True

    def _goes_on(self, piece: Piece, line: Run, page: int, distance: float) -> bool:
        """Tell whether a line goes on with what was read last."""
        last = piece.last
        ended = _ENDED.search(piece.text) is not None
        restyled = line.bold != last.bold and (ended or piece.first.bold)
        if restyled or not 0.9 < line.size / last.size < 1.1 or starts_item(line.text):
            return False
        turned = piece.turns[-1][1] if piece.turns else piece.page
        down = last.base - line.base
        if page != turned or down < 0 or line.left > piece.right:
            # The next page or column: the sentence must show that it is not at its end.
            return not ended and (line.text[0].islower() or piece.text[-1] in ",-")
        if not 0.3 * last.size < down < (distance + _LOOSE) * last.size or line.right < piece.first.left:
            return False
        indented = line.left > last.left + _INDENT * last.size and line.left > piece.first.left
        short = piece.lines > 1 and last.right < piece.right - 0.25 * (piece.right - last.left)
        return not (ended and (indented or short))


def starts_item(text: str) -> bool:
    """Tell whether a line begins an item of a list."""
    return BULLET.match(text) is not None or _NUMBERED.match(text) is not None


def vocabulary(lines: Sequence[str]) -> frozenset[str]:
    """Return the words of lines in lower case, hyphens inside them kept, the last of each line left out."""
    found: set[str] = set()
    for line in lines:
        words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.lower())
        found.update(words[:-1] if line.endswith(("-", "\u00ad", "\u2010")) else words)
    return frozenset(found)
