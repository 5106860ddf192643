"""Shares in words: "nine in ten", "9 out of 10", "a quarter", "two-thirds", "half"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from report_assistant.reading.counted import counted_noun
from report_assistant.reading.number_lexicon import NumberLexicon, number_lexicon
from report_assistant.reading.number_words import SpelledNumber, find_spelled
from report_assistant.reading.spans import Span

# Denominators that stand for "of all"; others are counts of their own unless "out of" says so.
_ROUND = frozenset({*range(2, 11), 12, 15, 20, 25, 30, 40, 50, 100, 1000, 10_000, 100_000})
_INTEGER = re.compile(r"(?<![\w.,/:-])\d{1,6}(?![\w%/:]|[.,]\d|\s?%)")
_VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}


@dataclass(frozen=True, slots=True)
class Share:
    """A share in words: text[start:end]; `value` in percent, to four significant digits."""

    value: Decimal
    start: int
    end: int


def percent_of(part: int, whole: int) -> Decimal:
    """Return part / whole in percent, rounded half-even to four significant digits: two thirds are 66.67."""
    exact = Decimal(part) * 100 / Decimal(whole)
    rounded = exact.quantize(Decimal(1).scaleb(exact.adjusted() - 3))
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()


def find_shares(text: str, language: str) -> tuple[Share, ...]:
    """Find ratios and fractions in words, in text order, never overlapping.

    Args:
        text: the text.
        language: a language that `number_lexicon.known` has named.
    """
    spelled = find_spelled(text, language)
    found: list[Share] = []
    for share in (
        *_ratios(text, language, spelled),
        *_ordinal_ratios(text, language),
        *_fractions(text, language, spelled),
    ):
        if all(share.end <= other.start or other.end <= share.start for other in found):
            found.append(share)
    return tuple(sorted(found, key=lambda share: share.start))


def _ratios(text: str, language: str, spelled: Sequence[SpelledNumber]) -> Iterator[Share]:
    """Yield "nine in ten", "9 out of 10 companies", "one firm in twenty", "neuf entreprises sur dix"."""
    digits = [(int(m.group()), m.start(), m.end()) for m in _INTEGER.finditer(text)]
    numbers = sorted([*digits, *((s.value, s.start, s.end) for s in spelled)], key=lambda number: number[1])
    link = _ratio_link(language)
    for (part, start, part_end), (whole, whole_start, end) in pairwise(numbers):
        between = link.fullmatch(text[part_end:whole_start])
        sure = between is not None and between.group("link").lower().startswith("out")
        if not 0 < part < whole or not (sure or whole in _ROUND):
            continue
        if between or _counts_one_noun(text, (start, part_end), whole_start, end):
            yield Share(percent_of(part, whole), start, end)


_NOUN_IN = re.compile(r"\s+[^\W\d_]+\s+in\s+", re.IGNORECASE)


def _counts_one_noun(text: str, part: Span, whole_start: int, end: int) -> bool:
    """Tell whether two English numbers in words make a share although a noun parts them.

    As in "one applicant in twenty was", not in "three plants in four countries".
    """
    in_words = text[part[0] : part[1]].isalpha() and text[whole_start:end].isalpha()
    if not in_words or _NOUN_IN.fullmatch(text, part[1], whole_start) is None:
        return False
    start, stop = counted_noun(text, end, "en")
    return start == stop or not text[:stop].endswith("s")


@lru_cache(maxsize=4)
def _ratio_link(language: str) -> re.Pattern[str]:
    """Compile what stands between the two numbers of a ratio; a noun only before an unmistakable link."""
    links = sorted(number_lexicon(language).ratio_links, key=len, reverse=True)
    clear = [link for link in links if " " in link or language == "fr"]
    spaced, named = ("|".join(link.replace(" ", r"\s+") for link in some) for some in (links, clear))
    return re.compile(rf"\s+(?:[^\W\d_]+\s+(?=(?:{named})\s))?(?P<link>{spaced})\s+", re.IGNORECASE)


def _ordinal_ratios(text: str, language: str) -> Iterator[Share]:
    """Yield "jedes dritte (Unternehmen)": one in three."""
    lexicon = number_lexicon(language)
    if not lexicon.ordinal_ratio:
        return
    ordinals = "|".join(sorted(lexicon.ordinals, key=len, reverse=True))
    for match in re.finditer(
        rf"\b{lexicon.ordinal_ratio} (?P<ordinal>{ordinals})[rsnm]?\b", text, re.IGNORECASE
    ):
        ordinal = lexicon.ordinals[match.group("ordinal").lower()]
        if ordinal > 1:
            yield Share(percent_of(1, ordinal), match.start(), match.end())


def _fractions(text: str, language: str, spelled: Sequence[SpelledNumber]) -> Iterator[Share]:
    """Yield "a quarter", "two-thirds", "half", "driekwart", and the signs "½" and their like."""
    lexicon = number_lexicon(language)
    for sign, (part, whole) in _VULGAR.items():
        for match in re.finditer(rf"(?<!\d){sign}", text):
            yield Share(percent_of(part, whole), match.start(), match.end())
    counts = {number.end: number for number in spelled}
    pattern = (
        r"\b(?:"
        + "|".join(sorted((*lexicon.fractions, *lexicon.glued_fractions), key=len, reverse=True))
        + r")\b"
    )
    for match in re.finditer(pattern, text, re.IGNORECASE):
        word = match.group().lower()
        if word in lexicon.glued_fractions:
            part, whole = lexicon.glued_fractions[word]
            yield Share(percent_of(part, whole), match.start(), match.end())
            continue
        count = counts.get(match.start() - 1)
        if count is None:
            plain = re.search(r"([^\W\d_]+)[ \n-]\Z", text[max(0, match.start() - 20) : match.start()])
            article = plain is not None and plain.group(1).lower() in lexicon.articles
            start = match.start() - len(plain.group()) if plain is not None and article else match.start()
            numerator = 1
        else:
            article, start, numerator = True, count.start, count.value
        part, whole = lexicon.fractions[word]
        if numerator * part >= whole or not _is_share(
            text, (start, match.end()), word, article, numerator > 1, lexicon
        ):
            continue
        yield Share(percent_of(numerator * part, whole), start, match.end())


def _is_share(
    text: str, span: tuple[int, int], word: str, counted: bool, several: bool, lexicon: NumberLexicon
) -> bool:
    """Tell a fraction from an ordinal ("a third party") and from a stretch of time ("the first half")."""
    start, end = span
    if not counted and word not in lexicon.bare_fractions:
        return False
    before = re.search(r"([^\W\d_]+)\W{1,2}\Z", text[max(0, start - 24) : start])
    if before and before.group(1).lower() in lexicon.not_before_fraction:
        return False
    if re.search(r"\d\s?\Z|\band an?\s\Z", text[max(0, start - 8) : start]):
        return False  # "two and a half"
    scales, articles = "|".join(lexicon.scales), "|".join(lexicon.articles)
    if re.match(rf"\s(?:{articles})\s(?:{scales})\b", text[end:], re.IGNORECASE):
        return False  # "half a million"
    after = re.match(r"(?P<gap>\W{0,3})(?P<word>[^\W\d_]+)?", text[end:])
    following = (after.group("word") or "").lower() if after else ""
    gap = after.group("gap") if after else ""
    if gap.startswith("-") or following in lexicon.not_after_fraction:
        return False
    plural = counted and (word.endswith("s") or (several and lexicon is not number_lexicon("en")))
    if word in lexicon.bare_fractions or plural or gap.strip():
        return True
    return not following or following in lexicon.after_fraction
