"""Split running text into sentences, without changing a character of it.

`sentencex` (Wikimedia) proposes the boundaries; the rules here withdraw those that stand inside an
abbreviation, a date, an enumeration or a name, and add those that it misses after brackets and inside
quotations. All positions are characters of the text that came in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]

from report_assistant.reading import lexicon
from report_assistant.reading.spans import Span, trim

MAX_SENTENCE = 1_000
"""Longest sentence in characters, about what an embedding model of 256 tokens reads; longer ones are cut."""

_WINDOW = 20_000  # characters for sentencex at once: its time grows faster than the length of the text
_CONTEXT = 40  # characters that are looked at on either side of a full stop
# What keeps sentencex from seeing boundaries: quotation marks, apostrophes outside words, "•", "(A)"; and all
# white space but the plain one, at whose bytes sentencex 1.0.32 panics after an initial (".A\u00a0.").
_BLANK = re.compile(
    r"""["`•“”„«»‹›]|[^\S ]|(?<![^\W_])['’‘]|['’‘](?![^\W_])|(?<!\S)\([A-Za-z\d]{1,3}\)(?=\s)"""
)
_OPENERS = "\"'“„«‹‘([{`¿¡*_ \u00a0\u202f"
_EMPHASIS = "*_"  # of Markdown, in which captions are set: "**Table 1. Sales by region**"
_OPENING = re.compile(f"[{re.escape(_OPENERS)}]*")
_CLOSER = r"""(?:["'”’“»›)\]}*_]|\[[^\[\]\n]{1,30}\])"""
_STOP = re.compile(
    r"(?P<stop>[.!?…]+|[。！？।॥؟۔։]+)"
    rf"(?P<close>{_CLOSER}*(?:[ \u00a0\u202f\n][»›]|\s''(?=\s|$)|\s\"(?=\s|$))?)(?P<gap>\s*)"
)
_LAST_WORD = re.compile(r"(?:[^\W\d_]+[.’'/-]+)*[^\W\d_]+\s?$")
_SPACED_WORD = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]{1,2}\.[ \u00a0\u202f]){1,3}[^\W\d_]{1,2}$")
_INITIAL = re.compile(r"[^\W\d_]\s?\.")
_DOUBLE_INITIAL = re.compile(r"[^\W\d_]\.-[^\W\d_]")
_NAME = re.compile(r"[^\W\d_][a-zà-öø-ÿ’']{2}")
_ENUMERATOR = re.compile(
    r"(?:^|:\s)[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[ivxlc]{1,5}|[IVXLC]{1,5}|[A-Za-z]|[A-Z]\w+\s\d{1,3}[A-Za-z]?)[)\]]?\s?$"
)
_ORDINAL = re.compile(r"(?P<head>[^\W\d_]*)\s?(?<!\d)\d{1,2}$")
_GLUED = re.compile(r"(?:[^\W\d_A-Z]{3}|\d\s?%|[)\]”])$")
_NEXT_ENUMERATOR = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})\)\s")
_TOKEN_END = re.compile(r"\s|\Z")
_SOFT_BREAKS = tuple(re.compile(pattern) for pattern in (r";\s", r"[:—–]\s", r",\s", r"\s"))
_ORDINAL_HEADS = frozenset(lexicon.ORDINAL_HEADS.split())
_NUMBERED_DE = frozenset(f"{lexicon.MONTHS_DE} {lexicon.COUNTED_DE}".split())


@dataclass(frozen=True, slots=True)
class _Words:
    """The word lists of one language."""

    joining: frozenset[str]
    before_number: frozenset[str]
    whole_words: frozenset[str]
    after_number: frozenset[str]
    either_way: frozenset[str]
    starters: frozenset[str]


@cache
def _words(language: str) -> _Words:
    """Look the lists up, with English sentence openers for a language that has none."""
    known = language if language in lexicon.STARTERS else "en"
    return _Words(
        joining=lexicon.words(lexicon.TITLES, language) | lexicon.words(lexicon.NEVER_LAST, language),
        before_number=lexicon.words(lexicon.BEFORE_NUMBER, language),
        whole_words=lexicon.words(lexicon.WHOLE_WORDS, language),
        after_number=lexicon.words(lexicon.AFTER_NUMBER, language),
        either_way=lexicon.words(lexicon.EITHER_WAY, language),
        starters=lexicon.words(lexicon.STARTERS, known),
    )


def split_sentences(text: str, language: str = "en") -> list[Span]:
    """Return the spans of the sentences of a paragraph: trimmed, in order, all but white space covered.

    Args:
        text: one paragraph; a newline in it counts as a space.
        language: ISO 639-1 code; sentencex has a fallback for languages that it does not know.
    """
    proposed = _proposals(_BLANK.sub(lambda found: " " * len(found.group()), text), language)
    words = _words(language)
    lowercase = text.islower()
    spans: list[Span] = []
    start = 0
    for stop in _STOP.finditer(text):
        if stop.end() == len(text):
            break
        index = bisect_right(proposed, stop.start("stop"))
        opened = _OPENING.match(text, stop.end()) or stop
        agreed = index < len(proposed) and proposed[index] <= opened.end()
        if _ends_sentence(text, start, stop, words, agreed=agreed, lowercase=lowercase, language=language):
            spans += limited_spans(text, *trim(text, start, stop.end("close")))
            start = stop.end("close")
    spans += limited_spans(text, *trim(text, start, len(text)))
    return spans


def limited_spans(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a trimmed span, cut at the gentlest breaks if longer than `MAX_SENTENCE`; nothing if empty."""
    while end - start > MAX_SENTENCE:
        cut = start + MAX_SENTENCE
        for pattern in _SOFT_BREAKS:
            breaks = [found.end() for found in pattern.finditer(text, start + MAX_SENTENCE // 3, cut)]
            if breaks:
                cut = breaks[-1]
                break
        yield trim(text, start, cut)
        start = trim(text, cut, end)[0]
    if end > start:
        yield start, end


def _proposals(flat: str, language: str) -> list[int]:
    """Return where sentencex lets sentences start, ascending, for a text without quotation marks."""
    starts: list[int] = []
    begin = 0
    while begin < len(flat):
        end = len(flat)
        if end - begin > _WINDOW:
            end = max(flat.rfind(". ", begin, begin + _WINDOW) + 2, begin + _WINDOW // 2)
            starts.append(end)
        starts += (
            begin + found["start_index"] for found in get_sentence_boundaries(language, flat[begin:end])
        )
        begin = end
    return sorted(starts)


def _ends_sentence(
    text: str, start: int, stop: re.Match[str], words: _Words, *, agreed: bool, lowercase: bool, language: str
) -> bool:
    """Decide whether a sentence that began at `start` ends at `stop`; `agreed`: sentencex says so."""
    point = stop.start("stop")
    before = text[max(start, point - _CONTEXT) : point]
    rest = text[stop.end() : stop.end() + _CONTEXT].lstrip(_OPENERS)
    opens = re.match(r"[^\W\d_]*", rest)
    follower = opens.group() if opens else ""
    if not stop["gap"] and not _glued(text, stop, before, agreed=agreed):
        return False
    small = follower[:1].islower() and not follower[1:2].isupper() and not lowercase
    if small or text[stop.end()] in ".!?,;:)]}»”":
        return _NEXT_ENUMERATOR.match(text, stop.end()) is not None
    starter = follower[:1].isupper() and follower.lower() in words.starters and not _INITIAL.match(rest)
    if stop["stop"] == ".":
        verdict = _after_abbreviation(before, rest, words, starter=starter)
        if verdict is not None:
            return verdict
        if point - start <= _CONTEXT and _ENUMERATOR.search(text[start:point].lstrip().lstrip(_EMPHASIS)):
            return False
        if language == "de" and (ordinal := _ORDINAL.search(before)):
            head = ordinal["head"].lower() in _ORDINAL_HEADS
            if follower.lower() in _NUMBERED_DE or (head and follower[:1].isupper() and not starter):
                return False
    return agreed or (")" in stop["close"] and text[start:point].lstrip().startswith("("))


def _glued(text: str, stop: re.Match[str], before: str, *, agreed: bool) -> bool:
    """Tell whether a sentence ends at a stop with no white space after it, as in "5%.The next"."""
    if stop["stop"][0] in "。！？":
        return True
    point = stop.start("stop")
    follows = text[stop.end() : stop.end() + 2]
    if not (agreed and _GLUED.search(before) and follows[:1].isupper() and follows[1:].islower()):
        return False
    end = _TOKEN_END.search(text, point)
    token = text[
        max(text.rfind(" ", 0, point), text.rfind("\n", 0, point)) + 1 : end.start() if end else None
    ]
    return not ("/" in token or "@" in token or token.lower().startswith("www."))


def _after_abbreviation(before: str, rest: str, words: _Words, *, starter: bool) -> bool | None:
    """Decide a full stop after an abbreviation or a single letter; None where `before` ends in neither."""
    last = _SPACED_WORD.search(before) or _LAST_WORD.search(before)
    if last is None:
        return None
    written = "".join(last.group().split())
    word = written.lower()
    if word in words.joining and written != "V":
        return False
    if word in words.before_number:
        if rest[:1].isdigit():
            return False
        if word in words.whole_words and _NAME.match(rest):
            return True
    if word in words.after_number and before[: last.start()].rstrip()[-1:].isdigit():
        return starter
    if _DOUBLE_INITIAL.fullmatch(written):
        return starter
    if word in words.either_way or len(written) == 1:
        if starter:
            return True
        if _INITIAL.match(rest):
            return False
    return None
