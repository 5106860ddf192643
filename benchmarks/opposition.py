"""Measure how often a sentence is told to say the opposite of a question.

    python benchmarks/opposition.py --eval-dir ../shared/eval

Prints Markdown: of the sentences that hold the tempting wrong answer to a near miss (squad2_en), and of those
that hold the right answer to another question (squad2_en, xquad_en, piaf_fr, xquad_de), the share that oppose
their question. Nothing is trained for it. What turns a sentence round was chosen with near misses in view,
those about the Scottish Parliament most of all.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from report_assistant.answering.opposition import Opposition
from report_assistant.answering.question import understand
from report_assistant.reading.sentences import split_sentences

SETS = ("squad2_en", "xquad_en", "piaf_fr", "xquad_de")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def sentence_with(text: str, language: str, answer: str) -> str | None:
    """Return the first sentence of a text that holds an answer."""
    sentences = (text[start:end] for start, end in split_sentences(text, language))
    return next((sentence for sentence in sentences if answer in sentence), None)


def count(eval_dir: Path) -> tuple[Counter[tuple[str, str, bool]], Counter[tuple[str, str, bool]]]:
    """Count the sentences looked at and those that oppose, by set, title and whether there is an answer."""
    looked: Counter[tuple[str, str, bool]] = Counter()
    opposed: Counter[tuple[str, str, bool]] = Counter()
    for name in SETS:
        documents = {one["id"]: one for one in lines(eval_dir / name / "documents.jsonl")}
        for record in lines(eval_dir / name / "questions.jsonl"):
            answers = record["answers"] if record["answerable"] else record.get("wrong_answers", [])
            document = documents[record["document_id"]]
            sentence = sentence_with(document["text"], record["lang"], answers[0]) if answers else None
            if sentence is not None:
                key = (name, document["title"], bool(record["answerable"]))
                looked[key] += 1
                opposed[key] += Opposition(understand(record["question"])).of(sentence)
    return looked, opposed


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--eval-dir", type=Path, default=Path("../shared/eval"))
    looked, opposed = count(parser.parse_args().eval_dir)
    print("| questions | sentences | oppose |\n|---|---:|---:|")
    for name in SETS:
        for answerable in (False, True):
            keys = [key for key in looked if key[0] == name and key[2] is answerable]
            rows = [("all", keys)]
            if not answerable:
                rows += [(key[1], [key]) for key in sorted(keys)]
            for title, chosen in rows:
                number = sum(looked[key] for key in chosen)
                if number:
                    kind = "right answer" if answerable else "near miss"
                    share = sum(opposed[key] for key in chosen) / number
                    print(f"| {name}, {kind}, {title} | {number} | {share:.3f} |")


if __name__ == "__main__":
    main()
