"""The items of a list: where the outer ones begin and end, and what is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from report_assistant.reading.member_words import LIST_WORDS
from report_assistant.reading.periods import find_periods
from report_assistant.reading.places import find_places
from report_assistant.reading.spans import Span, trim
from report_assistant.reading.words import FUNCTION_WORDS, content_words

_LONGEST = 12  # words


def is_sound(text: str, items: Sequence[Span], language: str) -> bool:
    """Tell whether the items are a list: none empty, none too long, each with a word of its own."""
    pieces = [text[start:end] for start, end in items]
    dated = [find_periods(piece, language) for piece in pieces]
    if any(
        times and times[0].end - times[0].start == len(piece)
        for times, piece in zip(dated, pieces, strict=True)
    ):
        return False
    return all(
        len(piece.split()) <= _LONGEST
        and content_words(piece, language)
        and not re.fullmatch(r"[\W\d]*", piece)
        and not re.search(r"\d\s?%", piece)
        for piece in pieces
    )


def first_item(text: str, first: Span, second: Span, language: str) -> Span:
    """Shorten the stretch before the first comma to what is parallel to the second item."""
    lexicon = LIST_WORDS[language]

    def opens_with_determiner(word: str) -> bool:
        return re.match(rf"(?:{lexicon.determiners})(?![^\W_])", word, re.IGNORECASE) is not None

    tokens = [(m.group().lower(), first[0] + m.start()) for m in re.finditer(r"\S+", text[slice(*first)])]
    model = text[slice(*second)].split()
    if language == "en" and re.fullmatch(lexicon.gerund, model[0], re.IGNORECASE):
        gerunds = [start for word, start in tokens if re.fullmatch(lexicon.gerund, word)]
        if gerunds:
            return gerunds[-1], first[1]
    index = max(0, len(tokens) - len(model))
    if opens_with_determiner(model[0]):
        # "have cut the budget, the staff ...": the verb belongs to all items.
        auxiliaries = [at for at, (word, _) in enumerate(tokens) if re.fullmatch(lexicon.auxiliaries, word)]
        begin = auxiliaries[-1] + 1 if auxiliaries else 0
        articles = [at for at, (word, _) in enumerate(tokens) if at >= begin and opens_with_determiner(word)]
        if articles:
            return tokens[min(articles, key=lambda at: abs(at - index))][1], first[1]
    closed = FUNCTION_WORDS[language]
    while (
        index > 0
        and tokens[index][0] in closed
        and not re.fullmatch(lexicon.verbs_first, tokens[index][0])
        and not (re.fullmatch(lexicon.determiners, tokens[index][0]) and model[0].lower() in closed)
    ):
        index -= 1
    while index < len(tokens) - 1 and re.fullmatch(lexicon.verbs_first, tokens[index][0]):
        index += 1
    return tokens[index][1], first[1]


def last_item(text: str, item: Span, others: Sequence[Span], language: str) -> Span:
    """Cut the last item where the sentence goes on.

    At a comma, an auxiliary verb, or past a place among places.
    """
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


def is_attached(piece: str, language: str) -> bool:
    """Tell whether a stretch hangs on the sentence rather than being an item.

    As in "where they ...", "with many ...".
    """
    first = re.match(r"[^\W\d_]+", piece)
    if first is None:
        return False
    word = first.group().lower()
    if re.match(rf"(?:{LIST_WORDS[language].openers})(?![^\W_])", piece, re.IGNORECASE):
        return True
    determiner = re.fullmatch(rf"{LIST_WORDS[language].determiners}|to|zu|te", word)
    return word in FUNCTION_WORDS[language] and determiner is None
