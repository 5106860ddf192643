"""Measure when answers are given and whether they are right, without a language model.

    python benchmarks/answers.py --eval-dir ../shared/eval --sample 120

Prints Markdown. Every question walks through the real index and chain.

- Absent articles: half of the articles of xquad_en and squad2_en are searched; a question is asked once with
  its article among them and once with it among the others.
- An absent company: questions about the quarterly filings of three companies (sec10q, twelve filings), with
  all filings and without those of the company that is asked about.
- Near misses: the unanswerable questions of squad2_en, with the article that they nearly fit.
- Another field: questions of mtrag (American law, a cloud provider's manual, encyclopedia), in the set's own
  standalone wording, with all its documents and without those of the question's field.

Only questions about articles on which neither the reader was trained nor the confidence of answers was fitted
count. The texts of mtrag, not its questions, were in the reader's training.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sklearn.metrics import roc_auc_score

from report_assistant.answering.chain import AnswerChain, Turn
from report_assistant.answering.extractive import ExtractiveDrafter
from report_assistant.answering.gate import Gate
from report_assistant.answering.reader import Reader
from report_assistant.answering.reader_bases import bundled_base
from report_assistant.answering.reader_weights import ENGLISH
from report_assistant.answering.relevance import Relevance
from report_assistant.answering.selecting import Selector
from report_assistant.index.index import Index
from report_assistant.settings import Settings
from report_assistant.types import Answer, Status

# Held out of the reader's training and of the fit of weights/answers.json, see training/README.md.
UNSEEN = (
    "Scottish Parliament",
    "Amazon rainforest",
    "Newcastle upon Tyne",
    "Oxygen",
    "Sky (United Kingdom)",
    "Pharmacy",
    "Prime number",
    "American Broadcasting Company",
)
STEPS = (-3.0, -2.0, -1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0, 2.0)
PARTS = ("absent", "near", "filings", "field")


@dataclass(frozen=True)
class Asked:
    """A question with its answer.

    Attributes:
        there: "yes", "near" (a near miss), or "no" (the article is left out).
        figure: a figure was asked for.
        margin: log-odds above the threshold of the best that fits; minus infinity if nothing does.
        right: an accepted answer stands in a quote, or the quote is from an accepted document.
        tempted: a tempting wrong answer is what was given.
        milliseconds: from question to answer.
    """

    there: str
    figure: bool
    given: bool
    margin: float
    right: bool
    tempted: bool
    milliseconds: float


class Remembered(Reader):
    """A reader that does not read the same twice, so that looking at margins costs nothing."""

    def read(self, *asked: Any) -> Any:
        """Return what `Reader.read` does."""
        key = repr(asked)
        if getattr(self, "_key", None) != key:
            self._key, self._readings = key, super().read(*asked)
        return self._readings


class Asker:
    """Ask the questions of a set over an index of its documents."""

    def __init__(self, index: Index, reader: Reader) -> None:
        relevance, gate = Relevance(index, lambda _: reader), Gate(index)
        self._chain = AnswerChain(index, ExtractiveDrafter(index, relevance, gate), gate)
        self._selector = Selector(index, relevance)

    def ask(self, record: Mapping[str, Any], documents: Sequence[str] | None, there: str) -> Asked:
        """Ask one question; `documents` are those that are searched."""
        start = time.perf_counter()
        turn = Turn(record["question"], documents=None if documents is None else tuple(documents))
        found = self._chain.retrieve(self._chain.understand(turn))
        *_, answer = self._chain.respond(found)
        seconds = time.perf_counter() - start
        assert isinstance(answer, Answer)
        figure = bool(found.question.kinds)
        choose = self._selector.figures if figure else self._selector.sentences
        best = next((one for one in choose(found.question, found.evidence) if one.fits), None)
        given = answer.status is Status.ANSWERED
        return Asked(
            there,
            figure,
            given,
            self._selector.margin(best) if best and not best.rated.opposed else float("-inf"),
            given and there == "yes" and _right(record, answer),
            given and any(_holds(answer, wrong) for wrong in record.get("wrong_answers", ())),
            seconds * 1000,
        )


def _right(record: Mapping[str, Any], answer: Answer) -> bool:
    gold = record["document_id"]
    if isinstance(gold, list):
        return any(citation.source in {file_of(one) for one in gold} for citation in answer.citations)
    return any(
        citation.source == file_of(gold) and accepted in citation.quote
        for citation in answer.citations
        for accepted in record["answers"]
    )


def _holds(answer: Answer, words: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", c.quote) for c in answer.citations)


def file_of(document: str) -> str:
    """Return the file name of a document of a set."""
    return re.sub(r"[:/]", "_", document) + ".txt"


def lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def open_index(documents: Iterable[Mapping[str, Any]], home: Path) -> Index:
    """Return an index of documents, made in a temporary place."""
    folder = home / "documents"
    folder.mkdir()
    for document in documents:
        text = f"{document['title']}\n\n{document['text']}"
        (folder / file_of(document["id"])).write_text(text, encoding="utf-8")
    # All sets are English, and the confidence was fitted with the bundled model.
    index = Index.open(folder, Settings(index_dir=home / "index", embedding_model="bundled"))
    index.sync()
    return index


def ask_articles(eval_dir: Path, sample: int, seed: int, home: Path, reader: Reader) -> Iterator[Asked]:
    """Ask about unseen articles of xquad_en and squad2_en: there, absent, and near misses."""
    documents, questions = {}, []
    for name in ("xquad_en", "squad2_en"):
        documents |= {one["id"]: one for one in lines(eval_dir / name / "documents.jsonl")}
        questions += lines(eval_dir / name / "questions.jsonl")
    chosen = [one for one in questions if documents[one["document_id"]]["title"] in UNSEEN]
    shuffled = random.Random(seed)
    shuffled.shuffle(chosen)
    articles = sorted({one["title"] for one in documents.values()})
    shuffled.shuffle(articles)
    halves = (set(articles[::2]), set(articles[1::2]))
    with open_index(documents.values(), home) as index:
        asker = Asker(index, reader)
        for answerable in (True, False):
            for record in [one for one in chosen if one["answerable"] is answerable][:sample]:
                with_it, without = sorted(
                    halves, key=lambda half: documents[record["document_id"]]["title"] not in half
                )
                yield asker.ask(record, _files(documents, with_it), "yes" if answerable else "near")
                if answerable:
                    yield asker.ask(record, _files(documents, without), "no")


def _files(documents: Mapping[str, Mapping[str, Any]], titles: set[str]) -> list[str]:
    return [file_of(name) for name, document in documents.items() if document["title"] in titles]


def ask_fields(eval_dir: Path, sample: int, seed: int, home: Path, reader: Reader) -> Iterator[Asked]:
    """Ask mtrag's questions with all documents, and without those of their own field."""
    documents = lines(eval_dir / "mtrag" / "documents.jsonl")
    worded = {one["id"]: one["rewrite"] for one in lines(eval_dir / "mtrag_rewrite" / "rewrites.jsonl")}
    questions = [one for one in lines(eval_dir / "mtrag" / "questions.jsonl") if one["answerable"] is True]
    standing = [one for one in questions if one["id"] in worded or not one["history"]]
    random.Random(seed).shuffle(standing)
    with open_index(documents, home) as index:
        asker = Asker(index, reader)
        for one in standing[:sample]:
            record = one | {"question": worded.get(one["id"], one["question"])}
            own = one["document_id"][0].partition(":")[0]
            others = [file_of(d["id"]) for d in documents if d["id"].partition(":")[0] != own]
            yield asker.ask(record, None, "yes")
            yield asker.ask(record, others, "no")


def ask_filings(eval_dir: Path, sample: int, seed: int, home: Path, reader: Reader) -> Iterator[Asked]:
    """Ask about companies with all quarterly filings of sec10q, and without those of the company."""
    pages: dict[str, list[str]] = {}
    for page in lines(eval_dir / "sec10q" / "documents.jsonl"):
        pages.setdefault(page["id"].partition("#")[0], []).append(page["text"])
    filings = [
        {"id": name, "title": f"{name} 10-Q", "text": "\n\n".join(text)} for name, text in pages.items()
    ]
    questions = lines(eval_dir / "sec10q" / "questions.jsonl")
    random.Random(seed).shuffle(questions)
    with open_index(filings, home) as index:
        asker = Asker(index, reader)
        for one in questions[:sample]:
            record = one | {"document_id": one["filings"]}
            company = one["filings"][0].split()[-1]
            others = [file_of(name) for name in pages if name.split()[-1] != company]
            yield asker.ask(record, None, "yes")
            yield asker.ask(record, others, "no")


def report(title: str, asked: Sequence[Asked], other: str) -> None:
    """Print what was given with the answer there and with the other kind of question, and the curve."""
    print(f"\n## {title}\n")
    print(f"| asked for | questions | given, there | right | given, {other} | AUROC | median ms |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for label, wanted in (("a figure", (True,)), ("anything else", (False,)), ("all", (True, False))):
        there = [one for one in asked if one.there == "yes" and one.figure in wanted]
        against = [one for one in asked if one.there == other and one.figure in wanted]
        if there and against:
            cells = (
                f"{len(there)} / {len(against)}",
                f"{statistics.mean(one.given for one in there):.3f}",
                f"{statistics.mean(one.right for one in there):.3f}",
                f"{statistics.mean(one.given for one in against):.3f}",
                f"{auroc(there, against):.3f}",
                f"{statistics.median(one.milliseconds for one in there):.0f}",
            )
            print(f"| {label} | {' | '.join(cells)} |")
    tempted = [one.tempted for one in asked if one.there == "near"]
    if other == "near" and tempted:
        print(f"\nA quote with the tempting wrong answer: {statistics.mean(tempted):.3f} of the near misses")
    print(f"\n| threshold moved by | given, there | given, {other} |\n|---:|---:|---:|")
    for step in STEPS:
        shares = [
            statistics.mean(one.margin > step for one in asked if one.there == kind)
            for kind in ("yes", other)
        ]
        print(f"| {step:+.2f} | {' | '.join(f'{share:.3f}' for share in shares)} |")


def auroc(there: Sequence[Asked], against: Sequence[Asked]) -> float:
    """Return how well margins tell the two apart, 0.5 is chance."""
    margins = [max(one.margin, -99.0) for one in (*there, *against)]
    return float(roc_auc_score([1] * len(there) + [0] * len(against), margins))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--eval-dir", type=Path, default=Path("../shared/eval"))
    parser.add_argument("--sample", type=int, default=120, help="questions of each kind and seed")
    parser.add_argument("--seeds", type=int, nargs="+", default=[7])
    parser.add_argument("--parts", nargs="+", default=PARTS, choices=PARTS)
    options = parser.parse_args()
    reader = Remembered.from_file(ENGLISH.path, bundled_base())
    asked: list[Asked] = []
    for seed in options.seeds if {"absent", "near"} & set(options.parts) else ():
        with tempfile.TemporaryDirectory() as home:
            asked += ask_articles(options.eval_dir, options.sample, seed, Path(home), reader)
    if "absent" in options.parts:
        report("Absent articles (xquad_en, squad2_en)", asked, "no")
    if "near" in options.parts:
        report("Near misses (squad2_en)", asked, "near")
    if "filings" in options.parts:
        with tempfile.TemporaryDirectory() as home:
            filed = list(ask_filings(options.eval_dir, options.sample, options.seeds[0], Path(home), reader))
        report("An absent company (sec10q)", filed, "no")
    if "field" in options.parts:
        with tempfile.TemporaryDirectory() as home:
            fields = list(ask_fields(options.eval_dir, options.sample, options.seeds[0], Path(home), reader))
        report("Another field (mtrag)", fields, "no")


if __name__ == "__main__":
    main()
