"""Fit when an answer is good enough to be given: log-odds that the documents hold it.

    python training/fit_answers.py --eval-dir ../shared/eval --write

Asks questions of the public sets over half of their articles: with the article there, with the article
among the others, and near misses that no article answers. A logistic regression on the clues of the best
sentence or figure tells the first from the rest. Figures and sentences share its weights, not its bias.
Prints what it does on the articles that it was not fitted on, with `--write` also stores the weights.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from reader_examples import DEV_ARTICLES, HELD_OUT_ARTICLES
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

from report_assistant.answering.question import understand
from report_assistant.answering.relevance import WEIGHTS, Relevance
from report_assistant.answering.retrieved import gather_evidence
from report_assistant.index.index import Index
from report_assistant.settings import Settings

SETS = ("xquad_en", "squad2_en")
# The reader was trained on none of them. "Huguenot" brings the near misses that the others lack.
FIT_ARTICLES = (*DEV_ARTICLES, "Huguenot")
TEST_ARTICLES = tuple(article for article in HELD_OUT_ARTICLES if article != "Huguenot")
CLUES = ("reading", "null", "coverage", "passage", "names", "unheard", "standing", "likeness")
PASSAGES = 8
NEAR_MISS = 0.5  # what a near miss weighs against another question
# Figures may be given at lower odds: the wrong one is rarely a figure of another article.
FIGURES_BELOW = 1.0


@dataclass(frozen=True)
class Row:
    """The best candidate for a question; `there` says if its answer was: "yes", "near" or "no"."""

    article: str
    figure: bool
    clues: tuple[float, ...]
    there: str
    right: bool


def load(folder: Path) -> tuple[dict[str, dict], list[dict]]:
    documents, questions = {}, []
    for name in SETS:
        for line in (folder / name / "documents.jsonl").open(encoding="utf-8"):
            record = json.loads(line)
            documents[record["id"]] = record
        questions += [json.loads(line) for line in (folder / name / "questions.jsonl").open(encoding="utf-8")]
    return documents, questions


def rows(index: Index, documents: dict[str, dict], questions: list[dict], seed: int) -> Iterator[Row]:
    """Ask each question with its article there and, if it has an answer, once more without it."""
    relevance = Relevance(index)
    articles = sorted({document["title"] for document in documents.values()})
    random.Random(seed).shuffle(articles)
    halves = [
        [f"{name}.txt" for name, document in documents.items() if document["title"] in set(half)]
        for half in (articles[::2], articles[1::2])
    ]
    for record in questions:
        source = f"{record['document_id']}.txt"
        with_it, without = sorted(halves, key=lambda half: source not in half)
        ways = [("yes" if record["answerable"] else "near", with_it)]
        if record["answerable"]:
            ways.append(("no", without))
        question = understand(record["question"])
        rate = relevance.rate_figures if question.kinds else relevance.rate_sentences
        for there, sources in ways:
            evidence = gather_evidence(index, index.search(question.text, PASSAGES, sources))
            best = next(iter(rate(question, evidence)), None)
            if best is None or best.clues is None:
                continue
            said = best.figure.text if best.figure else best.evidence.text
            right = there == "yes" and best.evidence.source == source
            right = right and any(answer in said or said in answer for answer in record["answers"])
            clues = asdict(best.clues)
            article = documents[record["document_id"]]["title"]
            yield Row(article, best.figure is not None, tuple(clues[name] for name in CLUES), there, right)


def fit(data: list[Row]) -> dict[str, dict[str, float]]:
    """Return bias and weights for figures and for sentences."""
    features = np.array([(*row.clues, row.figure) for row in data], dtype=float)
    scaler = StandardScaler().fit(features)
    model = LogisticRegression(C=0.1, max_iter=2000)
    weights = [NEAR_MISS if row.there == "near" else 1.0 for row in data]
    model.fit(scaler.transform(features), [row.there == "yes" for row in data], sample_weight=weights)
    slopes = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - slopes @ scaler.mean_)
    shared = {name: round(float(slope), 4) for name, slope in zip(CLUES, slopes, strict=False)}
    return {
        "figures": {"bias": round(bias + float(slopes[-1]) + FIGURES_BELOW, 4), **shared},
        "sentences": {"bias": round(bias, 4), **shared},
    }


def report(data: list[Row], weights: dict[str, dict[str, float]]) -> None:
    """Print a table for figures and one for sentences."""
    for kind in weights:
        chosen = [row for row in data if row.figure is (kind == "figures")]
        scores = np.array(
            [
                weights[kind]["bias"]
                + sum(weights[kind][n] * v for n, v in zip(CLUES, row.clues, strict=True))
                for row in chosen
            ]
        )
        there = np.array([row.there for row in chosen])
        right = np.array([row.right for row in chosen])
        print(f"\n## {kind}: {len(chosen)} answers about articles that were not fitted on\n")
        print(f"right where the answer is there: {right[there == 'yes'].mean():.3f}")
        for other in ("near", "no"):
            both = (there == "yes") | (there == other)
            print(f"AUROC against {other}: {roc_auc_score(there[both] == 'yes', scores[both]):.3f}")
        print(
            "\n| log-odds | given, there | given, near miss | given, article absent |\n|---:|---:|---:|---:|"
        )
        for threshold in (-1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0):
            shares = (f"{(scores[there == kind] > threshold).mean():.3f}" for kind in ("yes", "near", "no"))
            print(f"| {threshold:+.2f} | {' | '.join(shares)} |")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--eval-dir", type=Path, required=True)
    parser.add_argument("--sample", type=int, default=260, help="answerable questions to test on")
    parser.add_argument("--fit-sample", type=int, default=1000, help="answerable questions to fit on")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--write", action="store_true", help=f"store the weights in {WEIGHTS.name}")
    args = parser.parse_args()
    documents, questions = load(args.eval_dir)
    random.Random(args.seed).shuffle(questions)
    data: dict[str, list[Row]] = {}
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "documents"
        folder.mkdir()
        for name, document in documents.items():
            text = f"{document['title']}\n\n{document['text']}"
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        with Index.open(folder, Settings(index_dir=Path(home) / "index", embedding_model="bundled")) as index:
            index.sync()
            for split, articles, sample in (
                ("fit", FIT_ARTICLES, args.fit_sample),
                ("test", TEST_ARTICLES, args.sample),
            ):
                about = [q for q in questions if documents[q["document_id"]]["title"] in articles]
                chosen = [q for q in about if q["answerable"]][:sample]
                chosen += [q for q in about if not q["answerable"]][:sample]
                data[split] = list(rows(index, documents, chosen, args.seed))
    weights = fit(data["fit"])
    report(data["test"], weights)
    print(json.dumps(weights))
    if args.write:
        stored = json.loads(WEIGHTS.read_text(encoding="utf-8")) | {"en": weights}
        WEIGHTS.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
