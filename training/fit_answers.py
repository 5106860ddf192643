"""Fit when an answer is good enough to be given: log-odds from the reader and from word overlap.

    python training/fit_answers.py --eval-dir ../shared/eval

Asks the questions of the reader's development articles over an index of all articles, once with the article
there and once without it, and fits a logistic regression on whether a figure or sentence is right.
Prints the table of the held-out articles, with `--write` also stores the weights.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from reader_examples import DEV_ARTICLES, HELD_OUT_ARTICLES
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from report_assistant.answering.question import understand
from report_assistant.answering.reader import Reader
from report_assistant.answering.relevance import WEIGHTS, Relevance
from report_assistant.answering.retrieved import gather_evidence
from report_assistant.answering.selecting import Selector
from report_assistant.index.index import Index
from report_assistant.settings import Settings

SETS = ("xquad_en", "squad2_en")
PASSAGES = 6


@dataclass(frozen=True)
class Row:
    """A selection for a question: features, whether it is right, whether an answer was there, if it led."""

    figure: bool
    features: tuple[float, float, float]
    right: bool
    there: str  # "yes", "near" (squad2 near miss), "no" (article left out)
    best: bool


def load(folder: Path, articles: tuple[str, ...]) -> tuple[dict[str, dict], list[dict]]:
    documents, questions = {}, []
    for name in SETS:
        for line in (folder / name / "documents.jsonl").open(encoding="utf-8"):
            record = json.loads(line)
            documents[record["id"]] = record
        for line in (folder / name / "questions.jsonl").open(encoding="utf-8"):
            record = json.loads(line)
            if documents[record["document_id"]]["title"] in articles:
                questions.append(record)
    return documents, questions


def rows(
    index: Index, selector: Selector, documents: dict[str, dict], questions: list[dict], *, absent: bool
) -> list[Row]:
    made = []
    for record in questions:
        article = documents[record["document_id"]]["title"]
        others = [f"{id_}.txt" for id_, document in documents.items() if document["title"] != article]
        question = understand(record["question"])
        passages = index.search(question.text, PASSAGES, others if absent else None)
        evidence = gather_evidence(index, passages)
        choose = selector.figures if question.kinds else selector.sentences
        there = "no" if absent else "yes" if record["answerable"] else "near"
        for rank, selection in enumerate(choose(question, evidence)):
            item, figure, rated = selection.evidence, selection.figure, selection.rated
            inside = item.source == f"{record['document_id']}.txt"
            said = figure.text if figure else item.text
            right = there == "yes" and inside and any(a in said or said in a for a in record["answers"])
            features = (rated.reading, rated.null, rated.coverage)
            made.append(Row(figure is not None, features, right, there, best=rank == 0))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--eval-dir", type=Path, required=True)
    parser.add_argument("--sample", type=int, default=150, help="questions of each kind and split")
    parser.add_argument("--write", action="store_true", help=f"store the weights in {WEIGHTS.name}")
    args = parser.parse_args()
    reader = Reader.load()
    data: dict[str, list[Row]] = {"fit": [], "test": []}
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "documents"
        folder.mkdir()
        documents, _ = load(args.eval_dir, ())
        for document in documents.values():
            text = f"{document['title']}\n\n{document['text']}"
            (folder / f"{document['id']}.txt").write_text(text, encoding="utf-8")
        with Index.open(folder, Settings(index_dir=Path(home) / "index")) as index:
            index.sync()
            selector = Selector(index, Relevance(index, reader))
            for split, articles in (("fit", DEV_ARTICLES), ("test", HELD_OUT_ARTICLES)):
                _, questions = load(args.eval_dir, articles)
                random.Random(7).shuffle(questions)
                # Half of the sample asks for a figure, far more than in the sets.
                questions.sort(key=lambda record: not understand(record["question"]).kinds)
                answerable = _both_ends([q for q in questions if q["answerable"]], args.sample)
                near = _both_ends([q for q in questions if not q["answerable"]], args.sample)
                data[split] += rows(index, selector, documents, [*answerable, *near], absent=False)
                data[split] += rows(index, selector, documents, answerable, absent=True)
    weights = {}
    for kind, figure in (("figures", True), ("sentences", False)):
        fit = [row for row in data["fit"] if row.figure is figure]
        test = [row for row in data["test"] if row.figure is figure and row.best]
        model = LogisticRegression(C=10.0)
        model.fit(_features(fit), [row.right for row in fit])
        weights[kind] = {
            "bias": round(float(model.intercept_[0]), 4),
            "reading": round(float(model.coef_[0][0]), 4),
            "null": round(float(model.coef_[0][1]), 4),
            "coverage": round(float(model.coef_[0][2]), 4),
        }
        report(kind, test, model.decision_function(_features(test)))
    if args.write:
        WEIGHTS.write_text(json.dumps(weights, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(weights))


def _features(data: list[Row]) -> np.ndarray:
    return np.array([row.features for row in data])


def _both_ends(records: list[dict], count: int) -> list[dict]:
    return records if len(records) <= count else [*records[: count // 2], *records[-(count - count // 2) :]]


def report(kind: str, test: list[Row], scores: np.ndarray) -> None:
    right = np.array([row.right for row in test])
    there = np.array([row.there for row in test])
    print(f"## {kind}: {len(test)} questions of held-out articles")
    print(f"best selection right where the answer is there: {right[there == 'yes'].mean():.3f}")
    for other in ("near", "no"):
        both = (there == "yes") | (there == other)
        print(f"AUROC, answer there against {other}: {roc_auc_score(there[both] == 'yes', scores[both]):.3f}")
    print("| log-odds | given, there | right of those | given, near miss | given, article absent |")
    print("|---|---|---|---|---|")
    for threshold in (-4, -3.5, -3, -2.5, -2.3, -2, -1.5, -1, 0):
        given = scores > threshold
        shown = given & (there == "yes")
        cells = (
            f"{shown.sum() / max(1, (there == 'yes').sum()):.2f}",
            f"{right[shown].mean():.2f}" if shown.any() else "",
            f"{given[there == 'near'].mean():.2f}",
            f"{given[there == 'no'].mean():.2f}",
        )
        print(f"| {threshold} | {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
