"""Find words of a document on a page of its PDF, where they stand broken, hyphenated and in columns."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the upper left corner of the page as it is shown."""

_ENOUGH = 0.5  # share of the words that must be found in a row of pieces for the place to be right
_LEAST_WORDS = 3  # that must be found next to each other, unless there are fewer
_SPREAD = 1.5  # how much longer than the words the stretch of the page may be that they are found in
_LEVEL = 0.5  # share of the height by which boxes of one line may differ
_NEXT = 1.5  # heights between two boxes of a line that are marked as one


@dataclass(frozen=True, slots=True)
class Sign:
    """A visible character of a page.

    Attributes:
        fresh: whether white space stands before it.
    """

    text: str
    box: Box
    fresh: bool = False


def find_boxes(signs: Sequence[Sign], wordings: Sequence[str], turn: int = 0) -> tuple[Box, ...]:
    """Return where words stand on a page, a box for each line of them; empty if they are not found.

    Args:
        signs: the characters of the page, in the order of the file.
        wordings: how the page may say it, likeliest first: a row of a table is written otherwise than it is
            quoted. What is not found letter by letter is looked for word by word, in the first of them.
        turn: which of several places with the same words, from 0.
    """
    letters, owners = _squeezed((sign.text, place) for place, sign in enumerate(signs))
    for wording in wordings:
        sought, _ = _squeezed([(wording, 0)])
        if places := _occurrences(letters, sought):
            at = places[min(turn, len(places) - 1)]
            return _lines([signs[owner].box for owner in sorted(set(owners[at : at + len(sought)]))])
    return _lines([signs[place].box for place in _alike(signs, wordings[0])]) if wordings else ()


def find_part(signs: Sequence[Sign], wording: str, *, tail: bool) -> tuple[Box, ...]:
    """Return where the longest beginning of some words stands on a page, or, if `tail`, their longest end.

    That is what a page break leaves there; less than a few words is taken for chance.
    """
    letters, owners = _squeezed((sign.text, place) for place, sign in enumerate(signs))
    words = wording.split()
    for count in range(len(words) - 1, _LEAST_WORDS - 1, -1):
        part = words[-count:] if tail else words[:count]
        sought = squeeze("".join(part))
        if sought and (places := _occurrences(letters, sought)):
            at = places[0] if tail else places[-1]
            return _lines([signs[owner].box for owner in sorted(set(owners[at : at + len(sought)]))])
    return ()


def occurrences(signs: Sequence[Sign], words: str) -> list[Box]:
    """Return where whole words stand on a page, a box around each place."""
    letters, owners = _squeezed((sign.text, place) for place, sign in enumerate(signs))
    sought = squeeze(words)
    found: list[Box] = []
    for at in _occurrences(letters, sought):
        first, last = owners[at], owners[at + len(sought) - 1]
        if signs[first].fresh and (last + 1 == len(signs) or signs[last + 1].fresh):
            boxes = [sign.box for sign in signs[first : last + 1]]
            lefts, tops, rights, bottoms = zip(*boxes, strict=True)
            found.append((min(lefts), min(tops), max(rights), max(bottoms)))
    return found


def squeeze(text: str) -> str:
    """Return the letters, digits and signs of a text as they are compared."""
    return _squeezed([(text, 0)])[0]


def _squeezed(pieces: Iterable[tuple[str, int]]) -> tuple[str, list[int]]:
    """Return the characters that count, and of each the piece that it comes from.

    White space and hyphens depend on how lines were broken; ligatures, raised digits and wide forms are
    written in one way (Unicode's compatibility forms, NFKC).
    """
    letters: list[str] = []
    owners: list[int] = []
    for text, owner in pieces:
        for letter in unicodedata.normalize("NFKC", text).casefold():
            if not (letter.isspace() or unicodedata.category(letter) in ("Pd", "Cf", "Cc", "Cn")):
                letters.append(letter)
                owners.append(owner)
    return "".join(letters), owners


def _occurrences(letters: str, sought: str) -> list[int]:
    places: list[int] = []
    at = letters.find(sought) if sought else -1
    while at >= 0:
        places.append(at)
        at = letters.find(sought, at + len(sought))
    return places


def _alike(signs: Sequence[Sign], wording: str) -> list[int]:
    """Return the characters of the stretch of the page that shares most words in order with the wording."""
    words: list[tuple[str, list[int]]] = []
    for place, sign in enumerate(signs):
        if sign.fresh or not words:
            words.append(("", []))
        text, members = words.pop()
        words.append((text + sign.text, [*members, place]))
    shown = [squeeze(text) for text, _ in words]
    sought = [word for word in map(squeeze, wording.split()) if word]
    matcher = SequenceMatcher(None, shown, sought, autojunk=False)
    best = matcher.find_longest_match()
    if best.size < min(_LEAST_WORDS, len(sought)):
        return []
    first = best.a - int(_SPREAD * best.b)
    last = best.a + int(_SPREAD * (len(sought) - best.b))
    near = [block for block in matcher.get_matching_blocks() if first <= block.a < last]
    if sum(block.size for block in near) < _ENOUGH * len(sought):
        return []
    return [
        place for block in near for _, members in words[block.a : block.a + block.size] for place in members
    ]


def _lines(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Join the boxes of characters that follow each other on a line."""
    joined: list[Box] = []
    for left, top, right, bottom in boxes:
        if joined:
            before = joined[-1]
            height = max(bottom - top, before[3] - before[1])
            level = abs(top - before[1]) < _LEVEL * height and abs(bottom - before[3]) < _LEVEL * height
            if level and -0.5 * height < left - before[2] < _NEXT * height:
                joined[-1] = (
                    min(left, before[0]),
                    min(top, before[1]),
                    max(right, before[2]),
                    max(bottom, before[3]),
                )
                continue
        joined.append((left, top, right, bottom))
    return tuple(joined)
