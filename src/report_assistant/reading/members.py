"""Find what a joint figure covers together: "by cutting costs, raising prices and closing plants".

A list makes a figure joint unless the sentence says that it holds for each item by itself ("each",
"respectively") or the items carry figures of their own. Lists of people or places are members too: "54% of
firms in France, Germany and Spain" says nothing of France alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from report_assistant.reading.clause_words import connectives
from report_assistant.reading.list_items import first_item, is_attached, is_sound, last_item
from report_assistant.reading.member_words import LIST_WORDS
from report_assistant.reading.number_lexicon import known
from report_assistant.reading.spans import Span, trim
from report_assistant.reading.structure import skeleton
from report_assistant.reading.words import FUNCTION_WORDS, words

_COMPARATIVES = "more|less|fewer|plus|moins|meer|minder|mehr|weniger"
_ITEM_END = re.compile(r"[.;:()!?–—\n]")


def find_members(text: str, clause: Span, figures: Sequence[Span], language: str = "en") -> tuple[Span, ...]:
    """Return the spans of the members of the joint figure of a clause, at least two, or none.

    Lists after an opener ("through", "such as", "including", ":") are read first, then lists of at least
    three items, alternatives ("a locker or a shop"), and two predicates of one subject ("use AI for growth
    and prepare their workforce").

    Args:
        text: one sentence.
        clause: the clause of the figure.
        figures: the spans of all figures of the sentence, bases ("of leaders") included; none lies in a list.
        language: ISO 639-1.
    """
    code = known(language)
    words_ = connectives(code)
    text = skeleton(text, code, figures)
    start, end = clause
    piece = text[start:end]
    if re.search(rf"(?<![^\W_])(?:{words_.each}|{words_.respectively})(?![^\W_])", piece, re.IGNORECASE):
        return ()
    if start > 0 and re.search(
        rf"(?<![^\W_])(?:{LIST_WORDS[code].together})(?![^\W_])", piece, re.IGNORECASE
    ):
        start = 0  # "...; together these steps saved 31%": the list stands before
    inside = sorted(figure for figure in figures if start <= figure[0] < end)
    edges = [start, *(edge for figure in inside for edge in figure), end]
    regions = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    for region in reversed(regions):
        for finder in (_opened, _both, _enumerated, _either):
            if items := finder(text, region, code):
                return items
    return _predicates(text, regions[-1], code) if inside else ()


def _opened(text: str, region: Span, language: str) -> tuple[Span, ...]:
    """Return the list after an opener."""
    lexicon = LIST_WORDS[language]
    for match in _opener(language).finditer(text, *region):
        begin = match.end()
        gerund = match.group("gerunds") is not None
        stop = _stop(text, begin, region[1])
        items = _split(text, (begin, stop), language, lexicon.gerund if gerund and language == "en" else "")
        if len(items) >= 2 and is_sound(text, items, language):
            return items
    return ()


@lru_cache(maxsize=4)
def _opener(language: str) -> re.Pattern[str]:
    lexicon = LIST_WORDS[language]
    return re.compile(
        rf"(?<![^\W_])(?:(?P<gerunds>(?:{lexicon.gerund_openers})\s(?={lexicon.gerund}(?![^\W_])))|(?:{lexicon.openers})(?:\s|:\s))|:\s",
        re.IGNORECASE,
    )


@lru_cache(maxsize=16)
def _conjunction(language: str, before: str) -> re.Pattern[str]:
    """Compile the conjunction before the last item; with `before`, only where such a word follows."""
    ahead = rf"(?={before}(?![^\W_]))" if before else ""
    return re.compile(rf",?\s(?:{LIST_WORDS[language].addition})\s{ahead}", re.IGNORECASE)


def _split(text: str, region: Span, language: str, before: str = "") -> tuple[Span, ...]:
    """Cut a region into the items of the list that it starts with.

    The last conjunction stands before the last item, which ends at the next comma; the commas before it part
    the others, in which conjunctions only join words ("environmental and climate disruption").
    """
    begin, stop = region
    closing = list(_conjunction(language, before).finditer(text, begin, stop))
    if not closing:
        return ()
    last = closing[-1]
    items: list[Span] = []
    for cut in re.compile(r",\s").finditer(text, begin, last.start()):
        items.append(trim(text, begin, cut.start()))
        begin = cut.end()
    items.append(trim(text, begin, last.start()))
    items.append(last_item(text, (last.end(), stop), items, language))
    return tuple(items)


def _stop(text: str, begin: int, end: int) -> int:
    """Return where a list that starts at `begin` can reach at most."""
    match = _ITEM_END.search(text, begin, end)
    return match.start() if match else end


def _both(text: str, region: Span, language: str) -> tuple[Span, ...]:
    """Return the two items of "both A and B"."""
    lexicon = LIST_WORDS[language]
    match = re.compile(rf"(?<![^\W_])(?:{lexicon.both})\s", re.IGNORECASE).search(text, *region)
    if match is None:
        return ()
    stop = _stop(text, match.end(), region[1])
    items = _split(text, (match.end(), stop), language)
    return items if len(items) == 2 and is_sound(text, items, language) else ()


def _without_verb(text: str, items: Sequence[Span], last: Span) -> Span:
    """Cut the last item of a list that is the subject: the verb after it makes it longer than the others."""
    longest = max(len(text[slice(*item)].split()) for item in items[1:]) + 1
    tokens = list(re.compile(r"\S+").finditer(text, *last))
    return last if len(tokens) <= longest else (last[0], tokens[longest - 1].end())


def _enumerated(text: str, region: Span, language: str) -> tuple[Span, ...]:
    """Return a list of at least three items that nothing opens.

    As in "cut costs, raise prices and close plants".
    """
    before_figure = region[1] < len(text.rstrip(" ."))
    addition = LIST_WORDS[language].addition
    closing = re.compile(rf",?\s(?:{addition})\s", re.IGNORECASE)
    for match in closing.finditer(text, *region):
        left = max((region[0], *(m.end() for m in _ITEM_END.finditer(text, region[0], match.start()))))
        commas = [cut.start() for cut in re.finditer(r",\s", text[left : match.start()])]
        if commas and _opens_with_name(text[left : left + commas[0]], text[left + commas[0] + 2 :], language):
            left, commas = left + commas[0] + 2, [comma - commas[0] - 2 for comma in commas[1:]]
        if not commas:
            continue
        starts = [left, *(left + comma + 2 for comma in commas)]
        ends = [*(left + comma for comma in commas), match.start()]
        items = [trim(text, *span) for span in zip(starts, ends, strict=True)]
        items = [item for item in items if item[1] > item[0]]
        if len(items) < 2:
            continue
        last = last_item(text, (match.end(), region[1]), items, language)
        if before_figure and not re.search(r"[,;:.]", text[last[1] : region[1]]):
            last = _without_verb(text, items, last)
        items[0] = first_item(text, items[0], items[1], language)
        if is_sound(text, [*items, last], language) and not any(
            is_attached(text[slice(*item)], language) for item in (*items, last)
        ):
            return (*items, last)
    return ()


def _opens_with_name(first: str, rest: str, language: str) -> bool:
    """Tell whether a stretch before a comma is a place that opens a sentence, what follows being no names.

    As in "In Brittany, storm and hail caused 38%".
    """
    preposition, _, name = first.strip().partition(" ")
    closed = preposition.lower() in FUNCTION_WORDS[language] and preposition[:1].isupper()
    return closed and name[:1].isupper() and rest[:1].islower()


def _either(text: str, region: Span, language: str) -> tuple[Span, ...]:
    """Return the two items of "a locker or a shop", "by bus or tram"."""
    lexicon = LIST_WORDS[language]
    article = rf"(?!(?:{_COMPARATIVES})\s)(?:{lexicon.determiners})\s"
    pattern = re.compile(
        rf"(?<![^\W_])(?:(?P<a>{article}(?:[^\W\d_]+\s){{1,3}}){lexicon.alternative}\s(?P<b>{article}[^\W\d_]+(?:\s[^\W\d_]+)?)"
        rf"|(?:{lexicon.means})\s(?P<c>[^\W\d_]+)\s{lexicon.alternative}\s(?P<d>[^\W\d_]+))",
        re.IGNORECASE,
    )
    match = pattern.search(text, *region)
    if match is None:
        return ()
    one, two = ("a", "b") if match.group("a") else ("c", "d")
    items = [trim(text, *match.span(one)), last_item(text, match.span(two), [match.span(one)], language)]
    closed = any(set(words(text[slice(*item)], language)) <= FUNCTION_WORDS[language] for item in items)
    return () if closed or not is_sound(text, items, language) else tuple(items)


def _predicates(text: str, region: Span, language: str) -> tuple[Span, ...]:
    """Return two predicates of the one subject before them: a verb shows by the determiner after it."""
    lexicon = LIST_WORDS[language]
    first = re.compile(r"\s*(?P<verb>[^\W\d_]+)\s").match(text, *region)
    if first is None or first.group("verb").lower() in FUNCTION_WORDS[language]:
        return ()
    pattern = re.compile(
        rf"\s(?:{lexicon.addition})\s(?P<verb>[^\W\d_]+)\s(?:{lexicon.determiners})\s", re.IGNORECASE
    )
    match = pattern.search(text, *region)
    if (
        match is None
        or match.group("verb").lower() in FUNCTION_WORDS[language]
        or not match.group("verb").islower()
    ):
        return ()
    stop = _stop(text, match.end(), region[1])
    if "," in text[region[0] : stop] or len(words(text[first.start("verb") : match.start()], language)) < 2:
        return ()
    return trim(text, first.start("verb"), match.start()), trim(text, match.start("verb"), stop)
