"""Find what a joint figure covers together: "by repatriating data, reassessing vendors and moving to private cloud".

A list makes a figure joint unless the sentence says that it holds for each item by itself ("each",
"respectively") or the items carry figures of their own. Lists of people or places are members too: "54% of
firms in France, Germany and Spain" says nothing of France alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from report_assistant.reading.clause_words import connectives
from report_assistant.reading.member_words import LIST_WORDS
from report_assistant.reading.number_lexicon import known
from report_assistant.reading.periods import find_periods
from report_assistant.reading.places import find_places
from report_assistant.reading.spans import Span, trim
from report_assistant.reading.structure import skeleton
from report_assistant.reading.words import FUNCTION_WORDS, content_words, words

_LONGEST_ITEM = 12  # words
_ITEM_END = re.compile(r"[.;:()!?–—\n]")


def find_members(text: str, clause: Span, figures: Sequence[Span], language: str = "en") -> tuple[Span, ...]:
    """Return the spans of the members of the joint figure of a clause, at least two, or none.

    Lists after an opener ("through", "such as", "including", ":") are read first, then lists of at least three
    items, then two predicates of one subject ("use AI for growth and prepare their workforce").

    Args:
        text: one sentence.
        clause: the clause of the figure.
        figures: the spans of all figures of the sentence, bases ("of leaders") included; none lies in a list.
        language: ISO 639-1.
    """
    code = known(language)
    words_ = connectives(code)
    text = skeleton(text, code)
    start, end = clause
    piece = text[start:end]
    if re.search(rf"(?<![^\W_])(?:{words_.each}|{words_.respectively})(?![^\W_])", piece, re.IGNORECASE):
        return ()
    inside = sorted(figure for figure in figures if start <= figure[0] < end)
    edges = [start, *(edge for figure in inside for edge in figure), end]
    regions = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    for region in reversed(regions):
        for finder in (_opened, _both, _enumerated):
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
        separator = _separator(language, lexicon.gerund if gerund and language == "en" else "")
        items = _split(text, (begin, stop), separator, language)
        if len(items) >= 2 and _sound(text, items, language):
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
def _separator(language: str, before: str) -> re.Pattern[str]:
    """Compile what parts two items; with `before`, only where such a word follows."""
    addition = LIST_WORDS[language].addition
    ahead = rf"(?={before}(?![^\W_]))" if before else ""
    return re.compile(rf"(?:,\s(?:(?:{addition})\s)?|\s(?:{addition})\s){ahead}", re.IGNORECASE)


def _split(text: str, region: Span, separator: re.Pattern[str], language: str) -> tuple[Span, ...]:
    """Cut a region into items; where commas part items, only the last conjunction does as well."""
    begin, stop = region
    cuts = list(separator.finditer(text, begin, stop))
    commas = [cut for cut in cuts if cut.group().startswith(",")]
    if commas:
        bare = [cut for cut in cuts if not cut.group().startswith(",") and cut.start() > commas[-1].end()]
        closing = [] if commas[-1].group().strip(", ") else bare[:1]
        cuts = [*commas, *closing]
        if not closing and not commas[-1].group().strip(", "):
            return ()
    items: list[Span] = []
    for cut in cuts:
        items.append(trim(text, begin, cut.start()))
        begin = cut.end()
    items.append(_last_item(text, (begin, stop), items, language) if begin < stop else (begin, begin))
    return tuple(items)


def _stop(text: str, begin: int, end: int) -> int:
    """Return where a list that starts at `begin` can reach at most."""
    match = _ITEM_END.search(text, begin, end)
    return match.start() if match else end


def _sound(text: str, items: Sequence[Span], language: str) -> bool:
    """Tell whether the items are a list: none empty, none too long, each with a word of its own."""
    pieces = [text[start:end] for start, end in items]
    dated = [find_periods(piece, language) for piece in pieces]
    if any(
        times and times[0].end - times[0].start == len(piece)
        for times, piece in zip(dated, pieces, strict=True)
    ):
        return False
    return all(
        len(piece.split()) <= _LONGEST_ITEM
        and content_words(piece, language)
        and not re.fullmatch(r"[\W\d]*", piece)
        and not re.search(r"\d\s?%", piece)
        for piece in pieces
    )


def _both(text: str, region: Span, language: str) -> tuple[Span, ...]:
    """Return the two items of "both A and B"."""
    lexicon = LIST_WORDS[language]
    match = re.compile(rf"(?<![^\W_])(?:{lexicon.both})\s", re.IGNORECASE).search(text, *region)
    if match is None:
        return ()
    stop = _stop(text, match.end(), region[1])
    items = _split(text, (match.end(), stop), _separator(language, ""), language)
    return items if len(items) == 2 and _sound(text, items, language) else ()


def _enumerated(text: str, region: Span, language: str) -> tuple[Span, ...]:
    """Return a list of at least three items that nothing opens: "cut costs, raise prices and close plants"."""
    addition = LIST_WORDS[language].addition
    closing = re.compile(rf",?\s(?:{addition})\s", re.IGNORECASE)
    for match in closing.finditer(text, *region):
        left = max((region[0], *(m.end() for m in _ITEM_END.finditer(text, region[0], match.start()))))
        commas = [cut.start() for cut in re.finditer(r",\s", text[left : match.start()])]
        if not commas:
            continue
        starts = [left, *(left + comma + 2 for comma in commas)]
        ends = [*(left + comma for comma in commas), match.start()]
        items = [trim(text, *span) for span in zip(starts, ends, strict=True)]
        items = [item for item in items if item[1] > item[0]]
        last = _last_item(text, (match.end(), region[1]), items, language)
        if len(items) < 2:
            continue
        items[0] = _first_item(text, items[0], items[1], language)
        if _sound(text, [*items, last], language) and not any(
            _is_attached(text[slice(*item)], language) for item in (*items, last)
        ):
            return (*items, last)
    return ()


def _last_item(text: str, item: Span, others: Sequence[Span], language: str) -> Span:
    """Cut the last item where the sentence goes on: at a comma, an auxiliary verb, or past a place among places."""
    start, end = item
    stop = re.compile(rf"[,.;:()!?–—\n]|\s(?:{LIST_WORDS[language].auxiliaries})(?![^\W_])").search(
        text, start, end
    )
    end = stop.start() if stop else end
    tokens = list(re.compile(r"\S+").finditer(text, start, end))
    while len(tokens) > 1 and tokens[-1].group().lower() in FUNCTION_WORDS[language]:
        end = tokens.pop(-1).start()
    places = [_place(text[slice(*other)], language) for other in (*others, (start, end))]
    if all(places):
        end = start + places[-1]
    return trim(text, start, end)


def _place(piece: str, language: str) -> int:
    """Return where the place that starts an item ends, or 0."""
    found = find_places(piece, language)
    return found[0].end if found and found[0].start <= 4 else 0


def _first_item(text: str, first: Span, second: Span, language: str) -> Span:
    """Shorten the stretch before the first comma to what is parallel to the second item."""
    lexicon = LIST_WORDS[language]
    tokens = [(m.group().lower(), first[0] + m.start()) for m in re.finditer(r"\S+", text[slice(*first)])]
    model = text[slice(*second)].split()
    if language == "en" and re.fullmatch(lexicon.gerund, model[0], re.IGNORECASE):
        gerunds = [start for word, start in tokens if re.fullmatch(lexicon.gerund, word)]
        if gerunds:
            return gerunds[-1], first[1]
    index = max(0, len(tokens) - len(model))
    closed = FUNCTION_WORDS[language]
    while (
        index > 0 and tokens[index][0] in closed and not re.fullmatch(lexicon.verbs_first, tokens[index][0])
    ):
        index -= 1
    while index < len(tokens) - 1 and re.fullmatch(lexicon.verbs_first, tokens[index][0]):
        index += 1
    return tokens[index][1], first[1]


def _is_attached(piece: str, language: str) -> bool:
    """Tell whether a stretch hangs on the sentence rather than being an item: "where they ...", "with many ..."."""
    first = re.match(r"[^\W\d_]+", piece)
    if first is None:
        return False
    word = first.group().lower()
    if re.match(rf"(?:{LIST_WORDS[language].openers})(?![^\W_])", piece, re.IGNORECASE):
        return True
    determiner = re.fullmatch(rf"{LIST_WORDS[language].determiners}|to|zu|te", word)
    return word in FUNCTION_WORDS[language] and determiner is None


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
