"""Tell figures apart that stand side by side: which of them says what the question says, the others not.

Reports give a figure for all and then, in few words, one for a part: "A hot meal is offered by 46% of primary
schools. In secondary schools the share is 63%." The second leans on the first: it says the same of others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from report_assistant.answering import senses
from report_assistant.answering.coverage import ordered_keys, term_keys
from report_assistant.answering.narrowing import ages, narrowed_to, points_at_subject
from report_assistant.answering.question import Question
from report_assistant.answering.relevance import Rated
from report_assistant.reading.bases import opens_a_whole
from report_assistant.reading.periods import PeriodKind, find_periods
from report_assistant.reading.population import normalise
from report_assistant.reading.spans import blank_out
from report_assistant.types import Document, Figure

# In log-odds: what a figure loses if its neighbours say all that tells them apart in the question, if it is
# said of a part that the question does not name, and if only a neighbour is said of the part that it names.
_TOLD_APART, _PART_NOT_ASKED, _PART_ASKED = 4.0, 2.0, 4.0
_INHERITED = 0.5  # how well a figure says what only the one says that it leans on
_REACH = 2  # sentences back to what a figure may lean on
_SHORTEST_STEM = 4  # letters that two words of one family share


@dataclass(frozen=True, slots=True)
class Standing:
    """A rated figure beside its neighbours.

    Attributes:
        rated: the figure; one that leans on another is rated at least like that.
        contrast: log-odds that it loses to its neighbours, 0 or less.
        head: number of the figure that it leans on, or None.
    """

    rated: Rated
    contrast: float = 0.0
    head: int | None = None


@dataclass(slots=True)
class _Stated:
    """What a figure says.

    Attributes:
        own: keys of its clause, times left out, and of whom it is said.
        groups: keys of whom it is said.
        part: keys of the part to which its clause narrows what it leans on.
        worded: whether its clause has words besides figures and times.
        pointing: whether its clause points to a subject before it.
        inherited: keys of what it leans on.
        head: number of the figure that it leans on, or None.
        family: number of the first figure of those among which it stands.
    """

    figure: Figure
    own: frozenset[str]
    groups: frozenset[str]
    part: frozenset[str]
    worded: bool
    pointing: bool
    inherited: frozenset[str] = frozenset()
    head: int | None = None
    family: int = -1

    @property
    def full(self) -> frozenset[str]:
        return self.own | self.inherited


def stand_side_by_side(
    question: Question, rated: Sequence[Rated], document_of: Callable[[str], Document]
) -> list[Standing]:
    """Hold figures against their neighbours, in the order given.

    Figures in another language than the question, and those of tables, are left as they are.
    """
    standings = [Standing(one) for one in rated]
    by_source: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(rated):
        figure = one.figure
        if figure is None or figure.heads or document_of(figure.source).language != question.language:
            continue
        by_source[figure.source].append(number)
    wanted = _wanted(question)
    for source, numbers in by_source.items():
        numbers.sort(key=lambda number: _figure(rated[number]).start)
        document = document_of(source)
        stated = _stated([_figure(rated[number]) for number in numbers], document)
        contrasts = _contrasts(stated, wanted, question.language)
        for number, says, contrast in zip(numbers, stated, contrasts, strict=True):
            head = None if says.head is None else numbers[says.head]
            whole = rated[number] if head is None else _at_least(rated[number], standings[head].rated)
            standings[number] = Standing(whole, contrast, head)
    return standings


def _wanted(question: Question) -> tuple[str, ...]:
    """Return keys of what a question says, with the figures that it gives and the ages that it speaks of."""
    language = question.language
    given = " ".join(question.text[quantity.start : quantity.end] for quantity in question.quantities)
    # Whether people are counted is told by what the ledger says is counted.
    counted = question.counted if question.counts_people else frozenset[str]()
    said = (term for term in term_keys(question) if term not in counted)
    terms = (*said, *ordered_keys(given, language))
    return tuple(dict.fromkeys((*terms, *(f"age:{age}" for age in ages(question.text, language)))))


def _figure(one: Rated) -> Figure:
    assert one.figure is not None  # noqa: S101 - the caller left the others out
    return one.figure


def _stated(figures: Sequence[Figure], document: Document) -> list[_Stated]:
    """Return what figures of a document say, in text order; those that say it of a part lean on another."""
    language, stated = document.language, list[_Stated]()
    for number, figure in enumerate(figures):
        first = not number or figures[number - 1].sentence_start != figure.sentence_start
        start = figure.sentence_start if first else figure.clause_start
        before = document.text[start : figure.start]
        following = figures[number + 1] if number + 1 < len(figures) else None
        clause = f"{before} {document.text[figure.end : _clause_end(figure, following, document)]}"
        groups = _keys(" ".join(normalise(figure.population, language).groups), language)
        old_or_young = frozenset(f"age:{age}" for age in ages(clause, language))
        said = _keys(_undated(clause, language), language) | old_or_young
        whole = figures[number - 1] if number else None
        if whole is not None and _clause_end(whole, figure, document) < whole.clause_end:
            part = said - stated[-1].own  # of the buses before, those that "run on hydrogen"
        else:
            part = _keys(narrowed_to(before, language), language) | old_or_young
        one = _Stated(figure, said | groups, groups, part, bool(said), points_at_subject(clause, language))
        _lean(one, stated, document)
        one.family = number if one.head is None else stated[one.head].family
        if one.head is None:
            beside = (other.family for other in stated if _side_by_side(other.figure, figure))
            one.family = next(beside, number)
        stated.append(one)
    return stated


def _clause_end(figure: Figure, following: Figure | None, document: Document) -> int:
    """Return where what a figure says ends.

    In "of our 2,700 vans, 340 are electric" only 340 says "electric".
    """
    before = document.text[figure.clause_start : figure.start]
    if following is not None and opens_a_whole(before, document.language):
        comma = document.text.find(", ", figure.end, min(following.start, figure.clause_end))
        return figure.clause_end if comma < 0 else comma
    return figure.clause_end


def _undated(clause: str, language: str) -> str:
    """Return a clause without the times that the ledger compares."""
    dated = [one for one in find_periods(clause, language) if one.kind is not PeriodKind.RELATIVE]
    return blank_out(clause, [(one.start, one.end) for one in dated])


def _keys(text: str, language: str) -> frozenset[str]:
    """Return the keys of a text's words, of what they compare, and of pairs that the lexicon knows as one."""
    single = ordered_keys(text, language)
    pairs = (f"{one} {two}" for one, two in pairwise(single))
    compared = (form for word in single for form in _degrees(word, language))
    return frozenset((*compared, *(pair for pair in pairs if senses.is_group(pair, language))))


def _lean(one: _Stated, stated: Sequence[_Stated], document: Document) -> None:
    """Let a figure inherit what the figure says that it leans on, if there is one."""
    one.head = _head(one, stated, document)
    if one.head is None:
        return
    head = stated[one.head]
    if not one.part and one.groups != head.groups:
        one.part = one.groups  # "58% of large companies and 21% of small ones"
    one.inherited = head.full - (head.part | head.groups if one.part else frozenset())


def _head(one: _Stated, stated: Sequence[_Stated], document: Document) -> int | None:
    """Return the number of the figure that one leans on, or None."""
    best, most = None, -1
    for number in range(len(stated) - 1, -1, -1):
        before = stated[number]
        if not _near(before.figure, one.figure, document):
            break
        if not _alike(before.figure, one.figure):
            continue
        spans = one.figure.shared
        if not one.worded and before.figure.sentence_start == one.figure.sentence_start:
            return number if before.head is None else before.head  # "... 75% in 2023 and 71% in 2022"
        if any(s < before.figure.clause_end and before.figure.clause_start < e for s, e in spans):
            return number
        same = len(one.own & before.full)
        bare = not (one.own - one.part)
        if one.part and (same or one.pointing or bare) and same > most:
            best, most = number, same
    return best


def _near(before: Figure, figure: Figure, document: Document) -> bool:
    """Tell whether a figure stands in the sentence of another one or at most two behind, in its paragraph."""
    between = document.text[before.sentence_end : figure.sentence_start]
    return "\n\n" not in between and between.count(". ") < _REACH


def _side_by_side(one: Figure, other: Figure) -> bool:
    return one.sentence_start == other.sentence_start and _alike(one, other)


def _alike(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are of one unit; a count may leave out what it counts the second time."""
    relative = {one.unit, other.unit} & {"%", "pp", "x"}
    return one.unit == other.unit or (not relative and not (one.unit and other.unit))


def _contrasts(stated: Sequence[_Stated], wanted: Sequence[str], language: str) -> list[float]:
    """Return what each figure loses to its neighbours.

    By the words of the question that not all of them say; by a part that the question names and only others
    are said of, or that it does not name.
    """
    families: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(stated):
        families[one.family].append(number)
    losses = [0.0] * len(stated)
    for family in families.values():
        said = {
            number: {term: _weight(term, stated[number], language) for term in wanted} for number in family
        }
        telling = [term for term in wanted if len({said[number][term] for number in family}) > 1]
        sums = {number: sum(said[number][term] for term in telling) for number in family}
        new = {number: _new_part(stated[number], stated) for number in family}
        own = {
            number: part.difference(*(stated[other].part for other in family if other != number))
            for number, part in new.items()
        }
        asked = {number: _is_asked(own[number] or new[number], wanted, language) for number in family}
        for number in family:
            if telling:
                losses[number] -= _TOLD_APART * (max(sums.values()) - sums[number]) / len(telling)
            if asked[number] is False:
                losses[number] -= _PART_NOT_ASKED
            elif asked[number] is None and True in asked.values():
                losses[number] -= _PART_ASKED
    return losses


def _new_part(one: _Stated, stated: Sequence[_Stated]) -> frozenset[str]:
    """Return the keys of the part that a figure is narrowed to which what it leans on does not say."""
    return frozenset() if one.head is None else one.part - stated[one.head].full


def _is_asked(part: frozenset[str], wanted: Sequence[str], language: str) -> bool | None:
    """Tell whether a question names a part; None if there is none."""
    if not part:
        return None
    return any(_says(term, part, language) or _lies_in(term, part, language) for term in wanted)


def _weight(term: str, one: _Stated, language: str) -> float:
    """Return how well a figure says a word of the question: by itself, or by what it leans on."""
    if _says(term, one.own, language):
        return 1.0
    if not _says(term, one.inherited, language):
        return 0.0
    return _INHERITED if one.worded else 1.0


def _says(term: str, said: frozenset[str], language: str) -> bool:
    """Tell whether keys say a word of the question: itself, one of like meaning or one of its family."""
    if term.startswith("age:"):
        return term in said
    forms = {form for one in _degrees(term, language) for form in senses.related(one, language)}
    return not said.isdisjoint(forms) or any(_of_one_family(term, word) for word in said)


def _lies_in(term: str, said: frozenset[str], language: str) -> bool:
    """Tell whether a word of the question means something narrower: countryside is a rural area."""
    return language == "en" and not said.isdisjoint(senses.broader(term))


def _degrees(word: str, language: str) -> tuple[str, ...]:
    """Return a word and what it may be the comparative or superlative of: "biggest", "big"."""
    if language != "en" or not word.endswith(("est", "er")):
        return (word,)
    root = word.removesuffix("est") if word.endswith("est") else word.removesuffix("er")
    short = root[:-1] if root[-1:] == root[-2:-1] else root
    return tuple(dict.fromkeys((word, root, short)))


def _of_one_family(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST_STEM and long.startswith(short) and len(long) <= 2 * len(short)


def _at_least(rated: Rated, head: Rated) -> Rated:
    """Rate a figure at least like the one that it leans on."""
    return replace(
        rated,
        score=max(rated.score, head.score),
        coverage=max(rated.coverage, head.coverage),
        confidence=max(rated.confidence, head.confidence),
    )
