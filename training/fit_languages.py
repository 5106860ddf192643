"""Fit when an answer in French, Dutch or German is good enough to be given.

    python training/fit_languages.py --eval-dir ../shared/eval --write

Asks the questions of piaf_fr about articles on which the reader was not trained, once with the article there
and once without it, and fits a logistic regression on whether it was there. The bias is set so that above 0
lie 5% of the questions whose article is absent. Prints how the fit does on articles that it leaves out, one
at a time; with `--write` it also stores the weights for languages other than English.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from reader_examples import by_id, held_out, read_jsonl
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

from report_assistant.answering.question import understand
from report_assistant.answering.relevance import WEIGHTS, Relevance
from report_assistant.answering.retrieved import gather_evidence
from report_assistant.index.index import Index
from report_assistant.settings import Settings

CLUES = ("reading", "null", "coverage", "passage", "names", "unheard", "standing")
PASSAGES = 8
EVERY = 2  # of the questions, one in so many is asked
REFUSED = 0.95  # share of the questions without their article that must be refused


@dataclass(frozen=True)
class Row:
    """The best candidate for a question."""

    article: str
    clues: tuple[float, ...]
    there: bool
    right: bool


def article_of(document: str) -> str:
    return document.rpartition("-")[0]


def rows(index: Index, questions: list[dict]) -> Iterator[Row]:
    """Ask each question with all articles there, and without its own."""
    relevance = Relevance(index)
    sources = [one.source for one in index.sources()]
    for record in questions:
        question, article = understand(record["question"]), article_of(record["document_id"])
        rate = relevance.rate_figures if question.kinds else relevance.rate_sentences
        for there in (True, False):
            searched = [one for one in sources if there or article_of(Path(one).stem) != article]
            evidence = gather_evidence(index, index.search(question.text, PASSAGES, searched))
            best = next(iter(rate(question, evidence)), None)
            if best is None or best.clues is None:
                continue
            said = best.figure.text if best.figure else best.evidence.text
            own = there and Path(best.evidence.source).stem == record["document_id"]
            right = own and any(answer in said or said in answer for answer in record["answers"])
            clues = asdict(best.clues)
            yield Row(article, tuple(clues[name] for name in CLUES), there, right)


def fit(features: NDArray[np.float64], there: NDArray[np.bool_]) -> tuple[float, NDArray[np.float64]]:
    """Return bias and weights; `REFUSED` of the absent ones lie below 0."""
    scaler = StandardScaler().fit(features)
    model = LogisticRegression(C=0.3, max_iter=5000).fit(scaler.transform(features), there)
    weights = model.coef_[0] / scaler.scale_
    return -float(np.quantile(features[~there] @ weights, REFUSED)), weights


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--eval-dir", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help=f"store the weights in {WEIGHTS.name}")
    args = parser.parse_args()
    asked = [
        record
        for record in read_jsonl(args.eval_dir / "piaf_fr" / "questions.jsonl")
        if record["answerable"] and held_out(article_of(record["document_id"]))
    ]
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "documents"
        folder.mkdir()
        for name, document in by_id(args.eval_dir / "piaf_fr").items():
            title = json.dumps(document["title"], ensure_ascii=False)
            text = f"---\ntitle: {title}\nlanguage: fr\n---\n\n{document['text']}\n"
            (folder / f"{name}.md").write_text(text, encoding="utf-8")
        settings = Settings(index_dir=Path(home) / "index", embedding_model="multilingual", _env_file=None)
        with Index.open(folder, settings) as index:
            index.sync()
            found = list(rows(index, asked[::EVERY]))
    features = np.array([row.clues for row in found])
    there, right = np.array([row.there for row in found]), np.array([row.right for row in found])
    articles = np.array([row.article for row in found])
    scores = np.zeros(len(found))
    for article in sorted(set(articles)):
        out = articles == article
        bias, weights = fit(features[~out], there[~out])
        scores[out] = bias + features[out] @ weights
    given = scores > 0
    print(f"{len(found)} askings, right where the answer is there: {right[there].mean():.3f}")
    print(
        f"AUROC {roc_auc_score(there, scores):.3f}, refused without the article {(~given[~there]).mean():.3f}"
    )
    print(f"given with it {given[there].mean():.3f}, right and given {(right & given)[there].mean():.3f}")
    bias, weights = fit(features, there)
    fitted = {"bias": round(bias, 4)}
    fitted |= {name: round(float(weight), 4) for name, weight in zip(CLUES, weights, strict=True)}
    print(json.dumps(fitted))
    if args.write:
        stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
        stored["other"] = {"figures": fitted, "sentences": fitted}
        WEIGHTS.write_text(json.dumps(stored, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
