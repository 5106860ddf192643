"""Measure what the gate does with the drafts of real language models.

Usage: python benchmarks/models.py --eval-dir ../shared/eval --base-url http://127.0.0.1:8131/v1 --name NAME

A server that speaks OpenAI's protocol has to run already. Each question of `questions_dev.jsonl` is asked
without a model and with it, over `documents/`. Prints Markdown; `--verbose` lists what the model drafted and
the gate refused.
"""

from __future__ import annotations

import argparse
import re
import statistics
import tempfile
from collections import Counter
from pathlib import Path

from report_assistant import ReportAssistant, Settings
from report_assistant.evaluation.questions import ExpectedAnswer, load_questions
from report_assistant.evaluation.scoring import QuestionScore, score_answer
from report_assistant.types import Answer, CheckedClaim, Passage, Verdict

PASSES = {Verdict.SUPPORTED, Verdict.DERIVED}
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def main() -> None:
    """Ask all questions twice and print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--eval-dir", type=Path, required=True)
    parser.add_argument("--documents", type=Path, default=Path("documents"))
    parser.add_argument("--base-url", required=True, help="of the model's server")
    parser.add_argument("--name", default="model", help="of the model")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    questions = load_questions(options.eval_dir / "questions_dev.jsonl")
    with tempfile.TemporaryDirectory() as home:
        plain = _assistant(options.documents, Path(home), None, options.name)
        without = [_ask(plain, question) for question in questions]
        passages = [plain.retrieve(question.question, limit=8) for question in questions]
        plain.close()
        worded = _assistant(options.documents, Path(home), options.base_url, options.name)
        with_model = [_ask(worded, question) for question in questions]
        worded.close()
    _print_answers({"no model": without, options.name: with_model})
    _print_drafts(with_model, passages, verbose=options.verbose)
    lost = [
        after.id
        for (_, before), (_, after) in zip(without, with_model, strict=True)
        if before.right and not after.right
    ]
    print(f"\nRight without and wrong with {options.name}: {', '.join(lost) or 'none'}.")


def _assistant(documents: Path, home: Path, base_url: str | None, name: str) -> ReportAssistant:
    settings = Settings(index_dir=home, openai_base_url=base_url, openai_api_key=None, chat_model=name)
    return ReportAssistant.from_folder(documents, settings=settings)


def _ask(assistant: ReportAssistant, question: ExpectedAnswer) -> tuple[Answer, QuestionScore]:
    answer = assistant.ask(question.question, history=question.history)
    return answer, score_answer(assistant, question, answer)


def _print_answers(runs: dict[str, list[tuple[Answer, QuestionScore]]]) -> None:
    print("| run | right | answered wrongly | refused wrongly | in the model's words | median s |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, run in runs.items():
        wrong = [score for _, score in run if not score.right]
        answered = sum(score.status == "answered" for score in wrong)
        words = sum(answer.model is not None for answer, _ in run)
        median = statistics.median(score.milliseconds for _, score in run) / 1000
        right = len(run) - len(wrong)
        refused = len(wrong) - answered
        print(f"| {name} | {right} of {len(run)} | {answered} | {refused} | {words} | {median:.1f} |")
        print(f"<!-- {name} wrong: {', '.join(score.id for score in wrong)} -->")


def _print_drafts(
    run: list[tuple[Answer, QuestionScore]], passages: list[tuple[Passage, ...]], *, verbose: bool
) -> None:
    """Print what became of the model's claims, and which refused ones a plain gate would have shown."""
    verdicts: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for (answer, score), found in zip(run, passages, strict=True):
        text = " ".join(passage.text for passage in found)
        for claim in _refused(answer):
            verdicts[claim.verdict.value] += 1
            there = numbers_in(claim.text, text)
            plain[claim.verdict.value] += there
            if verbose:
                mark = "number there" if there else "-"
                print(f"{score.id} {claim.verdict.value} ({mark}): {claim.text} | {claim.note}")
    shown = sum(
        claim.verdict in PASSES for answer, _ in run if answer.model is not None for claim in answer.claims
    )
    print("\n| drafted claims | n | with all their numbers in the passages read |\n| --- | ---: | ---: |")
    print(f"| shown | {shown} | |")
    for verdict, count in verdicts.most_common():
        print(f"| refused: {verdict} | {count} | {plain[verdict]} |")


def _refused(answer: Answer) -> list[CheckedClaim]:
    return [claim for claim in answer.claims if claim.verdict not in PASSES]


def numbers_in(claim: str, text: str) -> bool:
    """Tell whether a claim has numbers and all of them occur in the text, in digits."""
    there = {number.replace(",", "") for number in NUMBER.findall(text)}
    numbers = [number.replace(",", "") for number in NUMBER.findall(claim)]
    return bool(numbers) and all(number in there for number in numbers)


if __name__ == "__main__":
    main()
