"""Pair the figures of a bare list with a parallel list: "5% and 6% in 2019 and 2018, respectively"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from report_assistant.reading.clause_words import connectives
from report_assistant.reading.parts import Parts
from report_assistant.reading.periods import Period
from report_assistant.reading.spans import Span
from report_assistant.reading.words import FUNCTION_WORDS

_LONGEST_ITEM = 4  # words of an item of a list of two


@dataclass(frozen=True, slots=True)
class Pair:
    """What a figure is paired with: text[start:end], and its time or its place if it is one."""

    start: int
    end: int
    period: Period | None = None
    place: str = ""


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_Item = TypeVar("_Item", bound=_Spanned)


def paired_with(parts: Parts, index: int) -> Pair | None:
    """Return what stands at the figure's position in a list as long as its own, or None.

    Looked for in this order: times (also those that the sentence names before the clause), places, other
    figures, and, where the sentence says "respectively", any list; after the figures before what stands
    before them.
    """
    clause = parts.clauses[index]
    run = clause.run
    if len(run) < 2:
        return None
    position, size = run.index(index), len(run)
    figures = (parts.quantities[run[0]].start, parts.quantities[run[-1]].end)
    before = [period for period in parts.periods if period.end <= figures[0]]
    if period := _at(parts.periods_of(clause), figures, position, size) or _at(
        before, figures, position, size
    ):
        return Pair(period.start, period.end, period=period)
    if mention := _at(parts.places_of(clause), figures, position, size):
        return Pair(mention.start, mention.end, place=mention.place)
    others = {c.run for c in parts.clauses if c.start == clause.start and len(c.run) == size and c.run != run}
    if len(others) == 1:
        quantity = parts.quantities[others.pop()[position]]
        return Pair(quantity.start, quantity.end)
    respectively = rf"(?<![^\W_])(?:{connectives(parts.language).respectively})(?![^\W_])"
    if not re.search(respectively, parts.text[clause.start : clause.end], re.IGNORECASE):
        return None
    for region in ((clause.start, figures[0]), (figures[1], clause.end)):
        items = _items(parts, region, size)
        if items:
            return Pair(*items[position])
    return None


def _at(found: Sequence[_Item], figures: Span, position: int, size: int) -> _Item | None:
    """Return the item at a position of the list after the figures, or of the one before them."""
    for side in (
        [item for item in found if item.start >= figures[1]],
        [item for item in found if item.end <= figures[0]],
    ):
        if len(side) == size:
            return side[position]
    return None


def _items(parts: Parts, region: Span, size: int) -> list[Span]:
    """Return the items of the last list of that many items in a region, or none."""
    joint = re.compile(rf",?\s(?:{connectives(parts.language).addition})\s", re.IGNORECASE)
    for match in reversed(list(joint.finditer(parts.frame, *region))):
        commas = [m.span() for m in re.finditer(r",\s", parts.frame[region[0] : match.start()])]
        cuts = [(region[0] + s, region[0] + e) for s, e in commas][-(size - 2) :] if size > 2 else []
        if len(cuts) != size - 2:
            continue
        cuts.append(match.span())
        first = _edge(parts, region[0], cuts[0][0], backwards=True)
        last = _edge(parts, cuts[-1][1], region[1], backwards=False)
        starts, ends = [first, *(end for _, end in cuts)], [*(start for start, _ in cuts), last]
        items = list(zip(starts, ends, strict=True))
        if all(start < end for start, end in items):
            return items
    return []


def _edge(parts: Parts, start: int, end: int, *, backwards: bool) -> int:
    """Return where an outer item of a list ends: at the first function word, stop, or after a few words."""
    words = list(re.finditer(r"[^\s,;:()]+", parts.frame[start:end]))
    if backwards:
        words.reverse()
    edge = end if backwards else start
    for count, word in enumerate(words):
        gap = (
            parts.frame[start + word.end() : edge] if backwards else parts.frame[edge : start + word.start()]
        )
        closed = word.group().lower() in FUNCTION_WORDS[parts.language]
        if count == _LONGEST_ITEM or closed or gap.strip():
            break
        edge = start + (word.start() if backwards else word.end())
    return edge
