"""Numbers written as words in English, French, Dutch and German, from zero to 999,999."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from report_assistant.reading.number_lexicon import known

Words = tuple[str, ...]
_TOKEN = re.compile(r"[^\W\d_]+")
_JOINT = re.compile(r"[ \n\u00a0\u202f-]")  # what may stand between two words of one number
_THOUSAND = {"en": "thousand", "fr": "mille", "nl": "duizend", "de": "tausend"}
_LONGEST = 7  # words of the longest number below a thousand ("neuf cent quatre vingt dix neuf" has six)

_TO_NINETEEN = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf",
    "nl": "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien "
    "zestien zeventien achttien negentien",
    "de": "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn "
    "sechzehn siebzehn achtzehn neunzehn",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "fr": "vingt trente quarante cinquante soixante septante huitante nonante",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
}


@dataclass(frozen=True, slots=True)
class SpelledNumber:
    """A number in words: text[start:end] spells `value`; `words` counts its words."""

    value: int
    start: int
    end: int
    words: int


def find_spelled(text: str, language: str = "en") -> tuple[SpelledNumber, ...]:
    """Find the numbers written as words, longest reading first, in text order.

    Articles that look like "one" ("un", "een", "eine") are found as well: whether they count is for the
    caller.
    """
    code = known(language)
    matches = list(_TOKEN.finditer(text))
    tokens = [match.group().lower() for match in matches]
    first = _first_words(code)
    found: list[SpelledNumber] = []
    position = 0
    while position < len(tokens):
        if tokens[position] not in first:
            position += 1
            continue
        run = [tokens[position]]
        for before, after in zip(
            matches[position:], matches[position + 1 : position + 2 * _LONGEST], strict=False
        ):
            if not _JOINT.fullmatch(text[before.end() : after.start()]):
                break
            run.append(after.group().lower())
        size, value = _read(run, code)
        if size:
            found.append(
                SpelledNumber(value, matches[position].start(), matches[position + size - 1].end(), size)
            )
        position += max(size, 1)
    return tuple(found)


def _read(run: list[str], language: str) -> tuple[int, int]:
    """Return how many words of the run make one number, and the number."""
    size, value = _below_thousand(run, language)
    if size < len(run) and run[size] == _THOUSAND[language] and value != 0:
        thousands = value if size else 1
        if not size and language == "en":
            return 0, 0  # "thousand" alone is a scale, not a number
        rest, more = _below_thousand(run[size + 1 :], language)
        if rest == 0 and run[size + 1 : size + 2] == ["and"] and language == "en":
            rest, more = _below_thousand(run[size + 2 :], language)
            rest += bool(rest)
        return size + 1 + rest, thousands * 1000 + (more if rest else 0)
    return size, value


def _below_thousand(run: list[str], language: str) -> tuple[int, int]:
    """Return the longest reading at the start of the run: (words used, value), or (0, -1)."""
    table = _table(language)
    for size in range(min(_LONGEST, len(run)), 0, -1):
        value = table.get(tuple(run[:size]))
        if value is not None:
            return size, value
    return 0, -1


@lru_cache(maxsize=4)
def _first_words(language: str) -> frozenset[str]:
    """Return the words that can start a number."""
    return frozenset(words[0] for words in _table(language)) | (
        {"mille"} if language == "fr" else frozenset()
    )


@lru_cache(maxsize=4)
def _table(language: str) -> dict[Words, int]:
    """Return every spelling of 0 to 999 as its words; in Dutch and German of whole thousands as well."""
    hundreds = _glued_hundreds if language in ("nl", "de") else _spaced_hundreds
    table = {
        tuple(re.split("[ -]", spelling)): value
        for value in range(1000)
        for spelling in hundreds(value, language)
    }
    if language in ("nl", "de"):
        thousand = _THOUSAND[language]
        glued = [(words[0], value) for words, value in table.items() if len(words) == 1 and value]
        table |= {(word + thousand,): value * 1000 for word, value in glued}
        table[(thousand,)] = 1000
        table |= _inflected_ones(language)
    return table


def _inflected_ones(language: str) -> dict[Words, int]:
    """Return the forms of "one" besides the one that compounds are made with."""
    forms = {"nl": "één éen", "de": "eins eine einen einem einer eines"}[language]
    return {(form,): 1 for form in forms.split()}


def _below_hundred(value: int, language: str) -> Iterator[str]:
    """Yield the spellings of 0 to 99."""
    ones = _TO_NINETEEN[language].split()
    tens = _TENS[language].split()
    if value < 20:
        yield ones[value]
        if language == "fr" and value == 1:
            yield "une"
        return
    ten, one = divmod(value, 10)
    name = tens[ten - 2]
    if language == "en":
        yield f"{name}-{ones[one]}" if one else name
    elif language == "fr":
        names = {8: ["huitante", "octante"]}.get(ten, [name])
        for french in names:
            yield from (
                [french]
                if not one
                else [f"{french} et un", f"{french} et une"]
                if one == 1
                else [f"{french} {ones[one]}"]
            )
        if ten == 7:
            yield "soixante et onze" if one == 1 else f"soixante {ones[10 + one]}"
        if ten >= 8:
            rest = value - 80
            yield from ["quatre vingts", "quatre vingt"] if not rest else [f"quatre vingt {ones[rest]}"]
    else:
        joint = "en" if language == "nl" else "und"
        for link in (joint, "ën") if language == "nl" else (joint,):
            for spelling in {name, name.replace("ß", "ss")}:
                yield f"{ones[one]}{link}{spelling}" if one else spelling


def _spaced_hundreds(value: int, language: str) -> Iterator[str]:
    """Yield the English or French spellings of 0 to 999."""
    hundred, rest = divmod(value, 100)
    if not hundred:
        yield from _below_hundred(value, language)
        return
    ones = _TO_NINETEEN[language].split()
    if language == "en":
        heads, links = [f"{ones[hundred]} hundred"], [" ", " and "]
    else:
        heads = ["cent", "cents"] if hundred == 1 else [f"{ones[hundred]} cent", f"{ones[hundred]} cents"]
        links = [" "]
    if not rest:
        yield from heads
        return
    for head, link, tail in product(heads, links, _below_hundred(rest, language)):
        yield head + link + tail


def _glued_hundreds(value: int, language: str) -> Iterator[str]:
    """Yield the Dutch or German spellings of 0 to 999."""
    hundred, rest = divmod(value, 100)
    if not hundred:
        yield from _below_hundred(value, language)
        return
    ones = _TO_NINETEEN[language].split()
    name = "honderd" if language == "nl" else "hundert"
    heads = [f"{ones[hundred]}{name}"] + ([name] if hundred == 1 else [])
    if not rest:
        yield from heads
        return
    links = ["", "en", " ", " en "] if language == "nl" else ["", "und"]
    for head, link, tail in product(heads, links, _below_hundred(rest, language)):
        yield head + link + tail
