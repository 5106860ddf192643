"""Which words mean the same, which mean more, and which mean the opposite: WordNet, by stems.

Words are looked up by Snowball stem, word groups ("take part") by their stems joined with spaces, so that
every inflection is found. Other languages than English have no such lexicon here and match by stem alone.
"""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from report_assistant.index.sharing import shared
from report_assistant.reading.words import FUNCTION_WORDS, stem

SAME, DERIVED, SYNONYM, NARROWER, SIMILAR, COMPOUND = 1.0, 0.95, 0.9, 0.8, 0.75, 0.7
"""How well a word of the source covers a word of a claim: the same; of the same family ("repatriation" for
"repatriate"); of the same synset; narrower in the source ("patients" for "people"); a like adjective; another
name of a compound that ends with the word ("sales", which is gross revenue, for "revenue")."""

_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non", "de", "mis")
_PARTICLES = ("away", "aside", "along", "back", "forth")  # with the function words, what verbs end with
_SHORTEST_ROOT = 4
_SHORTEST_LEMMA = 3
_DETACHED = (
    ("ses", "s"),
    ("ier", "y"),
    ("iest", "y"),
    ("er", ""),
    ("er", "e"),
    ("est", ""),
    ("est", "e"),
)
"""Endings that the stemmer leaves on plurals, comparatives and superlatives (WordNet, morphy(7WN))."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """WordNet's links, by the stems of words and word groups."""

    related: Mapping[str, Mapping[str, float]]
    broader: Mapping[str, frozenset[str]]
    antonyms: Mapping[str, frozenset[str]]
    opposites: Mapping[str, frozenset[str]]
    groups: frozenset[str]
    irregular: Mapping[str, str]
    words: frozenset[str]


def key(word: str, language: str = "en") -> str:
    """Return the stem by which a case-folded word is looked up; irregular forms by that of their lemma."""
    return stem(_lemma(_plain(word)) if language == "en" else word, language)


def _plain(word: str) -> str:
    """Return an English word without accents: nobody types those of "café"."""
    if word.isascii():
        return word
    return "".join(one for one in unicodedata.normalize("NFD", word) if not unicodedata.combining(one))


def compares(word: str) -> bool:
    """Tell whether a case-folded English word is an adjective's comparative ("safer")."""
    return word.endswith("er") and _lemma(word) != word


@lru_cache(maxsize=20_000)
def positive(word: str) -> str:
    """Return the key of the adjective behind an English superlative ("low" of "lowest"), or its own key."""
    if word.endswith("est"):
        for ending, replacement in _DETACHED:
            base = word.removesuffix(ending) + replacement
            if word.endswith(ending) and len(base) >= _SHORTEST_LEMMA and base in _lexicon().words:
                return stem(base, "en")
    return key(word)


@lru_cache(maxsize=20_000)
def _lemma(word: str) -> str:
    """Return what an English word is a form of, where that is not left to the stemmer, else the word."""
    lexicon = _lexicon()
    if word in lexicon.irregular:
        return lexicon.irregular[word]
    if word.endswith("men") and f"{word[:-3]}man" in lexicon.words:
        return f"{word[:-3]}man"
    if word not in lexicon.words:
        for ending, instead in _DETACHED:
            lemma = word.removesuffix(ending) + instead
            if word.endswith(ending) and len(lemma) >= _SHORTEST_LEMMA and lemma in lexicon.words:
                return lemma
    return word


def is_group(keys: str, language: str = "en") -> bool:
    """Tell whether stems joined with spaces are a word group of the lexicon ("take part")."""
    return language == "en" and keys in _lexicon().groups


@lru_cache(maxsize=20_000)
def related(word: str, language: str = "en") -> Mapping[str, float]:
    """Return the stems by which a source may say a claim's word, each with a weight in (0, 1].

    Args:
        word: a key, or a word group.
        language: ISO 639-1 code.
    """
    if language != "en":
        return {word: SAME}
    return {**_lexicon().related.get(word, {}), word: SAME}


def siblings(one: str, other: str) -> bool:
    """Tell whether two English words are kinds of one thing ("mother" and "father"), but not synonyms."""
    broader = _lexicon().broader
    shared = broader.get(one, frozenset()) & broader.get(other, frozenset())
    return bool(shared) and other not in related(one)


def broader(word: str) -> frozenset[str]:
    """Return the stems of what an English word is a kind of: "rural area" of "countryside"."""
    return _lexicon().broader.get(word, frozenset())


@lru_cache(maxsize=20_000)
def opposites(word: str, language: str = "en") -> frozenset[str]:
    """Return the stems that mean the opposite: antonyms, their synonyms, and forms with a negative prefix."""
    if language != "en":
        return frozenset()
    return _lexicon().opposites.get(word, frozenset()) | _prefixed(word)


def antonyms(word: str) -> frozenset[str]:
    """Return the stems of an English word's antonyms proper, and its forms with a negative prefix."""
    return _lexicon().antonyms.get(word, frozenset()) | _prefixed(word)


def _prefixed(word: str) -> frozenset[str]:
    """Return the word with each negative prefix, and without the one that it has."""
    forms = {prefix + word for prefix in _PREFIXES} if len(word) >= _SHORTEST_ROOT else set()
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_ROOT:
            forms.add(word[len(prefix) :])
    return frozenset(forms)


def _stems(words: str) -> list[str]:
    """Return the keys of space-separated words, groups written with underscores."""
    return [" ".join(stem(part) for part in word.replace("-", "_").split("_")) for word in words.split()]


@shared
def _lexicon() -> _Lexicon:
    raw = json.loads(files(__package__).joinpath("wordnet/wordnet.json").read_text("utf-8"))
    synsets = [_stems(words) for words in raw["synsets"]]
    particles = {stem(word) for word in (*FUNCTION_WORDS["en"], *_PARTICLES)}
    related: dict[str, dict[str, float]] = defaultdict(dict)
    synonyms: dict[str, set[str]] = defaultdict(set)

    def link(claim: Iterable[str], source: Iterable[str], weight: float) -> None:
        for one in claim:
            for other in source:
                if weight > related[one].get(other, 0):
                    related[one][other] = weight

    for words in synsets:
        link(words, words, SYNONYM)
        for word in words:
            synonyms[word].update(words)
            head = word.rpartition(" ")[2]
            if head != word and head not in particles:
                link([head], (one for one in words if " " not in one), COMPOUND)
    broader: dict[str, set[str]] = defaultdict(set)
    for number, parents in raw["hypernyms"].items():
        for parent in parents:
            link(synsets[parent], synsets[int(number)], NARROWER)
            for word in synsets[int(number)]:
                broader[word].update(synsets[parent])
    for number, others in raw["similar"].items():
        for other in others:
            link(synsets[other], synsets[int(number)], SIMILAR)
    pairs = [_stems(pair) for pair in raw["derived"]]
    for one, other in pairs:
        link([one], [other], DERIVED)
        link([other], [one], DERIVED)
    opposites: dict[str, set[str]] = defaultdict(set)
    antonyms: dict[str, set[str]] = defaultdict(set)
    for one, other in (_stems(pair) for pair in raw["antonyms"]):
        antonyms[one].add(other)
        antonyms[other].add(one)
        for left in {one} | synonyms[one]:
            opposites[left].add(other)
            opposites[other].add(left)
        for right in {other} | synonyms[other]:
            opposites[right].add(one)
            opposites[one].add(right)
    return _Lexicon(
        related=dict(related),
        broader={word: frozenset(others) for word, others in broader.items()},
        antonyms={word: frozenset(others) for word, others in antonyms.items()},
        opposites={word: frozenset(others) for word, others in opposites.items()},
        groups=frozenset(word for words in synsets for word in words if " " in word),
        irregular=raw["irregular"],
        words=frozenset(
            word for key in ("synsets", "derived", "antonyms") for line in raw[key] for word in line.split()
        ),
    )
