"""Fit when an answer in another language than the question is good enough to be given.

    python training/fit_crossing.py --eval-dir ../shared/eval

Asks the German and Dutch questions of XQuAD of its English paragraphs, once with the article there and once
without it, and fits a logistic regression on whether it was there. Prints the constants of
`report_assistant.answering.crossing`, how they do on the half of the articles that they were not fitted on,
and how often the best sentence and the best figure are the right ones.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from report_assistant.answering.crossing import Crossing
from report_assistant.answering.intent import Intent
from report_assistant.answering.question import understand
from report_assistant.answering.retrieved import gather_evidence
from report_assistant.index.index import Index
from report_assistant.settings import Settings

SETS = ("xquad_de", "xquad_nl")
PASSAGES = 8
REFUSED = 0.95  # share of the questions without their article that must be refused


@dataclass(frozen=True)
class Row:
    """A question: its article, whether that was there, the best and the mean likeness of sentences."""

    article: str
    present: bool
    best: float
    mean: float


def lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def spread(questions: list[dict[str, Any]], sample: int | None) -> list[dict[str, Any]]:
    """Return some of the questions, evenly from all articles."""
    return questions[:: max(len(questions) // sample, 1)] if sample else questions


def article(document: str) -> str:
    return document.rsplit("-", 1)[0]


def ask(index: Index, question: dict[str, Any], *, present: bool) -> Row:
    gold = article(question["document_id"])
    others = [one.source for one in index.sources() if present or article(Path(one.source).stem) != gold]
    evidence = gather_evidence(index, index.search(question["question"], PASSAGES, others))
    likeness = Crossing(index).likeness(understand(question["question"]), evidence)
    return Row(gold, present, max(likeness), float(np.mean(likeness)))


def fit(rows: list[Row]) -> tuple[float, float, float]:
    """Return bias, weights of best and mean likeness; `REFUSED` of the absent ones lie below 0."""
    features = np.array([(row.best, row.mean) for row in rows])
    present = np.array([row.present for row in rows])
    centre, scale = features.mean(0), features.std(0)
    model = LogisticRegression(C=1e4, max_iter=10_000).fit((features - centre) / scale, present)
    weights = model.coef_[0] / scale
    scores = features @ weights
    bias = -float(np.quantile(scores[~present], REFUSED))
    return bias, float(weights[0]), float(weights[1])


def report(rows: list[Row], constants: tuple[float, float, float]) -> str:
    bias, best, mean = constants
    scores = np.array([bias + best * row.best + mean * row.mean for row in rows])
    present = np.array([row.present for row in rows])
    return (
        f"AUROC {roc_auc_score(present, scores):.3f}, refused without the article "
        f"{np.mean(scores[~present] <= 0):.3f}, with it {np.mean(scores[present] <= 0):.3f}"
    )


def right_ones(index: Index, questions: list[dict[str, Any]], answers: dict[str, list[str]]) -> str:
    """Say how often the best sentence of the gold paragraph, and its best figure of several, is right."""
    crossing = Crossing(index)
    sentences, figures = [], []
    for question in questions:
        asked, gold = understand(question["question"]), answers[question["id"]]
        found = index.search(question["question"], PASSAGES, [f"{question['document_id']}.md"])
        evidence = gather_evidence(index, found)
        rated = crossing.rate(asked, evidence)
        best = max(range(len(evidence)), key=lambda place: rated[place].score)
        sentences.append(any(answer in evidence[best].text for answer in gold))
        scored = [
            (score, figure)
            for item, likeness in zip(evidence, rated, strict=True)
            for figure, score in zip(item.figures, likeness.figures, strict=True)
        ]
        right = {(one.value, one.unit) for _, one in scored if any(one.text in answer for answer in gold)}
        if asked.intent is Intent.FIGURE and right and len({(one.value, one.unit) for _, one in scored}) > 1:
            chosen = max(scored, key=lambda pair: pair[0])[1]
            figures.append((chosen.value, chosen.unit) in right)
    return (
        f"best sentence right {np.mean(sentences):.3f} of {len(sentences)}, "
        f"best figure right {np.mean(figures):.3f} of {len(figures)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the confidence of answers across languages.")
    parser.add_argument("--eval-dir", type=Path, required=True, help="folder of the question sets")
    parser.add_argument("--sample", type=int, default=None, help="questions of a set; all if not given")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "documents"
        folder.mkdir()
        for document in lines(arguments.eval_dir / "xquad_en" / "documents.jsonl"):
            title = json.dumps(document["title"], ensure_ascii=False)
            text = f"---\ntitle: {title}\nlanguage: en\n---\n\n{document['text']}\n"
            (folder / f"{document['id']}.md").write_text(text, encoding="utf-8")
        settings = Settings(index_dir=Path(home) / "index", embedding_model="multilingual", _env_file=None)
        with Index.open(folder, settings) as index:
            index.sync()
            english = lines(arguments.eval_dir / "xquad_en" / "questions.jsonl")
            answers = {question["id"]: question["answers"] for question in english}
            questions = [
                one
                for name in SETS
                for one in spread(lines(arguments.eval_dir / name / "questions.jsonl"), arguments.sample)
            ]
            rows = [ask(index, question, present=there) for question in questions for there in (True, False)]
            articles = sorted({row.article for row in rows})
            for half in (articles[::2], articles[1::2]):
                fitted = fit([row for row in rows if row.article in half])
                print("other half:", report([row for row in rows if row.article not in half], fitted))
            constants = fit(rows)
            print("all:", report(rows, constants))
            print("bias {:.2f}, best {:.2f}, mean {:.2f}".format(*constants))
            print(right_ones(index, [one for one in questions if one["id"] in answers], answers))


if __name__ == "__main__":
    main()
