"""Measure how well the language of a question is told, whole and cut down to its last words.

    python benchmarks/languages.py --eval-dir ../shared/eval

Prints Markdown: the share told rightly, and the share taken for a wrong language other than English, which is
what is taken where nothing tells.
"""

from __future__ import annotations

import argparse
import json
import statistics
from pathlib import Path

from report_assistant.answering.question import question_language
from report_assistant.reading.words import content_words

SETS = {"xquad_en": "en", "xquad_de": "de", "xquad_nl": "nl", "piaf_fr": "fr"}
LAST = 3  # words


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how well the language of a question is told.")
    parser.add_argument("--eval-dir", type=Path, required=True, help="folder of the question sets")
    options = parser.parse_args()
    print("| questions | whole | last three words | last three content words |\n|---|---:|---:|---:|")
    for name, language in SETS.items():
        with (options.eval_dir / name / "questions.jsonl").open(encoding="utf-8") as file:
            questions = [json.loads(line)["question"] for line in file]
        cells = []
        for texts in (
            questions,
            [" ".join(question.split()[-LAST:]) for question in questions],
            [" ".join(content_words(question, language)[-LAST:]) for question in questions],
        ):
            told = [question_language(text) for text in texts]
            right = statistics.mean(one == language for one in told)
            wrong = statistics.mean(one not in (language, "en") for one in told)
            cells.append(f"{right:.3f} ({wrong:.3f})")
        print(f"| {name} ({len(questions)}) | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
