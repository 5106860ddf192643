"""Cut a sentence into the clauses that its figures belong to.

Figures anchor the cut: between two neighbouring figures the strongest connective is the boundary, where a
connective that touches a figure counts more. A clause that holds nothing but its figure, its people, its place
and its time ("30% in Germany") is elliptical: it shares the words of the full clause that it hangs on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from report_assistant.reading.bases import base_noun
from report_assistant.reading.clause_words import boundaries, connectives
from report_assistant.reading.number_lexicon import known
from report_assistant.reading.numbers import Quantity, QuantityKind, find_quantities
from report_assistant.reading.periods import find_periods
from report_assistant.reading.places import find_places
from report_assistant.reading.spans import Span, blank_out, trim
from report_assistant.reading.structure import skeleton
from report_assistant.reading.words import content_words

# A name after a preposition of place, where the lexicon of places does not know it: "in the Amazon".
_NAMED_PLACE = r"\s(?:in|of|from|among|across|à|en|dans|van|uit|im|aus)\s(?:the\s|la\s|le\s|de\s|der\s|dem\s)?(?:[A-Z]\w+\s?){1,3}"
_TOUCHING = 2.0  # what a connective gains by standing right beside a figure


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


def split_clauses(sentence_text: str, language: str = "en") -> tuple[Span, ...]:
    """Return the spans of the clauses of a sentence that hold figures; the whole sentence if it holds none."""
    clauses = bind_clauses(sentence_text, find_quantities(sentence_text, language), language)
    spans = sorted({(clause.start, clause.end) for clause in clauses})
    return tuple(spans) or (trim(sentence_text, 0, len(sentence_text)),)


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
    text = skeleton(text, code)
    cuts: list[int | None] = [_cut(text, one, two, code) for one, two in pairwise(quantities)]
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
    elliptical = [_is_elliptical(text, span, opening, quantities, code) for span in spans]
    clauses: list[Clause] = []
    for number, group in enumerate(groups):
        start, end = spans[number]
        head = _head(number, elliptical, quantities[group[0]])
        leaning = head is None and number > 0 and _compares(text[start:end], code)
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


def _cut(text: str, one: Quantity, two: Quantity, language: str) -> int | None:
    """Return where the clause of the second of two neighbouring figures starts; None if they share one."""
    begin, stop = _value_end(text, one), two.start
    gap = text[begin:stop]
    words = connectives(language)
    if (change := _change(text, one, two, language)) is not None:
        return change
    if _is_link(gap, one, two, language) or restates(text, one, two):
        return None
    if gap.endswith(", ") and re.match(rf"\s(?:{words.part_of})(?![^\W_])", text[two.end :], re.IGNORECASE):
        return stop  # "..., four of which"
    best, where = 0.0, None
    for weight, pattern in boundaries(language):
        for match in pattern.finditer(text, begin, stop):
            named = next((name for name, value in match.groupdict().items() if value is not None), None)
            at = match.start(named) if named else match.end()
            score = weight + _TOUCHING * (not text[begin : match.start()].strip(" \n)]%,"))
            score += _TOUCHING * _only_fillers(text[at:stop], language)
            if score > best or (score == best and weight >= 3):
                best, where = score, at
    attached = two.kind in (QuantityKind.COUNT, QuantityKind.MEASURE) and re.search(
        rf"\b(?:{words.attached})\s(?:(?:{words.fillers})\s)*$", gap, re.IGNORECASE
    )
    if where is None or (attached and best < 4):
        return None
    return where


def _change(text: str, one: Quantity, two: Quantity, language: str) -> int | None:
    """Return where the second half of a change starts: "from 29% in 2023 | to 31%", "fell $8m | to $24m | from $33m".

    Two numbers with one unit between them ("5 to 7 years") are a range, no change.
    """
    words = connectives(language)
    begin = max(one.end, one.noun_end)
    gap = text[begin : two.start]
    halves = re.search(rf"\s(?P<next>(?:{words.to}|{words.from_})\s(?:\w+\s)?)$", gap, re.IGNORECASE)
    if halves is None or len(gap.split()) > 8:
        return None
    opened = re.search(rf"\b(?:{words.from_})\s\S*$", text[: one.start][-30:], re.IGNORECASE)
    own_units = one.kind is two.kind and one.end > one.start and _has_unit(text, one) and _has_unit(text, two)
    bare = len(gap.split()) == 1
    if (opened and not bare) or (own_units and bare):
        return begin + halves.start("next")
    return None


def _has_unit(text: str, quantity: Quantity) -> bool:
    """Tell whether a figure's unit stands at the figure itself."""
    return re.search(r"[^\d\s.,()−–-]", text[quantity.start : quantity.end]) is not None


def _only_fillers(piece: str, language: str) -> bool:
    """Tell whether a stretch beside a figure holds nothing but fillers and connectives."""
    words = connectives(language)
    pattern = _fillers(
        f"{words.fillers}|{words.addition}|{words.contrast}|{words.contrast_after_comma}|{words.compare}"
    )
    return pattern.fullmatch(piece) is not None


@lru_cache(maxsize=8)
def _fillers(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[\s,(<>~≈%)]|(?<![^\W_])(?:{words})(?![^\W_]))*", re.IGNORECASE)


def _is_link(gap: str, one: Quantity, two: Quantity, language: str) -> bool:
    """Tell whether two figures stand in one bare list or range, or the second restates the first in brackets."""
    words = connectives(language)
    if two.qualifier and gap.rstrip().endswith(two.qualifier):
        gap = gap.rstrip().removesuffix(two.qualifier)
    restated = r"\s?[(\[](?:(?:or|ou|of|oder|i\.e\.)\s)?|[)\]]?,?\s(?:or|ou|of|oder)\s"
    if re.fullmatch(rf"\s?[-–—/]\s?|\s(?:{words.to})\s|{restated}", gap, re.IGNORECASE):
        return True
    listed = re.fullmatch(
        rf",?\s(?:{words.addition})\s(?:\w+\s)?|,\s|[)\]],?\s(?:{words.addition})\s[(\[]", gap, re.IGNORECASE
    )
    return listed is not None and one.kind is two.kind


def restates(text: str, one: Quantity, two: Quantity) -> bool:
    """Tell whether the second of two neighbouring figures only repeats the first: "Half of them, 50%, ..."."""
    gap, right = text[one.end : two.start], text[two.end : two.end + 1]
    equal = one.unit == two.unit and abs(one.value - two.value) < 1
    bracketed = (re.search(r",\s(?:or\s)?$", gap) and right == ",") or (gap.endswith("(") and right == ")")
    return bool(equal and bracketed and len(gap.split()) <= 8)


def _left_edge(text: str, first: Quantity, language: str) -> int:
    """Return where the first figure's clause starts: past a clause without figures that a contrast parts off."""
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
    """Return where the last figure's clause ends: before a clause without figures that a contrast parts off."""
    begin = max(last.end, last.noun_end)
    for at, before in _contrasts(text, begin, len(text), language):
        if _full(text[at:], language) and _full(text[begin:before], language):
            return before
    return len(text)


def _contrasts(text: str, begin: int, end: int, language: str) -> list[Span]:
    """Return (start of the next clause, end of the one before) of every stop or contrast in a stretch, in order."""
    words = connectives(language)
    pattern = rf";\s*|,\s(?=(?:{words.contrast}|{words.contrast_after_comma})\s)"
    return [(m.end(), m.start()) for m in re.compile(pattern, re.IGNORECASE).finditer(text, begin, end)]


def _full(piece: str, language: str) -> bool:
    """Tell whether a stretch has words enough to be a clause of its own."""
    return len(content_words(piece, language)) >= 3


def _tidy(text: str, start: int, end: int, language: str) -> Span:
    """Take white space, the conjunction that joins a clause, and the comma before the next one off the ends."""
    words = connectives(language)
    start, end = trim(text, start, end)
    joined = re.compile(rf"(?:{words.addition}|{words.contrast})\s+", re.IGNORECASE).match(text, start, end)
    if joined is not None and start > 0:
        start = joined.end()
    while end > start and text[end - 1] in ",;:( " and end < len(text):
        end -= 1
    return start, end


def _is_elliptical(
    text: str, span: Span, opening: Span | None, quantities: Sequence[Quantity], language: str
) -> bool:
    """Tell whether nothing is left of a clause without its figures, their people, its places and times."""
    start, end = span
    piece = text[start:end]
    holes = [(q.start - start, max(q.end, q.noun_end) - start) for q in quantities if start <= q.start < end]
    if opening is not None and opening[0] == start < opening[1] <= end:
        holes.append((0, opening[1] - start))
    holes += [(mention.start, mention.end) for mention in find_places(piece, language)]
    holes += [(period.start, period.end) for period in find_periods(piece, language)]
    for hole in list(holes):
        noun = base_noun(piece, hole[1], language)
        if noun is not None:
            holes.append(noun)
    rest = blank_out(piece, _merged(holes))
    rest = re.sub(
        rf"(?<![^\W_])(?:{connectives(language).compare})(?![^\W_])[^\d]*$", " ", rest, flags=re.IGNORECASE
    )
    rest = re.sub(
        rf"(?<![^\W_])(?:{connectives(language).compare}|{connectives(language).respectively})",
        " ",
        rest,
        flags=re.IGNORECASE,
    )
    fillers = rf"(?<![^\W_])(?:{connectives(language).fillers})(?![^\W_])"
    rest = re.sub(fillers, " ", re.sub(_NAMED_PLACE, " ", rest), flags=re.IGNORECASE)
    return not content_words(rest, language)


def _compares(clause: str, language: str) -> bool:
    """Tell whether a clause opens a comparison, whose verb stands in the clause before: "up from 5% in 2018"."""
    return re.match(rf"(?:{connectives(language).compare})(?![^\W_])", clause, re.IGNORECASE) is not None


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Return the spans sorted, overlapping ones as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _opening(text: str, first: int, language: str) -> Span | None:
    """Return the adverbial that opens the sentence and holds for all of it: "In France," before any figure."""
    match = re.match(
        rf"\s*(?:{connectives(language).leading})(?![^\W_])[^,;:]*,", text[:first], re.IGNORECASE
    )
    if match is None or len(match.group().split()) > 8:
        return None
    return trim(text, 0, match.end() - 1)


def _head(number: int, elliptical: Sequence[bool], quantity: Quantity) -> int | None:
    """Return the full clause that an elliptical one hangs on: the nearest before it, else the nearest after.

    Only shares wait for their predicate ("45% of men, 34% of women and 25% of others said ..."); a count with
    nothing before it stands by itself ("There were 158,349 households").
    """
    if not elliptical[number]:
        return None
    before = [other for other in range(number) if not elliptical[other]]
    after = [other for other in range(number + 1, len(elliptical)) if not elliptical[other]]
    if before:
        return before[-1]
    return after[0] if after and quantity.kind is QuantityKind.PERCENT else None


def _runs(
    text: str, quantities: Sequence[Quantity], group: Sequence[int], language: str
) -> list[tuple[int, ...]]:
    """Return the bare lists of figures of one kind in a clause, by index."""
    joint = re.compile(rf",?\s(?:{connectives(language).addition})\s(?:\w+\s)?|,\s", re.IGNORECASE)
    runs: list[list[int]] = [[]]
    for index in group:
        previous = quantities[runs[-1][-1]] if runs[-1] else None
        alike = previous is not None and previous.kind is quantities[index].kind
        if previous is None or (alike and joint.fullmatch(text, previous.end, quantities[index].start)):
            runs[-1].append(index)
        else:
            runs.append([index])
    return [tuple(run) for run in runs if len(run) > 1]


def _value_end(text: str, quantity: Quantity) -> int:
    """Return where a figure ends with what it counts and what bounds it: "10% or more"."""
    end = max(quantity.end, quantity.noun_end)
    after = text[end : end + 1 + len(quantity.qualifier)]
    return end + len(after) if quantity.qualifier and after.strip() == quantity.qualifier else end
