"""Make questions that a passage nearly answers: of an answered one, one thing is changed.

People who wrote such questions for SQuAD 2.0 (Rajpurkar et al., 2018, section 4) swapped a name, turned a
word into its opposite, negated, or asked for what the passage does not say. The same is done here by rule,
to the question or to the passage.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from reader_examples import FIGURE, Span, names_of, occurrences, sentences, stems

_WORD = re.compile(r"[a-z]{3,}")
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:\s(?:of\s|the\s|and\s)?[A-Z][\w’'-]+){0,3}")
_YEAR = re.compile(r"\b(?:1[1-9]|20)\d\d\b")
_NEGATED = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had)\b(?:\s[\w’'-]+){0,5}?(?=\s[a-z]+(?:ed|en)\b)"
)
_ENDINGS = (("ied", "y"), ("ies", "y"), ("ed", ""), ("ed", "e"), ("s", ""))


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Words that exclude a word: its opposites, and other kinds of what it is a kind of."""

    opposite: Mapping[str, Sequence[str]]
    sibling: Mapping[str, Sequence[str]]


def neighbours(common: frozenset[str]) -> Neighbours:
    """Read the package's WordNet; `common` is the words that may be put in another's place."""
    raw = json.loads(files("report_assistant.answering").joinpath("wordnet/wordnet.json").read_text("utf-8"))
    synsets = [frozenset(words.split()) for words in raw["synsets"]]
    below: dict[int, list[int]] = defaultdict(list)
    for number, parents in raw["hypernyms"].items():
        for parent in parents:
            below[parent].append(int(number))
    same: dict[str, set[str]] = defaultdict(set)
    for words in synsets:
        for word in words:
            same[word] |= words
    sibling: dict[str, set[str]] = defaultdict(set)
    for number, parents in raw["hypernyms"].items():
        others = {word for parent in parents for kind in below[parent] for word in synsets[kind]} & common
        for word in synsets[int(number)]:
            sibling[word] |= others
    opposite: dict[str, set[str]] = defaultdict(set)
    for pair in raw["antonyms"]:
        one, other = pair.split()
        opposite[one].add(other)
        opposite[other].add(one)
    return Neighbours(
        {word: sorted(others & common) for word, others in opposite.items() if others & common},
        {word: sorted(others - same[word]) for word, others in sibling.items() if others - same[word]},
    )


def _swapped(word: str, table: Mapping[str, Sequence[str]], rng: random.Random) -> str | None:
    """Return another word in the same form, or None where the table has none."""
    if word in table:
        return rng.choice(table[word])
    for ending, lemma in _ENDINGS:
        base = word.removesuffix(ending) + lemma
        if word.endswith(ending) and base in table:
            other = rng.choice(table[base])
            tail = ending.removeprefix("i") if not other.endswith("y") else ending
            if tail.startswith("e") and other.endswith("e"):
                tail = tail[1:]
            return (other.removesuffix("y") if tail.startswith("i") else other) + tail
    return None


def changed_question(question: str, passage: str, rng: random.Random, words: Neighbours) -> str | None:
    """Change one thing of a question, so that its passage answers it no longer.

    A year is moved; a name gives way to another name of the passage; a word to its opposite or to another
    kind of its kind that the passage lacks; a participle is negated. Every way that is open is as likely.
    """
    ways: list[list[str]] = []
    said = stems(passage)

    def put(span: Span, other: str) -> str:
        return question[: span[0]] + other + question[span[1] :]

    years = [m.span() for m in _YEAR.finditer(question)]
    if years:
        a, b = rng.choice(years)
        moved = str(int(question[a:b]) + rng.choice([-20, -7, -3, -2, -1, 1, 2, 3, 8, 30]))
        ways += [[put((a, b), moved)]] if moved not in passage else []
    asked = [m.span() for m in _NAME.finditer(question) if m.start() > 0]
    names = [name for name in names_of(passage) if name not in question]
    if asked and names:
        ways.append([put(span, rng.choice(names)) for span in asked])
    for table, absent in ((words.opposite, False), (words.sibling, True)):
        found = []
        for match in _WORD.finditer(question):
            inner = match.start() and question[match.start() - 1].isalpha()
            other = None if inner else _swapped(match.group(), table, rng)
            if other and not (absent and other[:5] in said) and match.group()[:5] in said:
                found.append(put(match.span(), other))
        ways += [found] if found else []
    if negated := _NEGATED.search(question):
        ways.append([put((negated.end(), negated.end()), " not")])
    return rng.choice(rng.choice(ways)) if ways else None


def without_answer(passage: str, answer: Span) -> tuple[str, list[Span]] | None:
    """Cut the sentence that answers out of a passage.

    Returns:
        What is left, and where the cut is; None where the answer is said twice or little is left.
    """
    parts = sentences(passage)
    holding = [(a, b) for a, b in parts if a < answer[1] and answer[0] < b]
    if len(parts) - len(holding) < 2 or len(occurrences(passage[slice(*answer)], passage)) != 1:
        return None
    kept = passage[: holding[0][0]] + passage[holding[-1][1] :].lstrip()
    cut = min(holding[0][0], len(kept) - 1)
    return kept, [(cut, cut + 1)]


def changed_passage(
    question: str, passage: str, answer: Span, names: Sequence[str], rng: random.Random
) -> tuple[str, list[Span]] | None:
    """Make the sentence that answers speak of another name or year than the question.

    Args:
        question: what is asked.
        passage: what answers it.
        answer: half-open span of the answer.
        names: names that may take the place of one.
        rng: source of all choices.

    Returns:
        The passage with the change, and where its sentence starts; None where the question and the
        sentence share no name and no year.
    """
    low, high = next((p for p in sentences(passage) if p[0] <= answer[0] < p[1]), (0, 0))
    free = [m.span() for m in [*_NAME.finditer(passage, low, high), *_YEAR.finditer(passage, low, high)]]
    shared = [
        (a, b) for a, b in free if (b <= answer[0] or a >= answer[1]) and occurrences(passage[a:b], question)
    ]
    if not shared:
        return None
    a, b = rng.choice(shared)
    if FIGURE.fullmatch(passage[a:b]):
        other = str(int(passage[a:b]) + rng.choice([-9, -4, -2, -1, 1, 2, 3, 6]))
    else:
        term, found = passage[a:b], passage[slice(*answer)]
        fitting = [name for name in names if name not in question + found and term not in name]
        if not fitting:
            return None
        other = rng.choice(fitting)
    said = re.compile(rf"(?<!\w){re.escape(passage[a:b])}(?!\w)")
    sentence = said.sub(lambda _: other, passage[low:high])
    return passage[:low] + sentence + passage[high:], [(low, low + 1)]
