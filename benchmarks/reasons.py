"""Measure how often what answers a question for a reason has a word that gives one.

    python benchmarks/reasons.py --eval-dir ../shared/eval

Prints Markdown: of the why-questions of each set, the share whose answer stands in a sentence with such a
word (`answering/reasons.py`), and the share of all sentences of their documents that have one.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from opposition import lines, sentence_with

from report_assistant.answering.cues import CUES
from report_assistant.answering.reasons import gives_reason
from report_assistant.reading.sentences import split_sentences

SETS = ("xquad_en", "squad2_en", "piaf_fr", "xquad_de")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--eval-dir", type=Path, default=Path("../shared/eval"))
    folder = parser.parse_args().eval_dir
    print("| set | why-questions | answers with a reason | all sentences with one |\n|---|---:|---:|---:|")
    for name in SETS:
        documents = {one["id"]: one for one in lines(folder / name / "documents.jsonl")}
        answers, sentences = list[bool](), list[bool]()
        for record in lines(folder / name / "questions.jsonl"):
            language, text = record["lang"], documents[record["document_id"]]["text"]
            if not record["answerable"] or not CUES[language].why.search(record["question"]):
                continue
            answer = sentence_with(text, language, record["answers"][0])
            if answer is None:
                continue
            answers.append(gives_reason(answer, language))
            spans = split_sentences(text, language)
            sentences += [gives_reason(text[start:end], language) for start, end in spans]
        shares = (sum(told) / len(told) for told in (answers, sentences))
        print(f"| {name} | {len(answers)} | " + " | ".join(f"{share:.2f}" for share in shares) + " |")


if __name__ == "__main__":
    main()
