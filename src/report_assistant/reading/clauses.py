"""Cut a sentence into the clauses that its figures belong to.

Figures anchor the cut: between two neighbouring figures the strongest connective is the boundary, where one
that touches a figure counts more. A clause that holds nothing but its figure, its people, its place and its
time ("30% in Germany") is elliptical: it shares the words of the full clause that it hangs on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from report_assistant.reading.clause_cuts import find_cut
from report_assistant.reading.clause_words import connectives
from report_assistant.reading.ellipsis import head_of, is_elliptical, leans
from report_assistant.reading.number_lexicon import known
from report_assistant.reading.numbers import Quantity
from report_assistant.reading.spans import Span, trim
from report_assistant.reading.structure import skeleton
from report_assistant.reading.words import content_words


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause of one quantity: text[start:end].

    Attributes:
        shared: spans outside the clause whose words hold for it too: the full clause that an elliptical one
            hangs on, and the opening adverbial of the sentence ("In France,").
        elliptical: it holds no words of its own that say what the figure is.
        run: the quantities (by index) of the bare list that this one stands in ("71% and 66%"), itself
            included; empty if it stands alone.
    """

    start: int
    end: int
    shared: tuple[Span, ...] = ()
    elliptical: bool = False
    run: tuple[int, ...] = ()


def bind_clauses(text: str, quantities: Sequence[Quantity], language: str = "en") -> tuple[Clause, ...]:
    """Return the clause of each quantity of a sentence, in the order of the quantities.

    Args:
        text: one sentence.
        quantities: its quantities, in text order.
        language: ISO 639-1.
    """
    if not quantities:
        return ()
    code = known(language)
    text = skeleton(text, code, [(quantity.start, quantity.end) for quantity in quantities])
    cuts: list[int | None] = [find_cut(text, one, two, code) for one, two in pairwise(quantities)]
    starts, ends, groups = [_left_edge(text, quantities[0], code)], [], [[0]]
    for index, cut in enumerate(cuts, start=1):
        if cut is None:
            groups[-1].append(index)
        else:
            ends.append(cut)
            starts.append(cut)
            groups.append([index])
    ends.append(_right_edge(text, quantities[-1], code))
    spans = [_tidy(text, start, end, code) for start, end in zip(starts, ends, strict=True)]
    opening = _opening(text, quantities[0].start, code)
    elliptical = [is_elliptical(text, span, opening, quantities, code) for span in spans]
    clauses: list[Clause] = []
    for number, group in enumerate(groups):
        start, end = spans[number]
        head = head_of(number, elliptical, quantities[group[0]])
        leaning = head is None and number > 0 and leans(text[start:end], code)
        shared = [spans[number - 1]] if leaning else [] if head is None else [spans[head]]
        if opening and number and not any(s <= opening[0] < e for s, e in shared):
            shared.insert(0, opening)
        runs = _runs(text, quantities, group, code)
        clauses += [
            Clause(
                start, end, tuple(shared), head is not None, next((run for run in runs if index in run), ())
            )
            for index in group
        ]
    return tuple(clauses)


def _left_edge(text: str, first: Quantity, language: str) -> int:
    """Return where the first figure's clause starts.

    Past a clause without figures that a contrast parts off.
    """
    edge = 0
    words = connectives(language)
    subordinate = re.match(rf"\s*(?:{words.subordinate})\s[^,;]+,\s", text[: first.start], re.IGNORECASE)
    if (
        subordinate
        and _full(text[: subordinate.end()], language)
        and _full(text[subordinate.end() :], language)
    ):
        edge = subordinate.end()
    for at, _ in _contrasts(text, edge, first.start, language):
        if _full(text[edge:at], language) and _full(text[at:], language):
            edge = at
    return edge


def _right_edge(text: str, last: Quantity, language: str) -> int:
    """Return where the last figure's clause ends.

    Before a clause without figures that a contrast parts off.
    """
    begin = max(last.end, last.noun_end)
    for at, before in _contrasts(text, begin, len(text), language):
        if _full(text[at:], language) and _full(text[begin:before], language):
            return before
    return len(text)


def _contrasts(text: str, begin: int, end: int, language: str) -> list[Span]:
    """Return (start of the next clause, end of the one before) of every stop or contrast."""
    words = connectives(language)
    pattern = rf";\s*|,\s(?=(?:{words.contrast}|{words.contrast_after_comma})\s)"
    return [(m.end(), m.start()) for m in re.compile(pattern, re.IGNORECASE).finditer(text, begin, end)]


def _full(piece: str, language: str) -> bool:
    """Tell whether a stretch has words enough to be a clause of its own."""
    return len(content_words(piece, language)) >= 3


def _tidy(text: str, start: int, end: int, language: str) -> Span:
    """Take white space, the joining conjunction and the comma before the next clause off."""
    words = connectives(language)
    start, end = trim(text, start, end)
    joined = re.compile(rf"(?:{words.addition}|{words.contrast})\s+", re.IGNORECASE).match(text, start, end)
    if joined is not None and start > 0:
        start = joined.end()
    while end > start and text[end - 1] in ",;:( " and end < len(text):
        end -= 1
    return start, end


def _opening(text: str, first: int, language: str) -> Span | None:
    """Return the adverbial that opens the sentence and holds for all of it.

    As in "In France," before any figure.
    """
    match = re.match(
        rf"\s*(?:{connectives(language).leading})(?![^\W_])[^,;:]*,", text[:first], re.IGNORECASE
    )
    if match is None or len(match.group().split()) > 8:
        return None
    return trim(text, 0, match.end() - 1)


def _runs(
    text: str, quantities: Sequence[Quantity], group: Sequence[int], language: str
) -> list[tuple[int, ...]]:
    """Return the bare lists of figures of one kind in a clause, by index."""
    words = connectives(language)
    joint = re.compile(rf",?\s(?:{words.addition})\s(?:(?:{words.fillers})\s)*|,\s", re.IGNORECASE)
    runs: list[list[int]] = [[]]
    for index in group:
        previous = quantities[runs[-1][-1]] if runs[-1] else None
        alike = previous is not None and previous.kind is quantities[index].kind
        if previous is None or (alike and joint.fullmatch(text, previous.end, quantities[index].start)):
            runs[-1].append(index)
        else:
            runs.append([index])
    return [tuple(run) for run in runs if len(run) > 1]
